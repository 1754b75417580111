/** The baseline's answers, so that like is compared with like: same run settings, same members, same replications. */
import type { Outcome } from "../domain/outcome.ts";
import type { Runner } from "../domain/runner.ts";
import type { Scenario } from "../domain/scenario.ts";
import { contentOf } from "./changes.ts";
import type { Sheet } from "./history.ts";

export class Ghost {
  #runner: Runner;
  /** Called when the baseline has given one more answer. */
  #answered: () => void;
  #scenario: Scenario | undefined;
  #content = "";
  #answers = new Map<string, Outcome>();
  #complete = false;
  #abort: AbortController | undefined;

  constructor(runner: Runner, answered: () => void) {
    this.#runner = runner;
    this.#answered = answered;
  }

  /** Sets which baseline is meant; answers of another one are forgotten. */
  expect({ scenario, baseline }: Sheet): void {
    this.#scenario = { ...baseline, run: scenario.run };
    const content = contentOf(this.#scenario);
    if (content === this.#content) return;
    this.#content = content;
    this.#answers = new Map();
    this.#complete = false;
  }

  /** Takes an answer of the asked run, which is the baseline's own where nothing differs. */
  note(asked: Scenario, outcome: Outcome, complete: boolean): void {
    if (contentOf(asked) === this.#content) this.#keep(outcome, complete);
  }

  /** The baseline's answer for as many members, days and replications. */
  match(outcome: Outcome): Outcome | undefined {
    return this.#answers.get(sizeOf(outcome));
  }

  /** Computes what is not known yet; at most one such run at a time. */
  async run(): Promise<void> {
    this.stop();
    if (this.#complete || !this.#scenario) return;
    const abort = new AbortController();
    const { signal } = abort;
    this.#abort = abort;
    try {
      await this.#runner(
        this.#scenario,
        ({ outcome, complete }) => {
          if (signal.aborted) return;
          this.#keep(outcome, complete);
          this.#answered();
        },
        signal,
      );
    } catch {
      // Without the baseline's figures the page shows no differences; the asked run is not touched.
    }
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = undefined;
  }

  #keep(outcome: Outcome, complete: boolean): void {
    this.#answers.set(sizeOf(outcome), outcome);
    this.#complete ||= complete;
  }
}

function sizeOf({ members, days, replications }: Outcome): string {
  return `${members}/${days}/${replications}`;
}
