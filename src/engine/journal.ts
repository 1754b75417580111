/**
 * Everything that moves what members hold, posting by posting: awards with each of their steps, paid or not, and what
 * came and left otherwise (spec 1.3, 3.1a). A run that nobody listens to keeps no journal, and is no slower for it.
 */
import { RunError } from "../domain/runner.ts";
import type { AwardLine, AwardStage, Move, MoveLine, PostingLine } from "../domain/trace.ts";
import { grown } from "./columns.ts";
import type { CompiledRule } from "./compile-rule.ts";
import { type Account, heldBy } from "./ledger.ts";
import { noteCauses, type Postings, type RunState } from "./run-state.ts";

/** Who reads a journal: of which members, what members are called, and what becomes of a line. */
export type Reader = {
  /** Place in the roster. */
  wants(m: number): boolean;
  nameOf(m: number): string;
  write(m: number, line: PostingLine): void;
};

export type Journal = {
  /** After the last day. @throws RunError `ledgerBroken` where the lines of a member do not add up to what it holds */
  close(): void;
};

/** An award on its way through the steps: place among the postings, −1 once it is out. */
type Draft = { m: number; at: number; line: AwardLine };

/** By currency and member: what the lines have come to, in all and of what waits. */
type Sums = { held: Float64Array; waiting: Float64Array };

/** Listens to a run from before its first day on. The opening stock is told at once. */
export function keepJournal(run: RunState, reader: Reader): Journal {
  const sums: Sums[] = run.accounts.map(({ capacity }) => ({
    held: new Float64Array(capacity),
    waiting: new Float64Array(capacity),
  }));
  for (const postings of [run.postings, ...run.shares]) noteCauses(postings);
  listenToAwards(run, reader, sums);
  listenToMoves(run, reader, sums);
  for (let m = 0; m < run.roster.count; m++) if (reader.wants(m)) tellOpening(run, m);
  return { close: () => compare(run, reader, sums) };
}

function tellOpening({ accounts, onMove }: RunState, m: number): void {
  accounts.forEach((account, currency) => {
    const points = heldBy(account, m);
    if (points !== 0) onMove?.(m, 0, currency, points, { kind: "opening" });
  });
}

/** Adds to what the lines have come to; what is left stands on the line. */
function book(sums: readonly Sums[], currency: number, m: number, points: number, waiting: number) {
  const own = sums[currency] as Sums;
  if (m >= own.held.length) {
    own.held = grown(own.held, 2 * m + 2);
    own.waiting = grown(own.waiting, 2 * m + 2);
  }
  own.held[m] = (own.held[m] as number) + points;
  own.waiting[m] = (own.waiting[m] as number) + waiting;
  const left = { balance: own.held[m] as number };
  return own.waiting[m] === 0 ? left : { ...left, waiting: own.waiting[m] as number };
}

function listenToMoves(run: RunState, { wants, nameOf, write }: Reader, sums: readonly Sums[]): void {
  run.onMove = (m, day, currency, points, move) => {
    if (!wants(m)) return;
    const waited = waitingMoved(run, sums[currency] as Sums, m, currency, points, move);
    const left = book(sums, currency, m, points, waited);
    // Plus 0: nothing taken is 0, not −0.
    write(m, { ...named(move, nameOf), day, currency, points: points + 0, ...left } as MoveLine);
  };
  run.accounts.forEach((account, currency) => {
    account.onLapse = (m, points, day) =>
      run.onMove?.(m, day, currency, -points, { kind: "expired", because: "lots" });
  });
}

function named(move: Move<number>, nameOf: (m: number) => string): Move {
  if (move.kind === "sent" || move.kind === "fee") return { ...move, to: nameOf(move.to) };
  if (move.kind === "received") return { ...move, from: nameOf(move.from) };
  if (move.kind !== "reversed") return move;
  const { about, ...own } = move;
  return about === undefined ? own : { ...own, about: nameOf(about) };
}

/** By how much a move changes what waits. */
function waitingMoved(
  { accounts }: RunState,
  sums: Sums,
  m: number,
  currency: number,
  points: number,
  move: Move<number>,
): number {
  const waits = sums.waiting[m] ?? 0;
  switch (move.kind) {
    case "opening":
      return (accounts[currency] as Account).pending[m] ?? 0;
    case "activated":
    case "released":
      return -move.amount;
    case "reversed":
      return move.waited ? points : 0;
    case "migrated":
      return move.of === "waiting" ? points : 0;
    case "cleared":
      return move.because === "cancelled" ? -waits : 0;
    default:
      return 0;
  }
}

