/** Random valid scenarios: every kind of rule, validity, decay and clearing, several currencies and segments, small runs. */
import fc from "fast-check";
import { isoDateOf, parseIsoDate } from "../../src/domain/calendar.ts";
import type { Benefit, ExchangeRate, Item } from "../../src/domain/catalogue.ts";
import { type Currency, clearingScopes, roundings, type Validity } from "../../src/domain/currency.ts";
import type { Segment } from "../../src/domain/population.ts";
import type { Condition, Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import type { Service } from "../../src/domain/service.ts";
import { text } from "../../src/domain/text.ts";

const whole = (min: number, max: number) => fc.integer({ min, max });
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Between the limits, small numbers as likely as large ones. */
const anySize = (min: number, max: number) =>
  real(Math.log(min), Math.log(max)).map((size) => Math.min(max, Math.max(min, Math.exp(size))));
const points = (max: number) => fc.oneof(fc.constant(0), whole(1, 30), anySize(1, max).map(Math.round));
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const nameOf = (id: string) => text(id, id);

const benefits: Benefit[] = ["service", "virtual", "credit", "goods"];
const natures: Service["natures"] = ["oneWayAcquisition", "communication", "exchange", "competition"];
const stages: Service["stage"][] = ["introduction", "growth", "maturity"];

const validity: fc.Arbitrary<Validity> = fc.oneof(
  fc.constant<Validity>({ kind: "none" }),
  whole(1, 60).map((days): Validity => ({ kind: "days", days })),
  whole(1, 1830).map((days): Validity => ({ kind: "days", days })),
  whole(1, 14).map((months): Validity => ({ kind: "months", months })),
  whole(1, 14).map((months): Validity => ({ kind: "monthEnd", months })),
  whole(1, 3).map((years): Validity => ({ kind: "yearEnd", years })),
);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant<Condition>({ kind: "activation" }),
  whole(1, 12).map((everyMonths): Condition => ({ kind: "tenure", everyMonths })),
  fc.constant<Condition>({ kind: "firstOfDay", indicator: "login" }),
  whole(1, 240).map((unitMinutes): Condition => ({ kind: "sessionLength", unitMinutes })),
  fc.constant<Condition>({ kind: "referral" }),
  whole(1, 6).map((months): Condition => ({ kind: "referralRetained", months })),
  fc.constant<Condition>({ kind: "each", indicator: "content" }),
  whole(0, 12).map((praises): Condition => ({ kind: "praisedOver", praises })),
  fc.constant<Condition>({ kind: "perSuccess" }),
  fc.constant<Condition>({ kind: "grant" }),
);

const run: fc.Arbitrary<Scenario["run"]> = fc
  .record({
    start: whole(parseIsoDate("2023-06-01") ?? 0, parseIsoDate("2029-03-01") ?? 0).map(isoDateOf),
    days: fc.oneof(
      { weight: 6, arbitrary: whole(1, 60) },
      { weight: 3, arbitrary: whole(61, 400) },
      { weight: 1, arbitrary: whole(401, 1100) },
    ),
    members: whole(1, 60),
    seed: fc.string({ minLength: 1, maxLength: 8, unit: "grapheme-ascii" }),
  })
  .map(({ members, ...own }) => ({
    ...own,
    members: Math.min(members, Math.ceil(9000 / own.days)),
    replications: 1,
  }));

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
    fc.constant<Segment["joining"]>({ kind: "before" }),
    fc.tuple(whole(0, 200), whole(0, 200)).map(([a, b]): Segment["joining"] => {
      return { kind: "during", firstDay: Math.min(a, b), lastDay: Math.max(a, b) };
    }),
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

const population: fc.Arbitrary<Scenario["population"]> = fc
  .record({
    parts: fc.array(segmentParts, { minLength: 1, maxLength: 3 }),
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
    const segments = parts.map((own, i) => ({ ...own, id: `segment-${i}`, name: nameOf(`segment-${i}`) }));
    // At least one segment has members.
    if (segments.every(({ weight }) => weight === 0) && segments[0]) segments[0].weight = 1;
    return { segments, referredSegment: `segment-${referred % segments.length}`, redeeming };
  });

