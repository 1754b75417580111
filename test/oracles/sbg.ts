/** Closed forms of the shifted-beta-geometric model (Fader & Hardie 2007, Journal of Interactive Marketing 21(1):76–90). */
import { betaMoment } from "./gamma.ts";

/** Yearly probability of cancelling ~ Beta(alpha, beta). */
export type Sbg = { alpha: number; beta: number };

/** S(t): share of members left after t renewals. */
export function survival({ alpha, beta }: Sbg, t: number): number {
  return betaMoment(alpha, beta, 0, t);
}

/** Log-likelihood of observed survival shares, the first being 1 at t = 0, per member. */
function logLikelihood(model: Sbg, survivors: readonly number[]): number {
  let sum = 0;
  for (let t = 1; t < survivors.length; t++) {
    const lost = (survivors[t - 1] ?? 0) - (survivors[t] ?? 0);
    sum += lost * Math.log(survival(model, t - 1) - survival(model, t));
  }
  return sum + (survivors.at(-1) ?? 0) * Math.log(survival(model, survivors.length - 1));
}

/** Maximum-likelihood estimate, by a compass search in the logarithms of both parameters. */
export function fitted(survivors: readonly number[]): Sbg {
  const at = (a: number, b: number) => logLikelihood({ alpha: Math.exp(a), beta: Math.exp(b) }, survivors);
  let [a, b] = [0, 0];
  for (let step = 1; step > 1e-7; ) {
    const around: [number, number][] = [
      [a + step, b],
      [a - step, b],
      [a, b + step],
      [a, b - step],
      [a + step, b + step],
      [a - step, b - step],
    ];
    const better = around.find(([x, y]) => at(x, y) > at(a, b));
    if (better) [a, b] = better;
    else step /= 2;
  }
  return { alpha: Math.exp(a), beta: Math.exp(b) };
}
