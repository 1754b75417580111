/** Normal and lognormal figures by numeric integration: slow, simple, and another way than the engine's. */

/** Standard normal distribution function by Simpson's rule from 0, to about 12 digits. */
export function normalCdf(z: number): number {
  const size = Math.min(Math.abs(z), 9);
  const steps = 2000;
  const width = size / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-((i * width) ** 2) / 2);
  }
  const half = (sum * width) / 3 / Math.sqrt(2 * Math.PI);
  return z < 0 ? 0.5 - half : 0.5 + half;
}

export type Lognormal = { mu: number; sigma: number };

/** P(X ≥ x). */
export function exceedance({ mu, sigma }: Lognormal, x: number): number {
  return 1 - normalCdf((Math.log(x) - mu) / sigma);
}

export function mean({ mu, sigma }: Lognormal): number {
  return Math.exp(mu + sigma ** 2 / 2);
}

/** E[min(X, cap)], the limited expected value (Klugman, Panjer & Willmot, Loss Models, appendix A). */
export function limitedMean(model: Lognormal, cap: number): number {
  const { mu, sigma } = model;
  const z = (Math.log(cap) - mu - sigma ** 2) / sigma;
  return mean(model) * normalCdf(z) + cap * exceedance(model, cap);
}

/** E[min(⌊X⌋, cap)] for a whole cap: the same in whole units, as Σ P(X ≥ k). */
export function limitedWholeMean(model: Lognormal, cap: number): number {
  let sum = 0;
  for (let k = 1; k <= cap; k++) sum += exceedance(model, k);
  return sum;
}
