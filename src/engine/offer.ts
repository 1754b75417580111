/** What a currency buys, sorted by price, so that what a balance can afford is a prefix of the list. */
import type { Item } from "../domain/catalogue.ts";
import type { Currency } from "../domain/currency.ts";
import { itemsOnOffer } from "../domain/on-offer.ts";
import type { Scenario } from "../domain/scenario.ts";
import { exp } from "./elementary.ts";

export type Offer = {
  /** Positions in the scenario's list of items, cheapest first. */
  items: Int32Array;
  prices: Int32Array;
  costCents: Int32Array;
  cashCents: Int32Array;
  /** For each number of affordable items less 1: running sums of their multinomial-logit weights, the best weighing 1. */
  weightsUpTo: Float64Array[];
};

/** The offer of a currency, or undefined where nothing can be bought with it. */
export function offerOf(scenario: Scenario, currency: Currency): Offer | undefined {
  const { valueWeight } = scenario.population.redeeming;
  const priced = itemsOnOffer(scenario, currency.id).sort(
    (a, b) => a.price - b.price || a.position - b.position,
  );
  if (priced.length === 0) return undefined;
  const utilities = priced.map(({ item, price }) => item.taste + valueWeight * centsPerPoint(item, price));
  const column = (pick: (entry: (typeof priced)[number]) => number) => Int32Array.from(priced, pick);
  return {
    items: column(({ position }) => position),
    prices: column(({ price }) => price),
    costCents: column(({ item }) => item.costCents),
    cashCents: column(({ item }) => item.cashCents),
    weightsUpTo: utilities.map((_, last) => runningWeights(utilities.slice(0, last + 1))),
  };
}

function runningWeights(utilities: readonly number[]): Float64Array {
  const highest = Math.max(...utilities);
  let sum = 0;
  return Float64Array.from(utilities, (utility) => {
    sum += exp(utility - highest);
    return sum;
  });
}

/** Value for points: cents of face value not paid in cash, per point. */
function centsPerPoint(item: Item, price: number): number {
  return (item.faceCents - item.cashCents) / price;
}
