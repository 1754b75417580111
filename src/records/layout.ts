/** Finds out how a file is to be read, by names that are known and by nothing else. */
import { bare, kindWords, moneyUnitIn, type RecordField, recordFields } from "../domain/record-words.ts";
import {
  type Delimiter,
  delimiters,
  type FileProblem,
  type Layout,
  type Peek,
  type RecordsFile,
} from "../domain/records-port.ts";
import { plainText, text } from "../domain/text.ts";
import { reasonOf } from "./bad-row.ts";
import { type CsvRow, csvReader } from "./csv.ts";
import { recordKinds } from "./kinds.ts";

/** Rows that a preview shows. */
const previewRows = 6;
/** Longest cell of a preview; more says nothing to the eye. */
const previewCellMax = 60;

/**
 * What the beginning of a file looks like. Never throws: what is wrong is part of the answer.
 *
 * @param start the first bytes, as UTF-8 where that is their encoding
 * @param whole whether there are no more
 */
export function peekAt(
  start: Uint8Array,
  whole: boolean,
  file: RecordsFile,
  how: Pick<Layout, "encoding"> & { delimiter?: Delimiter | undefined },
): Peek {
  const tries = (how.delimiter ? [how.delimiter] : delimiters).map((delimiter) => {
    const rows = firstRows(start, whole, delimiter);
    const columns = columnsIn(rows[0]?.fields ?? [], recordFields[file]);
    return { delimiter, rows, columns };
  });
  const worth = ({ rows, columns }: (typeof tries)[number]) =>
    1000 * Object.keys(columns).length + (rows[0]?.fields.length ?? 0);
  const best = tries.reduce((a, b) => (worth(b) > worth(a) ? b : a));
  const { delimiter, rows, columns } = best;
  const [header, ...rest] = rows;
  const money = moneyUnitIn(header?.fields[columns.amount ?? -1] ?? "");
  return {
    layout: { encoding: how.encoding, delimiter, columns, values: {}, ...(money && { money }) },
    header: header?.fields.map(shown) ?? [],
    rows: rest.slice(0, previewRows).map(({ line, fields }) => ({ line, cells: fields.map(shown) })),
    problem: problemOf(start, rows),
  };
}

function shown(cell: string): string {
  const plain = plainText(cell);
  return plain.length > previewCellMax ? `${plain.slice(0, previewCellMax)}…` : plain;
}

function firstRows(start: Uint8Array, whole: boolean, delimiter: Delimiter): CsvRow[] {
  const rows: CsvRow[] = [];
  const reader = csvReader((row) => {
    if (rows.length <= previewRows) rows.push(row);
  }, delimiter);
  reader.push(start);
  if (whole || rows.length === 0) reader.end();
  return rows;
}

/** Bytes 0: no text that people make has them, and most other files do. */
function problemOf(start: Uint8Array, rows: readonly CsvRow[]): FileProblem | undefined {
  const [header] = rows;
  if (start.includes(0))
    return {
      kind: "binary",
      words: text(
        "这不是文本文件。请另存为 CSV（UTF-8）后再选。",
        "This is no text file. Save it as CSV (UTF-8) and choose it again.",
      ),
    };
  if (!header) return { kind: "empty", words: text("文件是空的。", "The file is empty.") };
  if (rows.some(({ fault }) => fault === "encoding"))
    return {
      kind: "encoding",
      words: text(
        "文件不是 UTF-8 编码。中文 Windows 上导出的表格多为 GB 18030（GBK），可在“编码”里改选。",
        "The file is not UTF-8. Spreadsheets saved on a Chinese Windows are mostly GB 18030 (GBK): choose it as the encoding.",
      ),
    };
  if (header.fault) {
    const { zh, en } = reasonOf(header.fault, "");
    return {
      kind: "header",
      words: text(`表头（第 ${header.line} 行）：${zh}。`, `Header (row ${header.line}): ${en}.`),
    };
  }
  if (rows.length === 1)
    return {
      kind: "empty",
      words: text("只有表头，没有一行记录。", "There is a header and not a single record."),
    };
  return undefined;
}

/**
 * By field the column that bears its name, or one of its other names where a single column does: of two that might be
 * meant, none is taken.
 */
export function columnsIn(header: readonly string[], fields: readonly RecordField[]): Record<string, number> {
  const columns: Record<string, number> = {};
  for (const field of fields) {
    const names = new Set([field.label.zh, field.label.en, ...field.aliases].map(bare));
    const exact = positionsOf(header, (cell) => cell === field.name);
    const alike = positionsOf(header, (cell) => bare(cell) === field.name || names.has(bare(cell)));
    const [found, another] = exact.length > 0 ? exact : alike;
    if (found !== undefined && another === undefined) columns[field.name] = found;
  }
  return columns;
}

function positionsOf(header: readonly string[], isIt: (cell: string) => boolean): number[] {
  return header.flatMap((cell, position) => (isIt(cell) ? [position] : []));
}

/** What records may report, by the words for it: ids stand for themselves, other words for the one kind that they name. */
const kindByWord: ReadonlyMap<string, string> = new Map(
  recordKinds.flatMap(({ kind }) => {
    const { label, aliases } = kindWords[kind];
    return [kind, label.zh, label.en, ...aliases.split(" ")].map((word) => [bare(word), kind] as const);
  }),
);

/** What a text in the column of indicators names; undefined where it is no known word. */
export function kindMeantBy(cell: string): string | undefined {
  return kindByWord.get(bare(cell));
}
