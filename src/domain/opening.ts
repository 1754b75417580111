/** What members of a segment hold before the first day: balances in lots of several ages, and tiers (spec 3.1a). */
import * as z from "zod/mini";
import { listField, realNumber, wholeNumber } from "./field.ts";
import { idSchema, text } from "./text.ts";

/** Lognormal across those who hold any; in equal lots, the newest of the day before the run (or before activation). */
const balanceSchema = z.strictObject({
  currency: idSchema,
  share: realNumber({
    label: text("持有者占比", "Share who hold any"),
    unit: "share",
    min: 0,
    max: 1,
    step: 0.01,
  }),
  medianPoints: wholeNumber({
    label: text("期初积分中位数", "Median opening balance"),
    unit: "points",
    min: 1,
    max: 10_000_000,
    step: 10,
    scale: "logarithmic",
  }),
  sigma: realNumber({
    label: text("期初积分离散度 σ", "Spread σ"),
    unit: "ratio",
    min: 0,
    max: 3,
    step: 0.05,
  }),
  lots: wholeNumber({ label: text("笔数", "Lots"), unit: "count", min: 1, max: 24, step: 1 }),
  daysBetween: wholeNumber({
    label: text("每笔相隔", "Between lots"),
    unit: "days",
    min: 1,
    max: 366,
    step: 1,
  }),
});

export const openingSchema = z.strictObject({
  balances: listField(balanceSchema, 0, 12),
  /** Shares of the segment by weight; everyone in the lowest tier where the list is empty. */
  tiers: listField(
    z.strictObject({
      tier: idSchema,
      weight: wholeNumber({ label: text("占比权重", "Weight"), unit: "count", min: 0, max: 1000, step: 1 }),
    }),
    0,
    12,
  ),
});
export type Opening = z.infer<typeof openingSchema>;
