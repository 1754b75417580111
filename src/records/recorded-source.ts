/** Records as a source of the engine: the same road as synthetic members, from the event batch on. */
import { civilDateOf, monthIndexOf } from "../domain/calendar.ts";
import type { Program } from "../engine/compile.ts";
import { monthDayOf } from "../engine/days.ts";
import { moveEvent, reserve, type Slice } from "../engine/events.ts";
import { groupCount } from "../engine/roster.ts";
import { addMember, cancel, expectRefunds, join, openBalance, type RunState } from "../engine/run-state.ts";
import type { Source } from "../engine/source.ts";
import { placeInTier } from "../engine/tiers.ts";
import { type KindFacts, positionOf, recordKinds } from "./kinds.ts";
import type { RecordedEvents, RecordedMembers, Records } from "./records.ts";

/** Plays records of a program's days. A member's number in the roster is its position in `records.members.names`. */
export function recordedSource(program: Program, { members, events }: Records): Source {
  const joining = membersByJoinDay(members, program.days.count);
  return {
    startsWith: members.names.length,
    begin(run) {
      if (hasRefunds(events, program.days.count)) expectRefunds(run);
      begin(program, run, members);
    },
    fill(run, day) {
      const { begin: from, member } = joining;
      for (let i = from[day] as number; i < (from[day + 1] as number); i++) join(run, member[i] as number);
      fillBatch(run, events, day);
    },
    shoppers: undefined,
  };
}

const refund = positionOf("refund");

function hasRefunds({ begin: from }: RecordedEvents, days: number): boolean {
  for (let bucket = refund; bucket < days * recordKinds.length; bucket += recordKinds.length)
    if ((from[bucket + 1] as number) > (from[bucket] as number)) return true;
  return false;
}

/** Everyone is in the roster from the start, whoever joins later with that day. */
function begin({ days, mainCurrency, tiers }: Program, run: RunState, members: RecordedMembers): void {
  const { joinDay, referrer, segment, tier, bornOn, opening } = members;
  const firstMonth = monthIndexOf(civilDateOf(days.start));
  const group = groupsOf(referrer);
  for (let m = 0; m < members.names.length; m++) {
    const joined = joinDay[m] as number;
    const number = addMember(run, {
      joinDay: joined,
      joinMonth: monthIndexOf(civilDateOf(days.start + joined)) - firstMonth,
      joinedOn: monthDayOf(days.start + joined),
      bornOn: bornOn[m] as number,
      referrer: referrer[m] as number,
      group: group[m] as number,
      segment: segment[m] as number,
    });
    const entered = tier[m] as number;
    if (tiers && entered > 0) placeInTier(run, tiers, days, number, entered, Math.max(0, joined));
    const held = opening[m] as number;
    if (held > 0) openBalance(run, mainCurrency, number, held);
  }
}

/** Members without a referrer take turns; the others follow theirs, so that referral trees stay whole. */
function groupsOf(referrer: Int32Array): Uint8Array {
  const unknown = 255;
  const group = new Uint8Array(referrer.length).fill(unknown);
  const path: number[] = [];
  for (let m = 0; m < referrer.length; m++) {
    let at = m;
    path.length = 0;
    while (group[at] === unknown && (referrer[at] as number) >= 0) {
      path.push(at);
      at = referrer[at] as number;
    }
    if (group[at] === unknown) group[at] = at % groupCount;
    for (const below of path) group[below] = group[at] as number;
  }
  return group;
}

type Joining = { begin: Int32Array; member: Int32Array };

/** Who joins on each day of the run, in order of their numbers. */
function membersByJoinDay({ joinDay }: RecordedMembers, days: number): Joining {
  const begin = new Int32Array(days + 1);
  for (const day of joinDay) if (day >= 0) begin[day + 1] = (begin[day + 1] as number) + 1;
  for (let day = 1; day <= days; day++) begin[day] = (begin[day] as number) + (begin[day - 1] as number);
  const member = new Int32Array(begin[days] as number);
  const next = begin.slice();
  joinDay.forEach((day, m) => {
    if (day < 0) return;
    member[next[day] as number] = m;
    next[day] = (next[day] as number) + 1;
  });
  return { begin, member };
}

const cancellation = positionOf("cancellation");
/** What others do to what a member has shared: nothing once the membership has ended. */
const byOthers: ReadonlySet<string> = new Set(["like", "click", "forward"]);

/** Cancellations come first: a membership ends with the opening of the day. */
function fillBatch(run: RunState, events: RecordedEvents, day: number): void {
  const { begin, member, amount, other, channel, service } = events;
  const rowsOf = (kind: number) => {
    const bucket = day * recordKinds.length + kind;
    return [begin[bucket] as number, begin[bucket + 1] as number] as const;
  };
  const [firstLeaver, endLeavers] = rowsOf(cancellation);
  for (let i = firstLeaver; i < endLeavers; i++) cancel(run, member[i] as number, day);
  for (let kind = 0; kind < recordKinds.length; kind++) {
    const [from, to] = rowsOf(kind);
    const { kind: name } = recordKinds[kind] as KindFacts;
    if (from === to || name === "cancellation") continue;
    const slice = run.batch[name];
    reserve(slice, to - from);
    slice.member.set(member.subarray(from, to));
    slice.amount.set(amount.subarray(from, to));
    slice.other.set(other.subarray(from, to));
    slice.channel?.set(channel.subarray(from, to));
    slice.service?.set(service.subarray(from, to));
    slice.count = to - from;
    if (byOthers.has(name)) keepEnrolled(run, slice, day);
  }
}

function keepEnrolled({ roster }: RunState, slice: Slice, day: number): void {
  const { member } = slice;
  let kept = 0;
  for (let i = 0; i < slice.count; i++) {
    if ((roster.cancelDay[member[i] as number] as number) <= day) continue;
    moveEvent(slice, i, kept++);
  }
  slice.count = kept;
}
