/** The oracles against the golden figures, each within its own tolerance, and against each other. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as balances from "./balances.ts";
import * as bgbb from "./bgbb.ts";
import * as compound from "./compound.ts";
import { betaMoment, logGamma } from "./gamma.ts";
import { deviationsFrom, expectedOf, parameterListOf, parameterOf } from "./golden.ts";
import * as chain from "./login-chain.ts";
import * as lognormal from "./lognormal.ts";
import * as referral from "./referral.ts";
import * as sbg from "./sbg.ts";
import * as streak from "./streak.ts";

function modelOf(id: string): bgbb.Bgbb {
  return {
    alpha: parameterOf(id, "alpha"),
    beta: parameterOf(id, "beta"),
    gamma: parameterOf(id, "gamma"),
    delta: parameterOf(id, "delta"),
  };
}

const donors = 11_104;
const counts = [0, 1, 2, 3, 4, 5, 6];

/** Every history of six chances. */
const histories = counts.flatMap((x) =>
  counts.filter((tx) => (x === 0 ? tx === 0 : tx >= x)).map((tx) => ({ x, tx, n: 6 })),
);

test("ln Γ meets factorials and Γ(½)", () => {
  let factorial = 1;
  for (let n = 1; n < 20; n++) {
    expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 12);
    factorial *= n;
  }
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  expect(betaMoment(2, 3, 1, 0)).toBeCloseTo(0.4, 13);
});

