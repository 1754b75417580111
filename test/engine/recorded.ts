/** A source whose members and events are written down: what the award tables and the closed forms are played with. */
import { civilDateOf, monthIndexOf } from "../../src/domain/calendar.ts";
import { shareDeeds } from "../../src/domain/indicator.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { compile } from "../../src/engine/compile.ts";
import { monthDayOf } from "../../src/engine/days.ts";
import { type EventBatch, push } from "../../src/engine/events.ts";
import { habitsOf } from "../../src/engine/habits.ts";
import { openStock } from "../../src/engine/opening.ts";
import { addMember, cancel, expectRefunds, join, type RunState } from "../../src/engine/run-state.ts";
import { simulate } from "../../src/engine/simulate.ts";
import type { People } from "./naive/member.ts";

export type RecordedEvent = {
  day: number;
  /** Name of the member; the first event of a name adds the member, as joined before the run unless it is `activation` or the name was referred. */
  member?: string;
  event: keyof EventBatch | "cancellation";
  amount?: number;
  /** Name of the referred member, or number of the piece. */
  referred?: string;
  piece?: number;
  /** Ids of the channel that it came through and of the service that it belongs to. */
  channel?: string;
  service?: string;
};

export type Played = {
  run: RunState;
  /** Balance of a member in the first currency at the end of each day. */
  balances: number[];
  /** By day, the member's balance in each currency, and the position of the member's tier. */
  held: number[][];
  tiers: number[];
  /** Points issued by each rule on each day, days without any left out. */
  postings: Record<string, { day: number; points: number }[]>;
  /** Every posting, in order. */
  awards: { rule: string; member: string; day: number; points: number }[];
  /** In the order of the roster. */
  names: string[];
};

function namesMember(event: keyof EventBatch): boolean {
  return event === "pointsTransfer" || shareDeeds.some(([deed]) => deed === event);
}

/**
 * Plays events through the scoring engine and notes what each rule posts, day by day, for one member's scheme. Writes into
 * `people` what chance gave those whom the run starts with.
 */
export function play(
  scenario: Scenario,
  events: readonly RecordedEvent[],
  watched = "A",
  people: People = {},
  listen: (run: RunState, nameOf: (m: number) => string) => void = () => undefined,
): Played {
  const index = new Map<string, number>();
  const balances: number[] = [];
  const held: number[][] = [];
  const tiers: number[] = [];
  const paidBefore = new Map<string, number>();
  const postings: Played["postings"] = {};
  const awards: Played["awards"] = [];
  const program = compile(scenario);

  const note = (run: RunState, day: number) => {
    for (const rule of program.rules) {
      const paid = run.tally.rules[rule.position * 3 + 1] as number;
      const today = paid - (paidBefore.get(rule.id) ?? 0);
      if (today !== 0) postings[rule.id] = [...(postings[rule.id] ?? []), { day, points: today }];
      paidBefore.set(rule.id, paid);
    }
    held.push(run.accounts.map(({ balance }) => balance[index.get(watched) ?? 0] ?? 0));
    tiers.push(run.roster.tier[index.get(watched) ?? 0] ?? 0);
    balances.push(run.accounts[0]?.balance[index.get(watched) ?? 0] ?? 0);
  };

  const memberOf = (run: RunState, name: string, joinDay: number, referrer = -1): number => {
    const known = index.get(name);
    if (known !== undefined) return known;
    const { start } = program.days;
    const joinMonth = monthIndexOf(civilDateOf(start + joinDay)) - monthIndexOf(civilDateOf(start));
    const joinedOn = monthDayOf(start + joinDay);
    const { segment = 0, bornOn = 0, joins } = people[name] ?? {};
    const m = addMember(run, { joinDay, joinMonth, referrer, group: 0, segment, joinedOn, bornOn });
    index.set(name, m);
    if (joinDay >= 0 && joins === undefined) join(run, m);
    return m;
  };

  /** Members of the start, with what their segments hold. */
  const enter = (run: RunState) => {
    const { segments } = habitsOf(scenario);
    for (const [name, person] of Object.entries(people)) {
      const { joins, segment = 0 } = person;
      if (joins === undefined) continue;
      const m = memberOf(run, name, joins);
      const opening = segments[segment]?.opening;
      if (opening && joins < program.days.count) openStock(run, opening, { m, key: [m, 17], joinDay: joins });
      person.stock = stockOf(run, m);
    }
  };

  const write = (
    run: RunState,
    { day, event, member = "A", amount = 1, referred, piece = -1, channel, service }: RecordedEvent,
  ) => {
    const m = memberOf(run, member, event === "activation" ? day : -1);
    if (event === "cancellation") return cancel(run, m, day);
    if (event === "activation" && people[member]?.joins === day) join(run, m);
    const slice = run.batch[event];
    const named = referred ?? "?";
    if (event === "referral") push(slice, m, amount, memberOf(run, named, day, m));
    else push(slice, m, amount, namesMember(event) ? memberOf(run, named, -1) : piece);
    const placeOf = (list: readonly { id: string }[], id: string | undefined) =>
      1 + list.findIndex((one) => one.id === id);
    if (slice.channel) slice.channel[slice.count - 1] = placeOf(scenario.channels ?? [], channel);
    if (slice.service) slice.service[slice.count - 1] = placeOf(scenario.services, service);
  };

  const run = simulate(program, {
    startsWith: 1,
    begin(state) {
      if (events.some(({ event }) => event === "refund")) expectRefunds(state);
      if (Object.values(people).some(({ joins }) => joins !== undefined)) enter(state);
      listen(state, (m) => [...index].find(([, position]) => position === m)?.[0] ?? "");
      state.onPosting = (rule, m, day, points) => {
        const member = [...index].find(([, position]) => position === m)?.[0] ?? "";
        awards.push({ rule: scenario.rules[rule]?.id ?? "", member, day, points });
      };
    },
    fill(state, day) {
      if (day > 0) note(state, day - 1);
      for (const event of events) if (event.day === day) write(state, event);
    },
    shoppers: undefined,
  });
  note(run, program.days.count - 1);
  return { run, balances, held, tiers, postings, awards, names: [...index.keys()] };
}

/** What a member of the start holds before the first day. */
export function stockOf({ accounts, roster }: RunState, m: number) {
  const points = accounts.map(({ moved }) => moved[m] as number);
  return { points, tier: roster.tier[m] as number, tierUntil: roster.tierUntil[m] as number };
}
