/** Every kind of award condition as a table: what happens, what is posted, what the member then holds. */
import { describe, expect, test } from "vitest";
import type { Condition, Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import golden from "../golden/awards.json" with { type: "json" };
import { play, type RecordedEvent } from "./recorded.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";
import { played, written } from "./table.ts";

/** Starts on Thursday, 1 January 2026: day 31 is 1 February, day 59 is 1 March. */
function scheme(rules: Rule[], more: Parameters<typeof scenarioOf>[0] = {}): Scenario {
  return scenarioOf({ rules, items: [], ...more, run: { start: "2026-01-01", days: 800, ...more.run } });
}

const only = (condition: Condition, points: number, more: Partial<Rule> = {}) =>
  scheme([ruleOf("rule", condition, points, more)]);

type Case = [title: string, scenario: Scenario, table: string];

const frequency: Case[] = [
  [
    "the first share of a day earns, on every day anew",
    only({ kind: "firstOfDay", indicator: "share" }, 10),
    `0: share, share | +10 | 10
     1: share 3       | +10 | 20`,
  ],
  [
    "the first login of a calendar month earns",
    only({ kind: "firstOfMonth", indicator: "login" }, 30),
    `3: login  | +30 | 30
     30: login | 0 | 30
     31: login | +30 | 60`,
  ],
  [
    "the first purchase of a calendar month earns",
    only({ kind: "firstOfMonth", indicator: "purchase" }, 30),
    `3: purchase 100, purchase 900 | +30 | 30
     31: purchase 5 | +30 | 60`,
  ],
  [
    "each friend added earns, every second session whatever its length, the first bill of a month",
    scheme([
      ruleOf("friend", { kind: "each", indicator: "friend" }, 2),
      ruleOf("session", { kind: "everyNth", indicator: "session", count: 2 }, 3),
      ruleOf("bill", { kind: "firstOfMonth", indicator: "bill" }, 5),
    ]),
    `0: friend 3, session 240, bill 9900 | +6 +5 | 11
     1: friend, session 1, bill 100 | +2 +3 | 16
     31: bill 1 | +5 | 21`,
  ],
  [
    "the first message of a day earns, every tenth once more",
    scheme([
      ruleOf("first", { kind: "firstOfDay", indicator: "message" }, 2),
      ruleOf("tenth", { kind: "everyNth", indicator: "message", count: 10 }, 5),
    ]),
    `0: message 3, message | +2 | 2
     1: message 17 | +2 +10 | 14`,
  ],
  [
    "who is not verified yet earns nothing, and nothing afterwards for what was before; the day itself counts",
    scheme([
      ruleOf("verified", { kind: "each", indicator: "verification" }, 50),
      ruleOf("task", { kind: "each", indicator: "task" }, 7, { eligibility: { verified: true } }),
    ]),
    `0: task, B verification, B task | 0 | 0
     1: task, verification | +50 +7 | 57
     2: task | +7 | 64`,
  ],
  [
    "each task earns, as often as it is done",
    only({ kind: "each", indicator: "task" }, 50),
    `0: task, task 2 | +50 +100 | 150`,
  ],
  [
    "each top-up earns once, whatever its amount",
    only({ kind: "each", indicator: "topup" }, 7),
    `0: topup 5000, topup 100 | +7 +7 | 14`,
  ],
  [
    "each login earns, not only the first of the day",
    only({ kind: "each", indicator: "login" }, 2),
    `0: login, login, login | +2 +2 +2 | 6`,
  ],
  [
    "every ten likes of a piece earn; the rest waits with its piece",
    only({ kind: "everyNth", indicator: "like", count: 10 }, 5),
    `0: like 27 of s | +10 | 10
     1: like 3 of t  | 0 | 10
     2: like 3 of s  | +5 | 15
     3: like 7 of t  | +5 | 20`,
  ],
  [
    "every third piece of content earns, each a piece of its own",
    only({ kind: "everyNth", indicator: "content", count: 3 }, 20),
    `0: content of a, content of b | 0 | 0
     3: B content of c, content of d | +20 | 20
     4: content 4 of e | +20 | 40`,
  ],
  [
    "every second share earns, whatever is shared",
    only({ kind: "everyNth", indicator: "share", count: 2 }, 4),
    `0: share of a, B share of a | 0 | 0
     1: share of b | +4 | 4`,
  ],
  [
    "every third task earns; the rest waits with the member",
    only({ kind: "everyNth", indicator: "task", count: 3 }, 4),
    `0: task 2 | 0 | 0
     9: task 2, B task | +4 | 4
     20: task 2 | +4 | 8`,
  ],
];

const durations: Case[] = [
  [
    "one session that is long enough earns once, however long",
    only({ kind: "sessionReaches", minutes: 30 }, 3),
    `0: session 29, session 1 | 0 | 0
     1: session 30, session 300 | +3 +3 | 6`,
  ],
  [
    "the minutes of a calendar month add up; what is left over is lost at its end",
    only({ kind: "accumulated", unitMinutes: 60, period: "month" }, 5),
    `0: session 59 | 0 | 0
     30: session 2 | +5 | 5
     31: session 59 | 0 | 5
     32: session 61 | +10 | 15`,
  ],
];

const streaks: Case[] = [
  [
    "three days running earn, and the run restarts after the award",
    only({ kind: "streak", days: 3, repeat: "restart" }, 10),
    `0: login | 0 | 0
     1: login, login | 0 | 0
     2: login | +10 | 10
     3: login | 0 | 10
     4: login | 0 | 10
     5: login | +10 | 20
     7: login | 0 | 20
     8: login | 0 | 20
     9: login | +10 | 30`,
  ],
  [
    "three days running earn once in each unbroken run",
    only({ kind: "streak", days: 3, repeat: "oncePerRun" }, 10),
    `1: login | 0 | 0
     2: login | 0 | 0
     3: login | +10 | 10
     4: login | 0 | 10
     5: login | 0 | 10
     6: login | 0 | 10
     8: login | 0 | 10
     9: login | 0 | 10
     10: login | +10 | 20`,
  ],
  [
    "every day from the third on earns",
    only({ kind: "streak", days: 3, repeat: "daily" }, 10),
    `0: login | 0 | 0
     1: login | 0 | 0
     2: login | +10 | 10
     3: login | +10 | 20
     5: login | 0 | 20`,
  ],
];

const spreading: Case[] = [
  [
    "the highest band of friends added pays at the end of a month with a login",
    only(
      {
        kind: "bands",
        indicator: "friend",
        bands: [
          { count: 5, points: 10 },
          { count: 20, points: 30 },
        ],
      },
      1,
    ),
    `0: login, friend 3 | 0 | 0
     29: friend 3 | 0 | 0
     30: | +10 | 10
     40: friend 100 | 0 | 10
     58: | 0 | 10
     59: login, friend 20 | 0 | 10
     89: | +30 | 40`,
  ],
  [
    "all friends so far decide the band, in months that brought 10 points for session time; the login does not matter",
    scheme([
      ruleOf("online", { kind: "accumulated", unitMinutes: 30, period: "day" }, 2, {
        caps: { pointsPerDay: 8 },
      }),
      ruleOf(
        "friends",
        {
          kind: "bands",
          indicator: "friend",
          counted: "soFar",
          sessionPoints: 10,
          bands: [
            { count: 20, points: 10 },
            { count: 50, points: 20 },
          ],
        },
        1,
      ),
    ]),
    `0: friend 25, session 240 | +8 | 8
     5: session 30 | +2 | 10
     30: | +10 | 20
     31: session 240, friend 30, login | +8 | 28
     58: | 0 | 28
     59: session 240 | +8 | 36
     60: session 30 | +2 | 38
     89: | +20 | 58`,
  ],
  [
    "friends so far are all of them, those from before the rule begins included; friends of the month are those it hears",
    scheme(
      (["soFar", "inMonth"] as const).map((counted, at) =>
        ruleOf(
          counted,
          { kind: "bands", indicator: "friend", counted, bands: [{ count: 20, points: 10 + at }] },
          1,
          { eligibility: { span: { from: "2026-01-06" } } },
        ),
      ),
    ),
    `0: login, friend 15 | 0 | 0
     6: friend 5 | 0 | 0
     30: | +10 | 10
     31: login, friend 20 | 0 | 10
     58: | +10 +11 | 31`,
  ],
  [
    "each month that a referred member stays pays the referrer, until the referred member cancels",
    only({ kind: "referralStays", everyMonths: 1 }, 20),
    `10: referral of B | 0 | 0
     31: | +20 | 20
     59: | +20 | 40
     70: B cancellation | 0 | 40
     90: | 0 | 40`,
  ],
  [
    "every two members of the community who were active in a month pay at its end, however far down",
    only({ kind: "community", activeMembers: 2, depth: 0 }, 5),
    `1: referral of B, B referral of C, C referral of D | 0 | 0
     2: B login, C login, C login | 0 | 0
     30: D login | +5 | 5
     40: B login, C login, D login, referral of E, E login, login | 0 | 5
     58: | +10 | 15
     89: | 0 | 15`,
  ],
  [
    "a community may end after so many steps; the one who leads it does not count, nor who has cancelled",
    only({ kind: "community", activeMembers: 1, depth: 2 }, 5),
    `1: referral of B, B referral of C, C referral of D | 0 | 0
     2: login, B login, C login, D login | 0 | 0
     30: | +10 | 10
     32: login, B login, C login, D login | 0 | 10
     33: B cancellation | 0 | 10
     58: | +5 | 15`,
  ],
  [
    "the payment with which a referred member has spent 500 yuan pays the referrer, once",
    only({ kind: "referralSpend", cents: 50_000 }, 200),
    `1: referral of B | 0 | 0
     2: B purchase 49999 | 0 | 0
     3: B bill 1, B purchase 90000 | +200 | 200
     4: B purchase 90000 | 0 | 200`,
  ],
];

const money: Case[] = [
  [
    "one point a yuan, a part of a point counts as a whole one",
    only({ kind: "perAmount", indicator: "purchase", cents: 100 }, 1),
    `0: purchase 8801 | +89 | 89
     1: purchase 8800, purchase 0 | +88 | 177`,
  ],
  [
    "a point a yuan of the month's bills together, rounded up once, on the month's last day; nothing for nothing",
    only({ kind: "perAmount", indicator: "bill", cents: 100, monthTotal: true }, 1, {
      caps: { pointsPerMonth: 40 },
    }),
    `3: bill 1050 | 0 | 0
     10: bill 1050 | 0 | 0
     30: | +21 | 21
     31: bill 1 | 0 | 21
     58: | +1 | 22
     59: bill 0, B bill 900 | 0 | 22
     89: | 0 | 22
     100: bill 99900 | 0 | 22
     119: | +40 | 62
     125: bill 5000 | 0 | 62
     126: cancellation | 0 | 0
     150: | 0 | 0`,
  ],
  [
    "three points for every two yuan, rounded to the nearest point, halves up",
    only({ kind: "perAmount", indicator: "topup", cents: 200 }, 3, { rounding: "nearest" }),
    `0: topup 33 | 0 | 0
     1: topup 34 | +1 | 1
     2: topup 100 | +2 | 3`,
  ],
  [
    "five points for each full hundred yuan of a payment; what is left over earns nothing and does not wait",
    only({ kind: "perAmount", indicator: "purchase", cents: 10_000, fullUnits: true }, 5),
    `0: purchase 19900 | +5 | 5
     1: purchase 9999, purchase 9999 | 0 | 5
     2: purchase 20000, purchase 10001 | +10 +5 | 20`,
  ],
  [
    "the same of what a month's bills come to, with double points and a part of a point",
    only({ kind: "perAmount", indicator: "bill", cents: 10_000, fullUnits: true, monthTotal: true }, 5, {
      multipliers: [{ kind: "window", span: { until: "2026-01-31" }, factor: 15_000 }],
      rounding: "down",
    }),
    `3: bill 9900 | 0 | 0
     20: bill 9900 | 0 | 0
     30: | +7 | 7
     40: bill 9999 | 0 | 7
     58: | 0 | 7`,
  ],
  [
    "more than an amount earns a bonus; the amount itself does not",
    only({ kind: "amountOver", indicator: "purchase", cents: 100_000 }, 100),
    `0: purchase 100000 | 0 | 0
     1: purchase 100001 | +100 | 100`,
  ],
];

const calendar: Case[] = [
  [
    "a festival comes every year, for those who are members",
    only({ kind: "festival", month: 2, day: 17 }, 88),
    `0: login | 0 | 0
     47: | +88 | 88
     412: | +88 | 176`,
  ],
  [
    "a festival on 29 February comes in leap years only",
    scheme([ruleOf("rule", { kind: "festival", month: 2, day: 29 }, 88)], {
      run: { start: "2027-12-31", days: 400 },
    }),
    `0: login | 0 | 0
     60: | +88 | 88
     61: | 0 | 88`,
  ],
  [
    "every full year of membership earns, not the day of joining",
    only({ kind: "anniversary" }, 100),
    `0: activation | 0 | 0
     365: | +100 | 100
     730: | +100 | 200`,
  ],
];

/** Wine and bread are two products; there are an app and a shop. */
function byOrigin(condition: Condition, points: number, more: Partial<Rule>): Scenario {
  const base = only(condition, points, more);
  const named = (id: string) => ({ id, name: { zh: id, en: id } });
  const products = ["wine", "bread"].map((id) => ({ ...base.services[0]!, ...named(id) }));
  return { ...base, services: [...base.services, ...products], channels: [named("app"), named("shop")] };
}
const throughApp = { eligibility: { channels: ["app"] } };
const fromTheThird = ({ eligibility }: Pick<Rule, "eligibility">): Pick<Rule, "eligibility"> => ({
  eligibility: { ...eligibility, span: { from: "2026-01-03" } },
});

const sharing: Case[] = [
  [
    "a click on a share pays both sides: who clicks each time, the sharer for every third",
    scheme([
      ruleOf("clicks", { kind: "each", indicator: "clicking" }, 1),
      ruleOf("clicked", { kind: "everyNth", indicator: "click", count: 3 }, 5),
    ]),
    `0: clicking of B | +1 | 1
     1: B clicking 2 of A, C clicking of A | +5 | 6
     2: C clicking 2 of A, clicking of C | +1 | 7
     3: C clicking of A | +5 | 12`,
  ],
  [
    "every third like that one gives earns, whose shares they may be and whoever else likes them",
    scheme([ruleOf("likes", { kind: "everyNth", indicator: "liking", count: 3 }, 6)]),
    `0: liking of B, C liking of B | 0 | 0
     1: liking of B, C liking of B | 0 | 0
     2: liking of C | +6 | 6`,
  ],
  [
    "likes and forwards reach the sharer, too, who may be told of them beside",
    scheme([
      ruleOf("liked", { kind: "each", indicator: "like" }, 2),
      ruleOf("forwarded", { kind: "each", indicator: "forward" }, 7),
      ruleOf("forwards", { kind: "firstOfDay", indicator: "forwarding" }, 3),
    ]),
    `0: B liking of A, like 2 | +4 +2 | 6
     1: B forwarding of A, forwarding of B, forwarding of C | +7 +3 | 16`,
  ],
  [
    "a sharer who has cancelled earns nothing by it",
    scheme([ruleOf("liked", { kind: "each", indicator: "like" }, 2)]),
    `0: B liking of A | +2 | 2
     1: cancellation, B liking of A | 0 | 0`,
  ],
];

const origins: Case[] = [
  [
    "praise through the app alone takes a piece past the number",
    byOrigin({ kind: "praisedOver", praises: 3 }, 10, throughApp),
    `0: praise 3 of s via shop, praise 2 of s via app | 0 | 0
     1: praise 1 of s via app, praise 9 of s | 0 | 0
     2: praise 1 of s via app | +10 | 10
     3: praise 5 of s via app | 0 | 10`,
  ],
  [
    "praise through the app from before the rule begins takes a piece past the number, too, as it would in a rule for all ways",
    byOrigin({ kind: "praisedOver", praises: 3 }, 10, fromTheThird(throughApp)),
    `0: praise 2 of s via app, praise 9 of s via shop, praise 4 of t via app | 0 | 0
     1: praise 1 of s via app | 0 | 0
     2: praise 1 of s via app, praise 9 of t via app | +10 | 10`,
  ],
  [
    "praise by any way counts from before the rule begins",
    byOrigin({ kind: "praisedOver", praises: 3 }, 10, fromTheThird({})),
    `0: praise 2 of s via app, praise 4 of t | 0 | 0
     1: praise 1 of s | 0 | 0
     2: praise 1 of s via shop, praise 9 of t via app | +10 | 10`,
  ],
  [
    "praise counts while the rule for the app is switched off, without another value by channel being asked for it",
    {
      ...byOrigin({ kind: "praisedOver", praises: 3 }, 10, {
        ...throughApp,
        enabled: false,
        multipliers: [{ kind: "channel", channel: "app", factor: 20_000 }],
      }),
      changes: [{ date: "2026-01-03", path: "rules/rule/enabled", value: true }],
    },
    `0: praise 3 of s via app | 0 | 0
     2: praise 1 of s via app, praise 9 of s via app | +20 | 20`,
  ],
  [
    "only purchases through the app earn; those of no channel do not",
    byOrigin({ kind: "each", indicator: "purchase" }, 5, throughApp),
    `0: purchase 500 via app, purchase 500 via shop, purchase 500 | +5 | 5`,
  ],
  [
    "only purchases of wine earn",
    byOrigin({ kind: "perAmount", indicator: "purchase", cents: 100 }, 1, {
      eligibility: { products: ["wine"] },
    }),
    `0: purchase 500 for wine via app, purchase 900 for bread, purchase 700 | +5 | 5`,
  ],
  [
    "purchases through the shop count double, wine half again, both three times",
    byOrigin({ kind: "perAmount", indicator: "purchase", cents: 100 }, 1, {
      multipliers: [
        { kind: "channel", channel: "shop", factor: 20_000 },
        { kind: "product", product: "wine", factor: 15_000 },
      ],
    }),
    `0: purchase 1000 | +10 | 10
     1: purchase 1000 via shop, purchase 1000 for wine, purchase 1000 for bread via app | +20 +15 +10 | 55
     2: purchase 1000 for wine via shop | +30 | 85`,
  ],
  [
    "what came another way counts towards nothing: every third share through the app",
    byOrigin({ kind: "everyNth", indicator: "share", count: 3 }, 4, throughApp),
    `0: share 2 via app, share 5 via shop | 0 | 0
     1: share via app | +4 | 4`,
  ],
  [
    "the first login of a day through the app, and of no other",
    byOrigin({ kind: "firstOfDay", indicator: "login" }, 3, throughApp),
    `0: login via shop, login via app, login via app | +3 | 3
     1: login via shop | 0 | 3
     2: login via app | +3 | 6`,
  ],
  [
    "a run of days through the app breaks on a day in the shop",
    byOrigin({ kind: "streak", days: 2, repeat: "restart" }, 9, throughApp),
    `0: login via app, login via app | 0 | 0
     1: login via shop | 0 | 0
     2: login via app | 0 | 0
     3: login via app, login via shop | +9 | 9`,
  ],
  [
    "the minutes of a day in the app, together",
    byOrigin({ kind: "accumulated", unitMinutes: 60, period: "day" }, 5, throughApp),
    `0: session 40 via app, session 40 via shop, session 30 via app | +5 | 5`,
  ],
  [
    "friends added through the app alone fill a band",
    byOrigin({ kind: "bands", indicator: "friend", bands: [{ count: 3, points: 8 }] }, 1, throughApp),
    `0: login, friend 2 via app, friend 9 via shop | 0 | 0
     29: friend via app | 0 | 0
     30: | +8 | 8`,
  ],
  [
    "referrals through the shop earn twice",
    byOrigin({ kind: "referral" }, 10, {
      multipliers: [{ kind: "channel", channel: "shop", factor: 20_000 }],
    }),
    `0: referral of B via shop, referral of C via app, referral of D | +20 +10 +10 | 40`,
  ],
  [
    "a segment that does not earn leaves the other awards their channels",
    byOrigin({ kind: "each", indicator: "task" }, 1, {
      eligibility: { segments: ["established"] },
      multipliers: [{ kind: "channel", channel: "shop", factor: 20_000 }],
    }),
    `0: task via app, task 3 via shop | +1 +6 | 7`,
  ],
];

describe.each([
  ["frequency", frequency],
  ["duration", durations],
  ["days running", streaks],
  ["spreading", spreading],
  ["money", money],
  ["calendar", calendar],
  ["channel and product", origins],
  ["both sides of a share", sharing],
])("%s", (_, cases) => {
  test.each(cases)("%s", (_title, scenario, table) => {
    const rows = (text: string) => text.split("\n").map((row) => row.replace(/\s*\|\s*/g, " | "));
    expect(rows(played(scenario, table))).toEqual(rows(written(table)));
  });
});

test("a birthday earns once a year, on 1 March where the year has no 29 February", () => {
  const scenario = only({ kind: "birthday" }, 50);
  const of = (month: number, day: number) => ({ A: { bornOn: 32 * month + day } });
  const events: RecordedEvent[] = [{ day: 0, event: "login" }];
  const days = (people: Record<string, { bornOn: number }>) =>
    play(scenario, events, "A", people).awards.map(({ day }) => day);
  expect(days(of(1, 1))).toEqual([0, 365, 730]);
  expect(days(of(2, 29))).toEqual([59, 424, 789]);
  expect(days(of(3, 1))).toEqual([59, 424, 790]);
  expect(days({})).toEqual([]);
});

type Step = { day: number; points: number; member?: string };
const caseOf = (id: string) => {
  const found = golden.cases.find((one) => one.id === id);
  if (!found) throw new Error(`no golden case ${id}`);
  return found;
};
const stepsOf = (id: string) => caseOf(id).expected as Step[];
type GoldenEvent = {
  day: number;
  indicator: string;
  member?: string;
  excellent?: boolean;
  minutes?: number;
} & {
  cents?: number;
  count?: number;
  piece?: string;
  points?: number;
};
const happened = (id: string): RecordedEvent[] =>
  (caseOf(id).events as GoldenEvent[]).flatMap((event): RecordedEvent[] => {
    const { day, indicator, minutes, cents, count, points } = event;
    const amount = minutes ?? cents ?? count ?? points ?? 1;
    const who = event.member === undefined ? {} : { member: event.member };
    const piece = event.piece === undefined ? {} : { piece: 0 };
    const own: RecordedEvent = { day, event: indicator as "login", amount, ...who, ...piece };
    return event.excellent ? [own, { day, event: "excellent" }] : [own];
  });

const signIn = [
  ruleOf("sign-in", { kind: "firstOfDay", indicator: "login" }, 5),
  ruleOf("week", { kind: "streak", days: 7, repeat: "restart" }, 10),
];
const perPoint = (indicator: "bill" | "purchase", cents: number, rounding: "up" | "down") =>
  ruleOf("spend", { kind: "perAmount", indicator, cents }, 1, { rounding });

const tables: [id: string, rules: Rule[]][] = [
  [
    "fetion.pc",
    [ruleOf("pc", { kind: "accumulated", unitMinutes: 30, period: "day" }, 2, { caps: { pointsPerDay: 8 } })],
  ],
  [
    "fetion.phone",
    [
      ruleOf("phone", { kind: "accumulated", unitMinutes: 10, period: "day" }, 2, {
        caps: { pointsPerDay: 24 },
      }),
    ],
  ],
  ["task.signin", signIn],
  ["task.signin.break", signIn],
  [
    "task.share",
    [
      ruleOf("share", { kind: "each", indicator: "share" }, 10),
      ruleOf("likes", { kind: "everyNth", indicator: "like", count: 10 }, 5),
    ],
  ],
  [
    "task.course",
    [
      ruleOf("course", { kind: "each", indicator: "task" }, 50),
      ruleOf("excellent", { kind: "each", indicator: "excellent" }, 20),
    ],
  ],
  [
    "task.purchase",
    [
      ruleOf("purchase", { kind: "each", indicator: "purchase" }, 50),
      ruleOf("large", { kind: "amountOver", indicator: "purchase", cents: 100_000 }, 100),
    ],
  ],
  ["mobile.bill", [perPoint("bill", 100, "up")]],
  ["car.earning", [perPoint("purchase", 10_000, "down")]],
  [
    "car.share",
    [
      ruleOf("share", { kind: "each", indicator: "share" }, 2, {
        caps: { pointsPerDay: 8, pointsPerYear: 384 },
      }),
    ],
  ],
];

test.each(tables)("golden table %s", (id, rules) => {
  const sums = (steps: readonly Step[]) => {
    const byDay: Record<number, number> = {};
    for (const { day, points } of steps) byDay[day] = (byDay[day] ?? 0) + points;
    return byDay;
  };
  const { awards } = play(scheme(rules), happened(id));
  expect(sums(awards)).toEqual(sums(stepsOf(id)));
});

test("golden table chain: each referrer receives a tenth, rounded down, until nothing is left", () => {
  const referrals: RecordedEvent[] = ["A B", "B C", "C D"].map((pair) => {
    const [member = "", referred = ""] = pair.split(" ");
    return { day: 0, event: "referral", member, referred };
  });
  const rules = [
    ruleOf("grant", { kind: "grant" }, 1),
    ruleOf("chain", { kind: "shareOfReferred", basisPoints: 1000, depth: 0 }, 1),
  ];
  const { awards } = play(scheme(rules), [...referrals, ...happened("chain")]);
  expect(awards.map(({ member, day, points }) => ({ day, points, member }))).toEqual(stepsOf("chain"));
  const short = rules.map((rule) =>
    rule.id === "chain"
      ? { ...rule, condition: { kind: "shareOfReferred" as const, basisPoints: 1000, depth: 2 } }
      : rule,
  );
  const { awards: upToTwo } = play(scheme(short), [...referrals, ...happened("chain")]);
  expect(upToTwo.map(({ member }) => member)).toEqual(["D", "C", "B"]);
});
