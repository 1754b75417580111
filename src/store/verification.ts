/**
 * Verification by real records: the files at hand, how they are read, and what scoring them came to. Lives as long as
 * the page and no longer: nothing of it goes into the link or into storage. Loaded with its view.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import {
  moneyKinds,
  moneyUnitIn,
  originFields,
  originMeantBy,
  originsIn,
  recordFields,
} from "../domain/record-words.ts";
import {
  type Delimiter,
  type Encoding,
  type FileProblem,
  type Layout,
  type MoneyUnit,
  type Peek,
  RecordsFailure,
  type RecordsFile,
  type RecordsProblem,
  type RecordsScorer,
  type RecordsTable,
  type ScoreReply,
  type ScoreRequest,
  type Survey,
} from "../domain/records-port.ts";
import type { Scenario } from "../domain/scenario.ts";
import type { Sandtable } from "./sandtable.ts";

export type ChosenFile = {
  readonly file: File;
  /** Undefined until the file was looked at. */
  readonly peek: Peek | undefined;
  readonly layout: Layout;
  /** Of EVENTS, once its columns are known. */
  readonly survey: Survey | undefined;
  readonly problem: FileProblem | undefined;
};

type Work = "look" | "score" | "sample" | RecordsTable;

/** What scoring has come to, and for which scheme and files. */
type Scoring = { readonly scenario: Scenario; readonly reply: ScoreReply };

export type VerificationState = {
  readonly files: { readonly [which in RecordsFile]: ChosenFile | undefined };
  /** What is under way, and how far it is, 0–1. */
  readonly work: { readonly kind: Work; readonly progress: number } | undefined;
  /** The reader has asked for a score: it is kept up with the scheme from then on. */
  readonly wanted: boolean;
  /** The reader has said that bad rows are to be left out. */
  readonly skipBad: boolean;
  readonly scoring: Scoring | undefined;
  readonly failure: RecordsProblem | undefined;
};

const nothing: VerificationState = {
  files: { events: undefined, members: undefined },
  work: undefined,
  wanted: false,
  skipBad: false,
  scoring: undefined,
  failure: undefined,
};

/** How long the scheme must rest before the records are scored again. */
const restMilliseconds = 300;

const dayMilliseconds = 86_400_000;
/** The longest run, as in `domain/scenario.ts`. */
const daysMax = 3660;

const emptyLayout: Layout = { encoding: "utf-8", delimiter: ",", columns: {}, values: {} };

/** Columns that are looked through before scoring. */
const surveyed: ReadonlySet<string> = new Set(["indicator", "date", ...originFields]);

/**
 * The layout for a scheme: in the columns of services and channels names stand for what the scheme calls so, unless the
 * reader has said otherwise; what the reader has named and the scheme has no longer stands for itself again.
 */
function layoutFor(scenario: Scenario, { layout, survey }: ChosenFile): Layout {
  const values = { ...layout.values };
  for (const field of originFields) {
    const list = originsIn(scenario, field);
    const isKnown = (id: string | null) => id === null || id === "" || list.some((each) => each.id === id);
    const meant = (survey?.origins[field] ?? []).flatMap(({ text }) => {
      const id = originMeantBy(text, list);
      return id === undefined || id === text ? [] : [[text, id] as const];
    });
    const said = Object.entries(values[field] ?? {}).filter(([, id]) => isKnown(id));
    if (meant.length > 0 || values[field]) values[field] = Object.fromEntries([...meant, ...said]);
  }
  return { ...layout, values };
}

/** Required fields that no column is chosen for. */
export function missingFields(which: RecordsFile, { layout }: ChosenFile): string[] {
  return recordFields[which]
    .filter(({ name, required }) => required && layout.columns[name] === undefined)
    .map(({ name }) => name);
}

/** Whether EVENTS report payments: then the unit of their amounts has to be known. */
export function reportsMoney({ layout, survey }: ChosenFile): boolean {
  const kindOf = (text: string) => layout.values.indicator?.[text] ?? text;
  return survey?.indicators.some(({ text }) => moneyKinds.has(kindOf(text))) ?? false;
}

/** Whether nothing and nobody has said yet in which unit payments are written. */
export function lacksMoneyUnit(chosen: ChosenFile): boolean {
  return chosen.layout.money === undefined && reportsMoney(chosen);
}

/** Whether the files can be scored as they are. */
export function isReady({ files: { events, members } }: VerificationState): boolean {
  const usable = (which: RecordsFile, chosen: ChosenFile) =>
    chosen.peek !== undefined && !chosen.problem && missingFields(which, chosen).length === 0;
  if (!events || !usable("events", events) || lacksMoneyUnit(events)) return false;
  return !members || usable("members", members);
}

export class Verification {
  readonly store: StoreApi<VerificationState>;
  #sandtable: Sandtable;
  #scorer: Promise<RecordsScorer<File>> | undefined;
  #abort: AbortController | undefined;
  #open = false;
  #edits = 0;

