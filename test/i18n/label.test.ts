/** What paths and values are called: in the list of changes, on the undo button, aloud. */
import { expect, test } from "vitest";
import type { Change } from "../../src/domain/change-schema.ts";
import { numbersIn } from "../../src/domain/path.ts";
import { presets } from "../../src/domain/presets.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { languages } from "../../src/domain/text.ts";
import { labelOf, valueWords } from "../../src/i18n/label.ts";

const [preset] = presets;

test.each([
  ["rules/login/points", "Frequency · Award value", "使用频次 · 单次赠送分值"],
  ["rules/login/enabled", "Frequency · on or off", "使用频次 · 启用"],
  ["rules/duration/caps/pointsPerDay", "Duration · At most a day", "使用时长 · 每日上限"],
  ["rates/credit/points", "phone credit · Points", "话费 · 积分"],
  ["currencies/points/validity", "Points · validity", "积分 · 有效期"],
  ["currencies/points/validity/months", "Points · Validity, months", "积分 · 有效期（月）"],
  ["currencies/points/decay/rounding", "Points · daily decay · rounding", "积分 · 每日衰减 · 取整"],
  [
    "population/segments/newcomers/referrals/shape",
    "Newcomers · referrals · Shape across members",
    "新用户 · 推荐 · 差异形状",
  ],
  ["population/redeeming/sigma", "redeeming · Spread σ", "兑换行为 · 门槛离散度 σ"],
  ["run/members", "run · Members", "模拟规模 · 会员数"],
  ["rules/login/name", "Frequency · name", "使用频次 · 名称"],
  ["rules/login/@position", "Frequency · place in the order", "使用频次 · 次序"],
  ["services/securities/stage", "Mobile securities · Stage", "手机证券 · 发展阶段"],
])("%s", (path, english, chinese) => {
  expect(labelOf(preset, path, "en")).toBe(english);
  expect(labelOf(preset, path, "zh-CN")).toBe(chinese);
});

const [login] = preset.rules;
const detailed = {
  ...preset,
  rules: [
    {
      ...login,
      condition: {
        kind: "bands",
        indicator: "friend",
        bands: [
          { count: 5, points: 10 },
          { count: 10, points: 30 },
        ],
      },
      multipliers: [
        { kind: "segment", segment: "newcomers", factor: 20_000 },
        { kind: "segment", segment: "established", factor: 15_000 },
      ],
      caps: { pointsPerDay: 20, pointsPerMonth: 300, pointsPerYear: 1000 },
      budgetPerMonth: 50_000,
    },
  ],
} as Scenario;

test.each([
  ["condition/bands/1/count", "band 2 · From", "档位 2 · 人数达到"],
  ["multipliers/0/factor", "boost 1 · Multiplier", "加成 1 · 倍数"],
  ["caps/pointsPerYear", "At most a year", "每年上限"],
  ["budgetPerMonth", "Budget a month", "每月预算"],
])("numbers in lists are told apart by their position: %s", (path, english, chinese) => {
  const full = `rules/${login?.id}/${path}`;
  expect(labelOf(detailed, full, "en", "Rule")).toBe(`Rule · ${english}`);
  expect(labelOf(detailed, full, "zh-CN", "规则")).toBe(`规则 · ${chinese}`);
  const labels = numbersIn(detailed.rules, "rules").map(([each]) => labelOf(detailed, each, "en"));
  expect(new Set(labels).size).toBe(labels.length);
});

test("activities of members go by what they do, channels by their names", () => {
  const [segment] = preset.population.segments;
  const times = { kind: "gammaPoisson", meanPerLoginDay: 0.1, shape: 0.5 } as const;
  const scenario: Scenario = {
    ...preset,
    channels: [{ id: "app", name: { zh: "应用", en: "App" }, weight: 3 }],
    population: {
      ...preset.population,
      segments: [
        {
          ...segment!,
          activities: [
            { indicator: "share", times },
            { indicator: "liking", times },
          ],
        },
      ],
    },
  };
  const at = `population/segments/${segment!.id}/activities`;
  expect(labelOf(scenario, `${at}/1/times/meanPerLoginDay`, "en")).toBe(
    `${segment!.name.en} · likes of others' shares · Mean per login day`,
  );
  expect(labelOf(scenario, `${at}/0/times/shape`, "zh-CN")).toBe(`${segment!.name.zh} · 分享 · 差异形状`);
  expect(labelOf(scenario, "channels/app/weight", "zh-CN")).toBe("应用 · 占比权重");
  for (const language of languages) {
    const labels = numbersIn(scenario).map(([path]) => labelOf(scenario, path, language));
    expect(new Set(labels).size).toBe(labels.length);
  }
});

