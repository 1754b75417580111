/** What synthetic members start with: lots of several ages, tiers, time of membership, and points of the pre-registered. */
import { describe, expect, test } from "vitest";
import type { Currency } from "../../src/domain/currency.ts";
import type { Opening } from "../../src/domain/opening.ts";
import type { Segment } from "../../src/domain/population.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { compile } from "../../src/engine/compile.ts";
import { fingerprintOf } from "../../src/engine/fingerprint.ts";
import { syntheticSource } from "../../src/engine/population.ts";
import type { RunState } from "../../src/engine/run-state.ts";
import { simulate, simulateShard } from "../../src/engine/simulate.ts";
import { mergeTally } from "../../src/engine/tally.ts";
import { outcomeOf } from "./computed.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";

const balance = { currency: "points", share: 1, medianPoints: 100, sigma: 0, lots: 4, daysBetween: 30 };
const tiers: Scenario["tiers"] = {
  currency: "points",
  validityMonths: 2,
  demotion: "fitting",
  steps: [0, 500, 2000].map((threshold, at) => ({ id: `t${at}`, name: text(`${at}`, `${at}`), threshold })),
};

/** Members who earn and redeem nothing, so that their stock alone moves. */
function schemeOf(
  opening: Partial<Opening>,
  currency: Partial<Currency> = {},
  joining: Segment["joining"] = { kind: "before", tenure: { daysMin: 100, daysMax: 100 } },
  days = 100,
): Scenario {
  const [own] = preset.population.segments as [Segment];
  const segment: Segment = {
    ...own,
    weight: 1,
    joining,
    cancellation: { kind: "none" },
    referrals: { ...own.referrals, meanPerYear: 0 },
    opening: { balances: [balance], tiers: [], ...opening },
  };
  return scenarioOf({
    rules: [],
    items: [],
    run: { start: "2026-01-01", days, members: 40, replications: 1 },
    currency: { validity: { kind: "none" }, ...currency },
    population: { ...preset.population, segments: [segment], referredSegment: segment.id },
  });
}

/** Balance of the first member at the end of each day, and the run. */
function lived(scenario: Scenario): { balances: number[]; run: RunState } {
  const program = compile(scenario);
  const { members } = scenario.run;
  const source = syntheticSource(program, { replication: 0, firstMember: 0, endMember: members });
  const balances: number[] = [];
  const held = ({ accounts }: RunState) => accounts[0]?.balance[0] ?? Number.NaN;
  const run = simulate(program, {
    ...source,
    fill(state, day) {
      if (day > 0) balances.push(held(state));
      source.fill(state, day);
    },
  });
  return { balances: [...balances, held(run)], run };
}

/** The days on which a balance changes, with what it becomes. */
function stepsOf(balances: readonly number[]): string {
  return balances.flatMap((held, day) => (held === balances[day - 1] ? [] : [`${day}: ${held}`])).join(", ");
}

test.each<[string, Scenario, string]>([
  ["for ever, where points never lapse", schemeOf({}), "0: 100"],
  [
    "lot by lot, each by its own age",
    schemeOf({}, { validity: { kind: "days", days: 95 } }),
    "0: 100, 4: 75, 34: 50, 64: 25, 94: 0",
  ],
  [
    "without lots older than the membership",
    schemeOf(
      {},
      { validity: { kind: "days", days: 95 } },
      { kind: "before", tenure: { daysMin: 40, daysMax: 40 } },
    ),
    "0: 100, 64: 50, 94: 0",
  ],
  [
    "without lots that have lapsed before the run",
    schemeOf({}, { validity: { kind: "days", days: 45 } }),
    "0: 100, 14: 50, 44: 0",
  ],
  ["not at all where every lot has lapsed", schemeOf({}, { validity: { kind: "days", days: 1 } }), "0: 0"],
  [
    "until the end of the natural year they are from",
    schemeOf({}, { validity: { kind: "yearEnd", years: 2 } }, undefined, 400),
    "0: 100, 365: 0",
  ],
  ["in the newest of so many lots", schemeOf({}, { validity: { kind: "lots", count: 2 } }), "0: 100"],
  [
    "to the end of the cycle that the oldest lot began",
    schemeOf({}, { validity: { kind: "cycle", years: 2 } }, undefined, 400),
    "0: 100, 365: 0",
  ],
  [
    "to the end of the project's cycle",
    schemeOf({}, { validity: { kind: "projectEnd", months: 1 } }),
    "0: 0",
  ],
])("opening points stay %s", (_, scenario, steps) => {
  const { balances, run } = lived(scenario);
  expect(stepsOf(balances)).toBe(steps);
  expect(run.tally.currencies[0]?.opening[0]).toBe(40 * (balances[0] ?? 0));
});

