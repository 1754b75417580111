/** A rule at work on paper: whom it reaches, what its awards are worth, what it pays of them. */
import type { Rounding } from "../../../src/domain/currency.ts";
import type { Limit } from "../../../src/domain/limit.ts";
import {
  type Condition,
  type ConditionKind,
  indicatorOf,
  type Multiplier,
  type Rule,
} from "../../../src/domain/rule.ts";
import type { Share } from "./account.ts";
import { type Book, monthOf, ofOrder, spanOf, take, tierId } from "./book.ts";
import { type Award, awardsOf, sumOf, worth } from "./conditions.ts";
import { hasCancelled, type Member, stepsUp } from "./member.ts";
import { Notes } from "./notes.ts";
import { type Paid, Purse, serve } from "./purse.ts";
import { aloneOn, type Happened, type Today } from "./today.ts";

type Of<K extends ConditionKind> = Extract<Condition, { kind: K }>;

/** Caps and a budget over several rules. */
export class NaiveLimit {
  readonly purse: Purse;

  constructor(
    private readonly book: Book,
    private readonly position: number,
  ) {
    const what = this.limit.service === undefined ? " of a currency" : " of a service";
    this.purse = new Purse(what, book, () => this.limit);
  }

  private get limit(): Limit {
    return this.book.scheme.limits?.[this.position] as Limit;
  }

  holdsFor({ currency, service }: Rule): boolean {
    return this.limit.currency === currency && (this.limit.service ?? service) === service;
  }
}

/** One rule: its condition's memory, what it paid to whom and what is left of its budget. */
export class NaiveRule {
  private readonly notes = new Notes();
  private readonly purse: Purse;

  constructor(
    private readonly book: Book,
    private readonly position: number,
  ) {
    this.purse = new Purse("", book, () => this.rule);
  }

  /** As it is today. */
  get rule(): Rule {
    return this.book.scheme.rules[this.position] as Rule;
  }

  /** Whether it listens: switched on, and within its dates. */
  isOpen(day: number): boolean {
    const [from, until] = spanOf(this.book, this.rule.eligibility?.span);
    return this.rule.enabled && from <= day && day <= until;
  }

  /** What the condition is worth today; event by event where it matters which way one came. */
  met(today: Today): Award[] {
    const { condition, points, eligibility: { channels, products } = {}, multipliers = [] } = this.rule;
    const { notes } = this;
    const note = (turn: string) => take(this.book, turn);
    const byOrigin = multipliers.some(({ kind }) => kind === "channel" || kind === "product");
    if (!channels && !products && !byOrigin)
      return awardsOf(condition, { points, notes, today: { ...today, hears: this.heard }, note });
    const events = [...today.events, ...today.referrals];
    // Purchases come before bills.
    return [
      ...events.filter(({ event }) => event !== "bill"),
      ...events.filter(({ event }) => event === "bill"),
    ].flatMap((event) => {
      if (!this.listensTo(event)) return [];
      const alone = aloneOn(today, event, this.heard);
      const awards = awardsOf(condition, { points, notes, today: alone, note });
      const isEarlier = (one: Happened) => this.heard(one) && !this.isOpen(one.day);
      if (awards.length > 0 && alone.praise.some(({ earlier }) => earlier.some(isEarlier)))
        take(this.book, "praise by channel from before the rule");
      return awards.map((award) => ({ ...award, from: event }));
    });
  }

  private listensTo(event: Happened): boolean {
    if (!this.isThrough(event)) take(this.book, "not through the channel");
    if (!this.isOf(event)) take(this.book, "not of the product");
    return this.hears(event);
  }

  private hears(event: Happened): boolean {
    return this.isThrough(event) && this.isOf(event);
  }

  /** Whether the rule heard what happened on a day, as it was then. */
  private readonly heard = (event: Happened): boolean => {
    const then = this.book.schemeOn[event.day]?.rules[this.position];
    return this.isThrough(event, then) && this.isOf(event, then);
  };

