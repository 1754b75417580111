import { area, curveStepAfter, line } from "d3-shape";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bandPath, barPath, linePath, stepPath, thinned } from "../../../src/ui/charts/path.ts";

const x = (value: number) => 10 * value;
const y = (value: number) => 100 - value;

test("a line runs through its points, to a tenth of a pixel", () => {
  const points = [
    { at: 0, value: 0 },
    { at: 1.004, value: 12.34 },
  ];
  expect(linePath(points, x, y)).toBe("M0,100L10,87.7");
});

test("a gap in the data is a gap in the line", () => {
  const points = [1, 2, Number.NaN, 4, 5].map((value, at) => ({ at, value }));
  expect(linePath(points, x, y)).toBe("M0,99L10,98M30,96L40,95");
});

test("nothing to draw is an empty path", () => {
  expect(linePath([], x, y)).toBe("");
  expect(linePath([{ at: 0, value: Number.NaN }], x, y)).toBe("");
});

test("a step holds its value until the next point", () => {
  const points = [1, 3].map((value, at) => ({ at, value }));
  expect(stepPath(points, x, y)).toBe("M0,99L10,99L10,97");
});

test("a band is closed over high and low, and breaks where a bound is missing", () => {
  const spans = [
    { at: 0, low: 1, high: 5 },
    { at: 1, low: 2, high: 6 },
  ];
  expect(bandPath(spans, x, y)).toBe("M0,95L10,94L10,98L0,99Z");
  expect(bandPath([...spans, { at: 2, low: Number.NaN, high: 1 }], x, y)).toBe("M0,95L10,94L10,98L0,99Z");
});

const gappy = fc.array(
  fc.tuple(
    fc.oneof({ weight: 5, arbitrary: fc.float({ min: -50, max: 50 }) }, fc.constant(Number.NaN)),
    fc.nat(9),
  ),
  { maxLength: 12 },
);

test("paths are those of d3, whatever the data and its gaps", () => {
  fc.assert(
    fc.property(gappy, (rows) => {
      const spans = rows.map(([low, height], at) => ({ at, value: low, low, high: low + height }));
      const there = ({ low }: { low: number }) => Number.isFinite(low);
      const straight = line<(typeof spans)[number]>()
        .x(({ at }) => x(at))
        .y(({ low }) => y(low));
      const plain = straight.defined(there).digits(1);
      expect(linePath(spans, x, y)).toBe(plain(spans) ?? "");
      expect(stepPath(spans, x, y)).toBe(plain.curve(curveStepAfter)(spans) ?? "");
      const between = area<(typeof spans)[number]>()
        .x(({ at }) => x(at))
        .y0(({ low }) => y(low))
        .y1(({ high }) => y(high));
      expect(bandPath(spans, x, y)).toBe(between.defined(there).digits(1)(spans) ?? "");
    }),
  );
});

test("bars have the same commands at any size, so that they can glide", () => {
  const shape = (path: string) => path.replace(/[-\d.]+/g, "#");
  expect(barPath(0, 5, 100, 40)).toBe("M0,100L5,100L5,40L0,40Z");
  expect(shape(barPath(0, 5, 100, 100))).toBe(shape(barPath(0.5, 5.25, 100, 3.75)));
});

test("thinning keeps the ends and the order", () => {
  const rows = Array.from({ length: 1000 }, (_, index) => index);
  const few = thinned(rows, 250);
  expect(few).toHaveLength(250);
  expect([few[0], few.at(-1)]).toEqual([0, 999]);
  expect([...few].sort((a, b) => a - b)).toEqual(few);
  expect(thinned(rows, 1000)).toBe(rows);
});
