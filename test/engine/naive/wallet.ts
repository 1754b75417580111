/** Points bought, sent to other members and paid with at checkout: each for the first currency that allows it. */
import type { Currency } from "../../../src/domain/currency.ts";
import { part, partUp, type Share } from "./account.ts";
import { accountIn, type Book, type Money, ofOrder, take } from "./book.ts";
import { hasCancelled, isMember, type Member } from "./member.ts";
import type { Happened, Today } from "./today.ts";

function firstThatAllows<K extends "transfer" | "purchase" | "offset">({ scheme }: Book, what: K) {
  const currency = scheme.currencies.find((own) => own[what]?.enabled);
  return currency && { currency: currency.id, terms: currency[what] as NonNullable<Currency[K]> };
}

function happenedOf({ events, day }: Today, event: string): Happened[] {
  return events.filter((one) => one.event === event && !hasCancelled(one.member, day));
}

function moneyOf({ money }: Book, currency: string): Money {
  return money.get(currency) as Money;
}

/** Points stand for a part of each purchase before rules see it; records say how many, others use all they can. */
export function payAtCheckout(book: Book, today: Today, isRecorded: boolean): Today {
  const allowed = firstThatAllows(book, "offset");
  if (!allowed) return today;
  const { currency, terms } = allowed;
  const asked = new Map<Member, number>();
  for (const { member, amount } of happenedOf(today, "offset"))
    asked.set(member, (asked.get(member) ?? 0) + amount);
  const events = today.events.map((one): Happened => {
    const { event, member, amount, piece } = one;
    if (event !== "purchase" || hasCancelled(member, today.day)) return one;
    const account = accountIn(book, member, currency);
    const left = isRecorded ? (asked.get(member) ?? 0) : account.balance;
    const centsMax = part(amount, terms.shareMax, 10_000);
    const cents = Math.min(centsMax, part(Math.min(left, account.balance), terms.cents, terms.points));
    const points = partUp(cents, terms.points, terms.cents);
    if (points === 0) return one;
    account.redeem(points);
    asked.set(member, left - points);
    moneyOf(book, currency).offsetCents += cents;
    if (piece !== undefined) {
      ofOrder(book, piece, `points ${currency}`).now += points;
      ofOrder(book, piece, `cents ${currency}`).now += cents;
    }
    take(book, terms.earns ? "checkout that earns in full" : "checkout that earns in part");
    return terms.earns ? one : { ...one, amount: amount - cents };
  });
  return { ...today, events };
}

/** What an order was paid with in points comes back, in proportion, and costs nothing then. */
export function giveBack(book: Book, member: Member, order: number, share: Share, day: number): void {
  for (const { id } of book.scheme.currencies) {
    const used = ofOrder(book, order, `points ${id}`);
    const stoodFor = ofOrder(book, order, `cents ${id}`);
    const isAgain = used.isRefunded;
    const back = used.refund(share);
    const cents = stoodFor.refund(share);
    if (back === 0) {
      // What no point goes with yet waits for the next one.
      stoodFor.now += cents;
      continue;
    }
    if (isAgain) take(book, "points at checkout given back again");
    moneyOf(book, id).offsetCents -= cents;
    accountIn(book, member, id).receive(day, back);
    take(book, share ? "points at checkout given back in part" : "points at checkout given back");
  }
}

/** The money's worth, rounded down; beyond the month's limit nothing is sold and nothing paid. */
export function buyPoints(book: Book, today: Today): void {
  const allowed = firstThatAllows(book, "purchase");
  if (!allowed) return;
  const { currency, terms } = allowed;
  for (const { member, amount } of happenedOf(today, "pointsPurchase")) {
    const about = `bought ${currency} ${member.name} ${today.month}`;
    const left = Math.max(0, (terms.pointsPerMonth ?? Number.POSITIVE_INFINITY) - book.moved.get(about));
    const worth = part(amount, terms.points, terms.cents);
    const sold = Math.min(worth, left);
    if (sold < worth) take(book, "points bought to the month's limit");
    if (sold === 0) continue;
    accountIn(book, member, currency).receive(today.day, sold);
    book.moved.add(about, sold);
    moneyOf(book, currency).purchasedCents += sold < worth ? partUp(sold, terms.cents, terms.points) : amount;
    take(book, "points bought");
  }
}

/** What is asked for, there, and left of the month's limit, at least the least amount; the fee is the last of it. */
export function sendPoints(book: Book, today: Today): void {
  const allowed = firstThatAllows(book, "transfer");
  if (!allowed) return;
  const { currency, terms } = allowed;
  for (const { member, amount, named } of happenedOf(today, "pointsTransfer")) {
    const receiver = named ?? friendOf(book, member);
    if (!receiver || receiver === member || !isMember(receiver, today.day)) continue;
    const account = accountIn(book, member, currency);
    const about = `sent ${currency} ${member.name} ${today.month}`;
    const left = Math.max(0, (terms.pointsPerMonth ?? Number.POSITIVE_INFINITY) - book.moved.get(about));
    const sent = Math.min(amount, account.balance, left);
    if (sent < terms.pointsMin) continue;
    const fee = part(sent, terms.feeBasisPoints, 10_000);
    const lots = account.giveAway(sent);
    let net = sent - fee;
    const arriving = lots.map((lot) => {
      const own = Math.min(lot.points, net);
      net -= own;
      return { ...lot, points: own };
    });
    accountIn(book, receiver, currency).receiveLots(today.day, arriving);
    book.moved.add(about, sent);
    take(book, "points sent");
    if (fee > 0) take(book, "points sent for a fee");
    if (sent < Math.min(amount, account.balance + sent)) take(book, "points sent to the month's limit");
  }
}

/** To the referrer; where there is none, to the member referred last. */
function friendOf({ members }: Book, member: Member): Member | undefined {
  return member.referrer ?? members.findLast(({ referrer }) => referrer === member);
}
