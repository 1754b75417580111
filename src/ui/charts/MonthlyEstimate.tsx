/** A figure by month: its line with the 95 % interval, and beside it a second value that has no interval. */
import { memo, useMemo } from "react";
import { Cursor, Hairline } from "./Cursor.tsx";
import styles from "./MonthlyEstimate.module.css";
import { type AxisSpec, type Margins, Plot, usePlane } from "./Plot.tsx";
import { bandPath, linePath } from "./path.ts";
import { Readout, type ReadoutProps, readingWords } from "./Readout.tsx";
import { extentOf, type TickLabel, useValueAxis } from "./valueAxis.ts";

/** A month's figure: where it stands in days, its value and interval, and the second value. */
export type MonthlyRow = {
  at: number;
  value: number;
  low: number;
  high: number;
  beside?: number | undefined;
};

export type MonthlyEstimateProps = {
  rows: readonly MonthlyRow[];
  baseline?: readonly MonthlyRow[] | undefined;
  time: AxisSpec;
  tickLabel: TickLabel;
  /** The axis reaches at least this far, so that dust does not fill the picture. */
  maxLeast: number;
  title: string;
  cursorName: string;
  readoutAt: (index: number) => ReadoutProps;
  index: number | undefined;
  onIndex: (index: number | undefined) => void;
};

/** The panel is low. */
const intervalsMax = 3;

const margins: Margins = { top: 8, right: 16, bottom: 24, left: 48 };

export function MonthlyEstimate(props: MonthlyEstimateProps) {
  const { rows, baseline, time, tickLabel, maxLeast, title, cursorName, readoutAt, index, onIndex } = props;
  const { low, high } = useMemo(() => extentOfRows([...rows, ...(baseline ?? [])]), [rows, baseline]);
  const axis = useValueAxis(low, Math.max(high, maxLeast), tickLabel, intervalsMax);
  const positions = useMemo(() => rows.map((row) => row.at), [rows]);
  const row = index === undefined ? undefined : rows[index];
  const resting = rows.length - 1;
  const readout = readoutAt(index ?? resting);
  return (
    <div>
      <h4 className={styles.title}>{title}</h4>
      <Readout {...readout} />
      <Plot
        height={116}
        margins={margins}
        x={time}
        y={axis}
        over={
          <Cursor
            label={cursorName}
            positions={positions}
            min={time.min}
            max={time.max}
            index={index}
            resting={resting}
            page={3}
            words={readingWords(readout)}
            onChoose={onIndex}
          />
        }
      >
        <Lines rows={rows} baseline={baseline} />
        {row ? <Hairline at={row.at} values={[row.value, row.beside ?? Number.NaN]} /> : null}
      </Plot>
    </div>
  );
}

function extentOfRows(rows: readonly MonthlyRow[]) {
  return extentOf(rows.flatMap((row) => [row.value, lowOf(row), row.high, row.beside ?? 0]));
}

/** The lower bound, but not below zero for a figure that is not: normal intervals know no such limit. */
function lowOf(row: MonthlyRow): number {
  return row.value >= 0 ? Math.max(0, row.low) : row.low;
}

/** More dots than this would run into each other. */
const dotsMax = 24;

type LinesProps = Pick<MonthlyEstimateProps, "rows" | "baseline">;

const Lines = memo(function Lines({ rows, baseline }: LinesProps) {
  const { x, y } = usePlane();
  const paths = useMemo(
    () => ({
      interval: bandPath(
        rows.map((row) => ({ at: row.at, low: lowOf(row), high: row.high })),
        x,
        y,
      ),
      line: linePath(rows, x, y),
      beside: linePath(
        rows.map((row) => ({ at: row.at, value: row.beside ?? Number.NaN })),
        x,
        y,
      ),
      baseline: linePath(baseline ?? [], x, y),
    }),
    [rows, baseline, x, y],
  );
  const besides = rows.filter((row) => row.beside !== undefined && Number.isFinite(row.beside));
  const last = rows.findLast((row) => Number.isFinite(row.value));
  return (
    <g>
      <path className={styles.interval} d={paths.interval} />
      <path className={styles.baseline} d={paths.baseline} />
      <path className={styles.beside} d={paths.beside} />
      {besides.length > dotsMax
        ? null
        : besides.map((row) => (
            <circle key={row.at} className={styles.besideDot} cx={x(row.at)} cy={y(row.beside!)} r={2.25} />
          ))}
      <path className={styles.line} d={paths.line} />
      {last ? <LastEstimate row={last} /> : null}
    </g>
  );
});

/** The last value with its interval as a whisker: what the headline says, and all there is of a run of one month. */
function LastEstimate({ row }: { row: MonthlyRow }) {
  const { x, y } = usePlane();
  return (
    <g>
      {Number.isFinite(row.high) ? (
        <line className={styles.whisker} x1={x(row.at)} x2={x(row.at)} y1={y(lowOf(row))} y2={y(row.high)} />
      ) : null}
      <circle className={styles.lastDot} cx={x(row.at)} cy={y(row.value)} r={3} />
    </g>
  );
}
