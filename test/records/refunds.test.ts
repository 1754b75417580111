/** Refunds in files: what is taken back of which order, and which rows are bad. One point a yuan. */
import { describe, expect, test } from "vitest";
import { compile } from "../../src/engine/compile.ts";
import { describeBadRow } from "../../src/records/bad-row.ts";
import { openRecords } from "../../src/records/records.ts";
import { ruleOf, scenarioOf } from "../engine/scenario-of.ts";
import { scoredFiles } from "./scored.ts";

const rules = [
  ruleOf("buying", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1),
  ruleOf("each", { kind: "each", indicator: "purchase" }, 5),
  ruleOf("grant", { kind: "grant" }, 1),
];
const scheme = (pendingDays = 0) =>
  scenarioOf({ rules, items: [], run: { start: "2026-01-15", days: 40 }, currency: { pendingDays } });
const file = (...rows: string[]) => ["member,date,indicator,amount,other", ...rows].join("\n");

/** What A holds, waits for and owes in the end, and what was taken back from anyone. */
function endOf(rows: string[], pendingDays = 0) {
  const { run, bad } = scoredFiles(scheme(pendingDays), file(...rows));
  const [account] = run.accounts;
  const reversed = run.tally.currencies[0]?.moves.reversed.reduce((sum, points) => sum + points, 0);
  return {
    held: account?.balance[0],
    waits: account?.pending[0] ?? 0,
    owes: account?.debt[0] ?? 0,
    reversed,
    bad,
  };
}

describe("what is taken back", () => {
  test.each<[what: string, rows: string[], pendingDays: number, figures: object]>([
    [
      "all that the order earned, the rule for each purchase included",
      ["A,2026-01-16,purchase,10000,o1", "A,2026-01-17,purchase,3000,o2", "A,2026-01-20,refund,,o1"],
      0,
      { held: 35, waits: 0, owes: 0, reversed: 105 },
    ],
    [
      "in proportion where less is refunded than was paid, rounded down for each award",
      ["A,2026-01-16,purchase,10000,o1", "A,2026-01-20,refund,3333,o1"],
      0,
      { held: 105 - 33 - 1, reversed: 34 },
    ],
    [
      "in parts that come to the whole, all, whatever each of them rounds to",
      [
        "A,2026-01-16,purchase,10000,o1",
        ...["A,2026-01-20,refund,3333,o1", "A,2026-01-21,refund,3333,o1", "A,2026-01-21,refund,3334,o1"],
      ],
      0,
      { held: 0, owes: 0, reversed: 105 },
    ],
    [
      "of two refunds what goes with both, rounded down together",
      ["A,2026-01-16,purchase,10000,o1", "A,2026-01-20,refund,1950,o1", "A,2026-01-21,refund,2050,o1"],
      0,
      { held: 105 - 40 - 2, reversed: 42 },
    ],
    [
      "what an earlier refund has left, by an empty amount",
      ["A,2026-01-16,purchase,10000,o1", "A,2026-01-20,refund,3333,o1", "A,2026-01-20,refund,,o1"],
      0,
      { held: 0, reversed: 105 },
    ],
    [
      "in parts of which one comes while the points wait, and one after their release",
      ["A,2026-01-16,purchase,10000,o1", "A,2026-01-20,refund,3333,o1", "A,2026-02-05,refund,6667,o1"],
      14,
      { held: 0, waits: 0, owes: 0, reversed: 105 },
    ],
    [
      "many refunds of a cent: as much as one of all of them",
      [
        "A,2026-01-16,purchase,100,o1",
        ...Array.from({ length: 80 }, (_, i) => `A,2026-01-${17 + (i % 9)},refund,1,o1`),
      ],
      0,
      { held: 6 - 4, reversed: 4 },
    ],
    [
      "of an order that is paid on, what is left of each line",
      [
        ...["A,2026-01-16,purchase,6000,o1", "A,2026-01-17,refund,6000,o1"],
        ...["A,2026-01-18,purchase,2000,o1", "A,2026-01-19,refund,1000,o1"],
      ],
      0,
      { held: 10 + 3, reversed: 65 + 10 + 2 },
    ],
    [
      "the lines of an order together",
      ["A,2026-01-16,purchase,6000,o1", "A,2026-01-16,purchase,4000,o1", "A,2026-01-20,refund,5000,o1"],
      0,
      { held: 110 - (30 + 20 + 2 + 2), reversed: 54 },
    ],
    [
      "what still waits; the rest is released",
      ["A,2026-01-16,purchase,10000,o1", "A,2026-01-20,refund,5000,o1"],
      14,
      { held: 53, waits: 0, reversed: 52 },
    ],
    [
      "what is there; the rest is a debt that the next points pay",
      [
        "A,2026-01-16,purchase,10000,o1",
        "A,2026-01-17,redemption,100,",
        "A,2026-01-20,refund,10000,o1",
        "A,2026-01-22,grant,40,",
      ],
      0,
      { held: 0, owes: 105 - 5 - 40, reversed: 45 },
    ],
    [
      "nothing for a refund of nothing",
      ["A,2026-01-16,purchase,10000,o1", "A,2026-01-20,refund,0,o1"],
      0,
      { held: 105, reversed: 0 },
    ],
    [
      "nothing of a membership that has ended",
      ["A,2026-01-16,purchase,10000,o1", "A,2026-01-18,cancellation,,", "A,2026-01-20,refund,,o1"],
      0,
      { held: 0, owes: 0, reversed: 0 },
    ],
  ])("%s", (_, rows, pendingDays, figures) => {
    expect(endOf(rows, pendingDays)).toMatchObject({ ...figures, bad: [] });
  });

  test("the same, whatever the order of the rows", () => {
    const rows = [
      "A,2026-01-16,purchase,6000,o1",
      "B,2026-01-16,purchase,700,o1",
      "A,2026-01-16,purchase,4000,o2",
      "A,2026-01-20,refund,,o2",
      "B,2026-01-19,refund,,o1",
    ];
    expect(endOf(rows)).toMatchObject({ held: 65, reversed: 45 + 12, bad: [] });
    expect(endOf(rows.toReversed())).toEqual(endOf(rows));
  });
});

