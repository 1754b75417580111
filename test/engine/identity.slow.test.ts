/** What must hold of any run: the ledger closes, and every sum that can be formed in two ways is the same both ways. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Item } from "../../src/domain/catalogue.ts";
import { checkScenario } from "../../src/domain/check.ts";
import type { Currency } from "../../src/domain/currency.ts";
import { RunError } from "../../src/domain/runner.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { binCount } from "../../src/engine/bins.ts";
import { collect } from "../../src/engine/collect.ts";
import { compile } from "../../src/engine/compile.ts";
import { sumsOfLots } from "../../src/engine/ledger.ts";
import { syntheticSource } from "../../src/engine/population.ts";
import { groupCount } from "../../src/engine/roster.ts";
import { openRun, type RunState } from "../../src/engine/run-state.ts";
import { simulate } from "../../src/engine/simulate.ts";
import {
  columnsOf,
  currencyQuantities,
  itemColumns,
  moneyColumns,
  quantities,
  quantityAt,
  ruleColumns,
  snapshotWidth,
  type Tally,
} from "../../src/engine/tally.ts";
import { tallyOf } from "./computed.ts";
import { randomScenario } from "./random-scenario.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";

function total(numbers: Iterable<number>): number {
  let sum = 0;
  for (const value of numbers) sum += value;
  return sum;
}

/** Runs a scenario; undefined where it asks for more members or points than a run may hold. */
function runOf(scenario: Scenario): RunState | undefined {
  const program = compile(scenario);
  const shard = { replication: 0, firstMember: 0, endMember: scenario.run.members };
  try {
    return simulate(program, syntheticSource(program, shard));
  } catch (error) {
    if (error instanceof RunError && /^(populationLimit|balanceLimit)$/.test(error.failure.code))
      return undefined;
    throw error;
  }
}

/** A quantity of the last month's snapshot, over all groups. */
function atEnd({ program, tally }: RunState, quantity: number, currency = 0): number {
  const last = program.days.monthStart.length - 1;
  const { length } = program.currencies;
  return total(
    Array.from({ length: groupCount }, (_, group) => {
      return (
        tally.snapshots[
          (last * groupCount + group) * snapshotWidth(length) + quantityAt(quantity, currency)
        ] ?? Number.NaN
      );
    }),
  );
}

function checkCurrency(run: RunState, currency: number): void {
  const { scenario } = run.program;
  const { id } = scenario.currencies[currency] ?? { id: "" };
  const own = run.tally.currencies[currency];
  const account = run.accounts[currency];
  if (!own || !account) throw new Error("no such currency");
  const { flows, moves, opening, money } = own;
  const { count } = run.roster;
  const [issued, redeemed, expired, decayed, cleared] = [
    flows.issued,
    flows.redeemed,
    flows.expired,
    flows.decayed,
    flows.cleared,
  ].map(total) as [number, number, number, number, number];
  const closing = total(account.balance.subarray(0, count)) + total(account.pending.subarray(0, count));
  const came = total(opening) + issued + total(moves.in);
  const went = redeemed + expired + decayed + cleared + total(moves.reversed) + total(moves.out);
  expect(came - went).toBe(closing);
  // Nobody owes points, and each member's lots are the balance.
  const lots = account.plan.width > 0 ? sumsOfLots(account, count) : account.balance;
  const odd = Array.from(account.balance.subarray(0, count).entries()).filter(
    ([m, held]) => held < 0 || lots[m] !== held,
  );
  expect(odd).toEqual([]);
  // The same points by rule, by item, and by month.
  const byRule = scenario.rules.map((rule, position) =>
    rule.currency === id ? (run.tally.rules[position * ruleColumns + 1] ?? 0) : 0,
  );
  const byItem = scenario.items.map((item, position) =>
    scenario.rates.find((rate) => rate.id === item.rate)?.currency === id
      ? (run.tally.items[position * itemColumns + 1] ?? 0)
      : 0,
  );
  expect(total(byRule)).toBe(issued);
  // The rest was paid at checkout.
  if (money[moneyColumns.offset] === 0) expect(total(byItem)).toBe(redeemed);
  else expect(total(byItem)).toBeLessThan(redeemed);
  expect(atEnd(run, currencyQuantities.issued, currency)).toBe(issued);
  expect(atEnd(run, currencyQuantities.redeemed, currency)).toBe(redeemed);
  expect(atEnd(run, currencyQuantities.lapsed, currency)).toBe(expired + decayed + cleared);
  expect(atEnd(run, currencyQuantities.balance, currency)).toBe(closing);
}

