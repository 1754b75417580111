/** What members do beside on login days: shares, purchases, tasks … drawn only where a rule listens. */
import { type ActivityKind, activityKinds, isPaid } from "../domain/indicator.ts";
import { type DoerList, findDoers, setRate } from "./doers.ts";
import { reserve, type Slice } from "./events.ts";
import type { ActivityHabit, SegmentHabits } from "./habits.ts";
import { decisions, wordUnder } from "./luck.ts";
import type { Population } from "./population-state.ts";
import { quantileAt } from "./quantiles.ts";
import type { RunState } from "./run-state.ts";
import { threefry, threefryBlocks } from "./threefry.ts";

const rateWords = new Uint32Array(2);

/** How often the member does what is drawn, per login day: once for each member. */
export function drawActivityRates({ habits, columns, doers }: Population, m: number, segment: number): void {
  const own = habits.segments[segment] as SegmentHabits;
  const key0 = columns.key0[m] as number;
  const key1 = columns.key1[m] as number;
  let drawn = -1;
  for (const position of habits.draws.activities) {
    const habit = own.activities[position];
    if (!habit) continue;
    // Two neighbours of the list share a block.
    const pair = position >> 1;
    if (pair !== drawn) threefry(key0, key1, pair, decisions.activityRate, rateWords);
    drawn = pair;
    setRate(doers, m, position, quantileAt(habit.timesPerLogin, rateWords[position & 1] as number));
  }
}

/** One event a day for what is counted, one for each payment. */
export function drawActivities(population: Population, run: RunState, day: number): void {
  const { habits, columns, doers } = population;
  if (habits.draws.activities.length === 0) return;
  findDoers(doers, columns, run.batch.login, day);
  for (const position of habits.draws.activities) {
    const kind = activityKinds[position] as ActivityKind;
    const list = doers.found[position] as DoerList;
    if (isPaid(kind)) pay(population, run.batch[kind], list, day, position);
    else count(list, run.batch[kind], kind === "pointsTransfer" ? leastSent(run) : 1);
  }
}

function count({ member, times, count }: DoerList, slice: Slice, each: number): void {
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

/** Each payment has a draw of its own; the first ones of all payers are drawn at once. */
function pay(
  { columns, habits }: Population,
  slice: Slice,
  { member, times, count }: DoerList,
  day: number,
  position: number,
): void {
  const { key0, key1, segment, word0, word1 } = columns;
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
  const decision = decisions.payment + position + (number << 8);
  return wordUnder(key0[m] as number, key1[m] as number, day, decision);
}

const centsOfOneYuan = 100;

/** Whole cents, at least one. */
function centsBy(habit: ActivityHabit | undefined, word: number): number {
  if (!habit?.payment) return centsOfOneYuan;
  return Math.min(centsMax, Math.max(1, Math.round(quantileAt(habit.payment, word))));
}

/** Ten million yuan: far above any median, and within 32 bits. */
const centsMax = 1_000_000_000;
