/** Purchases paid in part with points, and what a refund gives back of these (spec 1.6, 抵扣). Of the first currency that allows it. */
import type { Refusal } from "../domain/trace.ts";
import type { CompiledOffset } from "./compile-wallet.ts";
import type { Slice } from "./events.ts";
import { timesFraction } from "./fraction.ts";
import { type Account, balanceMax, credit } from "./ledger.ts";
import { type Gone, goneOf, type RefundedPart } from "./payments.ts";
import { spend } from "./redeem.ts";
import { refuse, tellClosed } from "./refusals.ts";
import type { RunState } from "./run-state.ts";
import { type CurrencyTally, moneyColumns } from "./tally.ts";
import { checkBalance } from "./wallet.ts";

/**
 * Before the day's rules: members pay a part of their purchases in points. Synthetic members pay as much of each so as
 * they can; records say how many points went into the day's purchases, at most what is allowed.
 */
export function offsetPurchases(
  run: RunState,
  one: CompiledOffset | undefined,
  isSynthetic: boolean,
  day: number,
): void {
  const { purchase, offset } = run.batch;
  if (!one) {
    if (run.onMove) tellClosed(run, offset, "offset", day);
    return;
  }
  if (isSynthetic) {
    for (let i = 0; i < purchase.count; i++) payWithPoints(run, one, i, balanceMax, day);
    return;
  }
  if (offset.count === 0) return;
  const asked = askedByMember(offset);
  for (let i = 0; i < purchase.count; i++) {
    const m = purchase.member[i] as number;
    const left = asked.get(m) ?? 0;
    if (left > 0) asked.set(m, left - payWithPoints(run, one, i, left, day));
  }
  if (run.onMove) tellUnused(run, one, asked, day);
}

/** Of those who asked to pay with points, whom it paid for nothing. */
function tellUnused(
  run: RunState,
  { currency }: CompiledOffset,
  left: ReadonlyMap<number, number>,
  day: number,
): void {
  const { purchase, offset } = run.batch;
  const { balance } = run.accounts[currency] as Account;
  for (const [m, asked] of askedByMember(offset)) {
    if (asked === 0 || left.get(m) !== asked) continue;
    const bound = balance[m] as number;
    let why: Refusal = { because: "worth", asked };
    if (!purchase.member.subarray(0, purchase.count).includes(m)) why = { because: "noPurchase", asked };
    else if (bound === 0) why = { because: "balance", asked, bound, least: 1 };
    refuse(run, m, day, currency, "offset", why);
  }
}

/** All that a member asks for on a day is one, so that no purchase is met twice. */
function askedByMember({ count, member, amount }: Slice): Map<number, number> {
  const asked = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    asked.set(m, (asked.get(m) ?? 0) + (amount[i] as number));
  }
  return asked;
}

/** Pays for a purchase with up to `most` points; returns how many. Never points that rounding would turn into nothing. */
function payWithPoints(run: RunState, one: CompiledOffset, i: number, most: number, day: number): number {
  const { purchase } = run.batch;
  const { currency, points, cents, shareMax, earns } = one;
  const m = purchase.member[i] as number;
  const account = run.accounts[currency] as Account;
  const purchaseCents = purchase.amount[i] as number;
  const payable = Math.floor((purchaseCents * shareMax) / 10_000);
  const held = Math.min(most, account.balance[m] as number);
  const paid = Math.min(payable, timesFraction(held, cents, points, "down"));
  if (paid <= 0) return 0;
  const used = timesFraction(paid, points, cents, "up");
  spend(run, currency, m, used, day);
  account.costCents[m] = (account.costCents[m] as number) + paid;
  const { money } = run.tally.currencies[currency] as CurrencyTally;
  money[moneyColumns.offset] = (money[moneyColumns.offset] as number) + paid;
  if (!earns) purchase.amount[i] = purchaseCents - paid;
  if (run.refunds) noteTender(run, purchase.other[i] as number, currency, used, paid);
  run.onMove?.(m, day, currency, -used, { kind: "offset", purchaseCents, paidCents: paid });
  return used;
}

/** Where the points of an order in a currency are noted. */
function tenderOf({ accounts }: RunState, order: number, currency: number): number {
  return order * accounts.length + currency;
}

/** Notes the points that stood for a part of an order, which may have several lines, and for how many cents. */
function noteTender(run: RunState, order: number, currency: number, points: number, cents: number): void {
  if (order < 0) return;
  const { usedPoints, usedCents } = run.payments;
  const at = tenderOf(run, order, currency);
  usedPoints.set(at, (usedPoints.get(at) ?? 0) + points);
  usedCents.set(at, (usedCents.get(at) ?? 0) + cents);
}

/** Gives back the points that a refunded order was paid with, in proportion: a lot of the day, and no cost any more. */
export function giveBackTender(
  run: RunState,
  m: number,
  order: number,
  part: RefundedPart,
  day: number,
): void {
  const { usedPoints, usedCents, pointsWhole, centsWhole } = run.payments;
  for (let currency = 0; order >= 0 && currency < run.accounts.length; currency++) {
    const at = tenderOf(run, order, currency);
    const used = usedPoints.get(at) ?? 0;
    if (used === 0) continue;
    const gone = goneOf(pointsWhole, at, used, part);
    const stoodFor = usedCents.get(at) ?? 0;
    const { amount: cents } = goneOf(centsWhole, at, stoodFor, part);
    const points = gone.amount;
    if (points === 0) continue;
    usedPoints.set(at, used - points);
    usedCents.set(at, stoodFor - cents);
    const account = run.accounts[currency] as Account;
    const { moves, money } = run.tally.currencies[currency] as CurrencyTally;
    checkBalance(run, currency, m, points);
    credit(account, m, points, 0, day);
    account.moved[m] = (account.moved[m] as number) + points;
    account.costCents[m] = (account.costCents[m] as number) - cents;
    moves.in[day] = (moves.in[day] as number) + points;
    money[moneyColumns.offset] = (money[moneyColumns.offset] as number) - cents;
    tellReturned(run, currency, m, gone, day);
  }
}

function tellReturned({ onMove }: RunState, currency: number, m: number, gone: Gone, day: number): void {
  const { amount, whole: used, cents, ofCents, before } = gone;
  onMove?.(m, day, currency, amount, {
    kind: "returned",
    used,
    cents,
    ofCents,
    ...(before > 0 && { before }),
  });
}
