/** Headline figures speak of the main currency and of all costs, whatever other currencies a scheme has. */
import { describe, expect, test } from "vitest";
import type { Currency } from "../../src/domain/currency.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { replicationKey } from "../../src/engine/luck.ts";
import { outcomeOf } from "./computed.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";

const alone = scenarioOf({ run: { members: 400, replications: 3 } });

/** The same scheme with coins beside it: earned by logging in, spent on one item. */
function withCoins(scenario: Scenario): Scenario {
  const coins: Currency = { ...(preset.currencies[0] as Currency), id: "coins" };
  const [item] = preset.items;
  const [rate] = preset.rates;
  if (!item || !rate) throw new Error("the preset has no items");
  return {
    ...scenario,
    currencies: [...scenario.currencies, coins],
    rules: [
      ...scenario.rules,
      ruleOf("coins", { kind: "firstOfDay", indicator: "login" }, 50, { currency: "coins" }),
    ],
    rates: [...scenario.rates, { ...rate, id: "coins", currency: "coins" }],
    items: [...scenario.items, { ...item, id: "for-coins", rate: "coins" }],
  };
}

describe("a second currency", () => {
  const before = outcomeOf(alone);
  const after = outcomeOf(withCoins(alone));

  test.each([
    "accrualRate",
    "redemptionRate",
    "costPerRedeemedPoint",
    "breakageRate",
    "issuedPerMemberMonth",
  ] as const)("leaves the main currency's %s as it was", (name) =>
    expect(after.kpis[name]).toEqual(before.kpis[name]),
  );

  test("adds its items to the cost per member and its points to the liability", () => {
    expect(after.kpis.costPerMemberMonth.value).toBeGreaterThan(before.kpis.costPerMemberMonth.value);
    expect(after.kpis.liability.value).toBeGreaterThan(before.kpis.liability.value);
  });

  test("costs in all what its items and the others cost", () => {
    const net = Object.values(after.items).reduce(
      (sum, { costCents, cashCents }) => sum + costCents - cashCents,
      0,
    );
    const months = (after.memberDays * 12) / 365;
    expect(after.kpis.costPerMemberMonth.value).toBeCloseTo(net / months, 9);
  });
});

test("the active rate counts whole months where there are any", () => {
  const of = (start: string, days: number) =>
    outcomeOf(scenarioOf({ run: { start, days, members: 400, replications: 1 } })).kpis.activeRate.value;
  const february = of("2026-02-01", 28);
  expect(Math.abs(of("2026-01-31", 29) - february)).toBeLessThan(0.05);
  expect(of("2026-02-01", 2)).toBeLessThan(february);
});

test("seed texts that repeat or differ in high bytes are seeds of their own", () => {
  const seeds = ["1", "11", "111", "2", "222", "12", "1212", "一", "伀", " ", "  "];
  expect(new Set(seeds.map((seed) => replicationKey(seed, 0).join())).size).toBe(seeds.length);
});
