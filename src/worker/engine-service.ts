/** What runs inside a worker, whichever kind of thread that is: shards of the scenario at hand, one after the other. */
import { transfer } from "comlink";
import { RunError, type RunFailure } from "../domain/runner.ts";
import type { Scenario } from "../domain/scenario.ts";
import { compile } from "../engine/compile.ts";
import type { Shard } from "../engine/plan.ts";
import { simulateShard } from "../engine/simulate.ts";
import { type Tally, tallyBuffers } from "../engine/tally.ts";
import { engineVersion } from "../engine/version.ts";

/** Errors lose their fields between threads, so that a failed run is an answer like any other. */
export type ShardReply = { tally: Tally } | { failure: RunFailure };

export type EngineService = {
  /** Version of the engine inside. */
  ready(): string;
  /**
   * The tally of one shard; its buffers change hands. The scenario comes with the first shard of a request and is
   * compiled once; throws where it is missing.
   */
  simulate(requestId: number, scenario: Scenario | undefined, shard: Shard): ShardReply;
};

/** What a thread does for a pool: holds one program at a time and simulates shards of it. */
export function createEngineService(): EngineService {
  let prepared: { requestId: number; program: ReturnType<typeof compile> } | undefined;
  return {
    ready: () => engineVersion,
    simulate(requestId, scenario, shard) {
      try {
        if (scenario) prepared = { requestId, program: compile(scenario) };
        if (prepared?.requestId !== requestId) throw new Error(`request ${requestId} has no scenario here`);
        const tally = simulateShard(prepared.program, shard);
        return transfer({ tally }, tallyBuffers(tally));
      } catch (error) {
        if (error instanceof RunError) return { failure: error.failure };
        throw error;
      }
    },
  };
}
