/** Conditions and caps beyond the golden tables, as small tables: what happens on which day, what is posted. */
import { describe, expect, test } from "vitest";
import type { Condition, Rule } from "../../src/domain/rule.ts";
import { play, type RecordedEvent } from "./recorded.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";

type Row = {
  rule: Condition;
  points?: number;
  more?: Partial<Rule>;
  start?: string;
  events: RecordedEvent[];
};

/** Postings of the one rule, as "day:points". */
function posted({ rule, points = 10, more = {}, start = "2026-01-01", events }: Row): string {
  const scenario = scenarioOf({
    rules: [ruleOf("rule", rule, points, more)],
    items: [],
    run: { start, days: 200 },
    currency: { validity: { kind: "none" } },
  });
  const { postings } = play(scenario, events);
  return (postings.rule ?? []).map((posting) => `${posting.day}:${posting.points}`).join(" ");
}

const at = (
  day: number,
  event: RecordedEvent["event"],
  more: Partial<RecordedEvent> = {},
): RecordedEvent => ({
  day,
  event,
  ...more,
});

const tenure = (everyMonths: number): Condition => ({ kind: "tenure", everyMonths });
const retained = (months: number): Condition => ({ kind: "referralRetained", months });
const praisedOver = (praises: number): Condition => ({ kind: "praisedOver", praises });
const daily: Condition = { kind: "firstOfDay", indicator: "login" };
const minutes: Condition = { kind: "sessionLength", unitMinutes: 10 };

const table: Record<string, Row & { expected: string }> = {
  "tenure every month, joined within it: on joining, then on each first": {
    rule: tenure(1),
    start: "2026-01-15",
    events: [at(0, "activation"), at(60, "cancellation")],
    expected: "0:10 17:10 45:10",
  },
  "tenure every month, joined on a first: once that day": {
    rule: tenure(1),
    events: [at(31, "activation"), at(90, "cancellation")],
    expected: "31:10 59:10",
  },
  "tenure every third month: the month of joining is the first": {
    rule: tenure(3),
    start: "2026-01-15",
    events: [at(0, "activation"), at(199, "cancellation")],
    // 1 March and 1 June.
    expected: "45:10 137:10",
  },
  "a membership that ends on a first earns nothing that day": {
    rule: tenure(1),
    events: [at(0, "login"), at(31, "cancellation")],
    expected: "0:10",
  },
  "the second login of a day earns nothing": {
    rule: daily,
    events: [at(4, "login"), at(4, "login"), at(5, "login")],
    expected: "4:10 5:10",
  },
  "a session counts by itself: two of nine minutes are no ten": {
    rule: minutes,
    events: [
      at(1, "session", { amount: 9 }),
      at(1, "session", { amount: 9 }),
      at(2, "session", { amount: 20 }),
    ],
    expected: "2:20",
  },
  "each piece of content counts, several at once as well": {
    rule: { kind: "each", indicator: "content" },
    events: [at(3, "content", { amount: 2 }), at(3, "content"), at(9, "content")],
    expected: "3:30 9:10",
  },
  "each success counts": {
    rule: { kind: "perSuccess" },
    events: [at(1, "success", { amount: 3 }), at(2, "success")],
    expected: "1:30 2:10",
  },
  "a grant posts its own amount times the award value": {
    rule: { kind: "grant" },
    points: 3,
    events: [at(1, "grant", { amount: 7 })],
    expected: "1:21",
  },
  "each friend who is brought counts, on the day that the friend joins": {
    rule: { kind: "referral" },
    events: [
      at(3, "referral", { referred: "B" }),
      at(3, "referral", { referred: "C" }),
      at(8, "referral", { referred: "D" }),
    ],
    expected: "3:20 8:10",
  },
  "whoever has cancelled earns nothing by friends": {
    rule: { kind: "referral" },
    events: [at(2, "cancellation"), at(3, "referral", { referred: "B" })],
    expected: "",
  },
  "a friend kept for one month is kept on the day of joining": {
    rule: retained(1),
    events: [
      at(5, "referral", { referred: "B" }),
      at(5, "login", { member: "B" }),
      at(6, "login", { member: "B" }),
    ],
    expected: "5:10",
  },
  "a friend kept for two months: at the first login of the second, once": {
    rule: retained(2),
    events: [
      at(5, "referral", { referred: "B" }),
      ...[5, 30, 33, 40, 65].map((day) => at(day, "login", { member: "B" })),
    ],
    expected: "33:10",
  },
  "a month without a login ends it for good": {
    rule: retained(3),
    events: [
      at(5, "referral", { referred: "B" }),
      ...[5, 70, 100, 130].map((day) => at(day, "login", { member: "B" })),
    ],
    expected: "",
  },
  "a kept friend of someone who has cancelled earns nobody anything": {
    rule: retained(2),
    events: [
      at(5, "referral", { referred: "B" }),
      at(5, "login", { member: "B" }),
      at(20, "cancellation"),
      at(33, "login", { member: "B" }),
    ],
    expected: "",
  },
  "praise adds up over days and pays when it passes the number, once for a piece": {
    rule: praisedOver(10),
    events: [
      at(1, "praise", { amount: 6, piece: 0 }),
      at(2, "praise", { amount: 4, piece: 0 }),
      at(3, "praise", { amount: 1, piece: 0 }),
      at(4, "praise", { amount: 50, piece: 0 }),
      at(4, "praise", { amount: 11, piece: 7 }),
    ],
    expected: "3:10 4:10",
  },
  "praise beyond the first sixteen pieces is kept as well": {
    rule: praisedOver(0),
    events: [at(1, "praise", { amount: 1, piece: 500 }), at(2, "praise", { amount: 1, piece: 500 })],
    expected: "1:10",
  },
  "praise for someone who has cancelled pays nothing, not later either": {
    rule: praisedOver(1),
    events: [
      at(1, "cancellation"),
      at(2, "praise", { amount: 2, piece: 0 }),
      at(3, "praise", { amount: 2, piece: 0 }),
    ],
    expected: "",
  },
  "a cap of nothing pays nothing": {
    rule: daily,
    more: { caps: { pointsPerDay: 0 } },
    events: [at(1, "login")],
    expected: "",
  },
  "a cap begins anew each day": {
    rule: minutes,
    more: { caps: { pointsPerDay: 25 } },
    events: [
      at(1, "session", { amount: 20 }),
      at(1, "session", { amount: 20 }),
      at(2, "session", { amount: 300 }),
      at(3, "session", { amount: 10 }),
    ],
    expected: "1:25 2:25 3:10",
  },
  "an award value of nothing posts nothing": {
    rule: daily,
    points: 0,
    events: [at(1, "login")],
    expected: "",
  },
  "a rule that is off posts nothing": {
    rule: daily,
    more: { enabled: false },
    events: [at(1, "login")],
    expected: "",
  },
};

