/** Runs: what is asked, what is drawn, what is dropped. */
import { expect, test } from "vitest";
import { presets } from "../../src/domain/presets.ts";
import { encodeLink } from "../../src/link/link.ts";
import { isStale } from "../../src/store/state.ts";
import { openSandtable, settled } from "./fakes.ts";

const login = "rules/login/points";

test("the first run starts with the page and draws each answer as it comes", () => {
  const { state, asked, last, pass } = openSandtable();
  expect(asked).toHaveLength(1);
  expect(state().run).toMatchObject({ status: "running", asked: 1, drawn: undefined });
  pass(40);
  last().answer({ complete: false, members: 1000, replications: 1, progress: 0.02 });
  expect(state().run.drawn).toMatchObject({ runId: 1, complete: false, progress: 0.02 });
  expect(state().run.drawn?.elapsedMs).toEqual({ first: 40, last: 40 });
  pass(500);
  last().answer();
  expect(state().run).toMatchObject({ status: "complete", drawn: { runId: 1, complete: true } });
  expect(state().run.drawn?.elapsedMs).toEqual({ first: 40, last: 540 });
});

test("an edit aborts the run before at once, and the old picture stays, marked", () => {
  const { state, actions, asked, last } = openSandtable();
  const drawn = last().answer();
  expect(isStale(state())).toBe(false);
  actions.setValue(login, 8);
  expect(asked[0]?.aborted()).toBe(true);
  expect(asked).toHaveLength(2);
  expect(last().scenario.rules[2]?.points).toBe(8);
  expect(state().run.drawn?.outcome).toBe(drawn);
  expect(isStale(state())).toBe(true);
  last().answer({ complete: false, members: 1000, replications: 1 });
  expect(isStale(state())).toBe(false);
});

test("an answer that is not for the latest request is dropped", () => {
  const { state, actions, asked } = openSandtable();
  actions.setValue(login, 8);
  asked[0]?.answer();
  expect(state().run).toMatchObject({ status: "running", asked: 2, drawn: undefined });
  const latest = asked[1]?.answer();
  asked[0]?.answer();
  expect(state().run.drawn?.outcome).toBe(latest);
});

test("a failure of an old run is not shown", async () => {
  const { state, actions, asked } = openSandtable();
  actions.setValue(login, 8);
  asked[0]?.fail("workerLost");
  await settled();
  expect(state().run.status).toBe("running");
});

test("a failure keeps the picture, says its code, and the next edit runs again", async () => {
  const { state, actions, last } = openSandtable();
  const drawn = last().answer();
  actions.setValue(login, 8);
  last().fail("populationLimit");
  await settled();
  expect(state().run).toMatchObject({ status: "failed", failure: { code: "populationLimit" } });
  expect(state().run.drawn?.outcome).toBe(drawn);
  actions.setValue(login, 9);
  expect(state().run).toMatchObject({ status: "running", failure: undefined });
});

test.each([new TypeError("no such thread"), "gone"])(
  "a runner that throws %s reads as a lost worker",
  async (error) => {
    const { state, last } = openSandtable();
    last().crash(error);
    await settled();
    const detail = error instanceof Error ? error.message : error;
    expect(state().run.failure).toEqual({ code: "workerLost", detail });
  },
);

test("edits of a gesture wait for the first answer of the run before, then the newest starts", () => {
  const { state, actions, asked, last, pass } = openSandtable();
  last().answer();
  actions.beginGesture();
  actions.setValue(login, 6);
  pass(16);
  actions.setValue(login, 7);
  actions.setValue(login, 8);
  expect(asked).toHaveLength(2);
  expect(asked[1]?.aborted()).toBe(false);
  pass(10);
  asked[1]?.answer({ complete: false, members: 1000, replications: 1 });
  expect(state().run.drawn?.runId).toBe(2);
  expect(asked[1]?.aborted()).toBe(true);
  expect(asked).toHaveLength(3);
  expect(last().scenario.rules[2]?.points).toBe(8);
  pass(5);
  last().answer({ complete: false, members: 1000, replications: 1 });
  expect(state().run.drawn?.elapsedMs.first).toBe(15);
  actions.setValue(login, 9);
  expect(asked).toHaveLength(4);
});

