import fc from "fast-check";
import { expect, test } from "vitest";
import { type Axis, steppedAxis, tickDigits, tickValues } from "../../../src/ui/charts/axis.ts";

test.each([
  // low, high → min, max, step
  [0, 412, 0, 500, 100],
  [0, 500, 0, 500, 100],
  [0, 501, 0, 600, 200],
  [0, 0.38, 0, 0.4, 0.1],
  [0, 1, 0, 1, 0.2],
  [0, 3, 0, 3, 1],
  [-147, 196, -200, 200, 100],
  [-3, 0, -3, 0, 1],
  [120, 480, 0, 500, 100],
  [0, 0, 0, 1, 0.5],
])("data from %f to %f stands on an axis from %f to %f in steps of %f", (low, high, min, max, step) => {
  expect(steppedAxis(low, high)).toEqual({ min, max, step });
});

test("a low panel asks for fewer steps", () => {
  expect(steppedAxis(0, 0.76, undefined, 3)).toEqual({ min: 0, max: 1, step: 0.5 });
  expect(steppedAxis(-0.2, 2.5, undefined, 3)).toEqual({ min: -2, max: 4, step: 2 });
});

test("the axis stands still while the data moves within it, and lets go when half of it is empty", () => {
  const held = steppedAxis(0, 480);
  const reached = (high: number) => steppedAxis(0, high, held);
  expect([499, 450, 300].map(reached)).toEqual([held, held, held]);
  expect(reached(499)).toBe(held);
  expect(reached(510).max).toBe(600);
  expect(reached(240).max).toBe(250);
});

const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true });

test("any data fits its axis, in few steps that are whole multiples from zero", () => {
  fc.assert(
    fc.property(finite, finite, fc.constantFrom(3, 4, 5), (a, b, intervals) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const axis = steppedAxis(low, high, undefined, intervals);
      const slack = 1e-6 * (axis.max - axis.min);
      expect(axis.min).toBeLessThanOrEqual(Math.min(0, low) + slack);
      expect(axis.max).toBeGreaterThanOrEqual(Math.max(0, high) - slack);
      const ticks = tickValues(axis);
      expect(ticks.length).toBeLessThanOrEqual(intervals + 1);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks).toContain(0);
    }),
  );
});

test("an axis that was made for the data is held for the same data, so that drawing comes to rest", () => {
  fc.assert(
    fc.property(finite, finite, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const axis: Axis = steppedAxis(low, high);
      expect(steppedAxis(low, high, axis)).toBe(axis);
    }),
  );
  const dusty = steppedAxis(0, 0.1 + 0.2);
  expect(steppedAxis(0, 0.1 + 0.2, dusty)).toBe(dusty);
});

test.each([
  [100, 0],
  [0.5, 1],
  [0.25, 2],
  [0.002, 3],
])("ticks %f apart need %i digits", (step, digits) => {
  expect(tickDigits(step)).toBe(digits);
});
