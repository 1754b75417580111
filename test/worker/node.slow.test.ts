/** Real threads in Node: the figures do not depend on how many there are. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import type { Currency } from "../../src/domain/currency.ts";
import { presets } from "../../src/domain/presets.ts";
import type { Answer, Runner } from "../../src/domain/runner.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { inlineRunner } from "../../src/engine/inline.ts";
import { nodePool } from "../../src/worker/node.ts";

const scenario: Scenario = {
  ...presets[0],
  run: { ...presets[0].run, days: 90, members: 3000, replications: 3 },
};

/** The same members with what a scheme may have beside: an opening stock, wallets, exchanges, budgets, dated changes. */
function everythingMoves(): Scenario {
  const [points] = scenario.currencies;
  const times = { kind: "gammaPoisson", meanPerLoginDay: 0.2, shape: 1 } as const;
  const activities = (["purchase", "pointsPurchase", "pointsTransfer"] as const).map((indicator) => {
    return { indicator, times };
  });
  const opening = {
    balances: [{ currency: "points", share: 0.5, medianPoints: 300, sigma: 1, lots: 3, daysBetween: 30 }],
    tiers: [],
  };
  const wallet: Partial<Currency> = {
    transfer: { enabled: true, pointsMin: 10, pointsPerMonth: 40, feeBasisPoints: 300 },
    purchase: { enabled: true, points: 1, cents: 50 },
    offset: { enabled: true, points: 30, cents: 100, shareMax: 2000, earns: false },
    migrations: [{ date: "2026-02-10", numerator: 7, denominator: 5 }],
  };
  const coins = { ...points, id: "coins", name: text("币", "Coins") };
  const exchange = { id: "to-coins", enabled: true, from: "points", to: "coins", give: 2, get: 1 };
  return {
    ...scenario,
    run: { ...scenario.run, start: "2026-01-01" },
    currencies: [{ ...points, ...wallet }, coins],
    rates: scenario.rates.map((rate) => (rate.id === "credit" ? rate : { ...rate, currency: "coins" })),
    exchanges: [{ ...exchange, pointsMin: 10, pointsPerMonth: 500, phase: "innerLoop", by: "member" }],
    rules: scenario.rules.map((rule, at) => (at === 1 ? { ...rule, budgetPerMonth: 20_000 } : rule)),
    limits: [{ id: "all", name: text("全部", "All"), currency: "points", caps: {}, budgetPerMonth: 120_000 }],
    changes: [
      { date: "2026-02-01", path: "exchanges/to-coins/get", value: 2 },
      { date: "2026-02-15", path: "limits/all/caps/pointsPerMonth", value: 90 },
      { date: "2026-03-01", path: "currencies/points/transfer/feeBasisPoints", value: 1000 },
    ],
    population: {
      ...scenario.population,
      segments: scenario.population.segments.map((segment) => ({
        ...segment,
        activities,
        referrals: { ...segment.referrals, meanPerYear: 1 },
        ...(segment.joining.kind === "before" ? { opening } : {}),
      })),
    },
  };
}

async function lastAnswerOf(runner: Runner, asked: Scenario): Promise<Answer | undefined> {
  let last: Answer | undefined;
  const onAnswer = (answer: Answer) => {
    last = answer;
  };
  await runner(asked, onAnswer, new AbortController().signal);
  return last;
}

const asked: [name: string, scenario: Scenario][] = [
  ["of the preset", scenario],
  ["of a scheme with stock, wallets, exchanges, budgets and changes", everythingMoves()],
];

test.each(asked)(
  "one thread, two threads and none give the same outcome %s to the last digit",
  async (_, own) => {
    expect(checkScenario(own)).toMatchObject({ ok: true });
    const inline = await lastAnswerOf(inlineRunner(nextTurn), own);
    expect(inline?.complete).toBe(true);
    for (const workers of [1, 2]) {
      const pool = nodePool(workers);
      try {
        expect(await lastAnswerOf(pool.runner, own)).toEqual(inline);
      } finally {
        await pool.close();
      }
    }
  },
);

test("the scheme of that comparison does use what it has", async () => {
  const outcome = (await lastAnswerOf(inlineRunner(nextTurn), everythingMoves()))?.outcome;
  const { points, coins } = outcome?.ledger ?? {};
  expect(points?.opening).toBeGreaterThan(1000);
  expect(coins?.in).toBeGreaterThan(1000);
  expect(coins?.redeemed).toBeGreaterThan(1000);
  expect(outcome?.money?.points?.purchasedCents).toBeGreaterThan(1000);
  expect(outcome?.money?.points?.offsetCents).toBeGreaterThan(1000);
  const march = outcome?.currencies.points?.flows[2];
  expect(march?.issued).toBeGreaterThan(0);
});
