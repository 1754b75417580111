/** Everything that changes while a shard runs, and how it grows when members refer members. */
import { RunError } from "../domain/runner.ts";
import { binCount } from "./bins.ts";
import { growColumns, grown } from "./columns.ts";
import type { Program } from "./compile.ts";
import { type EventBatch, emptyBatch } from "./events.ts";
import { type Account, growAccount, openAccount } from "./ledger.ts";
import { capacityForOneMore, emptyRoster, enter, growRoster, type NewMember, type Roster } from "./roster.ts";
import { emptyTally, type Tally } from "./tally.ts";

/** A list of members that a step of the day fills and the next ones read. */
export type MemberList = { count: number; member: Int32Array };

/** What rules remember of a member, by rule. */
export type RuleMemory = {
  /** 1 once the rule has reached the member; for `activation` also what makes it once. */
  reached: Uint8Array;
  /** Points paid to the member today, for rules with a daily cap; all 0 between days. */
  capUsed: Int32Array;
};

/** Awards of one rule on one day, on their way from condition to posting. */
export type Postings = { count: number; member: Int32Array; points: Int32Array };

export type RunState = {
  program: Program;
  /** Members the run started with. */
  startedWith: number;
  roster: Roster;
  accounts: Account[];
  batch: EventBatch;
  /** Who joined today; who logged in today, once each; for whom it was the first login of the month. */
  joiners: MemberList;
  logins: MemberList;
  monthLogins: MemberList;
  /** Whose membership ends with the opening of this day. */
  leavers: MemberList;
  /** Who can afford something today. */
  candidates: MemberList;
  postings: Postings;
  ruleMemory: RuleMemory[];
  /** Praise so far by piece of content; and, by today's praise events, what the piece had before. */
  praises: Int32Array;
  praiseBefore: Int32Array;
  enrolled: number;
  tally: Tally;
};

export function openRun(program: Program, startedWith: number): RunState {
  const capacity = Math.ceil(startedWith * 1.25) + 64;
  checkMemory(program, capacity);
  const list = () => ({ count: 0, member: new Int32Array(capacity) });
  return {
    program,
    startedWith,
    roster: emptyRoster(capacity),
    accounts: program.currencies.map((currency) => openAccount(currency, capacity)),
    batch: emptyBatch(),
    joiners: list(),
    logins: list(),
    monthLogins: list(),
    leavers: list(),
    candidates: list(),
    postings: { count: 0, member: new Int32Array(capacity), points: new Int32Array(capacity) },
    ruleMemory: program.rules.map(({ pointsPerDayMax }) => ({
      reached: new Uint8Array(capacity),
      capUsed: new Int32Array(pointsPerDayMax === undefined ? 0 : capacity),
    })),
    praises: new Int32Array(16),
    praiseBefore: new Int32Array(16),
    enrolled: 0,
    tally: emptyTally(program, binCount),
  };
}

/** Adds a member to the roster, making room in every column where there is none. Joining is `join`. */
export function addMember(run: RunState, member: NewMember): number {
  const { roster } = run;
  const capacity = capacityForOneMore(roster, run.startedWith);
  if (capacity > roster.capacity) growRun(run, capacity);
  return enter(roster, member);
}

/** Counts a member as enrolled from today. */
export function join(run: RunState, member: number): void {
  run.enrolled++;
  run.joiners.member[run.joiners.count++] = member;
}

/** Ends a membership with the opening of this day; settling clears the balance. */
export function cancel(run: RunState, member: number, day: number): void {
  if ((run.roster.cancelDay[member] as number) <= day) return;
  run.enrolled--;
  run.roster.cancelDay[member] = day;
  run.roster.goneDay[member] = Math.min(run.roster.goneDay[member] as number, day);
  run.leavers.member[run.leavers.count++] = member;
}

/** Bytes that a shard may hold in its worker (spec 6.3). */
const bytesMax = 256 * 1024 * 1024;
/** Roster and population columns of a member, and the columns of an account beside its lots. */
const bytesPerMember = 240;
const bytesPerAccount = 48;

/** Before memory is taken: a browser may grant far more than it can back. @throws RunError `memoryLimit` */
function checkMemory({ currencies, rules }: Program, capacity: number): void {
  const inAccounts = currencies.reduce((sum, { lots }) => sum + bytesPerAccount + 4 * lots.width, 0);
  const bytes = (bytesPerMember + inAccounts + 5 * rules.length) * capacity;
  if (bytes <= bytesMax) return;
  const megabytes = (size: number) => Math.ceil(size / 1024 / 1024);
  throw new RunError({
    code: "memoryLimit",
    detail: `${capacity} members need ${megabytes(bytes)} MB, ${megabytes(bytesMax)} MB allowed`,
  });
}

function growRun(run: RunState, capacity: number): void {
  checkMemory(run.program, capacity);
  growRoster(run.roster, capacity);
  for (const account of run.accounts) growAccount(account, capacity);
  for (const list of [run.joiners, run.logins, run.monthLogins, run.leavers, run.candidates])
    growColumns(list, capacity);
  for (const memory of run.ruleMemory) {
    memory.reached = grown(memory.reached, capacity);
    if (memory.capUsed.length > 0) memory.capUsed = grown(memory.capUsed, capacity);
  }
}
