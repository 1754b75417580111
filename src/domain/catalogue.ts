/** What points buy: exchange rates per kind of benefit, and the items on offer (spec 1.6, 3.4). */
import * as z from "zod/mini";
import type { Phase } from "./exchange.ts";
import { realNumber, wholeNumber } from "./field.ts";
import { idSchema, localTextSchema, text } from "./text.ts";

const benefits = ["service", "virtual", "credit", "goods"] as const;
export type Benefit = (typeof benefits)[number];

/** `points` of `currency` buy `cents` of face value of one kind of benefit: a ratio of integers. */
export const exchangeRateSchema = z.strictObject({
  id: idSchema,
  currency: idSchema,
  benefit: z.enum(benefits),
  points: wholeNumber({
    label: text("积分", "Points"),
    unit: "points",
    min: 1,
    max: 100_000,
    step: 10,
    scale: "logarithmic",
  }),
  cents: wholeNumber({
    label: text("等值", "Face value"),
    unit: "cents",
    min: 1,
    max: 10_000_000,
    step: 100,
    scale: "logarithmic",
  }),
});
export type ExchangeRate = z.infer<typeof exchangeRateSchema>;

export const itemSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  enabled: z.boolean(),
  /** Id of the exchange rate that prices the item. */
  rate: idSchema,
  faceCents: wholeNumber({
    label: text("面值", "Face value"),
    unit: "cents",
    min: 1,
    max: 10_000_000,
    step: 100,
    scale: "logarithmic",
  }),
  /** Part of the face value that the member pays in money. */
  cashCents: wholeNumber({
    label: text("现金部分", "Cash part"),
    unit: "cents",
    min: 0,
    max: 10_000_000,
    step: 100,
  }),
  /** What one redemption costs the operator, before the member's cash. */
  costCents: wholeNumber({
    label: text("单位成本", "Unit cost"),
    unit: "cents",
    min: 0,
    max: 10_000_000,
    step: 10,
  }),
  /** What the item brings in money where members can sell it on; phone credit is money as it is. */
  resaleCents: z.optional(
    wholeNumber({
      label: text("变现价", "Resale price"),
      unit: "cents",
      min: 0,
      max: 10_000_000,
      step: 100,
    }),
  ),
  /** Utility of the item itself in the choice between affordable items; 0 is neutral. */
  taste: realNumber({
    label: text("偏好", "Taste"),
    unit: "ratio",
    min: -5,
    max: 5,
    step: 0.1,
  }),
});
export type Item = z.infer<typeof itemSchema>;

/** Points that one item costs: the face value less the cash part, at its rate, rounded up to a whole point, at least 1. */
export function priceInPoints(item: Item, rate: ExchangeRate): number {
  const centsInPoints = Math.max(0, item.faceCents - item.cashCents);
  return Math.max(1, Math.ceil((centsInPoints * rate.points) / rate.cents));
}

/** Whether a kind of benefit is on offer: the inner loop knows the operator's services and virtual goods alone. */
export function isOffered(benefit: Benefit, phase: Phase = "openFusion"): boolean {
  return phase === "openFusion" || benefit === "service" || benefit === "virtual";
}
