/** The course of a figure as a small line without axes: shape only, the number stands beside it. */
import { useMemo } from "react";
import { linePath } from "./path.ts";
import styles from "./Sparkline.module.css";

const size = { width: 72, height: 24, margin: 3 };

/** `values` in order of time; those that are not finite leave a gap. Zero is the lower edge unless values lie below it. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const drawing = useMemo(() => sparkline(values), [values]);
  return (
    <svg className={styles.sparkline} viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
      <path className={styles.line} d={drawing.path} />
      {drawing.end ? <circle className={styles.end} cx={drawing.end.x} cy={drawing.end.y} r={2.5} /> : null}
    </svg>
  );
}

/** Path of the line and the place of its last point, in pixels of the picture. */
export function sparkline(values: readonly number[]): { path: string; end?: { x: number; y: number } } {
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.length < 2) return { path: "" };
  const low = Math.min(0, ...finite);
  const high = Math.max(...finite);
  const { width, height, margin } = size;
  const x = (index: number) => margin + (index / (values.length - 1)) * (width - 2 * margin);
  const y = (value: number) =>
    high === low ? height / 2 : height - margin - ((value - low) / (high - low)) * (height - 2 * margin);
  const path = linePath(
    values.map((value, at) => ({ at, value })),
    x,
    y,
  );
  const last = values.findLastIndex((value) => Number.isFinite(value));
  return { path, end: { x: x(last), y: y(values[last]!) } };
}
