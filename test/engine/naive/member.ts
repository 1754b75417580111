/** A member on paper: one object that holds all that is known of it. */
import { civilDateOf, monthIndexOf } from "../../../src/domain/calendar.ts";
import type { NaiveAccount } from "./account.ts";
import type { Happened } from "./today.ts";

/** What a story says of a member beside its events. */
export type Person = {
  /** Position of the segment. */
  segment?: number | undefined;
  /** 32 × month + day. */
  bornOn?: number;
  /** Of members that the run starts with: the day of joining, negative before it. */
  joins?: number;
  /** What chance gave a member of the start: points by currency, tier, the day that its validity ends. */
  stock?: { points: number[]; tier: number; tierUntil: number };
};
export type People = Record<string, Person>;

/** Month and day of a year that has no 29 February of its own, or of one that has. */
export type MonthDay = { month: number; day: number };

/** Points by the day and year they were earned in; those that a refund has taken back are in them no more. */
export type Qualifying = { day: number; year: number; points: number; takenBack?: number };

export type Member = {
  name: string;
  /** Place in the roster: the order in which names come up. */
  place: number;
  joinDay: number;
  /** Calendar months after the run's first. */
  joinMonth: number;
  joinedOn: MonthDay;
  bornOn: MonthDay | undefined;
  cancelDay: number;
  referrer: Member | undefined;
  segment: string | undefined;
  /** By position of the currency. */
  accounts: NaiveAccount[];
  /** Day of the last thing that the member did, the day before the run where it did none. */
  lastDeed: number;
  /** Position of the tier; the day that its validity ends. */
  tier: number;
  tierUntil: number;
  /** All points ever earned in the tiers' currency; the day that the period of the tier began. */
  qualifying: Qualifying[];
  periodBegan: number;
  /** What promotes: those of them since the last demotion, or the threshold of a tier entered without. */
  promoting: Qualifying[];
  isVerified: boolean;
  /** What happened to it so far, in order, but praise. */
  deeds: Happened[];
  /** By service: points that its rules have paid in the currency of its levels. */
  servicePoints: Map<string, number>;
  /** By privilege: at how many closes of days it was held. */
  daysHeld: Map<string, number>;
  /** Months, counted like `joinMonth`, with a login; those from joining on without a gap. */
  loginMonths: Set<number>;
  monthsKept: number;
};

type Born = Pick<Member, "name" | "place" | "joinDay" | "referrer" | "segment" | "accounts"> & {
  /** Day number of the run's first day. */
  start: number;
  bornOn: number;
};

export function newMember({ start, bornOn, ...own }: Born): Member {
  const joinedOn = civilDateOf(start + own.joinDay);
  return {
    ...own,
    joinMonth: monthIndexOf(joinedOn) - monthIndexOf(civilDateOf(start)),
    joinedOn,
    bornOn: bornOn === 0 ? undefined : { month: Math.floor(bornOn / 32), day: bornOn % 32 },
    cancelDay: Number.POSITIVE_INFINITY,
    lastDeed: -1,
    tier: 0,
    tierUntil: Number.POSITIVE_INFINITY,
    qualifying: [],
    periodBegan: 0,
    promoting: [],
    isVerified: false,
    deeds: [],
    servicePoints: new Map(),
    daysHeld: new Map(),
    loginMonths: new Set(),
    monthsKept: 0,
  };
}

export const hasCancelled = ({ cancelDay }: Member, day: number) => cancelDay <= day;
export const isMember = (member: Member, day: number) => member.joinDay <= day && !hasCancelled(member, day);

/** How many referrals lead from a member up to another one; 0 where none do. */
export function stepsUp(member: Member, leader: Member): number {
  let steps = 1;
  for (let above = member.referrer; above; above = above.referrer, steps++)
    if (above === leader) return steps;
  return 0;
}
