/** A thread that answers, and can be told to misbehave. */
import { type MessagePort, parentPort } from "node:worker_threads";
import { expose } from "comlink";
import { nodeEndpoint } from "../../../src/worker/node-endpoint.ts";

let calls = 0;

const service = {
  ready: () => "1",
  /** How many calls this very thread has answered. */
  count: () => ++calls,
  echo: (value: string) => value,
  fail(message: string): never {
    throw new Error(message);
  },
  exit(): never {
    process.exit(0);
  },
  crash() {
    setTimeout(() => {
      throw new Error("crashed on its own");
    }, 0);
  },
  never: () => new Promise<never>(() => undefined),
  loop(): never {
    for (;;);
  },
};
export type WellBehaved = typeof service;

expose(service, nodeEndpoint(parentPort as MessagePort));
