/** When points lapse, by the calendar. */
import { addMonths, civilDateOf, dayNumberOf, parseIsoDate } from "../../../src/domain/calendar.ts";
import type { Validity } from "../../../src/domain/currency.ts";

/** Day number of a date that is known to be one. */
export function dayOf(iso: string): number {
  const day = parseIsoDate(iso);
  if (day === undefined) throw new Error(`no date: ${iso}`);
  return day;
}

/**
 * The day of the run, negative before it, at whose start points earned on day `earned` lapse. Points of a cycle and of
 * counted lots end by what the member holds, see `NaiveAccount`.
 */
export function naiveLapse(start: string, validity: Validity, earned: number): number {
  const origin = dayOf(start);
  const date = civilDateOf(origin + earned);
  switch (validity.kind) {
    case "none":
    case "cycle":
    case "lots":
      return Number.POSITIVE_INFINITY;
    case "days":
      return earned + validity.days;
    case "months":
      return addMonths(date, validity.months) - origin;
    case "monthEnd":
      return addMonths({ ...date, day: 1 }, validity.months + 1) - origin;
    case "yearEnd":
      return yearsEnd(start, validity.years, earned);
    case "projectEnd": {
      let end = 0;
      for (let cycle = 1; end <= earned; cycle++)
        end = addMonths(civilDateOf(origin), cycle * validity.months) - origin;
      return end;
    }
  }
}

/** The day after the last one of the n-th natural year, that of a day being the first. */
export function yearsEnd(start: string, years: number, day: number): number {
  const origin = dayOf(start);
  const { year } = civilDateOf(origin + day);
  return dayNumberOf({ year: year + years, month: 1, day: 1 }) - origin;
}
