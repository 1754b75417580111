/**
 * Scoring: a day's events → postings, rule by rule in the scenario's order. For each rule: condition → base value →
 * cap → posting. One tight loop over one slice a rule; it does not matter who wrote the events.
 */
import { RunError } from "../domain/runner.ts";
import { growColumns, grown } from "./columns.ts";
import type { CompiledRule } from "./compile.ts";
import type { Slice } from "./events.ts";
import { type Account, balanceMax, rowOf } from "./ledger.ts";
import type { MemberList, Postings, RuleMemory, RunState } from "./run-state.ts";
import { type CurrencyTally, ruleColumns } from "./tally.ts";

export function score(run: RunState, day: number): void {
  markLogins(run, day);
  markPraise(run);
  const { rules } = run.program;
  for (let position = 0; position < rules.length; position++) {
    const rule = rules[position] as CompiledRule;
    const memory = run.ruleMemory[position] as RuleMemory;
    meet(run, rule, memory, day);
    if (rule.pointsPerDayMax !== undefined) capPerDay(run.postings, memory, rule.pointsPerDayMax);
    post(run, rule, memory, day);
  }
}

/** Finds who logged in today, once each, for whom it was the month's first, and how long referred members have been kept. */
function markLogins(run: RunState, day: number): void {
  const { roster, batch, logins, monthLogins } = run;
  const { lastLoginDay, lastLoginMonth } = roster;
  const { count, member } = batch.login;
  const month = run.program.days.month[day] as number;
  let distinct = 0;
  let monthly = 0;
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    if (lastLoginDay[m] === day) continue;
    lastLoginDay[m] = day;
    logins.member[distinct++] = m;
    if (lastLoginMonth[m] === month) continue;
    lastLoginMonth[m] = month;
    monthLogins.member[monthly++] = m;
  }
  logins.count = distinct;
  monthLogins.count = monthly;
  countRetainedMonths(run, month);
}

/** Adds up praise by piece, and notes what each piece had before: rules ask whether a number was passed today. */
function markPraise(run: RunState): void {
  const { count, amount, other } = run.batch.praise;
  if (count > run.praiseBefore.length) run.praiseBefore = new Int32Array(2 * count);
  for (let i = 0; i < count; i++) {
    const piece = other[i] as number;
    if (piece >= run.praises.length)
      run.praises = grown(run.praises, Math.max(piece + 1, 2 * run.praises.length));
    const before = run.praises[piece] as number;
    run.praiseBefore[i] = before;
    run.praises[piece] = before + (amount[i] as number);
  }
}

/** A referred member counts a month when it is the next one without a gap, the month of joining being the first. */
function countRetainedMonths({ roster, monthLogins }: RunState, month: number): void {
  const { referrer, joinMonth, retainedMonths } = roster;
  for (let i = 0; i < monthLogins.count; i++) {
    const m = monthLogins.member[i] as number;
    if ((referrer[m] as number) < 0) continue;
    if (retainedMonths[m] === month - (joinMonth[m] as number))
      retainedMonths[m] = (retainedMonths[m] as number) + 1;
  }
}

/** Condition and base value: fills the run's postings with what the rule awards today, before caps. */
function meet(run: RunState, rule: CompiledRule, memory: RuleMemory, day: number): void {
  const { condition, points } = rule;
  const { batch, postings } = run;
  postings.count = 0;
  switch (condition.kind) {
    case "activation":
      meetOnce(batch.activation, memory.reached, points, postings);
      break;
    case "tenure":
      meetTenure(run, condition.everyMonths, points, day);
      break;
    case "firstOfDay":
      meetList(run.logins, points, postings);
      break;
    case "sessionLength":
      meetUnits(batch.session, condition.unitMinutes, points, postings);
      break;
    case "referral":
      meetEnrolled(run, batch.referral, points, day);
      break;
    case "referralRetained":
      meetRetained(run, condition.months, points, day);
      break;
    case "each":
      meetAmounts(batch[condition.indicator], points, postings);
      break;
    case "praisedOver":
      meetPraised(run, condition.praises, points, day);
      break;
    case "perSuccess":
      meetAmounts(batch.success, points, postings);
      break;
    case "grant":
      meetAmounts(batch.grant, points, postings);
      break;
    default:
      condition satisfies never;
  }
}

/** Makes room for as many postings as a slice could cause. */
function roomFor(postings: Postings, count: number): void {
  if (count > postings.member.length) growColumns(postings, Math.max(count, postings.member.length * 2));
}

function meetOnce({ count, member }: Slice, reached: Uint8Array, points: number, out: Postings): void {
  roomFor(out, count);
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    if (reached[m] === 1) continue;
    reached[m] = 1;
    out.member[out.count] = m;
    out.points[out.count++] = points;
  }
}

/** On the first of a month everyone enrolled, on other days who joins; months count from the month of joining as 1. */
function meetTenure(run: RunState, everyMonths: number, points: number, day: number): void {
  const { roster, postings, joiners, program } = run;
  const { joinDay, cancelDay, joinMonth } = roster;
  const month = program.days.month[day] as number;
  if (program.days.opensMonth[day] === 0) {
    if (everyMonths === 1) meetList(joiners, points, postings);
    return;
  }
  roomFor(postings, roster.count);
  for (let m = 0; m < roster.count; m++) {
    if ((joinDay[m] as number) > day || (cancelDay[m] as number) <= day) continue;
    if ((month - (joinMonth[m] as number) + 1) % everyMonths !== 0) continue;
    postings.member[postings.count] = m;
    postings.points[postings.count++] = points;
  }
}

function meetList({ count, member }: MemberList, points: number, out: Postings): void {
  roomFor(out, count);
  out.member.set(member.subarray(0, count));
  out.points.fill(points, 0, count);
  out.count = count;
}

