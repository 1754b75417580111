/** Two measurements of the same things, bar beside bar from a common zero, with a target where there is one. */
import styles from "./PairBars.module.css";

export type Pair = {
  id: string;
  name: string;
  /** A quiet addition to the name. */
  detail?: string | undefined;
  /** From 0 up, or NaN where there is none; the second is undefined while it is not known. */
  first: number;
  second: number | undefined;
  /** Both as text. */
  shown: readonly [first: string, second: string];
  /** A judgement of the first. */
  remark?: { text: string; tone: "plain" | "off" } | undefined;
  target?: number | undefined;
};

export type PairBarsProps = {
  pairs: readonly Pair[];
  /** What the bars of a pair are called, in the legend. */
  names: readonly [first: string, second: string];
  /** Value at the right end. */
  max: number;
  /** Half-width of the zone around a target. */
  tolerance?: number | undefined;
  /** Whether the legend is left to others. */
  bare?: boolean;
};

/** As many make a second column where there is room. */
const many = 12;

const height = 24;

export function PairBars({ pairs, names, max, tolerance = 0, bare = false }: PairBarsProps) {
  return (
    <div>
      {!bare && (
        <p className={styles.legend}>
          <span className={`${styles.swatch} ${styles.ofFirst}`} aria-hidden="true" />
          {names[0]}
          <span className={`${styles.swatch} ${styles.ofSecond}`} aria-hidden="true" />
          {names[1]}
        </p>
      )}
      <ul className={styles.pairs} data-many={pairs.length >= many || undefined}>
        {pairs.map((pair) => (
          <li key={pair.id} className={styles.row}>
            <span className={styles.name}>
              {pair.name}
              {pair.detail === undefined ? null : <span className={styles.detail}> {pair.detail}</span>}
            </span>
            <span className={styles.figures}>
              {pair.remark ? <span className={styles[pair.remark.tone]}>{pair.remark.text}</span> : null}
              <span className={styles.first}>
                <span className="spoken">{names[0]} </span>
                {pair.shown[0]}
              </span>
              <span className={styles.second}>
                <span className="spoken">{names[1]} </span>
                {pair.shown[1]}
              </span>
            </span>
            <Track pair={pair} max={max} tolerance={tolerance} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Track({ pair, max, tolerance }: { pair: Pair; max: number; tolerance: number }) {
  const { first, second, target } = pair;
  const at = (value: number) =>
    `${Math.round(1000 * Math.max(0, Math.min(1, (Number.isFinite(value) ? value : 0) / max))) / 10}%`;
  const from = target === undefined ? 0 : Math.max(0, target - tolerance);
  return (
    <svg className={styles.track} width="100%" height={height} aria-hidden="true">
      {target === undefined ? null : (
        <rect className={styles.zone} x={at(from)} width={at(target + tolerance - from)} height={height} />
      )}
      <rect className={styles.barFirst} y="3" height="10" width={at(first)} />
      <rect className={styles.barSecond} y="15" height="6" width={at(second ?? 0)} />
      <line className={styles.zero} x1="0.5" x2="0.5" y1="0" y2={height} />
      {target === undefined ? null : (
        <line className={styles.target} x1={at(target)} x2={at(target)} y1="0" y2={height} />
      )}
    </svg>
  );
}