test("an activity that was added goes by what it is, not by its place", () => {
  const [segment] = preset.population.segments;
  const activities = [
    {
      indicator: "share" as const,
      times: { kind: "gammaPoisson" as const, meanPerLoginDay: 0.1, shape: 0.5 },
    },
  ];
  const segments = [{ ...segment!, activities }];
  const scenario: Scenario = { ...preset, population: { ...preset.population, segments } };
  const at = `population/segments/${segment!.id}/activities/0`;
  expect(labelOf(scenario, at, "zh-CN")).toBe(`${segment!.name.zh} · 分享`);
  expect(labelOf(scenario, at, "en")).toBe(`${segment!.name.en} · shares`);
});

test.each<[string, Change["value"], string, string]>([
  ["rules/login/points", 8, "8 分", "8 points"],
  [
    "rules/login/eligibility/segments",
    ["newcomers", "established"],
    "新用户、老用户",
    "Newcomers, Established users",
  ],
  ["rules/login/eligibility/segments", null, "全部会员", "all members"],
  ["rules/login/caps/pointsPerDay", null, "无", "none"],
])(
  "what a dated change brings reads as what stands at its place: %s as %j",
  (path, value, chinese, english) => {
    const scenario: Scenario = { ...preset, changes: [{ date: "2026-03-01", path, value }] };
    for (const at of [path, "changes/0/value"]) {
      expect(valueWords(scenario, at, value, "zh-CN")).toBe(chinese);
      expect(valueWords(scenario, at, value, "en")).toBe(english);
    }
  },
);

test("parts that were added whole have a name of the page's", () => {
  const parts = ["rules/login/multipliers", "rules/login/eligibility", "changes", "channels", "tiers"];
  expect(parts.map((path) => labelOf(preset, path, "zh-CN"))).toEqual([
    "使用频次 · 加成",
    "使用频次 · 适用范围",
    "按日期调整",
    "渠道",
    "等级",
  ]);
});

test.each(languages)("no two numbers of a scheme are called the same (%s)", (language) => {
  const labels = numbersIn(preset)
    .filter(([path]) => path !== "version")
    .map(([path]) => labelOf(preset, path, language));
  expect(labels.filter((label, position) => labels.indexOf(label) !== position)).toEqual([]);
});

test.each([
  ["rules/login/points", 5, "5 points", "5 分"],
  ["rules/login/enabled", true, "on", "启用"],
  ["rules/login/enabled", false, "off", "停用"],
  ["rules/duration/caps/pointsPerDay", undefined, "none", "无"],
  ["currencies/points/decay/rounding", "down", "rounded down", "向下取整"],
  ["rules/login/rounding", undefined, "rounded up", "向上取整"],
  ["currencies/points/yearEndClearing/scope", "everything", "every balance", "全部余额"],
  ["population/referredSegment", "newcomers", "Newcomers", "新用户"],
  ["run/start", "2026-01-01", "Jan 1, 2026", "2026年1月1日"],
  ["run/seed", "down", "down", "down"],
  ["rules/login/eligibility", { channels: ["app"] }, "present", "有"],
  ["rules/login/multipliers", [{ kind: "channel", channel: "app", factor: 20_000 }], "present", "有"],
  ["currencies/points/validity", { kind: "none" }, "never expires", "永久有效"],
  ["rules/login/condition", { kind: "firstOfDay" }, "First of a day", "每天首次"],
  ["rules/login/@position", 3, "number 3", "第 3 位"],
  ["rules/login/name", { zh: "登录", en: "Login" }, "Login", "登录"],
  ["rules/login/currency", "points", "Points", "积分"],
  ["rules/login/eligibility", { segments: ["newcomers"] }, "present", "有"],
  [
    "rules/login/eligibility/segments",
    ["newcomers", "established"],
    "Newcomers, Established users",
    "新用户、老用户",
  ],
  ["services/securities/stage", "growth", "Growth", "成长期"],
  [
    "services/securities/natures",
    ["exchange", "competition"],
    "Exchange and sharing, Gaming and competition",
    "交流分享、游戏竞技",
  ],
  ["rates/credit/benefit", "goods", "physical goods", "实物商品"],
])("%s = %j in words", (path, value, english, chinese) => {
  expect(valueWords(preset, path, value, "en")).toBe(english);
  expect(valueWords(preset, path, value, "zh-CN")).toBe(chinese);
});

test("a whole rule that was added or removed goes by its own name", () => {
  const [rule] = preset.rules;
  expect(labelOf(preset, `rules/${rule?.id}`, "en")).toBe("First activation");
  expect(valueWords(preset, `rules/${rule?.id}`, rule, "en")).toBe("present");
  expect(valueWords(preset, `rules/${rule?.id}`, undefined, "en")).toBe("none");
});
