/** Tables of scored records, as lines of CSV: every posting, and a row for each member. */
import { isoDateOf } from "../domain/calendar.ts";
import { csvLine } from "../domain/csv-line.ts";
import type { Scenario } from "../domain/scenario.ts";
import { type PostingLine, pointsOf } from "../domain/trace.ts";
import { type Journal, keepJournal } from "../engine/journal.ts";
import { heldBy } from "../engine/ledger.ts";
import type { RunState } from "../engine/run-state.ts";
import type { Records } from "./records.ts";

type Write = (line: string) => void;

/** Why a posting of a member of a segment (its position) is what it is, in words. */
export type LedgerWords = (line: PostingLine, segment: number | undefined) => string;

const columns = [
  "member",
  "date",
  "rule",
  "currency",
  "points",
  "balance",
  "waiting",
  "cause",
  "explanation",
] as const;

/**
 * Writes every posting of a run of these records as a line, from before the first day on: awards, those of nothing too,
 * and what moved otherwise. The header comes at once. Nothing is kept but sums by member.
 */
export function keepLedger(run: RunState, { members }: Records, say: LedgerWords, write: Write): Journal {
  const { scenario, days } = run.program;
  const { names } = members;
  const { segments } = scenario.population;
  let dateDay = -1;
  let date = "";
  write(csvLine(columns));
  return keepJournal(run, {
    wants: () => true,
    nameOf: (m) => names[m] as string,
    write(m, line) {
      if (line.day !== dateDay) {
        dateDay = line.day;
        date = isoDateOf(days.start + line.day);
      }
      const segment = run.roster.segment[m] as number;
      const said = say(line, segment < segments.length ? segment : undefined);
      write(csvLine([names[m] as string, date, ...cellsOf(scenario, line), said]));
    },
  });
}

/** From the rule to the cause; what was not paid leaves the balance out. */
function cellsOf({ rules, currencies }: Scenario, line: PostingLine): (string | number)[] {
  const rule = line.kind === "award" ? (rules[line.rule]?.id ?? "") : "";
  const { balance = "", waiting = 0 } = line;
  const currency = currencies[line.currency]?.id ?? "";
  const cause = line.kind === "award" && line.paid === 0 ? "unpaid" : line.kind;
  return [rule, currency, pointsOf(line), balance, balance === "" ? "" : waiting, cause];
}

/** By member, in ascending order of names, points issued and held at the end, what of them waits, currency by currency. */
export function writeMembers({ program, accounts }: RunState, { members }: Records, write: Write): void {
  const { currencies } = program.scenario;
  write(
    csvLine([
      "member",
      ...currencies.flatMap(({ id }) => [`issued ${id}`, `balance ${id}`, `waiting ${id}`]),
    ]),
  );
  members.names.forEach((name, m) => {
    write(
      csvLine([name, ...accounts.flatMap((own) => [own.issued[m]!, heldBy(own, m), own.pending[m] ?? 0])]),
    );
  });
}
