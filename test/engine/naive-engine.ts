/**
 * The scoring engine as one would write it on paper: an object for each member, a list of awards for each rule and day,
 * fractions of whole numbers. Written from the documents and the schema; what the engine's columns must equal.
 */
import {
  addMonths,
  civilDateOf,
  dayNumberOf,
  monthIndexOf,
  parseIsoDate,
} from "../../src/domain/calendar.ts";
import type { MemberCaps } from "../../src/domain/caps.ts";
import type { Rounding } from "../../src/domain/currency.ts";
import { factsOf, type Indicator, moneyIndicators, shareDeeds } from "../../src/domain/indicator.ts";
import type { Limit } from "../../src/domain/limit.ts";
import type { Standings } from "../../src/domain/outcome.ts";
import type { Privilege } from "../../src/domain/privilege.ts";
import { type Condition, indicatorOf, type Rule, type Span } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import type { Tiers } from "../../src/domain/tier.ts";
import { NaiveAccount } from "./naive-ledger.ts";
import type { RecordedEvent } from "./recorded.ts";

export type People = Record<string, { segment?: number; bornOn?: number }>;
type Posting = { rule: string; member: string; day: number; points: number };
const flows = ["redeemed", "expired", "decayed", "cleared", "reversed"] as const;
type Flows = { issued: number } & Record<(typeof flows)[number], number>;

export type Paper = {
  postings: Posting[];
  /** By currency, then by member. */
  balances: Record<string, Record<string, number>>;
  /** What waits, and what is owed. */
  waiting: Record<string, Record<string, number>>;
  owed: Record<string, Record<string, number>>;
  flows: Record<string, Flows>;
  tiers: Record<string, number>;
  /** Who stands where at the end and holds what; undefined where there is nothing to hold. */
  standings: Standings | undefined;
  /** How often each turn of the scheme was taken, for tests to see that none is left out. */
  taken: Map<string, number>;
};

/**
 * Where the engine does not do what the documents say, or they leave a choice: `false` is the documents' plain reading,
 * `true` what the engine does at present. When the engine changes, change it here.
 */
export type Reading = {
  /** `everyNth` of a payment counts its cents, and apart for each order that is named; not the payment, for the member. */
  everyNthCountsCents: boolean;
  /** A payment of nothing is not the first of a day or month, though `each` pays for it. */
  nothingIsNoFirst: boolean;
  /** Who joins and cancels on one day gets the first month's tenure, unless it is the first of a month. */
  tenureOnTheWayOut: boolean;
  /**
   * Promotion is looked at on days with an award alone: bands, which are paid after the day's promotions, and the points
   * of a day that ends in a demotion promote with the next award, not on the next day.
   */
  promotionWaitsForAnAward: boolean;
  /** A rule that begins later knows the praise of pieces, first logins of the month and months kept from before. */
  datedRulesKnowThePast: boolean;
  /** All awards of a day are capped before the budget refuses any: what it refuses has used the cap up for the others. */
  capsSeeRefusedAwards: boolean;
};
export const asBuilt: Reading = {
  everyNthCountsCents: false,
  nothingIsNoFirst: false,
  tenureOnTheWayOut: false,
  promotionWaitsForAnAward: false,
  datedRulesKnowThePast: true,
  capsSeeRefusedAwards: true,
};

/** Month and day of a year that has no 29 February of its own, or of one that has. */
type MonthDay = { month: number; day: number };

type Member = {
  name: string;
  /** Place in the roster: the order in which names come up. */
  place: number;
  joinDay: number;
  /** Counted like `Today.month`. */
  joinMonth: number;
  joinedOn: MonthDay;
  bornOn: MonthDay | undefined;
  cancelDay: number;
  referrer: Member | undefined;
  segment: string | undefined;
  accounts: NaiveAccount[];
  /** Position of the tier; the day that its validity ends. */
  tier: number;
  tierUntil: number;
  /** Points in the tiers' currency: ever, and of what was earned before the period and before the last demotion. */
  earned: number;
  earnedYesterday: number;
  earnedBeforePeriod: number;
  earnedBeforeDemotion: number;
  /** By service: points that its rules have paid in the currency of its levels. */
  servicePoints: Map<string, number>;
  /** By privilege: at how many closes of days it was held. */
  daysHeld: Map<string, number>;
  /** Months, counted like `Today.month`, with a login; those from joining on without a gap. */
  loginMonths: Set<number>;
  monthsKept: number;
};

type Happened = {
  event: string;
  member: Member;
  amount: number;
  piece: number | undefined;
  /** Whom a referral names. */
  referred?: Member;
  channel: string | undefined;
  service: string | undefined;
};

type Today = {
  reading: Reading;
  day: number;
  /** The day in the calendar's count. */
  dayNumber: number;
  /** Id of the currency that redemptions spend. */
  mainCurrency: string;
  date: { year: number; month: number; day: number };
  month: number;
  isLastOfMonth: boolean;
  members: readonly Member[];
  events: readonly Happened[];
  /** Who logged in, once each, in the order of the first logins. */
  visitors: readonly Member[];
  /** For whom it was the month's first login. */
  monthVisitors: readonly Member[];
  /** What each piece that is praised today had before this praise. */
  praise: readonly { from: Happened; member: Member; piece: number; before: number; after: number }[];
  /** Whom referral events name today, and these events. */
  referred: readonly Member[];
  referrals: readonly Happened[];
  /** The only event that a rule by channel or product looks at. */
  alone?: Happened;
};