describe("an order that points stood for a part of", () => {
  const offset = { enabled: true, points: 1, cents: 10, shareMax: 5000, earns: false };
  const perTenYuan = ruleOf("buying", { kind: "perAmount", indicator: "purchase", cents: 1000 }, 100);
  const own = (earns: boolean) =>
    scenarioOf({
      rules: [perTenYuan, ruleOf("grant", { kind: "grant" }, 1)],
      items: [],
      run: { start: "2026-01-15", days: 40 },
      currency: { offset: { ...offset, earns } },
    });
  // 75 points stand for 7.50 of 15 yuan; what is left earns 75.
  const paid = ["A,2026-01-15,grant,75,", "A,2026-01-16,purchase,1500,o1", "A,2026-01-16,offset,75,"];
  test.each<[refund: string, earns: boolean, given: number, taken: number, heldThen: number]>([
    ["A,2026-01-20,refund,,o1", false, 75, 75, 75],
    ["A,2026-01-20,refund,1500,o1", false, 75, 75, 75],
    ["A,2026-01-20,refund,1200,o1", false, 60, 60, 75],
    ["A,2026-01-20,refund,750,o1", false, 37, 37, 75],
    ["A,2026-01-20,refund,750,o1", true, 37, 75, 112],
    ["A,2026-01-16,refund,300,o1", false, 15, 15, 75],
    ["A,2026-01-20,refund,1,o1", false, 0, 0, 75],
  ])("%s (the part in points earns: %s) gives %i back and takes %i", (row, earns, given, taken, held) => {
    const { run, bad } = scoredFiles(own(earns), file(...paid, row));
    const [points] = run.tally.currencies;
    const sum = (column: Float64Array | undefined) => column?.reduce((all, each) => all + each, 0);
    expect({
      bad,
      given: sum(points?.moves.in),
      taken: sum(points?.moves.reversed),
      held: run.accounts[0]?.balance[0],
    }).toEqual({ bad: [], given, taken, held });
  });

  test("points that were used come back whole in parts, and are no cost any more", () => {
    const parts = ["A,2026-01-20,refund,499,o1", "A,2026-01-21,refund,499,o1", "A,2026-01-21,refund,502,o1"];
    const { run, bad } = scoredFiles(own(false), file(...paid, ...parts));
    const [points] = run.tally.currencies;
    const sum = (column: Float64Array | undefined) => column?.reduce((all, each) => all + each, 0);
    const [account] = run.accounts;
    const end = { held: account?.balance[0], cost: account?.costCents[0], given: sum(points?.moves.in) };
    expect({ ...end, bad }).toEqual({ held: 75, cost: 0, given: 75, bad: [] });
  });

  test("points that come back are a lot of that day, no cost any more, and pay what the refund takes", () => {
    const { run } = scoredFiles(
      scenarioOf({
        rules: [perTenYuan, ruleOf("grant", { kind: "grant" }, 1)],
        items: [],
        run: { start: "2026-01-15", days: 15 },
        currency: { offset, validity: { kind: "days", days: 10 } },
      }),
      file(...paid, "A,2026-01-17,redemption,75,", "A,2026-01-24,refund,1200,o1", "A,2026-01-24,grant,3,"),
    );
    const [account] = run.accounts;
    const [points] = run.tally.currencies;
    expect(points?.money[1]).toBe(750 - 600);
    expect(account?.costCents[0]).toBe(750 - 600);
    // 60 come back, 60 are taken back: nothing is owed, and the grant is there.
    expect({ held: account?.balance[0], owes: account?.debt[0] }).toEqual({ held: 3, owes: 0 });
    expect(points?.flows.expired.reduce((sum, each) => sum + each, 0)).toBe(0);
  });
});

