/**
 * From base values to postings: eligibility → multipliers → rounding → caps → budget → posting, in this order (spec
 * 1.3 step 2). Works on the postings of one rule at a time.
 */
import { isoDateOf } from "../domain/calendar.ts";
import type { Rounding } from "../domain/currency.ts";
import { RunError } from "../domain/runner.ts";
import type { CompiledMultiplier, CompiledRule, Scale } from "./compile-rule.ts";
import { type Fraction, isExact, timesFraction, timesFractions } from "./fraction.ts";
import { type Account, balanceMax, rowOf } from "./ledger.ts";
import { addPaid } from "./levels.ts";
import { count, type Held, type HeldBack, holderIn, roomIn } from "./limits.ts";
import { type MemberLots, openCounted } from "./member-lots.ts";
import type { Orders } from "./order-book.ts";
import { noteOrders, settleDebt } from "./orders.ts";
import type { RuleMemory } from "./rule-memory.ts";
import type { Postings, RunState } from "./run-state.ts";
import { type CurrencyTally, ruleColumns } from "./tally.ts";
import { noteEarners } from "./tiers.ts";

/** Books what a rule's condition has met. */
export function award(
  run: RunState,
  rule: CompiledRule,
  memory: RuleMemory,
  postings: Postings,
  day: number,
): void {
  if (postings.count === 0) return;
  const { onStage } = run;
  onStage?.("base", rule, postings, day);
  if (rule.segments) keepListed(postings, run.roster.segment, rule.segments);
  if (rule.tiers) keepListed(postings, run.roster.tier, rule.tiers);
  if (rule.forVerified) keepListed(postings, run.verified, onlyMarked);
  onStage?.("eligible", rule, postings, day);
  if (rule.paidFor) notePaid(run, rule, rule.paidFor, postings, day);
  if (rule.scale) multiply(run, rule, rule.scale, postings, day);
  onStage?.("multiplied", rule, postings, day);
  const { caps, budgets } = memory.held;
  if (caps.length > 1 || run.onHeld) capByAll(run, caps, postings);
  else if (caps.length === 1) capPostings(caps[0] as Held, postings);
  onStage?.("capped", rule, postings, day);
  if (budgets.length > 0) spendBudgets(run, memory.held, postings, day);
  onStage?.("budgeted", rule, postings, day);
  post(run, rule, memory, postings, day);
}

/** For a column of marks: 1 earns, 0 does not. */
const onlyMarked = Uint8Array.of(0, 1);

/** Drops postings of members whose segment or tier is not among those that earn. */
function keepListed(postings: Postings, column: Uint8Array, mask: Uint8Array): void {
  const { member, points, order, channel, service } = postings;
  let kept = 0;
  for (let i = 0; i < postings.count; i++) {
    const m = member[i] as number;
    member[kept] = m;
    points[kept] = points[i] as number;
    order[kept] = order[i] as number;
    if (channel && service) {
      channel[kept] = channel[i] as number;
      service[kept] = service[i] as number;
    }
    kept += mask[column[m] as number] ?? 0;
  }
  postings.count = kept;
}

/** What multipliers make nothing of is not paid for, no more than what a rule of 0 points sees. */
function notePaid(
  { tally, roster }: RunState,
  { position, scale }: CompiledRule,
  { numerator, denominator }: Fraction,
  { count, member, points, channel, service }: Postings,
  day: number,
): void {
  const voided = scale?.multipliers.filter(
    (one) => one.numerator === 0 && one.firstDay <= day && day <= one.lastDay,
  );
  const isVoid = (i: number) =>
    voided?.some((one) => {
      const m = member[i] as number;
      const [segment, tier] = [roster.segment[m] as number, roster.tier[m] as number];
      return multiplies(one, segment, tier, channel?.[i] ?? 0, service?.[i] ?? 0);
    });
  let base = 0;
  for (let i = 0; i < count; i++)
    if (!voided || voided.length === 0 || !isVoid(i)) base += points[i] as number;
  tally.paidCents[position] = (tally.paidCents[position] as number) + (base / denominator) * numerator;
}

