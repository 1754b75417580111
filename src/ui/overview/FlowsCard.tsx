/** Points in and out by month. */
import { memo } from "react";
import type { Month, MonthFlows } from "../../domain/outcome.ts";
import type { Formats } from "../../i18n/formats.ts";
import { ChartCard } from "../charts/ChartCard.tsx";
import type { ChartTable } from "../charts/DataTable.tsx";
import { Flows, flowLooks, occurringFlows, outflowOf } from "../charts/Flows.tsx";
import { baselineReading, type Reading, type ReadoutProps } from "../charts/Readout.tsx";
import {
  baselineCurrencyOf,
  type CardProps,
  currencyOf,
  monthName,
  monthOfDay,
  roughPoints,
  type SharedCursor,
  type View,
} from "./view.ts";

export const FlowsCard = memo(function FlowsCard({ view, className, day, onDay }: CardProps & SharedCursor) {
  const { words, outcome } = view;
  const { months } = outcome;
  const flows = currencyOf(view)?.flows ?? [];
  const baseline = baselineCurrencyOf(view)?.flows;
  return (
    <ChartCard
      name="flows"
      title={words.flows.title}
      finding={flowsFinding(view)}
      note={outcome.expiryUnseen ? words.flows.expiryUnseen : undefined}
      table={() => flowsTable(months, flows, view)}
      words={words}
      className={className}
    >
      <Flows
        months={months}
        flows={flows}
        baseline={baseline}
        time={view.time}
        tickLabel={view.tickLabels.points}
        cursorName={words.flows.cursor}
        readoutAt={(index) => readoutOf(months[index], flows[index], baseline?.[index], flows, view)}
        index={day === undefined ? undefined : monthOfDay(months, day)}
        onIndex={(index) => onDay(index === undefined ? undefined : lastDayOf(months[index]))}
      />
    </ChartCard>
  );
});

function lastDayOf(month: Month | undefined): number | undefined {
  return month && month.firstDay + month.days - 1;
}

/** Where 100 issued points went, as a sentence. */
export function flowsFinding({ words, formats, outcome, currency }: View): string {
  const ledger = outcome.ledger[currency];
  if (!ledger || !(ledger.issued > 0)) return words.flows.none;
  const ways = (["expired", "decayed", "cleared"] as const).filter((way) => ledger[way] > 0);
  const ofHundred = (points: number) => formats.number(Math.round((100 * points) / ledger.issued));
  return words.flows.finding({
    redeemed: ofHundred(ledger.redeemed),
    lapsed: ofHundred(ways.reduce((sum, way) => sum + ledger[way], 0)),
    ways: ways.map((way) => words.flows.names[way]),
    held: ofHundred(ledger.closing),
  });
}

function readoutOf(
  month: Month | undefined,
  flow: MonthFlows | undefined,
  ghost: MonthFlows | undefined,
  flows: readonly MonthFlows[],
  view: View,
): ReadoutProps {
  if (!month || !flow) return { when: "–", readings: [] };
  const { words, formats } = view;
  const readings: Reading[] = occurringFlows(flows).map((name) => ({
    name: words.flows.names[name],
    value: roughPoints(flow[name], formats),
    swatch: { shape: "band", ...flowLooks[name] },
  }));
  readings.push(baselineReading(words.baseline, ghost && inAndOut(ghost, formats), inAndOut(flow, formats)));
  return { when: monthName(month, view), readings };
}

/** What a baseline's month brought and took. */
function inAndOut(flow: MonthFlows, formats: Formats): string {
  return `+${roughPoints(flow.issued, formats)}\u00a0−${roughPoints(outflowOf(flow), formats)}`;
}

export function flowsTable(months: readonly Month[], flows: readonly MonthFlows[], view: View): ChartTable {
  const baseline = baselineCurrencyOf(view)?.flows;
  const occurring = occurringFlows(flows);
  return {
    columns: [
      view.words.month,
      ...occurring.map((flow) => view.words.flows.names[flow]),
      ...(baseline ? [view.words.baseline] : []),
    ],
    rows: months.map((month, index) => [
      monthName(month, view),
      ...occurring.map((flow) => roughPoints(flows[index]?.[flow] ?? Number.NaN, view.formats)),
      ...(baseline ? [baseline[index] ? inAndOut(baseline[index], view.formats) : "–"] : []),
    ]),
  };
}
