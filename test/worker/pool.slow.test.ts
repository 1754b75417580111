/** The pool against the in-process runner: the same answers whatever the threads do, and no end without a word. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { afterEach, expect, test } from "vitest";
import { presets } from "../../src/domain/presets.ts";
import { type Answer, RunError } from "../../src/domain/runner.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { inlineRunner } from "../../src/engine/inline.ts";
import { planOf } from "../../src/engine/plan.ts";
import type { ShardReply } from "../../src/worker/engine-service.ts";
import { createPool, type Pool, type PoolOptions, workersFor } from "../../src/worker/pool.ts";
import { type Answering, type InProcess, inProcessThreads } from "./in-process-threads.ts";

/** Small, but with several shards in every stage. */
const small: Scenario = {
  ...presets[0],
  run: { ...presets[0].run, days: 40, members: 4500, replications: 2 },
};
const other: Scenario = { ...small, run: { ...small.run, seed: "another seed" } };
const never = new AbortController().signal;
const shardCount = planOf(small).shards.length;

const pools: Pool[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});

function poolOf(threads: InProcess, options: Partial<PoolOptions> = {}): Pool {
  const pool = createPool({ spawn: threads.spawn, workers: 2, ...options });
  pools.push(pool);
  return pool;
}

async function answersOf(runner: Pool["runner"], scenario: Scenario): Promise<Answer[]> {
  const answers: Answer[] = [];
  await runner(scenario, (answer) => answers.push(answer), never);
  return answers;
}

async function failureOf(run: Promise<void>): Promise<RunError["failure"]> {
  const error = await run.then(() => undefined).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(RunError);
  return (error as RunError).failure;
}

/** What an answer speaks of and what it says, in one line. */
function gistOf({ outcome: { members, replications, fingerprint }, complete, progress }: Answer): string {
  return `${members} × ${replications}: ${fingerprint}, ${complete ? "complete" : progress}`;
}

const expected = answersOf(inlineRunner(nextTurn), small);
const lastExpected = async () => (await expected).at(-1) as Answer;

test("the scenario of these tests has several shards in every stage", async () => {
  const { stages, shards } = planOf(small);
  expect(stages.length).toBeGreaterThanOrEqual(3);
  expect(shards.length).toBeGreaterThan(stages.length);
  expect(await expected).toHaveLength(stages.length);
});

test.each([1, 2, 3, 8])(
  "%i workers give the answers of the in-process runner, one per stage",
  async (workers) => {
    const threads = inProcessThreads();
    const answers = await answersOf(poolOf(threads, { workers }).runner, small);
    expect(answers.at(-1)).toEqual(await lastExpected());
    expect((await expected).map(gistOf)).toEqual(expect.arrayContaining(answers.map(gistOf)));
    expect(threads.calls).toHaveLength(shardCount);
  },
);

/** Holds the answer for one shard back until so many others are answered. */
function holding(held: number, others: number): Answering {
  let answered = 0;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    // A moment later, so that it really arrives after them.
    release = () => setTimeout(resolve, 5);
  });
  return async (simulate, [, , shard]) => {
    if (isDeepStrictEqual(shard, planOf(small).shards[held])) await released;
    else if (++answered === others) release();
    return simulate();
  };
}

/** Of the first answer's shards only its own others may come before; later ones may be passed by all that follow. */
const previewShards = planOf(small).stages[0]!.shards;
const orders = [
  { held: 0, others: 1 },
  { held: 1, others: 1 },
  ...[previewShards, previewShards + 1].flatMap((held) =>
    Array.from({ length: shardCount - previewShards }, (_, i) => ({ held, others: previewShards + i })),
  ),
];
test.each(orders)(
  "shard $held after $others others: merged in the order of the plan",
  async ({ held, others }) => {
    const answers = await answersOf(poolOf(inProcessThreads(holding(held, others))).runner, small);
    expect(answers.at(-1)).toEqual(await lastExpected());
    // Each answer speaks of exactly the members that it names, whatever else had arrived by then.
    expect((await expected).map(gistOf)).toEqual(expect.arrayContaining(answers.map(gistOf)));
  },
);

