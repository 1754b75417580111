/** Why a rule paid what it paid: the steps of an award with their numbers, and what cut it. */
import { parseIsoDate } from "./calendar.ts";
import type { Limit } from "./limit.ts";
import type { Multiplier, Rule } from "./rule.ts";
import type { Scenario } from "./scenario.ts";
import type { AwardLine, HeldBy, MemberEvent, Origin, Trace, TraceLine } from "./trace.ts";

/** `cut`: a cap or a budget left less than it was worth. `nothing`: the rule makes it worth no points. */
export type Verdict = "paid" | "cut" | "notEligible" | "capReached" | "budgetOut" | "nothing";

export type Step =
  /** times × points each. */
  | { kind: "count"; count: number; points: number; value: number }
  /** Full units of minutes, then points each. */
  | { kind: "units"; minutes: number[]; unitMinutes: number; count: number; points: number; value: number }
  /** So many points for so many cents or points, in proportion, times the multipliers; rounded once, at the end. */
  | {
      kind: "ratio";
      unit: "cents" | "points";
      amount: number;
      points: number;
      per: number;
      factors: number[];
      value: number;
    }
  /** The highest band reached. */
  | { kind: "band"; count: number; value: number }
  /** A share of what others earned. */
  | { kind: "share"; basisPoints: number; value: number }
  /** Events of origins that multiply differently: how what each part was worth comes about. */
  | { kind: "sum"; parts: Step[][]; value: number }
  /** All multipliers together, in ten-thousandths. */
  | { kind: "factor"; factors: number[]; value: number }
  /** A cap or budget, of the rule or of a limit over several rules; `left` is what was left of it. */
  | { kind: "held"; by: HeldBy; limit: Limit | undefined; points: number; left: number; value: number };

export type Explanation = {
  verdict: Verdict;
  steps: Step[];
  /** What keeps the member from earning. */
  excludedBy: "segment" | "tier" | undefined;
};

/** An explanation for each award of a trace. */
export function explain(scenario: Scenario, trace: Trace): Map<TraceLine, Explanation> {
  const explanations = new Map<TraceLine, Explanation>();
  let events: readonly MemberEvent[] = [];
  let eventsDay = -1;
  for (const line of trace.lines) {
    if (line.kind === "events") [events, eventsDay] = [line.events, line.day];
    if (line.kind !== "award") continue;
    const rule = scenario.rules[line.rule];
    if (!rule) continue;
    const today = eventsDay === line.day ? events : [];
    explanations.set(line, explanationOf(scenario, trace, rule, line, today));
  }
  return explanations;
}

function explanationOf(
  scenario: Scenario,
  trace: Trace,
  rule: Rule,
  line: AwardLine,
  events: readonly MemberEvent[],
): Explanation {
  const { steps } = line;
  const excludedBy = steps.eligible === undefined ? exclusionOf(scenario, trace, rule) : undefined;
  const parts = partsOf(scenario, trace, rule, line, events).map((part) =>
    partSteps(rule, part, !excludedBy),
  );
  const worth = steps.multiplied ?? 0;
  const said: Step[] = parts.length === 1 ? (parts[0] as Step[]) : [{ kind: "sum", parts, value: worth }];
  if (excludedBy) return { verdict: "notEligible", steps: said, excludedBy };
  const capped = steps.capped ?? 0;
  said.push(...heldSteps(scenario, rule, line));
  return { verdict: verdictOf(worth, capped, line.paid), steps: said, excludedBy };
}

function verdictOf(worth: number, capped: number, paid: number): Verdict {
  if (worth === 0) return "nothing";
  if (paid === worth) return "paid";
  if (paid > 0) return "cut";
  return capped === 0 ? "capReached" : "budgetOut";
}

