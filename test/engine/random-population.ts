/** Random populations: usual members and those at the limits of the schema, with what they hold before the run. */
import fc from "fast-check";
import type { Opening } from "../../src/domain/opening.ts";
import type { Segment } from "../../src/domain/population.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { anySize, given, nameOf, pick, real, sometimes, whole } from "./random-parts.ts";

/** [mean probability, concentration, leaving γ, leaving δ, persistence]: usual ones and the limits of the schema. */
const logins = [
  [0.27, 2, 0.5, 500, 0.5],
  [0.36, 2, 0.553, 1.31, 0.5],
  [0.6, 5, 2, 100, 0],
  [0.999, 1000, 0.01, 100_000, 0.98],
  [0.001, 0.1, 1000, 0.01, 0.3],
  [0.9, 0.1, 0.01, 0.01, 0.9],
] as const;
const rates = [
  [0, 1],
  [0.15, 0.5],
  [1.5, 2],
  [4, 0.01],
  [2, 1000],
] as const;
const sessions = [
  [15, 1],
  [0.1, 0],
  [600, 3],
  [40, 0.2],
] as const;
const cancellations = [
  [0.668, 3.806],
  [0.01, 1000],
  [1000, 0.01],
] as const;

/** Parameters come from short lists, because the tables that the engine builds from them take longer than a small run. */
const segmentParts: fc.Arbitrary<Omit<Segment, "id" | "name">> = fc.record({
  weight: whole(0, 10),
  joining: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Segment["joining"]>({ kind: "before" }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.oneof(whole(1, 60), whole(1, 1500)), whole(0, 400))
        .map(([daysMin, more]): Segment["joining"] => {
          return { kind: "before", tenure: { daysMin, daysMax: daysMin + more } };
        }),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(whole(0, 200), whole(0, 200), fc.constantFrom("during" as const, "preregistered" as const))
        .map(([a, b, kind]): Segment["joining"] => {
          return { kind, firstDay: Math.min(a, b), lastDay: Math.max(a, b) };
        }),
    },
  ),
  login: fc.constantFrom(...logins).map((parameters) => {
    const [meanProbability, concentration, leavingGamma, leavingDelta, persistence] = parameters;
    return { kind: "bgbb", meanProbability, concentration, leavingGamma, leavingDelta, persistence };
  }),
  minutes: fc.constantFrom(...sessions).map(([medianMinutes, sigma]) => {
    return { kind: "lognormal", medianMinutes, sigma };
  }),
  referrals: fc.constantFrom(...rates).map(([meanPerYear, shape]) => {
    return { kind: "gammaPoisson", meanPerYear, shape };
  }),
  contents: fc.constantFrom(...rates).map(([meanPerLoginDay, shape]) => {
    return { kind: "gammaPoisson", meanPerLoginDay, shape };
  }),
  praisesPerContent: fc.oneof(fc.constant(0), real(0, 20), real(0, 1000)),
  contests: fc.constantFrom(...rates).map(([meanPerLoginDay, shape]) => {
    return { kind: "gammaPoisson", meanPerLoginDay, shape };
  }),
  contestSuccess: fc.constantFrom(0, 0.3, 1),
  cancellation: fc.oneof(
    fc.constant<Segment["cancellation"]>({ kind: "none" }),
    fc.constantFrom(...cancellations).map(([alpha, beta]): Segment["cancellation"] => {
      return { kind: "sbg", alpha, beta };
    }),
  ),
});

/** Of what members do beside: what rules may listen to, points bought and sent. */
const activities = sometimes(
  fc.uniqueArray(
    fc.record({
      indicator: fc.constantFrom(
        "purchase",
        "bill",
        "share",
        "friend",
        "verification",
        "pointsPurchase",
        "pointsTransfer",
      ),
      times: fc.constantFrom(...rates.slice(1)).map(([meanPerLoginDay, shape]) => {
        return { kind: "gammaPoisson" as const, meanPerLoginDay, shape };
      }),
      payment: sometimes(
        fc.constantFrom([5000, 1], [100, 0.5]).map(([medianCents = 1, sigma = 0]) => {
          return { kind: "lognormal" as const, medianCents, sigma };
        }),
      ),
    }),
    { selector: ({ indicator }) => indicator, minLength: 1, maxLength: 7 },
  ),
);

/** Who holds what before the run, with everyone alike more often than not. */
export const openingParts = sometimes(
  fc.record({
    balances: fc.array(
      fc.record({
        currency: whole(0, 9),
        medianPoints: fc.oneof(whole(1, 200), anySize(1, 20_000).map(Math.round)),
        lots: whole(1, 6),
        daysBetween: fc.oneof(whole(1, 40), whole(1, 366)),
      }),
      { maxLength: 3 },
    ),
    spread: fc.constantFrom({ share: 1, sigma: 0 }, { share: 1, sigma: 0 }, { share: 0.6, sigma: 1 }),
    tiers: fc.array(fc.record({ tier: whole(0, 9), weight: whole(1, 3) }), { maxLength: 3 }),
  }),
);
type OpeningParts = typeof openingParts extends fc.Arbitrary<infer T> ? T : never;

/** Nobody who joins within the run held anything before it. */
export function withOpening(
  segment: Segment,
  parts: OpeningParts,
  { currencies, tiers }: Pick<Scenario, "currencies" | "tiers">,
): Segment {
  if (!parts || segment.joining.kind === "during") return segment;
  const opening: Opening = {
    balances: distinct(
      parts.balances.map(({ currency, ...own }) => {
        return { ...own, ...parts.spread, currency: pick(currencies, currency).id };
      }),
    ),
    tiers: tiers ? parts.tiers.map(({ tier, weight }) => ({ tier: pick(tiers.steps, tier).id, weight })) : [],
  };
  return { ...segment, opening };
}

/** One of each currency. */
function distinct(balances: Opening["balances"]): Opening["balances"] {
  return balances.filter(({ currency }, at) => balances.findIndex((one) => one.currency === currency) === at);
}

export const population: fc.Arbitrary<Scenario["population"]> = fc
  .record({
    parts: fc.array(fc.tuple(segmentParts, activities), { minLength: 1, maxLength: 3 }),
    referred: whole(0, 2),
    redeeming: fc.record({
      kind: fc.constant("latentThreshold" as const),
      steepness: fc.constantFrom(0.1, 2, 20),
      medianPoints: anySize(1, 1_000_000),
      sigma: real(0, 3),
      valueWeight: real(0, 10),
    }),
  })
  .map(({ parts, referred, redeeming }) => {
    const segments = parts.map(([own, activities], i): Segment => {
      const id = `segment-${i}`;
      const acting = activities?.map((activity) => given(activity));
      return { ...own, id, name: nameOf(id), ...given({ activities: acting }) };
    });
    // At least one segment has members.
    if (segments.every(({ weight }) => weight === 0) && segments[0]) segments[0].weight = 1;
    return { segments, referredSegment: `segment-${referred % segments.length}`, redeeming };
  });
