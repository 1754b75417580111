/** Whom rules, multipliers, limits and privileges are for, changing on dates. Runs start on 1 January 2026. */
import { describe, expect, test } from "vitest";
import type { Change } from "../../src/domain/change-schema.ts";
import { checkScenario } from "../../src/domain/check.ts";
import type { Condition, Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { languages, text } from "../../src/domain/text.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";
import { eventsIn, heldIn, written } from "./table.ts";
import { lineWords, told } from "./told.ts";

const on = (date: string, path: string, value: Change["value"]): Change => ({ date, path, value });
const named = (id: string) => ({ id, name: text(id, id) });
const each: Condition = { kind: "each", indicator: "login" };
const login = (more: Partial<Rule> = {}) => ruleOf("login", each, 10, more);
const grant = ruleOf("grant", { kind: "grant" }, 1);
const through = (...channels: string[]): Partial<Rule> => ({ eligibility: { channels } });
const whom = (part: string) => `rules/login/eligibility/${part}`;

/** Member A is of the segment "established"; tiers at 0 and 30 points; events come via app or shop, for tea or wine. */
function schemeOf(rules: Rule[], changes: Change[], more: Partial<Scenario> = {}): Scenario {
  const base = scenarioOf({
    rules,
    items: [],
    run: { start: "2026-01-01", days: 70 },
    currency: { validity: { kind: "none" } },
  });
  const tea = ["tea", "wine"].map((id) => ({ ...base.services[0]!, ...named(id) }));
  const scheme: Scenario = {
    ...base,
    channels: ["app", "shop"].map(named),
    services: [...base.services, ...tea],
    tiers: {
      currency: "points",
      validityMonths: 0,
      demotion: "oneStep",
      steps: [
        { ...named("basic"), threshold: 0 },
        { ...named("silver"), threshold: 30 },
      ],
    },
    ...more,
    changes,
  };
  expect(checkScenario(scheme)).toMatchObject({ ok: true });
  return scheme;
}

describe("from the date on", () => {
  test.each([
    [
      "a rule is for another segment",
      schemeOf(
        [login({ eligibility: { segments: ["newcomers"] } })],
        [
          on("2026-01-02", whom("segments"), ["established"]),
          on("2026-01-04", whom("segments"), ["newcomers"]),
        ],
      ),
      `0: login | points 0
       1: login | points 10
       2: login | points 20
       3: login | points 20`,
    ],
    [
      "a rule is for one more segment, and then for everyone again",
      schemeOf(
        [login({ eligibility: { segments: ["newcomers"] } })],
        [
          on("2026-01-02", whom("segments"), ["newcomers", "established"]),
          on("2026-01-03", whom("segments"), ["newcomers"]),
          on("2026-01-04", whom("segments"), null),
        ],
      ),
      `0: login | points 0
       1: login | points 10
       2: login | points 10
       3: login | points 20`,
    ],
    [
      "a rule that was for everyone is for a tier: who has it by then is paid",
      schemeOf([login(), grant], [on("2026-01-02", whom("tiers"), ["silver"])]),
      `0: login | points 10
       1: login | points 10
       2: grant 20 | points 30
       3: login | points 40`,
    ],
    [
      "a rule hears only one channel, then only another, then all again",
      schemeOf(
        [login()],
        [
          on("2026-01-02", whom("channels"), ["app"]),
          on("2026-01-04", whom("channels"), ["shop"]),
          on("2026-01-06", whom("channels"), null),
        ],
      ),
      `0: login via shop | points 10
       1: login via app | points 20
       2: login via shop | points 20
       3: login via app | points 20
       4: login via shop | points 30
       5: login | points 40`,
    ],
    [
      "a rule hears only what belongs to other services",
      schemeOf(
        [ruleOf("buy", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1)],
        [on("2026-01-02", "rules/buy/eligibility/products", ["tea"])],
      ),
      `0: purchase 1000 for wine | points 10
       1: purchase 1000 for wine, purchase 500 for tea | points 15`,
    ],
    [
      "whom a multiplier is for: segment, tier, channel, product",
      schemeOf(
        [
          login({ multipliers: [{ kind: "segment", segment: "newcomers", factor: 20_000 }] }),
          ruleOf("buy", { kind: "each", indicator: "purchase" }, 1, {
            multipliers: [
              { kind: "channel", channel: "app", factor: 30_000 },
              { kind: "product", product: "wine", factor: 20_000 },
              { kind: "tier", tier: "silver", factor: 50_000 },
            ],
          }),
        ],
        [
          on("2026-01-02", "rules/login/multipliers/0/segment", "established"),
          on("2026-01-03", "rules/buy/multipliers/0/channel", "shop"),
          on("2026-01-03", "rules/buy/multipliers/1/product", "tea"),
          on("2026-01-04", "rules/buy/multipliers/2/tier", "basic"),
        ],
      ),
      `0: login, purchase 1 for wine via app | points 16
       2: purchase 1 for wine via app | points 17
       3: purchase 1 for tea via shop | points 47
       4: login | points 67
       5: purchase 1 for wine via app | points 68`,
    ],
  ])("%s", (_, scheme, table) => expect(heldIn(scheme, table)).toBe(written(table)));
});

describe("what is counted goes on", () => {
  const month: Condition = { kind: "firstOfMonth", indicator: "login" };
  const running: Condition = { kind: "streak", days: 3, repeat: "daily" };
  const praised: Condition = { kind: "praisedOver", praises: 4 };
  test.each([
    [
      "days running count for those, too, whom the rule was not for: they are paid from the day on",
      schemeOf(
        [ruleOf("login", running, 10, { eligibility: { segments: ["newcomers"] } })],
        [on("2026-01-04", whom("segments"), null)],
      ),
      `0: login | points 0
       1: login | points 0
       2: login | points 0
       3: login | points 10`,
    ],
    [
      "a run of days goes on by the channel that is heard now, and is broken by a day of another",
      schemeOf([ruleOf("login", running, 10)], [on("2026-01-03", whom("channels"), ["app"])]),
      `0: login via shop | points 0
       1: login via shop | points 0
       2: login via app | points 10
       3: login via shop | points 10
       4: login via app | points 10`,
    ],
    [
      "who has been paid for the month's first login is not paid again for the first by the app",
      schemeOf([ruleOf("login", month, 10)], [on("2026-01-10", whom("channels"), ["app"])]),
      `4: login via shop | points 10
       11: login via app | points 10
       31: login via shop | points 10
       32: login via app | points 20`,
    ],
    [
      "a login by the app is not the month's first where all count now, and another came before",
      schemeOf([ruleOf("login", month, 10, through("app"))], [on("2026-01-10", whom("channels"), null)]),
      `4: login via shop | points 0
       11: login via app | points 0
       31: login via shop | points 10`,
    ],
    [
      "every third login: those that wait wait on, whichever way they came",
      schemeOf(
        [ruleOf("login", { kind: "everyNth", indicator: "login", count: 3 }, 10)],
        [on("2026-01-03", whom("channels"), ["app"])],
      ),
      `0: login via shop | points 0
       1: login via shop | points 0
       2: login via shop | points 0
       3: login via app | points 10`,
    ],
    [
      "praise of a piece from before stays counted; what came another way meanwhile never is",
      schemeOf(
        [ruleOf("login", praised, 10)],
        [on("2026-01-03", whom("channels"), ["app"]), on("2026-01-05", whom("channels"), null)],
      ),
      `0: praise 2 of a via shop | points 0
       2: praise 9 of a via shop, praise 1 of a via app | points 0
       4: praise 1 of a via shop | points 0
       5: praise 1 of a | points 10`,
    ],
    [
      "friends so far are those who came the way that was asked for at their time",
      schemeOf(
        [
          ruleOf(
            "login",
            { kind: "bands", indicator: "friend", counted: "soFar", bands: [{ count: 3, points: 10 }] },
            1,
          ),
        ],
        [on("2026-01-03", whom("channels"), ["app"])],
      ),
      `0: login, friend 2 via shop | points 0
       5: friend 5 via shop | points 0
       30: | points 0
       40: login, friend 1 via app | points 0
       58: | points 10`,
    ],
    [
      "a limit counts what the rules have paid for which it held, and goes on with those for which it holds now",
      schemeOf([login(), { ...grant, service: "tea" }], [on("2026-01-03", "limits/all/service", "tea")], {
        limits: [{ ...named("all"), currency: "points", caps: { pointsPerMonth: 25 } }],
      }),
      `0: login, grant 5 | points 15
       2: login, login, grant 50 | points 45
       31: grant 50 | points 70`,
    ],
    [
      "a limit of one service is one of all",
      schemeOf([login(), { ...grant, service: "tea" }], [on("2026-01-03", "limits/all/service", null)], {
        limits: [{ ...named("all"), currency: "points", service: "tea", caps: { pointsPerMonth: 25 } }],
      }),
      `0: login, grant 5 | points 15
       2: login, login, grant 50 | points 35`,
    ],
    [
      "a cap is lifted, and what is paid without it counts when there is one again",
      schemeOf(
        [login({ caps: { pointsPerMonth: 15 } })],
        [
          on("2026-01-03", "rules/login/caps/pointsPerMonth", null),
          on("2026-01-05", "rules/login/caps/pointsPerMonth", 42),
        ],
      ),
      `0: login | points 10
       1: login | points 15
       2: login | points 25
       3: login | points 35
       4: login | points 42
       31: login | points 52`,
    ],
    [
      "a rule asks everyone again whether verified or not",
      schemeOf([login({ eligibility: { verified: true } })], [on("2026-01-03", whom("verified"), null)]),
      `0: login | points 0
       2: login | points 10`,
    ],
  ])("%s", (_, scheme, table) => expect(heldIn(scheme, table)).toBe(written(table)));
});

test("a change of tomorrow leaves today alone: who logged in before a rule began has had the month's first login", () => {
  const late = { eligibility: { span: { from: "2026-01-10" } } };
  const rules = [ruleOf("login", { kind: "firstOfMonth", indicator: "login" }, 10, late)];
  const table = `4: login via app | points 0
                 11: login via app | points 0`;
  for (const changes of [[], [on("2026-02-10", whom("channels"), ["app"])]])
    expect(heldIn(schemeOf(rules, changes), table)).toBe(written(table));
});

test("in another currency from a date on: two rules of which one pays, and both count the days", () => {
  const running: Condition = { kind: "streak", days: 4, repeat: "restart" };
  const base = schemeOf([ruleOf("old", running, 10), ruleOf("new", running, 0, { currency: "coins" })], [], {
    currencies: ["points", "coins"].map((id) => ({ ...scenarioOf({}).currencies[0]!, ...named(id) })),
  });
  const changes = [on("2026-01-03", "rules/old/points", 0), on("2026-01-03", "rules/new/points", 7)];
  const table = `0: login | points 0, coins 0
                 1: login | points 0, coins 0
                 2: login | points 0, coins 0
                 3: login | points 0, coins 7`;
  expect(heldIn({ ...base, changes }, table)).toBe(written(table));
});

test("a privilege is that of another tier", () => {
  const vip = { ...named("vip"), held: { kind: "tier" as const, tier: "silver" } };
  const scheme = schemeOf([grant], [on("2026-01-03", "privileges/vip/held/tier", "basic")], {
    privileges: [vip],
    run: { ...scenarioOf({}).run, start: "2026-01-01", days: 4 },
  });
  const { run } = told(scheme, eventsIn("0: grant 1 |"));
  const [held] = run.everHeld;
  expect(held?.[0]).toBe(1);
  // Two of the four days: those from the change on.
  expect(run.tally.standing.at(-1)).toBe(2);
});

test("why nothing was paid, and why it was, is told by the scheme of the day", () => {
  const scheme = schemeOf(
    [login()],
    [on("2026-01-02", whom("segments"), ["newcomers"]), on("2026-01-03", whom("segments"), null)].concat(
      on("2026-01-03", whom("channels"), ["app"]),
    ),
  );
  const table = ["0: login via shop |", "1: login via app |", "2: login via shop |", "3: login via app |"];
  const lines = told(scheme, eventsIn(table.join("\n"))).lines.get("A") ?? [];
  const [zh, en] = languages.map((language) => lines.map((line) => lineWords(scheme, line, 0, language)));
  expect(en).toEqual([
    "0: login +10 = 10 points; 1 × 10 = 10",
    "1: login 0 points; not in a segment that earns; 1 × 10 = 10",
    "2: login 0 points; by shop, not a channel that earns",
    "3: login +10 = 20 points; 1 × 10 = 10",
  ]);
  expect(zh).toEqual([
    "0: login +10 = 10 points; 1 × 10 = 10",
    "1: login 0 points; 不在适用群体; 1 × 10 = 10",
    "2: login 0 points; 来自“shop”，不在适用渠道",
    "3: login +10 = 20 points; 1 × 10 = 10",
  ]);
});
