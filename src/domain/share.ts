/** Shares of what referred members earn: whether the chain comes to an end, and does not grow on its way (spec 1.7). */
import { mostFactor } from "./multiplied.ts";
import type { Problem } from "./problem.ts";
import type { Rule } from "./rule.ts";
import type { Scenario } from "./scenario.ts";

type Sharing = Rule & { condition: Extract<Rule["condition"], { kind: "shareOfReferred" }> };

/**
 * The rules whose share, times the most that its multipliers can make of it, is more than all of what was earned, and so
 * would grow from step to step; or all of it without a last step, and so would come up the whole chain undiminished. What
 * goes one step only may be as much as it likes.
 *
 * @param scenario with references that exist
 */
export function checkShares(scenario: Scenario): Problem[] {
  return scenario.rules.filter(isPassedOn).flatMap((rule): Problem[] => {
    const { basisPoints, depth } = rule.condition;
    const { over, under } = mostFactor(scenario, rule);
    const shared = over * BigInt(basisPoints);
    const all = under * 10_000n;
    if (shared < all || (shared === all && depth > 0)) return [];
    // Up, so that what is above all of it never reads as all.
    const percent = String(Number((shared * 10_000n + all - 1n) / all) / 100);
    const path = `rules/${rule.id}/condition/basisPoints`;
    return [{ code: shared === all ? "shareStays" : "shareGrows", path, percent }];
  });
}

/** More than one step up. */
function isPassedOn(rule: Rule): rule is Sharing {
  return rule.enabled && rule.condition.kind === "shareOfReferred" && rule.condition.depth !== 1;
}
