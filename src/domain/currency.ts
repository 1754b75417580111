/** A points currency: how long its points live and what wears them away (spec 1.6). */
import * as z from "zod/mini";
import { isoDateSchema } from "./calendar.ts";
import { listField, wholeNumber } from "./field.ts";
import { idSchema, localTextSchema, text } from "./text.ts";
import { offsetSchema, purchaseSchema, transferSchema } from "./wallet.ts";

const validityMonths = wholeNumber({
  label: text("有效期（月）", "Validity, months"),
  unit: "months",
  min: 1,
  max: 60,
  step: 1,
});

/**
 * How long a lot lives. `days`: a lot of day d lapses at the start of day d + n. `months`: on the same day of the
 * n-th following month. `monthEnd`: after the last day of the n-th following month. `yearEnd`: after the last day of
 * the n-th natural year, the year of earning being the first. `projectEnd`: at the end of the cycle of n months, counted
 * from the run's first day, that it was earned in. Of a currency alone, not of a rule: `cycle`, all that a member holds at
 * the end of the n-th natural year, that of its first points being the first, and the next points begin another ([004]);
 * `lots`, the oldest of n lots once a further one is opened, a day's points being a lot.
 */
export const validitySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({
    kind: z.literal("days"),
    days: wholeNumber({
      label: text("有效期（天）", "Validity, days"),
      unit: "days",
      min: 1,
      max: 1830,
      step: 1,
    }),
  }),
  z.strictObject({ kind: z.literal("months"), months: validityMonths }),
  z.strictObject({ kind: z.literal("monthEnd"), months: validityMonths }),
  z.strictObject({
    kind: z.literal("yearEnd"),
    years: wholeNumber({
      label: text("有效期（自然年）", "Validity, natural years"),
      unit: "years",
      min: 1,
      max: 5,
      step: 1,
    }),
  }),
  z.strictObject({ kind: z.literal("projectEnd"), months: validityMonths }),
  z.strictObject({
    kind: z.literal("cycle"),
    years: wholeNumber({
      label: text("积分周期（自然年）", "Cycle, natural years"),
      unit: "years",
      min: 1,
      max: 5,
      step: 1,
    }),
  }),
  z.strictObject({
    kind: z.literal("lots"),
    count: wholeNumber({
      label: text("最多笔数", "Lots at most"),
      unit: "count",
      min: 1,
      max: 60,
      step: 1,
    }),
  }),
]);
export type Validity = z.infer<typeof validitySchema>;

/** Whether a validity is about all that a member holds, so that a rule cannot have one of its own beside it. */
export function isOfMember({ kind }: Pick<Validity, "kind">): boolean {
  return kind === "cycle" || kind === "lots";
}

/** Which points leave first: those that lapse first, or those that lapse last. */
export const lotOrders = ["fifo", "lifo"] as const;

export const roundings = ["down", "nearest", "up"] as const;
export type Rounding = (typeof roundings)[number];

export const clearingScopes = ["pastValidity", "everything"] as const;

const ratioField = (zh: string, en: string) =>
  wholeNumber({ label: text(zh, en), unit: "count", min: 1, max: 10_000, step: 1 });

/** On `date`, before anything is earned: × numerator / denominator ([003]: × 7/3, × 7/5). */
const migrationSchema = z.strictObject({
  date: isoDateSchema,
  numerator: ratioField("新", "New"),
  denominator: ratioField("旧", "Old"),
});

export const currencySchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  spendable: z.boolean(),
  validity: validitySchema,
  decay: z.strictObject({
    enabled: z.boolean(),
    basisPointsPerDay: wholeNumber({
      label: text("每日衰减", "Decay a day"),
      unit: "basisPoints",
      min: 1,
      max: 5000,
      step: 1,
      scale: "logarithmic",
    }),
    /** Rounding of the balance that is left, not of the loss. */
    rounding: z.enum(roundings),
    /** Days after a member's last deed before the decay begins; see `isDeed`. */
    idleDays: z.optional(
      wholeNumber({ label: text("衰减宽限期", "Grace"), unit: "days", min: 1, max: 366, step: 1 }),
    ),
  }),
  transfer: z.optional(transferSchema),
  purchase: z.optional(purchaseSchema),
  offset: z.optional(offsetSchema),
  /** `fifo` where it is not given. */
  lotOrder: z.optional(z.enum(lotOrders)),
  /** Points of a payment can be spent once it can no longer be refunded. */
  pendingDays: z.optional(
    wholeNumber({
      label: text("冻结期", "Pending"),
      unit: "days",
      min: 0,
      max: 90,
      step: 1,
    }),
  ),
  /** Of all members together, by redeeming: a purchase that would pass it is not made. */
  redemptionBudgetPerMonth: z.optional(
    wholeNumber({
      label: text("每月兑换预算", "Redemption budget a month"),
      unit: "points",
      min: 0,
      max: 1_000_000_000,
      step: 1000,
      scale: "logarithmic",
    }),
  ),
  /** One-off conversions of what members then hold, rounded down for each member. */
  migrations: z.optional(listField(migrationSchema, 0, 6)),
  /**
   * At the start of each natural year. `pastValidity` keeps lapsed lots until then, instead of letting them expire on
   * their day; `everything` clears every balance.
   */
  yearEndClearing: z.strictObject({ enabled: z.boolean(), scope: z.enum(clearingScopes) }),
});
export type Currency = z.infer<typeof currencySchema>;
