/** Every award condition that a rule could have, each in a form that is valid as it stands (spec 1.3 step 2). */
import { blankAt, partsAt, shapeAt } from "./form.ts";
import type { Indicator } from "./indicator.ts";
import { type Condition, indicatorOf, type Rule } from "./rule.ts";
import type { Scenario } from "./scenario.ts";

const place = "rules/candidate/condition";

/** One condition of each kind, and of each indicator where the kind speaks of several; in the order of the schema. */
export function candidatesIn(scenario: Scenario): Condition[] {
  const shape = shapeAt(scenario, place);
  const kinds = shape?.kind === "variants" ? shape.kinds : [];
  return kinds.flatMap((kind) => {
    const condition = blankAt(scenario, place, kind) as Condition;
    const probe = { ...scenario, rules: [{ id: "candidate", condition } as Rule] };
    const indicator = partsAt(probe, place).find(({ key }) => key === "indicator");
    if (indicator?.shape.kind !== "choice") return [condition];
    return indicator.shape.choices.map((choice) => ({ ...condition, indicator: choice }) as Condition);
  });
}

/** Rules by the indicator that they listen to. */
export function rulesByIndicator(rules: readonly Rule[]): Map<Indicator, Rule[]> {
  const found = new Map<Indicator, Rule[]>();
  for (const rule of rules) {
    const indicator = indicatorOf(rule.condition);
    found.set(indicator, [...(found.get(indicator) ?? []), rule]);
  }
  return found;
}
