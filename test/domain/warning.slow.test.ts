/** Random schemes and members who take all they can: nobody ever stands where a warning says that nobody can. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Currency, roundings } from "../../src/domain/currency.ts";
import type { Rule } from "../../src/domain/rule.ts";
import { runDaysMax, type Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { warningsOf } from "../../src/domain/warning.ts";
import { play, type RecordedEvent } from "../engine/recorded.ts";
import { ruleOf, scenarioOf } from "../engine/scenario-of.ts";

const days = 400;
const some = (max: number) => fc.integer({ min: 1, max });
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

const ofRule = [
  fc.record({ kind: fc.constant("days" as const), days: some(400) }),
  fc.record({ kind: fc.constant("months" as const), months: some(14) }),
  fc.record({ kind: fc.constant("monthEnd" as const), months: some(14) }),
  fc.record({ kind: fc.constant("yearEnd" as const), years: some(2) }),
  fc.record({ kind: fc.constant("projectEnd" as const), months: some(14) }),
];
const ofMember = [
  fc.record({ kind: fc.constant("cycle" as const), years: some(2) }),
  fc.record({ kind: fc.constant("lots" as const), count: some(20) }),
];

const caps = fc.record({
  pointsPerDay: maybe(some(30)),
  pointsPerMonth: maybe(some(200)),
  pointsPerYear: maybe(some(500)),
});

const scheme = fc.record({
  start: fc.constantFrom("2026-01-01", "2026-10-01", "2028-02-11"),
  validity: fc.oneof(...ofRule, ...ofMember),
  own: maybe(fc.oneof(...ofRule)),
  pendingDays: fc.constantFrom(0, 0, 7, 30, 90),
  clearing: fc.constantFrom(undefined, "everything" as const, "pastValidity" as const),
  decay: maybe(
    fc.record({ basisPointsPerDay: fc.constantFrom(50, 500, 3000), rounding: fc.constantFrom(...roundings) }),
  ),
  factor: fc.constantFrom(10_000, 15_000, 12_345),
  login: some(20),
  capOfSpend: caps,
  shared: maybe(caps),
  /** A purchase paid with all that there is, and returned so many days later. */
  returned: fc.option(fc.record({ day: some(200), after: some(150) }), { nil: undefined, freq: 1 }),
  /** Purchases until this day, logins from then on, or both all the time. */
  turn: maybe(fc.integer({ min: 10, max: days - 10 })),
});
type Scheme = typeof scheme extends fc.Arbitrary<infer Value> ? Value : never;

function scenarioFrom(one: Scheme): Scenario {
  const { own, validity, pendingDays, clearing, decay, factor, shared, returned } = one;
  const isOfMember = validity.kind === "cycle" || validity.kind === "lots";
  const more: Partial<Rule> = {
    ...(own && !isOfMember && { validity: own }),
    multipliers: [{ kind: "window", span: {}, factor }],
  };
  const rules = [
    ruleOf("login", { kind: "firstOfDay", indicator: "login" }, one.login, more),
    ruleOf("activation", { kind: "activation" }, 50),
    ruleOf("streak", { kind: "streak", days: 5, repeat: "restart" }, 9),
    ruleOf("session", { kind: "sessionLength", unitMinutes: 480 }, 3, more),
    ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1, {
      caps: { ...one.capOfSpend, pointsPerDay: one.capOfSpend.pointsPerDay ?? 40 },
    }),
  ];
  const currency: Partial<Currency> = {
    validity,
    pendingDays,
    ...(returned && { offset: { enabled: true, points: 1, cents: 1, shareMax: 10_000, earns: false } }),
    decay: decay ? { enabled: true, ...decay } : { enabled: false, basisPointsPerDay: 1, rounding: "down" },
    yearEndClearing: { enabled: clearing !== undefined, scope: clearing ?? "everything" },
  };
  const base = scenarioOf({ rules, items: [], run: { start: one.start, days }, currency });
  const limit = { id: "limit", name: text("上限", "Limit"), currency: "points" };
  return { ...base, limits: shared ? [{ ...limit, caps: shared }] : [] };
}

/** A member who activates, and then does all there is on every day. */
function eventsOf({ turn, returned }: Scheme): RecordedEvent[] {
  const comesBack: RecordedEvent[] = returned
    ? [
        { day: returned.day, event: "purchase", amount: 1_000_000, piece: 1 },
        { day: returned.day, event: "offset", amount: 1_000_000 },
        { day: returned.day + returned.after, event: "refund", amount: 0, piece: 1 },
      ]
    : [];
  return [...dailyOf(turn), ...comesBack];
}

function dailyOf(turn: number | undefined): RecordedEvent[] {
  return Array.from({ length: days }, (_, day) => day).flatMap((day): RecordedEvent[] => {
    const pays: RecordedEvent[] = [{ day, event: "purchase", amount: 100_000 }];
    const uses: RecordedEvent[] = [
      { day, event: day === 0 ? "activation" : "login" },
      { day, event: "login" },
      ...[0, 1, 2].map((): RecordedEvent => ({ day, event: "session", amount: 480 })),
    ];
    if (turn === undefined) return [...uses, ...pays];
    return day < turn ? (day === 0 ? [{ day, event: "activation" }, ...pays] : pays) : uses;
  });
}

test("in 300 random schemes whose points wait, come back, lapse in any way, decay and are cleared", () => {
  let tight = 0;
  fc.assert(
    fc.property(scheme, (one) => {
      const scenario = scenarioFrom(one);
      const most = Math.max(...play(scenario, eventsOf(one)).balances);
      const warned = (threshold: number) =>
        warningsOf({
          ...scenario,
          privileges: [
            {
              id: "vip",
              name: text("特权", "VIP"),
              held: { kind: "balance", currency: "points", threshold },
            },
          ],
        }).some(({ code }) => code === "unreachable");
      expect(warned(most)).toBe(false);
      if (warned(4 * most)) tight++;
    }),
    { numRuns: 300, seed: 20261001 },
  );
  // The bounds are generous, and still bounds.
  expect(tight).toBeGreaterThan(150);
});

test("who takes all there is in the longest run comes to the bound, and no further", () => {
  const run = { days: runDaysMax };
  const rules = [
    ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 50, { caps: { pointsPerDay: 1 } }),
  ];
  const decay = { enabled: false, basisPointsPerDay: 1, rounding: "down" as const };
  const scenario = scenarioOf({ rules, items: [], run, currency: { validity: { kind: "none" }, decay } });
  const logins = Array.from({ length: runDaysMax }, (_, day) => ({ day, event: "login" as const }));
  const held = Math.max(...play(scenario, logins).balances);
  const warned = [held, held + 1].map((threshold) => {
    const steps = [0, threshold].map((one, at) => ({ id: `t${at}`, name: text("", ""), threshold: one }));
    const tiers = { currency: "points", validityMonths: 0, demotion: "oneStep" as const, steps };
    return warningsOf({ ...scenario, tiers }).map(({ path, code }) => `${path} ${code}`);
  });
  expect(warned).toEqual([[], ["tiers/steps/t1/threshold unreachable"]]);
});
