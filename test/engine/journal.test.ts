/** What is told of member A, posting by posting: tables of each way by which points move. Runs start on 1 January 2026. */
import { describe, expect, test } from "vitest";
import type { Currency } from "../../src/domain/currency.ts";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { type Language, text } from "../../src/domain/text.ts";
import { compile } from "../../src/engine/compile.ts";
import { followMember } from "../../src/engine/explain.ts";
import { syntheticSource } from "../../src/engine/population.ts";
import { simulate } from "../../src/engine/simulate.ts";
import { moveFormula } from "../../src/i18n/move.ts";
import type { RecordedEvent } from "./recorded.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";
import { eventsIn, written } from "./table.ts";
import { lineWords, told } from "./told.ts";

const grant = ruleOf("grant", { kind: "grant" }, 1);
const spend = ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1);
const none: Currency["validity"] = { kind: "none" };

function schemeOf(
  currency: Partial<Currency> = {},
  rules: Rule[] = [grant],
  more: Partial<Scenario> = {},
): Scenario {
  const run = { start: "2026-01-01", days: 70 };
  return { ...scenarioOf({ rules, items: [], run, currency: { validity: none, ...currency } }), ...more };
}

/** What is told of A, or of another, one line a posting. */
function toldOf(
  scenario: Scenario,
  table: string,
  { who = "A", language = "en" as Language, more = [] as RecordedEvent[] } = {},
): string {
  const events = [...eventsIn(table), ...more];
  const lines = told(scenario, events).lines.get(who) ?? [];
  return lines.map((line) => lineWords(scenario, line, 0, language)).join("\n");
}

const coins = (points: Currency): Currency => ({ ...points, id: "coins", name: text("币", "Coins") });

function exchanging(give: number, get: number, by: "member" | "scheme"): Scenario {
  const base = schemeOf();
  const [points] = base.currencies as [Currency];
  const ends = { from: "points", to: "coins", give, get, pointsMin: 10 };
  const exchange = { id: "there", enabled: true, ...ends, phase: "innerLoop" as const, by };
  return { ...base, currencies: [points, coins(points)], exchanges: [exchange] };
}

const transfer = { enabled: true, pointsMin: 10, feeBasisPoints: 500 };
const purchase = { enabled: true, points: 100, cents: 990, pointsPerMonth: 150 };
const offset = { enabled: true, points: 100, cents: 500, shareMax: 3000, earns: false };
/** The year ends with the 30th day. */
const december = { run: { ...preset.run, start: "2026-12-01", days: 40 } };
const decay = { enabled: true, basisPointsPerDay: 500, rounding: "down" as const };

