/** Which row of MEMBERS says who a member is, and what rows of MEMBERS contradict. */
import { isoDateOf } from "../domain/calendar.ts";
import { never } from "../engine/roster.ts";
import { circleFrom } from "./circles.ts";
import { dropListed, type Files, type Used } from "./dropping.ts";
import { namesMember } from "./kinds.ts";
import type { MemberRows } from "./rows.ts";

/**
 * By member the row that lists it, −1 for none: neither twice, nor with a referrer who joined later, nor in a circle, nor
 * with one whom no other row knows.
 */
export function listMembers(files: Files, used: Used): Int32Array {
  const { listed, names, start } = files;
  const rowOf = new Int32Array(names.length).fill(-1);
  const times = new Int32Array(names.length);
  for (let r = 0; r < listed.count; r++) {
    if (used.members[r] === 0) continue;
    const m = listed.member[r] as number;
    rowOf[m] = r;
    times[m] = (times[m] as number) + 1;
  }
  const referrer = new Int32Array(names.length).fill(-1);
  for (let m = 0; m < names.length; m++) if (times[m] === 1) referrer[m] = listed.referrer[rowOf[m]!]!;
  const inCircle = circleFrom(new Set(listed.member.subarray(0, listed.count)), referrer, () => false);
  const listing = rowOf.slice();
  for (let r = 0; r < listed.count; r++) {
    if (used.members[r] === 0) continue;
    const m = listed.member[r] as number;
    const by = listed.referrer[r] as number;
    const byRow = by >= 0 && times[by] === 1 ? (rowOf[by] as number) : -1;
    const byJoined = byRow >= 0 ? (listed.joinDay[byRow] as number) : -never;
    if ((times[m] as number) > 1) dropListed(files, used, r, "member", "duplicate");
    else if (byJoined > (listed.joinDay[r] as number))
      dropListed(files, used, r, "referrer", "referrerLater", isoDateOf(start + byJoined));
    else if (inCircle.has(m)) dropListed(files, used, r, "referrer", "cycle");
    else continue;
    listing[m] = -1;
  }
  dropUnknownReferrers(files, listing, used);
  return listing;
}

/** A referrer is in one of the files: listed by a row that holds, or named by an event. A slip of the pen would be another member. */
function dropUnknownReferrers(files: Files, listing: Int32Array, used: Used): void {
  const { listed } = files;
  const isInEvents = namedByEvents(files, used);
  const isUnknown = (m: number) => m >= 0 && listing[m] === -1 && isInEvents[m] === 0;
  const rows: number[] = [];
  for (const r of listing) if (r >= 0 && isUnknown(listed.referrer[r] as number)) rows.push(r);
  const referredBy = rows.length > 0 ? rowsByReferrer(listed, listing) : undefined;
  // Whoever is known by such a row alone is not known either.
  for (let at = 0; at < rows.length; at++) {
    const r = rows[at] as number;
    const m = listed.member[r] as number;
    dropListed(files, used, r, "referrer", "unknownReferrer");
    listing[m] = -1;
    if (isInEvents[m] === 0) for (const below of referredBy?.get(m) ?? []) rows.push(below);
  }
}

/** 1 for members who are in EVENTS, by themselves or as another's counterpart. */
function namedByEvents({ events, names }: Files, used: Used): Uint8Array {
  const isNamed = new Uint8Array(names.length);
  for (let i = 0; i < events.count; i++) {
    if (used.events[i] === 0) continue;
    isNamed[events.member[i] as number] = 1;
    const other = events.other[i] as number;
    if (other >= 0 && namesMember.has(events.kind[i] as number)) isNamed[other] = 1;
  }
  return isNamed;
}

/** By referrer the rows that hold and name it. */
function rowsByReferrer({ referrer }: MemberRows, listing: Int32Array): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (const r of listing) {
    const by = r < 0 ? -1 : (referrer[r] as number);
    if (by < 0) continue;
    const own = rows.get(by);
    if (own) own.push(r);
    else rows.set(by, [r]);
  }
  return rows;
}
