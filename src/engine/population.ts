/** Synthetic members: who joins, comes, refers, writes and leaves on a day (spec 3.2), as events in columns. */
import { growColumns, grown } from "./columns.ts";
import type { Program } from "./compile.ts";
import { yearsAfter } from "./days.ts";
import { exp, log } from "./elementary.ts";
import { push, reserve } from "./events.ts";
import { type Habits, habitsOf, type SegmentHabits } from "./habits.ts";
import { decisions, derivedKey, type Key, replicationKey, unitOf } from "./luck.ts";
import type { Shard } from "./plan.ts";
import { groupCount, never } from "./roster.ts";
import { addMember, cancel, join, type RunState } from "./run-state.ts";
import type { Source } from "./source.ts";
import { threefryBlocks } from "./threefry.ts";
import { drawTraits, type Traits } from "./traits.ts";

/** Behaviour by member, beside the roster. */
type Columns = {
  key0: Uint32Array;
  key1: Uint32Array;
  segment: Uint8Array;
  /**
   * Thresholds of the login chain: of the next day, and in pairs those that follow a day without and with a login; all
   * 0 while the member does not come, so that the daily loop need not ask.
   */
  nextLogin: Uint32Array;
  loginAfter: Uint32Array;
  /** The member's own, in threes: from any day, after a day without a login, after a day with one. */
  thresholds: Uint32Array;
  /** Words of the current four-day window of logins. */
  login0: Uint32Array;
  login1: Uint32Array;
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
  /** Links of the calendars. */
  joinLink: Int32Array;
  referralLink: Int32Array;
  cancelLink: Int32Array;
  leaveLink: Int32Array;
  /** Members who may come, in order of joining; those who have left stay until the next four-day window. */
  coming: Int32Array;
};

/** For each day a linked list of members for whom something is due: O(1) and no allocation. */
type Calendar = Int32Array;

type Population = {
  program: Program;
  habits: Habits;
  shard: Shard;
  replicationKey: Key;
  columns: Columns;
  comingCount: number;
  joinsOn: Calendar;
  refersOn: Calendar;
  cancelsOn: Calendar;
  leavesOn: Calendar;
  /** Praise that yesterday's content collects: it arrives today. */
  praise: { count: number; member: Int32Array; piece: Int32Array; praises: Int32Array };
  pieces: number;
};

/** The members of a shard, each with the luck of its own key. */
export function syntheticSource(program: Program, shard: Shard): Source {
  const startsWith = shard.endMember - shard.firstMember;
  const population = openPopulation(program, shard, startsWith);
  const { columns } = population;
  return {
    startsWith,
    begin: (run) => begin(population, run),
    fill: (run, day) => fill(population, run, day),
    shoppers: {
      draw(members, count, currency, day) {
        const { key0, key1, visit0, visit1, word0, word1 } = columns;
        if (currency === program.mainCurrency) return { word0: visit0, word1: visit1 };
        threefryBlocks(key0, key1, members, count, day, decisions.redeem + currency, word0, word1);
        return { word0, word1 };
      },
      get latentPoints() {
        return columns.latentPoints;
      },
      factor: population.habits.redeemFactor,
    },
  };
}

function openPopulation(program: Program, shard: Shard, startsWith: number): Population {
  const { scenario, days } = program;
  const calendar = () => new Int32Array(days.count).fill(-1);
  return {
    program,
    habits: habitsOf(scenario),
    shard,
    replicationKey: replicationKey(scenario.run.seed, shard.replication),
    columns: emptyColumns(Math.ceil(startsWith * 1.25) + 64),
    comingCount: 0,
    joinsOn: calendar(),
    refersOn: calendar(),
    cancelsOn: calendar(),
    leavesOn: calendar(),
    praise: { count: 0, member: new Int32Array(16), piece: new Int32Array(16), praises: new Int32Array(16) },
    pieces: 0,
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
    login0: words(),
    login1: words(),
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
    joinLink: integers(),
    referralLink: integers(),
    cancelLink: integers(),
    leaveLink: integers(),
    coming: integers(),
  };
}

