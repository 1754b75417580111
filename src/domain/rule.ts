/** An award rule: when an indicator earns, how many points, at most how many (spec 1.2, 1.3 step 2). */
import * as z from "zod/mini";
import { validitySchema } from "./currency.ts";
import { wholeNumber } from "./field.ts";
import type { IndicatorGroup } from "./service.ts";
import { idSchema, localTextSchema, text } from "./text.ts";

/**
 * What can be measured, a column of events each. Amounts: `session` minutes, `praise` and `content` a count, `grant`
 * points; `referral` and `praise` name another member or the praised piece.
 */
const indicators = [
  "activation",
  "tenure",
  "login",
  "session",
  "referral",
  "content",
  "praise",
  "success",
  "grant",
] as const;
export type Indicator = (typeof indicators)[number];

const conditionSchema = z.discriminatedUnion("kind", [
  /** Once per member, on the first use of the service. */
  z.strictObject({ kind: z.literal("activation") }),
  /** Every n-th month of membership: the month of joining is month 1, later awards come on the first of a month. */
  z.strictObject({
    kind: z.literal("tenure"),
    everyMonths: wholeNumber({
      label: text("每几个月", "Every … months"),
      unit: "months",
      min: 1,
      max: 12,
      step: 1,
    }),
  }),
  /** The first occurrence of a day. */
  z.strictObject({ kind: z.literal("firstOfDay"), indicator: z.enum(["login"]) }),
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
  /** Each new member referred. */
  z.strictObject({ kind: z.literal("referral") }),
  /** The referred member logs in in each of n calendar months, the month of joining being month 1; once. */
  z.strictObject({
    kind: z.literal("referralRetained"),
    months: wholeNumber({
      label: text("连续活跃月数", "Active months"),
      unit: "months",
      min: 1,
      max: 24,
      step: 1,
    }),
  }),
  /** Every occurrence. */
  z.strictObject({ kind: z.literal("each"), indicator: z.enum(["content"]) }),
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
  /** A grant posts its own amount, times the award value. */
  z.strictObject({ kind: z.literal("grant") }),
]);
export type Condition = z.infer<typeof conditionSchema>;
export type ConditionKind = Condition["kind"];

/** The indicator that a condition listens to. */
export function indicatorOf(condition: Condition): Indicator {
  switch (condition.kind) {
    case "firstOfDay":
    case "each":
      return condition.indicator;
    case "sessionLength":
      return "session";
    case "referralRetained":
      return "referral";
    case "praisedOver":
      return "praise";
    case "perSuccess":
      return "success";
    default:
      return condition.kind;
  }
}

const groups: Record<Indicator, IndicatorGroup> = {
  activation: "use",
  tenure: "use",
  login: "use",
  session: "use",
  referral: "spreading",
  content: "content",
  praise: "content",
  success: "ability",
  grant: "other",
};

/** The indicator group of [001] that a rule's points count towards. */
export function groupOf(rule: Rule): IndicatorGroup {
  return groups[indicatorOf(rule.condition)];
}

export const ruleSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  service: idSchema,
  currency: idSchema,
  enabled: z.boolean(),
  condition: conditionSchema,
  /** P: points per award. */
  points: wholeNumber({
    label: text("单次赠送分值", "Award value"),
    unit: "points",
    min: 0,
    max: 10_000,
    step: 1,
    scale: "logarithmic",
  }),
  /** The award that meets a cap pays the remainder. */
  caps: z.strictObject({
    pointsPerDay: z.optional(
      wholeNumber({
        label: text("每日上限", "At most a day"),
        unit: "points",
        min: 0,
        max: 100_000,
        step: 1,
        scale: "logarithmic",
      }),
    ),
  }),
  /** Where it differs from the currency's. */
  validity: z.optional(validitySchema),
});
export type Rule = z.infer<typeof ruleSchema>;
