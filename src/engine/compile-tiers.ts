/** Tiers → CompiledTiers: plain numbers for the loops. */
import type { Scenario } from "../domain/scenario.ts";
import type { Tiers } from "../domain/tier.ts";

export type CompiledTiers = {
  currency: number;
  /** Points that each tier asks for, ascending from 0. */
  thresholds: number[];
  validityMonths: number;
  demotion: Tiers["demotion"];
};

export function compileTiers({ currencies }: Scenario, tiers: Tiers): CompiledTiers {
  return {
    currency: currencies.findIndex(({ id }) => id === tiers.currency),
    thresholds: tiers.steps.map(({ threshold }) => threshold),
    validityMonths: tiers.validityMonths,
    demotion: tiers.demotion,
  };
}
