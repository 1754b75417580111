/**
 * Verification by real records: what is asked of whoever reads and scores them, and what comes back. The store knows
 * these shapes and no thread; a chosen file is whatever the host has for one.
 */
import type { Outcome } from "./outcome.ts";
import type { RunFailure } from "./runner.ts";
import type { Scenario } from "./scenario.ts";
import type { Language, LocalText } from "./text.ts";

export type RecordsFile = "events" | "members";

/** How bytes can be read as text. A file that is not UTF-8 does not say what it is: the reader of the page does. */
export const encodings = ["utf-8", "gb18030", "utf-16le"] as const;
export type Encoding = (typeof encodings)[number];

export const delimiters = [",", ";", "\t"] as const;
export type Delimiter = (typeof delimiters)[number];

/** What amounts of money are written in: whole cents, or yuan with at most two decimals. */
export const moneyUnits = ["cents", "yuan"] as const;
export type MoneyUnit = (typeof moneyUnits)[number];

/** How the rows of a file are to be read. */
export type Layout = {
  encoding: Encoding;
  delimiter: Delimiter;
  /** By name of the field (`record-words.ts`) the position of its column, from 0. Other columns are not read. */
  columns: Record<string, number>;
  /** By field, what a cell stands for where that is not its own text; null for rows that are passed over. */
  values: Record<string, Record<string, string | null>>;
  /** Undefined where neither the file nor its reader has said it; then cents are read, and nobody should ask for it. */
  money?: MoneyUnit | undefined;
};

/** A row that cannot be used, and why. */
export type RecordFault = {
  file: RecordsFile;
  /** Line of the file, from 1, the header included. */
  row: number;
  /** Name of the field; empty where the whole row is meant. */
  field: string;
  /** What stands in the cell, its beginning where it is long, without what cannot be seen; empty for an empty cell, or no one cell. */
  value: string;
  reason: LocalText;
};

/** What the beginning of a file looks like when it is read in a certain way. */
export type Peek = {
  /** The one that was found by names; the reader may change it. */
  layout: Layout;
  /** Cells of the header. */
  header: string[];
  /** Lines and cells of the first rows. */
  rows: { line: number; cells: string[] }[];
  /** Why the file cannot be used when it is read like this. */
  problem: FileProblem | undefined;
};

/** `encoding`: another choice may help. */
export type FileProblem = { kind: "empty" | "encoding" | "binary" | "header"; words: LocalText };

/** What a whole file holds in the columns that matter before scoring. */
export type Survey = {
  rows: number;
  /**
   * Texts in the column of indicators, the most frequent first, with the rows that have them, and the kind of record
   * that they name; undefined where they name none that is known.
   */
  indicators: { text: string; rows: number; kind: string | undefined }[];
  /** Texts in the columns of services and channels, the most frequent first; empty cells are none. */
  origins: Record<"service" | "channel", { text: string; rows: number }[]>;
  /** First and last real date, yyyy-mm-dd; undefined where there is none. */
  dates: { first: string; last: string } | undefined;
};

export type Reading<Chosen> = { file: Chosen; layout: Layout };

export type ScoreRequest<Chosen> = {
  scenario: Scenario;
  events: Reading<Chosen>;
  members: Reading<Chosen> | undefined;
  /** Leave bad rows out as if they were not there; else nothing is scored where there are some. */
  skipBad: boolean;
};

/** What was read of one file; `used` rows are those without a fault. */
export type RowCounts = { read: number; used: number; bad: number };

/** How many: all of them; who were there before the run; who joined in it; who cancelled. */
export type MemberCounts = { all: number; joinedBefore: number; joinedInRun: number; cancelled: number };

/** Points per member over the run, of the members of the file: quantiles, mean, and members without a point. */
export type PointsSpread = {
  p5: number;
  p25: number;
  p50: number;
  p75: number;
  p95: number;
  max: number;
  mean: number;
  without: number;
};

export type ScoredRecords = {
  outcome: Outcome;
  members: MemberCounts;
  /** Points that the file's redemptions ask for, and what members held of them. */
  redemptions: { asked: number; booked: number };
  /** By currency. */
  earned: Record<string, PointsSpread>;
};

export type ScoreReply = {
  rows: Record<RecordsFile, RowCounts>;
  /** The first of them; all are counted in `rows`. */
  badRows: RecordFault[];
  /** Undefined where bad rows keep anything from being scored. */
  scored: ScoredRecords | undefined;
};

/** What a table for download holds: every posting, or a row for each member. */
export type RecordsTable = "ledger" | "members";

/** What went wrong with a file, or with the run. */
export type RecordsProblem =
  | { kind: "file"; file: RecordsFile | undefined; words: LocalText }
  | { kind: "run"; failure: RunFailure };

export class RecordsFailure extends Error {
  constructor(readonly problem: RecordsProblem) {
    super(problem.kind === "file" ? problem.words.en : problem.failure.detail);
    this.name = "RecordsFailure";
  }
}

/** The part of an AbortSignal that is needed; the domain knows no DOM. */
export type Watch = {
  signal: {
    readonly aborted: boolean;
    addEventListener(type: "abort", listener: () => void): void;
    removeEventListener(type: "abort", listener: () => void): void;
  };
  /** Hears how much is done, 0–1. */
  onProgress: (share: number) => void;
};

/** Each answer is undefined once the signal is aborted. Rejects with `RecordsFailure`. */
export type RecordsScorer<Chosen> = {
  /** Looks at the beginning of a file; what is not said of how to read it is found. */
  peek(
    file: Chosen,
    which: RecordsFile,
    how: { encoding?: Encoding; delimiter?: Delimiter },
    watch: Watch,
  ): Promise<Peek | undefined>;
  survey(reading: Reading<Chosen>, watch: Watch): Promise<Survey | undefined>;
  score(request: ScoreRequest<Chosen>, watch: Watch): Promise<ScoreReply | undefined>;
  /** A table of what was scored, as CSV. */
  table(
    request: ScoreRequest<Chosen>,
    table: RecordsTable,
    /** Of the file, and the language of its words. */
    file: { name: string; language: Language },
    watch: Watch,
  ): Promise<Chosen | undefined>;
  /** Records as the scenario's own population would leave them. */
  sample(scenario: Scenario, watch: Watch): Promise<Record<RecordsFile, Chosen> | undefined>;
};
