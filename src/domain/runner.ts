/** How a run is asked for and answered. The store knows this type and no thread; see `worker` for the pool. */
import type { Outcome } from "./outcome.ts";
import type { Scenario } from "./scenario.ts";

/** One answer of several: each replaces the one before; the last has `complete`. */
export type Answer = {
  outcome: Outcome;
  complete: boolean;
  /** Share of the asked member-days that is done, 0–1. */
  progress: number;
};

/** Why a run ended without its last answer: the code, and words for a log. */
export type RunFailure = {
  code: "populationLimit" | "balanceLimit" | "ruleLoop" | "ledgerBroken" | "memoryLimit" | "workerLost";
  detail: string;
};

/** The part of an AbortSignal that a run needs; the domain knows no DOM. */
type Cancellation = {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
};

/**
 * Takes an answer. Threads rest after the first one until what it returns is settled: drawing it comes before computing
 * more, which would take the processor from it.
 */
export type OnAnswer = (answer: Answer) => unknown;

/** A run ends by its last answer, by `RunError`, or silently once `signal` is aborted. */
export type Runner = (scenario: Scenario, onAnswer: OnAnswer, signal: Cancellation) => Promise<void>;

export class RunError extends Error {
  constructor(readonly failure: RunFailure) {
    super(`${failure.code}: ${failure.detail}`);
    this.name = "RunError";
  }
}
