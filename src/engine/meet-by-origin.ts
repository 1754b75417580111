/**
 * Rules by channel or product: they meet those of the day's events that came the right way. One by one where each award
 * must know where it came from, else all at once.
 */
import type { CompiledRule, Origin } from "./compile-rule.ts";
import { emptyBatch, reserve, type Slice } from "./events.ts";
import { meet } from "./meet.ts";
import type { RuleMemory } from "./rule-memory.ts";
import { emptyPostings, noteCauses, type Postings, type RunState, roomFor } from "./run-state.ts";

/** Fills the run's postings as `meet` does, from the events alone that came the way the rule asks for. */
export function meetByOrigin(
  run: RunState,
  rule: CompiledRule,
  origin: Origin,
  memory: RuleMemory,
  day: number,
): void {
  if (origin.perEvent || run.onUnheard) meetOneByOne(run, rule, origin, memory, day);
  else meetTogether(run, rule, origin, memory, day);
}

/** Lets a rule count what it hears on a day on which it is not in force, and awards nothing. */
export function countOnly(run: RunState, rule: CompiledRule, memory: RuleMemory, day: number): void {
  if (rule.origin) meetTogether(run, rule, rule.origin, memory, day);
  else meet(run, rule, memory, day);
  run.postings.count = 0;
}

function meetTogether(
  run: RunState,
  rule: CompiledRule,
  { kinds, channels, products }: Origin,
  memory: RuleMemory,
  day: number,
): void {
  run.heard ??= { ...viewOf(run), postings: run.postings };
  const { heard } = run;
  heard.program = run.program;
  if (heard.praiseBefore.length < run.praiseBefore.length)
    heard.praiseBefore = new Int32Array(run.praiseBefore.length);
  let count = 0;
  for (const kind of kinds) {
    const slice = run.batch[kind];
    const kept = heard.batch[kind];
    kept.count = 0;
    reserve(kept, slice.count);
    for (let i = 0; i < slice.count; i++) {
      if (channels?.[slice.channel?.[i] ?? 0] === 0 || products?.[slice.service?.[i] ?? 0] === 0) continue;
      if (kind === "praise") heard.praiseBefore[kept.count] = run.praiseBefore[i] as number;
      copyEvent(slice, i, kept, kept.count++);
    }
    count += kept.count;
  }
  heard.logins = heard.batch.login;
  run.postings.count = 0;
  if (count > 0) meet(heard, rule, memory, day);
}

function meetOneByOne(
  run: RunState,
  rule: CompiledRule,
  { kinds, channels, products }: Origin,
  memory: RuleMemory,
  day: number,
): void {
  run.alone ??= aloneIn(run);
  const { alone, postings } = run;
  alone.program = run.program;
  postings.count = 0;
  for (const kind of kinds) {
    const slice = run.batch[kind];
    const single = alone.batch[kind];
    reserve(single, 1);
    for (let i = 0; i < slice.count; i++) {
      const channel = slice.channel?.[i] ?? 0;
      const service = slice.service?.[i] ?? 0;
      if (channels?.[channel] === 0 || products?.[service] === 0) {
        if (run.onUnheard) tellUnheard(run, rule, slice.member[i] as number, channel, service, day);
        continue;
      }
      copyEvent(slice, i, single, 0);
      single.count = 1;
      alone.logins.member[0] = slice.member[i] as number;
      alone.praiseBefore[0] = run.praiseBefore[i] as number;
      meet(alone, rule, memory, day);
      append(postings, alone.postings, channel, service);
      if (postings.amount) noteAmounts(postings, alone.postings, slice.amount[i] as number);
    }
    single.count = 0;
  }
}

/** To whom the event would have paid; nobody for the payment of who was not referred. */
function tellUnheard(
  { onUnheard, roster }: RunState,
  rule: CompiledRule,
  m: number,
  channel: number,
  service: number,
  day: number,
): void {
  const earner = rule.condition.kind === "referralSpend" ? (roster.referrer[m] as number) : m;
  if (earner >= 0) onUnheard?.(rule, earner, day, { channel: channel - 1, service: service - 1 });
}

/** A view of the run with events of its own: what `meet` reads of it and never replaces is the run's. */
function viewOf(run: RunState): RunState {
  const logins = { count: 1, member: new Int32Array(1) };
  return { ...run, batch: emptyBatch(), logins, praiseBefore: new Int32Array(1) };
}

/** The same in which a day has one event, and postings apart. */
function aloneIn(run: RunState): RunState {
  const postings = emptyPostings(1);
  if (run.postings.about) noteCauses(postings);
  return { ...viewOf(run), postings };
}

function copyEvent({ member, amount, other }: Slice, i: number, to: Slice, at: number): void {
  to.member[at] = member[i] as number;
  to.amount[at] = amount[i] as number;
  to.other[at] = other[i] as number;
}

/** What the postings that were just appended are about, and the amount of their event where nothing else was measured. */
function noteAmounts(to: Postings, from: Postings, amount: number): void {
  for (let i = 0; i < from.count; i++) {
    const at = to.count - from.count + i;
    if (to.amount) to.amount[at] = from.amount?.[i] || amount;
    if (to.about) to.about[at] = from.about?.[i] ?? 0;
  }
  from.amount?.fill(0, 0, from.count);
  from.about?.fill(0, 0, from.count);
}

function append(to: Postings, from: Postings, channel: number, service: number): void {
  roomFor(to, to.count + from.count);
  to.channel ??= new Uint8Array(to.member.length);
  to.service ??= new Uint8Array(to.member.length);
  for (let i = 0; i < from.count; i++) {
    to.member[to.count] = from.member[i] as number;
    to.points[to.count] = from.points[i] as number;
    to.order[to.count] = from.order[i] as number;
    to.channel[to.count] = channel;
    to.service[to.count++] = service;
  }
}