function listenToAwards(run: RunState, reader: Reader, sums: readonly Sums[]): void {
  let drafts: Draft[] = [];
  let places: (AwardLine | undefined)[] = [];
  run.onStage = (stage, rule, postings, day) => {
    if (stage === "base") drafts = draftsOf(run, reader, rule, postings, day);
    else if (stage === "eligible") places = match(drafts, postings, reader);
    else noteStep(drafts, stage, postings);
    if (stage !== "budgeted") return;
    for (const draft of drafts) finish(draft, rule, reader, sums);
  };
  run.onHeld = (posting, limit, by, left) => places[posting]?.held.push({ limit, by, left });
  run.onUnheard = (rule, m, day, origin) => {
    if (!reader.wants(m)) return;
    const { channels } = rule.origin ?? {};
    const unheard = channels?.[origin.channel + 1] === 0 ? "channel" : "product";
    reader.write(m, { ...emptyLine(run, rule, m, undefined, day), origin, unheard });
  };
}

/** A line for each posting of the members that are read of, in order. */
function draftsOf(
  run: RunState,
  { wants, nameOf }: Reader,
  rule: CompiledRule,
  postings: Postings,
  day: number,
): Draft[] {
  const { count, member, points, about, amount, channel, service, by } = postings;
  const minutes = minutesOf(run, rule, count);
  const drafts: Draft[] = [];
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    if (!wants(m)) continue;
    const line = emptyLine(run, rule, m, points[i] as number, day);
    const measured = minutes?.[i] ?? amount?.[i] ?? 0;
    const named = about?.[i] ?? 0;
    if (measured !== 0) line.amount = measured;
    if (named > 0) line.about = nameOf(named - 1);
    if (by >= 0) line.by = by;
    if (rule.origin && channel && service)
      line.origin = { channel: (channel[i] as number) - 1, service: (service[i] as number) - 1 };
    drafts.push({ m, at: -1, line });
  }
  about?.fill(0, 0, count);
  amount?.fill(0, 0, count);
  return drafts;
}

function emptyLine(
  { roster }: RunState,
  { position, currency }: CompiledRule,
  m: number,
  base: number | undefined,
  day: number,
): AwardLine {
  const later = { eligible: undefined, multiplied: undefined, capped: undefined, budgeted: undefined };
  return {
    kind: "award",
    day,
    rule: position,
    currency,
    steps: { base, ...later },
    paid: 0,
    held: [],
    tier: roster.tier[m] as number,
    balance: undefined,
  };
}

/** The minutes behind each posting of a rule on sessions: those that reach a unit, in their order. */
function minutesOf(
  { batch }: RunState,
  { condition, origin }: CompiledRule,
  count: number,
): Float64Array | undefined {
  if (condition.kind !== "sessionLength" || origin) return undefined;
  const { amount } = batch.session;
  const minutes = new Float64Array(count);
  for (let event = 0, i = 0; i < count; event++)
    if ((amount[event] as number) >= condition.unitMinutes) minutes[i++] = amount[event] as number;
  return minutes;
}

/** Finds the postings again that are left once those of members who do not earn are out: of a member all or none are. */
function match(
  drafts: readonly Draft[],
  { count, member, points }: Postings,
  { wants }: Reader,
): (AwardLine | undefined)[] {
  const places: (AwardLine | undefined)[] = [];
  let at = 0;
  for (const draft of drafts) {
    while (at < count && !wants(member[at] as number)) at++;
    if (at >= count || member[at] !== draft.m) continue;
    draft.line.steps.eligible = points[at] as number;
    places[at] = draft.line;
    draft.at = at++;
  }
  return places;
}

function noteStep(drafts: readonly Draft[], stage: AwardStage, { points }: Postings): void {
  for (const { at, line } of drafts) if (at >= 0) line.steps[stage] = points[at] as number;
}

/** The last step is done: what is left of the posting is paid. */
function finish({ m, line }: Draft, { waits }: CompiledRule, { write }: Reader, sums: readonly Sums[]): void {
  line.paid = line.steps.budgeted ?? 0;
  if (line.paid !== 0) {
    Object.assign(line, book(sums, line.currency, m, line.paid, waits ? line.paid : 0));
    if (waits) line.waits = true;
  }
  write(m, line);
}

/** What the lines have come to must be what members hold. */
function compare({ accounts, roster, program }: RunState, { wants }: Reader, sums: readonly Sums[]): void {
  accounts.forEach((account, currency) => {
    const { held, waiting } = sums[currency] as Sums;
    for (let m = 0; m < roster.count; m++) {
      if (!wants(m)) continue;
      const told = (held[m] ?? 0) - (waiting[m] ?? 0);
      if ((held[m] ?? 0) === heldBy(account, m) && told === account.balance[m]) continue;
      const detail = `member ${m}: ${held[m]} told, ${heldBy(account, m)} held`;
      throw new RunError({
        code: "ledgerBroken",
        detail: `${program.currencies[currency]?.id ?? ""}: ${detail}`,
      });
    }
  });
}
