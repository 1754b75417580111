/** Everything that the page shows, in one value; only the actions of the store replace it. */
import type { Outcome } from "../domain/outcome.ts";
import type { Problem } from "../domain/problem.ts";
import type { RunFailure } from "../domain/runner.ts";
import type { Scenario } from "../domain/scenario.ts";
import type { Language, LocalText } from "../domain/text.ts";
import type { ChangeName, History, Sheet } from "./history.ts";
import type { View } from "./view.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The answer on screen, and what it answers. */
export type Drawn = {
  readonly runId: number;
  readonly scenario: Scenario;
  readonly outcome: Outcome;
  /** The baseline's answer for the same members, days and replications; the outcome itself where nothing differs. */
  readonly baseline: Outcome | undefined;
  readonly complete: boolean;
  /** Share of the asked member-days, 0–1. */
  readonly progress: number;
  /** From the edit to the first answer and to this one. */
  readonly elapsedMs: { readonly first: number; readonly last: number };
};

/** `needsConfirmation`: the asked run is above the work budget and waits for a click. `idle`: nothing asked yet, or cancelled. */
type RunStatus = "idle" | "running" | "complete" | "failed" | "needsConfirmation";

export type RunState = {
  readonly status: RunStatus;
  /** Id of the latest request; 0 before the first. */
  readonly asked: number;
  readonly drawn: Drawn | undefined;
  readonly failure: RunFailure | undefined;
};

/** An edit that was refused, and why. */
type Rejection = { readonly path: string; readonly problems: readonly Problem[] };

/** A passing message; `undo` offers to take the change back. */
export type Notice = { readonly id: number; readonly undo: boolean } & (
  | { readonly kind: "undone" | "redone" | "changed"; readonly name: ChangeName }
  | { readonly kind: "opened"; readonly name: LocalText }
  | { readonly kind: "linkCopied" }
  | { readonly kind: "linkNotCopied"; readonly link: string }
);

export type State = Sheet & {
  readonly history: History;
  readonly language: Language;
  readonly theme: Theme;
  readonly view: View;
  /** Why the link in the address did not open. */
  readonly brokenLink: LocalText | undefined;
  readonly rejection: Rejection | undefined;
  readonly notice: Notice | undefined;
  /** Whether the study of category points will be there on the next visit. */
  readonly studyKept: boolean;
  readonly run: RunState;
};

/** Whether the picture is of other values than the ones on the left. */
export function isStale({ run, scenario }: State): boolean {
  return run.drawn !== undefined && run.drawn.scenario !== scenario;
}
