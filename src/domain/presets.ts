/** The presets by id; the first is what opens. */
import { mobileSecurities } from "./preset-mobile-securities.ts";
import type { Scenario } from "./scenario.ts";

export const presets: readonly [Scenario, ...Scenario[]] = [mobileSecurities];

/** The preset with this id, as it was published. */
export function presetOf(id: string): Scenario | undefined {
  return presets.find((preset) => preset.id === id);
}
