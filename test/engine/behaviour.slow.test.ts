/** What synthetic members do, against the golden figures of the models they are drawn from. */
import { describe, expect, test } from "vitest";
import type { Segment } from "../../src/domain/population.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { compile } from "../../src/engine/compile.ts";
import { loginThresholds } from "../../src/engine/habits.ts";
import { syntheticSource } from "../../src/engine/population.ts";
import type { RunState } from "../../src/engine/run-state.ts";
import { simulate } from "../../src/engine/simulate.ts";
import * as bgbb from "../oracles/bgbb.ts";
import { expectedOf, parameterListOf, parameterOf } from "../oracles/golden.ts";
import * as chain from "../oracles/login-chain.ts";
import * as lognormal from "../oracles/lognormal.ts";
import * as sbg from "../oracles/sbg.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";

/** Monte Carlo figures may be this many standard errors off: with fixed seeds they either always are or never. */
const errorsAllowed = 4.5;

type Login = Segment["login"];

/** A scheme whose members all come from one segment and refer nobody; they join on day 0 unless told otherwise. */
function membersLike(own: Partial<Segment>, run: Partial<Scenario["run"]>, rules = preset.rules): Scenario {
  const segment: Segment = {
    ...(preset.population.segments[0] as Segment),
    weight: 1,
    joining: { kind: "during", firstDay: 0, lastDay: 0 },
    referrals: { kind: "gammaPoisson", meanPerYear: 0, shape: 1 },
    cancellation: { kind: "none" },
    ...own,
  };
  const population = { ...preset.population, segments: [segment], referredSegment: segment.id };
  return scenarioOf({ population, run: { seed: "golden", ...run }, rules, items: [] });
}

/** Runs the members of a scenario and shows each day's events as they are written. */
function watch(scenario: Scenario, see: (run: RunState, day: number) => void): RunState {
  const program = compile(scenario);
  const shard = { replication: 0, firstMember: 0, endMember: scenario.run.members };
  const source = syntheticSource(program, shard);
  return simulate(program, {
    ...source,
    fill(run, day) {
      source.fill(run, day);
      see(run, day);
    },
  });
}

/** For each day, which members logged in. */
function loginsOf(scenario: Scenario): Uint8Array[] {
  const days: Uint8Array[] = [];
  watch(scenario, (run) => {
    const came = new Uint8Array(scenario.run.members);
    const { member, count } = run.batch.login;
    for (const m of member.subarray(0, count)) came[m] = (came[m] ?? 0) + 1;
    days.push(came);
  });
  return days;
}

const sum = (numbers: Iterable<number>) => {
  let total = 0;
  for (const value of numbers) total += value;
  return total;
};

/** Standard errors between an observed share and the expected one. */
function errorsOff(observed: number, expected: number, trials: number): number {
  return Math.abs(observed - expected) / Math.sqrt((expected * (1 - expected)) / trials);
}

/** Mean of numbers with its standard error. */
function meanOf(numbers: readonly number[]): { mean: number; standardError: number } {
  const mean = sum(numbers) / numbers.length;
  const squares = sum(numbers.map((value) => (value - mean) ** 2));
  return { mean, standardError: Math.sqrt(squares / (numbers.length - 1) / numbers.length) };
}

function bgbbLogin({ alpha, beta, gamma, delta }: bgbb.Bgbb, persistence = 0): Login {
  return {
    kind: "bgbb",
    meanProbability: alpha / (alpha + beta),
    concentration: alpha + beta,
    leavingGamma: gamma,
    leavingDelta: delta,
    persistence,
  };
}