  constructor(sandtable: Sandtable) {
    this.#sandtable = sandtable;
    this.store = createStore<VerificationState>(() => nothing);
    let scenario = sandtable.store.getState().scenario;
    sandtable.store.subscribe((state) => {
      if (state.scenario === scenario) return;
      scenario = state.scenario;
      this.#schemeChanged();
    });
  }

  /** The view is on screen: only then the records follow the scheme. */
  setOpen(open: boolean): void {
    this.#open = open;
    if (open && this.#isBehind()) void this.score();
  }

  /** Takes files that were dropped or chosen; `which` where the reader said so, else what their headers say. */
  async choose(chosen: readonly File[], which?: RecordsFile): Promise<void> {
    for (const file of chosen.slice(0, 2)) {
      const place = which ?? (await this.#placeOf(file));
      if (place) await this.#look(place, file, {});
    }
  }

  remove(which: RecordsFile): void {
    this.cancel();
    this.#setFile(which, undefined);
    if (which === "events") this.#set({ scoring: undefined, wanted: false });
  }

  /** Reads a file in another encoding or with another separator; its columns are looked for anew. */
  async readAs(which: RecordsFile, how: { encoding?: Encoding; delimiter?: Delimiter }): Promise<void> {
    const chosen = this.#file(which);
    if (!chosen) return;
    const { encoding, delimiter } = chosen.layout;
    const kept = how.encoding ? { encoding } : { encoding, delimiter };
    await this.#look(which, chosen.file, { ...kept, ...how });
  }

  /** Says which column a field is in; undefined for none. */
  async setColumn(which: RecordsFile, field: string, position: number | undefined): Promise<void> {
    const chosen = this.#file(which);
    if (!chosen) return;
    const { [field]: _, ...others } = chosen.layout.columns;
    // A column is one thing only: what it was before, it is no more.
    const columns = Object.fromEntries(Object.entries(others).filter(([, at]) => at !== position));
    if (position !== undefined) columns[field] = position;
    const header = chosen.peek?.header[columns.amount ?? -1] ?? "";
    const money = field === "amount" ? moneyUnitIn(header) : chosen.layout.money;
    this.#setFile(which, { ...chosen, layout: { ...chosen.layout, columns, money } });
    if (which === "events" && surveyed.has(field)) await this.#survey();
  }

  /** Says what payments are written in. */
  setMoneyUnit(money: MoneyUnit | undefined): void {
    const chosen = this.#file("events");
    if (chosen) this.#setFile("events", { ...chosen, layout: { ...chosen.layout, money } });
  }

  /** Says what a text in a field stands for: null for rows that are to be passed over, undefined for itself. */
  setMeaning(which: RecordsFile, field: string, cell: string, meaning: string | null | undefined): void {
    const chosen = this.#file(which);
    if (!chosen) return;
    const { [cell]: _, ...others } = chosen.layout.values[field] ?? {};
    const meanings = meaning === undefined ? others : { ...others, [cell]: meaning };
    const values = { ...chosen.layout.values, [field]: meanings };
    this.#setFile(which, { ...chosen, layout: { ...chosen.layout, values } });
  }

  /** Moves the run to the days of the file, as one step that can be undone. */
  alignRun(): void {
    const dates = this.#file("events")?.survey?.dates;
    if (!dates) return;
    const days = Math.round((Date.parse(dates.last) - Date.parse(dates.first)) / dayMilliseconds) + 1;
    this.#sandtable.actions.edit({ kind: "set", path: "run/start" }, "run/start", ({ run }) => {
      run.start = dates.first;
      run.days = Math.min(days, daysMax);
    });
  }

  async score(skipBad = this.#state.skipBad): Promise<void> {
    if (!isReady(this.#state)) return;
    this.#set({ wanted: true, skipBad });
    const request = this.#request();
    const reply = await this.#work("score", (scorer, watch) => scorer.score(request, watch));
    if (reply) this.#set({ scoring: { scenario: request.scenario, reply } });
  }

  /** Ends what is under way; what was there before stays. */
  cancel(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#set({ work: undefined });
  }

  /** Records as the scheme's own members would leave them. */
  async sample(): Promise<Record<RecordsFile, File> | undefined> {
    const { scenario } = this.#sandtable.store.getState();
    return this.#work("sample", (scorer, watch) => scorer.sample(scenario, watch));
  }

  /** Tries the page with a sample: loads it as if it had been chosen, and scores it. */
  async trySample(): Promise<void> {
    const files = await this.sample();
    if (!files) return;
    await this.choose([files.members], "members");
    await this.choose([files.events], "events");
    await this.score();
  }

  /** A table of what was scored. */
  async table(table: RecordsTable): Promise<File | undefined> {
    const request = this.#request();
    const { language } = this.#sandtable.store.getState();
    const events = this.#file("events")?.file.name.replace(/\.[^.]*$/, "") ?? "records";
    const file = { name: `${events}-${table}.csv`, language };
    return this.#work(table, (scorer, watch) => scorer.table(request, table, file, watch));
  }

  dismissFailure(): void {
    this.#set({ failure: undefined });
  }

  get #state(): VerificationState {
    return this.store.getState();
  }

  #set(part: Partial<VerificationState>): void {
    this.store.setState(part);
  }

