/** Real records: two files, read in chunks, become members and events in columns that the engine can play. */
import type { Layout, MoneyUnit, RecordsFile } from "../domain/records-port.ts";
import { type LocalText, text } from "../domain/text.ts";
import type { Program } from "../engine/compile.ts";
import { agree, type Memberships } from "./agreement.ts";
import { type BadRows, noBadRows } from "./bad-row.ts";
import { isNothing, type KindFacts, positionOf, recordKinds } from "./kinds.ts";
import { type Names, noNames } from "./read-cells.ts";
import { eventsReader } from "./read-events.ts";
import { membersReader } from "./read-members.ts";
import { type EventRows, noEventRows, noMemberRows, wholeRefund } from "./rows.ts";
import { RecordsError, type Sheet } from "./sheet.ts";

export type RecordedMembers = {
  /** Names, ascending by code unit; a member's number is its position. */
  names: string[];
} & Omit<Memberships, "isMember">;

/** Events by day, kind, member, other, amount, channel and service, in this order: the order of the files has no meaning. */
export type RecordedEvents = {
  count: number;
  member: Int32Array;
  amount: Int32Array;
  other: Int32Array;
  /** 1 + the position of the service and of the channel; 0 for none. */
  service: Uint8Array;
  channel: Uint8Array;
  /** Where the events of a day and kind begin: day × kinds + position in `recordKinds`; one more entry for the end. */
  begin: Uint32Array;
};

export type Records = {
  members: RecordedMembers;
  events: RecordedEvents;
  /** Points that redemptions ask for; what is booked is at most what members hold. */
  redemptionPoints: number;
  /** By position in `recordKinds`, the largest amount of a row; 0 where there is none. */
  largestAmounts: number[];
};

export type RecordsReader = {
  /** Bytes of MEMBERS, where there is such a file, and of EVENTS. Each is pushed to its `end`, one after the other. */
  members: Sheet;
  events: Sheet;
  badRows: BadRows;
  /** Checks the rows against each other, which may find more bad ones, and sorts what is left. Once, at the end. */
  finish(): Records;
};

/** Names that a scheme can have: members as many as a scenario may ask for, and pieces of content. */
const namesMax = 1_000_000;
/** As many as a file may have rows. */
const ordersMax = 10_000_000;

/**
 * Readers for the records of a program's days; without a layout, columns go by their names. Money is in the unit that
 * the layout says, else in `money`, else in cents.
 *
 * @throws RecordsError from the readers, for what makes a file unusable
 */
export function openRecords(
  program: Program,
  layouts: Partial<Record<RecordsFile, Layout>> = {},
  money: MoneyUnit = "cents",
): RecordsReader {
  const badRows = noBadRows();
  const names = {
    members: atMost(namesMax, noNames()),
    pieces: atMost(namesMax, noNames()),
    orders: atMost(ordersMax, noNames()),
  };
  const listed = noMemberRows();
  const rows = noEventRows();
  return {
    members: membersReader(program, names.members, listed, badRows, layouts.members),
    events: eventsReader(program, names, rows, badRows, layouts.events, layouts.events?.money ?? money),
    badRows,
    finish() {
      const all = names.members.all();
      const pieceNames = names.pieces.all();
      const orderNames = names.orders.all();
      const { memberships, used } = agree({
        events: rows,
        listed,
        names: all,
        pieces: pieceNames,
        orders: orderNames,
        money: layouts.events?.money ?? money,
        start: program.days.start,
        badRows,
      });
      const numbers = ranked(all, memberships.isMember);
      const pieces = ranked(pieceNames);
      const orders = ranked(orderNames);
      const events = sorted(rows, used, program.days.count, {
        members: numbers.rank,
        pieces: pieces.rank,
        orders: orders.rank,
      });
      return {
        members: membersInOrder(memberships, numbers),
        events,
        redemptionPoints: sumOf(rows, used, positionOf("redemption")),
        largestAmounts: largestByKind(rows),
      };
    },
  };
}

/**
 * What the reading of records depends on of a program, beside its limits of amounts: programs with the same answer read
 * the same files alike.
 */
export function readingKeyOf(program: Program): string {
  const { run, services, population, tiers, channels, exchanges } = program.scenario;
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  const names = (list: readonly { id: string; name: LocalText }[]) =>
    list.map(({ id, name: { zh, en } }) => [id, zh, en]);
  return JSON.stringify([
    run.start,
    run.days,
    ids(services),
    names(population.segments),
    names(tiers?.steps ?? []),
    ids(channels ?? []),
    ids(exchanges ?? []),
  ]);
}

function atMost(limit: number, names: Names): Names {
  return {
    numberOf(name) {
      const number = names.numberOf(name);
      if (number >= limit)
        throw new RecordsError("events", text(`超过 ${limit} 个名称`, `more than ${limit} different names`));
      return number;
    },
    all: names.all,
  };
}

