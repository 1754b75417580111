/** Steps 1, 3 and 4 of rule-making: what each check says of a scheme and of a run, and why. */
import { describe, expect, test } from "vitest";
import type { Exchange } from "../../src/domain/exchange.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { Condition } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { type Service, structureTarget, type Weight } from "../../src/domain/service.ts";
import { structureName } from "../../src/domain/structure-name.ts";
import { text } from "../../src/domain/text.ts";
import { factorWords, percentWords, pointsWords, yuanWords } from "../../src/domain/verdict.ts";
import { indicatorsVerdict } from "../../src/domain/verdict-indicators.ts";
import { checksOf } from "../../src/domain/verdict-scheme.ts";
import { strengthVerdicts } from "../../src/domain/verdict-strength.ts";
import { structureVerdict } from "../../src/domain/verdict-structure.ts";
import { totalVerdicts } from "../../src/domain/verdict-total.ts";
import { preset, ruleOf, scenarioOf } from "../engine/scenario-of.ts";
import { fakeOutcome } from "../ui/overview/fake-outcome.ts";

const service = (natures: Service["natures"], stage: Service["stage"]): Service => ({
  id: "securities",
  name: text("业务", "Service"),
  natures,
  stage,
});

describe("step 1, the matrix", () => {
  const login = ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 5);
  const referral = ruleOf("referral", { kind: "referral" }, 100);
  const off = { ...referral, enabled: false };
  type Line = [string, Service, Scenario["rules"], string, string];
  test.each<Line>([
    [
      "the union of two natures, where the higher weight wins",
      service(["oneWayAcquisition", "exchange"], "maturity"),
      [login],
      "warn",
      "Key should be use, content, secondary spreading; but no rule earns for content.",
    ],
    [
      "a cell without secondary groups",
      service(["communication"], "growth"),
      [login, referral],
      "pass",
      "Key should be use, spreading; every key indicator has a rule.",
    ],
    [
      "a rule that is switched off chooses nothing",
      service(["communication"], "introduction"),
      [login, off],
      "warn",
      "Key should be spreading, secondary use; but no rule earns for spreading.",
    ],
    [
      "no rule",
      service(["competition"], "introduction"),
      [off],
      "none",
      "Key should be spreading, secondary use, ability; no rule is switched on.",
    ],
  ])("%s", (_, one, rules, verdict, reason) => {
    const found = indicatorsVerdict({ ...preset, services: [one], rules }, one);
    expect([found.verdict, found.reason.en]).toEqual([verdict, reason]);
  });

  test("the recommendation is data: cells, groups by weight, the rules with their weights", () => {
    const one = service(["oneWayAcquisition", "exchange"], "introduction");
    const { figures, reason } = indicatorsVerdict({ ...preset, rules: [login, referral] }, one);
    expect(figures).toEqual({
      service: "securities",
      cells: [
        { nature: "oneWayAcquisition", key: ["spreading"], secondary: ["use"] },
        { nature: "exchange", key: ["spreading"], secondary: ["content", "use"] },
      ],
      groups: { key: ["spreading"], secondary: ["use", "content"], other: ["ability", "spend", "other"] },
      rules: [
        { rule: "login", group: "use", weight: "secondary" },
        { rule: "referral", group: "spreading", weight: "key" },
      ],
      keyWithoutRule: [],
    });
    expect(reason.zh).toBe("重点应是传播，次重点使用、内容；重点指标都有规则。");
  });
});

/** A run of 100 members over twelve months in which the rules paid so much. */
function outcomeOf(
  scenario: Scenario,
  rules: Outcome["rules"],
  structures: Outcome["structures"] = [],
): Outcome {
  return fakeOutcome({ scenarioUsed: scenario, memberDays: 100 * 365, rules, structures });
}

const structureOf = (
  id: string,
  issued: number,
  [key, secondary, other]: [number, number, number],
  currency = "points",
) => ({
  service: id,
  currency,
  issued,
  shares: { key, secondary, other },
  target: { key: 0.6, secondary: 0.3, other: 0.1 },
  byGroup: [],
  passes: Math.abs(key - 0.6) < 0.1001 && Math.abs(secondary - 0.3) < 0.1001,
});

