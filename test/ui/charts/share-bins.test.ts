import fc from "fast-check";
import { expect, test } from "vitest";
import { steppedAxis } from "../../../src/ui/charts/axis.ts";
import { edgeAbove, membersIn, shareBelow, shareBins } from "../../../src/ui/charts/shareBins.ts";

const tens = [
  { from: 0, to: 10, members: 50 },
  { from: 10, to: 20, members: 30 },
  { from: 20, to: 30, members: 20 },
];

test("bins that match the axis are taken over as shares", () => {
  const bins = shareBins(tens, { max: 50, step: 50 });
  expect(bins).toEqual([
    { from: 0, to: 10, share: 0.5 },
    { from: 10, to: 20, share: 0.3 },
    { from: 20, to: 30, share: 0.2 },
  ]);
});

test("bins are never finer than what was counted", () => {
  const widths = shareBins(tens, { max: 30, step: 10 }).map((bin) => bin.to - bin.from);
  expect(new Set(widths)).toEqual(new Set([10]));
});

test("the last bin takes in all that lies above the axis", () => {
  const bins = shareBins([...tens, { from: 990, to: 1000, members: 100 }], { max: 50, step: 50 });
  expect(bins.at(-1)).toEqual({ from: 40, to: 50, share: 0.5 });
});

test("distributions that are compared have the same bins, as wide as the coarser needs", () => {
  const fifties = [
    { from: 0, to: 50, members: 60 },
    { from: 50, to: 100, members: 40 },
  ];
  const alike = [fifties, tens];
  const [coarse, fine] = alike.map((each) => shareBins(each, { max: 100, step: 50 }, alike));
  expect(coarse).toEqual([
    { from: 0, to: 50, share: 0.6 },
    { from: 50, to: 100, share: 0.4 },
  ]);
  expect(fine).toEqual([
    { from: 0, to: 50, share: 1 },
    { from: 50, to: 100, share: 0 },
  ]);
});

test("no members, no bins and no shares", () => {
  const empty = [{ from: 0, to: 10, members: 0 }];
  expect(shareBins(empty, { max: 10, step: 5 })).toEqual([]);
  expect(shareBins([], { max: 10, step: 5 })).toEqual([]);
  expect(shareBelow(empty, 5)).toBeNaN();
  expect(edgeAbove(empty, 0.99)).toBe(0);
});

test.each([
  [0, 0],
  [5, 0.25],
  [10, 0.5],
  [25, 0.9],
  [500, 1],
])("below %i points: %f of the members", (points, share) => {
  expect(shareBelow(tens, points)).toBeCloseTo(share, 12);
});

test("whatever the distribution, the shares add up to one", () => {
  const counts = fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(counts, fc.constantFrom(1, 2, 5, 10, 50), (members, width) => {
      const distribution = members.map((count, index) => ({
        from: index * width,
        to: (index + 1) * width,
        members: count,
      }));
      fc.pre(membersIn(distribution) > 0);
      const axis = steppedAxis(0, Math.max(5, edgeAbove(distribution, 0.99)));
      const bins = shareBins(distribution, axis);
      expect(bins.reduce((sum, bin) => sum + bin.share, 0)).toBeCloseTo(1, 9);
    }),
  );
});
