/** Conditions on time: months of membership, days of the calendar, months of a referred member, bands at a month's end. */

import type { Condition } from "../domain/rule.ts";
import type { CompiledRule } from "./compile-rule.ts";
import type { DateList } from "./date-list.ts";
import type { Slice } from "./events.ts";
import { countFull, meetList, tellAbout } from "./meet-events.ts";
import { countOrder, type RuleMemory } from "./rule-memory.ts";
import { type RunState, roomFor } from "./run-state.ts";

/** On the first of a month everyone enrolled, on other days who joins; months count from the month of joining as 1. */
export function meetTenure(run: RunState, everyMonths: number, points: number, day: number): void {
  const { roster, postings, joiners, program } = run;
  const { joinDay, cancelDay, joinMonth } = roster;
  const month = program.days.month[day] as number;
  if (program.days.opensMonth[day] === 0) {
    if (everyMonths === 1) meetList(joiners, points, postings);
    keepEnrolled(run, day);
    return;
  }
  roomFor(postings, roster.count);
  for (let m = 0; m < roster.count; m++) {
    if ((joinDay[m] as number) > day || (cancelDay[m] as number) <= day) continue;
    if ((month - (joinMonth[m] as number) + 1) % everyMonths !== 0) continue;
    postings.member[postings.count] = m;
    postings.points[postings.count++] = points;
  }
}

/** Whoever cancels on the day of joining has no month. */
function keepEnrolled({ roster, postings, leavers }: RunState, day: number): void {
  if (leavers.count === 0) return;
  let kept = 0;
  for (let i = 0; i < postings.count; i++) {
    const m = postings.member[i] as number;
    postings.member[kept] = m;
    postings.points[kept] = postings.points[i] as number;
    kept += (roster.cancelDay[m] as number) > day ? 1 : 0;
  }
  postings.count = kept;
}

/** The login that makes a referred member active in the last of so many months. */
export function meetRetained(
  { roster, monthLogins, postings, program }: RunState,
  months: number,
  points: number,
  day: number,
): void {
  const { referrer, joinMonth, retainedMonths, cancelDay } = roster;
  const month = program.days.month[day] as number;
  roomFor(postings, monthLogins.count);
  for (let i = 0; i < monthLogins.count; i++) {
    const m = monthLogins.member[i] as number;
    const by = referrer[m] as number;
    if (by < 0 || retainedMonths[m] !== months || month - (joinMonth[m] as number) !== months - 1) continue;
    if ((cancelDay[by] as number) <= day) continue;
    postings.member[postings.count] = by;
    postings.points[postings.count++] = points;
    if (postings.about) tellAbout(postings, m, 0);
  }
}

/** On the first of a month, for every referred member who is still enrolled after n, 2n … months. */
export function meetStays(
  { roster, postings, program }: RunState,
  everyMonths: number,
  points: number,
  day: number,
): void {
  if (program.days.opensMonth[day] === 0) return;
  const { referrer, joinDay, joinMonth, cancelDay } = roster;
  const month = program.days.month[day] as number;
  roomFor(postings, roster.count);
  for (let m = 0; m < roster.count; m++) {
    const by = referrer[m] as number;
    if (by < 0 || (joinDay[m] as number) > day) continue;
    if ((cancelDay[m] as number) <= day || (cancelDay[by] as number) <= day) continue;
    const months = month - (joinMonth[m] as number);
    if (months === 0 || months % everyMonths !== 0) continue;
    postings.member[postings.count] = by;
    postings.points[postings.count++] = points;
    if (postings.about) tellAbout(postings, m, months);
  }
}

/** Everyone enrolled, on one date of the year. */
export function meetFestival(run: RunState, monthDay: number, points: number, day: number): void {
  if (run.program.days.monthDay[day] === monthDay) meetAll(run, points, day);
}

/** Everyone enrolled. */
export function meetAll({ roster, postings }: RunState, points: number, day: number): void {
  const { joinDay, cancelDay } = roster;
  roomFor(postings, roster.count);
  for (let m = 0; m < roster.count; m++) {
    if ((joinDay[m] as number) > day || (cancelDay[m] as number) <= day) continue;
    postings.member[postings.count] = m;
    postings.points[postings.count++] = points;
  }
}

const leapDay = 32 * 2 + 29;
const firstOfMarch = 32 * 3 + 1;

/** Members whose date (of birth, of joining) comes round; 29 February on 1 March of years without one. Not on the day of joining. */
export function meetBirthdays(run: RunState, dates: DateList, points: number, day: number): void {
  const { roster, postings, program } = run;
  const { joinDay, cancelDay } = roster;
  const { first, next } = dates;
  const today = program.days.monthDay[day] as number;
  const onMarchFirst = today === firstOfMarch && program.days.hasLeapDay[day] === 0;
  // The day of joining is no anniversary of it.
  const joinedUntil = dates === roster.joinedOn ? day - 1 : day;
  roomFor(postings, roster.count);
  let one = first[today] as number;
  let other = onMarchFirst ? (first[leapDay] as number) : -1;
  while (one >= 0 || other >= 0) {
    const m = other < 0 || (one >= 0 && one < other) ? one : other;
    if (m === one) one = next[m] as number;
    else other = next[m] as number;
    if ((cancelDay[m] as number) <= day || (joinDay[m] as number) > joinedUntil) continue;
    postings.member[postings.count] = m;
    postings.points[postings.count++] = points;
  }
}

