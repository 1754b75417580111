/** Balances under decay, expiry and churn: the engine, within its stated rounding, against the golden figures. */
import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { type Rounding, roundings, type Validity } from "../../src/domain/currency.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { compile } from "../../src/engine/compile.ts";
import { push } from "../../src/engine/events.ts";
import { habitsOf } from "../../src/engine/habits.ts";
import { addMember, cancel, type RunState } from "../../src/engine/run-state.ts";
import { afterDecay } from "../../src/engine/settle.ts";
import { simulate } from "../../src/engine/simulate.ts";
import type { Source } from "../../src/engine/source.ts";
import { expectedOf, parameterListOf, parameterOf } from "../oracles/golden.ts";
import { play, type RecordedEvent } from "./recorded.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";

/** A point as a hundred thousand: what rounding does to a balance no longer shows. */
const fine = 100_000;
const errorsAllowed = 5;

const grant = ruleOf("grant", { kind: "grant" }, 1);
const login = ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 10);

function decaying(rate: number, rounding: Rounding, days: number, rules = [grant]): Scenario {
  const basisPointsPerDay = Math.round(rate * 10_000);
  return scenarioOf({
    rules,
    items: [],
    run: { days },
    currency: { validity: { kind: "none" }, decay: { enabled: true, basisPointsPerDay, rounding } },
  });
}

const daily = (days: number, event: Omit<RecordedEvent, "day">): RecordedEvent[] =>
  Array.from({ length: days }, (_, day) => ({ ...event, day }));

describe("decay, the day's earning after it", () => {
  const id = "decay.const.decay_then_earn";
  const [earned, rate] = [parameterOf(id, "a"), parameterOf(id, "d")];

  test.each(roundings)(
    "in fine points the steady balance is a ÷ d, rounding %s (decay.const.decay_then_earn)",
    (rounding) => {
      const days = 500;
      const { balances } = play(
        decaying(rate, rounding, days),
        daily(days, { event: "grant", amount: earned * fine }),
      );
      // At most one fine point is lost or won a day, 1 ÷ d of them in the steady state; 500 days leave 0.95⁵⁰⁰ of the way.
      const steady = expectedOf(id)[0] ?? 0;
      const allowed = 1 / rate / fine + steady * (1 - rate) ** days;
      expect(Math.abs((balances.at(-1) ?? 0) / fine - steady)).toBeLessThan(allowed);
    },
  );

  test.each(roundings)(
    "just after the decay of the next day it is that less a day's earning, rounding %s (decay.const.earn_then_decay)",
    (rounding) => {
      const id = "decay.const.earn_then_decay";
      const [earned, rate] = [parameterOf(id, "a"), parameterOf(id, "d")];
      const days = 500;
      let settled = Number.NaN;
      playMany(decaying(rate, rounding, days), 1, (run) => {
        push(run.batch.grant, 0, earned * fine);
        run.onSettled = () => {
          settled = run.accounts[0]?.balance[0] ?? Number.NaN;
        };
      });
      const steady = expectedOf(id)[0] ?? 0;
      expect(Math.abs(settled / fine - steady)).toBeLessThan(
        1 / rate / fine + steady * (1 - rate) ** (days - 1),
      );
    },
  );

  test("a balance halves and wears off in the days that logarithms say (decay.halflife_warmup)", () => {
    const rates = parameterListOf("decay.halflife_warmup", "d");
    const expected = expectedOf("decay.halflife_warmup");
    const start = 1000 * fine;
    rates.forEach((rate, i) => {
      const { balances } = play(decaying(rate, "nearest", 470), [{ day: 0, event: "grant", amount: start }]);
      const days = [0.5, 0.01].map((share) => balances.findIndex((balance) => balance <= share * start));
      expect(days).toEqual([expected[2 * i], expected[2 * i + 1]].map((day) => Math.ceil(day ?? 0)));
    });
  });

  test("a threshold is reached on the day that the formula says, one above a ÷ d never (decay.time_to_threshold)", () => {
    const id = "decay.time_to_threshold";
    const [earned, rate, threshold] = ["a", "d", "Th"].map((name) => parameterOf(id, name)) as [
      number,
      number,
      number,
    ];
    const { balances } = play(
      decaying(rate, "nearest", 1000),
      daily(1000, { event: "grant", amount: earned * fine }),
    );
    const reached = (points: number) => balances.findIndex((balance) => balance >= points * fine) + 1;
    expect(reached(threshold)).toBe(expectedOf(id)[0]);
    expect(reached(earned / rate + 0.001)).toBe(0);
  });

  test("mean and variance under independent logins (decay.bernoulli)", () => {
    const id = "decay.bernoulli";
    const [earned, rate, probability] = ["a", "d", "p"].map((name) => parameterOf(id, name)) as [
      number,
      number,
      number,
    ];
    const [mean = 0, variance = 0] = expectedOf(id);
    const members = 5000;
    const random = seedrandom("bernoulli");
    const run = playMany(decaying(rate, "nearest", 200), members, (state) => {
      for (let m = 0; m < members; m++) if (random() < probability) push(state.batch.grant, m, earned * fine);
    });
    const balances = Array.from(
      run.accounts[0]?.balance.subarray(0, members) ?? [],
      (points) => points / fine,
    );
    const found = balances.reduce((sum, points) => sum + points, 0) / members;
    const squares = balances.map((points) => (points - mean) ** 2);
    const spread = squares.reduce((sum, square) => sum + square, 0) / members;
    const fourth = squares.reduce((sum, square) => sum + (square - variance) ** 2, 0) / members;
    expect(Math.abs(found - mean)).toBeLessThan(errorsAllowed * Math.sqrt(variance / members));
    expect(Math.abs(spread - variance)).toBeLessThan(errorsAllowed * Math.sqrt(fourth / members));
  });
});

