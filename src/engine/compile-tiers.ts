/** Tiers, service levels and privileges as plain numbers for the loops. */
import type { Privilege } from "../domain/privilege.ts";
import type { Scenario } from "../domain/scenario.ts";
import type { Tiers } from "../domain/tier.ts";

export type CompiledTiers = {
  currency: number;
  /** Points that each tier asks for, ascending from 0. */
  thresholds: number[];
  /** By tier, the points that promote from it. */
  nextThreshold: Float64Array;
  validityMonths: number;
  demotion: Tiers["demotion"];
  /** Whether only the natural year's points promote. */
  byYear: boolean;
  /** By 1 + the position of a service: the tier that who activates or buys it enters; undefined where none says so. */
  entry: Uint8Array | undefined;
};

/** Tiers with their currency by position; validity in months, thresholds in points. */
export function compileTiers({ currencies, services }: Scenario, tiers: Tiers): CompiledTiers {
  const { entry = [], steps } = tiers;
  const entered = (service: string) =>
    Math.max(
      0,
      ...entry
        .filter(({ product }) => product === service)
        .map(({ tier }) => steps.findIndex(({ id }) => id === tier)),
    );
  const thresholds = steps.map(({ threshold }) => threshold);
  return {
    currency: currencies.findIndex(({ id }) => id === tiers.currency),
    thresholds,
    nextThreshold: Float64Array.from([...thresholds.slice(1), Number.POSITIVE_INFINITY]),
    validityMonths: tiers.validityMonths,
    demotion: tiers.demotion,
    byYear: tiers.promotedBy === "year",
    entry: entry.length > 0 ? Uint8Array.of(0, ...services.map(({ id }) => entered(id))) : undefined,
  };
}

export type CompiledLevels = {
  /** Position of the service. */
  service: number;
  currency: number;
  /** Points that each level asks for, ascending from 0. */
  thresholds: number[];
};

/** The levels of the services that have any, in the order of the services. */
export function compileLevels({ services, currencies }: Scenario): CompiledLevels[] {
  return services.flatMap(({ levels }, service) =>
    levels
      ? [
          {
            service,
            currency: currencies.findIndex(({ id }) => id === levels.currency),
            thresholds: levels.steps.map(({ threshold }) => threshold),
          },
        ]
      : [],
  );
}

/** What a privilege looks at, and from which number on it is held: a balance, points of a level, a tier. */
export type CompiledPrivilege = {
  kind: Privilege["held"]["kind"];
  /** Position of the currency, among the levels, or 0. */
  at: number;
  from: number;
};

/** Privileges by what they are held for: a balance, a level or a tier, as positions. */
export function compilePrivileges(
  scenario: Scenario,
  levels: readonly CompiledLevels[],
): CompiledPrivilege[] {
  const { services, currencies, tiers, privileges = [] } = scenario;
  return privileges.map(({ held }): CompiledPrivilege => {
    const { kind } = held;
    if (kind === "balance")
      return { kind, at: currencies.findIndex(({ id }) => id === held.currency), from: held.threshold };
    if (kind === "tier")
      return { kind, at: 0, from: (tiers?.steps ?? []).findIndex(({ id }) => id === held.tier) };
    const service = services.findIndex(({ id }) => id === held.service);
    const steps = services[service]?.levels?.steps ?? [];
    const from = steps.find(({ id }) => id === held.step)?.threshold ?? Number.POSITIVE_INFINITY;
    return { kind, at: levels.findIndex((own) => own.service === service), from };
  });
}
