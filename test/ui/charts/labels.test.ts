import fc from "fast-check";
import { expect, test } from "vitest";
import { movedApart } from "../../../src/ui/charts/labels.ts";

test.each([
  [
    [10, 50, 90],
    [10, 50, 90],
  ],
  [
    [50, 50],
    [50, 65],
  ],
  [
    [90, 20, 92],
    [85, 20, 100],
  ],
  [
    [-20, 0],
    [0, 15],
  ],
])("labels that want %j stand at %j", (wanted, placed) => {
  expect(movedApart(wanted, 15, 0, 100)).toEqual(placed);
});

test("labels never cover each other as long as there is room", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -50, max: 150, noNaN: true }), { minLength: 1, maxLength: 6 }),
      (wanted) => {
        const placed = movedApart(wanted, 15, 0, 100).sort((a, b) => a - b);
        placed.slice(1).forEach((at, index) => {
          expect(at - placed[index]!).toBeGreaterThanOrEqual(15 - 1e-9);
        });
        expect(placed[0]).toBeGreaterThanOrEqual(0);
        expect(placed.at(-1)).toBeLessThanOrEqual(100);
      },
    ),
  );
});
