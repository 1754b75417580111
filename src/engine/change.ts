/** A scheme that changes within the run: the next program takes over what members hold and rules remember. */
import { grown } from "./columns.ts";
import type { Program } from "./compile.ts";
import type { Account } from "./ledger.ts";
import { type CompiledLimit, heldFor } from "./limits.ts";
import { changeRedemptionBudgets } from "./redemption-budget.ts";
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
    makeRoom(own, now, capacity);
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
  for (const [at, account] of run.accounts.entries()) openPending(account, program, at);
  run.exchanged.forEach((column, at) => {
    const limited = program.scenario.exchanges?.[at]?.pointsPerMonth !== undefined;
    if (limited && column.length === 0) run.exchanged[at] = new Int32Array(capacity);
  });
  openColumns(run, program, capacity);
  changeRedemptionBudgets(run, program);
  run.program = program;
}

/** What was spent of a budget this month stays spent. */
function budgetLeft(
  { budgetPart }: RunState,
  left: number,
  { budgetPerMonth: before }: CompiledLimit,
  { budgetPerMonth: now }: CompiledLimit,
): number {
  if (now === undefined) return Number.POSITIVE_INFINITY;
  const spent = before === undefined ? 0 : budgetPart(before) - left;
  return Math.max(0, budgetPart(now) - spent);
}

/** Columns for caps that there were not. */
function makeRoom(own: RunState["limitMemory"][number], { caps }: CompiledLimit, capacity: number): void {
  const needs = { paidToday: caps.perDay, paidInMonth: caps.perMonth, paidInYear: caps.perYear };
  for (const name of Object.keys(needs) as (keyof typeof needs)[])
    if (Number.isFinite(needs[name]) && own[name].length === 0) own[name] = grown(own[name], capacity);
}

function withoutEmpty(columns: object): object {
  return Object.fromEntries(
    Object.entries(columns).filter(([, column]) => !ArrayBuffer.isView(column) || column.byteLength > 0),
  );
}

function openPending(account: Account, { currencies }: Program, at: number): void {
  if ((currencies[at]?.pendingDays ?? 0) > 0 && account.pending.length === 0)
    account.pending = new Int32Array(account.capacity);
}

/** Columns that a run opens only where the scheme asks for them. */
function openColumns(run: RunState, { wallet, exchanges, currencies }: Program, capacity: number): void {
  const room = (column: Int32Array, isNeeded: boolean) =>
    isNeeded && column.length === 0 ? new Int32Array(capacity) : column;
  run.wallet.sent = room(run.wallet.sent, Number.isFinite(wallet.transfer?.pointsPerMonth));
  run.wallet.bought = room(run.wallet.bought, Number.isFinite(wallet.purchase?.pointsPerMonth));
  run.wallet.friend = room(run.wallet.friend, wallet.transfer !== undefined);
  run.purses = room(run.purses, exchanges.length > 0);
  if (run.lastDeed.length === 0 && currencies.some(({ decay }) => decay?.idleDays !== undefined))
    run.lastDeed = new Int32Array(capacity).fill(-1);
}
