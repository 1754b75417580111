/** What can change on a date, what each change finds, and what becomes of changes when their thing goes. */
import { describe, expect, test } from "vitest";
import { full } from "../../src/cli/everything.ts";
import { removalOf, removeAll } from "../../src/domain/arrange.ts";
import { changeableIn, holdsFrom, thingOf } from "../../src/domain/changeable.ts";
import { checkScenario } from "../../src/domain/check.ts";
import type { Currency } from "../../src/domain/currency.ts";
import { blankAt } from "../../src/domain/form.ts";
import { valueAt } from "../../src/domain/path.ts";
import { describeProblem } from "../../src/domain/problem.ts";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { changeStepsOf, schemeOn } from "../../src/domain/scheme-by-day.ts";
import { languages, text } from "../../src/domain/text.ts";
import { leafWords, placeWords, thingWords } from "../../src/i18n/form.ts";
import { preset } from "../engine/scenario-of.ts";

type Change = NonNullable<Scenario["changes"]>[number];

const withChanges = (...changes: Change[]): Scenario => ({ ...preset, changes });

test("whatever is offered is a change that the check accepts, in a scheme with everything", () => {
  const places = changeableIn(full);
  expect(places.length).toBeGreaterThan(250);
  const changes = places.map(({ path }): Change => {
    const value = (valueAt(full, path) ?? blankAt(full, path)) as Change["value"];
    return { date: "2026-06-01", path, value };
  });
  const most = 24;
  for (let first = 0; first < changes.length; first += most)
    expect(checkScenario({ ...full, changes: changes.slice(first, first + most) })).toMatchObject({
      ok: true,
    });
});

test("every place has a name in both languages, without a word of the code", () => {
  for (const { path } of changeableIn(full)) {
    const thing = thingOf(full, path);
    for (const language of languages) {
      const said = placeWords(full, thing, path, language);
      expect(said, path).not.toMatch(/undefined|[a-z][A-Z]|^$/);
      if (language === "zh-CN") expect(said.replace(/^.* · /, ""), path).toMatch(/[\u4e00-\u9fff]/);
      expect(thingWords(full, thing, language), path).not.toBe("");
    }
  }
});

test.each<[string, string, string]>([
  ["rules/login/points", "单次赠送分值", "Award value"],
  ["rules/login/enabled", "开关", "Switch"],
  ["rules/login/caps/pointsPerDay", "每日上限", "At most a day"],
  ["rules/login/multipliers/0/factor", "加成 1 · 倍数", "Multipliers 1 · Multiplier"],
  ["rules/friends/condition/bands/1/count", "档位 2 · 人数达到", "Bands 2 · From"],
  ["currencies/activity/decay/enabled", "每日衰减 · 开关", "Daily decay · Switch"],
  ["tiers/steps/silver/threshold", "银卡 · 门槛", "Silver · Threshold"],
  [
    "services/circle/levels/steps/junior/threshold",
    "业务等级 · 初级 · 升级门槛",
    "Service levels · Junior · Level from",
  ],
  ["privileges/hotline/held/threshold", "获得条件 · 特权门槛", "Held by · Privilege from"],
  ["rules/excellent/eligibility/span/from", "适用范围 · 日期范围 · 从", "Who and when · Dates · From"],
  ["currencies/coins/yearEndClearing/scope", "年终清零 · 清零范围", "Year-end clearing · What is cleared"],
  ["exchanges/coins-to-points/by", "由谁转换", "By whom"],
])("%s is called", (path, chinese, english) => {
  const thing = thingOf(full, path);
  expect(placeWords(full, thing, path, "zh-CN")).toBe(chinese);
  expect(placeWords(full, thing, path, "en")).toBe(english);
});

