/** A first look through a whole file: which texts stand for indicators, and from when to when it reaches. */
import { isoDateOf, parseIsoDate } from "../domain/calendar.ts";
import type { Layout, Survey } from "../domain/records-port.ts";
import { type CsvReader, csvReader } from "./csv.ts";
import { kindMeantBy } from "./layout.ts";

/** Different texts that are told; a column with more is not one of indicators, services or channels. */
const textsMax = 60;
const textMax = 100;

type Counts = Map<string, number>;

/** Takes the bytes of EVENTS; `found` once they are at their end. A column that is not chosen yet says nothing. */
export function surveyor({ columns, delimiter }: Layout): CsvReader & { found(): Survey } {
  const counted = (["indicator", "service", "channel"] as const).map((field) => ({
    position: columns[field],
    rowsByText: new Map() as Counts,
  }));
  const dates = new Set<string>();
  const { date } = columns;
  let rows = -1;
  const reader = csvReader(({ fault, fields }) => {
    if (++rows === 0 || fault) return;
    for (const { position, rowsByText } of counted)
      if (position !== undefined) note(fields[position], rowsByText);
    const day = date === undefined ? undefined : fields[date];
    // Real files have as many dates as days; what has more has none worth telling.
    if (day !== undefined && dates.size < datesMax) dates.add(day);
  }, delimiter);
  const [indicators, services, channels] = counted.map(({ rowsByText }) => rowsByText);
  return {
    push: reader.push,
    end: reader.end,
    found: () => ({
      rows: Math.max(0, rows),
      indicators: ranked(indicators!).map((each) => ({ ...each, kind: kindMeantBy(each.text) })),
      origins: { service: ranked(services!, named), channel: ranked(channels!, named) },
      dates: rangeOf(dates),
    }),
  };
}

function note(said: string | undefined, rowsByText: Counts): void {
  if (said === undefined || said.length > textMax) return;
  const before = rowsByText.get(said);
  if (before !== undefined || rowsByText.size < textsMax) rowsByText.set(said, (before ?? 0) + 1);
}

/** An empty cell names nothing. */
const named = (said: string) => said !== "";

function ranked(rowsByText: Counts, isTold = (_: string) => true): { text: string; rows: number }[] {
  return [...rowsByText]
    .filter(([said]) => isTold(said))
    .map(([said, count]) => ({ text: said, rows: count }))
    .sort((a, b) => b.rows - a.rows || (a.text < b.text ? -1 : 1));
}

const datesMax = 100_000;

function rangeOf(texts: ReadonlySet<string>): Survey["dates"] {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const each of texts) {
    const day = parseIsoDate(each);
    if (day === undefined) continue;
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  return first > last ? undefined : { first: isoDateOf(first), last: isoDateOf(last) };
}