test("the end of a gesture starts what still waits", () => {
  const { actions, asked, last } = openSandtable();
  last().answer();
  actions.beginGesture();
  actions.setValue(login, 6);
  actions.setValue(login, 7);
  expect(asked).toHaveLength(2);
  actions.endGesture();
  expect(asked).toHaveLength(3);
  expect(last().scenario.rules[2]?.points).toBe(7);
});

test("during a gesture a run stops after its first answer; the end of the gesture runs in full", () => {
  const { state, actions, asked, last, pass } = openSandtable();
  last().answer();
  actions.beginGesture();
  actions.setValue(login, 6);
  last().answer({ complete: false, members: 1000, replications: 1 });
  expect(asked[1]?.aborted()).toBe(true);
  expect(state().run).toMatchObject({ status: "running", drawn: { runId: 2 } });
  expect(isStale(state())).toBe(false);
  pass(100);
  expect(asked).toHaveLength(2);
  actions.endGesture();
  expect(asked).toHaveLength(3);
  last().answer({ complete: false, members: 1000, replications: 1 });
  expect(last().aborted()).toBe(false);
  pass(1000);
  expect(asked).toHaveLength(3);
});

test("a gesture that comes back to where it began, or is reverted, runs in full too", () => {
  for (const end of ["endGesture", "revertGesture"] as const) {
    const { actions, asked, last, pass } = openSandtable();
    last().answer();
    actions.beginGesture();
    actions.setValue(login, 6);
    last().answer({ complete: false, members: 1000, replications: 1 });
    actions.setValue(login, 5);
    last().answer({ complete: false, members: 1000, replications: 1 });
    expect(last().aborted()).toBe(true);
    actions[end]();
    expect(last().aborted()).toBe(false);
    last().answer({ complete: false, members: 1000, replications: 1 });
    expect(last().aborted()).toBe(false);
    pass(1000);
    expect(asked).toHaveLength(4);
  }
});

test("a gesture that rests runs in full", () => {
  const { actions, asked, last, pass } = openSandtable();
  last().answer();
  actions.beginGesture();
  actions.setValue(login, 6);
  last().answer({ complete: false, members: 1000, replications: 1 });
  pass(300);
  expect(asked).toHaveLength(3);
  last().answer({ complete: false, members: 1000, replications: 1 });
  expect(last().aborted()).toBe(false);
  actions.setValue(login, 7);
  expect(asked[2]?.aborted()).toBe(true);
  last().answer({ complete: false, members: 1000, replications: 1 });
  expect(asked[3]?.aborted()).toBe(true);
});

test("the end of a gesture lets the run of its last value go on", () => {
  const { actions, asked, last } = openSandtable();
  last().answer();
  actions.beginGesture();
  actions.setValue(login, 6);
  actions.endGesture();
  expect(asked).toHaveLength(2);
  expect(last().aborted()).toBe(false);
});

test("a run without an answer for a quarter of a second does not hold up the gesture", () => {
  const { actions, asked, last, pass } = openSandtable();
  last().answer();
  actions.beginGesture();
  actions.setValue(login, 6);
  pass(251);
  actions.setValue(login, 7);
  expect(asked[1]?.aborted()).toBe(true);
  expect(asked).toHaveLength(3);
});

test("when a run fails during a gesture, the waiting edit still runs", async () => {
  const { actions, asked, last } = openSandtable();
  last().answer();
  actions.beginGesture();
  actions.setValue(login, 6);
  actions.setValue(login, 7);
  last().fail("balanceLimit");
  await settled();
  expect(asked).toHaveLength(3);
  expect(last().scenario.rules[2]?.points).toBe(7);
});

