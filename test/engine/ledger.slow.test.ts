/** The ledger against one kept on paper: the same random operations, compared for every member after every day. */
import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import type { Currency, Validity } from "../../src/domain/currency.ts";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { compile } from "../../src/engine/compile.ts";
import { type EventBatch, push } from "../../src/engine/events.ts";
import { sumsOfLots } from "../../src/engine/ledger.ts";
import { addMember, cancel, type RunState } from "../../src/engine/run-state.ts";
import { simulate } from "../../src/engine/simulate.ts";
import { NaiveAccount } from "./naive/account.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";

/** Four ways to earn, each with a validity of its own where one is given. */
const earnings = [
  { event: "grant", condition: { kind: "grant" } },
  { event: "success", condition: { kind: "perSuccess" } },
  { event: "content", condition: { kind: "each", indicator: "content" } },
  { event: "session", condition: { kind: "sessionLength", unitMinutes: 1 } },
] as const satisfies { event: keyof EventBatch; condition: Rule["condition"] }[];

type Book = {
  start?: string;
  days: number;
  currency?: Partial<Currency>;
  /** Validities of the rules, in the order of `earnings`; the currency's own where there is none. */
  validities?: (Validity | undefined)[];
};

type Operation =
  | { kind: "earn"; rule: number; points: number }
  | { kind: "redeem"; points: number }
  | { kind: "cancel" };
type DayOperations = Map<number, Operation[]>;

const operationsPerMember = 20;

function randomOperations(random: () => number, days: number): DayOperations {
  const byDay: DayOperations = new Map();
  for (let i = 0; i < operationsPerMember; i++) {
    const day = Math.floor(random() * days);
    const dice = random();
    const points = Math.floor(random() * random() * 400);
    const operation: Operation =
      dice < 0.6
        ? { kind: "earn", rule: Math.floor(random() * earnings.length), points }
        : dice < 0.98
          ? { kind: "redeem", points }
          : { kind: "cancel" };
    byDay.set(day, [...(byDay.get(day) ?? []), operation]);
  }
  return untilCancelled(byDay);
}

/** A membership ends once, and nothing follows. */
function untilCancelled(byDay: DayOperations): DayOperations {
  const kept: DayOperations = new Map();
  for (const [day, operations] of [...byDay].sort(([a], [b]) => a - b)) {
    const cancellation = operations.find(({ kind }) => kind === "cancel");
    kept.set(day, cancellation ? [cancellation] : operations);
    if (cancellation) break;
  }
  return kept;
}

const decaying = (basisPointsPerDay: number, rounding: Currency["decay"]["rounding"]) => ({
  decay: { enabled: true, basisPointsPerDay, rounding },
});
const clearing = (scope: Currency["yearEndClearing"]["scope"]) => ({
  yearEndClearing: { enabled: true, scope },
});
const lasting = (days: number): Validity => ({ kind: "days", days });

const books: Record<string, Book> = {
  "points that never lapse": { days: 30, currency: { validity: { kind: "none" } } },
  "a validity of days": { days: 40, currency: { validity: lasting(7) } },
  "a validity of one day": { days: 25, currency: { validity: lasting(1) } },
  "longer and shorter validities side by side": {
    days: 45,
    currency: { validity: lasting(20) },
    validities: [undefined, lasting(5), lasting(12), lasting(31)],
  },
  "a rule that lapses in a currency that does not": {
    days: 45,
    currency: { validity: { kind: "none" } },
    validities: [undefined, lasting(6), undefined, lasting(9)],
  },
  "every kind of validity at once": {
    start: "2023-12-20",
    days: 420,
    currency: { validity: { kind: "months", months: 1 } },
    validities: [undefined, { kind: "monthEnd", months: 2 }, { kind: "yearEnd", years: 1 }, lasting(45)],
  },
  "months of unequal length": {
    start: "2024-01-25",
    days: 130,
    currency: { validity: { kind: "months", months: 1 } },
  },
  "decay that rounds down": { days: 60, currency: { validity: { kind: "none" }, ...decaying(700, "down") } },
  "decay that rounds to the nearest, on lots": {
    days: 60,
    currency: { validity: lasting(15), ...decaying(300, "nearest") },
  },
  "decay that rounds up, with mixed lots": {
    days: 60,
    currency: { validity: lasting(15), ...decaying(450, "up") },
    validities: [lasting(4), undefined, lasting(30), undefined],
  },
  "everything cleared at the year's end": {
    start: "2025-12-10",
    days: 45,
    currency: { validity: { kind: "none" }, ...clearing("everything") },
  },
  "everything cleared, lots and all": {
    start: "2025-12-10",
    days: 60,
    currency: { validity: lasting(25), ...clearing("everything") },
  },
  "what is past its validity cleared at the year's end": {
    start: "2025-11-20",
    days: 80,
    currency: { validity: lasting(10), ...clearing("pastValidity") },
    validities: [undefined, lasting(50), undefined, lasting(3)],
  },
  "several year ends, clearing and decay": {
    start: "2024-12-15",
    days: 400,
    currency: {
      validity: { kind: "yearEnd", years: 1 },
      ...clearing("pastValidity"),
      ...decaying(50, "nearest"),
    },
    validities: [undefined, { kind: "months", months: 3 }, undefined, lasting(200)],
  },
};

