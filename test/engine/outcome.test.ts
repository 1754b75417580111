/** Every headline figure of a tiny run, worked by hand from its definition. */
import { describe, expect, test } from "vitest";
import type { Item } from "../../src/domain/catalogue.ts";
import type { Currency } from "../../src/domain/currency.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { collect } from "../../src/engine/collect.ts";
import { compile } from "../../src/engine/compile.ts";
import { digestOf } from "../../src/engine/digest.ts";
import { push } from "../../src/engine/events.ts";
import { habitsOf } from "../../src/engine/habits.ts";
import { addMember, cancel, join } from "../../src/engine/run-state.ts";
import { simulate } from "../../src/engine/simulate.ts";
import { engineVersion } from "../../src/engine/version.ts";
import { answersOf, outcomeOf } from "./computed.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";

/**
 * January and February 2026. A was there before and logs in on every day of January, writing two pieces on 4 January;
 * B was there before, never logs in, and cancels on 10 February; C joins on 11 January and comes back on 21 January.
 * Only A ever redeems: for 200 points, as soon as there are as many, an item that costs 10 yuan of which A pays 3.
 */
const tiny: Scenario = scenarioOf({
  rules: [
    ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 10),
    ruleOf("tenure", { kind: "tenure", everyMonths: 1 }, 50),
    ruleOf("comment", { kind: "each", indicator: "content" }, 5),
    ruleOf("praise", { kind: "praisedOver", praises: 10 }, 20, { enabled: false }),
  ],
  rates: [{ id: "rate", currency: "points", benefit: "goods", points: 200, cents: 700 }],
  items: [
    {
      ...(preset.items[0] as Item),
      id: "gift",
      name: text("礼品", "Gift"),
      rate: "rate",
      faceCents: 1000,
      cashCents: 300,
      costCents: 1000,
    },
  ],
  run: { start: "2026-01-01", days: 59, members: 3, replications: 1 },
  currency: { validity: { kind: "none" } },
});

function playTiny(): Outcome {
  const program = compile(tiny);
  const [a, b] = [0, 1];
  let c = -1;
  const run = simulate(program, {
    startsWith: 3,
    begin(state) {
      for (const group of [0, 1]) addMember(state, { joinDay: -40, joinMonth: -2, referrer: -1, group });
    },
    fill(state, day) {
      const { batch } = state;
      if (day < 31) push(batch.login, a, 1);
      if (day === 3) push(batch.content, a, 2);
      if (day === 40) cancel(state, b, day);
      if (day === 10) {
        c = addMember(state, { joinDay: 10, joinMonth: 0, referrer: -1, group: 2 });
        join(state, c);
        push(batch.activation, c, 1);
      }
      if (day === 10 || day === 20) push(batch.login, c, 1);
    },
    shoppers: {
      draw: () => ({ word0: new Uint32Array(100), word1: new Uint32Array(100) }),
      latentPoints: Float64Array.of(1, 1e12, 1e12),
      factor: habitsOf(tiny).redeemFactor,
    },
  });
  const plan = {
    shards: [{ replication: 0, firstMember: 0, endMember: 3 }],
    stages: [{ shards: 1, members: 3, replications: 1 }],
  };
  const answer = collect(program, plan).add(0, run.tally);
  if (!answer) throw new Error("no answer");
  return answer.outcome;
}

const outcome = playTiny();

/** A: 31 logins, two months, two pieces; B: two months; C: two logins, two months. */
const issued = 310 + 100 + 10 + 100 + 20 + 100;
const redeemed = 200;
const cleared = 100;
/** A 59 days, B 40, C from day 10 on 49. */
const memberDays = 59 + 40 + 49;
const costCents = 1000 - 300;
const months = memberDays / (365 / 12);

