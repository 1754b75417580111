/** Headline figures from sums; the definitions that readers see are in `domain/kpi.ts`. */
import { civilDateOf, daysPerMonth } from "../domain/calendar.ts";
import type { KpiName } from "../domain/kpi.ts";
import type { Estimate } from "../domain/outcome.ts";
import type { Program } from "./compile.ts";
import type { Days } from "./days.ts";
import { offeredOver } from "./offered.ts";
import { currencyQuantities, quantities } from "./tally.ts";
import { estimate, type View, type Views } from "./view.ts";

type Figures = Record<KpiName, (view: View) => number>;

/** @param enrolledByDay members enrolled on each day of the run, in all */
export function kpisOf(
  program: Program,
  views: Views,
  enrolledByDay: Float64Array,
): Record<KpiName, Estimate> {
  const figures = figuresOf(program, enrolledByDay);
  return Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [name, estimate(views, figure)]),
  ) as Record<KpiName, Estimate>;
}

/** Each headline figure as a function of the sums over a part of the run; the main currency where points are meant. */
function figuresOf(program: Program, enrolledByDay: Float64Array): Figures {
  const { days, currencies, mainCurrency } = program;
  const last = days.monthStart.length - 1;
  const offered = offeredOver(program, enrolledByDay);
  const schemes = [program, ...program.changes.map((change) => change.program)];
  const end = (view: View, quantity: number) => view.at(last, quantity, mainCurrency);
  const issued = (view: View) => end(view, currencyQuantities.issued);
  const redeemed = (view: View) => end(view, currencyQuantities.redeemed);
  const months = (view: View) => view.at(last, quantities.enrolledDays) / daysPerMonth;
  const counted = countedMonths(days);
  const overMonths = (view: View, quantity: number) =>
    counted.reduce((sum, month) => sum + view.at(month, quantity), 0);
  return {
    costPerMemberMonth: (view) => netCostCents(view, last, currencies.length) / months(view),
    redemptionRate: (view) => redeemed(view) / issued(view),
    outstandingPerMember: (view) =>
      end(view, currencyQuantities.balance) / view.at(last, quantities.enrolled),
    activeRate: (view) =>
      overMonths(view, quantities.active) / overMonths(view, quantities.enrolledAtOpening),
    accrualRate: (view) => {
      const certain = view.at(last, quantities.certainPoints);
      const earned = issued(view) - view.at(last, quantities.unlimitedPoints);
      return earned / (certain + offered(view));
    },
    breakageRate: (view) => end(view, currencyQuantities.lapsed) / issued(view),
    liability: (view) => {
      if (view.at(last, quantities.enrolledDays) === 0) return Number.NaN;
      const owed = currencies.map((_, currency) =>
        schemes.some((scheme) => scheme.currencies[currency]?.offer) ? liabilityOf(view, last, currency) : 0,
      );
      return owed.reduce((sum, cents) => sum + cents, 0) / view.size;
    },
    issuedPerMemberMonth: (view) => issued(view) / months(view),
    costPerRedeemedPoint: (view) => end(view, currencyQuantities.costCents) / redeemed(view),
  };
}

/** What the items redeemed up to the end of a month have cost, net of the members' cash, over all currencies. */
export function netCostCents(view: View, month: number, currencies: number): number {
  let sum = 0;
  for (let currency = 0; currency < currencies; currency++)
    sum += view.at(month, currencyQuantities.costCents, currency);
  return sum;
}

/** Outstanding points of a currency that buys something × their cost × the share of them that will be redeemed; see `domain/kpi.ts`. */
function liabilityOf(view: View, month: number, currency: number): number {
  const at = (quantity: number) => view.at(month, quantity, currency);
  const held = at(currencyQuantities.balance);
  const redeemed = at(currencyQuantities.redeemed);
  const costCents = at(currencyQuantities.costCents);
  if (held === 0) return 0;
  const settledByRedeeming = redeemed / (redeemed + at(currencyQuantities.lapsedPresent));
  return at(currencyQuantities.heldByPresent) * (costCents / redeemed) * settledByRedeeming;
}

/** Months for the active rate: those that the run covers whole, or all where it covers none. */
function countedMonths({ start, monthStart, count }: Days): number[] {
  const months = Array.from(monthStart.keys());
  const whole = months.filter((month) => {
    const first = start + (monthStart[month] as number);
    const end = start + (monthStart[month + 1] ?? count);
    return civilDateOf(first).day === 1 && civilDateOf(end).day === 1;
  });
  return whole.length > 0 ? whole : months;
}
