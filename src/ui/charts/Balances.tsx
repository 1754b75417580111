/** Balances over time as a fan: where 90 % and where half of the members stand, median, and mean with its interval. */
import { memo, useMemo } from "react";
import type { BalanceSample } from "../../domain/outcome.ts";
import styles from "./Balances.module.css";
import { Cursor, Hairline } from "./Cursor.tsx";
import { movedApart } from "./labels.ts";
import { type AxisSpec, type Margins, Plot, usePlane } from "./Plot.tsx";
import { bandPath, linePath, thinned } from "./path.ts";
import { Readout, type ReadoutProps, readingWords } from "./Readout.tsx";
import { extentOf, type TickLabel, useValueAxis } from "./valueAxis.ts";

export type BalancesProps = {
  samples: readonly BalanceSample[];
  baseline?: readonly BalanceSample[] | undefined;
  time: AxisSpec;
  tickLabel: TickLabel;
  /** Names at the ends of the marks, and of the cursor. */
  names: { outer: string; inner: string; mean: string; median: string; cursor: string };
  /** What is read out at the sample with this index. */
  readoutAt: (index: number) => ReadoutProps;
  /** The day under the shared cursor. */
  day: number | undefined;
  onDay: (day: number | undefined) => void;
};

/** The axis reaches at least this far, so that dust does not fill the picture. */
const pointsMaxLeast = 5;

const margins: Margins = { top: 8, right: 64, bottom: 24, left: 48 };

/** A sample speaks of the end of its day. */
const endOf = (sample: { day: number }) => sample.day + 1;

export function Balances(props: BalancesProps) {
  const { samples, baseline, time, tickLabel, names, readoutAt, day, onDay } = props;
  const high = useMemo(() => highestBalance(samples, baseline), [samples, baseline]);
  const axis = useValueAxis(0, Math.max(high, pointsMaxLeast), tickLabel);
  const positions = useMemo(() => samples.map(endOf), [samples]);
  const resting = samples.length - 1;
  const index = day === undefined ? undefined : indexOfDay(samples, day);
  const sample = index === undefined ? undefined : samples[index];
  const readout = readoutAt(index ?? resting);
  return (
    <div>
      <Readout {...readout} />
      <Plot
        height={264}
        margins={margins}
        x={time}
        y={axis}
        over={
          <Cursor
            label={names.cursor}
            positions={positions}
            min={time.min}
            max={time.max}
            index={index}
            resting={resting}
            page={samplesPerMonth(samples)}
            words={readingWords(readout)}
            onChoose={(chosen) => onDay(chosen === undefined ? undefined : samples[chosen]?.day)}
          />
        }
      >
        <Fan samples={samples} baseline={baseline} names={names} />
        {sample ? <Hairline at={endOf(sample)} values={[sample.mean.value, sample.p50]} /> : null}
      </Plot>
    </div>
  );
}

function highestBalance(samples: readonly BalanceSample[], baseline: readonly BalanceSample[] = []): number {
  const tops = samples.flatMap((sample) => [sample.p95, sample.mean.high]);
  return extentOf([...tops, ...baseline.map((sample) => sample.mean.value)]).high;
}

/** About how many samples make a month. */
function samplesPerMonth(samples: readonly BalanceSample[]): number {
  const days = (samples.at(-1)?.day ?? 0) - (samples[0]?.day ?? 0);
  return days > 0 ? Math.max(1, Math.round((30 * (samples.length - 1)) / days)) : 1;
}

/** The last sample at or before a day, or the first. */
function indexOfDay(samples: readonly BalanceSample[], day: number): number {
  const after = samples.findIndex((sample) => sample.day > day);
  return Math.max(0, (after === -1 ? samples.length : after) - 1);
}

/** Samples that a path is drawn through at most: one to two pixels show nothing more. */
const samplesDrawnMax = 250;

type FanProps = Pick<BalancesProps, "samples" | "baseline" | "names">;

const Fan = memo(function Fan({ samples, baseline, names }: FanProps) {
  const { x, y } = usePlane();
  const paths = useMemo(() => {
    const drawn = thinned(samples, samplesDrawnMax);
    const band = (low: (s: BalanceSample) => number, high: (s: BalanceSample) => number) =>
      bandPath(
        drawn.map((sample) => ({ at: endOf(sample), low: low(sample), high: high(sample) })),
        x,
        y,
      );
    const line = (of: readonly BalanceSample[], value: (s: BalanceSample) => number) =>
      linePath(
        of.map((sample) => ({ at: endOf(sample), value: value(sample) })),
        x,
        y,
      );
    return {
      outer: band(
        (s) => s.p5,
        (s) => s.p95,
      ),
      inner: band(
        (s) => s.p25,
        (s) => s.p75,
      ),
      edges: line(drawn, (s) => s.p5) + line(drawn, (s) => s.p95),
      interval: band(
        (s) => s.mean.low,
        (s) => s.mean.high,
      ),
      median: line(drawn, (s) => s.p50),
      mean: line(drawn, (s) => s.mean.value),
      baseline: baseline ? line(thinned(baseline, samplesDrawnMax), (s) => s.mean.value) : "",
    };
  }, [samples, baseline, x, y]);
  return (
    <g>
      <path className={styles.outer} d={paths.outer} />
      <path className={styles.edges} d={paths.edges} />
      <path className={styles.inner} d={paths.inner} />
      <path className={styles.baseline} d={paths.baseline} />
      <path className={styles.interval} d={paths.interval} />
      <path className={styles.median} d={paths.median} />
      <path className={styles.mean} d={paths.mean} />
      <EndLabels last={samples.at(-1)} names={names} />
    </g>
  );
});

/** Names each band and line beside its right end. */
function EndLabels({ last, names }: { last: BalanceSample | undefined; names: BalancesProps["names"] }) {
  const { y, right, top, bottom } = usePlane();
  if (!last || !Number.isFinite(last.mean.value)) return null;
  const labels = [
    { text: names.outer, at: last.p95, style: styles.name },
    { text: names.inner, at: last.p75, style: styles.name },
    { text: names.mean, at: last.mean.value, style: styles.meanName },
    { text: names.median, at: last.p50, style: styles.medianName },
  ];
  const heights = movedApart(
    labels.map((label) => y(label.at)),
    15,
    top + 4,
    bottom - 4,
  );
  return (
    <g>
      {labels.map(({ text, style }, index) => (
        <text key={text} className={style} x={right + 8} y={heights[index]} dy="0.32em">
          {text}
        </text>
      ))}
    </g>
  );
}
