/**
 * The frame of a chart by Recharts, and its live marks as plain SVG. Recharts draws axes and grid over a constant
 * frame and is drawn again only when size or limits change; the marks reach its plane through a context, so that an
 * answer costs a few paths and nothing else.
 */
import {
  createContext,
  memo,
  type ReactNode,
  useContext,
  useDeferredValue,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { ComposedChart, useXAxisScale, useYAxisScale, XAxis, YAxis } from "recharts";
import type { Tick } from "./axis.ts";
import styles from "./Plot.module.css";
import type { Scale } from "./path.ts";

/** Where the data lies in the picture: both scales, and the plot area in pixels of the whole drawing. */
export type Plane = { x: Scale; y: Scale; left: number; right: number; top: number; bottom: number };

/** Limits of an axis and its ticks for a given length in pixels. Keep the object: a new one draws the frame again. */
export type AxisSpec = { min: number; max: number; ticks: (pixels: number) => Tick[] };

/** Room around the plot area for axis labels (left, bottom) and direct labels (right), in pixels. */
export type Margins = { top: number; right: number; bottom: number; left: number };

type FrameProps = { width: number; height: number; margins: Margins; x: AxisSpec; y: AxisSpec };

export type PlotProps = {
  /** Height of the whole drawing in pixels; the width is that of the column. */
  height: number;
  margins: Margins;
  x: AxisSpec;
  y: AxisSpec;
  /** Marks: components that call `usePlane`. */
  children: ReactNode;
  /** Lies over the plot area, as the readout cursor does. */
  over?: ReactNode;
};

const MarksContext = createContext<ReactNode>(null);
const PlaneContext = createContext<Plane | undefined>(undefined);

/** The plane of the plot that a mark is drawn in. */
export function usePlane(): Plane {
  const plane = useContext(PlaneContext);
  if (!plane) throw new Error("a mark outside of a plot");
  return plane;
}

/** Width of the first picture, before the column is measured. */
const widthUnmeasured = 640;

export function Plot({ height, margins, x, y, children, over }: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  // A new frame is the dearest part of a picture: it follows in slices, and marks keep to the old one until then.
  const frameX = useDeferredValue(x);
  const frameY = useDeferredValue(y);
  return (
    <div className={styles.plot} ref={box} style={{ height }}>
      <div className={styles.drawing} aria-hidden="true">
        <MarksContext value={children}>
          <Frame width={width} height={height} margins={margins} x={frameX} y={frameY} />
        </MarksContext>
      </div>
      {over === undefined ? null : (
        <div
          className={styles.over}
          style={{ top: margins.top, right: margins.right, bottom: margins.bottom, left: margins.left }}
        >
          {over}
        </div>
      )}
    </div>
  );
}

function useWidth(box: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(widthUnmeasured);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setWidth((old) => Math.floor(element.clientWidth) || old);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}

const axisText = { fill: "currentColor", fontSize: 12 };

const Frame = memo(function Frame({ width, height, margins, x, y }: FrameProps) {
  const xTicks = useMemo(() => x.ticks(width - margins.left - margins.right), [x, width, margins]);
  const yTicks = useMemo(() => y.ticks(height - margins.top - margins.bottom), [y, height, margins]);
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={{ top: margins.top, right: margins.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <XAxis
        type="number"
        dataKey="at"
        domain={[x.min, x.max]}
        ticks={xTicks.map((tick) => tick.at)}
        tickFormatter={labelled(xTicks)}
        interval={0}
        height={margins.bottom}
        tickLine={false}
        axisLine={false}
        tick={axisText}
        allowDataOverflow
      />
      <YAxis
        type="number"
        domain={[y.min, y.max]}
        ticks={yTicks.map((tick) => tick.at)}
        tickFormatter={labelled(yTicks)}
        interval={0}
        width={margins.left}
        tickLine={false}
        axisLine={false}
        tick={axisText}
        allowDataOverflow
      />
      <MarkSlot x={x} y={y} lines={yTicks} />
    </ComposedChart>
  );
});

function labelled(ticks: readonly Tick[]): (value: number) => string {
  const labels = new Map(ticks.map((tick) => [tick.at, tick.label]));
  return (value) => labels.get(value) ?? "";
}

/** Draws the grid, and the marks of the nearest plot, with the scales of the frame around it. */
function MarkSlot({ x, y, lines }: { x: AxisSpec; y: AxisSpec; lines: readonly Tick[] }) {
  const marks = useContext(MarksContext);
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const left = xScale?.(x.min);
  const right = xScale?.(x.max);
  const bottom = yScale?.(y.min);
  const top = yScale?.(y.max);
  const plane = useMemo(() => {
    if (left === undefined || right === undefined || bottom === undefined || top === undefined)
      return undefined;
    return {
      x: linear(x.min, x.max, left, right),
      y: linear(y.min, y.max, bottom, top),
      left,
      right,
      top,
      bottom,
    };
  }, [x, y, left, right, bottom, top]);
  if (!plane) return null;
  // Marks glide when the data changes, not when the plane does: another plane draws them anew.
  const key = [x.min, x.max, y.min, y.max, left, right, bottom, top].join();
  return (
    <PlaneContext key={key} value={plane}>
      <Grid plane={plane} lines={lines} />
      {marks}
    </PlaneContext>
  );
}

/** A line at each tick, and at the edges of the plot. Recharts' own would come with vertical lines, stripes and options. */
function Grid({ plane, lines }: { plane: Plane; lines: readonly Tick[] }) {
  const { left, right, top, bottom } = plane;
  const heights = new Set([top, ...lines.map(({ at }) => plane.y(at)), bottom]);
  return [...heights].map((y) => <line key={y} x1={left} x2={right} y1={y} y2={y} stroke="var(--line)" />);
}

/** Both axes are linear, so that two points of Recharts' scale give all others without a call per datum. */
function linear(from: number, to: number, pixelsFrom: number, pixelsTo: number): Scale {
  const slope = to === from ? 0 : (pixelsTo - pixelsFrom) / (to - from);
  return (value) => pixelsFrom + slope * (value - from);
}
