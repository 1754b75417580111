/**
 * Comma-separated text (or separated by another character), as a stream of bytes. Whatever the bytes are, reading ends, holds one line at a time, and says
 * which line is wrong: a line break always ends a row, so that a lost quote damages one row and not those behind it.
 */

/** Longest line in bytes, and most fields of one; more is a fault of the line, and costs no memory. */
export const lineBytesMax = 16_384;
export const fieldsMax = 64;

/**
 * What can be wrong with a line as text: a quote inside a bare field or text after a closing quote; a quote that the
 * line does not close; too many bytes or fields; a NUL byte; bytes that are not UTF-8.
 */
export type CsvFault = "strayQuote" | "openQuote" | "lineTooLong" | "tooManyFields" | "nul" | "encoding";

/** A line as fields. */
export type CsvRow = {
  /** Line of the file, from 1. */
  line: number;
  /** There are no fields where there is a fault. */
  fault: CsvFault | undefined;
  fields: string[];
};

export type CsvReader = {
  /** Takes the next bytes; chunks may be cut anywhere. */
  push(chunk: Uint8Array): void;
  /** Takes the end of the text: a last line needs no line break. */
  end(): void;
};

const newline = 10;
const carriageReturn = 13;
const quote = 34;

/**
 * Reads rows out of bytes and hands each to `onRow`, in order. Lines end in LF, CRLF or CR; lines without a single
 * character are passed over; a byte order mark at the start is no part of the text. Throws nothing of its own.
 *
 * @param delimiter what separates fields: one ASCII character
 */
export function csvReader(onRow: (row: CsvRow) => void, delimiter = ","): CsvReader {
  /** The beginning of a line whose end is in a later chunk; longer than the buffer where it is too long anyway. */
  const begun = new Uint8Array(lineBytesMax + 1);
  let begunLength = 0;
  /** The line was too long, which has been said: what is left of it does not matter. */
  let isSkipping = false;
  let line = 0;
  let afterReturn = false;

  const close = (bytes: Uint8Array, from: number, to: number, text: string | undefined) => {
    line++;
    const start = line === 1 && isMark(bytes, from, to) ? from + 3 : from;
    if (start < to) onRow(rowOf(line, bytes, start, to, text, delimiter));
  };
  const begin = (chunk: Uint8Array, from: number, to: number) => {
    const room = Math.min(to - from, begun.length - begunLength);
    begun.set(chunk.subarray(from, from + room), begunLength);
    begunLength += room;
    if (begunLength > lineBytesMax && !isSkipping) {
      isSkipping = true;
      close(begun, 0, begunLength, undefined);
    }
  };
  const closeBegun = () => {
    if (!isSkipping) close(begun, 0, begunLength, undefined);
    isSkipping = false;
    begunLength = 0;
  };

  return {
    push(chunk) {
      // Decoding a line by itself costs more than all the rest: plain text is decoded once a chunk.
      const text = eachIsOne(chunk) ? decoder.decode(chunk) : undefined;
      let from = 0;
      for (let i = 0; i < chunk.length; i++) {
        const byte = chunk[i] as number;
        if (byte !== newline && byte !== carriageReturn) continue;
        const isSecondOfTwo = byte === newline && (i > 0 ? chunk[i - 1] === carriageReturn : afterReturn);
        if (!isSecondOfTwo) {
          if (begunLength === 0) close(chunk, from, i, text);
          else {
            begin(chunk, from, i);
            closeBegun();
          }
        }
        from = i + 1;
      }
      if (from < chunk.length) begin(chunk, from, chunk.length);
      if (chunk.length > 0) afterReturn = chunk[chunk.length - 1] === carriageReturn;
    },
    end() {
      if (begunLength > 0) closeBegun();
    },
  };
}

/** The byte order mark of UTF-8. */
function isMark(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from >= 3 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
}

/** Whether each byte is a character of its own. */
function eachIsOne(bytes: Uint8Array): boolean {
  let isPlain = true;
  for (let i = 0; i < bytes.length && isPlain; i++) isPlain = bytes[i] !== 0 && (bytes[i] as number) < 128;
  return isPlain;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
/** What a decoder puts in place of bytes that are not UTF-8; a text that has it already was damaged before. */
const replacement = "\ufffd";

/** A line; `decoded` is the text of all `bytes` where each byte is a character of its own. */
function rowOf(
  line: number,
  bytes: Uint8Array,
  from: number,
  to: number,
  decoded: string | undefined,
  delimiter: string,
): CsvRow {
  if (to - from > lineBytesMax) return { line, fault: "lineTooLong", fields: [] };
  const plain = decoded === undefined ? undefined : plainFields(bytes, from, to, decoded, delimiter);
  const fields =
    plain ?? fieldsOf(decoded?.slice(from, to) ?? decoder.decode(bytes.subarray(from, to)), delimiter);
  if (typeof fields === "string") return { line, fault: fields, fields: [] };
  return fields.length > fieldsMax
    ? { line, fault: "tooManyFields", fields: [] }
    : { line, fault: undefined, fields };
}

/** The fields of a line without quotes; undefined where there are quotes. */
function plainFields(
  bytes: Uint8Array,
  from: number,
  to: number,
  decoded: string,
  delimiter: string,
): string[] | undefined {
  const separator = delimiter.charCodeAt(0);
  const fields: string[] = [];
  let start = from;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number;
    if (byte === quote) return undefined;
    if (byte !== separator) continue;
    fields.push(decoded.slice(start, i));
    start = i + 1;
  }
  fields.push(decoded.slice(start, to));
  return fields;
}

/** The fields of any line, or what is wrong with its text. */
function fieldsOf(text: string, delimiter: string): string[] | CsvFault {
  if (text.includes("\0")) return "nul";
  if (text.includes(replacement)) return "encoding";
  const fields: string[] = [];
  for (let at = 0; at <= text.length; at++) {
    if (text[at] !== '"') {
      const found = text.indexOf(delimiter, at);
      const end = found < 0 ? text.length : found;
      const field = text.slice(at, end);
      if (field.includes('"')) return "strayQuote";
      fields.push(field);
      at = end;
      continue;
    }
    let field = "";
    let from = at + 1;
    let end = text.indexOf('"', from);
    while (end >= 0 && text[end + 1] === '"') {
      field += text.slice(from, end + 1);
      from = end + 2;
      end = text.indexOf('"', from);
    }
    if (end < 0) return "openQuote";
    if (end + 1 < text.length && text[end + 1] !== delimiter) return "strayQuote";
    fields.push(field + text.slice(from, end));
    at = end + 1;
  }
  return fields;
}
