/** What runs inside the thread that follows members, and who asks it: progress and cancelling of a long trace. */
import { expose } from "comlink";
import { expect, test } from "vitest";
import { full } from "../../src/cli/everything.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { followMember } from "../../src/engine/explain.ts";
import type { Thread } from "../../src/worker/thread.ts";
import { createTraceService } from "../../src/worker/trace-service.ts";
import { createTracer } from "../../src/worker/tracer.ts";
import { preset } from "../engine/scenario-of.ts";

const quick: Scenario = { ...preset, run: { ...preset.run, members: 20, days: 30 } };
/** Seconds of work, of which a test waits for the first moments. */
const long: Scenario = { ...full, run: { ...full.run, members: 1000, days: 3650 } };

function inThisThread(): Thread & { ended: number } {
  const { port1, port2 } = new MessageChannel();
  expose(createTraceService(), port2);
  const thread = {
    endpoint: port1,
    ended: 0,
    onLost: () => () => undefined,
    terminate() {
      thread.ended++;
      port1.close();
    },
  };
  return thread;
}

const never = new AbortController().signal;

test("a trace is the engine's own, and who is no member is told", async () => {
  const tracer = createTracer(inThisThread);
  const trace = await tracer.follow({ scenario: quick, replication: 0, member: "7" }, () => undefined, never);
  expect(trace).toEqual(followMember(quick, 0, "7"));
  expect(await tracer.follow({ scenario: quick, replication: 0, member: "20" }, () => undefined, never)).toBe(
    "noSuchMember",
  );
});

test("a long trace says how far it is, stops when it is cancelled, and leaves the thread free for the next", async () => {
  const thread = inThisThread();
  const tracer = createTracer(() => thread);
  const abort = new AbortController();
  const heard: number[] = [];
  const trace = await tracer.follow(
    { scenario: long, replication: 0, member: "7" },
    (share) => {
      heard.push(share);
      if (heard.length === 3) abort.abort();
    },
    abort.signal,
  );
  expect(trace).toBeUndefined();
  expect(heard).toHaveLength(3);
  expect([...heard].sort((a, b) => a - b)).toEqual(heard);
  expect(heard[2]).toBeLessThan(0.5);
  const next = await tracer.follow({ scenario: quick, replication: 0, member: "3" }, () => undefined, never);
  expect(next).toEqual(followMember(quick, 0, "3"));
  expect(thread.ended).toBe(0);
});
