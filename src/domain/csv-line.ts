/** Comma-separated text for spreadsheets. */

/** Characters that make a spreadsheet take a cell for a formula, or cut it. */
const formulaStart = /^[=+\-@\t\r\n\0]/;

/** One line with its end, for spreadsheets: text that would be read as a formula gets an apostrophe in front. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === "number" ? String(cell) : quoted(harmless(cell)))).join(",")}\r\n`;
}

function harmless(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/** The text as a field (RFC 4180): in quotes where it needs them. */
export function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
