/** What rules remember of members, by rule: columns only where the rule needs them. */
import { growColumns, grown } from "./columns.ts";
import type { Program } from "./compile.ts";
import type { CompiledRule } from "./compile-rule.ts";
import type { Days } from "./days.ts";

export type RuleMemory = {
  /** 1 once the rule has paid the member something. */
  reached: Uint8Array;
  /** Points paid to the member today, this month, this year, for rules with such a cap. */
  paidToday: Int32Array;
  paidInMonth: Int32Array;
  paidInYear: Int32Array;
  /** What waits for the next award: days running, minutes, occurrences, cents. */
  carry: Float64Array;
  /** When `carry` was last written, or the rule last met: 1 + the day or month; 0 for never. */
  marked: Int32Array;
  /** Occurrences that wait by piece. */
  pieceCarry: Int32Array;
  /** Points that the rule may still pay this month. */
  budgetLeft: number;
};

/** Which of a rule's columns are in use; the others stay empty. */
type Needs = Record<"paidToday" | "paidInMonth" | "paidInYear" | "carry" | "marked", boolean>;

function needsOf({ condition, caps }: CompiledRule): Needs {
  const isLogin = "indicator" in condition && condition.indicator === "login";
  const marks = {
    activation: true,
    streak: true,
    accumulated: true,
    bands: true,
    firstOfDay: !isLogin,
    firstOfMonth: !isLogin,
  } as Record<string, boolean>;
  const carries = ["streak", "accumulated", "bands", "everyNth", "referralSpend"];
  return {
    paidToday: Number.isFinite(caps.perDay),
    paidInMonth: Number.isFinite(caps.perMonth),
    paidInYear: Number.isFinite(caps.perYear),
    carry: carries.includes(condition.kind),
    marked: marks[condition.kind] ?? false,
  };
}

export function openMemory(rule: CompiledRule, capacity: number): RuleMemory {
  const needs = needsOf(rule);
  const integers = (needed: boolean) => new Int32Array(needed ? capacity : 0);
  return {
    reached: new Uint8Array(capacity),
    paidToday: integers(needs.paidToday),
    paidInMonth: integers(needs.paidInMonth),
    paidInYear: integers(needs.paidInYear),
    carry: new Float64Array(needs.carry ? capacity : 0),
    marked: integers(needs.marked),
    pieceCarry: new Int32Array(0),
    budgetLeft: Number.POSITIVE_INFINITY,
  };
}

/** Bytes by member that a rule's columns take. */
export function memoryBytes(rule: CompiledRule): number {
  const needs = needsOf(rule);
  const integers = [needs.paidToday, needs.paidInMonth, needs.paidInYear, needs.marked].filter(
    Boolean,
  ).length;
  return 1 + 4 * integers + (needs.carry ? 8 : 0);
}

/** Longer columns where there are any; what waits by piece is no column of members. */
export function growMemory(memory: RuleMemory, capacity: number): void {
  const { pieceCarry: _, ...columns } = memory;
  const used = Object.fromEntries(
    Object.entries(columns).filter(([, column]) => ArrayBuffer.isView(column) && column.byteLength > 0),
  );
  growColumns(used, capacity);
  Object.assign(memory, used);
}

/** Gives back what a new day, month or year gives back: caps, and the part of the budget that belongs to these members. */
export function openPeriods(
  { rules, days }: Program,
  memories: readonly RuleMemory[],
  budgetPart: (points: number) => number,
  day: number,
): void {
  const opens = periodsOpening(days, day);
  for (let position = 0; position < rules.length; position++) {
    const memory = memories[position] as RuleMemory;
    const { budgetPerMonth } = rules[position] as CompiledRule;
    memory.paidToday.fill(0);
    if (!opens.month) continue;
    memory.paidInMonth.fill(0);
    if (opens.year) memory.paidInYear.fill(0);
    if (budgetPerMonth !== undefined) memory.budgetLeft = budgetPart(budgetPerMonth);
  }
}

function periodsOpening(days: Days, day: number): { month: boolean; year: boolean } {
  return { month: day === 0 || days.opensMonth[day] === 1, year: day === 0 || days.opensYear[day] === 1 };
}

/** What waits for a piece; makes room for pieces that were never seen. */
export function pieceRoom(memory: RuleMemory, piece: number): Int32Array {
  if (piece >= memory.pieceCarry.length)
    memory.pieceCarry = grown(memory.pieceCarry, Math.max(piece + 1, 2 * memory.pieceCarry.length, 64));
  return memory.pieceCarry;
}
