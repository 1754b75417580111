import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeAt } from "../../src/domain/path.ts";
import { presets } from "../../src/domain/presets.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { decodeLink, encodeLink, LinkError } from "../../src/link/link.ts";
import { seal } from "../../src/link/seal.ts";
import { editedPreset } from "./edits.ts";

const [preset] = presets;

/** As text and back, like a scheme from a file: the preset's segments share parts, which a clone would share, too. */
function edited(changes: Record<string, unknown>): Scenario {
  const draft: Scenario = JSON.parse(JSON.stringify(preset));
  for (const [path, value] of Object.entries(changes)) writeAt(draft, path, value);
  return draft;
}

/** What a link of this content is said to be. */
function problemOf(content: unknown): unknown {
  const decoded = decodeLink(seal(JSON.stringify(content)));
  return decoded.ok ? "opened" : decoded.problem;
}

describe("round trips", () => {
  test.each(presets.map((each) => [each.id, each]))(
    "the preset %s opens from its link, which is tiny",
    (_, each) => {
      const link = encodeLink(each);
      expect(decodeLink(link)).toEqual({ ok: true, scenario: each });
      expect(link.length).toBeLessThan(40);
    },
  );

  test.each<[string, Record<string, unknown>, number]>([
    ["one number", { "rules/login/points": 6 }, 50],
    ["a real number", { "population/segments/newcomers/minutes/sigma": 1.35 }, 60],
    [
      "a number of one segment that others have, too",
      { "population/segments/newcomers/minutes/medianMinutes": 40 },
      60,
    ],
    ["a number of the first segment alone", { "population/segments/established/contents/shape": 2 }, 60],
    ["a cap taken away", { "rules/duration/caps/pointsPerDay": undefined }, 50],
    ["a cap added", { "rules/login/caps/pointsPerDay": 5 }, 60],
    ["another kind of validity", { "currencies/points/validity": { kind: "days", days: 90 } }, 70],
    ["a rule deleted", { rules: preset.rules.slice(1) }, 100],
    [
      "a provenance that is keyed by a path",
      { provenance: { "rules/login/points": { status: "assumed" } } },
      100,
    ],
    [
      "changes of whom a rule is for",
      {
        changes: [
          { date: "2026-03-01", path: "rules/login/eligibility/segments", value: ["newcomers"] },
          { date: "2026-04-01", path: "rules/login/eligibility/segments", value: null },
        ],
      },
      150,
    ],
    [
      "changes to validities of other kinds",
      {
        changes: [
          { date: "2026-03-01", path: "currencies/points/validity", value: { kind: "yearEnd", years: 2 } },
          { date: "2026-04-01", path: "rules/login/validity", value: { kind: "none" } },
        ],
      },
      150,
    ],
    ["a seed in Chinese", { "run/seed": "沙盘" }, 60],
    ["an id of its own", { id: "mine" }, 150],
  ])("%s survives, in a short link", (_, changes, lengthMax) => {
    const scenario = edited(changes);
    const link = encodeLink(scenario);
    expect(decodeLink(link)).toEqual({ ok: true, scenario });
    expect(link.length).toBeLessThan(lengthMax);
    expect(link).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
  });

  test("any valid edit of the preset survives", () => {
    fc.assert(
      fc.property(editedPreset, (scenario) => {
        expect(decodeLink(encodeLink(scenario))).toEqual({ ok: true, scenario });
      }),
      { numRuns: 400, seed: 20_260_101 },
    );
  });
});

describe("what cannot be encoded", () => {
  test("an invalid scenario is refused, with what is wrong", () => {
    const scenario = edited({ "rules/login/points": -1 });
    expect(() => encodeLink(scenario)).toThrow(LinkError);
    expect(() => encodeLink(scenario)).toThrow("rules/login/points: out of range (0 to 10000)");
  });

  test("a number that JSON cannot carry is refused, not changed", () => {
    expect(() => encodeLink(edited({ "rules/login/points": Number.NaN }))).toThrow("rules/login/points");
  });

  test("a name with invisible characters is refused, because the check removes them", () => {
    expect(() => encodeLink(edited({ name: { zh: "a\u202eb", en: "a" } }))).toThrow("same scenario");
  });

  test("a scenario too large for a link is refused as too long", () => {
    const random = (at: number) =>
      Array.from({ length: 200 }, (_, character) =>
        String.fromCodePoint(0x4e00 + ((at * 7919 + character * 104_729 + at * character * 31) % 20_000)),
      ).join("");
    const scenario = edited({
      rules: Array.from({ length: 60 }, (_, at) => ({
        ...preset.rules[0]!,
        id: `rule-${at}`,
        name: { zh: random(at), en: random(at + 60) },
      })),
    });
    expect(() => encodeLink(scenario)).toThrow("the link is too long");
  });
});

