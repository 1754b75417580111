/** What all members together may redeem in a month: tables of records, and synthetic members. */
import { describe, expect, test } from "vitest";
import type { Scenario } from "../../src/domain/scenario.ts";
import { compile } from "../../src/engine/compile.ts";
import { leftToRedeem } from "../../src/engine/redemption-budget.ts";
import { openRun } from "../../src/engine/run-state.ts";
import { simulateShard } from "../../src/engine/simulate.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";
import { heldIn, written } from "./table.ts";

function scheme(redemptionBudgetPerMonth: number | undefined, more: Partial<Scenario> = {}): Scenario {
  const rules = [
    ruleOf("grant", { kind: "grant" }, 1),
    ruleOf("back", { kind: "perRedeemed", per: 10 }, 1, { rounding: "down" }),
  ];
  return {
    ...scenarioOf({
      rules,
      items: [],
      run: { start: "2026-01-01", days: 62 },
      currency: {
        validity: { kind: "none" },
        ...(redemptionBudgetPerMonth === undefined ? {} : { redemptionBudgetPerMonth }),
      },
    }),
    ...more,
  };
}

describe("redemptions that records report", () => {
  test.each([
    [
      "are booked up to what the month's budget leaves, and earn for that alone",
      scheme(100),
      `0: login, B login, grant 500, B grant 500 | points 500
       1: redemption 60 | points 446
       2: B redemption 90 | points 446
       3: redemption 5 | points 446
       31: redemption 60 | points 392`,
    ],
    [
      "come in an order that rotates by day: on day 31 B's come first",
      scheme(100),
      `0: login, B login, grant 500, B grant 500 | points 500
       2: redemption 70, B redemption 70 | points 437
       31: redemption 70, B redemption 70 | points 410`,
    ],
    [
      "count what was redeemed before the budget changed",
      scheme(100, {
        changes: [{ date: "2026-01-03", path: "currencies/points/redemptionBudgetPerMonth", value: 130 }],
      }),
      `0: grant 500 | points 500
       1: redemption 500 | points 410
       2: redemption 500 | points 383
       31: redemption 500 | points 266`,
    ],
    [
      "count what was redeemed in the month before there was a budget",
      scheme(undefined, {
        changes: [{ date: "2026-01-03", path: "currencies/points/redemptionBudgetPerMonth", value: 130 }],
      }),
      `0: grant 500 | points 500
       1: redemption 120 | points 392
       2: redemption 500 | points 383
       3: redemption 500 | points 383
       31: redemption 500 | points 266`,
    ],
  ])("%s", (_, own, table) => expect(heldIn(own, table)).toBe(written(table)));
});

test("each currency has a budget of its own, of which these members have their part", () => {
  const base = scheme(100);
  const [points] = base.currencies as [Scenario["currencies"][number]];
  const coins = { ...points, id: "coins", redemptionBudgetPerMonth: 50 };
  const { redemptionBudgetPerMonth: _, ...free } = { ...points, id: "free" };
  const program = compile({ ...base, currencies: [points, coins, free] });
  const run = {
    ...openRun(program, 1),
    redeemed: Float64Array.of(30, 20, 90),
    budgetPart: (all: number) => all / 2,
  };
  expect([0, 1, 2].map((currency) => leftToRedeem(run, currency))).toEqual([20, 5, Number.POSITIVE_INFINITY]);
});

test("synthetic members redeem what the budget allows, month by month, each block of members its part", () => {
  const base = scenarioOf({ run: { start: "2026-01-01", members: 300, replications: 1, days: 90 } });
  const withBudget = (redemptionBudgetPerMonth: number): Scenario => ({
    ...base,
    currencies: base.currencies.map((own) => ({ ...own, redemptionBudgetPerMonth })),
  });
  const monthly = (scenario: Scenario, endMember = 300) => {
    const tally = simulateShard(compile(scenario), { replication: 0, firstMember: 0, endMember });
    const redeemed = tally.currencies[0]?.flows.redeemed ?? new Float64Array(0);
    return [0, 31, 59].map((from, at) =>
      redeemed.slice(from, [31, 59, 90][at]).reduce((sum, points) => sum + points, 0),
    );
  };
  const free = monthly(base);
  expect(monthly(withBudget(1_000_000_000))).toEqual(free);
  const budget = 9000;
  expect(Math.min(...free.slice(1))).toBeGreaterThan(budget);
  for (const [members, part] of [
    [300, budget],
    [100, budget / 3],
  ] as const)
    for (const redeemed of monthly(withBudget(budget), members).slice(1)) {
      expect(redeemed).toBeLessThanOrEqual(part);
      // Less than the price of the dearest item is left over.
      expect(redeemed).toBeGreaterThan(part - 900);
    }
  expect(monthly(withBudget(0))).toEqual([0, 0, 0]);
});
