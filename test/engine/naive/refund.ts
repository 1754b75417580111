/** Refunds: what a payment has earned is taken back, in proportion where less than was paid comes back. */
import { moneyIndicators } from "../../../src/domain/indicator.ts";
import type { Share } from "./account.ts";
import { type Book, take } from "./book.ts";
import { hasCancelled, type Member } from "./member.ts";
import type { NaiveRule } from "./naive-rule.ts";
import type { Today } from "./today.ts";
import { giveBack } from "./wallet.ts";

const isPaid = (event: string) => (moneyIndicators as readonly string[]).includes(event);

/** What is paid for each order, in money and points. Who pays on begins anew: it is another order that is left. */
export function notePayments({ leftCents, members, ofOrders }: Book, { events }: Today): void {
  for (const { event, amount, piece } of events) {
    if (piece === undefined || !isPaid(event)) continue;
    leftCents.add(`${piece}`, amount);
    if (amount === 0) continue;
    for (const { accounts } of members) for (const account of accounts) account.payOn(piece);
    for (const own of ofOrders.get(piece)?.values() ?? []) own.begin(own.now);
  }
}

/** What was paid in points comes back before anything is taken. */
export function refund(book: Book, today: Today): void {
  const { day, events } = today;
  for (const { event, member, amount, piece } of events) {
    if (event !== "refund" || hasCancelled(member, day)) continue;
    const share = piece === undefined ? undefined : shareOf(book, piece, amount);
    if (piece !== undefined) giveBack(book, member, piece, share, day);
    for (const account of member.accounts) account.refund(piece, share);
    if (piece !== undefined)
      for (const naive of book.rules)
        takeAwardBack(book, naive, member, naive.uncount(member, piece, share, today), day);
  }
}

/** An amount of 0 is all that is left. */
function shareOf({ leftCents }: Book, order: number, cents: number): Share {
  const left = leftCents.get(`${order}`);
  const leftThen = cents === 0 || cents >= left ? 0 : left - cents;
  leftCents.set(`${order}`, leftThen);
  return leftThen === 0 ? undefined : { left, leftThen };
}

/** Who referred somebody that has spent too little after all has earned nothing by it. */
function takeAwardBack(
  book: Book,
  { rule: { id, condition } }: NaiveRule,
  spender: Member,
  spent: number | undefined,
  day: number,
): void {
  const award = book.spendAwards.get(`${id} ${spender.name}`);
  if (!award || spent === undefined || condition.kind !== "referralSpend") return;
  if (spent >= award.cents || spent >= condition.cents) return;
  book.spendAwards.delete(`${id} ${spender.name}`);
  if (hasCancelled(award.referrer, day)) return;
  award.takeBack();
  take(book, "a refund takes a referral's award back");
}
