/** The CSV reader: every kind of line there is, and bytes that are none. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvLine, quoted } from "../../src/domain/csv-line.ts";
import { type CsvRow, csvReader, fieldsMax, lineBytesMax } from "../../src/records/csv.ts";

const encoder = new TextEncoder();

function rowsOf(bytes: Uint8Array, chunkLength = bytes.length || 1): CsvRow[] {
  const rows: CsvRow[] = [];
  const reader = csvReader((row) => rows.push(row));
  for (let from = 0; from < bytes.length; from += chunkLength)
    reader.push(bytes.subarray(from, from + chunkLength));
  reader.end();
  return rows;
}

/** "line: field|field" or "line! fault", one for each row. */
function read(text: string | Uint8Array, chunkLength?: number): string[] {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  return rowsOf(bytes, chunkLength).map(({ line, fault, fields }) =>
    fault ? `${line}! ${fault}` : `${line}: ${fields.join("|")}`,
  );
}

const long = "x".repeat(lineBytesMax);
const texts: [what: string, text: string | Uint8Array, rows: string[]][] = [
  ["nothing", "", []],
  ["a byte order mark alone", "\ufeff", []],
  ["a byte order mark before a quote", '\ufeff"a",b\n', ["1: a|b"]],
  ["no line break at the end", "a,b\n1,2", ["1: a|b", "2: 1|2"]],
  ["LF, CRLF and CR", "a\nb\r\nc\rd", ["1: a", "2: b", "3: c", "4: d"]],
  ["empty lines", "\n\na\r\n\r\nb\n\n", ["3: a", "5: b"]],
  ["empty fields", ",\n,,\na,", ["1: |", "2: ||", "3: a|"]],
  ["quotes", '"a","b,c","d""e",""\n', ['1: a|b,c|d"e|']],
  ["a doubled quote at both ends", '"""a"""', ['1: "a"']],
  ["a quote in a bare field", 'a"b,c\nd', ["1! strayQuote", "2: d"]],
  ["text after a closing quote", '"a"b\nc', ["1! strayQuote", "2: c"]],
  ["a quote that is not closed", '"a,b\nc', ["1! openQuote", "2: c"]],
  ["a quote that the file does not close", 'a\n"b', ["1: a", "2! openQuote"]],
  ["a quote that the line ends on", 'a,"\nb', ["1! openQuote", "2: b"]],
  ["NUL bytes", "a,\0\nb", ["1! nul", "2: b"]],
  ["Chinese", "张三,登录\n", ["1: 张三|登录"]],
  ["GBK", new Uint8Array([0xd5, 0xc5, 0x2c, 0x61, 0x0a, 0x62]), ["1! encoding", "2: b"]],
  ["UTF-16", new Uint8Array([0xff, 0xfe, 0x61, 0, 0x0a, 0]), ["1! nul", "2! nul"]],
  ["the longest line", `${long}\na`, [`1: ${long}`, "2: a"]],
  ["a line too long", `${long}x\na`, ["1! lineTooLong", "2: a"]],
  ["lines too long", `a\n${long}xyz\n${long}${long}`, ["1: a", "2! lineTooLong", "3! lineTooLong"]],
  ["most fields", ",".repeat(fieldsMax - 1), [`1: ${"|".repeat(fieldsMax - 1)}`]],
  ["too many fields", `${",".repeat(fieldsMax)}\na`, ["1! tooManyFields", "2: a"]],
];

describe("a file of", () => {
  test.each(texts)("%s", (_, text, rows) => {
    expect(read(text)).toEqual(rows);
    if (text.length > lineBytesMax) expect(read(text, 1000)).toEqual(rows);
    else for (const chunkLength of [1, 2, 3]) expect(read(text, chunkLength)).toEqual(rows);
  });
});

test("a line that does not end is refused before it ends, and takes no memory", () => {
  const rows: CsvRow[] = [];
  const reader = csvReader((row) => rows.push(row));
  const chunk = new Uint8Array(100_000).fill(97);
  reader.push(chunk);
  expect(rows).toEqual([{ line: 1, fault: "lineTooLong", fields: [] }]);
  for (let i = 0; i < 100; i++) reader.push(chunk);
  reader.push(encoder.encode("\nb"));
  reader.end();
  expect(rows.slice(1)).toEqual([{ line: 2, fault: undefined, fields: ["b"] }]);
});

test("what is written is read again, whatever it is cut into", () => {
  const field = fc.string({
    unit: fc.constantFrom('"', ",", "=", " ", "a", "é", "张", "😀", "\t"),
    maxLength: 8,
  });
  fc.assert(
    fc.property(
      fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 8 }),
      fc.integer({ min: 1, max: 40 }),
      (rows, chunkLength) => {
        // A mark at the very start would be taken for the byte order mark that it is.
        const text = `start\n${rows.map((row) => `${row.map(quoted).join(",")}\n`).join("")}`;
        const read = rowsOf(encoder.encode(text), chunkLength).slice(1);
        expect(read.map(({ fields }) => fields)).toEqual(rows);
        expect(read.every(({ fault }) => fault === undefined)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

test("the rows of any bytes do not depend on how they are cut, and nothing is thrown", () => {
  const byte = fc.oneof(fc.constantFrom(10, 13, 34, 44, 0, 0xef, 0xbb, 0xbf, 97), fc.nat({ max: 255 }));
  fc.assert(
    fc.property(
      fc.array(byte, { maxLength: 200 }).map((bytes) => Uint8Array.from(bytes)),
      fc.integer({ min: 1, max: 20 }),
      (bytes, chunkLength) => {
        expect(rowsOf(bytes, chunkLength)).toEqual(rowsOf(bytes));
      },
    ),
    { numRuns: 300 },
  );
});

const cells: [cell: string | number, written: string][] = [
  ["plain", "plain"],
  ["a,b", '"a,b"'],
  ['say "a"', '"say ""a"""'],
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@a", "'@a"],
  ["\ta", "'\ta"],
  ["\r=a", '"\'\r=a"'],
  ["\0a", "'\0a"],
  ['=a,"b"', '"\'=a,""b"""'],
  [-5, "-5"],
];
test.each(cells)("a cell %j is written %j: no spreadsheet takes it for a formula", (cell, written) => {
  expect(csvLine([cell])).toBe(`${written}\r\n`);
});
