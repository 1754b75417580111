/** Every award condition that a rule could have, each in a form that is valid as it stands (spec 1.3 step 2). */
import { blankAt, partsAt, shapeAt } from "./form.ts";
import { type ActivityIndicator, activityIndicators, type Indicator } from "./indicator.ts";
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

/** Whether somebody does what the indicator measures: what only activities bring must be among them, with a rate. */
export function isMet({ population }: Scenario, indicator: Indicator): boolean {
  if (!activityIndicators.some((each) => each === indicator)) return true;
  return population.segments.some(({ activities = [] }) =>
    activities.some((activity) => activity.indicator === indicator && activity.times.meanPerLoginDay > 0),
  );
}

/** Lets every segment do, once in ten login days on average, what none of them does. Changes the draft. */
export function letMembersDo(draft: Scenario, indicator: ActivityIndicator): void {
  for (const segment of draft.population.segments) {
    const activity = {
      indicator,
      times: { kind: "gammaPoisson", meanPerLoginDay: 0.1, shape: 0.5 },
    } as const;
    segment.activities = [
      ...(segment.activities ?? []).filter((each) => each.indicator !== indicator),
      activity,
    ];
  }
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