describe("each way by which points move is a posting of its own, with its cause and its numbers", () => {
  test.each<[string, Scenario, string, string]>([
    [
      "an exchange is one in each currency",
      exchanging(3, 1, "member"),
      "0: grant 100, exchange 50 |",
      `0: grant +100 = 100 points; 100 × 1 = 100
       0: exchanged away -48 = 52 points; asked for 50, 48 Points × 1 ÷ 3 → 16 Coins
       0: got by exchange +16 = 16 coins; asked for 50, 48 Points × 1 ÷ 3 → 16 Coins`,
    ],
    [
      "an exchange by the scheme comes on the first of the month",
      exchanging(2, 1, "scheme"),
      "30: grant 41 |",
      `30: grant +41 = 41 points; 41 × 1 = 41
       31: exchanged away -40 = 1 points; 40 Points × 1 ÷ 2 → 20 Coins
       31: got by exchange +20 = 20 coins; 40 Points × 1 ÷ 2 → 20 Coins
       59: not exchanged 0 = 1 points; asked for 1, at least 10 at once`,
    ],
    [
      "what is sent and its fee",
      schemeOf({ transfer }),
      "0: B login, grant 100, pointsTransfer 50 of B |",
      `0: grant +100 = 100 points; 100 × 1 = 100
       0: sent -48 = 52 points; to B
       0: transfer fee -2 = 50 points; 50 × 5% → 2; to B`,
    ],
    [
      "what is received",
      schemeOf({ transfer }),
      "0: login, B grant 100, B pointsTransfer 50 of A |",
      "0: received +48 = 48 points; from B",
    ],
    [
      "points for money, as far as the month's limit goes",
      schemeOf({ purchase }),
      "0: pointsPurchase 1000, pointsPurchase 1000 |",
      `0: bought +101 = 101 points; ¥10.00 × 100 ÷ ¥9.90 → 101
       0: bought +49 = 150 points; ¥4.86 × 100 ÷ ¥9.90 → 49`,
    ],
    [
      "a purchase paid in part with points",
      schemeOf({ offset }, [grant, spend]),
      `0: grant 100 |
       1: purchase 2000, offset 100 |`,
      `0: grant +100 = 100 points; 100 × 1 = 100
       1: paid at checkout -100 = 0 points; ¥5.00 of a purchase of ¥20.00
       1: spend +15 = 15 points; ¥15.00 × 1 ÷ ¥1.00 = 15`,
    ],
    [
      "redeeming more than there is",
      schemeOf(),
      "0: grant 70, redemption 100, redemption 5 |",
      `0: grant +70 = 70 points; 70 × 1 = 70
       0: redeemed -70 = 0 points; asked for 100, could spend 70
       0: not redeemed 0 = 0 points; asked for 5, could spend 0`,
    ],
    [
      "redeeming while all or some of it waits",
      schemeOf({ pendingDays: 10 }, [grant, spend]),
      `0: purchase 10000 |
       1: redemption 10 |
       2: grant 5 |
       3: redemption 10, redemption 0 |`,
      `0: spend +100 = 100 points; ¥100.00 × 1 ÷ ¥1.00 = 100; 100 of the balance waiting
       1: not redeemed 0 = 100 points; asked for 10, could spend 0, 100 of the balance waiting
       2: grant +5 = 105 points; 5 × 1 = 5
       3: redeemed -5 = 100 points; asked for 10, could spend 5, 100 of the balance waiting
       3: not redeemed 0 = 100 points; asked for 0, at least 1 at once
       10: released 0 = 100 points; 100 points earned on Jan 1, 2026 can be spent from now on`,
    ],
    [
      "redeeming more than the month's budget leaves",
      schemeOf({ redemptionBudgetPerMonth: 50 }),
      "0: grant 70, redemption 60 |",
      `0: grant +70 = 70 points; 70 × 1 = 70
       0: redeemed -50 = 20 points; asked for 60, of which the month’s budget left 50`,
    ],
    [
      "a conversion of what is held",
      schemeOf({ migrations: [{ date: "2026-01-03", numerator: 7, denominator: 3 }] }),
      "0: grant 100 |",
      `0: grant +100 = 100 points; 100 × 1 = 100
       2: converted +133 = 233 points; 100 × 7 ÷ 3 → 233`,
    ],
    [
      "a conversion of what waits, and of what is owed",
      schemeOf({ pendingDays: 5, migrations: [{ date: "2026-01-08", numerator: 7, denominator: 3 }] }, [
        spend,
      ]),
      `0: purchase 10000 of a |
       5: redemption 60, purchase 20000 of b |
       6: refund 9000 of a |`,
      `0: spend +100 = 100 points; ¥100.00 × 1 ÷ ¥1.00 = 100; 100 of the balance waiting
       5: released 0 = 100 points; 100 points earned on Jan 1, 2026 can be spent from now on
       5: spend +200 = 300 points; ¥200.00 × 1 ÷ ¥1.00 = 200; 200 of the balance waiting
       5: redeemed -60 = 240 points
       6: taken back by a refund -40 = 200 points; 100 × ¥90.00 ÷ ¥100.00 → 90, 50 still owed
       7: converted +266 = 466 points; 200 × 7 ÷ 3 → 466; 466 of the balance waiting
       7: converted 0 = 466 points; 50 × 7 ÷ 3 → 116 still owed
       10: released 0 = 466 points; 466 points earned on Jan 6, 2026 can be spent from now on
       10: paid off a refund -116 = 350 points; nothing more is owed`,
    ],
    [
      "points that lapse",
      schemeOf({ validity: { kind: "days", days: 2 } }),
      "0: grant 100 |",
      `0: grant +100 = 100 points; 100 × 1 = 100
       2: expired -100 = 0 points`,
    ],
    [
      "a lot that gives way to a newer one",
      schemeOf({ validity: { kind: "lots", count: 1 } }),
      `0: grant 100 |
       1: grant 30 |`,
      `0: grant +100 = 100 points; 100 × 1 = 100
       1: grant +30 = 130 points; 30 × 1 = 30
       1: lapsed for a newer lot -100 = 30 points`,
    ],
    [
      "a cycle that ends",
      schemeOf({ validity: { kind: "cycle", years: 1 } }, [grant], december),
      "0: grant 100 |",
      `0: grant +100 = 100 points; 100 × 1 = 100
       31: cycle over -100 = 0 points`,
    ],
    [
      "clearing at the year's end",
      schemeOf({ yearEndClearing: { enabled: true, scope: "everything" } }, [grant], december),
      "0: grant 100 |",
      `0: grant +100 = 100 points; 100 × 1 = 100
       31: cleared at the year’s end -100 = 0 points`,
    ],
    [
      "lapsed points that the year's end clears",
      schemeOf(
        {
          validity: { kind: "days", days: 2 },
          yearEndClearing: { enabled: true, scope: "pastValidity" },
        },
        [grant],
        december,
      ),
      "0: grant 100 |",
      `0: grant +100 = 100 points; 100 × 1 = 100
       31: lapsed points cleared -100 = 0 points`,
    ],
    [
      "a membership that ends",
      schemeOf(),
      `0: grant 100 |
       1: cancellation |`,
      `0: grant +100 = 100 points; 100 × 1 = 100
       1: cleared on cancelling -100 = 0 points`,
    ],
    [
      "decay",
      schemeOf({ decay }, [grant], { run: { ...preset.run, start: "2026-01-01", days: 3 } }),
      "0: grant 101 |",
      `0: grant +101 = 101 points; 101 × 1 = 101
       1: decayed -6 = 95 points; 101 × 95% → 95
       2: decayed -5 = 90 points; 95 × 95% → 90`,
    ],
    [
      "points of a payment that wait and come free",
      schemeOf({ pendingDays: 7 }, [spend]),
      "0: purchase 3000 |",
      `0: spend +30 = 30 points; ¥30.00 × 1 ÷ ¥1.00 = 30; 30 of the balance waiting
       7: released 0 = 30 points; 30 points earned on Jan 1, 2026 can be spent from now on`,
    ],
    [
      "a refund of what waits",
      schemeOf({ pendingDays: 7 }, [spend]),
      `0: purchase 3000 of a |
       2: refund 1500 of a |`,
      `0: spend +30 = 30 points; ¥30.00 × 1 ÷ ¥1.00 = 30; 30 of the balance waiting
       2: taken back by a refund -15 = 15 points; 30 × ¥15.00 ÷ ¥30.00 → 15; 15 of the balance waiting
       7: released 0 = 15 points; 15 points earned on Jan 1, 2026 can be spent from now on`,
    ],
    [
      "a refund of points that were spent, and the debt that later points pay",
      schemeOf({}, [grant, spend]),
      `0: purchase 3000 of a, redemption 20 |
       2: refund 0 of a |
       3: grant 15 |
       4: grant 50 |`,
      `0: spend +30 = 30 points; ¥30.00 × 1 ÷ ¥1.00 = 30
       0: redeemed -20 = 10 points
       2: taken back by a refund -10 = 0 points; refund of all, which had earned 30, 20 still owed
       3: grant +15 = 15 points; 15 × 1 = 15
       3: paid off a refund -15 = 0 points; 5 still owed
       4: grant +50 = 50 points; 50 × 1 = 50
       4: paid off a refund -5 = 45 points; nothing more is owed`,
    ],
    [
      "refunds of orders that points stood for a part of",
      schemeOf({ offset }, [grant, spend]),
      `0: grant 200 |
       1: purchase 2000 of a, offset 100 |
       2: purchase 1000 of b, offset 60 |
       3: refund 500 of a |
       4: refund 1000 of b |`,
      `0: grant +200 = 200 points; 200 × 1 = 200
       1: paid at checkout -100 = 100 points; ¥5.00 of a purchase of ¥20.00
       1: spend +15 = 115 points; ¥15.00 × 1 ÷ ¥1.00 = 15
       2: paid at checkout -60 = 55 points; ¥3.00 of a purchase of ¥10.00
       2: spend +7 = 62 points; ¥7.00 × 1 ÷ ¥1.00 = 7
       3: given back by a refund +25 = 87 points; 100 × ¥5.00 ÷ ¥20.00 → 25
       3: taken back by a refund -3 = 84 points; 15 × ¥5.00 ÷ ¥20.00 → 3
       4: given back by a refund +60 = 144 points; refund of all, paid in part with 60
       4: taken back by a refund -7 = 137 points; refund of all, which had earned 7`,
    ],
    [
      "refunds of parts of an order, each of what is left, until nothing is",
      schemeOf({ offset }, [grant, spend]),
      `0: grant 100 |
       1: purchase 2000 of a, offset 100 |
       2: refund 500 of a |
       3: refund 500 of a |
       4: refund 1000 of a |`,
      `0: grant +100 = 100 points; 100 × 1 = 100
       1: paid at checkout -100 = 0 points; ¥5.00 of a purchase of ¥20.00
       1: spend +15 = 15 points; ¥15.00 × 1 ÷ ¥1.00 = 15
       2: given back by a refund +25 = 40 points; 100 × ¥5.00 ÷ ¥20.00 → 25
       2: taken back by a refund -3 = 37 points; 15 × ¥5.00 ÷ ¥20.00 → 3
       3: given back by a refund +25 = 62 points; 100 × ¥10.00 ÷ ¥20.00 → 50, 25 of it given back before
       3: taken back by a refund -4 = 58 points; 15 × ¥10.00 ÷ ¥20.00 → 7, 3 of it taken back before
       4: given back by a refund +50 = 108 points; refund of all, paid in part with 100, 50 of it given back before
       4: taken back by a refund -8 = 100 points; refund of all, which had earned 15, 7 of it taken back before`,
    ],
    [
      "a second refund of points that wait, and one of what was spent in between",
      schemeOf({ pendingDays: 3 }, [spend]),
      `0: purchase 1000 of a |
       1: refund 300 of a |
       2: refund 200 of a |
       3: redemption 4 |
       4: refund 300 of a |`,
      `0: spend +10 = 10 points; ¥10.00 × 1 ÷ ¥1.00 = 10; 10 of the balance waiting
       1: taken back by a refund -3 = 7 points; 10 × ¥3.00 ÷ ¥10.00 → 3; 7 of the balance waiting
       2: taken back by a refund -2 = 5 points; 10 × ¥5.00 ÷ ¥10.00 → 5, 3 of it taken back before; 5 of the balance waiting
       3: released 0 = 5 points; 5 points earned on Jan 1, 2026 can be spent from now on
       3: redeemed -4 = 1 points
       4: taken back by a refund -1 = 0 points; 10 × ¥8.00 ÷ ¥10.00 → 8, 5 of it taken back before, 2 still owed`,
    ],
    [
      "refunds before and after a conversion of the points",
      schemeOf({ migrations: [{ date: "2026-01-04", numerator: 7, denominator: 3 }] }, [spend]),
      `0: purchase 1000 of a |
       1: refund 300 of a |
       4: refund 350 of a |
       5: refund 350 of a |`,
      `0: spend +10 = 10 points; ¥10.00 × 1 ÷ ¥1.00 = 10
       1: taken back by a refund -3 = 7 points; 10 × ¥3.00 ÷ ¥10.00 → 3
       3: converted +9 = 16 points; 7 × 7 ÷ 3 → 16
       4: taken back by a refund -8 = 8 points; 16 × ¥3.50 ÷ ¥7.00 → 8
       5: taken back by a refund -8 = 0 points; refund of all, which had earned 16, 8 of it taken back before`,
    ],
  ])("%s", (_, scenario, table, lines) => expect(toldOf(scenario, table)).toBe(written(lines)));
});

