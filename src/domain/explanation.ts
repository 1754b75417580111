/** Why a rule paid what it paid: the steps of an award with their numbers, and what cut it. */
import { parseIsoDate } from "./calendar.ts";
import type { Limit } from "./limit.ts";
import type { Multiplier, Rule } from "./rule.ts";
import type { Scenario } from "./scenario.ts";
import { schemeByDay } from "./scheme-by-day.ts";
import type { LocalText } from "./text.ts";
import type { AwardLine, HeldBy, Origin, Trace, TraceLine } from "./trace.ts";

/** `cut`: a cap or a budget left less than it was worth. `nothing`: the rule makes it worth no points. */
export type Verdict = "paid" | "cut" | "notEligible" | "capReached" | "budgetOut" | "nothing";

type Reached = "spent" | "paid" | "running" | "minutes" | "praises";

export type Step =
  /** times × points each. */
  | { kind: "count"; count: number; points: number; value: number }
  /** Full units of what was measured, then points each. */
  | {
      kind: "units";
      unit: "minutes" | "cents" | "times";
      amount: number;
      each: number;
      count: number;
      points: number;
      value: number;
    }
  /** Full groups of active members, then points each. */
  | { kind: "community"; active: number; each: number; count: number; points: number; value: number }
  /**
   * What was measured, and what it takes: cents that a referred member has spent in all or that were paid at once, days
   * running, minutes of a session, praise of a piece.
   */
  | { kind: "reached"; what: Reached; amount: number; asked: number; value: number }
  /** For how many months a referred member has stayed. */
  | { kind: "stayed"; months: number; value: number }
  /** So many points for so many cents or points, in proportion, times the multipliers; rounded once, at the end. */
  | {
      kind: "ratio";
      unit: "cents" | "points";
      amount: number;
      /** The rule whose posting the points are. */
      by?: LocalText;
      points: number;
      per: number;
      factors: number[];
      value: number;
    }
  /** How many there were, and from how many on the highest band is that they reach. */
  | { kind: "band"; reached: number; count: number; value: number }
  /** A share of what another earned by a rule, times the multipliers; rounded down once, at the end. */
  | {
      kind: "share";
      basisPoints: number;
      earned: number;
      by?: LocalText;
      factors: number[];
      value: number;
    }
  /** All multipliers together, in ten-thousandths. */
  | { kind: "factor"; factors: number[]; value: number }
  /** A cap or budget, of the rule or of a limit over several rules; `left` is what was left of it. */
  | { kind: "held"; by: HeldBy; limit: Limit | undefined; points: number; left: number; value: number };

export type Explanation = {
  verdict: Verdict;
  steps: Step[];
  /** What keeps the member, or what it did, from earning. */
  excludedBy: "segment" | "tier" | "verification" | "channel" | "product" | undefined;
  /** Where the event came from, for rules that ask: names of channel and product, as far as it had any. */
  origin?: { channel: LocalText | undefined; product: LocalText | undefined };
};

/** Explains an award of a member of a segment, by position. */
export type Explainer = (line: AwardLine, segment: number | undefined) => Explanation | undefined;

/** By the scheme that was in force on the day of the award. */
export function explainerOf(scenario: Scenario): Explainer {
  const schemeOn = schemeByDay(scenario);
  return (line, segment) => {
    const scheme = schemeOn(line.day);
    const rule = scheme.rules[line.rule];
    return rule && explanationOf(scheme, segment, rule, line);
  };
}

/** An explanation for each award of a trace. */
export function explain(scenario: Scenario, trace: Trace): Map<TraceLine, Explanation> {
  const explainer = explainerOf(scenario);
  const explanations = new Map<TraceLine, Explanation>();
  for (const line of trace.lines) {
    const explanation = line.kind === "award" ? explainer(line, trace.segment) : undefined;
    if (explanation) explanations.set(line, explanation);
  }
  return explanations;
}

function explanationOf(
  scheme: Scenario,
  segment: number | undefined,
  rule: Rule,
  line: AwardLine,
): Explanation {
  const { steps, unheard } = line;
  const origin = line.origin && { origin: originOf(scheme, line.origin) };
  if (unheard) return { verdict: "notEligible", steps: [], excludedBy: unheard, ...origin };
  const factors = factorsOn(scheme, segment, rule, line);
  const said = baseSteps(scheme, rule, line, factors);
  const excludedBy = steps.eligible === undefined ? exclusionOf(scheme, segment, rule, line) : undefined;
  if (excludedBy) return { verdict: "notEligible", steps: said, excludedBy, ...origin };
  const worth = steps.multiplied ?? 0;
  const isIncluded = said[0]?.kind === "ratio" || said[0]?.kind === "share";
  if (factors.length > 0 && !isIncluded) said.push({ kind: "factor", factors, value: worth });
  const capped = steps.capped ?? 0;
  said.push(...heldSteps(scheme, rule, line));
  return { verdict: verdictOf(worth, capped, line.paid), steps: said, excludedBy, ...origin };
}

function originOf({ channels = [], services }: Scenario, { channel, service }: Origin) {
  return { channel: channels[channel]?.name, product: services[service]?.name };
}

