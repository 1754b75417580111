/** Tiers, levels and privileges read as sentences in both languages, with every number in its place. */
import { expect, test } from "vitest";
import { checkScenario } from "../../../src/domain/check.ts";
import { numbersIn } from "../../../src/domain/path.ts";
import { presets } from "../../../src/domain/presets.ts";
import type { Privilege } from "../../../src/domain/privilege.ts";
import type { Scenario } from "../../../src/domain/scenario.ts";
import { type Language, text } from "../../../src/domain/text.ts";
import { matching, numberPaths, outlineOf, plainSentence, type Row } from "../../../src/ui/scheme/outline.ts";

const [preset] = presets;

const privilege = (id: string, held: Privilege["held"]): Privilege => ({
  id,
  name: text("休息室", "Lounge"),
  held,
});

const scheme: Scenario = {
  ...preset,
  services: preset.services.map((service) => ({
    ...service,
    levels: {
      currency: "points",
      steps: [
        { id: "entry", name: text("初级", "Entry"), threshold: 0 },
        { id: "junior", name: text("中级", "Junior"), threshold: 500 },
      ],
    },
  })),
  tiers: {
    currency: "points",
    validityMonths: 12,
    demotion: "oneStep",
    steps: [
      { id: "base", name: text("普卡", "Base"), threshold: 0 },
      { id: "gold", name: text("金卡", "Gold"), threshold: 1000 },
    ],
  },
  privileges: [
    privilege("by-balance", { kind: "balance", currency: "points", threshold: 100 }),
    privilege("by-level", { kind: "level", service: "securities", step: "junior" }),
    privilege("by-tier", { kind: "tier", tier: "gold" }),
  ],
};

function rowsOf(scenario: Scenario, language: Language): Row[] {
  return outlineOf(scenario, preset, language).flatMap(({ groups }) => groups.flatMap(({ rows }) => rows));
}

function said(scenario: Scenario, path: string, language: Language): string[] {
  return rowsOf(scenario, language)
    .filter((row) => row.path === path)
    .map((row) => plainSentence(scenario, row, language));
}

test("the scheme of this test is one, and each of its numbers but where tiers and levels begin is told", () => {
  expect(checkScenario(scheme)).toMatchObject({ ok: true });
  const told = new Set(rowsOf(scheme, "en").flatMap(numberPaths));
  const untold = numbersIn(scheme).filter(([path]) => path !== "version" && !told.has(path));
  expect(untold).toEqual([
    ["services/securities/levels/steps/entry/threshold", 0],
    ["tiers/steps/base/threshold", 0],
  ]);
});

test.each<[path: string, zh: string, en: string]>([
  [
    "privileges/by-balance",
    "“通用积分”余额不低于 100 分时享有。",
    "Held while the balance of Points is at least 100.",
  ],
  [
    "privileges/by-level",
    "在“手机证券”达到“中级”后享有。",
    "Held from level Junior of Mobile securities on.",
  ],
  ["privileges/by-tier", "“金卡”及以上等级享有。", "Held in tier Gold and above."],
  [
    "tiers",
    "“普卡”是起点，永不降级。\n历史积分累计 1,000 分，即升为“金卡”。\n等级有效 12 个月（0 为永久），期内所得不到本级门槛的，降一级。",
    "All begin in Base, which is for ever.\nWhoever has ever earned 1,000 points rises to Gold.\nA tier is held for 12 months (0 is for ever); who earns less than its threshold in them goes one step down.",
  ],
  [
    "services/securities",
    "“初级”是起点，只升不降。\n本业务积分累计 500 分，升为“中级”。",
    "All begin in Entry; nobody falls.\nFrom 500 points of the service on: Junior.",
  ],
])("%s reads as a sentence", (path, zh, en) => {
  const named = zh
    .replace("通用积分", preset.currencies[0].name.zh)
    .replace("手机证券", preset.services[0].name.zh);
  expect(said(scheme, path, "zh-CN")).toEqual([named]);
  expect(said(scheme, path, "en")).toEqual([en]);
});

test("points of the year, and falling to the tier that fits, are told", () => {
  const other: Scenario = { ...scheme, tiers: { ...scheme.tiers!, promotedBy: "year", demotion: "fitting" } };
  expect(said(other, "tiers", "zh-CN")[0]).toContain("当年积分累计 1,000 分");
  expect(said(other, "tiers", "zh-CN")[0]).toContain("降到相符的一级");
  expect(said(other, "tiers", "en")[0]).toContain("earns 1,000 points in a natural year");
  expect(said(other, "tiers", "en")[0]).toContain("falls to the tier that fits");
});

test("a privilege is found by its sentence", () => {
  const found = matching(outlineOf(scheme, preset, "en"), scheme, "tier gold and above", "en");
  expect(found.flatMap(({ groups }) => groups.flatMap(({ rows }) => rows.map(({ path }) => path)))).toEqual([
    "privileges/by-tier",
  ]);
});
