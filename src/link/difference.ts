/** What differs between two JSON values, by id-path, and how to apply it again. */
import { writeAt } from "../domain/path.ts";

type Json = unknown;

/** Values by path, and paths of optional values that are gone. */
export type Difference = { changes: Record<string, Json>; removed: string[] };

/** Whether a value of JSON has keys. */
export function isRecord(value: Json): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two JSON values are the same, whatever the order of keys. */
export function sameJson(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((entry, at) => sameJson(entry, other[at]));
  if (!isRecord(one) || !isRecord(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key], other[key]))
  );
}

/** What turns `base` into `value`. Both are records; a list is entered where its ids are the same, else replaced whole. */
export function differenceOf(base: Json, value: Json): Difference {
  const difference: Difference = { changes: {}, removed: [] };
  collect(base, value, "", difference);
  return difference;
}

function collect(base: Json, value: Json, path: string, into: Difference): void {
  if (sameJson(base, value)) return;
  const below = (step: string) => (path === "" ? step : `${path}/${step}`);
  const ids = idsOf(base);
  if (ids && sameJson(ids, idsOf(value))) {
    const entries = value as Json[];
    for (const [at, entry] of (base as Json[]).entries()) collect(entry, entries[at], below(ids[at]!), into);
  } else if (isRecord(base) && isRecord(value) && areSteps(base) && areSteps(value)) {
    for (const key of Object.keys(base)) {
      if (Object.hasOwn(value, key)) collect(base[key], value[key], below(key), into);
      else into.removed.push(below(key));
    }
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(base, key)) into.changes[below(key)] = value[key];
    }
  } else {
    into.changes[path] = value;
  }
}

/** The ids of a list whose entries all have one, each once. */
function idsOf(list: Json): string[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const ids = list.map((entry) => (isRecord(entry) ? entry.id : undefined));
  const named = ids.filter((id): id is string => typeof id === "string" && isStep(id));
  return named.length === list.length && new Set(named).size === list.length ? named : undefined;
}

/** Provenance is keyed by paths: keys that cannot be a step of one are not entered. */
function areSteps(record: Record<string, Json>): boolean {
  return Object.keys(record).every(isStep);
}

function isStep(key: string): boolean {
  return key !== "" && !key.includes("/");
}

/** Applies a difference to a draft; the first path that leads nowhere, or undefined when all is done. */
export function applyDifference(draft: Json, { changes, removed }: Difference): string | undefined {
  const writes: [string, Json][] = [
    ...removed.map((path): [string, Json] => [path, undefined]),
    ...Object.entries(changes),
  ];
  for (const [path, value] of writes) {
    try {
      writeAt(draft, path, value);
    } catch {
      return path;
    }
  }
  return undefined;
}
