/** Where a run's members and events come from: a population model, or records. */
import type { Shoppers } from "./redeem.ts";
import type { Part, RunState } from "./run-state.ts";

export type Source = {
  /** Members that the run starts with. */
  startsWith: number;
  /** Which part of all members these are; everyone where it is not given. */
  part?: Part;
  /** Adds those members to the roster. */
  begin(run: RunState): void;
  /** Writes the day's events into the run's batch; joins and cancels members by `join` and `cancel`. */
  fill(run: RunState, day: number): void;
  /** How members spend; undefined where only recorded redemptions count. */
  shoppers: Shoppers | undefined;
};
