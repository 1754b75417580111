/**
 * Scoring: a day's events → postings, rule by rule in the scenario's order. For each rule: condition → base value →
 * multipliers → rounding → caps → budget → posting, then what the posting causes in turn. It does not matter who wrote
 * the events.
 */
import { award } from "./award.ts";
import { shareOut } from "./chain.ts";
import { grown } from "./columns.ts";
import type { CompiledRule } from "./compile-rule.ts";
import { meet } from "./meet.ts";
import { countFriends, meetBands, meetCommunity } from "./meet-periods.ts";
import type { RuleMemory } from "./rule-memory.ts";
import type { RunState } from "./run-state.ts";
import { endTierPeriods } from "./tiers.ts";

export function score(run: RunState, day: number): void {
  markLogins(run, day);
  markPraise(run);
  const { rules } = run.program;
  for (let position = 0; position < rules.length; position++) {
    const rule = rules[position] as CompiledRule;
    if (day < rule.firstDay || day > rule.lastDay) continue;
    const memory = run.ruleMemory[position] as RuleMemory;
    if (rule.condition.kind === "bands") countFriends(run, rule.condition, memory, day);
    meet(run, rule, memory, day);
    book(run, rule, memory, day);
  }
}

/** What is due at the end of a period: bands and communities of a month, the validity of tiers. */
export function closePeriods(run: RunState, day: number): void {
  const { rules, days } = run.program;
  if (days.closesMonth[day] === 1) {
    for (let position = 0; position < rules.length; position++) {
      const rule = rules[position] as CompiledRule;
      const { condition } = rule;
      if (day < rule.firstDay || day > rule.lastDay) continue;
      const memory = run.ruleMemory[position] as RuleMemory;
      if (condition.kind === "bands") meetBands(run, condition, memory, day);
      else if (condition.kind === "community") meetCommunity(run, condition, memory, rule.points, day);
      else continue;
      book(run, rule, memory, day);
    }
  }
  endTierPeriods(run, day);
}

/** Posts what a rule has met, and the shares of it that go up the chain of referrals. */
function book(run: RunState, rule: CompiledRule, memory: RuleMemory, day: number): void {
  const { postings, program } = run;
  if (postings.count === 0) return;
  award(run, rule, memory, postings, day);
  for (const position of program.sharing) {
    const sharing = program.rules[position] as CompiledRule;
    if (sharing.currency !== rule.currency || day < sharing.firstDay || day > sharing.lastDay) continue;
    shareOut(run, sharing, run.ruleMemory[position] as RuleMemory, postings, day);
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
