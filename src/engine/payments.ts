/**
 * What orders were paid with, in money and in points, and what of it was refunded; noted only where they may be. An order
 * may be refunded in parts: what goes with them is rounded down for all of them together, so that they add up to the whole.
 */
import { moneyIndicators } from "../domain/indicator.ts";
import type { EventBatch } from "./events.ts";
import { timesFraction } from "./fraction.ts";

export type Payments = {
  /** By number of the order, cents paid, those that points stood for included; and those refunded. */
  paidCents: Map<number, number>;
  refundedCents: Map<number, number>;
  /** By order and currency (`checkout.ts`), points used at checkout and cents that they stood for, less what came back. */
  usedPoints: Map<number, number>;
  usedCents: Map<number, number>;
  pointsWhole: Wholes;
  centsWhole: Wholes;
};

export function noPayments(): Payments {
  return {
    paidCents: new Map(),
    refundedCents: new Map(),
    usedPoints: new Map(),
    usedCents: new Map(),
    pointsWhole: new Map(),
    centsWhole: new Map(),
  };
}

/** So many cents of an order come back: of those that are left of what was paid by now. All that is left: as many. */
export type RefundedPart = { cents: number; left: number; paid: number };

/** A refund of all that something was paid for or has earned, whatever the order. */
export const wholeOrder: RefundedPart = { cents: 0, left: 0, paid: 0 };

/**
 * By entry, what goes with an order as it was at the first refund since the order was last paid: so much for so many
 * cents of it that were left, of so many paid by then.
 */
export type Wholes = Map<number, { amount: number; ofCents: number; paid: number }>;

/** What goes with a refund of an order, and how that is reckoned: as the refunds of `ofCents` so far, less `before`. */
export type Gone = { amount: number; whole: number; cents: number; ofCents: number; before: number };

/**
 * What goes of `rest`, which is what earlier refunds have left of a whole number ≥ 0: its part of all refunds so far,
 * rounded down, less what has gone already; with the last cents, all.
 */
export function goneOf(wholes: Wholes, entry: number, rest: number, part: RefundedPart): Gone {
  const known = wholes.get(entry);
  const { amount, ofCents } = known?.paid === part.paid ? known : { amount: rest, ofCents: part.left };
  const before = amount - rest;
  if (isAll(part)) return { amount: rest, whole: amount, cents: 0, ofCents: 0, before };
  if (known?.paid !== part.paid) wholes.set(entry, { amount, ofCents, paid: part.paid });
  const cents = ofCents - part.left + part.cents;
  const gone = timesFraction(amount, cents, ofCents, "down");
  return { amount: gone - before, whole: amount, cents, ofCents, before };
}

/** Whether nothing of the order is left after it. */
export function isAll({ cents, left }: RefundedPart): boolean {
  return cents >= left;
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

/**
 * Notes that so many cents of an order come back, and says what part of it that is: all that is left where it names none or
 * no less than that.
 */
export function noteRefund(
  { paidCents, refundedCents }: Payments,
  order: number,
  cents: number,
): RefundedPart {
  if (order < 0) return wholeOrder;
  const paid = paidCents.get(order) ?? 0;
  const refunded = refundedCents.get(order) ?? 0;
  const left = paid - refunded;
  const back = cents === 0 || cents > left ? left : cents;
  refundedCents.set(order, refunded + back);
  return { cents: back, left, paid };
}
