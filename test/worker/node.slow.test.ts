/** Real threads in Node: the figures do not depend on how many there are. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { presets } from "../../src/domain/presets.ts";
import type { Answer, Runner } from "../../src/domain/runner.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { inlineRunner } from "../../src/engine/inline.ts";
import { nodePool } from "../../src/worker/node.ts";

const scenario: Scenario = {
  ...presets[0],
  run: { ...presets[0].run, days: 90, members: 3000, replications: 3 },
};

async function lastAnswerOf(runner: Runner): Promise<Answer | undefined> {
  let last: Answer | undefined;
  const onAnswer = (answer: Answer) => {
    last = answer;
  };
  await runner(scenario, onAnswer, new AbortController().signal);
  return last;
}

test("one thread, two threads and none give the same outcome to the last digit", async () => {
  const inline = await lastAnswerOf(inlineRunner(nextTurn));
  expect(inline?.complete).toBe(true);
  for (const workers of [1, 2]) {
    const pool = nodePool(workers);
    try {
      expect(await lastAnswerOf(pool.runner)).toEqual(inline);
    } finally {
      await pool.close();
    }
  }
});
