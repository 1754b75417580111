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

/** @param isAsked whether anybody asks who has a date; else dates are noted, and lists stay empty */
export function emptyDateList(capacity: number, isAsked: boolean): DateList {
  const ends = () => new Int32Array(isAsked ? dates : 0).fill(-1);
  return {
    first: ends(),
    last: ends(),
    next: new Int32Array(isAsked ? capacity : 0),
    date: new Int32Array(capacity),
  };
}

/** Room for more members; who was listed stays. */
export function growDateList(list: DateList, capacity: number): void {
  if (list.next.length > 0) list.next = grown(list.next, capacity);
  list.date = grown(list.date, capacity);
}

/** Members come in ascending order. */
export function addDate(list: DateList, m: number, date: number): void {
  const { first, last, next } = list;
  list.date[m] = date;
  if (date === 0 || next.length === 0) return;
  next[m] = -1;
  const before = last[date] as number;
  if (before < 0) first[date] = m;
  else next[before] = m;
  last[date] = m;
}
