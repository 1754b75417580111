/**
 * What runs inside the scoring thread: files are read as streams, checked, and played by the engine. Between two pieces
 * of work it listens, so that a request can be cancelled and says how far it is.
 */
import type {
  Encoding,
  Layout,
  Peek,
  RecordsFile,
  RecordsProblem,
  RecordsTable,
  ScoredRecords,
  ScoreReply,
  Survey,
} from "../domain/records-port.ts";
import { RunError } from "../domain/runner.ts";
import type { Scenario } from "../domain/scenario.ts";
import { type Language, text } from "../domain/text.ts";
import { compile, type Program } from "../engine/compile.ts";
import type { Journal } from "../engine/journal.ts";
import type { RunState } from "../engine/run-state.ts";
import { openSimulation, simulateDay } from "../engine/simulate.ts";
import { closeTally } from "../engine/tally-day.ts";
import { engineVersion } from "../engine/version.ts";
import { ledgerWords } from "../i18n/ledger.ts";
import type { CsvReader } from "../records/csv.ts";
import { amountLimits } from "../records/kinds.ts";
import { peekAt } from "../records/layout.ts";
import { recordedSource } from "../records/recorded-source.ts";
import { openRecords, type Records, readingKeyOf } from "../records/records.ts";
import { sampleOf } from "../records/sample.ts";
import {
  memberCountsOf,
  outcomeOf,
  redemptionsOf,
  rowCountsOf,
  spreadOf,
} from "../records/scored-records.ts";
import { RecordsError } from "../records/sheet.ts";
import { surveyor } from "../records/survey.ts";
import { keepLedger, writeMembers } from "../records/tables.ts";
import { Cancelled, type Pace, paceOf, partOf } from "./pace.ts";

/** A file and how to read it; the number tells files apart, which are copied on their way here. */
export type NumberedReading = { file: Blob; number: number; layout: Layout };

export type ScoreTask = {
  scenario: Scenario;
  events: NumberedReading;
  members: NumberedReading | undefined;
  skipBad: boolean;
};

/** Errors lose their fields between threads, so that a failure is an answer like any other. */
export type Reply<Value> = { value: Value } | { problem: RecordsProblem } | { cancelled: true };

type Progress = (share: number) => unknown;

/** Each request has a number of its own, by which it is cancelled. */
export type ScoreService = {
  /** Version of the engine inside. */
  ready(): string;
  cancel(request: number): void;
  peek(
    request: number,
    file: Blob,
    which: RecordsFile,
    how: Partial<Pick<Layout, "encoding" | "delimiter">>,
  ): Promise<Reply<Peek>>;
  survey(request: number, reading: NumberedReading, onProgress: Progress): Promise<Reply<Survey>>;
  score(request: number, task: ScoreTask, onProgress: Progress): Promise<Reply<ScoreReply>>;
  table(
    request: number,
    task: ScoreTask,
    table: RecordsTable,
    language: Language,
    onProgress: Progress,
  ): Promise<Reply<Blob>>;
  sample(
    request: number,
    scenario: Scenario,
    onProgress: Progress,
  ): Promise<Reply<Record<RecordsFile, Blob>>>;
};

/** What a thread does with records: reads and scores them, and makes samples of them; each request can be cancelled. */
export function createScoreService(): ScoreService {
  const cancelled = new Set<number>();
  const read = recordsKeeper();

  const answer = async <Value>(
    request: number,
    onProgress: Progress,
    work: (pace: Pace) => Promise<Value>,
  ): Promise<Reply<Value>> => {
    try {
      return { value: await work(paceOf(() => cancelled.has(request), onProgress)) };
    } catch (error) {
      if (error instanceof Cancelled) return { cancelled: true };
      const problem = problemOf(error);
      if (problem) return { problem };
      throw error;
    } finally {
      cancelled.delete(request);
    }
  };

  return {
    ready: () => engineVersion,
    cancel: (request) => void cancelled.add(request),
    peek: (request, file, which, how) =>
      answer(
        request,
        () => undefined,
        () => peek(file, which, how),
      ),
    survey: (request, reading, onProgress) => answer(request, onProgress, (pace) => survey(reading, pace)),
    score: (request, task, onProgress) => answer(request, onProgress, (pace) => score(read, task, pace)),
    table: (request, task, table, language, onProgress) =>
      answer(request, onProgress, (pace) => tableOf(read, task, table, language, pace)),
    sample: (request, scenario, onProgress) => answer(request, onProgress, (pace) => sample(scenario, pace)),
  };
}

