/** The runner without a thread: for tests, the headless command, and browsers that allow no worker. */
import type { Cancellation, Runner } from "../domain/runner.ts";
import { collect } from "./collect.ts";
import { compile } from "./compile.ts";
import { planOf } from "./plan.ts";
import { simulateShard } from "./simulate.ts";

/** Runs shard after shard in the calling thread, letting other work in between. */
export const inlineRunner: Runner = async (scenario, onAnswer, signal) => {
  const program = compile(scenario);
  const plan = planOf(scenario);
  const collector = collect(program, plan);
  for (const [index, shard] of plan.shards.entries()) {
    await Promise.resolve();
    if (isCancelled(signal)) return;
    const answer = collector.add(index, simulateShard(program, shard));
    if (answer) onAnswer(answer);
  }
};

function isCancelled(signal: Cancellation): boolean {
  return signal.aborted;
}
