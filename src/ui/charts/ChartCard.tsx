/** A card of the overview: title with its unit, the finding as a sentence, the picture, and the same numbers as a table. */
import { type ReactNode, useId, useState } from "react";
import styles from "./ChartCard.module.css";
import { type ChartTable, DataTable } from "./DataTable.tsx";

export type ChartCardProps = {
  /** The measure and its unit. */
  title: string;
  /** What the picture shows, as a sentence. */
  finding: string;
  /** A reservation about the numbers, such as a horizon that is too short. */
  note?: string | undefined;
  /** Made only when it is looked at: formatting a year of days costs more than drawing it. */
  table: () => ChartTable;
  words: { showTable: string; showChart: string };
  /** Names the card for the grid and for tests. */
  name: string;
  className?: string | undefined;
  children: ReactNode;
};

export function ChartCard({ title, finding, note, table, words, name, className, children }: ChartCardProps) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure
      className={`${styles.card} ${className ?? ""}`}
      data-chart={name}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-finding`}
    >
      <div className={styles.head}>
        <h3 className={styles.title} id={`${id}-title`}>
          {title}
        </h3>
        <button
          type="button"
          className={styles.toggle}
          aria-describedby={`${id}-title`}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? words.showChart : words.showTable}
        </button>
      </div>
      <div className={styles.words}>
        <p className={styles.finding} id={`${id}-finding`}>
          {finding}
        </p>
        {note === undefined ? null : <p className={styles.note}>{note}</p>}
      </div>
      <div className={styles.body}>{asTable ? <DataTable table={table()} caption={title} /> : children}</div>
    </figure>
  );
}
