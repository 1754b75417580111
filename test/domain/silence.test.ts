/** Rules that a simulation pays nothing for: which are warned of, in words, and how they are mended. */
import { describe, expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import { activityIndicators } from "../../src/domain/indicator.ts";
import type { Segment } from "../../src/domain/population.ts";
import type { Condition, Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { isActivity, letEventsCome, letMembersDo, silencesOf } from "../../src/domain/silence.ts";
import { text } from "../../src/domain/text.ts";
import { describeWarning, warningsOf } from "../../src/domain/warning.ts";
import { tallyOf } from "../engine/computed.ts";
import { preset, ruleOf, scenarioOf } from "../engine/scenario-of.ts";

const times = { kind: "gammaPoisson", meanPerLoginDay: 0.5, shape: 1 } as const;

function schemeOf(rule: Rule, change: (draft: Scenario) => void = () => undefined): Scenario {
  const draft: Scenario = {
    ...scenarioOf({ rules: [rule], items: [], run: { members: 300, days: 90, replications: 1 } }),
    channels: ["app", "fax"].map((id) => ({ id, name: text(id, id) })),
  };
  change(draft);
  expect(checkScenario(draft)).toMatchObject({ ok: true });
  return draft;
}

const segment = (draft: Scenario, id: string): Segment =>
  draft.population.segments.find((one) => one.id === id) as Segment;

const pathsOf = (scenario: Scenario) => warningsOf(scenario).map(({ path }) => path.slice("rules/r/".length));

const paid = (scenario: Scenario) => tallyOf(scenario, 0, scenario.run.members).rules[1] as number;

const on = (condition: Condition, more: Partial<Rule> = {}) => ruleOf("r", condition, 5, more);
const login: Condition = { kind: "each", indicator: "login" };
const share: Condition = { kind: "each", indicator: "share" };
const spend: Condition = { kind: "referralSpend", cents: 100 };

type Line = [string, Rule, (draft: Scenario) => void, string[]];
const lines: Line[] = [
  ["logins", on(login), () => undefined, []],
  ["an activity without a rate", on(share), () => undefined, ["condition"]],
  [
    "an activity with a rate of 0",
    on(share),
    (draft) => {
      segment(draft, "established").activities = [
        { indicator: "share", times: { ...times, meanPerLoginDay: 0 } },
      ];
    },
    ["condition"],
  ],
  [
    "an activity of another segment than the rule is for",
    on(share, { eligibility: { segments: ["newcomers"] } }),
    (draft) => {
      segment(draft, "established").activities = [{ indicator: "share", times }];
    },
    ["condition"],
  ],
  [
    "an activity of the segment that it is for",
    on(share, { eligibility: { segments: ["established"] } }),
    (draft) => {
      segment(draft, "established").activities = [{ indicator: "share", times }];
    },
    [],
  ],
  ["content", on({ kind: "each", indicator: "content" }), () => undefined, []],
  [
    "content that nobody writes",
    on({ kind: "praisedOver", praises: 0 }),
    (draft) => {
      for (const one of draft.population.segments) one.contents.meanPerLoginDay = 0;
    },
    ["condition"],
  ],
  [
    "contests that nobody wins",
    on({ kind: "perSuccess" }),
    (draft) => {
      for (const one of draft.population.segments) one.contestSuccess = 0;
    },
    ["condition"],
  ],
  [
    "referral where nobody refers",
    on({ kind: "referral" }),
    (draft) => {
      for (const one of draft.population.segments) one.referrals.meanPerYear = 0;
    },
    ["condition"],
  ],
  ["what referred members spend, and they buy nothing", on(spend), () => undefined, ["condition"]],
  [
    "what referred members spend, and they pay bills",
    on(spend),
    (draft) => {
      segment(draft, draft.population.referredSegment).activities = [{ indicator: "bill", times }];
    },
    [],
  ],
  [
    "activation of members who were there before",
    on({ kind: "activation" }, { eligibility: { segments: ["established"] } }),
    () => undefined,
    ["condition"],
  ],
  ["grants", on({ kind: "grant" }), () => undefined, ["condition"]],
  [
    "a channel without a weight",
    on(login, { eligibility: { channels: ["app", "fax"] } }),
    () => undefined,
    ["eligibility/channels"],
  ],
  [
    "two channels, one of them with a weight",
    on(login, { eligibility: { channels: ["app", "fax"] } }),
    (draft) => {
      draft.channels![0]!.weight = 1;
    },
    [],
  ],
  [
    "a product without a weight",
    on(login, { eligibility: { products: ["securities"] } }),
    () => undefined,
    ["eligibility/products"],
  ],
  [
    "a product with a weight",
    on(login, { eligibility: { products: ["securities"] } }),
    (draft) => {
      draft.services[0]!.weight = 1;
    },
    [],
  ],
];

describe("what is warned of pays nothing in a run, and the rest pays", () => {
  test.each(lines)("%s", (_, rule, change, paths) => {
    const scenario = schemeOf(rule, change);
    expect(pathsOf(scenario)).toEqual(paths);
    expect(paid(scenario) > 0).toBe(paths.length === 0);
  });

  test("a multiplier that nothing meets is warned of by itself", () => {
    const multipliers: Rule["multipliers"] = [
      { kind: "channel", channel: "app", factor: 20_000 },
      { kind: "channel", channel: "fax", factor: 20_000 },
      { kind: "product", product: "securities", factor: 20_000 },
    ];
    const scenario = schemeOf(on(login, { multipliers }), (draft) => {
      draft.channels![1]!.weight = 3;
    });
    expect(pathsOf(scenario)).toEqual(["multipliers/0", "multipliers/2"]);
  });

  test("a rule that is off says nothing, unless a change switches it on", () => {
    const off = schemeOf({ ...on(share), enabled: false });
    expect(warningsOf(off)).toEqual([]);
    const later = { ...off, changes: [{ date: "2026-03-01", path: "rules/r/enabled", value: true }] };
    expect(pathsOf(later)).toEqual(["condition"]);
  });

  test("the preset is silent about nothing", () => {
    expect(preset.rules.filter(({ enabled }) => enabled).flatMap((rule) => silencesOf(preset, rule))).toEqual(
      [],
    );
  });
});

test.each([
  [
    on(share),
    "rules/r/condition: No member whom this rule is for does this: a simulation pays nothing for it.",
    "rules/r/condition：规则面向的会员都不做这件事，模拟中一分也不会赠送。",
  ],
  [
    on({ kind: "grant" }),
    "rules/r/condition: Only records report grants: a simulation pays nothing for them.",
    "rules/r/condition：一次性赠送只来自真实记录，模拟中一分也不会赠送。",
  ],
  [
    on(login, { eligibility: { channels: ["app"] } }),
    "rules/r/eligibility/channels: The channel has no weight: in a simulation nothing comes through it.",
    "rules/r/eligibility/channels：所指的渠道没有占比权重，模拟中没有事件经由它。",
  ],
  [
    on(login, { multipliers: [{ kind: "product", product: "securities", factor: 20_000 }] }),
    "rules/r/multipliers/0: The service has no weight: in a simulation nothing belongs to it.",
    "rules/r/multipliers/0：所指的业务没有占比权重，模拟中没有事件属于它。",
  ],
])("it is said in both languages: %#", (rule, english, chinese) => {
  const [warning] = warningsOf(schemeOf(rule));
  expect(describeWarning(warning!, "en")).toBe(english);
  expect(describeWarning(warning!, "zh-CN")).toBe(chinese);
});

describe("of a rule that is for others from a date on, its last form counts", () => {
  const app = { eligibility: { channels: ["app"] } };
  const change = (part: string, value: string[] | null) => (draft: Scenario) => {
    draft.changes = [{ date: "2026-03-01", path: `rules/r/eligibility/${part}`, value }];
  };
  test.each<[string, Rule, (draft: Scenario) => void, string[]]>([
    ["by any channel in the end", on(login, app), change("channels", null), []],
    [
      "by a channel without a weight in the end",
      on(login),
      change("channels", ["fax"]),
      ["eligibility/channels"],
    ],
    [
      "in the end for a segment that does it",
      on(share, { eligibility: { segments: ["newcomers"] } }),
      (draft) => {
        segment(draft, "established").activities = [{ indicator: "share", times }];
        change("segments", ["established"])(draft);
      },
      [],
    ],
  ])("%s", (_, rule, edit, warned) => expect(pathsOf(schemeOf(rule, edit))).toEqual(warned));

  test("the channel of the change gets its weight", () => {
    const draft = structuredClone(schemeOf(on(login), change("channels", ["fax"])));
    letEventsCome(draft, draft.rules[0]!);
    expect(warningsOf(draft)).toEqual([]);
  });
});

describe("mended at once", () => {
  test.each(activityIndicators)("%s: members begin to do it", (indicator) => {
    const draft = structuredClone(schemeOf(on({ kind: "each", indicator: "login" })));
    letMembersDo(draft, indicator);
    expect(checkScenario(draft)).toMatchObject({ ok: true });
    expect(draft.population.segments.every((one) => one.activities?.length === 1)).toBe(true);
    expect(isActivity(indicator)).toBe(true);
  });

  test("who does it already keeps the own rate", () => {
    const draft = structuredClone(schemeOf(on(share)));
    segment(draft, "established").activities = [{ indicator: "share", times }];
    letMembersDo(draft, "share");
    expect(draft.population.segments.map((one) => one.activities?.[0]?.times.meanPerLoginDay)).toEqual([
      0.5, 0.1,
    ]);
  });

  test("channels and products get a weight, those that have one keep it", () => {
    const rule = on(login, {
      eligibility: { channels: ["app", "fax"], products: ["securities"] },
      multipliers: [{ kind: "channel", channel: "fax", factor: 20_000 }],
    });
    const draft = structuredClone(
      schemeOf(rule, (own) => {
        own.channels![0]!.weight = 3;
      }),
    );
    letEventsCome(draft, rule);
    expect(draft.channels!.map(({ weight }) => weight)).toEqual([3, 10]);
    expect(draft.services[0]!.weight).toBe(10);
    expect(warningsOf(draft)).toEqual([]);
    expect(paid(draft)).toBeGreaterThan(0);
  });
});
