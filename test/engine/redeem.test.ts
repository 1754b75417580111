/** Redemption: who considers it, what is chosen, and that nobody buys what is out of reach. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Item, priceInPoints } from "../../src/domain/catalogue.ts";
import type { Currency } from "../../src/domain/currency.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { compile } from "../../src/engine/compile.ts";
import { push } from "../../src/engine/events.ts";
import { habitsOf } from "../../src/engine/habits.ts";
import { type Offer, offerOf } from "../../src/engine/offer.ts";
import { choose } from "../../src/engine/redeem.ts";
import { addMember } from "../../src/engine/run-state.ts";
import { simulate } from "../../src/engine/simulate.ts";
import { itemColumns } from "../../src/engine/tally.ts";
import { randomScenario } from "./random-scenario.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";

function item(id: string, parts: Partial<Item>): Item {
  return { ...(preset.items[0] as Item), id, name: text(id, id), rate: "credit", taste: 0, ...parts };
}

function offerFor(scenario: Scenario): Offer {
  const offer = offerOf(scenario, scenario.currencies[0] as Currency);
  if (!offer) throw new Error("nothing on offer");
  return offer;
}

const members = 16_384;

/**
 * Shares of members who redeem on one login day, each with the same balance and latent threshold and one of all
 * 16,384 evenly spread values of the deciding half word.
 */
function shareRedeeming(balance: number, latentPoints: number, steepness: number): number {
  const redeeming = { ...preset.population.redeeming, steepness };
  const scenario = scenarioOf({
    rules: [ruleOf("grant", { kind: "grant" }, 1)],
    items: [item("cheap", { faceCents: 1, cashCents: 0 })],
    run: { days: 1 },
    population: { ...preset.population, redeeming },
  });
  const run = simulate(compile(scenario), {
    startsWith: members,
    begin(state) {
      for (let m = 0; m < members; m++)
        addMember(state, { joinDay: -1, joinMonth: -1, referrer: -1, group: 0 });
      state.enrolled = members;
    },
    fill({ batch }) {
      for (let m = 0; m < members; m++) {
        push(batch.login, m, 1);
        push(batch.grant, m, balance);
      }
    },
    shoppers: {
      draw: () => ({
        word0: Uint32Array.from({ length: members }, (_, m) => m * 262_144),
        word1: new Uint32Array(members),
      }),
      latentPoints: new Float64Array(members).fill(latentPoints),
      factor: habitsOf(scenario).redeemFactor,
    },
  });
  return (run.tally.items[0] ?? 0) / members;
}

describe("a member considers redeeming with probability logistic(b · ln(balance ÷ τ))", () => {
  test("with the balance at the latent threshold it is one half, exactly", () => {
    for (const steepness of [0.1, 1, 2, 20]) expect(shareRedeeming(500, 500, steepness)).toBe(0.5);
  });

  test.each([
    [100, 500, 2],
    [250, 500, 2],
    [1000, 500, 2],
    [5000, 500, 2],
    [450, 500, 20],
    [550, 500, 20],
    [1, 500, 0.1],
    [1_000_000, 500, 0.1],
    [900, 333.3, 1],
  ])("%d points, threshold %d, steepness %d", (balance, latentPoints, steepness) => {
    const expected = 1 / (1 + (latentPoints / balance) ** steepness);
    // The table has 4,096 cells; within one the share is linear in the balance.
    expect(Math.abs(shareRedeeming(balance, latentPoints, steepness) - expected)).toBeLessThan(1 / 4096);
  });

  test("more points never make it less likely", () => {
    const shares = [50, 100, 200, 400, 800, 1600].map((balance) => shareRedeeming(balance, 500, 2));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });
});

describe("the offer of a currency", () => {
  test("is sorted by price, and keeps each item's own cost", () => {
    const { items, prices, costCents, cashCents } = offerFor(scenarioOf({}));
    expect([...prices]).toEqual([...prices].sort((a, b) => a - b));
    items.forEach((position, i) => {
      const own = preset.items[position] as Item;
      const rate = preset.rates.find(({ id }) => id === own.rate);
      expect(rate && priceInPoints(own, rate)).toBe(prices[i]);
      expect([costCents[i], cashCents[i]]).toEqual([own.costCents, own.cashCents]);
    });
    expect([...items].sort()).toEqual([0, 1, 2, 3]);
  });

  test("leaves out what is switched off and what another currency buys", () => {
    const other = { ...(preset.currencies[0] as Currency), id: "coins" };
    const base = scenarioOf({
      items: preset.items.map((own, i) => ({ ...own, enabled: i !== 1 })),
      rates: preset.rates.map((rate) => (rate.id === "credit" ? { ...rate, currency: "coins" } : rate)),
    });
    const scenario = { ...base, currencies: [...base.currencies, other] };
    const [own, others] = scenario.currencies.map((currency) =>
      [...(offerOf(scenario, currency)?.items ?? [])].sort(),
    );
    expect({ own, others }).toEqual({ own: [0, 3], others: [2] });
  });

  test("is none where nothing can be bought or the currency cannot be spent", () => {
    const currency = preset.currencies[0] as Currency;
    expect(offerOf(scenarioOf({ items: [] }), currency)).toBeUndefined();
    const levelOnly = scenarioOf({ currency: { spendable: false } });
    expect(offerOf(levelOnly, levelOnly.currencies[0] as Currency)).toBeUndefined();
  });
});