describe("headline figures", () => {
  const table: [name: keyof Outcome["kpis"], expected: number][] = [
    ["costPerMemberMonth", costCents / months],
    ["issuedPerMemberMonth", issued / months],
    ["redemptionRate", redeemed / issued],
    ["outstandingPerMember", (issued - redeemed - cleared) / 2],
    // January: A of A and B. February: none of A, B and C.
    ["activeRate", 1 / 5],
    // Without the two pieces; tenure is certain, a login a day is on offer.
    ["accrualRate", (issued - 10) / (300 + 10 * memberDays)],
    ["breakageRate", cleared / issued],
    ["costPerRedeemedPoint", costCents / redeemed],
    // Nobody who still comes has lost points, so that all that is outstanding is expected to be redeemed.
    ["liability", (issued - redeemed - cleared) * (costCents / redeemed)],
  ];
  test.each(table)("%s is %d", (name, expected) => {
    expect(outcome.kpis[name].value).toBeCloseTo(expected, 12);
  });

  test("every headline figure is in the table", () => {
    expect(table.map(([name]) => name).sort()).toEqual(Object.keys(outcome.kpis).sort());
  });
});

test("liability counts on those who still come, and as far as their points were redeemed rather than lost", () => {
  const scenario = scenarioOf({
    rules: [ruleOf("grant", { kind: "grant" }, 1)],
    rates: tiny.rates,
    items: tiny.items,
    run: { start: "2026-01-01", days: 40, members: 2, replications: 1 },
    currency: { validity: { kind: "days", days: 30 } },
  });
  const program = compile(scenario);
  const [stays, leaves] = [0, 1];
  const { tally } = simulate(program, {
    startsWith: 2,
    begin(run) {
      for (const group of [0, 1]) addMember(run, { joinDay: -40, joinMonth: -2, referrer: -1, group });
      run.roster.goneDay[leaves] = 5;
    },
    // Of 250 points 200 are redeemed and 50 lapse; what the one who left had lapses as well; then both get some more.
    fill({ batch }, day) {
      if (day === 0) push(batch.login, stays, 1);
      if (day === 0) push(batch.grant, stays, 250);
      if (day === 0) push(batch.grant, leaves, 100);
      if (day === 35) push(batch.grant, stays, 40);
      if (day === 35) push(batch.grant, leaves, 60);
    },
    shoppers: {
      draw: () => ({ word0: new Uint32Array(100), word1: new Uint32Array(100) }),
      latentPoints: Float64Array.of(1, 1e12),
      factor: habitsOf(scenario).redeemFactor,
    },
  });
  const plan = {
    shards: [{ replication: 0, firstMember: 0, endMember: 2 }],
    stages: [{ shards: 1, members: 2, replications: 1 }],
  };
  const { kpis, ledger } = collect(program, plan).add(0, tally)?.outcome ?? outcome;
  expect(ledger.points).toMatchObject({ issued: 450, redeemed: 200, expired: 150, closing: 100 });
  expect(kpis.liability.value).toBeCloseTo(100 * (costCents / 200) * (40 / 100) * (200 / (200 + 50)), 12);
});

