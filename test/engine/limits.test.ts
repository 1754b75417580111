/** Caps and budgets over several rules: of a service, of a currency, of the whole scheme. Who is cut, and what the trace calls it. */
import { expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import type { Limit } from "../../src/domain/limit.ts";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { play, type RecordedEvent } from "./recorded.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";
import { played, written } from "./table.ts";

const limitOf = (id: string, more: Partial<Limit>): Limit => ({
  id,
  name: text(id, id),
  currency: "points",
  caps: {},
  ...more,
});

const rules: Rule[] = [
  ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 5),
  ruleOf("share", { kind: "each", indicator: "share" }, 10),
  ruleOf("task", { kind: "each", indicator: "task" }, 20, { service: "mall" }),
];

/** Two services that pay the same points, from 1 January 2026 on. */
function scheme(limits: Limit[], own = rules): Scenario {
  const base = scenarioOf({ rules: own, items: [], run: { start: "2026-01-01", days: 400 } });
  const [service] = base.services;
  if (!service) throw new Error("no service");
  return { ...base, services: [service, { ...service, id: "mall" }], limits };
}

type Case = [title: string, limits: Limit[], table: string];

const tables: Case[] = [
  [
    "a cap of a service holds for its rules together, not for another service's",
    [limitOf("securities", { service: "securities", caps: { pointsPerDay: 12 } })],
    `0: login, share, share, task | +5 +7 +20 | 32
     1: share                      | +10 | 42`,
  ],
  [
    "a cap of a currency holds for all services together",
    [limitOf("all", { caps: { pointsPerDay: 12 } })],
    `0: login, share, task | +5 +7 | 12
     1: task               | +12 | 24`,
  ],
  [
    "caps of a month and of a year are given back with the month and the year",
    [limitOf("all", { caps: { pointsPerMonth: 30, pointsPerYear: 45 } })],
    `0: task, share   | +10 +20 | 30
     5: login         | 0 | 30
     31: task         | +15 | 45
     59: task         | 0 | 45
     365: task        | +20 | 65`,
  ],
  [
    "all or nothing: an award that does not fit is not paid, a smaller one after it is",
    [limitOf("all", { caps: { pointsPerDay: 29, allOrNothing: true } })],
    `0: login, share, task | +5 +10 | 15
     1: task, share, login | +5 +10 | 30`,
  ],
  [
    "what the narrower limit holds back is left to the other service",
    [
      limitOf("securities", { service: "securities", caps: { pointsPerDay: 8 } }),
      limitOf("all", { caps: { pointsPerDay: 20 } }),
    ],
    `0: login, share, task | +5 +3 +12 | 20`,
  ],
];

test.each(tables)("%s", (_, limits, table) => {
  expect(played(scheme(limits), table)).toBe(written(table));
});

const event = (day: number, name: RecordedEvent["event"], member = "A", amount = 1): RecordedEvent => ({
  day,
  event: name,
  member,
  amount,
});

function posted(limits: Limit[], events: RecordedEvent[], own = rules) {
  return play(scheme(limits, own), events).awards.map(
    ({ rule, member, day, points }) => `${day} ${member} ${rule} ${points}`,
  );
}

test("the budget of the scheme goes rule by rule, and within a rule by members in an order that rotates by day", () => {
  const budget = [limitOf("scheme", { budgetPerMonth: 25 })];
  const all = (day: number) => ["A", "B", "C"].map((member) => event(day, "share", member));
  // Day 0 begins with A. On day 31 the budget is new, and 31 modulo 3 is B's turn.
  expect(posted(budget, [...all(0), event(0, "task"), ...all(31)])).toEqual([
    "0 A share 10",
    "0 B share 10",
    "0 C share 5",
    "31 A share 5",
    "31 B share 10",
    "31 C share 10",
  ]);
});

test("caps, then budgets: what a cap holds back stays in the budget, what a budget refuses counts towards no cap", () => {
  const own = [ruleOf("grant", { kind: "grant" }, 1, { budgetPerMonth: 40 })];
  const limits = [limitOf("all", { caps: { pointsPerMonth: 30 }, budgetPerMonth: 50 })];
  const events = [
    event(0, "grant", "A", 100),
    // The rule's own budget leaves 10 of B's 30; the scheme's keeps 10 for nobody.
    event(1, "grant", "B", 100),
    event(31, "grant", "B", 100),
  ];
  expect(posted(limits, events, own)).toEqual(["0 A grant 30", "1 B grant 10", "31 B grant 30"]);
});

test("a budget that is all or nothing leaves its rest to a smaller award", () => {
  const limits = [limitOf("scheme", { caps: { allOrNothing: true }, budgetPerMonth: 28 })];
  expect(posted(limits, [event(0, "share"), event(0, "task"), event(1, "login"), event(2, "share")])).toEqual(
    ["0 A share 10", "1 A login 5", "2 A share 10"],
  );
});

test("a limit names a currency and a service that exist", () => {
  const wrong = {
    ...preset,
    limits: [limitOf("one", { currency: "gold" }), limitOf("one", { service: "x" })],
  };
  const checked = checkScenario(wrong);
  expect(checked.ok ? [] : checked.problems).toEqual([
    { code: "duplicate", path: "limits/one", key: "one" },
    { code: "unknownReference", path: "limits/one/currency", key: "gold" },
    { code: "unknownReference", path: "limits/one/service", key: "x" },
  ]);
  expect(checkScenario({ ...preset, limits: [limitOf("one", { caps: { pointsPerDay: 5 } })] })).toMatchObject(
    {
      ok: true,
    },
  );
});
