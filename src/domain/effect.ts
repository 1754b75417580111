/** How points change behaviour (spec 3.3). Every effect is off in this version: the union has only the null effect. */
import * as z from "zod/mini";

export const effectSchema = z.discriminatedUnion("kind", [z.strictObject({ kind: z.literal("none") })]);
