/** The member at a quantile, and the quantile of a balance. */
import { expect, test } from "vitest";
import { memberAt, shareBelow } from "../../src/domain/standing.ts";
import { ranked } from "../../src/engine/standings.ts";

const parts = [
  { members: Int32Array.of(0, 1, 2, 3, 4), balances: Float64Array.of(50, 0, 20, 20, 90) },
  { members: Int32Array.of(5, 6, 7, 8, 9), balances: Float64Array.of(20, 0, 0, 70, 90) },
];
const standings = ranked(parts);

test("members stand by balance, equals by number, in whatever order their parts came", () => {
  expect([...standings.members]).toEqual([1, 6, 7, 2, 3, 5, 0, 8, 4, 9]);
  expect(ranked([...parts].reverse())).toEqual(standings);
});

test.each([
  [0.1, 1],
  [0.3, 1],
  [0.31, 2],
  [0.5, 2],
  [0.6, 2],
  [0.7, 0],
  [0.9, 4],
  [1, 4],
])("at the quantile %d stands member %d: of equals the lowest number", (share, member) => {
  expect(memberAt(standings, share)).toBe(member);
});

test.each([
  [0, 0],
  [1, 0.3],
  [20, 0.3],
  [21, 0.6],
  [90, 0.8],
  [1000, 1],
])("a balance of %d is above the share %d of members", (balance, share) => {
  expect(shareBelow(standings, balance)).toBe(share);
});

test("among nobody there is nobody", () => {
  const nobody = ranked([]);
  expect(memberAt(nobody, 0.5)).toBeUndefined();
  expect(shareBelow(nobody, 5)).toBeNaN();
});
