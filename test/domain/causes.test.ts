/** Loops of postings: found before a scheme runs, and told by the rules in them. */
import { expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import type { Condition, Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { preset, ruleOf } from "../engine/scenario-of.ts";

const [points] = preset.currencies;
if (!points) throw new Error("no currency");
const currencies = ["points", "coins", "level"].map((id) => ({ ...points, id }));

/** The preset's goods, of which the cheapest costs 100 points; other rules, three currencies. */
function loopsOf(rules: Rule[], more: Partial<Scenario> = {}): string[] {
  const checked = checkScenario({ ...preset, currencies, rules, ...more });
  if (checked.ok) return [];
  return checked.problems.map((problem) =>
    "rules" in problem ? `${problem.code}: ${problem.rules.join(", ")}` : problem.code,
  );
}

const earned = (id: string, from: string, currency: string, more: Partial<Rule> = {}) =>
  ruleOf(id, { kind: "perEarned", per: 10, earned: from }, 1, { currency, ...more });
const regained = (id: string, value: number, per: number, more: Partial<Rule> = {}) =>
  ruleOf(id, { kind: "perRedeemed", per }, value, { rounding: "down", ...more });
const cheapest = 100;

type Case = [title: string, rules: Rule[], found: string[]];
const cases: Case[] = [
  ["a rule does not hear itself", [earned("bonus", "points", "points")], []],
  ["one way down", [earned("a", "points", "coins"), earned("b", "coins", "level")], []],
  [
    "round in a circle",
    [earned("a", "points", "coins"), earned("b", "coins", "level"), earned("c", "level", "points")],
    ["ruleLoop: a, b, c"],
  ],
  [
    "a circle with a way that leads into it names the circle alone",
    [earned("in", "level", "points"), earned("a", "points", "coins"), earned("b", "coins", "points")],
    ["ruleLoop: a, b"],
  ],
  [
    "a rule that is switched off breaks the circle",
    [earned("a", "points", "coins"), earned("b", "coins", "points", { enabled: false })],
    [],
  ],
  ["a tenth comes back", [regained("back", 10, 100)], []],
  [
    "nine tenths come back, twice",
    [regained("one", 90, 100), regained("two", 90, 100)],
    ["mintingLoop: one, two"],
  ],
  ["all comes back", [regained("back", 1, 1)], ["mintingLoop: back"]],
  ["all comes back, at most once a month", [regained("back", 1, 1, { caps: { pointsPerMonth: 100 } })], []],
  ["all comes back, while the budget lasts", [regained("back", 1, 1, { budgetPerMonth: 1000 })], []],
  ["all comes back as points that buy nothing", [regained("back", 1, 1, { currency: "level" })], []],
  [
    "all comes back by way of another currency",
    [
      regained("back", 5, 1, { currency: "level" }),
      ruleOf("on", { kind: "perEarned", per: 4, earned: "level" }, 1),
    ],
    ["mintingLoop: back, on"],
  ],
  [
    "a double-points window counts",
    [regained("back", 60, 100, { multipliers: [{ kind: "window", span: {}, factor: 20_000 }] })],
    ["mintingLoop: back"],
  ],
  [
    "a fixed award for each redemption, below and at the price of the cheapest item",
    [ruleOf("each", { kind: "each", indicator: "redemption" }, cheapest - 1)],
    [],
  ],
  [
    "at the price of the cheapest item",
    [ruleOf("each", { kind: "each", indicator: "redemption" }, cheapest)],
    ["mintingLoop: each"],
  ],
];

test.each(cases)("%s", (_, rules, found) => {
  expect(loopsOf(rules)).toEqual(found);
});

test("a limit over several rules bounds what comes back, too", () => {
  const limits = [{ id: "all", name: preset.name, currency: "points", caps: {}, budgetPerMonth: 5000 }];
  expect(loopsOf([regained("back", 1, 1)], { limits })).toEqual([]);
});

test("currencies that rules hear or count must exist", () => {
  const unknown: Condition[] = [
    { kind: "perEarned", per: 1, earned: "gold" },
    { kind: "perRedeemed", per: 1, spent: "gold" },
  ];
  for (const condition of unknown) expect(loopsOf([ruleOf("x", condition, 0)])).toEqual(["unknownReference"]);
});
