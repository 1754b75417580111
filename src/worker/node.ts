/** Threads in Node, for the headless command and the tests. */
import type { Runner } from "../domain/runner.ts";
import { nodeThread } from "./node-thread.ts";
import { createPool } from "./pool.ts";

/** A pool of `workers` worker threads (at least 1). They keep the process alive until `close`, which waits for their end. */
export function nodePool(workers: number): { runner: Runner; close(): Promise<void> } {
  const engine = new URL("./node.worker.ts", import.meta.url);
  const ends: Promise<void>[] = [];
  const spawn = () => {
    const thread = nodeThread(engine);
    ends.push(thread.ended);
    return thread;
  };
  const pool = createPool({ spawn, workers });
  return {
    runner: pool.runner,
    async close() {
      pool.close();
      await Promise.all(ends);
    },
  };
}