  private isThrough({ channel = "" }: Happened, { eligibility } = this.rule): boolean {
    return !eligibility?.channels || eligibility.channels.includes(channel);
  }

  private isOf({ service = "" }: Happened, { eligibility } = this.rule): boolean {
    return !eligibility?.products || eligibility.products.includes(service);
  }

  /** What is due at the end of a month. */
  monthEnd(today: Today): Award[] {
    const { condition } = this.rule;
    if (condition.kind === "community") return this.communities(condition, today);
    if (condition.kind === "bands") return this.bands(condition, today);
    if (condition.kind === "perAmount" && condition.monthTotal) return this.monthTotals(condition, today);
    return [];
  }

  /** Members who were active in the month that ends today, of each leader's community. */
  private communities({ activeMembers, depth }: Of<"community">, today: Today): Award[] {
    const { day, month, members } = today;
    const present = members.filter((member) => !hasCancelled(member, day));
    const active = present.filter(({ loginMonths }) => loginMonths.has(month));
    return present.flatMap((leader) => {
      const steps = active.map((member) => stepsUp(member, leader));
      const own = steps.filter((count) => count > 0 && (depth === 0 || count <= depth));
      if (own.some((count) => count > 1)) take(this.book, "community at step 2");
      const full = Math.floor(own.length / activeMembers);
      return full > 0 ? [worth(leader, full * this.rule.points)] : [];
    });
  }

  /** The highest band that each active member reached in the month that ends today, or has reached so far. */
  private bands(condition: Of<"bands">, { day, month, members }: Today): Award[] {
    const { bands, counted, indicator, sessionPoints } = condition;
    return members.flatMap((member) => {
      if (hasCancelled(member, day)) return [];
      const time = sessionPoints !== undefined && this.timePoints(member, month);
      const isActive = time === false ? member.loginMonths.has(month) : time >= (sessionPoints ?? 0);
      const isCounted = (one: Happened) => one.event === indicator && this.heard(one);
      const inMonth = this.notes.get(`${member.name} ${month}`);
      const reachedBy = (count: number) => bands.filter((band) => count >= band.count).at(-1);
      const friends = member.deeds.filter(isCounted);
      const soFar = counted === "soFar" && sumOf(friends);
      const reached = reachedBy(soFar === false ? inMonth : soFar);
      if (!reached) return [];
      if (!isActive && member.loginMonths.has(month)) take(this.book, "too few points for session time");
      if (!isActive) return [];
      if (time !== false) take(this.book, "bands by points for session time");
      if (time === sessionPoints) take(this.book, "exactly enough points for session time");
      if (soFar !== false) take(this.book, "bands of all so far");
      const heard = friends.filter((one) => this.isOpen(one.day));
      if (soFar !== false && reachedBy(sumOf(heard)) !== reached)
        take(this.book, "bands of friends from before the rule");
      return [worth(member, reached.points)];
    });
  }

  /** What the service's rules have paid a member in a month for session time, in the rule's currency. */
  private timePoints(member: Member, month: number): number {
    const { service, currency } = this.rule;
    const ofTime = this.book.scheme.rules.filter(
      (own) =>
        own.service === service && own.currency === currency && indicatorOf(own.condition) === "session",
    );
    const paid = this.book.postings.filter(
      ({ rule, member: name, day }) =>
        name === member.name && monthOf(this.book, day) === month && ofTime.some(({ id }) => id === rule),
    );
    return paid.reduce((sum, { points }) => sum + points, 0);
  }

  /** In proportion to all that each member has paid in the month that ends today, in one award. */
  private monthTotals({ cents, fullUnits }: Of<"perAmount">, { day, month, members }: Today): Award[] {
    return members.flatMap((member) => {
      const total = this.notes.get(`${member.name} ${month}`);
      if (total === 0 || hasCancelled(member, day)) return [];
      take(this.book, "total of a month");
      if (!fullUnits) return [worth(member, this.rule.points * total, cents)];
      take(this.book, "full amounts of a month");
      return [worth(member, this.rule.points * Math.floor(total / cents))];
    });
  }

