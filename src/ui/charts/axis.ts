/** Axes that stand still while the data moves: limits at round steps, held until the data leaves them or leaves half of them empty. */

/** Limits and distance of ticks, in the unit of the data; `min` and `max` are whole multiples of `step`. */
export type Axis = { min: number; max: number; step: number };

/** A tick: where on the axis, and its label. */
export type Tick = { at: number; label: string };

/** Most intervals that an axis shows, where its height does not ask for fewer. */
const intervalsMaxUsual = 5;

const mantissas = [1, 2, 2.5, 5, 10, 20] as const;

/** What lies closer together than this is one value; round steps below it would be dust. */
const rangeMin = 1e-9;

/** An axis from the next round step at or below `low` to the next at or above `high`; always includes zero and is never empty. */
function fittingAxis(low: number, high: number, intervalsMax: number): Axis {
  const bottom = Math.min(0, low);
  const top = Math.max(0, high);
  const range = top - bottom;
  if (!(range > rangeMin) || !Number.isFinite(range)) return { min: 0, max: 1, step: 0.5 };
  const decade = 10 ** Math.floor(Math.log10(range / intervalsMax));
  const below = (step: number) => Math.ceil(-bottom / step - 1e-9);
  const above = (step: number) => Math.ceil(top / step - 1e-9);
  const steps = mantissas.map((mantissa) => mantissa * decade);
  const step = rounded(steps.find((step) => below(step) + above(step) <= intervalsMax) ?? 20 * decade);
  return { min: rounded(-below(step) * step), max: rounded(above(step) * step), step };
}

/** Without the dust of binary fractions: 0.30000000000000004 → 0.3; never −0. */
function rounded(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}

/**
 * The axis for data between `low` and `high` (finite, same unit; zero is always included) in at most `intervalsMax` ≥ 3
 * steps. Returns `held` itself while
 * the data fits into it and fills at least half of it, so that the picture does not jump while a number is dragged.
 */
export function steppedAxis(low: number, high: number, held?: Axis, intervalsMax = intervalsMaxUsual): Axis {
  const fitting = fittingAxis(low, high, intervalsMax);
  if (!held) return fitting;
  const isSame = fitting.min === held.min && fitting.max === held.max;
  const holds = low >= held.min && high <= held.max;
  const fills = fitting.max - fitting.min > 0.5 * (held.max - held.min);
  return isSame || (holds && fills) ? held : fitting;
}

/** Every multiple of the step from `min` to `max`. */
export function tickValues({ min, max, step }: Axis): number[] {
  const count = Math.round((max - min) / step);
  // Counted from zero, so that zero itself is exact.
  const first = Math.round(min / step);
  return Array.from({ length: count + 1 }, (_, index) => rounded((first + index) * step));
}

/** Digits behind the point that tell the ticks of an axis apart. */
export function tickDigits(step: number): number {
  for (let digits = 0; digits < 6; digits++) {
    const scaled = step * 10 ** digits;
    if (Math.abs(Math.round(scaled) - scaled) < 1e-6) return digits;
  }
  return 6;
}