test.each(Object.entries(table))("%s", (_, row) => {
  expect(posted(row)).toBe(row.expected);
});

describe("awards, points and members of a rule", () => {
  const rule = ruleOf("minutes", minutes, 10, { caps: { pointsPerDay: 15 } });
  const { run } = play(scenarioOf({ rules: [rule], items: [], run: { days: 5 } }), [
    at(1, "session", { amount: 10 }),
    at(1, "session", { amount: 10 }),
    at(1, "session", { amount: 10 }),
    at(1, "session", { member: "B", amount: 5 }),
    at(2, "session", { member: "C", amount: 10 }),
  ]);

  test("one member's cap is not another's, and an award that the cap leaves nothing of is none", () => {
    // A: 10 and the remaining 5; B: too short; C: 10.
    expect([...run.tally.rules]).toEqual([3, 25, 2]);
    expect([...(run.accounts[0]?.balance.subarray(0, 3) ?? [])]).toEqual([15, 0, 10]);
  });
});

test("a recorded redemption takes at most what is there", () => {
  const scenario = scenarioOf({
    rules: [ruleOf("grant", { kind: "grant" }, 1)],
    items: [],
    run: { days: 4 },
  });
  const { run, balances } = play(scenario, [
    at(0, "grant", { amount: 50 }),
    at(1, "redemption", { amount: 30 }),
    at(2, "redemption", { amount: 30 }),
    at(3, "redemption", { amount: 1 }),
  ]);
  expect(balances).toEqual([50, 20, 0, 0]);
  expect([...(run.tally.currencies[0]?.flows.redeemed ?? [])]).toEqual([0, 30, 20, 0]);
});

test("rules post in the scenario's order, and a day's earnings can be spent the same day", () => {
  const rules = [ruleOf("first", { kind: "grant" }, 1), ruleOf("second", { kind: "grant" }, 2)];
  const { postings, balances } = play(scenarioOf({ rules, items: [], run: { days: 2 } }), [
    at(0, "grant", { amount: 10 }),
    at(0, "redemption", { amount: 25 }),
  ]);
  expect(Object.keys(postings)).toEqual(["first", "second"]);
  expect(balances[0]).toBe(5);
});

test("a second cancellation changes nothing", () => {
  const { run } = play(scenarioOf({ rules: [], items: [], run: { days: 6 } }), [
    at(0, "login"),
    at(0, "login", { member: "B" }),
    at(2, "cancellation"),
    at(2, "cancellation"),
    at(4, "cancellation"),
  ]);
  expect(run.enrolled).toBe(1);
  expect([...run.tally.enrolledByDay]).toEqual([2, 2, 1, 1, 1, 1]);
});
