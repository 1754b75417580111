/** Runs of days, capped minutes and points for spend: the engine against closed forms, many members with like habits. */
import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import type { Condition, Rule } from "../../src/domain/rule.ts";
import { compile } from "../../src/engine/compile.ts";
import { normalQuantile } from "../../src/engine/distributions.ts";
import { push } from "../../src/engine/events.ts";
import { addMember, type RunState } from "../../src/engine/run-state.ts";
import { simulate } from "../../src/engine/simulate.ts";
import { deviationsFrom, expectedOf, parameterListOf, parameterOf } from "../oracles/golden.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";

type Paid = { rule: number; member: number; day: number; points: number };

/** Plays members who were there before the run; `onPaid` hears of every posting. */
function played(
  rules: Rule[],
  { members, days }: { members: number; days: number },
  fill: (batch: RunState["batch"], day: number) => void,
  onPaid: (paid: Paid) => void,
): void {
  const program = compile(scenarioOf({ rules, items: [], run: { days } }));
  simulate(program, {
    startsWith: members,
    begin(run) {
      for (let m = 0; m < members; m++) {
        addMember(run, { joinDay: -1, joinMonth: -1, referrer: -1, group: 0 });
      }
      run.onPosting = (rule, member, day, points) => onPaid({ rule, member, day, points });
    },
    fill: (run, day) => fill(run.batch, day),
    shoppers: undefined,
  });
}

/** Mean of a column of one figure for each member, and how far it may be off: five standard errors. */
function estimate(column: Float64Array): { mean: number; variance: number; five: number } {
  const mean = column.reduce((sum, one) => sum + one, 0) / column.length;
  const variance = column.reduce((sum, one) => sum + (one - mean) ** 2, 0) / column.length;
  return { mean, variance, five: 5 * Math.sqrt(variance / column.length) };
}

function expectNear(column: Float64Array, expected: number): void {
  const { mean, five } = estimate(column);
  expect(five).toBeLessThan(expected / 4);
  expect(Math.abs(mean - expected)).toBeLessThan(five);
}

const streak = (days: number, repeat: "restart" | "oncePerRun" | "daily") =>
  ruleOf(`${repeat}-${days}`, { kind: "streak", days, repeat }, 1);

/** Each member logs in on each day with probability p; every posting of one point goes to its rule's listener. */
function visits(p: number, members: number, days: number, rules: Rule[], onPaid: (paid: Paid) => void) {
  const random = seedrandom(`visits ${p}`);
  const fill = ({ login }: RunState["batch"]) => {
    for (let m = 0; m < members; m++) if (random() < p) push(login, m, 1);
  };
  played(rules, { members, days }, fill, onPaid);
}

describe("runs of days", () => {
  const id = "streak.reset.n";
  const [p, k, n] = [parameterOf(id, "p"), parameterOf(id, "k"), parameterOf(id, "n")];
  const members = 1500;
  const rules = [streak(k, "restart"), streak(k, "oncePerRun"), streak(k, "daily")];
  const awards = rules.map(() => new Float64Array(members));
  const settled = new Float64Array(members);
  const from = 100;
  visits(p, members, n, rules, ({ rule, member, day }) => {
    awards[rule]![member]!++;
    if (rule === 0 && day >= from) settled[member]! += 1 / (n - from);
  });

  test.each([
    ["after which the count begins anew (streak.reset.n)", 0, id],
    ["that pay once each (streak.once_per_run)", 1, "streak.once_per_run"],
    ["from which every day pays (streak.every_day_from_k)", 2, "streak.every_day_from_k"],
  ])("%s", (_, rule, golden) => {
    expectNear(awards[rule]!, expectedOf(golden)[0]!);
  });

  test("pay at a steady rate in the long run (streak.reset.rate)", () => {
    const [rate = 0, gap = 0] = expectedOf("streak.reset.rate");
    expectNear(settled, rate);
    expect(rate * gap).toBeCloseTo(1, 8);
  });

  test("come first after so many days on average (streak.mean_days_table)", () => {
    const golden = "streak.mean_days_table";
    const lengths = parameterListOf(golden, "k");
    // The last rows but one: p = 0.9, where runs of three, seven and fourteen days all come within the year.
    const row = expectedOf(golden).slice(3 * lengths.length, 4 * lengths.length);
    const waited = lengths.slice(0, 3).map(() => new Float64Array(members));
    const runs = lengths.slice(0, 3).map((length) => streak(length, "oncePerRun"));
    visits(0.9, members, 365, runs, ({ rule, member, day }) => {
      if (waited[rule]![member] === 0) waited[rule]![member] = day + 1;
    });
    for (const [at, column] of waited.entries()) {
      expect(column.every((day) => day > 0)).toBe(true);
      expectNear(column, row[at]!);
    }
  });

  test("have a steady length, held to thirty days (streak.capped_length)", () => {
    const golden = "streak.capped_length";
    const held = parameterOf(golden, "K");
    const [, capped = 0, reaches = 0] = expectedOf(golden);
    const first = ruleOf("first", { kind: "firstOfDay", indicator: "login" }, 1);
    // A point for each length that the day's run has reached adds up to its length.
    const lengths = [first, ...Array.from({ length: held - 1 }, (_, at) => streak(at + 2, "daily"))];
    const length = new Float64Array(members);
    const long = new Float64Array(members);
    const last = 150;
    visits(parameterOf(golden, "p"), members, last + 1, lengths, ({ rule, member, day }) => {
      if (day !== last) return;
      length[member]!++;
      if (rule === held - 1) long[member] = 1;
    });
    expectNear(length, capped);
    const { mean, five } = estimate(long);
    expect(Math.abs(mean - reaches)).toBeLessThan(five);
  });
});

