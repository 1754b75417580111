/** What members do beside on login days: shares, purchases, tasks … drawn only where a rule listens. */
import { type ActivityKind, activityKinds, factsOf } from "../domain/indicator.ts";
import { normalQuantile, poisson, poissonBetween } from "./distributions.ts";
import { exp } from "./elementary.ts";
import { push, type Slice } from "./events.ts";
import type { ActivityHabit, SegmentHabits } from "./habits.ts";
import { decisions, derivedKey, unitOf } from "./luck.ts";
import type { Population } from "./population-state.ts";
import { quantileAt } from "./quantiles.ts";
import type { RunState } from "./run-state.ts";
import { threefryBlocks } from "./threefry.ts";

/** How often the member does what is drawn, per login day: once for each member. */
export function drawActivityRates(
  { habits, columns, activityRates, activityQuiet }: Population,
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
    (activityQuiet[at] as Int32Array)[m] = Math.floor(exp(-rate) * cells);
  });
}

/** Values of sixteen bits. */
const cells = 65_536;

/** One event a day for what is counted, one for each payment. */
export function drawActivities(population: Population, run: RunState, day: number): void {
  const { habits, columns, activityQuiet } = population;
  const { login } = run.batch;
  const { key0, key1, word0, word1, segment } = columns;
  let drawn = -1;
  for (let at = 0; at < habits.draws.activities.length; at++) {
    const position = habits.draws.activities[at] as number;
    // Four neighbours of the list share a block, sixteen bits each.
    const four = position >> 2;
    const kind = activityKinds[position] as ActivityKind;
    const slice = run.batch[kind];
    const pays = isPaid(kind);
    const least = kind === "pointsTransfer" ? (run.program.wallet.transfer?.pointsMin ?? 1) : 1;
    const quiet = activityQuiet[at] as Int32Array;
    if (four !== drawn)
      threefryBlocks(key0, key1, login.member, login.count, day, decisions.activity + four, word0, word1);
    drawn = four;
    const words = (position & 2) === 0 ? word0 : word1;
    const shift = (position & 1) * 16;
    for (let i = 0; i < login.count; i++) {
      const m = login.member[i] as number;
      const bits = ((words[m] as number) >>> shift) & 0xffff;
      // Most days end here, without an exponential.
      if (bits < (quiet[m] as number)) continue;
      const times = timesOn(population, at, m, bits, day);
      if (times === 0) continue;
      const habit = (habits.segments[segment[m] as number] as SegmentHabits).activities[position];
      if (pays) pay(population, slice, habit, m, times, day, position);
      else push(slice, m, times * least);
    }
  }
}

/** Poisson by sixteen bits, and by sixteen more where the count depends on them. */
function timesOn(
  { habits, columns, activityRates }: Population,
  at: number,
  m: number,
  bits: number,
  day: number,
): number {
  const rate = (activityRates[at] as Float64Array)[m] as number;
  const times = poissonBetween(rate, bits / cells, (bits + 1) / cells);
  if (times >= 0) return times;
  const key = [columns.key0[m] as number, columns.key1[m] as number] as const;
  const position = habits.draws.activities[at] as number;
  const [more] = derivedKey(key, day, decisions.activityTie + position);
  return poisson(rate, unitOf(bits * cells + (more & 0xffff)));
}

/** Whole cents, at least one. */
const centsOfOneYuan = 100;

function isPaid(kind: ActivityKind): boolean {
  if (kind === "pointsPurchase") return true;
  return kind !== "pointsTransfer" && factsOf(kind).amount === "cents";
}

function pay(
  { columns }: Population,
  slice: Slice,
  habit: ActivityHabit | undefined,
  m: number,
  times: number,
  day: number,
  position: number,
): void {
  const payment = habit?.payment;
  const key = [columns.key0[m] as number, columns.key1[m] as number] as const;
  for (let number = 0; number < times; number++) {
    const [word] = derivedKey(key, day, decisions.payment + position + (number << 8));
    const cents = payment
      ? exp(payment.logMedian + payment.sigma * normalQuantile(unitOf(word)))
      : centsOfOneYuan;
    push(slice, m, Math.min(centsMax, Math.max(1, Math.round(cents))));
  }
}

/** Ten million yuan: far above any median, and within 32 bits. */
const centsMax = 1_000_000_000;
