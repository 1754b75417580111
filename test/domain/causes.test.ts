/** Loops of postings: found before a scheme runs, and told by the rules in them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import type { Exchange } from "../../src/domain/exchange.ts";
import { describeProblem } from "../../src/domain/problem.ts";
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
const heard = (more: Partial<Rule>) => ruleOf("y", { kind: "perEarned", per: 1, earned: "coins" }, 1, more);
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
    "all comes back by a rule that hears another, at most so much a day",
    [regained("x", 1, 1, { currency: "coins" }), heard({ caps: { pointsPerDay: 10 } })],
    [],
  ],
  [
    "all comes back by a rule that hears another, while the budget lasts",
    [regained("x", 1, 1, { currency: "coins" }), heard({ budgetPerMonth: 1000 })],
    [],
  ],
  [
    "all comes back by a rule that hears another",
    [regained("x", 1, 1, { currency: "coins" }), heard({})],
    ["mintingLoop: x, y"],
  ],
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

test("what the inner loop does not sell brings nothing back", () => {
  const [rate, item] = [preset.rates[0], preset.items[0]];
  if (!rate || !item) throw new Error("nothing on offer");
  const sold = {
    rates: [
      { ...rate, id: "goods", benefit: "goods" as const, points: 1, cents: 100 },
      { ...rate, id: "service", benefit: "service" as const, points: 1000, cents: 100 },
    ],
    items: ["goods", "service"].map((id) => ({ ...item, id, rate: id, faceCents: 100, cashCents: 0 })),
  };
  const back = ruleOf("back", { kind: "each", indicator: "redemption" }, 5);
  expect(loopsOf([back], { ...sold, phase: "innerLoop" })).toEqual([]);
  expect(loopsOf([back], { ...sold, phase: "openFusion" })).toEqual(["mintingLoop: back"]);
});

test("a limit over several rules bounds what comes back, too", () => {
  const limits = [{ id: "all", name: preset.name, currency: "points", caps: {}, budgetPerMonth: 5000 }];
  expect(loopsOf([regained("back", 1, 1)], { limits })).toEqual([]);
});

/** "coins 2 > points 1": two coins become one point. */
function exchangeOf(words: string, more: Partial<Exchange> = {}): Exchange {
  const [from = "", give, , to = "", get] = words.split(" ");
  const open = { enabled: true, pointsMin: 1, phase: "innerLoop", by: "member" } as const;
  return { id: `${from}-${to}`, from, to, give: Number(give), get: Number(get), ...open, ...more };
}

