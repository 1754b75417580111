/** The engine against one kept on paper: random schemes, random records, every posting in order, to the point. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { isoDateOf, parseIsoDate } from "../../src/domain/calendar.ts";
import type { Currency } from "../../src/domain/currency.ts";
import type { Condition, Rule } from "../../src/domain/rule.ts";
import { RunError } from "../../src/domain/runner.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { demotions, type Tiers } from "../../src/domain/tier.ts";
import { warningsOf } from "../../src/domain/warning.ts";
import { agreed, differencesOf } from "./naive/agreement.ts";
import { comparedOf } from "./naive/as-paper.ts";
import type { Paper } from "./naive/book.ts";
import { observe } from "./naive/observed.ts";
import { playOnPaper, type Story } from "./naive/paper.ts";
import { historyOf, historyParts } from "./random-events.ts";
import { conditionKinds } from "./random-rule.ts";
import { randomScenario, scenarioArbitrary, withoutFaults } from "./random-scenario.ts";
import { themed } from "./random-themes.ts";
import type { RecordedEvent } from "./recorded.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";

const seed = 20260106;

const whole = (min: number, max: number) => fc.integer({ min, max });
const day = (iso: string) => parseIsoDate(iso) ?? 0;

/** Weeks to months; some over a year, for anniversaries. Starts anywhere, before a year's end and around a leap day. */
const run: fc.Arbitrary<Scenario["run"]> = fc
  .record({
    start: fc.oneof(
      whole(day("2023-06-01"), day("2029-03-01")),
      whole(day("2027-10-15"), day("2028-03-02")),
      whole(day("2027-11-20"), day("2027-12-28")),
      whole(day("2024-02-27"), day("2024-03-02")),
    ),
    days: fc.oneof(
      { weight: 14, arbitrary: whole(20, 60) },
      { weight: 8, arbitrary: whole(61, 100) },
      { weight: 4, arbitrary: whole(1, 20) },
      { weight: 2, arbitrary: whole(366, 372) },
    ),
  })
  .map(({ start, days }) => ({
    start: isoDateOf(start),
    days,
    members: 1,
    replications: 1,
    seed: "paper",
  }));

const parts = fc.tuple(scenarioArbitrary(run, { minLength: 8, maxLength: 16 }), historyParts);

function casesOf(count: number) {
  return fc.sample(fc.noBias(parts), { numRuns: count, seed }).map(([any, history], number) => {
    const scenario = themed(any, number);
    return { scenario, story: historyOf(scenario, history) };
  });
}

/** How many have reached the threshold at a path: a tier, a level, a privilege. */
function reachedAt(path: string, standings: Paper["standings"]): number | undefined {
  const [list, id = "", , , step = ""] = path.split("/");
  if (list === "privileges") return standings?.privileges[id]?.reached;
  return list === "tiers" ? standings?.tiers[path.split("/")[2] ?? ""] : standings?.levels[id]?.[step];
}

/** How often each turn of a scheme was taken in all runs. */
class Turns {
  private readonly taken = new Map<string, number>();
  add(more: Iterable<[string, number]>): void {
    for (const [turn, count] of more) this.taken.set(turn, (this.taken.get(turn) ?? 0) + count);
  }
  isRarer(least: number, turn: string): boolean {
    return (this.taken.get(turn) ?? 0) < least;
  }
  /** Those that were taken less often than is needed for the comparison to mean something. */
  rarerThan(least: number, turns: readonly string[]): string[] {
    return turns.flatMap((turn) => {
      const times = this.taken.get(turn) ?? 0;
      return times < least ? [`${turn}: ${times}`] : [];
    });
  }
}

/** Parts of currencies, rules and tiers whose changes are looked at by themselves. */
const handling = [
  ...["yearEndClearing", "lotOrder", "validity/count", "promotedBy"],
  ...["eligibility/verified", "eligibility/span"],
  ...["segments", "tiers", "channels", "products"].map((whom) => `eligibility/${whom}`),
  ...["limits/ to other rules", "privileges/ to other steps", "entry", "multipliers/ to others"],
  ...["currencies/ to another validity", "rules/ to another validity"],
  ...["caps/ to none", "eligibility/ to all"],
];

