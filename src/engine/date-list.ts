/** Members by the day of a year on which a date of theirs comes round, so that a day costs no more than its own members. */
import { grown } from "./columns.ts";

/** Linked lists in order of members; dates are 32 × month + day, 0 for none. */
export type DateList = {
  /** By date, the first and the last of its list; −1 for none. */
  first: Int32Array;
  last: Int32Array;
  /** By member, who comes next, and the date. */
  next: Int32Array;
  date: Int32Array;
};

const dates = 32 * 13;

export function emptyDateList(capacity: number): DateList {
  const ends = () => new Int32Array(dates).fill(-1);
  return { first: ends(), last: ends(), next: new Int32Array(capacity), date: new Int32Array(capacity) };
}

export function growDateList(list: DateList, capacity: number): void {
  list.next = grown(list.next, capacity);
  list.date = grown(list.date, capacity);
}

/** Members come in ascending order. */
export function addDate(list: DateList, m: number, date: number): void {
  const { first, last, next } = list;
  list.date[m] = date;
  next[m] = -1;
  if (date === 0) return;
  const before = last[date] as number;
  if (before < 0) first[date] = m;
  else next[before] = m;
  last[date] = m;
}
