/** Independent parts of a run: replications, or groups of members below three of them; each reads sums from the tallies. */
import type { Estimate } from "../domain/outcome.ts";
import type { Program } from "./compile.ts";
import { estimateFrom } from "./estimate.ts";
import { groupCount } from "./roster.ts";
import { quantityAt, snapshotWidth, type Tally } from "./tally.ts";

/** What has been merged so far: the whole, and each finished replication by itself for the intervals. */
export type Collected = {
  whole: Tally;
  finished: View[];
};

/** Sums over the members of a part; one part may be everything. */
export type View = {
  /** A snapshot quantity at the end of a month, see `tally.ts`. */
  at(month: number, quantity: number, currency?: number): number;
  /** Sum of balances, and enrolled members, at a sampled day. */
  balanceSum(sample: number, currency: number): number;
  enrolledAt(sample: number): number;
  /** Replications' worth of members in the part, for figures that are sums: a group of one in twenty counts 1/20. */
  size: number;
};

/** From this many replications on they are the unit of inference (spec 3.1). */
const replicationsForIntervals = 3;

export type Views = { whole: View; parts: View[]; intervalsFrom: "replications" | "members" };

/** The parts of `replications` replications, the last of which may not be finished yet. */
export function viewsOf(program: Program, { whole, finished }: Collected, replications: number): Views {
  const all = viewOf(program, whole, allGroups, replications);
  if (replications >= replicationsForIntervals)
    return { whole: all, parts: finished, intervalsFrom: "replications" };
  const size = replications / groupCount;
  return {
    whole: all,
    parts: allGroups.map((group) => viewOf(program, whole, [group], size)),
    intervalsFrom: "members",
  };
}

export const allGroups: readonly number[] = Array.from({ length: groupCount }, (_, group) => group);

/** Adds up the groups once, so that figures can be read as often as needed. */
export function viewOf(program: Program, tally: Tally, groups: readonly number[], size: number): View {
  const width = snapshotWidth(program.currencies.length);
  const snapshots = sumOfGroups(tally.snapshots, width, groups);
  const enrolled = sumOfGroups(tally.enrolledBySample, 1, groups);
  const balances = tally.currencies.map(({ balanceSums }) => sumOfGroups(balanceSums, 1, groups));
  return {
    at: (month, quantity, currency) => snapshots[month * width + quantityAt(quantity, currency)] as number,
    balanceSum: (sample, currency) => balances[currency]?.[sample] as number,
    enrolledAt: (sample) => enrolled[sample] as number,
    size,
  };
}

/** Rows of `width` quantities, one for each group in turn, become one row for each time. */
function sumOfGroups(column: Float64Array, width: number, groups: readonly number[]): Float64Array {
  const times = column.length / (width * groupCount);
  const sums = new Float64Array(times * width);
  for (let time = 0; time < times; time++) {
    for (const group of groups) {
      const from = (time * groupCount + group) * width;
      for (let q = 0; q < width; q++)
        sums[time * width + q] = (sums[time * width + q] as number) + (column[from + q] as number);
    }
  }
  return sums;
}

/** The figure for everything, its uncertainty from the parts. */
export function estimate({ whole, parts }: Views, figure: (view: View) => number): Estimate {
  return estimateFrom(figure(whole), parts.map(figure));
}
