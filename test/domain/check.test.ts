/** The one door for scenarios: each kind of problem is found, with its path, and nothing is thrown. */
import { describe, expect, test } from "vitest";
import { removalOf } from "../../src/domain/arrange.ts";
import { checkScenario, structureLimits } from "../../src/domain/check.ts";
import { writeAt } from "../../src/domain/path.ts";
import { presets } from "../../src/domain/presets.ts";
import { describeProblem, type Problem } from "../../src/domain/problem.ts";
import { languages, text } from "../../src/domain/text.ts";

const [preset] = presets;

type Draft = Record<string, unknown>;

/** The preset with values written at paths; undefined removes. */
function changed(changes: Record<string, unknown>): Draft {
  const draft = structuredClone(preset) as unknown as Draft;
  for (const [path, value] of Object.entries(changes)) writeAt(draft, path, value);
  return draft;
}

function problemsIn(value: unknown): Problem[] {
  const checked = checkScenario(value);
  return checked.ok ? [] : checked.problems;
}

test.each(presets.map((own) => [own.id, own] as const))(
  "the preset %s passes and comes out as it went in",
  (_, own) => {
    expect(checkScenario(own)).toEqual({ ok: true, scenario: own });
    expect(checkScenario(JSON.parse(JSON.stringify(own)))).toEqual({ ok: true, scenario: own });
  },
);

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });
const [firstRule] = preset.rules;
const [firstItem] = preset.items;
const [firstCurrency] = preset.currencies;
const segments = preset.population.segments;

const stock = { currency: "points", share: 1, medianPoints: 1, sigma: 0, lots: 1, daysBetween: 1 };
const shares = {
  indicator: "share",
  times: { kind: "gammaPoisson", meanPerLoginDay: 0.1, shape: 1 },
};

