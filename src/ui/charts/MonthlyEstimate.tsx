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
  title: string;
  cursorName: string;
  readoutAt: (index: number) => ReadoutProps;
  index: number | undefined;
  onIndex: (index: number | undefined) => void;
};

const margins: Margins = { top: 8, right: 12, bottom: 24, left: 44 };

export function MonthlyEstimate(props: MonthlyEstimateProps) {
  const { rows, baseline, time, tickLabel, title, cursorName, readoutAt, index, onIndex } = props;
  const { low, high } = useMemo(() => extentOfRows([...rows, ...(baseline ?? [])]), [rows, baseline]);
  const axis = useValueAxis(low, high, tickLabel);
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
  return extentOf(rows.flatMap((row) => [row.value, row.low, row.high, row.beside ?? 0]));
}

type LinesProps = Pick<MonthlyEstimateProps, "rows" | "baseline">;

const Lines = memo(function Lines({ rows, baseline }: LinesProps) {
  const { x, y } = usePlane();
  const paths = useMemo(
    () => ({
      interval: bandPath(rows, x, y),
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
  return (
    <g>
      <path className={styles.interval} d={paths.interval} />
      <path className={styles.baseline} d={paths.baseline} />
      <path className={styles.beside} d={paths.beside} />
      {besides.map((row) => (
        <circle key={row.at} className={styles.besideDot} cx={x(row.at)} cy={y(row.beside!)} r={2.25} />
      ))}
      <path className={styles.line} d={paths.line} />
    </g>
  );
});