/** The day as if nothing else had happened. */
function aloneOn(today: Today, event: Happened): Today {
  return {
    ...today,
    alone: event,
    events: [event],
    visitors: event.event === "login" ? [event.member] : [],
    monthVisitors: [],
    praise: today.praise.filter(({ from }) => from === event),
    referred: event.referred ? [event.referred] : [],
  };
}

/** What a condition is worth, before multipliers: `over` ÷ `under` points. */
type Award = { member: Member; over: bigint; under: bigint; order?: number | undefined; from?: Happened };
/** `cause` numbers what a rule pays for on a day; `order` is the payment's own number. */
type Paid = { member: Member; points: number; cause: number; order?: number | undefined };

const worth = (member: Member, points: number, under = 1, order?: number): Award => ({
  member,
  over: BigInt(points),
  under: BigInt(under),
  order,
});

function rounded(over: bigint, under: bigint, rounding: Rounding): number {
  if (rounding === "down") return Number(over / under);
  if (rounding === "up") return Number((over + under - 1n) / under);
  return Number((2n * over + under) / (2n * under));
}

const isMember = (member: Member, day: number) => member.joinDay <= day && day < member.cancelDay;
const hasCancelled = (member: Member, day: number) => member.cancelDay <= day;
const hasLeapDay = (year: number) => civilDateOf(dayNumberOf({ year, month: 2, day: 29 })).day === 29;

/** Whether a day is the yearly return of a date; of 29 February, 1 March in years without one. */
function returns(on: MonthDay, { date }: Today): boolean {
  const isLeapDay = on.month === 2 && on.day === 29 && !hasLeapDay(date.year);
  const { month, day } = isLeapDay ? { month: 3, day: 1 } : on;
  return date.month === month && date.day === day;
}

/** What one rule remembers: numbers by what they are about. */
class Notes {
  private readonly numbers = new Map<string, number>();
  get(about: string): number {
    return this.numbers.get(about) ?? 0;
  }
  set(about: string, value: number): void {
    this.numbers.set(about, value);
  }
  add(about: string, value: number): { before: number; after: number } {
    const before = this.get(about);
    this.set(about, before + value);
    return { before, after: before + value };
  }
  /** Whether this is the first time. */
  first(about: string): boolean {
    return this.add(about, 1).before === 0;
  }
}