describe("what a referred member has spent", () => {
  const spend = ruleOf("spend", { kind: "referralSpend", cents: 20_000 }, 500);
  const own = (pendingDays = 0, more: Partial<typeof spend> = {}) => ({
    ...scenarioOf({
      rules: [{ ...spend, ...more }, ruleOf("grant", { kind: "grant" }, 1)],
      items: [],
      run: { start: "2026-01-15", days: 60 },
      currency: { pendingDays },
    }),
    channels: [{ id: "app", name: { zh: "应用", en: "app" } }],
  });
  const referred = "A,2026-01-16,referral,,B";
  /** Postings to A; what it holds, waits for and owes in the end. */
  const endOfReferrer = (rows: string[], pendingDays = 0, more: Partial<typeof spend> = {}) => {
    const header = `member,date,indicator,amount,other${rows[0] === referred ? "" : ",channel"}`;
    const files = [header, ...rows].join("\n");
    const { run, postings, bad } = scoredFiles(own(pendingDays, more), files);
    const [account] = run.accounts;
    const at = (column: Int32Array | undefined) => column?.[0] ?? 0;
    return {
      postings: postings.map((line) => line.replace(/^A (.*) =.*/, "$1")).join(", "),
      held: at(account?.balance),
      waits: at(account?.pending),
      owes: at(account?.debt),
      bad,
    };
  };

  const changes = (cents: number) => [
    { date: "2026-02-01", path: "rules/spend/condition/cents", value: cents },
  ];
  test.each<[what: string, askedLater: number, refunds: string[], held: number]>([
    ["raised: a refund below what the award was paid for takes it back", 40_000, ["1"], 0],
    ["lowered: the award stays while that is reached", 5000, ["15000"], 500],
    ["lowered: and goes with what falls below it", 5000, ["15000", "1"], 0],
  ])("an amount that has changed by the refund's day, %s", (_, askedLater, refunds, held) => {
    const rows = refunds.map((cents, at) => `B,2026-02-0${2 + at},refund,${cents},o1`);
    const text = file(referred, "B,2026-01-17,purchase,20000,o1", ...rows);
    const { run, bad } = scoredFiles({ ...own(), changes: changes(askedLater) }, text);
    expect({ held: run.accounts[0]?.balance[0], bad }).toEqual({ held, bad: [] });
  });

  test.each<[what: string, rows: string[], pendingDays: number, end: object]>([
    [
      "a refund that brings it below the amount takes the award back",
      [referred, "B,2026-01-17,purchase,20000,o1", "B,2026-01-18,refund,,o1"],
      0,
      { postings: "01-17 spend 500", held: 0, owes: 0 },
    ],
    [
      "also one of a part",
      [referred, "B,2026-01-17,purchase,20000,o1", "B,2026-01-18,refund,1,o1"],
      0,
      { held: 0 },
    ],
    [
      "also several that do so together",
      [
        ...[referred, "B,2026-01-17,purchase,25000,o1"],
        ...["B,2026-01-18,refund,5000,o1", "B,2026-01-19,refund,1,o1"],
      ],
      0,
      { held: 0 },
    ],
    [
      "several that leave the amount reached take nothing",
      [
        ...[referred, "B,2026-01-17,purchase,25000,o1"],
        ...["B,2026-01-18,refund,2000,o1", "B,2026-01-19,refund,3000,o1"],
      ],
      0,
      { held: 500 },
    ],
    [
      "one that leaves the amount reached takes nothing",
      [referred, "B,2026-01-17,purchase,25000,o1", "B,2026-01-18,refund,5000,o1"],
      0,
      { held: 500 },
    ],
    [
      "what was refunded before does not count towards it",
      [
        referred,
        "B,2026-01-17,bill,10000,o1",
        "B,2026-01-18,refund,,o1",
        "B,2026-01-19,purchase,10000,o2",
        "B,2026-01-20,purchase,10000,o3",
      ],
      0,
      { postings: "01-20 spend 500", held: 500 },
    ],
    [
      "who reaches the amount again earns it again",
      [
        referred,
        "B,2026-01-17,purchase,20000,o1",
        "B,2026-01-18,refund,10000,o1",
        "B,2026-01-19,purchase,10000,o2",
      ],
      0,
      { postings: "01-17 spend 500, 01-19 spend 500", held: 500 },
    ],
    [
      "the award waits as what payments earn does, and goes while it waits",
      [referred, "B,2026-01-17,purchase,20000,o1", "B,2026-01-18,refund,,o1"],
      14,
      { held: 0, waits: 0, owes: 0 },
    ],
    ["and is released in time", [referred, "B,2026-01-17,purchase,20000,o1"], 14, { held: 500, waits: 0 }],
    [
      "what the referrer has spent of it is owed",
      [
        referred,
        "B,2026-01-17,purchase,20000,o1",
        "A,2026-01-18,redemption,400,",
        "B,2026-01-19,refund,,o1",
        "A,2026-01-20,grant,30,",
      ],
      0,
      { held: 0, owes: 370 },
    ],
    [
      "nothing is taken from a referrer who has left",
      [referred, "B,2026-01-17,purchase,20000,o1", "A,2026-01-18,cancellation,,", "B,2026-01-19,refund,,o1"],
      14,
      { held: 0, waits: 0, owes: 0 },
    ],
  ])("%s", (_, rows, pendingDays, end) => {
    expect(endOfReferrer(rows, pendingDays)).toMatchObject({ ...end, bad: [] });
  });

  test.each<[where: string, amount: number, held: number]>([
    ["half of it counted, so half of the refund does", 20_000, 500],
    ["half of it counted: 15,000 of 30,000 back", 30_000, 0],
  ])("an order of two lines, one by another channel: %s", (_, back, held) => {
    const rows = [
      `${referred},`,
      "B,2026-01-17,purchase,30000,o1,app",
      "B,2026-01-17,purchase,30000,o1,",
      `B,2026-01-18,refund,${back},o1,`,
    ];
    expect(endOfReferrer(rows, 0, { eligibility: { channels: ["app"] } })).toMatchObject({ held, bad: [] });
  });
});

