/** Refunds: points that an order was paid with come back, and what it has earned is taken back (spec 1.6). */
import { giveBackTender } from "./checkout.ts";
import { takeBackOrder } from "./orders.ts";
import { refundedPart } from "./payments.ts";
import type { RunState } from "./run-state.ts";

/**
 * Books the day's refunds, in proportion where less is refunded than was paid. One that no payment answers to, or of
 * someone who has left, moves nothing. What comes back goes to what is taken back first.
 */
export function refund(run: RunState, day: number): void {
  const { count, member, amount, other } = run.batch.refund;
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    if ((run.roster.cancelDay[m] as number) <= day) continue;
    const order = other[i] as number;
    const part = refundedPart(run.payments, order, amount[i] as number);
    giveBackTender(run, m, order, part, day);
    takeBackOrder(run, m, order, part, day);
  }
}
