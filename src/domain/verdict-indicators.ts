/** Step 1: what the type × stage matrix recommends for a service, and whether the rules follow it (spec 1.3; [001] [002]). */
import { groupOf } from "./rule.ts";
import type { Scenario } from "./scenario.ts";
import {
  type Cell,
  cellsOf,
  type IndicatorGroup,
  indicatorGroupNames,
  indicatorGroups,
  type Nature,
  type Service,
  type Weight,
  weightOf,
  weights,
} from "./service.ts";
import { type LocalText, text } from "./text.ts";
import { listWords, type Verdict } from "./verdict.ts";

export type Recommendation = {
  service: string;
  /** The matrix cell of each nature of the service; `groups` is their union, where the higher weight wins. */
  cells: (Cell & { nature: Nature })[];
  groups: Record<Weight, IndicatorGroup[]>;
  /** Enabled rules of the service, by the group that their points count towards. */
  rules: { rule: string; group: IndicatorGroup; weight: Weight }[];
  /** Key groups that no enabled rule earns for. */
  keyWithoutRule: IndicatorGroup[];
};

/** The recommendation for a service and how its enabled rules meet it: a key group without a rule is a warning. */
export function indicatorsVerdict({ rules }: Scenario, service: Service): Verdict<Recommendation> {
  const groupsOf = (weight: Weight) => indicatorGroups.filter((group) => weightOf(service, group) === weight);
  const chosen = rules
    .filter((rule) => rule.service === service.id && rule.enabled)
    .map((rule) => ({ rule: rule.id, group: groupOf(rule), weight: weightOf(service, groupOf(rule)) }));
  const cells = cellsOf(service);
  const figures: Recommendation = {
    service: service.id,
    cells: service.natures.map((nature, position) => ({ nature, ...(cells[position] as Cell) })),
    groups: Object.fromEntries(
      weights.map((weight) => [weight, groupsOf(weight)]),
    ) as Recommendation["groups"],
    rules: chosen,
    keyWithoutRule: groupsOf("key").filter((group) => chosen.every((rule) => rule.group !== group)),
  };
  const verdict = chosen.length === 0 ? "none" : figures.keyWithoutRule.length > 0 ? "warn" : "pass";
  return { verdict, reason: reasonOf(figures), figures };
}

function reasonOf({ groups, rules, keyWithoutRule }: Recommendation): LocalText {
  const named = (list: readonly IndicatorGroup[]) =>
    listWords(list.map((group) => indicatorGroupNames[group]));
  const key = named(groups.key);
  const secondary = named(groups.secondary);
  const advice =
    groups.secondary.length > 0
      ? text(`重点应是${key.zh}，次重点${secondary.zh}`, `Key should be ${key.en}, secondary ${secondary.en}`)
      : text(`重点应是${key.zh}`, `Key should be ${key.en}`);
  const missing = named(keyWithoutRule);
  if (rules.length === 0)
    return text(`${advice.zh}；尚未启用任何规则。`, `${advice.en}; no rule is switched on.`);
  return keyWithoutRule.length > 0
    ? text(
        `${advice.zh}；但没有规则为${missing.zh}赠送积分。`,
        `${advice.en}; but no rule earns for ${missing.en}.`,
      )
    : text(`${advice.zh}；重点指标都有规则。`, `${advice.en}; every key indicator has a rule.`);
}