describe("a month's total", () => {
  const total = ruleOf(
    "total",
    { kind: "perAmount", indicator: "purchase", cents: 100, monthTotal: true },
    1,
  );
  const own = scenarioOf({ rules: [total], items: [], run: { start: "2026-01-15", days: 60 } });
  test.each<[what: string, rows: string[], postings: string[]]>([
    [
      "a purchase refunded within the month is not in it",
      ["A,2026-01-16,purchase,10000,o1", "A,2026-01-17,purchase,300,o2", "A,2026-01-31,refund,,o1"],
      ["A 01-31 total 3 = 3"],
    ],
    [
      "of a part of an order what is left is",
      ["A,2026-01-16,purchase,10000,o1", "A,2026-01-18,refund,2500,o1"],
      ["A 01-31 total 75 = 75"],
    ],
    [
      "of an order that is refunded in parts what is left of it",
      ["A,2026-01-16,purchase,10000,o1", "A,2026-01-18,refund,2500,o1", "A,2026-01-19,refund,2500,o1"],
      ["A 01-31 total 50 = 50"],
    ],
    [
      "of an order over two months, refunded in each, the part of the month",
      [
        ...["A,2026-01-31,purchase,6000,o1", "A,2026-01-31,refund,3000,o1"],
        ...["A,2026-02-01,purchase,2000,o1", "A,2026-02-02,refund,1000,o1", "A,2026-02-03,refund,1500,o1"],
      ],
      ["A 01-31 total 30 = 30", "A 02-28 total 10 = 40"],
    ],
    [
      "a refund after the month takes nothing of it, nor of the next one's",
      ["A,2026-01-16,purchase,10000,o1", "A,2026-02-02,purchase,500,o2", "A,2026-02-03,refund,,o1"],
      ["A 01-31 total 100 = 100", "A 02-28 total 5 = 105"],
    ],
    [
      "of an order over two months the part of the month it is refunded in",
      ["A,2026-01-31,purchase,6000,o1", "A,2026-02-01,purchase,2000,o1", "A,2026-02-02,refund,4000,o1"],
      ["A 01-31 total 60 = 60", "A 02-28 total 10 = 70"],
    ],
  ])("%s", (_, rows, postings) => {
    expect(scoredFiles(own, file(...rows))).toMatchObject({ postings, bad: [] });
  });
});

