/** Every rule is a sentence in both languages, and every number of it stands there to be changed. */
import { expect, test } from "vitest";
import { bandIndicators, countedIndicators, moneyIndicators } from "../../../src/domain/indicator.ts";
import { fieldAt, numbersIn } from "../../../src/domain/path.ts";
import { presets } from "../../../src/domain/presets.ts";
import {
  type Condition,
  type ConditionKind,
  type Rule,
  ruleSchema,
  streakRepeats,
} from "../../../src/domain/rule.ts";
import type { Scenario } from "../../../src/domain/scenario.ts";
import { type Language, languages } from "../../../src/domain/text.ts";
import { templateParts } from "../../../src/i18n/template.ts";
import { derivedWords } from "../../../src/ui/scheme/derived.ts";
import {
  choicePaths,
  isRowChanged,
  numberPaths,
  outlineOf,
  plainSentence,
  type Row,
} from "../../../src/ui/scheme/outline.ts";

const [preset] = presets;

const tiers: Scenario["tiers"] = {
  currency: "points",
  validityMonths: 12,
  demotion: "oneStep",
  steps: [
    { id: "base", name: { zh: "普卡", en: "Base" }, threshold: 0 },
    { id: "gold", name: { zh: "金卡", en: "Gold" }, threshold: 1000 },
  ],
};

/** What a kind may say in more than one way, with numbers that no sentence confuses. */
const samples: { [Kind in ConditionKind]: readonly Extract<Condition, { kind: Kind }>[] } = {
  activation: [{ kind: "activation" }],
  tenure: [{ kind: "tenure", everyMonths: 2 }],
  firstOfDay: countedIndicators.map((indicator) => ({ kind: "firstOfDay", indicator })),
  firstOfMonth: countedIndicators.map((indicator) => ({ kind: "firstOfMonth", indicator })),
  streak: streakRepeats.map((repeat) => ({ kind: "streak", days: 7, repeat })),
  sessionLength: [{ kind: "sessionLength", unitMinutes: 10 }],
  sessionReaches: [{ kind: "sessionReaches", minutes: 30 }],
  accumulated: (["day", "month"] as const).map((period) => ({
    kind: "accumulated",
    unitMinutes: 60,
    period,
  })),
  bands: bandIndicators.flatMap((indicator) =>
    [{}, { counted: "soFar" as const, sessionPoints: 11 }].map((more) => ({
      kind: "bands" as const,
      indicator,
      bands: [
        { count: 5, points: 10 },
        { count: 12, points: 30 },
        { count: 25, points: 70 },
      ],
      ...more,
    })),
  ),
  referral: [{ kind: "referral" }],
  referralRetained: [{ kind: "referralRetained", months: 3 }],
  referralStays: [{ kind: "referralStays", everyMonths: 1 }],
  referralSpend: [{ kind: "referralSpend", cents: 50_000 }],
  community: [0, 1].map((depth) => ({ kind: "community", activeMembers: 5, depth })),
  shareOfReferred: [0, 1, 3].map((depth) => ({ kind: "shareOfReferred", basisPoints: 2000, depth })),
  each: countedIndicators.map((indicator) => ({ kind: "each", indicator })),
  everyNth: countedIndicators.map((indicator) => ({ kind: "everyNth", indicator, count: 3 })),
  praisedOver: [{ kind: "praisedOver", praises: 10 }],
  perSuccess: [{ kind: "perSuccess" }],
  perAmount: moneyIndicators.flatMap((indicator) =>
    [{}, { monthTotal: true }, { fullUnits: true }, { monthTotal: true, fullUnits: true }].map((more) => ({
      kind: "perAmount" as const,
      indicator,
      cents: 100,
      ...more,
    })),
  ),
  amountOver: moneyIndicators.map((indicator) => ({ kind: "amountOver", indicator, cents: 50_050 })),
  festival: [{ kind: "festival", month: 10, day: 1 }],
  birthday: [{ kind: "birthday" }],
  anniversary: [{ kind: "anniversary" }],
  grant: [{ kind: "grant" }],
  bulkGrant: [{ kind: "bulkGrant", date: "2026-05-01" }],
  perRedeemed: [
    { kind: "perRedeemed", per: 100 },
    { kind: "perRedeemed", per: 100, spent: "points" },
  ],
  perEarned: [{ kind: "perEarned", per: 10, earned: "points" }],
};