describe("what a rule offers a member who is active every day", () => {
  const login = { kind: "firstOfDay", indicator: "login" } as const;
  const session = { kind: "sessionLength", unitMinutes: 10 } as const;
  const table: [what: string, rule: Rule, offered: string, offeredPerDay: number][] = [
    ["a login a day", ruleOf("rule", login, 10), "daily", 10],
    ["a login a day under a lower cap", ruleOf("rule", login, 10, { caps: { pointsPerDay: 4 } }), "daily", 4],
    [
      "a login a day under a higher cap",
      ruleOf("rule", login, 10, { caps: { pointsPerDay: 40 } }),
      "daily",
      10,
    ],
    ["minutes up to a cap", ruleOf("rule", session, 5, { caps: { pointsPerDay: 20 } }), "daily", 20],
    ["minutes without a cap, up to the whole day", ruleOf("rule", session, 5), "daily", 144 * 5],
    ["membership", ruleOf("rule", { kind: "tenure", everyMonths: 1 }, 50), "certain", 0],
    ["activation", ruleOf("rule", { kind: "activation" }, 100), "certain", 0],
    [
      "a run of days that pays again, day by day",
      ruleOf("rule", { kind: "streak", days: 5, repeat: "restart" }, 10),
      "daily",
      2,
    ],
    [
      "a run of days that pays every day from the fifth on",
      ruleOf("rule", { kind: "streak", days: 5, repeat: "daily" }, 10),
      "daily",
      10,
    ],
    [
      "a run of days that pays once: whoever is active every day earns it no second time, whoever breaks off does",
      ruleOf("rule", { kind: "streak", days: 5, repeat: "oncePerRun" }, 10),
      "unlimited",
      0,
    ],
    [
      "a login a month: no day has a part in it",
      ruleOf("rule", { kind: "firstOfMonth", indicator: "login" }, 10),
      "unlimited",
      0,
    ],
    ["friends", ruleOf("rule", { kind: "referral" }, 100), "unlimited", 0],
    [
      "coins, which headline figures do not speak of",
      ruleOf("rule", login, 10, { currency: "coins" }),
      "elsewhere",
      0,
    ],
  ];
  test.each(table)("%s", (_, rule, offered, offeredPerDay) => {
    const scenario = scenarioOf({ rules: [rule] });
    const coins = { ...(preset.currencies[0] as Currency), id: "coins" };
    const { rules } = compile({ ...scenario, currencies: [...scenario.currencies, coins] });
    expect(rules).toMatchObject([{ offered, offeredPerDay }]);
  });
});

test("headline figures speak of the first currency that can be spent, else of the first", () => {
  const currencies = (...spendable: boolean[]) =>
    spendable.map((can, i) => ({
      ...(preset.currencies[0] as Currency),
      id: `currency-${i}`,
      spendable: can,
    }));
  const mainOf = (...spendable: boolean[]) =>
    compile({ ...scenarioOf({ rules: [], items: [] }), currencies: currencies(...spendable) }).mainCurrency;
  expect([mainOf(true, true), mainOf(false, true), mainOf(false, false)]).toEqual([0, 1, 0]);
});

test("the ledger, the rules and the items", () => {
  expect(outcome.ledger).toEqual({
    points: {
      opening: 0,
      issued,
      in: 0,
      redeemed,
      expired: 0,
      decayed: 0,
      cleared,
      reversed: 0,
      out: 0,
      closing: issued - redeemed - cleared,
    },
  });
  expect(outcome.rules).toEqual({
    login: { awards: 33, points: 330, members: 2 },
    tenure: { awards: 6, points: 300, members: 3 },
    comment: { awards: 1, points: 10, members: 1 },
    praise: { awards: 0, points: 0, members: 0 },
  });
  expect(outcome.items).toEqual({ gift: { redemptions: 1, points: 200, costCents: 1000, cashCents: 300 } });
});

test("months: members, activity, cost, flows and redemption rates", () => {
  const [january, february] = outcome.months;
  expect(january).toMatchObject({ firstDay: 0, days: 31, name: "2026-01", activeRate: 1 / 2 });
  expect(february).toMatchObject({ firstDay: 31, days: 28, name: "2026-02", activeRate: 0 });
  // C is enrolled on 21 days of January, B on 9 of February.
  expect(january?.enrolledMembers).toBeCloseTo(2 + 21 / 31, 12);
  expect(february?.enrolledMembers).toBeCloseTo(2 + 9 / 28, 12);
  expect(january?.costCentsPerMember.value).toBeCloseTo((costCents / (2 * 31 + 21)) * (365 / 12), 12);
  expect(february?.costCentsPerMember.value).toBe(0);
  const { flows, redemptionRate } = outcome.currencies.points ?? { flows: [], redemptionRate: [] };
  const inJanuary = issued - 150;
  expect(flows[0]?.issued).toBeCloseTo(inJanuary / (2 + 21 / 31), 12);
  expect(flows[1]).toMatchObject({ redeemed: 0, expired: 0, decayed: 0 });
  expect(flows[1]?.cleared).toBeCloseTo(cleared / (2 + 9 / 28), 12);
  expect(redemptionRate.map(({ ofMonth }) => ofMonth)).toEqual([redeemed / inJanuary, 0]);
  expect(redemptionRate.map(({ cumulative }) => cumulative.value)).toEqual([
    redeemed / inJanuary,
    redeemed / issued,
  ]);
});

