/** What members do beside on login days: shares, purchases, tasks … drawn only where a rule listens. */
import { type ActivityKind, activityKinds, factsOf } from "../domain/indicator.ts";
import {
  type CountBits,
  cells,
  countByBits,
  normalQuantile,
  poisson,
  setCountBits,
} from "./distributions.ts";
import { roundedExp } from "./elementary.ts";
import { reserve, type Slice } from "./events.ts";
import type { ActivityHabit, SegmentHabits } from "./habits.ts";
import { decisions, derivedKey, unitOf } from "./luck.ts";
import type { Doers, Population } from "./population-state.ts";
import { quantileAt } from "./quantiles.ts";
import type { RunState } from "./run-state.ts";
import { threefryBlocks } from "./threefry.ts";

/** How often the member does what is drawn, per login day: once for each member. */
export function drawActivityRates(
  { habits, columns, activityRates, activityBits }: Population,
  m: number,
  segment: number,
): void {
  const own = habits.segments[segment] as SegmentHabits;
  habits.draws.activities.forEach((position, at) => {
    const habit = own.activities[position];
    const [word] = derivedKey(
      [columns.key0[m] as number, columns.key1[m] as number],
      position,
      decisions.activityRate,
    );
    const rate = habit ? quantileAt(habit.timesPerLogin, word) : 0;
    (activityRates[at] as Float64Array)[m] = rate;
    setCountBits(activityBits[at] as CountBits, m, rate);
  });
}

/** One event a day for what is counted, one for each payment. */
export function drawActivities(population: Population, run: RunState, day: number): void {
  const { habits, columns } = population;
  const { login } = run.batch;
  const { key0, key1, word0, word1 } = columns;
  let drawn = -1;
  for (let at = 0; at < habits.draws.activities.length; at++) {
    const position = habits.draws.activities[at] as number;
    // Four neighbours of the list share a block, sixteen bits each.
    const four = position >> 2;
    if (four !== drawn)
      threefryBlocks(key0, key1, login.member, login.count, day, decisions.activity + four, word0, word1);
    drawn = four;
    const kind = activityKinds[position] as ActivityKind;
    findDoers(population, at, login, day);
    if (isPaid(kind)) pay(population, run.batch[kind], day, position);
    else count(population.doers, run.batch[kind], kind === "pointsTransfer" ? leastSent(run) : 1);
  }
}

/** Who does it today, and how often: a Poisson count by sixteen bits, and by sixteen more where they do not settle it. */
function findDoers(population: Population, at: number, login: Slice, day: number): void {
  const { habits, columns, activityBits, doers } = population;
  const position = habits.draws.activities[at] as number;
  const words = (position & 2) === 0 ? columns.word0 : columns.word1;
  const shift = (position & 1) * 16;
  const settled = activityBits[at] as CountBits;
  const { none } = settled;
  const { member: comes, count: coming } = login;
  const { member, times } = doers;
  let found = 0;
  // Who does it not at all is passed over without a branch, which no processor could guess.
  for (let i = 0; i < coming; i++) {
    const m = comes[i] as number;
    const bits = ((words[m] as number) >>> shift) & 0xffff;
    member[found] = m;
    found += bits < (none[m] as number) ? 0 : 1;
  }
  let count = 0;
  for (let i = 0; i < found; i++) {
    const m = member[i] as number;
    const bits = ((words[m] as number) >>> shift) & 0xffff;
    let often = countByBits(settled, m, bits);
    if (often < 0) often = timesBy(population, at, m, bits, day);
    member[count] = m;
    times[count] = often;
    count += often > 0 ? 1 : 0;
  }
  doers.count = count;
}

/** The count by thirty-two bits, where sixteen lie on the edge between two counts or far out. */
function timesBy(
  { habits, columns, activityRates }: Population,
  at: number,
  m: number,
  bits: number,
  day: number,
): number {
  const rate = (activityRates[at] as Float64Array)[m] as number;
  const key = [columns.key0[m] as number, columns.key1[m] as number] as const;
  const position = habits.draws.activities[at] as number;
  const [more] = derivedKey(key, day, decisions.activityTie + position);
  return poisson(rate, unitOf(bits * cells + (more & 0xffff)));
}

function count({ member, times, count }: Doers, slice: Slice, each: number): void {
  reserve(slice, count);
  const from = slice.count;
  for (let i = 0; i < count; i++) {
    slice.member[from + i] = member[i] as number;
    slice.amount[from + i] = (times[i] as number) * each;
    slice.other[from + i] = -1;
  }
  slice.count = from + count;
}

/** Points that a synthetic member sends at once: the least that is allowed. */
function leastSent({ program }: RunState): number {
  return program.wallet.transfer?.pointsMin ?? 1;
}

function isPaid(kind: ActivityKind): boolean {
  if (kind === "pointsPurchase") return true;
  return kind !== "pointsTransfer" && factsOf(kind).amount === "cents";
}

/** Each payment has a draw of its own; the first ones of all payers are drawn at once. */
function pay({ columns, habits, doers }: Population, slice: Slice, day: number, position: number): void {
  const { key0, key1, segment } = columns;
  const { member, times, count, word0, word1 } = doers;
  threefryBlocks(key0, key1, member, count, day, decisions.payment + position, word0, word1);
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    const often = times[i] as number;
    const habit = (habits.segments[segment[m] as number] as SegmentHabits).activities[position];
    reserve(slice, often);
    for (let number = 0; number < often; number++) {
      const word = number === 0 ? (word0[m] as number) : laterWord(columns, m, day, position, number);
      slice.member[slice.count] = m;
      slice.amount[slice.count] = centsBy(habit, word);
      slice.other[slice.count] = -1;
      slice.count++;
    }
  }
}

function laterWord(
  { key0, key1 }: Population["columns"],
  m: number,
  day: number,
  position: number,
  number: number,
) {
  const key = [key0[m] as number, key1[m] as number] as const;
  return derivedKey(key, day, decisions.payment + position + (number << 8))[0];
}

const centsOfOneYuan = 100;

/** Whole cents, at least one. */
function centsBy(habit: ActivityHabit | undefined, word: number): number {
  if (!habit?.payment) return centsOfOneYuan;
  const { logMedian, sigma } = habit.payment;
  const cents = roundedExp(logMedian + sigma * normalQuantile(unitOf(word)));
  return Math.min(centsMax, Math.max(1, cents));
}

/** Ten million yuan: far above any median, and within 32 bits. */
const centsMax = 1_000_000_000;
