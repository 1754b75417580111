/** Which run is asked, which answer is drawn: new edits abort old runs, and answers to anything but the latest request are dropped. */
import { type Answer, RunError, type RunFailure, type Runner } from "../domain/runner.ts";
import { memberDaysAsked, type Scenario } from "../domain/scenario.ts";
import type { Later } from "./address-bar.ts";
import { Ghost } from "./ghost.ts";
import type { Sheet } from "./history.ts";
import type { RunState } from "./state.ts";

/** Member-days above which a run waits for a click. */
export const memberDaysBudget = 400_000_000;

/** How long a gesture must rest before its run goes beyond the first answer: threads stay free for the next edit. */
const restMs = 300;

/** How long edits of one gesture wait for the first answer of the run before: without the wait, a fast drag would never see one. */
const firstAnswerWaitMs = 250;

export type RunPorts = {
  runner: Runner;
  /** Milliseconds, from any origin. */
  clock: () => number;
  later: Later;
  read: () => { sheet: Sheet; run: RunState };
  write: (run: RunState) => void;
};

type Request = {
  id: number;
  scenario: Scenario;
  editedAt: number;
  firstAnswerMs: number | undefined;
  abort: AbortController;
  /** Stopped after its first answer, to go on when the gesture rests or ends. */
  paused: boolean;
};

export class RunControl {
  #ports: RunPorts;
  #ghost: Ghost;
  #latest: Request | undefined;
  /** When the last edit came that still waits for the run before it. */
  #waitingSince: number | undefined;
  #inGesture = false;
  #memberDaysAllowed = memberDaysBudget;

  constructor(ports: RunPorts) {
    this.#ports = ports;
    this.#ghost = new Ghost(ports.runner, () => this.#drawBaseline());
  }

  /** Starts the run of the scenario as it now is. Within a gesture, a young run may give its first answer before. */
  edited(inGesture: boolean): void {
    this.#inGesture = inGesture;
    const now = this.#ports.clock();
    const latest = this.#latest;
    const young =
      latest !== undefined && latest.firstAnswerMs === undefined && now - latest.editedAt < firstAnswerWaitMs;
    if (inGesture && young) this.#waitingSince = now;
    else this.#ask(now);
  }

  /** Goes on to the full run of what the gesture left. */
  gestureEnded(): void {
    this.#inGesture = false;
    if (!this.#askIfWaiting() && this.#latest?.paused) this.again();
  }

  /** Lets the asked run go above the work budget, and later ones up to its size. */
  confirm(): void {
    const { run, sheet } = this.#ports.read();
    if (run.status !== "needsConfirmation") return;
    this.#memberDaysAllowed = Math.max(this.#memberDaysAllowed, memberDaysAsked(sheet.scenario));
    this.again();
  }

  /** Starts what was cancelled or failed. */
  again(): void {
    this.#ask(this.#ports.clock());
  }

  /** Stops computing; what is drawn stays. */
  cancel(): void {
    this.stop();
    const { run } = this.#ports.read();
    if (run.status === "running" || run.status === "needsConfirmation")
      this.#ports.write({ ...run, status: "idle" });
  }

  /** Stops computing and says nothing. */
  stop(): void {
    this.#latest?.abort.abort();
    this.#latest = undefined;
    this.#waitingSince = undefined;
    this.#ghost.stop();
  }

  #ask(editedAt: number): void {
    this.stop();
    const { sheet, run } = this.#ports.read();
    const id = run.asked + 1;
    if (memberDaysAsked(sheet.scenario) > this.#memberDaysAllowed) {
      this.#ports.write({ ...run, asked: id, status: "needsConfirmation", failure: undefined });
      return;
    }
    const abort = new AbortController();
    const request: Request = {
      id,
      scenario: sheet.scenario,
      editedAt,
      firstAnswerMs: undefined,
      abort,
      paused: false,
    };
    this.#latest = request;
    this.#ghost.expect(sheet);
    this.#ports.write({ ...run, asked: id, status: "running", failure: undefined });
    void this.#follow(request);
  }

  #askIfWaiting(): boolean {
    if (this.#waitingSince === undefined) return false;
    this.#ask(this.#waitingSince);
    return true;
  }

  async #follow(request: Request): Promise<void> {
    const isLatest = () => this.#latest === request;
    try {
      await this.#ports.runner(
        request.scenario,
        (answer) => {
          if (isLatest() && !request.paused) this.#draw(request, answer);
        },
        request.abort.signal,
      );
    } catch (error) {
      if (isLatest() && !request.paused) this.#fail(failureOf(error));
    }
  }

  #draw(request: Request, { outcome, complete, progress }: Answer): void {
    const { run } = this.#ports.read();
    const { id: runId, scenario, editedAt } = request;
    const last = this.#ports.clock() - editedAt;
    request.firstAnswerMs ??= last;
    this.#ghost.note(scenario, outcome, complete);
    const baseline = this.#ghost.match(outcome);
    const elapsedMs = { first: request.firstAnswerMs, last };
    this.#ports.write({
      ...run,
      status: complete ? "complete" : "running",
      drawn: { runId, scenario, outcome, baseline, complete, progress, elapsedMs },
    });
    if (this.#askIfWaiting()) return;
    if (complete) void this.#ghost.run();
    else if (this.#inGesture) this.#pause(request);
  }

  #pause(request: Request): void {
    request.paused = true;
    request.abort.abort();
    this.#ports.later(restMs, () => {
      if (this.#latest === request) {
        this.#inGesture = false;
        this.again();
      }
    });
  }

  #drawBaseline(): void {
    const { run } = this.#ports.read();
    if (!run.drawn) return;
    const baseline = this.#ghost.match(run.drawn.outcome);
    if (baseline !== run.drawn.baseline) this.#ports.write({ ...run, drawn: { ...run.drawn, baseline } });
  }

  #fail(failure: RunFailure): void {
    this.#latest = undefined;
    const { run } = this.#ports.read();
    this.#ports.write({ ...run, status: "failed", failure });
    this.#askIfWaiting();
  }
}

function failureOf(error: unknown): RunFailure {
  if (error instanceof RunError) return error.failure;
  return { code: "workerLost", detail: error instanceof Error ? error.message : String(error) };
}
