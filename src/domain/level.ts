/** Service levels: entry, junior, middle, senior, or medals; by all points that the service's rules ever paid (spec 1.5; [001]). */
import * as z from "zod/mini";
import { listField, wholeNumber } from "./field.ts";
import { idSchema, localTextSchema, text } from "./text.ts";

const stepSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  /** Points of the service that raise to this level. */
  threshold: wholeNumber({
    label: text("升级门槛", "Level from"),
    unit: "points",
    min: 0,
    max: 100_000_000,
    step: 100,
    scale: "logarithmic",
  }),
});

/** The first step is where everybody starts; it asks for nothing. Levels never go down: spending and expiry lower none; only a higher threshold from a date on does. */
export const levelsSchema = z.strictObject({
  /** The currency in which the service's rules pay what counts. */
  currency: idSchema,
  steps: listField(stepSchema, 2, 12),
});
