/** Directed exchanges of one currency for another, and the two phases in which points can be spent (spec 1.6; [001]). */
import * as z from "zod/mini";
import { wholeNumber } from "./field.ts";
import { idSchema, text } from "./text.ts";

/** `innerLoop`: points buy the operator's own services and virtual goods alone. `openFusion`: everything on offer. */
export const phases = ["innerLoop", "openFusion"] as const;
export type Phase = (typeof phases)[number];

/**
 * Who exchanges. `member`: when what a member wants to buy costs more than it holds, and what records report. `scheme`:
 * beside, on the first of each month, all that can be exchanged of what each member holds.
 */
const exchangers = ["member", "scheme"] as const;

const exchangePoints = (zh: string, en: string) =>
  wholeNumber({
    label: text(zh, en),
    unit: "points",
    min: 1,
    max: 100_000_000,
    step: 10,
    scale: "logarithmic",
  });

/** `give` points of `from` become `get` points of `to`, rounded down. */
export const exchangeSchema = z.strictObject({
  id: idSchema,
  enabled: z.boolean(),
  from: idSchema,
  to: idSchema,
  give: exchangePoints("转出", "Given"),
  get: exchangePoints("转入", "Got"),
  /** Least points of `from` in one exchange. */
  pointsMin: exchangePoints("每笔起兑", "Least at once"),
  /** Most points of `from` that a member exchanges in a calendar month. */
  pointsPerMonth: z.optional(exchangePoints("每月上限", "Cap per month")),
  /** The phase from which on it is open. */
  phase: z.enum(phases),
  by: z.enum(exchangers),
});
export type Exchange = z.infer<typeof exchangeSchema>;

/** Whether points can be exchanged by it: in the inner loop those of the open phase are closed. */
export function isOpen({ enabled, phase: opens }: Exchange, phase: Phase = "openFusion"): boolean {
  return enabled && (phase === "openFusion" || opens === phase);
}