const table: [what: string, value: unknown, problem: Problem][] = [
  [
    "too many values",
    changed({ effects: new Array(5000).fill(0) }),
    expect.objectContaining({ code: "tooManyNodes", limit: structureLimits.nodesMax }),
  ],
  [
    "nested too deeply",
    changed({ effects: nested(13) }),
    expect.objectContaining({ code: "tooDeep", limit: structureLimits.depthMax }),
  ],
  [
    "a text too long",
    changed({ "name/en": "x".repeat(201) }),
    { code: "textTooLong", path: "name/en", limit: 200 },
  ],
  ["a newer version", changed({ version: 2 }), { code: "newerVersion", path: "version", limit: 1 }],
  ["infinity", changed({ "run/days": Number.POSITIVE_INFINITY }), { code: "notANumber", path: "run/days" }],
  ["not a number", changed({ "run/days": Number.NaN }), { code: "notANumber", path: "run/days" }],
  ["a key nobody knows", changed({ "run/colour": 1 }), { code: "unknownKey", path: "run", key: "colour" }],
  [
    "a key that would change all objects",
    JSON.parse(JSON.stringify(preset).replace('"run":{', '"run":{"__proto__":{"polluted":true},')),
    { code: "unknownKey", path: "run", key: "__proto__" },
  ],
  [
    "a constructor among the provenance",
    changed({ provenance: JSON.parse('{"constructor":{"status":"assumed"}}') }),
    { code: "unknownKey", path: "provenance", key: "constructor" },
  ],
  [
    "something missing",
    changed({ "run/seed": undefined }),
    { code: "missing", path: "run/seed", expected: "string" },
  ],
  [
    "a text for a number",
    changed({ "run/days": "365" }),
    { code: "type", path: "run/days", expected: "number" },
  ],
  [
    "half a point",
    changed({ "rules/login/points": 2.5 }),
    { code: "type", path: "rules/login/points", expected: "int" },
  ],
  [
    "above the range",
    changed({ "rules/login/points": 10_001 }),
    { code: "range", path: "rules/login/points", min: 0, max: 10_000 },
  ],
  [
    "below the range",
    changed({ "run/members": 0 }),
    { code: "range", path: "run/members", min: 1, max: 1_000_000 },
  ],
  [
    "a real number above its range",
    changed({ "population/segments/newcomers/login/persistence": 0.981 }),
    { code: "range", path: "population/segments/newcomers/login/persistence", min: 0, max: 0.98 },
  ],
  [
    "a number below its range inside a condition",
    changed({ "rules/tenure/condition/everyMonths": 0 }),
    { code: "range", path: "rules/tenure/condition/everyMonths", min: 1, max: 12 },
  ],
  ["an empty seed", changed({ "run/seed": "" }), { code: "size", path: "run/seed" }],
  ["no currency at all", changed({ currencies: [] }), { code: "size", path: "currencies" }],
  [
    "an unknown kind of condition",
    changed({ "rules/login/condition": { kind: "moonrise" } }),
    expect.objectContaining({ code: "choice", path: "rules/login/condition/kind" }),
  ],
  [
    "an unknown rounding",
    changed({ "currencies/points/decay/rounding": "sideways" }),
    { code: "choice", path: "currencies/points/decay/rounding", choices: ["down", "nearest", "up"] },
  ],
  ["another version", changed({ version: 0 }), expect.objectContaining({ code: "choice", path: "version" })],
  ["an id with a slash", changed({ "rules/login/id": "a/b" }), { code: "format", path: "rules/a/b/id" }],
  ["a day that is none", changed({ "run/start": "2026-02-30" }), { code: "noSuchDay", path: "run/start" }],
  ["a date in other signs", changed({ "run/start": "30.2.2026" }), { code: "format", path: "run/start" }],
  [
    "an id used twice",
    changed({ rules: [firstRule, firstRule] }),
    { code: "duplicate", path: "rules/activation", key: "activation" },
  ],
  [
    "a rule of no service",
    changed({ "rules/login/service": "elsewhere" }),
    { code: "unknownReference", path: "rules/login/service", key: "elsewhere" },
  ],
  [
    "a rule in no currency",
    changed({ "rules/login/currency": "gold" }),
    { code: "unknownReference", path: "rules/login/currency", key: "gold" },
  ],
  [
    "an exchange rate of no currency",
    changed({ "rates/goods/currency": "gold" }),
    { code: "unknownReference", path: "rates/goods/currency", key: "gold" },
  ],
  [
    "an item at no rate",
    changed({ "items/theme/rate": "free" }),
    { code: "unknownReference", path: "items/theme/rate", key: "free" },
  ],
  [
    "referred members of no segment",
    changed({ "population/referredSegment": "friends" }),
    { code: "unknownReference", path: "population/referredSegment", key: "friends" },
  ],
  [
    "segments without members",
    changed(Object.fromEntries(segments.map(({ id }) => [`population/segments/${id}/weight`, 0]))),
    { code: "noMembers", path: "population/segments" },
  ],
  [
    "joining that ends before it begins",
    changed({ "population/segments/newcomers/joining": { kind: "during", firstDay: 9, lastDay: 8 } }),
    { code: "order", path: "population/segments/newcomers/joining/lastDay" },
  ],
  [
    "an item paid wholly in money",
    changed({ "items/headset/cashCents": 6000 }),
    { code: "cashCoversAll", path: "items/headset/cashCents" },
  ],
  [
    "an item for what cannot be spent",
    changed({ currencies: [{ ...firstCurrency, spendable: false }], items: [firstItem] }),
    { code: "notSpendable", path: `items/${firstItem?.id}/rate`, key: "points" },
  ],
  [
    "a price beyond all balances",
    changed({
      items: [{ ...firstItem, faceCents: 10_000_000 }],
      "rates/service/points": 100_000,
      "rates/service/cents": 1,
    }),
    { code: "priceTooHigh", path: `items/${firstItem?.id}` },
  ],
  [
    "a lowest tier that asks for points",
    { ...preset, tiers: tiersOf(100, 500) },
    { code: "baseTier", path: "tiers/steps/t0/threshold" },
  ],
  [
    "a tier that asks for no more than the one before",
    { ...preset, tiers: tiersOf(0, 500, 500) },
    { code: "notAbove", path: "tiers/steps/t2/threshold", key: "t1" },
  ],
  [
    "tiers of a currency that does not exist",
    { ...preset, tiers: { ...tiersOf(0, 500), currency: "coins" } },
    { code: "unknownReference", path: "tiers/currency", key: "coins" },
  ],
  [
    "a multiplier for a tier that does not exist",
    changed({ "rules/login/multipliers": [{ kind: "tier", tier: "gold", factor: 20_000 }] }),
    { code: "unknownReference", path: "rules/login/multipliers/0/tier", key: "gold" },
  ],
  [
    "a rule for a segment that does not exist",
    changed({ "rules/login/eligibility": { segments: ["nobody"] } }),
    { code: "unknownReference", path: "rules/login/eligibility/segments", key: "nobody" },
  ],
  [
    "a rule that ends before it begins",
    changed({ "rules/login/eligibility": { span: { from: "2026-02-01", until: "2026-01-31" } } }),
    { code: "order", path: "rules/login/eligibility/span/until" },
  ],
  [
    "bands out of order",
    changed({
      "rules/login/condition": {
        kind: "bands",
        indicator: "friend",
        bands: [
          { count: 5, points: 1 },
          { count: 5, points: 2 },
        ],
      },
    }),
    { code: "notAbove", path: "rules/login/condition/bands/1/count", key: "5" },
  ],
  [
    "a festival on a day that does not exist",
    changed({ "rules/login/condition": { kind: "festival", month: 2, day: 30 } }),
    { code: "noSuchDay", path: "rules/login/condition/day" },
  ],
  [
    "a birthday through a channel",
    changed({
      channels: [{ id: "app", name: text("应用", "App") }],
      "rules/login/condition": { kind: "birthday" },
      "rules/login/eligibility": { channels: ["app"] },
    }),
    { code: "noOrigin", path: "rules/login/condition" },
  ],
  [
    "bands that count more for a product",
    changed({
      "rules/login/condition": { kind: "bands", indicator: "friend", bands: [{ count: 1, points: 1 }] },
      "rules/login/multipliers": [{ kind: "product", product: "securities", factor: 20_000 }],
    }),
    { code: "noOrigin", path: "rules/login/condition" },
  ],
  [
    "a channel that the scheme does not have",
    changed({ "rules/login/multipliers": [{ kind: "channel", channel: "fax", factor: 20_000 }] }),
    { code: "unknownReference", path: "rules/login/multipliers/0/channel", key: "fax" },
  ],
  [
    "a product that is no service",
    changed({ "rules/login/eligibility": { products: ["cars"] } }),
    { code: "unknownReference", path: "rules/login/eligibility/products", key: "cars" },
  ],
  [
    "rules whose postings cause each other",
    changed({
      "rules/login/condition": { kind: "perEarned", per: 10, earned: "points" },
      "rules/tenure/condition": { kind: "perEarned", per: 10, earned: "points" },
    }),
    { code: "ruleLoop", path: "rules/tenure/condition", rules: ["tenure", "login"] },
  ],
  [
    "a share that double points make more than what was earned",
    changed({
      "rules/tenure/condition": { kind: "shareOfReferred", basisPoints: 9000, depth: 0 },
      "rules/tenure/multipliers": [{ kind: "window", span: {}, factor: 20_000 }],
    }),
    { code: "shareGrows", path: "rules/tenure/condition/basisPoints", percent: "180" },
  ],
  [
    "a share of all that was earned, without a last step",
    changed({
      "rules/tenure/condition": { kind: "shareOfReferred", basisPoints: 5000, depth: 0 },
      "rules/tenure/multipliers": [{ kind: "window", span: {}, factor: 20_000 }],
    }),
    { code: "shareStays", path: "rules/tenure/condition/basisPoints", percent: "100" },
  ],
  [
    "redeeming that earns back all it costs",
    changed({ "rules/login/condition": { kind: "perRedeemed", per: 5 } }),
    { code: "mintingLoop", path: "rules/login/condition", rules: ["login"], exchanges: [], gain: "1" },
  ],
  [
    "a rule with a validity that counts all of a member's lots",
    changed({ "rules/login/validity": { kind: "lots", count: 3 } }),
    { code: "validityOfMember", path: "rules/login/validity" },
  ],
  [
    "a rule with a validity of its own in a currency of cycles",
    changed({
      "rules/login/validity": { kind: "none" },
      "currencies/points/validity": { kind: "cycle", years: 1 },
    }),
    { code: "validityOfMember", path: "rules/login/validity" },
  ],
  [
    "points before the run of members who join in it",
    changed({ "population/segments/newcomers/opening": { balances: [], tiers: [] } }),
    { code: "notYetMembers", path: "population/segments/newcomers/opening" },
  ],
  [
    "points of one currency before the run, twice",
    changed({ "population/segments/established/opening": { balances: [stock, stock], tiers: [] } }),
    {
      code: "duplicate",
      path: "population/segments/established/opening/balances/1/currency",
      key: "points",
    },
  ],
  [
    "a longest membership that is shorter than the shortest",
    changed({
      "population/segments/established/joining": { kind: "before", tenure: { daysMin: 9, daysMax: 8 } },
    }),
    { code: "order", path: "population/segments/established/joining/tenure/daysMax" },
  ],
  [
    "points before the run in a currency that does not exist",
    changed({
      "population/segments/established/opening": {
        balances: [{ currency: "gone", share: 1, medianPoints: 1, sigma: 0, lots: 1, daysBetween: 1 }],
        tiers: [],
      },
    }),
    {
      code: "unknownReference",
      path: "population/segments/established/opening/balances/0/currency",
      key: "gone",
    },
  ],
  [
    "a dated change of what a rule listens to",
    changed({ changes: [{ date: "2026-06-01", path: "rules/login/condition/indicator", value: "share" }] }),
    { code: "notChangeable", path: "changes/0/path" },
  ],
  [
    "a dated change to a validity of all that a member holds",
    changed({
      changes: [
        { date: "2026-06-01", path: "currencies/points/validity", value: { kind: "lots", count: 3 } },
      ],
    }),
    { code: "notChangeable", path: "changes/0/path" },
  ],
  [
    "a dated change of such a validity to another kind",
    changed({
      currencies: preset.currencies.map((own) => ({ ...own, validity: { kind: "cycle", years: 2 } })),
      changes: [{ date: "2026-06-01", path: "currencies/points/validity", value: { kind: "none" } }],
    }),
    { code: "notChangeable", path: "changes/0/path" },
  ],
  [
    "a dated change of a validity to no validity at all",
    changed({ changes: [{ date: "2026-06-01", path: "currencies/points/validity", value: null }] }),
    { code: "missing", path: "changes/0/value", expected: "object" },
  ],
  [
    "a dated change of a validity to a number",
    changed({ changes: [{ date: "2026-06-01", path: "currencies/points/validity", value: 12 }] }),
    { code: "type", path: "changes/0/value", expected: "object" },
  ],
  [
    "a dated change of a number to a validity",
    changed({ changes: [{ date: "2026-06-01", path: "rules/login/points", value: { kind: "none" } }] }),
    { code: "type", path: "changes/0/value", expected: "number" },
  ],
  [
    "a dated change of a switch to a number",
    changed({ changes: [{ date: "2026-06-01", path: "rules/login/enabled", value: 1 }] }),
    { code: "type", path: "changes/0/value", expected: "boolean" },
  ],
  [
    "a dated change of a number to a text",
    changed({ changes: [{ date: "2026-06-01", path: "rules/login/points", value: "3" }] }),
    { code: "type", path: "changes/0/value", expected: "number" },
  ],
  [
    "a dated change of the months of a validity that by then has none",
    changed({
      changes: [
        { date: "2026-06-01", path: "currencies/points/validity", value: { kind: "yearEnd", years: 2 } },
        { date: "2026-07-01", path: "currencies/points/validity/months", value: 6 },
      ],
    }),
    { code: "unknownReference", path: "changes/1/path", key: "currencies/points/validity/months" },
  ],
  [
    "a dated change of the days of a validity that the rule by then has no more",
    changed({
      rules: preset.rules.map((own) =>
        own.id === "login" ? { ...own, validity: { kind: "days", days: 30 } } : own,
      ),
      changes: [
        { date: "2026-07-01", path: "rules/login/validity/days", value: 6 },
        { date: "2026-06-01", path: "rules/login/validity", value: null },
      ],
    }),
    { code: "unknownReference", path: "changes/0/path", key: "rules/login/validity/days" },
  ],
  [
    "a dated change of a rule that does not exist",
    changed({ changes: [{ date: "2026-06-01", path: "rules/gone/points", value: 3 }] }),
    { code: "unknownReference", path: "changes/0/path", key: "rules/gone/points" },
  ],
  [
    "a dated change to a value out of range",
    changed({ changes: [{ date: "2026-06-01", path: "rules/login/points", value: -1 }] }),
    { code: "range", path: "changes/0/value", min: 0, max: 10_000 },
  ],
  [
    "an exchange of a currency for itself",
    changed({ exchanges: [exchange("points", "points", 1, 1)] }),
    { code: "sameCurrency", path: "exchanges/points-points/to" },
  ],
  [
    "two exchanges that make points out of nothing",
    changed({
      currencies: [
        preset.currencies[0],
        { ...preset.currencies[0], id: "coins", name: text("虚拟币", "Coins") },
      ],
      exchanges: [exchange("points", "coins", 2, 1), exchange("coins", "points", 2, 5)],
    }),
    {
      code: "mintsValue",
      path: "exchanges/points-coins",
      cycle: [preset.currencies[0]?.name, text("虚拟币", "Coins"), preset.currencies[0]?.name].filter(
        (name) => name !== undefined,
      ),
      gain: "1.25",
    },
  ],
  [
    "the same activity twice",
    changed({ "population/segments/newcomers/activities": [shares, shares] }),
    { code: "duplicate", path: "population/segments/newcomers/activities/1/indicator", key: "share" },
  ],
];