const login = { kind: "firstOfDay", indicator: "login" } as const;
const referring = (...rules: Rule[]) => schemeOf({}, rules);

describe("awards for what others do name them", () => {
  test.each<[string, Scenario, string, string]>([
    [
      "a referral",
      referring(ruleOf("referral", { kind: "referral" }, 100)),
      "3: referral of B |",
      "3: referral +100 = 100 points; 1 × 100 = 100; member B",
    ],
    [
      "a referred member who comes back",
      referring(ruleOf("retained", { kind: "referralRetained", months: 2 }, 20)),
      `3: referral of B, B login |
       33: B login |`,
      "33: retained +20 = 20 points; 1 × 20 = 20; member B",
    ],
    [
      "a referred member who stays",
      schemeOf({}, [ruleOf("stays", { kind: "referralStays", everyMonths: 1 }, 5)], {
        run: { ...preset.run, start: "2026-01-01", days: 62 },
      }),
      "3: referral of B, referral of C |",
      `31: stays +5 = 5 points; stayed 1 month → 1 × 5 = 5; member B
       31: stays +5 = 10 points; stayed 1 month → 1 × 5 = 5; member C
       59: stays +5 = 15 points; stayed 2 months → 1 × 5 = 5; member B
       59: stays +5 = 20 points; stayed 2 months → 1 × 5 = 5; member C`,
    ],
    [
      "what a referred member has spent",
      referring(ruleOf("spender", { kind: "referralSpend", cents: 10_000 }, 50)),
      `3: referral of B, B purchase 7000 |
       4: B bill 4000 |`,
      "4: spender +50 = 50 points; spent ¥110.00 in all, ¥100.00 asked for → 1 × 50 = 50; member B",
    ],
    [
      "a share of what a referred member earns",
      referring(
        ruleOf("login", login, 30),
        ruleOf("chain", { kind: "shareOfReferred", basisPoints: 1000, depth: 0 }, 1),
      ),
      "3: referral of B, B login |",
      `3: chain +3 = 3 points; 30 earned by login × 10% → 3; member B`,
    ],
    [
      "a share with a multiplier, and one that comes to nothing",
      referring(
        ruleOf("login", login, 9),
        ruleOf("chain", { kind: "shareOfReferred", basisPoints: 1000, depth: 0 }, 1, {
          multipliers: [{ kind: "window", span: { until: "2026-01-04" }, factor: 25_000 }],
        }),
      ),
      `3: referral of B, B login |
       4: B login |`,
      `3: chain +2 = 2 points; 9 earned by login × 10% × 250% → 2; member B
       4: chain 0 points; less than a point; 9 earned by login × 10% → 0; member B`,
    ],
    [
      "a community",
      referring(ruleOf("community", { kind: "community", activeMembers: 2, depth: 0 }, 10)),
      `3: referral of B, B referral of C, B login, C login |
       4: C referral of D, D login |`,
      "30: community +10 = 10 points; 3 active members ÷ 2 → 1 × 10 = 10",
    ],
  ])("%s", (_, scenario, table, lines) => {
    expect(toldOf(scenario, table)).toBe(written(lines));
  });
});

