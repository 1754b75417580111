/** The most that rules can pay one member, whatever happens: what thresholds are held against. Upper bounds, never too low. */
import { parseIsoDate } from "./calendar.ts";
import type { Rounding } from "./currency.ts";
import { mostFactor } from "./multiplied.ts";
import type { Condition, Rule } from "./rule.ts";
import type { Scenario } from "./scenario.ts";

/** At most `points` in each stretch of `every` units; `ever`: in all. */
type Limit = { unit: "day" | "month" | "year" | "ever"; every: number; points: number };

/** A length of time, and how many calendar months and years it may touch. */
export type Stretch = { days: number; months: number; years: number };

/** So many months from any day on. */
export function monthsLong(months: number): Stretch {
  return { days: 31 * months, months: months + 1, years: Math.ceil(months / 12) + 1 };
}

/** So many natural years. */
export function yearsLong(years: number): Stretch {
  return { days: 366 * years, months: 12 * years, years };
}

/** A stretch that begins so many days earlier. */
export function longerBy(days: number, stretch: Stretch): Stretch {
  if (days === 0) return stretch;
  return {
    days: stretch.days + days,
    months: stretch.months + Math.ceil(days / shortestMonth),
    years: stretch.years + Math.ceil(days / shortestYear),
  };
}

export const forEver: Stretch = {
  days: Number.POSITIVE_INFINITY,
  months: Number.POSITIVE_INFINITY,
  years: Number.POSITIVE_INFINITY,
};

const shortestMonth = 28;
const shortestYear = 365;

/** So many days from any on. */
export function daysLong(days: number): Stretch {
  return {
    days,
    months: Math.ceil(days / shortestMonth) + 1,
    years: Math.ceil(days / shortestYear) + 1,
  };
}

/** Rules that stand under limits together; a rule is a pool of itself. */
export type Pool = { limits: Limit[]; parts: Pool[] };

/** Rules of one currency under its limits, those of each service under the service's. */
export function poolOf(scenario: Scenario, rules: readonly Rule[]): Pool {
  const shared = (scenario.limits ?? []).filter(({ currency }) => currency === rules[0]?.currency);
  const limitsFor = (service: string | undefined) =>
    shared.filter((limit) => limit.service === service).flatMap(cappedBy);
  const services = [...new Set(rules.map(({ service }) => service))];
  return {
    limits: limitsFor(undefined),
    parts: services.map((service) => ({
      limits: limitsFor(service),
      parts: rules
        .filter((rule) => rule.service === service)
        .map((rule) => ({ limits: limitsOf(scenario, rule), parts: [] })),
    })),
  };
}

/** Points that the rules can pay a member within a stretch of time; Infinity where nothing bounds them. */
export function mostWithin(pool: Pool, stretch: Stretch): number {
  return mostBy(pool, within(stretch));
}

/** The same on so many days, however far apart they lie. */
export function mostOnDays(pool: Pool, days: number): number {
  return mostBy(pool, ({ unit, points }) => (points === 0 || unit === "ever" ? points : points * days));
}

function mostBy({ limits, parts }: Pool, mostOf: (limit: Limit) => number): number {
  const own = Math.min(...limits.map(mostOf));
  if (parts.length === 0) return limits.length === 0 ? 0 : own;
  return Math.min(
    own,
    parts.reduce((sum, part) => sum + mostBy(part, mostOf), 0),
  );
}

/** Twice: what comes at once, and what comes after it has waited, each under all the limits. */
export function twice(pool: Pool): Pool {
  return { limits: [], parts: [pool, pool] };
}

function within({ days, months, years }: Stretch): (limit: Limit) => number {
  const units = { day: days, month: months, year: years, ever: 1 };
  return ({ unit, every, points }) => (points === 0 ? 0 : points * Math.ceil(units[unit] / every));
}

const daysIn = { month: shortestMonth, year: shortestYear };

export type Decay = { basisPointsPerDay: number; rounding: Rounding };

/**
 * The highest balance at the close of a day that the rules can reach against a daily decay. What comes day by day meets
 * it at the fixed point; what comes at longer intervals adds what is left of all that came before.
 */
export function mostAgainstDecay(pool: Pool, decay: Decay): number {
  const leaves = decay.basisPointsPerDay / 10_000;
  const { daily, lumps } = inflowOf(pool, leaves);
  if (lumps === 0) return fixedPoint(daily, decay);
  // Rounding gives a balance back up to a point a day, on the sum of both.
  const lift = { down: 0, nearest: 0.5, up: 1 }[decay.rounding];
  return (daily + lift) / leaves + lumps;
}

/** What comes day by day, and what the rest can make of a balance at once. */
type Inflow = { daily: number; lumps: number };

