/** Puts the parts together: the threads, the store, the page. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Answer, Runner } from "./domain/runner.ts";
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

/** Starting a run, merging its figures and drawing them are separate tasks, so that none holds up a pointer or a key. */
const runner: Runner = async (scenario, onAnswer, signal) => {
  await nextTask();
  if (signal.aborted) return;
  const draw = async (answer: Answer) => {
    await nextTask();
    if (!signal.aborted) onAnswer(answer);
  };
  await pool.runner(scenario, (answer) => void draw(answer), signal);
};

const sandtable = createSandtable({
  runner,
  clock: () => performance.now(),
  later: (milliseconds, action) => void setTimeout(action, milliseconds),
  address,
  storage,
  languages: navigator.languages,
});

const root = document.getElementById("root");
if (!root) throw new Error("the page has no #root");
createRoot(root).render(
  <StrictMode>
    <SessionProvider sandtable={sandtable}>
      <App />
    </SessionProvider>
  </StrictMode>,
);
