/** Balance bins: every balance has one, they follow each other without a gap, and none is wide. */
import { expect, test } from "vitest";
import { binCount, binOf, binStart } from "../../src/engine/bins.ts";
import { quantilesOf } from "../../src/engine/currency-outcome.ts";

const bins = Array.from({ length: binCount }, (_, bin) => bin);

test("bins follow each other from 0 to 2³⁰ without a gap", () => {
  expect(binStart(0)).toBe(0);
  expect(binStart(binCount)).toBe(2 ** 30);
  expect(bins.filter((bin) => binStart(bin + 1) <= binStart(bin))).toEqual([]);
});

test("the first and the last balance of each bin lie in it", () => {
  const strays = bins.filter((bin) => binOf(binStart(bin)) !== bin || binOf(binStart(bin + 1) - 1) !== bin);
  expect(strays).toEqual([]);
});

test("bins are one point wide up to 127 points, then at most a 64th of their balances", () => {
  const widths = bins.map((bin) => binStart(bin + 1) - binStart(bin));
  expect(widths.slice(0, 128).every((width) => width === 1)).toBe(true);
  expect(bins.slice(128).filter((bin) => (widths[bin] ?? 0) * 64 > binStart(bin))).toEqual([]);
});

test("a richer member is never in a lower bin", () => {
  let before = 0;
  const falls: number[] = [];
  for (let balance = 0; balance < 2 ** 30; balance += 1 + Math.floor(balance / 997)) {
    if (binOf(balance) < before) falls.push(balance);
    before = binOf(balance);
  }
  expect(falls).toEqual([]);
});

/** A histogram of these balances as its second sample; the first stays empty. */
function histogramOf(balances: readonly number[]): Uint32Array {
  const histogram = new Uint32Array(2 * binCount);
  for (const balance of balances) {
    const at = binCount + binOf(balance);
    histogram[at] = (histogram[at] ?? 0) + 1;
  }
  return histogram;
}

test("quantiles of whole balances below 128 are exact", () => {
  const balances = Array.from({ length: 101 }, (_, i) => i);
  expect(quantilesOf(histogramOf(balances), 1, [0.05, 0.25, 0.5, 0.75, 0.95])).toEqual([5, 25, 50, 75, 95]);
  expect(quantilesOf(histogramOf([7]), 1, [0.05, 0.5, 0.95])).toEqual([7, 7, 7]);
  expect(quantilesOf(histogramOf([0, 0, 0, 100]), 1, [0.5, 0.95])).toEqual([0, 100]);
});

test("quantiles of large balances are off by less than 1.6 %", () => {
  const balances = Array.from({ length: 2000 }, (_, i) => Math.round(200 * 1.004 ** i));
  const shares = [0.05, 0.25, 0.5, 0.75, 0.95];
  const exact = shares.map((share) => balances[Math.ceil(share * balances.length) - 1] ?? 0);
  const off = quantilesOf(histogramOf(balances), 1, shares).map((found, i) => found / (exact[i] ?? 1) - 1);
  expect(off.filter((relative) => Math.abs(relative) > 1 / 64)).toEqual([]);
});

test("nobody enrolled has no quantiles", () => {
  expect(quantilesOf(histogramOf([5]), 0, [0.25, 0.75])).toEqual([Number.NaN, Number.NaN]);
});
