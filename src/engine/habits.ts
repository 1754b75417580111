/** What the population does, as tables by segment: a member's traits are words looked up here. */

import { stagesOf } from "../domain/change.ts";
import { type ActivityKind, activityKinds } from "../domain/indicator.ts";
import type { Opening } from "../domain/opening.ts";
import type { Activity, Segment } from "../domain/population.ts";
import { indicatorOf } from "../domain/rule.ts";
import type { Scenario } from "../domain/scenario.ts";
import { exp, log } from "./elementary.ts";
import { thresholdOf } from "./luck.ts";
import { betaTable, gammaTable, lognormalMinutes, lognormalTable, type QuantileTable } from "./quantiles.ts";

export type SegmentHabits = {
  /** undefined: all joined before the run, between so many days before it. */
  joining: { firstDay: number; lastDay: number } | undefined;
  tenure: { daysMin: number; daysMax: number };
  opening: OpeningHabit | undefined;
  loginProbability: QuantileTable;
  leavingProbability: QuantileTable;
  persistence: number;
  referralsPerYear: QuantileTable | undefined;
  contentsPerLogin: QuantileTable | undefined;
  successesPerLogin: QuantileTable | undefined;
  /** ln of the chance that praise is followed by more; 0 where pieces get none. */
  logPraised: number;
  cancelling: QuantileTable | undefined;
  /** The same by whole years that a member of the start has stayed before the run: who stayed is likelier to stay. */
  cancellingAfter: QuantileTable[];
  /** By position in the domain's list of activities. */
  activities: (ActivityHabit | undefined)[];
};

/** What members of a segment hold before the run. */
export type OpeningHabit = {
  balances: {
    currency: number;
    share: number;
    logMedian: number;
    sigma: number;
    /** Days before the run that the lots come from, the newest first. */
    ages: number[];
  }[];
  /** Running sums of weights by tier; undefined where all start in the lowest. */
  tiers: number[] | undefined;
};

export type ActivityHabit = {
  timesPerLogin: QuantileTable;
  /** Cents; undefined for what is only counted. */
  payment: QuantileTable | undefined;
};

export type Habits = {
  segments: SegmentHabits[];
  /** Minutes of a session by sixteen bits of chance, by segment, and the one table where all segments have the same. */
  minutes: Uint16Array[];
  sameMinutes: Uint16Array | undefined;
  /** A word below entry i (and not below i − 1) puts a member into segment i. */
  segmentUpTo: Float64Array;
  referredSegment: number;
  /** ln τ of the median member, and σ. */
  latentThreshold: { logMedian: number; sigma: number };
  /** By draw: a member redeems when the balance exceeds the own latent threshold times this. */
  redeemFactor: Float64Array;
  /** Only what an enabled rule listens to is drawn: draws are keyed by decision, so leaving some out changes no other. */
  draws: {
    sessions: boolean;
    contents: boolean;
    praises: boolean;
    successes: boolean;
    /** Positions in the domain's list of activities. */
    activities: number[];
  };
};

const known = new WeakMap<Scenario, Habits>();

/** The tables of a scenario's population: made once, and cheap for a population whose parameters were seen before. */
export function habitsOf(scenario: Scenario): Habits {
  let habits = known.get(scenario);
  if (!habits) {
    habits = tabulate(scenario);
    known.set(scenario, habits);
  }
  return habits;
}

function tabulate(scenario: Scenario): Habits {
  const { population } = scenario;
  const total = population.segments.reduce((sum, { weight }) => sum + weight, 0);
  let upTo = 0;
  // What a rule hears from a later day on is drawn from the first: no other draw moves.
  const stages = [scenario, ...stagesOf(scenario).map((stage) => stage.scenario)];
  const everHeard = (kind: ActivityKind) => stages.some((stage) => isHeard(stage, kind, heard));
  const heard = new Set(
    stages
      .flatMap(({ rules }) => rules)
      .filter(({ enabled }) => enabled)
      .flatMap(({ condition, eligibility }) =>
        eligibility?.verified ? [indicatorOf(condition), "verification"] : [indicatorOf(condition)],
      ),
  );
  const { medianPoints, sigma, steepness } = population.redeeming;
  const minutes = population.segments.map((segment) =>
    remembered("minutes", segment.minutes.medianMinutes, segment.minutes.sigma, lognormalMinutes),
  );
  return {
    segments: population.segments.map((segment) => segmentHabits(scenario, segment)),
    minutes,
    sameMinutes: minutes.every((table) => table === minutes[0]) ? minutes[0] : undefined,
    segmentUpTo: Float64Array.from(population.segments, ({ weight }) => {
      upTo += weight;
      return (upTo / total) * 4_294_967_296;
    }),
    referredSegment: population.segments.findIndex(({ id }) => id === population.referredSegment),
    latentThreshold: { logMedian: log(medianPoints), sigma },
    redeemFactor: remembered("redeemFactor", steepness, 0, redeemFactors),
    draws: {
      sessions: heard.has("session"),
      contents: heard.has("content") || heard.has("praise"),
      praises: heard.has("praise"),
      successes: heard.has("success"),
      activities: activityKinds.flatMap((indicator, position) =>
        everHeard(indicator) && population.segments.some(hasActivity(indicator)) ? [position] : [],
      ),
    },
  };
}

