/** The type × stage matrix, cell by cell as the planning documents print it, and the targets that follow. */
import { describe, expect, test } from "vitest";
import {
  type IndicatorGroup,
  indicatorGroups,
  isNearTarget,
  type Service,
  structureTarget,
  weightOf,
} from "../../src/domain/service.ts";
import { text } from "../../src/domain/text.ts";

type Nature = Service["natures"][number];
type Stage = Service["stage"];

function serviceOf(natures: Nature[], stage: Stage): Service {
  return { id: "service", name: text("业务", "Service"), natures, stage };
}

const printed = `
  oneWayAcquisition introduction  key spreading           secondary use
  oneWayAcquisition growth        key spreading,use       secondary -
  oneWayAcquisition maturity      key use                 secondary spreading
  communication     introduction  key spreading           secondary use
  communication     growth        key spreading,use       secondary -
  communication     maturity      key use,spreading       secondary -
  exchange          introduction  key spreading           secondary content,use
  exchange          growth        key content,spreading   secondary use
  exchange          maturity      key content,use         secondary spreading
  competition       introduction  key spreading           secondary ability,use
  competition       growth        key spreading,ability   secondary use
  competition       maturity      key ability             secondary spreading
  consumption       introduction  key spreading           secondary spend,use
  consumption       growth        key spreading,spend     secondary use
  consumption       maturity      key spend               secondary spreading
`;

const cells = printed
  .trim()
  .split("\n")
  .map((line) => line.trim().split(/\s+/))
  .map(([nature, stage, , key, , secondary]) => ({
    nature: nature as Nature,
    stage: stage as Stage,
    key: (key ?? "").split(",") as IndicatorGroup[],
    secondary: (secondary === "-" ? [] : (secondary ?? "").split(",")) as IndicatorGroup[],
  }));

describe.each(cells)("$nature, $stage", ({ nature, stage, key, secondary }) => {
  const service = serviceOf([nature], stage);

  test(`key ${key.join(", ")}; secondary ${secondary.join(", ") || "none"}; all others other`, () => {
    const weighed = (weight: string) =>
      indicatorGroups.filter((group) => weightOf(service, group) === weight).sort();
    expect(weighed("key")).toEqual([...key].sort());
    expect(weighed("secondary")).toEqual([...secondary].sort());
    expect(weighed("other")).toHaveLength(indicatorGroups.length - key.length - secondary.length);
  });

  test(secondary.length > 0 ? "targets are 60, 30 and 10 %" : "targets are 90 and 10 %", () => {
    expect(structureTarget(service)).toEqual(
      secondary.length > 0
        ? { key: 0.6, secondary: 0.3, other: 0.1 }
        : { key: 0.9, secondary: 0, other: 0.1 },
    );
  });
});

test("all twelve cells are there, those of the fourth type once for each document", () => {
  expect(new Set(cells.map(({ nature, stage }) => `${nature} ${stage}`)).size).toBe(15);
});

test("with several natures the higher weight wins", () => {
  const both = serviceOf(["oneWayAcquisition", "exchange"], "growth");
  const weights = Object.fromEntries(indicatorGroups.map((group) => [group, weightOf(both, group)]));
  expect(weights).toEqual({
    use: "key",
    spreading: "key",
    content: "key",
    ability: "other",
    spend: "other",
    other: "other",
  });
  expect(structureTarget(both).key).toBe(0.9);
});

test.each([
  [0.6, 0.6, true],
  [0.5, 0.6, true],
  [0.7, 0.6, true],
  [0.4, 0.3, true],
  [0.2, 0.1, true],
  [0.4999, 0.6, false],
  [0.7001, 0.6, false],
  [0, 0.1, true],
  [Number.NaN, 0.6, false],
])("a share of %d against a target of %d passes: %s", (share, target, passes) => {
  expect(isNearTarget(share, target)).toBe(passes);
});
