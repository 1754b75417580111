/** One Node worker thread as the supervisor wants it. */
import { Worker } from "node:worker_threads";
import { nodeEndpoint } from "./node-endpoint.ts";
import type { Thread } from "./thread.ts";

/** A worker thread that runs the TypeScript module at `module`. */
export function nodeThread(module: URL): Thread & { ended: Promise<void> } {
  // Without the options of the process: its loader would translate the first step, and a thread has none of its own.
  const worker = new Worker(new URL("./node-start.mjs", import.meta.url), {
    workerData: module.href,
    execArgv: [],
  });
  // An error that nobody listens to would end the process, even of a thread that was given up.
  worker.on("error", () => undefined);
  return {
    endpoint: nodeEndpoint(worker),
    ended: new Promise((resolve) => worker.once("exit", () => resolve())),
    onLost(listener) {
      const onError = (error: Error) => listener(error.message);
      const onExit = (code: number) => listener(`the thread ended with code ${code}`);
      const onMessageError = () => listener("a message from the thread could not be read");
      worker.on("error", onError).on("exit", onExit).on("messageerror", onMessageError);
      return () => {
        worker.off("error", onError).off("exit", onExit).off("messageerror", onMessageError);
      };
    },
    terminate: () => void worker.terminate(),
  };
}
