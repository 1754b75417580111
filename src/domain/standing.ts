/** Members at a quantile, and the quantile of a member, among all that the run starts with. */
import type { Standings } from "./trace.ts";

/** Shares of members that hold at most as much; 1 is the richest. */
export const quantilesOffered = [0.1, 0.5, 0.9, 1] as const;

/**
 * The member at a quantile: of those who hold the balance at rank ⌈share × members⌉, the one with the lowest number.
 *
 * @param share 0–1
 * @returns undefined where there are no members
 */
export function memberAt({ members, balances }: Standings, share: number): number | undefined {
  const rank = Math.max(0, Math.ceil(share * members.length) - 1);
  const first = below(balances, balances[rank] ?? 0);
  return members[first];
}

/** Share of the members who hold less, 0–1; NaN where there are none. */
export function shareBelow({ balances }: Standings, balance: number): number {
  return below(balances, balance) / balances.length;
}

/** How many hold less. */
function below(balances: Float64Array, balance: number): number {
  let low = 0;
  let high = balances.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((balances[middle] as number) < balance) low = middle + 1;
    else high = middle;
  }
  return low;
}
