/** The pinned fingerprints: the same scenario gives the same bits, today, elsewhere and later. */
import { describe, expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import { engineVersion } from "../../src/engine/version.ts";
import golden from "../golden/fingerprints.json" with { type: "json" };
import { outcomeOf } from "./computed.ts";
import { goldenScenarios } from "./golden-scenarios.ts";

const pinned: Record<string, string> = golden.fingerprints;

describe("pinned scenarios", () => {
  // A mismatch prints the fingerprint to pin: with a new version of the engine, or where the preset they start from has changed.
  test.each(Object.entries(goldenScenarios))("%s", (name, scenario) => {
    const { fingerprint, ledger } = outcomeOf(scenario);
    expect({ name, fingerprint }).toEqual({ name, fingerprint: pinned[name] });
    expect(Object.values(ledger).every(({ issued }) => issued > 0)).toBe(true);
  });

  test("each is a scenario that any door would let in, and all differ", () => {
    for (const scenario of Object.values(goldenScenarios))
      expect(checkScenario(scenario)).toMatchObject({ ok: true });
    expect(new Set(Object.values(pinned)).size).toBe(Object.keys(pinned).length);
  });

  test("the file pins these scenarios and no others, for this version of the engine", () => {
    expect(golden.engine).toBe(engineVersion);
    expect(Object.keys(pinned)).toEqual(Object.keys(goldenScenarios));
  });
});

test("the second run of a scenario is the first, whatever ran in between", () => {
  const [first, second] = Object.values(goldenScenarios);
  if (!first || !second) throw new Error("no golden scenarios");
  const before = outcomeOf(first);
  outcomeOf(second);
  expect(outcomeOf(structuredClone(first))).toEqual(before);
});
