/** Thresholds that nobody can reach: what is warned of, what is not, and that the bound is where the engine ends up. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import { type Currency, roundings } from "../../src/domain/currency.ts";
import type { Privilege } from "../../src/domain/privilege.ts";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { describeWarning, warningsOf } from "../../src/domain/warning.ts";
import { play, type RecordedEvent } from "../engine/recorded.ts";
import { preset, ruleOf, scenarioOf } from "../engine/scenario-of.ts";

/** The warnings of thresholds; those of rules are in `silence.test.ts`. */
const outOfReach = (scenario: Scenario) => warningsOf(scenario).filter(({ code }) => code !== "unmet");

const login = (points: number, more: Partial<Rule> = {}) =>
  ruleOf("login", { kind: "firstOfDay", indicator: "login" }, points, more);

function privileged(threshold: number, rules: Rule[], currency: Partial<Currency>): Scenario {
  const privileges: Privilege[] = [
    { id: "vip", name: text("特权", "VIP"), held: { kind: "balance", currency: "points", threshold } },
  ];
  return { ...scenarioOf({ rules, items: [], currency }), privileges };
}

const decaying = (basisPointsPerDay: number, rounding: Currency["decay"]["rounding"]): Partial<Currency> => ({
  decay: { enabled: true, basisPointsPerDay, rounding },
});
const noDecay = { decay: { enabled: false, basisPointsPerDay: 1, rounding: "down" as const } };
const lasting = { ...noDecay, validity: { kind: "none" as const } };

/** The highest threshold that is not warned of. */
function highestReachable(rules: Rule[], currency: Partial<Currency>): number {
  const warns = (threshold: number) => outOfReach(privileged(threshold, rules, currency)).length > 0;
  let [low, high] = [0, 100_000_000];
  if (!warns(high)) return Number.POSITIVE_INFINITY;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (warns(middle)) high = middle;
    else low = middle;
  }
  return low;
}

describe("a balance that decays has a ceiling", () => {
  type Line = [string, number, number, Currency["decay"]["rounding"], number];
  test.each<Line>([
    ["10 a day, 5 %, rounded down", 10, 500, "down", 181],
    ["10 a day, 5 %, rounded to the nearest", 10, 500, "nearest", 191],
    ["10 a day, 5 %, rounded up", 10, 500, "up", 200],
    ["1 a day, 50 %, rounded down", 1, 5000, "down", 1],
  ])("%s: as the engine ends up", (_, points, rate, rounding, ceiling) => {
    const rules = [login(points)];
    expect(highestReachable(rules, decaying(rate, rounding))).toBe(ceiling);
    const scenario = scenarioOf({
      rules,
      items: [],
      run: { days: 300 },
      currency: { ...lasting, ...decaying(rate, rounding) },
    });
    const { balances } = play(
      scenario,
      Array.from({ length: 300 }, (__, day) => ({ day, event: "login" as const })),
    );
    expect(Math.max(...balances)).toBe(ceiling);
  });

  test.each<[string, Rule[], number]>([
    ["a daily cap counts, not the value", [login(50, { caps: { pointsPerDay: 10 } })], 181],
    [
      "multipliers raise it",
      [login(10, { multipliers: [{ kind: "window", span: {}, factor: 20_000 }] })],
      381,
    ],
    ["a rule that is off adds nothing", [login(10), { ...login(90), id: "off", enabled: false }], 181],
    ["sessions fill a day at most", [ruleOf("s", { kind: "sessionLength", unitMinutes: 1440 }, 10)], 181],
    [
      "what nothing bounds is not warned of",
      [login(10), ruleOf("g", { kind: "grant" }, 1)],
      Number.POSITIVE_INFINITY,
    ],
    ["unless a cap does", [ruleOf("g", { kind: "grant" }, 1, { caps: { pointsPerDay: 10 } })], 181],
    // 100 at a border of two months, twice, and what 28 days leave of those before.
    [
      "a monthly cap lets two months meet",
      [ruleOf("g", { kind: "grant" }, 1, { caps: { pointsPerMonth: 100 } })],
      231,
    ],
    [
      "a run of ten days pays every tenth day",
      [ruleOf("r", { kind: "streak", days: 10, repeat: "restart" }, 100)],
      249,
    ],
    ["once is once", [ruleOf("a", { kind: "activation" }, 70)], 70],
  ])("%s", (_, rules, ceiling) => {
    expect(highestReachable(rules, decaying(500, "down"))).toBe(ceiling);
  });
});

