/** Points in and out by month. */
import { memo, useMemo } from "react";
import type { Month, MonthFlows } from "../../domain/outcome.ts";
import { ChartCard } from "../charts/ChartCard.tsx";
import type { ChartTable } from "../charts/DataTable.tsx";
import { Flows, flowLooks, occurringFlows } from "../charts/Flows.tsx";
import type { ReadoutProps } from "../charts/Readout.tsx";
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
  const table = useMemo(() => flowsTable(months, flows, view), [months, flows, view]);
  return (
    <ChartCard
      name="flows"
      title={words.flows.title}
      finding={flowsFinding(view)}
      note={outcome.expiryUnseen ? words.flows.expiryUnseen : undefined}
      table={table}
      words={words}
      className={className}
    >
      <Flows
        months={months}
        flows={flows}
        baseline={baselineCurrencyOf(view)?.flows}
        time={view.time}
        tickLabel={view.tickLabels.points}
        cursorName={words.flows.cursor}
        readoutAt={(index) => readoutOf(months[index], flows[index], flows, view)}
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
  const ofHundred = (points: number) => formats.number(Math.round((100 * points) / ledger.issued));
  return words.flows.finding({
    redeemed: ofHundred(ledger.redeemed),
    lapsed: ofHundred(ledger.expired + ledger.decayed + ledger.cleared),
    held: ofHundred(ledger.closing),
  });
}

function readoutOf(
  month: Month | undefined,
  flow: MonthFlows | undefined,
  flows: readonly MonthFlows[],
  view: View,
): ReadoutProps {
  if (!month || !flow) return { when: "–", readings: [] };
  return {
    when: monthName(month, view),
    readings: occurringFlows(flows).map((name) => ({
      name: view.words.flows.names[name],
      value: roughPoints(flow[name], view.formats),
      swatch: { shape: "band", ...flowLooks[name] },
    })),
  };
}

function flowsTable(months: readonly Month[], flows: readonly MonthFlows[], view: View): ChartTable {
  const occurring = occurringFlows(flows);
  return {
    columns: [view.words.month, ...occurring.map((flow) => view.words.flows.names[flow])],
    rows: months.map((month, index) => [
      monthName(month, view),
      ...occurring.map((flow) => roughPoints(flows[index]?.[flow] ?? Number.NaN, view.formats)),
    ]),
  };
}