test("balances differ between members as they should, and some hold nothing", () => {
  const scenario = schemeOf({ balances: [{ ...balance, share: 0.6, sigma: 1 }] });
  const { run } = lived({ ...scenario, run: { ...scenario.run, members: 4000, days: 1 } });
  const held = [...(run.accounts[0]?.balance.subarray(0, 4000) ?? [])];
  const holders = held.filter((points) => points > 0).sort((a, b) => a - b);
  expect(holders.length / 4000).toBeCloseTo(0.6, 1);
  expect(Math.log(holders[Math.floor(holders.length / 2)] ?? 0)).toBeCloseTo(Math.log(100), 1);
  const logs = holders.map((points) => Math.log(points / 100));
  expect(Math.sqrt(logs.reduce((sum, x) => sum + x * x, 0) / logs.length)).toBeCloseTo(1, 1);
});

describe("the pre-registered", () => {
  const scenario = schemeOf(
    {},
    {
      validity: { kind: "days", days: 20 },
      decay: { enabled: true, basisPointsPerDay: 1000, rounding: "down" },
    },
    { kind: "preregistered", firstDay: 30, lastDay: 30 },
  );

  test("hold their points untouched until they activate; validity and decay start then", () => {
    const { balances, run } = lived(scenario);
    expect(stepsOf(balances).startsWith("0: 0, 30: 100, 31: 90, 32: 81")).toBe(true);
    expect(balances[49]).toBeGreaterThan(0);
    expect(balances[50]).toBe(0);
    expect(run.tally.enrolledByDay[29]).toBe(0);
    expect(run.tally.enrolledByDay[30]).toBe(40);
    expect(run.tally.currencies[0]?.opening[0]).toBe(4000);
  });

  test("earn nothing before: no grant in bulk, no festival, no month of tenure; the day they activate is their first", () => {
    const rules = [
      ruleOf("bulk", { kind: "bulkGrant", date: "2026-01-11" }, 7),
      ruleOf("festival", { kind: "festival", month: 1, day: 15 }, 9),
      ruleOf("tenure", { kind: "tenure", everyMonths: 1 }, 1),
      ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 50),
    ];
    const own = scenario.population.segments.map((segment) => ({
      ...segment,
      joining: { kind: "preregistered" as const, firstDay: 25, lastDay: 25 },
    }));
    const { balances } = lived({
      ...scenario,
      currencies: scenario.currencies.map((one) => ({ ...one, decay: { ...one.decay, enabled: false } })),
      rules,
      population: { ...scenario.population, segments: own },
      run: { ...scenario.run, days: 27 },
    });
    expect(stepsOf(balances.slice(0, 26))).toBe("0: 0, 25: 151");
  });

  test("count in the ledger's closing while they wait", () => {
    const waiting = { ...scenario, run: { ...scenario.run, days: 10 } };
    const late = schemeOf({}, {}, { kind: "preregistered", firstDay: 5, lastDay: 60 }, 40);
    // Who activates after the run's end is no part of it.
    expect(outcomeOf(waiting).ledger.points).toMatchObject({ opening: 0, closing: 0 });
    expect(outcomeOf(late).ledger.points).toMatchObject({ issued: 0, expired: 0 });
    expect(outcomeOf(late).ledger.points?.opening).toBe(outcomeOf(late).ledger.points?.closing);
    expect(outcomeOf(late).ledger.points?.opening).toBeGreaterThan(1500);
  });
});

