/** Ports for a store under test: a runner that answers when told, a clock that stands until moved, an address bar of text. */
import type { Outcome } from "../../src/domain/outcome.ts";
import { type Answer, RunError, type RunFailure, type Runner } from "../../src/domain/runner.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { createSandtable, type Ports } from "../../src/store/sandtable.ts";

/** One request as the runner saw it. */
type Asked = {
  scenario: Scenario;
  aborted: () => boolean;
  answer: (parts?: Partial<Answer> & { members?: number; replications?: number }) => Outcome;
  answerWith: (outcome: Outcome) => void;
  fail: (code: RunFailure["code"]) => void;
  crash: (error: unknown) => void;
};

function fakeRunner() {
  const asked: Asked[] = [];
  const runner: Runner = (scenario, onAnswer, signal) =>
    new Promise((resolve, reject) => {
      asked.push({
        scenario,
        aborted: () => signal.aborted,
        answer: ({ members, replications, complete = true, progress = complete ? 1 : 0.1 } = {}) => {
          const outcome = {
            members: members ?? scenario.run.members,
            days: scenario.run.days,
            replications: replications ?? scenario.run.replications,
            fingerprint: `of request ${asked.length}`,
          } as Outcome;
          onAnswer({ outcome, complete, progress });
          if (complete) resolve();
          return outcome;
        },
        answerWith: (outcome) => {
          onAnswer({ outcome, complete: true, progress: 1 });
          resolve();
        },
        fail: (code) => reject(new RunError({ code, detail: "" })),
        crash: reject,
      });
    });
  return { runner, asked, last: () => asked.at(-1) as Asked };
}

export function fakeClock() {
  let now = 1000;
  const due: { at: number; action: () => void }[] = [];
  return {
    clock: () => now,
    later: (milliseconds: number, action: () => void) => {
      due.push({ at: now + milliseconds, action });
    },
    /** Moves the clock, doing what falls due on the way. */
    pass: (milliseconds: number) => {
      const end = now + milliseconds;
      for (;;) {
        const next = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        due.splice(due.indexOf(next), 1);
        now = Math.max(now, next.at);
        next.action();
      }
      now = end;
    },
  };
}

function fakeAddress(fragment = "") {
  let shown = fragment;
  let listener = () => {};
  const written: string[] = [];
  return {
    port: {
      read: () => shown,
      replace: (next: string) => {
        written.push(next);
        shown = next;
      },
      withFragment: (next: string) => `https://example.org/sand/${next}`,
      onChange: (heard: () => void) => {
        listener = heard;
      },
    },
    written,
    /** The address says something else, and the page has not heard of it yet. */
    show: (next: string) => {
      shown = next;
    },
    /** As if a reader pasted a link. */
    paste: (next: string) => {
      shown = next;
      listener();
    },
  };
}

export function fakeStorage(items: Record<string, string> = {}) {
  return {
    items,
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, value: string) => {
      items[key] = value;
    },
  };
}

/** A store with fake ports; `fragment` is what the address says at first. */
export function openSandtable({
  fragment = "",
  storage = fakeStorage(),
  languages = ["en"],
  records = () => Promise.reject(new Error("no records in this test")),
}: {
  fragment?: string;
  records?: Ports["records"];
  storage?: { getItem(key: string): string | null; setItem(key: string, value: string): void };
  languages?: string[];
} = {}) {
  const { runner, asked, last } = fakeRunner();
  const time = fakeClock();
  const address = fakeAddress(fragment);
  const sandtable = createSandtable({
    runner,
    records,
    clock: time.clock,
    later: time.later,
    address: address.port,
    storage,
    languages,
  });
  const { store, actions } = sandtable;
  return { sandtable, store, actions, state: store.getState, asked, last, address, pass: time.pass };
}

/** Lets promises settle. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}