describe("step 3, check 1: the total", () => {
  const told = (issued: Record<string, number>) => {
    const structures = Object.entries(issued).map(([id, points]) => structureOf(id, points, [0.6, 0.3, 0.1]));
    return totalVerdicts(preset, outcomeOf(preset, {}, structures)).map(
      ({ verdict, reason }) => `${verdict}: ${reason.en}`,
    );
  };
  test.each<[string, Record<string, number>, string[]]>([
    [
      "one service has nothing to be compared with",
      { news: 120_000 },
      ["none: 100 points per member and month; there is no other service to compare with."],
    ],
    [
      "services of the same order pass; one without points is not compared",
      { news: 120_000, circle: 40_000, mall: 0 },
      [
        "pass: 100 points per member and month, more than the mean of the others, 33.3, by a factor of 3: of the same order.",
        "pass: 33.3 points per member and month, less than the mean of the others, 100, by a factor of 3: of the same order.",
        "none: No points were issued.",
      ],
    ],
    [
      "over ten times apart, both are to be looked at",
      { news: 1_212_000, circle: 120_000 },
      [
        "warn: 1,010 points per member and month, more than the mean of the others, 100, by a factor of 10.1: over 10, see whether this is meant (advisory).",
        "warn: 100 points per member and month, less than the mean of the others, 1,010, by a factor of 10.1: over 10, see whether this is meant (advisory).",
      ],
    ],
  ])("%s", (_, issued, said) => {
    expect(told(issued)).toEqual(said);
  });

  test("nobody enrolled: nothing to judge", () => {
    const nothing = [structureOf("news", 0, [Number.NaN, Number.NaN, Number.NaN])];
    const empty = { ...outcomeOf(preset, {}, nothing), memberDays: 0 };
    expect(totalVerdicts(preset, empty).map(({ verdict }) => verdict)).toEqual(["none"]);
  });
});

describe("step 3, in several currencies", () => {
  const [points] = preset.currencies;
  if (!points) throw new Error("no currency");
  const level = { ...points, id: "level", name: text("成长值", "Growth"), spendable: false };
  const currencies = [points, level];

  test("totals stand beside those of their own currency, and say which", () => {
    const structures = [
      structureOf("news", 120_000, [0.6, 0.3, 0.1]),
      structureOf("news", 84_000_000, [0.6, 0.3, 0.1], "level"),
      structureOf("circle", 60_000, [0.6, 0.3, 0.1]),
    ];
    const found = totalVerdicts({ currencies }, outcomeOf(preset, {}, structures));
    expect(found.map(({ verdict, reason }) => [verdict, reason.zh, reason.en])).toEqual([
      [
        "pass",
        "每会员每月“积分” 100 分，高于其他业务的平均 50 分，相差 2 倍，量级相当。",
        "100 points of “Points” per member and month, more than the mean of the others, 50, by a factor of 2: of the same order.",
      ],
      [
        "none",
        "每会员每月“成长值” 70,000 分；没有其他业务赠送这种积分。",
        "70,000 points of “Growth” per member and month; no other service gives any.",
      ],
      [
        "pass",
        "每会员每月“积分” 50 分，低于其他业务的平均 100 分，相差 2 倍，量级相当。",
        "50 points of “Points” per member and month, less than the mean of the others, 100, by a factor of 2: of the same order.",
      ],
    ]);
  });

  test("a warning of the scheme names the currency", () => {
    const scenario = { ...scenarioOf({ rules: [] }), currencies };
    const structures = [
      structureOf("securities", 100, [0.6, 0.3, 0.1]),
      structureOf("securities", 100_000, [0, 1, 0], "level"),
    ];
    const { scheme } = checksOf(scenario, outcomeOf(scenario, {}, structures));
    expect(scheme.figures.warnings).toMatchObject([
      { check: "structure", of: "securities", currency: "level" },
    ]);
  });

  test.each<[string, [service: string, currency: string][], string]>([
    ["one alone needs no name", [["securities", "points"]], ""],
    [
      "in two currencies",
      [
        ["securities", "points"],
        ["securities", "level"],
      ],
      "积分",
    ],
    [
      "of two services",
      [
        ["securities", "points"],
        ["other", "points"],
      ],
      "手机证券",
    ],
    [
      "of two services in two currencies",
      [
        ["securities", "points"],
        ["other", "level"],
      ],
      "手机证券 · 积分",
    ],
  ])("what the first structure is called: %s", (_, among, name) => {
    const list = among.map(([service, currency]) => ({ service, currency }));
    expect(structureName({ ...preset, currencies }, list[0]!, list).zh).toBe(name);
  });
});

