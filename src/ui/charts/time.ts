/** The time axis that all charts over days share: months of the run, and which of them have room for a label. */
import {
  civilDateOf,
  firstDayOfMonth,
  isoDateOf,
  monthIndexOf,
  parseIsoDate,
} from "../../domain/calendar.ts";
import type { Tick } from "./axis.ts";

/** A calendar month as far as the run covers it; `firstDay` counts from the start of the run. */
export type RunMonth = { name: string; firstDay: number; days: number };

/** The months of a run that starts on `start` (yyyy-mm-dd, a real date) and lasts `days` (≥ 1). */
export function runMonths(start: string, days: number): RunMonth[] {
  const first = parseIsoDate(start) ?? 0;
  const end = first + days;
  const months: RunMonth[] = [];
  for (let index = monthIndexOf(civilDateOf(first)); firstDayOfMonth(index) < end; index++) {
    const from = Math.max(first, firstDayOfMonth(index));
    const to = Math.min(end, firstDayOfMonth(index + 1));
    months.push({ name: isoDateOf(from).slice(0, 7), firstDay: from - first, days: to - from });
  }
  return months;
}

/** yyyy-mm-dd of a day of the run (0 = first). */
export function dateOfDay(start: string, day: number): string {
  return isoDateOf((parseIsoDate(start) ?? 0) + day);
}

/** Month steps that keep the labels on the same months every year. */
const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120];

export type TimeWords = {
  /** A month name without its year, "Mar", and with it, "Mar 2026"; a year alone; a full date. */
  month: (name: string) => string;
  year: (name: string) => string;
  date: (iso: string) => string;
};

/**
 * Ticks for a run in `pixels` of width, labels centred on their months. Over a year, January carries the year instead
 * of its name; below two months the ticks are dates.
 */
export function timeTicks(start: string, days: number, pixels: number, words: TimeWords): Tick[] {
  const months = runMonths(start, days);
  if (days < 60) return dateTicks(start, days, pixels, words);
  const labelPixels = 40;
  const pixelsPerMonth = pixels / (days / (365 / 12));
  const step = monthSteps.find((months) => months * pixelsPerMonth >= labelPixels) ?? 120;
  const severalYears = days > 366;
  const ticks: Tick[] = [];
  for (const month of months) {
    const number = monthNumber(month.name);
    const hasRoom = month.days >= 12 || step > 1;
    if (number % step !== 0 || !hasRoom) continue;
    const january = month.name.endsWith("-01");
    ticks.push({
      at: month.firstDay + (step >= 12 ? 0 : month.days / 2),
      label: severalYears && january ? words.year(month.name) : words.month(month.name),
    });
  }
  return ticks;
}

function monthNumber(name: string): number {
  return Number(name.slice(0, 4)) * 12 + Number(name.slice(5, 7)) - 1;
}

function dateTicks(start: string, days: number, pixels: number, words: TimeWords): Tick[] {
  const labelPixels = 110;
  const most = Math.max(1, Math.floor(pixels / labelPixels));
  const step = [1, 2, 7, 14, 28].find((step) => days / step <= most) ?? 28;
  const ticks: Tick[] = [];
  for (let day = 0; day < days; day += step) {
    ticks.push({ at: day + 0.5, label: words.date(dateOfDay(start, day)) });
  }
  return ticks;
}
