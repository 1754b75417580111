/** SVG path data of lines, bands and bars, to a tenth of a pixel. A gap in the data is a gap in the path. */

/** Data unit → pixel. */
export type Scale = (value: number) => number;

export type Point = { at: number; value: number };
export type Span = { at: number; low: number; high: number };

/** Pixels, to a tenth. */
type Place = readonly [x: number, y: number];

/** `M…L…` through the points; points whose value is not finite break the line. Empty text where nothing can be drawn. */
export function linePath(points: readonly Point[], x: Scale, y: Scale): string {
  return unbroken(points, ({ value }) => Number.isFinite(value))
    .map((run) => lineThrough(run.map(({ at, value }) => [x(at), y(value)])))
    .join("");
}

/** The same with each value holding until the next point. */
export function stepPath(points: readonly Point[], x: Scale, y: Scale): string {
  const corners = (run: Point[]): Place[] =>
    run.flatMap(({ at, value }, index) => {
      const before = run[index - 1];
      const corner: Place[] = before ? [[x(at), y(before.value)]] : [];
      return [...corner, [x(at), y(value)]];
    });
  return unbroken(points, ({ value }) => Number.isFinite(value))
    .map((run) => lineThrough(corners(run)))
    .join("");
}

/** The closed area between `low` and `high`; spans with a bound that is not finite break it. */
export function bandPath(spans: readonly Span[], x: Scale, y: Scale): string {
  return unbroken(spans, ({ low, high }) => Number.isFinite(low) && Number.isFinite(high))
    .map((run) => {
      const above = run.map(({ at, high }): Place => [x(at), y(high)]);
      const below = run.map(({ at, low }): Place => [x(at), y(low)]).reverse();
      return `M${[...above, ...below].map(written).join("L")}Z`;
    })
    .join("");
}

/** The stretches without a gap, in order. */
function unbroken<Datum>(data: readonly Datum[], isDrawn: (datum: Datum) => boolean): Datum[][] {
  const runs: Datum[][] = [];
  let run: Datum[] | undefined;
  for (const datum of data) {
    if (!isDrawn(datum)) run = undefined;
    else if (run) run.push(datum);
    else {
      run = [datum];
      runs.push(run);
    }
  }
  return runs;
}

/** A point alone is closed: a round line cap shows it as a dot. */
function lineThrough(places: readonly Place[]): string {
  return `M${places.map(written).join("L")}${places.length === 1 ? "Z" : ""}`;
}

function written([x, y]: Place): string {
  return `${tenth(x)},${tenth(y)}`;
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
