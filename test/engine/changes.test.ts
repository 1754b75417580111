/** Values that change on a date within the run, on the balances as they then are. Runs start on 1 January 2026. */
import { describe, expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import type { Currency } from "../../src/domain/currency.ts";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { compile } from "../../src/engine/compile.ts";
import { fingerprintOf } from "../../src/engine/fingerprint.ts";
import { simulateShard } from "../../src/engine/simulate.ts";
import { mergeTally } from "../../src/engine/tally.ts";
import { outcomeOf } from "./computed.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";
import { heldIn, written } from "./table.ts";

type Change = NonNullable<Scenario["changes"]>[number];
const on = (date: string, path: string, value: Change["value"]): Change => ({ date, path, value });

const login = (more: Partial<Rule> = {}) => ruleOf("login", { kind: "each", indicator: "login" }, 10, more);
const grant = ruleOf("grant", { kind: "grant" }, 1);

function schemeOf(rules: Rule[], changes: Change[], currency: Partial<Currency> = {}): Scenario {
  const base = scenarioOf({
    rules,
    items: [],
    run: { start: "2026-01-01", days: 70 },
    currency: { validity: { kind: "none" }, ...currency },
  });
  return { ...base, changes };
}

describe("from the date on", () => {
  test.each([
    [
      "an award value is another",
      schemeOf([login()], [on("2026-01-03", "rules/login/points", 25)]),
      `1: login | points 10
       2: login | points 35`,
    ],
    [
      "a rule is switched on, and off again",
      schemeOf(
        [login({ enabled: false })],
        [on("2026-01-05", "rules/login/enabled", false), on("2026-01-03", "rules/login/enabled", true)],
      ),
      `1: login | points 0
       2: login | points 10
       3: login | points 20
       4: login | points 20`,
    ],
    [
      "a month's cap is another, and what was paid this month counts",
      schemeOf(
        [login({ caps: { pointsPerMonth: 15 } })],
        [on("2026-01-03", "rules/login/caps/pointsPerMonth", 32)],
      ),
      `0: login | points 10
       1: login | points 15
       2: login | points 25
       3: login | points 32
       31: login | points 42`,
    ],
    [
      "a month's cap is lowered below what was paid: nothing more is paid, nothing is taken back",
      schemeOf(
        [login({ caps: { pointsPerMonth: 35 } })],
        [on("2026-01-03", "rules/login/caps/pointsPerMonth", 12)],
      ),
      `0: login | points 10
       1: login | points 20
       2: login | points 20
       31: login | points 30`,
    ],
    [
      "a limit over several rules is lowered below what was paid",
      {
        ...schemeOf([login()], [on("2026-01-03", "limits/all/caps/pointsPerMonth", 12)]),
        limits: [{ id: "all", name: text("合计", "All"), currency: "points", caps: { pointsPerMonth: 35 } }],
      },
      `0: login | points 10
       1: login | points 20
       2: login | points 20
       31: login | points 30`,
    ],
    [
      "there is a cap that there was not",
      schemeOf([login()], [on("2026-01-02", "rules/login/caps/pointsPerDay", 4)]),
      `0: login | points 10
       1: login | points 14`,
    ],
    [
      "a month's cap counts what was paid this month before there was one, and takes nothing back",
      schemeOf([login()], [on("2026-01-03", "rules/login/caps/pointsPerMonth", 15)]),
      `0: login | points 10
       1: login | points 20
       2: login | points 20
       31: login | points 30`,
    ],
    [
      "a budget counts what was spent before there was one",
      schemeOf([login()], [on("2026-01-03", "rules/login/budgetPerMonth", 25)]),
      `0: login | points 10
       1: login | points 20
       2: login | points 25
       31: login | points 35`,
    ],
    [
      "a lower cap that has been passed pays nothing, and takes nothing",
      schemeOf(
        [login({ caps: { pointsPerMonth: 30 } })],
        [on("2026-01-03", "rules/login/caps/pointsPerMonth", 5)],
      ),
      `0: login | points 10
       1: login | points 20
       2: login | points 20`,
    ],
    [
      "a rule may round otherwise than it did without a word",
      schemeOf(
        [ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1)],
        [on("2026-01-03", "rules/spend/rounding", "down")],
      ),
      `0: purchase 150 | points 2
       2: purchase 150 | points 3`,
    ],
    [
      "a budget is another, and what was spent stays spent",
      schemeOf([login({ budgetPerMonth: 15 })], [on("2026-01-03", "rules/login/budgetPerMonth", 18)]),
      `0: login | points 10
       1: login | points 15
       2: login | points 18
       31: login | points 28`,
    ],
    [
      "fewer days running are asked for: who has more by then is paid at once, and once",
      schemeOf(
        [
          ruleOf("again", { kind: "streak", days: 7, repeat: "restart" }, 10),
          ruleOf("once", { kind: "streak", days: 7, repeat: "oncePerRun" }, 1),
        ],
        ["again", "once"].map((id) => on("2026-01-06", `rules/${id}/condition/days`, 3)),
      ),
      `0: login | points 0
       1: login | points 0
       2: login | points 0
       3: login | points 0
       4: login | points 0
       5: login | points 11
       6: login | points 11
       7: login | points 11
       8: login | points 21
       10: login | points 21
       11: login | points 21
       12: login | points 32`,
    ],
    [
      "more days running are asked for: a run that was paid for once pays no second time",
      schemeOf(
        [ruleOf("once", { kind: "streak", days: 2, repeat: "oncePerRun" }, 1)],
        [on("2026-01-03", "rules/once/condition/days", 4)],
      ),
      `0: login | points 0
       1: login | points 1
       2: login | points 1
       3: login | points 1
       4: login | points 1`,
    ],
    [
      "what a rule remembers goes on",
      schemeOf(
        [ruleOf("third", { kind: "everyNth", indicator: "login", count: 3 }, 10)],
        [on("2026-01-03", "rules/third/points", 70)],
      ),
      `0: login | points 0
       1: login | points 0
       2: login | points 70`,
    ],
    [
      "fewer payments make an award: those that wait make it at once, and what is left of them counts on",
      schemeOf(
        [ruleOf("nth", { kind: "everyNth", indicator: "purchase", count: 10 }, 100)],
        [on("2026-01-06", "rules/nth/condition/count", 3)],
      ),
      `0: purchase 1 | points 0
       1: purchase 1 | points 0
       2: purchase 1 | points 0
       3: purchase 1 | points 0
       4: purchase 1 | points 0
       5: purchase 1 | points 200
       6: purchase 1 | points 200
       7: purchase 1 | points 200
       8: purchase 1 | points 300
       9: purchase 1 | points 300`,
    ],
    [
      "a rule asks for verified members, another no longer does",
      schemeOf(
        [login({ eligibility: { verified: false } }), { ...grant, eligibility: { verified: true } }],
        [
          on("2026-01-03", "rules/login/eligibility/verified", true),
          on("2026-01-03", "rules/grant/eligibility/verified", false),
        ],
      ),
      `0: login, grant 1 | points 10
       2: login, grant 2 | points 12
       3: login, verification | points 22
       4: login | points 32`,
    ],
    [
      "who was verified before any rule asked is verified",
      schemeOf(
        [login({ eligibility: { verified: false } })],
        [on("2026-01-03", "rules/login/eligibility/verified", true)],
      ),
      `0: verification | points 0
       2: login | points 10`,
    ],
    [
      "a rule ends later than it was to, and begins anew after it has ended",
      schemeOf(
        [login({ eligibility: { span: { until: "2026-01-03" } } })],
        [
          on("2026-01-03", "rules/login/eligibility/span/until", "2026-01-04"),
          on("2026-01-06", "rules/login/eligibility/span/until", "2026-02-01"),
          on("2026-01-06", "rules/login/eligibility/span/from", "2026-01-08"),
        ],
      ),
      `1: login | points 10
       2: login | points 20
       3: login | points 30
       4: login | points 30
       5: login | points 30
       6: login | points 30
       7: login | points 40`,
    ],
    [
      "a window of a multiplier is longer",
      schemeOf(
        [
          login({
            multipliers: [
              { kind: "window", span: { from: "2026-01-01", until: "2026-01-02" }, factor: 20_000 },
            ],
          }),
        ],
        [on("2026-01-04", "rules/login/multipliers/0/span/until", "2026-01-05")],
      ),
      `1: login | points 20
       2: login | points 30
       3: login | points 50
       4: login | points 70
       5: login | points 80`,
    ],
    [
      "balances decay, after the day's opening",
      schemeOf(
        [grant],
        [
          on("2026-01-03", "currencies/points/decay/enabled", true),
          on("2026-01-03", "currencies/points/decay/basisPointsPerDay", 1000),
        ],
        { decay: { enabled: false, basisPointsPerDay: 1, rounding: "down" } },
      ),
      `0: grant 100 | points 100
       2: | points 100
       3: | points 90
       4: | points 81`,
    ],
    [
      "new lots live as long as is now said, old ones as long as was said then",
      schemeOf([grant], [on("2026-01-03", "currencies/points/validity/days", 2)], {
        validity: { kind: "days", days: 20 },
      }),
      `0: grant 100 | points 100
       1: redemption 10 | points 90
       2: grant 7 | points 97
       3: redemption 5 | points 92
       4: | points 90
       20: | points 0`,
    ],
    [
      "what is released on the day of a change lives as long as was said before it",
      schemeOf(
        [ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1)],
        [on("2026-01-05", "currencies/points/validity/days", 2)],
        { pendingDays: 4, validity: { kind: "days", days: 20 } },
      ),
      `0: purchase 5000 | points 0
       4: purchase 700 | points 50
       8: | points 57
       10: | points 50
       24: | points 0`,
    ],
    [
      "a grace that comes later knows what was done before",
      schemeOf([grant], [on("2026-01-04", "currencies/points/decay/idleDays", 3)], {
        decay: { enabled: true, basisPointsPerDay: 1000, rounding: "down" },
      }),
      `0: grant 100 | points 100
       2: login | points 81
       3: | points 72
       5: | points 72
       6: | points 64`,
    ],
    [
      "points of payments wait no longer; those that wait come free",
      schemeOf(
        [ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1)],
        [on("2026-01-05", "currencies/points/pendingDays", 0)],
        { pendingDays: 30 },
      ),
      `0: purchase 5000 | points 0
       4: purchase 1000 | points 10
       5: | points 60`,
    ],
    [
      "points of payments wait from now on; those that came free do not come again",
      schemeOf(
        [ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1)],
        [on("2026-01-05", "currencies/points/pendingDays", 3)],
        { pendingDays: 0 },
      ),
      `0: purchase 5000 of a | points 50
       5: purchase 1000 of b | points 50
       6: refund 0 of b | points 50
       9: | points 50`,
    ],
  ])("%s", (_, scheme, table) => expect(heldIn(scheme, table)).toBe(written(table)));
});

