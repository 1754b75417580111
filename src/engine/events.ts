/**
 * A day's events as columns, one slice for each indicator. Scoring reads these and does not know whether a population
 * model or a file of records wrote them.
 */
import { type Indicator, indicators } from "../domain/indicator.ts";
import type { EventKind } from "../domain/trace.ts";
import { growColumns, intsIf } from "./columns.ts";

export type Slice = {
  count: number;
  /** Who did it. */
  member: Int32Array;
  /** Minutes of a session, cents of a payment, praises of a piece, points of a grant; else how often. */
  amount: Int32Array;
  /** The referred member, the sharer, or the number of the piece or payment; −1 for none. */
  other: Int32Array;
  /** Where a rule asks: 1 + the position of the channel that it came through and of its service; 0 for none. */
  channel?: Uint8Array;
  service?: Uint8Array;
};

const followed: readonly Indicator[] = ["tenure", "occasion", "community", "earning"];

/**
 * A redemption's amount is points: what a file reports, and after the day's redeeming what was booked, with the position
 * of the currency in `other`. What is exchanged, sent and used at checkout is points, what points are bought for cents.
 * An exchange names its position among the scenario's, a transfer the receiver, a refund the payment.
 */
const otherKinds = ["refund", "exchange", "pointsPurchase", "pointsTransfer", "offset"] as const;
export type EventBatch = Record<EventKind | (typeof otherKinds)[number], Slice>;

/** All kinds of events, in the order of the library. */
export const eventKinds = indicators.filter(
  (indicator): indicator is EventKind => !followed.includes(indicator),
);

/** By which products may bring a member into a tier. */
export const entryKinds = ["activation", "purchase"] as const;

/** Room is made with the first event: most schemes hear of few kinds. */
function emptySlice(): Slice {
  const none = intsIf(false, 0);
  return { count: 0, member: none, amount: none, other: none };
}

const firstRoom = 64;

/** Slices of all kinds of events, empty. */
export function emptyBatch(): EventBatch {
  return Object.fromEntries([...eventKinds, ...otherKinds].map((kind) => [kind, emptySlice()])) as EventBatch;
}

/** @param slices all of a batch */
export function clearSlices(slices: readonly Slice[]): void {
  for (let at = 0; at < slices.length; at++) {
    const slice = slices[at] as Slice;
    slice.count = 0;
    slice.channel?.fill(0);
    slice.service?.fill(0);
  }
}

/** Keeps the origin of events of a kind from now on, because a rule asks for it. */
export function keepOrigin(slice: Slice): void {
  slice.channel ??= new Uint8Array(slice.member.length);
  slice.service ??= new Uint8Array(slice.member.length);
}

/** Moves an event forward in its slice, over those that are left out. */
export function moveEvent(
  { member, amount, other, channel, service }: Slice,
  from: number,
  to: number,
): void {
  member[to] = member[from] as number;
  amount[to] = amount[from] as number;
  other[to] = other[from] as number;
  if (channel) channel[to] = channel[from] as number;
  if (service) service[to] = service[from] as number;
}

/** Makes room for `more` events; loops that know their number call this once. */
export function reserve(slice: Slice, more: number): void {
  const needed = slice.count + more;
  if (needed > slice.member.length) growColumns(slice, Math.max(needed, slice.member.length * 2, firstRoom));
}

/** Adds one event, for what is rare. */
export function push(slice: Slice, member: number, amount: number, other = -1): void {
  reserve(slice, 1);
  const at = slice.count++;
  slice.member[at] = member;
  slice.amount[at] = amount;
  slice.other[at] = other;
}
