/** First step of every Node worker thread: plain JavaScript, because a thread starts without the process's loader. */
import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
await import(workerData);
