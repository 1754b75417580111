/** What differs between a scenario and its baseline, value by value. */
import type { Scenario } from "../domain/scenario.ts";

type Value = number | boolean | string | { kind: string } | { id: string } | undefined;

/** A value that differs; a side without the value is undefined. A choice between kinds counts as one value. */
export type Difference = { path: string; from: Value; to: Value };

/** Parts that describe a scenario and change no result. */
const descriptive = new Set(["version", "id", "name", "story", "provenance"]);

/** Differences in the order of the scenario. */
export function differencesOf(baseline: Scenario, scenario: Scenario): Difference[] {
  return baseline === scenario ? [] : below(baseline, scenario, "");
}

/** Whether a path is the other one, or leads below it; "" contains every path. */
export function isWithin(path: string, prefix: string): boolean {
  return prefix === "" || path === prefix || path.startsWith(`${prefix}/`);
}

type Entries = Record<string, unknown>;

function below(from: unknown, to: unknown, path: string): Difference[] {
  if (Object.is(from, to)) return [];
  if (!isBranch(from) || !isBranch(to)) return [{ path, from: from as Value, to: to as Value }];
  if (kindOf(from) !== kindOf(to)) return [{ path, from: from as Value, to: to as Value }];
  const [old, now] = [entriesOf(from), entriesOf(to)];
  const steps = [...Object.keys(old), ...Object.keys(now).filter((step) => !Object.hasOwn(old, step))];
  return steps
    .filter((step) => !descriptive.has(step))
    .flatMap((step) => below(old[step], now[step], path === "" ? step : `${path}/${step}`));
}

function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function kindOf(value: object): unknown {
  return "kind" in value ? value.kind : undefined;
}

/** Children by path step: entries of a list go by their id, or by position where they have none. */
function entriesOf(value: object): Entries {
  if (!Array.isArray(value)) return value as Entries;
  return Object.fromEntries(
    value.map((entry, position) => [
      isBranch(entry) && "id" in entry ? String(entry.id) : String(position),
      entry as unknown,
    ]),
  );
}

/** The same text for the same content, in whatever order its keys were written. */
export function contentOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isBranch(part) && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
