/** What points buy: redemptions that records report, and items that members want. */

import { partUp } from "./account.ts";
import { accountIn, type Book, type ItemsSold, mainCurrency, take } from "./book.ts";
import { exchangeForPrice } from "./exchange.ts";
import type { Member } from "./member.ts";
import type { Happened, Today } from "./today.ts";

/** A member who has decided to buy an item. */
export type Wish = { day: number; member: string; item: string };

/** Points out of the main currency, at most what is there; what was booked. */
export function redeemReported(book: Book, today: Today): Happened[] {
  const currency = mainCurrency(book);
  return today.events.flatMap((happened): Happened[] => {
    if (happened.event !== "redemption") return [];
    const amount = accountIn(book, happened.member, currency).redeem(happened.amount);
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
  account.redeem(price);
  const sold = book.items.get(id) as ItemsSold;
  sold.redemptions++;
  sold.points += price;
  sold.costCents += item.costCents;
  sold.cashCents += item.cashCents;
  take(book, "item bought");
  const origin = { piece: undefined, channel: undefined, service: undefined };
  return { event: "redemption", member, amount: price, currency, ...origin };
}