test("threads rest after the first answer until it has been taken", async () => {
  const threads = inProcessThreads();
  let take = () => {};
  const taken = new Promise<void>((resolve) => {
    take = resolve;
  });
  const answers: Answer[] = [];
  const run = poolOf(threads).runner(
    small,
    (answer) => {
      answers.push(answer);
      return answers.length === 1 ? taken : undefined;
    },
    never,
  );
  await expect.poll(() => answers.length).toBe(1);
  for (let turn = 0; turn < 20; turn++) await nextTurn();
  expect(threads.calls).toHaveLength(previewShards);
  take();
  await run;
  expect(threads.calls).toHaveLength(shardCount);
  expect(answers.at(-1)).toEqual(await lastExpected());
});

test("a first answer that cannot be taken ends the run with that error, and the next run works", async () => {
  const { runner } = poolOf(inProcessThreads());
  await expect(runner(small, () => Promise.reject(new Error("no picture")), never)).rejects.toThrow(
    "no picture",
  );
  expect((await answersOf(runner, small)).at(-1)).toEqual(await lastExpected());
});

test("one thread gets the shards in the order of the plan, and the scenario once per request", async () => {
  const threads = inProcessThreads();
  const { runner } = poolOf(threads, { workers: 1 });
  await answersOf(runner, small);
  await answersOf(runner, other);
  const { shards } = planOf(small);
  expect(threads.calls.map(([, , shard]) => shard)).toEqual([...shards, ...shards]);
  const sent = threads.calls.flatMap(([requestId, scenario], at) => (scenario ? [{ requestId, at }] : []));
  expect(sent).toEqual([
    { requestId: 1, at: 0 },
    { requestId: 2, at: shardCount },
  ]);
});

test("each of two threads gets the scenario once per request", async () => {
  const threads = inProcessThreads();
  const { runner } = poolOf(threads);
  await answersOf(runner, small);
  await answersOf(runner, other);
  for (const requestId of [1, 2]) {
    const sent = threads.calls.filter(([id, scenario]) => id === requestId && scenario !== undefined);
    expect(sent).toHaveLength(2);
  }
});

const cores: [cores: number | undefined, workers: number][] = [
  [undefined, 1],
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 3],
  [8, 7],
  [64, 8],
];
test.each(cores)("a machine that reports %s cores gets %i workers", (reported, workers) => {
  expect(workersFor(reported)).toBe(workers);
});

test("threads start with the pool, before the first run", () => {
  const threads = inProcessThreads();
  poolOf(threads, { workers: 3 });
  expect(threads.started).toBe(3);
});

test("a new run cancels the old one at once: nothing more is computed for it or drawn from it", async () => {
  const threads = inProcessThreads();
  const { runner } = poolOf(threads);
  const old: Answer[] = [];
  const first = runner(small, (answer) => old.push(answer), never).then(() => "silent");
  const second = answersOf(runner, other);
  expect(await first).toBe("silent");
  const answers = await second;
  expect(old).toEqual([]);
  expect(answers.at(-1)).toEqual((await answersOf(inlineRunner(nextTurn), other)).at(-1));
  // Two threads were busy with the old run at most.
  expect(threads.calls.filter(([requestId]) => requestId === 1).length).toBeLessThanOrEqual(2);
});

test("a run that is cancelled between two answers draws no other", async () => {
  const threads = inProcessThreads();
  const { runner } = poolOf(threads);
  const cancel = new AbortController();
  const answers: Answer[] = [];
  await runner(
    small,
    (answer) => {
      answers.push(answer);
      cancel.abort();
    },
    cancel.signal,
  );
  const computed = threads.calls.length;
  expect(computed).toBeLessThan(shardCount);
  expect((await answersOf(runner, other)).at(-1)?.complete).toBe(true);
  expect(answers).toHaveLength(1);
  expect(threads.calls.filter(([requestId]) => requestId === 1)).toHaveLength(computed);
});

test("a run whose signal is aborted beforehand computes nothing", async () => {
  const threads = inProcessThreads();
  const answers: Answer[] = [];
  await poolOf(threads).runner(small, (answer) => answers.push(answer), AbortSignal.abort());
  expect(answers).toEqual([]);
  expect(threads.calls).toEqual([]);
});

