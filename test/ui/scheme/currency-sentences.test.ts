/** What currencies can do beside being earned and spent is told in both languages, with every number in its place. */
import { expect, test } from "vitest";
import { checkScenario } from "../../../src/domain/check.ts";
import { activityKinds } from "../../../src/domain/indicator.ts";
import { fieldAt, numbersIn } from "../../../src/domain/path.ts";
import { presets } from "../../../src/domain/presets.ts";
import type { Scenario } from "../../../src/domain/scenario.ts";
import { type Language, languages, text } from "../../../src/domain/text.ts";
import { templateParts } from "../../../src/i18n/template.ts";
import { derivedWords } from "../../../src/ui/scheme/derived.ts";
import { numberPaths, outlineOf, plainSentence, type Row } from "../../../src/ui/scheme/outline.ts";

const [preset] = presets;
const [points] = preset.currencies;

/** The preset with every part that it leaves out. */
const full: Scenario = {
  ...preset,
  currencies: [
    points,
    {
      ...points,
      id: "coins",
      name: text("虚拟币", "Coins"),
      lotOrder: "lifo",
      decay: { ...points.decay, idleDays: 30 },
      pendingDays: 14,
      redemptionBudgetPerMonth: 40_000,
      transfer: { enabled: true, pointsMin: 10, pointsPerMonth: 500, feeBasisPoints: 100 },
      purchase: { enabled: true, points: 100, cents: 990, pointsPerMonth: 2000 },
      offset: { enabled: true, points: 100, cents: 500, shareMax: 3000, earns: false },
      migrations: [{ date: "2026-06-01", numerator: 7, denominator: 3 }],
    },
  ],
  exchanges: [
    {
      id: "coins",
      enabled: true,
      from: "points",
      to: "coins",
      give: 30,
      get: 10,
      pointsMin: 90,
      pointsPerMonth: 900,
      phase: "openFusion",
      by: "member",
    },
  ],
  phase: "openFusion",
  changes: [{ date: "2026-06-01", path: "rules/login/points", value: 8 }],
  tiers: {
    currency: "points",
    validityMonths: 12,
    demotion: "oneStep",
    steps: [
      { id: "base", name: text("普卡", "Base"), threshold: 0 },
      { id: "gold", name: text("金卡", "Gold"), threshold: 1000 },
    ],
  },
  channels: [
    { id: "app", name: text("手机应用", "App"), weight: 30 },
    { id: "shop", name: text("营业厅", "Shop"), weight: 10 },
    { id: "hotline", name: text("热线", "Hotline") },
  ],
  services: preset.services.map((service) => ({ ...service, weight: 5 })),
  population: {
    ...preset.population,
    segments: preset.population.segments.map((segment) => ({
      ...segment,
      activities: activityKinds.map((indicator) => ({
        indicator,
        times: { kind: "gammaPoisson", meanPerLoginDay: 0.25, shape: 0.5 },
        ...(indicator === "bill" && {
          payment: { kind: "lognormal" as const, medianCents: 5000, sigma: 0.74 },
        }),
      })),
      joining:
        segment.id === "established"
          ? { kind: "before", tenure: { daysMin: 100, daysMax: 2000 } }
          : { kind: "preregistered", firstDay: 10, lastDay: 20 },
      opening: {
        balances: [
          { currency: "coins", share: 0.25, medianPoints: 300, sigma: 0.5, lots: 3, daysBetween: 40 },
        ],
        tiers: [{ tier: "gold", weight: 2 }],
      },
    })),
  },
};

function rowsOf(scenario: Scenario, language: Language): Row[] {
  return outlineOf(scenario, preset, language).flatMap(({ groups }) => groups.flatMap(({ rows }) => rows));
}

test("the scheme of this test is one", () => {
  expect(checkScenario(full)).toMatchObject({ ok: true });
});

test.each(languages)(
  "every number stands in a sentence, and every place leads somewhere (%s)",
  (language) => {
    const rows = rowsOf(full, language);
    const told = new Set(rows.flatMap(numberPaths));
    expect(
      numbersIn(full).filter(
        ([path]) => path !== "version" && !/^(tiers\/steps\/base|changes)\//.test(path) && !told.has(path),
      ),
    ).toEqual([]);
    for (const row of rows) {
      for (const path of numberPaths(row)) expect(fieldAt(full, path), path).toBeDefined();
      for (const part of templateParts(row.template))
        if (part.kind === "slot" && /^(from|to|.*\/(date|currency|tier))$/.test(part.name))
          expect(derivedWords(full, row.path, part.name, language), part.name).not.toBe("");
    }
  },
);

