/** Rule → CompiledRule: the days it holds on, the fraction its base value is multiplied by, its caps. */
import { parseIsoDate } from "../domain/calendar.ts";
import type { Rounding } from "../domain/currency.ts";
import { factsOf } from "../domain/indicator.ts";
import {
  type Condition,
  indicatorOf,
  type Multiplier,
  originAsked,
  type Rule,
  type Span,
} from "../domain/rule.ts";
import type { Scenario } from "../domain/scenario.ts";
import type { Days } from "./days.ts";
import type { EventBatch } from "./events.ts";
import { type Fraction, reduced } from "./fraction.ts";
import { allowedIn, type Caps, limitsOf } from "./limits.ts";

export type CompiledMultiplier = Fraction & {
  firstDay: number;
  lastDay: number;
  /** Position of the segment or tier it is for; −1 for all. */
  segment: number;
  tier: number;
  /** 1 + the position of the channel or service that an event must have; 0 for any. */
  channel: number;
  product: number;
};

/** What a rule by channel or product hears: events of these kinds, and of which origin (1 + position; 0 is none). */
export type Origin = {
  kinds: (keyof EventBatch)[];
  channels: Uint8Array | undefined;
  products: Uint8Array | undefined;
  /** Whether awards depend on the origin beyond that, so that each must know its own. */
  perEvent: boolean;
};

export type Scale = {
  /** What every base value is multiplied by. */
  base: Fraction;
  multipliers: CompiledMultiplier[];
  rounding: Rounding;
};

/** Which columns by member the memory of a rule has: the others stay empty. */
type Needs = Record<"carry" | "marked", boolean>;

export type CompiledRule = {
  id: string;
  /** Position in the scenario's list of rules. */
  position: number;
  condition: Condition;
  points: number;
  currency: number;
  /** Only on these days of the run, inclusive. */
  firstDay: number;
  lastDay: number;
  /** Whether it counts on other days, too, what it then pays nothing for: friends so far, praise of a piece. */
  countsAlways: boolean;
  /** Whether it counts the praise of pieces by itself: where it is, or ever will be, for some channels or products. */
  countsPieces: boolean;
  /** By position of segment and tier: 1 for those who earn; undefined for all. */
  segments: Uint8Array | undefined;
  tiers: Uint8Array | undefined;
  /** Only for who has been verified. */
  forVerified: boolean;
  /** undefined where it does not matter which way events came. */
  origin: Origin | undefined;
  /** undefined where the base value is paid as it is. */
  scale: Scale | undefined;
  /** Of a rule by amount that pays anything: cents for one of the base value. */
  paidFor: Fraction | undefined;
  needs: Needs;
  caps: Caps;
  budgetPerMonth: number | undefined;
  /** Positions of the limits over several rules that it falls under. */
  limits: number[];
  /** Position of the currency whose postings it hears; −1 for none. And whether it listens to redemptions. */
  hears: number;
  regains: boolean;
  /** Position of the only currency whose redemption counts, −1 for any; day of a grant in bulk, −1 for none. */
  spends: number;
  grantDay: number;
  /**
   * What a refund takes back: what its order earned, an award for what a referred member has spent, or nothing; and whether
   * what payments earn waits before it can be spent.
   */
  takenBack: "withOrder" | "withSpend" | "never";
  waits: boolean;
  /** Position of the rule's validity among those of its currency. */
  validity: number;
  /** Which service's levels its points raise, among the program's; −1 for none. */
  level: number;
  /** Among the sums of points for session time: where its own count, and which one makes its months active; −1 for none. */
  paysTime: number;
  asksTime: number;
  /**
   * What the rule offers a member who is active every day, for the accrual rate: `daily` up to `offeredPerDay`, `certain`
   * by membership alone, `unlimited` what being active every day does not bound, `elsewhere` points of another currency than the main one.
   */
  offered: "daily" | "certain" | "unlimited" | "elsewhere";
  offeredPerDay: number;
};

/** What the rest of the scenario has to say about a rule. */
export type RulePlace = {
  position: number;
  currency: number;
  validity: number;
  isMain: boolean;
  level: number;
  /** The sum of points for session time of its service and currency; −1 where nobody asks for it. */
  time: number;
  /** The rule in every stage of the run. */
  stages: readonly Rule[];
};