/** Beside each kind of condition, what must have happened; each with points that came, went or were kept by it. */
const turns = [
  ...["day", "month", "year"].flatMap((of) => [`cap of a ${of}`, `cap of a ${of}, all or nothing`]),
  ...["", ", all or nothing"].flatMap((how) =>
    ["service", "currency"].map((of) => `cap of a day of a ${of}${how}`),
  ),
  ...["service", "currency"].flatMap((of) =>
    ["pays the rest", "refuses all"].map((how) => `budget of a ${of} ${how}`),
  ),
  ...["budget short", "budget pays the rest", "budget refuses all"],
  ...["window", "segment", "tier", "channel", "product"].map((of) => `multiplier by ${of}`),
  ...["rounded down", "rounded nearest", "rounded up", "a fraction beyond numbers"],
  ...["not of the segment", "not of the tier", "not through the channel", "not of the product"],
  ...["share at step 1", "share at step 2", "share with a multiplier", "community at step 2"],
  ...["privilege by balance", "privilege by level", "privilege by tier"],
  ...["bands of all so far", "bands by points for session time", "too few points for session time"],
  "exactly enough points for session time",
  ...["bands of friends from before the rule", "praise by channel from before the rule"],
  ...["payments", "of a piece", "of a member"].map((of) => `more ${of} wait than are asked for by now`),
  ...["full amounts", "full amounts of a month"],
  ...["total of a month", "refund after a month's total", "verified", "not verified"],
  ...["entry by a product", "entry by a product, of the year"],
  ...["promotion by the year", "points of years before promote no more"],
  ...["redemption cut by the budget", "redemption refused by the budget"],
  ...["earned by an award", "earned by a share", "each redemption", "each praise"],
  ...["promotion", "tier kept", "demotion oneStep", "demotion fitting", "warned"],
  ...["days", "months", "monthEnd", "yearEnd", "projectEnd", "cycle", "lots"].map((of) => `expired by ${of}`),
  ...["cleared past validity", "cleared at the year's end", "lifo"],
  ...["decayed", "decayed after the grace", "spared by the grace", "several expired by lots"],
  ...["migrated to more", "migrated to less", "migrated while it waits", "migrated after its release"],
  "rounding that stays with what waits",
  ...["released", "left while points wait", "debt", "debt paid by an award"],
  ...["refund with a number", "refund in part", "refund of what waits"],
  ...["a refund keeps from promotion", "a refund lowers a level"],
  ...["exchange by a member", "exchange by the scheme", "exchange rounded down"],
  ...["exchange to the month's limit", "exchange beyond the month's limit"],
  ...["points bought", "points bought to the month's limit"],
  ...["points sent", "points sent for a fee", "points sent to the month's limit"],
  ...["checkout that earns in full", "checkout that earns in part"],
  ...["points at checkout given back", "points at checkout given back in part"],
  ...["another part refunded", "the rest refunded", "points at checkout given back again"],
  ...["an order paid on between refunds", "a month's total lowered again"],
  "redemption of nothing spendable",
  "a refund lowers a month's total",
  ...["opening lots of several ages", "opening lots left out", "opening tier", "registered", "activated"],
  ...[
    "rules",
    "limits",
    "currencies",
    "exchanges",
    "tiers",
    "phase",
    "services",
    "privileges",
    ...handling,
  ].map((of) => `a change of ${of} mattered`),
];

/** Whom a multiplier, a limit or a privilege is for, and another validity, as its change is called. */
function toWhom(path: string): string {
  if (/^limits\/.*\/service$/.test(path)) return " to other rules";
  if (/held\/(tier|step)$/.test(path)) return " to other steps";
  if (path.endsWith("/validity")) return " to another validity";
  return /multipliers\/\d+\/(segment|tier|channel|product)$/.test(path) ? " to others" : "";
}

function saysTo(path: string, part: string, to: string): boolean {
  return to !== "" && part.endsWith(to) && `/${path}`.includes(`/${part.slice(0, -to.length)}`);
}

