/**
 * Payments whose points may be taken back: what each earned, whether it still waits, and how a refund is booked (spec
 * 1.6: points of an order under return are frozen, then released or taken back).
 */
import { growColumns } from "./columns.ts";
import type { CompiledRule } from "./compile-rule.ts";
import { type Account, creditAtOpening, takeFromLots } from "./ledger.ts";
import { forgetReleased, type Orders } from "./order-book.ts";
import { type Gone, goneOf, isAll, type RefundedPart, wholeOrder } from "./payments.ts";
import type { CountedOrders } from "./rule-memory.ts";
import type { Postings, RunState } from "./run-state.ts";
import type { CurrencyTally } from "./tally.ts";
import { withdrawFromTiers } from "./tiers.ts";

const firstRoom = 64;

type NotedRule = Pick<CompiledRule, "condition" | "validity" | "waits" | "level" | "takenBack">;

/**
 * Notes postings that wait or that a refund may take back. `postings.order` names what only refunds look for: the payments,
 * or the members whose spend earned the award; those of a month's total answer to none.
 */
export function noteOrders(
  orders: Orders,
  postings: Postings,
  { condition, validity, waits, level, takenBack }: NotedRule,
  awards: CountedOrders["awards"] | undefined,
  day: number,
  isRefunded: boolean,
): void {
  const needed = orders.count + postings.count;
  if (needed > orders.member.length)
    growColumns(orders, Math.max(needed, 2 * orders.member.length, firstRoom));
  const isWaiting = waits ? 1 : 0;
  for (let i = 0; i < postings.count; i++) {
    if (postings.points[i] === 0) continue;
    const at = orders.count++;
    orders.member[at] = postings.member[i] as number;
    orders.points[at] = postings.points[i] as number;
    orders.day[at] = day;
    orders.validity[at] = validity;
    orders.waits[at] = isWaiting;
    if (!isRefunded) continue;
    orders.level[at] = level;
    orders.counted[at] = postings.points[i] as number;
    if (takenBack === "withSpend") {
      const cents = condition.kind === "referralSpend" ? condition.cents : 0;
      awards?.set(postings.order[i] as number, { at, cents });
      continue;
    }
    orders.order[at] = postings.order[i] as number;
    chain(orders, at);
  }
}

/** Ties an entry to the one before it of the same payment, and of the same member. */
function chain(orders: Orders, at: number): void {
  const order = orders.order[at] as number;
  orders.before[at] = order >= 0 ? (orders.last.get(order) ?? -1) : -1;
  if (order >= 0) orders.last.set(order, at);
  const m = orders.member[at] as number;
  orders.beforeOfMember[at] = orders.lastOfMember.get(m) ?? -1;
  orders.lastOfMember.set(m, at);
}

/** Releases what has waited long enough: it becomes a lot of the day of its release. */
export function release(run: RunState, currency: number, pendingDays: number, day: number): void {
  const orders = run.orders[currency] as Orders;
  while (orders.released < orders.count && (orders.day[orders.released] as number) + pendingDays <= day)
    releaseEntry(run, currency, orders, orders.released++, day);
  if (!run.refunds) forgetReleased(orders);
}

function releaseEntry(run: RunState, currency: number, orders: Orders, at: number, day: number): void {
  const m = orders.member[at] as number;
  const waited = orders.waits[at] === 1;
  orders.waits[at] = 0;
  if (!waited || orders.settled[at] === 1 || (run.roster.cancelDay[m] as number) <= day) return;
  const account = run.accounts[currency] as Account;
  const points = orders.points[at] as number;
  account.pending[m] = (account.pending[m] as number) - points;
  creditAtOpening(account, m, points, orders.validity[at] as number, day);
  run.onMove?.(m, day, currency, 0, { kind: "released", amount: points, earned: orders.day[at] as number });
  settleDebt(run, currency, m, day);
}

/** Takes back what a member's order has earned; where it has no number, what the last payment not yet refunded earned. */
export function takeBackOrder(
  run: RunState,
  m: number,
  order: number,
  part: RefundedPart,
  day: number,
): void {
  for (let currency = 0; currency < run.accounts.length; currency++) {
    const orders = run.orders[currency] as Orders;
    for (const at of entriesOf(orders, m, order)) takeBack(run, currency, at, part, day);
  }
}

/** Takes back all of an award for what a member `m` has spent, from whoever referred it and is a member still. */
export function takeBackAward(run: RunState, currency: number, at: number, m: number, day: number): void {
  const { member, settled } = run.orders[currency] as Orders;
  if ((run.roster.cancelDay[member[at] as number] as number) <= day || settled[at] === 1) return;
  takeBack(run, currency, at, wholeOrder, day, m);
}

