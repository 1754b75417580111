/** Random award rules: every kind of condition with every indicator, multipliers, eligibility, caps. */
import fc from "fast-check";
import { civilDateOf, parseIsoDate } from "../../src/domain/calendar.ts";
import { isOfMember, roundings } from "../../src/domain/currency.ts";
import { bandIndicators, countedIndicators, moneyIndicators } from "../../src/domain/indicator.ts";
import {
  type Condition,
  indicatorOf,
  type Multiplier,
  originAsked,
  type Rule,
  streakRepeats,
} from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import type { Tiers } from "../../src/domain/tier.ts";
import { validityOfRule } from "./random-currency.ts";
import {
  anySize,
  cap,
  capsFrom,
  dateAt,
  given,
  nameOf,
  pick,
  points,
  rarely,
  sometimes,
  spanFrom,
  spanParts,
  upTo,
  whole,
} from "./random-parts.ts";

const counted = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...countedIndicators) },
  { weight: 2, arbitrary: fc.constantFrom("redemption" as const, "praise" as const) },
);
const paid = fc.constantFrom(...moneyIndicators);
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
    counted: sometimes(fc.constantFrom("inMonth", "soFar")),
    sessionPoints: rarely(upTo(12, 1_000_000)),
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
  perAmount: fc.record({
    kind: fc.constant("perAmount"),
    indicator: paid,
    cents,
    monthTotal: sometimes(fc.boolean()),
  }),
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
  perRedeemed: fc.record({
    kind: fc.constant("perRedeemed"),
    per: upTo(40, 1_000_000),
    spent: fc.constantFrom("currency-0", "", ""),
  }),
  perEarned: fc.record({
    kind: fc.constant("perEarned"),
    per: upTo(40, 1_000_000),
    earned: fc.constant("currency-0"),
  }),
};
export const conditionKinds = Object.keys(conditions) as Condition["kind"][];
/**
 * More often what needs a month's end, a year or a chain to post anything: a second step up the chain needs a rule that
 * shares, one that pays and three members in a row.
 */
const weights: Partial<Record<Condition["kind"], number>> = {
  activation: 3,
  firstOfMonth: 2,
  streak: 3,
  bands: 3,
  anniversary: 2,
  referralRetained: 6,
  grant: 2,
  referralStays: 3,
  referralSpend: 3,
  community: 3,
  shareOfReferred: 10,
  perRedeemed: 3,
  perEarned: 6,
  perAmount: 5,
  each: 5,
};
const weightOf = (kind: Condition["kind"]) => weights[kind] ?? 1;
const condition: fc.Arbitrary<Condition> = fc.oneof(
  ...conditionKinds.map((kind) => ({ weight: weightOf(kind), arbitrary: conditions[kind] })),
);

export const ruleParts = fc.record({
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
  verified: whole(0, 11).map((dice) => (dice < 2 ? dice === 0 : undefined)),
  limited: sometimes(
    fc.record({ day: sometimes(cap), month: sometimes(cap), year: sometimes(cap), budget: sometimes(cap) }),
  ),
  allOrNothing: sometimes(fc.boolean()),
  validity: sometimes(validityOfRule),
  currency: fc.oneof(fc.constant(0), whole(0, 9)),
  /** The currency that a rule on earning hears. */
  of: whole(0, 9),
  service: whole(0, 9),
  enabled: fc.integer({ min: 0, max: 9 }).map((dice) => dice > 0),
});
export type RuleParts = typeof ruleParts extends fc.Arbitrary<infer T> ? T : never;

export const channels = ["app", "shop"].map((id, at) => ({ id, name: nameOf(id), weight: 1 + at }));

export type Known = Pick<Scenario, "run" | "services" | "currencies" | "population"> & {
  tiers: Tiers | undefined;
};

/** Only what names something that exists is kept. */
export function ruleFrom(parts: RuleParts & Pick<Rule, "id" | "name">, known: Known): Rule {
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
    ...(parts.verified === undefined ? {} : { verified: parts.verified }),
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
    ...(validity &&
    !isOfMember(
      pick(
        currencies,
        currencies.findIndex(({ id }) => id === currency),
      ).validity,
    )
      ? { validity }
      : {}),
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

function conditionFrom(
  { condition, festival, of }: RuleParts,
  run: Scenario["run"],
  currency: string,
): Condition {
  const date = dateAt(run, festival ?? 0);
  if (condition.kind === "bulkGrant") return { ...condition, date };
  // Of an earlier currency only, so that rules hear each other in no circle.
  if (condition.kind === "perEarned")
    return currency === "currency-0"
      ? { kind: "perRedeemed", per: condition.per, spent: currency }
      : { ...condition, earned: `currency-${of % Number(currency.slice(-1))}` };
  if (condition.kind === "perRedeemed" && condition.spent === "")
    return { kind: "perRedeemed", per: condition.per };
  if (condition.kind !== "festival" || festival === undefined) return given(condition);
  const { month, day } = civilDateOf(parseIsoDate(date) ?? 0);
  return { ...condition, month, day };
}
