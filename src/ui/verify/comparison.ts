/** Records against simulation: the same figures of two outcomes side by side, and what is to be said of them. */
import type { Estimate, Outcome } from "../../domain/outcome.ts";
import type { Scenario } from "../../domain/scenario.ts";
import type { Weight } from "../../domain/service.ts";

/** A month as in `domain/kpi.ts`. */
const daysPerMonth = 365 / 12;

/** Months that members were enrolled for, added up over members (and replications). */
export function memberMonths({ memberDays }: Outcome): number {
  return memberDays / daysPerMonth;
}

/** A rule by both outcomes; points per member and month. `simulated` is undefined while there is no simulation. */
export type RulePair = {
  /** Position in the scenario. */
  position: number;
  currency: string;
  records: number;
  simulated: number | undefined;
  awards: number;
  members: number;
};

/** Rules that paid in either outcome, currency by currency, in each the largest by the records first. */
export function rulePairs(
  { rules, currencies }: Pick<Scenario, "rules" | "currencies">,
  records: Outcome,
  simulated: Outcome | undefined,
): RulePair[] {
  const placeOf = ({ currency }: RulePair) => currencies.findIndex(({ id }) => id === currency);
  const perMonth = (outcome: Outcome, id: string) => (outcome.rules[id]?.points ?? 0) / memberMonths(outcome);
  return rules
    .map(({ id, currency }, position) => ({
      position,
      currency,
      records: perMonth(records, id),
      simulated: simulated && perMonth(simulated, id),
      awards: records.rules[id]?.awards ?? 0,
      members: records.rules[id]?.members ?? 0,
    }))
    .filter((pair) => pair.records > 0 || (pair.simulated ?? 0) > 0)
    .sort(
      (a, b) => placeOf(a) - placeOf(b) || b.records - a.records || (b.simulated ?? 0) - (a.simulated ?? 0),
    );
}

/** The rule whose two figures lie furthest apart, as a part of what its currency's rules pay; undefined where none do. */
export function mostDifferent(pairs: readonly RulePair[]): RulePair | undefined {
  const apart = ({ currency, records, simulated }: RulePair) => {
    const alike = pairs.filter((pair) => pair.currency === currency);
    const all = alike.reduce((sum, pair) => sum + pair.records + (pair.simulated ?? 0), 0);
    return all > 0 ? Math.abs(records - (simulated ?? records)) / all : 0;
  };
  const [first] = [...pairs].sort((a, b) => apart(b) - apart(a));
  return first && apart(first) > 0 ? first : undefined;
}

/** Normal quantile of a 95 % interval. */
const z95 = 1.96;

/** Whether two estimates are further apart than chance explains (95 %); not where an error is unknown. */
export function areApart(a: Estimate, b: Estimate): boolean {
  return Math.abs(a.value - b.value) > z95 * Math.hypot(a.standardError, b.standardError);
}

/** A share of a service's points by the records, and by the simulation where that is known. */
export type SharePair = {
  service: string;
  currency: string;
  weight: Weight;
  records: number;
  simulated: number | undefined;
  target: number;
};

/** Weights of each service and currency that have points or a target. */
export function sharePairs(records: Outcome, simulated: Outcome | undefined): SharePair[] {
  return records.structures.flatMap(({ service, currency, shares, target }) => {
    const other = simulated?.structures.find(
      (structure) => structure.service === service && structure.currency === currency,
    );
    const weights = Object.keys(target) as Weight[];
    return weights
      .map((weight) => ({
        service,
        currency,
        weight,
        records: shares[weight],
        simulated: other?.shares[weight],
        target: target[weight],
      }))
      .filter((pair) => pair.target > 0 || pair.records > 0 || (pair.simulated ?? 0) > 0);
  });
}

/** Whether every service passes in every currency that it issued points of; undefined where none did. */
export function structurePasses({ structures }: Outcome): boolean | undefined {
  const judged = structures.filter(({ issued }) => issued > 0);
  return judged.length === 0 ? undefined : judged.every(({ passes }) => passes);
}
