/** Follows one member through a run: every award with its steps, and what else moved the balance (spec 1.3, 3.1a). */
import { type Lineage, parseMemberNumber, referredBy } from "../domain/member-number.ts";
import type { Scenario } from "../domain/scenario.ts";
import type {
  AwardLine,
  AwardStage,
  MemberEvent,
  MoveKind,
  Origin,
  Trace,
  TraceLine,
} from "../domain/trace.ts";
import { compile, type Program } from "./compile.ts";
import { type EventBatch, eventKinds } from "./events.ts";
import { type Account, heldBy, rowOf } from "./ledger.ts";
import { planOf } from "./plan.ts";
import { syntheticSource } from "./population.ts";
import type { Postings, RunState } from "./run-state.ts";
import { simulate } from "./simulate.ts";
import type { Source } from "./source.ts";

/**
 * Every event, award and move of a member, in order. Exact: it is the part of the run that the member belongs to, run
 * again.
 *
 * @param member as in `member-number.ts`
 * @returns undefined where the run has no such member
 * @throws RunError as the run itself
 */
export function followMember(scenario: Scenario, replication: number, member: string): Trace | undefined {
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
  const follower = followerOf(lineage, shard.firstMember);
  const run = simulate(program, followedSource(syntheticSource(program, shard), program, follower));
  catchUp(run, follower, program.days.count - 1);
  return follower.m < 0 ? undefined : traceFrom(run, follower, member, replication);
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
  referred: { member: string; day: number }[];
  /** Their places in the roster. */
  places: number[];
  name: string;
  lines: TraceLine[];
  /** By currency: what the account had come to when the part of the day began that is under way. */
  openings: Opening[];
  tier: number;
  /** By currency: the item that is being bought. */
  bought: (number | undefined)[];
  /** By currency: points in lots that lapse with the opening of the day. */
  due: number[];
};

type Opening = { redeemed: number; lapsed: number; moved: number; held: number };

function followerOf([first, ...rest]: Lineage, firstMember: number): Follower {
  const ancestor = first - firstMember;
  return {
    m: rest.length === 0 ? ancestor : -1,
    ancestor,
    rest,
    seen: 0,
    referred: [],
    places: [],
    name: [first, ...rest].join("."),
    lines: [],
    openings: [],
    tier: 0,
    bought: [],
    due: [],
  };
}

/** The source, with somebody who looks on. */
function followedSource(source: Source, program: Program, who: Follower): Source {
  const clearsLapsed = program.currencies.map(({ lapsesIntoClearing }) => lapsesIntoClearing);
  return {
    ...source,
    begin(run) {
      source.begin(run);
      listen(run, who, clearsLapsed);
      who.seen = run.roster.count;
      noteOpening(run, who);
    },
    fill(run, day) {
      if (day > 0) catchUp(run, who, day - 1);
      source.fill(run, day);
      meetNewcomers(run, who, day);
      openPart(run, who);
      who.due = who.m < 0 ? [] : run.accounts.map((account) => dueToLapse(account, who.m, day));
    },
  };
}

function listen(run: RunState, who: Follower, clearsLapsed: readonly boolean[]): void {
  run.onStage = (stage, rule, postings, day) => noteStage(run, who, stage, rule, postings, day);
  run.onPosting = (rule, member, _, points) => {
    if (member === who.m) notePosting(run, who, rule, points);
  };
  run.onHeld = (rule, member, limit, by, left) => {
    if (member === who.m) noteHeld(who, rule, { limit, by, left });
  };
  run.onPurchase = (member, day, currency, item) => {
    if (member !== who.m) return;
    catchUp(run, who, day);
    who.bought[currency] = item;
  };
  run.onSettled = (day) => {
    if (who.m < 0) return;
    noteSettling(run, who, clearsLapsed, day);
    const events = eventsOf(run.batch, who);
    if (events.length > 0) who.lines.push({ kind: "events", day, events });
  };
}

