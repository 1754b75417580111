/** More members, more replications, more days, other values: what was there before stays as it was. */
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { compile } from "../../src/engine/compile.ts";
import type { EventBatch } from "../../src/engine/events.ts";
import { syntheticSource } from "../../src/engine/population.ts";
import { simulate } from "../../src/engine/simulate.ts";
import type { DayFlows } from "../../src/engine/tally.ts";
import { answersOf, numbersOf, outcomeOf, sumOf, tallyOf } from "./computed.ts";
import { preset, scenarioOf } from "./scenario-of.ts";

/** Everything switched on: all rules, decay, lots that lapse, a year's end. */
function rich(run: Partial<Scenario["run"]>): Scenario {
  return scenarioOf({
    rules: preset.rules.map((rule) => ({ ...rule, enabled: true })),
    run: { start: "2026-11-15", days: 90, members: 1000, ...run },
    currency: {
      validity: { kind: "days", days: 40 },
      decay: { enabled: true, basisPointsPerDay: 20, rounding: "nearest" },
      yearEndClearing: { enabled: true, scope: "everything" },
    },
  });
}

/** What a run computed, without what it was asked. */
function figures({ scenario: _, ...outcome }: Outcome): Omit<Outcome, "scenario"> {
  return outcome;
}

describe("members", () => {
  test("a run of 500 is the first 500 of a run of 2,000, bit for bit", () => {
    const [small, large] = [rich({ members: 500 }), rich({ members: 2000 })];
    expect(numbersOf(tallyOf(large, 0, 500))).toEqual(numbersOf(tallyOf(small, 0, 500)));
  });

  test.each([
    [0, 500, 1000],
    [0, 1, 1000],
    [300, 317, 700],
  ])("members %d to %d and on to %d, cut or in one piece", (first, middle, end) => {
    const scenario = rich({});
    const parts = [tallyOf(scenario, first, middle), tallyOf(scenario, middle, end)];
    expect(numbersOf(sumOf(compile(scenario), parts))).toEqual(numbersOf(tallyOf(scenario, first, end)));
  });

  test("the first answer of a large run is the whole answer of a small one", () => {
    const [preview] = answersOf(rich({ members: 1500, replications: 2 }));
    expect(preview?.outcome.members).toBe(1000);
    expect(figures(preview?.outcome as Outcome)).toEqual(
      figures(outcomeOf(rich({ members: 1000, replications: 1 }))),
    );
  });
});

test("replications: an answer after two of four is the whole answer of a run of two", () => {
  const answers = answersOf(rich({ members: 300, replications: 4 }));
  for (const replications of [1, 2, 3]) {
    const reached = answers.find(
      ({ outcome }) => outcome.replications === replications && outcome.members === 300,
    );
    expect(figures(reached?.outcome as Outcome)).toEqual(
      figures(outcomeOf(rich({ members: 300, replications }))),
    );
  }
});

test("replications differ from each other, and so do seeds", () => {
  const ofSeed = (seed: string) => answersOf(rich({ members: 200, replications: 2, seed }));
  const prints = [...ofSeed("one"), ...ofSeed("two")].map(({ outcome }) => outcome.fingerprint);
  expect(new Set(prints).size).toBe(prints.length);
});

test("days: the first 60 days of a longer run are the run of 60 days", () => {
  const [short, long] = [60, 150].map((days) => tallyOf(rich({ days }), 0, 400));
  const flows = Object.keys(short?.currencies[0]?.flows ?? {}) as (keyof DayFlows)[];
  expect(flows.length).toBe(5);
  for (const flow of flows) {
    const column = short?.currencies[0]?.flows[flow];
    expect(Math.max(...(column ?? []))).toBeGreaterThan(0);
    expect(long?.currencies[0]?.flows[flow].subarray(0, 60)).toEqual(column);
  }
  expect(long?.enrolledByDay.subarray(0, 60)).toEqual(short?.enrolledByDay);
});

/** All events of a run as text, indicator by indicator, in the order in which they were written. */
function eventsOf(scenario: Scenario): Record<keyof EventBatch, string> {
  const program = compile(scenario);
  const source = syntheticSource(program, { replication: 0, firstMember: 0, endMember: 150 });
  const texts: Record<string, string[]> = {};
  simulate(program, {
    ...source,
    fill(run, day) {
      source.fill(run, day);
      for (const [indicator, { count, member, amount, other }] of Object.entries(run.batch)) {
        const today = [member, amount, other].map((column) => column.subarray(0, count).join()).join(";");
        texts[indicator] = [...(texts[indicator] ?? []), today];
      }
    },
  });
  return Object.fromEntries(
    Object.entries(texts).map(([indicator, days]) => [indicator, days.join("|")]),
  ) as Record<keyof EventBatch, string>;
}

describe("changing one value leaves other luck alone", () => {
  const before = eventsOf(rich({ days: 60 }));
  const untouched = ["login", "activation", "referral", "content", "session", "praise", "success"] as const;

  test.each(preset.rules.map(({ id }) => id))("the award value of %s changes no event", (id) => {
    const scenario = rich({ days: 60 });
    const rules = scenario.rules.map((rule) =>
      rule.id === id ? { ...rule, points: rule.points + 7 } : rule,
    );
    expect(eventsOf({ ...scenario, rules })).toEqual(before);
  });

  test("switching a rule off changes no event of another indicator", () => {
    const scenario = rich({ days: 60 });
    for (const id of ["duration", "comment", "pick"]) {
      const rules = scenario.rules.map((rule) => (rule.id === id ? { ...rule, enabled: false } : rule));
      const after = eventsOf({ ...scenario, rules });
      const gone = { duration: "session", comment: "", pick: "success" }[id];
      for (const indicator of untouched.filter((name) => name !== gone))
        expect(after[indicator]).toBe(before[indicator]);
    }
  });

  test("prices, validity and decay change no event", () => {
    const scenario = rich({ days: 60 });
    const rates = scenario.rates.map((rate) => ({ ...rate, points: rate.points * 2 }));
    const currencies = scenario.currencies.map((currency) => ({
      ...currency,
      decay: { ...currency.decay, enabled: false },
    }));
    expect(eventsOf({ ...scenario, rates, currencies })).toEqual(before);
  });

  test("longer sessions change no login and no redemption's luck", () => {
    const scenario = rich({ days: 60 });
    const population = structuredClone(scenario.population);
    for (const segment of population.segments) segment.minutes.medianMinutes = 40;
    const after = eventsOf({ ...scenario, population });
    expect(after.session).not.toBe(before.session);
    for (const indicator of untouched.filter((name) => name !== "session"))
      expect(after[indicator]).toBe(before[indicator]);
  });
});
