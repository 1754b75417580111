/** What every card of the overview is given, and how numbers without an error of their own are written. */
import type { CurrencyOutcome, Month, Outcome } from "../../domain/outcome.ts";
import type { Scenario } from "../../domain/scenario.ts";
import type { Language } from "../../domain/text.ts";
import type { Formats } from "../../i18n/formats.ts";
import type { overviewMessages } from "../../i18n/overview.ts";
import { tickDigits } from "../charts/axis.ts";
import type { AxisSpec } from "../charts/Plot.tsx";
import { timeTicks } from "../charts/time.ts";
import type { TickLabel } from "../charts/valueAxis.ts";

export type Messages = ReturnType<typeof overviewMessages>;

/** Labels of value axes; each the same function as long as the language is. */
export type TickLabels = { points: TickLabel; percent: TickLabel; yuan: TickLabel };

export type View = {
  outcome: Outcome;
  /** The baseline's outcome where it says anything else than `outcome` and runs over the same days. */
  baseline: Outcome | undefined;
  /** The scenario that `outcome` answers. */
  scenario: Scenario;
  language: Language;
  words: Messages;
  formats: Formats;
  tickLabels: TickLabels;
  time: AxisSpec;
  /** Id of the currency that is looked at. */
  currency: string;
};

/** The day that all charts over time point at together. */
export type SharedCursor = { day: number | undefined; onDay: (day: number | undefined) => void };

export type CardProps = { view: View; className?: string | undefined };

/** The figures of the currency that the view is of; undefined where the answer is of a scheme without it. */
export function currencyOf(view: View): CurrencyOutcome | undefined {
  return view.outcome.currencies[view.currency];
}

/** The same of the baseline, where it has such a currency. */
export function baselineCurrencyOf(view: View): CurrencyOutcome | undefined {
  return view.baseline?.currencies[view.currency];
}

/** Labels of axes in the reader's language. */
export function tickLabelsOf(formats: Formats): TickLabels {
  return {
    points: (value, step) =>
      Math.abs(value) >= 10_000 ? formats.compact(value) : formats.number(value, tickDigits(step)),
    percent: (value, step) => formats.percent(value, tickDigits(step * 100)),
    yuan: (value, step) => formats.yuan(value, tickDigits(step / 100)),
  };
}

/** The time axis of a run, in days from its start. */
export function timeAxis(start: string, days: number, formats: Formats): AxisSpec {
  const words = {
    month: (name: string) => formats.month(name, "short"),
    year: (name: string) => name.slice(0, 4),
    date: formats.date,
  };
  return { min: 0, max: days, ticks: (pixels) => timeTicks(start, days, pixels, words) };
}

/** The month that a day of the run lies in. */
export function monthOfDay(months: readonly Month[], day: number): number {
  const index = months.findIndex((month) => day < month.firstDay + month.days);
  return index === -1 ? months.length - 1 : index;
}

/** A month's name, and how much of it the run covers where that is not all. */
export function monthName(month: Month, { formats, words }: Pick<View, "formats" | "words">): string {
  const year = Number(month.name.slice(0, 4));
  const length = new Date(Date.UTC(year, Number(month.name.slice(5, 7)), 0)).getUTCDate();
  return formats.month(month.name) + (month.days < length ? words.cutMonth(month.days) : "");
}

/** Points that carry no error of their own: three digits at most, one behind the point below ten. */
export function roughPoints(points: number, formats: Formats): string {
  const rounded = Number.isFinite(points) ? Number(points.toPrecision(3)) : points;
  const isSmall = Math.abs(rounded) < 10 && !Number.isInteger(rounded);
  return formats.number(rounded, isSmall ? 1 : 0);
}

/** A share that carries no error of its own: whole per cents, below ten per cent one digit more. */
export function roughPercent(share: number, formats: Formats): string {
  const isSmall = Math.abs(share) < 0.0995 && share !== 0;
  return formats.percent(share, isSmall ? 1 : 0);
}
