/** Redemption rate and cost per member over the months, one above the other on the same time axis. */
import { memo, useMemo } from "react";
import type { CurrencyOutcome, Estimate, Month, Outcome } from "../../domain/outcome.ts";
import { ChartCard } from "../charts/ChartCard.tsx";
import type { ChartTable } from "../charts/DataTable.tsx";
import { middleOf } from "../charts/Flows.tsx";
import { MonthlyEstimate, type MonthlyRow } from "../charts/MonthlyEstimate.tsx";
import { baselineReading, type ReadoutProps, type Swatch } from "../charts/Readout.tsx";
import { figureOf, withInterval } from "./digits.ts";
import styles from "./RatesCard.module.css";
import {
  baselineCurrencyOf,
  type CardProps,
  currencyOf,
  monthName,
  monthOfDay,
  roughPercent,
  type SharedCursor,
  type View,
} from "./view.ts";

const lineSwatch: Swatch = { shape: "line", color: "var(--series-1)" };
const besideSwatch: Swatch = { shape: "dots", color: "var(--series-5)" };

export const RatesCard = memo(function RatesCard({ view, className, day, onDay }: CardProps & SharedCursor) {
  const { words, outcome, baseline, tickLabels, time } = view;
  const { months } = outcome;
  const currency = currencyOf(view);
  const baselineCurrency = baselineCurrencyOf(view);
  const rates = useMemo(() => rateRows(months, currency), [months, currency]);
  const baselineRates = useMemo(
    () => baseline && rateRows(baseline.months, baselineCurrency),
    [baseline, baselineCurrency],
  );
  const costs = useMemo(() => costRows(outcome), [outcome]);
  const baselineCosts = useMemo(() => baseline && costRows(baseline), [baseline]);
  const cursor = {
    time,
    index: day === undefined ? undefined : monthOfDay(months, day),
    onIndex: (index: number | undefined) => onDay(dayOf(months, index)),
  };
  return (
    <ChartCard
      name="rates"
      title={words.rates.title}
      finding={ratesFinding(view)}
      table={() => ratesTable(view)}
      words={words}
      className={className}
    >
      <div className={styles.panels}>
        <MonthlyEstimate
          {...cursor}
          rows={rates}
          baseline={baselineRates}
          tickLabel={tickLabels.percent}
          maxLeast={0.05}
          title={words.rates.redemption}
          cursorName={words.rates.redemptionCursor}
          readoutAt={(index) => rateReadout(index, view)}
        />
        <MonthlyEstimate
          {...cursor}
          rows={costs}
          baseline={baselineCosts}
          tickLabel={tickLabels.yuan}
          maxLeast={10}
          title={words.rates.cost}
          cursorName={words.rates.costCursor}
          readoutAt={(index) => costReadout(index, view)}
        />
      </div>
    </ChartCard>
  );
});

function dayOf(months: readonly Month[], index: number | undefined): number | undefined {
  const month = index === undefined ? undefined : months[index];
  return month && month.firstDay + month.days - 1;
}

function rateRows(months: readonly Month[], currency: CurrencyOutcome | undefined): MonthlyRow[] {
  return (currency?.redemptionRate ?? []).map(({ cumulative, ofMonth }, index) => ({
    at: middleOf(months[index]!),
    value: cumulative.value,
    low: cumulative.low,
    high: cumulative.high,
    beside: ofMonth,
  }));
}

function costRows(outcome: Outcome): MonthlyRow[] {
  return outcome.months.map((month) => {
    const { value, low, high } = month.costCentsPerMember;
    return { at: middleOf(month), value, low, high };
  });
}

/** Rate and cost at the end, as a sentence; the cost is that of the last month that the run covers in full, if any. */
export function ratesFinding(view: View): string {
  const { words, formats, outcome } = view;
  const rate = currencyOf(view)?.redemptionRate.at(-1)?.cumulative;
  if (!rate || !Number.isFinite(rate.value)) return words.rates.noneIssued;
  if (rate.value === 0) return words.rates.noneRedeemed;
  const full = outcome.months.findLast((month) => month.days >= 28) ?? outcome.months.at(-1)!;
  return words.rates.finding({
    rate: withInterval(figureOf(rate, "share", formats)),
    month: monthName(full, view),
    cost: figureOf(full.costCentsPerMember, "centsPerMonth", formats).value,
  });
}

function rateReadout(index: number, view: View): ReadoutProps {
  const { words, formats, outcome } = view;
  const month = outcome.months[index];
  const rate = currencyOf(view)?.redemptionRate[index];
  if (!month || !rate) return { when: "–", readings: [] };
  const figure = figureOf(rate.cumulative, "share", formats);
  const ghost = baselineCurrencyOf(view)?.redemptionRate[index]?.cumulative;
  return {
    when: monthName(month, view),
    readings: [
      { name: words.rates.cumulative, value: withInterval(figure), swatch: lineSwatch },
      { name: words.rates.ofMonth, value: roughPercent(rate.ofMonth, formats), swatch: besideSwatch },
      baselineReading(words.baseline, ghost && figureOf(ghost, "share", formats).value, figure.value),
    ],
  };
}

function costReadout(index: number, view: View): ReadoutProps {
  const { words, formats, outcome, baseline } = view;
  const month = outcome.months[index];
  if (!month) return { when: "–", readings: [] };
  const figure = figureOf(month.costCentsPerMember, "centsPerMonth", formats);
  const ghost = baseline?.months[index]?.costCentsPerMember;
  return {
    when: monthName(month, view),
    readings: [
      { name: words.rates.ofMonth, value: withInterval(figure), swatch: lineSwatch },
      baselineReading(words.baseline, ghost && figureOf(ghost, "centsPerMonth", formats).value, figure.value),
    ],
  };
}

export function ratesTable(view: View): ChartTable {
  const { words, formats, outcome, baseline } = view;
  const rates = currencyOf(view)?.redemptionRate ?? [];
  const ghosts = baselineCurrencyOf(view)?.redemptionRate;
  const { redemption, cumulative, ofMonth, cost } = words.rates;
  return {
    columns: [
      words.month,
      `${redemption} · ${cumulative}`,
      "±",
      ...(ghosts ? [`${redemption} · ${words.baseline}`] : []),
      `${redemption} · ${ofMonth}`,
      cost,
      "± ",
      ...(baseline ? [`${cost} · ${words.baseline}`] : []),
    ],
    rows: outcome.months.map((month, index) => {
      const rate = rates[index];
      const shares = rate && figureOf(rate.cumulative, "share", formats);
      const costs = figureOf(month.costCentsPerMember, "centsPerMonth", formats);
      const before = (estimate: Estimate | undefined, unit: "share" | "centsPerMonth") =>
        estimate ? figureOf(estimate, unit, formats).value : "–";
      return [
        monthName(month, view),
        shares?.value ?? "–",
        shares?.halfWidth ?? "–",
        ...(ghosts ? [before(ghosts[index]?.cumulative, "share")] : []),
        roughPercent(rate?.ofMonth ?? Number.NaN, formats),
        costs.value,
        costs.halfWidth,
        ...(baseline ? [before(baseline.months[index]?.costCentsPerMember, "centsPerMonth")] : []),
      ];
    }),
  };
}
