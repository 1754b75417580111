/**
 * Postings that cause postings: whether a scheme's rules could do so without end (spec 1.6, regeneration). Two ways are
 * refused: rules on earning that hear each other in a circle, and redeeming that earns back no less than it costs.
 */
import { type Earning, hears, mintingLoop } from "./minting.ts";
import type { Problem } from "./problem.ts";
import type { Scenario } from "./scenario.ts";

/**
 * The loops of a scenario whose references have been checked, each with the rules in it. Exchanges must not make points
 * out of nothing by themselves.
 */
export function checkCauses(scenario: Scenario): Problem[] {
  const enabled = scenario.rules.filter((rule) => rule.enabled);
  const earning = enabled.filter((rule): rule is Earning => rule.condition.kind === "perEarned");
  const loop = circleOf(earning);
  if (loop.length > 0)
    return [{ code: "ruleLoop", path: `rules/${loop[0]?.id}/condition`, rules: loop.map(({ id }) => id) }];
  const minting = mintingLoop(scenario, enabled, earning);
  if (!minting) return [];
  return [{ code: "mintingLoop", path: `rules/${minting.rules[0]}/condition`, ...minting }];
}

/** Rules on earning of which each hears the one before and the first the last, or none. A rule does not hear itself. */
function circleOf(rules: readonly Earning[]): Earning[] {
  const done = new Set<Earning>();
  const walk = (rule: Earning, path: Earning[]): Earning[] => {
    if (path.includes(rule)) return path.slice(path.indexOf(rule));
    if (done.has(rule)) return [];
    for (const next of rules.filter((other) => hears(other, rule))) {
      const found = walk(next, [...path, rule]);
      if (found.length > 0) return found;
    }
    done.add(rule);
    return [];
  };
  for (const rule of rules) {
    const found = walk(rule, []);
    if (found.length > 0) return found;
  }
  return [];
}