test("a member who takes all that rules and caps allow never stands where a warning says nobody can", () => {
  const some = (max: number) => fc.integer({ min: 1, max });
  const scheme = fc.record({
    daily: some(20),
    streak: fc.record({ days: fc.integer({ min: 2, max: 9 }), points: some(50) }),
    day: fc.option(some(30), { nil: undefined }),
    month: some(300),
    once: some(200),
    rate: fc.constantFrom(50, 300, 1000, 5000),
    rounding: fc.constantFrom(...roundings),
    start: fc.constantFrom("2026-01-01", "2026-02-20", "2028-02-11"),
  });
  const days = 100;
  const events = Array.from({ length: days }, (_, day) => day).flatMap((day): RecordedEvent[] => [
    { day, event: day === 0 ? "activation" : "login" },
    { day, event: "login" },
    { day, event: "grant", amount: 10_000 },
  ]);
  fc.assert(
    fc.property(scheme, ({ daily, streak, day, month, once, rate, rounding, start }) => {
      const rules = [
        login(daily),
        ruleOf("streak", { kind: "streak", days: streak.days, repeat: "restart" }, streak.points),
        ruleOf("grant", { kind: "grant" }, 1, {
          caps: { pointsPerMonth: month, ...(day === undefined ? {} : { pointsPerDay: day }) },
        }),
        ruleOf("once", { kind: "activation" }, once),
      ];
      const currency = { ...lasting, ...decaying(rate, rounding) };
      const { balances } = play(scenarioOf({ rules, items: [], run: { start, days }, currency }), events);
      expect(outOfReach(privileged(Math.max(...balances), rules, currency))).toEqual([]);
    }),
    { numRuns: 60, seed: 20260104 },
  );
});

describe("limits over several rules count too", () => {
  const rules = [login(10), login(20, { id: "second", service: "second" })];
  const limit = (more: Partial<NonNullable<Scenario["limits"]>[number]>) => ({
    id: "limit",
    name: text("上限", "Limit"),
    currency: "points",
    caps: { pointsPerDay: 15 },
    ...more,
  });
  test.each<[string, NonNullable<Scenario["limits"]>[number], number]>([
    ["of a currency", limit({}), 281],
    ["of a service", limit({ service: "second" }), 481],
    ["of another currency: none of these rules", limit({ currency: "other" }), 581],
    ["of a service that asks for more than there is", limit({ service: "securities" }), 581],
  ])("%s", (_, one, ceiling) => {
    const warns = (threshold: number) =>
      outOfReach({ ...privileged(threshold, rules, decaying(500, "down")), limits: [one] }).length > 0;
    expect([warns(ceiling), warns(ceiling + 1)]).toEqual([false, true]);
  });
});

describe("a balance that lapses holds what its validity lets it", () => {
  test.each<[string, Rule[], Partial<Currency>, number]>([
    ["30 days of 5", [login(5)], { ...noDecay, validity: { kind: "days", days: 30 } }, 150],
    [
      "the rule's own validity, where it is longer",
      [login(5, { validity: { kind: "days", days: 40 } })],
      { ...noDecay, validity: { kind: "days", days: 30 } },
      200,
    ],
    ["for ever: what comes in the longest run", [login(5)], lasting, 5 * 3660],
    ["for ever, one a day by the cap", [login(50, { caps: { pointsPerDay: 1 } })], lasting, 3660],
    [
      "for ever, without a cap",
      [ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1)],
      lasting,
      Number.POSITIVE_INFINITY,
    ],
    ["once, for ever", [ruleOf("a", { kind: "activation" }, 70)], lasting, 70],
    ["once, in bulk", [ruleOf("b", { kind: "bulkGrant", date: "2026-03-01" }, 70)], lasting, 70],
    [
      "what may come back with a refund, for ever",
      [login(5)],
      {
        ...noDecay,
        validity: { kind: "days", days: 30 },
        offset: { enabled: true, points: 1, cents: 1, shareMax: 1, earns: true },
      },
      5 * 3660,
    ],
    [
      "five, doubled in one segment and tripled in another",
      [
        login(5, {
          multipliers: [
            { kind: "segment", segment: "established", factor: 20_000 },
            { kind: "segment", segment: "newcomers", factor: 30_000 },
          ],
        }),
      ],
      { ...noDecay, validity: { kind: "days", days: 30 } },
      450,
    ],
    [
      "five, doubled in one week and tripled in the next",
      [
        login(5, {
          multipliers: [
            { kind: "window", span: { from: "2026-03-01", until: "2026-03-07" }, factor: 20_000 },
            { kind: "window", span: { from: "2026-03-08", until: "2026-03-14" }, factor: 30_000 },
          ],
        }),
      ],
      { ...noDecay, validity: { kind: "days", days: 30 } },
      450,
    ],
    [
      "a campaign of ten days",
      [login(5, { eligibility: { span: { from: "2026-03-01", until: "2026-03-10" } } })],
      lasting,
      50,
    ],
    [
      "a campaign that was over before the run",
      [login(5, { eligibility: { span: { until: "2025-03-10" } } })],
      lasting,
      0,
    ],
    [
      "a budget bounds what one member gets",
      [
        ruleOf("g", { kind: "grant" }, 1, {
          budgetPerMonth: 40,
          eligibility: { span: { until: "2026-01-28" } },
        }),
      ],
      lasting,
      80,
    ],
  ])("%s", (_, rules, currency, ceiling) => {
    expect(highestReachable(rules, currency)).toBe(ceiling);
  });
});