test("a member's cycle ends as was said when it began, and the next is as long as is said then", () => {
  const scheme = schemeOf([grant], [on("2025-12-10", "currencies/points/validity/years", 2)], {
    validity: { kind: "cycle", years: 1 },
  });
  const table = `0: grant 10 | points 10
                 30: grant 3 | points 13
                 31: | points 0
                 40: grant 5 | points 5
                 760: | points 5
                 761: | points 0`;
  const run = { ...scheme.run, start: "2025-12-01", days: 800 };
  expect(heldIn({ ...scheme, run }, table)).toBe(written(table));
});

test("what a scheme has not said yet may change, too: rounding, all or nothing, the phase", () => {
  const changes = [
    on("2026-01-03", "rules/login/rounding", "down"),
    on("2026-01-03", "rules/login/caps/allOrNothing", true),
    on("2026-01-03", "phase", "innerLoop"),
  ];
  expect(checkScenario(schemeOf([login()], changes))).toMatchObject({ ok: true });
  const wrong = checkScenario(schemeOf([login()], [on("2026-01-03", "phase", "closed")]));
  expect(wrong).toMatchObject({ ok: false, problems: [{ path: "changes/0/value" }] });
});

test("a change on or before the first day holds from the first day's events on", () => {
  const table = "0: login | points 25";
  const changes = [on("2025-06-01", "rules/login/points", 25)];
  expect(heldIn(schemeOf([login()], changes), table)).toBe(written(table));
});

