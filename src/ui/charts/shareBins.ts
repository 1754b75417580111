/** From the bins that a run counts in to the bins that a histogram shows: equal, round and few. */
import type { CurrencyOutcome } from "../../domain/outcome.ts";

type Counted = CurrencyOutcome["distribution"];

/** Members whose balance is `from` ≤ balance < `to`, as a share of all; the last bin takes in everything above. */
export type ShareBin = { from: number; to: number; share: number };

/** All members of a distribution. */
export function membersIn(distribution: Counted): number {
  return distribution.reduce((sum, bin) => sum + bin.members, 0);
}

/** The share (0–1) of members with a balance below `points`, evenly spread within a bin; NaN without members. */
export function shareBelow(distribution: Counted, points: number): number {
  let below = 0;
  for (const { from, to, members } of distribution) {
    below += members * Math.max(0, Math.min(1, (points - from) / (to - from)));
  }
  return below / membersIn(distribution);
}

/** The smallest bin edge that at least `share` (0–1) of the members lie below; 0 without members. */
export function edgeAbove(distribution: Counted, share: number): number {
  const wanted = membersIn(distribution) * share;
  let below = 0;
  for (const { to, members } of distribution) {
    below += members;
    if (members > 0 && below >= wanted) return to;
  }
  return 0;
}

/** Bins between two ticks, the finest first that is no finer than what was counted. */
const binsPerStep = [5, 2, 1] as const;

/**
 * Equal bins in step with the ticks of an axis from 0 to `max`, up to the one that holds the last, open-ended bin of the
 * first of `alike`; whole points each as long as `step` is. Distributions that are compared are given as `alike` for
 * each of them, so that they have the same bins.
 */
export function shareBins(
  distribution: Counted,
  { max, step }: { max: number; step: number },
  alike: readonly Counted[] = [distribution],
): ShareBin[] {
  const total = membersIn(distribution);
  if (!(total > 0)) return [];
  const counted = alike.flat().filter((bin) => bin.members > 0 && bin.from < max);
  const coarsest = counted.reduce((widest, bin) => Math.max(widest, bin.to - bin.from), 1);
  const perStep = binsPerStep.find((parts) => step / parts >= coarsest) ?? 1;
  const width = step / perStep;
  const open = alike[0]?.at(-1)?.from ?? 0;
  const count = Math.min(Math.round(max / width), Math.floor(open / width) + 1);
  const bins = Array.from({ length: count }, (_, index) => ({
    from: index * width,
    to: (index + 1) * width,
    share: 0,
  }));
  for (const { from, to, members } of distribution) {
    spread(bins, width, from, to, members / total);
  }
  return bins;
}

/** Adds a share that lies evenly between `from` and `to` to the bins it overlaps. */
function spread(bins: ShareBin[], width: number, from: number, to: number, share: number): void {
  const last = bins.length - 1;
  const first = Math.min(last, Math.floor(from / width));
  for (let index = first; index <= last; index++) {
    const bin = bins[index]!;
    const end = index === last ? Number.POSITIVE_INFINITY : bin.to;
    const overlap = Math.min(to, end) - Math.max(from, bin.from);
    if (overlap > 0) bin.share += (share * overlap) / (to - from);
    if (end >= to) return;
  }
}
