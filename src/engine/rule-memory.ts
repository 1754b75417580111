/** What rules remember of members, by rule: columns only where the rule needs them. */
import { growColumns, grown, intsIf, realsIf } from "./columns.ts";
import type { CompiledRule } from "./compile-rule.ts";
import {
  type Allowance,
  allowanceBytes,
  type CompiledLimit,
  type HeldBack,
  heldFor,
  nothingHeld,
  openAllowance,
} from "./limits.ts";
import type { Wholes } from "./payments.ts";

export type RuleMemory = Allowance & {
  /** All caps and budgets that hold for the rule. */
  held: HeldBack;
  /** 1 once the rule has paid the member something. */
  reached: Uint8Array;
  /** What waits for the next award: days running, minutes, occurrences, cents. */
  carry: Float64Array;
  /** When `carry` was last written, or the rule last met: 1 + the day or month; 0 for never. */
  marked: Int32Array;
  /** Occurrences that wait by piece. */
  pieceCarry: Int32Array;
  /** What it has counted of orders, where these may be refunded. */
  counted: CountedOrders | undefined;
};

/** For rules that add up what members pay. */
export type CountedOrders = {
  /** By number of the order, cents in `carry`. */
  cents: Map<number, number>;
  /** What these were when refunds began. */
  wholes: Wholes;
  /** By referred member, the place in the order book of the award for what it has spent, and how much that had to be. */
  awards: Map<number, { at: number; cents: number }>;
};

/** Takes down that so many cents of an order count, which may have several lines. */
export function countOrder({ cents: counted }: CountedOrders, order: number, cents: number): void {
  if (order >= 0) counted.set(order, (counted.get(order) ?? 0) + cents);
}

/** What a rule remembers of so many members at the start: nothing. `shared` are the allowances of the limits. */
export function openMemory(
  rule: CompiledRule,
  limits: readonly CompiledLimit[],
  shared: readonly Allowance[],
  capacity: number,
): RuleMemory {
  const { needs } = rule;
  // Named one by one: spreading objects takes longer than all else here, and each shard opens a memory for each rule.
  const { paidToday, paidInMonth, paidInYear, budgetLeft } = openAllowance(rule.caps, capacity);
  const memory: RuleMemory = {
    paidToday,
    paidInMonth,
    paidInYear,
    budgetLeft,
    held: nothingHeld,
    reached: new Uint8Array(capacity),
    carry: realsIf(needs.carry, capacity),
    marked: intsIf(needs.marked, capacity),
    pieceCarry: intsIf(false, 0),
    counted: undefined,
  };
  memory.held = heldFor(rule, memory, limits, shared);
  return memory;
}

/** Bytes by member that a rule's columns take. */
export function memoryBytes({ needs, caps }: CompiledRule): number {
  return 1 + allowanceBytes(caps) + (needs.marked ? 4 : 0) + (needs.carry ? 8 : 0);
}

/** Longer columns where there are any; what waits by piece is no column of members. */
export function growMemory(memory: Allowance | RuleMemory, capacity: number): void {
  const { pieceCarry: _, ...columns } = { pieceCarry: undefined, ...memory };
  const used = Object.fromEntries(
    Object.entries(columns).filter(([, column]) => ArrayBuffer.isView(column) && column.byteLength > 0),
  );
  growColumns(used, capacity);
  Object.assign(memory, used);
}

/** What waits for a piece; makes room for pieces that were never seen. */
export function pieceRoom(memory: RuleMemory, piece: number): Int32Array {
  if (piece >= memory.pieceCarry.length)
    memory.pieceCarry = grown(memory.pieceCarry, Math.max(piece + 1, 2 * memory.pieceCarry.length, 64));
  return memory.pieceCarry;
}
