/** Shares as horizontal bars from a common zero, with a target and its tolerance where there is one. */
import styles from "./ShareBars.module.css";

export type ShareBar = {
  id: string;
  name: string;
  /** A quiet addition to the name. */
  detail?: string | undefined;
  /** 0–1, or NaN where there is nothing to share. */
  share: number;
  /** The share as text. */
  shown: string;
  /** A judgement or a second figure, at the right. */
  remark?: { text: string; tone: "plain" | "off" } | undefined;
  target?: number | undefined;
  baseline?: number | undefined;
};

export type ShareBarsProps = {
  bars: readonly ShareBar[];
  /** Half-width of the zone around a target. */
  tolerance?: number | undefined;
  /** Share at the right end, 0–1. */
  max: number;
  /** Few bars may take more room than many. */
  size: "tall" | "small";
};

export function ShareBars({ bars, tolerance = 0, max, size }: ShareBarsProps) {
  return (
    <ul className={`${styles.bars} ${styles[size]}`}>
      {bars.map((bar) => (
        <li key={bar.id} className={styles.row}>
          <span className={styles.name}>
            {bar.name}
            {bar.detail === undefined ? null : <span className={styles.detail}> {bar.detail}</span>}
          </span>
          <span className={styles.figures}>
            {bar.remark ? <span className={styles[bar.remark.tone]}>{bar.remark.text}</span> : null}
            <span className={styles.share}>{bar.shown}</span>
          </span>
          <Track bar={bar} tolerance={tolerance} max={max} height={size === "tall" ? 24 : 12} />
        </li>
      ))}
    </ul>
  );
}

type TrackProps = { bar: ShareBar; tolerance: number; max: number; height: number };

function Track({ bar, tolerance, max, height }: TrackProps) {
  const { share, target, baseline } = bar;
  const hasMoved = baseline !== undefined && Math.abs(share - baseline) >= 0.005;
  const at = (value: number) => `${Math.round(1000 * Math.max(0, Math.min(1, value / max))) / 10}%`;
  return (
    <svg className={styles.track} width="100%" height={height} aria-hidden="true">
      {target === undefined ? null : (
        <rect
          className={styles.zone}
          x={at(target - tolerance)}
          width={at(Math.min(target, tolerance) + tolerance)}
          height={height}
        />
      )}
      <rect
        className={styles.bar}
        y={height / 6}
        height={(height * 2) / 3}
        width={at(Number.isFinite(share) ? share : 0)}
      />
      {target === undefined
        ? null
        : [target - tolerance, target + tolerance].map((edge) => (
            <line key={edge} className={styles.edge} x1={at(edge)} x2={at(edge)} y1="0" y2={height} />
          ))}
      <line className={styles.zero} x1="0.5" x2="0.5" y1="0" y2={height} />
      {target === undefined ? null : (
        <line className={styles.target} x1={at(target)} x2={at(target)} y1="0" y2={height} />
      )}
      {hasMoved ? (
        <line className={styles.baseline} x1={at(baseline)} x2={at(baseline)} y1="0" y2={height} />
      ) : null}
    </svg>
  );
}
