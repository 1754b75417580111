/** Puts the parts together: the threads, the store, the page. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Runner } from "./domain/runner.ts";
import type { Tracer } from "./domain/trace.ts";
import type { AddressPort } from "./store/address-bar.ts";
import { createSandtable } from "./store/sandtable.ts";
import { SessionProvider } from "./ui/session.tsx";
import { App } from "./ui/shell/App.tsx";
import "./ui/theme.css";
import { browserPool } from "./worker/browser.ts";

const address: AddressPort = {
  read: () => location.hash,
  replace: (fragment) => history.replaceState(history.state, "", fragment),
  withFragment: (fragment) => new URL(fragment, location.href).href,
  onChange: (listener) => addEventListener("hashchange", listener),
};

/** Reading `localStorage` itself throws where storage is forbidden. */
const storage = {
  getItem: (key: string) => localStorage.getItem(key),
  setItem: (key: string, value: string) => localStorage.setItem(key, value),
};

const pool = browserPool();

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** A hidden page paints no frames, and runs go on all the same. */
const frameMillisecondsMax = 200;

const nextFrame = () =>
  Promise.race([
    new Promise<void>((resolve) => requestAnimationFrame(() => resolve())).then(nextTask),
    new Promise<void>((resolve) => setTimeout(resolve, frameMillisecondsMax)),
  ]);

/** Merging a run's figures and drawing them are separate tasks, so that none holds up a pointer or a key. */
const runner: Runner = (scenario, onAnswer, signal) =>
  pool.runner(
    scenario,
    async (answer) => {
      await nextTask();
      if (signal.aborted) return;
      onAnswer(answer);
      await nextFrame();
    },
    signal,
  );

const sandtable = createSandtable({
  runner,
  records: async () => (await import("./worker/browser-scorer.ts")).browserScorer(),
  clock: () => performance.now(),
  later: (milliseconds, action) => void setTimeout(action, milliseconds),
  address,
  storage,
  languages: navigator.languages,
});

let tracer: Promise<Tracer> | undefined;

/** Loaded and started by whoever first follows a member. */
const openTracer = () => {
  tracer ??= import("./worker/browser-tracer.ts").then(({ browserTracer }) => browserTracer());
  return tracer;
};

const root = document.getElementById("root");
if (!root) throw new Error("the page has no #root");
createRoot(root).render(
  <StrictMode>
    <SessionProvider sandtable={sandtable} ports={{ openTracer }}>
      <App />
    </SessionProvider>
  </StrictMode>,
);
