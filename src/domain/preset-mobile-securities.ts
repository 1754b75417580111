/** 手机证券, the worked case of [001]: one-way acquisition in its introduction stage. */
import type { Rule } from "./rule.ts";
import type { Scenario } from "./scenario.ts";
import { text } from "./text.ts";

type RuleParts = Pick<Rule, "id" | "name" | "condition" | "points"> & {
  enabled?: boolean;
  pointsPerDay?: number;
};

function rule({ id, name, condition, points, enabled = true, pointsPerDay }: RuleParts): Rule {
  return {
    id,
    name,
    service: "securities",
    currency: "points",
    enabled,
    condition,
    points,
    caps: pointsPerDay === undefined ? {} : { pointsPerDay },
  };
}

const rules: Rule[] = [
  rule({
    id: "activation",
    name: text("业务开通", "First activation"),
    condition: { kind: "activation" },
    points: 100,
  }),
  rule({
    id: "tenure",
    name: text("在网时长", "Tenure"),
    condition: { kind: "tenure", everyMonths: 1 },
    points: 50,
  }),
  rule({
    id: "login",
    name: text("使用频次", "Frequency"),
    condition: { kind: "firstOfDay", indicator: "login" },
    points: 5,
  }),
  rule({
    id: "duration",
    name: text("使用时长", "Duration"),
    condition: { kind: "sessionLength", unitMinutes: 10 },
    points: 5,
    pointsPerDay: 20,
  }),
  rule({ id: "referral", name: text("推荐用户", "Referral"), condition: { kind: "referral" }, points: 100 }),
  rule({
    id: "referral-retained",
    name: text("推荐用户活跃", "Referred and active"),
    condition: { kind: "referralRetained", months: 3 },
    points: 200,
  }),
  rule({
    id: "comment",
    name: text("发表股评", "Comment posted"),
    condition: { kind: "each", indicator: "content" },
    points: 5,
    enabled: false,
  }),
  rule({
    id: "praise",
    name: text("股评被评优", "Comment praised"),
    condition: { kind: "praisedOver", praises: 10 },
    points: 20,
    enabled: false,
  }),
  rule({
    id: "pick",
    name: text("荐股正确", "Correct stock pick"),
    condition: { kind: "perSuccess" },
    points: 20,
    enabled: false,
  }),
];

const newcomerHabits = {
  minutes: { kind: "lognormal", medianMinutes: 15, sigma: 1 },
  referrals: { kind: "gammaPoisson", meanPerYear: 0.15, shape: 0.5 },
  contents: { kind: "gammaPoisson", meanPerLoginDay: 0.05, shape: 0.5 },
  praisesPerContent: 3,
  contests: { kind: "gammaPoisson", meanPerLoginDay: 0.05, shape: 0.5 },
  contestSuccess: 0.3,
} as const;

const population: Scenario["population"] = {
  segments: [
    {
      id: "established",
      name: text("老用户", "Established users"),
      weight: 80,
      joining: { kind: "before" },
      login: {
        kind: "bgbb",
        meanProbability: 0.27,
        concentration: 2,
        leavingGamma: 0.5,
        leavingDelta: 500,
        persistence: 0.5,
      },
      cancellation: { kind: "sbg", alpha: 0.668, beta: 3.806 },
      ...newcomerHabits,
    },
    {
      id: "newcomers",
      name: text("新用户", "Newcomers"),
      weight: 20,
      joining: { kind: "during", firstDay: 0, lastDay: 364 },
      login: {
        kind: "bgbb",
        meanProbability: 0.36,
        concentration: 2,
        leavingGamma: 0.553,
        leavingDelta: 1.31,
        persistence: 0.5,
      },
      cancellation: { kind: "sbg", alpha: 0.704, beta: 1.182 },
      ...newcomerHabits,
    },
  ],
  referredSegment: "newcomers",
  redeeming: { kind: "latentThreshold", steepness: 2, medianPoints: 500, sigma: 0.8, valueWeight: 0.5 },
};

