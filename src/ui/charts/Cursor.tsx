/** The readout cursor of a chart: pointer, touch or arrow keys choose a datum, whose values a screen reader hears. */
import { bisectCenter } from "d3-array";
import { type KeyboardEvent, type PointerEvent, useCallback } from "react";
import styles from "./Cursor.module.css";
import { usePlane } from "./Plot.tsx";

export type CursorProps = {
  /** What is read out, "Balances on a day". */
  label: string;
  /** Where the data stand on the x axis, ascending; and the limits of that axis. */
  positions: readonly number[];
  min: number;
  max: number;
  /** The chosen datum, undefined while none is. */
  index: number | undefined;
  /** The datum that is read out while none is chosen. */
  resting: number;
  /** Steps of Page Up and Page Down. */
  page: number;
  /** All values of the datum at `index`, or of the resting one, in words. */
  words: string;
  onChoose: (index: number | undefined) => void;
  /** A click, or Enter, on the chosen datum. */
  onOpen?: (index: number) => void;
};

/** Fills the plot area; give it to `Plot` as `over`. */
export function Cursor({
  label,
  positions,
  min,
  max,
  index,
  resting,
  page,
  words,
  onChoose,
  onOpen,
}: CursorProps) {
  const last = positions.length - 1;
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = min + ((event.clientX - box.left) / box.width) * (max - min);
    const chosen = bisectCenter(positions as number[], at);
    if (chosen !== index) onChoose(chosen);
  };
  const leave = (event: PointerEvent<HTMLDivElement>) => {
    if (event.pointerType === "mouse") onChoose(undefined);
  };
  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === "Enter") onOpen?.(index ?? resting);
    const target = afterKey(event.key, index ?? resting, last, page);
    if (target === "none") return;
    event.preventDefault();
    onChoose(target);
  };
  const rest = useCallback(() => onChoose(undefined), [onChoose]);
  return (
    <div
      className={styles.cursor}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, last)}
      aria-valuenow={index ?? resting}
      aria-valuetext={words}
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={leave}
      onKeyDown={step}
      onClick={() => onOpen?.(index ?? resting)}
      onBlur={rest}
    />
  );
}

/** The datum that a key leads to; undefined lets go, "none" is a key that the cursor does not know. */
export function afterKey(key: string, from: number, last: number, page: number): number | undefined | "none" {
  const within = (target: number) => Math.max(0, Math.min(last, target));
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return within(from + 1);
    case "ArrowLeft":
    case "ArrowDown":
      return within(from - 1);
    case "PageUp":
      return within(from + page);
    case "PageDown":
      return within(from - page);
    case "Home":
      return 0;
    case "End":
      return last;
    case "Escape":
      return undefined;
    default:
      return "none";
  }
}

/** A hairline at a place of the x axis, with a dot at each value that is a number. */
export function Hairline({ at, values }: { at: number; values: readonly number[] }) {
  const { x, y, top, bottom } = usePlane();
  return (
    <g>
      <line className={styles.hairline} x1={x(at)} x2={x(at)} y1={top} y2={bottom} />
      {values
        .filter((value) => Number.isFinite(value))
        .map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the dots have no other identity
          <circle key={index} className={styles.dot} cx={x(at)} cy={y(value)} r={3.5} />
        ))}
    </g>
  );
}