/** What a change that made a difference counts as. */
const mattered = (kind: string) => `a change of ${kind} mattered`;

/** What needs a certain day or sum, so that chance seldom meets it: five times are asked for; see also `settled`. */
const rareTurns = [
  ...["migrated before activation", "debt migrated", "a refund takes a referral's award back"],
  "migrated between refunds of an order",
];

/** Which of a scheme's changes, by what they change, make a difference; only those that are asked for. */
function changesThatMatter(
  { scenario, story }: { scenario: Scenario; story: Story },
  paper: Paper,
  isAsked: (turn: string) => boolean,
): [string, number][] {
  const kindsOf = ({ path, value }: { path: string; value: unknown }) => {
    const [list = ""] = path.split("/");
    const isValidity = path.endsWith("/validity");
    const to =
      value === null && !isValidity ? (path.includes("eligibility") ? " to all" : " to none") : toWhom(path);
    return [list, ...handling.filter((part) => `/${path}`.includes(`/${part}`) || saysTo(path, part, to))];
  };
  const changes = scenario.changes ?? [];
  const kinds = new Set(changes.flatMap(kindsOf));
  return [...kinds].flatMap((kind): [string, number][] => {
    if (!isAsked(mattered(kind))) return [];
    const without = { ...scenario, changes: changes.filter((change) => !kindsOf(change).includes(kind)) };
    const same = differencesOf(comparedOf(paper, scenario), comparedOf(playOnPaper(without, story), without));
    return same.length > 0 ? [[mattered(kind), 1]] : [];
  });
}

test("the engine posts what paper says, in order, in 500 random schemes with random records", () => {
  const taken = new Turns();
  let compared = 0;
  for (const [number, one] of casesOf(500).entries()) {
    const both = agreed(one, `scheme ${number} of seed ${seed}`);
    if (!both) continue;
    compared++;
    taken.add(both.paper.taken);
    taken.add(changesThatMatter(one, both.paper, (turn) => taken.isRarer(10, turn)));
    const warned = warningsOf(one.scenario).filter(({ code }) => code === "unreachable");
    for (const { path } of warned)
      expect(`${path}: ${reachedAt(path, both.paper.standings)}`).toBe(`${path}: 0`);
    taken.add([["warned", warned.length]]);
  }
  expect(compared).toBeGreaterThan(490);
  expect(taken.rarerThan(10, [...conditionKinds, ...turns])).toEqual([]);
  expect(taken.rarerThan(5, rareTurns)).toEqual([]);
});

/** Rules of the first places: what members come, buy and make friends for. */
const beginning: readonly { condition: Condition; more?: Partial<Rule> }[] = [
  { condition: { kind: "firstOfDay", indicator: "login" } },
  { condition: { kind: "perAmount", indicator: "purchase", cents: 10_000, monthTotal: true } },
  { condition: { kind: "bands", indicator: "friend", counted: "soFar", bands: [{ count: 2, points: 5 }] } },
  { condition: { kind: "each", indicator: "login" }, more: { eligibility: { verified: true } } },
];

