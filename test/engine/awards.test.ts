/** The award tables of the golden file, played event by event. */
import { describe, expect, test } from "vitest";
import type { Currency } from "../../src/domain/currency.ts";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import golden from "../golden/awards.json" with { type: "json" };
import { play, type RecordedEvent } from "./recorded.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";

type GoldenEvent = {
  day: number;
  indicator: string;
  member?: string;
  minutes?: number;
  points?: number;
  praises?: number;
  validityDays?: number;
  referred?: string;
};
type Case = {
  id: string;
  events: GoldenEvent[];
  expected: { day: number; points: number; balance?: number }[];
};

const cases = golden.cases as Case[];
const caseOf = (id: string): Case => {
  const found = cases.find((entry) => entry.id === id);
  if (!found) throw new Error(`no golden case ${id}`);
  return found;
};

function recorded({
  day,
  indicator,
  member,
  minutes,
  points,
  praises,
  referred,
}: GoldenEvent): RecordedEvent[] {
  const who = member === undefined ? {} : { member };
  switch (indicator) {
    case "redeem":
      return [{ day, ...who, event: "redemption", amount: points ?? 0 }];
    case "session":
      return [{ day, ...who, event: "session", amount: minutes ?? 0 }];
    case "grant":
      return [{ day, ...who, event: "grant", amount: points ?? 0 }];
    case "praise":
    case "content":
      return [{ day, ...who, event: indicator, amount: praises ?? 0, piece: 0 }];
    case "referral":
      return [{ day, ...who, event: "referral", ...(referred === undefined ? {} : { referred }) }];
    default:
      return [{ day, ...who, event: indicator as RecordedEvent["event"] }];
  }
}

function presetRule(id: string): Rule {
  const rule = preset.rules.find((entry) => entry.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return { ...rule, enabled: true };
}

function scheme(rules: Rule[], start = "2026-01-01", currency: Partial<Currency> = {}): Scenario {
  return scenarioOf({ rules, items: [], run: { start, days: 120 }, currency });
}

/** What a rule posts on a day, all awards of the day together. */
function byDay(postings: readonly { day: number; points: number }[]): Record<number, number> {
  const sums: Record<number, number> = {};
  for (const { day, points } of postings) sums[day] = (sums[day] ?? 0) + points;
  return sums;
}

describe("mobile securities, case by case", () => {
  const table: [id: string, rules: string[], start: string][] = [
    ["securities.activation", ["activation"], "2026-01-01"],
    ["securities.tenure", ["tenure"], "2026-01-15"],
    ["securities.login", ["login"], "2026-01-01"],
    ["securities.duration", ["duration"], "2026-01-01"],
    ["securities.referral", ["referral", "referral-retained"], "2026-01-01"],
    ["securities.referral.gap", ["referral", "referral-retained"], "2026-01-01"],
    ["securities.praise", ["praise"], "2026-01-01"],
  ];
  test.each(table)("%s", (id, ruleIds, start) => {
    const { events, expected } = caseOf(id);
    const { postings } = play(scheme(ruleIds.map(presetRule), start), events.flatMap(recorded));
    expect(byDay(ruleIds.flatMap((rule) => postings[rule] ?? []))).toEqual(byDay(expected));
  });
});

test("an award that meets the cap pays the remainder, session by session", () => {
  const { postings } = play(scheme([presetRule("duration")]), [
    { day: 1, event: "session", amount: 25 },
    { day: 1, event: "session", amount: 9 },
    { day: 1, event: "session", amount: 60 },
  ]);
  expect(postings.duration).toEqual([{ day: 1, points: 20 }]);
});

test("decay comes before the day's earning and rounds the balance down (decay.order)", () => {
  const { events, expected } = caseOf("decay.order");
  const currency = { decay: { enabled: true, basisPointsPerDay: 500, rounding: "down" as const } };
  const login = ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 10);
  const { balances } = play(scheme([login], "2026-01-01", currency), events.flatMap(recorded));
  expect(balances.slice(0, expected.length)).toEqual(expected.map(({ balance }) => balance));
});

const grant = ruleOf("grant", { kind: "grant" }, 1);

test("a lot of day d expires at the start of day d + 30, what was redeemed in time does not (expiry.day)", () => {
  const { events, expected } = caseOf("expiry.day");
  const currency = { validity: { kind: "days" as const, days: 30 } };
  const { run, balances } = play(scheme([grant], "2026-01-01", currency), events.flatMap(recorded));
  expect(run.tally.currencies[0]?.flows.expired[30]).toBe(-(expected[0]?.points ?? 0));
  expect(balances[30]).toBe(expected[0]?.balance);
  expect(balances[29]).toBe(60);
});

test("redemption takes the lot that expires first, not the one that came first (fifo)", () => {
  const { events, expected } = caseOf("fifo");
  const kinds = { 100: "long", 20: "short" } as Record<number, string>;
  // One grant rule for each validity; grants of the table's days go to the rule that is switched on for them.
  const rules = [100, 20].map((days) => ({
    ...grant,
    id: kinds[days] ?? "",
    validity: { kind: "days" as const, days },
  }));
  const outcomes = playLots(rules, events);
  for (const { day, points } of expected) expect(outcomes.expired[day] ?? 0).toBe(-points + 0);
  expect(outcomes.total).toBe(40);
});

/** Grants carry their own validity here: each goes to the rule with that validity, by an indicator of its own. */
function playLots(rules: Rule[], events: GoldenEvent[]) {
  const [long, short] = rules as [Rule, Rule];
  const scenario = scheme([
    { ...long, condition: { kind: "grant" } },
    { ...short, condition: { kind: "perSuccess" } },
  ]);
  const translated = events.flatMap((event): RecordedEvent[] =>
    event.indicator === "grant"
      ? [
          {
            day: event.day,
            event: event.validityDays === 100 ? "grant" : "success",
            amount: event.points ?? 0,
          },
        ]
      : recorded(event),
  );
  const { run } = play(scenario, translated);
  const expired = run.tally.currencies[0]?.flows.expired ?? new Float64Array(0);
  return { expired, total: expired.reduce((sum, points) => sum + points, 0) };
}
