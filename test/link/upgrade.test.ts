import { expect, test } from "vitest";
import { presets } from "../../src/domain/presets.ts";
import { scenarioVersion } from "../../src/domain/scenario.ts";
import { type Upgrade, upgraded, upgrades } from "../../src/link/upgrade.ts";

test("there is one step for every version that came before", () => {
  expect(upgrades.length).toBe(scenarioVersion - 1);
});

const rename: Upgrade = ({ old, ...rest }) => ({ ...rest, version: 2, renamed: old });
const wrap: Upgrade = ({ renamed, ...rest }) => ({ ...rest, version: 3, wrapped: [renamed] });

test.each<[string, unknown, unknown]>([
  ["the first version takes every step", { version: 1, old: 7 }, { version: 3, wrapped: [7] }],
  ["a later version takes the steps that are left", { version: 2, renamed: 7 }, { version: 3, wrapped: [7] }],
  ["the current version takes none", { version: 3, wrapped: [7] }, { version: 3, wrapped: [7] }],
  ["a newer version is left for the check to refuse", { version: 4 }, { version: 4 }],
  ["no version", { old: 7 }, { old: 7 }],
  ["a version that is no number", { version: "1", old: 7 }, { version: "1", old: 7 }],
  ["version zero", { version: 0 }, { version: 0 }],
  ["half a version", { version: 1.5 }, { version: 1.5 }],
  ["no record", null, null],
  ["a list", [1], [1]],
])("%s", (_, scenario, expected) => {
  expect(upgraded(scenario, [rename, wrap])).toEqual(expected);
});

test("today's scenarios need no step", () => {
  expect(upgraded(presets[0])).toBe(presets[0]);
});
