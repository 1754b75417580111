/** A trace as lanes, months and days; and as a table for a spreadsheet. */
import { expect, test } from "vitest";
import { presets } from "../../../src/domain/presets.ts";
import { type AwardLine, sumsOf, type Trace, type TraceLine } from "../../../src/domain/trace.ts";
import { traceCsv } from "../../../src/ui/follow/csv.ts";
import {
  balanceOn,
  balancesOf,
  type Day,
  decayOver,
  eventfulDays,
  flowsByMonth,
  foldedDays,
  lanesOf,
  monthsOf,
  movedBy,
} from "../../../src/ui/follow/year.ts";

const [preset] = presets;
const start = "2026-01-01";

function award(
  day: number,
  rule: number,
  paid: number,
  balance: number | undefined,
  currency = 0,
): AwardLine {
  const steps = { base: 5, eligible: 5, multiplied: 5, capped: paid, budgeted: paid };
  return { kind: "award", day, rule, currency, steps, paid, held: [], tier: 0, balance };
}

const lines: TraceLine[] = [
  { kind: "events", day: 3, events: [{ indicator: "login", amount: 1 }] },
  award(3, 4, 5, 5),
  award(3, 3, 50, 55),
  award(3, 5, 7, 7, 1),
  { kind: "redeemed", day: 3, currency: 0, points: -40, balance: 15 },
  { kind: "events", day: 40, events: [{ indicator: "session", amount: 37 }] },
  award(40, 4, 0, undefined),
  { kind: "expired", because: "validity", day: 45, currency: 0, points: -5, balance: 10 },
];
const trace: Trace = {
  member: "17",
  replication: 0,
  joinDay: -10,
  cancelDay: undefined,
  goneDay: undefined,
  segment: 0,
  tier: 0,
  referred: [],
  accounts: sumsOf(lines, 2),
  lines,
};

const lanes = lanesOf(trace);
const all = { lane: undefined, unpaid: true };

test("lanes stand with activity first, then rules by what they paid, then what left; currencies apart", () => {
  expect(lanes.map(({ id, sums, marks }) => [id, [...sums], marks.length])).toEqual([
    ["activity", [], 2],
    ["rule/3", [[0, 50]], 1],
    ["rule/5", [[1, 7]], 1],
    ["rule/4", [[0, 5]], 2],
    ["redeemed", [[0, -40]], 1],
    ["lapsed", [[0, -5]], 1],
  ]);
});

test.each([
  [all, ["3: 4", "40: 1", "45: 1"]],
  [{ lane: undefined, unpaid: false }, ["3: 4", "40: 0", "45: 1"]],
  [{ lane: "rule/4" as const, unpaid: true }, ["3: 1", "40: 1"]],
  [{ lane: "rule/4" as const, unpaid: false }, ["3: 1"]],
  [{ lane: "lapsed" as const, unpaid: true }, ["45: 1"]],
  [{ lane: "activity" as const, unpaid: true }, ["3: 0", "40: 0"]],
])("with %j these days are listed, with so many lines", (filter, days) => {
  const months = monthsOf(trace, start, filter, lanes);
  expect(months.flatMap((month) => month.days.map(({ day, lines: own }) => `${day}: ${own.length}`))).toEqual(
    days,
  );
});

test("a month's sums are those of each currency, whatever is filtered", () => {
  expect(Object.fromEntries(flowsByMonth(trace, start))).toEqual({
    "2026-01": [
      { gained: 55, lost: 40, left: 15 },
      { gained: 7, lost: 0, left: 7 },
    ],
    "2026-02": [
      { gained: 0, lost: 5, left: 10 },
      { gained: 0, lost: 0, left: undefined },
    ],
  });
});

test("the balance of a day is what its last line left", () => {
  const points = balancesOf(trace, 0);
  expect(points).toEqual([
    { day: 3, balance: 15 },
    { day: 45, balance: 10 },
  ]);
  expect([0, 3, 44, 45, 99].map((day) => balanceOn(points, day))).toEqual([0, 15, 15, 10, 10]);
  expect(eventfulDays(trace)).toEqual([3, 40, 45]);
});

