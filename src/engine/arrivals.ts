/** Who enters, refers and leaves: from the members of the start through outside arrivals to the chain of referrals. */
import { drawActivityRates } from "./activities.ts";
import { quietWords } from "./contents.ts";
import { monthDayOf, yearsAfter } from "./days.ts";
import { log, quickExp } from "./elementary.ts";
import { push } from "./events.ts";
import type { Habits, SegmentHabits } from "./habits.ts";
import { joinWindow, opensWindow, silence, startsToCome } from "./logins.ts";
import { decisions, derivedKey, type Key, unitOf, wordUnder } from "./luck.ts";
import { openStock } from "./opening.ts";
import { enlist, growPopulation, type Population, unlist } from "./population-state.ts";
import { groupCount, never } from "./roster.ts";
import { addMember, cancel, join, type RunState } from "./run-state.ts";
import { drawTraitWords, roomForTraits, type Traits, traitsOf } from "./traits.ts";

/** The members the run starts with: some are there already, others get a day of joining. */
export function begin(population: Population, run: RunState): void {
  const { program, habits, shard, columns } = population;
  const members = Int32Array.from({ length: shard.endMember - shard.firstMember }, (_, at) => at);
  const words = roomForTraits(members.length);
  const { word0, word1 } = columns;
  for (const at of members)
    [word0[at], word1[at]] = derivedKey(population.replicationKey, shard.firstMember + at, decisions.member);
  drawTraitWords(words, word0, word1, members);
  for (const at of members) {
    const index = shard.firstMember + at;
    const key = [word0[at] as number, word1[at] as number] as const;
    const traits = traitsOf(habits, words, at);
    const joinDay = traits.joinsOn ?? -traits.joinedDaysBefore;
    const group = index % groupCount;
    const { month, monthBefore } = program.days;
    const joinMonth = (joinDay < 0 ? monthBefore[-joinDay] : month[joinDay]) ?? never;
    const joinedOn = monthDayOf(program.days.start + joinDay);
    const born = { joinedOn, bornOn: traits.bornOn, segment: traits.segment };
    const m = addMember(run, { joinDay, joinMonth, referrer: -1, group, ...born });
    settleIn(population, run, m, key, traits, joinDay);
    const { opening } = habits.segments[traits.segment] as SegmentHabits;
    if (opening && joinDay < program.days.count) openStock(run, opening, { m, key, joinDay });
    if (joinDay < 0) {
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
  if (m >= columns.key0.length) growPopulation(population, run.roster.capacity);
  columns.key0[m] = key[0];
  columns.key1[m] = key[1];
  columns.segment[m] = traits.segment;
  columns.thresholds[3 * m] = traits.login.fresh;
  columns.thresholds[3 * m + 1] = traits.login.afterPause;
  columns.thresholds[3 * m + 2] = traits.login.afterLogin;
  columns.latentPoints[m] = traits.latentPoints;
  columns.contentsPerLogin[m] = traits.contentsPerLogin;
  columns.successesPerLogin[m] = traits.successesPerLogin;
  const { draws } = population.habits;
  if (draws.contents) {
    columns.contentsNever[m] = quickExp(-traits.contentsPerLogin);
    columns.contentsQuiet[m] = quietWords(columns.contentsNever[m] as number);
  }
  if (draws.successes) {
    columns.successesNever[m] = quickExp(-traits.successesPerLogin);
    columns.successesQuiet[m] = quietWords(columns.successesNever[m] as number);
  }
  columns.referralsPerDay[m] = traits.referralsPerDay;
  drawActivityRates(population, m, traits.segment);
  const firstChance = Math.max(joinDay, 0);
  const goneDay = Math.min(never, firstChance + traits.chancesStood + 1);
  run.roster.goneDay[m] = goneDay;
  if (goneDay < days.count) enlist(population.leavesOn, columns.leaveLink, m, goneDay);
  const years = traits.yearsStood + 1;
  // A membership of whole years may be a day short of its anniversary when the run opens.
  const lastDay = joinDay + 365 * years < days.count ? Math.max(0, yearsAfter(days, joinDay, years)) : never;
  if (lastDay < days.count) enlist(population.cancelsOn, columns.cancelLink, m, lastDay);
  columns.nextReferral[m] = firstChance;
  scheduleReferral(population, run, m);
}

/** Referrals are a Poisson process at the member's own rate, while the member still comes. */
function scheduleReferral({ columns, program, refersOn }: Population, run: RunState, m: number): void {
  const rate = columns.referralsPerDay[m] as number;
  if (rate <= 0) return;
  const ordinal = (columns.referralOrdinal[m] as number) + 1;
  columns.referralOrdinal[m] = ordinal;
  const word = wordUnder(columns.key0[m] as number, columns.key1[m] as number, ordinal, decisions.referral);
  const time = (columns.nextReferral[m] as number) - log(unitOf(word)) / rate;
  columns.nextReferral[m] = time;
  const end = Math.min(program.days.count, run.roster.goneDay[m] as number);
  if (time < end) enlist(refersOn, columns.referralLink, m, Math.floor(time));
}

/** Those whose membership ends with the opening of this day, and those who no longer come from it on. */
export function endMemberships(
  { cancelsOn, leavesOn, columns }: Population,
  run: RunState,
  day: number,
): void {
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

/** Those whose day of joining has come. The first day is the first use: it is always a login. */
export function welcome({ joinsOn, columns }: Population, run: RunState, day: number): void {
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
export function refer(population: Population, run: RunState, day: number): void {
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
    const traits = traitsOfOne(habits, key);
    const group = run.roster.group[by] as number;
    const joinedOn = program.days.monthDay[day] as number;
    const born = { joinedOn, bornOn: traits.bornOn, segment: traits.segment };
    const m = addMember(run, { joinDay: day, joinMonth: month, referrer: by, group, ...born });
    settleIn(population, run, m, key, traits, day);
    firstDay(run, m);
    push(run.batch.referral, by, 1, m);
    scheduleReferral(population, run, by);
  }
}

const first = Int32Array.of(0);
const oneKey0 = new Uint32Array(1);
const oneKey1 = new Uint32Array(1);
const oneMember = roomForTraits(1);

/** The traits of a referred member. */
function traitsOfOne(habits: Habits, [key0, key1]: Key): Traits {
  oneKey0[0] = key0;
  oneKey1[0] = key1;
  drawTraitWords(oneMember, oneKey0, oneKey1, first);
  return traitsOf(habits, oneMember, 0, habits.referredSegment);
}

/** From tomorrow on today's joiners come by their own chain; the window's last day leaves the next one to decide. */
export function startComing(population: Population, run: RunState, day: number): void {
  const { count, member } = run.joiners;
  for (let i = 0; i < count; i++) startsToCome(population, member[i] as number);
  if (!opensWindow(day + 1)) joinWindow(population, run.joiners, day + 1);
}
