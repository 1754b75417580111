/**
 * What rows say of each other: when members join and leave, and who referred whom. A row that contradicts others is
 * bad; which one it is never depends on the order of the rows.
 */
import { isoDateOf } from "../domain/calendar.ts";
import { never } from "../engine/roster.ts";
import { dropOthersPieces } from "./authors.ts";
import { circleFrom } from "./circles.ts";
import { drop, type Files, type Used } from "./dropping.ts";
import { dropAfterCancellation, dropEndsBeforeBeginnings } from "./endings.ts";
import { namesMember, positionOf } from "./kinds.ts";
import { listMembers } from "./listing.ts";
import { dropWrongRefunds } from "./refunds.ts";
import { noSegment } from "./rows.ts";

/** By number of the member's name. */
export type Memberships = {
  /** 1 for who is named by a row that is used. */
  isMember: Uint8Array;
  /** Day of the run; negative: before it. */
  joinDay: Int32Array;
  /** −1 for none. */
  referrer: Int32Array;
  segment: Uint8Array;
  tier: Uint8Array;
  bornOn: Int32Array;
  /** Points of the main currency held before the run. */
  opening: Int32Array;
};

const referral = positionOf("referral");
const activation = positionOf("activation");
const praise = positionOf("praise");

/** Members that no file lists and no row lets join in the run joined before it: on the day before, for want of a date. */
const dayBefore = -1;

/** Who is a member and since when; 1 for each row of EVENTS that is used. */
type Agreement = { memberships: Memberships; used: Uint8Array };

/** As often as one bad row may show that another is; a chain of more is hardly one of mistakes. */
const passesMax = 50;

/**
 * Marks the rows that contradict others as bad; says who is a member and since when, and which events are left. What is
 * left is as if the others were not there: the rows are held against each other until no more are bad.
 */
export function agree(files: Files): Agreement {
  const { events, listed, badRows } = files;
  const used: Used = {
    events: new Uint8Array(events.count).fill(1),
    members: new Uint8Array(listed.count).fill(1),
  };
  for (let pass = 1; ; pass++) {
    const before = badRows.count.events + badRows.count.members;
    const isSame = () => before === badRows.count.events + badRows.count.members;
    const memberships = holdTogether(files, used, isSame);
    if (isSame() || pass === passesMax) return { memberships, used: used.events };
  }
}

/** Holds the rows that are left against each other, once. `isSound` says whether that has found any bad ones yet. */
function holdTogether(files: Files, used: Used, isSound: () => boolean): Memberships {
  const listing = listMembers(files, used);
  dropEndlessPraise(files, used);
  dropBeforeJoining(files, listing, used);
  dropEndsBeforeBeginnings(files, listing, used);
  const leaving = dropAfterCancellation(files, used);
  dropOthersPieces(files, used);
  dropUnlikeListed(files, listing, used);
  dropWrongRefunds(files, used);
  const first = firstDays(files, listing, used);
  const referrer = referrersOf(files, listing, first, used);
  const joinDay = joinDays(files, listing, first, referrer, used);
  // What is known of a member may have been in a bad row: then the next time says it.
  if (isSound()) dropEndsAtOnce(files, leaving, joinDay, used);
  return membershipsOf(files, listing, joinDay, referrer, used);
}

/** By the file of members, or by who referred whom, a membership would end with the day that it begins, or before. */
function dropEndsAtOnce(files: Files, leaving: Int32Array, joinDay: Int32Array, used: Used): void {
  for (let m = 0; m < leaving.length; m++) {
    const i = leaving[m] as number;
    if (i >= 0 && (files.events.day[i] as number) <= (joinDay[m] as number))
      drop(files, used, i, "date", "leavesAtOnce");
  }
}

/** Praise that a piece can collect in all: the engine counts it in 32 bits. */
const praisesInAllMax = 2_000_000_000;

function dropEndlessPraise(files: Files, used: Used): void {
  const { count, kind, amount, other } = files.events;
  const praises = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    if (used.events[i] === 0 || kind[i] !== praise || (other[i] as number) < 0) continue;
    const piece = other[i] as number;
    praises.set(piece, (praises.get(piece) ?? 0) + (amount[i] as number));
  }
  for (let i = 0; i < count; i++) {
    if (
      used.events[i] === 1 &&
      kind[i] === praise &&
      (praises.get(other[i] as number) ?? 0) > praisesInAllMax
    )
      drop(files, used, i, "amount", "praiseTooLarge", String(praisesInAllMax));
  }
}

function dropBeforeJoining(files: Files, listing: Int32Array, used: Used): void {
  const { events, listed, start } = files;
  for (let i = 0; i < events.count; i++) {
    const r = listing[events.member[i] as number] as number;
    if (used.events[i] === 0 || r < 0 || (events.day[i] as number) >= (listed.joinDay[r] as number)) continue;
    drop(files, used, i, "date", "beforeJoining", isoDateOf(start + (listed.joinDay[r] as number)));
  }
}

/** A referral of a listed member is of the day it joined, and by the referrer that is listed. */
function dropUnlikeListed(files: Files, listing: Int32Array, used: Used): void {
  const { events, listed, names, start } = files;
  for (let i = 0; i < events.count; i++) {
    if (events.kind[i] !== referral || used.events[i] === 0) continue;
    const r = listing[events.other[i] as number] as number;
    if (r < 0) continue;
    const joinDay = listed.joinDay[r] as number;
    const by = listed.referrer[r] as number;
    if (joinDay !== events.day[i])
      drop(files, used, i, "other", "joinedOtherwise", isoDateOf(start + joinDay));
    else if (by >= 0 && by !== events.member[i])
      drop(files, used, i, "other", "referredOtherwise", names[by] as string);
  }
}

