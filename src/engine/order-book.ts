/** What payments have earned, and other points that wait, as columns: kept while it may be taken back or has to be released. */
import { intsIf } from "./columns.ts";
import type { Wholes } from "./payments.ts";

/** What one payment earned in one currency, in order of time. */
export type Orders = {
  count: number;
  member: Int32Array;
  points: Int32Array;
  /** The same without what migrations have made of it: what tiers and levels count. Only where refunds come. */
  counted: Int32Array;
  day: Int32Array;
  /** Number of the payment as its event named it; −1 for none. */
  order: Int32Array;
  validity: Int32Array;
  /** Position of the service level that the points count for; −1 for none. */
  level: Int32Array;
  /** 1 where it has to be released before it can be spent. */
  waits: Uint8Array;
  /** The entry before it of the same numbered payment; −1 for none. */
  before: Int32Array;
  /** The entry before it of the same member; −1 for none. */
  beforeOfMember: Int32Array;
  /** 1 once taken back. */
  settled: Uint8Array;
  /** Entries before this one wait no longer. */
  released: number;
  /** By number of the payment its last entry. */
  last: Map<number, number>;
  /** By member the last entry. */
  lastOfMember: Map<number, number>;
  /** Of entries that were taken back in part, `points` and `counted` as they were before. */
  pointsWhole: Wholes;
  countedWhole: Wholes;
};

/** A book without entries; room is made with the first: most schemes need none. */
export function emptyOrders(): Orders {
  const column = () => intsIf(false, 0);
  return {
    count: 0,
    member: column(),
    points: column(),
    counted: column(),
    day: column(),
    order: column(),
    validity: column(),
    level: column(),
    before: column(),
    beforeOfMember: column(),
    waits: new Uint8Array(0),
    settled: new Uint8Array(0),
    released: 0,
    last: new Map(),
    lastOfMember: new Map(),
    pointsWhole: new Map(),
    countedWhole: new Map(),
  };
}

/**
 * Where nothing is ever taken back, entries that wait no longer make room once they are half of all, so that the book holds
 * some weeks and not the run.
 */
export function forgetReleased(orders: Orders): void {
  const { released, count } = orders;
  if (2 * released < count) return;
  for (const column of Object.values(orders))
    if (ArrayBuffer.isView(column)) (column as Int32Array | Uint8Array).copyWithin(0, released, count);
  orders.released = 0;
  orders.count = count - released;
}
