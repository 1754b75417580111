/** Threads without a thread: the engine's service behind a message channel, under the test's control. */
import { expose } from "comlink";
import { createEngineService, type EngineService } from "../../src/worker/engine-service.ts";
import type { Thread } from "../../src/worker/thread.ts";

type Simulate = EngineService["simulate"];
type Call = Parameters<Simulate>;

/** How a shard is answered: by default at once. `lose` makes the thread known to be lost. */
export type Answering = (
  simulate: () => ReturnType<Simulate>,
  call: Call,
  lose: (reason: string) => void,
) => ReturnType<Simulate> | Promise<ReturnType<Simulate>>;

export type InProcess = {
  spawn(): Thread;
  /** Every shard that was asked for, in order. */
  calls: Call[];
  /** Threads started, and of these the ones that were ended. */
  started: number;
  ended: number;
};

export function inProcessThreads(answering: Answering = (simulate) => simulate()): InProcess {
  const threads: InProcess = { spawn, calls: [], started: 0, ended: 0 };

  function spawn(): Thread {
    threads.started++;
    const listeners = new Set<(reason: string) => void>();
    const lose = (reason: string) => {
      for (const listener of [...listeners]) listener(reason);
    };
    const service = createEngineService();
    const { port1, port2 } = new MessageChannel();
    const simulate = (...call: Call) => {
      threads.calls.push(call);
      return answering(() => service.simulate(...call), call, lose);
    };
    expose({ ...service, simulate }, port2);
    return {
      endpoint: port1,
      onLost(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      terminate() {
        threads.ended++;
        port1.close();
      },
    };
  }
  return threads;
}
