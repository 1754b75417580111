/** What random schemes are made of: numbers of all sizes, parts of a run, caps. */
import fc from "fast-check";
import { isoDateOf, parseIsoDate } from "../../src/domain/calendar.ts";
import type { Span } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";

export const whole = (min: number, max: number) => fc.integer({ min, max });
export const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Between the limits, small numbers as likely as large ones. */
export const anySize = (min: number, max: number) =>
  real(Math.log(min), Math.log(max)).map((size) => Math.min(max, Math.max(min, Math.exp(size))));
export const points = (max: number) =>
  fc.oneof(fc.constant(0), whole(1, 30), anySize(1, max).map(Math.round));
export const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
export const nameOf = (id: string) => text(id, id);
/** Small numbers mostly, so that short runs reach them. */
export const upTo = (usual: number, max: number) =>
  fc.oneof({ weight: 5, arbitrary: whole(1, usual) }, { weight: 1, arbitrary: whole(1, max) });
/** A span as parts of the run, in hundredths of its days. */
export const spanParts = fc.record({ from: sometimes(whole(0, 99)), length: sometimes(whole(0, 100)) });
export const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
export const cap = fc.oneof(
  { weight: 4, arbitrary: whole(1, 100) },
  { weight: 1, arbitrary: points(100_000) },
);

export function pick<T>(list: readonly T[], at: number): T {
  return list[at % list.length] as T;
}

/** Without what is undefined: an optional value is given or not there. */
type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };
export function given<T extends object>(parts: T): Given<T> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Given<T>;
}

/** A date by hundredths of the run. */
export function dateAt({ start, days }: Scenario["run"], hundredths: number): string {
  return isoDateOf((parseIsoDate(start) ?? 0) + Math.floor((days * hundredths) / 100));
}

/** Dates from parts of the run. */
export function spanFrom(
  { start, days }: Scenario["run"],
  { from, length }: { from: number | undefined; length: number | undefined },
): Span {
  const first = (parseIsoDate(start) ?? 0) + Math.floor((days * (from ?? 0)) / 100);
  return {
    ...(from === undefined ? {} : { from: isoDateOf(first) }),
    ...(length === undefined ? {} : { until: isoDateOf(first + Math.floor((days * length) / 100)) }),
  };
}

export type Limited = Partial<Record<"day" | "month" | "year" | "budget", number | undefined>>;

export function capsFrom({ day, month, year, budget }: Limited = {}, allOrNothing: boolean | undefined) {
  return {
    caps: {
      ...(day === undefined ? {} : { pointsPerDay: day }),
      ...(month === undefined ? {} : { pointsPerMonth: month }),
      ...(year === undefined ? {} : { pointsPerYear: year }),
      ...(allOrNothing === undefined ? {} : { allOrNothing }),
    },
    ...(budget === undefined ? {} : { budgetPerMonth: budget }),
  };
}
