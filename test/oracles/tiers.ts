/** Closed forms of a tier above the base, kept for a period at a time by what is earned once in each with a probability. */

/**
 * Long-run share of members in the tier: 2p ÷ (1 + p). Whoever is promoted keeps the tier for one period more by the
 * very points that promoted, and after it for as long as each period earns them again.
 */
export function shareAbove(probability: number): number {
  return (2 * probability) / (1 + probability);
}

/** The same by following the chain of states period by period, from all in the base. */
export function shareAfter(probability: number, periods: number): number {
  const [p, q] = [probability, 1 - probability];
  let { base, fresh, earned, idle, again } = { base: 1, fresh: 0, earned: 0, idle: 0, again: 0 };
  for (let period = 0; period < periods; period++)
    ({ base, fresh, earned, idle, again } = {
      base: q * (base + idle + again),
      fresh: p * base,
      earned: p * (fresh + earned),
      idle: q * (fresh + earned),
      again: p * (idle + again),
    });
  return 1 - base;
}