test("the table has a row for each line, dates and numbers as a spreadsheet reads them", () => {
  const rows = traceCsv(preset, trace, "en").trimEnd().split("\r\n");
  expect(rows).toHaveLength(1 + lines.length);
  expect(rows[1]).toBe("2026-01-04,activity,,login,,,");
  expect(rows[5]).toBe(`2026-01-04,redeemed,,,${preset.currencies[0]?.name.en},-40,15`);
  expect(traceCsv(preset, trace, "zh-CN").split("\r\n")[0]).toBe(
    "\ufeff日期,类别,规则或事项,说明,货币,分值,余额",
  );
});

test("what moves without a rule goes by its kind, in lanes, sums and rows of the table", () => {
  const moves: TraceLine[] = [
    { kind: "opening", day: 0, currency: 0, points: 100, balance: 100 },
    { kind: "sent", to: "17.2", day: 1, currency: 0, points: -48, balance: 52 },
    { kind: "fee", to: "17.2", sent: 50, basisPoints: 500, day: 1, currency: 0, points: -2, balance: 50 },
    { kind: "released", amount: 30, earned: 0, day: 2, currency: 0, points: 0, balance: 50 },
    { kind: "change", day: 3, change: 0 },
    {
      ...{ kind: "refused", what: "bought", because: "limit", asked: 1000, bound: 0, least: 1 },
      ...{ day: 4, currency: 0, points: 0, balance: 50 },
    },
  ];
  const moved = { ...trace, lines: moves };
  expect(lanesOf(moved).map(({ id, sums }) => [id, [...sums]])).toEqual([
    ["opening", [[0, 100]]],
    ["bought", []],
    ["transferred", [[0, -50]]],
    ["released", []],
    ["change", []],
  ]);
  expect(movedBy(moved, 0)).toEqual([
    ["opening", 100],
    ["transferred", -50],
  ]);
  const changes = [{ date: "2026-01-04", path: "rules/login/points", value: 9 }];
  const rows = traceCsv({ ...preset, changes }, moved, "en")
    .trimEnd()
    .split("\r\n");
  const points = preset.currencies[0]?.name.en;
  expect(rows.slice(2)).toEqual([
    `2026-01-02,sent,,to 17.2,${points},-48,52`,
    `2026-01-02,transfer fee,,50 × 5% → 2; to 17.2,${points},-2,50`,
    `2026-01-03,released,,"30 points earned on Jan 1, 2026 can be spent from now on",${points},0,50`,
    expect.stringMatching(/^2026-01-04,scheme changes,,.*5 points → 9 points,,,$/),
    `2026-01-05,not bought,,"asked for ¥10.00, the month’s limit used up",${points},0,50`,
  ]);
});

test("what came to nothing is marked so in its lane, and listed only where that is asked for", () => {
  const refused: TraceLine = {
    ...{ kind: "refused", what: "exchanged", because: "least", asked: 5, least: 10, exchange: 0 },
    ...{ day: 4, currency: 0, points: 0, balance: 50 },
  };
  const one = { ...trace, lines: [refused] };
  const own = lanesOf(one);
  expect(own).toEqual([{ id: "exchanged", sums: new Map(), marks: [{ day: 4, paid: false }] }]);
  const listed = (unpaid: boolean) => monthsOf(one, "2026-01-01", { lane: undefined, unpaid }, own).length;
  expect([listed(true), listed(false)]).toEqual([1, 0]);
});

test.each<[days: number[], rows: string[]]>([
  [
    [14, 15, 16],
    ["14", "15", "16"],
  ],
  [[14, 15, 16, 17], ["14–17"]],
  [
    [2, 14, 15, 16, 17, 19, 20, 21, 22],
    ["2", "14–17", "19–22"],
  ],
])("of days %s on which points only decay, four running are one row", (days, rows) => {
  expect(foldedDays(days.map((day) => decay(day))).map(named)).toEqual(rows);
});

test("a day on which something else happened ends a run of decay, and what a run took adds up by currency", () => {
  const run = [14, 15, 16, 17].map((day) => decay(day));
  const login: Day = { ...decay(18), activity: lines[0] };
  expect(foldedDays([...run, login]).map(named)).toEqual(["14–17", "18"]);
  expect(decayOver(run)).toEqual([{ kind: "decayed", day: 17, currency: 1, points: -8, balance: 83 }]);
});

function decay(day: number): Day {
  const line = { kind: "decayed", day, currency: 1, points: -2, balance: 100 - day } as TraceLine;
  return { day, activity: undefined, lines: [line] as Day["lines"] };
}

function named(row: Day | Day[]): string {
  return Array.isArray(row) ? `${row[0]?.day}–${row.at(-1)?.day}` : String(row.day);
}
