/** What a currency buys, sorted by price, so that what a balance can afford is a prefix of the list. */
import { type Item, priceInPoints } from "../domain/catalogue.ts";
import type { Currency } from "../domain/currency.ts";
import type { Scenario } from "../domain/scenario.ts";
import { exp } from "./elementary.ts";

export type Offer = {
  /** Positions in the scenario's list of items, cheapest first. */
  items: Int32Array;
  prices: Int32Array;
  costCents: Int32Array;
  cashCents: Int32Array;
  /** Running sums of the multinomial-logit weights, in the same order. */
  weightsUpTo: Float64Array;
};

/** The offer of a currency, or undefined where nothing can be bought with it. */
export function offerOf(scenario: Scenario, currency: Currency): Offer | undefined {
  if (!currency.spendable) return undefined;
  const { valueWeight } = scenario.population.redeeming;
  const priced = scenario.items
    .flatMap((item, position) => {
      const rate = scenario.rates.find(({ id }) => id === item.rate);
      return item.enabled && rate?.currency === currency.id
        ? [{ item, position, price: priceInPoints(item, rate) }]
        : [];
    })
    .sort((a, b) => a.price - b.price || a.position - b.position);
  if (priced.length === 0) return undefined;
  const utilities = priced.map(({ item, price }) => item.taste + valueWeight * centsPerPoint(item, price));
  const highest = Math.max(...utilities);
  const weightsUpTo = new Float64Array(priced.length);
  utilities.reduce((sum, utility, i) => {
    weightsUpTo[i] = sum + exp(utility - highest);
    return weightsUpTo[i] as number;
  }, 0);
  const column = (pick: (entry: (typeof priced)[number]) => number) => Int32Array.from(priced, pick);
  return {
    items: column(({ position }) => position),
    prices: column(({ price }) => price),
    costCents: column(({ item }) => item.costCents),
    cashCents: column(({ item }) => item.cashCents),
    weightsUpTo,
  };
}

/** Value for points: cents of face value not paid in cash, per point. */
function centsPerPoint(item: Item, price: number): number {
  return (item.faceCents - item.cashCents) / price;
}