describe("BG/BB logins of members who join on day 0", () => {
  const model = {
    alpha: parameterOf("bgbb.walk", "alpha"),
    beta: parameterOf("bgbb.walk", "beta"),
    gamma: parameterOf("bgbb.walk", "gamma"),
    delta: parameterOf("bgbb.walk", "delta"),
  };
  const members = 40_000;
  const logins = loginsOf(membersLike({ login: bgbbLogin(model) }, { members, days: 11 }));
  const countsUpTo = (lastDay: number) =>
    Array.from({ length: members }, (_, m) => sum(logins.slice(1, lastDay + 1).map((came) => came[m] ?? 0)));

  test("the day of joining is a login for everyone, and nobody logs in twice a day", () => {
    expect(sum(logins[0] ?? [])).toBe(members);
    expect(Math.max(...logins.flatMap((came) => [...new Set(came)]))).toBe(1);
  });

  test("expected logins on days 1 to 10 (bgbb.walk)", () => {
    const { mean, standardError } = meanOf(countsUpTo(10));
    expect(Math.abs(mean - (expectedOf("bgbb.walk")[0] ?? 0)) / standardError).toBeLessThan(errorsAllowed);
  });

  test("how many members log in 0 to 6 times in six days (bgbb.hist)", () => {
    const donors = sum(expectedOf("bgbb.hist"));
    const observed = new Array<number>(7).fill(0);
    for (const count of countsUpTo(6)) observed[count] = (observed[count] ?? 0) + 1;
    const off = expectedOf("bgbb.hist").map((expected, count) =>
      errorsOff((observed[count] ?? 0) / members, expected / donors, members),
    );
    expect(Math.max(...off)).toBeLessThan(errorsAllowed);
  });

  test("members with the same history come again as often as it says (bgbb.walk, given a history)", () => {
    // Days 7 to 10 after six days without a login, and after four logins of which the last was on day 5.
    const histories = Array.from({ length: members }, (_, m) => {
      const days = [1, 2, 3, 4, 5, 6].filter((day) => logins[day]?.[m] === 1);
      return {
        x: days.length,
        tx: days.at(-1) ?? 0,
        later: sum([7, 8, 9, 10].map((day) => logins[day]?.[m] ?? 0)),
      };
    });
    for (const { x, tx } of [
      { x: 0, tx: 0 },
      { x: 4, tx: 5 },
    ]) {
      const alike = histories.filter((own) => own.x === x && own.tx === tx).map(({ later }) => later);
      const { mean, standardError } = meanOf(alike);
      const expected = bgbb.expectedNext(model, { x, tx, n: 6 }, 4);
      expect(Math.abs(mean - expected) / standardError).toBeLessThan(errorsAllowed);
    }
  });
});

describe.each(["retention.bgbb.average", "retention.bgbb.median"])("%s", (id) => {
  const [share = 0, gamma = 0, delta = 0, ...retained] = expectedOf(id);
  const days = [...parameterListOf(id, "days"), 90, 365];
  const members = 20_000;
  // How much members differ does not matter to retention, only the mean does.
  const login = bgbbLogin({ alpha: 2 * share, beta: 2 * (1 - share), gamma, delta });
  const logins = loginsOf(membersLike({ login }, { members, days: 366 }, []));

  test.each(days.map((day, i) => [day, retained[i] ?? Number.NaN]))(
    "day %d: %d come back",
    (day, expected) => {
      const observed = sum(logins[day] ?? []) / members;
      expect(errorsOff(observed, expected, members)).toBeLessThan(errorsAllowed);
    },
  );
});

test("members who joined before the run are there on its first day and leave by the same model", () => {
  const model = { alpha: 5, beta: 5, gamma: 0.5, delta: 10 };
  const members = 20_000;
  const logins = loginsOf(
    membersLike({ login: bgbbLogin(model), joining: { kind: "before" } }, { members, days: 101 }),
  );
  for (const day of [0, 1, 10, 100]) {
    const observed = sum(logins[day] ?? []) / members;
    expect(errorsOff(observed, bgbb.retention(model, day), members)).toBeLessThan(errorsAllowed);
  }
});