const provenance: Scenario["provenance"] = {
  "": { status: "assumed" },
  rules: { status: "sourced", document: "001" },
  services: { status: "sourced", document: "001" },
  "currencies/points/validity": {
    status: "assumed",
    note: text(
      "[003] 有效期 1 或 2 年；此处取一年，到月末",
      "[003] says 1 or 2 years; here one year, to the end of the month",
    ),
  },
  "currencies/points/decay": {
    status: "assumed",
    note: text("手机证券未规定衰减", "The case states no decay"),
  },
  "rates/credit": {
    status: "sourced",
    document: "001",
    note: text("全球通：300 分 = 10 元", "GoTone: 300 points = 10 yuan"),
  },
  "rates/service": {
    status: "assumed",
    note: text(
      "[001] 要求业务与虚拟商品更优惠，未给出数值",
      "[001] asks for a favoured rate here and gives no number",
    ),
  },
  "rates/virtual": {
    status: "assumed",
    note: text(
      "[001] 要求业务与虚拟商品更优惠，未给出数值",
      "[001] asks for a favoured rate here and gives no number",
    ),
  },
  "rates/goods": { status: "assumed", note: text("与话费相同", "The same as for phone credit") },
  "population/segments/newcomers/login": {
    status: "assumed",
    note: text(
      "拟合次日、7 日、30 日留存 25.3%、12%、5.7%",
      "Fitted to retention of 25.3, 12 and 5.7 % on days 1, 7 and 30",
    ),
  },
  "population/segments/established/cancellation": {
    status: "assumed",
    note: text("sBG 高端用户参数，按年", "sBG, published high-end estimates, yearly"),
  },
  "population/segments/newcomers/cancellation": {
    status: "assumed",
    note: text("sBG 普通用户参数，按年", "sBG, published regular estimates, yearly"),
  },
  "population/segments/established/login/meanProbability": {
    status: "assumed",
    note: text("每日登录概率，各文档均未给出", "A daily probability; no document gives one"),
  },
};

export const mobileSecurities: Scenario = {
  version: 1,
  id: "mobile-securities",
  name: text("手机证券", "Mobile securities"),
  story: text(
    "导入期的单向获取类业务：重点应是传播，其次是使用。现行分值做到了吗？",
    "A one-way service in its introduction stage: spreading should come first, use second. Do these values achieve it?",
  ),
  run: { start: "2026-01-01", days: 365, members: 10_000, replications: 4, seed: "sandtable" },
  services: [
    {
      id: "securities",
      name: text("手机证券", "Mobile securities"),
      natures: ["oneWayAcquisition"],
      stage: "introduction",
      keyInDocument: ["use", "spreading"],
    },
  ],
  currencies: [
    {
      id: "points",
      name: text("积分", "Points"),
      spendable: true,
      validity: { kind: "monthEnd", months: 12 },
      decay: { enabled: false, basisPointsPerDay: 50, rounding: "down" },
      yearEndClearing: { enabled: false, scope: "everything" },
    },
  ],
  rules,
  rates: [
    { id: "service", currency: "points", benefit: "service", points: 200, cents: 1000 },
    { id: "virtual", currency: "points", benefit: "virtual", points: 200, cents: 1000 },
    { id: "credit", currency: "points", benefit: "credit", points: 300, cents: 1000 },
    { id: "goods", currency: "points", benefit: "goods", points: 300, cents: 1000 },
  ],
  items: [
    {
      id: "news-month",
      name: text("手机报包月", "Mobile news, one month"),
      enabled: true,
      rate: "service",
      faceCents: 500,
      cashCents: 0,
      costCents: 150,
      taste: 0,
    },
    {
      id: "theme",
      name: text("手机主题", "Phone theme"),
      enabled: true,
      rate: "virtual",
      faceCents: 1000,
      cashCents: 0,
      costCents: 200,
      taste: -0.5,
    },
    {
      id: "phone-credit",
      name: text("话费 10 元", "Phone credit, 10 yuan"),
      enabled: true,
      rate: "credit",
      faceCents: 1000,
      cashCents: 0,
      costCents: 1000,
      taste: 0.5,
    },
    {
      id: "headset",
      name: text("耳机（积分+现金）", "Headset (points + cash)"),
      enabled: true,
      rate: "goods",
      faceCents: 6000,
      cashCents: 3000,
      costCents: 5000,
      taste: 0.5,
    },
  ],
  population,
  effects: [],
  provenance,
};