test("a dearer exchange rate is paid from its date on, and the ledger closes", () => {
  const scenario = scenarioOf({ run: { members: 300, replications: 1, days: 120 } });
  const changes = preset.rates.map(({ id }) => on("2026-03-01", `rates/${id}/points`, 100_000));
  const before = outcomeOf({ ...scenario, run: { ...scenario.run, start: "2026-01-01" } });
  const after = outcomeOf({ ...scenario, run: { ...scenario.run, start: "2026-01-01" }, changes });
  const redeemedIn = (outcome: typeof after, month: number) =>
    outcome.currencies.points?.flows[month]?.redeemed ?? Number.NaN;
  expect(redeemedIn(after, 0)).toBe(redeemedIn(before, 0));
  expect(redeemedIn(after, 1)).toBe(redeemedIn(before, 1));
  expect(redeemedIn(before, 2)).toBeGreaterThan(0);
  expect(redeemedIn(after, 2)).toBe(0);
});

test("a changing scheme does not depend on how the run is cut", () => {
  const scenario = scenarioOf({ run: { start: "2026-01-01", members: 60, replications: 1, days: 90 } });
  const changes = [
    on("2026-02-01", "rules/comment/enabled", true),
    on("2026-02-10", "currencies/points/validity/months", 1),
    on("2026-03-01", "rules/login/points", 50),
  ];
  const program = compile({ ...scenario, changes });
  const whole = simulateShard(program, { replication: 0, firstMember: 0, endMember: 60 });
  const parts = simulateShard(program, { replication: 0, firstMember: 0, endMember: 21 });
  mergeTally(parts, simulateShard(program, { replication: 0, firstMember: 21, endMember: 60 }));
  expect(fingerprintOf(parts)).toBe(fingerprintOf(whole));
  const comment = scenario.rules.findIndex(({ id }) => id === "comment");
  expect(whole.rules[3 * comment]).toBeGreaterThan(0);
});

