/** Follows members in a thread of its own, started with the first question. */
import { proxy } from "comlink";
import { RunError } from "../domain/runner.ts";
import type { Cancellation, Standings, Trace, Tracer } from "../domain/trace.ts";
import { planOf } from "../engine/plan.ts";
import { ranked } from "../engine/standings.ts";
import { engineVersion } from "../engine/version.ts";
import { supervise, ThreadLost } from "./supervisor.ts";
import type { Spawn } from "./thread.ts";
import type { Reply, TraceService } from "./trace-service.ts";

/** From starting the thread to its first answer; and one shard, which mostly takes some ten milliseconds. */
const bootMillisecondsMax = 20_000;
const callMillisecondsMax = 600_000;

/** How long a cancelled trace may go on before its thread is ended: a day that does not end. */
const patienceMilliseconds = 3000;

type Question = { ask: () => Promise<void>; pass: () => void };

/** Traces by a thread of their own: only the latest question is answered. */
export function createTracer(spawn: Spawn): Tracer {
  const thread = supervise<TraceService>({
    spawn,
    version: engineVersion,
    bootMillisecondsMax,
    callMillisecondsMax,
  });
  const latest = latestOnly();
  let questions = 0;
  /** Tells the thread when a question is cancelled. */
  const watched = async <Value>(question: number, signal: Cancellation, ask: () => Promise<Value>) => {
    let patience: ReturnType<typeof setTimeout> | undefined;
    const cancel = () => {
      patience = setTimeout(() => thread.kill("did not stop in time"), patienceMilliseconds);
      thread.call((api) => api.cancel(question)).catch(() => undefined);
    };
    signal.addEventListener("abort", cancel);
    return ask().finally(() => {
      clearTimeout(patience);
      signal.removeEventListener("abort", cancel);
    });
  };
  return {
    follow: (task, onProgress, signal) =>
      latest(async () => {
        const question = ++questions;
        const told = proxy((share: number) => !signal.aborted && onProgress(share));
        const ask = () => thread.call<Reply<Trace | undefined>>((api) => api.follow(question, task, told));
        const reply = await watched(question, signal, () => asked(ask)).catch(lost(signal));
        return signal.aborted || !reply ? undefined : (reply.value ?? "noSuchMember");
      }, signal),
    async standings({ scenario, replication }, onProgress, signal) {
      const shards = planOf(scenario).shards.filter((shard) => shard.replication === replication);
      const parts: Standings[] = [];
      // One shard at a time: whoever asks for a member meanwhile waits for no more than that.
      for (const shard of shards) {
        if (signal.aborted) return undefined;
        const part = await asked(() => thread.call<Reply<Standings>>((api) => api.stand(scenario, shard)));
        if (part) parts.push(part.value);
        if (!signal.aborted) onProgress(parts.length / shards.length);
      }
      return signal.aborted ? undefined : ranked(parts);
    },
  };
}

/** A lost thread fails the question, unless that was cancelled anyway. */
function lost(signal: Cancellation) {
  return (error: unknown): undefined => {
    if (!signal.aborted) throw error;
  };
}

/** The value of a reply; undefined where it was cancelled. @throws RunError */
async function asked<Value>(ask: () => Promise<Reply<Value>>): Promise<{ value: Value } | undefined> {
  try {
    const reply = await ask();
    if ("failure" in reply) throw new RunError(reply.failure);
    return "value" in reply ? reply : undefined;
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
