/** An award rule: when an indicator earns, how many points, at most how many, for whom (spec 1.2, 1.3 step 2). */
import * as z from "zod/mini";
import { isoDateSchema } from "./calendar.ts";
import { budgetField, capsSchema } from "./caps.ts";
import { roundings, validitySchema } from "./currency.ts";
import { listField, wholeNumber } from "./field.ts";
import { bandIndicators, countedIndicators, factsOf, type Indicator, moneyIndicators } from "./indicator.ts";
import type { IndicatorGroup } from "./service.ts";
import { idSchema, localTextSchema, text } from "./text.ts";

const awardPoints = {
  label: text("单次赠送分值", "Award value"),
  unit: "points",
  min: 0,
  max: 10_000,
  step: 1,
  scale: "logarithmic",
} as const;

const centsField = (zh: string, en: string) =>
  wholeNumber({
    label: text(zh, en),
    unit: "cents",
    min: 1,
    max: 100_000_000,
    step: 100,
    scale: "logarithmic",
  });

const pointsField = (zh: string, en: string) =>
  wholeNumber({
    label: text(zh, en),
    unit: "points",
    min: 1,
    max: 1_000_000,
    step: 1,
    scale: "logarithmic",
  });

const countField = (zh: string, en: string, max: number) =>
  wholeNumber({ label: text(zh, en), unit: "count", min: 1, max, step: 1 });

const monthsField = (zh: string, en: string, max: number) =>
  wholeNumber({ label: text(zh, en), unit: "months", min: 1, max, step: 1 });

const minutesField = (zh: string, en: string) =>
  wholeNumber({ label: text(zh, en), unit: "minutes", min: 1, max: 6000, step: 1 });

/** When a run of days pays again: after a fresh run, once in each unbroken run, or every day from the k-th on. */
export const streakRepeats = ["restart", "oncePerRun", "daily"] as const;

/** What a band counts at a month's end: what the month has brought, or all that there are by then. */
const bandCounts = ["inMonth", "soFar"] as const;

