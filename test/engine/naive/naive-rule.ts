/** A rule at work on paper: whom it reaches, what its awards are worth, what it pays of them. */
import type { Rounding } from "../../../src/domain/currency.ts";
import type { Limit } from "../../../src/domain/limit.ts";
import type { Condition, Multiplier, Rule } from "../../../src/domain/rule.ts";
import { type Book, spanOf, take, tierId } from "./book.ts";
import { type Award, awardsOf, worth } from "./conditions.ts";
import { hasCancelled, type Member, stepsUp } from "./member.ts";
import { Notes } from "./notes.ts";
import { type Paid, Purse, serve } from "./purse.ts";
import { aloneOn, type Happened, type Today } from "./today.ts";

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
    const byOrigin = multipliers.some(({ kind }) => kind === "channel" || kind === "product");
    if (!channels && !products && !byOrigin) return awardsOf(condition, { points, notes, today });
    const isNarrow = channels !== undefined || products !== undefined;
    const events = [...today.events, ...today.referrals];
    // Purchases come before bills.
    return [
      ...events.filter(({ event }) => event !== "bill"),
      ...events.filter(({ event }) => event === "bill"),
    ].flatMap((event) => {
      if (!this.hears(event)) return [];
      const awards = awardsOf(condition, { points, notes, today: aloneOn(today, event, isNarrow) });
      return awards.map((award) => ({ ...award, from: event }));
    });
  }

  private hears({ channel = "", service = "" }: Happened): boolean {
    const { channels, products } = this.rule.eligibility ?? {};
    const isThrough = !channels || channels.includes(channel);
    const isOf = !products || products.includes(service);
    if (!isThrough) take(this.book, "not through the channel");
    if (!isOf) take(this.book, "not of the product");
    return isThrough && isOf;
  }

  /** What is due at the end of a month. */
  monthEnd(today: Today): Award[] {
    const { condition } = this.rule;
    if (condition.kind === "community") return this.communities(condition, today);
    if (condition.kind === "bands") return this.bands(condition, today);
    return [];
  }

  /** Members who were active in the month that ends today, of each leader's community. */
  private communities(
    { activeMembers, depth }: Extract<Condition, { kind: "community" }>,
    { day, month, members }: Today,
  ): Award[] {
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

  /** The highest band that each active member reached in the month that ends today. */
  private bands({ bands }: Extract<Condition, { kind: "bands" }>, { day, month, members }: Today): Award[] {
    return members.flatMap((member) => {
      if (hasCancelled(member, day) || !member.loginMonths.has(month)) return [];
      const counted = this.notes.get(`${member.name} ${month}`);
      const reached = bands.filter(({ count }) => counted >= count).at(-1);
      return reached ? [worth(member, reached.points)] : [];
    });
  }

  /** Eligibility, multipliers and rounding; then caps and budget; what is booked, in the order in which it is. */
  pay(awards: readonly Award[], today: Today): Paid[] {
    const due = awards
      .filter(({ member }) => this.reaches(member))
      .map((award, cause): Paid => {
        const { member, order } = award;
        return { member, points: this.valueOf(award, today.day), cause, order };
      });
    const limits = this.book.limits.filter((limit) => limit.holdsFor(this.rule));
    return serve(due, [this.purse, ...limits.map(({ purse }) => purse)], today, this.book);
  }

  private reaches({ segment, tier }: Member): boolean {
    const { segments, tiers } = this.rule.eligibility ?? {};
    const bySegment = !segments || (segment !== undefined && segments.includes(segment));
    const byTier = !tiers || tiers.includes(tierId(this.book, tier));
    if (!bySegment) take(this.book, "not of the segment");
    if (!byTier) take(this.book, "not of the tier");
    return bySegment && byTier;
  }

  private valueOf(award: Award, day: number): number {
    const { multipliers = [], rounding = "up" } = this.rule;
    let { over, under } = award;
    for (const multiplier of multipliers) {
      if (!this.multiplies(multiplier, award, day)) continue;
      take(this.book, `multiplier by ${multiplier.kind}`);
      over *= BigInt(multiplier.factor);
      under *= 10_000n;
    }
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