/** Awards of a condition on a day, in the order in which their causes came. Money comes in events, all else in pieces. */
function awardsOf(condition: Condition, points: number, notes: Notes, today: Today): Award[] {
  const { day, date, month, members, visitors, reading } = today;
  const events = (...names: Indicator[]) =>
    names.flatMap((name) => today.events.filter(({ event }) => event === name));
  const times = (indicator: Indicator, amount: number) =>
    factsOf(indicator).amount === "count" ? amount : 1;
  const whoDid = (indicator: Indicator) => events(indicator).map(({ member }) => member);
  const firsts = (indicator: Indicator): { member: Member; piece?: number | undefined }[] => {
    if (indicator === "login") return visitors.map((member) => ({ member }));
    return events(indicator).filter(({ amount }) => amount > 0 || !reading.nothingIsNoFirst);
  };
  const eachOf = (causes: readonly { member: Member; piece?: number | undefined }[]) =>
    causes.map(({ member, piece }) => worth(member, points, 1, piece));
  const each = (members: readonly Member[]) => members.map((member) => worth(member, points));
  const referrersOf = (referred: readonly Member[]) =>
    referred.flatMap(({ referrer }) =>
      referrer && !hasCancelled(referrer, day) ? [worth(referrer, points)] : [],
    );
  switch (condition.kind) {
    case "activation":
      return each(whoDid("activation").filter(({ name }) => notes.first(name)));
    case "tenure": {
      const due = members.filter((member) => {
        const leaves = reading.tenureOnTheWayOut && date.day > 1 && member.joinDay === day;
        if (!isMember(member, day) && !leaves) return false;
        const nth = month - member.joinMonth + 1;
        return (member.joinDay === day || (date.day === 1 && nth > 1)) && nth % condition.everyMonths === 0;
      });
      return each(due);
    }
    case "firstOfDay":
      return eachOf(firsts(condition.indicator).filter(({ member }) => notes.first(`${member.name} ${day}`)));
    case "firstOfMonth":
      if (condition.indicator === "login" && reading.datedRulesKnowThePast && !today.alone)
        return each(today.monthVisitors);
      return eachOf(
        firsts(condition.indicator).filter(({ member }) => notes.first(`${member.name} ${month}`)),
      );
    case "streak":
      return each(visitors.filter(({ name }) => streakPays(condition, notes, name, day)));
    case "sessionLength":
      return events("session").map(({ member, amount }) =>
        worth(member, points * Math.floor(amount / condition.unitMinutes)),
      );
    case "sessionReaches":
      return each(
        events("session").flatMap(({ member, amount }) => (amount >= condition.minutes ? [member] : [])),
      );
    case "accumulated": {
      const period = condition.period === "day" ? `day ${day}` : `month ${month}`;
      const units = (minutes: number) => Math.floor(minutes / condition.unitMinutes);
      return events("session").map(({ member, amount }) => {
        const { before, after } = notes.add(`${member.name} ${period}`, amount);
        return worth(member, points * (units(after) - units(before)));
      });
    }
    case "bands":
      for (const { member, amount } of events(condition.indicator))
        notes.add(`${member.name} ${month}`, amount);
      return [];
    case "referral":
      return referrersOf(today.referred);
    case "referralRetained": {
      const nth = ({ joinMonth }: Member) => month - joinMonth + 1;
      const known = today.monthVisitors.filter((member) => member.monthsKept === nth(member));
      const counted = visitors.filter((member) => {
        if (!member.referrer || !notes.first(`${member.name} ${month}`)) return false;
        if (notes.get(`${member.name} kept`) === nth(member) - 1)
          notes.set(`${member.name} kept`, nth(member));
        return notes.get(`${member.name} kept`) === nth(member);
      });
      const kept = (reading.datedRulesKnowThePast ? known : counted).filter(
        (member) => nth(member) === condition.months,
      );
      return referrersOf(kept);
    }
    case "referralStays": {
      if (date.day !== 1) return [];
      const stay = members.filter((member) => {
        const months = month - member.joinMonth;
        return isMember(member, day) && months > 0 && months % condition.everyMonths === 0;
      });
      return referrersOf(stay);
    }
    case "referralSpend": {
      const reached = events("purchase", "bill").filter(({ member, amount }) => {
        const { before, after } = notes.add(member.name, amount);
        return before < condition.cents && after >= condition.cents;
      });
      return referrersOf(reached.map(({ member }) => member));
    }
    case "community":
    case "shareOfReferred":
      return [];
    case "each":
      return events(condition.indicator).map(({ member, amount, piece }) =>
        worth(member, points * times(condition.indicator, amount), 1, piece),
      );
    case "everyNth":
      return events(condition.indicator).map(({ member, amount, piece }) => {
        const isPiece = reading.everyNthCountsCents || factsOf(condition.indicator).gathers === "piece";
        const about = piece === undefined || !isPiece ? member.name : `piece ${piece}`;
        const count = reading.everyNthCountsCents ? amount : times(condition.indicator, amount);
        const { before, after } = notes.add(about, count);
        return worth(
          member,
          points * (Math.floor(after / condition.count) - Math.floor(before / condition.count)),
          1,
          piece,
        );
      });
    case "praisedOver":
      return each(
        today.praise.flatMap(({ member, piece, ...known }) => {
          const counted = notes.add(`piece ${piece}`, known.after - known.before);
          const { before, after } = reading.datedRulesKnowThePast ? known : counted;
          const passes = before <= condition.praises && after > condition.praises;
          return passes && !hasCancelled(member, day) ? [member] : [];
        }),
      );
    case "perSuccess":
      return events("success").map(({ member, amount }) => worth(member, points * amount));
    case "perAmount":
      return events(condition.indicator).map(({ member, amount, piece }) =>
        worth(member, points * amount, condition.cents, piece),
      );
    case "amountOver":
      return eachOf(events(condition.indicator).filter(({ amount }) => amount > condition.cents));
    case "festival":
      if (date.month !== condition.month || date.day !== condition.day) return [];
      return each(members.filter((member) => isMember(member, day)));
    case "birthday":
      return each(
        members.filter((member) => isMember(member, day) && member.bornOn && returns(member.bornOn, today)),
      );
    case "anniversary":
      return each(
        members.filter(
          (member) => isMember(member, day) && member.joinDay < day && returns(member.joinedOn, today),
        ),
      );
    case "grant":
      return events("grant").map(({ member, amount }) => worth(member, points * amount));
    case "bulkGrant":
      if (parseIsoDate(condition.date) !== today.dayNumber) return [];
      return each(members.filter((member) => isMember(member, day)));
    case "perRedeemed":
      return events("redemption").flatMap(({ member, amount }) =>
        condition.spent === undefined || condition.spent === today.mainCurrency
          ? [worth(member, points * amount, condition.per)]
          : [],
      );
    case "perEarned":
      return [];
  }
}

function streakPays(
  { days, repeat }: Extract<Condition, { kind: "streak" }>,
  notes: Notes,
  name: string,
  day: number,
): boolean {
  // Days are noted from 1 on, for 0 is what was never noted.
  if (notes.get(`${name} last`) === day + 1) return false;
  const run = notes.get(`${name} last`) === day ? notes.get(`${name} run`) + 1 : 1;
  notes.set(`${name} last`, day + 1);
  // Longer where the number asked for has been lowered meanwhile.
  const pays = run >= days && (repeat === "daily" || notes.get(`${name} paid`) !== day - run + 2);
  notes.set(`${name} run`, pays && repeat === "restart" ? 0 : run);
  if (pays && repeat === "oncePerRun") notes.set(`${name} paid`, day - run + 2);
  return pays;
}

/** How many referrals lead from a member up to another one; 0 where none do. */
function stepsUp(member: Member, leader: Member): number {
  let steps = 1;
  for (let above = member.referrer; above; above = above.referrer, steps++)
    if (above === leader) return steps;
  return 0;
}

