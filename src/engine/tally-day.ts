/** The close of a day: counts who is enrolled, samples balances, takes the month's snapshot, and checks the ledger. */
import { RunError } from "../domain/runner.ts";
import { binCount, binOf } from "./bins.ts";
import { type Account, sumOfLots } from "./ledger.ts";
import { groupCount } from "./roster.ts";
import type { RunState } from "./run-state.ts";
import { type CurrencyTally, currencyQuantities, quantities, ruleColumns, snapshotAt } from "./tally.ts";

/** Keeps every sum of a week's earnings on top of a balance within 32 bits. */
const balanceMax = 1_073_741_823;

export function tallyDay(run: RunState, day: number): void {
  const { days } = run.program;
  run.tally.enrolledByDay[day] = run.enrolled;
  const sample = days.sample[day] as number;
  if (sample >= 0) sampleBalances(run, sample, day);
  if (day === days.count - 1 || days.opensMonth[day + 1] === 1) takeSnapshot(run, day);
}

function sampleBalances(run: RunState, sample: number, day: number): void {
  const { roster, tally } = run;
  const { count, joinDay, cancelDay, group } = roster;
  for (let c = 0; c < run.accounts.length; c++) {
    const { balance } = run.accounts[c] as Account;
    const { histogram, balanceSums } = tally.currencies[c] as CurrencyTally;
    for (let m = 0; m < count; m++) {
      if ((joinDay[m] as number) > day || (cancelDay[m] as number) <= day) continue;
      const held = balance[m] as number;
      if (held > balanceMax || held < 0) throw balanceError(run, c, held);
      const bin = sample * binCount + binOf(held);
      histogram[bin] = (histogram[bin] as number) + 1;
      const at = sample * groupCount + (group[m] as number);
      balanceSums[at] = (balanceSums[at] as number) + held;
      if (c === 0) tally.enrolledBySample[at] = (tally.enrolledBySample[at] as number) + 1;
    }
    checkLedger(run, c, day);
  }
}

function balanceError(run: RunState, currency: number, balance: number): RunError {
  const { id } = run.program.scenario.currencies[currency] as { id: string };
  return balance < 0
    ? new RunError({ code: "ledgerBroken", detail: `${id}: a balance is ${balance}` })
    : new RunError({
        code: "balanceLimit",
        detail: `${id}: a balance is ${balance}, more than ${balanceMax}`,
      });
}

/** Opening + issued − (redeemed + expired + decayed + cleared) up to today must be what members hold. */
function checkLedger(run: RunState, currency: number, day: number): void {
  const { flows } = run.tally.currencies[currency] as CurrencyTally;
  const { balance } = run.accounts[currency] as Account;
  let booked = 0;
  for (let d = 0; d <= day; d++) {
    booked +=
      (flows.issued[d] as number) -
      (flows.redeemed[d] as number) -
      (flows.expired[d] as number) -
      (flows.decayed[d] as number) -
      (flows.cleared[d] as number);
  }
  let held = 0;
  for (let m = 0; m < run.roster.count; m++) held += balance[m] as number;
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
  const month = program.days.month[day] as number;
  const monthStart = program.days.monthStart[month] as number;
  const main = accounts[program.mainCurrency] as Account;
  for (let m = 0; m < roster.count; m++) {
    const joinDay = roster.joinDay[m] as number;
    if (joinDay > day) continue;
    const cancelDay = roster.cancelDay[m] as number;
    const base = snapshotAt(accounts.length, month, roster.group[m] as number, 0);
    add(snapshots, base + quantities.enrolledDays, Math.min(day + 1, cancelDay) - Math.max(joinDay, 0));
    add(snapshots, base + quantities.costCents, roster.costCents[m] as number);
    add(snapshots, base + quantities.certainPoints, roster.certainPoints[m] as number);
    add(snapshots, base + quantities.unlimitedPoints, roster.unlimitedPoints[m] as number);
    add(snapshots, base + quantities.lapsedPresent, main.lapsedPresent[m] as number);
    if (cancelDay > day) add(snapshots, base + quantities.enrolled, 1);
    if ((roster.goneDay[m] as number) > day)
      add(snapshots, base + quantities.heldByPresent, main.balance[m] as number);
    if (joinDay < monthStart && cancelDay > monthStart) {
      add(snapshots, base + quantities.enrolledAtOpening, 1);
      if (roster.lastLoginMonth[m] === month) add(snapshots, base + quantities.active, 1);
    }
    for (let c = 0; c < accounts.length; c++) {
      const { balance, redeemed, lapsed } = accounts[c] as Account;
      const own = base + 4 * c;
      const held = balance[m] as number;
      add(snapshots, own + currencyQuantities.issued, held + (redeemed[m] as number) + (lapsed[m] as number));
      add(snapshots, own + currencyQuantities.redeemed, redeemed[m] as number);
      add(snapshots, own + currencyQuantities.lapsed, lapsed[m] as number);
      add(snapshots, own + currencyQuantities.balance, held);
    }
  }
}

function add(sums: Float64Array, at: number, amount: number): void {
  sums[at] = (sums[at] as number) + amount;
}

/** After the last day: members reached by each rule; lots against balances, rules against the ledger. @throws RunError `ledgerBroken` */
export function closeTally(run: RunState): void {
  const { program, tally, roster } = run;
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
    if (account.plan.width === 0) return;
    for (let m = 0; m < roster.count; m++) {
      if (sumOfLots(account, m) !== account.balance[m])
        throw broken(run, c, `member ${m}: lots differ from the balance`);
    }
  });
}
