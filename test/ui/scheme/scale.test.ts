/** Sliders, steps and drags: where a number sits, and what moving makes of it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Field } from "../../../src/domain/field.ts";
import { fieldAt, numbersIn } from "../../../src/domain/path.ts";
import { presets } from "../../../src/domain/presets.ts";
import { text } from "../../../src/domain/text.ts";
import { clamped, dragged, positionOf, stepped, valueAtPosition } from "../../../src/ui/scheme/scale.ts";

function field(min: number, max: number, step: number, scale: Field["scale"] = "linear"): Field {
  const isWhole = [min, max, step].every(Number.isInteger);
  return { label: text("数", "Number"), unit: "ratio", min, max, step, scale, isWhole };
}

const months = field(1, 12, 1);
const share = field(0.001, 0.999, 0.01);
const points = field(0, 10_000, 1, "logarithmic");
const price = field(1, 100_000, 10, "logarithmic");
const members = field(1, 1_000_000, 1000, "logarithmic");
const shape = field(0.01, 1000, 0.01, "logarithmic");

const fieldsOfPreset = numbersIn(presets[0]).flatMap(([path]) => fieldAt(presets[0], path) ?? []);

test.each([
  [months, 5, 1, 6],
  [months, 12, 1, 12],
  [months, 1, -1, 1],
  [months, 5, 0.1, 6],
  [months, 5, -0.1, 4],
  [share, 0.27, 1, 0.28],
  [share, 0.27, 0.1, 0.271],
  [share, 0.27, 10, 0.37],
  [share, 0.001, 1, 0.01],
  [share, 0.99, 1, 0.999],
  [points, 5, 10, 15],
  [price, 1, 1, 10],
  [price, 57, 1, 67],
  [members, 10_000, -10, 1],
  [shape, 0.5, 1, 0.51],
])("%o from %d by %d steps is %d", (of, value, steps, expected) => {
  expect(stepped(of, value, steps)).toBe(expected);
});

test.each([
  [points, 0.5, 99],
  [points, 0.75, 1000],
  [price, 0.2, 10],
  [price, 0.7, 3200],
  [members, 0.5, 1000],
  [members, 0.9, 250_000],
  [share, 0.5, 0.5],
])("the middle of a slider is a round number: %o at %d is %d", (of, place, expected) => {
  expect(valueAtPosition(of, place)).toBe(expected);
});

test("every field of the preset: the ends of the slider are its limits, and a place is where it says", () => {
  expect(fieldsOfPreset.length).toBeGreaterThan(50);
  for (const each of fieldsOfPreset) {
    expect(valueAtPosition(each, 0)).toBe(each.min);
    expect(valueAtPosition(each, 1)).toBe(each.max);
    expect(positionOf(each, each.min)).toBe(0);
    expect(positionOf(each, each.max)).toBeCloseTo(1, 12);
  }
});

test("steps, places and drags never leave the limits nor the whole numbers, and places keep the order", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...fieldsOfPreset),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: -3000, max: 3000 }),
      fc.constantFrom(0.1, 1, 10),
      (of, place, other, pixels, speed) => {
        const value = valueAtPosition(of, place);
        for (const result of [
          value,
          stepped(of, value, Math.sign(pixels) * speed),
          dragged(of, value, pixels, speed),
        ]) {
          expect(result).toBeGreaterThanOrEqual(of.min);
          expect(result).toBeLessThanOrEqual(of.max);
          expect(clamped(of, result)).toBe(result);
        }
        const [low, high] = place < other ? [place, other] : [other, place];
        expect(valueAtPosition(of, low)).toBeLessThanOrEqual(valueAtPosition(of, high));
      },
    ),
    { numRuns: 500 },
  );
});

test("dragging right raises, left lowers, and a drag of no pixels changes nothing on a linear field", () => {
  expect(dragged(months, 5, 24, 1)).toBe(8);
  expect(dragged(months, 5, -24, 1)).toBe(2);
  expect(dragged(months, 5, 0, 1)).toBe(5);
  expect(dragged(points, 5, 60, 1)).toBeGreaterThan(5);
  expect(dragged(points, 100, -60, 1)).toBeLessThan(100);
});

test("Shift drags faster, Alt finer", () => {
  expect(dragged(share, 0.3, 24, 10)).toBeGreaterThan(dragged(share, 0.3, 24, 1));
  expect(dragged(share, 0.3, 24, 0.1)).toBe(0.31);
  expect(dragged(share, 0.3, 3, 0.1)).toBe(0.301);
});