/** One rule: its condition's memory, what it paid to whom and what is left of its budget. */
class NaiveRule {
  readonly notes = new Notes();
  private readonly purse: Purse;
  private readonly from: number;
  private readonly until: number;

  constructor(
    readonly rule: Rule,
    private readonly paper: NaivePaper,
  ) {
    [this.from, this.until] = paper.spanOf(rule.eligibility?.span);
    this.purse = new Purse("", rule.caps, rule.budgetPerMonth, paper);
  }

  isOpen(day: number): boolean {
    return this.from <= day && day <= this.until;
  }

  /** What is due at the end of a month. */
  monthEnd(today: Today): Award[] {
    const { condition, points } = this.rule;
    if (condition.kind === "community") return this.communities(condition, points, today);
    return this.bands(today);
  }

  /** Members who were active in the month that ends today, of each leader's community. */
  private communities(
    { activeMembers, depth }: Extract<Condition, { kind: "community" }>,
    points: number,
    { day, month, members }: Today,
  ): Award[] {
    const active = members.filter((member) => !hasCancelled(member, day) && member.loginMonths.has(month));
    return members.flatMap((leader) => {
      if (hasCancelled(leader, day)) return [];
      const own = active.filter((member) => {
        const steps = stepsUp(member, leader);
        return steps > 0 && (depth === 0 || steps <= depth);
      });
      if (own.some((member) => stepsUp(member, leader) > 1)) this.paper.take("community at step 2");
      const full = Math.floor(own.length / activeMembers);
      return full > 0 ? [worth(leader, full * points)] : [];
    });
  }

  /** The highest band that each member reached in the month that ends today. */
  private bands({ day, month, members }: Today): Award[] {
    const { condition } = this.rule;
    if (condition.kind !== "bands") return [];
    return members.flatMap((member) => {
      if (hasCancelled(member, day) || !member.loginMonths.has(month)) return [];
      const counted = this.notes.get(`${member.name} ${month}`);
      const reached = condition.bands.filter(({ count }) => counted >= count).at(-1);
      return reached ? [worth(member, reached.points)] : [];
    });
  }

  /** Eligibility, multipliers and rounding; then caps and budget; what is booked, in the order in which it is. */
  pay(awards: readonly Award[], today: Today): Paid[] {
    const due = awards
      .filter(({ member }) => this.reaches(member))
      .map((award, cause) => {
        const { member, order } = award;
        return { member, points: this.valueOf(award, today.day), cause, order };
      });
    const purses = [this.purse, ...this.paper.limitsOf(this.rule)];
    // On trial: what the caps leave of the day's awards.
    const capped = serve(due, purses, today, { isTrial: true, mindsBudgets: false });
    const asked = capped.reduce((sum, { points }) => sum + points, 0);
    const isShort = purses.some((purse) => asked > purse.left(today));
    if (!isShort) return serve(due, purses, today, { isTrial: false, mindsBudgets: false });
    this.paper.take("budget short");
    return this.serveInTurn(today.reading.capsSeeRefusedAwards ? capped : due, purses, today);
  }

  /** Members by the roster, from another one on each day; booked in the order of the causes all the same. */
  private serveInTurn(due: readonly Paid[], purses: readonly Purse[], today: Today): Paid[] {
    const { length } = today.members;
    const turn = ({ member }: Paid) => (member.place - (today.day % length) + length) % length;
    const inTurn = due.toSorted((a, b) => turn(a) - turn(b));
    const paid = serve(inTurn, purses, today, { isTrial: false, mindsBudgets: true });
    return paid.sort((a, b) => a.cause - b.cause);
  }

  private reaches({ segment, tier }: Member): boolean {
    const { segments, tiers } = this.rule.eligibility ?? {};
    const bySegment = !segments || (segment !== undefined && segments.includes(segment));
    const byTier = !tiers || tiers.includes(this.paper.tierId(tier));
    if (!bySegment) this.paper.take("not of the segment");
    if (!byTier) this.paper.take("not of the tier");
    return bySegment && byTier;
  }

  /** What the condition is worth today; event by event where it matters which way one came. */
  met(today: Today): Award[] {
    const { condition, points, eligibility: { channels, products } = {}, multipliers = [] } = this.rule;
    const byOrigin = multipliers.some(({ kind }) => kind === "channel" || kind === "product");
    if (!channels && !products && !byOrigin) return awardsOf(condition, points, this.notes, today);
    const events = [...today.events, ...today.referrals];
    // Purchases come before bills.
    return [
      ...events.filter(({ event }) => event !== "bill"),
      ...events.filter(({ event }) => event === "bill"),
    ].flatMap((event) => {
      const isThrough = !channels || channels.includes(event.channel ?? "");
      const isOf = !products || products.includes(event.service ?? "");
      if (!isThrough) this.paper.take("not through the channel");
      if (!isOf) this.paper.take("not of the product");
      if (!isThrough || !isOf) return [];
      return awardsOf(condition, points, this.notes, aloneOn(today, event)).map((award) => ({
        ...award,
        from: event,
      }));
    });
  }