/** The members the run starts with: some are there already, others get a day of joining. */
function begin(population: Population, run: RunState): void {
  const { program, habits, shard, columns } = population;
  for (let index = shard.firstMember; index < shard.endMember; index++) {
    const key = derivedKey(population.replicationKey, index, decisions.member);
    const traits = drawTraits(habits, key);
    const joinDay = traits.joinsOn ?? -traits.joinedDaysBefore;
    const group = index % groupCount;
    const { month, monthBefore } = program.days;
    const joinMonth = (joinDay < 0 ? monthBefore[-joinDay] : month[joinDay]) ?? never;
    const m = addMember(run, { joinDay, joinMonth, referrer: -1, group });
    settleIn(population, run, m, key, traits, joinDay);
    if (joinDay < 0) {
      run.enrolled++;
      startsToCome(population, m);
    } else if (joinDay < program.days.count) {
      enlist(population.joinsOn, columns.joinLink, m, joinDay);
    }
  }
}

/** Writes a member's traits into the columns, and the days on which it leaves and cancels. */
function settleIn(
  population: Population,
  run: RunState,
  m: number,
  key: Key,
  traits: Traits,
  joinDay: number,
): void {
  const { columns, program } = population;
  const { days } = program;
  if (m >= columns.key0.length) growPopulation(columns, run.roster.capacity);
  columns.key0[m] = key[0];
  columns.key1[m] = key[1];
  columns.segment[m] = traits.segment;
  columns.thresholds[3 * m] = traits.login.fresh;
  columns.thresholds[3 * m + 1] = traits.login.afterPause;
  columns.thresholds[3 * m + 2] = traits.login.afterLogin;
  columns.latentPoints[m] = traits.latentPoints;
  columns.contentsPerLogin[m] = traits.contentsPerLogin;
  columns.successesPerLogin[m] = traits.successesPerLogin;
  columns.referralsPerDay[m] = traits.referralsPerDay;
  const firstChance = Math.max(joinDay, 0);
  const goneDay = Math.min(never, firstChance + traits.chancesStood + 1);
  run.roster.goneDay[m] = goneDay;
  if (goneDay < days.count) enlist(population.leavesOn, columns.leaveLink, m, goneDay);
  const years = traits.yearsStood + 1;
  const lastDay = joinDay + 365 * years < days.count ? yearsAfter(days, joinDay, years) : never;
  if (lastDay < days.count) enlist(population.cancelsOn, columns.cancelLink, m, lastDay);
  columns.nextReferral[m] = firstChance;
  scheduleReferral(population, run, m);
}

/** Thresholds come in pairs and threes. */
function growPopulation(columns: Columns, capacity: number): void {
  const { loginAfter, thresholds } = columns;
  growColumns(columns, capacity);
  columns.loginAfter = grown(loginAfter, 2 * capacity);
  columns.thresholds = grown(thresholds, 3 * capacity);
}

function enlist(calendar: Calendar, link: Int32Array, m: number, day: number): void {
  link[m] = calendar[day] as number;
  calendar[day] = m;
}

/** Takes the next member off a day's list, −1 when it is empty. */
function unlist(calendar: Calendar, link: Int32Array, day: number): number {
  const m = calendar[day] as number;
  if (m >= 0) calendar[day] = link[m] as number;
  return m;
}

/** Referrals are a Poisson process at the member's own rate, while the member still comes. */
function scheduleReferral({ columns, program, refersOn }: Population, run: RunState, m: number): void {
  const rate = columns.referralsPerDay[m] as number;
  if (rate <= 0) return;
  const ordinal = (columns.referralOrdinal[m] as number) + 1;
  columns.referralOrdinal[m] = ordinal;
  const [word] = derivedKey(
    [columns.key0[m] as number, columns.key1[m] as number],
    ordinal,
    decisions.referral,
  );
  const time = (columns.nextReferral[m] as number) - log(unitOf(word)) / rate;
  columns.nextReferral[m] = time;
  const end = Math.min(program.days.count, run.roster.goneDay[m] as number);
  if (time < end) enlist(refersOn, columns.referralLink, m, Math.floor(time));
}

function fill(population: Population, run: RunState, day: number): void {
  endMemberships(population, run, day);
  drawLogins(population, run, day);
  welcome(population, run, day);
  refer(population, run, day);
  startComing(population, run, day);
  const { draws } = population.habits;
  drawVisits(population, run, day);
  if (draws.sessions) addSessions(population, run);
  if (draws.praises) deliverPraise(population, run);
  if (draws.contents) drawContents(population, run, day);
  if (draws.successes) drawSuccesses(population, run, day);
}

