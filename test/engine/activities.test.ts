/** Synthetic activities: as many as the scenario says, drawn only where a rule listens, and nobody else's luck disturbed. */
import { expect, test } from "vitest";
import type { Activity } from "../../src/domain/population.ts";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { compile } from "../../src/engine/compile.ts";
import { simulateShard } from "../../src/engine/simulate.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";

const often: Activity["times"] = { kind: "gammaPoisson", meanPerLoginDay: 0.4, shape: 1 };
const payment: Activity["payment"] = { kind: "lognormal", medianCents: 5000, sigma: 0.74 };

function withActivities(activities: Activity[], rules: Rule[]): Scenario {
  const segments = preset.population.segments.map((segment) => ({ ...segment, activities }));
  return scenarioOf({
    rules,
    items: [],
    population: { ...preset.population, segments },
    run: { members: 2000, days: 200, replications: 1 },
  });
}

function totals(scenario: Scenario) {
  const tally = simulateShard(compile(scenario), { replication: 0, firstMember: 0, endMember: 2000 });
  const at = (rule: number) => ({
    awards: tally.rules[3 * rule] ?? 0,
    points: tally.rules[3 * rule + 1] ?? 0,
  });
  return scenario.rules.map((_, position) => at(position));
}

const logins = ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 1);
const shares = ruleOf("share", { kind: "each", indicator: "share" }, 1);

test("members share as often per login day as the scenario says", () => {
  const [login, share] = totals(withActivities([{ indicator: "share", times: often }], [logins, shares]));
  // Rates differ with a coefficient of variation of 1 between members: four standard errors of the mean are 9 %.
  const perLogin = (share?.points ?? 0) / (login?.points ?? 0);
  expect(perLogin).toBeGreaterThan(0.4 * 0.85);
  expect(perLogin).toBeLessThan(0.4 * 1.15);
});

test("payments have the amounts of their distribution: mean = median × e^(σ²/2)", () => {
  const count = ruleOf("count", { kind: "each", indicator: "purchase" }, 1);
  const cents = ruleOf("cents", { kind: "perAmount", indicator: "purchase", cents: 1 }, 1);
  const [times, sum] = totals(
    withActivities([{ indicator: "purchase", times: often, payment }], [count, cents]),
  );
  const mean = (sum?.points ?? 0) / (times?.points ?? 0);
  expect(mean / 5000).toBeGreaterThan(1.29);
  expect(mean / 5000).toBeLessThan(1.34);
});

test("more activities, or a rule that listens to one, leave all other luck alone", () => {
  const both: Activity[] = [
    { indicator: "share", times: often },
    { indicator: "purchase", times: often, payment },
  ];
  const purchases = ruleOf("purchase", { kind: "each", indicator: "purchase" }, 1);
  const all = totals(withActivities(both, [logins, shares, purchases]));
  expect(totals(withActivities([], [logins]))[0]).toEqual(all[0]);
  expect(totals(withActivities(both, [logins, shares])).slice(0, 2)).toEqual(all.slice(0, 2));
  expect(totals(withActivities(both.slice(1), [logins, purchases]))[1]).toEqual(all[2]);
});

test.each([
  ["liking", "like"],
  ["clicking", "click"],
  ["forwarding", "forward"],
] as const)("%s a share and meeting with one are activities of their own", (deed, met) => {
  const rules = [
    logins,
    ruleOf("does", { kind: "each", indicator: deed }, 1),
    ruleOf("meets", { kind: "each", indicator: met }, 1),
  ];
  const [login, does] = totals(withActivities([{ indicator: deed, times: often }], rules));
  expect((does?.points ?? 0) / (login?.points ?? 0)).toBeGreaterThan(0.4 * 0.85);
  const both = totals(
    withActivities(
      [
        { indicator: deed, times: often },
        { indicator: met, times: { ...often, meanPerLoginDay: 0.2 } },
      ],
      rules,
    ),
  );
  expect(both.slice(0, 2)).toEqual([login, does]);
  expect((both[2]?.points ?? 0) / (login?.points ?? 0)).toBeLessThan(0.2 * 1.15);
  const [, , alone] = totals(withActivities([{ indicator: deed, times: often }], rules));
  expect(alone?.points).toBe(0);
});