test("what members do beside reads as sentences, payments with their amounts", () => {
  const said = (language: Language) =>
    rowsOf(full, language)
      .filter(({ path, template }) => path === "population/segments/newcomers" && /activities/.test(template))
      .flatMap((row) => plainSentence(full, row, language).split("\n"));
  expect(said("zh-CN")).toHaveLength(activityKinds.length);
  expect(said("zh-CN")[0]).toBe("每个登录日平均新增好友 0.25 次，差异形状 0.5。");
  expect(said("zh-CN")[8]).toBe(
    "每个登录日平均缴费 0.25 次，差异形状 0.5。每笔金额的中位数 ¥50，离散度 σ 0.74。",
  );
  expect(said("en")[18]).toBe("On a login day 0.25 likes of others' shares on average, shape 0.5.");
  expect(said("en")[8]).toBe(
    "On a login day 0.25 bills on average, shape 0.5. A payment is ¥50 at the median, spread σ 0.74.",
  );
});

test.each<[path: string, zh: string, en: string]>([
  [
    "exchanges/coins",
    "30 分积分转换为 10 分虚拟币（向下取整），每笔至少 90 分。\n每位会员每月最多转出 900 分。\n会员积分不够兑换时，自行转换所缺部分。\n开放融合阶段才可转换。",
    "30 points of Points become 10 points of Coins, rounded down; at least 90 points at once.\nA member gives at most 900 points a month.\nMembers who cannot afford what they want exchange what they lack.\nOpen in the phase of open fusion alone.",
  ],
  [
    "changes/0",
    "2026年6月1日起，“使用频次 · 单次赠送分值”改为8 分。",
    "From Jun 1, 2026 on, Frequency · Award value becomes 8 points.",
  ],
  [
    "currencies/coins",
    [
      "每笔积分：12 个月。",
      "先用最晚失效的积分。",
      "消费所得积分冻结 14 天后可用。",
      "全体会员每月合计最多兑换 40,000 分，先到先得。",
      "余额每天衰减 0.5%，剩余部分。",
      "会员最近一次活动后的 30 天内不衰减。",
      "每年 1 月 1 日清零。",
      "会员间可转让，每笔至少 10 分，手续费 1%（从转出积分中扣，向下取整）。",
      "每位会员每月最多转出 500 分。",
      "会员可购买，¥9.90 得 100 分，不退款。",
      "每位会员每月最多购买 2,000 分。",
      "消费时每 100 分抵 ¥5，最高抵消费额的 30%；抵扣部分不计分。",
      "2026年6月1日，存量积分一次性按 7∶3 转换（向下取整）。",
    ].join("\n"),
    [
      "Each lot of points : 12 months.",
      "What lapses last is spent first.",
      "Points of a payment wait 14 days before they can be spent.",
      "All members together redeem at most 40,000 points a month, first come, first served.",
      "Balances shrink by 0.5% a day; what is left is .",
      "For 30 days after a member's last deed nothing decays.",
      "On 1 January of each year, clear .",
      "Members may send them to each other, at least 10 points at once; a fee of 1% is taken from what is sent, rounded down.",
      "A member sends at most 500 points a month.",
      "Members may buy 100 points for ¥9.90; money is not given back.",
      "A member buys at most 2,000 points a month.",
      "At checkout 100 points stand for ¥5, up to 30% of a purchase; that part earns nothing.",
      "On Jun 1, 2026 what members hold is converted 7 for 3, rounded down.",
    ].join("\n"),
  ],
  [
    "channels/app",
    "模拟中 75% 的事件经由它，权重 30。",
    "75% of the events of a simulation come through it; weight 30.",
  ],
  [
    "channels/hotline",
    "没有占比权重：模拟中没有事件经由它，只有真实记录会写明。",
    "It has no weight: in a simulation nothing comes through it; only records name it.",
  ],
  [
    `services/${preset.services[0].id}`,
    "模拟中 100% 的事件属于它，权重 5。",
    "100% of the events of a simulation belong to it; weight 5.",
  ],
  ["phase", "开放融合阶段：积分可以兑换全部物品。", "Open fusion: points buy everything on offer."],
])("%s reads as a sentence", (path, zh, en) => {
  const said = (language: Language) =>
    rowsOf(full, language)
      .filter((row) => row.path === path)
      .map((row) => plainSentence(full, row, language))
      .join("\n");
  expect(said("zh-CN")).toBe(zh);
  expect(said("en")).toBe(en);
});

test.each<[value: string[] | null, zh: string, en: string]>([
  [
    ["newcomers"],
    "2026年6月1日起，“使用频次 · 会员群体”改为新用户。",
    "From Jun 1, 2026 on, Frequency · Segments becomes Newcomers.",
  ],
  [
    null,
    "2026年6月1日起，“使用频次 · 会员群体”改为全部会员。",
    "From Jun 1, 2026 on, Frequency · Segments becomes all members.",
  ],
])("whom a rule is for from a date on is told by name: %j", (value, zh, en) => {
  const changes = [{ date: "2026-06-01", path: "rules/login/eligibility/segments", value }];
  const scenario: Scenario = { ...presets[0], changes };
  const said = (language: Language) =>
    rowsOf(scenario, language)
      .filter(({ path }) => path === "changes/0")
      .map((row) => plainSentence(scenario, row, language));
  expect([said("zh-CN"), said("en")]).toEqual([[zh], [en]]);
});