function multiply(
  run: RunState,
  rule: CompiledRule,
  { base, multipliers, rounding }: Scale,
  { count, member, points, channel, service }: Postings,
  day: number,
): void {
  if (multipliers.length === 0) {
    multiplyAll(run, rule, base, rounding, { count, points }, day);
    return;
  }
  const { segment, tier } = run.roster;
  const today = multipliers.filter(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
  if (today.length === 0 && base.numerator === base.denominator) return;
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    const of = segment[m] as number;
    const inTier = tier[m] as number;
    const by = channel ? (channel[i] as number) : 0;
    const product = service ? (service[i] as number) : 0;
    let { numerator, denominator } = base;
    for (const one of today) {
      if (!multiplies(one, of, inTier, by, product)) continue;
      numerator *= one.numerator;
      denominator *= one.denominator;
    }
    const value =
      isExact(numerator) && isExact(denominator)
        ? timesFraction(points[i] as number, numerator, denominator, rounding)
        : timesFractions(
            points[i] as number,
            [base, ...today.filter((one) => multiplies(one, of, inTier, by, product))],
            rounding,
          );
    if (value > balanceMax) throw tooLarge(run, rule, value, day);
    points[i] = value;
  }
}

/** Whether it is for the member's segment and tier and the event's channel and product; see `CompiledMultiplier`. */
function multiplies(
  one: CompiledMultiplier,
  segment: number,
  tier: number,
  channel: number,
  product: number,
): boolean {
  return (
    (one.segment < 0 || one.segment === segment) &&
    (one.tier < 0 || one.tier === tier) &&
    (one.channel === 0 || one.channel === channel) &&
    (one.product === 0 || one.product === product)
  );
}

/** The same where one fraction holds for everybody. */
function multiplyAll(
  run: RunState,
  rule: CompiledRule,
  { numerator, denominator }: Scale["base"],
  rounding: Rounding,
  { count, points }: Pick<Postings, "count" | "points">,
  day: number,
): void {
  for (let i = 0; i < count; i++) {
    const value = timesFraction(points[i] as number, numerator, denominator, rounding);
    if (value > balanceMax) throw tooLarge(run, rule, value, day);
    points[i] = value;
  }
}

/** Lets through what the caps leave; the award that meets one pays the remainder, or nothing. */
function capPostings({ caps, allowance }: Held, { count, member, points }: Postings): void {
  const { paidToday, paidInMonth, paidInYear } = allowance;
  if (paidInMonth.length === 0 && paidInYear.length === 0 && !caps.allOrNothing) {
    capByDay(caps.perDay, paidToday, member, points, count);
    return;
  }
  const hasDay = paidToday.length > 0;
  const hasMonth = paidInMonth.length > 0;
  const hasYear = paidInYear.length > 0;
  const { perDay, perMonth, perYear, allOrNothing } = caps;
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    const value = points[i] as number;
    let left = value;
    if (hasDay) left = Math.min(left, perDay - (paidToday[m] as number));
    if (hasMonth) left = Math.min(left, perMonth - (paidInMonth[m] as number));
    if (hasYear) left = Math.min(left, perYear - (paidInYear[m] as number));
    // A cap may have been lowered below what has been paid.
    const paid = left < 0 || (allOrNothing && left < value) ? 0 : left;
    points[i] = paid;
    if (hasDay) paidToday[m] = (paidToday[m] as number) + paid;
    if (hasMonth) paidInMonth[m] = (paidInMonth[m] as number) + paid;
    if (hasYear) paidInYear[m] = (paidInYear[m] as number) + paid;
  }
}

