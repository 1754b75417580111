/** Who comes on a day: each member's own two-state chain of logins, four days at a time. */
import { reserve } from "./events.ts";
import { decisions, derivedKey } from "./luck.ts";
import type { Columns, Population } from "./population-state.ts";
import type { RunState } from "./run-state.ts";
import { threefryBlocks } from "./threefry.ts";

const windowDays = 4;

/** Whether the logins of this day and the next three are decided on it. */
export function opensWindow(day: number): boolean {
  return day % windowDays === 0;
}

/** Today's logins, in the order of the roster. Without a branch on the outcome, which no processor can predict. */
export function drawLogins(population: Population, run: RunState, day: number): void {
  if (opensWindow(day)) openWindow(population, run, day);
  const lane = day % windowDays;
  const { comesOn } = population.columns;
  const { count } = run.roster;
  const slice = run.batch.login;
  reserve(slice, count);
  const { member } = slice;
  let active = 0;
  for (let m = 0; m < count; m++) {
    member[active] = m;
    active += ((comesOn[m] as number) >>> lane) & 1;
  }
  slice.count = active;
  slice.amount.fill(1, 0, active);
  slice.other.fill(-1, 0, active);
}

/** Every four days: those who have left go off the list, the others' next four days are decided. */
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
}

/** Decides the days from `day` to the end of its window for the first `count` of the members. */
export function decideDays(columns: Columns, members: Int32Array, count: number, day: number): void {
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
  return derivedKey([key0[m] as number, key1[m] as number], day, decisions.loginTie)[0] & 0xffff;
}

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