describe("a balance that some member does reach is never called out of reach", () => {
  const perYuan = (points: number, more: Partial<Rule> = {}) =>
    ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, points, more);
  const daily = (event: "login" | "purchase", from: number, until: number, amount = 1): RecordedEvent[] =>
    Array.from({ length: until - from + 1 }, (_, at) => ({ day: from + at, event, amount }));
  const yearEnd = { kind: "yearEnd" as const, years: 1 };
  const offset = { enabled: true, points: 1, cents: 1, shareMax: 10_000, earns: false };
  /** Everything is used at checkout on day 9 and comes back on day 30. */
  const returned: RecordedEvent[] = [
    { day: 9, event: "purchase", amount: 100_000, piece: 1 },
    { day: 9, event: "offset", amount: 1000 },
    { day: 30, event: "refund", amount: 0, piece: 1 },
  ];
  const tenADay = {
    id: "limit",
    name: text("上限", "Limit"),
    currency: "points",
    caps: { pointsPerDay: 10 },
  };
  type Line = [string, Rule[], Partial<Currency>, NonNullable<Scenario["limits"]>, RecordedEvent[], number];
  test.each<Line>([
    [
      "two lives: one is longer in days, the other touches more years",
      [
        ruleOf("a", { kind: "activation" }, 1),
        login(10, { validity: { kind: "days", days: 365 }, caps: { pointsPerYear: 100 } }),
      ],
      { ...noDecay, validity: yearEnd },
      [],
      [{ day: 0, event: "activation" }, ...daily("login", 0, 199)],
      200,
    ],
    [
      "points that wait are of the year of their release, and capped in that of the payment",
      [perYuan(1, { caps: { pointsPerYear: 100 } })],
      { ...noDecay, validity: yearEnd, pendingDays: 30 },
      [],
      [...daily("purchase", 80, 80, 10_000), ...daily("purchase", 95, 95, 10_000)],
      200,
    ],
    [
      "points that waited come on top of those that did not, against decay",
      [perYuan(1), login(10)],
      { ...lasting, ...decaying(500, "down"), pendingDays: 20 },
      [tenADay],
      [...daily("purchase", 0, 120, 100_000), ...daily("login", 121, 199)],
      315,
    ],
    [
      "each of a day's sessions is rounded up by itself",
      [
        ruleOf("s", { kind: "sessionLength", unitMinutes: 10 }, 1, {
          multipliers: [{ kind: "window", span: {}, factor: 15_000 }],
        }),
      ],
      { ...noDecay, validity: { kind: "days", days: 1 } },
      [],
      Array.from({ length: 144 }, () => ({ day: 0, event: "session" as const, amount: 10 })),
      288,
    ],
    [
      "what waits is not cleared with the year",
      [perYuan(1, { caps: { pointsPerYear: 100 } })],
      { ...lasting, yearEndClearing: { enabled: true, scope: "everything" }, pendingDays: 30 },
      [],
      [...daily("purchase", 80, 80, 10_000), ...daily("purchase", 95, 95, 10_000)],
      200,
    ],
    [
      "a day's release and a day's login are of one lot",
      [perYuan(1), login(10)],
      { ...noDecay, validity: { kind: "lots", count: 3 }, pendingDays: 20 },
      [tenADay],
      [...daily("purchase", 0, 20, 100_000), ...daily("login", 21, 60)],
      60,
    ],
    [
      "points used at checkout come back with the refund, and live anew",
      [login(10)],
      { ...noDecay, validity: { kind: "days", days: 10 }, offset },
      [],
      [...daily("login", 0, 60), ...returned],
      190,
    ],
    [
      "points used at checkout have not decayed when they come back",
      [login(10)],
      { ...lasting, ...decaying(500, "down"), offset },
      [],
      [...daily("login", 0, 60), ...returned],
      196,
    ],
    [
      "lapsed lots wait for the year's end",
      [login(1)],
      {
        ...noDecay,
        validity: { kind: "days", days: 10 },
        yearEndClearing: { enabled: true, scope: "pastValidity" },
      },
      [],
      daily("login", 0, 91),
      92,
    ],
  ])("%s", (_, rules, currency, limits, events, reached) => {
    const run = { start: "2026-10-01", days: 200 };
    const scenario = { ...scenarioOf({ rules, items: [], run, currency }), limits };
    expect(Math.max(...play(scenario, events).balances)).toBe(reached);
    expect(outOfReach({ ...privileged(reached, rules, currency), run: scenario.run, limits })).toEqual([]);
  });
});

