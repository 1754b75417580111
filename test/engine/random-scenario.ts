/** Random valid scenarios: every kind of rule, validity, decay and clearing, several currencies and segments, small runs. */
import fc from "fast-check";
import { civilDateOf, isoDateOf, parseIsoDate } from "../../src/domain/calendar.ts";
import type { Benefit, ExchangeRate, Item } from "../../src/domain/catalogue.ts";
import { type Currency, clearingScopes, roundings, type Validity } from "../../src/domain/currency.ts";
import { bandIndicators, countedIndicators, moneyIndicators } from "../../src/domain/indicator.ts";
import type { Limit } from "../../src/domain/limit.ts";
import type { Segment } from "../../src/domain/population.ts";
import type { Privilege } from "../../src/domain/privilege.ts";
import {
  type Condition,
  indicatorOf,
  type Multiplier,
  originAsked,
  type Rule,
  type Span,
  streakRepeats,
} from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import type { Service } from "../../src/domain/service.ts";
import { text } from "../../src/domain/text.ts";
import { demotions, type Tiers } from "../../src/domain/tier.ts";

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

const counted = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...countedIndicators) },
  { weight: 2, arbitrary: fc.constantFrom("redemption" as const, "praise" as const) },
);
const paid = fc.constantFrom(...moneyIndicators);
/** Small numbers mostly, so that short runs reach them. */
const upTo = (usual: number, max: number) =>
  fc.oneof({ weight: 5, arbitrary: whole(1, usual) }, { weight: 1, arbitrary: whole(1, max) });
const cents = fc.oneof(
  whole(1, 20).map((yuan) => yuan * 100),
  whole(1, 20_000),
  anySize(1, 100_000_000).map(Math.round),
);

/** Each kind of condition, with every indicator that it may listen to. */
const conditions: { [K in Condition["kind"]]: fc.Arbitrary<Extract<Condition, { kind: K }>> } = {
  activation: fc.record({ kind: fc.constant("activation") }),
  tenure: fc.record({ kind: fc.constant("tenure"), everyMonths: upTo(3, 12) }),
  firstOfDay: fc.record({ kind: fc.constant("firstOfDay"), indicator: counted }),
  firstOfMonth: fc.record({ kind: fc.constant("firstOfMonth"), indicator: counted }),
  streak: fc.record({
    kind: fc.constant("streak"),
    days: upTo(4, 365).map((days) => days + 1),
    repeat: fc.constantFrom(...streakRepeats),
  }),
  sessionLength: fc.record({ kind: fc.constant("sessionLength"), unitMinutes: upTo(30, 240) }),
  sessionReaches: fc.record({ kind: fc.constant("sessionReaches"), minutes: upTo(60, 6000) }),
  accumulated: fc.record({
    kind: fc.constant("accumulated"),
    unitMinutes: upTo(60, 6000),
    period: fc.constantFrom("day", "month"),
  }),
  bands: fc.record({
    kind: fc.constant("bands"),
    indicator: fc.constantFrom(...bandIndicators),
    bands: fc
      .uniqueArray(fc.record({ count: upTo(12, 10_000), points: points(10_000) }), {
        minLength: 1,
        maxLength: 4,
        selector: ({ count }) => count,
      })
      .map((bands) => bands.sort((a, b) => a.count - b.count)),
  }),
  referral: fc.record({ kind: fc.constant("referral") }),
  referralRetained: fc.record({ kind: fc.constant("referralRetained"), months: upTo(3, 24) }),
  referralStays: fc.record({ kind: fc.constant("referralStays"), everyMonths: upTo(3, 12) }),
  referralSpend: fc.record({ kind: fc.constant("referralSpend"), cents }),
  community: fc.record({
    kind: fc.constant("community"),
    activeMembers: upTo(3, 10_000),
    depth: fc.oneof(whole(0, 2), whole(0, 50)),
  }),
  shareOfReferred: fc.record({
    kind: fc.constant("shareOfReferred"),
    basisPoints: fc.oneof(whole(1, 9000), whole(4000, 9000)),
    depth: fc.oneof(fc.constant(0), whole(0, 3), whole(0, 50)),
  }),
  each: fc.record({ kind: fc.constant("each"), indicator: counted }),
  everyNth: fc.record({ kind: fc.constant("everyNth"), indicator: counted, count: upTo(6, 10_000) }),
  praisedOver: fc.record({ kind: fc.constant("praisedOver"), praises: whole(0, 12) }),
  perSuccess: fc.record({ kind: fc.constant("perSuccess") }),
  perAmount: fc.record({ kind: fc.constant("perAmount"), indicator: paid, cents }),
  amountOver: fc.record({ kind: fc.constant("amountOver"), indicator: paid, cents }),
  festival: fc.tuple(whole(0, 365), fc.boolean()).map(([day, leap]) => {
    // Day 59 of a leap year is its 29 February.
    const date = civilDateOf((parseIsoDate("2024-01-01") ?? 0) + (leap ? 59 : day));
    return { kind: "festival", month: date.month, day: date.day };
  }),
  birthday: fc.record({ kind: fc.constant("birthday") }),
  anniversary: fc.record({ kind: fc.constant("anniversary") }),
  grant: fc.record({ kind: fc.constant("grant") }),
  bulkGrant: fc.record({ kind: fc.constant("bulkGrant"), date: fc.constant("2026-01-01") }),
  perRedeemed: fc.record({ kind: fc.constant("perRedeemed"), per: upTo(40, 1_000_000) }),
  perEarned: fc.record({
    kind: fc.constant("perEarned"),
    per: upTo(40, 1_000_000),
    earned: fc.constant("currency-0"),
  }),
};
export const conditionKinds = Object.keys(conditions) as Condition["kind"][];
/** Three times as often what needs a month's end, a year or a chain to post anything. */
const rare: Condition["kind"][] = [
  "bands",
  "anniversary",
  "referralRetained",
  "referralStays",
  "referralSpend",
  "community",
  "shareOfReferred",
  "perRedeemed",
  "perEarned",
  "each",
];
/** A second step up the chain needs a rule that shares, one that pays and three members in a row. */
const weightOf = (kind: Condition["kind"]) => (kind === "shareOfReferred" ? 6 : rare.includes(kind) ? 3 : 1);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  ...conditionKinds.map((kind) => ({ weight: weightOf(kind), arbitrary: conditions[kind] })),
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

