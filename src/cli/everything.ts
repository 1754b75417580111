/**
 * Schemes for the benchmark. `everything`: three services, every kind of rule, four currencies, tiers, the chain. `full`: the
 * same with what a scheme may have beside: channels and products, both sides of shares, every multiplier and narrowing, levels,
 * privileges, a limit over several rules, an exchange.
 */
import { type ActivityIndicator, activityIndicators, factsOf } from "../domain/indicator.ts";
import type { Activity } from "../domain/population.ts";
import { mobileSecurities } from "../domain/preset-mobile-securities.ts";
import type { Privilege } from "../domain/privilege.ts";
import type { Condition, Rule } from "../domain/rule.ts";
import type { Scenario } from "../domain/scenario.ts";
import type { Service } from "../domain/service.ts";
import { text } from "../domain/text.ts";

type Parts = [id: string, service: string, currency: string, points: number, condition: Condition];

const own = { news: "news", circle: "circle", mall: "mall" };

const parts: Parts[] = [
  ["activation", own.news, "points", 100, { kind: "activation" }],
  ["tenure", own.news, "points", 50, { kind: "tenure", everyMonths: 1 }],
  ["login", own.news, "points", 5, { kind: "firstOfDay", indicator: "login" }],
  ["visit", own.circle, "activity", 10, { kind: "firstOfDay", indicator: "login" }],
  ["month", own.news, "coins", 10, { kind: "firstOfMonth", indicator: "login" }],
  ["week", own.news, "points", 10, { kind: "streak", days: 7, repeat: "restart" }],
  ["session", own.news, "points", 5, { kind: "sessionLength", unitMinutes: 10 }],
  ["long-session", own.news, "activity", 5, { kind: "sessionReaches", minutes: 45 }],
  ["minutes", own.news, "activity", 2, { kind: "accumulated", unitMinutes: 30, period: "day" }],
  ["hours", own.news, "lifetime", 2, { kind: "accumulated", unitMinutes: 60, period: "month" }],
  [
    "friends",
    own.circle,
    "lifetime",
    1,
    {
      kind: "bands",
      indicator: "friend",
      bands: [
        { count: 2, points: 10 },
        { count: 6, points: 30 },
      ],
    },
  ],
  [
    "contacts",
    own.circle,
    "lifetime",
    1,
    { kind: "bands", indicator: "contact", bands: [{ count: 5, points: 20 }] },
  ],
  ["referral", own.circle, "coins", 100, { kind: "referral" }],
  ["retained", own.circle, "coins", 200, { kind: "referralRetained", months: 3 }],
  ["stays", own.circle, "coins", 10, { kind: "referralStays", everyMonths: 1 }],
  ["community", own.circle, "coins", 5, { kind: "community", activeMembers: 2, depth: 0 }],
  ["spender", own.circle, "coins", 50, { kind: "referralSpend", cents: 50_000 }],
  ["chain", own.circle, "coins", 1, { kind: "shareOfReferred", basisPoints: 1000, depth: 0 }],
  ["share", own.circle, "activity", 10, { kind: "each", indicator: "share" }],
  ["likes", own.circle, "activity", 5, { kind: "everyNth", indicator: "like", count: 10 }],
  ["content", own.circle, "lifetime", 5, { kind: "each", indicator: "content" }],
  ["praise", own.circle, "lifetime", 20, { kind: "praisedOver", praises: 10 }],
  ["success", own.circle, "lifetime", 20, { kind: "perSuccess" }],
  ["task", own.mall, "points", 50, { kind: "each", indicator: "task" }],
  ["excellent", own.mall, "lifetime", 20, { kind: "each", indicator: "excellent" }],
  ["spend", own.mall, "points", 1, { kind: "perAmount", indicator: "purchase", cents: 100 }],
  ["large", own.mall, "points", 100, { kind: "amountOver", indicator: "purchase", cents: 30_000 }],
  ["festival", own.mall, "points", 88, { kind: "festival", month: 2, day: 17 }],
  ["birthday", own.mall, "points", 50, { kind: "birthday" }],
  ["anniversary", own.mall, "points", 50, { kind: "anniversary" }],
  ["grant", own.mall, "points", 1, { kind: "grant" }],
  ["bulk", own.mall, "points", 100, { kind: "bulkGrant", date: "2026-05-01" }],
  ["regained", own.mall, "activity", 1, { kind: "perRedeemed", per: 100 }],
  ["matched", own.mall, "lifetime", 1, { kind: "perEarned", per: 20, earned: "coins" }],
];

