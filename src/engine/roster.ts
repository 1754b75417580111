/** Who is a member, since when and until when: the facts that scoring, settling and counting share. */
import { RunError } from "../domain/runner.ts";
import { growColumns } from "./columns.ts";
import { addDate, type DateList, emptyDateList, growDateList } from "./date-list.ts";

/** Members fall into this many groups by position; referred members follow their referrer. Intervals come from them below three replications. */
export const groupCount = 20;

export const never = 0x7fff_ffff;

export type Roster = {
  count: number;
  capacity: number;
  /** Enrolled from `joinDay` (negative: before the run) until `cancelDay`. */
  joinDay: Int32Array;
  cancelDay: Int32Array;
  /** Month of joining, in months from the run's first. */
  joinMonth: Int32Array;
  /** From this day on the member no longer comes, though perhaps still enrolled. */
  goneDay: Int32Array;
  /** −1 for members who were not referred. */
  referrer: Int32Array;
  group: Uint8Array;
  /** Position of the segment; 255 for none. */
  segment: Uint8Array;
  /** Position of the tier, and the day on which its validity ends. */
  tier: Uint8Array;
  tierUntil: Int32Array;
  /** Points earned before the tier's period began, and before the last demotion: see `tiers.ts`. */
  issuedBeforePeriod: Float64Array;
  issuedBeforeDemotion: Float64Array;
  /** Members by month and day of joining and of birth, where known. */
  joinedOn: DateList;
  bornOn: DateList;
  lastLoginDay: Int32Array;
  lastLoginMonth: Int32Array;
  /** Calendar months, from joining on and without a gap, in which a referred member has logged in. */
  retainedMonths: Int32Array;
  /** Points of the main currency that membership alone earns, and from rules without a limit. */
  certainPoints: Float64Array;
  unlimitedPoints: Float64Array;
};

/** @param asked whether a rule asks who joined, and who was born, on a day of the year */
export function emptyRoster(capacity: number, asked: { joinedOn: boolean; bornOn: boolean }): Roster {
  const column = () => new Int32Array(capacity);
  // Years of large amounts outgrow 32 bits.
  const sums = () => new Float64Array(capacity);
  return {
    count: 0,
    capacity,
    joinDay: column(),
    cancelDay: column(),
    joinMonth: column(),
    goneDay: column(),
    referrer: column(),
    group: new Uint8Array(capacity),
    segment: new Uint8Array(capacity),
    tier: new Uint8Array(capacity),
    tierUntil: column(),
    issuedBeforePeriod: sums(),
    issuedBeforeDemotion: sums(),
    joinedOn: emptyDateList(capacity, asked.joinedOn),
    bornOn: emptyDateList(capacity, asked.bornOn),
    lastLoginDay: column(),
    lastLoginMonth: column(),
    retainedMonths: column(),
    certainPoints: sums(),
    unlimitedPoints: sums(),
  };
}

/** Beyond this many members for each one the run started with, the chain of referrals has got out of hand. */
const growthMax = 20;

/** The capacity that makes room for one more member, or the present one. @throws RunError `populationLimit` */
export function capacityForOneMore(roster: Roster, startedWith: number): number {
  if (roster.count < roster.capacity) return roster.capacity;
  if (roster.count >= startedWith * growthMax + 1000) {
    throw new RunError({
      code: "populationLimit",
      detail: `referrals made more than ${growthMax} members out of each member of the start`,
    });
  }
  return roster.capacity + Math.ceil(roster.capacity / 2) + 64;
}

/** Room for more members, in every column that is in use. */
export function growRoster(roster: Roster, capacity: number): void {
  growColumns(roster, capacity);
  growDateList(roster.joinedOn, capacity);
  growDateList(roster.bornOn, capacity);
  roster.capacity = capacity;
}

export type NewMember = {
  joinDay: number;
  joinMonth: number;
  referrer: number;
  group: number;
  /** Without one, no rule for segments reaches the member. */
  segment?: number;
  /** Month and day as 32 × month + day, 0 where unknown. */
  joinedOn?: number;
  bornOn?: number;
};

const noSegment = 255;

/** Adds a member where there is room; returns the index. */
export function enter(roster: Roster, member: NewMember): number {
  const { joinDay, joinMonth, referrer, group } = member;
  const m = roster.count++;
  roster.joinDay[m] = joinDay;
  roster.joinMonth[m] = joinMonth;
  roster.cancelDay[m] = never;
  roster.goneDay[m] = never;
  roster.referrer[m] = referrer;
  roster.group[m] = group;
  roster.segment[m] = member.segment ?? noSegment;
  addDate(roster.joinedOn, m, member.joinedOn ?? 0);
  addDate(roster.bornOn, m, member.bornOn ?? 0);
  roster.tierUntil[m] = never;
  roster.lastLoginDay[m] = -never;
  roster.lastLoginMonth[m] = -never;
  return m;
}
