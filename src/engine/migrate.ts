/** The dated conversion of stock (spec 1.6): what members can spend, what waits, what is owed. */
import { RunError } from "../domain/runner.ts";
import { type Account, balanceMax, rowOf } from "./ledger.ts";
import { compactLots } from "./member-lots.ts";
import type { Orders } from "./order-book.ts";
import type { RunState } from "./run-state.ts";
import type { CurrencyTally } from "./tally.ts";

/** A point becomes numerator / denominator points. */
type Rate = { numerator: number; denominator: number };

/** Converts what each member holds and can spend: × numerator / denominator, rounded down, as one move in or out. */
export function migrate(run: RunState, currency: number, rate: Rate, day: number): void {
  const { numerator, denominator } = rate;
  const account = run.accounts[currency] as Account;
  const { balance, moved } = account;
  const { moves } = run.tally.currencies[currency] as CurrencyTally;
  for (let m = 0; m < run.roster.count; m++) {
    const held = balance[m] as number;
    const converted = Math.floor((held * numerator) / denominator);
    convertLots(account, m, held, within(run, currency, converted), rate, day);
    balance[m] = converted;
    moved[m] = (moved[m] as number) + converted - held;
    bookMove(moves, converted - held, day);
  }
}

function bookMove(moves: CurrencyTally["moves"], change: number, day: number): void {
  const flow = change > 0 ? moves.in : moves.out;
  flow[day] = (flow[day] as number) + Math.abs(change);
}

/**
 * The same for what waits, as a whole for each member, and for what is owed after refunds; and, payment by payment, for
 * what a refund could take back. A payment's points are rounded down; those that this loses stay with the last one that
 * waits.
 */
export function migrateWaiting(run: RunState, currency: number, rate: Rate, day: number): void {
  const { numerator, denominator } = rate;
  const { pending, debt, balance, moved } = run.accounts[currency] as Account;
  const { moves } = run.tally.currencies[currency] as CurrencyTally;
  if (pending.length + debt.length === 0) return;
  const before = pending.slice();
  for (let m = 0; m < run.roster.count; m++) {
    const waits = before[m] ?? 0;
    const converted = Math.floor((waits * numerator) / denominator);
    within(run, currency, converted + (balance[m] as number));
    if (pending.length > 0) pending[m] = converted;
    moved[m] = (moved[m] as number) + converted - waits;
    bookMove(moves, converted - waits, day);
    const owed = debt[m] ?? 0;
    if (owed > 0) debt[m] = within(run, currency, Math.floor((owed * numerator) / denominator));
    if (run.onMove) tellWaiting(run, currency, m, { waits, converted, owed }, rate, day);
  }
  convertOrders(run, currency, rate, day);
}

function tellWaiting(
  { onMove }: RunState,
  currency: number,
  m: number,
  { waits, converted, owed }: { waits: number; converted: number; owed: number },
  rate: Rate,
  day: number,
): void {
  if (converted !== waits)
    onMove?.(m, day, currency, converted - waits, {
      kind: "migrated",
      before: waits,
      ...rate,
      of: "waiting",
    });
  if (owed > 0) onMove?.(m, day, currency, 0, { kind: "migrated", before: owed, ...rate, of: "debt" });
}

/** What payments have earned, each by the rate; what waits of a member adds up to what it was converted to. */
function convertOrders(run: RunState, currency: number, { numerator, denominator }: Rate, day: number): void {
  const { roster, orders, accounts } = run;
  const { count, member, points, waits, settled, pointsWhole } = orders[currency] as Orders;
  // Parts that are refunded from now on are of what this makes of the points.
  pointsWhole.clear();
  const rest = Float64Array.from((accounts[currency] as Account).pending);
  const last = new Int32Array(rest.length).fill(-1);
  for (let at = 0; at < count; at++) {
    const m = member[at] as number;
    if (settled[at] === 1 || (roster.cancelDay[m] as number) <= day) continue;
    const converted = Math.floor(((points[at] as number) * numerator) / denominator);
    points[at] = within(run, currency, converted);
    if (waits[at] === 0) continue;
    rest[m] = (rest[m] as number) - converted;
    last[m] = at;
  }
  for (let m = 0; m < last.length; m++) {
    const at = last[m] as number;
    if (at >= 0) points[at] = (points[at] as number) + (rest[m] as number);
  }
}

/** Each lot by the same rate, rounded down; the points that this loses stay in the lot that lapses last. */
function convertLots(
  account: Account,
  m: number,
  held: number,
  converted: number,
  { numerator, denominator }: Rate,
  day: number,
): void {
  const { plan, lots, memberLots } = account;
  if (plan.width === 0 || held === 0) return;
  let rest = converted;
  let lastHeld = -1;
  const counted = plan.countMax > 0 && memberLots;
  const first = counted ? 0 : (plan.firstLot[day] as number);
  const last = counted ? (counted.count[m] as number) - 1 : (plan.lastLot[day] as number);
  for (let lot = first; lot <= last; lot++) {
    const at = rowOf(account, lot) + m;
    if (lots[at] === 0) continue;
    lots[at] = Math.floor(((lots[at] as number) * numerator) / denominator);
    rest -= lots[at] as number;
    lastHeld = at;
  }
  lots[lastHeld] = (lots[lastHeld] as number) + rest;
  if (counted) compactLots(account, counted, m);
}

/** @throws RunError `balanceLimit` where a migration makes too much of a balance, of what waits or of a debt */
function within({ program }: RunState, currency: number, points: number): number {
  if (points <= balanceMax) return points;
  const id = program.currencies[currency]?.id ?? "";
  throw new RunError({
    code: "balanceLimit",
    detail: `${id}: a migration makes a balance of ${points}, more than ${balanceMax}`,
  });
}
