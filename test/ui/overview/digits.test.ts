import fc from "fast-check";
import { expect, test } from "vitest";
import { formats } from "../../../src/i18n/formats.ts";
import { differenceOf, figureOf, roundedTo, supportedDecimals } from "../../../src/ui/overview/digits.ts";
import { estimate, none } from "./fake-outcome.ts";

const en = formats("en");

test.each([
  // standard error, most digits → digits behind the point
  [0.03, 2, 2],
  [0.0096, 2, 2],
  [0.2, 2, 1],
  [0.96, 2, 0],
  [1, 1, 0],
  [7, 1, 0],
  [9.6, 1, -1],
  [48, 1, -1],
  [310, 1, -2],
  [1e-9, 2, 2],
  [0, 1, 1],
  [Number.NaN, 2, 0],
])("a standard error of %d supports, of at most %i, %i digits", (error, most, digits) => {
  expect(supportedDecimals(error, most)).toBe(digits);
});

test("the last digit is never worth less than about one standard error", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (error) => {
      const digits = supportedDecimals(error, 9);
      const unit = 10 ** -digits;
      expect(error).toBeGreaterThanOrEqual(0.9 * unit);
      expect(error).toBeLessThanOrEqual(10 * unit);
    }),
  );
});

test.each([
  [1.005, 0, 1],
  [1234, -2, 1200],
  [-15, -1, -20],
  [0.25, 1, 0.3],
  [-0.01, 1, 0],
])("%d at %i digits is %d", (value, digits, expected) => {
  expect(Object.is(roundedTo(value, digits), expected)).toBe(true);
});

test.each([
  // value, standard error, unit → value and half-width (two standard errors) as written
  [160.19, 0.79, "centsPerMonth", "¥1.60", "¥0.02"],
  [160.19, 12, "centsPerMonth", "¥1.6", "¥0.2"],
  [160.19, 250, "centsPerMonth", "¥2", "¥5"],
  [0.72278, 0.0015, "share", "72.3%", "0.3%"],
  [0.72278, 0.011, "share", "72%", "2%"],
  [363.9, 0.88, "points", "363.9", "1.8"],
  [363.9, 8.03, "points", "364", "16"],
  [48_123, 310, "points", "48,100", "600"],
  [500, 0, "points", "500", "0"],
  [0.5, 1e-7, "share", "50.0%", "0.1%"],
] as const)("%d ± 2 × %d %s reads %s ± %s", (value, error, unit, shown, halfWidth) => {
  expect(figureOf(estimate(value, error), unit, en)).toMatchObject({ value: shown, halfWidth });
});

test("a figure that does not exist is a dash, and so is an interval that does not", () => {
  expect(figureOf(none, "share", en)).toMatchObject({ value: "–", halfWidth: "–" });
  const single = { ...none, value: 12.34 };
  expect(figureOf(single, "points", en)).toMatchObject({ value: "12", halfWidth: "–" });
});

test.each([
  [estimate(200, 1), estimate(160, 1), "centsPerMonth", { direction: "up", size: "¥0.40", relative: "25%" }],
  [
    estimate(157, 1),
    estimate(160, 1),
    "centsPerMonth",
    { direction: "down", size: "¥0.03", relative: "1.9%" },
  ],
  [
    estimate(0.7, 0.002),
    estimate(0.72, 0.001),
    "share",
    { direction: "down", size: "2.0", relative: undefined },
  ],
  [
    estimate(0.7, 0.02),
    estimate(0.704, 0.001),
    "share",
    { direction: "near", size: "1", relative: undefined },
  ],
  [
    estimate(160.2, 0.9),
    estimate(160, 0.9),
    "centsPerMonth",
    { direction: "near", size: "¥0.01", relative: undefined },
  ],
  [estimate(412, 40), estimate(409, 40), "points", { direction: "near", size: "10", relative: undefined }],
  [estimate(0.7, 0.02), estimate(0.7, 0.001), "share", { direction: "same", size: "0", relative: undefined }],
  [estimate(40, 1), estimate(0, 0), "points", { direction: "up", size: "40", relative: undefined }],
] as const)("a difference has the digits of the larger error", (now, baseline, unit, expected) => {
  expect(differenceOf(now, baseline, unit, en)).toEqual(expected);
});

test("there is no difference from or to nothing", () => {
  expect(differenceOf(none, estimate(1, 1), "points", en)).toBeUndefined();
  expect(differenceOf(estimate(1, 1), none, "points", en)).toBeUndefined();
});
