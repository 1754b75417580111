/** Balances over time. */
import { memo, useMemo } from "react";
import type { BalanceSample } from "../../domain/outcome.ts";
import type { Formats } from "../../i18n/formats.ts";
import { Balances } from "../charts/Balances.tsx";
import { ChartCard } from "../charts/ChartCard.tsx";
import type { ChartTable } from "../charts/DataTable.tsx";
import { baselineReading, type Reading, type ReadoutProps } from "../charts/Readout.tsx";
import { dateOfDay } from "../charts/time.ts";
import { figureOf, withInterval } from "./digits.ts";
import {
  baselineCurrencyOf,
  type CardProps,
  currencyOf,
  roughPoints,
  type SharedCursor,
  type View,
} from "./view.ts";

export const BalancesCard = memo(function BalancesCard({
  view,
  className,
  day,
  onDay,
}: CardProps & SharedCursor) {
  const { words, outcome } = view;
  const samples = currencyOf(view)?.balances ?? [];
  const baseline = useMemo(
    () => baselineCurrencyOf(view)?.balances.filter((sample) => sample.day < outcome.days),
    [view, outcome.days],
  );
  const readoutAt = (index: number) => readoutOf(samples[index], baseline, view);
  const { mean, median, outer, inner, cursor } = words.balances;
  return (
    <ChartCard
      name="balances"
      title={words.balances.title}
      finding={balancesFinding(view)}
      table={() => balancesTable(samples, view)}
      words={words}
      className={className}
    >
      <Balances
        samples={samples}
        baseline={baseline}
        time={view.time}
        tickLabel={view.tickLabels.points}
        names={{ mean, median, outer, inner, cursor }}
        readoutAt={readoutAt}
        day={day}
        onDay={onDay}
      />
    </ChartCard>
  );
});

/** The state on the last day as a sentence. */
export function balancesFinding(view: View): string {
  const { words, formats } = view;
  const last = currencyOf(view)?.balances.at(-1);
  if (!last || !(last.mean.value > 0)) return words.balances.none;
  return words.balances.finding({
    median: roughPoints(last.p50, formats),
    mean: withInterval(figureOf(last.mean, "points", formats)),
    high: roughPoints(last.p95, formats),
  });
}

function readoutOf(
  sample: BalanceSample | undefined,
  baseline: readonly BalanceSample[] | undefined,
  { words, formats, scenario }: View,
): ReadoutProps {
  if (!sample) return { when: "–", readings: [] };
  const points = (value: number) => roughPoints(value, formats);
  const range = (low: number, high: number) => `${points(low)}–${points(high)}`;
  const mean = figureOf(sample.mean, "points", formats);
  const { outer, inner, median } = words.balances;
  const readings: Reading[] = [
    {
      name: words.balances.mean,
      value: withInterval(mean),
      swatch: { shape: "line", color: "var(--series-1)" },
    },
    { name: median, value: points(sample.p50), swatch: { shape: "thin", color: "var(--ink)" } },
    {
      name: inner,
      value: range(sample.p25, sample.p75),
      swatch: { shape: "band", color: "var(--band-inner)", edge: "var(--series-1)" },
    },
    {
      name: outer,
      value: range(sample.p5, sample.p95),
      swatch: { shape: "band", color: "var(--band-outer)", edge: "var(--series-1)" },
    },
  ];
  const before = baseline && baselineMean(baseline, sample.day, formats);
  readings.push(baselineReading(words.baselineMean, before, mean.value));
  return { when: formats.date(dateOfDay(scenario.run.start, sample.day)), readings };
}

function baselineMean(baseline: readonly BalanceSample[], day: number, formats: Formats): string {
  const sample = baseline.find((other) => other.day === day);
  return sample ? figureOf(sample.mean, "points", formats).value : "–";
}

export function balancesTable(samples: readonly BalanceSample[], view: View): ChartTable {
  const { words, formats, scenario } = view;
  const baseline = baselineCurrencyOf(view)?.balances;
  const quantiles = ["p5", "p25", "p50", "p75", "p95"] as const;
  const shares = { p5: 0.05, p25: 0.25, p75: 0.75, p95: 0.95 };
  return {
    columns: [
      words.day,
      words.balances.mean,
      "±",
      ...(baseline ? [words.baselineMean] : []),
      ...quantiles.map((quantile) =>
        quantile === "p50"
          ? words.balances.median
          : words.balances.quantile(formats.percent(shares[quantile])),
      ),
    ],
    rows: samples.map((sample) => {
      const mean = figureOf(sample.mean, "points", formats);
      return [
        formats.date(dateOfDay(scenario.run.start, sample.day)),
        mean.value,
        mean.halfWidth,
        ...(baseline ? [baselineMean(baseline, sample.day, formats)] : []),
        ...quantiles.map((quantile) => roughPoints(sample[quantile], formats)),
      ];
    }),
  };
}