test("records redeem nothing of a scheme whose points cannot be spent", () => {
  const levels = scenarioOf({
    rules,
    items: [],
    run: { start: "2026-01-15", days: 40 },
    currency: { spendable: false },
  });
  const { run, bad } = scoredFiles(levels, file("A,2026-01-15,grant,3,", "A,2026-01-16,redemption,3,"));
  expect({ held: run.accounts[0]?.balance[0], redeemed: run.accounts[0]?.redeemed[0], bad }).toEqual({
    held: 3,
    redeemed: 0,
    bad: [],
  });
});

describe("bad rows", () => {
  const paid = "A,2026-01-16,purchase,10000,o1";
  test.each<[what: string, rows: string[], bad: string[]]>([
    ["an order that nobody paid", [paid, "A,2026-01-20,refund,,o2"], ["3 other unknownOrder"]],
    ["another member's order", [paid, "B,2026-01-20,refund,,o1"], ["3 other unknownOrder"]],
    ["an order that is paid later", [paid, "A,2026-01-15,refund,,o1"], ["3 other unknownOrder"]],
    ["no order", [paid, "A,2026-01-20,refund,,"], ["3 other missing"]],
    ["more than was paid", [paid, "A,2026-01-20,refund,10001,o1"], ["3 amount refundTooLarge"]],
    [
      "more than an earlier refund has left, in any order of the rows",
      [paid, "A,2026-01-22,refund,7001,o1", "A,2026-01-20,refund,3000,o1", "A,2026-01-23,refund,7000,o1"],
      ["3 amount refundsTooLarge"],
    ],
    [
      "two of one day that are too much together: which is right?",
      [paid, "A,2026-01-20,refund,6000,o1", "A,2026-01-20,refund,4001,o1", "A,2026-01-21,refund,9000,o1"],
      ["3 amount refundsTooLarge", "4 amount refundsTooLarge"],
    ],
    [
      "of one day one that is too much by itself, which makes no other bad",
      [paid, "A,2026-01-20,refund,10001,o1", "A,2026-01-20,refund,4000,o1"],
      ["3 amount refundTooLarge"],
    ],
    [
      "all of it where nothing is left",
      [paid, "A,2026-01-20,refund,,o1", "A,2026-01-21,refund,,o1", "A,2026-01-21,refund,1,o1"],
      ["4 other refundedTwice", "5 amount refundsTooLarge"],
    ],
    [
      "all of it twice on one day: which is right?",
      [paid, "A,2026-01-20,refund,,o1", "A,2026-01-20,refund,,o1"],
      ["3 other refundedTwice", "4 other refundedTwice"],
    ],
    [
      "all of an order of 0 cents, twice",
      ["A,2026-01-16,purchase,0,o1", "A,2026-01-20,refund,,o1", "A,2026-01-21,refund,,o1"],
      ["4 other refundedTwice"],
    ],
    ["nothing of an order that nobody paid", [paid, "A,2026-01-20,refund,0,o2"], ["3 other unknownOrder"]],
    ["half a cent", [paid, "A,2026-01-20,refund,0.5,o1"], ["3 amount wholeNumber"]],
    [
      "an order whose payment is bad itself",
      ["A,2026-01-16,purchase,1e4,o1", "A,2026-01-20,refund,,o1"],
      ["2 amount wholeNumber", "3 other unknownOrder"],
    ],
  ])("%s", (_, rows, bad) => {
    expect(endOf(rows).bad).toEqual(bad);
  });

  test("say what is wrong in both languages", () => {
    const reader = openRecords(compile(scheme()));
    reader.events.push(
      new TextEncoder().encode(
        file(
          ...[paid, "A,2026-01-20,refund,10001,o1", "A,2026-01-21,refund,,o7"],
          ...["A,2026-01-22,refund,3000,o1", "A,2026-01-23,refund,8000,o1"],
          ...["A,2026-01-24,refund,,o1", "A,2026-01-25,refund,,o1"],
        ),
      ),
    );
    reader.events.end();
    reader.finish();
    expect(reader.badRows.listed().map(describeBadRow)).toEqual([
      'row 3, amount "10001": more than was paid (100.00 yuan) · 第 3 行 amount“10001”：退款多于所付（100.00 元）',
      'row 4, other "o7": the member has paid no such order by then · 第 4 行 other“o7”：此前没有该会员的这一订单',
      'row 6, amount "8000": with other refunds more than was paid (100.00 yuan paid, 30.00 refunded by other rows) · 第 6 行 amount“8000”：连同其他退款多于所付（共付 100.00 元，其他退款 30.00 元）',
      'row 8, other "o1": other rows refund all of the order already · 第 8 行 other“o1”：订单已由其他行全部退货',
    ]);
  });
});

test("praise, likes, clicks and forwards after a membership has ended are no fault, and earn nothing", () => {
  const own = scenarioOf({
    rules: [
      ruleOf("like", { kind: "each", indicator: "like" }, 1),
      ruleOf("praise", { kind: "each", indicator: "praise" }, 1),
    ],
    items: [],
    run: { start: "2026-01-15", days: 40 },
  });
  const { postings, bad } = scoredFiles(
    own,
    file(
      "A,2026-01-16,like,2,s",
      "A,2026-01-16,praise,1,",
      "A,2026-01-18,cancellation,,",
      "A,2026-01-19,like,5,s",
      "A,2026-01-19,praise,5,s",
      "A,2026-01-20,share,1,",
    ),
  );
  expect({ postings, bad }).toEqual({
    postings: ["A 01-16 like 2 = 2", "A 01-16 praise 1 = 3"],
    bad: ["7 date afterCancellation"],
  });
});
