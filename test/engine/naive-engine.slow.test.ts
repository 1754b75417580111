/** The engine against one kept on paper: random schemes, random records, every posting in order, to the point. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { isoDateOf, parseIsoDate } from "../../src/domain/calendar.ts";
import { moneyIndicators } from "../../src/domain/indicator.ts";
import type { Rule } from "../../src/domain/rule.ts";
import { RunError } from "../../src/domain/runner.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { demotions, type Tiers } from "../../src/domain/tier.ts";
import { warningsOf } from "../../src/domain/warning.ts";
import { standingsOf } from "../../src/engine/standing.ts";
import { asBuilt, type Paper, playOnPaper, type Reading } from "./naive-engine.ts";
import { type History, historyOf, historyParts } from "./random-events.ts";
import { conditionKinds, scenarioArbitrary } from "./random-scenario.ts";
import { play, type RecordedEvent } from "./recorded.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";

const whole = (min: number, max: number) => fc.integer({ min, max });
const day = (iso: string) => parseIsoDate(iso) ?? 0;

/** Weeks to months; some over a year, for anniversaries. Starts anywhere, before a year's end and around a leap day. */
const run: fc.Arbitrary<Scenario["run"]> = fc
  .record({
    start: fc.oneof(
      whole(day("2023-06-01"), day("2029-03-01")),
      whole(day("2027-10-15"), day("2028-03-02")),
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

const pairs = fc
  .tuple(scenarioArbitrary(run, { minLength: 4, maxLength: 14 }), historyParts)
  .map(([any, parts]) => {
    const scenario = any.run.days > 365 ? withAnniversary(any) : any;
    return { scenario, ...historyOf(scenario, parts) };
  });

/** Only runs of more than a year have anniversaries; then the first rule is for them. */
function withAnniversary(scenario: Scenario): Scenario {
  const [first, ...others] = scenario.rules;
  if (!first) return scenario;
  const { eligibility: _, multipliers: __, ...rule } = first;
  return { ...scenario, rules: [{ ...rule, enabled: true, condition: { kind: "anniversary" } }, ...others] };
}

/** By rule: how many awards, how many points, how many members reached. */
type Reached = Record<string, { awards: number; points: number; members: number }>;
type Compared = Omit<Paper, "taken"> & { rules: Reached };

function reachedBy({ rules }: Scenario, postings: Paper["postings"]): Reached {
  return Object.fromEntries(
    rules.map(({ id }) => {
      const own = postings.filter(({ rule }) => rule === id);
      const points = own.reduce((sum, posting) => sum + posting.points, 0);
      return [id, { awards: own.length, points, members: new Set(own.map(({ member }) => member)).size }];
    }),
  );
}

/** What the engine says of the same things; undefined where more points are asked for than a balance may hold. */
function played(scenario: Scenario, { events, people }: History): Compared | undefined {
  try {
    const { awards, run, names } = { names: namesIn(events), ...play(scenario, events, "A", people) };
    const sum = (flow: Float64Array) => flow.reduce((total, points) => total + points, 0);
    const byName = <T>(of: (m: number) => T) => Object.fromEntries(names.map((name, m) => [name, of(m)]));
    const byCurrency = <T>(of: (position: number) => T) =>
      Object.fromEntries(scenario.currencies.map(({ id }, position) => [id, of(position)]));
    return {
      postings: awards,
      rules: Object.fromEntries(
        scenario.rules.map(({ id }, position) => {
          const [awards = 0, points = 0, members = 0] = run.tally.rules.subarray(position * 3);
          return [id, { awards, points, members }];
        }),
      ),
      balances: byCurrency((c) => byName((m) => run.accounts[c]?.balance[m] ?? Number.NaN)),
      waiting: byCurrency((c) => byName((m) => run.accounts[c]?.pending[m] ?? 0)),
      owed: byCurrency((c) => byName((m) => run.accounts[c]?.debt[m] ?? 0)),
      flows: byCurrency((c) => {
        const { flows, moves } = run.tally.currencies[c] ?? {};
        if (!flows || !moves) throw new Error("no such currency");
        const { issued, redeemed, expired, decayed, cleared } = flows;
        return {
          issued: sum(issued),
          redeemed: sum(redeemed),
          expired: sum(expired),
          decayed: sum(decayed),
          cleared: sum(cleared),
          reversed: sum(moves.reversed),
        };
      }),
      tiers: byName((m) => run.roster.tier[m] ?? Number.NaN),
      standings: standingsOf(run.program, run.tally.standing),
    };
  } catch (error) {
    if (error instanceof RunError && error.failure.code === "balanceLimit") return undefined;
    throw error;
  }
}

/** In the order of the roster: as events name them. */
function namesIn(events: History["events"]): string[] {
  const named = events.flatMap(({ member = "A", referred }) =>
    referred === undefined ? [member] : [member, referred],
  );
  return [...new Set(named)];
}

/** How many have reached the threshold at a path: a tier, a level, a privilege. */
function reachedAt(path: string, standings: Paper["standings"]): number | undefined {
  const [list, id = "", , , step = ""] = path.split("/");
  if (list === "privileges") return standings?.privileges[id]?.reached;
  return list === "tiers" ? standings?.tiers[path.split("/")[2] ?? ""] : standings?.levels[id]?.[step];
}

/** Beside each kind of condition, what must have happened often enough for the comparison to mean something. */
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
  ...["rounded down", "rounded nearest", "rounded up"],
  ...["not of the segment", "not of the tier", "not through the channel", "not of the product"],
  ...["share at step 1", "share at step 2", "community at step 2"],
  ...["warned", "privilege by balance", "privilege by level", "privilege by tier"],
  ...["earned by an award", "each redemption", "each praise"],
  ...["promotion", "tier kept", "demotion oneStep", "demotion fitting"],
];

test("the engine posts what paper says, in order, in 500 random schemes with random records", () => {
  const taken = new Map<string, number>();
  let compared = 0;
  fc.assert(
    fc.property(fc.noBias(pairs), ({ scenario, ...history }) => {
      const engine = played(scenario, history);
      if (!engine) return;
      compared++;
      const { taken: times, ...paper } = playOnPaper(scenario, history.events, history.people);
      expect(engine).toEqual({ ...paper, rules: reachedBy(scenario, paper.postings) });
      for (const [turn, count] of times) taken.set(turn, (taken.get(turn) ?? 0) + count);
      const warned = warningsOf(scenario).filter(({ code }) => code === "unreachable");
      for (const { path } of warned) {
        expect(`${path}: ${reachedAt(path, engine.standings)}`).toBe(`${path}: 0`);
        taken.set("warned", (taken.get("warned") ?? 0) + 1);
      }
    }),
    { numRuns: 500, seed: 20260106 },
  );
  expect(compared).toBeGreaterThan(490);
  expect([...conditionKinds, ...turns].filter((turn) => (taken.get(turn) ?? 0) < 5)).toEqual([]);
});

const refundParts = fc.record({
  /** By position of the currency, days that its points wait. */
  pendingDays: fc.array(fc.option(whole(1, 20), { nil: undefined, freq: 2 }), { minLength: 3, maxLength: 3 }),
  /** By turns for the payments: refunded after so many days, so many hundredths of them; some without a number. */
  refunds: fc.array(
    fc.record({
      after: fc.oneof(whole(0, 3), whole(0, 25)),
      share: fc.constantFrom(0, 0, 30, 50, 100, 120),
      isNumbered: whole(0, 3).map((dice) => dice > 0),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

const isPaid = (event: string) => (moneyIndicators as readonly string[]).includes(event);

/** Every second rule on payments; points that wait; three payments of four refunded. */
const refunded = fc.tuple(pairs, refundParts).map(([{ scenario, events, people }, parts]) => {
  const rules = scenario.rules.map((rule, at): Rule => {
    const indicator = moneyIndicators[at % 3] ?? "purchase";
    const onPayment = { kind: "perAmount", indicator, cents: 100 + 50 * at } as const;
    return at % 2 === 0 ? { ...rule, enabled: true, condition: onPayment } : rule;
  });
  const currencies = scenario.currencies.map((currency, at) => {
    const pendingDays = parts.pendingDays[at];
    return pendingDays === undefined ? currency : { ...currency, pendingDays };
  });
  const payments = events.filter(({ event }) => isPaid(event));
  const refunds = payments.flatMap(({ day, member, amount = 1, piece }, at): RecordedEvent[] => {
    const refund = parts.refunds[at % parts.refunds.length];
    if (!refund || at % 4 === 3) return [];
    const cents = Math.floor((amount * refund.share) / 100);
    const numbered = refund.isNumbered && piece !== undefined ? { piece } : {};
    return [
      { day: day + refund.after, event: "refund", ...(member ? { member } : {}), amount: cents, ...numbered },
    ];
  });
  return { scenario: { ...scenario, rules, currencies }, events: [...events, ...refunds], people };
});

const refundTurns = [
  ...[
    "released",
    "refund of what waits",
    "refund in part",
    "refund with a number",
    "refund without a number",
  ],
  ...["debt", "debt paid by an award", "left while points wait"],
];

test("points wait, are released, taken back and owed as on paper, in 200 random schemes with refunds", () => {
  const taken = new Map<string, number>();
  fc.assert(
    fc.property(fc.noBias(refunded), ({ scenario, ...history }) => {
      const engine = played(scenario, history);
      if (!engine) return;
      const { taken: times, ...paper } = playOnPaper(scenario, history.events, history.people);
      expect(engine).toEqual({ ...paper, rules: reachedBy(scenario, paper.postings) });
      for (const [turn, count] of times) taken.set(turn, (taken.get(turn) ?? 0) + count);
    }),
    { numRuns: 200, seed: 20260108 },
  );
  expect(refundTurns.filter((turn) => (taken.get(turn) ?? 0) < 5)).toEqual([]);
}, 60_000);

function tiersOf(thresholds: readonly number[], demotion: Tiers["demotion"]): Tiers {
  const steps = [0, ...thresholds].map((threshold, at) => ({
    id: `tier-${at}`,
    name: text(`${at}`, `${at}`),
    threshold,
  }));
  return { currency: "points", validityMonths: 1, demotion, steps };
}

/** Grants alone, so that what decides a period can come on its first or last day, or not at all. */
const tierHistories = fc.record({
  thresholds: fc.constantFrom([20, 40, 60], [10, 50], [30, 31, 100]),
  demotion: fc.constantFrom(...demotions),
  start: fc.constantFrom("2024-01-29", "2026-01-01", "2026-03-31"),
  grants: fc.array(
    fc.record({ day: fc.oneof(whole(0, 99), fc.constantFrom(0, 31, 59, 60, 90)), amount: whole(0, 40) }),
    { minLength: 2, maxLength: 12, size: "max" },
  ),
});

test("the engine promotes, keeps and demotes as paper does, in 100 random histories of grants", () => {
  const taken = new Map<string, number>();
  fc.assert(
    fc.property(tierHistories, ({ thresholds, demotion, start, grants }) => {
      const events = grants.map(({ day, amount }): RecordedEvent => ({ day, event: "grant", amount }));
      // A rule that pays another amount in each tier shows the tiers of every day.
      const shown = thresholds.map((_, at) => ({
        kind: "tier" as const,
        tier: `tier-${at + 1}`,
        factor: (at + 2) * 10_000,
      }));
      for (let day = 0; day < 100; day++) events.push({ day, event: "login" });
      const rules = [
        ruleOf("grant", { kind: "grant" }, 1),
        ruleOf("tier", { kind: "firstOfDay", indicator: "login" }, 1, {
          multipliers: shown,
          currency: "shown",
        }),
      ];
      const base = scenarioOf({ rules, items: [], run: { start, days: 100 } });
      const [points] = base.currencies;
      if (!points) throw new Error("no currency");
      const scenario: Scenario = {
        ...base,
        currencies: [points, { ...points, id: "shown" }],
        tiers: tiersOf(thresholds, demotion),
      };
      const { taken: times, ...paper } = playOnPaper(scenario, events);
      expect(played(scenario, { events, people: {} })).toEqual({
        ...paper,
        rules: reachedBy(scenario, paper.postings),
      });
      for (const [turn, count] of times) taken.set(turn, (taken.get(turn) ?? 0) + count);
    }),
    { numRuns: 100, seed: 20260103 },
  );
  for (const turn of ["promotion", "tier kept", ...demotions.map((way) => `demotion ${way}`)])
    expect(taken.get(turn)).toBeGreaterThan(20);
});

type Difference = { rules: Rule[]; events: RecordedEvent[]; tiers?: Tiers };
const on = (
  day: number,
  event: RecordedEvent["event"],
  more: Partial<RecordedEvent> = {},
): RecordedEvent => ({
  day,
  event,
  ...more,
});

/** The smallest schemes in which the engine and the plain reading of the documents part. Runs start on 1 January 2026. */
const differences: Record<keyof Reading, Difference> = {
  everyNthCountsCents: {
    rules: [ruleOf("third", { kind: "everyNth", indicator: "purchase", count: 3 }, 1)],
    events: [on(0, "purchase", { amount: 300 })],
  },
  nothingIsNoFirst: {
    rules: [ruleOf("first", { kind: "firstOfDay", indicator: "topup" }, 1)],
    events: [on(0, "topup", { amount: 0 })],
  },
  tenureOnTheWayOut: {
    rules: [ruleOf("tenure", { kind: "tenure", everyMonths: 1 }, 1)],
    events: [on(4, "activation"), on(4, "cancellation")],
  },
  promotionWaitsForAnAward: {
    rules: [ruleOf("bands", { kind: "bands", indicator: "friend", bands: [{ count: 1, points: 10 }] }, 1)],
    events: [on(0, "login"), on(0, "friend")],
    tiers: tiersOf([10], "oneStep"),
  },
  datedRulesKnowThePast: {
    rules: [
      ruleOf("praised", { kind: "praisedOver", praises: 2 }, 1, {
        eligibility: { span: { from: "2026-01-03" } },
      }),
    ],
    events: [on(0, "praise", { amount: 2, piece: 0 }), on(5, "praise", { amount: 1, piece: 0 })],
  },
  capsSeeRefusedAwards: {
    rules: [
      ruleOf("grant", { kind: "grant" }, 1, {
        caps: { pointsPerDay: 12, allOrNothing: true },
        budgetPerMonth: 8,
      }),
    ],
    events: [on(0, "grant", { amount: 10 }), on(0, "grant", { amount: 5 })],
  },
};

test.each(Object.entries(differences))("the engine still differs: %s", (name, { rules, events, tiers }) => {
  const base = scenarioOf({ rules, items: [], run: { start: "2026-01-01", days: 40 } });
  const scenario: Scenario = { ...base, ...(tiers ? { tiers } : {}) };
  const onPaper = (reading: Reading) => {
    const { taken: _, ...paper } = playOnPaper(scenario, events, {}, reading);
    return { ...paper, rules: reachedBy(scenario, paper.postings) };
  };
  expect(played(scenario, { events, people: {} })).toEqual(onPaper(asBuilt));
  if (asBuilt[name as keyof Reading])
    expect(onPaper({ ...asBuilt, [name]: false })).not.toEqual(onPaper(asBuilt));
});