function checkMembers(run: RunState): void {
  const { roster, tally, program, enrolled } = run;
  const { count: days } = program.days;
  const members = Array.from({ length: roster.count }, (_, m) => m);
  const isEnrolled = (m: number, day: number) =>
    (roster.joinDay[m] ?? 0) <= day && (roster.cancelDay[m] ?? 0) > day;
  expect(members.filter((m) => isEnrolled(m, days - 1)).length).toBe(enrolled);
  expect(atEnd(run, quantities.enrolled)).toBe(enrolled);
  expect(atEnd(run, quantities.enrolledDays)).toBe(total(tally.enrolledByDay));
  // The last day is sampled: its histogram holds each enrolled member once.
  const last = program.days.sampleDays.length - 1;
  for (const { histogram } of tally.currencies)
    expect(total(histogram.subarray(last * binCount, (last + 1) * binCount))).toBe(enrolled);
  const netCost = total(
    program.scenario.items.map((_, i) => {
      const at = i * itemColumns;
      return (tally.items[at + 2] ?? 0) - (tally.items[at + 3] ?? 0);
    }),
  );
  const costs = program.currencies.map((_, c) => atEnd(run, currencyQuantities.costCents, c));
  const offsets = tally.currencies.map(({ money }) => money[moneyColumns.offset] ?? Number.NaN);
  expect(total(costs)).toBe(netCost + total(offsets));
}

function checkIntegers(tally: Tally): void {
  const sums = columnsOf(tally).filter((column) => column instanceof Float64Array);
  expect(sums.filter((column) => !column.every(Number.isSafeInteger))).toEqual([]);
}

/** The published ledger of the run, and its rules, against the tally. */
function checkOutcome(scenario: Scenario, run: RunState): void {
  const { members } = scenario.run;
  const plan = {
    shards: [{ replication: 0, firstMember: 0, endMember: members }],
    stages: [{ shards: 1, members, replications: 1 }],
  };
  const answer = collect(run.program, plan).add(0, run.tally);
  expect(answer?.complete).toBe(true);
  for (const ledger of Object.values(answer?.outcome.ledger ?? {})) {
    const { opening, issued, redeemed, expired, decayed, cleared, reversed, out, closing } = ledger;
    expect(opening + issued + ledger.in - (redeemed + expired + decayed + cleared + reversed + out)).toBe(
      closing,
    );
    expect(Object.values(ledger).every((points) => Number.isSafeInteger(points) && points >= 0)).toBe(true);
  }
  for (const [id, { awards, points, members: reached }] of Object.entries(answer?.outcome.rules ?? {})) {
    const rule = scenario.rules.find((own) => own.id === id);
    expect(reached).toBeLessThanOrEqual(Math.min(awards, run.roster.count));
    if ((rule?.enabled !== true || rule.points === 0) && !scenario.changes)
      expect({ awards, points }).toEqual({ awards: 0, points: 0 });
  }
}

function checkAll(scenario: Scenario, run: RunState): void {
  scenario.currencies.forEach((_, currency) => {
    checkCurrency(run, currency);
  });
  checkMembers(run);
  checkIntegers(run.tally);
}