  #file(which: RecordsFile): ChosenFile | undefined {
    return this.#state.files[which];
  }

  /** Another file, or the same one read otherwise: what was scored is of something else. */
  #setFile(which: RecordsFile, chosen: ChosenFile | undefined): void {
    this.#set({
      files: { ...this.#state.files, [which]: chosen },
      scoring: undefined,
      wanted: false,
      skipBad: false,
      failure: undefined,
    });
  }

  #request(): ScoreRequest<File> {
    const { files, skipBad } = this.#state;
    const { scenario } = this.#sandtable.store.getState();
    const { events, members } = files as { events: ChosenFile; members: ChosenFile | undefined };
    return {
      scenario,
      events: { file: events.file, layout: layoutFor(scenario, events) },
      members: members && { file: members.file, layout: members.layout },
      skipBad,
    };
  }

  #schemeChanged(): void {
    const edit = ++this.#edits;
    this.#sandtable.later(restMilliseconds, () => {
      if (edit === this.#edits && this.#open && this.#isBehind()) void this.score();
    });
  }

  #isBehind(): boolean {
    const { wanted, scoring, work } = this.#state;
    if (!wanted || (work && work.kind !== "score")) return false;
    return scoring?.scenario !== this.#sandtable.store.getState().scenario;
  }

  /** EVENTS or MEMBERS, by which of their columns a header has more of; undefined where that was given up. */
  async #placeOf(file: File): Promise<RecordsFile | undefined> {
    const found = async (which: RecordsFile) => {
      const peek = await this.#work("look", (scorer, watch) => scorer.peek(file, which, {}, watch));
      return peek && Object.keys(peek.layout.columns).length;
    };
    const asMembers = await found("members");
    const asEvents = await found("events");
    if (asMembers === undefined || asEvents === undefined) return undefined;
    return asMembers > asEvents ? "members" : "events";
  }

  async #look(
    which: RecordsFile,
    file: File,
    how: { encoding?: Encoding; delimiter?: Delimiter },
  ): Promise<void> {
    this.#setFile(which, {
      file,
      peek: undefined,
      layout: { ...emptyLayout, ...how },
      survey: undefined,
      problem: undefined,
    });
    const peek = await this.#work("look", (scorer, watch) => scorer.peek(file, which, how, watch));
    if (!peek || this.#file(which)?.file !== file) return;
    const { layout, problem } = peek;
    this.#setFile(which, { file, peek, layout, survey: undefined, problem });
    if (which === "events" && !problem) await this.#survey();
  }

  /** Looks through EVENTS for what stands in the columns that are chosen; words that are known stand for what they name. */
  async #survey(): Promise<void> {
    const chosen = this.#file("events");
    if (!chosen) return;
    const { file, layout } = chosen;
    const survey = await this.#work("look", (scorer, watch) => scorer.survey({ file, layout }, watch));
    const now = this.#file("events");
    if (!survey || now?.file !== file || now.layout !== layout) return;
    const known = survey.indicators.flatMap(({ text, kind }) =>
      kind !== undefined && kind !== text ? [[text, kind] as const] : [],
    );
    const values = { ...layout.values, indicator: Object.fromEntries(known) };
    this.#setFile("events", { ...now, survey, layout: { ...layout, values } });
  }

  /** One piece of work at a time: a new one ends the one before. */
  async #work<Value>(
    kind: Work,
    ask: (
      scorer: RecordsScorer<File>,
      watch: { signal: AbortSignal; onProgress: (share: number) => void },
    ) => Promise<Value | undefined>,
  ): Promise<Value | undefined> {
    this.#abort?.abort();
    const abort = new AbortController();
    const { signal } = abort;
    this.#abort = abort;
    this.#set({ work: { kind, progress: 0 }, failure: undefined });
    const onProgress = (progress: number) => {
      if (!signal.aborted) this.#set({ work: { kind, progress } });
    };
    try {
      this.#scorer ??= this.#sandtable.records();
      return await ask(await this.#scorer, { signal, onProgress });
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
      return undefined;
    } finally {
      if (this.#abort === abort) {
        this.#abort = undefined;
        this.#set({ work: undefined });
      }
    }
  }

  #fail(error: unknown): void {
    if (error instanceof RecordsFailure) {
      this.#set({ failure: error.problem });
      return;
    }
    // The part of the page that reads records did not load: the next try asks for it again.
    this.#scorer = undefined;
    const detail = error instanceof Error ? error.message : String(error);
    this.#set({ failure: { kind: "run", failure: { code: "workerLost", detail } } });
  }
}