/** What each of many members earns by one rule on one day. */
function earned(rule: Rule, members: number, fill: (batch: RunState["batch"]) => void): Float64Array {
  const points = new Float64Array(members);
  played([rule], { members, days: 1 }, fill, (paid) => {
    points[paid.member]! += paid.points;
  });
  return points;
}

const each = (condition: Condition, more: Partial<Rule> = {}) => ruleOf("rule", condition, 1, more);

describe("minutes under a daily cap", () => {
  // Thousandths of minutes, for minutes come whole.
  const fine = 1000;

  test("of one exponential session (minutes.cap.exponential)", () => {
    const id = "minutes.cap.exponential";
    const [theta, cap] = [parameterOf(id, "theta"), parameterOf(id, "cap")];
    const members = 5000;
    const rule = each({ kind: "sessionLength", unitMinutes: 1 }, { caps: { pointsPerDay: cap * fine } });
    const points = earned(rule, members, ({ session }) => {
      // One member at each quantile: no chance is left.
      for (let m = 0; m < members; m++)
        push(session, m, Math.floor(-theta * fine * Math.log(1 - (m + 0.5) / members)));
    });
    expect(deviationsFrom(id, [estimate(points).mean / fine], 0.002)).toEqual([]);
  });

  test("of a day's sessions together, not of each (minutes.cap.compound)", () => {
    const id = "minutes.cap.compound";
    const [lambda, theta, cap] = [parameterOf(id, "lam"), parameterOf(id, "theta"), parameterOf(id, "cap")];
    const members = 20_000;
    const random = seedrandom("sessions");
    const rule = each(
      { kind: "accumulated", unitMinutes: 1, period: "day" },
      { caps: { pointsPerDay: cap * fine } },
    );
    const points = earned(rule, members, ({ session }) => {
      for (let m = 0; m < members; m++)
        for (let at = waiting(random); at < lambda; at += waiting(random))
          push(session, m, Math.floor(theta * fine * waiting(random)));
    });
    expectNear(
      points.map((one) => one / fine),
      expectedOf(id)[0]!,
    );
  });
});

/** Exponential with mean 1. */
function waiting(random: () => number): number {
  return -Math.log(1 - random());
}

describe("points for spend", () => {
  const cents = 100;

  test("of a year's purchases: mean and variance (spend.compound_poisson)", () => {
    const id = "spend.compound_poisson";
    const [lambda, mu, sigma] = [parameterOf(id, "lam"), parameterOf(id, "mu"), parameterOf(id, "sigma")];
    const members = 20_000;
    const random = seedrandom("purchases");
    const points = earned(
      each({ kind: "perAmount", indicator: "purchase", cents: 1 }),
      members,
      ({ purchase }) => {
        for (let m = 0; m < members; m++)
          for (let at = waiting(random); at < lambda; at += waiting(random))
            push(purchase, m, Math.round(cents * Math.exp(mu + sigma * normalQuantile(random()))));
      },
    );
    const [mean = 0, variance = 0] = expectedOf(id);
    const spent = points.map((one) => one / cents);
    expectNear(spent, mean);
    expectNear(
      spent.map((one) => (one - mean) ** 2),
      variance,
    );
  });

  test("a point for each full unit of a purchase, and in proportion (spend.floor_points)", () => {
    const id = "spend.floor_points";
    const [mu, sigma, unit] = [parameterOf(id, "mu"), parameterOf(id, "sigma"), parameterOf(id, "unit")];
    const members = 20_000;
    const meanOf = (rule: Rule) =>
      estimate(
        earned(rule, members, ({ purchase }) => {
          for (let m = 0; m < members; m++)
            push(purchase, m, Math.round(cents * Math.exp(mu + sigma * normalQuantile((m + 0.5) / members))));
        }),
      ).mean;
    const full: Condition = { kind: "perAmount", indicator: "purchase", cents: unit * cents };
    const found = [
      meanOf(each(full, { rounding: "down" })),
      meanOf(each({ kind: "perAmount", indicator: "purchase", cents: 1 })) / (unit * cents),
    ];
    expect(deviationsFrom(id, found, 0.002)).toEqual([]);
  });
});
