/** Undo and redo: every change of what is edited, by name, as Immer patches there and back. */
import { applyPatches, enablePatches, type Patch, produceWithPatches } from "immer";
import type { CategoryStudy } from "../domain/category-study.ts";
import type { Scenario } from "../domain/scenario.ts";
import type { LocalText } from "../domain/text.ts";

enablePatches();

/**
 * What undo covers: the scenario, the baseline that it is compared with, and the study of category points, which is no
 * part of a scheme; undefined until somebody writes one.
 */
export type Sheet = {
  readonly scenario: Scenario;
  readonly baseline: Scenario;
  readonly study?: CategoryStudy | undefined;
};

/** What a step did, for its name on screen; paths as in `domain/path.ts`. */
export type ChangeName =
  | { kind: "set" | "reset"; path: string; label?: LocalText }
  /** Of whole entries; \`label\` names what was added, copied, moved or removed, which a path no longer can. */
  | { kind: "add" | "copy" | "move" | "remove"; label: LocalText }
  | { kind: "resetGroup"; prefixes: readonly string[] }
  | { kind: "resetAll" | "baseline" }
  | { kind: "open"; name: LocalText };

export type Recipe = (draft: { -readonly [part in keyof Sheet]: Sheet[part] }) => void;

export type Step = {
  readonly name: ChangeName;
  readonly forth: readonly Patch[];
  readonly back: readonly Patch[];
};

/** Done steps, oldest first; undone steps, the next to redo last. */
export type History = { readonly done: readonly Step[]; readonly undone: readonly Step[] };

export const emptyHistory: History = { done: [], undone: [] };

const stepsMax = 500;

/** Runs `recipe` on a draft of the sheet; `step` is undefined where it changed nothing. May throw what `recipe` throws. */
export function change(
  sheet: Sheet,
  name: ChangeName,
  recipe: Recipe,
): { sheet: Sheet; step: Step | undefined } {
  const [next, forth, back] = produceWithPatches(sheet, recipe);
  return { sheet: next, step: forth.length === 0 ? undefined : { name, forth, back } };
}

/** The history with one more step; what was undone before is gone, and the oldest step falls off a full history. */
export function withStep(history: History, step: Step): History {
  return { done: [...history.done, step].slice(-stepsMax), undone: [] };
}

export type Moved = { sheet: Sheet; history: History; step: Step };

/** One step back, or undefined at the beginning. */
export function undo(sheet: Sheet, { done, undone }: History): Moved | undefined {
  const step = done.at(-1);
  return (
    step && {
      sheet: applyPatches(sheet, step.back),
      history: { done: done.slice(0, -1), undone: [...undone, step] },
      step,
    }
  );
}

/** One step forth, or undefined at the end. */
export function redo(sheet: Sheet, { done, undone }: History): Moved | undefined {
  const step = undone.at(-1);
  return (
    step && {
      sheet: applyPatches(sheet, step.forth),
      history: { done: [...done, step], undone: undone.slice(0, -1) },
      step,
    }
  );
}
