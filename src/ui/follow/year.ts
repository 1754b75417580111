/** A member's trace as the view shows it: lanes across the year, days under months, what is filtered. */
import {
  isInVain,
  isPosting,
  type MoveKind,
  type MoveLine,
  pointsOf,
  type Trace,
  type TraceLine,
} from "../../domain/trace.ts";
import { dateOfDay } from "../charts/time.ts";

/** What moves a balance and is no award, by what a planner would put together. */
const groupOfMove = {
  opening: "opening",
  bought: "bought",
  exchanged: "exchanged",
  sent: "transferred",
  fee: "transferred",
  received: "transferred",
  migrated: "converted",
  activated: "released",
  released: "released",
  redeemed: "redeemed",
  offset: "offset",
  expired: "lapsed",
  decayed: "lapsed",
  cleared: "lapsed",
  reversed: "reversed",
  returned: "reversed",
  settled: "reversed",
} as const satisfies Record<Exclude<MoveKind, "refused">, string>;
export type MoveGroup = (typeof groupOfMove)[keyof typeof groupOfMove];

/** What came to nothing stands with what it would have been. */
function groupOf(line: MoveLine): MoveGroup {
  return groupOfMove[line.kind === "refused" ? line.what : line.kind];
}

const moveGroups = [...new Set(Object.values(groupOfMove))];

/** A row of marks across the year: one rule, the rules that have no row of their own, or a kind of line. */
export type LaneId = `rule/${number}` | "others" | "activity" | "tier" | "change" | MoveGroup;

export type Lane = {
  id: LaneId;
  /** By currency, points in less points out: those of different currencies do not add up. */
  sums: ReadonlyMap<number, number>;
  marks: { day: number; paid: boolean }[];
};

/** Rules with a lane of their own. */
const ruleLanesMax = 8;

/** The lane of a line, before small rules are put together. */
export function laneOf(line: TraceLine): LaneId {
  switch (line.kind) {
    case "events":
      return "activity";
    case "tier":
    case "change":
      return line.kind;
    case "award":
      return `rule/${line.rule}`;
    default:
      return groupOf(line);
  }
}

/** Activity first, then rules by what they paid, then what came and left otherwise. Empty lanes are left out. */
export function lanesOf({ lines }: Trace): Lane[] {
  const byId = new Map<LaneId, Lane & { sums: Map<number, number> }>();
  for (const line of lines) {
    const id = laneOf(line);
    const lane = byId.get(id) ?? { id, sums: new Map<number, number>(), marks: [] };
    byId.set(id, lane);
    lane.marks.push({ day: line.day, paid: !isInVain(line) });
    if (isPosting(line) && (line.kind === "award" || line.points !== 0))
      add(lane.sums, line.currency, pointsOf(line));
  }
  const rules = [...byId.values()]
    .filter(({ id }) => id.startsWith("rule/"))
    .sort((a, b) => total(b) - total(a));
  const own = rules.length <= ruleLanesMax ? rules : rules.slice(0, ruleLanesMax - 1);
  const rest = together(rules.slice(own.length));
  const after = [...moveGroups, "tier" as const, "change" as const].flatMap((id) => byId.get(id) ?? []);
  return [...(byId.has("activity") ? [byId.get("activity") as Lane] : []), ...own, ...rest, ...after];
}

function together(lanes: readonly Lane[]): Lane[] {
  if (lanes.length === 0) return [];
  const sums = new Map<number, number>();
  for (const lane of lanes) for (const [currency, points] of lane.sums) add(sums, currency, points);
  return [{ id: "others", sums, marks: lanes.flatMap(({ marks }) => marks) }];
}

function add(sums: Map<number, number>, currency: number, points: number): void {
  sums.set(currency, (sums.get(currency) ?? 0) + points);
}

/** Of a rule, which pays in one currency. */
function total({ sums }: Lane): number {
  return [...sums.values()].reduce((sum, points) => sum + points, 0);
}

/** What a currency came to by each kind of move; kinds that moved nothing are left out. */
export function movedBy({ lines }: Trace, currency: number): [MoveGroup, number][] {
  const sums = new Map<MoveGroup, number>();
  for (const line of lines) {
    if (!isPosting(line) || line.kind === "award" || line.currency !== currency) continue;
    const group = groupOf(line);
    sums.set(group, (sums.get(group) ?? 0) + line.points);
  }
  return moveGroups.flatMap((group) => (sums.get(group) ? [[group, sums.get(group) ?? 0]] : []));
}

export type Filter = {
  /** undefined shows all. */
  lane: LaneId | undefined;
  unpaid: boolean;
};

