/** Rows that contradict others: where they are marked as bad, with the cell as the file has it. */
import { isoDateOf } from "../domain/calendar.ts";
import type { MoneyUnit } from "../domain/records-port.ts";
import type { BadRowCode, BadRows } from "./bad-row.ts";
import { recordKinds } from "./kinds.ts";
import type { EventRows, MemberRows } from "./rows.ts";

/** What the readers have found, and where faults go. */
export type Files = {
  events: EventRows;
  listed: MemberRows;
  /** Names of the members, by number. */
  names: readonly string[];
  /** Names of the pieces, by number; and of the orders: id and member, a line each. */
  pieces: readonly string[];
  orders: readonly string[];
  /** What the file's amounts of money are written in. */
  money: MoneyUnit;
  /** Day number of day 0. */
  start: number;
  badRows: BadRows;
};

/** 1 for each row of EVENTS, and of MEMBERS, that is used. */
export type Used = { events: Uint8Array; members: Uint8Array };

type Field = "date" | "other" | "amount";

/** Marks a row of EVENTS as bad by what others say of the field. */
export function drop(
  files: Files,
  used: Used,
  row: number,
  field: Field,
  code: BadRowCode,
  detail = "",
): void {
  used.events[row] = 0;
  files.badRows.add(
    "events",
    files.events.line[row] as number,
    field,
    code,
    detail,
    cellOf(files, row, field),
  );
}

/** What the file says there: a sound cell, which its value tells. */
function cellOf({ events, names, pieces, orders, money, start }: Files, row: number, field: Field): string {
  if (field === "date") return isoDateOf(start + (events.day[row] as number));
  const kind = events.kind[row] as number;
  if (field === "other") {
    const other = events.other[row] as number;
    const named = recordKinds[kind]?.names;
    if (named === "order") return orders[other]?.split("\n")[0] ?? "";
    return (named === "member" ? names : pieces)[other] ?? "";
  }
  const amount = events.amount[row] as number;
  const isYuan = recordKinds[kind]?.amount === "cents" && money === "yuan";
  return isYuan ? (amount / 100).toFixed(2) : String(amount);
}

/** The same of a row of MEMBERS, whose cell is a name. */
export function dropListed(
  { listed, names, badRows }: Files,
  used: Used,
  row: number,
  field: "member" | "referrer",
  code: BadRowCode,
  detail = "",
): void {
  used.members[row] = 0;
  const named = field === "member" ? listed.member[row] : listed.referrer[row];
  badRows.add("members", listed.line[row] as number, field, code, detail, names[named as number]);
}
