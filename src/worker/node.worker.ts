/** Entry of Node's worker thread. */
import { parentPort } from "node:worker_threads";
import { expose } from "comlink";
import { createEngineService } from "./engine-service.ts";
import { nodeEndpoint } from "./node-endpoint.ts";

if (!parentPort) throw new Error("this file runs as a worker thread");
expose(createEngineService(), nodeEndpoint(parentPort));
