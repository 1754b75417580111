/** The opening of a day: lots that lapse, memberships that end, year-end clearing, decay (the order of spec 3.1a). */
import type { Rounding } from "../domain/currency.ts";
import type { Move } from "../domain/trace.ts";
import type { CompiledCurrency } from "./compile.ts";
import { exchangeByScheme } from "./exchange.ts";
import { type Account, heldBy, rowOf, takeFromLots } from "./ledger.ts";
import { isCycleOver, type MemberLots } from "./member-lots.ts";
import { migrate, migrateWaiting } from "./migrate.ts";
import { activateRegistered } from "./opening.ts";
import { release } from "./orders.ts";
import type { Roster } from "./roster.ts";
import type { RunState } from "./run-state.ts";
import type { CurrencyTally, DayFlows } from "./tally.ts";

/**
 * Opens a day for each currency, then exchanges that the scheme makes.
 * @throws RunError `balanceLimit` where a migration makes too much
 */
export function settle(run: RunState, day: number): void {
  for (let position = 0; position < run.accounts.length; position++) settleCurrency(run, position, day);
  if (run.program.exchanges.length > 0) exchangeByScheme(run, day);
}

function settleCurrency(run: RunState, position: number, day: number): void {
  const { program, roster } = run;
  const account = run.accounts[position] as Account;
  const currency = program.currencies[position] as CompiledCurrency;
  const { flows } = run.tally.currencies[position] as CurrencyTally;
  const opensYear = day > 0 && program.days.opensYear[day] === 1;
  const lapses = currency.lapsesIntoClearing ? flows.cleared : flows.expired;
  const tell = run.onMove && tellerOf(run, position, day);
  lapse(account, roster, lapses, day);
  if (account.plan.cycleYears.length > 0 && opensYear) endCycles(account, roster, lapses, day);
  tell?.(currency.lapsesIntoClearing ? { kind: "cleared", because: "lapsed" } : expiryOf(account));
  clearLeavers(run, position, flows, day);
  tell?.(undefined);
  if (currency.clearsEverything && opensYear) clearAll(account, roster, flows, day);
  tell?.({ kind: "cleared", because: "yearEnd" });
  if (currency.decay) decay(account, roster, currency.decay, run.lastDeed, flows, day);
  tell?.({ kind: "decayed", before: 0, basisPoints: currency.decay?.basisPointsPerDay ?? 0 });
  // What comes free today has not been there for the day's clearing and decay.
  if (currency.isRegistered) activateRegistered(run, position, day);
  if (account.pending.length > 0) release(run, position, currency.pendingDays, day);
  tell?.(undefined);
  for (const { day: on, numerator, denominator } of currency.migrations) {
    if (on !== day) continue;
    const rate = { numerator, denominator };
    migrate(run, position, rate, day);
    tell?.({ kind: "migrated", before: 0, ...rate });
    migrateWaiting(run, position, rate, day);
  }
}

function expiryOf({ plan }: Account): Move<number> {
  return { kind: "expired", because: plan.cycleYears.length > 0 ? "cycle" : "validity" };
}

/**
 * Tells, member by member, what a step has changed of the balances since the last one; nothing for undefined, where the
 * step has told by itself. So that the loops of steps need not know whether anybody listens.
 */
function tellerOf({ accounts, onMove, roster }: RunState, position: number, day: number) {
  const { balance } = accounts[position] as Account;
  const before = balance.slice();
  return (move: Move<number> | undefined): void => {
    for (let m = 0; m < roster.count && move; m++) {
      const [had, has] = [before[m] as number, balance[m] as number];
      if (had === has) continue;
      onMove?.(m, day, position, has - had, "before" in move ? { ...move, before: had } : move);
    }
    before.set(balance);
  };
}

/** A membership that ends takes its balance along: what is left of it once the day's lots have lapsed. */
function clearLeavers(run: RunState, position: number, { cleared }: DayFlows, day: number): void {
  const account = run.accounts[position] as Account;
  const { balance, pending, lapsed, lapsedAbsent } = account;
  const { leavers } = run;
  for (let i = 0; i < leavers.count; i++) {
    const m = leavers.member[i] as number;
    takeFromLots(account, m, balance[m] as number, day);
    const held = heldBy(account, m);
    balance[m] = 0;
    if (pending.length > 0) pending[m] = 0;
    lapsed[m] = (lapsed[m] as number) + held;
    lapsedAbsent[m] = (lapsedAbsent[m] as number) + held;
    cleared[day] = (cleared[day] as number) + held;
    if (held > 0) run.onMove?.(m, day, position, -held, { kind: "cleared", because: "cancelled" });
  }
}