test("members join evenly between the two days of their segment", () => {
  const members = 20_000;
  const joined = new Array<number>(30).fill(0);
  watch(
    membersLike({ joining: { kind: "during", firstDay: 10, lastDay: 19 } }, { members, days: 30 }),
    (run, day) => {
      joined[day] = run.joiners.count;
    },
  );
  expect(sum(joined.slice(0, 10)) + sum(joined.slice(20))).toBe(0);
  expect(sum(joined)).toBe(members);
  for (const count of joined.slice(10, 20))
    expect(errorsOff(count / members, 0.1, members)).toBeLessThan(errorsAllowed);
});

describe("the two-state login chain (markov.login)", () => {
  const id = "markov.login";
  const [starts, stops, window] = ["p01", "p10", "n"].map((name) => parameterOf(id, name)) as [
    number,
    number,
    number,
  ];
  const [share = 0, persistence = 0, meanRun = 0, meanGap = 0, inflation = 0] = expectedOf(id);

  test("thresholds are its probabilities", () => {
    const { fresh, afterLogin, afterPause } = loginThresholds(share, persistence);
    expect(fresh / 2 ** 32).toBeCloseTo(share, 9);
    expect(afterPause / 2 ** 32).toBeCloseTo(starts, 9);
    expect(1 - afterLogin / 2 ** 32).toBeCloseTo(stops, 9);
  });

  // As alike as the schema lets members be: p is Beta(400, 600), and practically nobody leaves.
  const members = 3000;
  const days = 240;
  const concentration = 1000;
  const login: Login = {
    kind: "bgbb",
    meanProbability: share,
    concentration,
    leavingGamma: 0.01,
    leavingDelta: 100_000,
    persistence,
  };
  const logins = loginsOf(membersLike({ login, joining: { kind: "before" } }, { members, days }, []));
  const byMember = Array.from({ length: members }, (_, m) => logins.map((came) => came[m] ?? 0));

  test("share of active days, starting stationary", () => {
    const { mean, standardError } = meanOf(byMember.map((days) => sum(days) / days.length));
    expect(Math.abs(mean - share) / standardError).toBeLessThan(errorsAllowed);
    expect(errorsOff(sum(logins[0] ?? []) / members, share, members)).toBeLessThan(errorsAllowed);
  });

  /** A ratio of two sums over members, with its standard error by the delta method. */
  function ratioOf(parts: readonly [number, number][]): { mean: number; standardError: number } {
    const mean = sum(parts.map(([above]) => above)) / sum(parts.map(([, below]) => below));
    const perMember = sum(parts.map(([, below]) => below)) / parts.length;
    const { standardError } = meanOf(parts.map(([above, below]) => (above - mean * below) / perMember));
    return { mean, standardError };
  }

  const pairs = byMember.map((own) => own.slice(1).map((today, i): [number, number] => [own[i] ?? 0, today]));
  const countPairs = (own: [number, number][], before: number, today: number) =>
    own.filter((pair) => pair[0] === before && pair[1] === today).length;

  test.each<[string, number, number, number]>([
    ["mean run of active days", 1, 0, meanRun],
    ["mean gap", 0, 1, meanGap],
  ])("%s", (_, from, to, expected) => {
    // Days in a state over the times that it is left.
    const { mean, standardError } = ratioOf(
      pairs.map((own) => [countPairs(own, from, 0) + countPairs(own, from, 1), countPairs(own, from, to)]),
    );
    expect(Math.abs(mean - expected) / standardError).toBeLessThan(errorsAllowed);
  });

  test("correlation of a day with the day before", () => {
    const { mean, standardError } = ratioOf(
      pairs.map((own) => [
        sum(own.map(([before, today]) => (before - share) * (today - share))),
        own.length * share * (1 - share),
      ]),
    );
    // Members differ a little in p: their share of the variance adds to the correlation.
    const between = (1 - persistence) / (concentration + 1);
    expect(Math.abs(mean - (persistence + between)) / standardError).toBeLessThan(errorsAllowed);
  });

  test("the number of logins in thirty days varies six times as much as by tossing a coin", () => {
    const counts = byMember.flatMap((own) =>
      [0, 90, 180].map((first) => sum(own.slice(first, first + window))),
    );
    const { mean, standardError } = meanOf(counts.map((count) => (count - share * window) ** 2));
    const independent = window * share * (1 - share);
    const alike = concentration / (concentration + 1);
    const between = (window ** 2 * share * (1 - share)) / (concentration + 1);
    expect(chain.varianceInflation({ starts, stops }, window)).toBeCloseTo(inflation, 8);
    expect(Math.abs(mean - (independent * alike * inflation + between)) / standardError).toBeLessThan(
      errorsAllowed,
    );
  });
});