describe("step 3, check 2: the structure", () => {
  test.each<[string, Parameters<typeof structureOf>, string, string]>([
    [
      "within ten points of 60/30/10",
      ["s", 100, [0.7, 0.2, 0.1]],
      "pass",
      "key 70% (target 60%), secondary 20% (target 30%), other 10% (target 10%): all within ±10 percentage points of the target.",
    ],
    [
      "too much of one thing is said before too little of another",
      ["s", 100, [0.4, 0.55, 0.05]],
      "warn",
      "The secondary indicators have 55% where the target is 30%: over 10 percentage points too much.",
    ],
    [
      "no points",
      ["s", 0, [Number.NaN, Number.NaN, Number.NaN]],
      "none",
      "No points were issued, so there is no structure.",
    ],
  ])("%s", (_, parts, verdict, reason) => {
    const found = structureVerdict(structureOf(...parts));
    expect([found.verdict, found.reason.en]).toEqual([verdict, reason]);
  });

  test("both readings of a document that departs from its matrix are told", () => {
    const structure = { ...structureOf("s", 100, [0.02, 0.98, 0]), passes: false };
    const inDocument = { keyGroups: ["use" as const], keyShare: 1, keyTarget: 0.9, passes: true };
    expect(structureVerdict({ ...structure, inDocument }).reason).toEqual({
      zh: "次重点指标占 98%，目标 30%，高出不止 10 个百分点。按规划文档正文所称的重点：100%，目标 90%，达标。",
      en: "The secondary indicators have 98% where the target is 30%: over 10 percentage points too much. By what the document's own words call key: 100%, target 90%, which passes.",
    });
  });

  test("without a secondary group the target is 90/10", () => {
    const target = structureTarget(service(["communication"], "growth"));
    const shares: Record<Weight, number> = { key: 0.85, secondary: 0, other: 0.15 };
    const structure = { ...structureOf("s", 100, [0.85, 0, 0.15]), target, shares, passes: true };
    expect(structureVerdict(structure).reason.en).toBe(
      "key 85% (target 90%), other 15% (target 10%): all within ±10 percentage points of the target.",
    );
  });
});

