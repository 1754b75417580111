/** Channels and products of synthetic events: by weight, each event for itself, and nobody else's luck disturbed. */
import { describe, expect, test } from "vitest";
import { explain } from "../../src/domain/explanation.ts";
import { activityIndicators, type CountedIndicator, countedIndicators } from "../../src/domain/indicator.ts";
import type { Activity } from "../../src/domain/population.ts";
import type { Condition, Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { compile } from "../../src/engine/compile.ts";
import { followMember } from "../../src/engine/explain.ts";
import { syntheticSource } from "../../src/engine/population.ts";
import { simulate } from "../../src/engine/simulate.ts";
import { eventWords, formulaWords } from "../../src/i18n/trace.ts";
import { numbersOf, sumOf, tallyOf } from "./computed.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";

type Weights = Record<string, number | undefined>;

const named = (weights: Weights) =>
  Object.entries(weights).map(([id, weight]) => ({
    id,
    name: text(id, id),
    ...(weight === undefined ? {} : { weight }),
  }));

const often: Activity[] = activityIndicators.map((indicator) => ({
  indicator,
  times: { kind: "gammaPoisson", meanPerLoginDay: 0.4, shape: 1 },
}));

const members = 300;
const days = 60;

function schemeOf(rules: Rule[], channels: Weights, products: Weights = {}): Scenario {
  const segments = preset.population.segments.map((segment) => ({ ...segment, activities: often }));
  const base = scenarioOf({
    rules,
    items: [],
    population: { ...preset.population, segments },
    run: { members, days, replications: 1 },
  });
  const services = named(products).map((product) => ({ ...base.services[0]!, ...product }));
  return { ...base, channels: named(channels), services: [...base.services, ...services] };
}

function awardsOf(scenario: Scenario): number[] {
  const tally = tallyOf(scenario, 0, members);
  return scenario.rules.map((_, position) => tally.rules[3 * position] as number);
}

const through = (...channels: string[]): Partial<Rule> => ({ eligibility: { channels } });
const of = (...products: string[]): Partial<Rule> => ({ eligibility: { products } });
const logins: Condition = { kind: "each", indicator: "login" };
const purchases: Condition = { kind: "each", indicator: "purchase" };

describe("what synthetic members do comes by the channels that have a weight", () => {
  const rules = [
    ruleOf("all", logins, 1),
    ruleOf("app", logins, 1, through("app")),
    ruleOf("shop", logins, 1, through("shop")),
    ruleOf("fax", logins, 1, through("fax")),
  ];

  test("three to one: a quarter of the logins come by the shop, none by what has no weight", () => {
    const [all = 0, app = 0, shop = 0, fax] = awardsOf(schemeOf(rules, { app: 3, shop: 1, fax: undefined }));
    expect(all).toBeGreaterThan(3000);
    expect(app + shop).toBe(all);
    // Four standard errors of a share of 1/4.
    expect(Math.abs(shop / all - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / all));
    expect(fax).toBe(0);
  });

  test("a weight of 0 is none, wherever it stands", () => {
    const [all, app, shop, fax] = awardsOf(schemeOf(rules, { fax: 0, app: 5, shop: 0 }));
    expect([app, shop, fax]).toEqual([all, 0, 0]);
  });

  test("without any weight no event has a channel", () => {
    expect(awardsOf(schemeOf(rules, { app: undefined, shop: undefined, fax: 0 })).slice(1)).toEqual([
      0, 0, 0,
    ]);
  });

  test("products are drawn beside the channels, independently of them", () => {
    const both = [...rules.slice(0, 3), ruleOf("tea", logins, 1, of("tea"))];
    const pair = ruleOf("pair", logins, 1, { eligibility: { channels: ["shop"], products: ["tea"] } });
    const scheme = schemeOf([...both, pair], { app: 1, shop: 1 }, { tea: 1, wine: 1 });
    const [all = 0, , shop, tea = 0, two = 0] = awardsOf({ ...scheme });
    expect(Math.abs(tea / all - 0.5)).toBeLessThan(0.035);
    expect(Math.abs(two / all - 0.25)).toBeLessThan(0.03);
    expect(awardsOf(schemeOf(both, { app: 1, shop: 1 }, { tea: undefined }))).toEqual([
      all,
      all - (shop ?? 0),
      shop,
      0,
    ]);
  });
});

/** What comes one at a time, and what else a rule by channel may listen to. */
const conditions: [string, Condition][] = [
  ["an activation", { kind: "activation" }],
  ["a session", { kind: "sessionLength", unitMinutes: 10 }],
  ["a referral", { kind: "referral" }],
  ["what referred members spend", { kind: "referralSpend", cents: 100 }],
  ["praise past a number", { kind: "praisedOver", praises: 1 }],
  ["friends of a month", { kind: "bands", indicator: "friend", bands: [{ count: 1, points: 1 }] }],
  ["a run of days", { kind: "streak", days: 2, repeat: "restart" }],
  ...countedIndicators
    .filter((indicator) => indicator !== "redemption")
    .map((indicator: CountedIndicator): [string, Condition] => [indicator, { kind: "each", indicator }]),
];

test.each(conditions)("%s: the only channel with a weight brings all of it", (_, condition) => {
  const rules = [ruleOf("all", condition, 1), ruleOf("app", condition, 1, through("app"))];
  const [all, app] = awardsOf(schemeOf(rules, { shop: undefined, app: 1 }));
  expect(all).toBeGreaterThan(0);
  expect(app).toBe(all);
});

test("two payments of one member on one day may come by different channels", () => {
  const scheme = schemeOf([ruleOf("app", purchases, 1, through("app"))], { app: 1, shop: 1 });
  const source = syntheticSource(compile(scheme), { replication: 0, firstMember: 0, endMember: members });
  const met = { same: 0, other: 0 };
  simulate(compile(scheme), {
    ...source,
    fill(run, day) {
      source.fill(run, day);
      const { count, member, channel } = run.batch.purchase;
      for (let i = 1; i < count; i++)
        if (member[i] === member[i - 1]) met[channel?.[i] === channel?.[i - 1] ? "same" : "other"]++;
    },
  });
  const all = met.same + met.other;
  expect(all).toBeGreaterThan(250);
  expect(Math.abs(met.same / all - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / all));
});

describe("luck", () => {
  const plain = [
    ruleOf("login", logins, 1),
    ruleOf("buy", { kind: "perAmount", indicator: "purchase", cents: 10 }, 1),
  ];
  const channels = { app: 2, shop: 1 };

  test("a rule that asks for channels leaves all other luck alone", () => {
    const more = [...plain, ruleOf("app", purchases, 1, through("app"))];
    expect(awardsOf(schemeOf(more, channels)).slice(0, 2)).toEqual(awardsOf(schemeOf(plain, channels)));
  });

  test("another kind of event that is asked leaves the channels of the first where they were", () => {
    const first = [ruleOf("app", purchases, 1, through("app"))];
    const more = [...first, ruleOf("other", logins, 1, through("shop"))];
    expect(awardsOf(schemeOf(more, channels))[0]).toBe(awardsOf(schemeOf(first, channels))[0]);
  });

  test("cut into parts or in one piece, members have the same channels", () => {
    const scenario = schemeOf([...plain, ruleOf("app", purchases, 1, through("app"))], channels);
    const parts = [tallyOf(scenario, 0, 117), tallyOf(scenario, 117, members)];
    expect(numbersOf(sumOf(compile(scenario), parts))).toEqual(numbersOf(tallyOf(scenario, 0, members)));
  });
});

describe("following a member", () => {
  const spend = ruleOf("buy", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1, {
    multipliers: [{ kind: "channel", channel: "app", factor: 30_000 }],
  });
  const visit = ruleOf("visit", { kind: "each", indicator: "purchase" }, 5, {
    multipliers: [{ kind: "product", product: "tea", factor: 20_000 }],
  });
  const scheme = schemeOf([spend, visit], { app: 1, shop: 1 }, { tea: 1, wine: 1 });
  const found = Array.from({ length: 30 }, (_, member) => followMember(scheme, 0, String(member))!);
  const lines = found.flatMap((trace) => [...explain(scheme, trace)]);
  const formulas = lines.map(([, explanation]) => formulaWords(explanation, "en"));

  test("every award is explained to the point, by the channel that each payment came by", () => {
    expect(lines.length).toBeGreaterThan(100);
    for (const [line, { steps }] of lines)
      if (line.kind === "award") expect(steps.at(-1)?.value).toBe(line.paid);
    const events = found.flatMap(({ lines: own }) =>
      own.flatMap((line) => (line.kind === "events" ? line.events : [])),
    );
    const bought = events.filter(({ indicator }) => indicator === "purchase");
    expect(new Set(bought.map((event) => eventWords(scheme, event, "en")))).toEqual(
      new Set(
        ["app", "shop"].flatMap((way) =>
          ["tea", "wine"].map((what) => `purchase of ¥1.00 (${way} · ${what})`),
        ),
      ),
    );
    expect(bought.map((event) => eventWords(scheme, event, "zh-CN"))).toContain("消费 ¥1.00（shop · tea）");
  });

  test("each payment of a day is a posting of its own, multiplied by its own channel and product", () => {
    expect(new Set(formulas)).toEqual(
      new Set([
        "¥1.00 × 1 ÷ ¥1.00 × 300% = 3",
        "¥1.00 × 1 ÷ ¥1.00 = 1",
        "1 × 5 = 5 → × 200% = 10",
        "1 × 5 = 5",
      ]),
    );
  });
});
