/** Faults of a real thread, one after the other: each ends in an error with words, and the next call works. */
import { afterEach, expect, test } from "vitest";
import { nodeThread } from "../../src/worker/node-thread.ts";
import { supervise, ThreadLost } from "../../src/worker/supervisor.ts";
import type { Thread } from "../../src/worker/thread.ts";
import type { WellBehaved } from "./threads/well-behaved.ts";

const good = new URL("./threads/well-behaved.ts", import.meta.url);
const started: ReturnType<typeof nodeThread>[] = [];

/** Starts the given modules one after the other, the last one again and again. */
function spawning(...modules: URL[]): () => Thread {
  return () => {
    const thread = nodeThread(modules.length > 1 ? (modules.shift() as URL) : (modules[0] as URL));
    started.push(thread);
    return thread;
  };
}

function supervised(spawn: () => Thread, options: { version?: string; boot?: number; call?: number } = {}) {
  return supervise<WellBehaved>({
    spawn,
    version: options.version ?? "1",
    bootMillisecondsMax: options.boot ?? 15_000,
    callMillisecondsMax: options.call ?? 15_000,
  });
}

afterEach(async () => {
  for (const thread of started) thread.terminate();
  await Promise.all(started.splice(0).map((thread) => thread.ended));
});

test("a call starts the thread, and the next one finds it running", async () => {
  const supervisor = supervised(spawning(good));
  expect(await supervisor.call((api) => api.count())).toBe(1);
  expect(await supervisor.call((api) => api.count())).toBe(2);
  expect(started).toHaveLength(1);
});

test("a warmed thread is the one that answers", async () => {
  const supervisor = supervised(spawning(good));
  supervisor.warm();
  supervisor.warm();
  expect(await supervisor.call((api) => api.count())).toBe(1);
  expect(started).toHaveLength(1);
});

test("what the thread throws reaches the caller and leaves the thread alone", async () => {
  const supervisor = supervised(spawning(good));
  await expect(supervisor.call((api) => api.fail("no such shard"))).rejects.toThrow("no such shard");
  expect(await supervisor.call((api) => api.count())).toBe(1);
  expect(started).toHaveLength(1);
});

const brokenStarts: [what: string, module: URL, words: RegExp][] = [
  ["a missing file", new URL("./threads/not-there.ts", import.meta.url), /not-there/],
  [
    "an error while loading",
    new URL("./threads/throws-while-loading.ts", import.meta.url),
    /broken from the start/,
  ],
  [
    "an end before the first answer",
    new URL("./threads/ends-itself.ts", import.meta.url),
    /ended with code 0/,
  ],
];
test.each(brokenStarts)("%s is an error, and the next call starts afresh", async (_, module, words) => {
  const supervisor = supervised(spawning(module, good));
  const lost = supervisor.call((api) => api.count());
  await expect(lost).rejects.toThrow(ThreadLost);
  await expect(lost).rejects.toThrow(words);
  expect(await supervisor.call((api) => api.count())).toBe(1);
});

test("silence instead of a first answer is an error", async () => {
  const silent = new URL("./threads/never-ready.ts", import.meta.url);
  const supervisor = supervised(spawning(silent), { boot: 500 });
  await expect(supervisor.call((api) => api.count())).rejects.toThrow("not ready in time (500 ms)");
});

const brokenCalls: [what: string, ask: keyof WellBehaved, words: RegExp][] = [
  ["a thread that closes itself", "exit", /ended with code 0/],
  ["a thread that never answers", "never", /no answer in time/],
  ["a thread in an endless loop", "loop", /no answer in time/],
];
test.each(brokenCalls)("%s is an error, and the next call starts afresh", async (_, ask, words) => {
  const supervisor = supervised(spawning(good), { call: 1500 });
  expect(await supervisor.call((api) => api.count())).toBe(1);
  const lost = supervisor.call((api) => (api[ask] as () => Promise<unknown>)());
  await expect(lost).rejects.toThrow(ThreadLost);
  await expect(lost).rejects.toThrow(words);
  expect(await supervisor.call((api) => api.count())).toBe(1);
  expect(started).toHaveLength(2);
});

test("a thread that crashes while idle is replaced at the next call", async () => {
  const supervisor = supervised(spawning(good));
  await supervisor.call((api) => api.crash());
  await started[0]?.ended;
  expect(await supervisor.call((api) => api.count())).toBe(1);
  expect(started).toHaveLength(2);
});

test("kill rejects everything pending at once", async () => {
  const supervisor = supervised(spawning(good));
  await supervisor.call((api) => api.count());
  const pending = [supervisor.call((api) => api.never()), supervisor.call((api) => api.loop())];
  supervisor.kill("not wanted any more");
  for (const call of pending) await expect(call).rejects.toThrow("not wanted any more");
  expect(await supervisor.call((api) => api.echo("still here"))).toBe("still here");
});

test("kill during the start rejects the caller that waits for it", async () => {
  const supervisor = supervised(spawning(good));
  const call = supervisor.call((api) => api.count());
  supervisor.kill("not wanted any more");
  await expect(call).rejects.toThrow("not wanted any more");
});

test("a thread of another version does not take part", async () => {
  const supervisor = supervised(spawning(good), { version: "2" });
  await expect(supervisor.call((api) => api.count())).rejects.toThrow("version 1, not 2");
});

test("a thread that cannot be started at all is an error, not a crash", async () => {
  const supervisor = supervised(() => {
    throw new Error("no threads on this machine");
  });
  supervisor.warm();
  await expect(supervisor.call((api) => api.count())).rejects.toThrow("no threads on this machine");
});

test("every listener for loss is removed when its thread ends, and none is added per call", async () => {
  let listening = 0;
  const spawn = spawning(good);
  const supervisor = supervised(() => {
    const thread = spawn();
    return {
      ...thread,
      onLost(listener) {
        const ignore = thread.onLost(listener);
        listening++;
        return () => {
          listening--;
          ignore();
        };
      },
    };
  });
  for (let call = 0; call < 20; call++) await supervisor.call((api) => api.count());
  expect(listening).toBe(1);
  supervisor.kill("done");
  expect(listening).toBe(0);
});