const everything: Partial<Rule> = {
  rounding: "nearest",
  multipliers: [
    { kind: "window", span: { from: "2026-01-01", until: "2026-01-31" }, factor: 20_000 },
    { kind: "window", span: { from: "2026-06-01" }, factor: 15_000 },
    { kind: "segment", segment: "newcomers", factor: 12_000 },
    { kind: "tier", tier: "gold", factor: 13_000 },
    { kind: "channel", channel: "shop", factor: 14_000 },
    { kind: "product", product: "securities", factor: 11_000 },
  ],
  eligibility: {
    span: { until: "2026-12-31" },
    segments: ["established", "newcomers"],
    tiers: ["gold"],
    verified: true,
    channels: ["hotline", "shop"],
    products: ["securities"],
  },
  caps: { pointsPerDay: 20, pointsPerMonth: 300, pointsPerYear: 1000, allOrNothing: true },
  budgetPerMonth: 1_000_000,
  validity: { kind: "yearEnd", years: 2 },
};

const channels: Scenario["channels"] = [
  { id: "hotline", name: { zh: "热线", en: "Hotline" } },
  { id: "shop", name: { zh: "门店", en: "Shop" } },
];

const clauses: readonly (readonly [name: string, Partial<Rule>])[] = [
  ["bare", {}],
  ["with every clause", everything],
];

const all: readonly Condition[] = Object.values(samples).flat();

function withRule(condition: Condition, parts: Partial<Rule> = {}): Scenario {
  const rule: Rule = { ...(preset.rules[0] as Rule), points: 6, condition, caps: {}, ...parts };
  return { ...preset, tiers, channels, rules: [rule] };
}

function rowOf(scenario: Scenario, language: Language): Row {
  const [rules] = outlineOf(scenario, preset, language);
  return rules?.groups[0]?.rows[0] as Row;
}

function told(condition: Condition, parts: Partial<Rule> = {}): Record<Language, string> {
  const scenario = withRule(condition, parts);
  const saidIn = (language: Language) => plainSentence(scenario, rowOf(scenario, language), language);
  return { en: saidIn("en"), "zh-CN": saidIn("zh-CN") };
}

/** Bands and shares bring their own numbers; the award value means nothing to them. */
function isUnused(condition: Condition, path: string): boolean {
  return path === "points" && (condition.kind === "bands" || condition.kind === "shareOfReferred");
}

test.each(clauses)("every rule of every kind tells each of its numbers once (%s)", (_, parts) => {
  for (const condition of all) {
    const scenario = withRule(condition, parts);
    const rule = scenario.rules[0] as Rule;
    expect(ruleSchema.safeParse(rule).success, condition.kind).toBe(true);
    const numbers = numbersIn(rule).flatMap(([path]) => (isUnused(condition, path) ? [] : [path]));
    const expected = numbers.map((path) => `rules/${rule.id}/${path}`).sort();
    for (const language of languages) {
      const paths = numberPaths(rowOf(scenario, language));
      expect(paths.toSorted(), `${condition.kind} ${language}`).toEqual(expected);
      for (const path of paths) expect(fieldAt(scenario, path), path).toBeDefined();
    }
  }
});

test.each(clauses)("no sentence lacks a word (%s)", (_, parts) => {
  for (const condition of all) {
    const scenario = withRule(condition, parts);
    for (const language of languages) {
      const row = rowOf(scenario, language);
      for (const part of templateParts(row.template)) {
        if (part.kind !== "slot" || choicePaths[part.name] === "validity/kind") continue;
        expect(derivedWords(scenario, row.path, part.name, language), part.name).not.toBe("");
      }
      const sentence = plainSentence(scenario, row, language);
      expect(sentence).not.toMatch(/undefined|NaN|null|object|[{}=|]| {2}|[，、；：（]{2}|，。/);
      expect(sentence).toMatch(
        language === "en" ? /^[A-Z0-9][^\u3400-\u9fff]*\.$/ : /^([^a-zA-Z,;]|\d,\d)*。$/,
      );
    }
  }
});

