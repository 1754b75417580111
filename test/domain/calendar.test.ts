/** The civil calendar against the host's, and dates that are none. */
import { describe, expect, test } from "vitest";
import {
  addMonths,
  civilDateOf,
  dayNumberOf,
  firstDayOfMonth,
  isoDateOf,
  monthIndexOf,
  parseIsoDate,
} from "../../src/domain/calendar.ts";

const millisecondsPerDay = 86_400_000;
const hostIso = (dayNumber: number) => new Date(dayNumber * millisecondsPerDay).toISOString().slice(0, 10);
const hostDay = (iso: string) => Date.parse(iso) / millisecondsPerDay;

const first = hostDay("1900-01-01");
const last = hostDay("2199-12-31");

test("every day from 1900 to 2199 has the host's date, there and back", () => {
  const off: string[] = [];
  for (let day = first; day <= last; day++) {
    const iso = hostIso(day);
    const date = civilDateOf(day);
    const same = isoDateOf(day) === iso && parseIsoDate(iso) === day && dayNumberOf(date) === day;
    if (!same) off.push(iso);
  }
  expect(last - first + 1).toBe(300 * 365 + 73);
  expect(off).toEqual([]);
});

test("day 0 is 1970-01-01, and days before it count down", () => {
  expect(isoDateOf(0)).toBe("1970-01-01");
  expect(isoDateOf(-1)).toBe("1969-12-31");
  expect(civilDateOf(hostDay("0001-03-01"))).toEqual({ year: 1, month: 3, day: 1 });
  expect(civilDateOf(hostDay("9999-12-31"))).toEqual({ year: 9999, month: 12, day: 31 });
});

describe("a number of months later", () => {
  test.each([
    ["2026-01-15", 1, "2026-02-15"],
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2028-02-29", 12, "2029-02-28"],
    ["2028-02-29", 48, "2032-02-29"],
    ["2026-10-31", 1, "2026-11-30"],
    ["2026-12-31", 2, "2027-02-28"],
    ["2026-05-31", 0, "2026-05-31"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2026-01-10", -13, "2024-12-10"],
    ["2026-07-04", 60, "2031-07-04"],
  ])("%s and %d months: %s", (from, months, to) => {
    expect(isoDateOf(addMonths(civilDateOf(hostDay(from)), months))).toBe(to);
  });
});

test("consecutive months differ by 1 and begin on their first day", () => {
  for (let index = 1900 * 12; index < 2200 * 12; index++) {
    const day = firstDayOfMonth(index);
    expect(hostIso(day).slice(8)).toBe("01");
    expect(monthIndexOf(civilDateOf(day))).toBe(index);
    expect(monthIndexOf(civilDateOf(day - 1))).toBe(index - 1);
  }
});

test.each([
  "",
  "2026",
  "2026-1-1",
  "2026-01-1",
  "26-01-01",
  "2026/01/01",
  "2026-01-01T00:00",
  " 2026-01-01",
  "2026-01-01\n",
  "２０２６-01-01",
  "-2026-01-01",
  "1899-12-31",
  "2200-01-01",
  "2026-00-10",
  "2026-13-10",
  "2026-01-00",
  "2026-01-32",
  "2026-04-31",
  "2026-02-29",
  "2100-02-29",
  "2026-02-30",
])("%j is no date", (iso) => {
  expect(parseIsoDate(iso)).toBeUndefined();
});

test.each(["1900-01-01", "2199-12-31", "2000-02-29", "2024-02-29", "2026-12-31"])("%s is a date", (iso) => {
  expect(parseIsoDate(iso)).toBe(hostDay(iso));
});