describe("BG/BB", () => {
  test("expected counts, given nothing and given a history (bgbb.walk)", () => {
    const model = modelOf("bgbb.walk");
    const found = [
      bgbb.expectedCount(model, 10),
      bgbb.expectedNext(model, { x: 0, tx: 0, n: 6 }, 10),
      bgbb.expectedNext(model, { x: 4, tx: 5, n: 6 }, 10),
    ];
    expect(deviationsFrom("bgbb.walk", found)).toEqual([]);
  });

  test("the expected count is the sum of the retentions", () => {
    const model = modelOf("bgbb.walk");
    const sum = Array.from({ length: 10 }, (_, day) => bgbb.retention(model, day + 1)).reduce(
      (a, b) => a + b,
    );
    expect(bgbb.expectedCount(model, 10)).toBeCloseTo(sum, 12);
  });

  test("probability of still being there (bgbb.palive)", () => {
    const model = modelOf("bgbb.palive");
    const found = [
      { x: 0, tx: 0, n: 6 },
      { x: 2, tx: 4, n: 6 },
      { x: 6, tx: 6, n: 6 },
    ].map((history) => bgbb.aliveNext(model, history));
    expect(deviationsFrom("bgbb.palive", found)).toEqual([]);
  });

  test("how many donors give how often (bgbb.hist)", () => {
    const model = modelOf("bgbb.hist");
    const found = counts.map((x) => donors * bgbb.countProbability(model, x, 6));
    expect(deviationsFrom("bgbb.hist", found)).toEqual([]);
  });

  test("discounted residual logins (bgbb.dert)", () => {
    const found = bgbb.discountedResidual(modelOf("bgbb.dert"), { x: 3, tx: 4, n: 6 }, 0.1);
    expect(deviationsFrom("bgbb.dert", [found])).toEqual([]);
  });

  test("the probabilities of all histories sum to 1, and by count to the distribution of counts", () => {
    const model = modelOf("bgbb.hist");
    const byCount = counts.map((x) =>
      histories
        .filter((history) => history.x === x)
        .reduce((sum, history) => sum + bgbb.ordersOf(history) * bgbb.likelihood(model, history), 0),
    );
    counts.forEach((x) => {
      expect(byCount[x]).toBeCloseTo(bgbb.countProbability(model, x, 6), 12);
    });
    expect(byCount.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  test("expectations given each history average to the expectation given none", () => {
    const model = modelOf("bgbb.hist");
    const averaged = histories.reduce(
      (sum, history) =>
        sum + bgbb.ordersOf(history) * bgbb.likelihood(model, history) * bgbb.expectedNext(model, history, 5),
      0,
    );
    expect(averaged).toBeCloseTo(bgbb.expectedCount(model, 11) - bgbb.expectedCount(model, 6), 12);
  });

  test.each(["retention.bgbb.median", "retention.bgbb.average"])("daily retention (%s)", (id) => {
    const [share = 0, gamma = 0, delta = 0] = expectedOf(id);
    const model = { alpha: share, beta: 1 - share, gamma, delta };
    const days = [...parameterListOf(id, "days"), 90, 365];
    const found = [share, gamma, delta, ...days.map((day) => bgbb.retention(model, day))];
    expect(deviationsFrom(id, found)).toEqual([]);
  });
});

/** The donors' table is not part of this project: where SANDTABLE_DATA names a folder with it, its records are tested too. */
const table = join(process.env.SANDTABLE_DATA ?? "", "donations.csv");
if (process.env.SANDTABLE_DATA !== undefined && existsSync(table)) {
  const observed = readFileSync(table, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number))
    .map(([x = 0, tx = 0, n = 0, weight = 0]) => ({ x, tx, n, weight }));

  test("the donors' table: the likelihood and its maximum (donations.bgbb.mle)", () => {
    const [alpha = 0, beta = 0, gamma = 0, delta = 0, height = 0] = expectedOf("donations.bgbb.mle");
    const best = { alpha, beta, gamma, delta };
    const at = bgbb.logLikelihood(best, observed);
    expect(deviationsFrom("donations.bgbb.mle", [alpha, beta, gamma, delta, at])).toEqual([]);
    for (const name of ["alpha", "beta", "gamma", "delta"] as const)
      for (const factor of [0.98, 1.02])
        expect(bgbb.logLikelihood({ ...best, [name]: best[name] * factor }, observed)).toBeLessThan(height);
  });

  test("the donors' next five years (bgbb.next5.total)", () => {
    const model = modelOf("bgbb.next5.total");
    const total = observed.reduce((sum, { weight, ...history }) => {
      return sum + weight * bgbb.expectedNext(model, history, 5);
    }, 0);
    const extremes = [0, 6].map((x) => donors * bgbb.countProbability(model, x, 6));
    expect(deviationsFrom("bgbb.next5.total", [total, ...extremes])).toEqual([]);
  });
}

test("sBG: the estimates from seven years and the survival that follows (sbg.highend)", () => {
  const { alpha, beta } = sbg.fitted(parameterListOf("sbg.highend", "data"));
  const published = { alpha: 0.668, beta: 3.806 };
  const later = [8, 9, 10, 11, 12].map((year) => sbg.survival(published, year));
  expect(deviationsFrom("sbg.highend", [alpha, beta, ...later])).toEqual([]);
});

describe("balances under decay", () => {
  test("the steady balance (decay.const.decay_then_earn), also by walking there", () => {
    const id = "decay.const.decay_then_earn";
    const [earned, decay] = [parameterOf(id, "a"), parameterOf(id, "d")];
    let balance = 0;
    for (let day = 0; day < 5000; day++) balance = balance * (1 - decay) + earned;
    expect(deviationsFrom(id, [balances.steadyBalance(earned, decay)])).toEqual([]);
    expect(deviationsFrom(id, [balance])).toEqual([]);
  });

  test("the steady balance after the day's decay (decay.const.earn_then_decay), also by walking there", () => {
    const id = "decay.const.earn_then_decay";
    const [earned, decay] = [parameterOf(id, "a"), parameterOf(id, "d")];
    let balance = 0;
    for (let day = 0; day < 5000; day++) balance = (balance + earned) * (1 - decay);
    expect(deviationsFrom(id, [balances.steadyBalanceDecayed(earned, decay)])).toEqual([]);
    expect(deviationsFrom(id, [balance])).toEqual([]);
  });

  test("half-life and warm-up (decay.halflife_warmup)", () => {
    const id = "decay.halflife_warmup";
    const found = parameterListOf(id, "d").flatMap((decay) => [
      balances.daysUntilLeft(0.5, decay),
      balances.daysUntilLeft(0.01, decay),
    ]);
    // The record's ten significant digits.
    expect(deviationsFrom(id, found, 5e-8)).toEqual([]);
  });

  test("the day that reaches a threshold (decay.time_to_threshold), and one that is out of reach", () => {
    const id = "decay.time_to_threshold";
    const [earned, decay, threshold] = ["a", "d", "Th"].map((name) => parameterOf(id, name)) as [
      number,
      number,
      number,
    ];
    expect(deviationsFrom(id, [balances.daysToThreshold(earned, decay, threshold)])).toEqual([]);
    expect(balances.daysToThreshold(earned, decay, 200)).toBe(Number.POSITIVE_INFINITY);
  });

  test("mean and variance under independent logins (decay.bernoulli)", () => {
    const id = "decay.bernoulli";
    const [mean, variance] = balances.steadyMoments(
      parameterOf(id, "a"),
      parameterOf(id, "d"),
      parameterOf(id, "p"),
    );
    expect(deviationsFrom(id, [mean, variance], 5e-8)).toEqual([]);
  });
});

test("balance, expiry and redemption under a hazard (expiry.hazard)", () => {
  const id = "expiry.hazard";
  const [earned, hazard, chances] = [parameterOf(id, "a"), parameterOf(id, "h"), parameterOf(id, "L")];
  expect(deviationsFrom(id, balances.underHazard(earned, hazard, chances))).toEqual([]);
});

test("cycles of redeeming at a threshold (redeem.threshold_cycle)", () => {
  const id = "redeem.threshold_cycle";
  expect(deviationsFrom(id, balances.thresholdCycle(parameterOf(id, "a"), parameterOf(id, "Th")))).toEqual(
    [],
  );
});

test("the limited expected value of the lognormal (minutes.cap.lognormal)", () => {
  const id = "minutes.cap.lognormal";
  const [mu, sigma, cap] = ["mu", "sigma", "cap"].map((name) => parameterOf(id, name)) as [
    number,
    number,
    number,
  ];
  const found = [
    lognormal.limitedMean({ mu, sigma }, cap),
    lognormal.mean({ mu, sigma }),
    lognormal.exceedance({ mu, sigma }, cap),
  ];
  expect(deviationsFrom(id, found, 1e-8)).toEqual([]);
});

test("tenure points under a monthly churn (tenure.points)", () => {
  const id = "tenure.points";
  const [points, churn, months] = ["v", "churn", "n"].map((name) => parameterOf(id, name)) as [
    number,
    number,
    number,
  ];
  const found = [
    balances.tenurePoints(points, churn, months),
    balances.tenurePoints(points, churn, Number.POSITIVE_INFINITY),
  ];
  expect(deviationsFrom(id, found, 5e-8)).toEqual([]);
});

test("the two-state login chain (markov.login)", () => {
  const id = "markov.login";
  const [starts, stops, days] = ["p01", "p10", "n"].map((name) => parameterOf(id, name)) as [
    number,
    number,
    number,
  ];
  const logins = { starts, stops };
  const found = [
    chain.share(logins),
    chain.persistence(logins),
    1 / stops,
    1 / starts,
    chain.varianceInflation(logins, days),
  ];
  // The record's ten significant digits.
  expect(deviationsFrom(id, found, 5e-10)).toEqual([]);
});

describe("referral", () => {
  test("shares up one chain, without end and three steps up (referral.chain_line)", () => {
    const id = "referral.chain_line";
    const [share, depth] = [parameterOf(id, "s"), parameterOf(id, "D")];
    const found = [referral.sharedUp(share, Number.POSITIVE_INFINITY), referral.sharedUp(share, depth)];
    // The record's ten significant digits.
    expect(deviationsFrom(id, found, 5e-11)).toEqual([]);
  });

  test("the family of a seed (referral.galton_watson)", () => {
    const id = "referral.galton_watson";
    expect(deviationsFrom(id, referral.poissonFamily(parameterOf(id, "k")), 5e-11)).toEqual([]);
  });

  test("growth by generations, above and below one (referral.viral_growth)", () => {
    const id = "referral.viral_growth";
    const [seeds, days, cycle] = [parameterOf(id, "U0"), parameterOf(id, "t"), parameterOf(id, "cycle")];
    const found = parameterListOf(id, "k").map((k) => referral.viralGrowth(seeds, k, days / cycle));
    expect(deviationsFrom(id, found)).toEqual([]);
  });
});

describe("runs of days", () => {
  const runs = (id: string) => ({ p: parameterOf(id, "p"), k: parameterOf(id, "k") });

  test.each([
    ["streak.reset.n", streak.restartingAwards, 1e-8],
    ["streak.once_per_run", streak.awardsOncePerRun, 1e-8],
    ["streak.every_day_from_k", streak.daysFromRun, 1e-7],
  ] as const)("awards in a year (%s)", (id, awards, tolerance) => {
    expect(deviationsFrom(id, [awards(runs(id), parameterOf(id, "n"))], tolerance)).toEqual([]);
  });

  test("the long run (streak.reset.rate)", () => {
    const id = "streak.reset.rate";
    const days = streak.daysToRun(runs(id));
    expect(deviationsFrom(id, [1 / days, days])).toEqual([]);
    const more = streak.restartingAwards(runs(id), 1100) - streak.restartingAwards(runs(id), 100);
    expect(more / 1000).toBeCloseTo(1 / days, 8);
  });

  test("mean days to the first run (streak.mean_days_table)", () => {
    const id = "streak.mean_days_table";
    const lengths = parameterListOf(id, "k");
    const found = [0.3, 0.5, 0.7, 0.9, 0.97].flatMap((p) => lengths.map((k) => streak.daysToRun({ p, k })));
    const off = expectedOf(id).map((days, at) => Math.abs(found[at]! / days - 1));
    expect(Math.max(...off)).toBeLessThan(1e-9);
  });

  test("lengths held to a maximum (streak.capped_length)", () => {
    const id = "streak.capped_length";
    const found = streak.runLengths(parameterOf(id, "p"), parameterOf(id, "K"));
    expect(deviationsFrom(id, found, 1e-8)).toEqual([]);
  });
});

describe("minutes and spend", () => {
  const lognormalOf = (id: string) => ({ mu: parameterOf(id, "mu"), sigma: parameterOf(id, "sigma") });

  test("a capped exponential session (minutes.cap.exponential)", () => {
    const id = "minutes.cap.exponential";
    const found = compound.limitedExponential(parameterOf(id, "theta"), parameterOf(id, "cap"));
    expect(deviationsFrom(id, [found], 1e-7)).toEqual([]);
  });

  test("a capped day of several sessions (minutes.cap.compound)", () => {
    const id = "minutes.cap.compound";
    const of = (name: string) => parameterOf(id, name);
    expect(deviationsFrom(id, [compound.limitedDay(of("lam"), of("theta"), of("cap"))], 1e-7)).toEqual([]);
  });

  test("a year's spend (spend.compound_poisson)", () => {
    const id = "spend.compound_poisson";
    const found = compound.compoundSpend(parameterOf(id, "lam"), lognormalOf(id));
    expect(deviationsFrom(id, found, 1e-4)).toEqual([]);
  });

  test("points per purchase (spend.floor_points)", () => {
    const id = "spend.floor_points";
    const found = compound.pointsPerPurchase(lognormalOf(id), parameterOf(id, "unit"));
    expect(deviationsFrom(id, found, 1e-7)).toEqual([]);
  });
});
