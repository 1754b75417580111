/** Exchanges that contradict themselves, or that make value out of nothing when one goes round in a circle. */
import { isOpen } from "./exchange.ts";
import { itemsOnOffer } from "./on-offer.ts";
import type { Problem } from "./problem.ts";
import type { Scenario } from "./scenario.ts";
import { type LocalText, text } from "./text.ts";

/** One way to turn a unit of `from` into `over` / `under` units of `to`; positions of currencies, money after them, in cents. */
type Way = { from: number; to: number; over: bigint; under: bigint; path: string };

/** Exchanges that lead nowhere, to themselves, or round with a gain: each names its currencies. */
export function checkExchanges(scenario: Scenario): Problem[] {
  const { exchanges = [], currencies } = scenario;
  const problems = exchanges.flatMap(({ id, from, to, enabled }): Problem[] => {
    const path = `exchanges/${id}`;
    if (from === to) return [{ code: "sameCurrency", path: `${path}/to` }];
    const given = currencies.find((currency) => currency.id === from);
    return enabled && given && !given.spendable
      ? [{ code: "notSpendable", path: `${path}/from`, key: from }]
      : [];
  });
  return problems.length > 0 ? problems : checkCircles(scenario);
}

/** Names the shortest circle in which points become more points, if there is one. */
function checkCircles(scenario: Scenario): Problem[] {
  const { currencies } = scenario;
  const ways = waysOf(scenario);
  const circle = gainingCircle(ways, currencies.length + 1);
  if (!circle) return [];
  const nameOf = (place: number): LocalText => currencies[place]?.name ?? text("现金", "money");
  const { from, path } = circle[0] as Way;
  const gain = decimals(
    circle.reduce((product, { over }) => product * over, 1n),
    circle.reduce((product, { under }) => product * under, 1n),
  );
  const cycle = [from, ...circle.map(({ to }) => to)].map(nameOf);
  return [{ code: "mintsValue", path, cycle, gain }];
}

/** Every open exchange; and, as money, what points are bought for and what they bring as phone credit or when sold on. */
function waysOf(scenario: Scenario): Way[] {
  const { exchanges = [], currencies, phase } = scenario;
  const placeOf = (id: string) => currencies.findIndex((currency) => currency.id === id);
  const money = currencies.length;
  const ways: Way[] = [];
  const add = (from: number, to: number, over: number, under: number, path: string) =>
    ways.push({ from, to, over: BigInt(over), under: BigInt(under), path });
  for (const one of exchanges)
    if (isOpen(one, phase)) add(placeOf(one.from), placeOf(one.to), one.get, one.give, `exchanges/${one.id}`);
  currencies.forEach(({ id, purchase, offset }, place) => {
    const path = `currencies/${id}`;
    if (purchase?.enabled) add(money, place, purchase.points, purchase.cents, `${path}/purchase`);
    if (offset?.enabled) add(place, money, offset.cents, offset.points, `${path}/offset`);
  });
  currencies.forEach(({ id }, place) => {
    for (const { item, rate, price } of itemsOnOffer(scenario, id)) {
      const cents = (rate.benefit === "credit" ? item.faceCents : (item.resaleCents ?? 0)) - item.cashCents;
      if (cents > 0) add(place, money, cents, price, `items/${item.id}`);
    }
  });
  return ways;
}

/** The best product of ways of some length from a start to a place, and the last of those ways. */
type Best = { over: bigint; under: bigint; way: Way; before: Best | undefined };

/**
 * The shortest circle whose ratios multiply to more than 1, exact: products are compared as fractions. All walks of one
 * length are followed before any longer one, so that the first that gains passes no place twice.
 */
function gainingCircle(ways: readonly Way[], places: number): Way[] | undefined {
  const reached = Array.from({ length: places }, () => new Map<number, Best>());
  for (let length = 1; length <= places; length++) {
    for (let start = 0; start < places; start++) {
      const before = reached[start] as Map<number, Best>;
      const after = new Map<number, Best>();
      for (const way of ways) {
        const last = before.get(way.from);
        if (length === 1 ? way.from !== start : !last) continue;
        const over = way.over * (last?.over ?? 1n);
        const under = way.under * (last?.under ?? 1n);
        const known = after.get(way.to);
        if (known && over * known.under <= known.over * under) continue;
        after.set(way.to, { over, under, way, before: last });
      }
      reached[start] = after;
      const back = after.get(start);
      if (back && back.over > back.under) return waysTo(back);
    }
  }
  return undefined;
}

function waysTo(best: Best): Way[] {
  const ways: Way[] = [];
  for (let at: Best | undefined = best; at; at = at.before) ways.unshift(at.way);
  return ways;
}

/** A fraction above 1 with up to four decimals, rounded down; as a fraction where that would say 1. */
function decimals(over: bigint, under: bigint): string {
  const parts = (over * 10_000n) / under;
  if (parts <= 10_000n) return `${over}/${under}`;
  const rest = String(parts % 10_000n)
    .padStart(4, "0")
    .replace(/0+$/, "");
  return `${parts / 10_000n}${rest === "" ? "" : `.${rest}`}`;
}
