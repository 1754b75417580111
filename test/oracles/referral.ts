/** Closed forms of referral: shares up a chain, the size of a family, growth by generations. */

/** What a chain of referrers gets for each point at its lower end, `share` of the step before each; `depth` may be Infinity. */
export function sharedUp(share: number, depth: number): number {
  return (share * (1 - share ** depth)) / (1 - share);
}

/** Mean and variance of everyone who goes back to one seed, itself included, where each refers Poisson(k), k < 1; and the chance of referring nobody. */
export function poissonFamily(k: number): [mean: number, variance: number, none: number] {
  return [1 / (1 - k), k / (1 - k) ** 3, Math.exp(-k)];
}

/** Members after `cycles` generations, each of which brings k for every member of the one before. */
export function viralGrowth(seeds: number, k: number, cycles: number): number {
  return (seeds * (k ** (cycles + 1) - 1)) / (k - 1);
}
