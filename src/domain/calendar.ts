/** The civil calendar by integer arithmetic: no clock, no time zone. Day numbers count from 1970-01-01. */
import * as z from "zod/mini";

/** Days of a month in figures "per month". */
export const daysPerMonth = 365 / 12;

export type CivilDate = { year: number; month: number; day: number };

/** Day number of a proleptic Gregorian date (month 1–12, day 1–31). */
export function dayNumberOf({ year, month, day }: CivilDate): number {
  const yearFromMarch = month <= 2 ? year - 1 : year;
  const era = Math.floor(yearFromMarch / 400);
  const yearOfEra = yearFromMarch - era * 400;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day number; the inverse of `dayNumberOf`. */
export function civilDateOf(dayNumber: number): CivilDate {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** Months since year 0: consecutive calendar months differ by 1. */
export function monthIndexOf(date: CivilDate): number {
  return date.year * 12 + date.month - 1;
}

/** Day number of the first day of a month given by its index. */
export function firstDayOfMonth(monthIndex: number): number {
  const year = Math.floor(monthIndex / 12);
  return dayNumberOf({ year, month: monthIndex - year * 12 + 1, day: 1 });
}

/** The same day of a later month, or that month's last day where it has no such day. */
export function addMonths(date: CivilDate, months: number): number {
  const target = monthIndexOf(date) + months;
  const first = firstDayOfMonth(target);
  const length = firstDayOfMonth(target + 1) - first;
  return first + Math.min(date.day, length) - 1;
}

/** Years that dates may be of. */
export const firstYear = 1900;
export const lastYear = 2199;

/** Day number of an ISO date (yyyy-mm-dd, years 1900–2199), or undefined where it is no real date. */
export function parseIsoDate(iso: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return undefined;
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  if (date.year < firstYear || date.year > lastYear || date.month < 1 || date.month > 12) return undefined;
  const dayNumber = dayNumberOf(date);
  return date.day >= 1 && civilDateOf(dayNumber).day === date.day ? dayNumber : undefined;
}

/** yyyy-mm-dd of a day number. */
export function isoDateOf(dayNumber: number): string {
  const { year, month, day } = civilDateOf(dayNumber);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export const isoDateSchema = z.string().check(z.refine((iso) => parseIsoDate(iso) !== undefined));