  private valueOf({ member, over, under, from: event }: Award, day: number): number {
    const { multipliers = [], rounding = "up" } = this.rule;
    let [top, bottom] = [over, under];
    for (const multiplier of multipliers) {
      const [from, until] = multiplier.kind === "window" ? this.paper.spanOf(multiplier.span) : [0, 0];
      const applies =
        multiplier.kind === "window"
          ? from <= day && day <= until
          : multiplier.kind === "segment"
            ? member.segment === multiplier.segment
            : multiplier.kind === "tier"
              ? this.paper.tierId(member.tier) === multiplier.tier
              : multiplier.kind === "channel"
                ? event?.channel === multiplier.channel
                : event?.service === multiplier.product;
      if (!applies) continue;
      this.paper.take(`multiplier by ${multiplier.kind}`);
      top *= BigInt(multiplier.factor);
      bottom *= 10_000n;
    }
    if (top % bottom !== 0n) this.paper.take(`rounded ${rounding}`);
    return rounded(top, bottom, rounding);
  }
}

/** Caps and a budget, of a rule or of several, and what has been paid under them. */
class Purse {
  private readonly paid = new Notes();

  constructor(
    private readonly what: string,
    private readonly caps: MemberCaps,
    private readonly budget: number | undefined,
    private readonly paper: NaivePaper,
  ) {}

  /** What of a member's points the caps let through. */
  capped(wanted: number, { name }: Member, { day, date, month }: Today, isTrial: boolean): number {
    const { pointsPerDay, pointsPerMonth, pointsPerYear, allOrNothing = false } = this.caps;
    const periods = [
      ["day", pointsPerDay, day],
      ["month", pointsPerMonth, month],
      ["year", pointsPerYear, date.year],
    ] as const;
    let allowed = wanted;
    for (const [period, cap, number] of periods) {
      const room =
        cap === undefined ? Number.POSITIVE_INFINITY : cap - this.paid.get(`${name} ${period} ${number}`);
      if (room < wanted && !isTrial)
        this.paper.take(`cap of a ${period}${this.what}${allOrNothing ? ", all or nothing" : ""}`);
      allowed = Math.min(allowed, room);
    }
    return allOrNothing && allowed < wanted ? 0 : allowed;
  }

  /** What the budget lets through. */
  budgeted(wanted: number, today: Today): number {
    const left = this.left(today);
    if (wanted <= left) return wanted;
    const { allOrNothing = false } = this.caps;
    this.paper.take(`budget${this.what} ${allOrNothing ? "refuses all" : "pays the rest"}`);
    return allOrNothing ? 0 : left;
  }

  left({ month }: Today): number {
    return (this.budget ?? Number.POSITIVE_INFINITY) - this.paid.get(`budget ${month}`);
  }

  pay(points: number, { name }: Member, { day, date, month }: Today): void {
    const periods = [`${name} day ${day}`, `${name} month ${month}`, `${name} year ${date.year}`];
    for (const about of [...periods, `budget ${month}`]) this.paid.add(about, points);
  }
}

/** Pays one after the other what every cap and, where minded, every budget leaves. A trial leaves nothing behind. */
function serve(
  due: readonly Paid[],
  purses: readonly Purse[],
  today: Today,
  { isTrial, mindsBudgets }: { isTrial: boolean; mindsBudgets: boolean },
): Paid[] {
  const undo: (() => void)[] = [];
  const paid = due.flatMap(({ member, points, cause, order }): Paid[] => {
    let allowed = points;
    for (const purse of purses) allowed = purse.capped(allowed, member, today, isTrial);
    if (mindsBudgets) for (const purse of purses) allowed = purse.budgeted(allowed, today);
    if (allowed <= 0) return [];
    for (const purse of purses) {
      purse.pay(allowed, member, today);
      undo.push(() => purse.pay(-allowed, member, today));
    }
    return [{ member, points: allowed, cause, order }];
  });
  if (isTrial) for (const back of undo) back();
  return paid;
}

/** The whole scheme on paper, day after day. */
class NaivePaper {
  readonly members: Member[] = [];
  readonly postings: Posting[] = [];
  readonly issued: number[];
  readonly taken = new Map<string, number>();
  private readonly praises = new Notes();
  /** By number of the payment: cents paid. */
  private readonly paidCents = new Notes();
  private readonly start: number;
  private readonly rules: NaiveRule[];
  private readonly limits: { limit: Limit; purse: Purse }[];

  constructor(
    private readonly scenario: Scenario,
    private readonly people: People,
    private readonly reading: Reading,
  ) {
    this.start = parseIsoDate(scenario.run.start) ?? Number.NaN;
    this.issued = scenario.currencies.map(() => 0);
    this.limits = (scenario.limits ?? []).map((limit) => {
      const what = limit.service === undefined ? " of a currency" : " of a service";
      return { limit, purse: new Purse(what, limit.caps, limit.budgetPerMonth, this) };
    });
    this.rules = scenario.rules.filter(({ enabled }) => enabled).map((rule) => new NaiveRule(rule, this));
  }

  take(turn: string): void {
    this.taken.set(turn, (this.taken.get(turn) ?? 0) + 1);
  }

  /** Days of the run from and until which a span holds. */
  spanOf({ from, until }: Span = {}): [from: number, until: number] {
    const day = (iso: string) => (parseIsoDate(iso) ?? Number.NaN) - this.start;
    const first = from === undefined ? Number.NEGATIVE_INFINITY : day(from);
    return [first, until === undefined ? Number.POSITIVE_INFINITY : day(until)];
  }

