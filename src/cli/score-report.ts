/** What `score` prints: one object for programs, tables for people. */
import type { Outcome } from "../domain/outcome.ts";
import type { MemberCounts, RowCounts } from "../domain/records-port.ts";
import type { Scenario } from "../domain/scenario.ts";
import { plainText } from "../domain/text.ts";
import { type Checks, checksOf } from "../domain/verdict-scheme.ts";
import { type Account, heldBy } from "../engine/ledger.ts";
import type { RunState } from "../engine/run-state.ts";
import type { BadRow } from "../records/bad-row.ts";
import type { Records } from "../records/records.ts";
import { memberCountsOf, memberStanding, redemptionsOf } from "../records/scored-records.ts";
import { aligned, checkLines, grouped, standingLines, structureLabel } from "./report.ts";

/** Everything that is said of the files, whether they are scored or not. */
export type Read = {
  engine: string;
  scenario: { id: string; digest: string };
  rows: RowCounts;
  /** Undefined without MEMBERS. */
  memberRows: RowCounts | undefined;
  badRows: BadRow[];
};

type ByCurrency = Record<string, number>;

export type Scored = Read & {
  members: MemberCounts;
  ledger: Outcome["ledger"];
  rules: Outcome["rules"];
  structure: Outcome["structures"];
  /** Left out of a scheme without tiers, levels and privileges. */
  standings?: NonNullable<Outcome["standings"]>;
  /** Step 4: the closed verification that the documents ask for. */
  checks: Checks;
  /** Points that the file's redemptions ask for, and what members held of them. */
  redemptions: { asked: number; booked: number };
  fingerprint: string;
  /** By currency, in ascending order of the members' names; `waiting` is the part of `balance` that cannot be spent yet. */
  perMember: ({ member: string } & Record<"balance" | "waiting" | "issued", ByCurrency> &
    ReturnType<typeof memberStanding>)[];
};

/** What `sandtable score --json` prints: rows read and left out, points by member, totals, structure, ledger. */
export function scored(read: Read, records: Records, run: RunState, outcome: Outcome): Scored {
  const { scenario } = run.program;
  const { ledger, rules, structures, standings, fingerprint } = outcome;
  return {
    ...read,
    members: memberCountsOf(records, run),
    ledger,
    rules,
    structure: structures,
    ...(standings && { standings }),
    checks: checksOf(scenario, outcome),
    redemptions: redemptionsOf(records, run),
    fingerprint,
    perMember: records.members.names.map((member, m) => ({
      member,
      balance: byCurrency(scenario, run, (account) => heldBy(account, m)),
      waiting: byCurrency(scenario, run, ({ pending }) => pending[m] ?? 0),
      issued: byCurrency(scenario, run, ({ issued }) => issued[m]!),
      ...memberStanding(run, m),
    })),
  };
}

function byCurrency(scenario: Scenario, { accounts }: RunState, figure: (account: Account) => number) {
  return Object.fromEntries(scenario.currencies.map(({ id }, c) => [id, figure(accounts[c]!)]));
}

/** The tables: rows, rules, ledger, structure, tiers and levels, and the bad rows that were left out. */
export function scoreReport(
  scenario: Scenario,
  result: Scored,
  badRows: readonly string[],
  ledgerPath: string | undefined,
): string {
  return [
    `${plainText(scenario.name.en)} (${scenario.id}), ${scenario.run.start} and ${scenario.run.days - 1} days after`,
    rowsLine("EVENTS", result.rows),
    ...(result.memberRows ? [rowsLine("MEMBERS", result.memberRows)] : []),
    membersLine(result.members),
    ...redemptionLines(result),
    "",
    ...ruleLines(scenario, result),
    "",
    ...ledgerLines(result),
    "",
    ...structureLines(result),
    "",
    ...standingLines(scenario, result, "members at the end"),
    ...checkLines(result.checks),
    "",
    ...badRows,
    `Engine ${result.engine}, scenario ${result.scenario.digest}, fingerprint ${result.fingerprint}`,
    ...(ledgerPath === undefined ? [] : [`Every posting: ${plainText(ledgerPath)}`]),
    "",
  ].join("\n");
}

function rowsLine(file: string, { read, used, bad }: RowCounts): string {
  return `${file}: ${grouped(read)} rows read, ${grouped(used)} used, ${grouped(bad)} bad`;
}

function membersLine({ all, joinedBefore, joinedInRun, cancelled }: Scored["members"]): string {
  return `${grouped(all)} members: ${grouped(joinedBefore)} before the run, ${grouped(joinedInRun)} joined in it, ${grouped(cancelled)} cancelled`;
}

function redemptionLines({ redemptions: { asked, booked } }: Scored): string[] {
  if (asked === booked) return [];
  return [
    `Redemptions ask for ${grouped(asked)} points, of which members held ${grouped(booked)}: only these are booked`,
  ];
}

function ruleLines({ rules }: Scenario, result: Scored): string[] {
  const rows = rules.map(({ id, currency }) => {
    const { awards, points, members } = result.rules[id]!;
    return [id, currency, grouped(awards), grouped(points), grouped(members)];
  });
  return [
    "Rules",
    ...aligned(
      [["", "currency", "awards", "points", "members"], ...rows],
      ["left", "left", "right", "right", "right"],
    ),
  ];
}

function ledgerLines({ ledger }: Scored): string[] {
  const currencies = Object.keys(ledger);
  const flows = Object.keys(Object.values(ledger)[0] ?? {}) as (keyof Outcome["ledger"][string])[];
  const rows = flows.map((flow) => [flow, ...currencies.map((id) => grouped(ledger[id]![flow]))]);
  return [
    "Ledger (points)",
    ...aligned([["", ...currencies], ...rows], ["left", ...currencies.map(() => "right" as const)]),
  ];
}

function structureLines({ structure }: Scored): string[] {
  const percent = (share: number) => (Number.isFinite(share) ? `${grouped(100 * share, 1)} %` : "–");
  const rows = structure.map(({ service, currency, issued, shares, target, passes }) => [
    structureLabel({ service, currency }, structure),
    grouped(issued),
    ...(["key", "secondary", "other"] as const).map(
      (weight) => `${percent(shares[weight])} (${percent(target[weight])})`,
    ),
    issued === 0 ? "nothing issued" : passes ? "passes" : "off target",
  ]);
  return [
    "Structure by service (target)",
    ...aligned(
      [["", "points", "key", "secondary", "other", ""], ...rows],
      ["left", "right", "right", "right", "right", "left"],
    ),
  ];
}