/** Points for each full unit of each event's amount. */
function meetUnits({ count, member, amount }: Slice, unit: number, points: number, out: Postings): void {
  roomFor(out, count);
  let found = 0;
  for (let i = 0; i < count; i++) {
    const full = ((amount[i] as number) / unit) | 0;
    out.member[found] = member[i] as number;
    out.points[found] = full * points;
    found += full > 0 ? 1 : 0;
  }
  out.count = found;
}

function meetAmounts({ count, member, amount }: Slice, points: number, out: Postings): void {
  roomFor(out, count);
  for (let i = 0; i < count; i++) {
    out.member[i] = member[i] as number;
    out.points[i] = (amount[i] as number) * points;
  }
  out.count = count;
}

/** Whoever has cancelled earns nothing by what others do. */
function meetEnrolled({ roster, postings }: RunState, slice: Slice, points: number, day: number): void {
  roomFor(postings, slice.count);
  for (let i = 0; i < slice.count; i++) {
    const m = slice.member[i] as number;
    if ((roster.cancelDay[m] as number) <= day) continue;
    postings.member[postings.count] = m;
    postings.points[postings.count++] = points;
  }
}

function meetRetained(
  { roster, monthLogins, postings, program }: RunState,
  months: number,
  points: number,
  day: number,
): void {
  const { referrer, joinMonth, retainedMonths, cancelDay } = roster;
  const month = program.days.month[day] as number;
  roomFor(postings, monthLogins.count);
  for (let i = 0; i < monthLogins.count; i++) {
    const m = monthLogins.member[i] as number;
    const by = referrer[m] as number;
    if (by < 0 || retainedMonths[m] !== months || month - (joinMonth[m] as number) !== months - 1) continue;
    if ((cancelDay[by] as number) <= day) continue;
    postings.member[postings.count] = by;
    postings.points[postings.count++] = points;
  }
}

/** The praise that takes a piece past the number pays the author; what it had before says whether it was this one. */
function meetPraised(run: RunState, praises: number, points: number, day: number): void {
  const { batch, praiseBefore, roster, postings } = run;
  const { count, member, amount } = batch.praise;
  roomFor(postings, count);
  for (let i = 0; i < count; i++) {
    const before = praiseBefore[i] as number;
    if (before > praises || before + (amount[i] as number) <= praises) continue;
    if ((roster.cancelDay[member[i] as number] as number) <= day) continue;
    postings.member[postings.count] = member[i] as number;
    postings.points[postings.count++] = points;
  }
}

/** Lets through what is left of the day's allowance; the award that meets the cap pays the remainder. */
function capPerDay(postings: Postings, { capUsed }: RuleMemory, pointsPerDayMax: number): void {
  const { count, member, points } = postings;
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    const left = pointsPerDayMax - (capUsed[m] as number);
    const paid = (points[i] as number) < left ? (points[i] as number) : left;
    points[i] = paid;
    capUsed[m] = (capUsed[m] as number) + paid;
  }
  for (let i = 0; i < count; i++) capUsed[member[i] as number] = 0;
}

/** Books the postings: balances, lots, totals. An award of nothing is no award. */
function post(run: RunState, rule: CompiledRule, { reached }: RuleMemory, day: number): void {
  const { count, member, points } = run.postings;
  if (count === 0) return;
  const account = run.accounts[rule.currency] as Account;
  const { balance, issued } = account;
  let awards = 0;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    const value = points[i] as number;
    if (value === 0) continue;
    const held = (balance[m] as number) + value;
    if (held > balanceMax) throw tooLarge(run, rule, held);
    balance[m] = held;
    issued[m] = (issued[m] as number) + value;
    reached[m] = 1;
    awards++;
    total += value;
  }
  if (account.plan.width > 0) postToLots(account, run.postings, rule.validity, day);
  if (rule.offered === "certain" || rule.offered === "unlimited") noteOffer(run, rule.offered);
  const { tally } = run;
  const at = rule.position * ruleColumns;
  tally.rules[at] = (tally.rules[at] as number) + awards;
  tally.rules[at + 1] = (tally.rules[at + 1] as number) + total;
  const { flows } = tally.currencies[rule.currency] as CurrencyTally;
  flows.issued[day] = (flows.issued[day] as number) + total;
}

function tooLarge({ program }: RunState, { id, currency }: CompiledRule, balance: number): RunError {
  const points = program.currencies[currency]?.id ?? "";
  return new RunError({
    code: "balanceLimit",
    detail: `${points}: rule ${id} makes a balance of ${balance}, more than ${balanceMax}`,
  });
}

function postToLots(
  account: Account,
  { count, member, points }: Postings,
  validity: number,
  day: number,
): void {
  const { lots, plan, oldestLot } = account;
  const lot = (plan.lotOfDay[validity] as Int32Array)[day] as number;
  const row = rowOf(account, lot);
  for (let i = 0; i < count; i++) {
    const at = row + (member[i] as number);
    lots[at] = (lots[at] as number) + (points[i] as number);
  }
  if (plan.lotOfDay.length === 1) return;
  // With several validities a later award may lapse before lots that spending has already reached.
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    if ((oldestLot[m] as number) > lot) oldestLot[m] = lot;
  }
}

/** Keeps apart, by member, what the accrual rate must not count as earned by being active. */
function noteOffer({ roster, postings }: RunState, offered: "certain" | "unlimited"): void {
  const column = offered === "certain" ? roster.certainPoints : roster.unlimitedPoints;
  for (let i = 0; i < postings.count; i++) {
    const m = postings.member[i] as number;
    column[m] = (column[m] as number) + (postings.points[i] as number);
  }
}
