/** The run's days as columns: months, month starts, year starts, and the days that are sampled. */
import { addMonths, civilDateOf, dayNumberOf, monthIndexOf, parseIsoDate } from "../domain/calendar.ts";
import type { Scenario } from "../domain/scenario.ts";

export type Days = {
  count: number;
  /** Day number of day 0, counted from 1970-01-01. */
  start: number;
  /** Month of each day, 0 for the month of day 0. */
  month: Int32Array;
  /** Months from the run's first month to the months of the days before the run: entry n for day −n; all ≤ 0. */
  monthBefore: Int32Array;
  /** First day of each month within the run (0 for the first, which may be cut). */
  monthStart: Int32Array;
  /** 1 on the first of a calendar month, and on 1 January. */
  opensMonth: Uint8Array;
  opensYear: Uint8Array;
  /** 1 on the last day of a calendar month. */
  closesMonth: Uint8Array;
  /** 32 × month + day of each day, and whether its year has a 29 February. */
  monthDay: Int32Array;
  hasLeapDay: Uint8Array;
  /** Position of the day among the sampled days, −1 for the others; the last day is always sampled. */
  sample: Int32Array;
  sampleDays: number[];
};

/** Balances are sampled daily over short runs, weekly over long ones, and more rarely beyond about three years. */
const dailySamplesMax = 62;
const weeklySamplesMax = 160;

/** The calendar of a run, day 0 its start; days before it where members have been there longer. */
export function daysOf({ run, population }: Scenario): Days {
  const start = parseIsoDate(run.start) ?? 0;
  const firstMonth = monthIndexOf(civilDateOf(start));
  const days: Days = {
    count: run.days,
    start,
    month: new Int32Array(run.days),
    monthBefore: Int32Array.from(
      { length: 1 + longestTenure(population) },
      (_, n) => monthIndexOf(civilDateOf(start - n)) - firstMonth,
    ),
    monthStart: new Int32Array(0),
    opensMonth: new Uint8Array(run.days),
    opensYear: new Uint8Array(run.days),
    closesMonth: new Uint8Array(run.days),
    monthDay: new Int32Array(run.days),
    hasLeapDay: new Uint8Array(run.days),
    sample: new Int32Array(run.days).fill(-1),
    sampleDays: [],
  };
  const monthStart: number[] = [0];
  const every = run.days <= dailySamplesMax ? 1 : Math.max(7, Math.ceil(run.days / weeklySamplesMax));
  for (let day = 0; day < run.days; day++) {
    const date = civilDateOf(start + day);
    days.month[day] = monthIndexOf(date) - firstMonth;
    days.opensMonth[day] = date.day === 1 ? 1 : 0;
    days.closesMonth[day] = civilDateOf(start + day + 1).day === 1 ? 1 : 0;
    days.monthDay[day] = 32 * date.month + date.day;
    days.hasLeapDay[day] =
      civilDateOf(dayNumberOf({ year: date.year, month: 2, day: 29 })).day === 29 ? 1 : 0;
    days.opensYear[day] = date.day === 1 && date.month === 1 ? 1 : 0;
    if (date.day === 1 && day > 0) monthStart.push(day);
    if ((run.days - 1 - day) % every === 0) days.sample[day] = days.sampleDays.push(day) - 1;
  }
  days.monthStart = Int32Array.from(monthStart);
  return days;
}

function longestTenure({ segments }: Scenario["population"]): number {
  return segments.reduce(
    (longest, { joining }) =>
      Math.max(longest, joining.kind === "before" ? (joining.tenure?.daysMax ?? 0) : 0),
    365,
  );
}

/** Month and day of a date as one number: 32 × month + day. */
export function monthDayOf(dayNumber: number): number {
  const { month, day } = civilDateOf(dayNumber);
  return 32 * month + day;
}

/** The day of the run on which a number of years has passed since `day`. */
export function yearsAfter(days: Days, day: number, years: number): number {
  return addMonths(civilDateOf(days.start + day), 12 * years) - days.start;
}

/** First 1 January on or after a day of the run. */
export function yearOpeningFrom(days: Days, day: number): number {
  const date = civilDateOf(days.start + day);
  const opensItself = date.month === 1 && date.day === 1;
  return opensItself ? day : dayNumberOf({ year: date.year + 1, month: 1, day: 1 }) - days.start;
}