test("memberships end by sBG at the anniversaries of joining (sbg.highend)", () => {
  const model = { alpha: 0.668, beta: 3.806 };
  const members = 6_000;
  const years = 10;
  const start = "2026-02-14";
  const anniversaries = Array.from(
    { length: years },
    (_, year) => (Date.parse(`${2027 + year}-02-14`) - Date.parse(start)) / 86_400_000,
  );
  const enrolled: number[] = [];
  // Nobody logs in after the first day: only membership is looked at.
  const login: Login = {
    kind: "bgbb",
    meanProbability: 0.001,
    concentration: 1000,
    leavingGamma: 1000,
    leavingDelta: 0.01,
    persistence: 0,
  };
  const cancellation = { kind: "sbg" as const, ...model };
  watch(membersLike({ login, cancellation }, { members, days: 3655, start }, []), (run) => {
    enrolled.push(run.enrolled);
  });
  const survivors = (year: number) => (year === 0 ? members : (enrolled[anniversaries[year - 1] ?? 0] ?? 0));
  for (let year = 1; year <= years; year++) {
    const before = enrolled[(anniversaries[year - 1] ?? 0) - 1];
    expect(before).toBe(survivors(year - 1));
    const off = errorsOff(survivors(year) / members, sbg.survival(model, year), members);
    expect(off).toBeLessThan(errorsAllowed);
  }
  const [, , ...published] = expectedOf("sbg.highend");
  [8, 9, 10].forEach((year, i) => {
    expect(errorsOff(survivors(year) / members, published[i] ?? 0, members)).toBeLessThan(errorsAllowed);
  });
});

test("sessions last as the lognormal says, in whole minutes (minutes.cap.lognormal)", () => {
  const id = "minutes.cap.lognormal";
  const [mu, sigma, cap] = ["mu", "sigma", "cap"].map((name) => parameterOf(id, name)) as [
    number,
    number,
    number,
  ];
  const minutes: number[] = [];
  const scenario = membersLike(
    { minutes: { kind: "lognormal", medianMinutes: Math.exp(mu), sigma }, joining: { kind: "before" } },
    { members: 4000, days: 30 },
    [ruleOf("duration", { kind: "sessionLength", unitMinutes: 10 }, 5)],
  );
  watch(scenario, ({ batch: { session, login } }) => {
    expect(session.count).toBe(login.count);
    minutes.push(...session.amount.subarray(0, session.count));
  });
  const { mean, standardError } = meanOf(minutes.map((whole) => Math.min(whole, cap)));
  const exact = lognormal.limitedWholeMean({ mu, sigma }, cap);
  expect(Math.abs(mean - exact) / standardError).toBeLessThan(errorsAllowed);
  const atCap = minutes.filter((whole) => whole >= cap).length / minutes.length;
  expect(errorsOff(atCap, expectedOf(id)[2] ?? 0, minutes.length)).toBeLessThan(errorsAllowed);
});