/** What a planner can do something about; anything else is a fault of ours, and ends the request as one. */
function problemOf(error: unknown): RecordsProblem | undefined {
  if (error instanceof RunError) return { kind: "run", failure: error.failure };
  if (error instanceof RecordsError) return { kind: "file", file: error.file, words: error.words };
  if (error instanceof DOMException && error.name !== "DataCloneError")
    return {
      kind: "file",
      file: undefined,
      words: text(
        "文件读不出来：选择之后它可能被改动、移动或删除了，请重新选择",
        "the file cannot be read: it may have been changed, moved or deleted since it was chosen; choose it again",
      ),
    };
  return undefined;
}

/** Enough for a header and a few rows, whatever their length. */
const peekBytes = 256 * 1024;

async function peek(
  file: Blob,
  which: RecordsFile,
  how: Partial<Pick<Layout, "encoding" | "delimiter">>,
): Promise<Peek> {
  const bytes = new Uint8Array(await file.slice(0, peekBytes).arrayBuffer());
  const hasMark16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const encoding = how.encoding ?? (hasMark16 ? "utf-16le" : "utf-8");
  const start = encoding === "utf-8" ? bytes : encoder.encode(new TextDecoder(encoding).decode(bytes));
  return peekAt(start, file.size <= peekBytes, which, { encoding, delimiter: how.delimiter });
}

async function survey(reading: NumberedReading, pace: Pace): Promise<Survey> {
  const look = surveyor(reading.layout);
  await readAll("events", reading, look, pace);
  return look.found();
}

const encoder = new TextEncoder();

/** A file that does not end is no file of records. */
const fileBytesMax = 4 * 1024 * 1024 * 1024;

/** Hands a file to a reader, chunk by chunk, as UTF-8. @throws RecordsError from the reader, DOMException */
async function readAll(
  which: RecordsFile,
  { file, layout: { encoding } }: NumberedReading,
  into: CsvReader,
  pace: Pace,
): Promise<void> {
  if (file.size > fileBytesMax) throw new RecordsError(which, text("文件超过 4 GB", "the file is over 4 GB"));
  const decoder = utf8From(encoding);
  const stream = file.stream().getReader();
  try {
    for (let length = 0; ; ) {
      const { done, value } = await stream.read();
      if (done) break;
      into.push(decoder.push(value));
      length += value.length;
      await pace(length / file.size);
    }
  } finally {
    stream.cancel().catch(() => undefined);
  }
  into.push(decoder.end());
  into.end();
}

/** Turns bytes of an encoding into those of UTF-8; what is no text in it becomes the mark that the reader refuses. */
function utf8From(encoding: Encoding): { push(chunk: Uint8Array): Uint8Array; end(): Uint8Array } {
  if (encoding === "utf-8") return { push: (chunk) => chunk, end: () => new Uint8Array(0) };
  const decoder = new TextDecoder(encoding);
  return {
    push: (chunk) => encoder.encode(decoder.decode(chunk, { stream: true })),
    end: () => encoder.encode(decoder.decode()),
  };
}

type Read = Pick<ScoreReply, "rows" | "badRows"> & {
  records: Records;
  /** Whether there are rows, or might be, that were refused for an amount above its limit. */
  hasTooLarge: boolean;
};
type ReadRecords = (program: Program, task: ScoreTask, pace: Pace) => Promise<Read>;

/** Reads the files of a task, or remembers them: most changes of a rule change nothing in how its records are read. */
function recordsKeeper(): ReadRecords {
  let kept: { key: string; read: Read; limits: readonly number[] } | undefined;
  return async (program, task, pace) => {
    const files = [task.events, task.members].map((reading) => reading && [reading.number, reading.layout]);
    const key = JSON.stringify([files, readingKeyOf(program)]);
    const limits = amountLimits(program);
    if (kept?.key === key && isAlikeWithin(limits, kept.limits, kept.read)) return kept.read;
    kept = undefined;
    const read = await readRecords(program, task, pace);
    kept = { key, read, limits };
    return read;
  };
}

/** Whether rows that were held to other limits of amounts, by kind, would be held the same to these. */
function isAlikeWithin(limits: readonly number[], before: readonly number[], read: Read): boolean {
  const { largestAmounts } = read.records;
  return limits.every(
    (limit, kind) =>
      limit === before[kind] || ((largestAmounts[kind] as number) <= limit && !read.hasTooLarge),
  );
}