function endMemberships({ cancelsOn, leavesOn, columns }: Population, run: RunState, day: number): void {
  for (
    let m = unlist(cancelsOn, columns.cancelLink, day);
    m >= 0;
    m = unlist(cancelsOn, columns.cancelLink, day)
  ) {
    cancel(run, m, day);
    silence(columns, m);
  }
  for (
    let m = unlist(leavesOn, columns.leaveLink, day);
    m >= 0;
    m = unlist(leavesOn, columns.leaveLink, day)
  ) {
    silence(columns, m);
  }
}

/** No login any more: thresholds of zero. */
function silence({ nextLogin, loginAfter }: Columns, m: number): void {
  nextLogin[m] = 0;
  loginAfter[2 * m] = 0;
  loginAfter[2 * m + 1] = 0;
}

/**
 * Sixteen bits a day decide a login, four days to a block; where they tie with the threshold, sixteen more do. Without
 * a branch on the outcome, which no processor can predict.
 */
function drawLogins(population: Population, run: RunState, day: number): void {
  const { columns } = population;
  const lane = day & 3;
  if (lane === 0) openWindow(population, run, day);
  const { nextLogin, loginAfter } = columns;
  const words = lane < 2 ? columns.login0 : columns.login1;
  const shift = (lane & 1) * 16;
  const { count } = run.roster;
  const slice = run.batch.login;
  reserve(slice, count);
  const { member } = slice;
  let active = 0;
  for (let m = 0; m < count; m++) {
    const bits = ((words[m] as number) >>> shift) & 0xffff;
    const threshold = nextLogin[m] as number;
    const high = threshold >>> 16;
    let comes = (bits - high) >>> 31;
    if (bits === high) comes = tieBreak(columns, m, day) < (threshold & 0xffff) ? 1 : 0;
    nextLogin[m] = loginAfter[2 * m + comes] as number;
    member[active] = m;
    active += comes;
  }
  slice.count = active;
}

/** Every four days: those who have left go off the list, the others get the words of the next four days. */
function openWindow(population: Population, run: RunState, day: number): void {
  const { coming, key0, key1, login0, login1 } = population.columns;
  const { goneDay } = run.roster;
  let kept = 0;
  for (let i = 0; i < population.comingCount; i++) {
    const m = coming[i] as number;
    coming[kept] = m;
    kept += (goneDay[m] as number) > day ? 1 : 0;
  }
  population.comingCount = kept;
  threefryBlocks(key0, key1, coming, kept, day >>> 2, decisions.login, login0, login1);
}

function tieBreak({ key0, key1 }: Columns, m: number, day: number): number {
  return derivedKey([key0[m] as number, key1[m] as number], day, decisions.loginTie)[0] & 0xffff;
}

/** Those whose day of joining has come. The first day is the first use: it is always a login. */
function welcome({ joinsOn, columns }: Population, run: RunState, day: number): void {
  for (let m = unlist(joinsOn, columns.joinLink, day); m >= 0; m = unlist(joinsOn, columns.joinLink, day)) {
    firstDay(run, m);
  }
}

function firstDay(run: RunState, m: number): void {
  join(run, m);
  push(run.batch.activation, m, 1);
  push(run.batch.login, m, 1);
}

/** Referrals that are due; the new member joins the same day and may refer in turn. */
function refer(population: Population, run: RunState, day: number): void {
  const { columns, refersOn, program, habits } = population;
  const month = program.days.month[day] as number;
  for (
    let by = unlist(refersOn, columns.referralLink, day);
    by >= 0;
    by = unlist(refersOn, columns.referralLink, day)
  ) {
    if (day >= (run.roster.goneDay[by] as number)) continue;
    const ordinal = columns.referralOrdinal[by] as number;
    const key = derivedKey(
      [columns.key0[by] as number, columns.key1[by] as number],
      ordinal,
      decisions.referredMember,
    );
    const traits = drawTraits(habits, key, habits.referredSegment);
    const group = run.roster.group[by] as number;
    const m = addMember(run, { joinDay: day, joinMonth: month, referrer: by, group });
    settleIn(population, run, m, key, traits, day);
    firstDay(run, m);
    push(run.batch.referral, by, 1, m);
    scheduleReferral(population, run, by);
  }
}