/** Finds the followed member, and whom it refers, among those who joined today. Referrals enter in the order of their ordinals. */
function meetNewcomers({ roster }: RunState, who: Follower, day: number): void {
  for (; who.seen < roster.count; who.seen++) {
    if (roster.referrer[who.seen] !== who.ancestor) continue;
    if (who.m >= 0) {
      who.referred.push({ member: referredBy(who.name, who.referred.length + 1), day });
      who.places.push(who.seen);
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

function eventsOf(batch: EventBatch, who: Follower): MemberEvent[] {
  const events: MemberEvent[] = [];
  for (const indicator of eventKinds) {
    const { count, member, amount, other, channel, service } = batch[indicator];
    for (let i = member.indexOf(who.m); i >= 0 && i < count; i = member.indexOf(who.m, i + 1)) {
      const origin = channel && service && originAt(i, channel, service);
      const event = { indicator, amount: amount[i] as number, ...(origin && { origin }) };
      const brought = indicator === "referral" ? who.places.indexOf(other[i] as number) : -1;
      events.push(brought < 0 ? event : { ...event, other: referredBy(who.name, brought + 1) });
    }
  }
  return events;
}

/** Columns hold 1 + the position, 0 for none. */
function originAt(i: number, channel: Uint8Array, service: Uint8Array): Origin {
  return { channel: (channel[i] as number) - 1, service: (service[i] as number) - 1 };
}

/** The sum of the member's postings after each step. One line for a rule, a day and, up a chain, a step. */
function noteStage(
  run: RunState,
  who: Follower,
  stage: AwardStage,
  rule: number,
  postings: Postings,
  day: number,
): void {
  const { count, member, points } = postings;
  const { m, lines } = who;
  let sum: number | undefined;
  for (let i = 0; i < count; i++) if (member[i] === m) sum = (sum ?? 0) + (points[i] as number);
  if (stage === "base") {
    if (sum === undefined) return;
    catchUp(run, who, day);
    const compiled = run.program.rules.find(({ position }) => position === rule);
    const currency = compiled?.currency ?? 0;
    const origins = compiled?.origin && noteOrigins([], "base", postings, m);
    const steps = {
      base: sum,
      eligible: undefined,
      multiplied: undefined,
      capped: undefined,
      budgeted: undefined,
    };
    const tier = run.roster.tier[m] as number;
    const line = { kind: "award", day, rule, currency, steps, paid: 0, tier } as const;
    lines.push({ ...line, held: [], ...(origins && { origins }), balance: undefined });
    return;
  }
  const line = lines.at(-1);
  if (line?.kind !== "award" || line.rule !== rule || line.day !== day || sum === undefined) return;
  line.steps[stage] = sum;
  if (stage === "multiplied" && line.origins) noteOrigins(line.origins, stage, postings, m);
}

/** Adds what the member's postings are worth to the origins that they came from. */
function noteOrigins(
  origins: NonNullable<AwardLine["origins"]>,
  stage: "base" | "multiplied",
  { count, member, points, channel, service }: Postings,
  m: number,
): typeof origins {
  for (let i = 0; i < count && channel && service; i++) {
    if (member[i] !== m) continue;
    const at = originAt(i, channel, service);
    const known = origins.find((one) => one.channel === at.channel && one.service === at.service);
    const origin = known ?? { ...at, base: 0, multiplied: 0 };
    if (!known) origins.push(origin);
    origin[stage] += points[i] as number;
  }
  return origins;
}

/** Of several postings on a day, the first one that is cut says what was left. */
function noteHeld({ lines }: Follower, rule: number, held: AwardLine["held"][number]): void {
  const line = lines.at(-1);
  if (line?.kind !== "award" || line.rule !== rule) return;
  if (!line.held.some(({ limit, by }) => limit === held.limit && by === held.by)) line.held.push(held);
}

function notePosting(run: RunState, { m, lines }: Follower, rule: number, points: number): void {
  const line = lines.at(-1);
  if (line?.kind !== "award" || line.rule !== rule) return;
  line.paid += points;
  line.balance = heldBy(run.accounts[line.currency] as Account, m);
}

/** What the member holds before the first day. */
function noteOpening(run: RunState, who: Follower): void {
  if (who.m < 0) return;
  run.accounts.forEach((account, currency) => {
    const points = heldBy(account, who.m);
    if (points !== 0) who.lines.push({ kind: "opening", day: 0, currency, points, balance: points });
  });
}

/** From here on moves are counted anew. */
function openPart(run: RunState, who: Follower): void {
  const { m } = who;
  if (m < 0) return;
  who.openings = run.accounts.map((account) => ({
    redeemed: account.redeemed[m] as number,
    lapsed: account.lapsed[m] as number,
    moved: account.moved[m] as number,
    held: heldBy(account, m),
  }));
  who.bought = [];
}

/** Points of the member in lots that are gone with this day. */
function dueToLapse(account: Account, m: number, day: number): number {
  const { plan, lots } = account;
  if (plan.width === 0 || day === 0) return 0;
  let points = 0;
  for (let lot = plan.firstLot[day - 1] as number; lot < (plan.firstLot[day] as number); lot++)
    points += lots[rowOf(account, lot) + m] as number;
  return points;
}

/** What the opening of the day took and brought, in its order: lots that lapse, clearing, decay, conversion. */
function noteSettling(run: RunState, who: Follower, clearsLapsed: readonly boolean[], day: number): void {
  const { program, leavers, accounts } = run;
  const { m, openings, due } = who;
  const leaves = leavers.member.subarray(0, leavers.count).includes(m);
  accounts.forEach((account, currency) => {
    const { lapsed, moved, held } = openings[currency] as Opening;
    const plan = program.currencies[currency];
    const gone = (account.lapsed[m] as number) - lapsed;
    const aged = Math.min(gone, due[currency] ?? 0);
    const clears = leaves || (plan?.clearsEverything && day > 0 && program.days.opensYear[day] === 1);
    const converts = plan?.migrations.some((one) => one.day === day);
    const note = noter(who, day, currency, held);
    note(clearsLapsed[currency] ? "cleared" : "expired", -aged);
    note(clears ? "cleared" : "decayed", aged - gone);
    note(converts ? "migrated" : "moved", (account.moved[m] as number) - moved);
  });
  openPart(run, who);
}

/** Writes what has moved since the last line: it comes before what is about to be written. */
function catchUp(run: RunState, who: Follower, day: number): void {
  const { m } = who;
  if (m < 0) return;
  const tier = run.roster.tier[m] as number;
  if (tier !== who.tier) who.lines.push({ kind: "tier", day, from: who.tier, to: tier });
  who.tier = tier;
  run.accounts.forEach((account, currency) => {
    const { redeemed, moved } = who.openings[currency] as Opening;
    const spent = (account.redeemed[m] as number) - redeemed;
    const shifted = (account.moved[m] as number) - moved;
    const note = noter(who, day, currency, heldBy(account, m) + spent - shifted);
    note(run.refunds && shifted < 0 ? "reversed" : "moved", shifted);
    note("redeemed", -spent, who.bought[currency]);
  });
  openPart(run, who);
}

/** Writes moves of one account that follow each other, with the balance after each. */
function noter({ lines }: Follower, day: number, currency: number, held: number) {
  let balance = held;
  return (kind: MoveKind, points: number, item?: number) => {
    if (points === 0) return;
    balance += points;
    lines.push({ kind, day, currency, points, balance, ...(item !== undefined && { item }) });
  };
}

function traceFrom(run: RunState, who: Follower, member: string, replication: number): Trace {
  const { roster, program, accounts } = run;
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
    accounts: accounts.map((account) => ({
      issued: account.issued[m] as number,
      redeemed: account.redeemed[m] as number,
      lapsed: account.lapsed[m] as number,
      moved: account.moved[m] as number,
      balance: heldBy(account, m),
    })),
    lines: who.lines,
  };
}