/**
 * On the last day of a month: for every so many members below who have logged in in it. Everyone active counts for all
 * who have referred it, directly or not, up to the depth.
 */
export function meetCommunity(
  run: RunState,
  { activeMembers, depth }: Extract<Condition, { kind: "community" }>,
  { carry }: RuleMemory,
  points: number,
  day: number,
): void {
  const { roster, postings } = run;
  const { cancelDay, count } = roster;
  carry.fill(0, 0, count);
  if (depth === 0) countAllBelow(run, carry, day);
  else countBelow(run, carry, depth, day);
  postings.count = 0;
  roomFor(postings, count);
  for (let m = 0; m < count; m++) {
    const times = Math.floor((carry[m] as number) / activeMembers);
    if (times === 0 || (cancelDay[m] as number) <= day) continue;
    postings.member[postings.count] = m;
    postings.points[postings.count++] = times * points;
    if (postings.amount) postings.amount[postings.count - 1] = carry[m] as number;
  }
}

function isActive({ roster, program }: RunState, m: number, day: number): boolean {
  return roster.lastLoginMonth[m] === program.days.month[day] && (roster.cancelDay[m] as number) > day;
}

/** Adds everyone active to those above, so many steps up. */
function countBelow(run: RunState, carry: Float64Array, steps: number, day: number): void {
  const { referrer, count } = run.roster;
  for (let m = 0; m < count; m++) {
    if (!isActive(run, m, day)) continue;
    let by = referrer[m] as number;
    for (let step = 0; by >= 0 && step < steps; step++) {
      carry[by] = (carry[by] as number) + 1;
      by = referrer[by] as number;
    }
  }
}

/** The same to the top: from those who have referred nobody upward, each once, however long a chain is. */
function countAllBelow(run: RunState, carry: Float64Array, day: number): void {
  const { referrer, count } = run.roster;
  const waitsFor = new Int32Array(count);
  for (let m = 0; m < count; m++) {
    const by = referrer[m] as number;
    if (by >= 0) waitsFor[by] = (waitsFor[by] as number) + 1;
  }
  const done = run.candidates.member;
  let found = 0;
  for (let m = 0; m < count; m++) if (waitsFor[m] === 0) done[found++] = m;
  for (let at = 0; at < found; at++) {
    const m = done[at] as number;
    const by = referrer[m] as number;
    if (by < 0) continue;
    carry[by] = (carry[by] as number) + (carry[m] as number) + (isActive(run, m, day) ? 1 : 0);
    waitsFor[by] = (waitsFor[by] as number) - 1;
    if (waitsFor[by] === 0) done[found++] = by;
  }
}

type Bands = Extract<Condition, { kind: "bands" }>;

/** Adds up what members do, by the calendar month or for ever; what is due is paid at a month's end. */
export function addUp(
  run: RunState,
  { count, member, amount, other }: Slice,
  { carry, marked, counted }: RuleMemory,
  isForEver: boolean,
  day: number,
): void {
  const month = 1 + (run.program.days.month[day] as number);
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    carry[m] = (isForEver || marked[m] === month ? (carry[m] as number) : 0) + (amount[i] as number);
    marked[m] = month;
    if (counted) countOrder(counted, other[i] as number, amount[i] as number);
  }
}

/** On the last day of a month: the points of the highest band that a member active in the month has reached. */
export function meetBands(
  run: RunState,
  { bands, counted, sessionPoints = 0 }: Bands,
  { carry, marked }: RuleMemory,
  asksTime: number,
  day: number,
): void {
  const { roster, postings, program } = run;
  const month = program.days.month[day] as number;
  const time = run.timePoints[asksTime];
  postings.count = 0;
  roomFor(postings, roster.count);
  for (let m = 0; m < roster.count; m++) {
    if (counted !== "soFar" && marked[m] !== month + 1) continue;
    const isActive = time ? (time[m] as number) >= sessionPoints : roster.lastLoginMonth[m] === month;
    if (!isActive || (roster.cancelDay[m] as number) <= day) continue;
    let points = 0;
    for (const band of bands) if ((carry[m] as number) >= band.count) points = band.points;
    if (points === 0) continue;
    postings.member[postings.count] = m;
    postings.points[postings.count++] = points;
    if (postings.amount) postings.amount[postings.count - 1] = carry[m] as number;
  }
}

/** On the last day of a month: what members have paid in it, all together; points for its full units where they alone earn. */
export function meetMonthTotals(
  run: RunState,
  { condition, points }: CompiledRule,
  { carry, marked }: RuleMemory,
  day: number,
): void {
  const { roster, postings, program } = run;
  const month = program.days.month[day] as number;
  postings.count = 0;
  roomFor(postings, roster.count);
  for (let m = 0; m < roster.count; m++) {
    if (marked[m] !== month + 1 || (roster.cancelDay[m] as number) <= day) continue;
    postings.member[postings.count] = m;
    postings.order[postings.count] = -1;
    postings.points[postings.count++] = carry[m] as number;
  }
  if (condition.kind === "perAmount" && condition.fullUnits) countFull(postings, condition.cents, points);
}
