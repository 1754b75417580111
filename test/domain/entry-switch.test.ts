/** Switching a whole service or currency, on the benchmark's scheme that has several of both. */
import { describe, expect, test } from "vitest";
import { full } from "../../src/cli/everything.ts";
import { isSwitchedOn, switchEntry, switchesOf } from "../../src/domain/entry-switch.ts";
import { valueAt } from "../../src/domain/path.ts";
import type { Scenario } from "../../src/domain/scenario.ts";

const copyOf = (): Scenario => structuredClone(full);
const onIn = (scenario: Scenario) =>
  scenario.rules.filter(({ enabled }) => enabled).map(({ service }) => service);

describe("a service or a currency is switched with everything of it", () => {
  test("a service with its rules, and with no others", () => {
    const draft = copyOf();
    switchEntry(draft, "services/circle", false, full);
    expect(isSwitchedOn(draft, "services/circle")).toBe(false);
    expect(onIn(draft)).toEqual(onIn(full).filter((service) => service !== "circle"));
    switchEntry(draft, "services/circle", true, full);
    expect(draft).toEqual(full);
  });

  test.each([
    ["coins", ["rules/month/enabled", "items/theme/enabled", "exchanges/coins-to-points/enabled"]],
    ["lifetime", ["rules/hours/enabled"]],
  ])("%s with the rules that pay in it, its items and its exchanges", (currency, some) => {
    const path = `currencies/${currency}`;
    expect(switchesOf(full, path)).toEqual(expect.arrayContaining(some));
    const draft = copyOf();
    switchEntry(draft, path, false, full);
    expect(switchesOf(draft, path).map((each) => valueAt(draft, each))).not.toContain(true);
  });

  test("what the baseline had off stays off when the rest comes back, unless nothing was on", () => {
    const baseline = copyOf();
    for (const rule of baseline.rules) rule.enabled = rule.service !== "circle" && rule.id !== "session";
    const draft = structuredClone(baseline);
    switchEntry(draft, "services/news", false, baseline);
    switchEntry(draft, "services/news", true, baseline);
    expect(draft).toEqual(baseline);
    switchEntry(draft, "services/circle", true, baseline);
    expect(draft.rules.filter(({ service }) => service === "circle").every(({ enabled }) => enabled)).toBe(
      true,
    );
  });

  test("what has nothing to switch has no switch", () => {
    expect(isSwitchedOn(full, "segments/newcomers")).toBeUndefined();
    expect(isSwitchedOn({ ...full, rules: [] }, "services/circle")).toBeUndefined();
  });
});