function inflowOf({ limits, parts }: Pool, leaves: number): Inflow {
  const bounds: Inflow[] = limits.map((limit) =>
    isDaily(limit) ? { daily: limit.points, lumps: 0 } : { daily: 0, lumps: atMost(limit, 1 - leaves) },
  );
  const inner = parts.map((part) => inflowOf(part, leaves));
  if (inner.length > 0 || bounds.length === 0)
    bounds.push({
      daily: inner.reduce((sum, { daily }) => sum + daily, 0),
      lumps: inner.reduce((sum, { lumps }) => sum + lumps, 0),
    });
  const size = ({ daily, lumps }: Inflow) => daily / leaves + lumps;
  return bounds.reduce((least, bound) => (size(bound) < size(least) ? bound : least));
}

function isDaily({ unit, every }: Limit): boolean {
  return unit === "day" && every === 1;
}

/** What stretches of at most so many points can make at once: two may meet at a border, the earlier ones have decayed. */
function atMost({ unit, every, points }: Limit, keeps: number): number {
  if (points === 0 || unit === "ever") return points;
  if (unit === "day") return points / (1 - leftAfter(every, keeps));
  return points * (1 + 1 / (1 - leftAfter(every * daysIn[unit], keeps)));
}

/** Day by day: powers differ between hosts. */
function leftAfter(days: number, keeps: number): number {
  let left = 1;
  for (let day = 0; day < days; day++) left *= keeps;
  return left;
}

/** Decay, then the day's points, day after day, until nothing changes. */
function fixedPoint(daily: number, { basisPointsPerDay, rounding }: Decay): number {
  if (!Number.isFinite(daily)) return daily;
  const lift = { down: 0, nearest: 5000, up: 9999 }[rounding];
  // Whole from here on, so that it ends; the first guess lies below.
  let balance = Math.floor((daily * 10_000) / basisPointsPerDay) - Math.ceil(10_000 / basisPointsPerDay);
  balance = Math.max(0, balance);
  for (;;) {
    const next = Math.floor((balance * (10_000 - basisPointsPerDay) + lift) / 10_000) + daily;
    if (next <= balance) return balance;
    balance = next;
  }
}

function cappedBy({ caps, budgetPerMonth }: Pick<Rule, "caps" | "budgetPerMonth">): Limit[] {
  const capped = [
    ["day", caps.pointsPerDay],
    ["month", caps.pointsPerMonth],
    ["year", caps.pointsPerYear],
    ["month", budgetPerMonth],
  ] as const;
  return capped.flatMap(([unit, points]) => (points === undefined ? [] : [{ unit, every: 1, points }]));
}

/** Everything that bounds what a rule pays one member; always at least one entry. */
function limitsOf(scenario: Scenario, rule: Rule): Limit[] {
  const limits: Limit[] = [limitOf(scenario, rule), ...cappedBy(rule)];
  const { from, until } = rule.eligibility?.span ?? {};
  if (until === undefined) return limits;
  const start = parseIsoDate(scenario.run.start) ?? 0;
  const first = Math.max(start, from === undefined ? start : (parseIsoDate(from) ?? start));
  const days = Math.max(0, (parseIsoDate(until) ?? first) - first + 1);
  const ever = days === 0 ? 0 : Math.min(...limits.map(within(daysLong(days))));
  return [...limits, { unit: "ever", every: 1, points: ever }];
}

const minutesPerDay = 1440;

/** What the condition itself allows: how often, and for how many award values at a time. */
function limitOf(scenario: Scenario, rule: Rule): Limit {
  const { condition } = rule;
  const limit = (unit: Limit["unit"], every = 1, times = 1): Limit => {
    return { unit, every, points: times * paidFor(scenario, rule, rule.points) };
  };
  switch (condition.kind) {
    case "activation":
    case "bulkGrant":
      return limit("ever");
    case "tenure":
      return limit("month", condition.everyMonths);
    case "firstOfDay":
      return limit("day");
    case "firstOfMonth":
      return limit("month");
    case "streak":
      return limit("day", daysPerStreak(condition));
    case "sessionLength":
      return limit("day", 1, Math.floor(minutesPerDay / condition.unitMinutes));
    case "sessionReaches":
      return limit("day", 1, Math.floor(minutesPerDay / condition.minutes));
    case "accumulated":
      return condition.period === "day"
        ? limit("day", 1, Math.floor(minutesPerDay / condition.unitMinutes))
        : limit("month", 1, Math.floor((31 * minutesPerDay) / condition.unitMinutes));
    case "bands": {
      const highest = Math.max(...condition.bands.map(({ points }) => points));
      return { unit: "month", every: 1, points: paidFor(scenario, rule, highest) };
    }
    case "festival":
    case "birthday":
    case "anniversary":
      return limit("year");
    default:
      return { unit: "ever", every: 1, points: rule.points === 0 ? 0 : Number.POSITIVE_INFINITY };
  }
}

/** Days that lie at least between two awards; the break that ends a run is a day too. */
function daysPerStreak({ days, repeat }: Extract<Condition, { kind: "streak" }>): number {
  return repeat === "restart" ? days : repeat === "daily" ? 1 : days + 1;
}

/** One award with the multipliers that can hold together, rounded up. */
function paidFor(scenario: Scenario, rule: Rule, points: number): number {
  const { over, under } = mostFactor(scenario, rule);
  return Number((BigInt(points) * over + under - 1n) / under);
}
