/** Points in and out by month: issued above the baseline of zero, everything that takes points away below it. */
import { memo, useId, useMemo } from "react";
import type { Month, MonthFlows } from "../../domain/outcome.ts";
import { Cursor, Hairline } from "./Cursor.tsx";
import styles from "./Flows.module.css";
import { type AxisSpec, type Margins, Plot, usePlane } from "./Plot.tsx";
import { barPath } from "./path.ts";
import { type Pattern, Readout, type ReadoutProps, readingWords } from "./Readout.tsx";
import { extentOf, type TickLabel, useValueAxis } from "./valueAxis.ts";

export type Flow = keyof MonthFlows;

/** The flows from the zero line outwards, each with its looks: a colour, and a pattern for those who see none. */
export const flowLooks: Record<Flow, { color: string; pattern: Pattern; sign: 1 | -1 }> = {
  issued: { color: "var(--series-1)", pattern: "solid", sign: 1 },
  redeemed: { color: "var(--series-3)", pattern: "solid", sign: -1 },
  expired: { color: "var(--series-2)", pattern: "hatch", sign: -1 },
  decayed: { color: "var(--series-5)", pattern: "dots", sign: -1 },
  cleared: { color: "var(--series-4)", pattern: "cross", sign: -1 },
};
const flowNames = Object.keys(flowLooks) as Flow[];

/** The flows that occur in some month; issued and redeemed always count among them. */
export function occurringFlows(flows: readonly MonthFlows[]): Flow[] {
  return flowNames.filter(
    (flow) => flow === "issued" || flow === "redeemed" || flows.some((month) => month[flow] > 0),
  );
}

/** Points that leave in a month. */
export function outflowOf(month: MonthFlows): number {
  return month.redeemed + month.expired + month.decayed + month.cleared;
}

export type FlowsProps = {
  months: readonly Month[];
  flows: readonly MonthFlows[];
  baseline?: readonly MonthFlows[] | undefined;
  time: AxisSpec;
  tickLabel: TickLabel;
  cursorName: string;
  readoutAt: (index: number) => ReadoutProps;
  /** The month under the shared cursor. */
  index: number | undefined;
  onIndex: (index: number | undefined) => void;
};

/** The axis reaches at least this far, so that dust does not fill the picture. */
const pointsMaxLeast = 5;

const margins: Margins = { top: 8, right: 16, bottom: 24, left: 48 };

export function Flows(props: FlowsProps) {
  const { months, flows, baseline, time, tickLabel, cursorName, readoutAt, index, onIndex } = props;
  const { low, high } = useMemo(() => extentOfFlows([...flows, ...(baseline ?? [])]), [flows, baseline]);
  const axis = useValueAxis(low, Math.max(high, pointsMaxLeast), tickLabel);
  const positions = useMemo(() => months.map(middleOf), [months]);
  const month = index === undefined ? undefined : months[index];
  const resting = months.length - 1;
  const readout = readoutAt(index ?? resting);
  return (
    <div>
      <Readout {...readout} />
      <Plot
        height={296}
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
        {month ? <Hairline at={middleOf(month)} values={[]} /> : null}
        <Bars months={months} flows={flows} baseline={baseline} />
      </Plot>
    </div>
  );
}

/** Where a month stands on an axis of days. */
export function middleOf(month: Month): number {
  return month.firstDay + month.days / 2;
}

function extentOfFlows(flows: readonly MonthFlows[]) {
  return extentOf(flows.flatMap((month) => [month.issued, -outflowOf(month)]));
}

type BarsProps = Pick<FlowsProps, "months" | "flows" | "baseline">;

const Bars = memo(function Bars({ months, flows, baseline }: BarsProps) {
  const { x, y, left, right } = usePlane();
  const id = useId();
  const bars = useMemo(() => flowBars(months, flows, x, y), [months, flows, x, y]);
  const ghost = useMemo(() => {
    if (!baseline) return "";
    return months
      .map((month, index) => {
        const flow = baseline[index];
        if (!flow) return "";
        const { from, to } = barEdges(month, x);
        return `M${from},${y(flow.issued)}H${to}M${from},${y(-outflowOf(flow))}H${to}`;
      })
      .join("");
  }, [months, baseline, x, y]);
  return (
    <g>
      <defs>
        {flowNames.map((flow) => (
          <FlowPattern key={flow} id={`${id}${flow}`} flow={flow} />
        ))}
      </defs>
      {bars.map(({ flow, path }) => (
        <path key={flow} d={path} fill={`url(#${id}${flow})`} />
      ))}
      <path className={styles.ghost} d={ghost} />
      <line className={styles.zero} x1={left} x2={right} y1={y(0)} y2={y(0)} />
    </g>
  );
});

/** A hair of ground between two months. */
function barEdges(month: Month, x: (value: number) => number): { from: number; to: number } {
  const from = x(month.firstDay);
  const to = x(month.firstDay + month.days);
  const gap = Math.min(3, (to - from) * 0.12);
  return { from: from + gap, to: to - gap };
}

/** One path per flow that occurs, all months in it, stacked from zero outwards. */
export function flowBars(
  months: readonly Month[],
  flows: readonly MonthFlows[],
  x: (value: number) => number,
  y: (value: number) => number,
): { flow: Flow; path: string }[] {
  const stacked = months.map(() => ({ up: 0, down: 0 }));
  return occurringFlows(flows).map((flow) => {
    const { sign } = flowLooks[flow];
    const side = sign === 1 ? "up" : "down";
    const parts = months.map((month, index) => {
      const points = flows[index]?.[flow] ?? 0;
      const stack = stacked[index]!;
      const start = stack[side];
      stack[side] += sign * (Number.isFinite(points) ? points : 0);
      const { from, to } = barEdges(month, x);
      return barPath(from, to, y(start), y(stack[side]));
    });
    return { flow, path: parts.join("") };
  });
}

function FlowPattern({ id, flow }: { id: string; flow: Flow }) {
  const { color, pattern } = flowLooks[flow];
  const line = { stroke: "var(--panel)", strokeWidth: 1.5 };
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill={color} />
      {pattern === "hatch" || pattern === "cross" ? <line x1="3" x2="3" y1="0" y2="6" {...line} /> : null}
      {pattern === "cross" ? <line x1="0" x2="6" y1="3" y2="3" {...line} /> : null}
      {pattern === "dots" ? <circle cx="3" cy="3" r="1.25" fill="var(--panel)" /> : null}
    </pattern>
  );
}
