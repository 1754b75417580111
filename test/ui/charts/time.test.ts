import { expect, test } from "vitest";
import { dateOfDay, runMonths, timeTicks } from "../../../src/ui/charts/time.ts";

const words = {
  month: (name: string) => name.slice(5),
  year: (name: string) => name.slice(0, 4),
  date: (iso: string) => iso,
};
const labels = (start: string, days: number, pixels: number) =>
  timeTicks(start, days, pixels, words).map((tick) => tick.label);

test("the months of a run are cut at both ends", () => {
  expect(runMonths("2026-01-20", 60)).toEqual([
    { name: "2026-01", firstDay: 0, days: 12 },
    { name: "2026-02", firstDay: 12, days: 28 },
    { name: "2026-03", firstDay: 40, days: 20 },
  ]);
  expect(runMonths("2028-02-01", 30)).toEqual([
    { name: "2028-02", firstDay: 0, days: 29 },
    { name: "2028-03", firstDay: 29, days: 1 },
  ]);
});

test("days count from the first of the run", () => {
  expect(dateOfDay("2026-12-31", 0)).toBe("2026-12-31");
  expect(dateOfDay("2026-12-31", 1)).toBe("2027-01-01");
});

test.each([
  [
    "a wide year names every month",
    365,
    600,
    ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"],
  ],
  ["a narrow year names every third", 365, 200, ["01", "04", "07", "10"]],
  ["two years carry the year in January", 730, 400, ["2026", "04", "07", "10", "2027", "04", "07", "10"]],
  ["five years name only years", 1826, 300, ["2026", "2027", "2028", "2029", "2030"]],
  ["three weeks name days", 21, 400, ["2026-01-01", "2026-01-08", "2026-01-15"]],
])("%s", (_, days, pixels, expected) => {
  expect(labels("2026-01-01", days, pixels)).toEqual(expected);
});

test("a month label stands in the middle of its month, and never outside the run", () => {
  expect(timeTicks("2026-01-01", 365, 600, words)[1]).toEqual({ at: 31 + 14, label: "02" });
  for (const days of [1, 30, 61, 365, 1000, 3660]) {
    for (const { at } of timeTicks("2026-03-15", days, 500, words)) {
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(days);
    }
  }
});
