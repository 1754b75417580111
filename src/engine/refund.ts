/**
 * Refunds (spec 1.6): points that an order was paid with come back; what it has earned is taken back; and where members'
 * payments are added up, it counts no more.
 */
import { giveBackTender } from "./checkout.ts";
import { type CompiledRule, isMonthTotal } from "./compile-rule.ts";
import { takeBackAward, takeBackOrder } from "./orders.ts";
import { goneOf, notePayments, noteRefund, type RefundedPart } from "./payments.ts";
import type { CountedOrders, RuleMemory } from "./rule-memory.ts";
import type { RunState } from "./run-state.ts";

/** Before the day's rules, where payments may be refunded: what is paid, and what a new month counts anew. */
export function openRefunds(run: RunState, day: number): void {
  notePayments(run.payments, run.batch);
  const { rules, days } = run.program;
  if (days.opensMonth[day] !== 1) return;
  // What a month's total has been paid for is not taken out of the next one's.
  for (let position = 0; position < rules.length; position++)
    if (isMonthTotal((rules[position] as CompiledRule).condition))
      forgetOrders(run.ruleMemory[position]?.counted);
}

function forgetOrders(counted: CountedOrders | undefined): void {
  counted?.cents.clear();
  counted?.wholes.clear();
}

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
    const part = noteRefund(run.payments, order, amount[i] as number);
    giveBackTender(run, m, order, part, day);
    takeBackOrder(run, m, order, part, day);
    for (let position = 0; position < run.program.rules.length; position++) {
      const memory = run.ruleMemory[position] as RuleMemory;
      if (memory.counted) uncount(run, position, memory, memory.counted, { m, order, part }, day);
    }
  }
}

/**
 * Takes a refunded order out of what a member has paid: of the month, or so far. Who falls below the amount that the
 * referrer was paid for has not reached it.
 */
function uncount(
  run: RunState,
  position: number,
  { carry }: RuleMemory,
  { cents, wholes, awards }: CountedOrders,
  { m, order, part }: { m: number; order: number; part: RefundedPart },
  day: number,
): void {
  const counted = cents.get(order) ?? 0;
  if (counted === 0) return;
  const { amount: back } = goneOf(wholes, order, counted, part);
  if (back === 0) return;
  cents.set(order, counted - back);
  const before = carry[m] as number;
  carry[m] = before - back;
  const { condition, currency } = run.program.rules[position] as CompiledRule;
  const award = awards.get(m);
  if (condition.kind !== "referralSpend" || award === undefined) return;
  // What the award was paid for, or less where by now less is asked for.
  if (before - back >= Math.min(award.cents, condition.cents)) return;
  awards.delete(m);
  takeBackAward(run, currency, award.at, m, day);
}