test("no listener stays on the signal after a run", async () => {
  let listening = 0;
  const signal = {
    aborted: false,
    addEventListener: () => void listening++,
    removeEventListener: () => void listening--,
  };
  const { runner } = poolOf(inProcessThreads());
  await runner(small, () => undefined, signal);
  expect(listening).toBe(0);
});

type Fault = (lose: (reason: string) => void) => Promise<ShardReply> | ShardReply;

/** Answers like a good thread, but for the first tries of some shards: how many, by their position in the plan. */
function misbehaving(tries: Record<number, number>, how: Fault): Answering {
  const left = new Map(Object.entries(tries));
  return (simulate, [, , shard], lose) => {
    const position = planOf(small).shards.findIndex((planned) => isDeepStrictEqual(planned, shard));
    const remaining = left.get(String(position)) ?? 0;
    left.set(String(position), remaining - 1);
    return remaining > 0 ? how(lose) : simulate();
  };
}

const faults: [what: string, how: Fault][] = [
  [
    "lost",
    (lose) => {
      lose("out of memory");
      return new Promise(() => undefined);
    },
  ],
  ["silent", () => new Promise(() => undefined)],
  ["throwing what it should not", () => Promise.reject(new Error("a bug"))],
];
test.each(faults)("a thread %s in the midst of a run is replaced, and no figure changes", async (_, how) => {
  const threads = inProcessThreads(misbehaving({ 1: 1, [shardCount - 1]: 1 }, how));
  const answers = await answersOf(poolOf(threads, { shardMillisecondsMax: 1000 }).runner, small);
  expect(answers.at(-1)).toEqual(await lastExpected());
  expect(threads.ended).toBe(2);
  expect(threads.started).toBeGreaterThan(2);
});

test.each(faults)(
  "a run whose shard finds its thread %s twice ends with workerLost, and the next run works",
  async (_, how) => {
    const threads = inProcessThreads(misbehaving({ 1: 2 }, how));
    const { runner } = poolOf(threads, { shardMillisecondsMax: 300 });
    const failure = await failureOf(runner(small, () => undefined, never));
    expect(failure.code).toBe("workerLost");
    expect(failure.detail).toContain(`part 2 of ${shardCount}`);
    expect((await answersOf(runner, small)).at(-1)).toEqual(await lastExpected());
  },
);

test("threads that cannot be started end the run with workerLost and the reason", async () => {
  const { runner } = poolOf({
    ...inProcessThreads(),
    spawn: () => {
      throw new Error("no threads here");
    },
  });
  const failure = await failureOf(runner(small, () => undefined, never));
  expect(failure.code).toBe("workerLost");
  expect(failure.detail).toContain("no threads here");
});

test("a failure of the engine ends the run with its own code and leaves the thread alone", async () => {
  const failure = { code: "balanceLimit", detail: "points: too many" } as const;
  const threads = inProcessThreads(misbehaving({ 2: 1 }, () => ({ failure })));
  const { runner } = poolOf(threads);
  expect(await failureOf(runner(small, () => undefined, never))).toEqual(failure);
  expect((await answersOf(runner, small)).at(-1)).toEqual(await lastExpected());
  expect(threads.started).toBe(2);
});

test("an error in drawing an answer ends the run with that error", async () => {
  const run = poolOf(inProcessThreads()).runner(
    small,
    () => {
      throw new Error("cannot draw");
    },
    never,
  );
  await expect(run).rejects.toThrow("cannot draw");
});

test("a closed pool ends its run silently, its threads at once, and later runs with workerLost", async () => {
  const threads = inProcessThreads();
  const pool = poolOf(threads);
  const answers: Answer[] = [];
  const run = pool.runner(small, (answer) => answers.push(answer), never);
  pool.close();
  await run;
  expect(answers).toEqual([]);
  expect(threads.ended).toBe(threads.started);
  expect(await failureOf(pool.runner(small, () => undefined, never))).toMatchObject({ code: "workerLost" });
});
