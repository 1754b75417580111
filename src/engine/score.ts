/**
 * Scoring: a day's events → postings, rule by rule in the scenario's order. For each rule: condition → base value →
 * multipliers → rounding → caps → budget → posting, then what the posting causes in turn. It does not matter who wrote
 * the events.
 */
import { shareDeeds } from "../domain/indicator.ts";
import { book } from "./causes.ts";
import { grown } from "./columns.ts";
import { type CompiledRule, isMonthTotal } from "./compile-rule.ts";
import { moveEvent, push } from "./events.ts";
import { meet } from "./meet.ts";
import { countOnly, meetByOrigin } from "./meet-by-origin.ts";
import { meetBands, meetCommunity, meetMonthTotals } from "./meet-periods.ts";
import type { RuleMemory } from "./rule-memory.ts";
import type { RunState } from "./run-state.ts";
import { endTierPeriods } from "./tiers.ts";

/** Scores the events of a day and books what they earn, rule by rule. @throws RunError `balanceLimit`, `ruleLoop` */
export function score(run: RunState, day: number): void {
  markLogins(run, day);
  markPraise(run, day);
  if (run.verified.length > 0) markVerified(run);
  tellSharers(run, day);
  const { rules } = run.program;
  for (let position = 0; position < rules.length; position++) {
    const rule = rules[position] as CompiledRule;
    const isOpen = rule.firstDay <= day && day <= rule.lastDay;
    if ((!isOpen && !rule.countsAlways) || rule.regains) continue;
    const memory = run.ruleMemory[position] as RuleMemory;
    if (!isOpen) {
      countOnly(run, rule, memory, day);
      continue;
    }
    if (rule.origin) meetByOrigin(run, rule, rule.origin, memory, day);
    else meet(run, rule, memory, day);
    book(run, rule, memory, day);
  }
}

/** What is due at the end of a period: bands, communities and totals of a month, the validity of tiers. */
export function closePeriods(run: RunState, day: number): void {
  const { rules, days } = run.program;
  if (days.closesMonth[day] === 1) {
    for (let position = 0; position < rules.length; position++) {
      const rule = rules[position] as CompiledRule;
      const { condition } = rule;
      if (day < rule.firstDay || day > rule.lastDay) continue;
      const memory = run.ruleMemory[position] as RuleMemory;
      if (condition.kind === "bands") meetBands(run, condition, memory, rule.asksTime, day);
      else if (condition.kind === "community") meetCommunity(run, condition, memory, rule.points, day);
      else if (isMonthTotal(condition)) meetMonthTotals(run, rule, memory, day);
      else continue;
      book(run, rule, memory, day);
    }
  }
  endTierPeriods(run, day);
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

/** What a piece of praise that names no piece finds: more than any rule asks for. */
const noPiece = 0x7fff_ffff;

/**
 * Adds up praise by piece, and notes what each piece had before: rules ask whether a number was passed today. Praise
 * of those who have cancelled is none: whoever has cancelled earns nothing by what others do.
 */
function markPraise(run: RunState, day: number): void {
  const { praise } = run.batch;
  const { member, amount, other } = praise;
  if (praise.count > run.praiseBefore.length) run.praiseBefore = new Int32Array(2 * praise.count);
  let kept = 0;
  for (let i = 0; i < praise.count; i++) {
    if ((run.roster.cancelDay[member[i] as number] as number) <= day) continue;
    moveEvent(praise, i, kept++);
  }
  praise.count = kept;
  for (let i = 0; i < kept; i++) {
    const piece = other[i] as number;
    if (piece < 0) {
      run.praiseBefore[i] = noPiece;
      continue;
    }
    if (piece >= run.praises.length)
      run.praises = grown(run.praises, Math.max(piece + 1, 2 * run.praises.length));
    const before = run.praises[piece] as number;
    run.praiseBefore[i] = before;
    run.praises[piece] = before + (amount[i] as number);
  }
}

/** Who is verified today earns from today on. */
function markVerified({ batch, verified }: RunState): void {
  const { count, member } = batch.verification;
  for (let i = 0; i < count; i++) verified[member[i] as number] = 1;
}

/** What is done to a share reaches the sharer as well, who is a member today: one event for each side. */
function tellSharers({ batch, roster }: RunState, day: number): void {
  for (const [deed, met] of shareDeeds) {
    const { count, amount, other, channel, service } = batch[deed];
    for (let i = 0; i < count; i++) {
      const sharer = other[i] as number;
      if (sharer < 0 || (roster.joinDay[sharer] as number) > day) continue;
      if ((roster.cancelDay[sharer] as number) <= day) continue;
      const slice = batch[met];
      push(slice, sharer, amount[i] as number);
      if (slice.channel) slice.channel[slice.count - 1] = channel?.[i] ?? 0;
      if (slice.service) slice.service[slice.count - 1] = service?.[i] ?? 0;
    }
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