describe("a balance that is emptied now and then holds what came in between", () => {
  const clearing = { yearEndClearing: { enabled: true, scope: "everything" as const } };
  test.each<[string, Rule[], Partial<Currency>, number]>([
    ["three lots of 10", [login(10)], { ...noDecay, validity: { kind: "lots", count: 3 } }, 30],
    [
      "three lots, of which one comes with the activation",
      [login(10), ruleOf("a", { kind: "activation" }, 100)],
      { ...noDecay, validity: { kind: "lots", count: 3 } },
      130,
    ],
    [
      "lots are days, and a run of ten days pays on any three of them",
      [ruleOf("r", { kind: "streak", days: 10, repeat: "restart" }, 100)],
      { ...noDecay, validity: { kind: "lots", count: 3 } },
      300,
    ],
    ["everything goes at the year's end", [login(10)], { ...lasting, ...clearing }, 3660],
    [
      "points that waited may be of the year before",
      [
        ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1, {
          caps: { pointsPerDay: 10 },
        }),
      ],
      { ...lasting, ...clearing, pendingDays: 30 },
      3960,
    ],
    ["what never waits is not", [login(10)], { ...lasting, ...clearing, pendingDays: 30 }, 3660],
    [
      "a member's cycle of two natural years",
      [login(10)],
      { ...noDecay, validity: { kind: "cycle", years: 2 } },
      7320,
    ],
    [
      "a project's cycle of a month",
      [login(10)],
      { ...noDecay, validity: { kind: "projectEnd", months: 1 } },
      310,
    ],
    [
      "lapsed lots wait for the year's end",
      [login(10)],
      {
        ...noDecay,
        validity: { kind: "days", days: 30 },
        yearEndClearing: { enabled: true, scope: "pastValidity" },
      },
      3960,
    ],
  ])("%s", (_, rules, currency, most) => {
    expect(highestReachable(rules, currency)).toBe(most);
  });
});