test("a scheme that says nothing of changes runs as before", () => {
  const scenario = scenarioOf({ run: { members: 100, replications: 1, days: 60 } });
  expect(outcomeOf({ ...scenario, changes: [] }).fingerprint).toBe(outcomeOf(scenario).fingerprint);
});

describe("the accrual rate holds what is earned against what the scheme of each day offers", () => {
  const days = 59;
  /** Nobody leaves, everyone logs in every day: what is offered is earned. */
  const keen = (rules: Rule[], changes: Change[]): Scenario => {
    const segments = preset.population.segments.map((segment) => ({
      ...segment,
      joining: { kind: "before" as const },
      cancellation: { kind: "none" as const },
      referrals: { ...segment.referrals, meanPerYear: 0 },
      login: {
        kind: "bgbb" as const,
        meanProbability: 0.999,
        concentration: 1000,
        leavingGamma: 0.01,
        leavingDelta: 100_000,
        persistence: 0,
      },
    }));
    const run = { start: "2026-01-01", days, members: 200, replications: 1 };
    const population = { ...preset.population, segments };
    return { ...scenarioOf({ rules, items: [], run, population }), changes };
  };
  const daily = (more: Partial<Rule> = {}) =>
    ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 5, more);
  const window = {
    kind: "window" as const,
    span: { from: "2026-01-20", until: "2026-02-03" },
    factor: 30_000,
  };

  test.each<[string, Scenario]>([
    ["a value that rises within a month", keen([daily()], [on("2026-01-11", "rules/login/points", 50)])],
    [
      "a rule that is switched on",
      keen([daily({ enabled: false })], [on("2026-02-10", "rules/login/enabled", true)]),
    ],
    ["a cap that comes", keen([daily()], [on("2026-01-11", "rules/login/caps/pointsPerDay", 2)])],
    ["a rule that ends", keen([daily({ eligibility: { span: { until: "2026-01-20" } } })], [])],
    ["points that count threefold for a while", keen([daily({ multipliers: [window] })], [])],
  ])("%s", (_, scenario) => {
    const { value } = outcomeOf(scenario).kpis.accrualRate;
    expect(value).toBeGreaterThan(0.97);
    expect(value).toBeLessThanOrEqual(1);
  });
});