test.each<[string, unknown, string, string]>([
  ["rules/login/points", 8, "8 分", "8 points"],
  ["rules/login/points", undefined, "未设", "not set"],
  ["rules/login/enabled", false, "停用", "off"],
  ["items/theme/faceCents", 1500, "¥15", "¥15"],
  ["exchanges/coins-to-points/by", "scheme", "每月自动", "The scheme, each month"],
  [
    "currencies/coins/yearEndClearing/scope",
    "pastValidity",
    "已过有效期的积分",
    "points past their validity",
  ],
  ["tiers/promotedBy", "year", "当年积分", "Points of the year"],
  ["currencies/coins/lotOrder", "lifo", "后失效先用", "What lapses last"],
  ["rules/bulk/condition/date", "2026-05-01", "2026年5月1日", "May 1, 2026"],
  ["rules/matched/condition/earned", "coins", "coins", "coins"],
  ["rules/login/eligibility/tiers", ["base", "silver"], "普通、银卡", "Base, Silver"],
  ["rules/login/eligibility/tiers", undefined, "全部等级", "all tiers"],
  ["rules/login/eligibility/segments", null, "全部会员", "all members"],
  ["rules/login/eligibility/channels", null, "不限渠道", "any channel"],
  ["rules/login/eligibility/products", null, "不限业务", "any product"],
  ["limits/circle-day/service", null, "全部业务", "all services"],
  ["rules/login/caps/pointsPerDay", null, "未设", "not set"],
  [
    "currencies/coins/validity",
    { kind: "yearEnd", years: 2 },
    "在若干个自然年的年末失效：2 年",
    "expires at a year end: 2 years",
  ],
  ["currencies/coins/validity", { kind: "none" }, "永久有效", "never expires"],
  ["rules/login/validity", null, "与积分种类相同", "as of the currency"],
])("at %s the value %s reads", (path, value, chinese, english) => {
  expect(leafWords(full, path, value, "zh-CN")).toBe(chinese);
  expect(leafWords(full, path, value, "en")).toBe(english);
});

describe("a validity", () => {
  const offeredFor = (validity: Currency["validity"]) => {
    const currencies = preset.currencies.map((currency) => ({ ...currency, validity }));
    return changeableIn({ ...preset, currencies })
      .map(({ path }) => path)
      .filter((path) => path.includes("validity") && /points|login/.test(path));
  };

  test.each<[string, Currency["validity"], string[]]>([
    [
      "may become one of another kind, of the currency and of a rule that has none of its own",
      { kind: "months", months: 12 },
      ["rules/login/validity", "currencies/points/validity", "currencies/points/validity/months"],
    ],
    [
      "for ever has no number to change",
      { kind: "none" },
      ["rules/login/validity", "currencies/points/validity"],
    ],
    [
      "of all that a member holds stays of its kind, and no rule has one beside it",
      { kind: "cycle", years: 2 },
      ["currencies/points/validity/years"],
    ],
  ])("%s", (_, validity, places) => expect(offeredFor(validity)).toEqual(places));

  test("of another kind is what a later change of its number finds", () => {
    const [date, path] = ["2026-06-01", "currencies/points/validity"];
    const scenario = withChanges(
      { date, path, value: { kind: "yearEnd", years: 2 } },
      { date: "2026-09-01", path, value: { kind: "days", days: 90 } },
    );
    const [currency] = preset.currencies;
    expect(changeStepsOf(scenario).map(({ from }) => from)).toEqual([
      currency?.validity,
      { kind: "yearEnd", years: 2 },
    ]);
    expect(valueAt(schemeOn(scenario, "2026-05-31"), path)).toEqual(currency?.validity);
    expect(valueAt(schemeOn(scenario, "2026-08-31"), path)).toEqual({ kind: "yearEnd", years: 2 });
    expect(valueAt(schemeOn(scenario, "2026-09-01"), `${path}/days`)).toBe(90);
  });
});

test("what a change has made can change again: its number is there by then", () => {
  const path = "rules/login/validity";
  const made = { date: "2026-01-05", path, value: { kind: "days", days: 5 } } as const;
  const changed = withChanges(made, { date: "2026-01-10", path: `${path}/days`, value: 8 });
  expect(checkScenario(changed)).toMatchObject({ ok: true });
  expect(changeStepsOf(changed).map(({ from }) => from)).toEqual([undefined, 5]);
  expect(checkScenario(withChanges({ ...made, path: `${path}/days`, value: 8 }))).toMatchObject({
    ok: false,
  });
});

