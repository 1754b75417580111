/** What `run` prints: one object for programs, a table for people. Both speak English and of one outcome. */
import type { Unit } from "../domain/field.ts";
import { type KpiName, kpiDefinitions, kpiNames } from "../domain/kpi.ts";
import type { Estimate, Outcome, Structure } from "../domain/outcome.ts";
import type { Scenario } from "../domain/scenario.ts";
import { levelWords, privilegeWords, tierWords } from "../domain/standing-words.ts";
import { plainText } from "../domain/text.ts";
import { type Checks, checksOf } from "../domain/verdict-scheme.ts";
import { type Warning, warningsOf } from "../domain/warning.ts";

type Figure = Estimate & { unit: Unit; definition: string };

export type Report = Pick<
  Outcome,
  "engine" | "scenario" | "seed" | "members" | "days" | "replications" | "memberDays"
> & {
  ledger: Outcome["ledger"];
  rules: Outcome["rules"];
  kpis: Record<KpiName, Figure>;
  /** Absent of a scheme without tiers, levels and privileges. */
  standings: Outcome["standings"];
  checks: Checks;
  warnings: Warning[];
  fingerprint: string;
};

/** The object that `run --json` prints; figures without a denominator are NaN here and null in JSON. */
export function reportOf(checked: Scenario, outcome: Outcome): Report {
  const { engine, scenario, seed, members, days, replications, memberDays, ledger, rules, fingerprint } =
    outcome;
  const kpis = Object.fromEntries(
    kpiNames.map((name) => {
      const { unit, definition } = kpiDefinitions[name];
      return [name, { ...outcome.kpis[name], unit, definition: definition.en }];
    }),
  ) as Report["kpis"];
  return {
    engine,
    scenario,
    seed,
    members,
    days,
    replications,
    memberDays,
    ledger,
    rules,
    kpis,
    standings: outcome.standings,
    checks: checksOf(checked, outcome),
    warnings: warningsOf(checked),
    fingerprint,
  };
}

/** The table that `run` prints. */
export function tableOf(scenario: Scenario, outcome: Outcome): string {
  const { members, days, replications, seed, memberDays } = outcome;
  const size = `${grouped(members)} members × ${grouped(days)} days × ${grouped(replications)} replications`;
  return [
    `${plainText(scenario.name.en)} (${scenario.id})`,
    `${size}, ${grouped(memberDays)} member-days, seed "${plainText(seed)}"`,
    "",
    ...figureLines(outcome),
    "",
    ...ledgerLines(outcome),
    "",
    ...ruleLines(outcome),
    "",
    ...standingLines(scenario, outcome, "members at the end, all replications"),
    ...checkLines(checksOf(scenario, outcome)),
    "",
    `Engine ${outcome.engine}, scenario ${outcome.scenario.digest}, fingerprint ${outcome.fingerprint}`,
    "",
  ].join("\n");
}

function figureLines({ kpis, intervalsFrom, expiryUnseen }: Outcome): string[] {
  const provisional = intervalsFrom === "members" ? ", provisional: between members only" : "";
  const rows = kpiNames.map((name) => {
    const { label, unit } = kpiDefinitions[name];
    return [label.en, ...shownFigure(kpis[name], unit)];
  });
  return [
    `Figures (± half of the 95 % interval${provisional})`,
    ...aligned(rows, ["left", "right", "right", "left"]),
    ...(expiryUnseen ? ["  The run is shorter than a validity: expiry is not seen yet."] : []),
  ];
}

function ledgerLines({ ledger }: Outcome): string[] {
  const currencies = Object.keys(ledger);
  const [first] = Object.values(ledger);
  const flows = first ? (Object.keys(first) as (keyof typeof first)[]) : [];
  const rows = flows.map((flow) => [flow, ...currencies.map((id) => grouped(ledger[id]![flow]))]);
  return [
    "Ledger (points, all replications)",
    ...aligned([["", ...currencies], ...rows], ["left", ...currencies.map(() => "right" as const)]),
  ];
}

