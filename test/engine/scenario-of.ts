/** Small scenarios for tests: the preset with other rules, another currency, another run. */
import type { Currency } from "../../src/domain/currency.ts";
import { presets } from "../../src/domain/presets.ts";
import type { Condition, Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";

export const preset = presets[0];

/** A rule in the preset's service and currency. */
export function ruleOf(id: string, condition: Condition, points: number, more: Partial<Rule> = {}): Rule {
  return {
    id,
    name: text(id, id),
    service: "securities",
    currency: "points",
    enabled: true,
    condition,
    points,
    caps: {},
    ...more,
  };
}

type Changes = Partial<Pick<Scenario, "rules" | "items" | "rates" | "population">> & {
  run?: Partial<Scenario["run"]>;
  currency?: Partial<Currency>;
};

/** The preset with these parts changed. */
export function scenarioOf({ run, currency, ...parts }: Changes): Scenario {
  const base = structuredClone(preset);
  return {
    ...base,
    ...parts,
    run: { ...base.run, ...run },
    currencies: base.currencies.map((own) => ({ ...own, ...currency })),
  };
}
