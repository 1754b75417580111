/** How a figure with an error is written: never more digits than the error supports. */
import type { Unit } from "../../domain/field.ts";
import type { Estimate } from "../../domain/outcome.ts";
import { digitsOf, type Formats } from "../../i18n/formats.ts";

/** How many of the stored unit make one of the shown unit: shares are shown as per cent, cents as yuan. */
function shownPerStored(unit: Unit): number {
  if (unit === "share") return 100;
  if (unit === "basisPoints") return 0.01;
  if (unit === "cents" || unit === "centsPerMonth") return 0.01;
  return 1;
}

/** Most digits behind the point that a reader can use, in the shown unit. */
function decimalsMax(unit: Unit): number {
  return unit === "cents" || unit === "centsPerMonth" ? 2 : 1;
}

/**
 * Digits behind the point that a standard error supports: the last digit is that of the error's first significant
 * digit, so that it is worth about one standard error; negative where whole tens, hundreds … are all that is known.
 * An error of zero supports `most`; an unknown one supports whole numbers.
 */
export function supportedDecimals(standardError: number, most: number): number {
  if (!Number.isFinite(standardError)) return Math.min(0, most);
  if (standardError <= 0) return most;
  const exponent = Number(standardError.toExponential(0).split("e")[1]);
  return Math.min(most, 0 - exponent);
}

/** A number at `decimals` behind the point, or before it where negative: (1234, −2) → 1200. */
export function roundedTo(value: number, decimals: number): number {
  const scale = 10 ** Math.abs(decimals);
  const round = (x: number) => Math.sign(x) * Math.round(Math.abs(x));
  return (decimals < 0 ? round(value / scale) * scale : round(value * scale) / scale) + 0;
}

/** Half of the 95 % interval, in the stored unit. */
function halfWidthOf(estimate: Estimate): number {
  return (estimate.high - estimate.low) / 2;
}

export type Figure = {
  /** The value and the half-width of its interval, both to the digits that the error supports. */
  value: string;
  halfWidth: string;
  decimals: number;
};

/** An estimate as text, in the unit that readers think in and without unit words; dashes where there is none. */
export function figureOf(estimate: Estimate, unit: Unit, formats: Formats): Figure {
  const scale = shownPerStored(unit);
  const supported = supportedDecimals(estimate.standardError * scale, decimalsMax(unit));
  const isExact = estimate.standardError === 0;
  const decimals = isExact ? Math.min(supported, digitsOf(estimate.value * scale)) : supported;
  const value = roundedTo(estimate.value * scale, decimals);
  return {
    value: written(value, unit, decimals, formats),
    halfWidth: written(roundedUp(halfWidthOf(estimate) * scale, decimals), unit, decimals, formats),
    decimals,
  };
}

/** "412 ± 6", or one dash where there is neither. */
export function withInterval({ value, halfWidth }: Figure): string {
  return value === halfWidth ? value : `${value} ±\u00a0${halfWidth}`;
}

/** Never narrower than it is: an interval that rounds to nothing shows one unit of the last digit. */
function roundedUp(halfWidth: number, decimals: number): number {
  const nearest = roundedTo(halfWidth, decimals);
  return nearest === 0 && halfWidth > 0 ? 10 ** -decimals : nearest;
}

function written(shown: number, unit: Unit, decimals: number, formats: Formats): string {
  return formats.amount(shown / shownPerStored(unit), unit, Math.max(0, decimals));
}

export type Difference = {
  /** "same" only where nothing at all differs; "near" where the difference rounds to nothing. */
  direction: "up" | "down" | "same" | "near";
  /** The size without its sign, of a near one the bound; a share's is in percentage points, without a per cent sign. */
  size: string;
  /** The difference relative to the baseline, without its sign; undefined for shares and where the baseline is zero. */
  relative: string | undefined;
};

/** What changed against a baseline, to the digits that both errors support; undefined where one is no number. */
export function differenceOf(
  now: Estimate,
  baseline: Estimate,
  unit: Unit,
  formats: Formats,
): Difference | undefined {
  const scale = shownPerStored(unit);
  const error = Math.max(now.standardError, baseline.standardError) * scale;
  const decimals = supportedDecimals(error, decimalsMax(unit));
  const exact = (now.value - baseline.value) * scale;
  const difference = roundedTo(exact, decimals);
  if (!Number.isFinite(difference)) return undefined;
  if (exact === 0) return { direction: "same", size: "0", relative: undefined };
  const size = Math.abs(difference) || 10 ** -decimals;
  const text =
    unit === "share" ? formats.number(size, Math.max(0, decimals)) : written(size, unit, decimals, formats);
  if (difference === 0) return { direction: "near", size: text, relative: undefined };
  const relative =
    unit === "share" || baseline.value === 0 ? undefined : Math.abs(difference / scale / baseline.value);
  return {
    direction: difference > 0 ? "up" : "down",
    size: text,
    relative: relative === undefined ? undefined : formats.percent(relative, relative < 0.1 ? 1 : 0),
  };
}