/** The same by the day alone, which most caps are. */
function capByDay(
  perDay: number,
  paidToday: Int32Array,
  member: Int32Array,
  points: Float64Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    const before = paidToday[m] as number;
    const left = perDay - before;
    const value = points[i] as number;
    const paid = value <= left ? value : left > 0 ? left : 0;
    points[i] = paid;
    paidToday[m] = before + paid;
  }
}

/** The same where several hold: one after the other, and what is paid in the end counts in all. */
function capByAll(run: RunState, capped: readonly Held[], postings: Postings): void {
  const { member, points } = postings;
  for (let i = 0; i < postings.count; i++) {
    const m = member[i] as number;
    let left = points[i] as number;
    for (let at = 0; at < capped.length; at++) {
      const one = capped[at] as Held;
      const room = roomIn(one, m);
      if (room >= left) continue;
      run.onHeld?.(i, one.limit, holderIn(one, m, room), room);
      left = one.caps.allOrNothing ? 0 : room;
    }
    points[i] = left;
    if (left > 0) for (let at = 0; at < capped.length; at++) count((capped[at] as Held).allowance, m, left);
  }
}

/** First come, first served: members in the order of the roster, on day d from member d (modulo their number) on. */
function spendBudgets(run: RunState, { caps, budgets }: HeldBack, postings: Postings, day: number): void {
  const { points } = postings;
  let wanted = 0;
  for (let i = 0; i < postings.count; i++) wanted += points[i] as number;
  if (budgets.every(({ allowance }) => wanted <= allowance.budgetLeft)) {
    for (const { allowance } of budgets) allowance.budgetLeft -= wanted;
  } else if (budgets.some(({ allowance }) => allowance.budgetLeft === 0)) {
    // Where nothing is left, whose turn it is makes no difference.
    if (!run.onHeld) payNothing(caps, postings);
    else for (let i = 0; i < postings.count; i++) payFromBudgets(run, caps, budgets, postings, i);
  } else {
    for (const i of turnsOn(run.roster.count, postings, day)) payFromBudgets(run, caps, budgets, postings, i);
  }
}

function payNothing(capped: readonly Held[], { count: postings, member, points }: Postings): void {
  for (let at = 0; at < capped.length; at++) {
    const { allowance } = capped[at] as Held;
    for (let i = 0; i < postings; i++) count(allowance, member[i] as number, -(points[i] as number));
  }
  points.fill(0, 0, postings);
}

/** One posting: the remainder or, where a budget says so, nothing. What a budget does not pay counts towards no cap. */
function payFromBudgets(
  run: RunState,
  capped: readonly Held[],
  budgets: readonly Held[],
  { member, points }: Postings,
  i: number,
): void {
  const m = member[i] as number;
  const value = points[i] as number;
  let left = value;
  for (const { caps, limit, allowance } of budgets) {
    if (allowance.budgetLeft >= left) continue;
    run.onHeld?.(i, limit, "budget", allowance.budgetLeft);
    left = caps.allOrNothing ? 0 : allowance.budgetLeft;
  }
  points[i] = left;
  for (const { allowance } of budgets) allowance.budgetLeft -= left;
  if (left < value) for (const { allowance } of capped) count(allowance, m, left - value);
}

/** Entries of a list in the order in which a short budget serves their members. */
export function turnsOn(
  members: number,
  { count: entries, member }: { count: number; member: Int32Array },
  day: number,
): Int32Array {
  const first = day % members;
  const keys = new Float64Array(entries);
  for (let i = 0; i < entries; i++) {
    const m = member[i] as number;
    keys[i] = (m < first ? m - first + members : m - first) * 4_294_967_296 + i;
  }
  keys.sort();
  const order = new Int32Array(entries);
  for (let turn = 0; turn < entries; turn++) order[turn] = (keys[turn] as number) % 4_294_967_296;
  return order;
}

