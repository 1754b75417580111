/** What orders were paid with, in money and in points; noted only where they may be refunded. */
import { moneyIndicators } from "../domain/indicator.ts";
import type { EventBatch } from "./events.ts";
import { timesFraction } from "./fraction.ts";

export type Payments = {
  /** By number of the order, cents paid, those that points stood for included. */
  paidCents: Map<number, number>;
  /** By order and currency (`checkout.ts`), points used at checkout and cents that they stood for, less what came back. */
  usedPoints: Map<number, number>;
  usedCents: Map<number, number>;
};

export function noPayments(): Payments {
  return { paidCents: new Map(), usedPoints: new Map(), usedCents: new Map() };
}

/** Of what an order earned or was paid with, so many cents of what was paid; undefined for all of it. */
export type RefundedPart = { cents: number; of: number } | undefined;

/** The part of a whole number, rounded down. */
export function timesPart(whole: number, part: RefundedPart): number {
  return part ? timesFraction(whole, part.cents, part.of, "down") : whole;
}

/** Adds up what is paid today by number of the order, which may have several lines: before points stand for a part. */
export function notePayments({ paidCents }: Payments, batch: EventBatch): void {
  for (const indicator of moneyIndicators) {
    const { count, amount, other } = batch[indicator];
    for (let i = 0; i < count; i++) {
      const order = other[i] as number;
      if (order >= 0) paidCents.set(order, (paidCents.get(order) ?? 0) + (amount[i] as number));
    }
  }
}

/** What part of its order a refund of so many cents is: all of it where it names none or no less than was paid. */
export function refundedPart({ paidCents }: Payments, order: number, cents: number): RefundedPart {
  const of = paidCents.get(order) ?? 0;
  return cents === 0 || cents >= of ? undefined : { cents, of };
}
