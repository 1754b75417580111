/** Follows one member through a run: every award with its steps, and what else moved the balance (spec 1.3, 3.1a). */
import { parseIsoDate } from "../domain/calendar.ts";
import { changesInOrder } from "../domain/change.ts";
import { type Lineage, parseMemberNumber, referredBy } from "../domain/member-number.ts";
import type { Scenario } from "../domain/scenario.ts";
import {
  type AwardLine,
  type ChangeLine,
  type MemberEvent,
  sumsOf,
  type Trace,
  type TraceLine,
} from "../domain/trace.ts";
import { compile, type Program } from "./compile.ts";
import { type EventBatch, eventKinds } from "./events.ts";
import { type Journal, keepJournal } from "./journal.ts";
import { planOf, type Shard } from "./plan.ts";
import { syntheticSource } from "./population.ts";
import type { RunState } from "./run-state.ts";
import { openSimulation, simulateDay } from "./simulate.ts";
import type { Source } from "./source.ts";
import { closeTally } from "./tally-day.ts";

/** A member that is being followed, day by day: `next` for each of `days`, in order, then `trace`. */
export type Following = {
  days: number;
  /** @throws RunError as the run itself */
  next(day: number): void;
  /** undefined where the run has no such member. @throws RunError as the run itself */
  trace(): Trace | undefined;
};

/**
 * Every event, award and move of a member, in order. Exact: it is the part of the run that the member belongs to, run
 * again.
 *
 * @param member as in `member-number.ts`
 * @returns undefined where the run has no such member
 * @throws RunError as the run itself
 */
export function followMember(scenario: Scenario, replication: number, member: string): Trace | undefined {
  const following = openFollowing(scenario, replication, member);
  for (let day = 0; following && day < following.days; day++) following.next(day);
  return following?.trace();
}

/** The same for who wants to do something else between the days. */
export function openFollowing(
  scenario: Scenario,
  replication: number,
  member: string,
): Following | undefined {
  const lineage = parseMemberNumber(member);
  const shard = planOf(scenario).shards.find(
    (one) =>
      lineage !== undefined &&
      one.replication === replication &&
      one.firstMember <= lineage[0] &&
      lineage[0] < one.endMember,
  );
  if (!lineage || !shard) return undefined;
  const program = compile(scenario);
  const who = followerOf(lineage, shard);
  const source = followedSource(syntheticSource(program, shard), who);
  const run = openSimulation(program, source);
  const journal = follow(run, program, who);
  return {
    days: program.days.count,
    next: (day) => simulateDay(run, source, day),
    trace() {
      closeTally(run);
      journal.close();
      return who.m < 0 ? undefined : traceFrom(run, who, member, replication);
    },
  };
}

/** The lines of a member that the run starts with. */
export function traceOf(scenario: Scenario, replication: number, member: number): TraceLine[] {
  return followMember(scenario, replication, String(member))?.lines ?? [];
}

type Follower = {
  /** Place in the roster; −1 until the member has come into being. */
  m: number;
  /** The member itself or, until then, the last of its line who is there; what is left of the line after it. */
  ancestor: number;
  rest: number[];
  /** Members of the roster that were looked at. */
  seen: number;
  firstMember: number;
  name: string;
  referred: { member: string; day: number }[];
  lines: TraceLine[];
};

function followerOf([first, ...rest]: Lineage, { firstMember }: Shard): Follower {
  const ancestor = first - firstMember;
  return {
    m: rest.length === 0 ? ancestor : -1,
    ancestor,
    rest,
    seen: 0,
    firstMember,
    name: [first, ...rest].join("."),
    referred: [],
    lines: [],
  };
}

/** The source, with somebody who looks on. */
function followedSource(source: Source, who: Follower): Source {
  return {
    ...source,
    begin(run) {
      source.begin(run);
      who.seen = run.roster.count;
    },
    fill(run, day) {
      source.fill(run, day);
      meetNewcomers(run, who, day);
    },
  };
}

function follow(run: RunState, { scenario }: Program, who: Follower): Journal {
  const nameOf = namesIn(run, who.firstMember);
  const changes = changeLines(scenario);
  run.onSettled = (day) => {
    if (who.m < 0) return;
    who.lines.push(...changes.filter((line) => line.day === day));
    const events = eventsOf(run.batch, who, nameOf);
    if (events.length > 0) who.lines.push({ kind: "events", day, events });
  };
  run.onTier = (m, day, from, to) => {
    if (m === who.m) who.lines.push({ kind: "tier", day, from, to });
  };
  return keepJournal(run, {
    wants: (m) => m === who.m,
    nameOf,
    write(m, line) {
      who.lines.push(line.kind === "award" ? withCommunity(run, line, m, nameOf) : line);
    },
  });
}