/** From tomorrow on today's joiners come by their own chain; they need the words of the window they joined in. */
function startComing(population: Population, run: RunState, day: number): void {
  const { columns } = population;
  const { count, member } = run.joiners;
  if (count === 0) return;
  threefryBlocks(
    columns.key0,
    columns.key1,
    member,
    count,
    day >>> 2,
    decisions.login,
    columns.login0,
    columns.login1,
  );
  for (let i = 0; i < count; i++) startsToCome(population, member[i] as number);
}

function startsToCome(population: Population, m: number): void {
  const { coming, nextLogin, loginAfter, thresholds } = population.columns;
  coming[population.comingCount++] = m;
  nextLogin[m] = thresholds[3 * m] as number;
  loginAfter[2 * m] = thresholds[3 * m + 1] as number;
  loginAfter[2 * m + 1] = thresholds[3 * m + 2] as number;
}

/** One block for each login day, shared by what a visit decides. */
function drawVisits({ columns }: Population, run: RunState, day: number): void {
  const { key0, key1, visit0, visit1 } = columns;
  const { member, count } = run.batch.login;
  threefryBlocks(key0, key1, member, count, day, decisions.visit, visit0, visit1);
}

/** One unbroken session on a login day. */
function addSessions({ columns, habits }: Population, run: RunState): void {
  const { login, session } = run.batch;
  const { count, member } = login;
  const { visit0, segment } = columns;
  reserve(session, count);
  session.member.set(member.subarray(0, count));
  session.count = count;
  const { amount } = session;
  const minutes = habits.segments.map((own) => own.minutes);
  const only = minutes.every((table) => table === minutes[0]) ? minutes[0] : undefined;
  if (only) {
    for (let i = 0; i < count; i++)
      amount[i] = only[(visit0[member[i] as number] as number) & 0xffff] as number;
    return;
  }
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    amount[i] = (minutes[segment[m] as number] as Uint16Array)[(visit0[m] as number) & 0xffff] as number;
  }
}

/** Highest count that one draw may give. */
const countMax = 50;

/** Poisson count with this mean, by inverting one uniform number. */
function poisson(mean: number, u: number): number {
  let probability = exp(-mean);
  let upTo = probability;
  let count = 0;
  while (u > upTo && count < countMax) {
    count++;
    probability *= mean / count;
    upTo += probability;
  }
  return count;
}

/** Pieces of content written on a login day; the praise each will collect comes the day after. */
function drawContents(population: Population, run: RunState, day: number): void {
  const { columns, habits, praise } = population;
  const { login, content } = run.batch;
  const { key0, key1, word0, word1, contentsPerLogin, segment } = columns;
  threefryBlocks(key0, key1, login.member, login.count, day, decisions.content, word0, word1);
  praise.count = 0;
  for (let i = 0; i < login.count; i++) {
    const m = login.member[i] as number;
    const written = poisson(contentsPerLogin[m] as number, unitOf(word0[m] as number));
    if (written === 0) continue;
    push(content, m, written);
    if (!habits.draws.praises) continue;
    const mean = (habits.segments[segment[m] as number] as SegmentHabits).praisesPerContent;
    for (let piece = 0; piece < written; piece++) {
      const word = derivedKey(
        [key0[m] as number, key1[m] as number],
        day,
        decisions.praise + (piece << 8),
      )[0];
      const praises = mean > 0 ? Math.floor(log(unitOf(word)) / log(mean / (1 + mean))) : 0;
      const at = praise.count++;
      if (at >= praise.member.length) growColumns(praise, praise.member.length * 2);
      praise.member[at] = m;
      praise.piece[at] = population.pieces++;
      praise.praises[at] = praises;
    }
  }
}

function deliverPraise({ praise }: Population, run: RunState): void {
  for (let i = 0; i < praise.count; i++) {
    if ((praise.praises[i] as number) === 0) continue;
    push(
      run.batch.praise,
      praise.member[i] as number,
      praise.praises[i] as number,
      praise.piece[i] as number,
    );
  }
}

/** Contests won on a login day. */
function drawSuccesses({ columns }: Population, run: RunState, day: number): void {
  const { login, success } = run.batch;
  const { key0, key1, word0, word1, successesPerLogin } = columns;
  threefryBlocks(key0, key1, login.member, login.count, day, decisions.success, word0, word1);
  for (let i = 0; i < login.count; i++) {
    const m = login.member[i] as number;
    const won = poisson(successesPerLogin[m] as number, unitOf(word0[m] as number));
    if (won > 0) push(success, m, won);
  }
}
