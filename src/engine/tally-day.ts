/** The close of a day: counts who is enrolled, samples balances, takes the month's snapshot, and checks the ledger. */
import { RunError } from "../domain/runner.ts";
import { binCount, binOf } from "./bins.ts";
import { type Account, heldBy, sumsOfLots } from "./ledger.ts";
import { closeStanding, holdPrivileges } from "./levels.ts";
import { groupCount } from "./roster.ts";
import type { RunState } from "./run-state.ts";
import {
  type CurrencyTally,
  currencyQuantities,
  quantities,
  quantityAt,
  ruleColumns,
  snapshotWidth,
} from "./tally.ts";

/** Closes a day. @throws RunError `ledgerBroken` where what is held is not what was booked */
export function tallyDay(run: RunState, day: number): void {
  const { days } = run.program;
  run.tally.enrolledByDay[day] = run.enrolled;
  bookLapses(run, day);
  holdPrivileges(run, day);
  const sample = days.sample[day] as number;
  if (sample >= 0) sampleBalances(run, sample, day);
  if (day === days.count - 1 || days.opensMonth[day + 1] === 1) takeSnapshot(run, day);
}

/** Lots that gave way to further ones in the course of the day. */
function bookLapses({ accounts, tally }: RunState, day: number): void {
  for (let c = 0; c < accounts.length; c++) {
    const account = accounts[c] as Account;
    if (account.lapsedToday === 0) continue;
    const { expired } = (tally.currencies[c] as CurrencyTally).flows;
    expired[day] = (expired[day] as number) + account.lapsedToday;
    account.lapsedToday = 0;
  }
}

const bins = new Uint32Array(binCount);

function sampleBalances(run: RunState, sample: number, day: number): void {
  const { tally, program, roster } = run;
  const { count, group } = roster;
  const firstGroup = sample * groupCount;
  tally.enrolledBySample.set(run.enrolledByGroup, firstGroup);
  for (let c = 0; c < run.accounts.length; c++) {
    const held = heldByAll(run.accounts[c] as Account, count);
    checkLedger(run, c, sumOf(run, c, held, count), day);
    if (program.currencies[c]?.isRegistered) forgetRegistered(held, roster, day);
    const { histogram, balanceSums } = tally.currencies[c] as CurrencyTally;
    // Counted in a small place first: in the histogram of all samples each of these would wait for memory.
    bins.fill(0);
    countByBin(held, count, bins);
    // Nobody holds anything who is no member.
    bins[0] = run.enrolled - count + (bins[0] as number);
    histogram.set(bins, sample * binCount);
    sumByGroup(held, group, count, balanceSums, firstGroup);
  }
}

/** Loops that do one thing each: engines translate them better than one that does all. */
function countByBin(held: Int32Array, count: number, into: Uint32Array): void {
  for (let m = 0; m < count; m++) {
    const bin = binOf(held[m] as number);
    into[bin] = (into[bin] as number) + 1;
  }
}

function sumByGroup(
  held: Int32Array,
  group: Uint8Array,
  count: number,
  into: Float64Array,
  first: number,
): void {
  for (let m = 0; m < count; m++) {
    const at = first + (group[m] as number);
    into[at] = (into[at] as number) + (held[m] as number);
  }
}

/** @throws RunError where anybody holds less than nothing */
function sumOf(run: RunState, currency: number, held: Int32Array, count: number): number {
  let sum = 0;
  let least = 0;
  for (let m = 0; m < count; m++) {
    const points = held[m] as number;
    if (points < least) least = points;
    sum += points;
  }
  if (least < 0) throw broken(run, currency, `a balance is ${least}`);
  return sum;
}

let heldNow = new Int32Array(0);

/** What each member holds, what waits included: to be read before the next is asked for. */
function heldByAll({ balance, pending }: Account, count: number): Int32Array {
  if (pending.length === 0) return balance;
  if (heldNow.length < count) heldNow = new Int32Array(2 * count);
  for (let m = 0; m < count; m++) heldNow[m] = (balance[m] as number) + (pending[m] as number);
  return heldNow;
}

/** The pre-registered are no members yet; their points wait, so that `held` is not the balance itself. */
function forgetRegistered(held: Int32Array, { count, joinDay }: RunState["roster"], day: number): void {
  for (let m = 0; m < count; m++) if ((joinDay[m] as number) > day) held[m] = 0;
}

/** Opening + issued + in − (redeemed + expired + decayed + cleared + reversed + out) up to today must be what members hold. */
function checkLedger(run: RunState, currency: number, held: number, day: number): void {
  const { flows, moves, opening } = run.tally.currencies[currency] as CurrencyTally;
  const account = run.accounts[currency] as Account;
  let { booked } = account;
  // Days that were added up before do not change any more.
  for (let d = account.bookedDays; d <= day; d++) {
    booked +=
      (flows.issued[d] as number) -
      (flows.redeemed[d] as number) -
      (flows.expired[d] as number) -
      (flows.decayed[d] as number) -
      (flows.cleared[d] as number);
    booked += (moves.in[d] as number) - (moves.out[d] as number) - (moves.reversed[d] as number);
  }
  account.booked = booked;
  account.bookedDays = day + 1;
  booked += opening[0] as number;
  if (booked !== held) throw broken(run, currency, `day ${day}: ${booked} booked, ${held} held`);
}