describe("tiers and levels", () => {
  const steps = [0, 100, 400].map((threshold, at) => ({
    id: `t${at}`,
    name: text(`${at}`, `${at}`),
    threshold,
  }));
  const tiered = (rules: Rule[], validityMonths: number): Scenario => ({
    ...scenarioOf({ rules }),
    tiers: { currency: "points", validityMonths, demotion: "oneStep", steps },
  });
  const said = (scenario: Scenario) => outOfReach(scenario).map((warning) => describeWarning(warning, "en"));

  test("a tier above all that can ever be earned is unreachable", () => {
    expect(said(tiered([ruleOf("a", { kind: "activation" }, 150)], 12))).toEqual([
      "tiers/steps/t2/threshold: By rules and caps a member has 150 points at most, never 400.",
    ]);
  });

  test("a tier that its validity is too short for cannot be kept", () => {
    expect(said(tiered([login(1)], 12))).toEqual([
      "tiers/steps/t2/threshold: At most 372 points can be earned in 12 months, and keeping this tier asks for 400: whoever reaches it cannot keep it.",
    ]);
    expect(said(tiered([login(1)], 0))).toEqual([]);
    expect(said(tiered([login(2)], 12))).toEqual([]);
  });

  test.each<[string, validityMonths: number, promotedBy: "ever" | "year", said: string[]]>([
    [
      "for ever, above all of the longest run",
      0,
      "ever",
      [
        "tiers/steps/far/threshold: By rules and caps a member earns 3,660 points at most in 10 years: 3,661 are not within reach in 10 years of membership.",
      ],
    ],
    [
      "for a year, above all of the longest run",
      12,
      "ever",
      [
        "tiers/steps/t2/threshold: At most 372 points can be earned in 12 months, and keeping this tier asks for 400: whoever reaches it cannot keep it.",
        "tiers/steps/far/threshold: By rules and caps a member earns 3,660 points at most in 10 years: 3,661 are not within reach in 10 years of membership.",
      ],
    ],
    [
      "by the year's points",
      0,
      "year",
      [
        "tiers/steps/t2/threshold: By rules and caps a member has 366 points at most, never 400.",
        "tiers/steps/far/threshold: By rules and caps a member has 366 points at most, never 3,661.",
      ],
    ],
  ])("a tier %s", (_, validityMonths, promotedBy, lines) => {
    const base = tiered([login(5, { caps: { pointsPerDay: 1 } })], validityMonths);
    const far = { id: "far", name: text("远", "Far"), threshold: 3661 };
    const tiers = { ...base.tiers!, promotedBy, steps: [...steps, far] };
    expect(said({ ...base, tiers })).toEqual(lines);
    expect(said({ ...base, tiers: { ...tiers, steps: steps.slice(0, 2) } })).toEqual([]);
  });

  test("without any rule that earns the points, every step above the first is unreachable", () => {
    expect(said(tiered([], 0))).toEqual([
      "tiers/steps/t1/threshold: No rule that is switched on earns these points: 100 are out of reach.",
      "tiers/steps/t2/threshold: No rule that is switched on earns these points: 400 are out of reach.",
    ]);
  });

  test("levels count their own service's rules", () => {
    const base = scenarioOf({
      rules: [ruleOf("a", { kind: "activation" }, 150), login(5, { service: "second" })],
    });
    const [own] = base.services;
    if (!own) throw new Error("no service");
    const scenario = {
      ...base,
      services: [
        { ...own, levels: { currency: "points", steps } },
        { ...own, id: "second" },
      ],
    };
    expect(said(scenario)).toEqual([
      "services/securities/levels/steps/t2/threshold: By rules and caps a member has 150 points at most, never 400.",
    ]);
  });
});

test("what takes longer than a run can be is said so in both languages", () => {
  const [warning] = outOfReach(privileged(100_000_000, [login(1)], lasting));
  if (!warning) throw new Error("no warning");
  expect(warning).toMatchObject({ code: "unreachable", threshold: 100_000_000, most: 3660 });
  expect([describeWarning(warning, "zh-CN"), describeWarning(warning, "en")]).toEqual([
    "privileges/vip/held/threshold：按规则与上限，会员 10 年最多得 3,660 分，10 年内够不着 100,000,000 分。",
    "privileges/vip/held/threshold: By rules and caps a member earns 3,660 points at most in 10 years: 100,000,000 are not within reach in 10 years of membership.",
  ]);
});

test("a warning says it in both languages", () => {
  const [warning] = outOfReach(privileged(182, [login(10)], decaying(500, "down")));
  if (!warning) throw new Error("no warning");
  expect(describeWarning(warning, "en")).toBe(
    "privileges/vip/held/threshold: With 5% decay a day a balance comes to 181 points at most, never to 182.",
  );
  expect(describeWarning(warning, "zh-CN")).toBe(
    "privileges/vip/held/threshold：每日衰减 5%，余额最多到 181 分，够不着 182 分。",
  );
});

