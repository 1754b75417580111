/** What differs between a scenario and its baseline, value by value. */
import type { Scenario } from "../domain/scenario.ts";
import type { LocalText } from "../domain/text.ts";

type Value =
  | number
  | boolean
  | string
  | { kind: string }
  | { id: string }
  | LocalText
  | readonly string[]
  | undefined;

/** A value that differs; a side without the value is undefined. A choice between kinds counts as one value. */
export type Difference = { path: string; from: Value; to: Value };

/** Parts that describe the whole scenario: whoever opens another one has not changed them. */
const descriptive = new Set(["version", "id", "name", "story", "provenance"]);

/** Last step of the path of a difference in order: "rules/login/@position", from and to counted from 1. */
const positionStep = "@position";

/** The entry of a list that a difference in order is of, by its path; undefined for other differences. */
export function movedEntry({ path }: Difference): string | undefined {
  return path.endsWith(`/${positionStep}`) ? path.slice(0, -positionStep.length - 1) : undefined;
}

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
  if ((isName(from) && isName(to)) || isPlainList(from) || isPlainList(to))
    return contentOf(from) === contentOf(to) ? [] : [{ path, from: from as Value, to: to as Value }];
  const [old, now] = [entriesOf(from), entriesOf(to)];
  const steps = [...Object.keys(old), ...Object.keys(now).filter((step) => !Object.hasOwn(old, step))];
  const inParts = steps
    .filter((step) => path !== "" || !descriptive.has(step))
    .flatMap((step) => below(old[step], now[step], path === "" ? step : `${path}/${step}`));
  return Array.isArray(from) && Array.isArray(to) ? [...inParts, ...inOrder(old, now, path)] : inParts;
}

function inOrder(old: Entries, now: Entries, path: string): Difference[] {
  const [before, after] = [Object.keys(old), Object.keys(now)];
  return movedIn(before, after).map((id) => ({
    path: `${path}/${id}/${positionStep}`,
    from: before.indexOf(id) + 1,
    to: after.indexOf(id) + 1,
  }));
}

/** The fewest that have to move to bring a list into another order: those outside of a longest run that kept its order. */
export function movedIn(before: readonly string[], after: readonly string[]): string[] {
  const rankOf = new Map(before.map((id, rank) => [id, rank]));
  const shared = after.filter((id) => rankOf.has(id));
  const ranks = shared.map((id) => rankOf.get(id) ?? 0);
  if (ranks.every((rank, at) => at === 0 || rank > (ranks[at - 1] ?? 0))) return [];
  /** The longest run in order that ends at each place, as the places before it. */
  const runs: number[][] = [];
  for (const [at, rank] of ranks.entries()) {
    const earlier = runs.filter((_, place) => (ranks[place] ?? 0) < rank);
    const longest = earlier.reduce((best, run) => (run.length > best.length ? run : best), []);
    runs.push([...longest, at]);
  }
  const kept = new Set(runs.reduce((best, run) => (run.length > best.length ? run : best), []));
  return shared.filter((_, at) => !kept.has(at));
}

function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Names are one value in two languages. */
function isName(value: object): value is LocalText {
  return "zh" in value && "en" in value;
}

/** A list of ids or choices is one value. */
function isPlainList(value: object): boolean {
  return Array.isArray(value) && value.length > 0 && !value.some(isBranch);
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