/** A span as parts of the run, in hundredths of its days. */
const spanParts = fc.record({ from: sometimes(whole(0, 99)), length: sometimes(whole(0, 100)) });
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const cap = fc.oneof({ weight: 4, arbitrary: whole(1, 100) }, { weight: 1, arbitrary: points(100_000) });

const ruleParts = fc.record({
  condition,
  /** The festival, where the run should see it: a part of the run. */
  festival: sometimes(whole(0, 99)),
  points: fc.oneof(whole(1, 30), points(10_000)),
  rounding: sometimes(fc.constantFrom(...roundings)),
  multipliers: sometimes(
    fc.array(
      fc.record({
        kind: fc.constantFrom("window", "segment", "tier", "channel", "product"),
        span: spanParts,
        of: whole(0, 9),
        factor: fc.oneof(
          // Halves and quarters, for what is rounded to the nearest point.
          fc.constantFrom(5000, 7500, 12_500, 15_000, 20_000),
          whole(1, 30_000),
          fc.constantFrom(0, 10_000),
          whole(0, 100_000),
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  ),
  span: rarely(spanParts),
  segments: rarely(fc.array(whole(0, 9), { minLength: 1, maxLength: 2 })),
  tiers: rarely(fc.array(whole(0, 9), { minLength: 1, maxLength: 3 })),
  channels: rarely(fc.array(whole(0, 9), { minLength: 1, maxLength: 2 })),
  products: rarely(fc.array(whole(0, 9), { minLength: 1, maxLength: 2 })),
  limited: sometimes(
    fc.record({ day: sometimes(cap), month: sometimes(cap), year: sometimes(cap), budget: sometimes(cap) }),
  ),
  allOrNothing: sometimes(fc.boolean()),
  validity: sometimes(validity),
  currency: fc.oneof(fc.constant(0), whole(0, 9)),
  /** The currency that a rule on earning hears. */
  of: whole(0, 9),
  service: whole(0, 9),
  enabled: fc.integer({ min: 0, max: 9 }).map((dice) => dice > 0),
});
type RuleParts = typeof ruleParts extends fc.Arbitrary<infer T> ? T : never;

const tierParts = fc.record({
  currency: fc.oneof(fc.constant(0), whole(0, 9)),
  validityMonths: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, whole(1, 2), whole(0, 60)),
  demotion: fc.constantFrom(...demotions),
  steps: fc.array(fc.oneof(whole(1, 60), whole(1, 300), anySize(1, 10_000).map(Math.round)), {
    minLength: 1,
    maxLength: 4,
  }),
});

/** Over several rules, mostly of the first currency, as most rules are. */
const limitParts = fc.record({
  currency: fc.oneof(fc.constant(0), whole(0, 9)),
  service: sometimes(whole(0, 9)),
  day: sometimes(cap),
  month: sometimes(cap),
  year: sometimes(cap),
  budget: fc.option(cap, { nil: undefined, freq: 3 }),
  allOrNothing: fc.boolean(),
});
/** Levels for half of the services; thresholds that small runs reach. */
const levelParts = sometimes(
  fc.record({
    currency: fc.oneof(fc.constant(0), whole(0, 9)),
    steps: fc.array(fc.oneof(whole(1, 40), anySize(1, 10_000).map(Math.round)), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
);

const privilegeParts = fc.record({
  kind: fc.constantFrom("balance", "level", "tier"),
  of: whole(0, 9),
  step: whole(0, 9),
  threshold: fc.oneof(whole(1, 60), anySize(1, 10_000).map(Math.round)),
});
type PrivilegeParts = typeof privilegeParts extends fc.Arbitrary<infer T> ? T : never;

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

/** Dates from parts of the run. */
function spanFrom(
  { start, days }: Scenario["run"],
  { from, length }: { from: number | undefined; length: number | undefined },
): Span {
  const first = (parseIsoDate(start) ?? 0) + Math.floor((days * (from ?? 0)) / 100);
  return {
    ...(from === undefined ? {} : { from: isoDateOf(first) }),
    ...(length === undefined ? {} : { until: isoDateOf(first + Math.floor((days * length) / 100)) }),
  };
}

const channels = ["app", "shop"].map((id) => ({ id, name: nameOf(id) }));

function tiersFrom(
  { steps, ...own }: typeof tierParts extends fc.Arbitrary<infer T> ? T : never,
  currencies: readonly Currency[],
): Tiers {
  return { ...own, currency: pick(currencies, own.currency).id, steps: stepsFrom(steps, "tier") };
}

/** Steps from what each asks for beyond the one before. */
function stepsFrom(more: readonly number[], kind: string): Tiers["steps"] {
  let threshold = 0;
  return [0, ...more].map((points, i) => {
    threshold += points;
    return { id: `${kind}-${i}`, name: nameOf(`${kind}-${i}`), threshold };
  });
}

/** Undefined where there is nothing of that kind to hold it by. */
function heldFrom(
  { kind, of, step, threshold }: PrivilegeParts,
  { currencies, services, tiers }: Pick<Known, "currencies" | "services" | "tiers">,
): Privilege["held"] | undefined {
  if (kind === "balance") return { kind, currency: pick(currencies, of).id, threshold };
  if (kind === "tier") return tiers && { kind, tier: pick(tiers.steps, step).id };
  const leveled = services.flatMap(({ id, levels }) => (levels ? [{ id, levels }] : []));
  if (leveled.length === 0) return undefined;
  const { id, levels } = pick(leveled, of);
  return { kind: "level", service: id, step: pick(levels.steps, step).id };
}

type Known = Pick<Scenario, "run" | "services" | "currencies" | "population"> & { tiers: Tiers | undefined };

/** Only what names something that exists is kept. */
function ruleFrom(parts: RuleParts & Pick<Rule, "id" | "name">, known: Known): Rule {
  const { id, name, points, enabled, limited, allOrNothing, rounding, validity } = parts;
  const { run, services, currencies, tiers } = known;
  const { segments } = known.population;
  const isSecond = parts.condition.kind === "perEarned" && currencies.length > 1;
  const currency = pick(currencies, isSecond ? 1 : parts.currency).id;
  const condition = conditionFrom(parts, run, currency);
  // Bounded, so that redeeming earns back what it costs a few times and not for ever.
  const bound = indicatorOf(condition) === "redemption" ? { year: 100_000 } : {};
  const multipliers = (parts.multipliers ?? []).flatMap(({ kind, span, of, factor }): Multiplier[] => {
    if (kind === "window") return [{ kind, span: spanFrom(run, span), factor }];
    if (kind === "segment") return [{ kind, segment: pick(segments, of).id, factor }];
    if (kind === "channel") return [{ kind, channel: pick(channels, of).id, factor }];
    if (kind === "product") return [{ kind, product: pick(services, of).id, factor }];
    return tiers ? [{ kind: "tier", tier: pick(tiers.steps, of).id, factor }] : [];
  });
  const eligibility = {
    ...(parts.span ? { span: spanFrom(run, parts.span) } : {}),
    ...(parts.segments ? { segments: parts.segments.map((at) => pick(segments, at).id) } : {}),
    ...(parts.tiers && tiers ? { tiers: parts.tiers.map((at) => pick(tiers.steps, at).id) } : {}),
    ...(parts.channels ? { channels: parts.channels.map((at) => pick(channels, at).id) } : {}),
    ...(parts.products ? { products: parts.products.map((at) => pick(services, at).id) } : {}),
  };
  const rule: Rule = {
    id,
    name,
    service: pick(services, parts.service).id,
    currency,
    enabled,
    condition,
    points,
    ...capsFrom(limited?.year === undefined ? { ...limited, ...bound } : limited, allOrNothing),
    ...(rounding ? { rounding } : {}),
    ...(multipliers.length > 0 ? { multipliers } : {}),
    ...(Object.keys(eligibility).length > 0 ? { eligibility } : {}),
    ...(validity ? { validity } : {}),
  };
  return originAsked(rule).isPossible ? rule : withoutOrigin(rule);
}

function withoutOrigin({ multipliers, eligibility, ...rule }: Rule): Rule {
  const { channels: _, products: __, ...rest } = eligibility ?? {};
  const own = (multipliers ?? []).filter(({ kind }) => kind !== "channel" && kind !== "product");
  return {
    ...rule,
    ...(own.length > 0 ? { multipliers: own } : {}),
    ...(Object.keys(rest).length > 0 ? { eligibility: rest } : {}),
  };
}

type Limited = Partial<Record<"day" | "month" | "year" | "budget", number | undefined>>;

function capsFrom({ day, month, year, budget }: Limited = {}, allOrNothing: boolean | undefined) {
  return {
    caps: {
      ...(day === undefined ? {} : { pointsPerDay: day }),
      ...(month === undefined ? {} : { pointsPerMonth: month }),
      ...(year === undefined ? {} : { pointsPerYear: year }),
      ...(allOrNothing === undefined ? {} : { allOrNothing }),
    },
    ...(budget === undefined ? {} : { budgetPerMonth: budget }),
  };
}

function conditionFrom(
  { condition, festival, of }: RuleParts,
  { start, days }: Scenario["run"],
  currency: string,
): Condition {
  const dayOfRun = (parseIsoDate(start) ?? 0) + Math.floor((days * (festival ?? 0)) / 100);
  if (condition.kind === "bulkGrant") return { ...condition, date: isoDateOf(dayOfRun) };
  // Of an earlier currency only, so that rules hear each other in no circle.
  if (condition.kind === "perEarned")
    return currency === "currency-0"
      ? { kind: "perRedeemed", per: condition.per, spent: currency }
      : { ...condition, earned: `currency-${of % Number(currency.slice(-1))}` };
  if (condition.kind !== "festival" || festival === undefined) return condition;
  const { month, day } = civilDateOf(dayOfRun);
  return { ...condition, month, day };
}

/** Joins parts to a scenario whose parts know each other. */
export const scenarioArbitrary = (
  run: fc.Arbitrary<Scenario["run"]>,
  rules: { minLength?: number; maxLength: number },
) =>
  fc
    .record({
      run,
      population,
      services: fc.array(
        fc.record({
          natures: fc.uniqueArray(fc.constantFrom(...natures), { minLength: 1, maxLength: 2 }),
          stage: fc.constantFrom(...stages),
          levels: levelParts,
        }),
        { minLength: 1, maxLength: 2 },
      ),
      currencies: fc.array(currencyParts, { minLength: 1, maxLength: 3 }),
      rules: fc.array(ruleParts, { ...rules, size: "max" }),
      limits: sometimes(fc.array(limitParts, { minLength: 1, maxLength: 3 })),
      tiers: fc.option(tierParts, { nil: undefined, freq: 3 }),
      privileges: fc.array(privilegeParts, { maxLength: 3 }),
      rates: fc.array(rateParts, { minLength: 1, maxLength: 3 }),
      items: fc.array(itemParts, { maxLength: 4 }),
    })
    .map((parts): Scenario => {
      const named = <T>(list: readonly T[], kind: string) =>
        list.map((own, i) => ({ ...own, id: `${kind}-${i}`, name: nameOf(`${kind}-${i}`) }));
      const currencies: Currency[] = named(parts.currencies, "currency");
      const services = named(parts.services, "service").map(({ levels, ...own }): Service => {
        if (!levels) return own;
        const steps = stepsFrom(levels.steps, "level");
        return { ...own, levels: { currency: pick(currencies, levels.currency).id, steps } };
      });
      const tiers = parts.tiers && tiersFrom(parts.tiers, currencies);
      const known = { ...parts, services, currencies, tiers };
      const privileges = named(parts.privileges, "privilege").flatMap(({ id, name, ...own }) => {
        const held = heldFrom(own, known);
        return held ? [{ id, name, held }] : [];
      });
      const rules = named(parts.rules, "rule").map((own) => ruleFrom(own, known));
      const limits = named(parts.limits ?? [], "limit").map((own): Limit => {
        return {
          id: own.id,
          name: own.name,
          currency: pick(currencies, own.currency).id,
          ...(own.service === undefined ? {} : { service: pick(services, own.service).id }),
          ...capsFrom(own, own.allOrNothing),
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
        ...(tiers ? { tiers } : {}),
        ...(parts.limits ? { limits } : {}),
        ...(privileges.length > 0 ? { privileges } : {}),
        channels,
        effects: [],
        provenance: { "": { status: "assumed" } },
      };
    });

/** Small runs of synthetic members. */
export const randomScenario = scenarioArbitrary(run, { maxLength: 10 });
