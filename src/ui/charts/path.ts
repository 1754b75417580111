/** SVG path data of lines, bands and bars, to a tenth of a pixel. A gap in the data is a gap in the path. */
import { area, curveLinear, curveStepAfter, line } from "d3-shape";

/** Data unit → pixel. */
export type Scale = (value: number) => number;

export type Point = { at: number; value: number };
export type Span = { at: number; low: number; high: number };

const drawn = (value: number) => Number.isFinite(value);

/** `M…L…` through the points; points whose value is not finite break the line. Empty text where nothing can be drawn. */
export function linePath(points: readonly Point[], x: Scale, y: Scale): string {
  const build = line<Point>(
    (point) => x(point.at),
    (point) => y(point.value),
  )
    .defined((point) => drawn(point.value))
    .curve(curveLinear)
    .digits(1);
  return build(points as Point[]) ?? "";
}

/** The same with each value holding until the next point. */
export function stepPath(points: readonly Point[], x: Scale, y: Scale): string {
  const build = line<Point>(
    (point) => x(point.at),
    (point) => y(point.value),
  )
    .defined((point) => drawn(point.value))
    .curve(curveStepAfter)
    .digits(1);
  return build(points as Point[]) ?? "";
}

/** The closed area between `low` and `high`; spans with a bound that is not finite break it. */
export function bandPath(spans: readonly Span[], x: Scale, y: Scale): string {
  const build = area<Span>(
    (span) => x(span.at),
    (span) => y(span.low),
    (span) => y(span.high),
  )
    .defined((span) => drawn(span.low) && drawn(span.high))
    .digits(1);
  return build(spans as Span[]) ?? "";
}

const tenth = (pixels: number) => Math.round(pixels * 10) / 10;

/** A closed rectangle between two corners given in pixels, as a path of always the same commands. */
export function barPath(left: number, right: number, from: number, to: number): string {
  const [a, b, c, d] = [left, right, from, to].map(tenth);
  return `M${a},${c}L${b},${c}L${b},${d}L${a},${d}Z`;
}

/** At most `most` rows, evenly taken, the first and the last always among them. */
export function thinned<Row>(rows: readonly Row[], most: number): readonly Row[] {
  if (rows.length <= most) return rows;
  const stride = (rows.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => rows[Math.round(index * stride)]!);
}
