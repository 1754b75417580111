/**
 * The ledger identity over a million random sequences of operations, a member each: opening stock, grants, payments,
 * refunds in whole and in part, redemptions, exchanges, points sent, bought and used at checkout, cancellations, under
 * every kind of validity. Checked for each member here, for the members together at each day's close by the engine.
 */
import { expect, test } from "vitest";
import type { Currency, Validity } from "../../src/domain/currency.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { compile } from "../../src/engine/compile.ts";
import { type EventBatch, push } from "../../src/engine/events.ts";
import { habitsOf } from "../../src/engine/habits.ts";
import { heldBy, sumsOfLots } from "../../src/engine/ledger.ts";
import { openStock } from "../../src/engine/opening.ts";
import { addMember, cancel, expectRefunds, type RunState } from "../../src/engine/run-state.ts";
import { simulate } from "../../src/engine/simulate.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";

const runs = 400;
/** Few at a time: their columns stay in the cache. */
const membersPerRun = 2_500;
const days = 12;

const validities: Validity[] = [
  { kind: "none" },
  { kind: "days", days: 3 },
  { kind: "months", months: 1 },
  { kind: "monthEnd", months: 1 },
  { kind: "yearEnd", years: 1 },
  { kind: "projectEnd", months: 1 },
  { kind: "cycle", years: 1 },
  { kind: "lots", count: 2 },
];

/** A plain generator for the test alone: the engine's own must not decide what it is tried with. */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * sides);
  };
}

/** Runs that pass a year's end, for clearing and for lots that end with a year. */
function schemeOf(number: number): Scenario {
  const roll = dice(number * 7919 + 1);
  const base = scenarioOf({ items: [], run: { start: "2026-12-26", days } });
  const [points] = base.currencies as [Currency];
  const currencyOf = (id: string, validity: Validity): Currency => ({
    ...points,
    id,
    name: text(id, id),
    validity,
    lotOrder: roll(2) === 0 ? "fifo" : "lifo",
    decay: {
      enabled: roll(2) === 0,
      basisPointsPerDay: 1 + roll(3000),
      rounding: (["down", "nearest", "up"] as const)[roll(3)] ?? "down",
      ...(roll(2) === 0 ? { idleDays: 2 } : {}),
    },
    yearEndClearing: { enabled: roll(3) === 0, scope: roll(2) === 0 ? "pastValidity" : "everything" },
    ...(roll(2) === 0 ? { pendingDays: 1 + roll(4) } : {}),
    ...(roll(2) === 0
      ? { migrations: [{ date: "2026-12-30", numerator: 7, denominator: 1 + roll(9) }] }
      : {}),
    transfer: { enabled: true, pointsMin: 1 + roll(9), feeBasisPoints: roll(2000), pointsPerMonth: 50 },
    purchase: { enabled: true, points: 7, cents: 10, pointsPerMonth: 60 },
    offset: { enabled: true, points: 10, cents: 7, shareMax: 5000, earns: roll(2) === 0 },
  });
  const pay = { kind: "perAmount", indicator: "purchase", cents: 7 } as const;
  const stock = { share: 0.5, medianPoints: 20, sigma: 1, lots: 3, daysBetween: 2 };
  const balances = ["points", "coins"].map((currency) => ({ ...stock, currency }));
  const segments = base.population.segments.map((own) => ({ ...own, opening: { balances, tiers: [] } }));
  return {
    ...base,
    population: { ...base.population, segments },
    currencies: [
      currencyOf("points", validities[number % validities.length] as Validity),
      currencyOf("coins", validities[roll(validities.length)] as Validity),
    ],
    rules: [
      ruleOf("grant", { kind: "grant" }, 1),
      ruleOf("pay", pay, 1),
      ruleOf("coins", pay, 2, { currency: "coins" }),
    ],
    exchanges: [
      {
        id: "out",
        enabled: true,
        from: "points",
        to: "coins",
        give: 3,
        get: 2,
        pointsMin: 4,
        pointsPerMonth: 40,
        phase: "innerLoop",
        by: roll(2) === 0 ? "member" : "scheme",
      },
    ],
    changes: roll(2) === 0 ? [{ date: "2026-12-31", path: "exchanges/out/get", value: 1 }] : [],
  };
}

const operations = [
  "grant",
  "purchase",
  "redemption",
  "exchange",
  "pointsTransfer",
  "pointsPurchase",
  "offset",
  "refund",
] as const satisfies (keyof EventBatch)[];

type Played = {
  run: RunState;
  operated: number;
  /** By currency and member: what postings have brought, as they were heard. */
  posted: Float64Array[];
};

function playRandomly(scenario: Scenario, seed: number): Played {
  const roll = dice(seed);
  const program = compile(scenario);
  const posted = scenario.currencies.map(() => new Float64Array(membersPerRun));
  const currencyOf = scenario.rules.map(({ currency }) =>
    scenario.currencies.findIndex(({ id }) => id === currency),
  );
  let operated = 0;
  const run = simulate(program, {
    startsWith: membersPerRun,
    shoppers: undefined,
    begin(state) {
      expectRefunds(state);
      begin(state, seed);
      state.onPosting = (rule, m, _day, points) => {
        const column = posted[currencyOf[rule] as number] as Float64Array;
        column[m] = (column[m] as number) + points;
      };
    },
    fill(state, day) {
      for (let m = 0; m < membersPerRun; m++) {
        if ((state.roster.cancelDay[m] as number) <= day || roll(2) === 0) continue;
        operated++;
        if (roll(80) === 0) cancel(state, m, day);
        else operate(state, m, roll);
      }
    },
  });
  return { run, operated, posted };
}

