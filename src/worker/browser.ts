/** Threads in a browser: workers that inherit the page's Content Security Policy. */
import engineUrl from "./engine.worker.ts?worker&url";
import { createPool, type Pool, workersFor } from "./pool.ts";
import type { Spawn } from "./thread.ts";

/** The part of the Trusted Types API that is used here; the DOM library does not declare it yet. */
type TrustedTypeFactory = {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): URL };
};

/** The pool for this page; `workers` defaults to what the machine can spare. */
export function browserPool(workers: number = workersFor(navigator.hardwareConcurrency)): Pool {
  return createPool({ spawn: spawner(engineUrl, "engine"), workers });
}

/**
 * A policy in a meta tag does not reach a worker that is loaded by URL, but a blob: worker of the same origin inherits
 * it. Hence a blob that imports the worker's module, made once for each kind of worker and admitted by the page's one
 * Trusted Types policy.
 */
export function spawner(workerUrl: string, name: string): Spawn {
  const moduleUrl = new URL(workerUrl, document.baseURI).href;
  const blob = new Blob([`import ${JSON.stringify(moduleUrl)};`], { type: "text/javascript" });
  const url = trusted(URL.createObjectURL(blob));
  return () => {
    const worker = new Worker(url, { type: "module", name });
    return {
      endpoint: worker,
      onLost(listener) {
        const onError = (event: ErrorEvent) => listener(event.message || "the worker could not be loaded");
        const onMessageError = () => listener("a message from the worker could not be read");
        worker.addEventListener("error", onError);
        worker.addEventListener("messageerror", onMessageError);
        return () => {
          worker.removeEventListener("error", onError);
          worker.removeEventListener("messageerror", onMessageError);
        };
      },
      terminate: () => worker.terminate(),
    };
  };
}

/** A second policy of the name would be refused. */
let policy: ReturnType<TrustedTypeFactory["createPolicy"]> | undefined;

/** The URL as the page's policy wants it; browsers without Trusted Types take it as it is. */
function trusted(url: string): string | URL {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypeFactory };
  if (!trustedTypes) return url;
  policy ??= trustedTypes.createPolicy("app-worker", { createScriptURL: (given) => given });
  return policy.createScriptURL(url);
}
