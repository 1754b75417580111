/** What a lane is called. */
import type { Scenario } from "../../domain/scenario.ts";
import { inLanguage, type Language } from "../../domain/text.ts";
import { followMessages } from "../../i18n/follow.ts";
import type { LaneId } from "./year.ts";

/** What a lane of the year's picture is called: by its rule, or by the kind of its moves. */
export function laneName(id: LaneId, scenario: Scenario, language: Language): string {
  if (!id.startsWith("rule/")) return followMessages(language).lanes[id as Exclude<LaneId, `rule/${number}`>];
  const rule = scenario.rules[Number(id.slice(5))];
  return rule ? inLanguage(rule.name, language) : id;
}

/** Points with their sign; a true minus. */
export function signed(points: number, number: (value: number) => string): string {
  return points > 0 ? `+${number(points)}` : number(points);
}
