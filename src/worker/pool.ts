/**
 * The runner that uses several threads. It hands out the shards of the plan in order and merges by plan position, so
 * that neither the number of workers nor their speed can change a figure.
 */
import type { Remote } from "comlink";
import { type Answer, type OnAnswer, RunError, type RunFailure, type Runner } from "../domain/runner.ts";
import type { Scenario } from "../domain/scenario.ts";
import { collect } from "../engine/collect.ts";
import { compile } from "../engine/compile.ts";
import { planOf, type Shard } from "../engine/plan.ts";
import type { Tally } from "../engine/tally.ts";
import { engineVersion } from "../engine/version.ts";
import type { EngineService } from "./engine-service.ts";
import { type Supervisor, supervise } from "./supervisor.ts";
import type { Spawn } from "./thread.ts";

export type PoolOptions = {
  spawn: Spawn;
  /** Number of threads, at least 1. */
  workers: number;
  /** Default 20 s: from starting a thread to its first answer. */
  bootMillisecondsMax?: number;
  /** Default 30 s: one shard takes some ten milliseconds, far more only on a machine that slept. */
  shardMillisecondsMax?: number;
};

export type Pool = {
  /** One run at a time: a new run cancels the one before, whose promise then resolves without a last answer. */
  runner: Runner;
  /** Ends every thread and the current run; later runs fail with `workerLost`. */
  close(): void;
};

/** A thread, and which one of its lives has the scenario of which request: a thread that was replaced knows nothing. */
type Worker = {
  supervisor: Supervisor<EngineService>;
  busy: boolean;
  informed?: { api: Remote<EngineService>; requestId: number };
};

/** A run under way. */
type Run = {
  requestId: number;
  scenario: Scenario;
  shards: readonly Shard[];
  /** Positions in the plan that are still to be handed out, the next one last. */
  waiting: number[];
  /** Only positions below are handed out: those of the first answer until it is taken, then all. */
  openUntil: number;
  /** Positions that were lost with their thread once. */
  retried: Set<number>;
  accept(position: number, tally: Tally): void;
  fail(error: unknown): void;
};

/** How often one shard may be tried before the run is given up. */
const triesMax = 2;

/** Threads that share the shards of a run; one that ends is replaced, and its shard is done again. */
export function createPool(options: PoolOptions): Pool {
  const workers = startWorkers(options);
  let requests = 0;
  let closed = false;
  let current: { run: Run; cancel: () => void } | undefined;

  const dispatch = () => {
    for (const worker of workers) {
      const position = worker.busy || !current ? undefined : nextPosition(current.run);
      if (current && position !== undefined) void simulate(worker, current.run, position);
    }
  };

  const simulate = async (worker: Worker, run: Run, position: number) => {
    worker.busy = true;
    try {
      const reply = await ask(worker, run, position);
      if (current?.run === run) {
        if ("tally" in reply) run.accept(position, reply.tally);
        else run.fail(new RunError(reply.failure));
      }
    } catch (error) {
      worker.supervisor.kill("unusable after an error");
      if (current?.run === run) retryOrFail(run, position, error);
    } finally {
      worker.busy = false;
      dispatch();
    }
  };

  const runner: Runner = (scenario, onAnswer, signal) =>
    new Promise((resolve, reject) => {
      current?.cancel();
      if (closed) return reject(new RunError(workerLost("the pool is closed")));
      if (signal.aborted) return resolve();
      const finish = (settle: () => void) => {
        signal.removeEventListener("abort", cancel);
        if (current?.run === run) current = undefined;
        settle();
      };
      const cancel = () => finish(resolve);
      const run = prepareRun(++requests, scenario, onAnswer, {
        complete: () => finish(resolve),
        fail: (error) => finish(() => reject(error)),
        goOn: dispatch,
      });
      current = { run, cancel };
      signal.addEventListener("abort", cancel);
      dispatch();
    });

  return {
    runner,
    close() {
      closed = true;
      current?.cancel();
      for (const { supervisor } of workers) supervisor.kill("the pool is closed");
    },
  };
}

/** One core is left to the page where there are three or more; more than eight threads wait for memory. */
export function workersFor(cores: number | undefined): number {
  if (!cores || cores < 2) return 1;
  return Math.min(Math.max(cores - 1, 2), 8);
}

/** Threads boot while the page is still being drawn, so that the first run does not wait for them. */
function startWorkers(options: PoolOptions): Worker[] {
  const { spawn, workers, bootMillisecondsMax = 20_000, shardMillisecondsMax = 30_000 } = options;
  return Array.from({ length: workers }, () => {
    const supervisor = supervise<EngineService>({
      spawn,
      version: engineVersion,
      bootMillisecondsMax,
      callMillisecondsMax: shardMillisecondsMax,
    });
    supervisor.warm();
    return { supervisor, busy: false };
  });
}

function prepareRun(
  requestId: number,
  scenario: Scenario,
  onAnswer: OnAnswer,
  control: { complete: () => void; fail: (error: unknown) => void; goOn: () => void },
): Run {
  const plan = planOf(scenario);
  const collector = collect(compile(scenario), plan);
  const answered = async (answer: Answer) => {
    try {
      await onAnswer(answer);
      run.openUntil = plan.shards.length;
      control.goOn();
    } catch (error) {
      control.fail(error);
    }
  };
  const run: Run = {
    requestId,
    scenario,
    shards: plan.shards,
    waiting: plan.shards.map((_, position) => position).reverse(),
    openUntil: plan.stages[0]?.shards ?? 0,
    retried: new Set(),
    accept(position, tally) {
      try {
        const answer = collector.add(position, tally);
        if (!answer) return;
        void answered(answer);
        if (answer.complete) control.complete();
      } catch (error) {
        control.fail(error);
      }
    },
    fail: control.fail,
  };
  return run;
}

function nextPosition({ waiting, openUntil }: Run): number | undefined {
  const next = waiting.at(-1);
  return next !== undefined && next < openUntil ? waiting.pop() : undefined;
}

/** Sends the shard, and the scenario to a thread that has not got it yet. */
function ask(worker: Worker, run: Run, position: number) {
  const { requestId, scenario, shards } = run;
  return worker.supervisor.call(async (api) => {
    const known = worker.informed?.api === api && worker.informed.requestId === requestId;
    worker.informed = { api, requestId };
    return api.simulate(requestId, known ? undefined : scenario, shards[position] as Shard);
  });
}

function retryOrFail(run: Run, position: number, error: unknown): void {
  if (run.retried.has(position)) {
    const detail = error instanceof Error ? error.message : String(error);
    run.fail(
      new RunError(workerLost(`part ${position + 1} of ${run.shards.length}, ${triesMax} tries: ${detail}`)),
    );
  } else {
    run.retried.add(position);
    run.waiting.push(position);
  }
}

function workerLost(detail: string): RunFailure {
  return { code: "workerLost", detail };
}
