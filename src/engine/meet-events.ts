/** Conditions on a day's events, one tight loop over one slice each. */
import type { CountedIndicator } from "../domain/indicator.ts";
import { factsOf } from "../domain/indicator.ts";
import type { Condition } from "../domain/rule.ts";
import type { EventBatch, Slice } from "./events.ts";
import { countOrder, pieceRoom, type RuleMemory } from "./rule-memory.ts";
import { type MemberList, type Postings, type RunState, roomFor } from "./run-state.ts";

function add(out: Postings, member: number, points: number): void {
  out.member[out.count] = member;
  out.points[out.count++] = points;
}

/** Whom the last posting is about, and what was measured. */
export function tellAbout({ count, about, amount }: Postings, member: number, measured: number): void {
  if (about) about[count - 1] = 1 + member;
  if (amount) amount[count - 1] = measured;
}

/** The same of nobody else. */
function tellAmount(postings: Postings, measured: number): void {
  tellAbout(postings, -1, measured);
}

/** The first event of a member in the whole run. */
export function meetOnce(
  { count, member }: Slice,
  { marked }: RuleMemory,
  points: number,
  out: Postings,
): void {
  roomFor(out, count);
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    if (marked[m] === 1) continue;
    marked[m] = 1;
    add(out, m, points);
  }
}

/** The same points for everybody on a list. */
export function meetList({ count, member }: MemberList, points: number, out: Postings): void {
  roomFor(out, count);
  out.member.set(member.subarray(0, count));
  out.points.fill(points, 0, count);
  out.count = count;
}

/** First logins of a month; noted for a rule that is to hear only some of them from a later day on. */
export function meetMonthLogins(
  logins: MemberList,
  { marked }: RuleMemory,
  period: number,
  points: number,
  out: Postings,
): void {
  meetList(logins, points, out);
  if (marked.length === 0) return;
  for (let i = 0; i < logins.count; i++) marked[logins.member[i] as number] = period;
}

/** The same for each payment, whatever its amount. */
function meetPayments(slice: Slice, points: number, out: Postings): void {
  meetList(slice, points, out);
  out.order.set(slice.other.subarray(0, slice.count));
}

/** Points for each full unit of each event's amount. */
export function meetUnits(
  { count, member, amount }: Slice,
  unit: number,
  points: number,
  out: Postings,
): void {
  roomFor(out, count);
  const { member: earners, points: worth } = out;
  let found = 0;
  for (let i = 0; i < count; i++) {
    const full = ((amount[i] as number) / unit) | 0;
    earners[found] = member[i] as number;
    worth[found] = full;
    found += full > 0 ? 1 : 0;
  }
  out.count = found;
  timesPoints(out, points);
}

/** Points times the amount of each event. */
export function meetAmounts(slice: Slice, points: number, out: Postings): void {
  const { count, member, amount, other } = slice;
  roomFor(out, count);
  for (let i = 0; i < count; i++) {
    out.order[i] = other[i] as number;
    out.member[i] = member[i] as number;
    out.points[i] = (amount[i] as number) * points;
  }
  out.count = count;
}

/** Postings of so many cents become `points` for each full unit of them. */
export function countFull({ count, points: worth, amount }: Postings, unit: number, points: number): void {
  amount?.set(worth.subarray(0, count));
  for (let i = 0; i < count; i++) worth[i] = Math.floor((worth[i] as number) / unit) * points;
}

/** The points of each redemption, of one currency or (−1) of any. */
export function meetRedeemed({ count, member, amount, other }: Slice, currency: number, out: Postings): void {
  roomFor(out, count);
  for (let i = 0; i < count; i++)
    if (currency < 0 || other[i] === currency) add(out, member[i] as number, amount[i] as number);
}

/** Every occurrence; a payment is one, whatever its amount. */
export function meetEvents(
  batch: EventBatch,
  indicator: CountedIndicator,
  points: number,
  out: Postings,
): void {
  const slice = batch[indicator];
  if (factsOf(indicator).amount === "count") meetAmounts(slice, points, out);
  else meetPayments(slice, points, out);
}

/** The first event of a period: `period` is 1 + the number of the day or month. */
export function meetFirst(
  { count, member, other }: Slice,
  { marked }: RuleMemory,
  period: number,
  points: number,
  out: Postings,
): void {
  roomFor(out, count);
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    if (marked[m] === period) continue;
    marked[m] = period;
    out.order[out.count] = other[i] as number;
    add(out, m, points);
  }
}

