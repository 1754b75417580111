/** The runner without a thread: for the headless command and for tests. */
import type { Runner } from "../domain/runner.ts";
import { collect } from "./collect.ts";
import { compile } from "./compile.ts";
import { planOf } from "./plan.ts";
import { simulateShard } from "./simulate.ts";

/**
 * Runs shard after shard in the calling thread.
 *
 * @param pause called between shards, so that the host can do other work and hear of a cancellation
 */
export function inlineRunner(pause: () => Promise<void>): Runner {
  return async (scenario, onAnswer, signal) => {
    const program = compile(scenario);
    const plan = planOf(scenario);
    const collector = collect(program, plan);
    for (const [index, shard] of plan.shards.entries()) {
      await pause();
      if (signal.aborted) return;
      const answer = collector.add(index, simulateShard(program, shard));
      if (answer) onAnswer(answer);
    }
  };
}
