/** Closed forms of the two-state login chain. */

export type LoginChain = {
  /** Probability of a login after a day without, and of none after a day with one. */
  starts: number;
  stops: number;
};

export function share({ starts, stops }: LoginChain): number {
  return starts / (starts + stops);
}

/** Correlation of a day's login with the day before. */
export function persistence({ starts, stops }: LoginChain): number {
  return 1 - starts - stops;
}

/** Variance of the number of logins in n days, relative to independent logins of the same share. */
export function varianceInflation(chain: LoginChain, n: number): number {
  let sum = 1;
  for (let j = 1; j < n; j++) sum += 2 * (1 - j / n) * persistence(chain) ** j;
  return sum;
}
