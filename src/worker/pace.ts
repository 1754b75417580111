/** Work in a thread that listens in between: it says how far it is, and ends where it was cancelled. */

/** The work was cancelled. */
export class Cancelled extends Error {}

/** Waits from time to time, says how far the work is (0–1), and ends it by throwing `Cancelled`. */
export type Pace = (share: number) => Promise<void>;

/** How long the thread works without listening: what is done sooner says nothing. */
const breathMilliseconds = 40;

/** Breaks in long work: to hear of a cancellation, and to tell how far it is, a share from 0 to 1. */
export function paceOf(isCancelled: () => boolean, onProgress: (share: number) => unknown): Pace {
  let last = performance.now();
  return async (share) => {
    if (performance.now() - last < breathMilliseconds) return;
    onProgress(share);
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (isCancelled()) throw new Cancelled();
    last = performance.now();
  };
}

/** A part of the work, from one share of all to another. */
export function partOf(pace: Pace, from: number, to: number): Pace {
  return (share) => pace(from + share * (to - from));
}