test("the ledger closes and all sums agree in 120 random scenarios", () => {
  let played = 0;
  fc.assert(
    fc.property(randomScenario, (scenario) => {
      expect(checkScenario(scenario)).toMatchObject({ ok: true });
      const run = runOf(scenario);
      if (!run) return;
      checkAll(scenario, run);
      // Forming the outcome takes longer than the run; every fifth will do.
      if (played++ % 5 === 0) checkOutcome(scenario, run);
    }),
    { numRuns: 120, seed: 20260101 },
  );
  // Runs that end at a limit are no evidence; there must be few.
  expect(played).toBeGreaterThan(110);
});

/** Everyone comes every day, for hours, and stays. */
function tireless(): Scenario["population"] {
  const population = structuredClone(preset.population);
  for (const segment of population.segments) {
    segment.joining = { kind: "before" };
    segment.login = {
      ...segment.login,
      meanProbability: 0.999,
      concentration: 1000,
      leavingGamma: 0.01,
      leavingDelta: 100_000,
    };
    segment.minutes = { kind: "lognormal", medianMinutes: 600, sigma: 3 };
    segment.cancellation = { kind: "none" };
    segment.referrals.meanPerYear = 0;
  }
  population.redeeming = { ...population.redeeming, medianPoints: 1, sigma: 0, steepness: 20 };
  return population;
}

describe("amounts at the limits of the schema, over years", () => {
  const run = { members: 20, days: 1100, replications: 3 };
  const minutes = ruleOf("minutes", { kind: "sessionLength", unitMinutes: 1 }, 10_000);
  const dear = {
    ...preset.items[0],
    id: "dear",
    rate: "credit",
    faceCents: 10_000,
    costCents: 10_000_000,
  } as Item;

  test("what one member costs, spends and loses outgrows 32 bits and stays exact", () => {
    const decay = { enabled: true, basisPointsPerDay: 5000, rounding: "up" as const };
    const scenario = scenarioOf({
      population: tireless(),
      run,
      rules: [minutes],
      items: [dear],
      currency: { decay, validity: { kind: "none" } },
    });
    expect(checkScenario(scenario)).toMatchObject({ ok: true });
    const played = runOf(scenario);
    expect(played?.accounts[0]?.lapsed[0]).toBeGreaterThan(2 ** 31);
    expect(played?.accounts[0]?.costCents[0]).toBeGreaterThan(2 ** 31);
    checkAll(scenario, played as RunState);
  });

  test("more points than a balance may hold end the run and say so", () => {
    const rules = Array.from({ length: 20 }, (_, i) => ({ ...minutes, id: `minutes-${i}` }));
    const scenario = scenarioOf({ population: tireless(), run, rules, items: [] });
    const limited = { failure: { code: "balanceLimit", detail: expect.stringContaining("points") } };
    expect(() => tallyOf(scenario, 0, 20)).toThrow(expect.objectContaining(limited));
  });

  test("more members than a chain of referrals may make end the run and say so", () => {
    const population = tireless();
    for (const segment of population.segments)
      segment.referrals = { ...segment.referrals, meanPerYear: 4, shape: 1 };
    const scenario = scenarioOf({ population, run, rules: [], items: [] });
    const limited = { failure: { code: "populationLimit", detail: expect.stringContaining("20 members") } };
    expect(() => tallyOf(scenario, 0, 20)).toThrow(expect.objectContaining(limited));
  });

  test("more lots than fit into memory end the run before it takes them and say so", () => {
    const validity = { kind: "days" as const, days: 1830 };
    const currencies = Array.from({ length: 12 }, (_, i) => ({
      ...(preset.currencies[0] as Currency),
      id: `currency-${i}`,
      validity,
    }));
    const limited = { failure: { code: "memoryLimit", detail: expect.stringContaining("256 MB allowed") } };
    const rules = currencies.map(({ id }) => ruleOf(id, { kind: "grant" }, 1, { currency: id }));
    const program = compile({
      ...scenarioOf({ rules, items: [], rates: [], run: { days: 3660 } }),
      currencies,
    });
    expect(openRun(program, 100).roster.count).toBe(0);
    expect(() => openRun(program, 4000)).toThrow(expect.objectContaining(limited));
  });
});
