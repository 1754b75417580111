/** Follows members in a thread of its own, started with the first question. */
import { RunError } from "../domain/runner.ts";
import type { Standings, Trace, Tracer } from "../domain/trace.ts";
import { planOf } from "../engine/plan.ts";
import { ranked } from "../engine/standings.ts";
import { engineVersion } from "../engine/version.ts";
import { supervise, ThreadLost } from "./supervisor.ts";
import type { Spawn } from "./thread.ts";
import type { Reply, TraceService } from "./trace-service.ts";

/** From starting the thread to its first answer; and one shard, which takes some ten milliseconds. */
const bootMillisecondsMax = 20_000;
const callMillisecondsMax = 30_000;

type Question = { ask: () => Promise<void>; pass: () => void };

export function createTracer(spawn: Spawn): Tracer {
  const thread = supervise<TraceService>({
    spawn,
    version: engineVersion,
    bootMillisecondsMax,
    callMillisecondsMax,
  });
  const latest = latestOnly();
  return {
    follow: ({ scenario, replication, member }, signal) =>
      latest(async () => {
        const trace = await asked<Trace | undefined>(() =>
          thread.call<Reply<Trace | undefined>>((api) => api.follow(scenario, replication, member)),
        );
        return signal.aborted ? undefined : (trace ?? "noSuchMember");
      }, signal),
    async standings({ scenario, replication }, onProgress, signal) {
      const shards = planOf(scenario).shards.filter((shard) => shard.replication === replication);
      const parts: Standings[] = [];
      // One shard at a time: whoever asks for a member meanwhile waits for no more than that.
      for (const shard of shards) {
        if (signal.aborted) return undefined;
        parts.push(
          await asked<Standings>(() => thread.call<Reply<Standings>>((api) => api.stand(scenario, shard))),
        );
        if (!signal.aborted) onProgress(parts.length / shards.length);
      }
      return signal.aborted ? undefined : ranked(parts);
    },
  };
}

/** The value of a reply. @throws RunError */
async function asked<Value>(ask: () => Promise<Reply<Value>>): Promise<Value> {
  try {
    const reply = await ask();
    if ("failure" in reply) throw new RunError(reply.failure);
    return reply.value;
  } catch (error) {
    if (error instanceof ThreadLost) throw new RunError({ code: "workerLost", detail: error.message });
    throw error;
  }
}

/** One question under way, one that waits: while a number is dragged, those between are passed over. */
function latestOnly() {
  let busy = false;
  let waiting: Question | undefined;
  const next = async () => {
    while (waiting) {
      const question = waiting;
      waiting = undefined;
      busy = true;
      await question.ask();
    }
    busy = false;
  };
  return <Value>(
    ask: () => Promise<Value | undefined>,
    signal: { readonly aborted: boolean },
  ): Promise<Value | undefined> =>
    new Promise((resolve, reject) => {
      waiting?.pass();
      waiting = {
        ask: () => (signal.aborted ? Promise.resolve(undefined) : ask()).then(resolve, reject),
        pass: () => resolve(undefined),
      };
      if (!busy) void next();
    });
}