test("no two rules that differ in their condition read the same", () => {
  // A success counted one by one is what `perSuccess` says, too.
  const differing = all.filter(({ kind }) => kind !== "perSuccess");
  for (const language of languages) {
    const sentences = differing.map((condition) => told(condition)[language]);
    expect(new Set(sentences).size).toBe(differing.length);
  }
});

test("within a line no text stands twice: the page tells its parts apart by it", () => {
  for (const condition of all)
    for (const language of languages)
      for (const line of rowOf(withRule(condition, everything), language).template.split("\n")) {
        const texts = templateParts(line).flatMap((part) => (part.kind === "text" ? [part.text] : []));
        expect(new Set(texts).size, line).toBe(texts.length);
      }
});

test("a number that changes leaves the sentence as it is, so that it can be dragged", () => {
  const [endless, one, three] = samples.shareOfReferred.map((condition) =>
    languages.map((language) => rowOf(withRule(condition), language).template),
  );
  expect(one).toEqual(endless);
  expect(three).toEqual(endless);
});

test.each<[Condition, zh: string, en: string]>([
  [samples.activation[0]!, "首次开通业务，得 6 分。", "The first activation earns 6 points."],
  [samples.tenure[0]!, "在网每 2 个月，得 6 分。", "Membership earns 6 points, at intervals of 2 months."],
  [
    { kind: "firstOfDay", indicator: "task" },
    "每天首次完成任务，得 6 分。",
    "The first task of a day earns 6 points.",
  ],
  [
    { kind: "firstOfMonth", indicator: "topup" },
    "每月首次充值，得 6 分。",
    "The first top-up of a month earns 6 points.",
  ],
  [
    { kind: "streak", days: 5, repeat: "restart" },
    "每连续登录满 5 天，得 6 分（得分后重新计天）。",
    "Every 5 days running with a login earn 6 points (then the count starts again).",
  ],
  [
    { kind: "streak", days: 7, repeat: "oncePerRun" },
    "连续登录满 7 天，得 6 分（中断前只得一次）。",
    "A run of 7 days with a login earns 6 points (once until it breaks).",
  ],
  [
    { kind: "streak", days: 7, repeat: "daily" },
    "连续登录从第 7 天起，每天得 6 分。",
    "From day 7 of a run of days with a login, each day earns 6 points.",
  ],
  [
    samples.sessionLength[0]!,
    "单次连续使用每满 10 分钟，得 6 分。",
    "Every unbroken 10 minutes online earn 6 points.",
  ],
  [
    samples.sessionReaches[0]!,
    "单次使用达到 30 分钟，得 6 分。",
    "A session of at least 30 minutes earns 6 points.",
  ],
  [
    { kind: "accumulated", unitMinutes: 60, period: "day" },
    "当天累计使用每满 60 分钟，得 6 分。",
    "Every 60 minutes online, added up over a day, earn 6 points.",
  ],
  [
    { kind: "accumulated", unitMinutes: 600, period: "month" },
    "当月累计使用每满 600 分钟，得 6 分。",
    "Every 600 minutes online, added up over a month, earn 6 points.",
  ],
  [
    samples.bands[0]!,
    "活跃月份内新增好友满 5 人，得 10 分；\n满 12 人，得 30 分；\n满 25 人，得 70 分；\n月末按达到的最高一档计分。",
    "From 5 friends added in an active month: 10 points;\nfrom 12: 30 points;\nfrom 25: 70 points;\n" +
      "the highest band reached is paid at the month's end.",
  ],
  [
    { kind: "bands", indicator: "contact", bands: [{ count: 1, points: 1 }] },
    "活跃月份内联系好友满 1 人，得 1 分；\n月末按达到的最高一档计分。",
    "From 1 friend contacted in an active month: 1 point;\nthe highest band reached is paid at the month's end.",
  ],
  [
    samples.referral[0]!,
    "每成功推荐一位新用户，推荐人得 6 分。",
    "Each new member referred earns the referrer 6 points.",
  ],
  [
    samples.referralRetained[0]!,
    "被推荐的用户连续 3 个月活跃，推荐人再得 6 分。",
    "A referred member active for 3 months earns the referrer another 6 points.",
  ],
  [
    samples.referralStays[0]!,
    "被推荐的用户每在网 1 个月，推荐人再得 6 分。",
    "A referred member who stays earns the referrer 6 points, at intervals of 1 month.",
  ],
  [
    samples.referralSpend[0]!,
    "被推荐的用户累计消费达到 ¥500，推荐人再得 6 分。",
    "A referred member whose spend reaches ¥500 earns the referrer another 6 points.",
  ],
  [
    { kind: "community", activeMembers: 5, depth: 0 },
    "每月末，沿推荐链向下不限层数（0）的名下社群，当月每有 5 位活跃成员，得 6 分。",
    "At a month's end, every 5 members active in it of one's community, down the referrals without end (0), earn 6 points.",
  ],
  [
    { kind: "community", activeMembers: 5, depth: 1 },
    "每月末，沿推荐链向下 1 层的名下社群，当月每有 5 位活跃成员，得 6 分。",
    "At a month's end, every 5 members active in it of one's community, down the referrals by 1 step, earn 6 points.",
  ],
  [
    { kind: "shareOfReferred", basisPoints: 2000, depth: 0 },
    "被推荐的用户每得一笔积分，推荐人分得其中 20%，沿推荐链向上不限层数（0），逐层向下取整。",
    "Referrers get 20% of what their referred members earn, up the chain without end (0), rounded down at each step.",
  ],
  [
    { kind: "shareOfReferred", basisPoints: 2000, depth: 1 },
    "被推荐的用户每得一笔积分，推荐人分得其中 20%，沿推荐链向上 1 层，逐层向下取整。",
    "Referrers get 20% of what their referred members earn, up the chain by 1 step, rounded down at each step.",
  ],
  [
    { kind: "each", indicator: "content" },
    "每发表一条内容，得 6 分。",
    "Each piece of content earns 6 points.",
  ],
  [{ kind: "each", indicator: "friend" }, "每新增一位好友，得 6 分。", "Each friend added earns 6 points."],
  [
    { kind: "everyNth", indicator: "contact", count: 3 },
    "每联系满 3 位好友，得 6 分。",
    "Every 3 friends contacted earn 6 points.",
  ],
  [
    { kind: "firstOfDay", indicator: "session" },
    "每天首次使用，得 6 分。",
    "The first session of a day earns 6 points.",
  ],
  [{ kind: "each", indicator: "share" }, "每分享一次，得 6 分。", "Each share earns 6 points."],
  [{ kind: "each", indicator: "campaign" }, "每参加一次活动，得 6 分。", "Each campaign earns 6 points."],
  [
    { kind: "everyNth", indicator: "like", count: 3 },
    "每获赞满 3 次，得 6 分。",
    "Every 3 likes earn 6 points.",
  ],
  [
    { kind: "everyNth", indicator: "content", count: 3 },
    "每发表满 3 条内容，得 6 分。",
    "Every 3 pieces of content earn 6 points.",
  ],
  [
    samples.praisedOver[0]!,
    "一条内容被评优超过 10 次，得 6 分。",
    "A piece of content praised more than 10 times earns 6 points.",
  ],
  [samples.perSuccess[0]!, "每判断正确一次，得 6 分。", "Each correct call earns 6 points."],
  [
    { kind: "perAmount", indicator: "purchase", cents: 100 },
    "每消费 ¥1 得 6 分（按比例，向上取整）。",
    "Every ¥1 of a purchase earns 6 points, in proportion, rounded up.",
  ],
  [
    { kind: "perAmount", indicator: "bill", cents: 1000 },
    "每缴费 ¥10 得 6 分（按比例，向上取整）。",
    "Every ¥10 of a bill earns 6 points, in proportion, rounded up.",
  ],
  [
    { kind: "perAmount", indicator: "bill", cents: 100, monthTotal: true },
    "每缴费 ¥1 得 6 分（按比例，向上取整），按当月合计，月末计分。",
    "Every ¥1 of a bill earns 6 points, in proportion, rounded up, on the month's total at its end.",
  ],
  [
    { kind: "perAmount", indicator: "purchase", cents: 10_000, fullUnits: true },
    "消费每满 ¥100 得 6 分。",
    "Every full ¥100 of a purchase earns 6 points.",
  ],
  [
    { kind: "perAmount", indicator: "bill", cents: 10_000, fullUnits: true, monthTotal: true },
    "缴费每满 ¥100 得 6 分，按当月合计，月末计分。",
    "Every full ¥100 of a bill earns 6 points, on the month's total at its end.",
  ],
  [
    {
      kind: "bands",
      indicator: "friend",
      counted: "soFar",
      sessionPoints: 10,
      bands: [
        { count: 20, points: 10 },
        { count: 50, points: 20 },
      ],
    },
    "活跃月份月末，累计新增好友满 20 人，得 10 分；\n满 50 人，得 20 分；\n月末按达到的最高一档计分（当月使用时长积分满 10 分即为活跃月份）。",
    "From 20 friends added by the end of an active month: 10 points;\nfrom 50: 20 points;\nthe highest band reached is paid at the month's end (active: 10 points for session time in the month).",
  ],
  [
    { kind: "amountOver", indicator: "purchase", cents: 50_000 },
    "单笔消费超过 ¥500，得 6 分。",
    "A purchase over ¥500 earns 6 points.",
  ],
  [samples.festival[0]!, "每年 10 月 1 日，得 6 分。", "Each year, day 1 of month 10 earns 6 points."],
  [samples.birthday[0]!, "生日当天，得 6 分。", "A birthday earns 6 points."],
  [samples.anniversary[0]!, "在网每满一周年，得 6 分。", "Each full year of membership earns 6 points."],
  [samples.grant[0]!, "一次性赠送，按赠送数额的 6 倍计分。", "A grant counts 6 times its amount."],
])("%o reads well", (condition, zh, en) => {
  expect(told(condition)).toEqual({ "zh-CN": zh, en });
});