/** Short books have many members, long ones fewer: 20,200 sequences of operations in all. */
const membersOf = ({ days }: Book): number => (days > 150 ? 500 : 1600);

function scenarioFor({ start = "2026-03-01", days, currency = {}, validities = [] }: Book): Scenario {
  const rules = earnings.map(({ event, condition }, position) => {
    const validity = validities[position];
    return ruleOf(event, condition, 1, validity ? { validity } : {});
  });
  return scenarioOf({ rules, items: [], run: { start, days }, currency });
}

type Paper = { account: NaiveAccount; plan: DayOperations };

/** Writes a member's operations of a day into the engine's batch. */
function perform(run: RunState, member: number, operations: readonly Operation[], day: number): void {
  for (const operation of operations) {
    if (operation.kind === "cancel") cancel(run, member, day);
    else if (operation.kind === "redeem") push(run.batch.redemption, member, operation.points);
    else push(run.batch[earnings[operation.rule]?.event ?? "grant"], member, operation.points);
  }
}

/** The same operations on paper: the day opens, rules pay in their order, then the member redeems. */
function keepOnPaper(
  { account }: Paper,
  operations: readonly Operation[],
  { day, isNewYear }: { day: number; isNewYear: boolean },
  rules: readonly Rule[],
) {
  const cancels = operations.some(({ kind }) => kind === "cancel");
  account.lapse(day, isNewYear);
  if (cancels) account.clear();
  if (isNewYear && day > 0) account.clearForNewYear();
  account.decay(day + 1);
  if (operations.length === 0) return;
  for (const [position, rule] of rules.entries()) {
    for (const operation of operations)
      if (operation.kind === "earn" && operation.rule === position)
        account.earn(day, operation.points, rule.validity);
  }
  for (const operation of operations) if (operation.kind === "redeem") account.redeem(operation.points);
}

/** Balances are compared after every day; lots, which cost more to add up, after every fifth. */
function differences({ accounts }: RunState, papers: readonly Paper[], day: number): string[] {
  const [account] = accounts;
  const found: string[] = [];
  if (!account) return [`day ${day}: no account`];
  const asksLots = account.plan.width > 0 && day % 5 === 4;
  const lotsOf = asksLots ? sumsOfLots(account, papers.length) : account.balance;
  for (const [member, paper] of papers.entries()) {
    const held = account.balance[member];
    const lots = lotsOf[member];
    const written = paper.account.balance;
    if (held !== written || lots !== written)
      found.push(`day ${day}, member ${member}: ${held} held, ${lots} in lots, ${written} on paper`);
  }
  return found;
}

/** Plays both ledgers and compares them at each day's end. */
function playBoth(book: Book, seed: string) {
  const scenario = scenarioFor(book);
  const random = seedrandom(seed);
  const members = membersOf(book);
  const noOperations: Operation[] = [];
  const papers: Paper[] = Array.from({ length: members }, () => ({
    account: new NaiveAccount(scenario.currencies[0] as Currency, scenario.run.start),
    plan: randomOperations(random, book.days),
  }));
  const found: string[] = [];
  const run = simulate(compile(scenario), {
    startsWith: members,
    begin(state) {
      for (let m = 0; m < members; m++)
        addMember(state, { joinDay: -1, joinMonth: -1, referrer: -1, group: m % 20 });
    },
    fill(state, day) {
      if (day > 0) found.push(...differences(state, papers, day - 1));
      const today = new Date(Date.parse(scenario.run.start) + day * 86_400_000);
      const isNewYear = today.toISOString().slice(5, 10) === "01-01";
      papers.forEach((paper, member) => {
        const operations = paper.plan.get(day) ?? noOperations;
        perform(state, member, operations, day);
        keepOnPaper(paper, operations, { day, isNewYear }, scenario.rules);
      });
    },
    shoppers: undefined,
  });
  found.push(...differences(run, papers, book.days - 1));
  return { run, papers, found };
}

describe("random grants, redemptions, cancellations, played by both ledgers", () => {
  test.each(Object.keys(books))("%s", (name) => {
    const { run, papers, found } = playBoth(books[name] as Book, name);
    expect(found.slice(0, 5)).toEqual([]);
    const onPaper = (pick: (flows: NaiveAccount["flows"]) => number) =>
      papers.reduce((sum, { account }) => sum + pick(account.flows), 0);
    const booked = (flow: "redeemed" | "expired" | "decayed" | "cleared") =>
      run.tally.currencies[0]?.flows[flow].reduce((sum, points) => sum + points, 0);
    expect({
      redeemed: booked("redeemed"),
      expired: booked("expired"),
      decayed: booked("decayed"),
      cleared: booked("cleared"),
    }).toEqual({
      redeemed: onPaper(({ redeemed }) => redeemed),
      expired: onPaper(({ expired }) => expired),
      decayed: onPaper(({ decayed }) => decayed),
      cleared: onPaper(({ cleared }) => cleared),
    });
  });
});
