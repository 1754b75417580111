/** Ends of memberships: what contradicts them, and what comes after them. */
import { isoDateOf } from "../domain/calendar.ts";
import { never } from "../engine/roster.ts";
import { drop, type Files, type Used } from "./dropping.ts";
import { positionOf } from "./kinds.ts";

const cancellation = positionOf("cancellation");
const activation = positionOf("activation");
const referral = positionOf("referral");

/**
 * Of a member that no file lists, a row may say that the membership ends before or on the day that others let it begin.
 * Neither says which is right: all of them are bad. Who was there before it ended has no such beginning.
 */
export function dropEndsBeforeBeginnings(files: Files, listing: Int32Array, used: Used): void {
  const { events, names, start } = files;
  const { count, kind, member, day, other } = events;
  const ends = new Int32Array(names.length).fill(never);
  note(ends, (i) => (kind[i] === cancellation ? (member[i] as number) : -1));
  if (ends.every((day) => day === never)) return;
  const beginnings = new Int32Array(names.length).fill(never);
  const whomBegins = (i: number) =>
    kind[i] === activation ? member[i] : kind[i] === referral ? other[i] : -1;
  note(beginnings, (i) => whomBegins(i) as number);
  const known = new Int32Array(names.length).fill(never);
  note(known, (i) => (kind[i] === cancellation || kind[i] === activation ? -1 : (member[i] as number)));
  const contradicts = (m: number) =>
    m >= 0 &&
    listing[m] === -1 &&
    ends[m] !== never &&
    beginnings[m] !== never &&
    (ends[m] as number) <= Math.min(beginnings[m] as number, known[m] as number);
  for (let i = 0; i < count; i++) {
    if (used.events[i] === 0) continue;
    if (kind[i] === cancellation && contradicts(member[i] as number))
      drop(files, used, i, "date", "leavesAtOnce");
    else if (contradicts(whomBegins(i) as number)) {
      const end = isoDateOf(start + (ends[whomBegins(i) as number] as number));
      drop(files, used, i, kind[i] === activation ? "date" : "other", "beginsAfterEnd", end);
    }
  }

  /** The first day of a row for each member whom it is about. */
  function note(first: Int32Array, whomOf: (row: number) => number): void {
    for (let i = 0; i < count; i++) {
      const m = used.events[i] === 1 ? whomOf(i) : -1;
      if (m >= 0 && (day[i] as number) < (first[m] as number)) first[m] = day[i] as number;
    }
  }
}

/** What others do to what a member has written, shared or bought: after the membership it is no fault, and earns nothing. */
const byOthers: ReadonlySet<number> = new Set(
  (["praise", "like", "click", "forward", "refund"] as const).map(positionOf),
);

/**
 * A membership ends with the opening of its last date: what the member does from then on is no event. Returns by member the row that ends the membership, −1 for none.
 */
export function dropAfterCancellation(files: Files, used: Used): Int32Array {
  const { events, names, start } = files;
  const { day, member, kind } = events;
  const leaving = new Int32Array(names.length).fill(-1);
  for (let i = 0; i < events.count; i++) {
    if (kind[i] !== cancellation || used.events[i] === 0) continue;
    const m = member[i] as number;
    const before = leaving[m] as number;
    if (before < 0 || (day[i] as number) < (day[before] as number)) leaving[m] = i;
  }
  for (let i = 0; i < events.count; i++) {
    const end = leaving[member[i] as number] as number;
    if (used.events[i] === 0 || end < 0 || end === i) continue;
    const endDay = day[end] as number;
    if ((day[i] as number) < endDay) continue;
    if (!byOthers.has(kind[i] as number))
      drop(files, used, i, "date", "afterCancellation", isoDateOf(start + endDay));
  }
  return leaving;
}