/** A rule as the loops need it: ids as positions, dates as days of the run, factors as fractions in lowest terms. */
export function compileRule(scenario: Scenario, days: Days, rule: Rule, place: RulePlace): CompiledRule {
  const { eligibility } = rule;
  const { position, currency, validity, isMain, level, time } = place;
  const isPayment = factsOf(indicatorOf(rule.condition)).amount === "cents";
  const isOfSpend = rule.condition.kind === "referralSpend";
  const origin = originOf(scenario, rule);
  const countsPieces = rule.condition.kind === "praisedOver" && place.stages.some(narrowsOrigin);
  return {
    id: rule.id,
    position,
    condition: rule.condition,
    points: rule.points,
    currency,
    ...daysOfSpan(eligibility?.span, days),
    countsAlways: countsPieces || isSoFar(rule.condition),
    countsPieces,
    segments: maskOf(scenario.population.segments, eligibility?.segments),
    tiers: maskOf(scenario.tiers?.steps ?? [], eligibility?.tiers),
    forVerified: eligibility?.verified ?? false,
    origin,
    needs: needsOf(
      rule.condition,
      place.stages.some((stage) => originAsked(stage).asks),
    ),
    scale: scaleOf(scenario, days, rule),
    paidFor: paidForOf(rule),
    ...allowedIn(rule, place.stages),
    limits: limitsOf(scenario, rule),
    hears: positionIn(
      scenario.currencies,
      rule.condition.kind === "perEarned" ? rule.condition.earned : undefined,
    ),
    regains: indicatorOf(rule.condition) === "redemption",
    spends: positionIn(
      scenario.currencies,
      rule.condition.kind === "perRedeemed" ? rule.condition.spent : undefined,
    ),
    grantDay:
      rule.condition.kind === "bulkGrant" ? (parseIsoDate(rule.condition.date) ?? 0) - days.start : -1,
    takenBack: isOfSpend ? "withSpend" : isPayment && !isMonthTotal(rule.condition) ? "withOrder" : "never",
    waits: (isPayment || isOfSpend) && (scenario.currencies[currency]?.pendingDays ?? 0) > 0,
    validity,
    level,
    paysTime: indicatorOf(rule.condition) === "session" ? time : -1,
    asksTime: asksForTime(rule) ? time : -1,
    ...offerTo(rule, isMain),
  };
}

/** What a member has come to is a fact about it, and not what happened while the rule was in force. */
function isSoFar(condition: Condition): boolean {
  return condition.kind === "bands" && condition.counted === "soFar";
}

/** What a piece has collected in all is counted for all rules; what came some ways, by the rule. */
function narrowsOrigin({ eligibility }: Rule): boolean {
  return (eligibility?.channels ?? eligibility?.products) !== undefined;
}

const carries: readonly string[] = [
  "streak",
  "accumulated",
  "bands",
  "community",
  "everyNth",
  "referralSpend",
];
const marks: readonly string[] = ["activation", "streak", "accumulated", "bands"];
const marksFirst: readonly string[] = ["firstOfDay", "firstOfMonth"];

/** A rule by channel or product, if only from a date on, remembers itself who has logged in. */
function needsOf(condition: Condition, isByOrigin: boolean): Needs {
  const { kind } = condition;
  const isLogin = "indicator" in condition && condition.indicator === "login" && !isByOrigin;
  const isTotal = isMonthTotal(condition);
  return {
    carry: isTotal || carries.includes(kind),
    marked: isTotal || marks.includes(kind) || (marksFirst.includes(kind) && !isLogin),
  };
}

/** Whether it adds up a month's payments into one award. */
export function isMonthTotal(condition: Condition): boolean {
  return condition.kind === "perAmount" && condition.monthTotal === true;
}

/** Whether points for session time say which months are active. */
export function asksForTime({ condition }: Rule): boolean {
  return condition.kind === "bands" && condition.sessionPoints !== undefined;
}

function daysOfSpan(span: Span | undefined, days: Days): { firstDay: number; lastDay: number } {
  const dayOf = (iso: string | undefined) => (iso === undefined ? undefined : parseIsoDate(iso));
  const from = dayOf(span?.from);
  const until = dayOf(span?.until);
  return {
    firstDay: from === undefined ? 0 : from - days.start,
    lastDay: until === undefined ? days.count : until - days.start,
  };
}

/** −1 for no id. */
function positionIn(list: readonly { id: string }[], wanted: string | undefined): number {
  return wanted === undefined ? -1 : list.findIndex(({ id }) => id === wanted);
}

function maskOf(list: readonly { id: string }[], ids: readonly string[] | undefined): Uint8Array | undefined {
  return ids && Uint8Array.from(list, ({ id }) => (ids.includes(id) ? 1 : 0));
}