function ruleLines({ rules }: Outcome): string[] {
  const rows = Object.entries(rules).map(([id, { awards, points, members }]) => [
    id,
    grouped(awards),
    grouped(points),
    grouped(members),
  ]);
  return [
    "Rules (all replications)",
    ...aligned([["", "awards", "points", "members"], ...rows], ["left", "right", "right", "right"]),
  ];
}

/** Who stands where and holds what, each by the sentence that says how; nothing of a scheme without. */
export function standingLines(
  scenario: Scenario,
  { standings }: Pick<Outcome, "standings">,
  counted: string,
): string[] {
  if (!standings) return [];
  const { tiers, services, privileges = [] } = scenario;
  const rows = [
    ...(tiers?.steps ?? []).map((step) => [tierWords(tiers!, step).en, grouped(standings.tiers[step.id]!)]),
    ...services.flatMap((service) =>
      (service.levels?.steps ?? []).map((step) => [
        levelWords(service, step).en,
        grouped(standings.levels[service.id]![step.id]!),
      ]),
    ),
    ...privileges.map((privilege) => {
      const { holders, reached, memberDays } = standings.privileges[privilege.id]!;
      const ever = `${grouped(reached)} have held it, on ${grouped(memberDays)} member-days in all`;
      return [privilegeWords(scenario, privilege).en, grouped(holders), ever];
    }),
  ].map(([words = "", ...rest]) => [plainText(words), ...rest]);
  return [`Tiers, levels and privileges (${counted})`, ...aligned(rows, ["left", "right", "left"]), ""];
}

/** Each check of rule-making on a line: what it says of which service or rule, and why. */
export function checkLines({ indicators, total, structure, strength, scheme }: Checks): string[] {
  const line = (name: string, { verdict, reason }: Pick<Checks["scheme"], "verdict" | "reason">) => [
    verdict === "none" ? "–" : verdict,
    name,
    reason.en,
  ];
  const structures = structure.map(({ figures }) => figures);
  const rows = [
    ...indicators.map((one) => line(`indicators, ${one.figures.service}`, one)),
    ...total.map((one) => line(`total, ${structureLabel(one.figures, structures)}`, one)),
    ...structure.map((one) => line(`structure, ${structureLabel(one.figures, structures)}`, one)),
    ...strength.map((one) => line(`award, ${one.figures.rule}`, one)),
    line("scheme", scheme),
  ];
  return ["Checks (steps 1, 3 and 4 of rule-making)", ...aligned(rows, ["left", "left", "left"])];
}

/** The service's id and, where `among` are structures of several currencies, the currency's. */
export function structureLabel(
  { service, currency }: Pick<Structure, "service" | "currency">,
  among: readonly Structure[],
): string {
  return among.some((other) => other.currency !== currency) ? `${service}, ${currency}` : service;
}

const shownUnits: Partial<Record<Unit, { factor: number; name: string }>> = {
  cents: { factor: 0.01, name: "yuan" },
  centsPerMonth: { factor: 0.01, name: "yuan a month" },
  share: { factor: 100, name: "%" },
  basisPoints: { factor: 0.01, name: "%" },
};

/** Value, half-width and unit, with no more digits than two of the half-width. */
function shownFigure({ value, low, high }: Estimate, unit: Unit): [string, string, string] {
  const { factor, name } = shownUnits[unit] ?? { factor: 1, name: unit };
  if (!Number.isFinite(value)) return ["–", "", "nothing to divide by"];
  const halfWidth = ((high - low) / 2) * factor;
  const uncertain = Number.isFinite(halfWidth) && halfWidth > 0;
  const decimals = uncertain ? Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(halfWidth)))) : 2;
  return [
    grouped(value * factor, decimals),
    uncertain ? `± ${grouped(halfWidth, decimals)}` : halfWidth === 0 ? "± 0" : "",
    name,
  ];
}

/** A number with thousands apart. */
export function grouped(value: number, decimals = 0): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

type Side = "left" | "right";

/** Rows as lines, each column as wide as its widest cell. */
export function aligned(rows: readonly string[][], sides: readonly Side[]): string[] {
  const widths = sides.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => {
    const cells = widths.map((width, column) => {
      const cell = row[column] ?? "";
      return sides[column] === "right" ? cell.padStart(width) : cell.padEnd(width);
    });
    return `  ${cells.join("  ")}`.trimEnd();
  });
}
