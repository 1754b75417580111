/** `score`: real records through the same engine, for checking a scheme against what members did. */
import { type MoneyUnit, moneyUnits } from "../domain/records-port.ts";
import { compile, type Program } from "../engine/compile.ts";
import type { Journal } from "../engine/journal.ts";
import type { RunState } from "../engine/run-state.ts";
import { simulate } from "../engine/simulate.ts";
import { engineVersion } from "../engine/version.ts";
import { ledgerWords } from "../i18n/ledger.ts";
import { type BadRow, describeBadRow } from "../records/bad-row.ts";
import { recordedSource } from "../records/recorded-source.ts";
import { openRecords, type Records, type RecordsReader } from "../records/records.ts";
import { outcomeOf, rowCountsOf } from "../records/scored-records.ts";
import { RecordsError, type Sheet } from "../records/sheet.ts";
import { keepLedger } from "../records/tables.ts";
import type { Arguments } from "./arguments.ts";
import { isSameFile, readChunks, textFile } from "./chunks.ts";
import { bothLanguages, InputError } from "./input-error.ts";
import { type Read, scored, scoreReport } from "./score-report.ts";
import { scenarioFrom } from "./source.ts";

/**
 * Reads, checks and scores; the text to print. @throws InputError for wrong arguments and files, and for bad rows
 * without `--skip-bad`: then it carries what there is to print of them
 */
export async function score({ operands, texts, flags }: Arguments): Promise<string> {
  const [scenarioName, eventsPath] = operands as [string, string];
  const membersPath = texts.get("members");
  const ledgerPath = texts.get("ledger");
  const scenario = await scenarioFrom(scenarioName);
  for (const path of [eventsPath, membersPath, scenarioName])
    if (ledgerPath !== undefined && path !== undefined && isSameFile(path, ledgerPath))
      throw new InputError("--ledger", `would overwrite ${path}`);
  const program = compile(scenario);
  const reader = openRecords(program, {}, moneyFrom(texts.get("money")));
  if (membersPath !== undefined) await readSheet(membersPath, reader.members);
  await readSheet(eventsPath, reader.events);
  const records = reader.finish();
  const read = readOf(program, reader, membersPath !== undefined);
  const asJson = flags.has("json");
  if (read.badRows.length > 0 && !flags.has("skip-bad"))
    throw new InputError(
      pathOf(read, eventsPath, membersPath),
      refusal(read),
      asJson ? json(read) : badRowLines(read).join("\n"),
    );
  const run = play(program, records, ledgerPath);
  const result = scored(read, records, run, outcomeOf(run, records));
  return asJson ? json(result) : scoreReport(scenario, result, badRowLines(read), ledgerPath);
}

/** Cents where nothing else is said. */
function moneyFrom(said = "cents"): MoneyUnit {
  const unit = moneyUnits.find((known) => known === said);
  if (!unit) throw new InputError("--money", `must be cents or yuan, not "${said}"`);
  return unit;
}

async function readSheet(path: string, sheet: Sheet): Promise<void> {
  try {
    await readChunks(path, sheet.push);
    sheet.end();
  } catch (error) {
    if (error instanceof RecordsError) throw new InputError(path, bothLanguages(error.words));
    throw error;
  }
}

function readOf(program: Program, reader: RecordsReader, hasMembers: boolean): Read {
  return {
    engine: engineVersion,
    scenario: { id: program.scenario.id, digest: program.digest },
    rows: rowCountsOf(reader, "events"),
    memberRows: hasMembers ? rowCountsOf(reader, "members") : undefined,
    badRows: reader.badRows.listed(),
  };
}

/** The engine over the records; every posting goes to the ledger file where one is asked for. */
function play(program: Program, records: Records, ledgerPath: string | undefined): RunState {
  const source = recordedSource(program, records);
  if (ledgerPath === undefined) return simulate(program, source);
  const file = textFile(ledgerPath);
  const words = ledgerWords(program.scenario, "en");
  let journal: Journal | undefined;
  try {
    const run = simulate(program, {
      ...source,
      begin(state) {
        source.begin(state);
        journal = keepLedger(state, records, words, file.write);
      },
    });
    journal?.close();
    file.finish();
    return run;
  } finally {
    file.abandon();
  }
}

/** The file of the first bad row. */
function pathOf({ badRows: [first] }: Read, eventsPath: string, membersPath = eventsPath): string {
  return first?.file === "members" ? membersPath : eventsPath;
}

function refusal({ rows, memberRows, badRows }: Read): string {
  const bad = rows.bad + (memberRows?.bad ?? 0);
  const [first] = badRows as [BadRow, ...BadRow[]];
  const where = first.file === "members" ? "of MEMBERS, " : "";
  const count = bad === 1 ? "1 bad row" : `${bad} bad rows`;
  return `${count}, nothing is scored (--skip-bad leaves bad rows out); first ${where}${describeBadRow(first)}`;
}

const shownMax = 50;

/** The bad rows as lines for people, the first fifty of them. */
function badRowLines({ rows, memberRows, badRows }: Read): string[] {
  const bad = rows.bad + (memberRows?.bad ?? 0);
  if (bad === 0) return [];
  const shown = badRows.slice(0, shownMax);
  const file = { events: "EVENTS", members: "MEMBERS" };
  return [
    `Bad rows${bad > shown.length ? ` (the first ${shown.length} of ${bad})` : ""}`,
    ...shown.map((row) => `  ${file[row.file]} ${describeBadRow(row)}`),
    "",
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
