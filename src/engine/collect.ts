/** Tallies of shards, in whatever order they arrive, become answers in the order of the plan. */
import type { Answer } from "../domain/runner.ts";
import { binCount } from "./bins.ts";
import type { Program } from "./compile.ts";
import type { Plan } from "./plan.ts";
import { summarize } from "./summarize.ts";
import { emptyTally, mergeTally, type Tally } from "./tally.ts";
import { allGroups, type Collected, viewOf } from "./view.ts";

export type Collector = {
  /** Takes the tally of one shard of the plan; answers when it completes one stage or more, for the last of them. */
  add(shardIndex: number, tally: Tally): Answer | undefined;
};

/** Early tallies wait for their turn, so that sums are formed in one order only. */
export function collect(program: Program, plan: Plan): Collector {
  const waiting = new Map<number, Tally>();
  const collected: Collected = { whole: emptyTally(program, binCount), finished: [] };
  let current: Tally | undefined;
  let merged = 0;
  let stage = 0;

  const mergeNext = (tally: Tally): void => {
    const { endMember } = plan.shards[merged] as Plan["shards"][number];
    mergeTally(collected.whole, tally);
    if (current) mergeTally(current, tally);
    else current = withoutHistograms(tally);
    merged++;
    if (endMember < program.scenario.run.members) return;
    collected.finished.push(viewOf(program, current, allGroups, 1));
    current = undefined;
  };

  /** Whether every shard up to the end of a stage is merged or waiting. */
  const isIn = (next: Plan["stages"][number] | undefined): boolean => {
    for (let shard = merged; next && shard < next.shards; shard++) if (!waiting.has(shard)) return false;
    return next !== undefined;
  };

  const answer = (reached: Plan["stages"][number]): Answer => {
    const { run } = program.scenario;
    const done = (reached.replications - 1) * run.members + reached.members;
    return {
      outcome: summarize(program, collected, reached),
      complete: merged === plan.shards.length,
      progress: done / (run.members * run.replications),
    };
  };

  return {
    add(shardIndex, tally) {
      waiting.set(shardIndex, tally);
      for (let next = waiting.get(merged); next; next = waiting.get(merged)) {
        waiting.delete(merged);
        mergeNext(next);
        const reached = plan.stages[stage];
        if (merged !== reached?.shards) continue;
        stage++;
        // An answer speaks of its stage alone: nothing beyond may be merged before it is given.
        if (!isIn(plan.stages[stage])) return answer(reached);
      }
      return undefined;
    },
  };
}

/** Intervals need no histograms; keeping one for each replication would cost the most memory of all. */
function withoutHistograms(tally: Tally): Tally {
  return {
    ...tally,
    currencies: tally.currencies.map((currency) => ({ ...currency, histogram: new Uint32Array(0) })),
  };
}
