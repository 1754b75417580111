/** Closed forms of runs of days, where a day has a login with probability p, each by itself (Feller 1968, XIII.7). */

export type Runs = { p: number; k: number };

/** Expected awards in n days where a run of k pays and the count begins anew: the run's length, day by day. */
export function restartingAwards({ p, k }: Runs, n: number): number {
  let awards = 0;
  let length: number[] = Array.from({ length: k }, (_, run) => (run === 0 ? 1 : 0));
  for (let day = 0; day < n; day++) {
    const next = length.map(() => 0);
    length.forEach((chance, run) => {
      const after = run + 1 === k ? 0 : run + 1;
      next[after] = (next[after] ?? 0) + p * chance;
      next[0] = (next[0] ?? 0) + (1 - p) * chance;
      if (run + 1 === k) awards += p * chance;
    });
    length = next;
  }
  return awards;
}

/** Mean days to a first run of k, and from one award to the next where the count begins anew. */
export function daysToRun({ p, k }: Runs): number {
  return (1 - p ** k) / ((1 - p) * p ** k);
}

/** Expected awards in n days where each unbroken run pays once. */
export function awardsOncePerRun({ p, k }: Runs, n: number): number {
  return p ** k * (1 + (n - k) * (1 - p));
}

/** Expected days among n that end a run of k or more. */
export function daysFromRun({ p, k }: Runs, n: number): number {
  return (n - k + 1) * p ** k;
}

/** Mean length of the run that a day ends, in the long run; the same held to a length; and the chance of that length. */
export function runLengths(p: number, held: number): [mean: number, held: number, reaches: number] {
  return [p / (1 - p), (p * (1 - p ** held)) / (1 - p), p ** held];
}