/** Members who are there from the start and do what is written each day. */
function playMany(
  scenario: Scenario,
  members: number,
  write: (run: RunState, day: number) => void,
): RunState {
  return simulate(compile(scenario), {
    startsWith: members,
    begin(run) {
      for (let m = 0; m < members; m++)
        addMember(run, { joinDay: -1, joinMonth: -1, referrer: -1, group: m % 20 });
    },
    fill: write,
    shoppers: undefined,
  });
}

describe("decay of whole points (decay.integer_rounding)", () => {
  // Half to even, 190, is not on offer.
  const [down, , nearest, up, lossDown, balanceDown] = expectedOf("decay.integer_rounding");
  const idle = parameterOf("decay.integer_rounding", "start_idle");

  test.each<[Rounding, number | undefined]>([
    ["down", down],
    ["nearest", nearest],
    ["up", up],
  ])("rounding %s, 10 points a day under 5 per cent settle at %d", (rounding, steady) => {
    const days = 600;
    const { balances } = play(decaying(0.05, rounding, days, [login]), daily(days, { event: "login" }));
    expect(balances.slice(-50)).toEqual(new Array(50).fill(steady));
  });

  test.each<[Rounding, number | undefined]>([
    ["up", lossDown],
    ["down", balanceDown],
  ])("30 idle points, rounding %s, come to rest at %d", (rounding, residue) => {
    const { balances } = play(decaying(0.05, rounding, 200), [{ day: 0, event: "grant", amount: idle }]);
    expect(balances.at(-1)).toBe(residue);
  });

  test("what is left is the exact share, rounded as asked, never more than there was", () => {
    for (const basisPointsPerDay of [1, 49, 50, 500, 3333, 5000])
      for (const balance of [0, 1, 2, 9, 10, 19, 20, 21, 9_999, 123_456, 2 ** 30 - 1]) {
        const exact = (BigInt(balance) * BigInt(10_000 - basisPointsPerDay)) / 10_000n;
        const rest = (BigInt(balance) * BigInt(10_000 - basisPointsPerDay)) % 10_000n;
        const left = (rounding: Rounding) => BigInt(afterDecay(balance, { basisPointsPerDay, rounding }));
        expect(left("down")).toBe(exact);
        expect(left("up")).toBe(exact + (rest > 0n ? 1n : 0n));
        expect(left("nearest")).toBe(exact + (rest >= 5_000n ? 1n : 0n));
        expect(left("up") <= BigInt(balance)).toBe(true);
      }
  });
});

