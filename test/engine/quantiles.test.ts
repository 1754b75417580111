/** Quantile tables against the distribution functions they invert, and the minutes against the lognormal. */
import { describe, expect, test } from "vitest";
import { betaCdf, gammaCdf, normalCdf } from "../../src/engine/distributions.ts";
import { exp, log } from "../../src/engine/elementary.ts";
import {
  betaTable,
  gammaTable,
  lognormalMinutes,
  lognormalTable,
  type QuantileTable,
  quantileAt,
} from "../../src/engine/quantiles.ts";
import { deviationsFrom, expectedOf, parameterOf } from "../oracles/golden.ts";
import * as lognormal from "../oracles/lognormal.ts";

const words = 2 ** 32;

/** Beyond this tail probability the tables have no more cells: one member in half a million. */
const tableEnds = 2 ** -19;

/** Words from one end of the table to the other, dense at both. */
const probes: number[] = Array.from({ length: 400 }, (_, i) =>
  Math.ceil(words * tableEnds * 2 ** ((18 * i) / 399)),
)
  .flatMap((word) => [word, words - 1 - word])
  .sort((a, b) => a - b);

/** Largest distance in probability between a word and the distribution function at its quantile, and the same relative to the tail that the word lies in. */
function largestGaps(table: QuantileTable, cdf: (x: number) => number) {
  const gaps = probes.map((word) => {
    const u = (word + 0.5) / words;
    const gap = Math.abs(cdf(quantileAt(table, word)) - u);
    return { gap, ofTail: gap / Math.min(u, 1 - u) };
  });
  return {
    absolute: Math.max(...gaps.map(({ gap }) => gap)),
    ofTail: Math.max(...gaps.map(({ ofTail }) => ofTail)),
  };
}

/** Rare members are as well met as common ones; `MODEL.md` repeats the absolute figure. */
const allowed = { absolute: 7e-5, ofTail: 1e-3 };

/** Largest step down from one word to the next higher one. */
function largestFall(table: QuantileTable): number {
  return Math.max(
    ...probes.map((word, i) => quantileAt(table, probes[i - 1] ?? 0) - quantileAt(table, word)).slice(1),
  );
}

/** Where half of the members have practically none of a trait, its quantiles are exact to this only. */
const noise = 1e-11;

describe("Beta", () => {
  test.each([
    [0.72, 1.28],
    [0.553, 1.31],
    [0.5, 500],
    [1.203528, 0.749726],
    [2, 5],
    [50, 70],
    [400, 600],
    [0.54, 1.46],
  ])("(%d, %d): the quantile of each word has that probability below it", (a, b) => {
    const table = betaTable(a, b);
    expect(largestFall(table)).toBeLessThanOrEqual(0);
    const { absolute, ofTail } = largestGaps(table, (x) => betaCdf(x, a, b));
    expect(absolute).toBeLessThan(allowed.absolute);
    expect(ofTail).toBeLessThan(allowed.ofTail);
  });

  test.each([
    [0.01, 0.01],
    [0.001, 0.999],
    [999, 1],
    [0.01, 100_000],
    [1000, 100_000],
    [1000, 0.01],
    [0.1, 0.0001],
  ])("(%d, %d), at the limits of what may be asked: rises within 0 and 1, mean to a thousandth", (a, b) => {
    const table = betaTable(a, b);
    expect(largestFall(table)).toBeLessThanOrEqual(noise);
    const all = Array.from({ length: 65_536 }, (_, i) => quantileAt(table, i * 65_536 + 32_768));
    expect(all.every((x) => x >= 0 && x <= 1)).toBe(true);
    expect(Math.abs(all.reduce((sum, x) => sum + x, 0) / all.length - a / (a + b))).toBeLessThan(1e-3);
  });
});

describe("Gamma", () => {
  test.each([
    [0.15, 0.5],
    [1, 1],
    [4, 3],
    [0.05, 0.5],
    [2, 50],
  ])("mean %d, shape %d: the quantile of each word has that probability below it", (mean, shape) => {
    const table = gammaTable(mean, shape);
    expect(largestFall(table)).toBeLessThanOrEqual(0);
    const { absolute, ofTail } = largestGaps(table, (x) => gammaCdf((x * shape) / mean, shape).lower);
    expect(absolute).toBeLessThan(allowed.absolute);
    expect(ofTail).toBeLessThan(allowed.ofTail);
  });

  test.each([
    [4, 0.01],
    [0.01, 0.01],
    [5, 1000],
    [1e-6, 1],
  ])("mean %d, shape %d, at the limits: rises, keeps the mean", (mean, shape) => {
    const table = gammaTable(mean, shape);
    expect(largestFall(table)).toBeLessThanOrEqual(noise);
    const all = Array.from({ length: 262_144 }, (_, i) => quantileAt(table, i * 16_384 + 8_192));
    expect(all.every((x) => x >= 0 && Number.isFinite(x))).toBe(true);
    expect(all.reduce((sum, x) => sum + x, 0) / all.length / mean).toBeCloseTo(1, shape < 0.1 ? 1 : 3);
  });
});

