/** The one mutable place: the scenario, its history, the run and what a reader chose. No React here. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { CategoryStudy } from "../domain/category-study.ts";
import { writeAt } from "../domain/path.ts";
import { presetOf, presets } from "../domain/presets.ts";
import type { Problem } from "../domain/problem.ts";
import type { RecordsScorer } from "../domain/records-port.ts";
import type { Runner } from "../domain/runner.ts";
import type { Scenario } from "../domain/scenario.ts";
import { type Language, type LocalText, text } from "../domain/text.ts";
import { readAddress } from "../link/address.ts";
import { decodeLink } from "../link/link.ts";
import { describeLinkProblem, type LinkProblem } from "../link/problem.ts";
import { type AddressPort, createAddressBar, type Later } from "./address-bar.ts";
import { contentOf } from "./changes.ts";
import { Editing } from "./editing.ts";
import { type ChangeName, emptyHistory } from "./history.ts";
import { keepStudy, keptStudy } from "./kept-study.ts";
import { keepLanguage, keepTheme, languageOf, readPreferences, type Storage } from "./preferences.ts";
import { RunControl } from "./run-control.ts";
import type { Notice, State, Theme } from "./state.ts";
import { readView, type View } from "./view.ts";

export type Ports = {
  runner: Runner;
  /** Loads what reads and scores real records, for the view that needs it. */
  records: () => Promise<RecordsScorer<File>>;
  /** Milliseconds, from any origin. */
  clock: () => number;
  later: Later;
  address: AddressPort;
  storage: Storage;
  /** The reader's languages, best first, as BCP 47 tags. */
  languages: readonly string[];
};

export type Actions = ReturnType<typeof actionsOf>;
export type Sandtable = { store: StoreApi<State>; actions: Actions } & Pick<Ports, "records" | "later">;

/** Opens the link of the address, or the first preset, and asks for its run. */
export function createSandtable(ports: Ports): Sandtable {
  const store = createStore<State>(() => opening(ports));
  const run = new RunControl({
    runner: ports.runner,
    clock: ports.clock,
    later: ports.later,
    read: () => ({ sheet: store.getState(), run: store.getState().run }),
    write: (next) => store.setState({ run: next }),
  });
  const addressBar = createAddressBar(ports.address, ports.later, store.getState);
  const editing = new Editing(store, (inGesture) => {
    run.edited(inGesture);
    // Writing the address takes as long as several frames: not while something moves.
    if (!inGesture) addressBar.changed();
  });
  const say = speaker(store);
  store.subscribe(({ study }, before) => {
    if (study !== before.study) store.setState({ studyKept: keepStudy(ports.storage, study) });
  });
  ports.address.onChange(() => openFragment(addressBar.read(), store, editing, say));
  run.edited(false);
  return {
    records: ports.records,
    later: ports.later,
    store,
    actions: actionsOf({ store, run, editing, addressBar, say, storage: ports.storage }),
  };
}

type Parts = {
  store: StoreApi<State>;
  run: RunControl;
  editing: Editing;
  addressBar: ReturnType<typeof createAddressBar>;
  say: Say;
  storage: Storage;
};

function actionsOf(parts: Parts) {
  const { store, run, addressBar, say, storage } = parts;
  return {
    ...editActions(parts),
    confirmRun: () => run.confirm(),
    cancelRun: () => run.cancel(),
    runAgain: () => run.again(),
    setLanguage: (language: Language) => {
      store.setState({ language });
      keepLanguage(storage, language);
      addressBar.changed();
    },
    setTheme: (theme: Theme) => {
      store.setState({ theme });
      keepTheme(storage, theme);
    },
    show: (view: View) => {
      store.setState({ view });
      addressBar.changed();
    },
    /** The address of what is on the page, written there too. */
    link: (): string => addressBar.flush(),
    /** Says whether the link reached the clipboard. */
    linkCopied: (link: string, copied: boolean) =>
      say(copied ? { kind: "linkCopied", undo: false } : { kind: "linkNotCopied", link, undo: false }),
    dismissNotice: () => store.setState({ notice: undefined }),
    dismissBrokenLink: () => store.setState({ brokenLink: undefined }),
    dismissRejection: () => store.setState({ rejection: undefined }),
  };
}

