/** At most how many points: of one member in a day, a month, a year, and of all members in a month. Of a rule, or of several. */
import * as z from "zod/mini";
import { wholeNumber } from "./field.ts";
import { text } from "./text.ts";

const capField = (zh: string, en: string) =>
  z.optional(
    wholeNumber({
      label: text(zh, en),
      unit: "points",
      min: 0,
      max: 100_000,
      step: 1,
      scale: "logarithmic",
    }),
  );

/** Of one member. The award that meets a cap pays the remainder, or nothing where `allOrNothing`. */
export const capsSchema = z.strictObject({
  pointsPerDay: capField("每日上限", "At most a day"),
  pointsPerMonth: capField("每月上限", "At most a month"),
  pointsPerYear: capField("每年上限", "At most a year"),
  allOrNothing: z.optional(z.boolean()),
});
export type MemberCaps = z.infer<typeof capsSchema>;

/** Points for all members in a calendar month: first come, first served, in an order that rotates by day. */
export const budgetField = z.optional(
  wholeNumber({
    label: text("每月预算", "Budget a month"),
    unit: "points",
    min: 0,
    max: 1_000_000_000,
    step: 1000,
    scale: "logarithmic",
  }),
);
