/** Privileges: what members may while a balance stays high enough, from a level or in a tier (spec 1.5, 1.6; [000] [001]). */
import * as z from "zod/mini";
import { wholeNumber } from "./field.ts";
import { idSchema, localTextSchema, text } from "./text.ts";

const holdingSchema = z.discriminatedUnion("kind", [
  /** While the balance at the close of a day is at least so high; decay and spending take the privilege away again. */
  z.strictObject({
    kind: z.literal("balance"),
    currency: idSchema,
    threshold: wholeNumber({
      label: text("特权门槛", "Privilege from"),
      unit: "points",
      min: 1,
      max: 100_000_000,
      step: 10,
      scale: "logarithmic",
    }),
  }),
  /** From a level of a service on. */
  z.strictObject({ kind: z.literal("level"), service: idSchema, step: idSchema }),
  /** In a membership tier or a higher one. */
  z.strictObject({ kind: z.literal("tier"), tier: idSchema }),
]);

export const privilegeSchema = z.strictObject({
  id: idSchema,
  /** What it is: events, discounts, higher goods. */
  name: localTextSchema,
  held: holdingSchema,
});
export type Privilege = z.infer<typeof privilegeSchema>;
