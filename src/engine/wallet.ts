/** Points that members buy and send to each other (spec 1.6). Each of the first currency that allows it. */
import { RunError } from "../domain/runner.ts";
import type { Refusal } from "../domain/trace.ts";
import type { CompiledPurchase, CompiledTransfer } from "./compile-wallet.ts";
import { timesFraction } from "./fraction.ts";
import { type Account, balanceMax, credit, handOver } from "./ledger.ts";
import { refuse, shortOf, tellClosed } from "./refusals.ts";
import type { RunState } from "./run-state.ts";
import { type CurrencyTally, moneyColumns } from "./tally.ts";

/** A new month gives the limits back; notes whom members have referred last, where they send points to friends. */
export function openWallets({ program, wallet, batch }: RunState, day: number): void {
  const { referral } = batch;
  if (wallet.friend.length > 0)
    for (let i = 0; i < referral.count; i++)
      wallet.friend[referral.member[i] as number] = 1 + (referral.other[i] as number);
  if (program.days.opensMonth[day] !== 1) return;
  for (const column of [...wallet.sent, ...wallet.bought]) column.fill(0);
}

/** Points bought and sent today. */
export function moveWallets(run: RunState, day: number): void {
  const { purchase, transfer } = run.program.wallet;
  if (purchase) buyPoints(run, purchase, day);
  else if (run.onMove) tellClosed(run, run.batch.pointsPurchase, "bought", day);
  if (transfer) sendPoints(run, transfer, day);
  else if (run.onMove) tellClosed(run, run.batch.pointsTransfer, "sent", day);
}

function buyPoints(
  run: RunState,
  { currency, points, cents, pointsPerMonth }: CompiledPurchase,
  day: number,
): void {
  const { count, member, amount } = run.batch.pointsPurchase;
  const account = run.accounts[currency] as Account;
  const { moves, money } = run.tally.currencies[currency] as CurrencyTally;
  const bought = run.wallet.bought[currency] as Int32Array;
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    if (!isEnrolled(run, m, day)) continue;
    const asked = timesFraction(amount[i] as number, points, cents, "down");
    const got = Math.min(asked, pointsPerMonth - (bought.length > 0 ? (bought[m] as number) : 0));
    if (got <= 0) {
      if (run.onMove) tellUnsold(run, currency, m, amount[i] as number, asked, day);
      continue;
    }
    checkBalance(run, currency, m, got);
    if (bought.length > 0) bought[m] = (bought[m] as number) + got;
    credit(account, m, got, 0, day);
    account.moved[m] = (account.moved[m] as number) + got;
    moves.in[day] = (moves.in[day] as number) + got;
    // Who may buy no more pays for no more.
    const paid = got < asked ? timesFraction(got, cents, points, "up") : (amount[i] as number);
    money[moneyColumns.purchased] = (money[moneyColumns.purchased] as number) + paid;
    run.onMove?.(m, day, currency, got, { kind: "bought", cents: paid, forPoints: points, forCents: cents });
  }
}

/** Either the money is not worth a point, or the month's limit is used up. */
function tellUnsold(run: RunState, currency: number, m: number, cents: number, worth: number, day: number) {
  const why: Refusal =
    worth === 0 ? { because: "worth", asked: cents } : { because: "limit", asked: cents, bound: 0, least: 1 };
  refuse(run, m, day, currency, "bought", why);
}

function sendPoints(run: RunState, one: CompiledTransfer, day: number): void {
  const { count, member, amount, other } = run.batch.pointsTransfer;
  const account = run.accounts[one.currency] as Account;
  const { moves } = run.tally.currencies[one.currency] as CurrencyTally;
  const sent = run.wallet.sent[one.currency] as Int32Array;
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    const to = (other[i] as number) >= 0 ? (other[i] as number) : friendOf(run, m);
    if (to < 0 || to === m || !isEnrolled(run, m, day) || !isEnrolled(run, to, day)) {
      if (run.onMove)
        refuse(run, m, day, one.currency, "sent", { because: "nobody", asked: amount[i] as number });
      continue;
    }
    const left = one.pointsPerMonth - (sent.length > 0 ? (sent[m] as number) : 0);
    const points = Math.min(amount[i] as number, account.balance[m] as number, left);
    if (points < one.pointsMin) {
      const attempt = { asked: amount[i] as number, held: account.balance[m] as number, left };
      if (run.onMove)
        refuse(run, m, day, one.currency, "sent", shortOf({ ...attempt, least: one.pointsMin }));
      continue;
    }
    const net = points - Math.floor((points * one.feeBasisPoints) / 10_000);
    checkBalance(run, one.currency, to, net);
    if (sent.length > 0) sent[m] = (sent[m] as number) + points;
    handOver(account, m, to, points, net, day);
    account.moved[m] = (account.moved[m] as number) - points;
    account.moved[to] = (account.moved[to] as number) + net;
    moves.out[day] = (moves.out[day] as number) + points;
    moves.in[day] = (moves.in[day] as number) + net;
    if (run.onMove) tellTransfer(run, one, { from: m, to, asked: amount[i] as number, points, net }, day);
  }
}

/** What is sent, its fee, and what is received. */
function tellTransfer(
  { onMove }: RunState,
  { currency, feeBasisPoints: basisPoints }: CompiledTransfer,
  { from, to, asked, points, net }: { from: number; to: number; asked: number; points: number; net: number },
  day: number,
): void {
  onMove?.(from, day, currency, -net, { kind: "sent", to, ...(asked > points && { asked }) });
  if (net < points)
    onMove?.(from, day, currency, net - points, { kind: "fee", to, sent: points, basisPoints });
  onMove?.(to, day, currency, net, { kind: "received", from });
}

/** Whom a synthetic member sends points to: the referrer, else the one it referred last; −1 for nobody. */
function friendOf({ roster, wallet }: RunState, m: number): number {
  const by = roster.referrer[m] as number;
  return by >= 0 || wallet.friend.length === 0 ? by : (wallet.friend[m] as number) - 1;
}

function isEnrolled({ roster }: RunState, m: number, day: number): boolean {
  return (roster.joinDay[m] as number) <= day && (roster.cancelDay[m] as number) > day;
}

/** @throws RunError `balanceLimit` where a member would hold more than an account can count */
export function checkBalance(run: RunState, currency: number, m: number, more: number): void {
  const held = ((run.accounts[currency] as Account).balance[m] as number) + more;
  if (held > balanceMax)
    throw new RunError({
      code: "balanceLimit",
      detail: `${run.program.currencies[currency]?.id}: a balance of ${held}, more than ${balanceMax}`,
    });
}
