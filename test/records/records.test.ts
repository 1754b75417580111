/** Files of records → who is a member since when, what is posted, and which rows are bad. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { compile } from "../../src/engine/compile.ts";
import { fingerprintOf } from "../../src/engine/fingerprint.ts";
import { describeBadRow } from "../../src/records/bad-row.ts";
import { recordKinds } from "../../src/records/kinds.ts";
import { centsIn } from "../../src/records/read-cells.ts";
import { openRecords, readingKeyOf } from "../../src/records/records.ts";
import { RecordsError } from "../../src/records/sheet.ts";
import { ruleOf, scenarioOf } from "../engine/scenario-of.ts";
import awards from "../golden/awards.json" with { type: "json" };
import { scoredFiles } from "./scored.ts";

const rules: Rule[] = [
  ruleOf("activation", { kind: "activation" }, 100),
  ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 5),
  ruleOf("session", { kind: "sessionLength", unitMinutes: 10 }, 5, { caps: { pointsPerDay: 20 } }),
  ruleOf("referral", { kind: "referral" }, 100),
  ruleOf("buying", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1),
  ruleOf("praise", { kind: "praisedOver", praises: 10 }, 30),
  ruleOf("shares", { kind: "everyNth", indicator: "share", count: 3 }, 6),
  ruleOf("grant", { kind: "grant" }, 1),
];
const scenario = scenarioOf({ rules, run: { start: "2026-01-15", days: 40 } });
const header = "member,date,indicator,amount,other";
const events = (...rows: string[]) => [header, ...rows].join("\n");
const members = (...rows: string[]) => ["member,joined,referrer", ...rows].join("\n");

describe("postings of", () => {
  test.each<[what: string, rows: string[], postings: string[]]>([
    [
      "logins, first of a day",
      ["A,2026-01-16,login,,", "A,2026-01-16,login,3,", "A,2026-01-15,login,1,"],
      ["A 01-15 login 5 = 5", "A 01-16 login 5 = 10"],
    ],
    ["nothing that happened", ["A,2026-01-16,login,0,", "B,2026-01-16,session,0,"], []],
    [
      "sessions up to a cap",
      ["A,2026-01-15,session,29,", "A,2026-01-15,session,35,"],
      ["A 01-15 session 10 = 10", "A 01-15 session 10 = 20"],
    ],
    [
      "an activation and what follows",
      ["A,2026-01-20,activation,,", "A,2026-01-20,login,,", "A,2026-01-22,activation,,"],
      ["A 01-20 activation 100 = 100", "A 01-20 login 5 = 105"],
    ],
    [
      "a referral",
      ["A,2026-01-20,referral,,B", "B,2026-01-21,login,,"],
      ["A 01-20 referral 100 = 100", "B 01-21 login 5 = 5"],
    ],
    ["purchases in cents", ["A,2026-02-23,purchase,12345,"], ["A 02-23 buying 124 = 124"]],
    [
      "praise of a piece",
      ["A,2026-01-20,praise,10,p1", "A,2026-01-21,praise,5,p2", "A,2026-01-22,praise,1,p1"],
      ["A 01-22 praise 30 = 30"],
    ],
    [
      "every third share of a member, whatever pieces they name",
      ["A,2026-01-20,share,2,s", "A,2026-01-21,share,2,", "A,2026-01-22,share,1,t", "B,2026-01-23,share,1,s"],
      ["A 01-21 shares 6 = 6"],
    ],
    [
      "a grant and redemptions, at most what is held",
      [
        "A,2026-01-20,grant,70,",
        "A,2026-01-20,redemption,50,",
        "A,2026-01-21,redemption,50,",
        "A,2026-01-22,login,,",
      ],
      ["A 01-20 grant 70 = 70", "A 01-22 login 5 = 5"],
    ],
    [
      "a membership that ends, with praise that comes too late",
      ["A,2026-01-20,grant,70,", "A,2026-01-21,cancellation,,", "A,2026-01-22,praise,11,p"],
      ["A 01-20 grant 70 = 70"],
    ],
  ])("%s", (_, rows, postings) => {
    expect(scoredFiles(scenario, events(...rows))).toMatchObject({ postings, bad: [] });
  });
});

test("columns may stand in any order, with those that are not scored", () => {
  const file =
    'amount,channel,member,service,indicator,date\r\n7,app,A,securities,grant,2026-01-15\r\n1,"a,b",A,,login,2026-01-15\r\n';
  expect(scoredFiles(scenario, file)).toMatchObject({
    postings: ["A 01-15 login 5 = 5", "A 01-15 grant 7 = 12"],
    bad: [],
  });
});

test("a deed on a share names the sharer, who may be in no other row, and pays both", () => {
  const both = scenarioOf({
    rules: [
      ruleOf("clicks", { kind: "each", indicator: "clicking" }, 1),
      ruleOf("clicked", { kind: "each", indicator: "click" }, 4),
    ],
    run: { start: "2026-01-15", days: 40 },
  });
  const rows = ["A,2026-01-20,clicking,2,Z", "A,2026-01-21,clicking,,", "A,2026-01-22,clicking,,A"];
  expect(scoredFiles(both, events(...rows))).toMatchObject({
    postings: ["A 01-20 clicks 2 = 2", "Z 01-20 clicked 8 = 8", "A 01-21 clicks 1 = 3"],
    bad: ["4 other self"],
    members: ["A: -1", "Z: -1"],
  });
});

describe("an amount of 0", () => {
  const listening = scenarioOf({
    rules: [
      ruleOf("first", { kind: "firstOfDay", indicator: "login" }, 5),
      ruleOf("session", { kind: "firstOfDay", indicator: "session" }, 4),
      ruleOf("payment", { kind: "each", indicator: "purchase" }, 3),
      ruleOf("task", { kind: "each", indicator: "task" }, 2),
      ruleOf("share", { kind: "each", indicator: "like" }, 7),
      ruleOf("friends", { kind: "bands", indicator: "friend", bands: [{ count: 1, points: 9 }] }, 1),
      ruleOf("bulk", { kind: "bulkGrant", date: "2026-01-20" }, 1),
    ],
    run: { start: "2026-01-15", days: 40 },
  });

  test.each<[what: string, rows: string[], postings: string[], members: string[]]>([
    [
      "of what is counted names a member, who gets what all get, and nothing happened",
      ["A,2026-01-16,task,0,", "B,2026-01-16,verification,0,"],
      ["A 01-20 bulk 1 = 1", "B 01-20 bulk 1 = 1"],
      ["A: -1", "B: -1"],
    ],
    [
      "of logins is no first of a day, and none of the month",
      [
        "A,2026-01-16,login,0,",
        "A,2026-01-16,login,,",
        "A,2026-01-16,friend,1,",
        "B,2026-01-16,login,0,",
        "B,2026-01-16,friend,1,",
      ],
      ["A 01-16 first 5 = 5", "A 01-20 bulk 1 = 6", "B 01-20 bulk 1 = 1", "A 01-31 friends 9 = 15"],
      ["A: -1", "B: -1"],
    ],
    [
      "of minutes or cents is a session and a payment that happened",
      ["A,2026-01-16,session,0,", "B,2026-01-16,purchase,0,"],
      ["A 01-16 session 4 = 4", "B 01-16 payment 3 = 3", "A 01-20 bulk 1 = 5", "B 01-20 bulk 1 = 4"],
      ["A: -1", "B: -1"],
    ],
    [
      "of points names a member who asked for none",
      ["A,2026-01-16,redemption,0,", "B,2026-01-16,grant,0,", "C,2026-01-16,offset,0,"],
      ["A 01-20 bulk 1 = 1", "B 01-20 bulk 1 = 1", "C 01-20 bulk 1 = 1"],
      ["A: -1", "B: -1", "C: -1"],
    ],
    [
      "names whom it says, too",
      ["A,2026-01-16,liking,0,Z"],
      ["A 01-20 bulk 1 = 1", "Z 01-20 bulk 1 = 1"],
      ["A: -1", "Z: -1"],
    ],
    [
      "before an activation says that the member was there",
      ["A,2026-01-16,task,0,", "A,2026-01-21,activation,,"],
      ["A 01-20 bulk 1 = 1"],
      ["A: -1"],
    ],
    [
      "of content, shares or praise makes a piece nobody's",
      [
        "A,2026-01-21,content,0,c",
        "A,2026-01-21,share,0,c",
        "A,2026-01-21,like,0,c",
        "B,2026-01-21,like,1,c",
      ],
      ["A 01-20 bulk 1 = 1", "B 01-20 bulk 1 = 1", "B 01-21 share 7 = 8"],
      ["A: -1", "B: -1"],
    ],
  ])("%s", (_, rows, postings, members) => {
    expect(scoredFiles(listening, events(...rows))).toMatchObject({ postings, members, bad: [] });
  });

  test.each<[what: string, rows: string[], listed: string[], bad: string[]]>([
    ["before joining", ["A,2026-01-16,task,0,"], ["A,2026-01-17,"], ["2 date beforeJoining"]],
    [
      "after a cancellation",
      ["A,2026-01-16,cancellation,,", "A,2026-01-17,login,0,"],
      [],
      ["3 date afterCancellation"],
    ],
    ["refunded of an order that nobody paid", ["A,2026-01-16,refund,0,zzz"], [], ["2 other unknownOrder"]],
  ])("is bad as any other %s", (_, rows, listed, bad) => {
    expect(scoredFiles(listening, events(...rows), members(...listed)).bad).toEqual(bad);
  });

  test.each(
    recordKinds.filter(({ kind }) => !["activation", "referral", "cancellation", "refund"].includes(kind)),
  )("names the member, whatever the indicator: $kind", ({ kind, names }) => {
    const [points] = listening.currencies as [Scenario["currencies"][0]];
    const ends = { from: "points", to: "coins", give: 1, get: 1, pointsMin: 1 };
    const exchange = { id: "there", enabled: true, ...ends, phase: "innerLoop", by: "member" } as const;
    const own = { ...listening, currencies: [points, { ...points, id: "coins" }], exchanges: [exchange] };
    const other = names === "exchange" ? "there" : names === "member" ? "Z" : "";
    const { members, bad } = scoredFiles(own, events(`A,2026-01-16,${kind},0,${other}`));
    expect({ members, bad }).toEqual({
      members: names === "member" ? ["A: -1", "Z: -1"] : ["A: -1"],
      bad: [],
    });
  });
});

describe("channels and products", () => {
  const rule = ruleOf("app", { kind: "each", indicator: "purchase" }, 4, {
    eligibility: { channels: ["app"] },
    multipliers: [{ kind: "product", product: "securities", factor: 20_000 }],
  });
  const shops: Scenario = {
    ...scenario,
    rules: [rule],
    channels: ["app", "shop"].map((id) => ({ id, name: { zh: id, en: id } })),
  };
  const columns = "member,date,indicator,amount,channel,service\n";

  test("are read from their columns, in the order of the file", () => {
    const rows = [
      "A,2026-01-20,purchase,100,app,securities",
      "A,2026-01-20,purchase,100,app,",
      "A,2026-01-20,purchase,100,shop,securities",
      "A,2026-01-20,purchase,100,,",
    ];
    const scored = (order: string[]) => scoredFiles(shops, columns + order.join("\n"));
    expect(scored(rows)).toMatchObject({ postings: ["A 01-20 app 8 = 8", "A 01-20 app 4 = 12"], bad: [] });
    expect(scored(rows.toReversed()).postings).toEqual(["A 01-20 app 4 = 4", "A 01-20 app 8 = 12"]);
  });

  test("must be those of the scheme, where it names any", () => {
    const file = `${columns}A,2026-01-20,purchase,100,fax,\nA,2026-01-20,purchase,100,app,cars`;
    expect(scoredFiles(shops, file).bad).toEqual(["2 channel choice", "3 service choice"]);
  });
});

describe("members", () => {
  test.each<[what: string, events: string[], members: string[] | undefined, expected: string[]]>([
    ["not listed: before the run", ["A,2026-01-16,login,,"], undefined, ["A: -1"]],
    [
      "whose first event is an activation: that day",
      ["A,2026-01-17,login,,", "A,2026-01-17,activation,,"],
      undefined,
      ["A: 2"],
    ],
    [
      "with an activation later than other events: before the run",
      ["A,2026-01-17,activation,,", "A,2026-01-16,login,,"],
      undefined,
      ["A: -1"],
    ],
    ["who are referred: that day", ["Z,2026-01-17,referral,,A"], undefined, ["A: 2, by Z", "Z: -1"]],
    [
      "who are referred in turn",
      ["C,2026-01-18,referral,,A", "B,2026-01-16,referral,,C", "A,2026-01-18,login,,"],
      undefined,
      ["A: 3, by C", "B: -1", "C: 1, by B"],
    ],
    ["listed", ["A,2026-01-16,login,,"], ["A,2025-12-31,", "B,2026-01-16,A"], ["A: -15", "B: 1, by A"]],
    [
      "listed with a referrer who is in EVENTS alone",
      ["A,2026-01-16,login,,", "B,2026-01-20,login,,"],
      ["A,2026-01-16,B"],
      ["A: 1, by B", "B: -1"],
    ],
    [
      "listed and referred on that day",
      ["B,2026-01-16,referral,,A"],
      ["A,2026-01-16,"],
      ["A: 1, by B", "B: -1"],
    ],
    [
      "by code unit",
      ["b,2026-01-16,login,,", "张,2026-01-16,login,,", "B,2026-01-16,login,,"],
      undefined,
      ["B: -1", "b: -1", "张: -1"],
    ],
  ])("%s", (_, rows, listed, expected) => {
    const scored = scoredFiles(scenario, events(...rows), listed && members(...listed));
    expect(scored).toMatchObject({ members: expected, bad: [] });
  });

  test("segment, tier, birthday", () => {
    const { population, run } = scenario;
    const tiers = {
      currency: "points",
      validityMonths: 0,
      demotion: "oneStep" as const,
      steps: ["base", "gold"].map((id, step) => ({ id, name: text(id, id), threshold: 100 * step })),
    };
    const withTiers = { ...scenarioOf({ rules, run }), tiers };
    const segment = population.segments[1]!.id;
    const file = `member,joined,segment,tier,birthday,opening\nA,2026-01-01,${segment},gold,2000-02-29,250\nB,2026-01-01,,,,\n`;
    const { run: state, bad } = scoredFiles(withTiers, header, file);
    expect(bad).toEqual([]);
    const { roster, accounts } = state;
    expect([...accounts[0]!.balance.slice(0, 2)]).toEqual([250, 0]);
    expect([...roster.segment.slice(0, 2)]).toEqual([1, 255]);
    expect([...roster.tier.slice(0, 2)]).toEqual([1, 0]);
    expect([...roster.bornOn.date.slice(0, 2)]).toEqual([32 * 2 + 29, 0]);
    expect([...roster.joinedOn.date.slice(0, 2)]).toEqual([33, 33]);
  });

  test("a tier is in force from the run's first day on, or from joining, and its threshold counts as earned", () => {
    const tiers = {
      currency: "points",
      validityMonths: 1,
      demotion: "oneStep" as const,
      steps: ["base", "gold", "black"].map((id, step) => ({ id, name: text(id, id), threshold: 100 * step })),
    };
    const rules = [ruleOf("grant", { kind: "grant" }, 1)];
    const file = "member,joined,tier\nA,2025-06-01,gold\nB,2026-02-01,gold\nC,2025-06-01,gold\n";
    const tiersAfter = (days: number) => {
      const withTiers = { ...scenarioOf({ rules, run: { start: "2026-01-15", days } }), tiers };
      const rows = days > 20 ? events("C,2026-02-03,grant,100,") : header;
      return [...scoredFiles(withTiers, rows, file).run.roster.tier.slice(0, 3)].join(" ");
    };
    // A's month ends on 15 February, day 31; B's on 1 March, day 45; C is promoted on 3 February.
    expect([20, 31, 32, 45, 46].map(tiersAfter)).toEqual(["1 1 1", "1 1 2", "0 1 2", "0 1 2", "0 0 2"]);
  });
});

describe("bad rows of EVENTS", () => {
  test.each<[row: string, bad: string]>([
    [",2026-01-16,login,,", "2 member missing"],
    [" A,2026-01-16,login,,", "2 member name"],
    ["A\u202e,2026-01-16,login,,", "2 member name"],
    [`${"A".repeat(101)},2026-01-16,login,,`, "2 member name"],
    ["A,2026-02-30,login,,", "2 date date"],
    ["A,16/01/2026,login,,", "2 date date"],
    ["A,,login,,", "2 date date"],
    ["A,1899-12-31,login,,", "2 date year"],
    ["A,2200-01-01,login,,", "2 date year"],
    ["A,1899-02-29,login,,", "2 date date"],
    ["A,2200-13-01,login,,", "2 date date"],
    ["A,12026-01-16,login,,", "2 date date"],
    ["A,2026-01-14,login,,", "2 date beforeRun"],
    ["A,2026-02-24,login,,", "2 date afterRun"],
    ["A,2026-01-16,Login,,", "2 indicator choice"],
    ["A,2026-01-16,tenure,,", "2 indicator choice"],
    ["A,2026-01-16,__proto__,,", "2 indicator choice"],
    ["A,2026-01-16,session,,", "2 amount missing"],
    ["A,2026-01-16,purchase,,", "2 amount missing"],
    ["A,2026-01-16,grant,-1,", "2 amount wholeNumber"],
    ["A,2026-01-16,purchase,1.5,", "2 amount wholeNumber"],
    ["A,2026-01-16,purchase,1e3,", "2 amount wholeNumber"],
    ['A,2026-01-16,purchase,"1,000",', "2 amount wholeNumber"],
    ["A,2026-01-16,session,1441,", "2 amount tooLarge"],
    ["A,2026-01-16,purchase,1000000001,", "2 amount tooLarge"],
    [`A,2026-01-16,grant,${"9".repeat(300)},`, "2 amount tooLarge"],
    ["A,2026-01-16,activation,2,", "2 amount notOne"],
    ["A,2026-01-16,cancellation,0,", "2 amount notOne"],
    ["A,2026-01-16,referral,,", "2 other missing"],
    ["A,2026-01-16,referral,,A", "2 other self"],
    ["A,2026-01-16,login,,B", "2 other namesNothing"],
    ["A,2026-01-16,share,,b ", "2 other name"],
    ["A,2026-01-16,login", "2 fieldCount"],
    ["A,2026-01-16,login,,,", "2 fieldCount"],
    ["A", "2 fieldCount"],
    ['A,2026-01-16,"login,,', "2 openQuote"],
    ['A,2026-01-16,lo"gin,,', "2 strayQuote"],
    ["A,2026-01-16,login,\0,", "2 nul"],
  ])("%j: %s", (row, bad) => {
    const scored = scoredFiles(scenario, events(row, "B,2026-01-16,login,,"));
    expect(scored).toMatchObject({ bad: [bad], postings: ["B 01-16 login 5 = 5"], members: ["B: -1"] });
  });

  test.each<[written: string, cents: number | string]>([
    ["12", 1200],
    ["12.5", 1250],
    ["12.50", 1250],
    ["0.29", 29],
    ["1.15", 115],
    ["8.70", 870],
    ["0", 0],
    ["007.01", 701],
    ["10000000.00", 1_000_000_000],
    ["10000000.01", "tooLarge"],
    [`${"9".repeat(300)}.99`, "tooLarge"],
    ["12.345", "yuan"],
    ["12.", "yuan"],
    [".5", "yuan"],
    ["-3.20", "yuan"],
    ["1e2", "yuan"],
    ['"1,000.00"', "yuan"],
    ["¥12", "yuan"],
    ["１２", "yuan"],
    ["", "missing"],
  ])("an amount of %j yuan is %s cents, or bad", (written, cents) => {
    const { bad, records } = scoredFiles(
      scenario,
      events(`A,2026-01-16,purchase,${written},`),
      undefined,
      "yuan",
    );
    if (typeof cents === "string") expect(bad).toEqual([`2 amount ${cents}`]);
    else expect([bad, records.events.amount[0]]).toEqual([[], cents]);
  });

  test("in yuan, minutes, points and counts stay whole numbers, and a refund may be empty", () => {
    const rows = [
      "session,10.5,",
      "grant,1.50,",
      "login,1.0,",
      "session,20,",
      "purchase,9.90,o1",
      "refund,,o1",
    ];
    const file = events(...rows.map((row) => `A,2026-01-16,${row}`));
    const { bad } = scoredFiles(scenario, file, undefined, "yuan");
    expect(bad).toEqual(["2 amount wholeNumber", "3 amount wholeNumber", "4 amount wholeNumber"]);
  });

  test("of any cents, the words in yuan give the same cents back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (cents) => {
        const yuan = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
        expect(centsIn(yuan)).toBe(cents);
      }),
    );
  });

  test("an unknown service", () => {
    const file = "member,date,indicator,amount,service\nA,2026-01-16,login,1,bank\n";
    expect(scoredFiles(scenario, file).bad).toEqual(["2 service choice"]);
  });

  test.each<[what: string, events: string[], members: string[] | undefined, bad: string[]]>([
    ["before joining", ["A,2026-01-16,login,,"], ["A,2026-01-17,"], ["2 date beforeJoining"]],
    [
      "from the cancellation on",
      ["A,2026-01-20,cancellation,,", "A,2026-01-20,login,,", "A,2026-01-19,login,,"],
      undefined,
      ["3 date afterCancellation"],
    ],
    [
      "a second cancellation",
      ["A,2026-01-21,cancellation,,", "A,2026-01-20,cancellation,,"],
      undefined,
      ["2 date afterCancellation"],
    ],
    [
      "a cancellation on the day of joining",
      ["A,2026-01-20,cancellation,,"],
      ["A,2026-01-20,"],
      ["2 date leavesAtOnce"],
    ],
    [
      "a referral of a member",
      ["A,2026-01-20,referral,,B", "B,2026-01-19,login,,"],
      undefined,
      ["2 other alreadyMember"],
    ],
    [
      "a second referral",
      ["A,2026-01-20,referral,,B", "C,2026-01-19,referral,,B"],
      undefined,
      ["2 other alreadyMember"],
    ],
    [
      "a referral twice",
      ["A,2026-01-20,referral,,B", "A,2026-01-20,referral,,B"],
      undefined,
      ["3 other alreadyMember"],
    ],
    [
      "two referrers on a day",
      ["A,2026-01-20,referral,,B", "C,2026-01-20,referral,,B"],
      undefined,
      ["2 other twoReferrers", "3 other twoReferrers"],
    ],
    [
      "referrals in a circle",
      [
        "A,2026-01-20,referral,,B",
        "B,2026-01-20,referral,,C",
        "C,2026-01-20,referral,,A",
        "A,2026-01-20,referral,,D",
      ],
      undefined,
      ["2 other cycle", "3 other cycle", "4 other cycle"],
    ],
    [
      "a circle of both files: neither row is right by itself",
      ["B,2026-01-20,referral,,A"],
      ["B,2026-01-20,A"],
      ["MEMBERS 2 referrer unknownReferrer", "2 other cycle"],
    ],
    [
      "a referral unlike the day listed",
      ["A,2026-01-20,referral,,B"],
      ["B,2026-01-19,"],
      ["2 other joinedOtherwise"],
    ],
    [
      "a referral unlike the referrer listed",
      ["A,2026-01-20,referral,,B"],
      ["B,2026-01-20,C", "C,2026-01-01,"],
      ["2 other referredOtherwise"],
    ],
    [
      "an activation and a cancellation on one day: was there a membership?",
      ["B,2026-02-01,activation,,", "B,2026-02-01,cancellation,,"],
      undefined,
      ["2 date beginsAfterEnd", "3 date leavesAtOnce"],
    ],
    [
      "a membership that begins after its end",
      ["B,2026-02-02,activation,,", "A,2026-02-03,referral,,B", "B,2026-02-01,cancellation,,"],
      undefined,
      ["2 date beginsAfterEnd", "3 other beginsAfterEnd", "4 date leavesAtOnce"],
    ],
    [
      "an activation after the end of a membership that others know",
      ["B,2026-01-20,login,,", "B,2026-02-01,cancellation,,", "B,2026-02-01,activation,,"],
      undefined,
      ["4 date afterCancellation"],
    ],
    [
      "praise of another's content, and likes of another's share, in any order",
      [
        "B,2026-01-19,praise,5,c",
        "A,2026-01-20,content,,c",
        "A,2026-01-20,share,,s",
        "B,2026-01-21,like,3,s",
      ],
      undefined,
      ["2 other otherAuthor", "5 other otherAuthor"],
    ],
    [
      "likes of a piece that nobody has shared: whose is it?",
      ["A,2026-01-20,like,3,s", "B,2026-01-21,click,3,s", "A,2026-01-20,like,3,t"],
      undefined,
      ["2 other severalAuthors", "3 other severalAuthors"],
    ],
    [
      "a piece that two have written",
      ["A,2026-01-20,content,,c", "B,2026-01-20,content,,c", "A,2026-01-20,praise,3,c"],
      undefined,
      ["2 other severalAuthors", "3 other severalAuthors", "4 other severalAuthors"],
    ],
    [
      "clicks on what two have shared: on whose share?",
      ["A,2026-01-20,share,,s", "B,2026-01-20,share,,s", "A,2026-01-20,click,3,s"],
      undefined,
      ["4 other severalAuthors"],
    ],
    [
      "likes for who shared what another wrote",
      ["A,2026-01-20,content,,c", "B,2026-01-20,share,,c", "B,2026-01-20,like,3,c", "A,2026-01-20,like,3,c"],
      undefined,
      ["4 other otherAuthor"],
    ],
    [
      "too much praise of a piece",
      Array.from({ length: 2001 }, () => "A,2026-01-20,praise,1000000,p"),
      undefined,
      Array.from({ length: 1000 }, (_, i) => `${i + 2} amount praiseTooLarge`),
    ],
  ])("%s", (_, rows, listed, bad) => {
    expect(scoredFiles(scenario, events(...rows), listed && members(...listed)).bad).toEqual(bad);
  });
});

describe("bad rows of MEMBERS", () => {
  test.each<[what: string, rows: string[], bad: string[]]>([
    [
      "joined",
      ["A,2026-02-29,", "B,2026-02-24,", "C,,", "D,1890-01-01,", "E,1900-01-01,", "F,2200-01-01,"],
      ["2 joined date", "3 joined afterRun", "4 joined date", "5 joined year", "7 joined year"],
    ],
    [
      "names",
      [",2026-01-01,", "A,2026-01-01,A", "B,2026-01-01,C "],
      ["2 member missing", "3 referrer self", "4 referrer name"],
    ],
    [
      "a member twice: which is right?",
      ["A,2026-01-01,", "B,2026-01-01,", "A,2026-01-02,"],
      ["2 member duplicate", "4 member duplicate"],
    ],
    [
      "a circle, and who stands on it",
      ["A,2026-01-01,B", "B,2026-01-01,A", "C,2026-01-01,B"],
      ["2 referrer cycle", "3 referrer cycle", "4 referrer unknownReferrer"],
    ],
    [
      "a referrer whom no row knows, and whoever is known by such a row alone",
      ["A,2026-01-01,Bb", "B,2026-01-01,", "C,2026-01-01,A", "D,2026-01-01,X"],
      ["2 referrer unknownReferrer", "4 referrer unknownReferrer"],
    ],
    ["a referrer who joined later", ["A,2026-01-01,B", "B,2026-01-02,"], ["2 referrer referrerLater"]],
  ])("%s", (_, rows, bad) => {
    const found = scoredFiles(scenario, events("X,2026-01-16,login,,"), members(...rows)).bad;
    expect(found).toEqual(bad.map((row) => `MEMBERS ${row}`));
  });

  test.each<[column: string, cell: string, code: string]>([
    ["segment", "nobody", "choice"],
    ["tier", "gold", "choice"],
    ["birthday", "2026-02-29", "date"],
    ["birthday", "1880-01-01", "year"],
    ["birthday", "2026-01-02", "bornLater"],
    ["birthday", "2027-01-01", "bornLater"],
    ["opening", "-1", "wholeNumber"],
    ["opening", "1000000001", "tooLarge"],
  ])("%s %s", (column, cell, code) => {
    const { bad, members } = scoredFiles(scenario, header, `member,joined,${column}\nA,2026-01-01,${cell}\n`);
    expect({ bad, members }).toEqual({ bad: [`MEMBERS 2 ${column} ${code}`], members: [] });
  });
});

test("who joins in the run holds nothing before it", () => {
  const { bad } = scoredFiles(scenario, header, "member,joined,opening\nA,2026-01-15,5\nB,2026-01-15,0\n");
  expect(bad).toEqual(["MEMBERS 2 opening opening"]);
});

test("a member may be born on the day of joining", () => {
  const { bad, members } = scoredFiles(scenario, header, "member,joined,birthday\nA,2026-01-05,2026-01-05\n");
  expect({ bad, members }).toEqual({ bad: [], members: ["A: -10"] });
});

test.each([
  [
    "joined 1890-01-01",
    "A,1890-01-01,",
    'row 2, joined "1890-01-01": the year must be from 1900 to 2199 · 第 2 行 joined“1890-01-01”：年份须在 1900 至 2199 之间',
  ],
  [
    "born after joining",
    "A,2026-01-05,2027-01-01",
    'row 2, birthday "2027-01-01": after the day of joining, 2026-01-05 · 第 2 行 birthday“2027-01-01”：晚于入会日 2026-01-05',
  ],
])("%s is told so in both languages", (_, row, said) => {
  const reader = openRecords(compile(scenario));
  reader.members.push(new TextEncoder().encode(`member,joined,birthday\n${row}\n`));
  reader.members.end();
  expect(reader.badRows.listed().map(describeBadRow)).toEqual([said]);
});

test("every reason is said in both languages", () => {
  const reader = openRecords(compile(scenario));
  reader.events.push(
    new TextEncoder().encode(events("A,2026-02-30,login,,", "A,2026-01-16", "A,2026-01-16,grant,-1,")),
  );
  reader.events.end();
  reader.finish();
  expect(reader.badRows.listed().map(describeBadRow)).toEqual([
    'row 2, date "2026-02-30": not a real date (yyyy-mm-dd) · 第 2 行 date“2026-02-30”：不是真实日期（年-月-日）',
    "row 3: the wrong number of fields (2 / 5) · 第 3 行：字段数不符（2 / 5）",
    'row 4, amount "-1": not a whole number from 0 up · 第 4 行 amount“-1”：不是大于等于零的整数',
  ]);
});

describe("what stands in a bad cell is told", () => {
  const tiers = {
    currency: "points",
    validityMonths: 12,
    demotion: "oneStep",
    steps: [
      { id: "base", name: text("普卡", "Base"), threshold: 0 },
      { id: "gold", name: text("金卡", "Gold"), threshold: 100 },
    ],
  } as const;
  const program = compile({ ...scenario, tiers: { ...tiers, steps: [...tiers.steps] } });
  const faultsOf = (eventRows: string[], memberRows: string[], money: "cents" | "yuan" = "cents") => {
    const reader = openRecords(program, {}, money);
    const push = (sheet: typeof reader.events, lines: string[]) => {
      sheet.push(new TextEncoder().encode(lines.join("\n")));
      sheet.end();
    };
    push(reader.members, ["member,joined,referrer,tier", ...memberRows]);
    push(reader.events, [header, ...eventRows]);
    reader.finish();
    return reader.badRows.listed().map(({ field, value, code }) => [field, value, code]);
  };
  const soundDate = "2026-01-20";

  test.each<[what: string, events: string[], members: string[], told: (readonly [string, string, string])[]]>(
    [
      ["a date", ["A,20.1.2026,login,,"], [], [["date", "20.1.2026", "date"]]],
      ["a name, with its spaces", [`" A ",${soundDate},login,,`], [], [["member", " A ", "name"]]],
      ["an unknown indicator", [`A,${soundDate},logon,,`], [], [["indicator", "logon", "choice"]]],
      ["nothing where something must be", [`A,${soundDate},purchase,,`], [], [["amount", "", "missing"]]],
      ["not of one cell: nothing", ["A,2026-01-20"], [], [["", "", "fieldCount"]]],
      ["a tier that there is not", [], ["A,2026-01-01,,platinum"], [["tier", "platinum", "choice"]]],
      [
        "a date before joining",
        ["A,2026-01-16,login,,"],
        ["A,2026-01-20,,"],
        [["date", "2026-01-16", "beforeJoining"]],
      ],
      [
        "a referred member who was there",
        ["B,2026-01-16,login,,", `A,${soundDate},referral,,B`],
        [],
        [["other", "B", "alreadyMember"]],
      ],
      ["an order that nobody paid", [`A,${soundDate},refund,,o7`], [], [["other", "o7", "unknownOrder"]]],
      [
        "a member listed twice",
        [],
        ["A,2026-01-01,,", "A,2026-01-01,,"],
        [
          ["member", "A", "duplicate"],
          ["member", "A", "duplicate"],
        ],
      ],
      [
        "a piece that another has written",
        [`A,${soundDate},content,,c`, `B,${soundDate},praise,5,c`],
        [],
        [["other", "c", "otherAuthor"]],
      ],
      ["a referrer whom no row knows", [], ["A,2026-01-01,Z,"], [["referrer", "Z", "unknownReferrer"]]],
      [
        "a referrer who joined later",
        [],
        ["A,2026-01-01,B,", "B,2026-01-02,,"],
        [["referrer", "B", "referrerLater"]],
      ],
    ],
  )("%s", (_, eventRows, memberRows, told) => {
    expect(faultsOf(eventRows, memberRows)).toEqual(told);
  });

  test("money in the unit of the file", () => {
    const rows = [`A,${soundDate},purchase,100.00,o1`, `A,${soundDate},refund,123.40,o1`];
    expect(faultsOf(rows, [], "yuan")).toEqual([["amount", "123.40", "refundTooLarge"]]);
    const inCents = rows.map((row) => row.replace(".", ""));
    expect(faultsOf(inCents, [])).toEqual([["amount", "12340", "refundTooLarge"]]);
  });

  test("no more than its beginning, and nothing that moves what stands around it", () => {
    const [[, long] = []] = faultsOf([`A,${"9".repeat(5000)},login,,`], []);
    expect(long).toBe(`${"9".repeat(200)}…`);
    expect(faultsOf(["A,2026\u202e-01,login,,"], [])).toEqual([["date", "2026-01", "date"]]);
    const [[, half] = []] = faultsOf([`A,${"x".repeat(199)}😀,login,,`], []);
    expect(half).toBe(`${"x".repeat(199)}…`);
  });
});

describe("segments and tiers by name", () => {
  const named = (segments: Scenario["population"]["segments"]) => ({
    ...scenario,
    population: { ...scenario.population, segments },
  });
  const { segments } = scenario.population;
  const [first, second] = segments as [(typeof segments)[0], (typeof segments)[0]];
  const segmentOf = (own: Scenario, cell: string) => {
    const { bad, run } = scoredFiles(own, header, `member,joined,segment\nA,2026-01-01,${cell}\n`);
    return bad.length > 0 ? bad.join() : run.roster.segment[0];
  };

  test.each([
    ["its id", second.id, 1],
    ["its Chinese name", second.name.zh, 1],
    ["its English name", second.name.en, 1],
    ["nothing", "", 255],
    ["a name in other letters", second.name.en.toUpperCase(), "MEMBERS 2 segment choice"],
    ["a name with a space", `${second.name.zh} `, "MEMBERS 2 segment choice"],
  ])("%s", (_, cell, found) => {
    expect(segmentOf(scenario, cell)).toBe(found);
  });

  test("of two with one name none is taken, of an id and another's name neither", () => {
    const alike = named([first, { ...second, name: text(first.name.zh, "Others") }]);
    expect(segmentOf(alike, first.name.zh)).toBe("MEMBERS 2 segment ambiguous");
    expect(segmentOf(alike, "Others")).toBe(1);
    expect(segmentOf(alike, first.id)).toBe(0);
    const crossed = named([first, { ...second, name: text(first.id, "Others") }]);
    expect(segmentOf(crossed, first.id)).toBe("MEMBERS 2 segment ambiguous");
  });

  test("a tier by its name, and what it could be is said", () => {
    const step = (id: string, zh: string, en: string, threshold: number) => ({
      id,
      name: text(zh, en),
      threshold,
    });
    const steps = [
      step("base", "普卡", "Base", 0),
      step("gold", "金卡", "Gold", 100),
      step("top", "金卡", "Top", 500),
    ];
    const own: Scenario = {
      ...scenario,
      tiers: { currency: "points", validityMonths: 12, demotion: "oneStep", steps },
    };
    const readerOf = (cell: string) => {
      const reader = openRecords(compile(own));
      reader.members.push(new TextEncoder().encode(`member,joined,tier\nA,2026-01-01,${cell}\n`));
      reader.members.end();
      return reader;
    };
    expect([...readerOf("Gold").finish().members.tier]).toEqual([1]);
    expect(readerOf("金卡").badRows.listed()[0]?.reason).toEqual({
      zh: "可指不止一个：gold / 金卡 / Gold, top / 金卡 / Top",
      en: "could mean more than one: gold / 金卡 / Gold, top / 金卡 / Top",
    });
  });

  test("records are read again once a name has changed", () => {
    const renamed = named([first, { ...second, name: text("新名", "New name") }]);
    expect(readingKeyOf(compile(renamed))).not.toBe(readingKeyOf(compile(scenario)));
  });
});

describe("files that cannot be used", () => {
  test.each<[what: string, file: string, said: string]>([
    ["empty", "", "the file is empty"],
    ["empty lines", "\r\n\n", "the file is empty"],
    ["no header", "A,2026-01-16,login,1", 'header: unknown column "A"'],
    ["a column twice", "member,date,member", 'header: column "member" is there twice'],
    ["a column missing", "member,date,indicator\n", 'header: column "amount" is missing'],
    ["an unknown column", "member,date,indicator,amount,points", 'header: unknown column "points"'],
    ["an empty column", "member,date,indicator,amount,", 'header: unknown column ""'],
    ["an endless line", "x".repeat(20_000), "header: longer than 16384 bytes"],
    ["UTF-16", "m\0e\0", "header: holds a NUL byte"],
  ])("%s", (_, file, said) => {
    expect(() => scoredFiles(scenario, file)).toThrow(RecordsError);
    expect(() => scoredFiles(scenario, file)).toThrow(said);
  });
});

const names = ["A", "B", "C", "D", "E"];
const anyRow = fc
  .record({
    member: fc.constantFrom(...names),
    day: fc.integer({ min: 15, max: 25 }),
    kind: fc.constantFrom(...recordKinds),
    amount: fc.integer({ min: 0, max: 40 }),
    other: fc.constantFrom(...names, ""),
  })
  .map(({ member, day, kind, amount, other }) => {
    const single = ["activation", "referral", "cancellation"].includes(kind.kind);
    return `${member},2026-01-${day},${kind.kind},${single ? "" : amount},${kind.names ? other : ""}`;
  });
const anyMember = fc
  .record({
    member: fc.constantFrom(...names),
    day: fc.integer({ min: 10, max: 20 }),
    referrer: fc.constantFrom(...names, ""),
  })
  .map(({ member, day, referrer }) => `${member},2026-01-${day},${referrer}`);

test.each(["fetion.phone", "fetion.pc"])("the golden table %s holds award by award", (id) => {
  const table = awards.cases.find((one) => one.id === id);
  const unitMinutes = id === "fetion.phone" ? 10 : 30;
  const minutes = ruleOf("minutes", { kind: "accumulated", unitMinutes, period: "day" }, 2, {
    caps: { pointsPerDay: id === "fetion.phone" ? 24 : 8 },
  });
  const rows = (table?.events ?? []).map((event) => {
    const of = event as unknown as { day: number; minutes: number };
    return `A,2026-01-${16 + of.day},session,${of.minutes}`;
  });
  const { postings } = scoredFiles(
    { ...scenario, rules: [minutes] },
    `member,date,indicator,amount\n${rows.join("\n")}`,
  );
  const awarded = postings.map((line) => Number(line.split(" ")[3]));
  const expected = (table?.expected ?? []) as { points: number }[];
  expect(awarded).toEqual(expected.map(({ points }) => points));
  expect(awarded.length).toBeGreaterThan(0);
});

/** The rows in another order, but those of one member and day among themselves as they were. */
function inTurn(rows: readonly string[], shuffled: readonly string[]): string[] {
  const dayOf = (row: string) => row.split(",", 2).join();
  const waiting = new Map<string, string[]>();
  for (const row of rows) waiting.set(dayOf(row), [...(waiting.get(dayOf(row)) ?? []), row]);
  return shuffled.map((row) => waiting.get(dayOf(row))?.shift() ?? row);
}

