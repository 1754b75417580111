/** Scenarios of earlier versions, from links and files, one step per version. */
import { isRecord } from "./difference.ts";

type Json = unknown;

/**
 * Turns a scenario of one version into one of the next. What it is given comes from a stranger and is not checked yet:
 * a step must not throw, and leaves alone what it does not recognise.
 */
export type Upgrade = (scenario: Record<string, Json>) => Json;

/**
 * `upgrades[n - 1]` takes version n to version n + 1. Steps are never changed, only added.
 * @internal
 */
export const upgrades: readonly Upgrade[] = [];

/** The scenario as the current version has it; what has no known earlier version is returned as it is. */
export function upgraded(scenario: Json, steps: readonly Upgrade[] = upgrades): Json {
  if (!isRecord(scenario)) return scenario;
  const { version } = scenario;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) return scenario;
  return steps.slice(version - 1).reduce<Json>((at, step) => (isRecord(at) ? step(at) : at), scenario);
}