describe("step 3, check 3: a single award", () => {
  // In the preset, 200 points buy 10 yuan at best, and the cheapest item costs 100 points.
  const perYuan: Condition = { kind: "perAmount", indicator: "purchase", cents: 100 };
  const over: Condition = { kind: "amountOver", indicator: "purchase", cents: 10_000 };
  const login: Condition = { kind: "firstOfDay", indicator: "login" };
  const judged = (
    condition: Condition,
    points: number,
    awards: number,
    total: number,
    { spendable = true, ...paid }: { spendable?: boolean; paidCents?: number } = {},
  ) => {
    const rules = [ruleOf("rule", condition, points)];
    const scenario = scenarioOf({ rules, currency: { spendable } });
    const [found] = strengthVerdicts(
      scenario,
      outcomeOf(scenario, { rule: { awards, points: total, members: 1, ...paid } }),
    );
    return found as NonNullable<typeof found>;
  };
  test.each<[string, Parameters<typeof judged>, string, string]>([
    [
      "3 points at 5 cents are 15 % of a yuan, the edge",
      [login, 3, 1000, 3000],
      "pass",
      "One award is 3 points, worth up to 0.15 yuan, 15% of 1 yuan, at least 15%: it is felt.",
    ],
    [
      "2 points are not felt",
      [login, 2, 1000, 2000],
      "warn",
      "One award is 2 points, worth up to 0.1 yuan, 10% of 1 yuan, below 15%: hardly felt. Award more at a time, per period or per volume.",
    ],
    [
      "what was paid counts, not what a rule names: caps and multipliers are in it",
      [login, 2, 1000, 4000],
      "pass",
      "One award is 4 points, worth up to 0.2 yuan, 20% of 1 yuan, at least 15%: it is felt.",
    ],
    [
      "by amount, the rebate counts",
      [perYuan, 1, 10, 2000, { paidCents: 200_000 }],
      "warn",
      "One award is 200 points, worth up to 10 yuan, 5% of the 200 yuan paid for it on average, below 15%: hardly felt. Award more at a time, per period or per volume.",
    ],
    [
      "by amount, the rebate that was paid, multipliers and caps in it",
      [perYuan, 1, 10, 800, { paidCents: 20_000 }],
      "pass",
      "One award is 80 points, worth up to 4 yuan, 20% of the 20 yuan paid for it on average, at least 15%: it is felt.",
    ],
    [
      "a bonus above an amount is compared with that amount",
      [over, 400, 10, 4000],
      "pass",
      "One award is 400 points, worth up to 20 yuan, 20% of the payment, at least 15%: it is felt.",
    ],
    [
      "points that only raise levels have no value in yuan",
      [login, 5, 1000, 6000, { spendable: false }],
      "none",
      "One award is 6 points, 120% of a member's month; they buy nothing, so there is no value to feel.",
    ],
    ["a rule that never paid", [login, 5, 0, 0], "none", "The run saw no award."],
  ])("%s", (_, parts, verdict, reason) => {
    const found = judged(...parts);
    expect([found.verdict, found.reason.en]).toEqual([verdict, reason]);
  });

  test("what can be exchanged is worth what the other currency buys", () => {
    const scenario = scenarioOf({ rules: [ruleOf("rule", login, 10, { currency: "activity" })] });
    const [points] = scenario.currencies;
    if (!points) throw new Error("no currency");
    scenario.currencies.push({ ...points, id: "activity", spendable: false });
    const exchange = { id: "x", from: "activity", to: "points", give: 2, get: 1, pointsMin: 1 };
    scenario.exchanges = [{ ...exchange, enabled: true, phase: "openFusion", by: "member" }];
    const paid = { rule: { awards: 10, points: 100, members: 1 } };
    const [found] = strengthVerdicts(scenario, outcomeOf(scenario, paid));
    // Two of these make one point of 5 cents; the cheapest item costs 100 points.
    expect(found?.figures).toMatchObject({ centsPerAward: 25, relativeValue: 0.25, shareOfCheapest: 0.05 });
  });

  type PayingLine = [string, Condition, number[], string];
  test.each<PayingLine>([
    [
      "each purchase, beside a usual one",
      { kind: "each", indicator: "purchase" },
      [10_000],
      "warn: One award is 20 points, worth up to 1 yuan, 1% of a usual payment of 100 yuan, below 15%: hardly felt. Award more at a time, per period or per volume.",
    ],
    [
      "the month's first purchase, beside a usual one",
      { kind: "firstOfMonth", indicator: "purchase" },
      [500],
      "pass: One award is 20 points, worth up to 1 yuan, 20% of a usual payment of 5 yuan, at least 15%: it is felt.",
    ],
    [
      "every third purchase, beside three",
      { kind: "everyNth", indicator: "purchase", count: 3 },
      [500],
      "warn: One award is 20 points, worth up to 1 yuan, 6.7% of 3 usual payments of 15 yuan together, below 15%: hardly felt. Award more at a time, per period or per volume.",
    ],
    [
      "segments that pay alike often count by their sizes",
      { kind: "each", indicator: "purchase" },
      [500, 1000],
      "warn: One award is 20 points, worth up to 1 yuan, 13.3% of a usual payment of 7.5 yuan, below 15%: hardly felt. Award more at a time, per period or per volume.",
    ],
    [
      "a payment that nobody makes",
      { kind: "each", indicator: "topup" },
      [500],
      "none: One award is 20 points, worth up to 1 yuan; no simulated member makes such a payment, so there is no amount to compare with.",
    ],
    [
      "a redemption is paid in points, not in money",
      { kind: "each", indicator: "redemption" },
      [500],
      "pass: One award is 20 points, worth up to 1 yuan, 100% of 1 yuan, at least 15%: it is felt.",
    ],
  ])("where members pay, the payment counts: %s", (_, condition, medians, said) => {
    const scenario = scenarioOf({ rules: [ruleOf("rule", condition, 20)] });
    const [first] = scenario.population.segments;
    if (!first) throw new Error("nobody");
    const times = { kind: "gammaPoisson", meanPerLoginDay: 0.1, shape: 1 } as const;
    scenario.population.segments = medians.map((medianCents, at) => ({
      ...first,
      id: `segment-${at}`,
      weight: 10,
      activities: [
        { indicator: "purchase", times, payment: { kind: "lognormal", medianCents, sigma: 1 } } as const,
      ],
    }));
    const told = strengthVerdicts(
      scenario,
      outcomeOf(scenario, { rule: { awards: 10, points: 200, members: 1 } }),
    );
    expect(told.map(({ verdict, reason }) => `${verdict}: ${reason.en}`)).toEqual([said]);
  });

  test("a usual payment in Chinese", () => {
    const scenario = scenarioOf({ rules: [ruleOf("rule", { kind: "each", indicator: "purchase" }, 20)] });
    for (const segment of scenario.population.segments)
      segment.activities = [
        {
          indicator: "purchase",
          times: { kind: "gammaPoisson", meanPerLoginDay: 0.1, shape: 1 },
          payment: { kind: "lognormal", medianCents: 500, sigma: 1 },
        },
      ];
    const paid = { rule: { awards: 10, points: 200, members: 1 } };
    const [found] = strengthVerdicts(scenario, outcomeOf(scenario, paid));
    expect(found?.reason.zh).toBe("单次 20 分，最多值 1 元，相当于通常一笔 5 元的 20%，达到 15%，能被感知。");
  });

  test.each<[Scenario["phase"], string]>([
    [
      "innerLoop",
      "warn: One award is 5 points, worth up to 0.005 yuan, 0.5% of 1 yuan, below 15%: hardly felt. Award more at a time, per period or per volume.",
    ],
    [
      "openFusion",
      "pass: One award is 5 points, worth up to 5 yuan, 500% of 1 yuan, at least 15%: it is felt.",
    ],
  ])("what the phase does not sell gives points no value: %s", (phase, said) => {
    const [rate, item] = [preset.rates[0], preset.items[0]];
    if (!rate || !item) throw new Error("nothing on offer");
    const rates = [
      { ...rate, id: "service", benefit: "service" as const, points: 1000, cents: 100 },
      { ...rate, id: "goods", benefit: "goods" as const, points: 1, cents: 100 },
    ];
    const items = rates.map(({ id }) => ({ ...item, id, rate: id }));
    const scenario = { ...scenarioOf({ rules: [ruleOf("rule", login, 5)], rates, items }), phase };
    const paid = { rule: { awards: 10, points: 50, members: 1 } };
    const told = strengthVerdicts(scenario, outcomeOf(scenario, paid));
    expect(told.map(({ verdict, reason }) => `${verdict}: ${reason.en}`)).toEqual([said]);
  });

  test.each<[string, Partial<Exchange>]>([
    ["is switched off", { enabled: false }],
    ["opens in a later phase", { phase: "openFusion" }],
  ])("an exchange that %s gives points no value", (_, closed) => {
    const scenario = scenarioOf({ rules: [ruleOf("rule", login, 10, { currency: "activity" })] });
    const [points] = scenario.currencies;
    if (!points) throw new Error("no currency");
    scenario.currencies.push({ ...points, id: "activity", spendable: false });
    const exchange = { id: "x", from: "activity", to: "points", give: 2, get: 1, pointsMin: 1 };
    scenario.exchanges = [{ ...exchange, enabled: true, phase: "innerLoop", by: "member", ...closed }];
    scenario.phase = "innerLoop";
    const [found] = strengthVerdicts(
      scenario,
      outcomeOf(scenario, { rule: { awards: 10, points: 100, members: 1 } }),
    );
    expect(found?.verdict).toBe("none");
  });

  test("its figures: value, share of the cheapest item, share of the member's month", () => {
    const { figures, reason } = judged(login, 5, 12_000, 60_000);
    expect(figures).toEqual({
      rule: "rule",
      pointsPerAward: 5,
      centsPerAward: 25,
      comparedCents: 100,
      relativeValue: 0.25,
      shareOfCheapest: 0.05,
      shareOfMonth: expect.closeTo(0.1, 12),
    });
    expect(reason.zh).toBe("单次 5 分，最多值 0.25 元，相当于 1 元的 25%，达到 15%，能被感知。");
  });
});

