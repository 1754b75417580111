/**
 * Lots that depend on the member: at most n of them, or one cycle for all that a member holds (spec 1.6). In an account
 * that counts lots, row r is the member's r-th oldest.
 */
import type { LotPlan } from "./lots.ts";

export type MemberLots = {
  /** Lots that the member holds, and the day of the newest, counted from long before the run; 0 for none. */
  count: Uint8Array;
  newest: Int32Array;
  /** Natural years until the member's cycle ends, the present one included; 0 where none has begun. */
  yearsLeft: Uint8Array;
};

/** What an account is to its members' lots. */
type Holdings = {
  capacity: number;
  plan: LotPlan;
  balance: Int32Array;
  lapsed: Float64Array;
  lapsedToday: number;
  onLapse?: (member: number, points: number, day: number) => void;
  lots: Int32Array;
  memberLots: MemberLots | undefined;
};

/** Columns for a plan that needs them. */
export function countedLots({ countMax, cycleYears }: LotPlan, capacity: number): MemberLots | undefined {
  if (countMax === 0 && cycleYears.length === 0) return undefined;
  return {
    count: new Uint8Array(capacity),
    newest: new Int32Array(capacity),
    yearsLeft: new Uint8Array(capacity),
  };
}

/**
 * Puts points into the lot of a day, where lots are counted: for a further one the oldest lapses. The first points begin a
 * cycle, as the scheme is: `stage` is 1 + the day, or the day where they come with its opening, before a change.
 */
export function openCounted(
  account: Holdings,
  own: MemberLots,
  m: number,
  points: number,
  day: number,
  stage: number,
): void {
  const { plan, lots, capacity } = account;
  if (points === 0) return;
  if (own.yearsLeft[m] === 0 && plan.cycleYears.length > 0)
    own.yearsLeft[m] = (day < 0 ? plan.cycleOfAge[-day] : plan.cycleYears[stage]) as number;
  if (plan.countMax === 0) return;
  if (own.newest[m] !== day + longBefore) {
    const gone = lotsTooMany(plan, own, m);
    if (gone > 0) {
      const oldest = pointsOfFirst(account, m, gone);
      dropFirst(account, own, m, gone);
      account.balance[m] = (account.balance[m] as number) - oldest;
      account.lapsed[m] = (account.lapsed[m] as number) + oldest;
      account.lapsedToday += oldest;
      account.onLapse?.(m, oldest, day);
    }
    own.count[m] = (own.count[m] as number) + 1;
    own.newest[m] = day + longBefore;
  }
  const at = ((own.count[m] as number) - 1) * capacity + m;
  lots[at] = (lots[at] as number) + points;
}

/** Points of the oldest lots that a lot opened on a day would end; 0 where it would end none. */
export function endedByAnother(account: Holdings, m: number, day: number): number {
  const { plan, memberLots: own } = account;
  if (plan.countMax === 0 || !own || own.newest[m] === day + longBefore) return 0;
  return pointsOfFirst(account, m, lotsTooMany(plan, own, m));
}

/** How many lots a further one is too many: one, or more where fewer may be held than before. */
function lotsTooMany({ countMax }: LotPlan, own: MemberLots, m: number): number {
  return Math.max(0, (own.count[m] as number) + 1 - countMax);
}

function pointsOfFirst({ lots, capacity }: Holdings, m: number, rows: number): number {
  let points = 0;
  for (let row = 0; row < rows; row++) points += lots[row * capacity + m] as number;
  return points;
}

/** More days than any lot is older than the run. */
const longBefore = 100_000;

/** Moves the lots behind the first `gone` forward. */
function dropFirst({ lots, capacity }: Holdings, own: MemberLots, m: number, gone: number): void {
  const count = own.count[m] as number;
  for (let row = 0; row < count; row++)
    lots[row * capacity + m] = row + gone < count ? (lots[(row + gone) * capacity + m] as number) : 0;
  own.count[m] = count - gone;
  if (gone === count) own.newest[m] = 0;
}

/** Takes points out of counted lots, the oldest first, or the newest. */
export function takeCounted(account: Holdings, m: number, points: number): void {
  const { plan, lots, capacity } = account;
  const own = account.memberLots as MemberLots;
  let left = points;
  let gone = 0;
  while (left > 0) {
    const row = plan.isLifo ? (own.count[m] as number) - 1 : gone;
    const at = row * capacity + m;
    const held = lots[at] as number;
    lots[at] = Math.max(0, held - left);
    if (held > left) break;
    left -= held;
    if (plan.isLifo) {
      own.count[m] = row;
      own.newest[m] = 0;
    } else gone++;
  }
  if (gone > 0) dropFirst(account, own, m, gone);
}

/** Leaves out lots that have become empty otherwise. */
export function compactLots({ lots, capacity }: Holdings, own: MemberLots, m: number): void {
  const count = own.count[m] as number;
  if (count > 0 && lots[(count - 1) * capacity + m] === 0) own.newest[m] = 0;
  let kept = 0;
  for (let row = 0; row < count; row++) {
    const held = lots[row * capacity + m] as number;
    if (held === 0) continue;
    lots[row * capacity + m] = 0;
    lots[kept++ * capacity + m] = held;
  }
  own.count[m] = kept;
}

/** On a 1 January, before the day's points: whether a member's cycle ends with the year that is over. */
export function isCycleOver(own: MemberLots, m: number): boolean {
  if (own.yearsLeft[m] === 0) return false;
  own.yearsLeft[m] = (own.yearsLeft[m] as number) - 1;
  return own.yearsLeft[m] === 0;
}