const currencyParts = fc.record({
  spendable: fc.boolean(),
  validity,
  decay: fc.record({
    enabled: fc.boolean(),
    basisPointsPerDay: anySize(1, 5000).map(Math.round),
    rounding: fc.constantFrom(...roundings),
  }),
  yearEndClearing: fc.record({ enabled: fc.boolean(), scope: fc.constantFrom(...clearingScopes) }),
});

const ruleParts = fc.record({
  condition,
  points: points(10_000),
  cap: sometimes(points(100_000)),
  validity: sometimes(validity),
  currency: whole(0, 9),
  service: whole(0, 9),
  enabled: fc.integer({ min: 0, max: 9 }).map((dice) => dice > 0),
});

const itemParts = fc.record({
  rate: whole(0, 9),
  faceCents: anySize(1, 1_000_000).map(Math.round),
  cashShare: fc.oneof(fc.constant(0), real(0, 0.99)),
  costCents: whole(0, 1_000_000),
  taste: real(-5, 5),
});

const rateParts = fc.record({
  currency: whole(0, 9),
  benefit: fc.constantFrom(...benefits),
  points: anySize(1, 10_000).map(Math.round),
  cents: anySize(1, 100_000).map(Math.round),
});

function pick<T>(list: readonly T[], at: number): T {
  return list[at % list.length] as T;
}

/** Joins parts to a scenario whose parts know each other. */
export const randomScenario: fc.Arbitrary<Scenario> = fc
  .record({
    run,
    population,
    services: fc.array(
      fc.record({
        natures: fc.uniqueArray(fc.constantFrom(...natures), { minLength: 1, maxLength: 2 }),
        stage: fc.constantFrom(...stages),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    currencies: fc.array(currencyParts, { minLength: 1, maxLength: 3 }),
    rules: fc.array(ruleParts, { maxLength: 10 }),
    rates: fc.array(rateParts, { minLength: 1, maxLength: 3 }),
    items: fc.array(itemParts, { maxLength: 4 }),
  })
  .map((parts): Scenario => {
    const named = <T>(list: readonly T[], kind: string) =>
      list.map((own, i) => ({ ...own, id: `${kind}-${i}`, name: nameOf(`${kind}-${i}`) }));
    const services = named(parts.services, "service");
    const currencies: Currency[] = named(parts.currencies, "currency");
    const rules = named(parts.rules, "rule").map(({ cap, validity, ...own }): Rule => {
      return {
        ...own,
        service: pick(services, own.service).id,
        currency: pick(currencies, own.currency).id,
        caps: cap === undefined ? {} : { pointsPerDay: cap },
        ...(validity ? { validity } : {}),
      };
    });
    const rates = parts.rates.map((own, i): ExchangeRate => {
      return { ...own, id: `rate-${i}`, currency: pick(currencies, own.currency).id };
    });
    const items = named(parts.items, "item").map(({ cashShare, ...own }): Item => {
      const rate = pick(rates, own.rate);
      const spendable = currencies.find(({ id }) => id === rate.currency)?.spendable ?? false;
      const cashCents = Math.floor(own.faceCents * cashShare);
      return { ...own, rate: rate.id, cashCents, enabled: spendable };
    });
    const priced = items.filter(({ faceCents, rate }) => {
      const { points: asked, cents } = rates.find(({ id }) => id === rate) ?? pick(rates, 0);
      return (faceCents * asked) / cents < 1e9;
    });
    return {
      version: 1,
      id: "random",
      name: nameOf("random"),
      story: nameOf(""),
      run: parts.run,
      services,
      currencies,
      rules,
      rates,
      items: priced,
      population: parts.population,
      effects: [],
      provenance: { "": { status: "assumed" } },
    };
  });
