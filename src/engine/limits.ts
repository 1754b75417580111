/** Caps and budgets: those of a rule, and those of limits over several rules. All that hold for a rule are met together. */
import type { Rule } from "../domain/rule.ts";
import type { Scenario } from "../domain/scenario.ts";
import type { HeldBy } from "../domain/trace.ts";
import { intsIf } from "./columns.ts";
import type { Days } from "./days.ts";

/** Points of one member; Infinity where there is no cap. */
export type Caps = { perDay: number; perMonth: number; perYear: number; allOrNothing: boolean };

/** How much of it is used up; columns by member are empty where there is no such cap. */
export type Allowance = {
  paidToday: Int32Array;
  paidInMonth: Int32Array;
  paidInYear: Int32Array;
  /** Points that may still be paid this month, to these members together. */
  budgetLeft: number;
};

export type CompiledLimit = { caps: Caps; budgetPerMonth: number | undefined };

/** A cap or budget at work: of the limit at this position in the scenario, or of the rule itself (−1). */
export type Held = CompiledLimit & { limit: number; allowance: Allowance };

type Allowed = Pick<Rule, "caps" | "budgetPerMonth">;

/** Caps and a budget that never hold, but count: see `allowedIn`. The budget is 2⁵⁰, so that its parts are exact. */
const uncapped = Number.MAX_SAFE_INTEGER;
const unbounded = 1_125_899_906_842_624;

/**
 * What a rule or a limit allows in one stage of a run. A cap or budget that only another stage has counts in this one, too,
 * so that a change within a period finds what was paid before.
 */
export function allowedIn({ caps, budgetPerMonth }: Allowed, stages: readonly Allowed[]): CompiledLimit {
  const capOf = (name: "pointsPerDay" | "pointsPerMonth" | "pointsPerYear") =>
    caps[name] ??
    (stages.some((stage) => stage.caps[name] !== undefined) ? uncapped : Number.POSITIVE_INFINITY);
  return {
    caps: {
      perDay: capOf("pointsPerDay"),
      perMonth: capOf("pointsPerMonth"),
      perYear: capOf("pointsPerYear"),
      allOrNothing: caps.allOrNothing ?? false,
    },
    budgetPerMonth:
      budgetPerMonth ?? (stages.some((stage) => stage.budgetPerMonth !== undefined) ? unbounded : undefined),
  };
}

/** The limits of one stage; `stages` are all of the run. */
export function compileLimits({ limits = [] }: Scenario, stages: readonly Scenario[]): CompiledLimit[] {
  return limits.map((limit, at) =>
    allowedIn(
      limit,
      stages.flatMap((stage) => stage.limits?.[at] ?? []),
    ),
  );
}

/** Positions of the limits that a rule falls under. */
export function limitsOf({ limits = [] }: Scenario, { currency, service }: Rule): number[] {
  return limits.flatMap((limit, position) =>
    limit.currency === currency && (limit.service === undefined || limit.service === service)
      ? [position]
      : [],
  );
}

/** Nothing used up yet; the budget is given with the first day. */
export function openAllowance(caps: Caps, capacity: number): Allowance {
  const column = (cap: number) => intsIf(Number.isFinite(cap), capacity);
  return {
    paidToday: column(caps.perDay),
    paidInMonth: column(caps.perMonth),
    paidInYear: column(caps.perYear),
    budgetLeft: Number.POSITIVE_INFINITY,
  };
}

/** Bytes by member that the columns take. */
export function allowanceBytes({ perDay, perMonth, perYear }: Caps): number {
  const bytesOf = (cap: number) => (Number.isFinite(cap) ? 4 : 0);
  return bytesOf(perDay) + bytesOf(perMonth) + bytesOf(perYear);
}

/** All caps, and all budgets, that hold for a rule. */
export type HeldBack = { caps: Held[]; budgets: Held[] };

/** For rules without caps, budgets and limits, which are most. */
export const nothingHeld: HeldBack = { caps: [], budgets: [] };

/** What holds for a rule: its own caps and budget first, then those of the limits it falls under. */
export function heldFor(
  { caps, budgetPerMonth, limits }: CompiledLimit & { limits: readonly number[] },
  own: Allowance,
  limited: readonly CompiledLimit[],
  shared: readonly Allowance[],
): HeldBack {
  if (limits.length === 0 && budgetPerMonth === undefined && allowanceBytes(caps) === 0) return nothingHeld;
  const all: Held[] = [
    { caps, budgetPerMonth, limit: -1, allowance: own },
    ...limits.map((limit) => ({
      ...(limited[limit] as CompiledLimit),
      limit,
      allowance: shared[limit] as Allowance,
    })),
  ];
  return {
    caps: all.filter((one) => allowanceBytes(one.caps) > 0),
    budgets: all.filter((one) => one.budgetPerMonth !== undefined),
  };
}

/** Gives back what a new day, month or year gives back: caps, and the part of the budget that belongs to these members. */
export function openPeriods(
  limited: readonly CompiledLimit[],
  allowances: readonly Allowance[],
  days: Days,
  budgetPart: (points: number) => number,
  day: number,
): void {
  const opensMonth = day === 0 || days.opensMonth[day] === 1;
  const opensYear = day === 0 || days.opensYear[day] === 1;
  for (let position = 0; position < limited.length; position++) {
    const allowance = allowances[position] as Allowance;
    const { budgetPerMonth } = limited[position] as CompiledLimit;
    if (allowance.paidToday.length > 0) allowance.paidToday.fill(0);
    if (!opensMonth) continue;
    allowance.paidInMonth.fill(0);
    if (opensYear) allowance.paidInYear.fill(0);
    if (budgetPerMonth !== undefined) allowance.budgetLeft = budgetPart(budgetPerMonth);
  }
}

/** What the caps leave a member: nothing where a cap was lowered below what has been paid, Infinity without caps. */
export function roomIn({ caps, allowance }: Held, m: number): number {
  const { paidToday, paidInMonth, paidInYear } = allowance;
  let room = Number.POSITIVE_INFINITY;
  if (paidToday.length > 0) room = caps.perDay - (paidToday[m] as number);
  if (paidInMonth.length > 0) room = Math.min(room, caps.perMonth - (paidInMonth[m] as number));
  if (paidInYear.length > 0) room = Math.min(room, caps.perYear - (paidInYear[m] as number));
  return Math.max(0, room);
}

/** Which of the caps leaves no more than this room: the shortest period that does. */
export function holderIn({ caps, allowance }: Held, m: number, room: number): HeldBy {
  const { paidToday, paidInMonth } = allowance;
  if (paidToday.length > 0 && caps.perDay - (paidToday[m] as number) <= room) return "day";
  return paidInMonth.length > 0 && caps.perMonth - (paidInMonth[m] as number) <= room ? "month" : "year";
}

/** Counts points towards the caps; negative ones are given back. */
export function count({ paidToday, paidInMonth, paidInYear }: Allowance, m: number, points: number): void {
  if (paidToday.length > 0) paidToday[m] = (paidToday[m] as number) + points;
  if (paidInMonth.length > 0) paidInMonth[m] = (paidInMonth[m] as number) + points;
  if (paidInYear.length > 0) paidInYear[m] = (paidInYear[m] as number) + points;
}