/**
 * By member the first day that used rows know of it, referrals not counted. Who is named as a listed member's referrer
 * was there when that member joined.
 */
function firstDays({ events, listed, names }: Files, listing: Int32Array, used: Used): Int32Array {
  const first = new Int32Array(names.length).fill(never);
  for (let i = 0; i < events.count; i++)
    if (used.events[i] === 1 && events.kind[i] !== referral)
      note(first, events.member[i] as number, events.day[i] as number);
  for (const r of listing) {
    const by = r < 0 ? -1 : (listed.referrer[r] as number);
    if (by >= 0) note(first, by, listed.joinDay[r] as number);
  }
  return first;
}

function note(first: Int32Array, member: number, day: number): void {
  if (day < (first[member] as number)) first[member] = day;
}

/**
 * By member its referrer. Goes from day to day, so that what is known of a member before a referral is settled when
 * the referral is judged, and adds what referrals that hold say to `first`.
 */
function referrersOf(files: Files, listing: Int32Array, first: Int32Array, used: Used): Int32Array {
  const { events, listed } = files;
  const referrer = Int32Array.from(listing, (r) => (r < 0 ? -1 : (listed.referrer[r] as number)));
  const rows: number[] = [];
  for (let i = 0; i < events.count; i++)
    if (events.kind[i] === referral && used.events[i] === 1) rows.push(i);
  rows.sort((a, b) => events.day[a]! - events.day[b]! || a - b);
  for (let from = 0; from < rows.length; ) {
    const day = events.day[rows[from]!] as number;
    let to = from;
    while (to < rows.length && events.day[rows[to]!] === day) to++;
    referOn(files, day, rows.slice(from, to), { listing, first, referrer }, used);
    from = to;
  }
  return referrer;
}

type Known = { listing: Int32Array; first: Int32Array; referrer: Int32Array };

/** The referrals of a day. Who is a member already, is referred by two of them or in a circle was not referred. */
function referOn(files: Files, day: number, rows: readonly number[], known: Known, used: Used): void {
  const { events, listed, start } = files;
  const { member, other } = events;
  const { listing, first, referrer } = known;
  const since = (m: number) => (listing[m]! >= 0 ? listed.joinDay[listing[m]!] : first[m]) as number;
  const by = new Map<number, number>();
  const disputed = new Set<number>();
  for (const i of rows) {
    const whom = other[i] as number;
    if (since(whom) < day || by.get(whom) === member[i])
      drop(files, used, i, "other", "alreadyMember", isoDateOf(start + Math.min(since(whom), day)));
    else if (by.has(whom)) disputed.add(whom);
    else by.set(whom, member[i] as number);
  }
  for (const whom of disputed) by.delete(whom);
  const before = new Map([...by.keys()].map((whom) => [whom, referrer[whom] as number]));
  for (const [whom, referring] of by) referrer[whom] = referring;
  const circle = circleFrom(by.keys(), referrer, (m) => since(m) < day);
  for (const i of rows) {
    if (used.events[i] === 0) continue;
    const whom = other[i] as number;
    if (disputed.has(whom)) drop(files, used, i, "other", "twoReferrers");
    else if (circle.has(whom)) {
      drop(files, used, i, "other", "cycle");
      referrer[whom] = before.get(whom) as number;
    } else {
      note(first, member[i] as number, day);
      note(first, whom, day);
    }
  }
}

/** Listed: the day that is said. Referred, or with an activation on the first day that is known: that day. Else before the run. */
function joinDays(
  { events, listed, names }: Files,
  listing: Int32Array,
  first: Int32Array,
  referrer: Int32Array,
  used: Used,
): Int32Array {
  const joinDay = new Int32Array(names.length).fill(dayBefore);
  for (let m = 0; m < names.length; m++) if ((referrer[m] as number) >= 0) joinDay[m] = first[m] as number;
  for (let i = 0; i < events.count; i++) {
    const m = events.member[i] as number;
    if (used.events[i] === 1 && events.kind[i] === activation && events.day[i] === first[m])
      joinDay[m] = first[m] as number;
  }
  for (let m = 0; m < names.length; m++)
    if ((listing[m] as number) >= 0) joinDay[m] = listed.joinDay[listing[m]!] as number;
  return joinDay;
}

function membershipsOf(
  { events, listed, names }: Files,
  listing: Int32Array,
  joinDay: Int32Array,
  referrer: Int32Array,
  used: Used,
): Memberships {
  const isMember = new Uint8Array(names.length);
  for (let i = 0; i < events.count; i++) {
    if (used.events[i] === 0) continue;
    isMember[events.member[i] as number] = 1;
    if (namesMember.has(events.kind[i] as number) && (events.other[i] as number) >= 0)
      isMember[events.other[i] as number] = 1;
  }
  const segment = new Uint8Array(names.length).fill(noSegment);
  const tier = new Uint8Array(names.length);
  const bornOn = new Int32Array(names.length);
  const opening = new Int32Array(names.length);
  for (let m = 0; m < names.length; m++) {
    const r = listing[m] as number;
    if (r < 0) continue;
    isMember[m] = 1;
    if ((referrer[m] as number) >= 0) isMember[referrer[m] as number] = 1;
    segment[m] = listed.segment[r] as number;
    tier[m] = listed.tier[r] as number;
    bornOn[m] = listed.bornOn[r] as number;
    opening[m] = listed.opening[r] as number;
  }
  return { isMember, joinDay, referrer, segment, tier, bornOn, opening };
}
