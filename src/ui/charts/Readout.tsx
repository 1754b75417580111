/** The line above a chart that names its marks and gives their values at the cursor: legend and readout in one. */
import styles from "./Readout.module.css";

/** How a mark looks: `fill` names a colour token, and a pattern where colour alone would not tell it apart. */
export type Swatch = {
  shape: "line" | "thin" | "dashed" | "band" | "dots";
  color: string;
  pattern?: Pattern | undefined;
  /** Colour of the outline, where the fill alone is too faint. */
  edge?: string | undefined;
};

export type Pattern = "solid" | "hatch" | "dots" | "cross";

export type Reading = {
  name: string;
  value: string;
  swatch?: Swatch | undefined;
  /** Keeps its place but is not there, so that nothing moves when it comes. */
  absent?: boolean;
};

export type ReadoutProps = { when: string; readings: readonly Reading[] };

/** The baseline's value; while there is none, the room for one about as long as `like`. */
export function baselineReading(name: string, value: string | undefined, like: string): Reading {
  const swatch: Swatch = { shape: "dashed", color: "var(--ink)" };
  return { name, value: value ?? like, swatch, absent: value === undefined };
}

export function Readout({ when, readings }: ReadoutProps) {
  return (
    <div className={styles.readout}>
      <p className={styles.when}>{when}</p>
      <dl className={styles.readings}>
        {readings.map(({ name, value, swatch, absent }) => (
          <div key={name} className={`${styles.reading} ${absent ? styles.absent : ""}`}>
            <dt>
              {swatch ? <SwatchMark swatch={swatch} /> : null}
              {name}
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The same in one line, for a screen reader. */
export function readingWords({ when, readings }: ReadoutProps): string {
  const present = readings.filter(({ absent }) => !absent);
  return [when, ...present.map(({ name, value }) => `${name} ${value}`)].join("; ");
}

function SwatchMark({ swatch: { shape, color, edge, pattern = "solid" } }: { swatch: Swatch }) {
  return (
    <svg className={styles.swatch} width="14" height="10" aria-hidden="true">
      {shape === "band" ? (
        <g>
          <rect x="0.5" y="0.5" width="13" height="9" rx="1" fill={color} stroke={edge ?? color} />
          <PatternLines pattern={pattern} />
        </g>
      ) : (
        <line
          x1="0"
          x2="14"
          y1="5"
          y2="5"
          stroke={color}
          strokeWidth={shape === "line" ? 2.5 : 1.5}
          strokeDasharray={shape === "dashed" ? "4 2" : undefined}
        />
      )}
      {shape === "dots" ? <circle cx="7" cy="5" r="3" fill="var(--panel)" stroke={color} /> : null}
    </svg>
  );
}

function PatternLines({ pattern }: { pattern: Pattern }) {
  const stroke = { stroke: "var(--panel)", strokeWidth: 1.25, fill: "none" };
  if (pattern === "hatch") return <path d="M1,10 L7,0 M7,10 L13,0" {...stroke} />;
  if (pattern === "cross") return <path d="M1,10 L7,0 M7,10 L13,0 M1,0 L7,10 M7,0 L13,10" {...stroke} />;
  if (pattern === "dots") {
    return (
      <g fill="var(--panel)">
        <circle cx="4" cy="3" r="1.25" />
        <circle cx="10" cy="3" r="1.25" />
        <circle cx="7" cy="7" r="1.25" />
      </g>
    );
  }
  return null;
}
