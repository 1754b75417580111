/** What the population model keeps of its members beside the roster, and the calendars of what is due. */
import { growColumns, grown } from "./columns.ts";
import type { Program } from "./compile.ts";
import { type Doers, emptyDoers, growDoers } from "./doers.ts";
import { type Habits, habitsOf } from "./habits.ts";
import { type Key, replicationKey } from "./luck.ts";
import { type Origins, originsOf } from "./origins.ts";
import type { Shard } from "./plan.ts";
import type { MemberList } from "./run-state.ts";

/** Behaviour by member, beside the roster. */
export type Columns = {
  key0: Uint32Array;
  key1: Uint32Array;
  segment: Uint8Array;
  /**
   * Thresholds of the login chain: of the next day to be decided, and in pairs those that follow a day without and with a login; all
   * 0 while the member does not come, so that the daily loop need not ask.
   */
  nextLogin: Uint32Array;
  loginAfter: Uint32Array;
  /** The member's own, in threes: from any day, after a day without a login, after a day with one. */
  thresholds: Uint32Array;
  /** Days of the current four-day window on which the member comes, a bit each. */
  comesOn: Uint8Array;
  /** Words of today's visits, see `luck.ts`, and of any other decision. */
  visit0: Uint32Array;
  visit1: Uint32Array;
  word0: Uint32Array;
  word1: Uint32Array;
  latentPoints: Float64Array;
  /** Rates, and the time in days of the next referral with its ordinal. */
  referralsPerDay: Float64Array;
  nextReferral: Float64Array;
  referralOrdinal: Int32Array;
  contentsPerLogin: Float64Array;
  successesPerLogin: Float64Array;
  /** The chance of a login day without any, and a word below which it is one. */
  contentsNever: Float64Array;
  successesNever: Float64Array;
  contentsQuiet: Uint32Array;
  successesQuiet: Uint32Array;
  /** Links of the calendars. */
  joinLink: Int32Array;
  referralLink: Int32Array;
  cancelLink: Int32Array;
  leaveLink: Int32Array;
  /** Members who may come, in order of joining; those who have left stay until the next four-day window. */
  coming: Int32Array;
};

/** Logins are decided for so many days at once. */
export const windowDays = 4;

/** For each day a linked list of members for whom something is due: O(1) and no allocation. */
export type Calendar = Int32Array;

export type Population = {
  program: Program;
  habits: Habits;
  /** Who does which activities. */
  doers: Doers;
  shard: Shard;
  replicationKey: Key;
  columns: Columns;
  comingCount: number;
  /** Who comes on each day of the current window, as it was decided when it opened; and who has begun to come since. */
  comers: MemberList[];
  late: MemberList;
  joinsOn: Calendar;
  refersOn: Calendar;
  cancelsOn: Calendar;
  leavesOn: Calendar;
  /** Praise that yesterday's content collects: it arrives today. */
  praise: { count: number; member: Int32Array; piece: Int32Array; praises: Int32Array };
  pieces: number;
  /** Where events come from; undefined where no rule asks. */
  origins: Origins | undefined;
};

/** The population of a shard before anybody has joined; its luck comes from the seed and the replication. */
export function openPopulation(program: Program, shard: Shard, startsWith: number): Population {
  const { scenario, days } = program;
  const calendar = () => new Int32Array(days.count).fill(-1);
  const habits = habitsOf(scenario);
  const capacity = Math.ceil(startsWith * 1.25) + 64;
  return {
    program,
    habits,
    doers: emptyDoers(habits.draws.activities, capacity),
    shard,
    replicationKey: replicationKey(scenario.run.seed, shard.replication),
    columns: emptyColumns(capacity),
    comingCount: 0,
    comers: Array.from({ length: windowDays }, () => ({ count: 0, member: new Int32Array(capacity) })),
    late: { count: 0, member: new Int32Array(64) },
    joinsOn: calendar(),
    refersOn: calendar(),
    cancelsOn: calendar(),
    leavesOn: calendar(),
    praise: { count: 0, member: new Int32Array(16), piece: new Int32Array(16), praises: new Int32Array(16) },
    pieces: 0,
    origins: originsOf(program),
  };
}

function emptyColumns(capacity: number): Columns {
  const integers = () => new Int32Array(capacity);
  const words = () => new Uint32Array(capacity);
  const reals = () => new Float64Array(capacity);
  return {
    key0: words(),
    key1: words(),
    segment: new Uint8Array(capacity),
    nextLogin: words(),
    loginAfter: new Uint32Array(2 * capacity),
    thresholds: new Uint32Array(3 * capacity),
    comesOn: new Uint8Array(capacity),
    visit0: words(),
    visit1: words(),
    word0: words(),
    word1: words(),
    latentPoints: reals(),
    referralsPerDay: reals(),
    nextReferral: reals(),
    referralOrdinal: integers(),
    contentsPerLogin: reals(),
    successesPerLogin: reals(),
    contentsNever: reals(),
    successesNever: reals(),
    contentsQuiet: words(),
    successesQuiet: words(),
    joinLink: integers(),
    referralLink: integers(),
    cancelLink: integers(),
    leaveLink: integers(),
    coming: integers(),
  };
}

/** Thresholds come in pairs and threes. */
export function growPopulation(population: Population, capacity: number): void {
  const { columns } = population;
  growDoers(population.doers, capacity);
  for (const list of population.comers) growColumns(list, capacity);
  const { loginAfter, thresholds } = columns;
  growColumns(columns, capacity);
  columns.loginAfter = grown(loginAfter, 2 * capacity);
  columns.thresholds = grown(thresholds, 3 * capacity);
}

/** Notes that something is due for a member on a day of the run. */
export function enlist(calendar: Calendar, link: Int32Array, m: number, day: number): void {
  link[m] = calendar[day] as number;
  calendar[day] = m;
}

/** Takes the next member off a day's list, −1 when it is empty. */
export function unlist(calendar: Calendar, link: Int32Array, day: number): number {
  const m = calendar[day] as number;
  if (m >= 0) calendar[day] = link[m] as number;
  return m;
}