describe("what is redeemed comes back by rules and exchanges together", () => {
  const coins = { currency: "coins" };
  const level = { currency: "level" };

  /** "rules by exchanges ×gain". */
  function circleOf(rules: Rule[], exchanges: Exchange[], more: Partial<Scenario> = {}): string {
    const checked = checkScenario({ ...preset, currencies, rules, exchanges, ...more });
    if (checked.ok) return "passes";
    return checked.problems
      .map((one) =>
        one.code === "mintingLoop"
          ? `${one.rules.join(", ")} by ${one.exchanges.join(", ")} ×${one.gain}`
          : one.code,
      )
      .join("; ");
  }

  test.each<[title: string, rules: Rule[], exchanges: string[], found: string]>([
    ["whole", [regained("back", 1, 1, coins)], ["coins 1 > points 1"], "back by coins-points ×1"],
    ["less a point in a hundred", [regained("back", 1, 1, coins)], ["coins 100 > points 99"], "passes"],
    ["less one in a million", [regained("back", 1, 1, coins)], ["coins 1000000 > points 999999"], "passes"],
    ["with a gain", [regained("back", 2, 1, coins)], ["coins 3 > points 2"], "back by coins-points ×1.3333"],
    [
      "by two exchanges, of which the first halves and the second doubles",
      [regained("back", 1, 1, coins)],
      ["coins 2 > level 1", "level 1 > points 2"],
      "back by coins-level, level-points ×1",
    ],
    [
      "by the better of two ways",
      [regained("back", 1, 1, coins)],
      ["coins 3 > points 1", "coins 1 > level 1", "level 1 > points 1"],
      "back by coins-level, level-points ×1",
    ],
    [
      "by a rule on what is earned between them",
      [regained("back", 5, 1, level), ruleOf("on", { kind: "perEarned", per: 4, earned: "level" }, 1, coins)],
      ["coins 1 > points 1"],
      "back, on by coins-points ×1.25",
    ],
    [
      "half at once, six tenths by way of another currency",
      [regained("half", 50, 100), regained("other", 60, 100, coins)],
      ["coins 1 > points 1"],
      "half, other by coins-points ×1.1",
    ],
    [
      "half at once, half but a hundredth by way of another currency",
      [regained("half", 50, 100), regained("other", 49, 100, coins)],
      ["coins 1 > points 1"],
      "passes",
    ],
    [
      "the rules and exchanges beside the circle are not named",
      [regained("back", 1, 1, coins), regained("aside", 1, 2, level), earned("more", "level", "level")],
      ["coins 1 > points 1", "coins 1 > level 1"],
      "back by coins-points ×1",
    ],
    [
      "a multiplier counts",
      [regained("back", 1, 2, { ...coins, multipliers: [{ kind: "window", span: {}, factor: 20_000 }] })],
      ["coins 1 > points 1"],
      "back by coins-points ×1",
    ],
    [
      "a cap bounds it",
      [regained("back", 1, 1, { ...coins, caps: { pointsPerDay: 5 } })],
      ["coins 1 > points 1"],
      "passes",
    ],
    [
      "a budget bounds it",
      [regained("back", 1, 1, { ...coins, budgetPerMonth: 5000 })],
      ["coins 1 > points 1"],
      "passes",
    ],
    ["away from what is redeemed", [regained("back", 1, 1, coins)], ["points 1 > coins 1"], "passes"],
    ["nothing is redeemed", [earned("bonus", "points", "coins")], ["coins 1 > points 1"], "passes"],
    [
      "exchanges that gain by themselves are told once",
      [regained("back", 1, 2, coins)],
      ["coins 1 > points 2", "points 1 > coins 1"],
      "mintsValue",
    ],
  ])("%s", (_, rules, exchanges, found) => {
    expect(
      circleOf(
        rules,
        exchanges.map((words) => exchangeOf(words)),
      ),
    ).toBe(found);
  });

  test.each<[string, Partial<Exchange>, Partial<Scenario>]>([
    ["is switched off", { enabled: false }, {}],
    ["has a limit a month", { pointsPerMonth: 500 }, {}],
    ["is of a later phase", { phase: "openFusion" }, { phase: "innerLoop" }],
  ])("an exchange that %s closes no circle", (_, more, scheme) => {
    const rules = [regained("back", 1, 1, coins)];
    expect(circleOf(rules, [exchangeOf("coins 1 > points 1", more)], scheme)).toBe("passes");
  });

  test("a circle that a dated change closes is told at the change", () => {
    const changes = [{ date: "2026-02-01", path: "exchanges/coins-points/get", value: 2 }];
    const exchanges = [exchangeOf("coins 2 > points 1")];
    const checked = checkScenario({
      ...preset,
      currencies,
      rules: [regained("back", 1, 1, coins)],
      exchanges,
      changes,
    });
    expect(checked).toMatchObject({
      problems: [
        {
          code: "mintingLoop",
          path: "changes/0/value",
          rules: ["back"],
          exchanges: ["coins-points"],
          gain: "1",
        },
      ],
    });
  });

  test("it is said in both languages, with rules, exchanges and gain", () => {
    const checked = checkScenario({
      ...preset,
      currencies,
      rules: [regained("back", 2, 1, coins)],
      exchanges: [exchangeOf("coins 1 > points 1")],
    });
    if (checked.ok) throw new Error("it passes");
    expect(
      checked.problems.flatMap((one) => [describeProblem(one, "zh-CN"), describeProblem(one, "en")]),
    ).toEqual([
      "rules/back/condition：兑换后所得不少于所花（每兑换一次 ×2），积分取之不尽：back，经积分转换 coins-points（请调低分值，或设上限、预算）",
      "rules/back/condition: redeeming earns back no less than it costs (×2 each time), without end: back, by way of the exchanges coins-points (lower the award, or set a cap or a budget)",
    ]);
  });

  test("exactly what never dies out however it is exchanged is refused", () => {
    const ids = currencies.map(({ id }) => id);
    const rates = ids.map((id) => ({ id, currency: id, benefit: "goods" as const, points: 100, cents: 100 }));
    const [item] = preset.items;
    const items = ids.map((id) => ({
      ...item!,
      id,
      rate: id,
      enabled: true,
      faceCents: 10_000,
      cashCents: 0,
    }));
    const cell = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 120 }));
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 3, maxLength: 3 });
    let refused = 0;
    const everyWay = (gains: number[][], ratios: number[][]): number => {
      // What points can be worth after many redemptions, each of the best currency that they can become.
      let worth = [1, 1, 1];
      for (let redemption = 0; redemption < 2000; redemption++) {
        worth = gains.map((row) => row.reduce((sum, gain, to) => sum + (gain / 100) * worth[to]!, 0));
        for (let step = 0; step < 3; step++)
          worth = worth.map((own, from) =>
            Math.max(own, ...ratios[from]!.map((ratio, to) => ratio * worth[to]!)),
          );
        if (Math.max(...worth) > 1e100 || Math.max(...worth) < 1e-9) break;
      }
      return Math.max(...worth);
    };
    fc.assert(
      fc.property(table, table, (gains, shares) => {
        // No ratio above 1, so that exchanges alone never gain.
        const ratios = shares.map((row) => row.map((share) => Math.min(share, 100) / 100));
        const rules = gains.flatMap((row, from) =>
          row.flatMap((gain, to) => {
            const condition = { kind: "perRedeemed", per: 100, spent: ids[from]! } as const;
            return gain > 0 ? [ruleOf(`r${from}${to}`, condition, gain, { currency: ids[to]! })] : [];
          }),
        );
        const exchanges = ratios.flatMap((row, from) =>
          row.flatMap((ratio, to) =>
            ratio > 0 && from !== to
              ? [exchangeOf(`${ids[from]} 100 > ${ids[to]} ${Math.round(100 * ratio)}`)]
              : [],
          ),
        );
        const worth = everyWay(gains, ratios);
        fc.pre(worth < 1e-9 || worth > 0.1);
        if (worth > 0.1) refused++;
        const found = circleOf(rules, exchanges, { rates, items });
        expect(/×/.test(found)).toBe(worth > 0.1);
      }),
      { numRuns: 40, seed: 3 },
    );
    expect(refused).toBeGreaterThan(5);
    expect(refused).toBeLessThan(35);
  });
});

test("currencies that rules hear or count must exist", () => {
  const unknown: Condition[] = [
    { kind: "perEarned", per: 1, earned: "gold" },
    { kind: "perRedeemed", per: 1, spent: "gold" },
  ];
  for (const condition of unknown) expect(loopsOf([ruleOf("x", condition, 0)])).toEqual(["unknownReference"]);
});
