/** A scheme that changes within the run: the next program takes over what members hold and rules remember. */
import type { CompiledCurrency, Program } from "./compile.ts";
import type { Account } from "./ledger.ts";
import { type CompiledLimit, heldFor } from "./limits.ts";
import { openMemory, type RuleMemory } from "./rule-memory.ts";
import type { RunState } from "./run-state.ts";

/** After the day's opening: goes on by the scheme that begins today, if one does. */
export function applyChange(run: RunState, day: number): void {
  for (const change of run.changes) if (change.day === day) changeTo(run, change.program);
}

function changeTo(run: RunState, program: Program): void {
  const { capacity } = run.roster;
  const before = run.program;
  run.limitMemory.forEach((own, at) => {
    const [old, now] = [before.limits[at] as CompiledLimit, program.limits[at] as CompiledLimit];
    own.budgetLeft = budgetLeft(run, own.budgetLeft, old, now);
  });
  run.ruleMemory = program.rules.map((rule, at) => {
    const old = run.ruleMemory[at] as RuleMemory;
    const { held: _, ...kept } = old;
    const fresh = openMemory(rule, program.limits, run.limitMemory, capacity);
    const left = budgetLeft(run, old.budgetLeft, before.rules[at] as CompiledLimit, rule);
    Object.assign(fresh, withoutEmpty(kept), { budgetLeft: left });
    // What holds for the rule counts in its own columns, which have just been put in.
    fresh.held = heldFor(rule, fresh, program.limits, run.limitMemory);
    return fresh;
  });
  for (const [at, account] of run.accounts.entries()) goOn(account, program.currencies[at]);
  if (program.exchanges.length > 0 && run.purses.length === 0) run.purses = new Int32Array(capacity);
  run.program = program;
}

/** What was spent of a budget this month stays spent. A run with a budget in one stage counts in all. */
function budgetLeft(
  { budgetPart }: RunState,
  left: number,
  { budgetPerMonth: before }: CompiledLimit,
  { budgetPerMonth: now }: CompiledLimit,
): number {
  if (before === undefined || now === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, budgetPart(now) - (budgetPart(before) - left));
}

function withoutEmpty(columns: object): object {
  return Object.fromEntries(
    Object.entries(columns).filter(([, column]) => !ArrayBuffer.isView(column) || column.byteLength > 0),
  );
}

/** The lots are the same in all stages; which leaves first, and how many there may be, is as is now said. */
function goOn(account: Account, currency: CompiledCurrency | undefined): void {
  if (!currency) return;
  account.plan = currency.lots;
  if (currency.pendingDays > 0 && account.pending.length === 0)
    account.pending = new Int32Array(account.capacity);
}
