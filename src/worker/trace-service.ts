/** What runs inside the thread that follows members. It listens between days, so that a long trace can be cancelled. */
import { RunError, type RunFailure } from "../domain/runner.ts";
import type { Scenario } from "../domain/scenario.ts";
import type { Standings, Trace } from "../domain/trace.ts";
import { compile } from "../engine/compile.ts";
import { openFollowing } from "../engine/explain.ts";
import type { Shard } from "../engine/plan.ts";
import { balancesAtEnd } from "../engine/standings.ts";
import { engineVersion } from "../engine/version.ts";
import { Cancelled, type Pace, paceOf } from "./pace.ts";

/** Errors lose their fields between threads, so that a failed run is an answer like any other. */
export type Reply<Value> = { value: Value } | { failure: RunFailure } | { cancelled: true };

/** A member of a replication. */
type TraceTask = { scenario: Scenario; replication: number; member: string };

export type TraceService = {
  /** Version of the engine inside. */
  ready(): string;
  /** Each question has a number of its own, by which it is cancelled. */
  cancel(question: number): void;
  /** Hears how far it is, 0–1, where it takes longer than a moment. */
  follow(
    question: number,
    task: TraceTask,
    onProgress: (share: number) => unknown,
  ): Promise<Reply<Trace | undefined>>;
  /** A shard's part of the standings. */
  stand(scenario: Scenario, shard: Shard): Promise<Reply<Standings>>;
};

/** What a thread does for Follow: traces of one member, and members by what they earned. */
export function createTraceService(): TraceService {
  const cancelled = new Set<number>();
  return {
    ready: () => engineVersion,
    cancel: (question) => void cancelled.add(question),
    follow: (question, task, onProgress) =>
      replied(async () =>
        follow(
          task,
          paceOf(() => cancelled.has(question), onProgress),
        ),
      ).finally(() => cancelled.delete(question)),
    stand: (scenario, shard) => replied(async () => balancesAtEnd(compile(scenario), shard)),
  };
}

async function follow({ scenario, replication, member }: TraceTask, pace: Pace): Promise<Trace | undefined> {
  const following = openFollowing(scenario, replication, member);
  if (!following) return undefined;
  for (let day = 0; day < following.days; day++) {
    following.next(day);
    await pace((day + 1) / following.days);
  }
  return following.trace();
}

async function replied<Value>(answer: () => Promise<Value>): Promise<Reply<Value>> {
  try {
    return { value: await answer() };
  } catch (error) {
    if (error instanceof Cancelled) return { cancelled: true };
    if (error instanceof RunError) return { failure: error.failure };
    throw error;
  }
}
