/**
 * Booking, and what a posting causes in turn: shares up the chain of referrals, points for points earned, points for
 * points redeemed (spec 1.6, regeneration; 1.7).
 */
import { RunError } from "../domain/runner.ts";
import { award } from "./award.ts";
import { shareOut } from "./chain.ts";
import type { CompiledRule } from "./compile-rule.ts";
import { meet } from "./meet.ts";
import type { RuleMemory } from "./rule-memory.ts";
import { type Causes, emptyPostings, type Postings, type RunState, roomFor } from "./run-state.ts";

/** Posts what a rule has met, and what that causes. */
export function book(run: RunState, rule: CompiledRule, memory: RuleMemory, day: number): void {
  const { postings, program } = run;
  if (postings.count === 0) return;
  award(run, rule, memory, postings, day);
  if (program.causing.length === 0) return;
  const { causes } = run;
  causes.rules[0] = rule;
  causes.depth = 1;
  causes.isShared = false;
  causes.bookings = 0;
  cause(run, postings, day);
}

/** Points for redeeming, once the day's redemptions are booked. */
export function regenerate(run: RunState, day: number): void {
  const { rules, regaining } = run.program;
  if (regaining.length === 0 || run.batch.redemption.count === 0) return;
  for (const position of regaining) {
    const rule = rules[position] as CompiledRule;
    if (day < rule.firstDay || day > rule.lastDay) continue;
    const memory = run.ruleMemory[position] as RuleMemory;
    meet(run, rule, memory, day);
    book(run, rule, memory, day);
  }
}

/** Bookings that one rule's postings of a day may cause, and how deep; a scheme without a loop stays far below. */
const bookingsMax = 10_000;
const depthMax = 100;

/** Rules hear a posting in the scenario's order, each with all that it causes before the next. Shares are not shared again. */
function cause(run: RunState, paid: Postings, day: number): void {
  const { program, causes } = run;
  const { depth, isShared } = causes;
  const by = causes.rules[depth - 1] as CompiledRule;
  for (let at = 0; at < program.causing.length; at++) {
    const position = program.causing[at] as number;
    const rule = program.rules[position] as CompiledRule;
    if (day < rule.firstDay || day > rule.lastDay || rule === by || paid.count === 0) continue;
    const memory = run.ruleMemory[position] as RuleMemory;
    causes.rules[depth] = rule;
    causes.depth = depth + 1;
    if (rule.condition.kind === "shareOfReferred") {
      if (rule.currency !== by.currency || isShared || rule.points === 0) continue;
      causes.isShared = true;
      shareOut(run, rule, memory, paid, by, day, causeByShare);
      causes.isShared = false;
    } else if (rule.hears === by.currency) {
      countBooking(causes);
      const caused = postingsAt(run, depth + 1);
      copyInto(caused, paid);
      if (caused.count === 0) continue;
      caused.by = by.position;
      award(run, rule, memory, caused, day);
      cause(run, caused, day);
    }
  }
  causes.depth = depth;
}

function causeByShare(run: RunState, shared: Postings, day: number): void {
  const { depth } = run.causes;
  countBooking(run.causes);
  cause(run, shared, day);
  run.causes.depth = depth;
}

/** @throws RunError `ruleLoop`, which names the rules that go round, or all that led here */
function countBooking(causes: Causes): void {
  const { depth } = causes;
  if (++causes.bookings <= bookingsMax && depth <= depthMax) return;
  const rules = causes.rules.slice(0, depth);
  const last = rules.at(-1) as CompiledRule;
  const before = rules.slice(0, -1).lastIndexOf(last);
  const loop = [...new Set(rules.slice(Math.max(0, before)))].map(({ id }) => id);
  throw new RunError({
    code: "ruleLoop",
    detail: `the postings of rules ${loop.join(", ")} cause each other without end`,
  });
}

/** Room for the postings at a depth of causes, kept for the next time. */
function postingsAt(run: RunState, depth: number): Postings {
  while (run.caused.length <= depth) run.caused.push(emptyPostings(0));
  return run.caused[depth] as Postings;
}

/** Those that paid something. */
function copyInto(to: Postings, from: Postings): void {
  roomFor(to, from.count);
  to.count = 0;
  for (let i = 0; i < from.count; i++) {
    if (from.points[i] === 0) continue;
    to.member[to.count] = from.member[i] as number;
    to.order[to.count] = -1;
    to.points[to.count++] = from.points[i] as number;
  }
}
