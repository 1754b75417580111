/** What would have moved points and moved none, with what stood in its way: only for who listens (`journal.ts`). */
import type { Refusal, RefusedMove } from "../domain/trace.ts";
import type { Slice } from "./events.ts";
import type { RunState } from "./run-state.ts";

/** What was asked for, and what there was: points that the member holds, that its monthly limit leaves, the least at once. */
type Attempt = { asked: number; held: number; left: number; least: number };

/** Tells of a member's attempt in a currency. Whoever is no member attempts nothing. */
export function refuse(
  { onMove, roster }: RunState,
  m: number,
  day: number,
  currency: number,
  what: RefusedMove,
  why: Refusal & { exchange?: number; item?: number },
): void {
  if ((roster.joinDay[m] as number) > day || (roster.cancelDay[m] as number) <= day) return;
  onMove?.(m, day, currency, 0, { kind: "refused", what, ...why });
}

/** Why an attempt comes to less than the least amount or, where it does not, to less than a point. */
export function shortOf({ asked, held, left, least }: Attempt): Refusal {
  if (asked < least) return { because: "least", asked, least };
  if (held < least) return { because: "balance", asked, bound: held, least };
  if (left < least) return { because: "limit", asked, bound: Math.max(0, left), least };
  return { because: "worth", asked };
}

/** What the scheme does not offer today; of the main currency, for want of another. */
export function tellClosed(
  run: RunState,
  { count, member, amount }: Slice,
  what: RefusedMove,
  day: number,
): void {
  const currency = run.program.mainCurrency;
  for (let i = 0; i < count; i++)
    refuse(run, member[i] as number, day, currency, what, { because: "closed", asked: amount[i] as number });
}
