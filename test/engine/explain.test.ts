/** The trace of members against the run that they are part of: the same postings, the same balances, to the last point. */
import { expect, test } from "vitest";
import { full } from "../../src/cli/everything.ts";
import { explain } from "../../src/domain/explanation.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { isPosting, pointsOf } from "../../src/domain/trace.ts";
import { compile } from "../../src/engine/compile.ts";
import { followMember, traceOf } from "../../src/engine/explain.ts";
import { simulateShard } from "../../src/engine/simulate.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";

/** Nobody is referred: every posting is of a member that the run starts with. */
function alone(scenario: Scenario, members: number, days: number): Scenario {
  const segments = scenario.population.segments.map((segment) => ({
    ...segment,
    referrals: { ...segment.referrals, meanPerYear: 0 },
  }));
  const run = { ...scenario.run, members, days, replications: 2 };
  return { ...scenario, run, population: { ...scenario.population, segments } };
}

test.each([
  ["the preset", alone(preset, 40, 120)],
  ["a scheme with everything in it", alone(full, 30, 120)],
])("in %s the traces of all members add up to the run", (_, scenario) => {
  const members = scenario.run.members;
  const tally = simulateShard(compile(scenario), { replication: 1, firstMember: 0, endMember: members });
  const paid = scenario.rules.map(() => 0);
  const closing = scenario.currencies.map(() => 0);
  for (let member = 0; member < members; member++) {
    const held = scenario.currencies.map(() => 0);
    for (const line of traceOf(scenario, 1, member)) {
      if (!isPosting(line)) continue;
      const points = pointsOf(line);
      if (line.kind === "award") paid[line.rule] = (paid[line.rule] ?? 0) + points;
      held[line.currency] = (held[line.currency] ?? 0) + points;
    }
    held.forEach((points, currency) => {
      closing[currency] = (closing[currency] ?? 0) + points;
    });
  }
  expect(paid).toEqual(scenario.rules.map((_, rule) => tally.rules[3 * rule + 1]));
  const total = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0);
  expect(closing).toEqual(
    tally.currencies.map(
      ({ flows, moves }) =>
        total(flows.issued) +
        total(moves.in) -
        total(moves.out) -
        total(flows.redeemed) -
        total(flows.expired) -
        total(flows.decayed) -
        total(flows.cleared),
    ),
  );
});

test("who has not been verified yet is told so, until the day of the check", () => {
  const login = ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 5, {
    eligibility: { verified: true },
  });
  const base = alone(scenarioOf({ rules: [login] }), 20, 60);
  const times = { kind: "gammaPoisson", meanPerLoginDay: 0.2, shape: 1000 } as const;
  const segments = base.population.segments.map((segment) => ({
    ...segment,
    activities: [{ indicator: "verification" as const, times }],
  }));
  const scenario = { ...base, population: { ...base.population, segments } };
  const seen = new Set<string>();
  for (let member = 0; member < 20; member++) {
    const trace = followMember(scenario, 0, String(member));
    let isVerified = false;
    for (const line of trace?.lines ?? []) {
      if (line.kind === "events")
        isVerified ||= line.events.some(({ indicator }) => indicator === "verification");
      if (line.kind !== "award") continue;
      const { verdict, excludedBy } = explain(scenario, trace!).get(line)!;
      expect([verdict, excludedBy]).toEqual(
        isVerified ? ["paid", undefined] : ["notEligible", "verification"],
      );
      seen.add(verdict);
    }
  }
  expect([...seen].sort()).toEqual(["notEligible", "paid"]);
});

test("the balance of each line follows from the one before", () => {
  const scenario = alone(preset, 10, 365);
  for (let member = 0; member < 10; member++) {
    let balance = 0;
    for (const line of traceOf(scenario, 0, member)) {
      if (!isPosting(line) || line.balance === undefined) continue;
      balance += pointsOf(line);
      expect(line.balance).toBe(balance);
    }
  }
});

test("an award says what it was at each step, and whom it does not reach", () => {
  const login = { kind: "firstOfDay", indicator: "login" } as const;
  const rules = [
    ruleOf("capped", login, 50, {
      multipliers: [{ kind: "window", span: {}, factor: 15_000 }],
      caps: { pointsPerMonth: 100 },
    }),
    ruleOf("others", login, 5, { eligibility: { segments: ["nobody"] } }),
  ];
  const base = alone(scenarioOf({ rules, items: [] }), 5, 90);
  const nobody = { ...base.population.segments[0]!, id: "nobody", weight: 0 };
  const scenario = {
    ...base,
    population: { ...base.population, segments: [...base.population.segments, nobody] },
  };
  const awards = [0, 1, 2, 3, 4].flatMap((member) =>
    traceOf(scenario, 0, member).flatMap((line) => (line.kind === "award" ? [line] : [])),
  );
  const capped = awards.filter(({ rule }) => rule === 0);
  expect(capped[0]?.steps).toEqual({ base: 50, eligible: 50, multiplied: 75, capped: 75, budgeted: 75 });
  expect(capped.some(({ steps }) => steps.capped === 25)).toBe(true);
  expect(capped.some(({ steps, paid }) => steps.capped === 0 && paid === 0)).toBe(true);
  const others = awards.filter(({ rule }) => rule === 1);
  expect(others.length).toBeGreaterThan(0);
  expect(others.every(({ steps, paid }) => steps.eligible === undefined && paid === 0)).toBe(true);
});

test("a line names the cap or budget that cut the award: the rule's own, or the limit's", () => {
  const name = { zh: "合计", en: "Together" };
  const scenario: Scenario = {
    ...alone(
      scenarioOf({
        rules: [
          ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 5, { caps: { pointsPerDay: 4 } }),
          ruleOf("again", { kind: "firstOfDay", indicator: "login" }, 5),
          ruleOf("last", { kind: "firstOfDay", indicator: "login" }, 5, { budgetPerMonth: 0 }),
        ],
        items: [],
      }),
      4,
      60,
    ),
    limits: [{ id: "both", name, currency: "points", caps: { pointsPerDay: 6 } }],
  };
  const traces = [0, 1, 2, 3].map((member) => traceOf(scenario, 0, member));
  const lines = traces.flat().filter((line) => line.kind === "award");
  expect(lines.slice(0, 3).map(({ rule, paid, held }) => ({ rule, paid, held }))).toEqual([
    { rule: 0, paid: 4, held: [{ limit: -1, by: "day", left: 4 }] },
    { rule: 1, paid: 2, held: [{ limit: 0, by: "day", left: 2 }] },
    { rule: 2, paid: 0, held: [{ limit: 0, by: "day", left: 0 }] },
  ]);
});
