/** A file of records with a header: its columns by name, its rows one at a time. */
import type { Layout, RecordsFile } from "../domain/records-port.ts";
import { type LocalText, plainText, text } from "../domain/text.ts";
import { type BadRows, reasonOf } from "./bad-row.ts";
import { type CsvReader, type CsvRow, csvReader } from "./csv.ts";

/** What makes a whole file unusable, in both languages. */
export class RecordsError extends Error {
  override readonly name = "RecordsError";

  constructor(
    readonly file: RecordsFile,
    readonly words: LocalText,
  ) {
    super(words.en);
  }
}

/** Rows that one file may have; a file without end is noticed, too. */
const rowsMax = 10_000_000;

type Columns<Name extends string> = {
  file: RecordsFile;
  required: readonly Name[];
  optional: readonly Name[];
};

export type Sheet = CsvReader & {
  /** Rows so far, the bad ones included, the header and empty lines not. */
  readonly rows: number;
};

/**
 * Reads a header, whatever the order of its columns, and then rows: `onRow` gets each sound one's cells by column, ""
 * for an optional column that is not there, and its line. With a layout, columns go by position and not by name, those
 * that it does not mention are not read, and cells stand for what it says.
 *
 * @throws RecordsError from `push` and `end`: no header, a column that is missing, unknown or there twice, too many rows
 */
export function sheetReader<Name extends string>(
  columns: Columns<Name>,
  badRows: BadRows,
  onRow: (cells: Record<Name, string>, line: number) => void,
  layout?: Layout,
): Sheet {
  const { file } = columns;
  const names = [...columns.required, ...columns.optional];
  const cells = Object.fromEntries(names.map((name) => [name, ""])) as Record<Name, string>;
  let header: (Name | undefined)[] | undefined;
  /** By position, what cells stand for where that is not their own text. */
  let meanings: (Layout["values"][string] | undefined)[] = [];
  let rows = 0;

  const reader = csvReader(({ line, fault, fields }) => {
    if (!header) {
      const row = { line, fault, fields };
      header = layout ? mappedHeader(columns, row, layout) : headerOf(columns, row);
      meanings = header.map((name) => (name === undefined ? undefined : layout?.values[name]));
      return;
    }
    if (++rows > rowsMax)
      throw new RecordsError(file, text(`超过 ${rowsMax} 行`, `more than ${rowsMax} rows`));
    if (fault) return badRows.add(file, line, "", fault);
    if (fields.length !== header.length)
      return badRows.add(file, line, "", "fieldCount", `${fields.length} / ${header.length}`);
    for (let i = 0; i < header.length; i++) {
      const name = header[i];
      if (name === undefined) continue;
      const cell = fields[i] as string;
      const meaning = meanings[i];
      const meant = meaning && Object.hasOwn(meaning, cell) ? meaning[cell] : cell;
      if (meant === null) return;
      cells[name] = meant as string;
    }
    onRow(cells, line);
  }, layout?.delimiter);
  return {
    push: reader.push,
    end() {
      reader.end();
      if (!header) throw new RecordsError(file, text("文件是空的", "the file is empty"));
    },
    get rows() {
      return rows;
    },
  };
}

/** The columns in the order of the file. @throws RecordsError */
function headerOf<Name extends string>(
  { file, required, optional }: Columns<Name>,
  { fault, fields }: CsvRow,
): Name[] {
  const known: readonly string[] = [...required, ...optional];
  const listed = known.join(", ");
  const refuse = (zh: string, en: string) => new RecordsError(file, text(`表头${zh}`, `header: ${en}`));
  if (fault) throw refuse(`：${reasonOf(fault, "").zh}`, reasonOf(fault, "").en);
  const seen = new Set<string>();
  for (const field of fields) {
    const shown = plainText(field).slice(0, 60);
    if (!known.includes(field))
      throw refuse(
        `有未知的列“${shown}”（可用：${listed}）`,
        `unknown column "${shown}" (there are: ${listed})`,
      );
    if (seen.has(field)) throw refuse(`中“${shown}”列重复`, `column "${shown}" is there twice`);
    seen.add(field);
  }
  const missing = required.find((name) => !seen.has(name));
  if (missing !== undefined) throw refuse(`缺少“${missing}”列`, `column "${missing}" is missing`);
  return fields as Name[];
}

/** The columns that a layout names, by position. @throws RecordsError */
function mappedHeader<Name extends string>(
  { file, required, optional }: Columns<Name>,
  { fault, fields }: CsvRow,
  { columns }: Layout,
): (Name | undefined)[] {
  if (fault) {
    const { zh, en } = reasonOf(fault, "");
    throw new RecordsError(file, text(`表头：${zh}`, `header: ${en}`));
  }
  const missing = required.find((name) => fields[columns[name] ?? -1] === undefined);
  if (missing !== undefined)
    throw new RecordsError(file, text(`还没有指定“${missing}”列`, `no column is chosen for "${missing}"`));
  const names = [...required, ...optional];
  return fields.map((_, position) => names.find((name) => columns[name] === position));
}