/** Everything that a payment of the member has earned; without a number, the last payment not yet refunded. */
function entriesOf(orders: Orders, m: number, order: number): number[] {
  const found: number[] = [];
  if (order >= 0) {
    for (let at = orders.last.get(order) ?? -1; at >= 0; at = orders.before[at] as number)
      if (orders.member[at] === m && orders.settled[at] === 0) found.push(at);
    return found;
  }
  let lastDay = -1;
  for (let at = orders.lastOfMember.get(m) ?? -1; at >= 0; at = orders.beforeOfMember[at] as number) {
    if (orders.settled[at] === 1) continue;
    if (lastDay >= 0 && orders.day[at] !== lastDay) break;
    lastDay = orders.day[at] as number;
    found.push(at);
  }
  return found;
}

/** First what waits, then what is there; the rest is a debt against the next earnings. `about` is who spent, if another. */
function takeBack(
  run: RunState,
  currency: number,
  at: number,
  part: RefundedPart,
  day: number,
  about = -1,
): void {
  const account = run.accounts[currency] as Account;
  const orders = run.orders[currency] as Orders;
  const tally = run.tally.currencies[currency] as CurrencyTally;
  const m = orders.member[at] as number;
  const left = orders.points[at] as number;
  const gone = goneOf(orders.pointsWhole, at, left, part);
  const points = gone.amount;
  const counted = orders.counted[at] as number;
  const { amount: uncounted } = goneOf(orders.countedWhole, at, counted, part);
  // What is left of a part still waits, and is released as the payment would have been.
  if (isAll(part)) orders.settled[at] = 1;
  else {
    orders.points[at] = left - points;
    orders.counted[at] = counted - uncounted;
  }
  countNoMore(run, currency, at, uncounted, day);
  if (orders.waits[at] === 1) {
    account.pending[m] = (account.pending[m] as number) - points;
    bookReversal(account, tally, m, points, day);
    tellReversal(run, currency, m, points, { gone, about, waited: true }, day);
  } else {
    account.debt[m] = (account.debt[m] as number) + points;
    const paid = payDebt(account, tally, m, day);
    if (points > 0) tellReversal(run, currency, m, paid, { gone, about, waited: false }, day);
  }
}

/** Of points that are taken back, whether they are there or become a debt, none makes a tier or a level any more. */
function countNoMore(run: RunState, currency: number, at: number, points: number, day: number): void {
  const { member, level, day: earned } = run.orders[currency] as Orders;
  const m = member[at] as number;
  if (run.program.tiers?.currency === currency) withdrawFromTiers(run, m, points, earned[at] as number, day);
  const sums = run.levelPoints[level[at] as number];
  if (sums) sums[m] = (sums[m] as number) - points;
}

function tellReversal(
  { accounts, onMove }: RunState,
  currency: number,
  m: number,
  points: number,
  { gone, about, waited }: { gone: Gone; about: number; waited: boolean },
  day: number,
): void {
  if (!onMove) return;
  const owed = (accounts[currency] as Account).debt[m] as number;
  const { whole, cents, ofCents, before } = gone;
  onMove(m, day, currency, -points, {
    kind: "reversed",
    earned: whole,
    cents,
    ofCents,
    owed,
    ...(before > 0 && { before }),
    ...(about >= 0 && { about }),
    ...(waited && { waited }),
  });
}

/** Pays a debt with what has come. */
export function settleDebt(run: RunState, currency: number, m: number, day: number): void {
  const account = run.accounts[currency] as Account;
  const paid = payDebt(account, run.tally.currencies[currency] as CurrencyTally, m, day);
  if (paid > 0) run.onMove?.(m, day, currency, -paid, { kind: "settled", owed: account.debt[m] as number });
}

/** Pays a debt with what is there; returns how much. */
function payDebt(account: Account, tally: CurrencyTally, m: number, day: number): number {
  const owed = account.debt.length > 0 ? (account.debt[m] as number) : 0;
  const held = account.balance[m] as number;
  const paid = owed < held ? owed : held;
  if (paid === 0) return 0;
  takeFromLots(account, m, paid, day);
  account.balance[m] = held - paid;
  account.debt[m] = owed - paid;
  bookReversal(account, tally, m, paid, day);
  return paid;
}

function bookReversal(
  { moved }: Account,
  { moves }: CurrencyTally,
  m: number,
  points: number,
  day: number,
): void {
  moved[m] = (moved[m] as number) - points;
  moves.reversed[day] = (moves.reversed[day] as number) + points;
}