type Ranked = {
  names: string[];
  /** By old number the new one, −1 for names that are left out; and back. */
  rank: Int32Array;
  numberAt: Int32Array;
};

/** Numbers names in ascending order, so that results do not depend on the order of rows. */
function ranked(names: readonly string[], isKept?: Uint8Array): Ranked {
  const kept = names.map((name, number) => ({ name, number })).filter(({ number }) => isKept?.[number] !== 0);
  kept.sort((a, b) => (a.name < b.name ? -1 : 1));
  const rank = new Int32Array(names.length).fill(-1);
  kept.forEach(({ number }, position) => {
    rank[number] = position;
  });
  return {
    names: kept.map(({ name }) => name),
    rank,
    numberAt: Int32Array.from(kept, ({ number }) => number),
  };
}

function membersInOrder(memberships: Memberships, { names, rank, numberAt }: Ranked): RecordedMembers {
  const { joinDay, referrer, segment, tier, bornOn, opening } = memberships;
  const inOrder = (column: Int32Array) => Int32Array.from(numberAt, (number) => column[number] as number);
  return {
    names,
    joinDay: inOrder(joinDay),
    referrer: inOrder(referrer).map((by) => (by < 0 ? -1 : (rank[by] as number))),
    segment: Uint8Array.from(numberAt, (number) => segment[number] as number),
    tier: Uint8Array.from(numberAt, (number) => tier[number] as number),
    bornOn: inOrder(bornOn),
    opening: inOrder(opening),
  };
}

const kindCount = recordKinds.length;

/** What happened, by day and kind, within them by member, then as the file has them. A refund of all becomes one of 0. */
function sorted(
  rows: EventRows,
  used: Uint8Array,
  days: number,
  ranks: { members: Int32Array; pieces: Int32Array; orders: Int32Array },
): RecordedEvents {
  const { day, kind, member, other, amount, service, channel, count } = rows;
  const memberRank = ranks.members;
  const bucket = new Int32Array(count);
  const kept = new Uint32Array(used.reduce((sum, one) => sum + one, 0));
  let found = 0;
  for (let i = 0; i < count; i++) {
    if (used[i] === 0 || isNothing(kind[i] as number, amount[i] as number)) continue;
    kept[found++] = i;
    if (amount[i] === wholeRefund) amount[i] = 0;
    bucket[i] = (day[i] as number) * kindCount + (kind[i] as number);
    const { names } = recordKinds[kind[i] as number] as KindFacts;
    const rank = names === "member" ? memberRank : names === "order" ? ranks.orders : ranks.pieces;
    if ((other[i] as number) >= 0 && names !== "exchange") other[i] = rank[other[i] as number] as number;
    member[i] = memberRank[member[i] as number] as number;
  }
  const byMember = countingSort(kept.subarray(0, found), member, memberRank.length).order;
  const { order, begin } = countingSort(byMember, bucket, days * kindCount);
  const inOrder = <C extends Int32Array | Uint8Array>(column: C): C => {
    const sortedColumn = column.slice(0, order.length) as C;
    for (let i = 0; i < order.length; i++) sortedColumn[i] = column[order[i] as number] as number;
    return sortedColumn;
  };
  return {
    count: order.length,
    member: inOrder(member),
    amount: inOrder(amount),
    other: inOrder(other),
    service: inOrder(service),
    channel: inOrder(channel),
    begin,
  };
}

/** Row numbers by ascending key (0 ≤ key < `keys`), those with one key in the order they had; and where each key begins. */
function countingSort(
  rows: Uint32Array,
  key: Int32Array,
  keys: number,
): { order: Uint32Array; begin: Uint32Array } {
  const begin = new Uint32Array(keys + 1);
  for (let i = 0; i < rows.length; i++) {
    const after = (key[rows[i] as number] as number) + 1;
    begin[after] = (begin[after] as number) + 1;
  }
  for (let k = 1; k <= keys; k++) begin[k] = (begin[k] as number) + (begin[k - 1] as number);
  const next = begin.slice();
  const order = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const k = key[row] as number;
    order[next[k] as number] = row;
    next[k] = (next[k] as number) + 1;
  }
  return { order, begin };
}

function sumOf({ count, kind, amount }: EventRows, used: Uint8Array, wanted: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) if (used[i] === 1 && kind[i] === wanted) sum += amount[i] as number;
  return sum;
}

function largestByKind({ count, kind, amount }: EventRows): number[] {
  const largest = recordKinds.map(() => 0);
  for (let i = 0; i < count; i++) {
    const k = kind[i] as number;
    if ((amount[i] as number) > (largest[k] as number)) largest[k] = amount[i] as number;
  }
  return largest;
}
