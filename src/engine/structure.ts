/** Structure of the issued points by weight of their indicators, against the target of the service's matrix cell (spec 1.3 step 3). */
import type { Structure } from "../domain/outcome.ts";
import { groupOf } from "../domain/rule.ts";
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

export function structuresOf(scenario: Scenario, tally: Tally): Structure[] {
  return scenario.services.map((service) => structureOf(scenario, service, tally));
}

function structureOf({ rules }: Scenario, service: Service, tally: Tally): Structure {
  const pointsOf = (position: number) => tally.rules[position * ruleColumns + 1] as number;
  const byGroup = indicatorGroups.flatMap((group) => {
    const points = rules.reduce(
      (sum, rule, position) =>
        sum + (rule.service === service.id && groupOf(rule) === group ? pointsOf(position) : 0),
      0,
    );
    return points > 0 ? [{ group, weight: weightOf(service, group), points }] : [];
  });
  const issued = byGroup.reduce((sum, { points }) => sum + points, 0);
  const shareOf = (weight: Structure["byGroup"][number]["weight"]) =>
    byGroup.reduce((sum, entry) => sum + (entry.weight === weight ? entry.points : 0), 0) / issued;
  const shares = { key: shareOf("key"), secondary: shareOf("secondary"), other: shareOf("other") };
  const target = structureTarget(service);
  const passes = weights.every((weight) => isNearTarget(shares[weight], target[weight]));
  const judged = { service: service.id, issued, shares, target, byGroup, passes };
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
