/** Refunds: what a payment has earned is taken back, in proportion where less than was paid comes back. */
import { moneyIndicators } from "../../../src/domain/indicator.ts";
import { type Book, take } from "./book.ts";
import { hasCancelled, type Member } from "./member.ts";
import type { NaiveRule } from "./naive-rule.ts";
import type { Today } from "./today.ts";
import { giveBack } from "./wallet.ts";

const isPaid = (event: string) => (moneyIndicators as readonly string[]).includes(event);

/** What is paid for each order, in money and points. */
export function notePayments({ paidCents }: Book, { events }: Today): void {
  for (const { event, amount, piece } of events)
    if (piece !== undefined && isPaid(event)) paidCents.add(`${piece}`, amount);
}

/** What was paid in points comes back before anything is taken. */
export function refund(book: Book, today: Today): void {
  const { day, events } = today;
  for (const { event, member, amount, piece } of events) {
    if (event !== "refund" || hasCancelled(member, day)) continue;
    const of = piece === undefined ? 0 : book.paidCents.get(`${piece}`);
    const share = amount === 0 || amount >= of ? undefined : { cents: amount, of };
    if (piece !== undefined) giveBack(book, member, piece, share, day);
    for (const account of member.accounts) account.refund(piece, share);
    if (piece !== undefined)
      for (const naive of book.rules)
        if (naive.uncount(member, piece, share, today)) takeAwardBack(book, naive, member, day);
  }
}

/** Who referred somebody that has spent too little after all has earned nothing by it. */
function takeAwardBack(book: Book, { rule: { id } }: NaiveRule, spender: Member, day: number): void {
  const award = book.spendAwards.get(`${id} ${spender.name}`);
  book.spendAwards.delete(`${id} ${spender.name}`);
  if (!award || hasCancelled(award.referrer, day)) return;
  award.takeBack();
  take(book, "a refund takes a referral's award back");
}
