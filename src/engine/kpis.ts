/** Headline figures from sums; the definitions that readers see are in `domain/kpi.ts`. */
import type { KpiName } from "../domain/kpi.ts";
import type { Estimate } from "../domain/outcome.ts";
import type { Program } from "./compile.ts";
import { daysPerMonth } from "./days.ts";
import { currencyQuantities, quantities } from "./tally.ts";
import { estimate, type View, type Views } from "./view.ts";

type Figures = Record<KpiName, (view: View) => number>;

export function kpisOf(program: Program, views: Views): Record<KpiName, Estimate> {
  const figures = figuresOf(program);
  return Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [name, estimate(views, figure)]),
  ) as Record<KpiName, Estimate>;
}

/** Each headline figure as a function of the sums over a part of the run; the main currency where points are meant. */
function figuresOf({ days, rules, mainCurrency }: Program): Figures {
  const last = days.monthStart.length - 1;
  const offeredPerDay = rules.reduce((sum, rule) => sum + rule.offeredPerDay, 0);
  const end = (view: View, quantity: number) => view.at(last, quantity, mainCurrency);
  const issued = (view: View) => end(view, currencyQuantities.issued);
  const redeemed = (view: View) => end(view, currencyQuantities.redeemed);
  const balance = (view: View) => end(view, currencyQuantities.balance);
  const months = (view: View) => end(view, quantities.enrolledDays) / daysPerMonth;
  const overMonths = (view: View, quantity: number) =>
    days.monthStart.reduce((sum, _, month) => sum + view.at(month, quantity), 0);
  return {
    costPerMemberMonth: (view) => end(view, quantities.costCents) / months(view),
    redemptionRate: (view) => redeemed(view) / issued(view),
    outstandingPerMember: (view) => balance(view) / end(view, quantities.enrolled),
    activeRate: (view) =>
      overMonths(view, quantities.active) / overMonths(view, quantities.enrolledAtOpening),
    accrualRate: (view) => {
      const certain = end(view, quantities.certainPoints);
      const earned = issued(view) - end(view, quantities.unlimitedPoints);
      return earned / (certain + offeredPerDay * end(view, quantities.enrolledDays));
    },
    breakageRate: (view) => end(view, currencyQuantities.lapsed) / issued(view),
    liability: (view) => {
      const held = balance(view);
      if (held === 0) return 0;
      const costPerPoint = end(view, quantities.costCents) / redeemed(view);
      const stillComing = end(view, quantities.heldByPresent) / held;
      const settledByRedeeming = redeemed(view) / (redeemed(view) + end(view, quantities.lapsedPresent));
      return (held * costPerPoint * stillComing * settledByRedeeming) / view.size;
    },
    issuedPerMemberMonth: (view) => issued(view) / months(view),
    costPerRedeemedPoint: (view) => end(view, quantities.costCents) / redeemed(view),
  };
}
