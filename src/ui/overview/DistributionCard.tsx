/** Who holds how much on the last day, and who can afford something. */
import { memo, useMemo, useState } from "react";
import type { Item } from "../../domain/catalogue.ts";
import { itemsOnOffer } from "../../domain/on-offer.ts";
import { inLanguage } from "../../domain/text.ts";
import { ChartCard } from "../charts/ChartCard.tsx";
import type { ChartTable } from "../charts/DataTable.tsx";
import { Distribution, type Landmark } from "../charts/Distribution.tsx";
import { baselineReading, type Reading, type ReadoutProps } from "../charts/Readout.tsx";
import { edgeAbove, membersIn, type ShareBin, shareBelow, shareBins } from "../charts/shareBins.ts";
import { useValueAxis } from "../charts/valueAxis.ts";
import {
  baselineCurrencyOf,
  type CardProps,
  currencyOf,
  roughPercent,
  roughPoints,
  type View,
} from "./view.ts";

/** Share of members that the axis shows in full; the last bar takes in the rest. */
const shownInFull = 0.99;

/** The axis reaches at least this far, so that its bins are whole points. */
const pointsMaxLeast = 5;

export const DistributionCard = memo(function DistributionCard({ view, className }: CardProps) {
  const { words, tickLabels } = view;
  const [index, setIndex] = useState<number | undefined>(undefined);
  const distribution = currencyOf(view)?.distribution ?? [];
  const baseline = baselineCurrencyOf(view)?.distribution;
  const axis = useValueAxis(
    0,
    Math.max(pointsMaxLeast, edgeAbove(distribution, shownInFull)),
    tickLabels.points,
  );
  const [bins = [], baselineBins] = useMemo(() => {
    const alike = baseline ? [distribution, baseline] : [distribution];
    return alike.map((each) => shareBins(each, axis, alike));
  }, [distribution, baseline, axis]);
  const landmarks = useMemo(() => landmarksOf(view), [view]);
  const inside = index === undefined ? undefined : Math.min(index, bins.length - 1);
  return (
    <ChartCard
      name="distribution"
      title={words.distribution.title}
      finding={distributionFinding(view)}
      table={() => distributionTable(bins, view, baselineBins)}
      words={words}
      className={className}
    >
      <Distribution
        balances={axis}
        bins={bins}
        baseline={baselineBins}
        landmarks={landmarks}
        shareLabel={tickLabels.percent}
        cursorName={words.distribution.cursor}
        readoutAt={(at) => readoutOf(bins, baselineBins, at, view)}
        index={inside}
        onIndex={setIndex}
      />
    </ChartCard>
  );
});

/** The cheapest item on offer for a currency, and its price in points. */
export function cheapestItem(
  scenario: Parameters<typeof itemsOnOffer>[0],
  currency: string,
): { item: Item; price: number } | undefined {
  return itemsOnOffer(scenario, currency).sort((a, b) => a.price - b.price)[0];
}

/** Who cannot afford anything yet, as a sentence. */
export function distributionFinding(view: View): string {
  const { words, formats, scenario, language, currency } = view;
  const distribution = currencyOf(view)?.distribution ?? [];
  if (!(membersIn(distribution) > 0)) return words.distribution.none;
  const cheapest = cheapestItem(scenario, currency);
  if (cheapest) {
    return words.distribution.findingPrice({
      share: roughPercent(shareBelow(distribution, cheapest.price), formats),
      item: inLanguage(cheapest.item.name, language),
      points: formats.number(cheapest.price),
    });
  }
  return words.distribution.findingMedian(roughPoints(medianOf(view), formats));
}

function medianOf(view: View): number {
  return currencyOf(view)?.balances.at(-1)?.p50 ?? Number.NaN;
}

function landmarksOf(view: View): Landmark[] {
  const { words, formats, scenario, currency } = view;
  const median = medianOf(view);
  const cheapest = cheapestItem(scenario, currency);
  const landmarks = [{ name: words.distribution.median(roughPoints(median, formats)), at: median }];
  if (cheapest) {
    const points = formats.number(cheapest.price);
    landmarks.push({ name: words.distribution.cheapest(points), at: cheapest.price });
  }
  return landmarks;
}

function binName(bins: readonly ShareBin[], index: number, { words, formats }: View): string {
  const { from, to } = bins[index]!;
  return index === bins.length - 1
    ? words.distribution.above(formats.number(from))
    : words.distribution.range(formats.number(from), formats.number(to));
}

function readoutOf(
  bins: readonly ShareBin[],
  baseline: readonly ShareBin[] | undefined,
  index: number,
  view: View,
): ReadoutProps {
  const bin = bins[index];
  if (!bin) return { when: "–", readings: [] };
  const { words, formats } = view;
  const readings: Reading[] = [
    {
      name: words.distribution.members,
      value: roughPercent(bin.share, formats),
      swatch: { shape: "band", color: "var(--series-1)" },
    },
  ];
  const ghost = baseline?.find((other) => other.from === bin.from);
  const before = ghost && roughPercent(ghost.share, formats);
  readings.push(baselineReading(words.baseline, before, roughPercent(bin.share, formats)));
  return { when: binName(bins, index, view), readings };
}

export function distributionTable(
  bins: readonly ShareBin[],
  view: View,
  baseline?: readonly ShareBin[],
): ChartTable {
  const { words, formats } = view;
  return {
    columns: [words.distribution.balance, words.distribution.members, ...(baseline ? [words.baseline] : [])],
    rows: bins.map((bin, index) => [
      binName(bins, index, view),
      roughPercent(bin.share, formats),
      ...(baseline ? [roughPercent(baseline[index]?.share ?? Number.NaN, formats)] : []),
    ]),
  };
}