test("the lowest and the highest word are no exception", () => {
  const table = betaTable(2, 3);
  const ends = [0, 1, words / 2 - 1, words / 2, words - 2, words - 1].map((word) => quantileAt(table, word));
  expect(ends).toEqual([...ends].sort((a, b) => a - b));
  expect(quantileAt(table, -1)).toBe(quantileAt(table, words - 1));
  expect(betaCdf(quantileAt(table, words / 2), 2, 3)).toBeCloseTo(0.5, 9);
});

describe("lognormal payments", () => {
  test.each([
    [5000, 0.74],
    [100, 1.5],
    [1_000_000, 0.1],
  ])("a median of %d cents, σ = %d: within 1e-4 of the distribution, never falling", (median, sigma) => {
    const table = lognormalTable(median, sigma);
    const gaps = largestGaps(table, (cents) => normalCdf(log(cents / median) / sigma));
    expect(gaps.absolute).toBeLessThan(1e-4);
    expect(gaps.ofTail).toBeLessThan(allowed.ofTail);
    expect(largestFall(table)).toBeLessThanOrEqual(0);
    expect(quantileAt(table, words / 2) / median).toBeCloseTo(1, 6);
  });

  test("the mean is median × e^(σ²/2)", () => {
    const table = lognormalTable(5000, 0.74);
    let sum = 0;
    const draws = 1 << 16;
    for (let i = 0; i < draws; i++) sum += quantileAt(table, (i + 0.5) * (words / draws));
    expect(sum / draws / (5000 * exp(0.74 ** 2 / 2))).toBeCloseTo(1, 3);
  });

  test("without any spread every payment is the median", () => {
    for (const word of probes) expect(quantileAt(lognormalTable(1234, 0), word)).toBeCloseTo(1234, 8);
  });
});

describe("session minutes", () => {
  const id = "minutes.cap.lognormal";
  const [mu, sigma, cap] = ["mu", "sigma", "cap"].map((name) => parameterOf(id, name)) as [
    number,
    number,
    number,
  ];
  const draws = 65_536;
  const meanOf = (minutes: Uint16Array, most: number) =>
    minutes.reduce((sum, whole) => sum + Math.min(whole, most), 0) / draws;
  const shareAtLeast = (minutes: Uint16Array, least: number) =>
    minutes.reduce((sum, whole) => sum + (whole >= least ? 1 : 0), 0) / draws;

  test("whole minutes have the exact mean of whole minutes", () => {
    const minutes = lognormalMinutes(Math.exp(mu), sigma);
    const exact = lognormal.limitedWholeMean({ mu, sigma }, cap);
    // Each of the 60 probabilities is a whole number of draws, at most half a draw off.
    expect(Math.abs(meanOf(minutes, cap) - exact)).toBeLessThan((0.5 * cap) / draws);
    expect(Math.abs(shareAtLeast(minutes, cap) - (expectedOf(id)[2] ?? 0))).toBeLessThan(0.5001 / draws);
  });

  test("in tenths of a minute, half a tenth added for what is cut off, the mean is the published one", () => {
    const tenths = lognormalMinutes(10 * Math.exp(mu), sigma);
    const capped = shareAtLeast(tenths, 10 * cap);
    const limited = (meanOf(tenths, 10 * cap) + (1 - capped) / 2) / 10;
    // The trapezoid rule in steps of a tenth, and half a draw at each of 600 steps.
    expect(deviationsFrom(id, [limited, lognormal.mean({ mu, sigma }), capped], 1e-3)).toEqual([]);
  });

  test.each([
    [0.1, 0, 0, 0],
    [15, 0, 15, 15],
    [600, 3, 0, 1440],
  ])("median %d, σ %d: from %d to %d minutes", (median, spread, least, most) => {
    const minutes = lognormalMinutes(median, spread);
    expect(minutes.length).toBe(draws);
    expect([minutes[0], minutes[draws - 1]]).toEqual([least, most]);
  });

  test("a longer median never shortens a session", () => {
    const [shorter, longer] = [lognormalMinutes(14, 1), lognormalMinutes(15, 1)];
    expect(shorter.every((minutes, draw) => minutes <= (longer[draw] ?? 0))).toBe(true);
  });
});