/** The first two pay alike. */
const equalBands = [
  { count: 2, points: 10 },
  { count: 5, points: 10 },
  { count: 8, points: 30 },
];

describe("the formula of an award names what was measured", () => {
  test.each<[string, Rule["condition"], string, en: string, zh: string]>([
    [
      "one payment above an amount",
      { kind: "amountOver", indicator: "purchase", cents: 10_000 },
      "0: purchase 15000 |",
      "0: rule +100 = 100 points; paid ¥150.00, more than ¥100.00 asked for → 1 × 100 = 100",
      "0: rule +100 = 100 points; 单笔 ¥150.00，超过 ¥100.00 → 1 × 100 = 100",
    ],
    [
      "full amounts of a payment, and less than one",
      { kind: "perAmount", indicator: "purchase", cents: 10_000, fullUnits: true },
      "0: purchase 19900, purchase 9900 |",
      `0: rule +100 = 100 points; ¥199.00 ÷ ¥100.00 → 1 × 100 = 100
       0: rule 0 points; less than a point; ¥99.00 ÷ ¥100.00 → 0 × 100 = 0`,
      `0: rule +100 = 100 points; ¥199.00 ÷ ¥100.00 → 1 × 100 = 100
       0: rule 0 points; 不足 1 分; ¥99.00 ÷ ¥100.00 → 0 × 100 = 0`,
    ],
    [
      "full amounts of a month's bills",
      { kind: "perAmount", indicator: "bill", cents: 10_000, fullUnits: true, monthTotal: true },
      "0: bill 19900, bill 9900 |",
      "30: rule +200 = 200 points; ¥298.00 ÷ ¥100.00 → 2 × 100 = 200",
      "30: rule +200 = 200 points; ¥298.00 ÷ ¥100.00 → 2 × 100 = 200",
    ],
    [
      "days running",
      { kind: "streak", days: 2, repeat: "daily" },
      "0: login |\n1: login |\n2: login |",
      `1: rule +100 = 100 points; day 2 running, 2 asked for → 1 × 100 = 100
       2: rule +100 = 200 points; day 3 running, 2 asked for → 1 × 100 = 100`,
      `1: rule +100 = 100 points; 连续第 2 天，达到 2 天 → 1 × 100 = 100
       2: rule +100 = 200 points; 连续第 3 天，达到 2 天 → 1 × 100 = 100`,
    ],
    [
      "minutes of a day together, what was left over included",
      { kind: "accumulated", unitMinutes: 30, period: "day" },
      "0: session 70, session 5, session 25 |",
      `0: rule +200 = 200 points; 70 min ÷ 30 → 2 × 100 = 200
       0: rule +100 = 300 points; 40 min ÷ 30 → 1 × 100 = 100`,
      `0: rule +200 = 200 points; 70 分钟 ÷ 30 → 2 × 100 = 200
       0: rule +100 = 300 points; 40 分钟 ÷ 30 → 1 × 100 = 100`,
    ],
    [
      "one session of a length",
      { kind: "sessionReaches", minutes: 30 },
      "0: session 29, session 45 |",
      "0: rule +100 = 100 points; 45 min in one session, 30 asked for → 1 × 100 = 100",
      "0: rule +100 = 100 points; 单次 45 分钟，达到 30 分钟 → 1 × 100 = 100",
    ],
    [
      "every so many, what had waited included",
      { kind: "everyNth", indicator: "share", count: 5 },
      "0: share 4 |\n1: share 7 |",
      "1: rule +200 = 200 points; 11 in all ÷ 5 → 2 × 100 = 200",
      "1: rule +200 = 200 points; 11 次 ÷ 5 → 2 × 100 = 200",
    ],
    [
      "every so many of a piece, and of payments",
      { kind: "everyNth", indicator: "like", count: 5 },
      "0: like 4 of a, like 4 of b, like 2 of a |",
      "0: rule +100 = 100 points; 6 in all ÷ 5 → 1 × 100 = 100",
      "0: rule +100 = 100 points; 6 次 ÷ 5 → 1 × 100 = 100",
    ],
    [
      "payments, each of which is one",
      { kind: "everyNth", indicator: "purchase", count: 2 },
      "0: purchase 4, purchase 700 |",
      "0: rule +100 = 100 points; 2 in all ÷ 2 → 1 × 100 = 100",
      "0: rule +100 = 100 points; 2 次 ÷ 2 → 1 × 100 = 100",
    ],
    [
      "friends of a month, and the highest of bands that pay alike",
      { kind: "bands", indicator: "friend", bands: equalBands },
      "0: login, friend 2, friend 4 |\n31: login, friend 3 |\n59: login |",
      `30: rule +10 = 10 points; 6 → band from 5: 10
       58: rule +10 = 20 points; 3 → band from 2: 10`,
      `30: rule +10 = 10 points; 6 人 → 满 5 人一档：10
       58: rule +10 = 20 points; 3 人 → 满 2 人一档：10`,
    ],
    [
      "friends so far, where months without a new one count, too",
      { kind: "bands", indicator: "contact", counted: "soFar", bands: equalBands },
      "0: login, contact 4 |\n31: login, contact 2 |\n59: login |",
      `30: rule +10 = 10 points; 4 → band from 2: 10
       58: rule +10 = 20 points; 6 → band from 5: 10`,
      `30: rule +10 = 10 points; 4 人 → 满 2 人一档：10
       58: rule +10 = 20 points; 6 人 → 满 5 人一档：10`,
    ],
    [
      "praise of a piece",
      { kind: "praisedOver", praises: 10 },
      "0: praise 8 of a |\n1: praise 5 of a |",
      "1: rule +100 = 100 points; praised 13 times in all, more than 10 asked for → 1 × 100 = 100",
      "1: rule +100 = 100 points; 被评优 13 次，超过 10 次 → 1 × 100 = 100",
    ],
  ])("%s", (_, condition, table, en, zh) => {
    const plain = ruleOf("rule", condition, 100);
    expect(toldOf(schemeOf({}, [plain]), table)).toBe(written(en));
    expect(toldOf(schemeOf({}, [plain]), table, { language: "zh-CN" })).toBe(written(zh));
  });

  test("friends of a month that is active by points for session time", () => {
    const session = ruleOf("session", { kind: "sessionLength", unitMinutes: 10 }, 5);
    const bands = { kind: "bands", indicator: "friend", sessionPoints: 5, bands: equalBands } as const;
    expect(toldOf(schemeOf({}, [session, ruleOf("bands", bands, 1)]), "0: session 10, friend 9 |")).toBe(
      written(`0: session +5 = 5 points; 10 min ÷ 10 → 1 × 5 = 5
       30: bands +30 = 35 points; 9 → band from 8: 30`),
    );
  });

  test("a band that a change of the scheme has moved", () => {
    const scheme = schemeOf(
      {},
      [ruleOf("bands", { kind: "bands", indicator: "friend", bands: equalBands }, 1)],
      {
        changes: [{ date: "2026-01-20", path: "rules/bands/condition/bands/1/count", value: 7 }],
      },
    );
    expect(toldOf(scheme, "0: login, friend 6 |\n31: login, friend 7 |")).toBe(
      written(`30: bands +10 = 10 points; 6 → band from 2: 10
       58: bands +10 = 20 points; 7 → band from 7: 10`),
    );
  });

  test("what was asked for where less was sent or exchanged", () => {
    const sending = schemeOf({ transfer: { ...transfer, feeBasisPoints: 0, pointsPerMonth: 45 } });
    expect(toldOf(sending, "0: B login, grant 90, pointsTransfer 60 of B |")).toBe(
      written(`0: grant +90 = 90 points; 90 × 1 = 90
               0: sent -45 = 45 points; asked for 60; to B`),
    );
    const giving = exchanging(1, 1, "member");
    expect(toldOf(giving, "0: grant 45, exchange 60 |", { language: "zh-CN" })).toBe(
      written(`0: grant +45 = 45 points; 45 × 1 = 45
               0: 转换转出 -45 = 0 points; 申请 60，45 积分 × 1 ÷ 1 → 45 币
               0: 转换转入 +45 = 45 coins; 申请 60，45 积分 × 1 ÷ 1 → 45 币`),
    );
  });
});