test("without redemption the balance is what the validity holds, and as much expires as comes in (expiry.no_redemption)", () => {
  const id = "expiry.no_redemption";
  const [earned, validity] = [parameterOf(id, "a"), parameterOf(id, "L")];
  const [balance, perDay] = expectedOf(id);
  const days = 800;
  const scenario = scenarioOf({
    rules: [{ ...login, points: earned }],
    items: [],
    run: { days },
    currency: { validity: { kind: "days", days: validity } },
  });
  const { run, balances } = play(scenario, daily(days, { event: "login" }));
  const expired = [...(run.tally.currencies[0]?.flows.expired ?? [])];
  expect(balances.slice(validity - 1)).toEqual(new Array(days - validity + 1).fill(balance));
  expect(balances[validity - 2]).toBe(earned * (validity - 1));
  expect(expired.slice(0, validity)).toEqual(new Array(validity).fill(0));
  expect(expired.slice(validity)).toEqual(new Array(days - validity).fill(perDay));
});

const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0);

test("where a share of every lot is redeemed each day, the rest expires with its validity (expiry.hazard)", () => {
  const id = "expiry.hazard";
  const [earned, hazard, validity] = [parameterOf(id, "a"), parameterOf(id, "h"), parameterOf(id, "L")];
  const scenario = scenarioOf({
    rules: [grant],
    items: [],
    run: { days: 2 * validity },
    currency: { validity: { kind: "days", days: validity } },
  });
  // A member for each day of earning, so that each lot is redeemed from for itself.
  const run = playMany(scenario, validity, ({ batch, accounts }, day) => {
    for (let m = 0; m < validity; m++) {
      const earns = day % validity === m;
      if (earns) push(batch.grant, m, earned * fine);
      const held = earns ? earned * fine : (accounts[0]?.balance[m] ?? 0);
      push(batch.redemption, m, Math.round(held * hazard));
    }
  });
  const { redeemed = [], expired = [] } = run.tally.currencies[0]?.flows ?? {};
  const perDay = (flow: ArrayLike<number>) => sum(Array.from(flow).slice(validity)) / validity / fine;
  const balance = sum(run.accounts[0]?.balance ?? []) / fine;
  const found = [balance, perDay(expired), perDay(redeemed)];
  // Half a fine point a day is lost or won, 1 ÷ h of them in the long run of a lot.
  const perLot = 0.5 / hazard / fine;
  [validity * perLot, perLot, perLot].forEach((allowed, i) => {
    expect(Math.abs((found[i] ?? 0) - (expectedOf(id)[i] ?? 0))).toBeLessThan(allowed);
  });
  [perDay(expired) / earned, perDay(redeemed) / earned].forEach((share, i) => {
    expect(Math.abs(share - (expectedOf(id)[3 + i] ?? 0))).toBeLessThan(perLot / earned);
  });
});

