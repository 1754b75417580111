/** Holds the stepped limits of a value axis from one answer to the next. */
import { useMemo, useState } from "react";
import { type Axis, steppedAxis, tickValues } from "./axis.ts";
import type { AxisSpec } from "./Plot.tsx";

/** Label of a tick at `value` on an axis whose ticks are `step` apart. */
export type TickLabel = (value: number, step: number) => string;

/** An axis of values knows the distance of its ticks. */
export type ValueAxis = AxisSpec & { step: number };

/** The axis for finite data between `low` and `high`; the same object until the limits or `label` change. */
export function useValueAxis(low: number, high: number, label: TickLabel, intervalsMax?: number): ValueAxis {
  const [held, setHeld] = useState<Axis | undefined>(undefined);
  const axis = steppedAxis(low, high, held, intervalsMax);
  if (axis !== held) setHeld(axis);
  return useMemo(
    () => ({
      min: axis.min,
      max: axis.max,
      step: axis.step,
      ticks: () => tickValues(axis).map((at) => ({ at, label: label(at, axis.step) })),
    }),
    [axis, label],
  );
}

/** Lowest and highest of the finite numbers, and zero. */
export function extentOf(values: Iterable<number>): { low: number; high: number } {
  let low = 0;
  let high = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