async function readRecords(program: Program, { events, members }: ScoreTask, pace: Pace): Promise<Read> {
  const reader = openRecords(program, {
    events: events.layout,
    ...(members && { members: members.layout }),
  });
  const share = (members?.file.size ?? 0) / (events.file.size + (members?.file.size ?? 0));
  if (members) await readAll("members", members, reader.members, partOf(pace, 0, 0.9 * share));
  await readAll("events", events, reader.events, partOf(pace, 0.9 * share, 0.9));
  await pace(0.9);
  const records = reader.finish();
  await pace(1);
  const rows = { events: rowCountsOf(reader, "events"), members: rowCountsOf(reader, "members") };
  const badRows = reader.badRows.listed();
  const areAllListed = badRows.length === rows.events.bad + rows.members.bad;
  const hasTooLarge = !areAllListed || badRows.some(({ code }) => code === "tooLarge");
  return { rows, badRows, records, hasTooLarge };
}

async function score(read: ReadRecords, task: ScoreTask, pace: Pace): Promise<ScoreReply> {
  const program = compile(task.scenario);
  const { rows, badRows, records } = await read(program, task, partOf(pace, 0, 0.6));
  const told = { rows, badRows };
  if (badRows.length > 0 && !task.skipBad) return { ...told, scored: undefined };
  if (records.members.names.length === 0) throw nobody();
  const run = await play(program, records, () => undefined, partOf(pace, 0.6, 1));
  return { ...told, scored: scoredOf(run, records) };
}

function nobody(): RecordsError {
  return new RecordsError(
    "events",
    text("没有一行可用的记录，无从计算", "not a single row can be used, so there is nothing to score"),
  );
}

function scoredOf(run: RunState, records: Records): ScoredRecords {
  const { currencies } = run.program.scenario;
  const outcome = outcomeOf(run, records);
  const members = records.members.names.length;
  return {
    outcome,
    members: memberCountsOf(records, run),
    redemptions: redemptionsOf(records, run),
    earned: Object.fromEntries(currencies.map(({ id }, c) => [id, spreadOf(run.accounts[c]!, members)])),
  };
}

/** The engine over the records, day by day; perhaps with somebody who listens from the start. */
async function play(
  program: Program,
  records: Records,
  listen: (run: RunState) => Journal | undefined,
  pace: Pace,
): Promise<RunState> {
  const source = recordedSource(program, records);
  const run = openSimulation(program, source);
  const journal = listen(run);
  for (let day = 0; day < program.days.count; day++) {
    simulateDay(run, source, day);
    await pace((day + 1) / program.days.count);
  }
  closeTally(run);
  journal?.close();
  return run;
}

/** Scores again, which costs less than keeping every posting that might be asked for. */
async function tableOf(
  read: ReadRecords,
  task: ScoreTask,
  table: RecordsTable,
  language: Language,
  pace: Pace,
): Promise<Blob> {
  const program = compile(task.scenario);
  const { records } = await read(program, task, partOf(pace, 0, 0.6));
  const file = blobWriter();
  const listen = (run: RunState) =>
    table === "ledger"
      ? keepLedger(run, records, ledgerWords(task.scenario, language), file.write)
      : undefined;
  const run = await play(program, records, listen, partOf(pace, 0.6, 1));
  if (table === "members") writeMembers(run, records, file.write);
  return file.blob();
}

/** Characters that wait to become a part of the blob, which the browser may keep out of memory. */
const partLength = 1024 * 1024;

function blobWriter(): { write(line: string): void; blob(): Blob } {
  // Spreadsheets take text without the mark for one of their own encodings.
  const parts: BlobPart[] = ["\ufeff"];
  let waiting: string[] = [];
  let length = 0;
  const flush = () => {
    parts.push(new Blob([waiting.join("")]));
    waiting = [];
    length = 0;
  };
  return {
    write(line) {
      waiting.push(line);
      length += line.length;
      if (length > partLength) flush();
    },
    blob() {
      flush();
      return new Blob(parts, { type: "text/csv" });
    },
  };
}

async function sample(scenario: Scenario, pace: Pace): Promise<Record<RecordsFile, Blob>> {
  const { events, members } = await sampleOf(compile(scenario), pace);
  const file = (lines: readonly string[]) => new Blob(["\ufeff", ...lines], { type: "text/csv" });
  return { events: file(events), members: file(members) };
}
