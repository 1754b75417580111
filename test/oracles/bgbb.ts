/** Closed forms of the BG/BB model (Fader, Hardie & Shang 2010, Marketing Science 29(6):1086–1108). */
import { betaMoment, logGamma } from "./gamma.ts";

/** Login probability ~ Beta(alpha, beta), probability of leaving before each chance ~ Beta(gamma, delta). */
export type Bgbb = { alpha: number; beta: number; gamma: number; delta: number };

/** x of n chances taken, the last of them being chance number tx (0 where none was). */
export type History = { x: number; tx: number; n: number };

/** Probability of still being there at chance n. */
function presence({ gamma, delta }: Bgbb, n: number): number {
  return betaMoment(gamma, delta, 0, n);
}

/** Probability that chance n is taken. */
export function retention(model: Bgbb, n: number): number {
  return (model.alpha / (model.alpha + model.beta)) * presence(model, n);
}

/** E[X(n)], eq. 6. */
export function expectedCount({ alpha, beta, gamma, delta }: Bgbb, n: number): number {
  const ratio = Math.exp(
    logGamma(gamma + delta) - logGamma(gamma + delta + n) + logGamma(1 + delta + n) - logGamma(1 + delta),
  );
  return (alpha / (alpha + beta)) * (delta / (gamma - 1)) * (1 - ratio);
}

/** Probability of one history of given x and tx, eq. 5 (of each such order of logins, not of all together). */
export function likelihood({ alpha, beta, gamma, delta }: Bgbb, { x, tx, n }: History): number {
  let sum = betaMoment(alpha, beta, x, n - x) * betaMoment(gamma, delta, 0, n);
  for (let i = 0; i < n - tx; i++)
    sum += betaMoment(alpha, beta, x, tx - x + i) * betaMoment(gamma, delta, 1, tx + i);
  return sum;
}

export function logLikelihood(model: Bgbb, histories: readonly (History & { weight: number })[]): number {
  return histories.reduce(
    (sum, { weight, ...history }) => sum + weight * Math.log(likelihood(model, history)),
    0,
  );
}

/** In how many orders x logins can fall, the last being chance tx. */
export function ordersOf({ x, tx }: History): number {
  if (x === 0) return tx === 0 ? 1 : 0;
  return choose(tx - 1, x - 1);
}

/** P(X(n) = x), eq. 7. */
export function countProbability({ alpha, beta, gamma, delta }: Bgbb, x: number, n: number): number {
  let sum = choose(n, x) * betaMoment(alpha, beta, x, n - x) * betaMoment(gamma, delta, 0, n);
  for (let i = x; i < n; i++)
    sum += choose(i, x) * betaMoment(alpha, beta, x, i - x) * betaMoment(gamma, delta, 1, i);
  return sum;
}

/** P(still there at chance n + 1 | history), eq. 11. */
export function aliveNext(model: Bgbb, history: History): number {
  const { x, n } = history;
  const { alpha, beta, gamma, delta } = model;
  const joint = betaMoment(alpha, beta, x, n - x) * betaMoment(gamma, delta, 0, n + 1);
  return joint / likelihood(model, history);
}

/** E[logins in the chances n + 1 … n + more | history], eq. 13. */
export function expectedNext(model: Bgbb, history: History, more: number): number {
  return discountedNext(model, history, more, 0);
}

/** Discounted expected residual logins, eq. 14, summed until the terms no longer show. */
export function discountedResidual(model: Bgbb, history: History, discount: number): number {
  return discountedNext(model, history, 1000, discount);
}

function discountedNext(model: Bgbb, history: History, more: number, discount: number): number {
  const { x, n } = history;
  const { alpha, beta, gamma, delta } = model;
  let sum = 0;
  for (let k = 1; k <= more; k++) sum += betaMoment(gamma, delta, 0, n + k) / (1 + discount) ** k;
  return (betaMoment(alpha, beta, x + 1, n - x) * sum) / likelihood(model, history);
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product *= (n - k + i) / i;
  return Math.round(product);
}