  /** The limits over several rules that hold for one, in their order. */
  limitsOf({ currency, service }: Rule): Purse[] {
    return this.limits.flatMap(({ limit, purse }) =>
      limit.currency === currency && (limit.service ?? service) === service ? [purse] : [],
    );
  }

  tierId(tier: number): string {
    return this.scenario.tiers?.steps[tier]?.id ?? "";
  }

  live(day: number, recorded: readonly RecordedEvent[]): void {
    const today = this.record(day, recorded);
    this.open(today);
    for (const member of this.members) member.earnedYesterday = member.earned;
    this.payAll(today, (condition) => indicatorOf(condition) !== "redemption");
    this.refund(today);
    this.promote(day);
    const redeemed = today.events.flatMap((happened): Happened[] => {
      if (happened.event !== "redemption") return [];
      const amount = this.mainAccount(happened.member).redeem(happened.amount);
      return amount > 0 ? [{ ...happened, amount }] : [];
    });
    this.payAll({ ...today, events: redeemed }, (condition) => indicatorOf(condition) === "redemption");
    if (today.isLastOfMonth)
      for (const naive of this.rules) if (naive.isOpen(day)) this.pay(naive, naive.monthEnd(today), today);
    this.endTierPeriods(day);
    this.close(day);
  }

  /** Takes back what refunded payments earned, in proportion where less than was paid comes back. */
  private refund({ day, events }: Today): void {
    for (const { event, amount, piece } of events)
      if (piece !== undefined && (moneyIndicators as readonly string[]).includes(event))
        this.paidCents.add(`${piece}`, amount);
    for (const { event, member, amount, piece } of events) {
      if (event !== "refund" || hasCancelled(member, day)) continue;
      const of = piece === undefined ? 0 : this.paidCents.get(`${piece}`);
      const part = amount === 0 || amount >= of ? undefined : { cents: amount, of };
      for (const account of member.accounts) account.refund(piece, part);
    }
  }

  /** At the end of a day, who holds which privilege. */
  private close(day: number): void {
    for (const { id, held } of this.scenario.privileges ?? [])
      for (const member of this.members) {
        if (!isMember(member, day) || !this.holds(member, held)) continue;
        member.daysHeld.set(id, (member.daysHeld.get(id) ?? 0) + 1);
        this.take(`privilege by ${held.kind}`);
      }
  }

  private holds(member: Member, held: Privilege["held"]): boolean {
    const { currencies, services, tiers } = this.scenario;
    if (held.kind === "balance") {
      const account = member.accounts[currencies.findIndex(({ id }) => id === held.currency)];
      return (account?.balance ?? 0) >= held.threshold;
    }
    if (held.kind === "tier")
      return member.tier >= (tiers?.steps ?? []).findIndex(({ id }) => id === held.tier);
    const steps = services.find(({ id }) => id === held.service)?.levels?.steps ?? [];
    const step = steps.find(({ id }) => id === held.step);
    return step !== undefined && (member.servicePoints.get(held.service) ?? 0) >= step.threshold;
  }

  private payAll(today: Today, isMeant: (condition: Condition) => boolean): void {
    for (const naive of this.rules) {
      if (!naive.isOpen(today.day) || !isMeant(naive.rule.condition)) continue;
      this.pay(naive, naive.met(today), today);
    }
  }

  /** Who comes, what happens, who cancels. */
  private record(day: number, recorded: readonly RecordedEvent[]): Today {
    const date = civilDateOf(this.start + day);
    const month = monthIndexOf(date) - monthIndexOf(civilDateOf(this.start));
    const happened: Happened[] = [];
    const referrals: Happened[] = [];
    const toSharers: Happened[] = [];
    for (const { event, member: name = "A", amount = 1, piece, referred: other, ...origin } of recorded) {
      const { channel, service } = origin;
      const joins = event === "activation" ? { day, month } : undefined;
      const member = this.member(name, joins);
      if (event === "cancellation") {
        member.cancelDay = Math.min(member.cancelDay, day);
        continue;
      }
      if (event === "referral") {
        const referred = this.member(other ?? "?", { day, month }, member);
        referrals.push({ event, member, amount, piece, channel, service, referred });
        continue;
      }
      happened.push({ event, member, amount, piece, channel, service });
      const met = shareDeeds.find(([deed]) => deed === event)?.[1];
      if (met) toSharers.push({ ...happened.at(-1)!, event: met, member: this.member(other ?? "?") });
    }
    for (const [, met] of shareDeeds)
      happened.push(...toSharers.filter(({ event, member }) => event === met && isMember(member, day)));
    const events = happened.filter(({ event, member }) => event !== "praise" || !hasCancelled(member, day));
    const visitors = [
      ...new Set(events.filter(({ event }) => event === "login").map(({ member }) => member)),
    ];
    const monthVisitors = visitors.filter(({ loginMonths }) => !loginMonths.has(month));
    for (const member of monthVisitors) {
      member.loginMonths.add(month);
      if (member.referrer && member.monthsKept === month - member.joinMonth) member.monthsKept++;
    }
    const praise = events.flatMap((from) => {
      const { event, member, amount, piece } = from;
      return event === "praise" && piece !== undefined
        ? [{ from, member, piece, ...this.praises.add(`${piece}`, amount) }]
        : [];
    });
    const { members, reading } = this;
    const isLastOfMonth = civilDateOf(this.start + day + 1).day === 1;
    const referred = referrals.flatMap((one) => (one.referred ? [one.referred] : []));
    const when = { day, dayNumber: this.start + day, date, month, isLastOfMonth };
    const { currencies } = this.scenario;
    const mainCurrency = (currencies.find(({ spendable }) => spendable) ?? currencies[0])?.id ?? "";
    return {
      reading,
      ...when,
      mainCurrency,
      members,
      events,
      visitors,
      monthVisitors,
      praise,
      referred,
      referrals,
    };
  }

