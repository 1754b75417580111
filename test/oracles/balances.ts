/** Closed forms of balances under decay, expiry and churn, in real numbers. */

/** Steady balance where the day's decay comes before the day's `earned`. */
export function steadyBalance(earned: number, decay: number): number {
  return earned / decay;
}

/** The same just after the decay: the day's decay comes after its `earned`. */
export function steadyBalanceDecayed(earned: number, decay: number): number {
  return (earned * (1 - decay)) / decay;
}

/** Days until `share` of a balance is left. */
export function daysUntilLeft(share: number, decay: number): number {
  return Math.log(share) / Math.log(1 - decay);
}

/** The how-manieth daily earning first reaches the threshold; Infinity where none does. */
export function daysToThreshold(earned: number, decay: number, threshold: number): number {
  const left = 1 - (threshold * decay) / earned;
  return left > 0 ? Math.ceil(Math.log(left) / Math.log(1 - decay)) : Number.POSITIVE_INFINITY;
}

/** Mean and variance of the steady balance where each day earns with a probability, independently. */
export function steadyMoments(earned: number, decay: number, probability: number): [number, number] {
  const kept = 1 - decay;
  return [(earned * probability) / decay, (earned ** 2 * probability * (1 - probability)) / (1 - kept ** 2)];
}

/** Expected points over n months of which each earns `points` if survived. */
export function tenurePoints(points: number, churn: number, months: number): number {
  const survives = 1 - churn;
  return (points * survives * (1 - survives ** months)) / (1 - survives);
}

/**
 * Points of which each day brings `earned`, a `hazard` redeems each of whatever age once a day, and which expire after
 * `chances` days: the balance at a day's end, points expired and redeemed a day, and both as shares of what comes.
 */
export function underHazard(earned: number, hazard: number, chances: number): number[] {
  const left = (1 - hazard) ** chances;
  const balance = (earned * (1 - hazard) * (1 - left)) / hazard;
  return [balance, earned * left, earned * (1 - left), left, 1 - left];
}

/** Who earns the same every day and redeems all at a threshold: days of a cycle, mean balance at a day's end, redemptions in 365 days. */
export function thresholdCycle(
  earned: number,
  threshold: number,
): [days: number, mean: number, a365: number] {
  const days = Math.ceil(threshold / earned);
  return [days, (earned * (days - 1)) / 2, 365 / days];
}
