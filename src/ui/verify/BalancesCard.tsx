/** How points are spread over members: balances on the last day by the records, the simulation as a dashed outline. */
import { useMemo, useState } from "react";
import { mainCurrency } from "../../domain/on-offer.ts";
import { nameAmongCurrencies } from "../../domain/structure-name.ts";
import { inLanguage } from "../../domain/text.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { ChartCard } from "../charts/ChartCard.tsx";
import type { ChartTable } from "../charts/DataTable.tsx";
import { Distribution } from "../charts/Distribution.tsx";
import { baselineReading, type ReadoutProps } from "../charts/Readout.tsx";
import { edgeAbove, type ShareBin, shareBins } from "../charts/shareBins.ts";
import { useValueAxis } from "../charts/valueAxis.ts";
import { roughPercent, tickLabelsOf } from "../overview/view.ts";
import type { Compared } from "./compared.ts";

type Props = { compared: Compared; className?: string | undefined };

/** Share of members that the axis shows in full, and where it ends at least. */
const shownInFull = 0.98;
const pointsMaxLeast = 5;

export function BalancesCard({ compared, className }: Props) {
  const { records, simulated, scenario, words, formats, language, scored } = compared;
  const common = overviewMessages(language);
  const tickLabels = useMemo(() => tickLabelsOf(formats), [formats]);
  const [index, setIndex] = useState<number | undefined>(undefined);
  const { id: currency } = scenario.currencies[mainCurrency(scenario)]!;
  const name = nameAmongCurrencies(scenario, currency);
  const ours = records.currencies[currency]!.distribution;
  const theirs = simulated?.currencies[currency]?.distribution;
  const far = Math.max(
    pointsMaxLeast,
    edgeAbove(ours, shownInFull),
    theirs ? edgeAbove(theirs, shownInFull) : 0,
  );
  const axis = useValueAxis(0, far, tickLabels.points);
  const [bins = [], others] = useMemo(() => {
    const alike = theirs ? [ours, theirs] : [ours];
    return alike.map((each) => shareBins(each, axis, alike));
  }, [ours, theirs, axis]);
  const inside = index === undefined ? undefined : Math.min(index, bins.length - 1);
  const { p50, without } = scored.earned[currency]!;
  return (
    <ChartCard
      name="verify-balances"
      title={name ? `${words.distribution.title} · ${inLanguage(name, language)}` : words.distribution.title}
      finding={words.distribution.finding({
        half: formats.number(p50),
        none: without === 0 ? undefined : formats.percent(without / scored.members.all),
      })}
      note={scored.redemptions.asked === 0 ? words.distribution.note : undefined}
      table={() => tableOf(bins, others, compared)}
      words={common}
      className={className}
    >
      <Distribution
        balances={axis}
        bins={bins}
        baseline={others}
        landmarks={[]}
        shareLabel={tickLabels.percent}
        cursorName={words.distribution.cursor}
        readoutAt={(at) => readoutOf(bins, others, at, compared)}
        index={inside}
        onIndex={setIndex}
      />
    </ChartCard>
  );
}

function binName(bins: readonly ShareBin[], index: number, { language, formats }: Compared): string {
  const { distribution } = overviewMessages(language);
  const { from, to } = bins[index]!;
  return index === bins.length - 1
    ? distribution.above(formats.number(from))
    : distribution.range(formats.number(from), formats.number(to));
}

function readoutOf(
  bins: readonly ShareBin[],
  others: readonly ShareBin[] | undefined,
  index: number,
  compared: Compared,
): ReadoutProps {
  const { words, formats } = compared;
  const bin = bins[index];
  if (!bin) return { when: "–", readings: [] };
  const shown = roughPercent(bin.share, formats);
  const other = others?.[index];
  return {
    when: binName(bins, index, compared),
    readings: [
      { name: words.records, value: shown, swatch: { shape: "band", color: "var(--series-1)" } },
      baselineReading(words.simulation, other && roughPercent(other.share, formats), shown),
    ],
  };
}

function tableOf(
  bins: readonly ShareBin[],
  others: readonly ShareBin[] | undefined,
  compared: Compared,
): ChartTable {
  const { words, formats, language } = compared;
  return {
    columns: [overviewMessages(language).distribution.balance, words.records, words.simulation],
    rows: bins.map((bin, index) => [
      binName(bins, index, compared),
      roughPercent(bin.share, formats),
      roughPercent(others?.[index]?.share ?? Number.NaN, formats),
    ]),
  };
}