test("tiers are shared out by weight, end evenly over their validity, and their threshold counts towards the next", () => {
  const opening = {
    balances: [],
    tiers: [
      { tier: "t0", weight: 1 },
      { tier: "t1", weight: 3 },
    ],
  };
  const scenario = { ...schemeOf(opening), tiers };
  const program = compile({ ...scenario, run: { ...scenario.run, members: 2000, days: 100 } });
  const source = syntheticSource(program, { replication: 0, firstMember: 0, endMember: 2000 });
  let atStart: number[] = [];
  let ends: number[] = [];
  const run = simulate(program, {
    ...source,
    begin(state) {
      source.begin(state);
      atStart = [...state.roster.tier.subarray(0, 2000)];
      ends = [...state.roster.tierUntil.subarray(0, 2000)].filter((day) => day < 1000);
      expect(state.roster.issuedBeforeDemotion[atStart.indexOf(1)]).toBe(-500);
    },
  });
  expect(atStart.filter((tier) => tier === 1).length / 2000).toBeCloseTo(0.75, 1);
  expect(ends.length).toBe(atStart.filter((tier) => tier === 1).length);
  expect(Math.min(...ends)).toBe(0);
  expect(Math.max(...ends)).toBe(58);
  // Nobody earned anything: by the end of two months everybody is back at the base.
  expect([...run.roster.tier.subarray(0, 2000)].some((tier) => tier > 0)).toBe(false);
});

test("long memberships: years of joining reach back, and anniversaries come when they are due", () => {
  const joining: Segment["joining"] = { kind: "before", tenure: { daysMin: 1, daysMax: 3000 } };
  const base = schemeOf({}, {}, joining, 366);
  const [segment] = base.population.segments as [Segment];
  const cancelling = { ...segment, cancellation: { kind: "sbg", alpha: 0.7, beta: 1.2 } as const };
  const scenario: Scenario = {
    ...base,
    run: { ...base.run, members: 3000 },
    population: { ...base.population, segments: [cancelling] },
  };
  const { run } = lived(scenario);
  const { joinDay, cancelDay } = run.roster;
  const members = [...Array(3000).keys()];
  expect(Math.min(...joinDay.subarray(0, 3000))).toBeLessThan(-2900);
  const left = (from: number, to: number) => {
    const own = members.filter((m) => -(joinDay[m] ?? 0) > from && -(joinDay[m] ?? 0) <= to);
    return own.filter((m) => (cancelDay[m] ?? 0) <= 365).length / own.length;
  };
  // sBG: α / (α + β + n) of those who have stayed n years leave at the next anniversary.
  expect(left(0, 365)).toBeCloseTo(0.7 / 1.9, 1);
  expect(left(2200, 2900)).toBeCloseTo(0.7 / 8.4, 1);
});

test("the stock of a member does not depend on how the run is cut, nor on how many others there are", () => {
  const scenario = schemeOf(
    { balances: [{ ...balance, share: 0.5, sigma: 1 }], tiers: [{ tier: "t1", weight: 1 }] },
    { validity: { kind: "days", days: 60 } },
  );
  const program = compile({ ...scenario, tiers });
  const whole = simulateShard(program, { replication: 0, firstMember: 0, endMember: 40 });
  const parts = simulateShard(program, { replication: 0, firstMember: 0, endMember: 13 });
  mergeTally(parts, simulateShard(program, { replication: 0, firstMember: 13, endMember: 40 }));
  expect(fingerprintOf(parts)).toBe(fingerprintOf(whole));
});
