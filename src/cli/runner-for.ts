/** Where a run of the headless command takes place: in this thread, or in several. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Runner } from "../domain/runner.ts";

/** A runner, and what ends the threads behind it. */
type OpenRunner = { runner: Runner; close(): Promise<void> };

export type RunnerFor = (workers: number) => Promise<OpenRunner>;

/** One worker is this thread itself. The code is loaded when it is asked for: most commands run nothing. */
export const runnerFor: RunnerFor = async (workers) => {
  if (workers === 1) {
    const { inlineRunner } = await import("../engine/inline.ts");
    return { runner: inlineRunner(nextTurn), close: async () => undefined };
  }
  const { nodePool } = await import("../worker/node.ts");
  return nodePool(workers);
};
