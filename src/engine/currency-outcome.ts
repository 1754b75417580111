/** What is reported of one currency: balances over time and at the end, flows by month, redemption rate. */
import type { BalanceSample, CurrencyOutcome, MonthFlows } from "../domain/outcome.ts";
import { binCount, binStart } from "./bins.ts";
import type { Program } from "./compile.ts";
import { type CurrencyTally, currencyQuantities, type DayFlows, type Tally } from "./tally.ts";
import { estimate, type View, type Views } from "./view.ts";

/**
 * What one currency has come to: flows in points by month, balances by sample, rates with what their replications
 * differ by.
 */
export function currencyOutcome(
  program: Program,
  whole: Tally,
  views: Views,
  currency: number,
  replications: number,
): CurrencyOutcome {
  const tally = whole.currencies[currency] as CurrencyTally;
  const months = Array.from(program.days.monthStart.keys());
  return {
    balances: program.days.sampleDays.map((day, sample) =>
      balanceSample(tally, views, currency, sample, day),
    ),
    distribution: distributionOf(tally.histogram, program.days.sampleDays.length - 1, replications),
    flows: months.map((month) => monthFlows(program, whole, tally.flows, month)),
    redemptionRate: months.map((month) => ({
      cumulative: estimate(views, (view) => cumulativeRate(view, month, currency)),
      ofMonth: rateOfMonth(views.whole, month, currency),
    })),
  };
}

function cumulativeRate(view: View, month: number, currency: number): number {
  return (
    view.at(month, currencyQuantities.redeemed, currency) /
    view.at(month, currencyQuantities.issued, currency)
  );
}

function rateOfMonth(view: View, month: number, currency: number): number {
  const inMonth = (quantity: number) =>
    view.at(month, quantity, currency) - (month > 0 ? view.at(month - 1, quantity, currency) : 0);
  return inMonth(currencyQuantities.redeemed) / inMonth(currencyQuantities.issued);
}

function balanceSample(
  tally: CurrencyTally,
  views: Views,
  currency: number,
  sample: number,
  day: number,
): BalanceSample {
  const [p5, p25, p50, p75, p95] = quantilesOf(tally.histogram, sample, [0.05, 0.25, 0.5, 0.75, 0.95]) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const mean = estimate(views, (view) => view.balanceSum(sample, currency) / view.enrolledAt(sample));
  return { day, p5, p25, p50, p75, p95, mean };
}

/** Quantiles of one sample's histogram, ascending: within a bin, members are taken as spread evenly over its balances. */
export function quantilesOf(histogram: Uint32Array, sample: number, shares: readonly number[]): number[] {
  const bins = histogram.subarray(sample * binCount, (sample + 1) * binCount);
  const members = bins.reduce((sum, count) => sum + count, 0);
  if (members === 0) return shares.map(() => Number.NaN);
  const found: number[] = [];
  let below = 0;
  for (let bin = 0; bin < binCount && found.length < shares.length; bin++) {
    const count = bins[bin] as number;
    while (
      found.length < shares.length &&
      (shares[found.length] as number) * members <= below + count &&
      count > 0
    ) {
      const width = binStart(bin + 1) - binStart(bin);
      const into = ((shares[found.length] as number) * members - below) / count;
      found.push(binStart(bin) + (width > 1 ? width * into : 0));
    }
    below += count;
  }
  return found;
}

function monthFlows({ days }: Program, whole: Tally, flows: DayFlows, month: number): MonthFlows {
  const from = days.monthStart[month] as number;
  const to = days.monthStart[month + 1] ?? days.count;
  const inMonth = (column: Float64Array) => column.subarray(from, to).reduce((sum, value) => sum + value, 0);
  const members = inMonth(whole.enrolledByDay) / (to - from);
  const perMember = (column: Float64Array) => (members > 0 ? inMonth(column) / members : 0);
  return {
    issued: perMember(flows.issued),
    redeemed: perMember(flows.redeemed),
    expired: perMember(flows.expired),
    decayed: perMember(flows.decayed),
    cleared: perMember(flows.cleared),
  };
}

/** Bars of the distribution chart: as many as read well. */
const barsAimedAt = 40;

/** The last sample as evenly wide bars from 0 to a little above the 99th percentile; the last bar takes the rest. */
function distributionOf(
  histogram: Uint32Array,
  sample: number,
  replications: number,
): CurrencyOutcome["distribution"] {
  const [top] = quantilesOf(histogram, sample, [0.99]) as [number];
  if (Number.isNaN(top)) return [];
  const width = roundWidth(Math.max(1, top / barsAimedAt));
  const bars = Math.floor(top / width) + 1;
  const members = new Float64Array(bars);
  for (let bin = 0; bin < binCount; bin++) {
    const count = histogram[sample * binCount + bin] as number;
    const bar = Math.min(bars - 1, Math.floor(binStart(bin) / width));
    members[bar] = (members[bar] as number) + count / replications;
  }
  return Array.from(members, (count, bar) => ({ from: bar * width, to: (bar + 1) * width, members: count }));
}

/** The next of 1, 2, 5, 10, 20, 50 … that is at least as wide. */
function roundWidth(width: number): number {
  let step = 1;
  for (let factor = 0; step < width; factor++) step *= factor % 3 === 1 ? 2.5 : 2;
  return step;
}
