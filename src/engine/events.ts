/**
 * A day's events as columns, one slice for each indicator. Scoring reads these and does not know whether a population
 * model or a file of records wrote them.
 */
import { growColumns } from "./columns.ts";

export type Slice = {
  count: number;
  /** Who did it. */
  member: Int32Array;
  /** Minutes of a session, praises of a piece, points of a grant; 1 for mere occurrences. */
  amount: Int32Array;
  /** The referred member, or the number of the praised piece. */
  other: Int32Array;
};

export type EventBatch = {
  activation: Slice;
  login: Slice;
  session: Slice;
  referral: Slice;
  content: Slice;
  praise: Slice;
  success: Slice;
  grant: Slice;
  /** Redemptions that a file reports: amount in points. Synthetic members decide in `redeem.ts`. */
  redemption: Slice;
};

function emptySlice(): Slice {
  return { count: 0, member: new Int32Array(64), amount: new Int32Array(64), other: new Int32Array(64) };
}

export function emptyBatch(): EventBatch {
  return {
    activation: emptySlice(),
    login: emptySlice(),
    session: emptySlice(),
    referral: emptySlice(),
    content: emptySlice(),
    praise: emptySlice(),
    success: emptySlice(),
    grant: emptySlice(),
    redemption: emptySlice(),
  };
}

export function clearBatch(batch: EventBatch): void {
  for (const slice of Object.values(batch)) slice.count = 0;
}

/** Makes room for `more` events; loops that know their number call this once. */
export function reserve(slice: Slice, more: number): void {
  const needed = slice.count + more;
  if (needed > slice.member.length) growColumns(slice, Math.max(needed, slice.member.length * 2));
}

/** Adds one event, for what is rare. */
export function push(slice: Slice, member: number, amount: number, other = -1): void {
  reserve(slice, 1);
  const at = slice.count++;
  slice.member[at] = member;
  slice.amount[at] = amount;
  slice.other[at] = other;
}
