/** The comparison as a table for a spreadsheet: ids and plain numbers, so that other programs can read it. */
import { csvLine } from "../../domain/csv-line.ts";
import { kpiNames } from "../../domain/kpi.ts";
import type { LedgerTotals, Outcome } from "../../domain/outcome.ts";
import type { ScoredRecords, ScoreReply } from "../../domain/records-port.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { memberMonths, rulePairs, sharePairs } from "./comparison.ts";
import { csvFile } from "./download.ts";

type Parts = { scored: ScoredRecords; simulated: Outcome | undefined; scenario: Scenario };

/** The comparison of records and simulation as a CSV file to keep: a figure to a line. */
export function totalsFile(parts: Parts, { rows }: ScoreReply): File {
  const counts = [
    ["rows used", "events", rows.events.used, ""],
    ["rows bad", "events", rows.events.bad, ""],
    ["rows used", "members", rows.members.used, ""],
    ["rows bad", "members", rows.members.bad, ""],
  ];
  return csvFile("comparison.csv", [...counts, ...totalsOf(parts)].reduce(withLine, [head]));
}

const head = csvLine(["figure", "of", "records", "simulation"]);

function withLine(lines: string[], cells: (string | number)[]): string[] {
  lines.push(csvLine(cells));
  return lines;
}

type Line = [figure: string, of: string, records: number, simulation: number | ""];

/** Every figure of both; a figure that does not exist is an empty cell. */
function totalsOf({ scored, simulated, scenario }: Parts): (string | number)[][] {
  const { outcome: records } = scored;
  const lines: Line[] = [
    ["members", "", scored.members.all, simulated?.members ?? ""],
    ["member-months", "", memberMonths(records), simulated ? memberMonths(simulated) : ""],
    ...kpiNames.map((kpi): Line => [kpi, "", records.kpis[kpi].value, simulated?.kpis[kpi].value ?? ""]),
    ...kpiNames.map(
      (kpi): Line => [
        `${kpi} standard error`,
        "",
        records.kpis[kpi].standardError,
        simulated?.kpis[kpi].standardError ?? "",
      ],
    ),
    ...sharePairs(records, simulated).map(
      ({ service, currency, weight, records: ours, simulated: theirs }): Line => [
        "structure",
        scenario.currencies.length > 1 ? `${service} ${currency} ${weight}` : `${service} ${weight}`,
        ours,
        theirs ?? "",
      ],
    ),
    ...rulePairs(scenario, records, simulated).map(
      ({ position, records: ours, simulated: theirs }): Line => [
        "points per member-month",
        scenario.rules[position]!.id,
        ours,
        theirs ?? "",
      ],
    ),
    ...Object.entries(records.ledger).flatMap(([currency, totals]) =>
      Object.entries(totals).map(
        ([flow, points]): Line => [
          `ledger ${flow}`,
          currency,
          points,
          simulated?.ledger[currency]?.[flow as keyof LedgerTotals] ?? "",
        ],
      ),
    ),
  ];
  return lines.map(([figure, of, ours, theirs]) => [figure, of, finite(ours), finite(theirs)]);
}

function finite(value: number | ""): number | string {
  return typeof value === "number" && Number.isFinite(value) ? value : "";
}
