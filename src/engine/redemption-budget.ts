/** Points that all members together may redeem in a calendar month (spec 1.6; [003]): first come, first served. */
import type { CompiledCurrency, Program } from "./compile.ts";
import type { RunState } from "./run-state.ts";

/** A new month gives the budgets back: of each, the part that belongs to these members. */
export function openRedemptionBudgets({ program, redeemable, budgetPart }: RunState, day: number): void {
  if (day > 0 && program.days.opensMonth[day] === 0) return;
  program.currencies.forEach(({ redemptionBudget }, currency) => {
    redeemable[currency] =
      redemptionBudget === undefined ? Number.POSITIVE_INFINITY : budgetPart(redemptionBudget);
  });
}

/** From today another budget holds; what was redeemed of the old one this month stays redeemed. */
export function changeRedemptionBudgets({ program, redeemable, budgetPart }: RunState, next: Program): void {
  next.currencies.forEach(({ redemptionBudget: now }, currency) => {
    const { redemptionBudget: before } = program.currencies[currency] as CompiledCurrency;
    const redeemed = before === undefined ? 0 : budgetPart(before) - (redeemable[currency] as number);
    redeemable[currency] =
      now === undefined ? Number.POSITIVE_INFINITY : Math.max(0, budgetPart(now) - redeemed);
  });
}
