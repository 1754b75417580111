/** Independent parts of a run: replications, or groups of members below three of them; each reads sums from the tallies. */
import type { Estimate } from "../domain/outcome.ts";
import type { Program } from "./compile.ts";
import { estimateFrom } from "./estimate.ts";
import { groupCount } from "./roster.ts";
import { snapshotAt, type Tally } from "./tally.ts";

/** What has been merged so far: the whole, and each replication by itself for the intervals. */
export type Collected = {
  whole: Tally;
  replications: Tally[];
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

export function viewsOf(program: Program, { whole, replications }: Collected): Views {
  const groups = Array.from({ length: groupCount }, (_, group) => group);
  const all = viewOf(program, whole, groups, replications.length);
  if (replications.length >= replicationsForIntervals) {
    return {
      whole: all,
      parts: replications.map((tally) => viewOf(program, tally, groups, 1)),
      intervalsFrom: "replications",
    };
  }
  const size = replications.length / groupCount;
  return {
    whole: all,
    parts: groups.map((group) => viewOf(program, whole, [group], size)),
    intervalsFrom: "members",
  };
}

function viewOf({ currencies }: Program, tally: Tally, groups: readonly number[], size: number): View {
  const sum = (read: (group: number) => number) => groups.reduce((total, group) => total + read(group), 0);
  return {
    at: (month, quantity, currency = 0) =>
      sum(
        (group) => tally.snapshots[snapshotAt(currencies.length, month, group, quantity, currency)] as number,
      ),
    balanceSum: (sample, currency) =>
      sum((group) => tally.currencies[currency]?.balanceSums[sample * groupCount + group] as number),
    enrolledAt: (sample) => sum((group) => tally.enrolledBySample[sample * groupCount + group] as number),
    size,
  };
}

/** The figure for everything, its uncertainty from the parts. */
export function estimate({ whole, parts }: Views, figure: (view: View) => number): Estimate {
  return estimateFrom(figure(whole), parts.map(figure));
}