function exchange(from: string, to: string, give: number, get: number) {
  const open = { enabled: true, pointsMin: 1, phase: "innerLoop", by: "member" };
  return { ...open, id: `${from}-${to}`, from, to, give, get };
}

function tiersOf(...thresholds: number[]) {
  const steps = thresholds.map((threshold, at) => ({
    id: `t${at}`,
    name: text(`${at}`, `${at}`),
    threshold,
  }));
  return { currency: "points", validityMonths: 12, demotion: "oneStep", steps };
}

describe("each kind of problem is found, with its path", () => {
  test.each(table)("%s", (_, value, problem) => {
    expect(problemsIn(value)).toEqual([problem]);
  });

  test("no kind is left out of the table", () => {
    const found = new Set(table.flatMap(([, value]) => problemsIn(value).map(({ code }) => code)));
    expect([...found].sort()).toEqual(Object.keys(everyCode).sort());
  });

  test("each is said in both languages, in one line, with its path", () => {
    for (const [, value] of table)
      for (const problem of problemsIn(value))
        for (const language of languages) {
          const said = describeProblem(problem, language);
          expect(said).toContain(problem.path);
          expect(said).not.toMatch(/[\n\r]|undefined|NaN|\[object/);
          expect(/\p{Script=Han}/u.test(said.replace(problem.path, ""))).toBe(language === "zh-CN");
        }
  });
});

/** Listed by type, so that a new code asks for a new row. */
const everyCode: Record<Problem["code"], true> = {
  tooManyNodes: true,
  tooDeep: true,
  textTooLong: true,
  newerVersion: true,
  unknownKey: true,
  duplicate: true,
  unknownReference: true,
  notSpendable: true,
  range: true,
  type: true,
  missing: true,
  choice: true,
  notANumber: true,
  size: true,
  format: true,
  noMembers: true,
  order: true,
  cashCoversAll: true,
  baseTier: true,
  notAbove: true,
  noSuchDay: true,
  noOrigin: true,
  ruleLoop: true,
  shareGrows: true,
  shareStays: true,
  mintingLoop: true,
  priceTooHigh: true,
  sameCurrency: true,
  validityOfMember: true,
  notYetMembers: true,
  notChangeable: true,
  mintsValue: true,
};

test.each([
  ["int", "类型不符（应为整数）", "wrong type (must be a whole number)"],
  ["number", "类型不符（应为数字）", "wrong type (must be a number)"],
  ["string", "类型不符（应为文字）", "wrong type (must be text)"],
  ["boolean", "类型不符（应为真或假）", "wrong type (must be true or false)"],
  ["object", "类型不符（应为对象）", "wrong type (must be an object)"],
  ["array", "类型不符（应为列表）", "wrong type (must be a list)"],
])("a wrong type is said in words: %s", (expected, zh, en) => {
  const problem: Problem = { code: "type", path: "x", expected };
  expect([describeProblem(problem, "zh-CN"), describeProblem(problem, "en")]).toEqual([
    `x：${zh}`,
    `x: ${en}`,
  ]);
});

test("several problems are told at once", () => {
  const value = changed({ "run/days": 0, "rules/login/points": -1, "run/colour": "red" });
  expect(
    problemsIn(value)
      .map(({ code, path }) => `${code} ${path}`)
      .sort(),
  ).toEqual(["range rules/login/points", "range run/days", "unknownKey run"]);
});

test.each([undefined, null, 1, "preset", true, [], {}, [preset], () => preset, Symbol("x"), 10n])(
  "%o is no scenario, and that is said rather than thrown",
  (value) => {
    expect(problemsIn(value).length).toBeGreaterThan(0);
  },
);

test("what bites its own tail is nested too deeply", () => {
  const ring: Record<string, unknown> = {};
  ring.ring = ring;
  expect(problemsIn(ring)).toMatchObject([{ code: "tooDeep" }]);
});

test("names lose control characters and direction overrides, and keep the rest", () => {
  const checked = checkScenario(changed({ "name/en": "A\u202Eb\u0000c\n手机 🎲" }));
  expect(checked).toMatchObject({ ok: true, scenario: { name: { en: "Abc手机 🎲" } } });
});

test("nothing of a refused key reaches any object", () => {
  problemsIn(JSON.parse('{"__proto__":{"polluted":true}}'));
  expect(({} as Draft).polluted).toBeUndefined();
});

test("tiers to enter by a product name products and tiers that exist, and go with the product", () => {
  const [service] = preset.services;
  const steps = ["base", "gold"].map((id, at) => ({ id, name: { zh: id, en: id }, threshold: 100 * at }));
  const withEntry = (product: string, tier: string) => ({
    ...preset,
    services: [...preset.services, { ...service!, id: "coupe" }],
    tiers: { currency: "points", validityMonths: 0, demotion: "oneStep", steps, entry: [{ product, tier }] },
  });
  const checked = checkScenario(withEntry("coupe", "gold"));
  expect(checked).toMatchObject({ ok: true });
  expect(checkScenario(withEntry("sedan", "platinum"))).toMatchObject({
    problems: [
      { code: "unknownReference", path: "tiers/entry/0/product", key: "sedan" },
      { code: "unknownReference", path: "tiers/entry/0/tier", key: "platinum" },
    ],
  });
  if (checked.ok)
    expect(removalOf(checked.scenario, "services/coupe")).toMatchObject({
      users: ["tiers/entry"],
      blockers: [],
    });
});
