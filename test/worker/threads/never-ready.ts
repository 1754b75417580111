/** A thread that runs and listens, but never answers. */
import { parentPort } from "node:worker_threads";

parentPort?.on("message", () => undefined);
