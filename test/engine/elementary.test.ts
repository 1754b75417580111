/** The engine's own exponential and logarithm against the host's: close, everywhere and at the edges. */
import { describe, expect, test } from "vitest";
import { exp, log, log1p, power, quickExp } from "../../src/engine/elementary.ts";

const bits = new BigInt64Array(1);
const real = new Float64Array(bits.buffer);

/** Place of a number among all doubles in ascending order. */
function placeOf(x: number): bigint {
  real[0] = x;
  const pattern = bits[0] ?? 0n;
  return pattern < 0n ? -(pattern & 0x7fff_ffff_ffff_ffffn) : pattern;
}

/** Distance in units of the last place. */
function unitsApart(a: number, b: number): number {
  const distance = Number(placeOf(a) - placeOf(b));
  return Math.abs(distance);
}

/** `count` numbers from `low` to `high`, evenly. */
function spread(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

function worst(points: readonly number[], own: (x: number) => number, host: (x: number) => number) {
  let most = { units: 0, x: Number.NaN };
  for (const x of points) {
    const units = unitsApart(own(x), host(x));
    if (!(units <= most.units)) most = { units, x };
  }
  return most;
}

const magnitudes = spread(-307, 308, 40_001).map((exponent) => 10 ** exponent);

type Real = (x: number) => number;

describe("within a few units in the last place of the host's", () => {
  const table: [name: string, points: number[], own: Real, host: Real, unitsMax: number][] = [
    ["eˣ over its whole range", spread(-708, 709.69, 60_001), exp, Math.exp, 1],
    ["eˣ near 0", spread(-1, 1, 20_001), exp, Math.exp, 1],
    ["ln x over all magnitudes", magnitudes, log, Math.log, 2],
    ["ln x around 1", spread(0.5, 2, 40_001), log, Math.log, 3],
    ["ln(1 + x) around 0", spread(-0.2, 0.25, 40_001), log1p, Math.log1p, 2],
    ["ln(1 + x) very near 0", magnitudes.filter((x) => x < 0.2), log1p, Math.log1p, 2],
  ];
  test.each(table)("%s", (_, points, own, host, unitsMax) => {
    expect(worst(points, own, host).units).toBeLessThanOrEqual(unitsMax);
  });
});

test("eˣ of numbers too small for full precision is off by a few of the smallest numbers at most", () => {
  const off = spread(-744.9, -708, 20_001).filter(
    (x) => Math.abs(exp(x) - Math.exp(x)) > Math.max(4 * Number.MIN_VALUE, Math.exp(x) * 1e-15),
  );
  expect(off).toEqual([]);
});

test("ln(1 + x) far from 0 loses no more than the sum 1 + x does", () => {
  const off = [...spread(0.25, 1000, 5001), ...spread(-0.999, -0.2, 5001)].filter((x) => {
    const allowed = 3e-16 * (1 + 1 / (1 + x)) + 4e-16 * Math.abs(Math.log1p(x));
    return Math.abs(log1p(x) - Math.log1p(x)) > allowed;
  });
  expect(off).toEqual([]);
});

test("edges: zero, infinities, not a number, denormal numbers", () => {
  expect([exp(0), exp(-800), exp(710), exp(Number.NEGATIVE_INFINITY)]).toEqual([
    1,
    0,
    Number.POSITIVE_INFINITY,
    0,
  ]);
  expect(exp(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  expect(exp(Number.NaN)).toBeNaN();
  expect([log(1), log(0), log(Number.POSITIVE_INFINITY)]).toEqual([
    0,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ]);
  expect(log(-1)).toBeNaN();
  expect(log(Number.NaN)).toBeNaN();
  expect(unitsApart(log(Number.MIN_VALUE), Math.log(Number.MIN_VALUE))).toBeLessThanOrEqual(3);
  expect(unitsApart(log(Number.MAX_VALUE), Math.log(Number.MAX_VALUE))).toBeLessThanOrEqual(3);
  expect([log1p(0), log1p(-1)]).toEqual([0, Number.NEGATIVE_INFINITY]);
});

test("each undoes the other", () => {
  expect(spread(-700, 700, 5001).filter((x) => Math.abs(log(exp(x)) - x) > 1e-13)).toEqual([]);
});

test("both only rise", () => {
  const points = spread(-20, 20, 100_001);
  const falls = points.filter((x, i) => {
    const before = points[i - 1] ?? Number.NEGATIVE_INFINITY;
    return exp(x) <= exp(before) || (before > 0 && log(x) <= log(before));
  });
  expect(falls).toEqual([]);
});

test("the quick series is within a part in 10¹⁴ of the exact one, and gives way to it far out", () => {
  const points = [...spread(-745, 709, 20_001), ...spread(-30, 30, 50_001)];
  const off = points.filter((x) => Math.abs(quickExp(x) - exp(x)) > 1e-14 * exp(x));
  expect(off).toEqual([]);
});

test.each([
  [2, 10, 1024],
  [9, 0.5, 3],
  [10, -3, 0.001],
  [1, 1e6, 1],
  [0.5, 0, 1],
])("%d to the power of %d is %d", (base, exponent, expected) => {
  expect(Math.abs(power(base, exponent) - expected)).toBeLessThan(
    1e-14 * expected * Math.max(1, Math.abs(exponent)),
  );
});