describe("what a link contains is checked", () => {
  const changes = (edits: Record<string, unknown>) => ({
    preset: "mobile-securities",
    revision: 1,
    changes: edits,
  });

  test.each<[string, unknown, unknown]>([
    ["null", null, { code: "payload", key: "" }],
    ["a list", [], { code: "payload", key: "" }],
    ["nothing of a link", {}, { code: "payload", key: "preset" }],
    ["an unknown key", { ...changes({}), extra: 1 }, { code: "payload", key: "extra" }],
    ["a scenario and more", { scenario: preset, extra: 1 }, { code: "payload", key: "extra" }],
    ["no revision", { preset: "mobile-securities", changes: {} }, { code: "payload", key: "revision" }],
    ["no changes", { preset: "mobile-securities", revision: 1 }, { code: "payload", key: "changes" }],
    ["removed as a text", { ...changes({}), removed: "rules" }, { code: "payload", key: "removed" }],
    ["removed numbers", { ...changes({}), removed: [1] }, { code: "payload", key: "removed" }],
    [
      "a preset unheard of",
      { preset: "nothing", revision: 1, changes: {} },
      { code: "unknownPreset", preset: "nothing", revision: 1 },
    ],
    [
      "a revision unheard of",
      { preset: "mobile-securities", revision: 999, changes: {} },
      { code: "unknownPreset", preset: "mobile-securities", revision: 999 },
    ],
    [
      "a rule unheard of",
      changes({ "rules/nothing/points": 1 }),
      { code: "path", path: "rules/nothing/points" },
    ],
    ["a change of everything", changes({ "": {} }), { code: "path", path: "" }],
    ["a removal in nothing", { ...changes({}), removed: ["a/b"] }, { code: "path", path: "a/b" }],
    [
      "more changes than a scenario has values",
      changes(Object.fromEntries(Array.from({ length: 5001 }, (_, at) => [`k${at}`, 0]))),
      { code: "tooManyChanges", limit: 5000 },
    ],
    [
      "a value out of range",
      changes({ "rules/login/points": 10_001 }),
      { code: "scenario", problems: [{ code: "range", path: "rules/login/points", min: 0, max: 10_000 }] },
    ],
    [
      "a key that is not the scenario's",
      changes({ "rules/login/extra": 1 }),
      { code: "scenario", problems: [{ code: "unknownKey", path: "rules/login", key: "extra" }] },
    ],
    [
      "a needed value removed",
      { ...changes({}), removed: ["rules/login/points"] },
      { code: "scenario", problems: [{ code: "missing", path: "rules/login/points", expected: "number" }] },
    ],
    [
      "a newer scenario",
      { scenario: { ...preset, version: 2 } },
      { code: "scenario", problems: [{ code: "newerVersion", path: "version", limit: 1 }] },
    ],
    [
      "a scenario of null",
      { scenario: null },
      { code: "scenario", problems: [expect.objectContaining({ path: "" })] },
    ],
  ])("%s", (_, content, expected) => {
    expect(problemOf(content)).toEqual(expected);
  });

  test.each([
    "__proto__/polluted",
    "constructor/prototype/polluted",
    "rules/__proto__/polluted",
    "run/__proto__",
  ])("a change to %s reaches nothing", (path) => {
    const content = `{"preset":"mobile-securities","revision":1,"changes":{${JSON.stringify(path)}:1}}`;
    expect(decodeLink(seal(content))).toMatchObject({ ok: false, problem: { code: "path", path } });
    expect("polluted" in {}).toBe(false);
  });

  test("a change named __proto__ is a path like any other", () => {
    const content = '{"preset":"mobile-securities","revision":1,"changes":{"__proto__":{"rules":[]}}}';
    expect(decodeLink(seal(content))).toMatchObject({
      ok: false,
      problem: { code: "path", path: "__proto__" },
    });
  });

  test("a base is not touched by the links that build on it", () => {
    decodeLink(encodeLink(edited({ "rules/login/points": 77 })));
    expect(decodeLink(encodeLink(preset))).toEqual({ ok: true, scenario: preset });
  });

  test("nesting without end is not valid, and is no danger", () => {
    const decoded = decodeLink(seal(`{"scenario":${"[".repeat(100_000)}${"]".repeat(100_000)}}`));
    expect(decoded).toMatchObject({
      ok: false,
      problem: { code: "scenario", problems: [{ code: "tooDeep" }] },
    });
  });
});