const fullParts: Parts[] = [
  ["liking", own.circle, "activity", 1, { kind: "each", indicator: "liking" }],
  ["clicks", own.circle, "activity", 1, { kind: "each", indicator: "click" }],
  ["clicking", own.circle, "activity", 1, { kind: "firstOfDay", indicator: "clicking" }],
  ["forwards", own.circle, "activity", 2, { kind: "each", indicator: "forward" }],
  ["forwarding", own.circle, "activity", 5, { kind: "everyNth", indicator: "forwarding", count: 5 }],
  ["in-app", own.mall, "points", 2, { kind: "each", indicator: "advert" }],
  ["mall-visit", own.mall, "activity", 2, { kind: "firstOfDay", indicator: "login" }],
];

/** What single rules have beside their condition. */
const more: Record<string, Partial<Rule>> = {
  session: { caps: { pointsPerDay: 20 } },
  share: { caps: { pointsPerDay: 40, pointsPerMonth: 400 } },
  task: { budgetPerMonth: 300_000 },
  login: {
    multipliers: [{ kind: "window", span: { from: "2026-06-01", until: "2026-06-18" }, factor: 20_000 }],
  },
  spend: {
    multipliers: [{ kind: "tier", tier: "gold", factor: 12_500 }],
    rounding: "up",
    caps: { pointsPerYear: 50_000 },
  },
  birthday: { eligibility: { segments: ["established"] } },
};

/** And what they have in the full scheme. */
const fullMore: Record<string, Partial<Rule>> = {
  task: {
    budgetPerMonth: 300_000,
    multipliers: [{ kind: "segment", segment: "newcomers", factor: 15_000 }],
  },
  month: { eligibility: { tiers: ["silver", "gold"] } },
  excellent: { eligibility: { span: { from: "2026-03-01" } } },
  "in-app": { eligibility: { channels: ["app"] } },
  "mall-visit": { eligibility: { products: [own.mall] } },
  spend: {
    multipliers: [
      { kind: "tier", tier: "gold", factor: 12_500 },
      { kind: "channel", channel: "shop", factor: 12_000 },
      { kind: "product", product: own.mall, factor: 15_000 },
    ],
    rounding: "up",
    caps: { pointsPerYear: 50_000 },
  },
};

function ruleOf([id, service, currency, points, condition]: Parts): Rule {
  const base = { id, name: text(id, id), service, currency, enabled: true, condition, points, caps: {} };
  return { ...base, ...more[id] };
}

const rules = parts.map(ruleOf);

/**
 * Times on a login day, of which an established member has about eight a month: talk and clicks a few times a month, a
 * purchase and a bill about once, what is rare once or twice a year.
 */
const timesPerLoginDay: Record<ActivityIndicator, number> = {
  friend: 0.05,
  contact: 0.3,
  share: 0.1,
  like: 0.3,
  click: 0.3,
  forward: 0.05,
  liking: 0.2,
  clicking: 0.2,
  forwarding: 0.05,
  message: 0.3,
  purchase: 0.12,
  bill: 0.12,
  topup: 0.06,
  transfer: 0.03,
  wealth: 0.02,
  task: 0.12,
  campaign: 0.03,
  advert: 0.12,
  care: 0.02,
  excellent: 0.02,
  verification: 0.02,
};

