/** Points that all members together may redeem in a calendar month (spec 1.6; [003]): first come, first served. */
import type { RunState } from "./run-state.ts";

/** A new month gives the budgets back. */
export function openRedemptionBudgets({ program, redeemed }: RunState, day: number): void {
  if (program.days.opensMonth[day] === 1) redeemed.fill(0);
}

/**
 * What is left to these members of today's budget of a currency, less what they have redeemed this month, whether there
 * was a budget then or not; Infinity where there is none.
 */
export function leftToRedeem({ program, redeemed, budgetPart }: RunState, currency: number): number {
  const budget = program.currencies[currency]?.redemptionBudget;
  if (budget === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, budgetPart(budget) - (redeemed[currency] as number));
}
