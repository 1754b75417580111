/**
 * One thread that never leaves a caller waiting: Comlink alone hangs for ever when its worker is missing, throws while
 * loading, closes itself or is terminated (spec 6.3).
 */
import { type Remote, wrap } from "comlink";
import type { Spawn } from "./thread.ts";

/** What every supervised thread answers first: its version. */
export type Handshake = { ready(): string };

/** The thread ended, stalled or never started; what was asked of it got no answer. */
export class ThreadLost extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "ThreadLost";
  }
}

export type Supervision = {
  spawn: Spawn;
  /** The version that the thread must answer: a stale copy from a cache must not take part. */
  version: string;
  /** Time from starting the thread to its first answer. */
  bootMillisecondsMax: number;
  /** Time that one call may take once the thread is up. */
  callMillisecondsMax: number;
};

export type Supervisor<Api> = {
  /** Starts the thread ahead of its first call; a failure shows at that call. */
  warm(): void;
  /**
   * Asks the thread, starting it where there is none. Rejects with `ThreadLost` when it is lost, killed or too slow
   * (the next call then starts a new one), and with what the thread itself threw.
   */
  call<Reply>(ask: (api: Remote<Api>) => Promise<Reply>): Promise<Reply>;
  /** Ends the thread and rejects everything pending. */
  kill(reason: string): void;
};

type Running<Api> = {
  api: Remote<Api>;
  booted: Promise<void>;
  within<Reply>(millisecondsMax: number, complaint: string, ask: () => Promise<Reply>): Promise<Reply>;
  end(reason: string): void;
};

/** One thread, started with the first call, and with the next call after it was lost. */
export function supervise<Api extends Handshake>(supervision: Supervision): Supervisor<Api> {
  let running: Running<Api> | undefined;
  const start = (): Running<Api> => {
    const started: Running<Api> = startThread(supervision, () => {
      if (running === started) running = undefined;
    });
    running = started;
    return started;
  };
  return {
    warm() {
      try {
        if (!running) start();
      } catch {
        // The first call meets the same failure, and has somebody to tell.
      }
    },
    async call(ask) {
      let current: Running<Api>;
      try {
        current = running ?? start();
      } catch (error) {
        throw new ThreadLost(`the thread could not be started: ${String(error)}`);
      }
      await current.booted;
      return current.within(supervision.callMillisecondsMax, "no answer in time", () => ask(current.api));
    },
    kill(reason) {
      running?.end(reason);
    },
  };
}

/** Starts a thread and shakes hands with it; `onEnd` is called once when it is of no further use. */
function startThread<Api extends Handshake>(supervision: Supervision, onEnd: () => void): Running<Api> {
  const { spawn, version, bootMillisecondsMax } = supervision;
  const thread = spawn();
  const pending = new Set<(lost: ThreadLost) => void>();
  let ended: ThreadLost | undefined;

  const end = (reason: string) => {
    if (ended) return;
    ended = new ThreadLost(reason);
    onEnd();
    ignoreLoss();
    thread.terminate();
    for (const reject of pending) reject(ended);
  };
  const ignoreLoss = thread.onLost(end);

  const within: Running<Api>["within"] = (millisecondsMax, complaint, ask) =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      const deadline = setTimeout(() => end(`${complaint} (${millisecondsMax} ms)`), millisecondsMax);
      const settle = () => {
        clearTimeout(deadline);
        pending.delete(onLost);
      };
      const onLost = (lost: ThreadLost) => {
        settle();
        reject(lost);
      };
      pending.add(onLost);
      ask().finally(settle).then(resolve, reject);
    });

  // Kept for as long as the thread: Comlink tells the other side to stop once the last proxy is collected.
  const api = wrap<Api>(thread.endpoint);
  const booted = within(bootMillisecondsMax, "not ready in time", () =>
    (api as unknown as Remote<Handshake>).ready(),
  ).then((answer) => {
    if (answer === version) return;
    end(`the thread is of version ${answer}, not ${version}`);
    throw ended;
  });
  // Nobody may be waiting yet; whoever calls awaits the same promise and meets the failure.
  booted.catch(() => undefined);
  return { api, booted, within, end };
}