function verdictOf(worth: number, capped: number, paid: number): Verdict {
  if (worth === 0) return "nothing";
  if (paid === worth) return "paid";
  if (paid > 0) return "cut";
  return capped === 0 ? "capReached" : "budgetOut";
}

function exclusionOf(
  { population, tiers }: Scenario,
  segment: number | undefined,
  { eligibility }: Rule,
  { tier }: AwardLine,
): Explanation["excludedBy"] {
  const isIn = (ids: readonly string[] | undefined, id: string | undefined) =>
    !ids || (id !== undefined && ids.includes(id));
  if (!isIn(eligibility?.segments, population.segments[segment ?? -1]?.id)) return "segment";
  return isIn(eligibility?.tiers, tiers?.steps[tier]?.id) ? "verification" : "tier";
}

const capNames = { day: "pointsPerDay", month: "pointsPerMonth", year: "pointsPerYear" } as const;

/** What was paid after each cap and budget that cut the award; those before the last of a kind left what the next one saw. */
function heldSteps({ limits = [] }: Scenario, rule: Rule, { held, steps, paid }: AwardLine): Step[] {
  return held.map(({ limit: position, by, left }, at) => {
    const limit = limits[position];
    const { caps, budgetPerMonth = 0 } = limit ?? rule;
    const points = by === "budget" ? budgetPerMonth : (caps[capNames[by]] ?? 0);
    const isLast = (held[at + 1]?.by === "budget") === (by === "budget") ? at === held.length - 1 : true;
    const after = by === "budget" ? paid : (steps.capped ?? 0);
    return { kind: "held", by, limit, points, left, value: isLast ? after : caps.allOrNothing ? 0 : left };
  });
}

/** How the base value comes about. */
function baseSteps(scheme: Scenario, rule: Rule, line: AwardLine, factors: number[]): Step[] {
  const { condition, points } = rule;
  const { steps, amount = 0 } = line;
  const value = steps.base ?? 0;
  const count = points > 0 ? Math.round(value / points) : 0;
  const counted: Step = { kind: "count", count, points, value };
  const ratio = (unit: "cents" | "points", per: number): Step => ({
    kind: "ratio",
    unit,
    amount: value,
    ...causeOf(scheme, line),
    points,
    per,
    factors,
    value: steps.multiplied ?? 0,
  });
  const units = (unit: Extract<Step, { kind: "units" }>["unit"], each: number): Step[] => [
    { kind: "units", unit, amount, each, count, points, value },
  ];
  const reached = (what: Reached, asked: number): Step[] => [
    { kind: "reached", what, amount, asked, value: amount },
    counted,
  ];
  switch (condition.kind) {
    case "sessionLength":
    case "accumulated":
      return units("minutes", condition.unitMinutes);
    case "everyNth":
      return units("times", condition.count);
    case "community": {
      const { activeMembers } = condition;
      return [{ kind: "community", active: amount, each: activeMembers, count, points, value }];
    }
    case "referralSpend":
      return reached("spent", condition.cents);
    case "amountOver":
      return reached("paid", condition.cents);
    case "streak":
      return reached("running", condition.days);
    case "sessionReaches":
      return reached("minutes", condition.minutes);
    case "praisedOver":
      return reached("praises", condition.praises);
    case "referralStays":
      return [{ kind: "stayed", months: amount, value: amount }, counted];
    case "perAmount":
      return condition.fullUnits ? units("cents", condition.cents) : [ratio("cents", condition.cents)];
    case "perRedeemed":
    case "perEarned":
      return [ratio("points", condition.per)];
    case "bands": {
      const band = condition.bands.findLast((one) => one.count <= amount);
      return [{ kind: "band", reached: amount, count: band?.count ?? 0, value }];
    }
    case "shareOfReferred": {
      const { basisPoints } = condition;
      const worth = steps.multiplied ?? 0;
      return [
        { kind: "share", basisPoints, earned: amount, ...causeOf(scheme, line), factors, value: worth },
      ];
    }
    default:
      return [counted];
  }
}

/** The rule whose posting caused the award. */
function causeOf({ rules }: Scenario, { by }: AwardLine): { by?: LocalText } {
  const rule = by === undefined ? undefined : rules[by];
  return rule ? { by: rule.name } : {};
}

/** The multipliers that applied, in ten-thousandths. */
function factorsOn(scheme: Scenario, segment: number | undefined, rule: Rule, line: AwardLine): number[] {
  const first = parseIsoDate(scheme.run.start) ?? 0;
  const applies = (one: Multiplier): boolean => {
    switch (one.kind) {
      case "window": {
        const from = one.span.from === undefined ? undefined : parseIsoDate(one.span.from);
        const until = one.span.until === undefined ? undefined : parseIsoDate(one.span.until);
        const today = first + line.day;
        return (from === undefined || from <= today) && (until === undefined || today <= until);
      }
      case "segment":
        return scheme.population.segments[segment ?? -1]?.id === one.segment;
      case "tier":
        return scheme.tiers?.steps[line.tier]?.id === one.tier;
      case "channel":
        return scheme.channels?.[line.origin?.channel ?? -1]?.id === one.channel;
      case "product":
        return scheme.services[line.origin?.service ?? -1]?.id === one.product;
    }
  };
  return (rule.multipliers ?? []).filter(applies).map(({ factor }) => factor);
}