  /**
   * What the rule has added up of an order counts no more: of a month's total while the month lasts, of what a referred
   * member has spent for ever. Returns the spend that is left.
   */
  uncount(member: Member, order: number, share: Share, { month }: Today): number | undefined {
    const { condition } = this.rule;
    const isOfMonth = condition.kind === "perAmount" && condition.monthTotal === true;
    if (!isOfMonth && condition.kind !== "referralSpend") return undefined;
    const when = isOfMonth ? ` ${month}` : "";
    const counted = ofOrder(this.book, order, `counted by ${this.rule.id}${when}`);
    if (!counted.isRefunded) counted.begin(this.notes.get(`order ${order}${when}`));
    const isAgain = counted.isRefunded;
    const back = counted.refund(share);
    this.notes.add(`order ${order}${when}`, -back);
    const { after } = this.notes.add(`${member.name}${when}`, -back);
    if (isOfMonth && back > 0) take(this.book, "a refund lowers a month's total");
    if (isAgain && back > 0)
      take(this.book, isOfMonth ? "a month's total lowered again" : "spend lowered again");
    return condition.kind === "referralSpend" ? after : undefined;
  }

  /** Eligibility, multipliers and rounding; then caps and budget; what is booked, in the order in which it is. */
  pay(awards: readonly Award[], today: Today): Paid[] {
    const due = awards
      .filter(({ member }) => this.reaches(member))
      .map((award, cause): Paid => {
        const { member, order, spender } = award;
        return { member, points: this.valueOf(award, today.day), cause, order, spender };
      });
    const limits = this.book.limits.filter((limit) => limit.holdsFor(this.rule));
    return serve(due, [this.purse, ...limits.map(({ purse }) => purse)], today, this.book);
  }

  private reaches({ segment, tier, isVerified }: Member): boolean {
    const { segments, tiers, verified } = this.rule.eligibility ?? {};
    if (verified) take(this.book, isVerified ? "verified" : "not verified");
    const bySegment = !segments || (segment !== undefined && segments.includes(segment));
    const byTier = !tiers || tiers.includes(tierId(this.book, tier));
    if (!bySegment) take(this.book, "not of the segment");
    if (!byTier) take(this.book, "not of the tier");
    return bySegment && byTier && (isVerified || !verified);
  }

  private valueOf(award: Award, day: number): number {
    const { condition, multipliers = [] } = this.rule;
    const rounding = condition.kind === "shareOfReferred" ? "down" : (this.rule.rounding ?? "up");
    let { over, under } = award;
    for (const multiplier of multipliers) {
      if (!this.multiplies(multiplier, award, day)) continue;
      take(this.book, `multiplier by ${multiplier.kind}`);
      over *= BigInt(multiplier.factor);
      under *= 10_000n;
    }
    if (over > 2n ** 53n || under > 2n ** 53n) take(this.book, "a fraction beyond numbers");
    if (over % under !== 0n) take(this.book, `rounded ${rounding}`);
    return rounded(over, under, rounding);
  }

  private multiplies(multiplier: Multiplier, { member, from: event }: Award, day: number): boolean {
    switch (multiplier.kind) {
      case "window": {
        const [from, until] = spanOf(this.book, multiplier.span);
        return from <= day && day <= until;
      }
      case "segment":
        return member.segment === multiplier.segment;
      case "tier":
        return tierId(this.book, member.tier) === multiplier.tier;
      case "channel":
        return event?.channel === multiplier.channel;
      case "product":
        return event?.service === multiplier.product;
    }
  }
}

function rounded(over: bigint, under: bigint, rounding: Rounding): number {
  if (rounding === "down") return Number(over / under);
  if (rounding === "up") return Number((over + under - 1n) / under);
  return Number((2n * over + under) / (2n * under));
}