  /** By name; whoever is new joined on the day before the run, or joins now. */
  private member(name: string, joins = { day: -1, month: -1 }, referrer?: Member): Member {
    const known = this.members.find((member) => member.name === name);
    if (known) return known;
    const { segment = 0, bornOn = 0 } = this.people[name] ?? {};
    const { currencies, population, run } = this.scenario;
    const member: Member = {
      name,
      place: this.members.length,
      joinDay: joins.day,
      joinMonth: joins.month,
      joinedOn: civilDateOf(this.start + joins.day),
      bornOn: bornOn === 0 ? undefined : { month: Math.floor(bornOn / 32), day: bornOn % 32 },
      cancelDay: Number.POSITIVE_INFINITY,
      referrer,
      segment: population.segments[segment]?.id,
      accounts: currencies.map(
        (currency) => new NaiveAccount(currency, run.start, (turn) => this.take(turn)),
      ),
      tier: 0,
      tierUntil: Number.POSITIVE_INFINITY,
      earned: 0,
      earnedYesterday: 0,
      earnedBeforePeriod: 0,
      earnedBeforeDemotion: 0,
      servicePoints: new Map(),
      daysHeld: new Map(),
      loginMonths: new Set(),
      monthsKept: 0,
    };
    this.members.push(member);
    return member;
  }

  private open({ day, date }: Today): void {
    const isNewYear = date.month === 1 && date.day === 1;
    for (const member of this.members)
      for (const account of member.accounts)
        account.open(day, isNewYear, member.cancelDay === day, hasCancelled(member, day));
  }

  /** What a rule pays, and what that causes in turn. */
  private pay(naive: NaiveRule, awards: readonly Award[], today: Today): void {
    if (awards.length === 0) return;
    const paid = naive.pay(awards, today);
    this.book(naive.rule, paid, today.day);
    this.cause(naive, paid, today, false);
  }

  /** Other rules hear what one paid, each with all that follows before the next; what came as a share is not shared. */
  private cause(by: NaiveRule, paid: readonly Paid[], today: Today, isShared: boolean): void {
    for (const naive of this.rules) {
      const { condition, currency, points } = naive.rule;
      if (paid.length === 0 || naive === by || !naive.isOpen(today.day)) continue;
      if (condition.kind === "perEarned" && condition.earned === by.rule.currency) {
        const due = paid.map((one) => worth(one.member, points * one.points, condition.per));
        const more = naive.pay(due, today);
        this.book(naive.rule, more, today.day);
        if (more.length > 0) this.take(isShared ? "earned by a share" : "earned by an award");
        this.cause(naive, more, today, isShared);
      }
      if (condition.kind === "shareOfReferred" && currency === by.rule.currency && !isShared && points > 0)
        this.share(naive, condition, paid, today);
    }
  }

  private share(
    sharing: NaiveRule,
    { basisPoints, depth }: Extract<Condition, { kind: "shareOfReferred" }>,
    paid: readonly Paid[],
    today: Today,
  ): void {
    let level = paid;
    for (let step = 1; level.length > 0 && (depth === 0 || step <= depth); step++) {
      const shares = level.flatMap(({ member: { referrer }, points }) => {
        const share = Math.floor((points * basisPoints) / 10_000);
        return referrer && !hasCancelled(referrer, today.day) && share > 0 ? [worth(referrer, share)] : [];
      });
      level = sharing.pay(shares, today);
      this.book(sharing.rule, level, today.day);
      if (level.length > 0) this.take(`share at step ${Math.min(step, 3)}`);
      this.cause(sharing, level, today, true);
    }
  }

  private book(rule: Rule, paid: readonly Paid[], day: number): void {
    const currency = this.scenario.currencies.findIndex(({ id }) => id === rule.currency);
    const isPayment = factsOf(indicatorOf(rule.condition)).amount === "cents";
    for (const { member, points, order } of paid) {
      this.postings.push({ rule: rule.id, member: member.name, day, points });
      const account = member.accounts[currency];
      if (isPayment) account?.earnByPayment(day, points, order, rule.validity);
      else account?.earn(day, points, rule.validity);
      this.issued[currency] = (this.issued[currency] ?? 0) + points;
      if (rule.currency === this.scenario.tiers?.currency) member.earned += points;
      const levels = this.scenario.services.find(({ id }) => id === rule.service)?.levels;
      if (levels?.currency === rule.currency)
        member.servicePoints.set(rule.service, (member.servicePoints.get(rule.service) ?? 0) + points);
      this.take(rule.condition.kind);
      if ("indicator" in rule.condition) this.take(`${rule.condition.kind} ${rule.condition.indicator}`);
    }
    for (const { member } of paid) {
      const account = member.accounts[currency];
      if (!account || account.owed === 0) continue;
      account.payDebt();
      this.take("debt paid by an award");
    }
  }

