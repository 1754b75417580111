/** Membership tiers: promotion by all points ever earned, keeping by the points of the period of validity (spec 1.5; [004]). */
import * as z from "zod/mini";
import { listField, wholeNumber } from "./field.ts";
import { idSchema, localTextSchema, text } from "./text.ts";

export const demotions = ["oneStep", "fitting"] as const;

const stepSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  /** Points that promote, and that keep the tier within its validity. */
  threshold: wholeNumber({
    label: text("门槛", "Threshold"),
    unit: "points",
    min: 0,
    max: 100_000_000,
    step: 100,
    scale: "logarithmic",
  }),
});

/** What promotes: all points ever earned, or those of the natural year that is under way. */
const promotedBy = ["ever", "year"] as const;

/** Who activates or buys a product (a service) stands at least in this tier from that day on. */
const entrySchema = z.strictObject({ product: idSchema, tier: idSchema });

/** The first step is where everybody starts; it asks for nothing and never ends. */
export const tiersSchema = z.strictObject({
  /** The currency whose points count: what is earned, whatever is spent or lapses later. */
  currency: idSchema,
  /** `ever` where it is not given. */
  promotedBy: z.optional(z.enum(promotedBy)),
  /** From the last promotion on; 0 is for ever. */
  validityMonths: wholeNumber({
    label: text("等级有效期", "Validity of a tier"),
    unit: "months",
    min: 0,
    max: 60,
    step: 1,
  }),
  demotion: z.enum(demotions),
  steps: listField(stepSchema, 2, 12),
  entry: z.optional(listField(entrySchema, 0, 20)),
});
export type Tiers = z.infer<typeof tiersSchema>;
