/** What points buy in the scheme's phase, and the currency that they are spent in: one answer for checks, engine and views. */
import { type ExchangeRate, type Item, isOffered, priceInPoints } from "./catalogue.ts";
import type { Scenario } from "./scenario.ts";

/** An item, its position in the scenario's list, what prices it, and the price in points. */
type PricedItem = { item: Item; position: number; rate: ExchangeRate; price: number };

/** The items that a currency buys: switched on, of a benefit that the phase knows, in the scenario's order. */
export function itemsOnOffer(
  { currencies, items, rates, phase }: Pick<Scenario, "currencies" | "items" | "rates" | "phase">,
  currency: string,
): PricedItem[] {
  if (!currencies.find(({ id }) => id === currency)?.spendable) return [];
  return items.flatMap((item, position) => {
    const rate = rates.find(({ id }) => id === item.rate);
    return item.enabled && rate?.currency === currency && isOffered(rate.benefit, phase)
      ? [{ item, position, rate, price: priceInPoints(item, rate) }]
      : [];
  });
}

/** Position of the first currency that can be spent, which is what records redeem; −1 where there is none. */
export function spentCurrency({ currencies }: Pick<Scenario, "currencies">): number {
  return currencies.findIndex(({ spendable }) => spendable);
}

/** Position of the currency that headline figures speak of: the first that can be spent, else the first. */
export function mainCurrency(scenario: Pick<Scenario, "currencies">): number {
  return Math.max(0, spentCurrency(scenario));
}