function broken(run: RunState, currency: number, detail: string): RunError {
  const id = run.program.scenario.currencies[currency]?.id ?? "";
  return new RunError({ code: "ledgerBroken", detail: `${id}: ${detail}` });
}

/** Sums by group of members what the run has come to at the end of a month. */
function takeSnapshot(run: RunState, day: number): void {
  const { program, roster, tally, accounts } = run;
  const { snapshots } = tally;
  const width = snapshotWidth(accounts.length);
  const month = program.days.month[day] as number;
  const monthStart = program.days.monthStart[month] as number;
  const hasRegistered = program.currencies.some(({ isRegistered }) => isRegistered);
  for (let m = 0; m < roster.count; m++) {
    const joinDay = roster.joinDay[m] as number;
    const base = (month * groupCount + (roster.group[m] as number)) * width;
    if (joinDay > day) {
      if (hasRegistered) addRegistered(run, base, m);
      continue;
    }
    const cancelDay = roster.cancelDay[m] as number;
    add(snapshots, base + quantities.enrolledDays, Math.min(day + 1, cancelDay) - Math.max(joinDay, 0));
    add(snapshots, base + quantities.certainPoints, roster.certainPoints[m] as number);
    add(snapshots, base + quantities.unlimitedPoints, roster.unlimitedPoints[m] as number);
    if (cancelDay > day) add(snapshots, base + quantities.enrolled, 1);
    if (joinDay < monthStart && cancelDay > monthStart) {
      add(snapshots, base + quantities.enrolledAtOpening, 1);
      if (roster.lastLoginMonth[m] === month) add(snapshots, base + quantities.active, 1);
    }
    const isPresent = (roster.goneDay[m] as number) > day;
    for (let c = 0; c < accounts.length; c++) {
      addAccount(
        snapshots,
        base + quantityAt(currencyQuantities.issued, c),
        accounts[c] as Account,
        m,
        isPresent,
      );
    }
  }
}

/** What the pre-registered hold before they activate. */
function addRegistered({ accounts, tally }: RunState, base: number, m: number): void {
  for (let c = 0; c < accounts.length; c++)
    add(tally.snapshots, base + quantityAt(currencyQuantities.balance, c), heldBy(accounts[c] as Account, m));
}

/** The quantities of one account of a member, in the order of `currencyQuantities`. */
function addAccount(sums: Float64Array, at: number, account: Account, m: number, isPresent: boolean): void {
  const held = heldBy(account, m);
  add(sums, at, account.issued[m] as number);
  add(sums, at + 1, account.redeemed[m] as number);
  add(sums, at + 2, account.lapsed[m] as number);
  add(sums, at + 3, (account.lapsed[m] as number) - (account.lapsedAbsent[m] as number));
  add(sums, at + 4, account.costCents[m] as number);
  add(sums, at + 5, held);
  if (isPresent) add(sums, at + 6, held);
}

function add(sums: Float64Array, at: number, amount: number): void {
  sums[at] = (sums[at] as number) + amount;
}

/** After the last day: members reached by each rule; lots against balances, rules against the ledger. @throws RunError `ledgerBroken` */
export function closeTally(run: RunState): void {
  const { program, tally, roster } = run;
  closeStanding(run);
  const issuedByRules = new Float64Array(program.currencies.length);
  program.rules.forEach((rule, position) => {
    const reached = run.ruleMemory[position]?.reached ?? new Uint8Array(0);
    let members = 0;
    for (let m = 0; m < roster.count; m++) members += reached[m] as number;
    const at = rule.position * ruleColumns;
    tally.rules[at + 2] = (tally.rules[at] as number) > 0 ? members : 0;
    issuedByRules[rule.currency] = (issuedByRules[rule.currency] as number) + (tally.rules[at + 1] as number);
  });
  run.accounts.forEach((account, c) => {
    const issued = (tally.currencies[c] as CurrencyTally).flows.issued.reduce(
      (sum, points) => sum + points,
      0,
    );
    if (issued !== issuedByRules[c]) throw broken(run, c, `${issued} issued, ${issuedByRules[c]} by rules`);
    const inLots = account.plan.width > 0 ? sumsOfLots(account, roster.count) : account.balance;
    for (let m = 0; m < roster.count; m++) checkMember(run, account, c, m, inLots[m] as number);
  });
}

/** What a member was paid and what left must make the balance, and the lots too where they are kept. */
function checkMember(run: RunState, account: Account, currency: number, m: number, inLots: number): void {
  const held = heldBy(account, m);
  const booked =
    (account.issued[m] as number) +
    (account.moved[m] as number) -
    (account.redeemed[m] as number) -
    (account.lapsed[m] as number);
  if (booked !== held) throw broken(run, currency, `member ${m}: ${booked} booked, ${held} held`);
  if (inLots !== account.balance[m]) throw broken(run, currency, `member ${m}: lots differ from the balance`);
}
