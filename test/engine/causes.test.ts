/** Postings that cause postings: redeeming earns (regeneration), earning earns, shares; each with an end. */
import { expect, test } from "vitest";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { compile } from "../../src/engine/compile.ts";
import { simulateShard } from "../../src/engine/simulate.ts";
import { play, type RecordedEvent } from "./recorded.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";
import { played, written } from "./table.ts";

const grant = ruleOf("grant", { kind: "grant" }, 1);

/** From 1 January 2026 on; "coins" beside the points. */
function scheme(rules: Rule[]): Scenario {
  const base = scenarioOf({ rules, items: [], run: { start: "2026-01-01", days: 60 } });
  const [points] = base.currencies;
  if (!points) throw new Error("no currency");
  return { ...base, currencies: [points, { ...points, id: "coins" }] };
}

type Case = [title: string, rules: Rule[], table: string];

const tables: Case[] = [
  [
    "every 100 points redeemed earn 10, in proportion, rounded down: what comes back can be redeemed from the next day on",
    [grant, ruleOf("back", { kind: "perRedeemed", per: 100 }, 10, { rounding: "down" })],
    `0: grant 10000, redemption 10000 | +10000 +1000 | 1000
     1: redemption 1000               | +100 | 100
     2: redemption 100                | +10 | 10
     3: redemption 10                 | +1 | 1
     4: redemption 1                  | 0 | 0`,
  ],
  [
    "each redemption earns 5, whatever it costs; one that finds nothing to spend is none",
    [grant, ruleOf("each", { kind: "each", indicator: "redemption" }, 5)],
    `0: grant 100                    | +100 | 100
     1: redemption 30, redemption 50 | +5 +5 | 30
     2: redemption 500               | +5 | 5
     3: redemption 5, redemption 1   | +5 | 5`,
  ],
  [
    "the first redemption of a month earns 20, the third of all 50",
    [
      grant,
      ruleOf("first", { kind: "firstOfMonth", indicator: "redemption" }, 20),
      ruleOf("third", { kind: "everyNth", indicator: "redemption", count: 3 }, 50),
    ],
    `0: grant 100      | +100 | 100
     1: redemption 10  | +20 | 110
     2: redemption 10  | 0 | 100
     31: redemption 10 | +20 +50 | 160`,
  ],
  [
    "what is redeemed counts, not what is asked for; only the currency that is named",
    [
      grant,
      ruleOf("points", { kind: "perRedeemed", per: 1, spent: "points" }, 1, { caps: { pointsPerDay: 7 } }),
      ruleOf("coins", { kind: "perRedeemed", per: 1, spent: "coins" }, 1, { caps: { pointsPerDay: 7 } }),
    ],
    `0: grant 5       | +5 | 5
     1: redemption 90 | +5 | 5`,
  ],
  [
    "every 10 points that other rules pay earn 1 more; the bonus earns no bonus",
    [grant, ruleOf("bonus", { kind: "perEarned", per: 10, earned: "points" }, 1, { rounding: "down" })],
    `0: grant 100, grant 95 | +100 +95 +10 +9 | 214
     1: grant 9             | +9 | 223`,
  ],
  [
    "on one date everyone enrolled gets a grant in bulk",
    [ruleOf("bulk", { kind: "bulkGrant", date: "2026-01-03" }, 100)],
    `1: login | 0 | 0
     2: login | +100 | 100
     3: login | 0 | 100`,
  ],
  [
    "praise without a piece earns where each praise does, and passes no number of praises of a piece",
    [
      ruleOf("each", { kind: "each", indicator: "praise" }, 1),
      ruleOf("over", { kind: "praisedOver", praises: 2 }, 20),
    ],
    `0: praise 3      | +3 | 3
     1: praise 3 of p | +3 +20 | 26
     2: praise 9      | +9 | 35`,
  ],
];

test.each(tables)("%s", (_, rules, table) => {
  expect(played(scheme(rules), table)).toBe(written(table));
});

const on = (
  day: number,
  event: RecordedEvent["event"],
  more: Partial<RecordedEvent> = {},
): RecordedEvent => ({
  day,
  event,
  ...more,
});

function posted(rules: Rule[], events: RecordedEvent[]): string[] {
  return play(scheme(rules), events).awards.map(({ rule, member, points }) => `${member} ${rule} ${points}`);
}

const chain = [
  on(0, "referral", { referred: "B" }),
  on(0, "referral", { member: "B", referred: "C" }),
  on(1, "grant", { member: "C", amount: 1000 }),
];

test("a posting causes all that follows from it before the next rule hears it; a share is not shared again", () => {
  const rules = [
    grant,
    ruleOf("share", { kind: "shareOfReferred", basisPoints: 1000, depth: 1 }, 1),
    ruleOf("coins", { kind: "perEarned", per: 10, earned: "points" }, 1, { currency: "coins" }),
    ruleOf("coin-share", { kind: "shareOfReferred", basisPoints: 5000, depth: 1 }, 1, { currency: "coins" }),
  ];
  expect(posted(rules, chain)).toEqual([
    "C grant 1000",
    "B share 100",
    // Caused by a share: not shared with A.
    "B coins 10",
    "C coins 100",
    "B coin-share 50",
  ]);
});

test("a share of an award value of 0 pays nothing", () => {
  const share = (points: number) =>
    ruleOf("share", { kind: "shareOfReferred", basisPoints: 1000, depth: 0 }, points);
  expect(posted([grant, share(1)], chain)).toEqual(["C grant 1000", "B share 100", "A share 10"]);
  expect(posted([grant, share(0)], chain)).toEqual(["C grant 1000"]);
});

test("points that come back promote, lapse and count towards caps as others do", () => {
  const back = ruleOf("back", { kind: "perRedeemed", per: 2 }, 1, { caps: { pointsPerMonth: 60 } });
  expect(
    posted(
      [grant, back],
      [
        on(0, "grant", { amount: 200 }),
        on(1, "redemption", { amount: 100 }),
        on(2, "redemption", { amount: 100 }),
      ],
    ),
  ).toEqual(["A grant 200", "A back 50", "A back 10"]);
});

test("a scheme that nobody checked ends with an error that names the rules in the loop", () => {
  const rules = [
    grant,
    ruleOf("there", { kind: "perEarned", per: 1, earned: "points" }, 1, { currency: "coins" }),
    ruleOf("back", { kind: "perEarned", per: 1, earned: "coins" }, 1),
  ];
  expect(() => posted(rules, [on(0, "grant", { amount: 1 })])).toThrow(
    /ruleLoop: the postings of rules (there, back|back, there) cause each other/,
  );
});

test("synthetic members earn for what they redeem, and the ledger closes", () => {
  const back = ruleOf("back", { kind: "perRedeemed", per: 10 }, 1, { rounding: "down" });
  const scenario = scenarioOf({ rules: [...preset.rules, back], run: { members: 300, days: 200 } });
  const tally = simulateShard(compile(scenario), { replication: 0, firstMember: 0, endMember: 300 });
  const redeemed = tally.currencies[0]?.flows.redeemed.reduce((sum, points) => sum + points, 0) ?? 0;
  const regained = tally.rules[3 * preset.rules.length + 1] ?? 0;
  // Prices are whole hundreds and halves of them: a tenth loses next to nothing by rounding down.
  expect(redeemed).toBeGreaterThan(10_000);
  expect(regained / redeemed).toBeGreaterThan(0.095);
  expect(regained / redeemed).toBeLessThanOrEqual(0.1);
});
