/** The numbers of a chart as a real table, scrolling within its card. */
import styles from "./DataTable.module.css";

/** Formatted cells; the first column names the row, the others are numbers. */
export type ChartTable = { columns: readonly string[]; rows: readonly (readonly string[])[] };

/** More rows than these scroll. */
const rowsWholeMax = 12;

export function DataTable({ table, caption }: { table: ChartTable; caption: string }) {
  const [first, ...others] = table.columns;
  const isLong = table.rows.length > rowsWholeMax;
  // The heading takes as many lines as the column is narrow: the half row at the foot depends on it.
  const measure = (box: HTMLElement | null) =>
    box?.style.setProperty("--head", `${box.querySelector("thead")?.offsetHeight}px`);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={measure} className={styles.scroll} data-long={isLong} aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className="spoken">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {others.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, index) => (
                <td key={others[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
