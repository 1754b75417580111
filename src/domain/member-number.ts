/**
 * What a member of a run is called: its number from 0, and for whom others brought in, the referrer's own with an
 * ordinal behind it: "17.2" is the second member that member 17 referred. It follows from who one is, so that it stays
 * when rules, members or replications change.
 */

/** The number that the run's first members have, then the ordinals (from 1) of the referrals that lead on from there. */
export type Lineage = readonly [number, ...number[]];

/** Steps of a chain that are followed. */
const stepsMax = 30;

const form = /^(0|[1-9]\d{0,8})(\.[1-9]\d{0,5})*$/;

/** undefined where the text is no member's number. */
export function parseMemberNumber(text: string): Lineage | undefined {
  if (text.length > 100 || !form.test(text)) return undefined;
  const [first = 0, ...ordinals] = text.split(".").map(Number);
  return ordinals.length > stepsMax ? undefined : [first, ...ordinals];
}

/** The number of the `ordinal`-th member, from 1, whom a member has referred: "17" and 2 make "17.2". */
export function referredBy(referrer: string, ordinal: number): string {
  return `${referrer}.${ordinal}`;
}

/** Who brought the member in; undefined for those that the run starts with. */
export function referrerOf(member: string): string | undefined {
  const end = member.lastIndexOf(".");
  return end < 0 ? undefined : member.slice(0, end);
}
