/** Records against simulation: the figures side by side, and what differs. */
import { expect, test } from "vitest";
import type { Outcome } from "../../../src/domain/outcome.ts";
import {
  areApart,
  memberMonths,
  mostDifferent,
  rulePairs,
  sharePairs,
  structurePasses,
} from "../../../src/ui/verify/comparison.ts";
import { ruleOf, scenarioOf } from "../../engine/scenario-of.ts";

const scenario = scenarioOf({
  rules: ["login", "session", "silent"].map((id) =>
    ruleOf(id, { kind: "firstOfDay", indicator: "login" }, 5),
  ),
});

/** An outcome of so many member-months with points by rule. */
function outcomeOf(months: number, points: Record<string, number>, key = 0.6): Outcome {
  const rules = Object.fromEntries(
    Object.entries(points).map(([id, sum]) => [id, { awards: 1, points: sum, members: 1 }]),
  );
  const structure = {
    service: "s",
    currency: "points",
    issued: 10,
    shares: { key, secondary: 1 - key, other: 0 },
    target: { key: 0.6, secondary: 0.3, other: 0.1 },
    byGroup: [],
    passes: Math.abs(key - 0.6) <= 0.1,
  };
  return { memberDays: (months * 365) / 12, rules, structures: [structure] } as unknown as Outcome;
}

test("points by rule are per member and month of each, the largest by the records first", () => {
  const records = outcomeOf(10, { login: 20, session: 50, silent: 0 });
  const simulated = outcomeOf(1000, { login: 9000, session: 5000, silent: 0 });
  expect(memberMonths(records)).toBeCloseTo(10);
  const pairs = rulePairs(scenario, records, simulated);
  expect(pairs.map(({ position }) => scenario.rules[position]?.id)).toEqual(["session", "login"]);
  expect(pairs.map(({ records: ours }) => ours)).toEqual([expect.closeTo(5), expect.closeTo(2)]);
  expect(pairs.map(({ simulated: theirs }) => theirs)).toEqual([expect.closeTo(5), expect.closeTo(9)]);
  expect(scenario.rules[mostDifferent(pairs)!.position]?.id).toBe("login");
});

test("points of different currencies are set side by side each with their own", () => {
  const [points] = scenario.currencies;
  if (!points) throw new Error("no currency");
  const two = {
    currencies: [points, { ...points, id: "level" }],
    rules: scenario.rules.map((rule) => (rule.id === "session" ? { ...rule, currency: "level" } : rule)),
  };
  const records = outcomeOf(10, { login: 20, session: 90_000, silent: 10 });
  const simulated = outcomeOf(10, { login: 60, session: 91_000, silent: 10 });
  const pairs = rulePairs(two, records, simulated);
  expect(pairs.map(({ position, currency }) => `${two.rules[position]?.id} ${currency}`)).toEqual([
    "login points",
    "silent points",
    "session level",
  ]);
  // 2 against 6 of 10 a month is more than 9,000 against 9,100.
  expect(two.rules[mostDifferent(pairs)!.position]?.id).toBe("login");
});

test("shares of one service in two currencies are not mixed", () => {
  const inLevel = (key: number) => ({ ...outcomeOf(1, {}, key).structures[0]!, currency: "level" });
  const both = (key: number, ofLevel: number) => {
    const outcome = outcomeOf(1, {}, key);
    return { ...outcome, structures: [...outcome.structures, inLevel(ofLevel)] };
  };
  const pairs = sharePairs(both(0.9, 0.5), both(0.6, 0.4)).filter(({ weight }) => weight === "key");
  expect(pairs).toMatchObject([
    { currency: "points", records: 0.9, simulated: 0.6 },
    { currency: "level", records: 0.5, simulated: 0.4 },
  ]);
});

test("without a simulation there are the records alone, and nothing differs", () => {
  const pairs = rulePairs(scenario, outcomeOf(10, { login: 20 }), undefined);
  expect(pairs).toMatchObject([{ simulated: undefined }]);
  expect(mostDifferent(pairs)).toBeUndefined();
});

test.each<[distance: number, errors: [number, number], apart: boolean]>([
  [2, [0.6, 0.8], true],
  [1.9, [0.6, 0.8], false],
  [0, [0, 0], false],
  [5, [Number.NaN, 1], false],
])("figures %d apart with standard errors %j: %s", (distance, [a, b], apart) => {
  const estimate = (value: number, standardError: number) => ({ value, standardError, low: 0, high: 0 });
  expect(areApart(estimate(10, a), estimate(10 + distance, b))).toBe(apart);
});

test("shares stand beside each other by service and weight; a structure without points is not judged", () => {
  const records = outcomeOf(1, {}, 0.9);
  expect(sharePairs(records, outcomeOf(1, {}, 0.6))).toMatchObject([
    { weight: "key", records: 0.9, simulated: 0.6, target: 0.6 },
    { weight: "secondary", simulated: 0.4 },
    { weight: "other", target: 0.1 },
  ]);
  expect([structurePasses(records), structurePasses(outcomeOf(1, {}, 0.6))]).toEqual([false, true]);
  expect(structurePasses({ ...records, structures: [] })).toBeUndefined();
});