describe("what was tried and moved nothing says why", () => {
  const closed = { ...exchanging(3, 1, "member"), exchanges: [] };
  const open = (more: object) => {
    const base = exchanging(3, 1, "member");
    return { ...base, exchanges: (base.exchanges ?? []).map((own) => ({ ...own, ...more })) };
  };

  test.each<[string, Scenario, string, string]>([
    [
      "points sent: less than the least, more than is held, to oneself",
      schemeOf({ transfer }),
      `0: B login, grant 12, pointsTransfer 9 of B, pointsTransfer 12 of B, pointsTransfer 20 of B |
       1: pointsTransfer 10 of A |`,
      `0: grant +12 = 12 points; 12 × 1 = 12
       0: not sent 0 = 12 points; asked for 9, at least 10 at once
       0: sent -12 = 0 points; to B
       0: not sent 0 = 0 points; asked for 20, could spend 0, at least 10 at once
       1: not sent 0 = 0 points; asked for 10, with no member to send to`,
    ],
    [
      "points sent: the month's limit leaves too little, and then nothing",
      schemeOf({ transfer: { ...transfer, feeBasisPoints: 0, pointsPerMonth: 25 } }),
      `0: B login, grant 90, pointsTransfer 20 of B, pointsTransfer 20 of B |
       31: pointsTransfer 25 of B, pointsTransfer 20 of B |`,
      `0: grant +90 = 90 points; 90 × 1 = 90
       0: sent -20 = 70 points; to B
       0: not sent 0 = 70 points; asked for 20, of which the month’s limit left 5, at least 10 at once
       31: sent -25 = 45 points; to B
       31: not sent 0 = 45 points; asked for 20, the month’s limit used up`,
    ],
    [
      "points sent to whom has cancelled",
      schemeOf({ transfer }),
      `0: B login, grant 50 |
       1: B cancellation, pointsTransfer 20 of B |`,
      `0: grant +50 = 50 points; 50 × 1 = 50
       1: not sent 0 = 50 points; asked for 20, with no member to send to`,
    ],
    [
      "points bought: beyond the limit, for too little money, where none are sold",
      schemeOf({ purchase }, [grant], {
        changes: [{ date: "2026-01-03", path: "currencies/points/purchase/enabled", value: false }],
      }),
      `0: pointsPurchase 2000, pointsPurchase 1000, pointsPurchase 9 |
       2: pointsPurchase 1000 |`,
      `0: bought +150 = 150 points; ¥14.85 × 100 ÷ ¥9.90 → 150
       0: not bought 0 = 150 points; asked for ¥10.00, the month’s limit used up
       0: not bought 0 = 150 points; asked for ¥0.09, worth less than the smallest unit
       2: not bought 0 = 150 points; asked for ¥10.00, which the scheme did not offer`,
    ],
    [
      "an exchange that members ask for",
      open({ pointsPerMonth: 25 }),
      `0: grant 100, exchange 9, exchange 18, exchange 30 |
       1: redemption 80, exchange 30 |`,
      `0: grant +100 = 100 points; 100 × 1 = 100
       0: not exchanged 0 = 100 points; asked for 9, at least 10 at once
       0: exchanged away -18 = 82 points; 18 Points × 1 ÷ 3 → 6 Coins
       0: got by exchange +6 = 6 coins; 18 Points × 1 ÷ 3 → 6 Coins
       0: not exchanged 0 = 82 points; asked for 30, of which the month’s limit left 7, at least 10 at once
       1: not exchanged 0 = 82 points; asked for 30, of which the month’s limit left 7, at least 10 at once
       1: redeemed -80 = 2 points`,
    ],
    [
      "an exchange that comes to less than a point, and one of a later phase",
      {
        ...open({ give: 100, pointsMin: 1 }),
        changes: [{ date: "2026-01-02", path: "exchanges/there/enabled", value: false }],
      },
      `0: grant 100, exchange 99 |
       1: exchange 100 |`,
      `0: grant +100 = 100 points; 100 × 1 = 100
       0: not exchanged 0 = 100 points; asked for 99, worth less than the smallest unit
       1: not exchanged 0 = 100 points; asked for 100, which the scheme did not offer`,
    ],
    [
      "an exchange by the scheme of too little",
      exchanging(2, 1, "scheme"),
      `30: grant 9 |
       40: redemption 9 |`,
      `30: grant +9 = 9 points; 9 × 1 = 9
       31: not exchanged 0 = 9 points; asked for 9, at least 10 at once
       40: redeemed -9 = 0 points`,
    ],
    [
      "points at checkout without a purchase, without points, for less than they can stand for",
      schemeOf({ offset }, [grant]),
      `0: offset 30 |
       1: purchase 2000, offset 30 |
       2: grant 50 |
       3: purchase 1, offset 30 |`,
      `0: not paid at checkout 0 = 0 points; asked for 30, without a purchase that day
       1: not paid at checkout 0 = 0 points; asked for 30, could spend 0
       2: grant +50 = 50 points; 50 × 1 = 50
       3: not paid at checkout 0 = 50 points; asked for 30, worth less than the smallest unit`,
    ],
    [
      "points that no rule of the scheme lets anybody spend",
      schemeOf({ spendable: false }, [grant, ruleOf("back", { kind: "perRedeemed", per: 1 }, 2)]),
      `0: grant 50 |
       1: redemption 3 |`,
      `0: grant +50 = 50 points; 50 × 1 = 50
       1: not redeemed 0 = 50 points; asked for 3, which the scheme did not offer`,
    ],
    ["an exchange that the scheme does not have says nothing", closed, "0: exchange 10 |", ""],
    [
      "points at checkout and a redemption where the scheme offers neither",
      schemeOf({ spendable: false }),
      `0: grant 50 |
       1: purchase 2000, offset 30 |
       2: redemption 3 |`,
      `0: grant +50 = 50 points; 50 × 1 = 50
       1: not paid at checkout 0 = 50 points; asked for 30, which the scheme did not offer
       2: not redeemed 0 = 50 points; asked for 3, which the scheme did not offer`,
    ],
  ])("%s", (_, scenario, table, lines) => {
    expect(toldOf(scenario, table)).toBe(written(lines));
  });

  test.each<[string, Scenario, string, string]>([
    [
      "转让",
      schemeOf({ transfer: { ...transfer, feeBasisPoints: 0, pointsPerMonth: 25 } }),
      `0: B login, grant 90, pointsTransfer 5 of B, pointsTransfer 20 of B, pointsTransfer 20 of B |
       1: redemption 90, pointsTransfer 20 of A, pointsTransfer 5 of B |
       31: pointsTransfer 20 of B |`,
      `0: grant +90 = 90 points; 90 × 1 = 90
       0: 转让未成 0 = 90 points; 申请 5，低于单次最低 10
       0: 转让转出 -20 = 70 points; 转给 B
       0: 转让未成 0 = 70 points; 申请 20，当月限额仅剩 5，不足单次最低 10
       1: 转让未成 0 = 70 points; 申请 20，没有可受让的会员
       1: 转让未成 0 = 70 points; 申请 5，低于单次最低 10
       1: 兑换 -70 = 0 points; 申请 90，可用仅 70
       31: 转让未成 0 = 0 points; 申请 20，可用仅 0，不足单次最低 10`,
    ],
    [
      "购买与抵扣",
      schemeOf({ purchase, offset }),
      "0: offset 30, pointsPurchase 2000, pointsPurchase 1000, pointsPurchase 9, exchange 3 |",
      `0: 抵扣未成 0 = 0 points; 申请 30，当天没有消费
       0: 购买积分 +150 = 150 points; ¥14.85 × 100 ÷ ¥9.90 → 150
       0: 购买积分未成 0 = 150 points; 申请 ¥10.00，当月限额已用完
       0: 购买积分未成 0 = 150 points; 申请 ¥0.09，折算后不足最小单位`,
    ],
    [
      "转换",
      { ...open({ phase: "openFusion" }), phase: "innerLoop" },
      "0: grant 50, exchange 30 |",
      `0: grant +50 = 50 points; 50 × 1 = 50
       0: 转换未成 0 = 50 points; 申请 30，方案当时未开放`,
    ],
  ])("in Chinese: %s", (_, scenario, table, lines) => {
    expect(toldOf(scenario, table, { language: "zh-CN" })).toBe(written(lines));
  });

  test("an item that costs more than the month's budget leaves", () => {
    const base = scenarioOf({ run: { start: "2026-01-01", members: 60, replications: 1, days: 90 } });
    const currencies = base.currencies.map((own) => ({ ...own, redemptionBudgetPerMonth: 400 }));
    const scenario = { ...base, currencies };
    const said: string[] = [];
    const source = syntheticSource(compile(scenario), { replication: 0, firstMember: 0, endMember: 60 });
    simulate(compile(scenario), {
      ...source,
      shoppers: source.shoppers,
      begin(state) {
        source.begin(state);
        state.onMove = (_, day, currency, points, move) => {
          if (move.kind !== "refused") return;
          said.push(moveFormula({ ...move, day, currency, points, balance: 0 }, scenario, "en"));
        };
      },
    });
    expect(said.length).toBeGreaterThan(10);
    for (const words of said)
      expect(words).toMatch(/^[^:]+: costs [\d,]+, of which the month’s budget left \d+$/);
  });
});