/** Books the postings: balances, lots, totals. An award of nothing is no award. */
function post(
  run: RunState,
  rule: CompiledRule,
  { reached, counted }: RuleMemory,
  postings: Postings,
  day: number,
): void {
  const { count, member, points } = postings;
  const account = run.accounts[rule.currency] as Account;
  const { issued } = account;
  // What waits is no balance yet; see `orders.ts`.
  const into = rule.waits ? account.pending : account.balance;
  const { onPosting } = run;
  let awards = 0;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    const value = points[i] as number;
    if (value === 0) continue;
    const held = (into[m] as number) + value;
    if (held > balanceMax) throw tooLarge(run, rule, held, day);
    into[m] = held;
    issued[m] = (issued[m] as number) + value;
    reached[m] = 1;
    awards++;
    total += value;
    if (onPosting) onPosting(rule.position, m, day, value, held);
  }
  const isRefunded = run.refunds && rule.takenBack !== "never";
  if (rule.waits || isRefunded)
    noteOrders(run.orders[rule.currency] as Orders, postings, rule, counted?.awards, day, isRefunded);
  if (account.memberLots && !rule.waits) postToMemberLots(account, account.memberLots, postings, day);
  else if (account.plan.width > 0 && !rule.waits) postToLots(account, postings, rule.validity, day);
  if (run.program.tiers?.currency === rule.currency) noteEarners(run, postings);
  if (rule.level >= 0) addPaid(run.levelPoints[rule.level] as Float64Array, postings);
  if (rule.paysTime >= 0) addPaid(run.timePoints[rule.paysTime] as Float64Array, postings);
  if (rule.offered === "certain" || rule.offered === "unlimited") noteOffer(run, rule.offered, postings);
  const { tally } = run;
  const at = rule.position * ruleColumns;
  tally.rules[at] = (tally.rules[at] as number) + awards;
  tally.rules[at + 1] = (tally.rules[at + 1] as number) + total;
  const own = tally.currencies[rule.currency] as CurrencyTally;
  own.flows.issued[day] = (own.flows.issued[day] as number) + total;
  if (account.debt.length === 0) return;
  // What caps and budgets leave nothing of is no earning.
  for (let i = 0; i < count; i++)
    if (points[i] !== 0) settleDebt(run, rule.currency, member[i] as number, day);
}

function tooLarge(
  { program }: RunState,
  { id, currency }: CompiledRule,
  balance: number,
  day: number,
): RunError {
  const points = program.currencies[currency]?.id ?? "";
  const date = isoDateOf(program.days.start + day);
  return new RunError({
    code: "balanceLimit",
    detail: `${points}, ${date}: rule ${id} makes a balance of ${balance}, more than ${balanceMax}`,
  });
}

function postToMemberLots(
  account: Account,
  own: MemberLots,
  { count, member, points }: Postings,
  day: number,
): void {
  for (let i = 0; i < count; i++)
    if (points[i] !== 0) openCounted(account, own, member[i] as number, points[i] as number, day, day + 1);
}

function postToLots(
  account: Account,
  { count, member, points }: Postings,
  validity: number,
  day: number,
): void {
  const { lots, plan, oldestLot } = account;
  const lot = (plan.lotOfDay[validity] as Int32Array)[day] as number;
  const row = rowOf(account, lot);
  for (let i = 0; i < count; i++) {
    const at = row + (member[i] as number);
    lots[at] = (lots[at] as number) + (points[i] as number);
  }
  if (plan.isAscending) return;
  // With several validities a later award may lapse before lots that spending has already reached.
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    if ((oldestLot[m] as number) > lot) oldestLot[m] = lot;
  }
}

/** Keeps apart, by member, what the accrual rate must not count as earned by being active. */
function noteOffer({ roster }: RunState, offered: "certain" | "unlimited", postings: Postings): void {
  const column = offered === "certain" ? roster.certainPoints : roster.unlimitedPoints;
  for (let i = 0; i < postings.count; i++) {
    const m = postings.member[i] as number;
    column[m] = (column[m] as number) + (postings.points[i] as number);
  }
}
