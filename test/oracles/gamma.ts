/** Gamma and beta functions by Stirling's series: another way than the engine's, so that one can check the other. */

/** ln Γ(x) for x > 0, to about 14 digits. */
export function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 15; z++) shift += Math.log(z);
  const square = 1 / (z * z);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680)))) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** B(a + up, b + more) / B(a, b), the expectation of pᵘᵖ (1 − p)ᵐᵒʳᵉ under Beta(a, b). */
export function betaMoment(a: number, b: number, up: number, more: number): number {
  return Math.exp(logBeta(a + up, b + more) - logBeta(a, b));
}