const login: Condition = { kind: "firstOfDay", indicator: "login" };
const window = (from?: string, until?: string): Partial<Rule> => ({
  multipliers: [{ kind: "window", span: { ...(from && { from }), ...(until && { until }) }, factor: 20_000 }],
});
const roundedUp = ["不足 1 分的部分向上取整。", "A part of a point is rounded up."] as const;

test.each<[Partial<Rule>, zh: string, en: string]>([
  [{ caps: { pointsPerDay: 20 } }, "，每天最多 20 分。", ", at most 20 a day."],
  [{ caps: { pointsPerYear: 365 } }, "，每年最多 365 分。", ", at most 365 a year."],
  [
    { caps: { pointsPerDay: 20, pointsPerMonth: 300 } },
    "，每天最多 20 分、每月最多 300 分。",
    ", at most 20 a day, 300 a month.",
  ],
  [
    { caps: { pointsPerYear: 1000, pointsPerMonth: 300, pointsPerDay: 20, allOrNothing: true } },
    "，每天最多 20 分、每月最多 300 分、每年最多 1,000 分，超出上限的一笔不计分。",
    ", at most 20 a day, 300 a month, 1,000 a year; an award that would pass a cap earns nothing.",
  ],
  [{ caps: { allOrNothing: true } }, "。", "."],
  [
    window("2026-01-01", "2026-01-31"),
    `。\n2026年1月1日至2026年1月31日，按 200% 计分。\n${roundedUp[0]}`,
    `.\nCounts 200% from Jan 1, 2026 to Jan 31, 2026.\n${roundedUp[1]}`,
  ],
  [
    window("2026-01-01"),
    `。\n2026年1月1日起，按 200% 计分。\n${roundedUp[0]}`,
    `.\nCounts 200% from Jan 1, 2026 on.\n${roundedUp[1]}`,
  ],
  [
    window(undefined, "2026-01-31"),
    `。\n2026年1月31日及以前，按 200% 计分。\n${roundedUp[0]}`,
    `.\nCounts 200% until Jan 31, 2026.\n${roundedUp[1]}`,
  ],
  [window(), `。\n任何日期，按 200% 计分。\n${roundedUp[0]}`, `.\nCounts 200% on any date.\n${roundedUp[1]}`],
  [
    { rounding: "down", multipliers: [{ kind: "segment", segment: "newcomers", factor: 12_500 }] },
    "。\n“新用户”群体的会员，按 125% 计分。\n不足 1 分的部分向下取整。",
    ".\nCounts 125% for Newcomers.\nA part of a point is rounded down.",
  ],
  [
    { rounding: "nearest", multipliers: [{ kind: "tier", tier: "gold", factor: 15_000 }] },
    "。\n“金卡”等级的会员，按 150% 计分。\n不足 1 分的部分四舍五入。",
    ".\nCounts 150% for tier Gold.\nA part of a point is rounded to nearest.",
  ],
  [{ eligibility: {} }, "。", "."],
  [
    { eligibility: { span: { from: "2026-03-01" }, segments: ["established", "newcomers"] } },
    "。\n仅限2026年3月1日起。\n仅限以下群体的会员：老用户、新用户。",
    ".\nOnly from Mar 1, 2026 on.\nOnly for Established users, Newcomers.",
  ],
  [
    { eligibility: { verified: true } },
    "。\n仅限已实名登记的会员。",
    ".\nOnly for members whose identity has been checked.",
  ],
  [{ eligibility: { verified: false } }, "。", "."],
  [{ eligibility: { tiers: ["gold"] } }, "。\n仅限以下等级的会员：金卡。", ".\nOnly for tier Gold."],
  [
    { budgetPerMonth: 50_000 },
    "。\n全体会员每月合计最多 50,000 分，先到先得。",
    ".\nAll members together get at most 50,000 points a month, first come, first served.",
  ],
])("what %j adds reads well", (parts, zh, en) => {
  expect(told(login, parts)).toEqual({
    "zh-CN": `每天首次登录，得 6 分${zh}`,
    en: `The first login of a day earns 6 points${en}`,
  });
});

