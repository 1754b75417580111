/** Closed forms of minutes and spend: capped exponentials, and sums of a Poisson number of amounts. */
import { exceedance, type Lognormal, mean } from "./lognormal.ts";

/** E[min(M, cap)] of an exponential with mean θ. */
export function limitedExponential(theta: number, cap: number): number {
  return theta * (1 - Math.exp(-cap / theta));
}

/** P(N = j) for a Poisson number with mean λ. */
function poisson(lambda: number, j: number): number {
  let chance = Math.exp(-lambda);
  for (let i = 1; i <= j; i++) chance *= lambda / i;
  return chance;
}

/** P(Σ ≤ c) of j exponentials with mean θ: as many events of a Poisson process come within c. */
function erlangCdf(j: number, theta: number, c: number): number {
  let fewer = 0;
  for (let i = 0; i < j; i++) fewer += poisson(c / theta, i);
  return 1 - fewer;
}

/** E[min(minutes of a day, cap)] for a Poisson number of exponential sessions. */
export function limitedDay(lambda: number, theta: number, cap: number): number {
  let sum = 0;
  for (let j = 1; j < 60; j++) {
    const below = j * theta * erlangCdf(j + 1, theta, cap);
    sum += poisson(lambda, j) * (below + cap * (1 - erlangCdf(j, theta, cap)));
  }
  return sum;
}

/** Mean and variance of what a Poisson number of lognormal purchases come to: λ E[Z], λ E[Z²] (Ross). */
export function compoundSpend(lambda: number, { mu, sigma }: Lognormal): [mean: number, variance: number] {
  return [lambda * mean({ mu, sigma }), lambda * Math.exp(2 * mu + 2 * sigma ** 2)];
}

/** Points of a purchase at one for each full unit, and in proportion. */
export function pointsPerPurchase(model: Lognormal, unit: number): [full: number, inProportion: number] {
  let full = 0;
  for (let j = 1; j < 2000; j++) full += exceedance(model, unit * j);
  return [full, mean(model) / unit];
}