test("balances at the end of each sampled day", () => {
  const { balances, distribution } = outcome.currencies.points ?? { balances: [], distribution: [] };
  expect(balances).toHaveLength(59);
  // 1 January: A has 60, B 50; 11 January: A 170, B 50, C 60.
  expect(balances[0]?.mean.value).toBe(55);
  expect(balances[10]?.mean.value).toBeCloseTo((170 + 50 + 60) / 3, 12);
  expect([balances[0]?.p5, balances[0]?.p95]).toEqual([50, 60]);
  // At the end A has 220 and C 120: two members in all bars.
  expect(balances.at(-1)?.mean.value).toBe(170);
  expect(distribution.reduce((sum, { members }) => sum + members, 0)).toBe(2);
  for (const held of [120, 220])
    expect(distribution.find(({ from, to }) => from <= held && held < to)?.members).toBe(1);
});

test("structure: use is secondary, content other, the key indicators earn nothing", () => {
  const [structure] = outcome.structures;
  expect(structure).toMatchObject({
    service: "securities",
    issued,
    target: { key: 0.6, secondary: 0.3, other: 0.1 },
    shares: { key: 0, secondary: 630 / 640, other: 10 / 640 },
    passes: false,
    byGroup: [
      { group: "use", weight: "secondary", points: 630 },
      { group: "content", weight: "other", points: 10 },
    ],
  });
});

test("structure by currency: points that only raise levels do not drown those that can be spent", () => {
  const login = (id: string, points: number, more: Partial<Rule>) =>
    ruleOf(id, { kind: "firstOfDay", indicator: "login" }, points, more);
  const base = scenarioOf({
    rules: [
      login("coins", 3, {}),
      ruleOf("referral", { kind: "referral" }, 100),
      login("growth", 10_000, { currency: "level" }),
      login("never", 5, { currency: "idle", enabled: false }),
    ],
    run: { members: 60, days: 40, replications: 1 },
  });
  const [points] = base.currencies as [Currency];
  const [own] = base.services as [Scenario["services"][number]];
  const more = ["level", "idle"].map((id) => ({ ...points, id, spendable: false }));
  const { structures, rules } = outcomeOf({
    ...base,
    currencies: [points, ...more],
    services: [own, { ...own, id: "silent" }],
  });
  const [coins, growth] = [rules.coins!.points + rules.referral!.points, rules.growth!.points];
  expect(structures.map(({ service, currency, issued }) => [service, currency, issued])).toEqual([
    ["securities", "points", coins],
    ["securities", "level", growth],
    ["silent", "points", 0],
  ]);
  expect(structures[0]?.shares.key).toBeCloseTo(rules.referral!.points / coins, 12);
  expect(structures[1]?.shares).toEqual({ key: 0, secondary: 1, other: 0 });
});

test("a run of days that pays once is no part of the accrual rate: with it and without it, the same", () => {
  const login = ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 10);
  const once = ruleOf("once", { kind: "streak", days: 2, repeat: "oncePerRun" }, 100);
  const run = { members: 40, days: 40, replications: 1 };
  const [alone, both] = [[login], [login, once]].map((rules) => outcomeOf(scenarioOf({ rules, run })));
  expect(both?.rules.once?.points).toBeGreaterThan(0);
  expect(both?.kpis.accrualRate.value).toBe(alone?.kpis.accrualRate.value);
});