function originOf(scenario: Scenario, rule: Rule): Origin | undefined {
  if (!originAsked(rule).asks) return undefined;
  const { channels, products } = rule.eligibility ?? {};
  const withNone = (mask: Uint8Array | undefined) => mask && Uint8Array.of(0, ...mask);
  return {
    kinds:
      rule.condition.kind === "referralSpend"
        ? ["purchase", "bill"]
        : [indicatorOf(rule.condition) as keyof EventBatch],
    channels: withNone(maskOf(scenario.channels ?? [], channels)),
    products: withNone(maskOf(scenario.services, products)),
    perEvent: (rule.multipliers ?? []).some(({ kind }) => kind === "channel" || kind === "product"),
  };
}

/** A factor of 10,000 is 1. */
const wholeFactor = 10_000;

function scaleOf(scenario: Scenario, days: Days, rule: Rule): Scale | undefined {
  const { condition, multipliers = [], rounding = "up" } = rule;
  const base = partOf(rule);
  if (!base && multipliers.length === 0) return undefined;
  return {
    base: base ?? { numerator: 1, denominator: 1 },
    multipliers: multipliers.map((multiplier) => compileMultiplier(scenario, days, multiplier)),
    // Whatever the rule says of others: rounded up, a share of a point would go up the chain without end.
    rounding: condition.kind === "shareOfReferred" ? "down" : rounding,
  };
}

/** The base value is cents, or for full units the award value of each. */
function paidForOf({ condition, points }: Rule): Fraction | undefined {
  if (condition.kind !== "perAmount" || points === 0) return undefined;
  return condition.fullUnits
    ? { numerator: condition.cents, denominator: points }
    : { numerator: 1, denominator: 1 };
}

/** What is paid of each point or cent, where it is in proportion; else the condition says how many award values. */
function partOf({ condition, points }: Rule): Fraction | undefined {
  if (condition.kind === "shareOfReferred") return reduced(condition.basisPoints, wholeFactor);
  const unit = unitOf(condition);
  return unit === undefined ? undefined : reduced(points, unit);
}

/** What the award value is for, where it is paid in proportion. */
function unitOf(condition: Condition): number | undefined {
  if (condition.kind === "perAmount") return condition.fullUnits ? undefined : condition.cents;
  return condition.kind === "perRedeemed" || condition.kind === "perEarned" ? condition.per : undefined;
}

function compileMultiplier(scenario: Scenario, days: Days, multiplier: Multiplier): CompiledMultiplier {
  const { kind } = multiplier;
  return {
    ...reduced(multiplier.factor, wholeFactor),
    ...daysOfSpan(kind === "window" ? multiplier.span : undefined, days),
    segment: positionIn(scenario.population.segments, kind === "segment" ? multiplier.segment : undefined),
    tier: positionIn(scenario.tiers?.steps ?? [], kind === "tier" ? multiplier.tier : undefined),
    channel: 1 + positionIn(scenario.channels ?? [], kind === "channel" ? multiplier.channel : undefined),
    product: 1 + positionIn(scenario.services, kind === "product" ? multiplier.product : undefined),
  };
}

/** Longest a member can be online in a day, for what a rule offers at most. */
const minutesPerDay = 1440;

function offerTo(rule: Rule, isMain: boolean): Pick<CompiledRule, "offered" | "offeredPerDay"> {
  if (!isMain) return { offered: "elsewhere", offeredPerDay: 0 };
  const { condition, points, caps } = rule;
  const cap = caps.pointsPerDay ?? Number.POSITIVE_INFINITY;
  const daily = (most: number) => ({ offered: "daily" as const, offeredPerDay: Math.min(most, cap) });
  switch (condition.kind) {
    case "activation":
    case "tenure":
    case "festival":
    case "birthday":
    case "anniversary":
    case "bulkGrant":
      return { offered: "certain", offeredPerDay: 0 };
    case "firstOfDay":
      return daily(points);
    case "streak":
      // Once in an unbroken run: who breaks off earns more than who is active every day.
      if (condition.repeat === "oncePerRun") return { offered: "unlimited", offeredPerDay: 0 };
      return daily(condition.repeat === "daily" ? points : points / condition.days);
    case "sessionLength":
      return daily(Math.floor(minutesPerDay / condition.unitMinutes) * points);
    case "accumulated":
      return condition.period === "day"
        ? daily(Math.floor(minutesPerDay / condition.unitMinutes) * points)
        : { offered: "unlimited", offeredPerDay: 0 };
    default:
      return { offered: "unlimited", offeredPerDay: 0 };
  }
}
