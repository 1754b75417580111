/** Shares of what referred members earn: whether they get less from step to step, as they must to end (spec 1.7). */
import type { Problem } from "./problem.ts";
import type { Multiplier, Rule, Span } from "./rule.ts";
import type { Scenario } from "./scenario.ts";

type Sharing = Rule & { condition: Extract<Rule["condition"], { kind: "shareOfReferred" }> };

/** Factors and shares are in ten-thousandths. */
const whole = 10_000n;

/** A fraction of whole numbers. */
type Ratio = { over: bigint; under: bigint };

/**
 * The rules whose share, times the most that its multipliers can make of it, is all of what was earned or more: up the
 * chain it would grow instead of ending. What goes one step only may be as much.
 *
 * @param scenario with references that exist
 */
export function checkShares(scenario: Scenario): Problem[] {
  return scenario.rules.filter(isPassedOn).flatMap((rule): Problem[] => {
    const { over, under } = mostShared(scenario, rule);
    if (over < under) return [];
    const percent = String(Number((over * whole) / under) / 100);
    return [{ code: "shareGrows", path: `rules/${rule.id}/condition/basisPoints`, percent }];
  });
}

/** More than one step up. */
function isPassedOn(rule: Rule): rule is Sharing {
  return rule.enabled && rule.condition.kind === "shareOfReferred" && rule.condition.depth !== 1;
}

/** The share with all multipliers that can hold for one member on one day. */
function mostShared({ population, tiers }: Scenario, rule: Sharing): Ratio {
  const { condition, eligibility = {}, multipliers = [] } = rule;
  const { segments, tiers: ranks } = eligibility;
  // Records know members of no segment; whoever is in a scheme with tiers is in one of them.
  const ofSegments = segments ?? [undefined, ...population.segments.map(({ id }) => id)];
  const ofTiers = tiers ? (ranks ?? tiers.steps.map(({ id }) => id)) : [undefined];
  const days = firstDays(rule);
  const most = (options: readonly (Multiplier[] | undefined)[]): Ratio =>
    options.map((own) => productOf(own ?? [])).reduce(larger, { over: 0n, under: 1n });
  const parts = [
    most(days.map((day) => multipliers.filter((one) => one.kind === "window" && holdsOn(one.span, day)))),
    most(ofSegments.map((id) => multipliers.filter((one) => one.kind === "segment" && one.segment === id))),
    most(ofTiers.map((id) => multipliers.filter((one) => one.kind === "tier" && one.tier === id))),
  ];
  return parts.reduce(times, { over: BigInt(condition.basisPoints), under: whole });
}

/** Days on which more may begin to hold than before: "" is before all dates. */
function firstDays({ eligibility, multipliers = [] }: Rule): string[] {
  const begins = multipliers.map((one) => (one.kind === "window" ? (one.span.from ?? "") : ""));
  const { from = "" } = eligibility?.span ?? {};
  const days = [from, ...begins.filter((day) => day > from)];
  return days.filter((day) => holdsOn(eligibility?.span ?? {}, day));
}

/** ISO dates are in the order of their letters. */
function holdsOn({ from = "", until = "9999" }: Span, day: string): boolean {
  return from <= day && day <= until;
}

function productOf(multipliers: readonly Multiplier[]): Ratio {
  return multipliers
    .map(({ factor }): Ratio => ({ over: BigInt(factor), under: whole }))
    .reduce(times, { over: 1n, under: 1n });
}

function times(a: Ratio, b: Ratio): Ratio {
  return { over: a.over * b.over, under: a.under * b.under };
}

function larger(a: Ratio, b: Ratio): Ratio {
  return a.over * b.under < b.over * a.under ? b : a;
}