test("a run above the work budget waits for a click", () => {
  const { state, actions, asked, last } = openSandtable();
  const drawn = last().answer();
  actions.setValue("run/members", 500_000);
  expect(state().run).toMatchObject({ status: "needsConfirmation", asked: 2 });
  expect(asked).toHaveLength(1);
  expect(state().run.drawn?.outcome).toBe(drawn);
  expect(isStale(state())).toBe(true);
  actions.confirmRun();
  expect(asked).toHaveLength(2);
  expect(last().scenario.run.members).toBe(500_000);
  actions.setValue(login, 6);
  expect(asked).toHaveLength(3);
  actions.setValue("run/members", 600_000);
  expect(state().run.status).toBe("needsConfirmation");
});

test("confirming what needs no confirmation starts nothing", () => {
  const { actions, asked } = openSandtable();
  actions.confirmRun();
  expect(asked).toHaveLength(1);
});

test("cancelling stops the run, keeps the picture, and it can be run again", () => {
  const { state, actions, asked, last } = openSandtable();
  const drawn = last().answer({ complete: false, members: 1000, replications: 1 });
  actions.cancelRun();
  expect(asked[0]?.aborted()).toBe(true);
  expect(state().run.status).toBe("idle");
  expect(state().run.drawn?.outcome).toBe(drawn);
  actions.runAgain();
  expect(state().run).toMatchObject({ status: "running", asked: 2 });
});

test("cancelling after the end leaves the run complete", () => {
  const { state, actions, last } = openSandtable();
  last().answer();
  actions.cancelRun();
  expect(state().run.status).toBe("complete");
});

test("the unchanged scheme is its own baseline; no second run is needed", () => {
  const { state, asked, last } = openSandtable();
  const outcome = last().answer();
  expect(state().run.drawn?.baseline).toBe(outcome);
  expect(asked).toHaveLength(1);
});

test("a link that says nothing new needs no second run either", () => {
  const { asked, last } = openSandtable({ fragment: `#${encodeLink(presets[0])}` });
  last().answer();
  expect(asked).toHaveLength(1);
});

test("an edit is compared with the baseline's answer of the same size", () => {
  const { state, actions, asked, last } = openSandtable();
  const preview = last().answer({ complete: false, members: 1000, replications: 1 });
  const full = last().answer();
  actions.setValue(login, 8);
  last().answer({ complete: false, members: 1000, replications: 1 });
  expect(state().run.drawn?.baseline).toBe(preview);
  last().answer();
  expect(state().run.drawn?.baseline).toBe(full);
  expect(asked).toHaveLength(2);
});

test("where the baseline's answer is not known it is computed after the run, with the run's own size", async () => {
  const { state, actions, asked, last } = openSandtable();
  actions.setValue(login, 8);
  actions.setValue("run/members", 5000);
  const shown = last().answer();
  expect(state().run.drawn?.baseline).toBeUndefined();
  expect(asked).toHaveLength(4);
  expect(last().scenario).toEqual({ ...presets[0], run: { ...presets[0].run, members: 5000 } });
  const ghost = last().answer();
  expect(state().run).toMatchObject({ status: "complete", asked: 3 });
  expect(state().run.drawn?.outcome).toBe(shown);
  expect(state().run.drawn?.baseline).toBe(ghost);
});

test("an edit aborts the baseline's run, and a failed one harms nothing", async () => {
  const { state, actions, asked, last } = openSandtable();
  actions.setValue(login, 8);
  last().answer();
  expect(asked).toHaveLength(3);
  actions.setValue(login, 9);
  expect(asked[2]?.aborted()).toBe(true);
  last().answer();
  last().fail("memoryLimit");
  await settled();
  expect(state().run.status).toBe("complete");
  expect(state().run.drawn?.baseline).toBeUndefined();
});
