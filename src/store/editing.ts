/** Edits of the sheet: checked before they hold, named in the history, a whole gesture one step. */
import type { StoreApi } from "zustand/vanilla";
import { checkScenario } from "../domain/check.ts";
import { valueAt, writeAt } from "../domain/path.ts";
import type { Scenario } from "../domain/scenario.ts";
import { type Difference, differencesOf, isWithin, movedEntry, movedIn } from "./changes.ts";
import {
  type ChangeName,
  change,
  type History,
  type Recipe,
  redo,
  type Sheet,
  type Step,
  undo,
  withStep,
} from "./history.ts";
import type { State } from "./state.ts";

export class Editing {
  #store: StoreApi<State>;
  #edited: (inGesture: boolean) => void;
  /** Where the gesture in progress began; its one step of the history is replaced edit by edit. */
  #gesture: { sheet: Sheet; history: History } | undefined;

  /** `edited` is called after each edit that changed something. */
  constructor(store: StoreApi<State>, edited: (inGesture: boolean) => void) {
    this.#store = store;
    this.#edited = edited;
  }

  /** Applies `recipe` where the result is a valid scenario, else leaves a rejection at `path`. Returns whether something changed. */
  edit(name: ChangeName, path: string, recipe: Recipe): boolean {
    const now = this.#now();
    const from = this.#gesture ?? now;
    const { sheet, step } = change(from.sheet, name, recipe);
    const checked = checkScenario(sheet.scenario);
    if (!checked.ok) {
      this.#store.setState({ rejection: { path, problems: checked.problems } });
      return false;
    }
    const parts = ["scenario", "baseline", "study"] as const;
    if (parts.every((part) => sheet[part] === now.sheet[part])) {
      this.#store.setState({ rejection: undefined });
      return false;
    }
    this.#replace(sheet, step ? withStep(from.history, step) : from.history);
    return true;
  }

  /** Writes the baseline's values at and below some paths, entries that were added or removed included; "" is everything. */
  reset(prefixes: readonly string[], name: ChangeName): boolean {
    const { scenario, baseline } = this.#store.getState();
    const within = (path: string) => prefixes.some((prefix) => isWithin(path, prefix));
    const paths = differencesOf(baseline, scenario).filter(({ path }) => within(path));
    return this.edit(name, prefixes[0] ?? "", (draft) => {
      if (prefixes.includes("")) draft.scenario = paths.length > 0 ? baseline : draft.scenario;
      else restoreAll(draft.scenario, baseline, paths);
    });
  }

  /** Edits until `endGesture` are one step. */
  beginGesture(): void {
    this.#gesture ??= this.#now();
  }

  /** Returns whether the gesture changed something. */
  endGesture(): boolean {
    const from = this.#gesture;
    this.#gesture = undefined;
    return from !== undefined && this.#store.getState().history !== from.history;
  }

  /** Ends the gesture as if it had not been. */
  revertGesture(): void {
    const from = this.#gesture;
    this.endGesture();
    if (from && this.#store.getState().scenario !== from.sheet.scenario)
      this.#replace(from.sheet, from.history);
  }

  /** One step through the history; returns it, or undefined at the end. */
  move(direction: "back" | "forth"): Step | undefined {
    this.endGesture();
    const { sheet, history } = this.#now();
    const moved = (direction === "back" ? undo : redo)(sheet, history);
    if (moved) this.#replace(moved.sheet, moved.history);
    return moved?.step;
  }

  #now(): { sheet: Sheet; history: History } {
    const { scenario, baseline, study, history } = this.#store.getState();
    return { sheet: { scenario, baseline, study }, history };
  }

  #replace(sheet: Sheet, history: History): void {
    const { scenario, baseline } = this.#store.getState();
    this.#store.setState({ ...sheet, history, rejection: undefined });
    if (sheet.scenario !== scenario || sheet.baseline !== baseline) this.#edited(this.#gesture !== undefined);
  }
}

/** Makes the draft as the baseline is at some paths; entries of lists come back to their places there, or go, the last first. */
function restoreAll(draft: Scenario, baseline: Scenario, differences: readonly Difference[]): void {
  const moved = differences.flatMap((difference) => movedEntry(difference) ?? []);
  const values = differences.filter((difference) => movedEntry(difference) === undefined);
  const isEntry = ({ path }: Difference) => listsAt(draft, baseline, path).list !== undefined;
  const gone = values.filter((each) => each.to === undefined && isEntry(each)).map(({ path }) => path);
  const added = values.filter(({ from }) => from === undefined);
  for (const { path } of values.filter((each) => !gone.includes(each.path) && !added.includes(each)))
    writeAt(draft, path, valueAt(baseline, path));
  for (const { path } of added.toReversed()) {
    const { list } = listsAt(draft, baseline, path);
    if (list) list.splice(list.indexOf(valueAt(draft, path)), 1);
    else writeAt(draft, path, undefined);
  }
  const above = (path: string) => path.slice(0, path.lastIndexOf("/"));
  for (const list of new Set([...gone, ...moved].map(above)))
    putBack(draft, baseline, list, new Set([...gone, ...moved].filter((path) => above(path) === list)));
  restoreOrigins(draft, baseline, values);
}

/** Puts entries of a list where the baseline has them, each behind the nearest of its predecessors that is in place. */
function putBack(draft: Scenario, baseline: Scenario, path: string, entries: ReadonlySet<string>): void {
  const list = valueAt(draft, path) as unknown[];
  const before = valueAt(baseline, path) as readonly unknown[];
  const idOf = (entry: unknown) => (entry as { id?: string } | undefined)?.id;
  const idsOf = (all: readonly unknown[]) => all.flatMap((entry) => idOf(entry) ?? []);
  const astray = new Set(movedIn(idsOf(before), idsOf(list)));
  for (const [position, entry] of before.entries()) {
    const id = idOf(entry);
    if (!entries.has(`${path}/${id ?? position}`)) continue;
    const from = id === undefined ? -1 : list.findIndex((each) => idOf(each) === id);
    const [own = entry] = from < 0 ? [] : list.splice(from, 1);
    astray.delete(id ?? "");
    const inPlace = new Set(idsOf(before.slice(0, position)).filter((each) => !astray.has(each)));
    const behind = list.findLastIndex((each) => inPlace.has(idOf(each) ?? ""));
    list.splice(id === undefined ? position : behind + 1, 0, own);
  }
}

function restoreOrigins(draft: Scenario, baseline: Scenario, differences: readonly Difference[]): void {
  const origins = { ...draft.provenance, ...baseline.provenance };
  for (const [known, origin] of Object.entries(origins)) {
    if (!differences.some(({ path }) => isWithin(known, path))) continue;
    if (Object.hasOwn(baseline.provenance, known)) draft.provenance[known] = origin;
    else delete draft.provenance[known];
  }
}

/** The lists, now and in the baseline, that a path leads to an entry of. */
function listsAt(draft: Scenario, baseline: Scenario, path: string) {
  const above = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  const [list, before] = [valueAt(draft, above), valueAt(baseline, above)];
  return {
    list: Array.isArray(list) ? (list as unknown[]) : undefined,
    before: Array.isArray(before) ? (before as unknown[]) : undefined,
  };
}