test("money in proportion says its rounding in its sentence, once", () => {
  const condition: Condition = { kind: "perAmount", indicator: "purchase", cents: 100 };
  const { multipliers } = window("2026-01-01");
  expect(told(condition, { rounding: "down", ...(multipliers && { multipliers }) })["zh-CN"]).toBe(
    "每消费 ¥1 得 6 分（按比例，向下取整）。\n2026年1月1日起，按 200% 计分。",
  );
});

test.each<[Partial<Rule>, Partial<Rule>, changed: boolean]>([
  [window("2026-01-01"), window("2026-01-01"), false],
  [window("2026-01-01"), window("2026-01-02"), true],
  [{ eligibility: { segments: ["newcomers"] } }, { eligibility: { segments: ["established"] } }, true],
  [{ rounding: "up", ...window() }, { rounding: "down", ...window() }, true],
])("%j after %j is marked as changed: %s", (parts, before, changed) => {
  const scenario = withRule(login, parts);
  const baseline = withRule(login, before);
  expect(isRowChanged({ scenario, baseline }, rowOf(scenario, "en"))).toBe(changed);
});

test("limits over several rules are sentences, too, with each of their numbers once", () => {
  const name = { zh: "合计", en: "Together" };
  const caps = { pointsPerDay: 20, pointsPerMonth: 300 };
  const scenario: Scenario = {
    ...preset,
    limits: [
      { id: "service", name, currency: "points", service: "securities", caps },
      {
        id: "all",
        name,
        currency: "points",
        caps: { pointsPerYear: 900, allOrNothing: true },
        budgetPerMonth: 5000,
      },
    ],
  };
  const said = (language: Language) => {
    const [rules] = outlineOf(scenario, preset, language);
    const rows = rules?.groups.find(({ key }) => key === "limits")?.rows ?? [];
    expect(rows.flatMap(numberPaths)).toEqual(numbersIn(scenario.limits, "limits").map(([path]) => path));
    return rows.map((row) => plainSentence(scenario, row, language));
  };
  expect(said("zh-CN")).toEqual([
    "“手机证券”业务的各项规则合计，每位会员每天最多 20 分、每月最多 300 分。",
    "各项规则合计，每位会员每年最多 900 分，超出上限的一笔不计分。\n全体会员每月合计最多 5,000 分，先到先得。",
  ]);
  expect(said("en")).toEqual([
    "All rules of Mobile securities together pay a member at most 20 a day, 300 a month.",
    "All rules together pay a member at most 900 a year; an award that would pass a cap earns nothing.\n" +
      "All members together get at most 5,000 points a month, first come, first served.",
  ]);
});