/**
 * Days running with a login: `carry` counts them, `marked` is 1 + the last of them. The number asked for may change while
 * a run is under way: a run that is longer by then pays on its next day.
 */
export function meetStreak(
  { logins, postings }: RunState,
  { carry, marked }: RuleMemory,
  { days, repeat }: Extract<Condition, { kind: "streak" }>,
  points: number,
  day: number,
): void {
  roomFor(postings, logins.count);
  for (let i = 0; i < logins.count; i++) {
    const m = logins.member[i] as number;
    // Once a day, however often a rule by origin sees the member.
    if (marked[m] === day + 1) continue;
    const running = marked[m] === day && day > 0 ? (carry[m] as number) + 1 : 1;
    marked[m] = day + 1;
    const pays = running >= days && running < paidOnce;
    carry[m] = pays ? carriedOn(repeat, running) : running;
    if (!pays) continue;
    add(postings, m, points);
    if (postings.amount) tellAmount(postings, running);
  }
}

/** A run that has been paid for and pays no more. */
const paidOnce = Number.POSITIVE_INFINITY;

function carriedOn(repeat: "restart" | "oncePerRun" | "daily", running: number): number {
  if (repeat === "restart") return 0;
  return repeat === "oncePerRun" ? paidOnce : running;
}

/** Points for each session of at least so many minutes. */
export function meetSessions(
  { count, member, amount }: Slice,
  minutes: number,
  points: number,
  out: Postings,
): void {
  roomFor(out, count);
  for (let i = 0; i < count; i++) {
    if ((amount[i] as number) < minutes) continue;
    add(out, member[i] as number, points);
    if (out.amount) tellAmount(out, amount[i] as number);
  }
}

/** Full units of the minutes of a period together; an award comes with the session that completes a unit. */
export function meetMinutes(
  { count, member, amount }: Slice,
  { carry, marked }: RuleMemory,
  unit: number,
  period: number,
  points: number,
  out: Postings,
): void {
  roomFor(out, count);
  const perMinute = 1 / unit;
  const { member: earners, points: worth, amount: told } = out;
  let found = 0;
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    const minutes = (marked[m] === period ? (carry[m] as number) : 0) + (amount[i] as number);
    const full = fullUnits(minutes, perMinute);
    marked[m] = period;
    carry[m] = minutes - Math.imul(full, unit);
    earners[found] = m;
    worth[found] = full;
    if (told && full > 0) told[found] = minutes;
    found += full > 0 ? 1 : 0;
  }
  out.count = found;
  timesPoints(out, points);
}

/** Makes points of units; a product of their own, as the engine would look for −0 in each where units are counted. */
function timesPoints({ count, points: worth }: Postings, points: number): void {
  for (let i = 0; i < count; i++) worth[i] = (worth[i] as number) * points;
}

/**
 * Whole units of so many minutes, without a division: half a minute more never makes a further unit, and keeps the product
 * clear of whole numbers.
 */
function fullUnits(minutes: number, perMinute: number): number {
  return ((minutes + 0.5) * perMinute) | 0;
}

/** Every n occurrences; what is left over waits for the next. */
export function meetEveryNth(
  batch: EventBatch,
  { indicator, count }: Extract<Condition, { kind: "everyNth" }>,
  memory: RuleMemory,
  points: number,
  out: Postings,
): void {
  const slice = batch[indicator];
  const { amount, gathers } = factsOf(indicator);
  if (amount !== "count") meetEveryNthPayment(slice, memory, count, points, out);
  else if (gathers === "piece") meetEveryNthOfPiece(slice, memory, count, points, out);
  else meetEveryNthOfMember(slice, memory, count, points, out);
}

/** Every n payments of a member; where fewer are asked for by now than wait, several awards at once. */
function meetEveryNthPayment(
  { count, member, other }: Slice,
  { carry }: RuleMemory,
  every: number,
  points: number,
  out: Postings,
): void {
  roomFor(out, count);
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    const sum = (carry[m] as number) + 1;
    const full = Math.floor(sum / every);
    carry[m] = sum - full * every;
    if (full === 0) continue;
    out.order[out.count] = other[i] as number;
    add(out, m, full * points);
    if (out.amount) tellAmount(out, sum);
  }
}

