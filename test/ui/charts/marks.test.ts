import { expect, test } from "vitest";
import type { Month, MonthFlows } from "../../../src/domain/outcome.ts";
import { afterKey } from "../../../src/ui/charts/Cursor.tsx";
import { flowBars, occurringFlows } from "../../../src/ui/charts/Flows.tsx";
import { sparkline } from "../../../src/ui/charts/Sparkline.tsx";
import { estimate } from "../overview/fake-outcome.ts";

const month = (firstDay: number): Month => ({
  firstDay,
  days: 10,
  name: "2026-01",
  enrolledMembers: 1,
  activeRate: 1,
  costCentsPerMember: estimate(0, 0),
});
const flow = (parts: Partial<MonthFlows>): MonthFlows => ({
  issued: 0,
  redeemed: 0,
  expired: 0,
  decayed: 0,
  cleared: 0,
  ...parts,
});

test("only flows that occur are drawn and named; issued and redeemed always are", () => {
  expect(occurringFlows([flow({})])).toEqual(["issued", "redeemed"]);
  expect(occurringFlows([flow({}), flow({ decayed: 1 })])).toEqual(["issued", "redeemed", "decayed"]);
});

test("points in are stacked up from zero, points out down from it", () => {
  const flows = [flow({ issued: 40, redeemed: 10, cleared: 5 })];
  const heights = flowBars(
    [month(0)],
    flows,
    (x) => x,
    (y) => -y,
  ).map(({ flow, path }) => [
    flow,
    ...Array.from(path.matchAll(/,([-\d.]+)/g), ([, height]) => Number(height)),
  ]);
  expect(heights).toEqual([
    ["issued", 0, 0, -40, -40],
    ["redeemed", 0, 0, 10, 10],
    ["cleared", 10, 10, 15, 15],
  ]);
});

test.each([
  ["ArrowRight", 5, 6],
  ["ArrowLeft", 5, 4],
  ["ArrowLeft", 0, 0],
  ["ArrowRight", 9, 9],
  ["PageUp", 5, 8],
  ["PageDown", 1, 0],
  ["Home", 5, 0],
  ["End", 5, 9],
  ["Escape", 5, undefined],
  ["Tab", 5, "none"],
])("%s moves the readout from %i to %s", (key, from, to) => {
  expect(afterKey(key, from, 9, 3)).toBe(to);
});

test("a sparkline stands on zero and ends at its last number", () => {
  expect(sparkline([0, 5, 10])).toEqual({ path: "M3,21L36,12L69,3", end: { x: 69, y: 3 } });
  expect(sparkline([0, 10, Number.NaN]).end).toEqual({ x: 36, y: 3 });
  expect(sparkline([4])).toEqual({ path: "" });
  expect(sparkline([2, 2]).path).toBe("M3,3L69,3");
});