describe("what was met and not paid says why", () => {
  const app = { id: "app", name: text("客户端", "App") };
  const shop = { id: "shop", name: text("门店", "Shop") };
  const buys = { kind: "each", indicator: "purchase" } as const;
  const channels = [app, shop];
  const doubled = ruleOf("buys", buys, 10, {
    multipliers: [{ kind: "channel", channel: "shop", factor: 12_345 }],
  });
  const narrow = ruleOf("narrow", buys, 10, { eligibility: { channels: ["app"] } });
  const product = ruleOf("product", buys, 10, { eligibility: { products: [preset.services[0]!.id] } });
  const table = "0: purchase 500 via app, purchase 500 via shop, purchase 500 |";

  test.each<[string, Rule, string, string]>([
    [
      "a rule for a channel hears no other",
      narrow,
      table,
      `0: narrow 0 points; by Shop, not a channel that earns
       0: narrow 0 points; of no channel, so not of one that earns
       0: narrow +10 = 10 points; 1 × 10 = 10`,
    ],
    [
      "a rule for a product hears no other",
      product,
      `0: purchase 500 for ${preset.services[0]!.id}, purchase 500 |`,
      `0: product 0 points; of no product, so not of one that earns
       0: product +10 = 10 points; 1 × 10 = 10`,
    ],
    [
      "a multiplier by channel shows on its own posting",
      doubled,
      table,
      `0: buys +10 = 10 points; 1 × 10 = 10
       0: buys +13 = 23 points; 1 × 10 = 10 → × 123.45% = 13
       0: buys +10 = 33 points; 1 × 10 = 10`,
    ],
    [
      "each posting of a day meets the cap by itself",
      { ...doubled, caps: { pointsPerDay: 15 } },
      table,
      `0: buys +10 = 10 points; 1 × 10 = 10
       0: buys +5 = 15 points; paid in part; 1 × 10 = 10 → × 123.45% = 13 → daily cap of 15, 5 left: 5
       0: buys 0 points; daily cap of 15 used up; 1 × 10 = 10 → daily cap of 15, 0 left: 0`,
    ],
    [
      "a budget that is out",
      { ...doubled, budgetPerMonth: 12 },
      table,
      `0: buys +10 = 10 points; 1 × 10 = 10
       0: buys +2 = 12 points; paid in part; 1 × 10 = 10 → × 123.45% = 13 → monthly budget of 12 for all members: 2
       0: buys 0 points; monthly budget of 12 for all members used up; 1 × 10 = 10 → monthly budget of 12 for all members: 0`,
    ],
    [
      "an award that does not fit into what a cap leaves, all or nothing",
      { ...doubled, caps: { pointsPerDay: 15, allOrNothing: true } },
      table,
      `0: buys +10 = 10 points; 1 × 10 = 10
       0: buys 0 points; more than is left of the daily cap of 15, all or nothing; 1 × 10 = 10 → × 123.45% = 13 → daily cap of 15, 5 left, all or nothing: 0
       0: buys 0 points; more than is left of the daily cap of 15, all or nothing; 1 × 10 = 10 → daily cap of 15, 5 left, all or nothing: 0`,
    ],
    [
      "a segment that does not earn",
      { ...doubled, eligibility: { segments: [preset.population.segments[1]!.id] } },
      "0: purchase 500 via shop |",
      "0: buys 0 points; not in a segment that earns; 1 × 10 = 10",
    ],
  ])("%s", (_, rule, events, lines) => {
    expect(toldOf(schemeOf({}, [rule], { channels }), events)).toBe(written(lines));
  });
});