describe("whom something is for", () => {
  const whole = ({ path, shape }: ReturnType<typeof changeableIn>[number]) => `${path} ${shape.kind}`;

  test("is offered where it is not said yet: of a rule without eligibility, of a limit over all services", () => {
    const limit = { id: "all", name: text("合计", "All"), currency: "points", caps: {} };
    const offered = changeableIn({ ...full, limits: [limit] }).map(whole);
    const bare = full.rules.find(({ eligibility, condition }) => !eligibility && condition.kind === "each");
    for (const part of ["segments", "tiers", "channels", "products"])
      expect(offered).toContain(`rules/${bare?.id}/eligibility/${part} list`);
    expect(offered).toContain(`rules/${bare?.id}/eligibility/verified switch`);
    expect(offered).toContain("limits/all/service reference");
  });

  test("is not offered where there is nobody to choose, nor channels of what no event pays", () => {
    const offered = changeableIn(preset).map(whole).join("\n");
    expect(offered).toMatch("/eligibility/segments list");
    expect(offered).not.toMatch(/eligibility\/(tiers|channels)/);
    const { id } = full.rules.find(({ condition }) => condition.kind === "tenure") as Rule;
    expect(changeableIn(full).map(whole)).not.toContain(`rules/${id}/eligibility/channels list`);
  });

  const problemsOf = (path: string, value: Change["value"], scenario: Scenario = full) => {
    const checked = checkScenario({ ...scenario, changes: [{ date: "2026-06-01", path, value }] });
    return checked.ok
      ? []
      : checked.problems.map((problem) => languages.map((in_) => describeProblem(problem, in_)));
  };

  test.each<[string, Change["value"], string, string]>([
    [
      "rules/login/eligibility/tiers",
      ["silver", "platina"],
      "changes/0/value：所指的“platina”不存在",
      'changes/0/value: refers to "platina", which does not exist',
    ],
    [
      "rules/tenure/eligibility/channels",
      ["app"],
      "changes/0/value：此条件不分渠道与业务",
      "changes/0/value: its condition knows no channel and no product",
    ],
    [
      "rules/login/eligibility/tiers",
      [],
      "changes/0/value：长度或个数超出限制",
      "changes/0/value: too short, too long, or too many or too few entries",
    ],
    [
      "rules/login/eligibility/tiers",
      "silver",
      "changes/0/value：类型不符（应为列表）",
      "changes/0/value: wrong type (must be a list)",
    ],
    [
      "rules/login/points",
      ["silver"],
      "changes/0/value：类型不符（应为数字）",
      "changes/0/value: wrong type (must be a number)",
    ],
    ["rules/login/points", null, "changes/0/value：缺少此项", "changes/0/value: missing"],
    [
      "rules/nobody/eligibility/tiers",
      ["silver"],
      "changes/0/path：所指的“rules/nobody/eligibility/tiers”不存在",
      'changes/0/path: refers to "rules/nobody/eligibility/tiers", which does not exist',
    ],
    [
      "rules/login/currency",
      "coins",
      "changes/0/path：这一项不能在模拟途中改变",
      "changes/0/path: this cannot change within a run",
    ],
  ])("%s as %j is refused with its place and its reason", (path, value, chinese, english) => {
    expect(problemsOf(path, value)).toEqual([[chinese, english]]);
  });

  test("goes with the one it is for; one of several is taken out of the change", () => {
    const scenario: Scenario = {
      ...full,
      changes: [
        { date: "2026-03-01", path: "rules/login/eligibility/tiers", value: ["silver"] },
        { date: "2026-04-01", path: "rules/login/points", value: 3 },
        { date: "2026-05-01", path: "rules/login/eligibility/tiers", value: ["base", "silver"] },
        { date: "2026-06-01", path: "rules/login/eligibility/tiers", value: null },
      ],
    };
    expect(checkScenario(scenario)).toMatchObject({ ok: true });
    const removal = removalOf(scenario, "tiers/steps/silver");
    expect(removal.users).toEqual(expect.arrayContaining(["changes/0", "changes/2/value/1"]));
    expect(removal.changes.map(({ position }) => position)).toContain(0);
    const draft = structuredClone(scenario);
    removeAll(draft, [...removal.users, "tiers/steps/silver"]);
    expect(draft.changes).toEqual([
      { date: "2026-04-01", path: "rules/login/points", value: 3 },
      { date: "2026-05-01", path: "rules/login/eligibility/tiers", value: ["base"] },
      { date: "2026-06-01", path: "rules/login/eligibility/tiers", value: null },
    ]);
  });
});

