/** Estimates: Student intervals by hand, what is missing, and how often they cover the truth. */
import { describe, expect, test } from "vitest";
import { normalQuantile } from "../../src/engine/distributions.ts";
import { estimateFrom } from "../../src/engine/estimate.ts";
import { unitOf } from "../../src/engine/luck.ts";
import { threefry } from "../../src/engine/threefry.ts";

test("four replications: standard error s ÷ √4 and t = 3.182", () => {
  // Mean 13, deviations −3, −1, 1, 3: s² = 20/3.
  const { value, standardError, low, high } = estimateFrom(13, [10, 12, 14, 16]);
  const error = Math.sqrt(20 / 3 / 4);
  expect(value).toBe(13);
  expect(standardError).toBeCloseTo(error, 12);
  expect(high - value).toBeCloseTo(3.182446305 * error, 6);
  expect(value - low).toBeCloseTo(high - value, 12);
});

test("the figure of the whole stands, not the mean of the parts", () => {
  const { value, low, high } = estimateFrom(5, [1, 2, 3]);
  expect(value).toBe(5);
  expect((low + high) / 2).toBeCloseTo(5, 12);
});

describe("what is missing", () => {
  const nothing = { standardError: Number.NaN, low: Number.NaN, high: Number.NaN };

  test("parts without the figure are left out", () => {
    expect(estimateFrom(2, [1, Number.NaN, 3, Number.POSITIVE_INFINITY])).toEqual(estimateFrom(2, [1, 3]));
  });
  test("fewer than two parts have no error", () => {
    expect(estimateFrom(2, [])).toEqual({ value: 2, ...nothing });
    expect(estimateFrom(2, [1, Number.NaN])).toEqual({ value: 2, ...nothing });
  });
  test("a figure that does not exist has no interval", () => {
    expect(estimateFrom(Number.NaN, [1, 2])).toEqual({ value: Number.NaN, ...nothing });
    expect(estimateFrom(Number.POSITIVE_INFINITY, [1, 2])).toEqual({ value: Number.NaN, ...nothing });
  });
  test("equal parts are certain", () => {
    expect(estimateFrom(4, [4, 4, 4])).toEqual({ value: 4, standardError: 0, low: 4, high: 4 });
  });
});

test.each([3, 4, 20])("intervals from %d normal observations cover the truth 95 times in 100", (parts) => {
  const block = new Uint32Array(2);
  const trials = 8000;
  let covered = 0;
  for (let trial = 0; trial < trials; trial++) {
    const drawn = Array.from({ length: parts }, (_, part) => {
      threefry(trial, parts, part, 0, block);
      return normalQuantile(unitOf(block[0] ?? 0));
    });
    const { low, high } = estimateFrom(drawn.reduce((sum, x) => sum + x, 0) / parts, drawn);
    if (low <= 0 && high >= 0) covered++;
  }
  // Four standard errors of a share of 0.95.
  expect(Math.abs(covered / trials - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / trials));
});
