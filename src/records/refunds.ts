/** Refunds against what was paid: each is of an order that its member has paid by then, all of one together of no more. */
import { drop, type Files, type Used } from "./dropping.ts";
import { positionOf, recordKinds } from "./kinds.ts";
import { wholeRefund } from "./rows.ts";

const refund = positionOf("refund");
const isPaid = recordKinds.map(({ names }, kind) => names === "order" && kind !== refund);

/**
 * Goes through each order's refunds day by day: those of a day may come in any order. What is left of the order then is
 * all that they may take together; an empty amount is what the others of the day leave, if they leave any.
 */
export function dropWrongRefunds(files: Files, used: Used): void {
  const { day } = files.events;
  const refunds = rowsByOrder(files, used, (kind) => kind === refund);
  if (refunds.size === 0) return;
  const payments = rowsByOrder(files, used, (kind) => isPaid[kind] === true, refunds);
  for (const [order, rows] of refunds) {
    const paid = payments.get(order) ?? [];
    rows.sort((a, b) => day[a]! - day[b]!);
    const before = { cents: 0, isWhole: false };
    for (let from = 0; from < rows.length; ) {
      let to = from;
      while (to < rows.length && day[rows[to]!] === day[rows[from]!]) to++;
      const until = day[rows[from]!] as number;
      const paidByThen = paid.filter((row) => day[row]! <= until);
      holdDay(files, used, rows.slice(from, to), paidByThen, before);
      from = to;
    }
  }
}

/** What was refunded on days before; and whether that was all, which of an order of 0 cents no sum tells. */
type Refunded = { cents: number; isWhole: boolean };

/** The refunds of one order on one day; adds those that hold to what was refunded before. */
function holdDay(
  files: Files,
  used: Used,
  rows: readonly number[],
  payments: readonly number[],
  before: Refunded,
): void {
  const { amount } = files.events;
  if (payments.length === 0) {
    for (const row of rows) drop(files, used, row, "other", "unknownOrder");
    return;
  }
  const sumOf = (some: readonly number[]) => some.reduce((sum, row) => sum + amount[row]!, 0);
  const paid = sumOf(payments);
  const left = paid - before.cents;
  const tooLarge = (row: number, others: number) => {
    if (others === 0) drop(files, used, row, "amount", "refundTooLarge", String(paid));
    else drop(files, used, row, "amount", "refundsTooLarge", `${paid} ${others}`);
  };
  const named = rows.filter((row) => amount[row] !== wholeRefund);
  const possible = named.filter((row) => amount[row]! <= left);
  for (const row of named) if (amount[row]! > left) tooLarge(row, before.cents);
  // Where they are too much only together, none says which of them is right; nothing is never too much.
  const sum = sumOf(possible);
  const others = (row: number) => before.cents + sum - amount[row]!;
  if (sum > left) for (const row of possible) if (amount[row]! > 0) tooLarge(row, others(row));
  if (sum <= left) before.cents += sum;
  if (sum > 0 && before.cents >= paid) before.isWhole = true;
  const whole = rows.filter((row) => amount[row] === wholeRefund);
  if (whole.length === 0) return;
  const isLeft = before.cents < paid || !before.isWhole;
  if (whole.length > 1 || !isLeft) for (const row of whole) drop(files, used, row, "other", "refundedTwice");
  else {
    before.cents = paid;
    before.isWhole = true;
  }
}

/** Rows that are used, of kinds that are meant, by order; only of the orders that are asked for. */
function rowsByOrder(
  { events }: Files,
  used: Used,
  isMeant: (kind: number) => boolean,
  asked?: ReadonlyMap<number, unknown>,
): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (let i = 0; i < events.count; i++) {
    const order = events.other[i] as number;
    if (used.events[i] === 0 || !isMeant(events.kind[i] as number)) continue;
    if (asked && !asked.has(order)) continue;
    const own = rows.get(order);
    if (own) own.push(i);
    else rows.set(order, [i]);
  }
  return rows;
}