/** Members who buy often, mostly with coins for which they exchange what they earn by coming. */
const shopping = randomScenario.map((scenario) => {
  const redeeming = { ...scenario.population.redeeming, medianPoints: 10 };
  const times = { kind: "gammaPoisson", meanPerLoginDay: 1, shape: 2 } as const;
  const activities = (
    ["purchase", "pointsPurchase", "pointsTransfer", "friend", "verification"] as const
  ).map((indicator) => ({ indicator, times }));
  const segments = scenario.population.segments.map((segment) => ({ ...segment, activities }));
  const [first, second] = scenario.currencies;
  const coins = second ?? first;
  const lotsOf = (id: string) => (second && id === second.id ? scenario.rules.length % 3 : 0);
  const exchange = {
    enabled: true,
    give: 2,
    get: 1,
    pointsMin: 2,
    phase: "innerLoop",
    by: "member",
  } as const;
  return withoutFaults({
    ...scenario,
    population: { ...scenario.population, segments, redeeming },
    // In some, coins are one or two lots at most, of which an exchange ends the oldest.
    currencies: scenario.currencies.map((currency) => ({
      ...{ ...currency, spendable: true },
      ...(lotsOf(currency.id) > 0 && {
        validity: { kind: "lots" as const, count: lotsOf(currency.id) },
        decay: { ...currency.decay, enabled: false },
      }),
    })),
    rules: scenario.rules.map((rule, at) => {
      const begun = beginning[at];
      const { validity: _, ...own } = rule;
      if (!begun || !first) return lotsOf(rule.currency) > 0 ? own : rule;
      const { service } = rule;
      return ruleOf(rule.id, begun.condition, 60, { ...begun.more, service, currency: first.id });
    }),
    changes: [],
    rates: scenario.rates.map((rate) => ({
      ...{ ...rate, benefit: "service" as const, points: 1, cents: 1 },
      currency: coins?.id ?? rate.currency,
    })),
    items: scenario.items.map((item) => {
      return { ...item, enabled: true, faceCents: 1 + (item.faceCents % 150), cashCents: 0 };
    }),
    exchanges: first && second ? [{ id: "exchange-0", from: first.id, to: second.id, ...exchange }] : [],
  });
});

const sampled = () =>
  fc.sample(
    fc.noBias(fc.oneof({ weight: 1, arbitrary: randomScenario }, { weight: 2, arbitrary: shopping })),
    { numRuns: 100, seed },
  );

/** What only members who decide for themselves do, or whose story the population model tells. */
const turnsOfSynthetic = [
  ...[
    "item bought",
    "item bought within a budget",
    "exchange for an item",
    "exchange that ends a lot",
    "exchange by the scheme",
    "activated",
    "entry by a product",
    "not through the channel",
    "not of the product",
    "verified",
    "not verified",
    "total of a month",
    "bands of all so far",
    "promotion by the year",
  ],
  ...["points bought", "points sent", "checkout that earns in full", "checkout that earns in part"],
];

test("the engine does what paper does in 100 random runs of synthetic members, told as they happen", () => {
  const taken = new Turns();
  let compared = 0;
  const scenarios = sampled();
  for (const [number, scenario] of scenarios.entries()) {
    const seen = observedWithin(scenario);
    if (!seen) continue;
    compared++;
    const paper = playOnPaper(scenario, seen.story);
    const differences = differencesOf(seen.says, comparedOf(paper, scenario)).slice(0, 8);
    expect({ scheme: number, differences }).toEqual({ scheme: number, differences: [] });
    taken.add(paper.taken);
  }
  expect(compared).toBeGreaterThan(90);
  expect(taken.rarerThan(10, turnsOfSynthetic)).toEqual([]);
});

/** Undefined where a run ends at a limit. */
function observedWithin(scenario: Scenario): ReturnType<typeof observe> | undefined {
  try {
    return observe(scenario);
  } catch (error) {
    const ends = error instanceof RunError && /^(population|balance)Limit$/.test(error.failure.code);
    if (ends) return undefined;
    throw error;
  }
}

/** What a referred member pays and has refunded, near the amount that pays the referrer. */
const spending = fc.record({
  cents: fc.constantFrom(3_000, 10_000),
  pendingDays: fc.constantFrom(0, 9),
  leaves: fc.option(whole(5, 50), { nil: undefined, freq: 4 }),
  orders: fc.array(
    fc.record({
      day: whole(1, 40),
      amount: whole(1, 60),
      after: whole(0, 12),
      back: fc.constantFrom(-1, 0, 0, 40),
      again: fc.constantFrom(-1, -1, 0, 5),
    }),
    { minLength: 2, maxLength: 9, size: "max" },
  ),
});

