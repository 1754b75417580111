/** Cells → values: each strictly, so that nothing is guessed. */
import { dayNumberOf, isoDateOf, parseIsoDate } from "../domain/calendar.ts";
import { type LocalText, plainText } from "../domain/text.ts";

/** Most characters of a member's or a piece's name. */
const nameLengthMax = 100;

/** Whether a cell can name a member or a piece: 1–100 characters, no space at either end, none that is not seen. */
export function isName(cell: string): boolean {
  return cell.length > 0 && cell.length <= nameLengthMax && cell.trim() === cell && isShown(cell);
}

/** Most names are plain ASCII; only others are worth the longer look. */
function isShown(cell: string): boolean {
  return /^[ -~]+$/.test(cell) || plainText(cell) === cell;
}

/** The number, or NaN where the cell is not a whole number from 0 up. At most 15 digits are read: beyond, Infinity. */
export function wholeNumberIn(cell: string): number {
  if (!/^\d+$/.test(cell)) return Number.NaN;
  return cell.length > 15 ? Number.POSITIVE_INFINITY : Number(cell);
}

/** Most digits before the point of an amount in yuan. */
const yuanDigitsMax = 13;

/** The cents of an amount in yuan with at most two decimals, exactly, or NaN; beyond what is read, Infinity. */
export function centsIn(cell: string): number {
  const [, yuan = "", decimals = ""] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(cell) ?? [];
  if (yuan === "") return Number.NaN;
  return yuan.length > yuanDigitsMax
    ? Number.POSITIVE_INFINITY
    : 100 * Number(yuan) + Number(decimals.padEnd(2, "0"));
}

/** Reads ISO dates to day numbers, undefined for what is no real date; the same few dates come again and again. */
export function dateReader(): (cell: string) => number | undefined {
  const known = new Map<string, number | undefined>();
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const dayNumber = parseIsoDate(cell);
    if (dayNumber !== undefined) known.set(cell, dayNumber);
    return dayNumber;
  };
}

/** Why a cell that `dateReader` does not read is no date: a real one may be of a year that is not known. */
export function dateFault(cell: string): "date" | "year" {
  const [year, month, day] = cell.split("-").map(Number);
  const isReal =
    /^\d{4}-\d\d-\d\d$/.test(cell) &&
    isoDateOf(dayNumberOf({ year: year ?? 0, month: month ?? 0, day: day ?? 0 })) === cell;
  return isReal ? "year" : "date";
}

type Named = { id: string; name: LocalText };

/** Several that a cell could mean. */
export const several = -1;

/**
 * Reads the position of what a cell names by its id or by its name in either language, exactly as the scheme has it:
 * undefined for nothing, `several` for more than one.
 */
export function positionReader(list: readonly Named[]): (cell: string) => number | undefined {
  const positions = new Map<string, number>();
  list.forEach((each, position) => {
    for (const word of wordsFor(each)) positions.set(word, positions.has(word) ? several : position);
  });
  return (cell) => positions.get(cell);
}

function wordsFor({ id, name: { zh, en } }: Named): Set<string> {
  return new Set([id, zh, en].filter((word) => word !== ""));
}

/** "gold / 金卡 / Gold, base / 普卡 / Base": all that a cell may say, or only those that it could mean. */
export function choiceWords(list: readonly Named[], cell?: string): string {
  return list
    .filter((each) => cell === undefined || wordsFor(each).has(cell))
    .map((each) => [...wordsFor(each)].join(" / "))
    .join(", ");
}

export type Names = {
  /** The number of a name: 0, 1, 2 … in order of first appearance. */
  numberOf(name: string): number;
  /** The names by number. */
  all(): string[];
};

/** No names yet: each new one gets the next number, from 0. */
export function noNames(): Names {
  const numbers = new Map<string, number>();
  return {
    numberOf(name) {
      let number = numbers.get(name);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(copied(name), number);
      }
      return number;
    },
    all: () => [...numbers.keys()],
  };
}

/** A part of a text from this length on is kept as a reference to all of it, by the engines that we know. */
const sharedFrom = 13;

/** A text that does not keep the text in memory which it was cut from. */
export function copied(name: string): string {
  if (name.length < sharedFrom) return name;
  const units = Array.from({ length: name.length }, (_, i) => name.charCodeAt(i));
  return String.fromCharCode(...units);
}
