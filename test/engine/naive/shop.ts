/** What points buy: redemptions that records report, and items that members want. */

import { partUp } from "./account.ts";
import { accountIn, type Book, type ItemsSold, spendableCurrency, take } from "./book.ts";
import { exchangeForPrice } from "./exchange.ts";
import type { Member } from "./member.ts";
import type { Happened, Today } from "./today.ts";

/** A member who has decided to buy an item. */
export type Wish = { day: number; member: string; item: string };

/** What the currency's budget leaves to all members together in this month. */
function budgetLeft({ scheme, moved }: Book, currency: string, { month }: Today): number {
  const { redemptionBudgetPerMonth } = scheme.currencies.find(({ id }) => id === currency) ?? {};
  if (redemptionBudgetPerMonth === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, redemptionBudgetPerMonth - moved.get(`redeemed ${currency} ${month}`));
}

function redeem(book: Book, member: Member, currency: string, points: number, today: Today): number {
  const redeemed = accountIn(book, member, currency).redeem(points);
  book.moved.add(`redeemed ${currency} ${today.month}`, redeemed);
  return redeemed;
}

/**
 * Points out of the main currency, at most what is there and what the budget leaves, to members in turn as by the budgets
 * of rules; what was booked.
 */
export function redeemReported(book: Book, today: Today): Happened[] {
  const currency = spendableCurrency(book);
  if (currency === undefined) {
    if (today.events.some(({ event }) => event === "redemption"))
      take(book, "redemption of nothing spendable");
    return [];
  }
  const asked = today.events.filter(({ event }) => event === "redemption");
  const { length } = today.members;
  const turn = ({ member }: Happened) => (member.place - (today.day % length) + length) % length;
  const booked = new Map<Happened, number>();
  for (const happened of asked.toSorted((a, b) => turn(a) - turn(b))) {
    const { member, amount } = happened;
    const left = budgetLeft(book, currency, today);
    if (left < Math.min(amount, accountIn(book, member, currency).balance))
      take(book, left > 0 ? "redemption cut by the budget" : "redemption refused by the budget");
    booked.set(happened, redeem(book, member, currency, Math.min(amount, left), today));
  }
  return asked.flatMap((happened): Happened[] => {
    const amount = booked.get(happened) ?? 0;
    return amount > 0 ? [{ ...happened, amount, currency }] : [];
  });
}

/** Items as they are wanted; what they cost in points. */
export function buyItems(book: Book, wishes: readonly Wish[], today: Today): Happened[] {
  return wishes.map(({ member: name, item }): Happened => {
    const member = book.members.find((one) => one.name === name) as Member;
    return buy(book, member, item, today);
  });
}

function buy(book: Book, member: Member, id: string, today: Today): Happened {
  const { items, rates } = book.scheme;
  const item = items.find((one) => one.id === id);
  const rate = rates.find((one) => one.id === item?.rate);
  if (!item?.enabled || !rate) throw new Error(`no item ${id} on offer`);
  const { currency } = rate;
  const price = Math.max(1, partUp(Math.max(0, item.faceCents - item.cashCents), rate.points, rate.cents));
  exchangeForPrice(book, member, currency, price, today);
  const account = accountIn(book, member, currency);
  if (account.balance < price) throw new Error(`${member.name} cannot pay ${price} on day ${today.day}`);
  const left = budgetLeft(book, currency, today);
  if (price > left) throw new Error(`${member.name} redeems ${price} of a budget that leaves ${left}`);
  if (Number.isFinite(left)) take(book, "item bought within a budget");
  redeem(book, member, currency, price, today);
  const sold = book.items.get(id) as ItemsSold;
  sold.redemptions++;
  sold.points += price;
  sold.costCents += item.costCents;
  sold.cashCents += item.cashCents;
  take(book, "item bought");
  const origin = { piece: undefined, channel: undefined, service: undefined };
  return { day: today.day, event: "redemption", member, amount: price, currency, ...origin };
}