describe("the choice among what is affordable", () => {
  const scenario = scenarioOf({
    items: [
      item("plain", { faceCents: 1000 }),
      item("loved", { faceCents: 2000, taste: 1 }),
      item("subsidised", { faceCents: 3000, rate: "service" }),
      item("disliked", { faceCents: 4000, cashCents: 1000, taste: -2 }),
    ],
  });
  const offer = offerFor(scenario);
  const draws = 100_000;

  /** Shares by item over words spread evenly. */
  function sharesAt(balance: number): number[] {
    const counts = scenario.items.map(() => 0);
    for (let i = 0; i < draws; i++) {
      const position = offer.items[choose(offer, balance, Math.floor(((i + 0.5) / draws) * 2 ** 32))] ?? -1;
      counts[position] = (counts[position] ?? 0) + 1;
    }
    return counts.map((count) => count / draws);
  }

  /** Multinomial logit by the definition: e^(taste + weight × cents for a point), among what the balance can buy. */
  function logitAt(balance: number): number[] {
    const { valueWeight } = scenario.population.redeeming;
    const weights = scenario.items.map((own) => {
      const rate = scenario.rates.find(({ id }) => id === own.rate);
      const price = rate ? priceInPoints(own, rate) : Number.POSITIVE_INFINITY;
      return price <= balance
        ? Math.exp(own.taste + (valueWeight * (own.faceCents - own.cashCents)) / price)
        : 0;
    });
    const sum = weights.reduce((a, b) => a + b);
    return weights.map((weight) => weight / sum);
  }

  test.each([300, 599, 600, 900, 10_000])("with %d points the shares are those of the logit", (balance) => {
    const expected = logitAt(balance);
    sharesAt(balance).forEach((share, i) => {
      expect(Math.abs(share - (expected[i] ?? 0))).toBeLessThan(2 / draws);
    });
  });

  test("the lowest and the highest word choose the first and the last affordable item", () => {
    expect(choose(offer, 10_000, 0)).toBe(0);
    expect(choose(offer, 10_000, 0xffff_ffff)).toBe(offer.items.length - 1);
    expect(choose(offer, 10_000, -1)).toBe(offer.items.length - 1);
  });

  test("nobody is sold what the balance does not cover", () => {
    fc.assert(
      fc.property(
        randomScenario,
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        fc.nat(0xffff_ffff),
        (own, extra, word) => {
          for (const currency of own.currencies) {
            const offered = offerOf(own, currency);
            if (!offered) continue;
            const cheapest = offered.prices[0] ?? 0;
            const balance = Math.min(2 ** 30, cheapest + extra);
            expect(offered.prices[choose(offered, balance, word)]).toBeLessThanOrEqual(balance);
            expect(choose(offered, cheapest, word)).toBeLessThan(
              offered.prices.filter((p) => p === cheapest).length,
            );
          }
        },
      ),
      { numRuns: 150, seed: 1 },
    );
  });

  test("what is affordable is chosen among, however much better the rest may be", () => {
    const steep = scenarioOf({
      items: [
        item("first", { faceCents: 100, rate: "service" }),
        item("second", { faceCents: 1000, rate: "virtual" }),
        item("third", { faceCents: 1_000_000, rate: "credit" }),
      ],
      rates: preset.rates.map((rate, i) => ({ ...rate, points: 1, cents: [1, 10, 1000, 1][i] ?? 1 })),
      population: { ...preset.population, redeeming: { ...preset.population.redeeming, valueWeight: 10 } },
    });
    const offer = offerFor(steep);
    const [first = 0, second = 0] = offer.prices;
    expect([first, second]).toEqual([100, 100]);
    // e^90 against 1: the first has no chance; with 1,000 cents a point out of reach the second still has all of it.
    expect(choose(offer, 100, 0x8000_0000)).toBe(1);
    expect(Math.max(...(offer.weightsUpTo[1] ?? []))).toBeGreaterThanOrEqual(1);
  });

  test("a very strong taste does not overflow", () => {
    const extreme = scenarioOf({
      items: [item("cheap", { faceCents: 1, taste: 5 }), item("dear", { faceCents: 100_000, taste: -5 })],
      rates: preset.rates.map((rate) => ({ ...rate, points: 1, cents: 10_000_000 })),
      population: { ...preset.population, redeeming: { ...preset.population.redeeming, valueWeight: 10 } },
    });
    for (const upTo of offerFor(extreme).weightsUpTo) {
      expect(upTo.every((weight) => Number.isFinite(weight) && weight >= 0)).toBe(true);
      expect(Math.max(...upTo)).toBeGreaterThanOrEqual(1);
    }
  });
});

test("a purchase books points, cost and cash of its item, once a day and currency", () => {
  const scenario = scenarioOf({
    rules: [ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 2000)],
    items: [item("headset", { faceCents: 6000, cashCents: 3000, costCents: 5000 })],
    run: { days: 3 },
  });
  const run = simulate(compile(scenario), {
    startsWith: 1,
    begin(state) {
      addMember(state, { joinDay: -1, joinMonth: -1, referrer: -1, group: 0 });
      state.enrolled = 1;
    },
    // Two logins a day are one visit.
    fill({ batch }) {
      push(batch.login, 0, 1);
      push(batch.login, 0, 1);
    },
    shoppers: {
      draw: () => ({ word0: new Uint32Array(1), word1: new Uint32Array(1) }),
      latentPoints: Float64Array.of(1),
      factor: habitsOf(scenario).redeemFactor,
    },
  });
  const price = 900;
  expect([...run.tally.items.subarray(0, itemColumns)]).toEqual([3, 3 * price, 3 * 5000, 3 * 3000]);
  expect(run.accounts[0]?.balance[0]).toBe(3 * (2000 - price));
  expect(run.accounts[0]?.costCents[0]).toBe(3 * (5000 - 3000));
  expect([...(run.tally.currencies[0]?.flows.redeemed ?? [])]).toEqual([price, price, price]);
});