/** Payments around 50 yuan. */
const activities: Activity[] = activityIndicators.map((indicator) => ({
  indicator,
  times: { kind: "gammaPoisson", meanPerLoginDay: timesPerLoginDay[indicator], shape: 1 },
  ...(factsOf(indicator).amount === "cents"
    ? { payment: { kind: "lognormal", medianCents: 5000, sigma: 0.74 } as const }
    : {}),
}));

const [points] = mobileSecurities.currencies;
const currency = (id: string, changes: Partial<Scenario["currencies"][number]>) => ({
  ...(points as Scenario["currencies"][number]),
  id,
  name: text(id, id),
  ...changes,
});

const levels: Service["levels"] = {
  currency: "lifetime",
  steps: [
    { id: "entry", name: text("入门级", "Entry"), threshold: 0 },
    { id: "junior", name: text("初级", "Junior"), threshold: 50 },
    { id: "middle", name: text("中级", "Middle"), threshold: 200 },
    { id: "senior", name: text("高级", "Senior"), threshold: 500 },
  ],
};

const privilege = (id: string, held: Privilege["held"]): Privilege => ({ id, name: text(id, id), held });

export const everything: Scenario = {
  ...mobileSecurities,
  id: "everything",
  services: Object.values(own).map((id, position) => ({
    id,
    name: text(id, id),
    natures: [(["oneWayAcquisition", "exchange", "competition"] as const)[position] ?? "exchange"],
    stage: "growth",
  })),
  currencies: [
    currency("points", { pendingDays: 14 }),
    currency("lifetime", { spendable: false, validity: { kind: "none" } }),
    currency("activity", {
      spendable: false,
      validity: { kind: "none" },
      decay: { enabled: true, basisPointsPerDay: 500, rounding: "down" },
    }),
    currency("coins", { validity: { kind: "days", days: 180 } }),
  ],
  rules,
  rates: [
    ...mobileSecurities.rates,
    { id: "coin-service", currency: "coins", benefit: "service", points: 100, cents: 1000 },
  ],
  items: mobileSecurities.items.map((item) =>
    item.id === "theme" ? { ...item, rate: "coin-service" } : item,
  ),
  population: {
    ...mobileSecurities.population,
    segments: mobileSecurities.population.segments.map((segment) => ({ ...segment, activities })),
  },
  tiers: {
    currency: "lifetime",
    validityMonths: 12,
    demotion: "oneStep",
    steps: [
      { id: "base", name: text("普通", "Base"), threshold: 0 },
      { id: "silver", name: text("银卡", "Silver"), threshold: 200 },
      { id: "gold", name: text("金卡", "Gold"), threshold: 400 },
    ],
  },
  provenance: { "": { status: "assumed" } },
};

export const full: Scenario = {
  ...everything,
  id: "full",
  services: everything.services.map((service, position) => ({
    ...service,
    weight: 3 - position,
    ...(service.id === own.circle ? { levels } : {}),
  })),
  channels: [
    { id: "app", name: text("应用", "App"), weight: 3 },
    { id: "shop", name: text("营业厅", "Shop"), weight: 1 },
  ],
  rules: [...parts, ...fullParts].map((part) => ({ ...ruleOf(part), ...fullMore[part[0]] })),
  limits: [
    {
      id: "circle-day",
      name: text("社区每日合计", "The circle in a day"),
      currency: "activity",
      service: own.circle,
      caps: { pointsPerDay: 30 },
    },
  ],
  exchanges: [
    {
      id: "coins-to-points",
      enabled: true,
      from: "coins",
      to: "points",
      give: 2,
      get: 1,
      pointsMin: 10,
      phase: "openFusion",
      by: "member",
    },
  ],
  privileges: [
    privilege("hotline", { kind: "balance", currency: "activity", threshold: 60 }),
    privilege("events", { kind: "level", service: own.circle, step: "junior" }),
    privilege("lounge", { kind: "tier", tier: "silver" }),
  ],
};