describe("where points come by other ways than rules, nothing is said", () => {
  const bounded = privileged(182, [login(10)], decaying(500, "down"));
  const changed = (change: (draft: Scenario) => void) => {
    const draft = structuredClone(bounded);
    change(draft);
    return outOfReach(draft).length;
  };
  const points = (draft: Scenario) => draft.currencies[0] as Currency;
  const exchange = (to: string) => ({
    id: "in",
    enabled: true,
    from: "coins",
    to,
    give: 1,
    get: 2,
    pointsMin: 1,
    phase: "openFusion" as const,
    by: "member" as const,
  });
  const opening = {
    balances: [{ currency: "points", share: 1, medianPoints: 500, sigma: 0, lots: 1, daysBetween: 1 }],
    tiers: [],
  };
  test.each<[string, (draft: Scenario) => void, number]>([
    ["rules alone: it is", () => undefined, 1],
    [
      "a migration that multiplies",
      (draft) => {
        points(draft).migrations = [{ date: "2026-06-01", numerator: 7, denominator: 3 }];
      },
      0,
    ],
    [
      "members send each other points",
      (draft) => {
        points(draft).transfer = { enabled: true, pointsMin: 1, feeBasisPoints: 0 };
      },
      0,
    ],
    [
      "members buy points",
      (draft) => {
        points(draft).purchase = { enabled: true, points: 100, cents: 100 };
      },
      0,
    ],
    [
      "another currency is exchanged for them",
      (draft) => {
        draft.exchanges = [exchange("points")];
      },
      0,
    ],
    [
      "they are exchanged for another one: that takes only",
      (draft) => {
        draft.exchanges = [{ ...exchange("coins"), from: "points" }];
      },
      1,
    ],
    [
      "members open with a stock",
      (draft) => {
        (draft.population.segments[0] as Scenario["population"]["segments"][number]).opening = opening;
      },
      0,
    ],
    [
      "a value that changes within the run",
      (draft) => {
        draft.changes = [{ date: "2026-06-01", path: "rules/login/points", value: 20 }];
      },
      0,
    ],
    [
      "decay spares the active",
      (draft) => {
        points(draft).decay.idleDays = 30;
      },
      0,
    ],
  ])("%s", (_, change, warnings) => {
    expect(changed(change)).toBe(warnings);
  });
});

test("the preset has no warnings", () => {
  expect(warningsOf(preset)).toEqual([]);
});

describe("what the check refuses of levels and privileges", () => {
  const steps = [0, 10].map((threshold, at) => ({ id: `l${at}`, name: text(`${at}`, `${at}`), threshold }));
  const changed = (change: (draft: Scenario) => void): string[] => {
    const draft = structuredClone(preset);
    (draft.services[0] as Scenario["services"][number]).levels = {
      currency: "points",
      steps: structuredClone(steps),
    };
    draft.privileges = [
      { id: "vip", name: text("特权", "VIP"), held: { kind: "level", service: "securities", step: "l1" } },
    ];
    change(draft);
    const checked = checkScenario(draft);
    return checked.ok ? [] : checked.problems.map(({ code, path }) => `${code} ${path}`);
  };
  const levels = (draft: Scenario) => draft.services[0]?.levels ?? { currency: "", steps: [] };
  const held = (draft: Scenario, value: Privilege["held"]) => {
    draft.privileges = [{ id: "vip", name: text("特权", "VIP"), held: value }];
  };
  test.each<[string, (draft: Scenario) => void, string[]]>([
    ["nothing of a sound one", () => undefined, []],
    [
      "a first level that asks for something",
      (draft) => {
        levels(draft).steps[0]!.threshold = 1;
      },
      ["baseTier services/securities/levels/steps/l0/threshold"],
    ],
    [
      "levels out of order",
      (draft) => {
        levels(draft).steps[1]!.threshold = 0;
      },
      ["notAbove services/securities/levels/steps/l1/threshold"],
    ],
    [
      "a currency that is not there",
      (draft) => {
        levels(draft).currency = "gone";
      },
      ["unknownReference services/securities/levels/currency"],
    ],
    [
      "a level that is not there",
      (draft) => held(draft, { kind: "level", service: "securities", step: "l9" }),
      ["unknownReference privileges/vip/held/step"],
    ],
    [
      "a tier where there are none",
      (draft) => held(draft, { kind: "tier", tier: "gold" }),
      ["unknownReference privileges/vip/held/tier"],
    ],
    [
      "a balance of nothing",
      (draft) => held(draft, { kind: "balance", currency: "gone", threshold: 5 }),
      ["unknownReference privileges/vip/held/currency"],
    ],
    [
      "one id twice",
      (draft) => {
        draft.privileges = [...(draft.privileges ?? []), ...(draft.privileges ?? [])];
      },
      ["duplicate privileges/vip"],
    ],
  ])("%s", (_, change, problems) => {
    expect(changed(change)).toEqual(problems);
  });
});
