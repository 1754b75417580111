/** A run of synthetic members, written down as it happens: who is there, what they do, which items they want. */
import { shareDeeds } from "../../../src/domain/indicator.ts";
import type { Scenario } from "../../../src/domain/scenario.ts";
import { compile } from "../../../src/engine/compile.ts";
import type { EventBatch } from "../../../src/engine/events.ts";
import { syntheticSource } from "../../../src/engine/population.ts";
import type { RunState } from "../../../src/engine/run-state.ts";
import { simulate } from "../../../src/engine/simulate.ts";
import { type RecordedEvent, stockOf } from "../recorded.ts";
import { type Compared, engineSays } from "./as-paper.ts";
import type { Paper } from "./book.ts";
import type { People } from "./member.ts";
import type { Story } from "./paper.ts";
import type { Wish } from "./shop.ts";

const namesMember = (kind: string) =>
  kind === "referral" || kind === "pointsTransfer" || shareDeeds.some(([deed]) => deed === kind);

/** Plays a scenario with its own members, and tells their story. */
export function observe(scenario: Scenario): { story: Story; says: Compared } {
  const program = compile(scenario);
  const source = syntheticSource(program, {
    replication: 0,
    firstMember: 0,
    endMember: scenario.run.members,
  });
  const people: People = {};
  const events: RecordedEvent[] = [];
  const wishes: Wish[] = [];
  const postings: Paper["postings"] = [];
  const run = simulate(program, {
    ...source,
    // A getter of the source's own.
    shoppers: source.shoppers,
    begin(state) {
      source.begin(state);
      for (let m = 0; m < state.roster.count; m++)
        people[nameOf(m)] = {
          ...personOf(state, m),
          joins: state.roster.joinDay[m] as number,
          stock: stockOf(state, m),
        };
      state.onPosting = (rule, m, day, points) =>
        postings.push({ rule: scenario.rules[rule]?.id ?? "", member: nameOf(m), day, points });
      state.onMove = (m, day, _, __, move) => {
        if (move.kind !== "redeemed" || move.item === undefined) return;
        wishes.push({ day, member: nameOf(m), item: scenario.items[move.item]?.id ?? "" });
      };
    },
    fill(state, day) {
      const known = state.roster.count;
      source.fill(state, day);
      for (let m = known; m < state.roster.count; m++) people[nameOf(m)] = personOf(state, m);
      events.push(...eventsOf(scenario, state, day));
    },
  });
  const names = Array.from({ length: run.roster.count }, (_, m) => nameOf(m));
  return { story: { people, events, wishes }, says: engineSays(run, names, postings) };
}

const nameOf = (m: number) => `m${m}`;

function personOf({ roster }: RunState, m: number) {
  return { segment: roster.segment[m] as number, bornOn: roster.bornOn.date[m] as number };
}

function eventsOf(
  { channels = [], services }: Scenario,
  { batch, leavers }: RunState,
  day: number,
): RecordedEvent[] {
  const events = [...leavers.member.subarray(0, leavers.count)].map((m): RecordedEvent => {
    return { day, event: "cancellation", member: nameOf(m) };
  });
  // Referrals bring whom other events name; before them come those who join of their own accord.
  const brought = new Set(batch.referral.other.subarray(0, batch.referral.count));
  const isFirst = (m: number) => !brought.has(m);
  const list = (kind: keyof EventBatch, isMeant = (_: number) => true) => {
    const { count, member, amount, other, channel, service } = batch[kind];
    for (let i = 0; i < count; i++) {
      if (!isMeant(member[i] as number)) continue;
      const about = other[i] as number;
      const named = namesMember(kind) ? { referred: nameOf(about) } : { piece: about };
      events.push({
        day,
        event: kind,
        member: nameOf(member[i] as number),
        amount: amount[i] as number,
        ...(about < 0 ? {} : named),
        ...idOf("channel", channels, channel?.[i]),
        ...idOf("service", services, service?.[i]),
      });
    }
  };
  list("activation", isFirst);
  list("referral");
  list("activation", (m) => !isFirst(m));
  for (const kind of Object.keys(batch) as (keyof EventBatch)[])
    if (kind !== "activation" && kind !== "referral") list(kind);
  return events;
}

/** Columns of the engine count from 1; 0 is none. */
function idOf<Key extends string>(key: Key, list: readonly { id: string }[], place = 0) {
  const id = list[place - 1]?.id;
  return id === undefined ? {} : ({ [key]: id } as Record<Key, string>);
}
