/** Follows one member through a run: every award with its steps, and what else moved the balance (spec 1.3, 3.1a). */
import type { Scenario } from "../domain/scenario.ts";
import { compile } from "./compile.ts";
import { type EventBatch, type EventKind, eventKinds } from "./events.ts";
import { type Account, heldBy } from "./ledger.ts";
import type { HeldBy } from "./limits.ts";
import { planOf, type Shard } from "./plan.ts";
import { syntheticSource } from "./population.ts";
import type { AwardStage, Postings, RunState } from "./run-state.ts";
import { simulate } from "./simulate.ts";
import type { Source } from "./source.ts";

/** What a rule made of the member's day; a value for each step, in points. `paid` 0: met, and nothing was paid. */
export type AwardLine = {
  kind: "award";
  day: number;
  /** Positions in the scenario's lists. */
  rule: number;
  currency: number;
  /** undefined where the member is not among those who earn. */
  steps: Record<AwardStage, number | undefined>;
  paid: number;
  /** Which caps and budgets cut it: of the rule (−1) or of the limit at this position in the scenario. */
  held: { limit: number; by: HeldBy }[];
  /** What the member holds after it; undefined where nothing was paid. */
  balance: number | undefined;
};

/** What left or came otherwise on a day, as one sum for each way. */
type MoveLine = {
  kind: "redeemed" | "lapsed" | "moved";
  day: number;
  currency: number;
  points: number;
  /** What the member holds at the end of the day. */
  balance: number;
};

/** What the member did on a day: amounts as in `domain/indicator.ts`. */
type EventLine = { kind: "events"; day: number; events: { indicator: EventKind; amount: number }[] };

export type TraceLine = AwardLine | MoveLine | EventLine;

/**
 * Every event, award and move of a member that the run starts with, in order. Exact: it is the part of the run that the
 * member belongs to, run again.
 *
 * @param member from 0, below the members of the run
 * @throws RunError as the run itself
 */
export function traceOf(scenario: Scenario, replication: number, member: number): TraceLine[] {
  const program = compile(scenario);
  const shard = planOf(scenario).shards.find(
    (one) => one.replication === replication && one.firstMember <= member && member < one.endMember,
  ) as Shard;
  const followed = member - shard.firstMember;
  const lines: TraceLine[] = [];
  const source = syntheticSource(program, shard);
  const run = simulate(program, followedSource(source, followed, lines));
  closeDay(run, followed, program.days.count - 1, lines);
  return lines.filter((line) => line.kind !== "events" || line.events.length > 0);
}

/** The source, with somebody who looks on. */
function followedSource(source: Source, m: number, lines: TraceLine[]): Source {
  return {
    ...source,
    begin(run) {
      source.begin(run);
      run.onStage = (stage, rule, postings, day) => noteStage(run, m, lines, stage, rule, postings, day);
      run.onPosting = (rule, member, _, points) => {
        if (member === m) notePosting(run, m, lines, rule, points);
      };
      run.onHeld = (rule, member, limit, by) => {
        if (member === m) noteHeld(lines, rule, limit, by);
      };
      openDay(run, m, 0);
    },
    fill(run, day) {
      if (day > 0) closeDay(run, m, day - 1, lines);
      source.fill(run, day);
      lines.push({ kind: "events", day, events: eventsOf(run.batch, m) });
    },
  };
}

function eventsOf(batch: EventBatch, m: number): EventLine["events"] {
  return eventKinds.flatMap((indicator) => {
    const { count, member, amount } = batch[indicator];
    return [...member.subarray(0, count).keys()]
      .filter((i) => member[i] === m)
      .map((i) => ({ indicator, amount: amount[i] as number }));
  });
}

/** The sum of the member's postings after each step. One line for a rule, a day and, up a chain, a step. */
function noteStage(
  run: RunState,
  m: number,
  lines: TraceLine[],
  stage: AwardStage,
  rule: number,
  { count, member, points }: Postings,
  day: number,
): void {
  let sum: number | undefined;
  for (let i = 0; i < count; i++) if (member[i] === m) sum = (sum ?? 0) + (points[i] as number);
  if (stage === "base") {
    if (sum === undefined) return;
    const currency = run.program.rules.find(({ position }) => position === rule)?.currency ?? 0;
    const steps = {
      base: sum,
      eligible: undefined,
      multiplied: undefined,
      capped: undefined,
      budgeted: undefined,
    };
    lines.push({ kind: "award", day, rule, currency, steps, paid: 0, held: [], balance: undefined });
    return;
  }
  const line = lines.at(-1);
  if (line?.kind === "award" && line.rule === rule && line.day === day && sum !== undefined)
    line.steps[stage] = sum;
}

function noteHeld(lines: TraceLine[], rule: number, limit: number, by: HeldBy): void {
  const line = lines.at(-1);
  if (line?.kind !== "award" || line.rule !== rule) return;
  if (!line.held.some((one) => one.limit === limit && one.by === by)) line.held.push({ limit, by });
}

function notePosting(run: RunState, m: number, lines: TraceLine[], rule: number, points: number): void {
  const line = lines.at(-1);
  if (line?.kind !== "award" || line.rule !== rule) return;
  line.paid += points;
  line.balance = heldBy(run.accounts[line.currency] as Account, m);
}

/** What an account had come to when the day opened, and where the day's lines begin. */
type Opening = { redeemed: number; lapsed: number; moved: number; held: number; line: number };
const openings = new WeakMap<Account, Opening>();

function openDay(run: RunState, m: number, line: number): void {
  for (const account of run.accounts) {
    const { redeemed, lapsed, moved } = account;
    openings.set(account, {
      redeemed: redeemed[m] as number,
      lapsed: lapsed[m] as number,
      moved: moved[m] as number,
      held: heldBy(account, m),
      line,
    });
  }
}

/** What moved since the day opened beside awards: what lapses does so before them, what is spent goes after them. */
function closeDay(run: RunState, m: number, day: number, lines: TraceLine[]): void {
  run.accounts.forEach((account, currency) => {
    const then = openings.get(account) as Opening;
    const lapsed = (account.lapsed[m] as number) - then.lapsed;
    const redeemed = (account.redeemed[m] as number) - then.redeemed;
    const moved = (account.moved[m] as number) - then.moved;
    const balance = heldBy(account, m);
    if (lapsed !== 0)
      lines.splice(then.line, 0, {
        kind: "lapsed",
        day,
        currency,
        points: -lapsed,
        balance: then.held - lapsed,
      });
    if (redeemed !== 0) lines.push({ kind: "redeemed", day, currency, points: -redeemed, balance });
    if (moved !== 0) lines.push({ kind: "moved", day, currency, points: moved, balance });
  });
  openDay(run, m, lines.length);
}
