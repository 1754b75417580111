/** How many members hold how much: a histogram in shares of the members, with lines where they mean something. */
import { memo, useMemo } from "react";
import { Cursor, Hairline } from "./Cursor.tsx";
import styles from "./Distribution.module.css";
import { type AxisSpec, type Margins, Plot, usePlane } from "./Plot.tsx";
import { barPath, stepPath } from "./path.ts";
import { Readout, type ReadoutProps, readingWords } from "./Readout.tsx";
import type { ShareBin } from "./shareBins.ts";
import { extentOf, type TickLabel, useValueAxis } from "./valueAxis.ts";

/** A value on the balance axis worth a line. */
export type Landmark = { name: string; at: number };

export type DistributionProps = {
  /** The axis of balances that the bins were made for. */
  balances: AxisSpec;
  bins: readonly ShareBin[];
  baseline?: readonly ShareBin[] | undefined;
  landmarks: readonly Landmark[];
  shareLabel: TickLabel;
  cursorName: string;
  readoutAt: (index: number) => ReadoutProps;
  index: number | undefined;
  onIndex: (index: number | undefined) => void;
};

const margins: Margins = { top: 40, right: 24, bottom: 24, left: 48 };

export function Distribution(props: DistributionProps) {
  const { balances: x, bins, baseline, landmarks, shareLabel, cursorName, readoutAt, index, onIndex } = props;
  const { high } = useMemo(
    () => extentOf([...bins, ...(baseline ?? [])].map((bin) => bin.share)),
    [bins, baseline],
  );
  const y = useValueAxis(0, high, shareLabel);
  const positions = useMemo(() => bins.map((bin) => (bin.from + bin.to) / 2), [bins]);
  const chosen = index === undefined ? undefined : positions[index];
  const readout = readoutAt(index ?? 0);
  return (
    <div>
      <Readout {...readout} />
      <Plot
        height={288}
        margins={margins}
        x={x}
        y={y}
        over={
          <Cursor
            label={cursorName}
            positions={positions}
            min={x.min}
            max={x.max}
            index={index}
            resting={0}
            page={5}
            words={readingWords(readout)}
            onChoose={onIndex}
          />
        }
      >
        {chosen === undefined ? null : <Hairline at={chosen} values={[]} />}
        <Histogram bins={bins} baseline={baseline} landmarks={landmarks} />
      </Plot>
    </div>
  );
}

type HistogramProps = Pick<DistributionProps, "bins" | "baseline" | "landmarks">;

const Histogram = memo(function Histogram({ bins, baseline, landmarks }: HistogramProps) {
  const { x, y, left, right, top, bottom } = usePlane();
  // The label of the leftmost line stands highest, so that no line runs through the label of another.
  const fromTheLeft = landmarks.toSorted((a, b) => a.at - b.at);
  const bars = useMemo(() => histogramPath(bins, x, y), [bins, x, y]);
  const ghost = useMemo(() => {
    const points = (baseline ?? []).map((bin) => ({ at: bin.from, value: bin.share }));
    const last = baseline?.at(-1);
    return stepPath(last ? [...points, { at: last.to, value: last.share }] : points, x, y);
  }, [baseline, x, y]);
  return (
    <g>
      <path className={styles.bars} d={bars} />
      <path className={styles.ghost} d={ghost} />
      <line className={styles.zero} x1={left} x2={right} y1={bottom} y2={bottom} />
      {fromTheLeft.map(({ name, at }, rank) => {
        const place = x(at);
        if (!Number.isFinite(place) || place > right) return null;
        const height = top - 26 + rank * 15;
        const flipped = place > (left + right) / 2;
        return (
          <g key={name}>
            <line className={styles.landmark} x1={place} x2={place} y1={height - 4} y2={bottom} />
            <text
              className={styles.landmarkName}
              x={place + (flipped ? -6 : 6)}
              y={height}
              dy="0.32em"
              textAnchor={flipped ? "end" : "start"}
            >
              {name}
            </text>
          </g>
        );
      })}
    </g>
  );
});

/** All bars as one path, a hair of ground between two. */
function histogramPath(
  bins: readonly ShareBin[],
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  return bins
    .map((bin) => {
      const from = x(bin.from);
      const to = x(bin.to);
      const gap = Math.min(0.75, (to - from) * 0.1);
      return barPath(from + gap, to - gap, y(0), y(bin.share));
    })
    .join("");
}
