/** Tables of scored records, as lines of CSV: every posting, and a row for each member. */
import { isoDateOf } from "../domain/calendar.ts";
import { csvLine } from "../domain/csv-line.ts";
import type { Scenario } from "../domain/scenario.ts";
import { type PostingLine, pointsOf, type TierLine } from "../domain/trace.ts";
import { type Journal, keepJournal } from "../engine/journal.ts";
import { heldBy } from "../engine/ledger.ts";
import type { RunState } from "../engine/run-state.ts";
import type { Records } from "./records.ts";
import { memberStanding } from "./scored-records.ts";

type Write = (line: string) => void;

/** Why a posting of a member of a segment (its position) is what it is, or a change of tier, in words. */
export type LedgerWords = (line: PostingLine | TierLine, segment: number | undefined) => string;

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
 * what moved otherwise, and every promotion and demotion. The header comes at once. Nothing is kept but sums by member.
 */
export function keepLedger(run: RunState, { members }: Records, say: LedgerWords, write: Write): Journal {
  const { scenario, days } = run.program;
  const { names } = members;
  const { segments } = scenario.population;
  let dateDay = -1;
  let date = "";
  const writeLine = (m: number, line: PostingLine | TierLine) => {
    if (line.day !== dateDay) {
      dateDay = line.day;
      date = isoDateOf(days.start + line.day);
    }
    const segment = run.roster.segment[m] as number;
    const said = say(line, segment < segments.length ? segment : undefined);
    const cells = line.kind === "tier" ? tierCells(scenario, line) : cellsOf(scenario, line);
    write(csvLine([names[m] as string, date, ...cells, said]));
  };
  write(csvLine(columns));
  run.onTier = (m, day, from, to) => writeLine(m, { kind: "tier", day, from, to });
  return keepJournal(run, { wants: () => true, nameOf: (m) => names[m] as string, write: writeLine });
}

/** From the rule to the cause: of the currency that promotes, and of no points. */
function tierCells({ tiers }: Scenario, { from, to }: TierLine): (string | number)[] {
  return ["", tiers?.currency ?? "", 0, "", "", to > from ? "promoted" : "demoted"];
}

/** From the rule to the cause; what was not paid leaves the balance out. */
function cellsOf({ rules, currencies }: Scenario, line: PostingLine): (string | number)[] {
  const rule = line.kind === "award" ? (rules[line.rule]?.id ?? "") : "";
  const { balance = "", waiting = 0 } = line;
  const currency = currencies[line.currency]?.id ?? "";
  const cause = line.kind === "award" && line.paid === 0 ? "unpaid" : line.kind;
  return [rule, currency, pointsOf(line), balance, balance === "" ? "" : waiting, cause];
}

/**
 * By member, in ascending order of names, points issued and held at the end, what of them waits, currency by currency; then
 * its tier and its level in each service that has some.
 */
export function writeMembers(run: RunState, { members }: Records, write: Write): void {
  const { program, accounts } = run;
  const { currencies, services, tiers } = program.scenario;
  const standing = [
    ...(tiers ? ["tier"] : []),
    ...program.levels.map(({ service }) => `level ${services[service]?.id}`),
  ];
  const ofPoints = currencies.flatMap(({ id }) => [`issued ${id}`, `balance ${id}`, `waiting ${id}`]);
  write(csvLine(["member", ...ofPoints, ...standing]));
  members.names.forEach((name, m) => {
    const { tier = [], levels = {} } = memberStanding(run, m);
    const points = accounts.flatMap((own) => [own.issued[m]!, heldBy(own, m), own.pending[m] ?? 0]);
    write(csvLine([name, ...points, ...[tier].flat(), ...Object.values(levels)]));
  });
}