function exclusionOf(
  { population }: Scenario,
  { segment }: Trace,
  { eligibility }: Rule,
): "segment" | "tier" {
  const id = segment === undefined ? undefined : population.segments[segment]?.id;
  const fits = !eligibility?.segments || (id !== undefined && eligibility.segments.includes(id));
  return fits ? "tier" : "segment";
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

/** Events that the same multipliers apply to, and what they were worth. */
type AwardPart = { base: number; multiplied: number; factors: number[]; events: readonly MemberEvent[] };

/** The whole day, or where multipliers go by channel or product, what each set of them applied to. */
function partsOf(
  scenario: Scenario,
  trace: Trace,
  rule: Rule,
  line: AwardLine,
  events: readonly MemberEvent[],
): AwardPart[] {
  const { steps, origins } = line;
  const byOrigin = rule.multipliers?.some(({ kind }) => kind === "channel" || kind === "product");
  if (!origins || !byOrigin) {
    const factors = factorsOn(scenario, trace, rule, line);
    return [{ base: steps.base ?? 0, multiplied: steps.multiplied ?? 0, factors, events }];
  }
  const parts = new Map<string, AwardPart>();
  for (const origin of origins) {
    const factors = factorsOn(scenario, trace, rule, line, origin);
    const own = events.filter((event) => event.origin && isSame(event.origin, origin));
    const known = parts.get(factors.join());
    parts.set(factors.join(), {
      base: (known?.base ?? 0) + origin.base,
      multiplied: (known?.multiplied ?? 0) + origin.multiplied,
      factors,
      events: [...(known?.events ?? []), ...own],
    });
  }
  return [...parts.values()];
}

function isSame(one: Origin, other: Origin): boolean {
  return one.channel === other.channel && one.service === other.service;
}

/** The base value and, unless they are told with it, its multipliers. */
function partSteps(rule: Rule, part: AwardPart, multiplies: boolean): Step[] {
  const { factors, multiplied } = part;
  const base = baseStep(rule, part);
  if (!multiplies || factors.length === 0 || base.kind === "ratio") return [base];
  return [base, { kind: "factor", factors, value: multiplied }];
}

/** How the base value comes about. */
function baseStep({ condition, points }: Rule, { base, multiplied, factors, events }: AwardPart): Step {
  const count = points > 0 ? Math.round(base / points) : 0;
  const amounts = (of: string) =>
    events.filter(({ indicator }) => indicator === of).map(({ amount }) => amount);
  const ratioStep = (unit: "cents" | "points", amount: number, points: number, per: number): Step => ({
    kind: "ratio",
    unit,
    amount,
    points,
    per,
    factors,
    value: multiplied,
  });
  switch (condition.kind) {
    case "sessionLength":
      return {
        kind: "units",
        minutes: amounts("session"),
        unitMinutes: condition.unitMinutes,
        count,
        points,
        value: base,
      };
    case "perAmount":
      return ratioStep("cents", base, points, condition.cents);
    case "perRedeemed":
    case "perEarned":
      return ratioStep("points", base, points, condition.per);
    case "bands":
      return {
        kind: "band",
        count: condition.bands.find((band) => band.points === base)?.count ?? 0,
        value: base,
      };
    case "shareOfReferred":
      return { kind: "share", basisPoints: condition.basisPoints, value: base };
    default:
      return { kind: "count", count, points, value: base };
  }
}

/** The multipliers that applied, in ten-thousandths. */
function factorsOn(
  scenario: Scenario,
  trace: Trace,
  rule: Rule,
  line: AwardLine,
  origin: Origin = { channel: -1, service: -1 },
): number[] {
  const first = parseIsoDate(scenario.run.start) ?? 0;
  const applies = (one: Multiplier): boolean => {
    switch (one.kind) {
      case "window": {
        const from = one.span.from === undefined ? undefined : parseIsoDate(one.span.from);
        const until = one.span.until === undefined ? undefined : parseIsoDate(one.span.until);
        const today = first + line.day;
        return (from === undefined || from <= today) && (until === undefined || today <= until);
      }
      case "segment":
        return scenario.population.segments[trace.segment ?? -1]?.id === one.segment;
      case "tier":
        return scenario.tiers?.steps[line.tier]?.id === one.tier;
      case "channel":
        return scenario.channels?.[origin.channel]?.id === one.channel;
      case "product":
        return scenario.services[origin.service]?.id === one.product;
    }
  };
  return (rule.multipliers ?? []).filter(applies).map(({ factor }) => factor);
}
