/** The referral chain: a referrer's share of what a referred member earns or receives, step by step upward (spec 1.7). */
import { award } from "./award.ts";
import type { CompiledRule } from "./compile-rule.ts";
import type { RuleMemory } from "./rule-memory.ts";
import { type Postings, type RunState, roomFor } from "./run-state.ts";

const whole = 10_000;

/**
 * Pays what `rule` shares of these postings, which have just been booked, in the rule's own currency. Each step takes its
 * share of what the step before was paid, rounded down once: multipliers included less than all of it, so that the chain
 * ends by itself, or all of it and no more where the steps are limited. Members have one referrer who was there before them, so that it cannot run in a circle. `onStep` hears of
 * each step's postings.
 */
export function shareOut(
  run: RunState,
  rule: CompiledRule,
  memory: RuleMemory,
  paid: Postings,
  by: CompiledRule,
  day: number,
  onStep: (run: RunState, shared: Postings, day: number) => void,
): void {
  const { condition } = rule;
  if (condition.kind !== "shareOfReferred") return;
  const { basisPoints, depth } = condition;
  const isMultiplied = rule.scale !== undefined && rule.scale.multipliers.length > 0;
  // What comes to nothing is left out, but where somebody asks why.
  const least = run.onStage || isMultiplied ? 1 : Math.ceil(whole / basisPoints);
  const [first, second] = run.shares;
  let from = paid;
  for (let step = 1; depth === 0 || step <= depth; step++) {
    const to = from === first ? second : first;
    climb(run, from, to, least, day);
    if (to.count === 0) return;
    to.by = from === paid ? by.position : rule.position;
    award(run, rule, memory, to, day);
    onStep(run, to, day);
    from = to;
  }
}

/**
 * What those who were paid at least so many points were paid, for their referrers: the share is a part of the fraction that
 * `award` multiplies it by. Nothing to those who have cancelled.
 */
function climb({ roster }: RunState, from: Postings, to: Postings, least: number, day: number): void {
  const { referrer, cancelDay } = roster;
  roomFor(to, from.count);
  let found = 0;
  for (let i = 0; i < from.count; i++) {
    const by = referrer[from.member[i] as number] as number;
    const value = from.points[i] as number;
    if (by < 0 || value < least || (cancelDay[by] as number) <= day) continue;
    if (to.about) to.about[found] = 1 + (from.member[i] as number);
    if (to.amount) to.amount[found] = value;
    to.member[found] = by;
    to.points[found++] = value;
  }
  to.count = found;
}
