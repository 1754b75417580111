/** Exchanges of one currency for another: what records report, what the scheme does, what a purchase asks for. */
import type { Exchange } from "../../../src/domain/exchange.ts";
import { part, partUp } from "./account.ts";
import { accountIn, type Book, take } from "./book.ts";
import { hasCancelled, type Member } from "./member.ts";
import type { Today } from "./today.ts";

/** On the first of a month, all that can be exchanged, exchange by exchange. */
export function exchangeByScheme(book: Book, today: Today): void {
  for (const exchange of book.scheme.exchanges ?? []) {
    if (exchange.by !== "scheme" || !isOpen(book, exchange)) continue;
    for (const member of book.members)
      if (turn(book, exchange, member, Number.POSITIVE_INFINITY, today)) take(book, "exchange by the scheme");
  }
}

/** What records report; an event names the exchange by its position. */
export function exchangeReported(book: Book, today: Today): void {
  for (const { event, member, amount, piece } of today.events) {
    if (event !== "exchange") continue;
    const exchange = book.scheme.exchanges?.[piece ?? 0];
    if (!exchange || !isOpen(book, exchange)) continue;
    if (turn(book, exchange, member, amount, today)) take(book, "exchange by a member");
  }
}

/** What a member lacks for a price, by the exchanges in their order. */
export function exchangeForPrice(
  book: Book,
  member: Member,
  currency: string,
  price: number,
  today: Today,
): void {
  for (const exchange of book.scheme.exchanges ?? []) {
    const { to, by, give, get, pointsMin } = exchange;
    const account = accountIn(book, member, currency);
    if (account.balance >= price) return;
    if (to !== currency || by !== "member" || !isOpen(book, exchange)) continue;
    const lacking = price - account.balance + account.endedByAnother(today.day);
    const asked = Math.max(pointsMin, partUp(lacking, give, get));
    if (turn(book, exchange, member, asked, today)) take(book, "exchange for an item");
  }
}

function isOpen({ scheme: { phase = "openFusion" } }: Book, { enabled, phase: opens }: Exchange): boolean {
  return enabled && (phase === "openFusion" || opens === "innerLoop");
}

/** As much as is asked for, there, and left of the month's limit; at least the least amount, and no point for nothing. */
function turn(book: Book, exchange: Exchange, member: Member, asked: number, today: Today): boolean {
  const { id, from, to, give, get, pointsMin, pointsPerMonth = Number.POSITIVE_INFINITY } = exchange;
  if (hasCancelled(member, today.day)) return false;
  const account = accountIn(book, member, from);
  const about = `exchange ${id} ${member.name} ${today.month}`;
  const left = Math.max(0, pointsPerMonth - book.moved.get(about));
  const most = Math.min(asked, account.balance, left);
  if (most < pointsMin) {
    if (Math.min(asked, account.balance) > left) take(book, "exchange beyond the month's limit");
    return false;
  }
  const got = part(most, get, give);
  // Rounding turns no point into nothing, but for what the least amount asks.
  const given = Math.max(pointsMin, partUp(got, give, get));
  if (got === 0) return false;
  if (left < Math.min(asked, account.balance)) take(book, "exchange to the month's limit");
  if (given < most) take(book, "exchange rounded down");
  account.giveAway(given);
  accountIn(book, member, to).receive(today.day, got);
  book.moved.add(about, given);
  return true;
}
