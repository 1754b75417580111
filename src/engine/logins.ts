/** Who comes on a day: each member's own two-state chain of logins, four days of luck to a block. */
import { reserve } from "./events.ts";
import { decisions, derivedKey } from "./luck.ts";
import type { Columns, Population } from "./population-state.ts";
import type { RunState } from "./run-state.ts";
import { threefryBlocks } from "./threefry.ts";

/**
 * Sixteen bits a day decide a login, four days to a block; where they tie with the threshold, sixteen more do. Without
 * a branch on the outcome, which no processor can predict.
 */
export function drawLogins(population: Population, run: RunState, day: number): void {
  const { columns } = population;
  const lane = day & 3;
  if (lane === 0) openWindow(population, run, day);
  const { nextLogin, loginAfter } = columns;
  const words = lane < 2 ? columns.login0 : columns.login1;
  const shift = (lane & 1) * 16;
  const { count } = run.roster;
  const slice = run.batch.login;
  reserve(slice, count);
  const { member } = slice;
  let active = 0;
  for (let m = 0; m < count; m++) {
    const bits = ((words[m] as number) >>> shift) & 0xffff;
    const threshold = nextLogin[m] as number;
    const high = threshold >>> 16;
    let comes = (bits - high) >>> 31;
    if (bits === high && threshold !== 0) comes = tieBreak(columns, m, day) < (threshold & 0xffff) ? 1 : 0;
    nextLogin[m] = loginAfter[2 * m + comes] as number;
    member[active] = m;
    active += comes;
  }
  slice.count = active;
  slice.amount.fill(1, 0, active);
  slice.other.fill(-1, 0, active);
}

/** Every four days: those who have left go off the list, the others get the words of the next four days. */
function openWindow(population: Population, run: RunState, day: number): void {
  const { coming, key0, key1, login0, login1 } = population.columns;
  const { goneDay } = run.roster;
  let kept = 0;
  for (let i = 0; i < population.comingCount; i++) {
    const m = coming[i] as number;
    coming[kept] = m;
    kept += (goneDay[m] as number) > day ? 1 : 0;
  }
  population.comingCount = kept;
  threefryBlocks(key0, key1, coming, kept, day >>> 2, decisions.login, login0, login1);
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

/** No login any more: thresholds of zero. */
export function silence({ nextLogin, loginAfter }: Columns, m: number): void {
  nextLogin[m] = 0;
  loginAfter[2 * m] = 0;
  loginAfter[2 * m + 1] = 0;
}