function editActions({ store, run, editing, addressBar, say, storage }: Parts) {
  let isRecalled = false;
  const announced = (changed: boolean, name: ChangeName) => {
    if (changed) say({ kind: "changed", name, undo: true });
  };
  return {
    /** Writes a value at a path as in `domain/path.ts`; undefined removes an optional one. Returns what is wrong with it, or undefined. */
    setValue: (path: string, value: unknown): readonly Problem[] | undefined => {
      editing.edit({ kind: "set", path }, path, (draft) => writeAt(draft.scenario, path, value));
      return store.getState().rejection?.problems;
    },
    /** Any change of the scenario as one named step, with the path where a refusal belongs. Returns what is wrong with it, or undefined. */
    edit: (
      name: ChangeName,
      path: string,
      recipe: (draft: Scenario) => void,
    ): readonly Problem[] | undefined => {
      const changed = editing.edit(name, path, ({ scenario }) => recipe(scenario));
      announced(changed && name.kind === "remove", name);
      return store.getState().rejection?.problems;
    },
    /** Puts another study of category points in the place of the one there is. */
    setStudy: (name: ChangeName, study: CategoryStudy) => {
      const changed = editing.edit(name, "", (draft) => {
        draft.study = study;
      });
      announced(changed && name.kind === "remove", name);
    },
    /** Takes up the study of an earlier visit, once; no step of the history. `read` knows what is one. */
    recallStudy: (read: (value: unknown) => CategoryStudy | undefined) => {
      const study = isRecalled ? undefined : keptStudy(storage, read);
      isRecalled = true;
      if (study) store.setState({ study });
    },
    /** Puts another scenario in the place of this one, which is one undo away. */
    open: (scenario: Scenario) => {
      const name: ChangeName = { kind: "open", name: scenario.name };
      announced(openScenario(editing, scenario), name);
    },
    /** The value of the baseline again, at one path or all below it. */
    resetPath: (path: string) => {
      editing.reset([path], { kind: "reset", path });
    },
    resetGroup: (prefixes: readonly string[]) => {
      const name: ChangeName = { kind: "resetGroup", prefixes };
      announced(editing.reset(prefixes, name), name);
    },
    resetAll: () => {
      const name: ChangeName = { kind: "resetAll" };
      announced(editing.reset([""], name), name);
    },
    /** From now on, changes are counted and shown against the scenario as it is. */
    takeAsBaseline: () => {
      const name: ChangeName = { kind: "baseline" };
      const { scenario } = store.getState();
      const taken = editing.edit(name, "", (draft) => {
        draft.baseline = scenario;
      });
      announced(taken, name);
    },
    /** Edits until `endGesture` are one step of the history and of the run. */
    beginGesture: () => editing.beginGesture(),
    endGesture: () => {
      const changed = editing.endGesture();
      run.gestureEnded();
      if (changed) addressBar.changed();
    },
    /** Ends the gesture as if it had not been. */
    revertGesture: () => {
      editing.revertGesture();
      run.gestureEnded();
    },
    undo: () => {
      const step = editing.move("back");
      if (step) say({ kind: "undone", name: step.name, undo: false });
    },
    redo: () => {
      const step = editing.move("forth");
      if (step) say({ kind: "redone", name: step.name, undo: false });
    },
  };
}

/** Opens what a reader put into the address. What was on the page is one undo away. */
function openFragment(fragment: string, store: StoreApi<State>, editing: Editing, say: Say): void {
  const { link, language, view } = readAddress(fragment);
  if (language) store.setState({ language });
  store.setState({ view: readView(view) });
  if (link === undefined) return;
  const decoded = decodeLink(link);
  if (!decoded.ok) {
    store.setState({ brokenLink: wordsOf(decoded.problem) });
    return;
  }
  const { scenario } = decoded;
  store.setState({ brokenLink: undefined });
  if (contentOf(scenario) === contentOf(store.getState().scenario)) return;
  if (openScenario(editing, scenario)) say({ kind: "opened", name: scenario.name, undo: true });
}

function openScenario(editing: Editing, scenario: Scenario): boolean {
  editing.endGesture();
  return editing.edit({ kind: "open", name: scenario.name }, "", (draft) => {
    draft.scenario = scenario;
    draft.baseline = baselineFor(scenario);
  });
}

/** The preset that a scenario grew from, or the scenario itself: what its numbers are compared with. */
function baselineFor(scenario: Scenario): Scenario {
  return presetOf(scenario.id) ?? scenario;
}

function opening({ address, storage, languages }: Ports): State {
  const { link, language, view } = readAddress(address.read());
  const preferences = readPreferences(storage);
  const decoded = link === undefined ? undefined : decodeLink(link);
  const scenario = decoded?.ok ? decoded.scenario : presets[0];
  return {
    scenario,
    baseline: baselineFor(scenario),
    history: emptyHistory,
    language: language ?? preferences.language ?? languageOf(languages),
    theme: preferences.theme ?? "system",
    view: readView(view),
    brokenLink: decoded && !decoded.ok ? wordsOf(decoded.problem) : undefined,
    rejection: undefined,
    notice: undefined,
    studyKept: true,
    run: { status: "idle", asked: 0, drawn: undefined, failure: undefined },
  };
}

function wordsOf(problem: LinkProblem): LocalText {
  return text(describeLinkProblem(problem, "zh-CN"), describeLinkProblem(problem, "en"));
}

type WithoutId<Each> = Each extends Notice ? Omit<Each, "id"> : never;
type Say = (content: WithoutId<Notice>) => void;

function speaker(store: StoreApi<State>): Say {
  let id = 0;
  return (content) => {
    id++;
    store.setState({ notice: { ...content, id } as Notice });
  };
}
