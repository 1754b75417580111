/** The thread in a browser that follows members. */
import type { Tracer } from "../domain/trace.ts";
import { spawner } from "./browser.ts";
import workerUrl from "./trace.worker.ts?worker&url";
import { createTracer } from "./tracer.ts";

/** Traces members in a worker of the browser, started when first asked. */
export function browserTracer(): Tracer {
  return createTracer(spawner(workerUrl, "trace"));
}
