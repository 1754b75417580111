/** Steps 1, 3 and 4 of rule-making as one judgement of a scheme: every check, then the verdict of all (spec 1.3; [001]). */
import type { Outcome, Structure } from "./outcome.ts";
import type { Scenario } from "./scenario.ts";
import { type LocalText, text } from "./text.ts";
import type { Verdict, VerdictKind } from "./verdict.ts";
import { indicatorsVerdict, type Recommendation } from "./verdict-indicators.ts";
import { type AwardStrength, strengthVerdicts } from "./verdict-strength.ts";
import { structureVerdict } from "./verdict-structure.ts";
import { type ServiceTotal, totalVerdicts } from "./verdict-total.ts";

export type CheckName = "indicators" | "total" | "structure" | "strength";

export type Checks = {
  /** Step 1: by service, in the scenario's order. */
  indicators: Verdict<Recommendation>[];
  /** Step 3: by service and currency, in the outcome's order. */
  total: Verdict<ServiceTotal>[];
  structure: Verdict<Structure>[];
  /** By enabled rule, in the scenario's order. */
  strength: Verdict<AwardStrength>[];
  /** Step 4. */
  scheme: Verdict<SchemeFigures>;
};

type SchemeFigures = Record<VerdictKind, number> & {
  /** What a warning is about, and why: a service or a rule by its id; of a total and a structure also the currency. */
  warnings: { check: CheckName; of: string; currency?: string; reason: LocalText }[];
};

/**
 * Judges a scheme by a run of it. Pure and quick: a few sums over rules and services.
 *
 * @param outcome of this very scenario; of another one, what it lacks counts as not issued
 */
export function checksOf(scenario: Scenario, outcome: Outcome): Checks {
  const checks = {
    indicators: scenario.services.map((service) => indicatorsVerdict(scenario, service)),
    total: totalVerdicts(scenario, outcome),
    structure: outcome.structures.map(structureVerdict),
    strength: strengthVerdicts(scenario, outcome),
  };
  return { ...checks, scheme: schemeVerdict(checks) };
}

/** The total is advisory: its warnings are listed, and decide nothing ([001]: services are independent). */
function schemeVerdict({ indicators, total, structure, strength }: Omit<Checks, "scheme">): Checks["scheme"] {
  const deciding = [...indicators, ...structure, ...strength];
  const countOf = (kind: VerdictKind) => deciding.filter(({ verdict }) => verdict === kind).length;
  const figures: SchemeFigures = {
    pass: countOf("pass"),
    warn: countOf("warn"),
    none: countOf("none"),
    warnings: [
      ...warningsIn("indicators", indicators, ({ service }) => ({ of: service })),
      ...warningsIn("structure", structure, ({ service, currency }) => ({ of: service, currency })),
      ...warningsIn("strength", strength, ({ rule }) => ({ of: rule })),
      ...warningsIn("total", total, ({ service, currency }) => ({ of: service, currency })),
    ],
  };
  if (figures.warn > 0)
    return {
      verdict: "warn",
      reason: text(
        `${deciding.length} 项检查中有 ${figures.warn} 项存疑，请回到第 1 至 3 步调整指标、条件或分值。`,
        `${figures.warn} of ${deciding.length} checks in doubt: back to steps 1 to 3, for indicators, conditions or values.`,
      ),
      figures,
    };
  if (structure.every(({ verdict }) => verdict === "none"))
    return {
      verdict: "none",
      reason: text("没有发放积分，无从验证。", "No points were issued: nothing can be validated."),
      figures,
    };
  return {
    verdict: "pass",
    reason: text("指标、结构与单次分值都合理。", "Indicators, structure and single awards are sound."),
    figures,
  };
}

function warningsIn<Figures>(
  check: CheckName,
  verdicts: readonly Verdict<Figures>[],
  about: (figures: Figures) => { of: string; currency?: string },
): SchemeFigures["warnings"] {
  return verdicts
    .filter(({ verdict }) => verdict === "warn")
    .map(({ reason, figures }) => ({ check, ...about(figures), reason }));
}
