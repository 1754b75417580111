/**
 * Structure of the issued points by weight of their indicators, against the target of the service's matrix cell (spec 1.3
 * step 3), by currency: like is compared with like.
 */
import { mainCurrency } from "../domain/on-offer.ts";
import type { Structure } from "../domain/outcome.ts";
import { groupOf, type Rule } from "../domain/rule.ts";
import type { Scenario } from "../domain/scenario.ts";
import {
  type IndicatorGroup,
  indicatorGroups,
  isNearTarget,
  type Service,
  structureTarget,
  targetWithoutSecondary,
  weightOf,
  weights,
} from "../domain/service.ts";
import { ruleColumns, type Tally } from "./tally.ts";

/** By service and currency, in the scenario's order: every currency that a rule of the service pays, or would. */
export function structuresOf(scenario: Scenario, tally: Tally): Structure[] {
  const paid = scenario.rules.map((rule, position) => ({
    rule,
    points: tally.rules[position * ruleColumns + 1] as number,
  }));
  return scenario.services.flatMap((service) => {
    const own = paid.filter(({ rule }) => rule.service === service.id);
    const isPaid = (currency: string) =>
      own.some(({ rule, points }) => rule.currency === currency && (rule.enabled || points > 0));
    const currencies = scenario.currencies.map(({ id }) => id).filter(isPaid);
    if (currencies.length === 0) currencies.push(scenario.currencies[mainCurrency(scenario)]?.id ?? "");
    return currencies.map((currency) =>
      structureOf(
        service,
        currency,
        own.filter(({ rule }) => rule.currency === currency),
      ),
    );
  });
}

/** What each of some rules has paid in all. */
type Paid = readonly { rule: Rule; points: number }[];

function structureOf(service: Service, currency: string, paid: Paid): Structure {
  const byGroup = indicatorGroups.flatMap((group) => {
    const points = paid.reduce((sum, { rule, points }) => sum + (groupOf(rule) === group ? points : 0), 0);
    return points > 0 ? [{ group, weight: weightOf(service, group), points }] : [];
  });
  const issued = byGroup.reduce((sum, { points }) => sum + points, 0);
  const shareOf = (weight: Structure["byGroup"][number]["weight"]) =>
    byGroup.reduce((sum, entry) => sum + (entry.weight === weight ? entry.points : 0), 0) / issued;
  const shares = { key: shareOf("key"), secondary: shareOf("secondary"), other: shareOf("other") };
  const target = structureTarget(service);
  const passes = weights.every((weight) => isNearTarget(shares[weight], target[weight]));
  const judged = { service: service.id, currency, issued, shares, target, byGroup, passes };
  return service.keyInDocument
    ? { ...judged, inDocument: inDocument(service.keyInDocument, byGroup, issued) }
    : judged;
}

function inDocument(
  keyGroups: IndicatorGroup[],
  byGroup: Structure["byGroup"],
  issued: number,
): NonNullable<Structure["inDocument"]> {
  const keyShare =
    byGroup.reduce((sum, { group, points }) => sum + (keyGroups.includes(group) ? points : 0), 0) / issued;
  const { key: keyTarget, other } = targetWithoutSecondary;
  return {
    keyGroups,
    keyShare,
    keyTarget,
    passes: isNearTarget(keyShare, keyTarget) && isNearTarget(1 - keyShare, other),
  };
}