test("in Chinese the same stands in full", () => {
  const scenario = schemeOf({ transfer, offset }, [grant, spend]);
  const table = `0: B login, grant 100, pointsTransfer 50 of B |
     1: purchase 2000 of a, offset 50 |
     2: refund 1000 of a |
     3: refund 500 of a |
     4: refund 500 of a |`;
  expect(toldOf(scenario, table, { language: "zh-CN" })).toBe(
    written(`0: grant +100 = 100 points; 100 × 1 = 100
      0: 转让转出 -48 = 52 points; 转给 B
      0: 转让手续费 -2 = 50 points; 50 × 5% → 2; 转给 B
      1: 消费抵扣 -50 = 0 points; 消费 ¥20.00，其中 ¥2.50 用积分抵扣
      1: spend +18 = 18 points; ¥17.50 × 1 ÷ ¥1.00 = 18
      2: 退款返还 +25 = 43 points; 50 × ¥10.00 ÷ ¥20.00 → 25
      2: 退款收回 -9 = 34 points; 18 × ¥10.00 ÷ ¥20.00 → 9
      3: 退款返还 +12 = 46 points; 50 × ¥15.00 ÷ ¥20.00 → 37，其中 25 此前已返还
      3: 退款收回 -4 = 42 points; 18 × ¥15.00 ÷ ¥20.00 → 13，其中 9 此前已收回
      4: 退款返还 +13 = 55 points; 全额退款，返还抵扣所用的 50，其中 37 此前已返还
      4: 退款收回 -5 = 50 points; 全额退款，收回所得的 18，其中 13 此前已收回`),
  );
});