test("the run says what was computed", () => {
  expect(outcome).toMatchObject({
    engine: engineVersion,
    scenario: { id: preset.id, digest: digestOf(tiny) },
    seed: preset.run.seed,
    members: 3,
    days: 59,
    replications: 1,
    memberDays,
    enrolledAtEnd: 2,
    intervalsFrom: "members",
    expiryUnseen: false,
    fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
});

describe("uncertainty", () => {
  const scenario = scenarioOf({ run: { members: 400, days: 60, replications: 4 } });
  const answers = answersOf(scenario);

  test("comes from members below three replications, from replications after", () => {
    const sources = answers.map(({ outcome: { replications, intervalsFrom } }) => [
      replications,
      intervalsFrom,
    ]);
    expect(new Map(sources as [number, string][])).toEqual(
      new Map([
        [1, "members"],
        [2, "members"],
        [3, "replications"],
        [4, "replications"],
      ]),
    );
  });

  test.each(["issuedPerMemberMonth", "liability"] as const)("both ways agree on its size: %s", (name) => {
    const [fromMembers, fromReplications] = [
      answers.find(({ outcome }) => outcome.replications === 1 && outcome.members === 400),
      answers.at(-1),
    ].map((answer) => answer?.outcome.kpis[name]);
    for (const estimate of [fromMembers, fromReplications]) {
      expect(estimate?.low).toBeLessThan(estimate?.value ?? 0);
      expect(estimate?.high).toBeGreaterThan(estimate?.value ?? 0);
    }
    // Four replications have half the error of one; either estimate may be off by a factor of about two.
    const ratio = (fromMembers?.standardError ?? 0) / (fromReplications?.standardError ?? 1);
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(6);
  });

  test("a scheme that awards nothing has figures without a value, not zeros in disguise", () => {
    const nothing = outcomeOf(scenarioOf({ rules: [], run: { members: 50, days: 40, replications: 3 } }));
    expect(nothing.kpis.redemptionRate).toEqual({
      value: Number.NaN,
      standardError: Number.NaN,
      low: Number.NaN,
      high: Number.NaN,
    });
    expect(nothing.kpis.costPerMemberMonth.value).toBe(0);
    expect(nothing.kpis.liability.value).toBe(0);
    expect(nothing.structures[0]?.passes).toBe(false);
  });
});

test.each([
  [{ kind: "monthEnd" as const, months: 12 }, 365, true],
  [{ kind: "monthEnd" as const, months: 12 }, 396, true],
  [{ kind: "monthEnd" as const, months: 12 }, 397, false],
  [{ kind: "days" as const, days: 30 }, 30, true],
  [{ kind: "days" as const, days: 30 }, 31, false],
  [{ kind: "none" as const }, 10, false],
])("with a validity of %o a run of %d days has not seen expiry: %s", (validity, days, unseen) => {
  const scenario = scenarioOf({ currency: { validity }, run: { days, members: 20, replications: 1 } });
  expect(outcomeOf(scenario).expiryUnseen).toBe(unseen);
});

describe("digests", () => {
  test("do not depend on the order of keys, and notice every value", () => {
    const turned = Object.fromEntries(Object.entries(preset).reverse()) as Scenario;
    expect(digestOf(turned)).toBe(digestOf(preset));
    const seen = new Set([
      digestOf(preset),
      digestOf(scenarioOf({ run: { seed: "sandtablf" } })),
      digestOf(scenarioOf({ run: { members: 10_001 } })),
      digestOf(scenarioOf({ rules: preset.rules.slice(1) })),
      digestOf(scenarioOf({ currency: { spendable: false } })),
    ]);
    expect(seen.size).toBe(5);
  });
});

test.each([
  [{ kind: "months" as const, months: 24 }, true],
  [{ kind: "days" as const, days: 5 }, false],
])("a validity of %o that comes on a date within the run: %s", (value, unseen) => {
  const run = { days: 60, members: 20, replications: 1 };
  const scenario = scenarioOf({ currency: { validity: { kind: "none" } }, run });
  const changes = [{ date: "2026-01-10", path: "currencies/points/validity", value }];
  expect(outcomeOf({ ...scenario, changes }).expiryUnseen).toBe(unseen);
});