describe("step 4, the scheme", () => {
  const rules = [
    ruleOf("referral", { kind: "referral" }, 100),
    ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 1),
  ];
  const scenario = scenarioOf({ rules });
  const paid = {
    referral: { awards: 10, points: 1000, members: 10 },
    login: { awards: 100, points: 500, members: 50 },
  };

  test("sound in every check", () => {
    const { scheme } = checksOf(
      scenario,
      outcomeOf(scenario, paid, [structureOf("securities", 1500, [0.66, 0.34, 0])]),
    );
    expect([scheme.verdict, scheme.reason.en]).toEqual([
      "pass",
      "Indicators, structure and single awards are sound.",
    ]);
  });

  test("what is in doubt is named, with its reason, and leads back", () => {
    const weak = { ...paid, login: { awards: 100, points: 100, members: 50 } };
    const outcome = outcomeOf(scenario, weak, [structureOf("securities", 1100, [0.9, 0.1, 0])]);
    const { scheme } = checksOf(scenario, outcome);
    expect(scheme.verdict).toBe("warn");
    expect(scheme.reason.en).toBe(
      "2 of 4 checks in doubt: back to steps 1 to 3, for indicators, conditions or values.",
    );
    expect(scheme.figures.warnings.map(({ check, of }) => `${check} ${of}`)).toEqual([
      "structure securities",
      "strength login",
    ]);
  });

  test("the total is listed and decides nothing", () => {
    const [own] = scenario.services as [Service];
    const two = {
      ...scenario,
      services: [own, { ...own, id: "second" }],
      rules: [...rules, { ...rules[0]!, id: "more", service: "second" }],
    };
    const outcome = outcomeOf(two, { ...paid, more: paid.referral }, [
      structureOf("securities", 100_000, [0.66, 0.34, 0]),
      structureOf("second", 100, [0.66, 0.34, 0]),
    ]);
    const { scheme } = checksOf(two, outcome);
    expect(scheme.verdict).toBe("pass");
    expect(scheme.figures.warnings.map(({ check, of }) => `${check} ${of}`)).toEqual([
      "total securities",
      "total second",
    ]);
  });

  test("without points there is nothing to validate", () => {
    const { scheme } = checksOf(scenario, outcomeOf(scenario, {}));
    expect([scheme.verdict, scheme.reason.zh]).toEqual(["none", "没有发放积分，无从验证。"]);
  });
});

test.each<[string, string]>([
  [percentWords(0.1234), "12.3%"],
  [percentWords(10), "1,000%"],
  [pointsWords(1234.5), "1,235"],
  [pointsWords(99.94), "99.9"],
  [yuanWords(25), "0.25"],
  [yuanWords(0.5), "0.005"],
  [yuanWords(123_456), "1,234.56"],
  [factorWords(10.04), "10"],
])("numbers in reasons: %s", (written, expected) => {
  expect(written).toBe(expected);
});