describe("a member who buys as soon as an item can be afforded (redeem.threshold_cycle)", () => {
  const id = "redeem.threshold_cycle";
  const [earned, threshold] = [parameterOf(id, "a"), parameterOf(id, "Th")];
  const [cycle = 0, mean = 0, perYear = 0] = expectedOf(id);
  const [item] = preset.items;
  const [rate] = preset.rates;
  if (!item || !rate) throw new Error("nothing on offer");

  /** Balance at the end of each day, and purchases by day. */
  const bought = (validity: Validity, days: number) => {
    const scenario = scenarioOf({
      rules: [{ ...login, points: earned }],
      rates: [{ ...rate, points: 1, cents: 1 }],
      items: [{ ...item, enabled: true, rate: rate.id, faceCents: threshold, cashCents: 0 }],
      run: { days },
      currency: { validity },
    });
    const balances: number[] = [];
    const purchases: number[] = [];
    const source: Source = {
      startsWith: 1,
      begin(run) {
        addMember(run, { joinDay: -1, joinMonth: -1, referrer: -1, group: 0 });
        run.onMove = (_member, day, _currency, _points, { kind }) => {
          if (kind === "redeemed") purchases.push(day);
        };
      },
      fill(run, day) {
        if (day > 0) balances.push(run.accounts[0]?.balance[0] ?? Number.NaN);
        push(run.batch.login, 0, 1);
      },
      // No latent threshold: nobody waits for more.
      shoppers: {
        draw: () => ({ word0: new Uint32Array(1), word1: new Uint32Array(1) }),
        latentPoints: new Float64Array(1),
        factor: habitsOf(scenario).redeemFactor,
      },
    };
    const run = simulate(compile(scenario), source);
    balances.push(run.accounts[0]?.balance[0] ?? Number.NaN);
    return { balances, purchases, expired: sum(run.tally.currencies[0]?.flows.expired ?? []) };
  };

  test("cycle, mean balance and purchases a year", () => {
    const days = 365 * 10;
    const { balances, purchases } = bought({ kind: "none" }, days);
    expect(purchases).toEqual(Array.from({ length: days / cycle }, (_, nth) => (nth + 1) * cycle - 1));
    expect(sum(balances) / days).toBe(mean);
    expect(purchases.length / 10).toBe(perYear);
  });

  test("points valid just as long as they are saved for buy as much, a day less nothing at all", () => {
    const days = 10 * cycle;
    expect(bought({ kind: "days", days: cycle }, days)).toMatchObject({
      expired: 0,
      purchases: { length: 10 },
    });
    const short = bought({ kind: "days", days: cycle - 1 }, days);
    expect(short.purchases).toEqual([]);
    expect(short.expired).toBe(earned * (days - cycle + 1));
  });
});

test("tenure points of members of whom a share cancels every month (tenure.points)", () => {
  const id = "tenure.points";
  const [points, churn, months] = ["v", "churn", "n"].map((name) => parameterOf(id, name)) as [
    number,
    number,
    number,
  ];
  const members = 8000;
  const random = seedrandom("tenure");
  // From 2 January to the end of December of the next year but one: 24 firsts of a month that can be survived.
  const scenario = scenarioOf({
    rules: [ruleOf("tenure", { kind: "tenure", everyMonths: 1 }, points)],
    items: [],
    run: { start: "2026-01-02", days: 730 },
    currency: { validity: { kind: "none" } },
  });
  const earned = new Float64Array(members);
  let firsts = 0;
  const run = playMany(scenario, members, (state, day) => {
    if (state.program.days.opensMonth[day] !== 1) return;
    firsts++;
    for (let m = 0; m < members; m++) {
      if ((state.roster.cancelDay[m] ?? 0) <= day) continue;
      if (random() < churn) {
        earned[m] = state.accounts[0]?.balance[m] ?? 0;
        cancel(state, m, day);
      }
    }
  });
  expect(firsts).toBe(months);
  for (let m = 0; m < members; m++) {
    const stays = (run.roster.cancelDay[m] ?? 0) >= scenario.run.days;
    if (stays) earned[m] = run.accounts[0]?.balance[m] ?? 0;
  }
  const mean = earned.reduce((sum, value) => sum + value, 0) / members;
  const variance = earned.reduce((sum, value) => sum + (value - mean) ** 2, 0) / members;
  expect(Math.abs(mean - (expectedOf(id)[0] ?? 0))).toBeLessThan(
    errorsAllowed * Math.sqrt(variance / members),
  );
  // What the rule paid is what the members had.
  expect(run.tally.rules[1]).toBe(earned.reduce((sum, value) => sum + value, 0));
});