test("the engine pays and takes back what paper does, in 100 random histories of what a referred member spends", () => {
  const taken = new Turns();
  for (const [number, one] of fc.sample(spending, { numRuns: 100, seed: 20260104 }).entries()) {
    const events: RecordedEvent[] = [{ day: 0, event: "referral", member: "A", referred: "B" }];
    for (const [piece, { day, amount, after, back, again }] of one.orders.entries()) {
      const event = piece % 2 === 0 ? "purchase" : "bill";
      events.push({ day, event, member: "B", amount: amount * 100, piece });
      const refund = { event: "refund", member: "B", piece } as const;
      if (back >= 0) events.push({ day: day + after, ...refund, amount: back * 37 });
      const left = amount * 100 - back * 37;
      if (back > 0 && again >= 0 && left > 0)
        events.push({ day: day + after + 1, ...refund, amount: Math.min(left, again * 100) });
      events.push({ day: day + 2, event: "redemption", member: "A", amount: amount * 3 });
    }
    if (one.leaves !== undefined) events.push({ day: one.leaves, event: "cancellation", member: "A" });
    const rules = [
      ruleOf("spend", { kind: "referralSpend", cents: one.cents }, 70),
      ruleOf("total", { kind: "perAmount", indicator: "bill", cents: 100, monthTotal: true }, 1),
      ruleOf("buying", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1),
    ];
    const scenario = scenarioOf({
      rules,
      items: [],
      run: { start: "2026-01-05", days: 60 },
      currency: { pendingDays: one.pendingDays },
    });
    const both = agreed(
      { scenario, story: { events: inOrder(events, one.leaves), people: {} } },
      `history ${number}`,
    );
    taken.add(both?.paper.taken ?? []);
  }
  expect(
    taken.rarerThan(10, [
      ...["a refund takes a referral's award back", "a refund lowers a month's total"],
      ...["a month's total lowered again", "spend lowered again"],
    ]),
  ).toEqual([]);
});

/** By day; who has left does nothing. */
function inOrder(events: readonly RecordedEvent[], leaves = Number.POSITIVE_INFINITY): RecordedEvent[] {
  const own = events.filter(
    ({ day, member, event }) => member !== "A" || day < leaves || event === "cancellation",
  );
  return own.toSorted((a, b) => a.day - b.day);
}

function tiersOf(thresholds: readonly number[], demotion: Tiers["demotion"]): Tiers {
  const steps = [0, ...thresholds].map((threshold, at) => ({
    id: `tier-${at}`,
    name: text(`${at}`, `${at}`),
    threshold,
  }));
  return { currency: "points", validityMonths: 1, demotion, steps };
}

/** Grants, and payments that are refunded, alone, so that what decides a period can come on its first or last day, or not at all. */
const tierHistories = fc.record({
  thresholds: fc.constantFrom([20, 40, 60], [10, 50], [30, 31, 100]),
  demotion: fc.constantFrom(...demotions),
  start: fc.constantFrom("2024-01-29", "2026-01-01", "2026-03-31"),
  grants: fc.array(
    fc.record({
      day: fc.oneof(whole(0, 99), fc.constantFrom(0, 31, 59, 60, 90)),
      amount: whole(0, 40),
      /** Of a payment, after how many days it is refunded, and how much of it; undefined for grants. */
      refunded: fc.option(fc.record({ after: whole(0, 40), all: fc.boolean() }), { nil: undefined, freq: 2 }),
    }),
    { minLength: 2, maxLength: 12, size: "max" },
  ),
});

