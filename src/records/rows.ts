/** Rows as columns: what the files say, checked cell by cell and not yet against each other. */
import { growColumns } from "../engine/columns.ts";

/** Members and pieces are numbers of names, days are days of the run (negative: before it), kinds positions in `recordKinds`. */
export type EventRows = {
  count: number;
  line: Int32Array;
  member: Int32Array;
  day: Int32Array;
  kind: Uint8Array;
  amount: Int32Array;
  /** The referred member, the piece or the order; −1 for none. */
  other: Int32Array;
  /** 1 + the position of the service and of the channel; 0 for none. */
  service: Uint8Array;
  channel: Uint8Array;
};

export type MemberRows = {
  count: number;
  line: Int32Array;
  member: Int32Array;
  joinDay: Int32Array;
  /** −1 for none. */
  referrer: Int32Array;
  /** Position, or `noSegment`. */
  segment: Uint8Array;
  tier: Uint8Array;
  /** Month and day as 32 × month + day; 0 where unknown. */
  bornOn: Int32Array;
  /** Points of the main currency held before the run. */
  opening: Int32Array;
};

/** Amount of a refund of all that is left of what was paid. */
export const wholeRefund = -1;

/** The engine's mark of a member without a segment. */
export const noSegment = 255;

const firstRows = 1024;

/** Columns of events without rows. */
export function noEventRows(): EventRows {
  const column = () => new Int32Array(firstRows);
  return {
    count: 0,
    line: column(),
    member: column(),
    day: column(),
    kind: new Uint8Array(firstRows),
    amount: column(),
    other: column(),
    service: new Uint8Array(firstRows),
    channel: new Uint8Array(firstRows),
  };
}

/** Columns of members without rows. */
export function noMemberRows(): MemberRows {
  const column = () => new Int32Array(firstRows);
  return {
    count: 0,
    line: column(),
    member: column(),
    joinDay: column(),
    referrer: column(),
    segment: new Uint8Array(firstRows),
    tier: new Uint8Array(firstRows),
    bornOn: column(),
    opening: column(),
  };
}

/** Takes one more row into the count, with room for it in every column; returns its position. */
export function addRow(rows: EventRows | MemberRows): number {
  if (rows.count >= rows.line.length) growColumns(rows, 2 * rows.line.length);
  return rows.count++;
}
