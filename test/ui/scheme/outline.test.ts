/** The scheme as sentences: nothing is left out, every place leads to a number, both languages say the same. */
import { expect, test } from "vitest";
import type { Validity } from "../../../src/domain/currency.ts";
import { fieldAt, numbersIn, valueAt } from "../../../src/domain/path.ts";
import { presets } from "../../../src/domain/presets.ts";
import type { Scenario } from "../../../src/domain/scenario.ts";
import { type Language, languages } from "../../../src/domain/text.ts";
import { templateParts } from "../../../src/i18n/template.ts";
import { derivedWords } from "../../../src/ui/scheme/derived.ts";
import {
  choicePaths,
  isRowChanged,
  matching,
  numberPaths,
  originsOf,
  outlineOf,
  plainSentence,
  type Row,
  sectionOf,
} from "../../../src/ui/scheme/outline.ts";
import { validityLike } from "../../../src/ui/scheme/validity-like.ts";

const [preset] = presets;

function rowsOf(scenario: Scenario, language: Language): Row[] {
  return outlineOf(scenario, preset, language).flatMap(({ groups }) => groups.flatMap(({ rows }) => rows));
}

function rowAt(path: string, language: Language = "en"): Row {
  return rowsOf(preset, language).find((row) => row.path === path) as Row;
}

test.each(languages)("every number of the scheme stands in a sentence (%s)", (language) => {
  const told = new Set(rowsOf(preset, language).flatMap(numberPaths));
  const untold = numbersIn(preset).filter(([path]) => path !== "version" && !told.has(path));
  expect(untold).toEqual([]);
});

test.each(languages)(
  "every place of every sentence leads to a number field, a choice or a figure (%s)",
  (language) => {
    for (const row of rowsOf(preset, language)) {
      for (const path of numberPaths(row)) expect(fieldAt(preset, path), path).toBeDefined();
      for (const part of templateParts(row.template)) {
        if (part.kind !== "slot") continue;
        const choice = choicePaths[part.name];
        if (choice) expect(valueAt(preset, `${row.path}/${choice}`), part.name).toBeTypeOf("string");
        else expect(derivedWords(preset, row.path, part.name, language), part.name).not.toBe("");
      }
    }
  },
);

test("both languages tell the same rows and numbers", () => {
  const told = (language: Language) =>
    rowsOf(preset, language).map((row) => [row.path, ...numberPaths(row).sort()]);
  expect(told("en")).toEqual(told("zh-CN"));
});

test.each(["none", "days", "months", "monthEnd", "yearEnd", "projectEnd", "cycle", "lots"] as const)(
  "a validity of kind %s is told whole",
  (kind) => {
    const validity = validityLike(preset.currencies[0]?.validity as Validity, kind);
    const currency = { ...preset.currencies[0], validity } as Scenario["currencies"][number];
    const scenario = { ...preset, currencies: [currency] };
    for (const language of languages) {
      const row = rowsOf(scenario, language).find(({ path }) => path === "currencies/points") as Row;
      const numbers = numbersIn(validity, "currencies/points/validity").map(([path]) => path);
      expect(numberPaths(row)).toEqual(numbers);
    }
  },
);

test.each<[Validity, Validity["kind"], Validity]>([
  [{ kind: "monthEnd", months: 12 }, "days", { kind: "days", days: 365 }],
  [{ kind: "monthEnd", months: 12 }, "yearEnd", { kind: "yearEnd", years: 1 }],
  [{ kind: "months", months: 60 }, "days", { kind: "days", days: 1825 }],
  [{ kind: "months", months: 3 }, "yearEnd", { kind: "yearEnd", years: 1 }],
  [{ kind: "days", days: 730 }, "months", { kind: "months", months: 24 }],
  [{ kind: "days", days: 1 }, "monthEnd", { kind: "monthEnd", months: 1 }],
  [{ kind: "days", days: 1830 }, "monthEnd", { kind: "monthEnd", months: 60 }],
  [{ kind: "yearEnd", years: 5 }, "monthEnd", { kind: "monthEnd", months: 60 }],
  [{ kind: "none" }, "months", { kind: "months", months: 12 }],
  [{ kind: "months", months: 7 }, "none", { kind: "none" }],
])("%o as %s lasts about as long", (validity, kind, expected) => {
  expect(validityLike(validity, kind)).toEqual(expected);
});

