/** What an item costs in points. */
import { expect, test } from "vitest";
import { type ExchangeRate, type Item, priceInPoints } from "../../src/domain/catalogue.ts";
import { text } from "../../src/domain/text.ts";

function priceOf(faceCents: number, cashCents: number, points: number, cents: number): number {
  const rate: ExchangeRate = { id: "rate", currency: "points", benefit: "goods", points, cents };
  const item: Item = {
    id: "item",
    name: text("礼品", "Gift"),
    enabled: true,
    rate: "rate",
    faceCents,
    cashCents,
    costCents: 0,
    taste: 0,
  };
  return priceInPoints(item, rate);
}

test.each<[what: string, face: number, cash: number, points: number, cents: number, price: number]>([
  ["10 yuan at 300 points for 10 yuan", 1000, 0, 300, 1000, 300],
  ["5 yuan at 200 points for 10 yuan", 500, 0, 200, 1000, 100],
  ["60 yuan of which 30 in money", 6000, 3000, 300, 1000, 900],
  ["1 yuan at 300 for 10 yuan", 100, 0, 300, 1000, 30],
  ["1 cent at 300 for 10 yuan: 0.3, rounded up", 1, 0, 300, 1000, 1],
  ["3.34 yuan at 300 for 10 yuan: 100.2, rounded up", 334, 0, 300, 1000, 101],
  ["10 points for 1 yuan", 12_345, 0, 10, 100, 1235],
  ["a point for a yuan", 199, 0, 1, 100, 2],
  ["almost free costs a point all the same", 1, 0, 1, 10_000_000, 1],
  ["money alone costs a point all the same", 500, 500, 300, 1000, 1],
  ["large numbers stay exact", 10_000_000, 1, 99_999, 99_991, 10_000_800],
])("%s", (_, face, cash, points, cents, price) => {
  expect(priceOf(face, cash, points, cents)).toBe(price);
});

test("the price is the smallest whole number of points that covers the face value", () => {
  for (let face = 1; face < 2000; face += 7)
    for (const [points, cents] of [
      [300, 1000],
      [7, 5],
      [5, 7],
      [1, 100],
    ] as const) {
      const price = priceOf(face, 0, points, cents);
      expect(price * cents).toBeGreaterThanOrEqual(face * points);
      expect((price - 1) * cents).toBeLessThan(face * points);
    }
});