/** Members of twenty days, half of them with a stock. */
function begin(state: RunState, seed: number): void {
  const opening = habitsOf(state.program.scenario).segments[0]?.opening;
  if (!opening) throw new Error("no opening stock");
  for (let m = 0; m < membersPerRun; m++) {
    addMember(state, { joinDay: -20, joinMonth: -1, referrer: -1, group: m % 20 });
    openStock(state, opening, { m, key: [seed, m], joinDay: -20 });
  }
}

function operate({ batch }: RunState, m: number, roll: (sides: number) => number): void {
  const operation = operations[roll(operations.length)] as (typeof operations)[number];
  // A few numbers for each member's payments, and some payments and refunds without one.
  const order = roll(3) === 0 ? -1 : m * 4 + roll(4);
  const amount = 1 + roll(operation === "purchase" || operation === "refund" ? 900 : 60);
  if (operation === "pointsTransfer") push(batch.pointsTransfer, m, amount, roll(membersPerRun));
  else if (operation === "exchange") push(batch.exchange, m, amount, 0);
  else if (operation === "purchase" || operation === "refund") push(batch[operation], m, amount, order);
  else push(batch[operation], m, amount);
  // Points go in and out of one purchase on the same day.
  if (operation === "offset") push(batch.purchase, m, 1 + roll(400), order);
}

/** Members whose account does not close, as sentences: in every way that the account says it twice. */
function openAccounts({ run, posted }: Played, currency: number): string[] {
  const account = run.accounts[currency];
  if (!account) throw new Error("no such currency");
  const { balance, issued, moved, redeemed, lapsed, plan } = account;
  const lots = plan.width > 0 ? sumsOfLots(account, membersPerRun) : balance;
  const open: string[] = [];
  for (let m = 0; m < membersPerRun; m++) {
    const at = (column: Float64Array | Int32Array | undefined) => column?.[m] ?? 0;
    const held = heldBy(account, m);
    const booked = at(posted[currency]) + at(moved) - at(redeemed) - at(lapsed);
    const inLots = at(lots);
    const pending = held - at(balance);
    if (booked !== held) open.push(`member ${m}: ${booked} booked, ${held} held`);
    if (at(posted[currency]) !== at(issued)) open.push(`member ${m}: ${at(posted[currency])} posted`);
    if (inLots !== at(balance)) open.push(`member ${m}: ${inLots} in lots, ${at(balance)} to spend`);
    if (at(balance) < 0 || pending < 0) open.push(`member ${m}: ${at(balance)} to spend, ${pending} waiting`);
  }
  return open;
}

const ways = ["cleared", "decayed", "expired", "in", "issued", "opening", "out", "redeemed", "reversed"];

/** What the tally says that members hold, and what they do. */
function totals({ tally, accounts }: RunState, currency: number): [booked: number, held: number] {
  const own = tally.currencies[currency];
  const account = accounts[currency];
  if (!own || !account) throw new Error("no such currency");
  const sum = (column: Float64Array) => column.reduce((all, value) => all + value, 0);
  const { issued, redeemed, expired, decayed, cleared } = own.flows;
  const came = sum(own.opening) + sum(issued) + sum(own.moves.in);
  const went = [redeemed, expired, decayed, cleared, own.moves.reversed, own.moves.out].map(sum);
  let held = 0;
  for (let m = 0; m < membersPerRun; m++) held += heldBy(account, m);
  return [went.reduce((all, value) => all - value, came), held];
}

test("the ledger of every member closes in 1,000,000 random sequences of operations", () => {
  let operated = 0;
  let members = 0;
  const moved: Record<string, number> = {};
  for (let number = 0; number < runs; number++) {
    const played = playRandomly(schemeOf(number), number + 1);
    operated += played.operated;
    members += played.run.roster.count;
    for (const currency of [0, 1]) {
      expect(openAccounts(played, currency), `run ${number}`).toEqual([]);
      const [booked, held] = totals(played.run, currency);
      expect(booked, `run ${number}`).toBe(held);
      const { flows, moves, opening } = played.run.tally.currencies[currency] ?? {};
      for (const [name, column] of Object.entries({ ...flows, ...moves, opening }))
        moved[name] = (moved[name] ?? 0) + (column ?? []).reduce((all, value) => all + value, 0);
    }
  }
  expect(members).toBe(1_000_000);
  expect(operated).toBeGreaterThan(5_000_000);
  // No way that points come and go is left untried.
  expect(Object.keys(moved).toSorted()).toEqual(ways);
  for (const [name, points] of Object.entries(moved)) expect(points, name).toBeGreaterThan(10_000);
}, 180_000);