test("any order of the rows gives the same members, postings and number of bad rows, if a member's day keeps its own", () => {
  const files = fc.tuple(fc.array(anyRow, { maxLength: 40 }), fc.array(anyMember, { maxLength: 4 }));
  const shuffled = files.chain(([rows, listed]) =>
    fc.tuple(
      fc.constant({ rows, listed }),
      fc.shuffledSubarray(rows, { minLength: rows.length }),
      fc.shuffledSubarray(listed, { minLength: listed.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([first, rows, listed]) => {
      const one = scoredFiles(scenario, events(...first.rows), members(...first.listed));
      const other = scoredFiles(scenario, events(...inTurn(first.rows, rows)), members(...listed));
      expect(other.postings).toEqual(one.postings);
      expect(other.members).toEqual(one.members);
      expect(other.bad.length).toBe(one.bad.length);
      expect(fingerprintOf(other.run.tally)).toBe(fingerprintOf(one.run.tally));
    }),
    { numRuns: 30 },
  );
});

test("leaving out the bad rows and reading again finds no bad rows and posts the same", () => {
  const files = fc.tuple(fc.array(anyRow, { maxLength: 40 }), fc.array(anyMember, { maxLength: 4 }));
  fc.assert(
    fc.property(files, ([rows, listed]) => {
      const one = scoredFiles(scenario, events(...rows), members(...listed));
      const isBad = (file: string, i: number) => one.bad.some((bad) => bad.startsWith(`${file}${i + 2} `));
      const again = scoredFiles(
        scenario,
        events(...rows.filter((_, i) => !isBad("", i))),
        members(...listed.filter((_, i) => !isBad("MEMBERS ", i))),
      );
      expect(again.bad).toEqual([]);
      expect(again.members).toEqual(one.members);
      expect(again.postings).toEqual(one.postings);
    }),
    { numRuns: 50 },
  );
});

test("damaged bytes give bad rows or an unusable file, never anything else", () => {
  const sound = new TextEncoder().encode(
    events(
      "A,2026-01-16,login,,",
      '"B",2026-01-17,session,25,',
      "A,2026-01-18,referral,1,张三",
      "A,2026-01-19,purchase,999,",
    ),
  );
  const damage = fc.array(fc.record({ at: fc.nat(sound.length - 1), byte: fc.nat(255), cut: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(damage, (places) => {
      const bytes = sound.slice();
      for (const { at, byte } of places) bytes[at] = byte;
      const end = places[0]?.cut ? (places[0]?.at ?? 0) : bytes.length;
      try {
        scoredFiles(scenario, bytes.subarray(0, end));
      } catch (error) {
        expect(error).toBeInstanceOf(RecordsError);
      }
    }),
    { numRuns: 100 },
  );
});
