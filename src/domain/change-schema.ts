/** A value that changes on a date within the run: where, and what it becomes. */
import * as z from "zod/mini";
import { isoDateSchema } from "./calendar.ts";

export const changeSchema = z.strictObject({
  date: isoDateSchema,
  path: z.string().check(z.maxLength(160)),
  value: z.union([z.number(), z.boolean(), z.string().check(z.maxLength(40))]),
});