describe("counts that differ between members", () => {
  const yearly = 1.5;
  const login: Login = {
    ...(preset.population.segments[0] as Segment).login,
    leavingGamma: 0.01,
    leavingDelta: 100_000,
  };

  test("referrals a year: mean, and variance of gamma-Poisson (mean + mean² ÷ shape)", () => {
    const members = 4_000;
    const shape = 2;
    const scenario = membersLike(
      { login, joining: { kind: "before" }, referrals: { kind: "gammaPoisson", meanPerYear: yearly, shape } },
      { members, days: 365 },
      [],
    );
    const counts = new Float64Array(members);
    watch(scenario, ({ batch: { referral } }) => {
      for (const m of referral.member.subarray(0, referral.count))
        if (m < members) counts[m] = (counts[m] ?? 0) + 1;
    });
    const { mean, standardError } = meanOf([...counts]);
    expect(Math.abs(mean - yearly) / standardError).toBeLessThan(errorsAllowed);
    const spread = meanOf([...counts].map((count) => (count - yearly) ** 2));
    expect(Math.abs(spread.mean - (yearly + yearly ** 2 / shape)) / spread.standardError).toBeLessThan(
      errorsAllowed,
    );
  });

  test("content, praise for it, and contests won, per login day", () => {
    const scenario = membersLike(
      {
        login,
        joining: { kind: "before" },
        contents: { kind: "gammaPoisson", meanPerLoginDay: 0.4, shape: 5 },
        praisesPerContent: 3,
        contests: { kind: "gammaPoisson", meanPerLoginDay: 0.5, shape: 5 },
        contestSuccess: 0.3,
      },
      { members: 6000, days: 40 },
      preset.rules.map((rule) => ({ ...rule, enabled: true })),
    );
    const members = scenario.run.members;
    const [logins, written, won] = [0, 1, 2].map(() => new Float64Array(members)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const praised: number[] = [];
    let writtenYesterday = 0;
    let silent = 0;
    watch(scenario, ({ batch }) => {
      for (const m of batch.login.member.subarray(0, batch.login.count)) logins[m] = (logins[m] ?? 0) + 1;
      const add = (sums: Float64Array, { member, amount, count }: typeof batch.content) => {
        for (let i = 0; i < count; i++) {
          const m = member[i] ?? 0;
          sums[m] = (sums[m] ?? 0) + (amount[i] ?? 0);
        }
      };
      add(written, batch.content);
      add(won, batch.success);
      praised.push(...batch.praise.amount.subarray(0, batch.praise.count));
      silent += writtenYesterday - batch.praise.count;
      writtenYesterday = sum(batch.content.amount.subarray(0, batch.content.count));
    });
    const perLogin = (sums: Float64Array, rate: number) =>
      meanOf(Array.from(sums, (count, m) => count - rate * (logins[m] ?? 0)));
    for (const [sums, rate] of [
      [written, 0.4],
      [won, 0.5 * 0.3],
    ] as const) {
      const { mean, standardError } = perLogin(sums, rate);
      expect(Math.abs(mean) / standardError).toBeLessThan(errorsAllowed);
    }
    // Praise of a piece is geometric: none with probability 1 ÷ (1 + mean); it comes the day after the piece.
    const pieces = praised.length + silent;
    expect(errorsOff(silent / pieces, 0.25, pieces)).toBeLessThan(errorsAllowed);
    const { mean, standardError } = meanOf([...praised, ...new Array<number>(silent).fill(0)]);
    expect(Math.abs(mean - 3) / standardError).toBeLessThan(errorsAllowed);
  });
});

test("segments are as large as their weights say", () => {
  const base = preset.population.segments[0] as Segment;
  const segments: Segment[] = [1, 0, 3].map((weight, i) => ({
    ...base,
    id: `segment-${i}`,
    weight,
    joining: { kind: "during", firstDay: i, lastDay: i },
  }));
  const members = 20_000;
  const scenario = scenarioOf({
    population: { ...preset.population, segments, referredSegment: "segment-0" },
    run: { members, days: 3, seed: "weights" },
    rules: [],
    items: [],
  });
  const joined: number[] = [];
  watch(scenario, (run) => joined.push(run.joiners.count - run.batch.referral.count));
  expect(joined[1]).toBe(0);
  expect(sum(joined)).toBe(members);
  expect(errorsOff((joined[0] ?? 0) / members, 0.25, members)).toBeLessThan(errorsAllowed);
});
