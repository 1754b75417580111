/** Limits over several rules: what a service, or a whole scheme, may pay in one currency (spec 1.3 step 2, 1.6). */
import * as z from "zod/mini";
import { budgetField, capsSchema } from "./caps.ts";
import { idSchema, localTextSchema } from "./text.ts";

export const limitSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  /** Points of different currencies do not add up: each limit counts those of one. */
  currency: idSchema,
  /** For the rules of this service alone; for all rules in the currency where it is not given. */
  service: z.optional(idSchema),
  caps: capsSchema,
  budgetPerMonth: budgetField,
});
export type Limit = z.infer<typeof limitSchema>;