  /** The first currency that can be spent. */
  private mainAccount({ accounts }: Member): NaiveAccount {
    const main = this.scenario.currencies.findIndex(({ spendable }) => spendable);
    return accounts[Math.max(0, main)] as NaiveAccount;
  }

  private promote(day: number): void {
    const { tiers } = this.scenario;
    if (!tiers) return;
    for (const member of this.members) {
      const reached = tierFor(tiers, member.earned - member.earnedBeforeDemotion);
      const waits = this.reading.promotionWaitsForAnAward && member.earned === member.earnedYesterday;
      if (reached <= member.tier || waits) continue;
      this.take("promotion");
      this.beginPeriod(tiers, member, reached, day);
    }
  }

  private endTierPeriods(day: number): void {
    const { tiers } = this.scenario;
    if (!tiers) return;
    for (const member of this.members) {
      if (member.tierUntil !== day) continue;
      const earned = member.earnedYesterday - member.earnedBeforePeriod;
      const isKept = earned >= (tiers.steps[member.tier]?.threshold ?? 0);
      this.take(isKept ? "tier kept" : `demotion ${tiers.demotion}`);
      if (!isKept) member.earnedBeforeDemotion = member.earnedYesterday;
      const lower = tiers.demotion === "oneStep" ? member.tier - 1 : tierFor(tiers, earned);
      this.beginPeriod(tiers, member, isKept ? member.tier : lower, day);
    }
  }

  private beginPeriod({ validityMonths }: Tiers, member: Member, tier: number, day: number): void {
    member.tier = tier;
    member.earnedBeforePeriod = member.earnedYesterday;
    member.tierUntil =
      tier > 0 && validityMonths > 0
        ? addMonths(civilDateOf(this.start + day), validityMonths) - this.start
        : Number.POSITIVE_INFINITY;
  }

  private standings(): Standings | undefined {
    const { tiers, services, privileges = [], run } = this.scenario;
    const leveled = services.flatMap(({ id, levels }) => (levels ? [{ id, levels }] : []));
    if (!tiers && leveled.length === 0 && privileges.length === 0) return undefined;
    const enrolled = this.members.filter((member) => isMember(member, run.days - 1));
    const onSteps = (steps: readonly { id: string }[], stepOf: (member: Member) => number) =>
      Object.fromEntries(
        steps.map(({ id }, step) => [id, enrolled.filter((member) => stepOf(member) === step).length]),
      );
    const privilegeOf = ({ id, held }: Privilege) => {
      const days = this.members.map((member) => member.daysHeld.get(id) ?? 0);
      return {
        holders: enrolled.filter((member) => this.holds(member, held)).length,
        reached: days.filter((count) => count > 0).length,
        memberDays: days.reduce((sum, count) => sum + count, 0),
      };
    };
    return {
      tiers: onSteps(tiers?.steps ?? [], ({ tier }) => tier),
      levels: Object.fromEntries(
        leveled.map(({ id, levels }) => {
          const points = (member: Member) => member.servicePoints.get(id) ?? 0;
          return [id, onSteps(levels.steps, (member) => tierFor(levels, points(member)))];
        }),
      ),
      privileges: Object.fromEntries(privileges.map((own) => [own.id, privilegeOf(own)])),
    };
  }

  result(): Paper {
    const { currencies } = this.scenario;
    const byName = <T>(of: (member: Member) => T) =>
      Object.fromEntries(this.members.map((member) => [member.name, of(member)]));
    const byCurrency = <T>(of: (position: number) => T) =>
      Object.fromEntries(currencies.map(({ id }, position) => [id, of(position)]));
    const flow = (name: (typeof flows)[number], position: number) =>
      this.members.reduce((sum, { accounts }) => sum + (accounts[position]?.[name] ?? 0), 0);
    return {
      postings: this.postings,
      balances: byCurrency((position) => byName(({ accounts }) => accounts[position]?.balance ?? 0)),
      waiting: byCurrency((position) => byName(({ accounts }) => accounts[position]?.waiting ?? 0)),
      owed: byCurrency((position) => byName(({ accounts }) => accounts[position]?.owed ?? 0)),
      flows: byCurrency((position) => ({
        issued: this.issued[position] ?? 0,
        redeemed: flow("redeemed", position),
        expired: flow("expired", position),
        decayed: flow("decayed", position),
        cleared: flow("cleared", position),
        reversed: flow("reversed", position),
      })),
      tiers: byName(({ tier }) => tier),
      standings: this.standings(),
      taken: this.taken,
    };
  }
}

function tierFor({ steps }: Pick<Tiers, "steps">, points: number): number {
  return Math.max(
    0,
    steps.findLastIndex(({ threshold }) => points >= threshold),
  );
}

/** Plays a scenario's days on paper. Events of a day come in their order; days may come in any. */
export function playOnPaper(
  scenario: Scenario,
  events: readonly RecordedEvent[],
  people: People = {},
  reading = asBuilt,
): Paper {
  const paper = new NaivePaper(scenario, people, reading);
  for (let day = 0; day < scenario.run.days; day++)
    paper.live(
      day,
      events.filter((event) => event.day === day),
    );
  return paper.result();
}