const conditionSchema = z.discriminatedUnion("kind", [
  /** Once per member, on the first use of the service. */
  z.strictObject({ kind: z.literal("activation") }),
  /** Every n-th month of membership: the month of joining is month 1, later awards come on the first of a month. */
  z.strictObject({ kind: z.literal("tenure"), everyMonths: monthsField("每几个月", "Every … months", 12) }),
  /** The first occurrence of a day, of a calendar month. */
  z.strictObject({ kind: z.literal("firstOfDay"), indicator: z.enum(countedIndicators) }),
  z.strictObject({ kind: z.literal("firstOfMonth"), indicator: z.enum(countedIndicators) }),
  /** A run of k consecutive days with a login. */
  z.strictObject({
    kind: z.literal("streak"),
    days: wholeNumber({ label: text("连续天数", "Days running"), unit: "days", min: 2, max: 366, step: 1 }),
    repeat: z.enum(streakRepeats),
  }),
  /** Every full unit of one unbroken session; sessions do not add up. */
  z.strictObject({
    kind: z.literal("sessionLength"),
    unitMinutes: wholeNumber({
      label: text("每持续（分钟）", "Unbroken minutes"),
      unit: "minutes",
      min: 1,
      max: 240,
      step: 1,
    }),
  }),
  /** One session that lasts at least so long. */
  z.strictObject({
    kind: z.literal("sessionReaches"),
    minutes: minutesField("单次达到（分钟）", "One session of"),
  }),
  /** Every full unit of the minutes of a day or a calendar month together; what is left over is lost at its end. */
  z.strictObject({
    kind: z.literal("accumulated"),
    unitMinutes: minutesField("每累计（分钟）", "Minutes in all"),
    period: z.enum(["day", "month"]),
  }),
  /** At the end of an active calendar month, by how many friends were added or contacted: the highest band reached. */
  z.strictObject({
    kind: z.literal("bands"),
    indicator: z.enum(bandIndicators),
    /** Those of the month where it is not given. */
    counted: z.optional(z.enum(bandCounts)),
    /** Active is who was paid so much in the month for session time, by the service's rules in this currency; who has logged in where it is not given. */
    sessionPoints: z.optional(pointsField("当月时长积分满", "Points for session time")),
    bands: listField(
      z.strictObject({
        count: countField("人数达到", "From", 10_000),
        points: wholeNumber(awardPoints),
      }),
      1,
      8,
    ),
  }),
  /** Each new member referred. */
  z.strictObject({ kind: z.literal("referral") }),
  /** The referred member logs in in each of n calendar months, the month of joining being month 1; once. */
  z.strictObject({
    kind: z.literal("referralRetained"),
    months: monthsField("连续活跃月数", "Active months", 24),
  }),
  /** After every n months that the referred member has stayed, on the first of the month: the month of joining is month 0. */
  z.strictObject({
    kind: z.literal("referralStays"),
    everyMonths: monthsField("每几个月", "Every … months", 12),
  }),
  /** What the referred member has spent reaches an amount; once. */
  z.strictObject({ kind: z.literal("referralSpend"), cents: centsField("累计消费达到", "Spend in all") }),
  /**
   * At the end of each calendar month, for every so many members of one's community who have logged in in it: members
   * whom one has referred, whom they have referred, and so on ([001] active community built).
   */
  z.strictObject({
    kind: z.literal("community"),
    activeMembers: countField("每有活跃成员", "For every … active members", 10_000),
    /** Steps down the referrals; 0 is without end. */
    depth: wholeNumber({ label: text("层数", "Depth"), unit: "count", min: 0, max: 50, step: 1 }),
  }),
  /** A share of what referred members earn or receive in the rule's currency, rounded down at each step. */
  z.strictObject({
    kind: z.literal("shareOfReferred"),
    basisPoints: wholeNumber({
      label: text("分成比例", "Share"),
      unit: "basisPoints",
      min: 1,
      max: 9000,
      step: 100,
    }),
    /** Steps up the chain; 0 is without end. */
    depth: wholeNumber({ label: text("层数", "Depth"), unit: "count", min: 0, max: 50, step: 1 }),
  }),
  /** Every occurrence. */
  z.strictObject({ kind: z.literal("each"), indicator: z.enum(countedIndicators) }),
  /** Every n occurrences; what is left over waits: of likes, clicks, forwards and praise with the piece that they name, else with the member. */
  z.strictObject({
    kind: z.literal("everyNth"),
    indicator: z.enum(countedIndicators),
    count: countField("每满（次）", "Every", 10_000),
  }),
  /** A piece of content praised more than n times; once per piece. */
  z.strictObject({
    kind: z.literal("praisedOver"),
    praises: wholeNumber({
      label: text("被评优超过（次）", "Praised more than"),
      unit: "count",
      min: 0,
      max: 1000,
      step: 1,
    }),
  }),
  /** Each success in a contest of ability. */
  z.strictObject({ kind: z.literal("perSuccess") }),
  /** The award value for every so many cents: in proportion, then rounded to a whole point, or for full amounts alone. */
  z.strictObject({
    kind: z.literal("perAmount"),
    indicator: z.enum(moneyIndicators),
    cents: centsField("每消费", "Per"),
    /** Once a month, on its last day, for all of the month together: a bill. */
    monthTotal: z.optional(z.boolean()),
    /** Only for every full amount: what is left over earns nothing. In proportion where it is not given. */
    fullUnits: z.optional(z.boolean()),
  }),
  /** One payment of more than an amount. */
  z.strictObject({
    kind: z.literal("amountOver"),
    indicator: z.enum(moneyIndicators),
    cents: centsField("单笔超过", "More than"),
  }),
  /** A day of every year, for all members: a festival. */
  z.strictObject({
    kind: z.literal("festival"),
    month: wholeNumber({ label: text("月", "Month"), unit: "count", min: 1, max: 12, step: 1 }),
    day: wholeNumber({ label: text("日", "Day"), unit: "count", min: 1, max: 31, step: 1 }),
  }),
  /** The member's birthday; 29 February is kept on 1 March of other years. */
  z.strictObject({ kind: z.literal("birthday") }),
  /** Every full year of membership. */
  z.strictObject({ kind: z.literal("anniversary") }),
  /** A grant posts its own amount, times the award value. */
  z.strictObject({ kind: z.literal("grant") }),
  /** On one date, to everyone enrolled then: a grant in bulk. */
  z.strictObject({ kind: z.literal("bulkGrant"), date: isoDateSchema }),
  /** Regeneration: the award value for every so many points redeemed, in proportion, then rounded. */
  z.strictObject({
    kind: z.literal("perRedeemed"),
    per: pointsField("每兑换", "Per points redeemed"),
    /** Of this currency alone; of any where it is not given. */
    spent: z.optional(idSchema),
  }),
  /** The award value for every so many points that other rules post in a currency, in proportion, then rounded. */
  z.strictObject({
    kind: z.literal("perEarned"),
    per: pointsField("每得", "Per points earned"),
    earned: idSchema,
  }),
]);
export type Condition = z.infer<typeof conditionSchema>;
export type ConditionKind = Condition["kind"];