/** Empties the lots that are gone with this day. */
function lapse(account: Account, { count, goneDay }: Roster, flow: Float64Array, day: number): void {
  const { plan, lots, balance, lapsed, lapsedAbsent } = account;
  if (plan.width === 0 || plan.countMax > 0 || day === 0) return;
  const end = plan.firstLot[day] as number;
  for (let lot = plan.firstLot[day - 1] as number; lot < end; lot++) {
    const row = rowOf(account, lot);
    let total = 0;
    for (let m = 0; m < count; m++) {
      const held = lots[row + m] as number;
      if (held === 0) continue;
      lots[row + m] = 0;
      balance[m] = (balance[m] as number) - held;
      lapsed[m] = (lapsed[m] as number) + held;
      if ((goneDay[m] as number) <= day) lapsedAbsent[m] = (lapsedAbsent[m] as number) + held;
      total += held;
    }
    flow[day] = (flow[day] as number) + total;
  }
}

/** Empties the balances of those whose cycle is over. */
function endCycles(account: Account, roster: Roster, flow: Float64Array, day: number): void {
  for (let m = 0; m < roster.count; m++)
    if (isCycleOver(account.memberLots as MemberLots, m)) empty(account, roster, flow, m, day);
}

function clearAll(account: Account, roster: Roster, { cleared }: DayFlows, day: number): void {
  account.lots.fill(0);
  account.memberLots?.count.fill(0);
  account.memberLots?.newest.fill(0);
  for (let m = 0; m < roster.count; m++) empty(account, roster, cleared, m, day);
}

/** Books a whole balance as gone; its lots are the caller's. */
function empty(account: Account, { goneDay }: Roster, flow: Float64Array, m: number, day: number): void {
  const { balance, lapsed, lapsedAbsent } = account;
  const held = balance[m] as number;
  balance[m] = 0;
  lapsed[m] = (lapsed[m] as number) + held;
  if ((goneDay[m] as number) <= day) lapsedAbsent[m] = (lapsedAbsent[m] as number) + held;
  flow[day] = (flow[day] as number) + held;
}

type Decay = { basisPointsPerDay: number; rounding: Rounding; idleDays?: number | undefined };

/** Largest balance of which ten thousandths and the lift of rounding fit 32 bits. */
const smallBalance = 200_000;

/** What the day leaves of a balance: balance × (10,000 − rate) / 10,000, rounded as the scenario says, never more than it was. */
export function afterDecay(balance: number, { basisPointsPerDay, rounding }: Decay): number {
  return keptOf(balance, 10_000 - basisPointsPerDay, liftOf(rounding));
}

/** Ten thousandths that are added before the quotient is cut off. */
function liftOf(rounding: Rounding): number {
  return rounding === "down" ? 0 : rounding === "up" ? 9_999 : 5_000;
}

function keptOf(balance: number, kept: number, lift: number): number {
  // Balances whose parts fit 32 bits, which are most, are divided as whole numbers: several times as fast.
  if (balance <= smallBalance) return ((Math.imul(balance, kept) + lift) / 10_000) | 0;
  return Math.floor((balance * kept + lift) / 10_000);
}

function decay(
  account: Account,
  { count, goneDay }: Roster,
  rate: Decay,
  lastDeed: Int32Array,
  { decayed }: DayFlows,
  day: number,
): void {
  const { balance, lapsed, lapsedAbsent } = account;
  const idleDays = rate.idleDays ?? 0;
  const kept = 10_000 - rate.basisPointsPerDay;
  const lift = liftOf(rate.rounding);
  const hasLots = account.plan.width > 0;
  let total = 0;
  for (let m = 0; m < count; m++) {
    const held = balance[m] as number;
    if (held === 0 || (idleDays > 0 && day - (lastDeed[m] as number) <= idleDays)) continue;
    const loss = held - keptOf(held, kept, lift);
    if (loss === 0) continue;
    if (hasLots) takeFromLots(account, m, loss, day);
    balance[m] = held - loss;
    lapsed[m] = (lapsed[m] as number) + loss;
    if ((goneDay[m] as number) <= day) lapsedAbsent[m] = (lapsedAbsent[m] as number) + loss;
    total += loss;
  }
  decayed[day] = total;
}
