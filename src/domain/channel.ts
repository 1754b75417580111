/** Where events come from: the channel that brings one and the service that it belongs to, and how often synthetic ones do. */
import * as z from "zod/mini";
import { wholeNumber } from "./field.ts";
import { idSchema, localTextSchema, text } from "./text.ts";

/**
 * Relative number of synthetic events among all that come with a weight; without one, and with 0, none does. Where no
 * channel (no service) has a weight, synthetic events have none.
 */
export const eventWeight = wholeNumber({
  label: text("占比权重", "Weight"),
  unit: "count",
  min: 0,
  max: 1000,
  step: 1,
});

/** Ways by which events reach the scheme: an app, a shop, a hotline. */
export const channelSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  weight: z.optional(eventWeight),
});