/** Whether a line is listed. A day's activity stands with whatever of the day is. */
function isListed(line: TraceLine, { lane, unpaid }: Filter, lanes: readonly Lane[]): boolean {
  if (isInVain(line) && !unpaid) return false;
  if (lane === undefined) return true;
  const own = laneOf(line);
  if (lane !== "others") return own === lane;
  return own.startsWith("rule/") && !lanes.some(({ id }) => id === own);
}

/** Lines of one day in order; what the member did stands apart. */
export type Day = {
  day: number;
  activity: TraceLine | undefined;
  lines: Exclude<TraceLine, { kind: "events" }>[];
};

export type MonthOfDays = { name: string; days: Day[]; rows: number };

/** Days with anything listed, under their months. */
export function monthsOf(trace: Trace, start: string, filter: Filter, lanes: readonly Lane[]): MonthOfDays[] {
  const days = new Map<number, Day>();
  for (const line of trace.lines) {
    const listed = isListed(line, filter, lanes);
    const day = days.get(line.day) ?? { day: line.day, activity: undefined, lines: [] };
    if (line.kind === "events") day.activity = line;
    else if (listed) day.lines.push(line);
    if (listed || line.kind === "events") days.set(line.day, day);
  }
  const alone = filter.lane === undefined || filter.lane === "activity";
  const months: MonthOfDays[] = [];
  for (const day of [...days.values()].sort((a, b) => a.day - b.day)) {
    if (day.lines.length === 0 && !(alone && day.activity)) continue;
    const name = dateOfDay(start, day.day).slice(0, 7);
    if (months.at(-1)?.name !== name) months.push({ name, days: [], rows: 0 });
    const month = months.at(-1) as MonthOfDays;
    month.days.push(day);
    month.rows += 1 + day.lines.length;
  }
  return months;
}

/** So many days running on which points only decayed are one row. */
const quietDaysMin = 4;

function isQuiet({ activity, lines }: Day): boolean {
  return activity === undefined && lines.length > 0 && lines.every(({ kind }) => kind === "decayed");
}

/** The days in order; those of a long run of mere decay together. */
export function foldedDays(days: readonly Day[]): (Day | Day[])[] {
  const folded: (Day | Day[])[] = [];
  let run: Day[] = [];
  const close = () => {
    folded.push(...(run.length < quietDaysMin ? run : [run]));
    run = [];
  };
  for (const day of days) {
    if (run.length > 0 && !(isQuiet(day) && day.day === (run.at(-1)?.day ?? 0) + 1)) close();
    if (isQuiet(day)) run.push(day);
    else folded.push(day);
  }
  close();
  return folded;
}

/** What each currency lost over such days, and what is left of it, as one posting. */
export function decayOver(days: readonly Day[]): MoveLine[] {
  const sums = new Map<number, MoveLine>();
  for (const line of days.flatMap(({ lines }) => lines)) {
    if (line.kind !== "decayed") continue;
    sums.set(line.currency, { ...line, points: line.points + (sums.get(line.currency)?.points ?? 0) });
  }
  return [...sums.values()];
}

/** What a currency did in the month whose lines these are: points in and out, and what is left at its end. */
export type Flow = { gained: number; lost: number; left: number | undefined };

/** By month and currency, of the whole trace. */
export function flowsByMonth(trace: Trace, start: string): Map<string, Flow[]> {
  const months = new Map<string, Flow[]>();
  const none = (): Flow => ({ gained: 0, lost: 0, left: undefined });
  for (const line of trace.lines) {
    if (!isPosting(line)) continue;
    const name = dateOfDay(start, line.day).slice(0, 7);
    const flows = months.get(name) ?? trace.accounts.map(none);
    months.set(name, flows);
    const flow = flows[line.currency] as Flow;
    const points = pointsOf(line);
    if (points > 0) flow.gained += points;
    else flow.lost -= points;
    flow.left = line.balance ?? flow.left;
  }
  return months;
}

export type BalancePoint = { day: number; balance: number };

/** What the member holds at the end of each day on which it changed, from 0 before. */
export function balancesOf({ lines }: Trace, currency: number): BalancePoint[] {
  const points: BalancePoint[] = [];
  for (const line of lines) {
    if (!isPosting(line) || line.currency !== currency) continue;
    if (line.balance === undefined) continue;
    if (points.at(-1)?.day === line.day) points.pop();
    points.push({ day: line.day, balance: line.balance });
  }
  return points;
}

/** The balance at the end of a day. */
export function balanceOn(points: readonly BalancePoint[], day: number): number {
  return points.findLast((point) => point.day <= day)?.balance ?? 0;
}

/** Days on which anything happened, ascending. */
export function eventfulDays({ lines }: Trace): number[] {
  return [...new Set(lines.map(({ day }) => day))].sort((a, b) => a - b);
}