test.each<[Language, string]>([
  [
    "en",
    "2: taken back by a refund -50 = 0 points; member B has spent too little after a refund, which had earned 50",
  ],
  ["zh-CN", "2: 退款收回 -50 = 0 points; 会员 B 退款后消费未达标，收回所得的 50"],
])("an award for what a referred member has spent names who refunded it: %s", (language, line) => {
  const rule = ruleOf("spend", { kind: "referralSpend", cents: 1000 }, 50);
  const table = `0: referral of B |
     1: B purchase 1000 of a |
     2: B refund 0 of a |`;
  expect(toldOf(schemeOf({}, [rule]), table, { language }).split("\n")[1]).toBe(line);
});

describe("where the scheme changes within the run", () => {
  const rule = ruleOf("login", login, 5);
  const changes = [
    { date: "2026-01-03", path: "rules/login/points", value: 9 },
    { date: "2026-01-02", path: "rules/login/points", value: 7 },
  ];

  test("each award is explained by the values then in force", () => {
    const table = "0: login |\n1: login |\n2: login |";
    expect(toldOf(schemeOf({}, [rule], { changes }), table)).toBe(
      written(`0: login +5 = 5 points; 1 × 5 = 5
        1: login +7 = 12 points; 1 × 7 = 7
        2: login +9 = 21 points; 1 × 9 = 9`),
    );
  });

  test("a member's trace has each change on its day, before what it changes", () => {
    const scenario = schemeOf({}, [rule], {
      changes,
      run: { ...preset.run, start: "2026-01-01", days: 5, members: 40 },
    });
    const lines = Array.from(
      { length: 40 },
      (_, member) => followMember(scenario, 0, String(member))?.lines ?? [],
    );
    for (const own of lines)
      expect(own.filter(({ kind }) => kind === "change")).toEqual([
        { kind: "change", day: 1, change: 1 },
        { kind: "change", day: 2, change: 0 },
      ]);
    const busy = lines.find((own) => own.some(({ kind, day }) => kind === "award" && day === 2));
    const ofDay = busy?.filter(({ day }) => day === 2).map(({ kind }) => kind);
    expect(ofDay).toEqual(["change", "events", "award"]);
  });
});