function segmentHabits(scenario: Scenario, segment: Segment): SegmentHabits {
  const { joining, login, referrals, contents, contests, cancellation } = segment;
  const a = login.meanProbability * login.concentration;
  const tenure = (joining.kind === "before" && joining.tenure) || { daysMin: 1, daysMax: 365 };
  return {
    joining: joining.kind === "before" ? undefined : joining,
    tenure,
    opening: segment.opening && openingHabit(scenario, segment.opening),
    cancellingAfter:
      cancellation.kind === "sbg"
        ? Array.from({ length: yearsStayed(tenure.daysMax) }, (_, year) =>
            remembered("beta", cancellation.alpha, cancellation.beta + year + 1, betaTable),
          )
        : [],
    loginProbability: remembered("beta", a, login.concentration - a, betaTable),
    leavingProbability: remembered("beta", login.leavingGamma, login.leavingDelta, betaTable),
    persistence: login.persistence,
    referralsPerYear: rateTable(referrals.meanPerYear, referrals.shape),
    contentsPerLogin: rateTable(contents.meanPerLoginDay, contents.shape),
    successesPerLogin: rateTable(contests.meanPerLoginDay * segment.contestSuccess, contests.shape),
    logPraised: logPraised(segment.praisesPerContent),
    cancelling:
      cancellation.kind === "sbg"
        ? remembered("beta", cancellation.alpha, cancellation.beta, betaTable)
        : undefined,
    activities: activityKinds.map((indicator) =>
      activityHabit(segment.activities?.find((activity) => activity.indicator === indicator)),
    ),
  };
}

function logPraised(mean: number): number {
  return mean > 0 ? log(mean / (1 + mean)) : 0;
}

/** Anniversaries that a membership of so many days has behind it. */
export function yearsStayed(days: number): number {
  return Math.floor((days * 400) / 146_097);
}

function openingHabit({ currencies, tiers }: Scenario, opening: Opening): OpeningHabit {
  let sum = 0;
  const upTo = (tiers?.steps ?? []).map(({ id }) => {
    sum += opening.tiers.filter(({ tier }) => tier === id).reduce((all, { weight }) => all + weight, 0);
    return sum;
  });
  return {
    balances: opening.balances.map(({ currency, share, medianPoints, sigma, lots, daysBetween }) => ({
      currency: currencies.findIndex(({ id }) => id === currency),
      share,
      logMedian: log(medianPoints),
      sigma,
      ages: Array.from({ length: lots }, (_, lot) => 1 + lot * daysBetween),
    })),
    tiers: sum > 0 ? upTo : undefined,
  };
}

function hasActivity(indicator: ActivityKind) {
  return ({ activities = [] }: Segment) => activities.some((activity) => activity.indicator === indicator);
}

/** A rule on what referred members spend listens to purchases and bills, too; checkouts and entry tiers to purchases. */
function isHeard(
  { rules, currencies, tiers }: Scenario,
  kind: ActivityKind,
  heard: ReadonlySet<string>,
): boolean {
  if (kind === "pointsPurchase") return currencies.some(({ purchase }) => purchase?.enabled);
  if (kind === "pointsTransfer") return currencies.some(({ transfer }) => transfer?.enabled);
  const onSpend = rules.some(({ enabled, condition }) => enabled && condition.kind === "referralSpend");
  const matters = currencies.some(({ offset }) => offset?.enabled) || (tiers?.entry ?? []).length > 0;
  return (
    heard.has(kind) ||
    (matters && kind === "purchase") ||
    (onSpend && (kind === "purchase" || kind === "bill"))
  );
}

function activityHabit(activity: Activity | undefined): ActivityHabit | undefined {
  const timesPerLogin = activity && rateTable(activity.times.meanPerLoginDay, activity.times.shape);
  if (!activity || !timesPerLogin) return undefined;
  const { payment } = activity;
  return {
    timesPerLogin,
    payment: payment && remembered("payment", payment.medianCents, payment.sigma, lognormalTable),
  };
}

function rateTable(mean: number, shape: number): QuantileTable | undefined {
  return mean > 0 ? remembered("gamma", mean, shape, gammaTable) : undefined;
}

const memory = new Map<string, unknown>();
const rememberedMax = 256;

/** Tables are functions of their parameters alone; dragging an award value must not build them again. */
function remembered<T>(
  kind: string,
  first: number,
  second: number,
  make: (first: number, second: number) => T,
): T {
  const key = `${kind} ${first} ${second}`;
  const known = memory.get(key);
  if (known !== undefined) return known as T;
  if (memory.size >= rememberedMax) memory.clear();
  const made = make(first, second);
  memory.set(key, made);
  return made;
}

/**
 * Solves P = logistic(b · ln(balance / τ)) for balance / τ = (P / (1 − P))^(1 / b) at the edges of 4,096 cells of P,
 * linear in between: a table that stays in the nearest cache.
 */
function redeemFactors(steepness: number): Float64Array {
  return Float64Array.from({ length: 4097 }, (_, edge) => {
    const p = Math.min(edge + 1 / 32, 4096 - 1 / 32) / 4096;
    return exp((log(p) - log(1 - p)) / steepness);
  });
}

/** Thresholds of a member's two-state login chain: from any day, after a day with a login, after a day without. */
export function loginThresholds(probability: number, persistence: number) {
  return {
    fresh: thresholdOf(probability),
    afterLogin: thresholdOf(probability + persistence * (1 - probability)),
    afterPause: thresholdOf(probability * (1 - persistence)),
  };
}