/** What the scheme's changes are on the days on which they begin to hold. */
function changeLines(scenario: Scenario): ChangeLine[] {
  const start = parseIsoDate(scenario.run.start) ?? 0;
  return changesInOrder(scenario).map(({ date, position }) => ({
    kind: "change",
    day: Math.max(0, (parseIsoDate(date) ?? 0) - start),
    change: position,
  }));
}

/** Names by place in the roster; see `member-number.ts`. Referrals enter in the order of their ordinals. */
function namesIn({ roster }: RunState, firstMember: number): (m: number) => string {
  const known = new Map<number, string>();
  const nameOf = (m: number): string => {
    const by = roster.referrer[m] as number;
    let name = known.get(m);
    if (name !== undefined) return name;
    if (by < 0) name = String(firstMember + m);
    else {
      let ordinal = 0;
      for (let other = 0; other <= m; other++) if (roster.referrer[other] === by) ordinal++;
      name = referredBy(nameOf(by), ordinal);
    }
    known.set(m, name);
    return name;
  };
  return nameOf;
}

/** Finds the followed member, and whom it refers, among those who joined today. */
function meetNewcomers({ roster }: RunState, who: Follower, day: number): void {
  for (; who.seen < roster.count; who.seen++) {
    if (roster.referrer[who.seen] !== who.ancestor) continue;
    if (who.m >= 0) {
      who.referred.push({ member: referredBy(who.name, who.referred.length + 1), day });
      continue;
    }
    const [ordinal = 1, ...rest] = who.rest;
    if (ordinal > 1) {
      who.rest = [ordinal - 1, ...rest];
      continue;
    }
    who.ancestor = who.seen;
    who.rest = rest;
    if (rest.length === 0) who.m = who.seen;
  }
}

function eventsOf(batch: EventBatch, who: Follower, nameOf: (m: number) => string): MemberEvent[] {
  const events: MemberEvent[] = [];
  for (const indicator of eventKinds) {
    const { count, member, amount, other, channel, service } = batch[indicator];
    for (let i = member.indexOf(who.m); i >= 0 && i < count; i = member.indexOf(who.m, i + 1)) {
      // Columns hold 1 + the position, 0 for none.
      const origin =
        channel && service
          ? { origin: { channel: (channel[i] as number) - 1, service: (service[i] as number) - 1 } }
          : {};
      const event = { indicator, amount: amount[i] as number, ...origin };
      events.push(indicator === "referral" ? { ...event, other: nameOf(other[i] as number) } : event);
    }
  }
  return events;
}

/** An award for a community with those who make it: everyone below who has logged in this month, up to the depth. */
function withCommunity(
  { roster, program }: RunState,
  line: AwardLine,
  m: number,
  nameOf: (m: number) => string,
): AwardLine {
  const condition = program.scenario.rules[line.rule]?.condition;
  if (condition?.kind !== "community") return line;
  const { referrer, lastLoginMonth, cancelDay, count } = roster;
  const month = program.days.month[line.day] as number;
  const active: string[] = [];
  for (let below = 0; below < count; below++) {
    if (lastLoginMonth[below] !== month || (cancelDay[below] as number) <= line.day) continue;
    let by = referrer[below] as number;
    for (let step = 1; by >= 0 && by !== m && (condition.depth === 0 || step < condition.depth); step++)
      by = referrer[by] as number;
    if (by === m) active.push(nameOf(below));
  }
  return { ...line, active };
}

function traceFrom(run: RunState, who: Follower, member: string, replication: number): Trace {
  const { roster, program } = run;
  const { m } = who;
  const dayOf = (column: Int32Array) => {
    const day = column[m] as number;
    return day < program.days.count ? day : undefined;
  };
  const segment = roster.segment[m] as number;
  return {
    member,
    replication,
    joinDay: roster.joinDay[m] as number,
    cancelDay: dayOf(roster.cancelDay),
    goneDay: dayOf(roster.goneDay),
    segment: segment < program.scenario.population.segments.length ? segment : undefined,
    tier: roster.tier[m] as number,
    referred: who.referred,
    accounts: sumsOf(who.lines, run.accounts.length),
    lines: who.lines,
  };
}
