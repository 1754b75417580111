/** Where a value of a preset comes from: stated by a planning document, or assumed by us (spec 2). */
import * as z from "zod/mini";
import { localTextSchema } from "./text.ts";

/** First three digits of the planning document's file name, as the specification cites it. */
const documents = ["000", "001", "002", "003", "004"] as const;

export const provenanceSchema = z.discriminatedUnion("status", [
  z.strictObject({
    status: z.literal("sourced"),
    document: z.enum(documents),
    note: z.optional(localTextSchema),
  }),
  z.strictObject({ status: z.literal("assumed"), note: z.optional(localTextSchema) }),
]);
export type Provenance = z.infer<typeof provenanceSchema>;

/**
 * What is known about the value at a path: the entry with the longest path that is the value's own or leads to it.
 * Entries are keyed by paths as in `path.ts`; "" speaks for everything else.
 */
export function provenanceOf(
  provenance: Readonly<Record<string, Provenance>>,
  path: string,
): Provenance | undefined {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
    if (Object.hasOwn(provenance, at)) return provenance[at];
    if (at === "") return undefined;
  }
}
