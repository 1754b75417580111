/** The scoring thread in a browser; the page loads this file when it is first needed. */
import type { RecordsScorer } from "../domain/records-port.ts";
import { spawner } from "./browser.ts";
import workerUrl from "./score.worker.ts?worker&url";
import { createScorer } from "./scorer.ts";

/** Scores records in a worker of the browser, started when first asked. */
export function browserScorer(): RecordsScorer<File> {
  return createScorer({ spawn: spawner(workerUrl, "scorer") });
}