describe("changes in the order of their dates", () => {
  const scenario = withChanges(
    { date: "2026-10-01", path: "rules/login/points", value: 6 },
    { date: "2026-06-01", path: "rules/login/points", value: 8 },
    { date: "2026-06-01", path: "rules/duration/caps/pointsPerMonth", value: 300 },
  );

  test("each finds what the ones before it have left", () => {
    expect(changeStepsOf(scenario).map(({ position, from, to }) => [position, from, to])).toEqual([
      [1, 5, 8],
      [2, undefined, 300],
      [0, 8, 6],
    ]);
  });

  test("a rule has its own, and not those of a rule whose id begins like its own", () => {
    expect(changeStepsOf(scenario, "rules/login").map(({ to }) => to)).toEqual([8, 6]);
    expect(changeStepsOf(scenario, "rules/log")).toEqual([]);
  });

  test.each([
    ["2025-06-01", "start"],
    ["2026-01-01", "start"],
    ["2026-01-02", "within"],
    ["2026-12-31", "within"],
    ["2027-01-01", "never"],
  ])("on %s: %s", (date, holds) => {
    expect(holdsFrom({ ...preset, run: { ...preset.run, start: "2026-01-01", days: 365 } }, date)).toBe(
      holds,
    );
  });
});

describe("a channel goes with what is only for it", () => {
  const rule = (id: string, more: Partial<Rule>): Rule => ({
    ...preset.rules[2]!,
    id,
    name: text(id, id),
    ...more,
  });
  const scenario: Scenario = {
    ...preset,
    channels: ["app", "shop"].map((id) => ({ id, name: text(id, id) })),
    rules: [
      rule("both", { eligibility: { channels: ["app", "shop"] } }),
      rule("only", { eligibility: { channels: ["app"] } }),
      rule("more", {
        multipliers: [
          { kind: "channel", channel: "app", factor: 20_000 },
          { kind: "channel", channel: "shop", factor: 30_000 },
          { kind: "channel", channel: "app", factor: 15_000 },
        ],
      }),
    ],
    changes: [
      { date: "2026-03-01", path: "rules/more/multipliers/1/factor", value: 25_000 },
      { date: "2026-03-01", path: "rules/more/multipliers/2/factor", value: 12_000 },
    ],
    provenance: {
      "": { status: "assumed" },
      "rules/more/multipliers/1/factor": { status: "assumed", note: text("甲", "A") },
    },
  };

  test("one of several is taken out; a rule for it alone goes; multipliers go alone", () => {
    expect(removalOf(scenario, "channels/app")).toEqual({
      users: [
        "rules/both/eligibility/channels/0",
        "rules/only",
        "rules/more/multipliers/0",
        "rules/more/multipliers/2",
      ],
      blockers: [],
      changes: [
        {
          position: 1,
          date: "2026-03-01",
          path: "rules/more/multipliers/2/factor",
          from: 15_000,
          to: 12_000,
        },
      ],
    });
  });

  test("what stood behind moves up, and its change and origin with it; the change of what is gone goes", () => {
    const draft = structuredClone(scenario);
    removeAll(draft, [...removalOf(scenario, "channels/app").users, "channels/app"]);
    expect(checkScenario(draft)).toMatchObject({ ok: true });
    expect(draft.rules.map(({ id }) => id)).toEqual(["both", "more"]);
    expect(draft.rules[0]?.eligibility?.channels).toEqual(["shop"]);
    expect(draft.rules[1]?.multipliers).toEqual([{ kind: "channel", channel: "shop", factor: 30_000 }]);
    expect(draft.changes).toEqual([
      { date: "2026-03-01", path: "rules/more/multipliers/0/factor", value: 25_000 },
    ]);
    expect(Object.keys(draft.provenance)).toEqual(["", "rules/more/multipliers/0/factor"]);
  });
});
