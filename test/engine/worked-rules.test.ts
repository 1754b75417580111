/** Rules worked by hand: what happens on a day, what is posted to A, A's balance at its end. Runs start on 1 January 2026. */
import { expect, test } from "vitest";
import type { Limit } from "../../src/domain/limit.ts";
import type { Condition, Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";
import { played, written } from "./table.ts";

function scheme(rules: Rule[], start = "2026-01-01", more: Partial<Scenario> = {}): Scenario {
  const currency = { validity: { kind: "none" } as const };
  return { ...scenarioOf({ rules, items: [], currency, run: { start, days: 1200 } }), ...more };
}
const only = (condition: Condition, points: number, more: Partial<Rule> = {}, start = "2026-01-01") =>
  scheme([ruleOf("rule", condition, points, more)], start);
const each = (indicator: "login" | "task" | "share" | "purchase" | "campaign") =>
  ({ kind: "each", indicator }) as const;
const streak = (days: number, repeat: "restart" | "oncePerRun" | "daily") =>
  ({ kind: "streak", days, repeat }) as const;
const window = (factor: number, from?: string, until?: string) =>
  ({
    kind: "window",
    span: { ...(from !== undefined && { from }), ...(until !== undefined && { until }) },
    factor,
  }) as const;
const limitOf = (id: string, more: Partial<Limit>): Limit => ({
  id,
  name: text(id, id),
  currency: "points",
  caps: {},
  ...more,
});
const grant = ruleOf("grant", { kind: "grant" }, 1);

type Case = [title: string, scenario: Scenario, table: string];

const runs: Case[] = [
  [
    "three days running across 29 February, and three more into March",
    only(streak(3, "restart"), 10, {}, "2028-02-27"),
    `0: login | 0 | 0
     1: login | 0 | 0
     2: login | +10 | 10
     3: login | 0 | 10
     4: login | 0 | 10
     5: login | +10 | 20`,
  ],
  [
    "from the third day on across the new year, until a day is missed",
    only(streak(3, "daily"), 10, {}, "2026-12-30"),
    `0: login | 0 | 0
     1: login | 0 | 0
     2: login, login | +10 | 10
     3: login | +10 | 20
     5: login | 0 | 20`,
  ],
  [
    "once in a run of nine days, and once in the next of three",
    only(streak(3, "oncePerRun"), 10, { caps: { pointsPerMonth: 10 } }),
    `0: login | 0 | 0
     1: login | 0 | 0
     2: login | +10 | 10
     3: login | 0 | 10
     28: login | 0 | 10
     29: login | 0 | 10
     30: login | 0 | 10
     31: login | 0 | 10
     33: login | 0 | 10
     34: login | 0 | 10
     35: login | +10 | 20`,
  ],
];

const caps: Case[] = [
  [
    "caps of a day, a month and a year meet one after the other, each with the remainder",
    only(each("task"), 10, { caps: { pointsPerDay: 25, pointsPerMonth: 40, pointsPerYear: 60 } }),
    `0: task, task, task | +10 +10 +5 | 25
     1: task 3 | +15 | 40
     2: task | 0 | 40
     31: task 3 | +20 | 60
     59: task | 0 | 60
     365: task 3 | +25 | 85`,
  ],
  [
    "all or nothing at the least of them: an award of 30 is too large on every day",
    only(each("task"), 10, { caps: { pointsPerDay: 25, pointsPerMonth: 40, allOrNothing: true } }),
    `0: task 3, task 2, task | +20 | 20
     1: task 2 | +20 | 40
     2: task | 0 | 40`,
  ],
  [
    "a cap of 0 pays nothing; a cap of the year is given back on 1 January",
    scheme(
      [
        ruleOf("none", each("login"), 3, { caps: { pointsPerDay: 0 } }),
        ruleOf("large", each("campaign"), 50, { caps: { pointsPerYear: 100 } }),
      ],
      "2028-12-30",
    ),
    `0: login, campaign | +50 | 50
     1: campaign 3 | +50 | 100
     2: campaign 3 | +100 | 200`,
  ],
  [
    "the rule's, the service's and the scheme's cap: the tightest decides, what is paid counts in all",
    scheme(
      [
        ruleOf("login", each("login"), 8, { caps: { pointsPerDay: 6 } }),
        ruleOf("task", each("task"), 8),
        ruleOf("other", each("share"), 8, { service: "mall" }),
      ],
      "2026-01-01",
      {
        limits: [
          limitOf("service", { service: "securities", caps: { pointsPerDay: 10 } }),
          limitOf("all", { caps: { pointsPerDay: 15 }, budgetPerMonth: 22 }),
        ],
      },
    ),
    `0: login, task, share | +6 +4 +5 | 15
     1: login, task | +6 +1 | 22
     2: share | 0 | 22
     31: share | +8 | 30`,
  ],
  [
    "an award that the scheme's all-or-nothing limit refuses leaves the rule's own cap as it was",
    scheme([ruleOf("task", each("task"), 10, { caps: { pointsPerDay: 20 } })], "2026-01-01", {
      limits: [limitOf("all", { caps: { pointsPerDay: 15, allOrNothing: true } })],
    }),
    `0: task, task, task | +10 | 10
     1: task 2, task | +10 | 20`,
  ],
];

const factors: Case[] = [
  [
    "double points from their first to their last day, half as much again in between",
    only(each("login"), 5, {
      multipliers: [window(20_000, "2026-01-02", "2026-01-04"), window(15_000, "2026-01-03", "2026-01-03")],
    }),
    `0: login | +5 | 5
     1: login | +10 | 15
     2: login | +15 | 30
     3: login | +10 | 40
     4: login | +5 | 45`,
  ],
  [
    "7.5 points are 8 up, 7 down, 8 to the nearest; 7.35 are 8, 7, 7",
    scheme([
      ruleOf("up", each("login"), 5, { multipliers: [window(15_000)] }),
      ruleOf("down", each("login"), 5, { rounding: "down", multipliers: [window(15_000)] }),
      ruleOf("nearest", each("login"), 5, { rounding: "nearest", multipliers: [window(15_000)] }),
      ruleOf("up-2", each("task"), 5, { multipliers: [window(14_700)] }),
      ruleOf("down-2", each("task"), 5, { rounding: "down", multipliers: [window(14_700)] }),
      ruleOf("nearest-2", each("task"), 5, { rounding: "nearest", multipliers: [window(14_700)] }),
    ]),
    `0: login | +8 +7 +8 | 23
     1: task | +8 +7 +7 | 45`,
  ],
  [
    "points per yuan and multipliers are rounded once together: 0.5 × 1.5 × 3 yuan = 2.25",
    scheme([
      ruleOf("up", { kind: "perAmount", indicator: "purchase", cents: 200 }, 1, {
        multipliers: [window(15_000)],
      }),
      ruleOf("down", { kind: "perAmount", indicator: "topup", cents: 200 }, 1, {
        rounding: "down",
        multipliers: [window(15_000)],
      }),
    ]),
    `0: purchase 300 | +3 | 3
     1: topup 300 | +2 | 5
     2: purchase 1 | +1 | 6
     3: topup 1 | 0 | 6`,
  ],
  [
    "a factor of 0 pays nothing within its dates",
    only(each("login"), 5, { multipliers: [window(0, "2026-01-02", "2026-01-02")] }),
    `0: login | +5 | 5
     1: login | 0 | 5
     2: login | +5 | 10`,
  ],
];

const months: Case[] = [
  [
    "tenure is paid on joining, then on each first of a month; the day of cancelling pays no more",
    only({ kind: "tenure", everyMonths: 1 }, 50),
    `30: activation | +50 | 50
     31: | +50 | 100
     59: | +50 | 150
     90: cancellation | 0 | 0
     120: | 0 | 0`,
  ],
  [
    "every third month, that of joining being the first",
    only({ kind: "tenure", everyMonths: 3 }, 50, {}, "2026-01-15"),
    `0: activation | 0 | 0
     17: | 0 | 0
     45: | +50 | 50
     137: | +50 | 100`,
  ],
  [
    "referred in the last days of January and active in January, February and March",
    only({ kind: "referralRetained", months: 3 }, 200),
    `30: referral of B, B login | 0 | 0
     58: B login | 0 | 0
     59: B login, B login | +200 | 200
     90: B login | 0 | 200`,
  ],
  [
    "referred, but not active in the month of joining: nothing, whatever comes later",
    only({ kind: "referralRetained", months: 2 }, 200),
    `5: referral of B | 0 | 0
     31: B login | 0 | 0
     59: B login | 0 | 0`,
  ],
  [
    "the referrer who has cancelled by then gets nothing for who stays",
    scheme([
      ruleOf("stays", { kind: "referralStays", everyMonths: 2 }, 20),
      ruleOf("retained", { kind: "referralRetained", months: 1 }, 5),
    ]),
    `5: referral of B, B login | +5 | 5
     31: | 0 | 5
     59: | +20 | 25
     100: cancellation | 0 | 0
     120: | 0 | 0`,
  ],
  [
    "100 points for who joins within the first three months",
    only({ kind: "activation" }, 100, { eligibility: { span: { until: "2026-03-31" } } }),
    `89: activation | +100 | 100
     90: B activation, activation | 0 | 100`,
  ],
  [
    "who joins a day later gets none",
    only({ kind: "activation" }, 100, { eligibility: { span: { until: "2026-03-31" } } }),
    `90: activation | 0 | 0`,
  ],
];

const minutes: Case[] = [
  [
    "59 and 1 minutes of one day are an hour, 59 and 61 over midnight are one",
    only({ kind: "accumulated", unitMinutes: 60, period: "day" }, 10),
    `0: session 59, session 1 | +10 | 10
     1: session 59 | 0 | 10
     2: session 61 | +10 | 20`,
  ],
  [
    "the cap of the accumulated minutes leaves a remainder that is no full award",
    only({ kind: "accumulated", unitMinutes: 30, period: "day" }, 5, { caps: { pointsPerDay: 12 } }),
    `0: session 65, session 60, session 30 | +10 +2 | 12
     1: session 30 | +5 | 17`,
  ],
  [
    "a session of exactly the length, one a minute shorter, no more than twice a day",
    only({ kind: "sessionReaches", minutes: 45 }, 6, { caps: { pointsPerDay: 12 } }),
    `0: session 45, session 44, session 500, session 45 | +6 +6 | 12`,
  ],
];

const spreading: Case[] = [
  [
    "a fifth of what C earns goes to B, a fifth of that to A, two steps up and no further",
    scheme([grant, ruleOf("share", { kind: "shareOfReferred", basisPoints: 2000, depth: 2 }, 1)]),
    `0: login, referral of B, B referral of C, C referral of D | 0 | 0
     1: C grant 124 | +4 | 4
     2: D grant 99999 | 0 | 4
     3: B grant 9 | +1 | 5
     4: B grant 4 | 0 | 5
     5: grant 100 | +100 | 105`,
  ],
  [
    "praise beyond the number pays once a piece, for each piece by itself",
    only({ kind: "praisedOver", praises: 10 }, 20),
    `0: praise 10 of p, praise 11 of q | +20 | 20
     1: praise 1 of p, praise 500 of q | +20 | 40
     2: praise 9 of r | 0 | 40`,
  ],
  [
    "a referred member's bills and purchases reach 500 yuan, top-ups do not count",
    only({ kind: "referralSpend", cents: 50_000 }, 30),
    `0: referral of B, referral of C | 0 | 0
     1: B topup 99999, B bill 20000, C purchase 50000 | +30 | 30
     2: B purchase 30000 | +30 | 60
     3: B purchase 90000, C bill 90000 | 0 | 60`,
  ],
];

test.each([...runs, ...caps, ...factors, ...months, ...minutes, ...spreading])("%s", (_, own, table) => {
  const rows = (said: string) => said.split("\n").map((row) => row.replace(/\s*\|\s*/g, " | "));
  const lastDay = Number(table.trim().split("\n").at(-1)?.split(":")[0]);
  const cut = { ...own, run: { ...own.run, days: lastDay + 1 } };
  expect(rows(played(cut, table))).toEqual(rows(written(table)));
});
