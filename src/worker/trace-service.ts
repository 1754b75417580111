/** What runs inside the thread that follows members. */
import { RunError, type RunFailure } from "../domain/runner.ts";
import type { Scenario } from "../domain/scenario.ts";
import type { Standings, Trace } from "../domain/trace.ts";
import { compile } from "../engine/compile.ts";
import { followMember } from "../engine/explain.ts";
import type { Shard } from "../engine/plan.ts";
import { balancesAtEnd } from "../engine/standings.ts";
import { engineVersion } from "../engine/version.ts";

/** Errors lose their fields between threads, so that a failed run is an answer like any other. */
export type Reply<Value> = { value: Value } | { failure: RunFailure };

export type TraceService = {
  /** Version of the engine inside. */
  ready(): string;
  follow(scenario: Scenario, replication: number, member: string): Reply<Trace | undefined>;
  /** A shard's part of the standings. */
  stand(scenario: Scenario, shard: Shard): Reply<Standings>;
};

export function createTraceService(): TraceService {
  return {
    ready: () => engineVersion,
    follow: (scenario, replication, member) => replied(() => followMember(scenario, replication, member)),
    stand: (scenario, shard) => replied(() => balancesAtEnd(compile(scenario), shard)),
  };
}

function replied<Value>(answer: () => Value): Reply<Value> {
  try {
    return { value: answer() };
  } catch (error) {
    if (error instanceof RunError) return { failure: error.failure };
    throw error;
  }
}
