/** EVENTS: each row's cells → values, or what is wrong with the first cell that is. */
import { isoDateOf } from "../domain/calendar.ts";
import type { Layout, MoneyUnit } from "../domain/records-port.ts";
import type { Program } from "../engine/compile.ts";
import type { BadRowCode, BadRows } from "./bad-row.ts";
import { amountLimits, type KindFacts, recordKinds, singleKinds } from "./kinds.ts";
import { centsIn, dateFault, dateReader, isName, type Names, wholeNumberIn } from "./read-cells.ts";
import { addRow, type EventRows, wholeRefund } from "./rows.ts";
import { type Sheet, sheetReader } from "./sheet.ts";

const required = ["member", "date", "indicator", "amount"] as const;
const optional = ["service", "channel", "other"] as const;
type Cells = Record<(typeof required)[number] | (typeof optional)[number], string>;

type Reading = {
  days: Program["days"];
  dayNumberOf: (cell: string) => number | undefined;
  /** Position by id. */
  kinds: ReadonlyMap<string, number>;
  /** Largest amount, by kind. */
  limits: readonly number[];
  services: readonly string[];
  exchanges: readonly string[];
  /** Empty where the scheme names none: then anything may stand there, and means nothing. */
  channels: readonly string[];
  money: MoneyUnit;
  /** What the row's cells come to, once they are found sound. */
  value: { day: number; kind: number; amount: number };
};

/** Orders are named by their id and their member: another member's order of this id is another order. */
type EventNames = { members: Names; pieces: Names; orders: Names };

/** Reads events into `rows`. */
export function eventsReader(
  program: Program,
  names: EventNames,
  rows: EventRows,
  badRows: BadRows,
  layout: Layout | undefined,
  money: MoneyUnit,
): Sheet {
  const value = { day: 0, kind: 0, amount: 0 };
  const reading: Reading = {
    days: program.days,
    dayNumberOf: dateReader(),
    kinds: new Map(recordKinds.map(({ kind }, position) => [kind, position])),
    limits: amountLimits(program),
    services: program.scenario.services.map(({ id }) => id),
    exchanges: (program.scenario.exchanges ?? []).map(({ id }) => id),
    channels: (program.scenario.channels ?? []).map(({ id }) => id),
    money,
    value,
  };
  return sheetReader(
    { file: "events", required, optional },
    badRows,
    (cells: Cells, line) => {
      const fault = faultIn(cells, reading);
      if (fault) {
        const [field, code, detail] = fault;
        return badRows.add("events", line, field, code, detail, cells[field]);
      }
      const facts = recordKinds[value.kind] as KindFacts;
      const i = addRow(rows);
      rows.line[i] = line;
      rows.member[i] = names.members.numberOf(cells.member);
      rows.day[i] = value.day;
      rows.kind[i] = value.kind;
      rows.amount[i] = value.amount;
      if (cells.other === "") rows.other[i] = -1;
      else if (facts.names === "exchange") rows.other[i] = reading.exchanges.indexOf(cells.other);
      else rows.other[i] = numberNamed(facts, names, cells);
      rows.service[i] = 1 + reading.services.indexOf(cells.service);
      rows.channel[i] = 1 + reading.channels.indexOf(cells.channel);
    },
    layout,
  );
}

type Fault = [field: keyof Cells, code: BadRowCode, detail?: string];

/** The first cell that is wrong; the values of sound ones go to `reading.value`. */
function faultIn(cells: Cells, reading: Reading): Fault | undefined {
  const { days, kinds, services, channels, value } = reading;
  if (!isName(cells.member)) return ["member", cells.member === "" ? "missing" : "name"];
  const dayNumber = reading.dayNumberOf(cells.date);
  if (dayNumber === undefined) return ["date", dateFault(cells.date)];
  const day = dayNumber - days.start;
  if (day < 0) return ["date", "beforeRun", isoDateOf(days.start)];
  if (day >= days.count) return ["date", "afterRun", isoDateOf(days.start + days.count - 1)];
  const kind = kinds.get(cells.indicator);
  if (kind === undefined) return ["indicator", "choice", [...kinds.keys()].join(", ")];
  const facts = recordKinds[kind] as KindFacts;
  const unit = facts.amount === "cents" ? reading.money : undefined;
  const amount = amountIn(cells.amount, facts, unit);
  if (Number.isNaN(amount)) return noAmount(cells.amount, unit);
  if (singleKinds.has(facts.kind) && amount !== 1) return ["amount", "notOne"];
  const limit = reading.limits[kind] as number;
  if (amount > limit) return ["amount", "tooLarge", String(unit === "yuan" ? limit / 100 : limit)];
  if (cells.service !== "" && !services.includes(cells.service))
    return ["service", "choice", services.join(", ")];
  if (facts.names === "exchange" && !reading.exchanges.includes(cells.other))
    return ["other", cells.other === "" ? "missing" : "choice", reading.exchanges.join(", ")];
  if (cells.channel !== "" && channels.length > 0 && !channels.includes(cells.channel))
    return ["channel", "choice", channels.join(", ")];
  const problem = otherProblem(facts, cells);
  if (problem) return ["other", problem];
  value.day = day;
  value.kind = kind;
  value.amount = amount;
  return undefined;
}

/** A count may be left out and is 1; so may the amount of a refund, which is then of all that is left. */
function amountIn(cell: string, { kind, amount }: KindFacts, unit: MoneyUnit | undefined): number {
  if (cell === "" && amount === "count") return 1;
  if (cell === "" && kind === "refund") return wholeRefund;
  return unit === "yuan" ? centsIn(cell) : wholeNumberIn(cell);
}

function noAmount(cell: string, unit: MoneyUnit | undefined): Fault {
  if (cell === "") return ["amount", "missing"];
  return unit === "yuan" ? ["amount", "yuan"] : ["amount", "wholeNumber", unit ?? ""];
}

function numberNamed({ names }: KindFacts, known: EventNames, { member, other }: Cells): number {
  if (names === "order") return known.orders.numberOf(`${other}\n${member}`);
  return (names === "member" ? known.members : known.pieces).numberOf(other);
}

/** A referral needs whom, a refund needs the order; kinds that name a piece or an order may leave it out, others must. */
function otherProblem({ kind, names }: KindFacts, { member, other }: Cells) {
  if (other === "")
    return kind === "referral" || kind === "refund" || kind === "pointsTransfer" ? "missing" : undefined;
  if (names === undefined) return "namesNothing";
  if (!isName(other)) return "name";
  return names === "member" && other === member ? "self" : undefined;
}
