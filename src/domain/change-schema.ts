/** A value that changes on a date within the run: where, and what it becomes. */
import * as z from "zod/mini";
import { isoDateSchema } from "./calendar.ts";
import { validitySchema } from "./currency.ts";
import { listField } from "./field.ts";
import { idSchema } from "./text.ts";

/**
 * `value` is a number, a switch, a choice, a date or an id; a list of ids where the place holds one (whom a rule is for); a
 * validity; null takes away what may be missing: the rule is for all again, there is no cap any more.
 */
export const changeSchema = z.strictObject({
  date: isoDateSchema,
  path: z.string().check(z.maxLength(160)),
  value: z.union([
    z.number(),
    z.boolean(),
    z.string().check(z.maxLength(40)),
    z.null(),
    listField(idSchema, 1, 20),
    validitySchema,
  ]),
});
export type Change = z.infer<typeof changeSchema>;