test("the engine promotes, keeps and demotes as paper does, in 100 random histories of grants and refunds", () => {
  const taken = new Turns();
  const histories = fc.sample(tierHistories, { numRuns: 100, seed: 20260103 });
  for (const [number, { thresholds, demotion, start, grants }] of histories.entries()) {
    const events = grants.flatMap(({ day, amount, refunded }, piece): RecordedEvent[] => {
      if (!refunded) return [{ day, event: "grant", amount }];
      const { after, all } = refunded;
      const back = { day: day + after, event: "refund", amount: all ? 0 : amount * 37, piece } as const;
      return [{ day, event: "purchase", amount: amount * 100, piece }, ...(back.day < 100 ? [back] : [])];
    });
    // A rule that pays another amount in each tier shows the tiers of every day.
    const shown = thresholds.map((_, at) => ({
      kind: "tier" as const,
      tier: `tier-${at + 1}`,
      factor: (at + 2) * 10_000,
    }));
    for (let day = 0; day < 100; day++) events.push({ day, event: "login" });
    const rules = [
      ruleOf("grant", { kind: "grant" }, 1),
      ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1),
      ruleOf("tier", { kind: "firstOfDay", indicator: "login" }, 1, {
        multipliers: shown,
        currency: "shown",
      }),
    ];
    const base = scenarioOf({ rules, items: [], run: { start, days: 100 } });
    const [points] = base.currencies;
    if (!points) throw new Error("no currency");
    const currencies = [points, { ...points, id: "shown" }];
    const scenario: Scenario = { ...base, currencies, tiers: tiersOf(thresholds, demotion) };
    taken.add(agreed({ scenario, story: { events, people: {} } }, `history ${number}`)?.paper.taken ?? []);
  }
  expect(
    taken.rarerThan(20, [
      ...["promotion", "tier kept", ...demotions.map((way) => `demotion ${way}`)],
      ...["a refund keeps from promotion", "a refund costs a tier"],
    ]),
  ).toEqual([]);
});

type Settled = { rules: Rule[]; events: RecordedEvent[]; tiers?: Tiers; currency?: Partial<Currency> };
const on = (
  day: number,
  event: RecordedEvent["event"],
  more: Partial<RecordedEvent> = {},
): RecordedEvent => ({ day, event, ...more });

/** The smallest schemes in which the documents once could be read in two ways. Runs start on 1 January 2026. */
const settled: Record<string, Settled> = {
  "every third payment counts payments, not cents": {
    rules: [ruleOf("third", { kind: "everyNth", indicator: "purchase", count: 3 }, 1)],
    events: [on(0, "purchase", { amount: 300 })],
  },
  "a payment of nothing is a day's first": {
    rules: [ruleOf("first", { kind: "firstOfDay", indicator: "topup" }, 1)],
    events: [on(0, "topup", { amount: 0 })],
  },
  "who joins and cancels on one day has no tenure": {
    rules: [ruleOf("tenure", { kind: "tenure", everyMonths: 1 }, 1)],
    events: [on(4, "activation"), on(4, "cancellation")],
  },
  "bands promote from the next day on, without another award": {
    rules: [ruleOf("bands", { kind: "bands", indicator: "friend", bands: [{ count: 1, points: 10 }] }, 1)],
    events: [on(0, "login"), on(0, "friend")],
    tiers: tiersOf([10], "oneStep"),
  },
  "a rule that begins later knows what was praised before": {
    rules: [
      ruleOf("praised", { kind: "praisedOver", praises: 2 }, 1, {
        eligibility: { span: { from: "2026-01-03" } },
      }),
    ],
    events: [on(0, "praise", { amount: 2, piece: 0 }), on(5, "praise", { amount: 1, piece: 0 })],
  },
  "what is owed is converted with the stock": {
    rules: [ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1)],
    currency: { migrations: [{ date: "2026-01-05", numerator: 7, denominator: 3 }] },
    events: [
      on(0, "purchase", { amount: 10_000, piece: 1 }),
      on(1, "redemption", { amount: 90 }),
      on(2, "refund", { amount: 0, piece: 1 }),
      on(6, "purchase", { amount: 50_000, piece: 2 }),
    ],
  },
  "caps are met before a budget refuses": {
    rules: [
      ruleOf("grant", { kind: "grant" }, 1, {
        caps: { pointsPerDay: 12, allOrNothing: true },
        budgetPerMonth: 8,
      }),
    ],
    events: [on(0, "grant", { amount: 10 }), on(0, "grant", { amount: 5 })],
  },
};

test.each(Object.entries(settled))(
  "both engines agree that %s",
  (name, { rules, events, tiers, currency = {} }) => {
    const run = { start: "2026-01-01", days: 40 };
    const base = scenarioOf({ rules, items: [], run, currency });
    const scenario: Scenario = { ...base, ...(tiers ? { tiers } : {}) };
    expect(agreed({ scenario, story: { events, people: {} } }, name)).toBeDefined();
  },
);
