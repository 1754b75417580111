/** Paths: every number of a preset is found by its path, with its field; nothing can be written elsewhere. */
import { describe, expect, test } from "vitest";
import { units } from "../../src/domain/field.ts";
import { fieldAt, numbersIn, readablePath, valueAt, writeAt } from "../../src/domain/path.ts";
import { presets } from "../../src/domain/presets.ts";

const [preset] = presets;

describe.each(presets.map((own) => [own.id, own] as const))("the numbers of %s", (_, own) => {
  const numbers = numbersIn(own).filter(([path]) => path !== "version");

  test("each is read and written by its path", () => {
    const draft = structuredClone(own);
    for (const [path, value] of numbers) {
      expect(valueAt(own, path)).toBe(value);
      writeAt(draft, path, value + 1);
      expect(valueAt(draft, path)).toBe(value + 1);
    }
    expect(new Set(numbers.map(([path]) => path)).size).toBe(numbers.length);
    expect(numbers.length).toBeGreaterThan(50);
  });

  test("each has a field that it lies within", () => {
    const odd = numbers.filter(([path, value]) => {
      const field = fieldAt(own, path);
      return !field || value < field.min || value > field.max;
    });
    expect(odd).toEqual([]);
  });

  test("each field has words in both languages, a known unit, a step and room to move", () => {
    for (const [path] of numbers) {
      const field = fieldAt(own, path);
      expect(field?.label.zh).toMatch(/\S/);
      expect(field?.label.en).toMatch(/\S/);
      expect(units).toContain(field?.unit);
      expect(field?.step).toBeGreaterThan(0);
      expect(field?.max).toBeGreaterThan(field?.min ?? Number.POSITIVE_INFINITY);
      if (field?.scale === "logarithmic") expect(field.min).toBeGreaterThanOrEqual(0);
    }
  });
});

test.each([
  ["rules/login/points", 5],
  ["rules/2/points", 5],
  ["run/seed", preset.run.seed],
  ["population/segments/newcomers/login/leavingGamma", 0.553],
  ["", preset],
  ["rules/nobody/points", undefined],
  ["rules/99/points", undefined],
  ["rules/-1/points", undefined],
  ["run/days/more", undefined],
  ["rules/length", undefined],
  ["__proto__", undefined],
  ["run/toString", undefined],
  ["run/__proto__/polluted", undefined],
])("%j leads to %o", (path, expected) => {
  expect(valueAt(preset, path)).toEqual(expected);
});

describe("where there is no number there is no field", () => {
  test.each([
    "",
    "version",
    "id",
    "run",
    "run/seed",
    "rules",
    "rules/login",
    "rules/login/enabled",
    "run/nothing",
    "__proto__",
  ])("%j", (path) => {
    expect(fieldAt(preset, path)).toBeUndefined();
  });

  test("an optional number has its field also while it is absent", () => {
    expect(preset.rules.find(({ id }) => id === "login")?.caps).toEqual({});
    expect(fieldAt(preset, "rules/login/caps/pointsPerDay")).toMatchObject({ unit: "points", min: 0 });
  });

  test("a union shows the fields of the kind that is there, and no other's", () => {
    expect(fieldAt(preset, "rules/duration/condition/unitMinutes")).toMatchObject({ unit: "minutes" });
    expect(fieldAt(preset, "rules/duration/condition/everyMonths")).toBeUndefined();
  });
});

describe("writing", () => {
  test("undefined takes an optional value away", () => {
    const draft = structuredClone(preset);
    writeAt(draft, "rules/duration/caps/pointsPerDay", undefined);
    expect(valueAt(draft, "rules/duration/caps")).toEqual({});
  });

  test.each([
    "",
    "nowhere/at/all",
    "rules/nobody",
    "rules/99",
    "run/days/more",
    "__proto__",
    "constructor",
    "prototype",
    "run/__proto__",
    "run/constructor",
    "__proto__/polluted",
    "constructor/prototype/polluted",
    "run/__proto__/polluted",
    "rules/__proto__/polluted",
    "rules/length",
  ])("at %j is refused and changes nothing", (path) => {
    const draft = structuredClone(preset);
    expect(() => writeAt(draft, path, { polluted: true })).toThrow(RangeError);
    expect(draft).toEqual(preset);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

test("positions become ids where entries have them", () => {
  expect(readablePath(preset, ["rules", 2, "points"])).toBe("rules/login/points");
  expect(readablePath(preset, ["services", 0, "natures", 0])).toBe("services/securities/natures/0");
  expect(readablePath(preset, ["rules", 99, "points"])).toBe("rules/99/points");
  expect(readablePath(preset, [])).toBe("");
});