/** Every n of what a member does, whatever pieces it names. */
function meetEveryNthOfMember(
  { count, member, amount }: Slice,
  { carry }: RuleMemory,
  every: number,
  points: number,
  out: Postings,
): void {
  roomFor(out, count);
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    const sum = (carry[m] as number) + (amount[i] as number);
    const full = Math.floor(sum / every);
    carry[m] = sum - full * every;
    if (full === 0) continue;
    add(out, m, full * points);
    if (out.amount) tellAmount(out, sum);
  }
}

/** Every n of what a piece collects; of what names no piece, of its author. */
function meetEveryNthOfPiece(
  { count, member, amount, other }: Slice,
  memory: RuleMemory,
  every: number,
  points: number,
  out: Postings,
): void {
  roomFor(out, count);
  for (let i = 0; i < count; i++) {
    const piece = other[i] as number;
    const m = member[i] as number;
    const waiting = piece >= 0 ? pieceRoom(memory, piece) : memory.carry;
    const at = piece >= 0 ? piece : m;
    const sum = (waiting[at] as number) + (amount[i] as number);
    const full = Math.floor(sum / every);
    waiting[at] = sum - full * every;
    if (full === 0) continue;
    add(out, m, full * points);
    if (out.amount) tellAmount(out, sum);
  }
}

/** Points for each payment above so many cents. */
export function meetAmountOver(
  { count, member, amount, other }: Slice,
  cents: number,
  points: number,
  out: Postings,
): void {
  roomFor(out, count);
  for (let i = 0; i < count; i++) {
    if ((amount[i] as number) <= cents) continue;
    out.order[out.count] = other[i] as number;
    add(out, member[i] as number, points);
    if (out.amount) tellAmount(out, amount[i] as number);
  }
}

/** Whoever has cancelled earns nothing by what others do. */
export function meetEnrolled(
  { roster, postings }: RunState,
  slice: Slice,
  points: number,
  day: number,
): void {
  roomFor(postings, slice.count);
  for (let i = 0; i < slice.count; i++) {
    const m = slice.member[i] as number;
    if ((roster.cancelDay[m] as number) <= day) continue;
    add(postings, m, points);
    if (postings.about) tellAbout(postings, slice.other[i] as number, 0);
  }
}

/**
 * The praise that takes a piece past the number pays the author; what it had before says whether it was this one. A rule
 * that hears only some channels or products, if only for a time, counts in a memory of its `own` what it hears.
 */
export function meetPraised(
  run: RunState,
  own: RuleMemory | undefined,
  praises: number,
  points: number,
  day: number,
): void {
  const { batch, praiseBefore, roster, postings } = run;
  const { count, member, amount, other } = batch.praise;
  roomFor(postings, count);
  for (let i = 0; i < count; i++) {
    const piece = other[i] as number;
    const before =
      own && piece >= 0 ? addToPiece(own, piece, amount[i] as number) : (praiseBefore[i] as number);
    if (before > praises || before + (amount[i] as number) <= praises) continue;
    const m = member[i] as number;
    if ((roster.cancelDay[m] as number) <= day) continue;
    add(postings, m, points);
    if (postings.amount) tellAmount(postings, before + (amount[i] as number));
  }
}

/** Counts praise of a piece; returns what it had before. */
function addToPiece(memory: RuleMemory, piece: number, praises: number): number {
  const room = pieceRoom(memory, piece);
  const before = room[piece] as number;
  room[piece] = before + praises;
  return before;
}

/** The payment with which a referred member's purchases and bills reach the amount pays the referrer. */
export function meetSpend(
  { batch, roster, postings }: RunState,
  { carry, counted }: RuleMemory,
  cents: number,
  points: number,
  day: number,
): void {
  const { referrer, cancelDay } = roster;
  roomFor(postings, batch.purchase.count + batch.bill.count);
  for (const { count, member, amount, other } of [batch.purchase, batch.bill]) {
    for (let i = 0; i < count; i++) {
      const m = member[i] as number;
      const by = referrer[m] as number;
      if (by < 0) continue;
      const before = carry[m] as number;
      const spent = before + (amount[i] as number);
      carry[m] = spent;
      if (counted) countOrder(counted, other[i] as number, amount[i] as number);
      if (before >= cents || spent < cents || (cancelDay[by] as number) <= day) continue;
      postings.order[postings.count] = m;
      add(postings, by, points);
      if (postings.about) tellAbout(postings, m, spent);
    }
  }
}