/** The indicator that a condition listens to. */
export function indicatorOf(condition: Condition): Indicator {
  switch (condition.kind) {
    case "firstOfDay":
    case "firstOfMonth":
    case "each":
    case "everyNth":
    case "bands":
    case "perAmount":
    case "amountOver":
      return condition.indicator;
    case "streak":
      return "login";
    case "sessionLength":
    case "sessionReaches":
    case "accumulated":
      return "session";
    case "referralRetained":
    case "referralStays":
    case "referralSpend":
    case "shareOfReferred":
      return "referral";
    case "praisedOver":
      return "praise";
    case "perSuccess":
      return "success";
    case "festival":
    case "birthday":
    case "anniversary":
    case "bulkGrant":
      return "occasion";
    case "perRedeemed":
      return "redemption";
    case "perEarned":
      return "earning";
    default:
      return condition.kind;
  }
}

/** The indicator group of [001] that a rule's points count towards. */
export function groupOf(rule: Rule): IndicatorGroup {
  return factsOf(indicatorOf(rule.condition)).group;
}

/** First and last day on which something holds; open where a side is missing. */
const spanSchema = z.strictObject({ from: z.optional(isoDateSchema), until: z.optional(isoDateSchema) });
export type Span = z.infer<typeof spanSchema>;

/** A factor on the base value, in ten-thousandths: 20,000 doubles. Those that apply multiply. */
const factor = wholeNumber({
  label: text("倍数", "Multiplier"),
  unit: "basisPoints",
  min: 0,
  max: 100_000,
  step: 1000,
});

const multiplierSchema = z.discriminatedUnion("kind", [
  /** Between two dates: double points. */
  z.strictObject({ kind: z.literal("window"), span: spanSchema, factor }),
  /** For members of one segment. */
  z.strictObject({ kind: z.literal("segment"), segment: idSchema, factor }),
  /** For members who are in one tier. */
  z.strictObject({ kind: z.literal("tier"), tier: idSchema, factor }),
  /** For events that came through one channel. */
  z.strictObject({ kind: z.literal("channel"), channel: idSchema, factor }),
  /** For events of one product: a service of the scheme. */
  z.strictObject({ kind: z.literal("product"), product: idSchema, factor }),
]);
export type Multiplier = z.infer<typeof multiplierSchema>;

export const ruleSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  service: idSchema,
  currency: idSchema,
  enabled: z.boolean(),
  condition: conditionSchema,
  /** P: points per award. */
  points: wholeNumber(awardPoints),
  /** Of an award that is not whole, after the multipliers; up where it is not given, as the documents do. */
  rounding: z.optional(z.enum(roundings)),
  multipliers: z.optional(listField(multiplierSchema, 0, 8)),
  /**
   * Who earns and when, where not everyone always: dates, any of the listed segments and tiers, and only who has been
   * verified by then. With channels or products (services), the rule hears only events of one of them: others count
   * towards nothing.
   */
  eligibility: z.optional(
    z.strictObject({
      span: z.optional(spanSchema),
      segments: z.optional(listField(idSchema, 1, 12)),
      tiers: z.optional(listField(idSchema, 1, 12)),
      verified: z.optional(z.boolean()),
      channels: z.optional(listField(idSchema, 1, 20)),
      products: z.optional(listField(idSchema, 1, 20)),
    }),
  ),
  caps: capsSchema,
  budgetPerMonth: budgetField,
  /** Where it differs from the currency's. */
  validity: z.optional(validitySchema),
});
export type Rule = z.infer<typeof ruleSchema>;

/** Conditions that time brings, or several events together, or the postings of other rules. */
const withoutEvent: ReadonlySet<ConditionKind> = new Set([
  "tenure",
  "referralRetained",
  "referralStays",
  "community",
  "shareOfReferred",
  "festival",
  "birthday",
  "anniversary",
  "bulkGrant",
  "perRedeemed",
  "perEarned",
]);

/** Whether it adds a month's events up and pays at its end. */
function addsUpMonth(condition: Condition): boolean {
  return condition.kind === "bands" || (condition.kind === "perAmount" && condition.monthTotal === true);
}

/**
 * What a rule asks of the origin of an event: only of channels or products, other values for them. Redemptions and what
 * `withoutEvent` lists have none; what adds events up to a month's end has no multiplier by origin.
 */
export function originAsked({ condition, eligibility, multipliers = [] }: Rule): {
  asks: boolean;
  isPossible: boolean;
} {
  const narrows = (eligibility?.channels ?? eligibility?.products) !== undefined;
  const multiplies = multipliers.some(({ kind }) => kind === "channel" || kind === "product");
  const hasEvent = !withoutEvent.has(condition.kind) && indicatorOf(condition) !== "redemption";
  return { asks: narrows || multiplies, isPossible: hasEvent && !(multiplies && addsUpMonth(condition)) };
}
