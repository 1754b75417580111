/** What the multipliers of a rule can make of a point: only those count that can hold together. */
import { isoDateOf, parseIsoDate } from "./calendar.ts";
import type { Multiplier, Rule, Span } from "./rule.ts";
import type { Scenario } from "./scenario.ts";

/** A fraction of whole numbers. */
export type Ratio = { over: bigint; under: bigint };

/** Factors are in ten-thousandths. */
const whole = 10_000n;
const unchanged: Ratio = { over: 1n, under: 1n };
const none: Ratio = { over: 0n, under: 1n };

/** After every last date: what holds then holds without end. */
export const endOfTime = "9999";

/** Ids of the segment and the tier that a member is in, "" for none, and an ISO date. What is not given may be any. */
export type Standing = { segment?: string; tier?: string; day?: string };

/**
 * The most that one posting of a rule is multiplied by, exactly: a member is in one segment and one tier, the event came by
 * one channel and is of one product, all on one day. 0 where the rule pays nobody of that standing.
 */
export function mostFactor(
  { population, tiers, channels = [], services }: Scenario,
  rule: Rule,
  standing: Standing = {},
): Ratio {
  const { eligibility = {}, multipliers = [] } = rule;
  const most = (options: readonly (readonly Multiplier[])[]): Ratio =>
    options.map(productOf).reduce(larger, none);
  const oneOf = (
    kind: "segment" | "tier" | "channel" | "product",
    all: readonly { id: string }[],
    listed?: readonly string[],
    own?: string,
  ): Ratio => {
    const asking = multipliers.filter((one) => one.kind === kind);
    if (own !== undefined && listed?.includes(own) === false) return none;
    if (asking.length === 0) return unchanged;
    const ids = own === undefined ? (listed ?? ["", ...all.map(({ id }) => id)]) : [own];
    return most(ids.map((id) => asking.filter((one) => (one as Record<string, unknown>)[kind] === id)));
  };
  const steps = tiers?.steps ?? [];
  // Records know members of no segment and events of no origin; in a scheme with tiers everybody is in one.
  const ranks = tiers ? (eligibility.tiers ?? steps.map(({ id }) => id)) : [""];
  return [
    most(
      daysOf(rule, standing.day).map((day) =>
        multipliers.filter((one) => one.kind === "window" && holdsOn(one.span, day)),
      ),
    ),
    oneOf("segment", population.segments, eligibility.segments, standing.segment),
    oneOf("tier", steps, ranks, standing.tier),
    oneOf("channel", channels, eligibility.channels),
    oneOf("product", services, eligibility.products),
  ].reduce(times);
}

/** Of the rule's days, the first of each stretch on which the same windows hold; "" is before all dates. */
function daysOf({ eligibility, multipliers = [] }: Rule, own?: string): string[] {
  const span = eligibility?.span ?? {};
  const { from: first = "" } = span;
  const turns = multipliers.flatMap((one) => {
    if (one.kind !== "window") return [];
    const { from = "", until } = one.span;
    return until === undefined ? [from] : [from, dayAfter(until)];
  });
  const days = own === undefined ? [first, ...turns.filter((day) => day > first)] : [own];
  return days.filter((day) => holdsOn(span, day));
}

function dayAfter(iso: string): string {
  return isoDateOf((parseIsoDate(iso) ?? 0) + 1);
}

/** ISO dates are in the order of their letters. */
function holdsOn({ from = "", until = endOfTime }: Span, day: string): boolean {
  return from <= day && day <= until;
}

function productOf(multipliers: readonly Multiplier[]): Ratio {
  return multipliers
    .map(({ factor }): Ratio => ({ over: BigInt(factor), under: whole }))
    .reduce(times, unchanged);
}

function times(a: Ratio, b: Ratio): Ratio {
  return { over: a.over * b.over, under: a.under * b.under };
}

function larger(a: Ratio, b: Ratio): Ratio {
  return a.over * b.under < b.over * a.under ? b : a;
}
