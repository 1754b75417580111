/** Tables of scored records, as lines of CSV: every posting, and a row for each member. */
import { isoDateOf } from "../domain/calendar.ts";
import { csvLine } from "../domain/csv-line.ts";
import type { Program } from "../engine/compile.ts";
import type { RunState } from "../engine/run-state.ts";
import type { Records } from "./records.ts";

type Write = (line: string) => void;

/** A listener for a run's postings that writes each as a line; the header comes at once. */
export function ledgerWriter(
  { scenario, days }: Program,
  { members }: Records,
  write: Write,
): NonNullable<RunState["onPosting"]> {
  const { names } = members;
  const rules = scenario.rules.map(({ id, currency }) => ({ id, currency }));
  let dateDay = -1;
  let date = "";
  write(csvLine(["member", "date", "rule", "currency", "points", "balance"]));
  return (rule, member, day, points, balance) => {
    if (day !== dateDay) {
      dateDay = day;
      date = isoDateOf(days.start + day);
    }
    const { id, currency } = rules[rule] as (typeof rules)[number];
    write(csvLine([names[member] as string, date, id, currency, points, balance]));
  };
}

/** By member, in ascending order of names, points issued and the balance at the end, currency by currency. */
export function writeMembers({ program, accounts }: RunState, { members }: Records, write: Write): void {
  const { currencies } = program.scenario;
  write(csvLine(["member", ...currencies.flatMap(({ id }) => [`issued ${id}`, `balance ${id}`])]));
  members.names.forEach((name, m) => {
    write(csvLine([name, ...accounts.flatMap(({ issued, balance }) => [issued[m]!, balance[m]!])]));
  });
}
