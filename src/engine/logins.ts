/** Who comes on a day: each member's own two-state chain of logins, four days at a time. */
import { growColumns } from "./columns.ts";
import { reserve } from "./events.ts";
import { decisions, wordUnder } from "./luck.ts";
import { type Columns, type Population, windowDays } from "./population-state.ts";
import type { MemberList, RunState } from "./run-state.ts";
import { threefryBlocks } from "./threefry.ts";

/** Whether the logins of this day and the next three are decided on it. */
export function opensWindow(day: number): boolean {
  return day % windowDays === 0;
}

/** Today's logins, in the order of the roster. Without a branch on the outcome, which no processor can predict. */
export function drawLogins(population: Population, run: RunState, day: number): void {
  if (opensWindow(day)) openWindow(population, run, day);
  const lane = day % windowDays;
  const { comesOn } = population.columns;
  const { late } = population;
  const { count, member: decided } = population.comers[lane] as MemberList;
  const slice = run.batch.login;
  reserve(slice, count + late.count);
  const { member } = slice;
  let active = 0;
  // Some have left since.
  for (let i = 0; i < count; i++) {
    const m = decided[i] as number;
    member[active] = m;
    active += ((comesOn[m] as number) >>> lane) & 1;
  }
  for (let i = 0; i < late.count; i++) {
    const m = late.member[i] as number;
    if ((((comesOn[m] as number) >>> lane) & 1) === 1) insert(member, active++, m);
  }
  slice.count = active;
  slice.amount.fill(1, 0, active);
  slice.other.fill(-1, 0, active);
}

/** Puts a number into its place among the first `count` ascending ones. */
function insert(ascending: Int32Array, count: number, m: number): void {
  let at = count;
  while (at > 0 && (ascending[at - 1] as number) > m) at--;
  ascending.copyWithin(at + 1, at, count);
  ascending[at] = m;
}

/** Every four days: those who have left go off the list, the others' next four days are decided and listed. */
function openWindow(population: Population, run: RunState, day: number): void {
  const { coming } = population.columns;
  const { goneDay } = run.roster;
  let kept = 0;
  for (let i = 0; i < population.comingCount; i++) {
    const m = coming[i] as number;
    coming[kept] = m;
    kept += (goneDay[m] as number) > day ? 1 : 0;
  }
  population.comingCount = kept;
  decideDays(population.columns, coming, kept, day);
  listComers(population, run.roster.count);
}

/** Who comes on each day of the window, in the order of the roster. */
function listComers({ columns, comers, late }: Population, members: number): void {
  const { comesOn } = columns;
  const [first, second, third, fourth] = comers as [MemberList, MemberList, MemberList, MemberList];
  let [count1, count2, count3, count4] = [0, 0, 0, 0];
  for (let m = 0; m < members; m++) {
    const days = comesOn[m] as number;
    first.member[count1] = m;
    second.member[count2] = m;
    third.member[count3] = m;
    fourth.member[count4] = m;
    count1 += days & 1;
    count2 += (days >>> 1) & 1;
    count3 += (days >>> 2) & 1;
    count4 += days >>> 3;
  }
  first.count = count1;
  second.count = count2;
  third.count = count3;
  fourth.count = count4;
  late.count = 0;
}

/** Those who begin to come from `day` on, while the window is open: decided for the rest of it. */
export function joinWindow({ columns, late }: Population, { count, member }: MemberList, day: number): void {
  decideDays(columns, member, count, day);
  if (late.count + count > late.member.length) growColumns(late, 2 * (late.count + count));
  for (let i = 0; i < count; i++) late.member[late.count++] = member[i] as number;
}

/** Decides the days from `day` to the end of its window for the first `count` of the members. */
function decideDays(columns: Columns, members: Int32Array, count: number, day: number): void {
  const { key0, key1, word0, word1 } = columns;
  const lane = day % windowDays;
  const opening = day - lane;
  threefryBlocks(key0, key1, members, count, opening / windowDays, decisions.login, word0, word1);
  if (lane === 0) decideWindow(columns, members, count, day);
  else for (let i = 0; i < count; i++) decideOne(columns, members[i] as number, opening, lane);
}

/**
 * A whole window at once, day by day without a branch on the outcome: sixteen bits a day, the low half of the first word
 * for the first day, come below the threshold or not.
 */
function decideWindow(columns: Columns, members: Int32Array, count: number, opening: number): void {
  const { word0, word1, comesOn, nextLogin, loginAfter } = columns;
  for (let i = 0; i < count; i++) {
    const m = members[i] as number;
    const w0 = word0[m] as number;
    const w1 = word1[m] as number;
    const high0 = (nextLogin[m] as number) >>> 16;
    const day0 = ((w0 & 0xffff) - high0) >>> 31;
    const high1 = (loginAfter[2 * m + day0] as number) >>> 16;
    const day1 = ((w0 >>> 16) - high1) >>> 31;
    const high2 = (loginAfter[2 * m + day1] as number) >>> 16;
    const day2 = ((w1 & 0xffff) - high2) >>> 31;
    const high3 = (loginAfter[2 * m + day2] as number) >>> 16;
    const day3 = ((w1 >>> 16) - high3) >>> 31;
    if ((w0 & 0xffff) === high0 || w0 >>> 16 === high1 || (w1 & 0xffff) === high2 || w1 >>> 16 === high3) {
      decideOne(columns, m, opening, 0);
      continue;
    }
    comesOn[m] = day0 | (day1 << 1) | (day2 << 2) | (day3 << 3);
    nextLogin[m] = loginAfter[2 * m + day3] as number;
  }
}

/** The days from `lane` on for one member; where sixteen bits tie with the threshold, sixteen more decide. */
function decideOne(columns: Columns, m: number, opening: number, lane: number): void {
  const { word0, word1, comesOn, nextLogin, loginAfter } = columns;
  let threshold = nextLogin[m] as number;
  let days = 0;
  for (let at = lane; at < windowDays; at++) {
    const word = (at < 2 ? word0[m] : word1[m]) as number;
    const bits = (word >>> ((at & 1) * 16)) & 0xffff;
    const high = threshold >>> 16;
    let comes = bits < high ? 1 : 0;
    if (bits === high && threshold !== 0)
      comes = tieBreak(columns, m, opening + at) < (threshold & 0xffff) ? 1 : 0;
    threshold = loginAfter[2 * m + comes] as number;
    days |= comes << at;
  }
  comesOn[m] = days;
  nextLogin[m] = threshold;
}

function tieBreak({ key0, key1 }: Columns, m: number, day: number): number {
  return wordUnder(key0[m] as number, key1[m] as number, day, decisions.loginTie) & 0xffff;
}

/** From the next day that is decided on the member comes by its own chain. */
export function startsToCome(population: Population, m: number): void {
  const { coming, nextLogin, loginAfter, thresholds } = population.columns;
  coming[population.comingCount++] = m;
  nextLogin[m] = thresholds[3 * m] as number;
  loginAfter[2 * m] = thresholds[3 * m + 1] as number;
  loginAfter[2 * m + 1] = thresholds[3 * m + 2] as number;
}

/** No login any more: thresholds of zero, and none of the days that were decided. */
export function silence({ comesOn, nextLogin, loginAfter }: Columns, m: number): void {
  comesOn[m] = 0;
  nextLogin[m] = 0;
  loginAfter[2 * m] = 0;
  loginAfter[2 * m + 1] = 0;
}