test("rules stand under their weight, with the target of the cell", () => {
  const [rules] = outlineOf(preset, preset, "en");
  expect(rules?.groups.map(({ title, note, rows }) => [title, note, rows.length])).toEqual([
    ["Key indicators", "spreading · target 60%", 2],
    ["Secondary indicators", "use · target 30%", 4],
    ["Other indicators", "target 10%", 3],
  ]);
  expect(rowAt("rules/comment").note).toBe("later stage");
  expect(rowAt("rules/login").note).toBe("");
});

test.each<[query: string, language: Language, path: string]>([
  ["登录", "zh-CN", "rules/login"],
  ["话费", "zh-CN", "rates/credit"],
  ["headset", "en", "items/headset"],
  ["Daily DECAY", "en", "currencies/points"],
  ["phone credit 300", "en", "rates/credit"],
  ["３００", "en", "rates/credit"],
])("a search for %s finds it (%s)", (query, language, path) => {
  const found = matching(outlineOf(preset, preset, language), preset, query, language);
  const paths = found.flatMap(({ groups }) => groups.flatMap(({ rows }) => rows.map((row) => row.path)));
  expect(paths).toContain(path);
  expect(paths.length).toBeLessThan(rowsOf(preset, language).length);
});

test("a search for nothing shows all, for nonsense nothing", () => {
  const all = outlineOf(preset, preset, "en");
  expect(matching(all, preset, "  ", "en")).toBe(all);
  expect(matching(all, preset, "zebra", "en")).toEqual([]);
});

test("a sentence reads aloud with its numbers", () => {
  expect(plainSentence(preset, rowAt("rules/duration"), "en")).toBe(
    "Every unbroken 10 minutes online earn 5 points, at most 20 a day.",
  );
  expect(plainSentence(preset, rowAt("rules/duration", "zh-CN"), "zh-CN")).toBe(
    "单次连续使用每满 10 分钟，得 5 分，每天最多 20 分。",
  );
  expect(plainSentence(preset, rowAt("rules/tenure"), "en")).toBe(
    "Membership earns 50 points, at intervals of 1 month.",
  );
});

test("each row says where its numbers come from", () => {
  expect(originsOf(preset, rowAt("rules/login"), "en")).toBe("[001]");
  expect(originsOf(preset, rowAt("rates/service"), "en")).toBe("assumed");
});

test.each([
  [
    "rules/login",
    { rules: preset.rules.map((rule) => (rule.id === "login" ? { ...rule, points: 6 } : rule)) },
    true,
  ],
  ["rules/login", { rules: preset.rules.map((rule) => ({ ...rule, enabled: !rule.enabled })) }, true],
  [
    "rules/tenure",
    { rules: preset.rules.map((rule) => (rule.id === "login" ? { ...rule, points: 6 } : rule)) },
    false,
  ],
  ["run", { run: { ...preset.run, start: "2027-01-01" } }, true],
])("%s marked as changed", (path, parts, changed) => {
  const scenario: Scenario = { ...preset, ...parts };
  expect(isRowChanged({ scenario, baseline: preset }, rowAt(path))).toBe(changed);
});

test("a change of kind marks the validity row", () => {
  const currency = { ...preset.currencies[0], validity: { kind: "none" } } as Scenario["currencies"][number];
  const scenario = { ...preset, currencies: [currency] };
  const row = rowsOf(scenario, "en").find(({ path }) => path === "currencies/points") as Row;
  expect(isRowChanged({ scenario, baseline: preset }, row)).toBe(true);
});

test.each([
  ["items/theme/taste", "exchange"],
  ["rates", "exchange"],
  ["population/redeeming/sigma", "members"],
  ["run/days", "run"],
])("%s belongs to the section %s", (path, section) => {
  expect(sectionOf(path)).toBe(section);
});
