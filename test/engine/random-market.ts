/** Random markets: exchange rates, items on offer, exchanges of one currency for another. */
import fc from "fast-check";
import type { Benefit, ExchangeRate, Item } from "../../src/domain/catalogue.ts";
import type { Currency } from "../../src/domain/currency.ts";
import { type Exchange, phases } from "../../src/domain/exchange.ts";
import { anySize, given, nameOf, pick, real, sometimes, whole } from "./random-parts.ts";

const benefits: Benefit[] = ["service", "virtual", "credit", "goods"];
export const itemParts = fc.record({
  rate: whole(0, 9),
  faceCents: anySize(1, 1_000_000).map(Math.round),
  cashShare: fc.oneof(fc.constant(0), real(0, 0.99)),
  costCents: whole(0, 1_000_000),
  taste: real(-5, 5),
});

export const rateParts = fc.record({
  currency: whole(0, 9),
  benefit: fc.constantFrom(...benefits),
  points: anySize(1, 10_000).map(Math.round),
  cents: anySize(1, 100_000).map(Math.round),
});

export const exchangeParts = fc.record({
  from: whole(0, 9),
  to: whole(0, 9),
  give: fc.oneof(whole(1, 9), whole(1, 100)),
  get: fc.oneof(whole(1, 9), whole(1, 100)),
  pointsMin: fc.oneof(whole(1, 3), whole(1, 30)),
  pointsPerMonth: sometimes(whole(1, 100)),
  phase: fc.constantFrom(...phases),
  by: fc.constantFrom("member" as const, "scheme" as const),
  enabled: whole(0, 5).map((dice) => dice > 0),
});
type ExchangeParts = typeof exchangeParts extends fc.Arbitrary<infer T> ? T : never;

/** Only out of what can be spent, into another currency. */
export function exchangesFrom(list: readonly ExchangeParts[], currencies: readonly Currency[]): Exchange[] {
  const spendable = currencies.filter((currency) => currency.spendable);
  if (spendable.length === 0 || currencies.length === 1) return [];
  return list.map(({ from, to, ...own }, i) => {
    const source = pick(spendable, from).id;
    const targets = currencies.filter(({ id }) => id !== source);
    return { id: `exchange-${i}`, from: source, to: pick(targets, to).id, ...given(own) };
  });
}

type ItemParts = typeof itemParts extends fc.Arbitrary<infer T> ? T : never;

/** Items of currencies that can be spent are on offer; without those whose price would be out of bounds. */
export function itemsFrom(
  list: readonly ItemParts[],
  rates: readonly ExchangeRate[],
  currencies: readonly Currency[],
): Item[] {
  return list.flatMap(({ cashShare, ...own }, i): Item[] => {
    const rate = pick(rates, own.rate);
    const enabled = currencies.find(({ id }) => id === rate.currency)?.spendable ?? false;
    const cashCents = Math.floor(own.faceCents * cashShare);
    if ((own.faceCents * rate.points) / rate.cents >= 1e9) return [];
    const id = `item-${i}`;
    return [{ ...own, id, name: nameOf(id), rate: rate.id, cashCents, enabled }];
  });
}
