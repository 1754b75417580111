/**
 * Adding, copying, moving and removing whole rules, services, currencies and what else a scenario lists. Each function
 * changes a draft; ids stay unique, and what is known about the origin of values follows them.
 */
import { freshId, referencesIn, shapeAt } from "./form.ts";
import { valueAt, writeAt } from "./path.ts";
import type { Provenance } from "./provenance.ts";
import type { Condition, Rule } from "./rule.ts";
import type { Scenario } from "./scenario.ts";
import { type ChangeStep, changeStepsOf } from "./scheme-by-day.ts";
import type { LocalText } from "./text.ts";

/** An entry of a list, as far as all lists have it in common. */
type Entry = { id: string; name?: LocalText };

function listAt(scenario: Scenario, list: string): Entry[] {
  const entries = valueAt(scenario, list);
  if (!Array.isArray(entries)) throw new RangeError(`no such list: ${list}`);
  return entries as Entry[];
}

function parted(path: string): { list: string; id: string } {
  const cut = path.lastIndexOf("/");
  return { list: path.slice(0, Math.max(0, cut)), id: path.slice(cut + 1) };
}

/** No document states what a planner adds. */
const unstated: Provenance = { status: "assumed" };

/**
 * Adds an entry at the end of a list, or behind the entry `after`, under a free id like its own; returns its path.
 * A list that the scenario does not have yet begins with it.
 */
export function addEntry(draft: Scenario, list: string, entry: Entry, after?: string): string {
  if (valueAt(draft, list) === undefined) writeAt(draft, list, []);
  const entries = listAt(draft, list);
  const id = freshId(entry.id, entries);
  const before = entries.findIndex((each) => each.id === after);
  entries.splice(before < 0 ? entries.length : before + 1, 0, { ...entry, id });
  const path = `${list}/${id}`;
  if (!Object.hasOwn(draft.provenance, path)) draft.provenance[path] = unstated;
  return path;
}

/** Adds a copy behind the original, under the name given; returns its path. */
export function copyEntry(draft: Scenario, path: string, name?: LocalText): string {
  const { list, id } = parted(path);
  const original = listAt(draft, list).find((entry) => entry.id === id);
  if (!original) throw new RangeError(`no such entry: ${path}`);
  const copy = JSON.parse(JSON.stringify(original)) as Entry;
  return addEntry(draft, list, { ...copy, ...(name && { name }) }, id);
}

/** Puts an entry before another of its list, or at the end. */
export function moveEntry(draft: Scenario, path: string, before: string | undefined): void {
  const { list, id } = parted(path);
  const entries = listAt(draft, list);
  const from = entries.findIndex((entry) => entry.id === id);
  if (from < 0 || before === id) return;
  const [moved] = entries.splice(from, 1);
  const to = before === undefined ? -1 : entries.findIndex((entry) => entry.id === before);
  entries.splice(to < 0 ? entries.length : to, 0, moved!);
}

/** Removes entries of lists and optional parts, with what is known of their origin. Paths that lead nowhere are passed over. */
export function removeAll(draft: Scenario, paths: readonly string[]): void {
  // What goes by its position goes before those in front of it, dated changes before what they would change.
  for (const path of paths.toSorted(byPosition)) {
    const { list, id } = parted(path);
    const parent = list === "" ? draft : valueAt(draft, list);
    if (Array.isArray(parent)) {
      const named = parent.findIndex((entry: Entry) => entry.id === id);
      if (named >= 0) parent.splice(named, 1);
      else if (/^\d+$/.test(id) && Number(id) < parent.length) {
        removeAt(draft, list, Number(id));
        continue;
      }
    } else if (typeof parent === "object" && parent !== null) {
      delete (parent as Record<string, unknown>)[id];
    }
    const isGone = (known: string) => isAtOrIn(known, path);
    for (const known of Object.keys(draft.provenance)) if (isGone(known)) delete draft.provenance[known];
    // What changes on a date goes with what it would change.
    if (draft.changes?.some((change) => isGone(change.path)))
      draft.changes = draft.changes.filter((change) => !isGone(change.path));
  }
}

function byPosition(a: string, b: string): number {
  const [one, other] = [parted(a), parted(b)];
  const [dated, otherDated] = [isAtOrIn(one.list, "changes"), isAtOrIn(other.list, "changes")];
  if (dated !== otherDated) return dated ? -1 : 1;
  // An entry of what changes goes before the change itself would give its place to another.
  if (one.list !== other.list) return one.list < other.list === dated ? 1 : -1;
  return Number(other.id) - Number(one.id) || 0;
}

/** Removes what stands at a position of a list; what is known of those behind it, and changes on dates, follow them. */
function removeAt(draft: Scenario, list: string, position: number): void {
  const entries = valueAt(draft, list);
  if (!Array.isArray(entries)) throw new RangeError(`no such list: ${list}`);
  entries.splice(position, 1);
  const moved = (path: string): string | undefined => {
    if (!path.startsWith(`${list}/`)) return path;
    const [step = "", ...rest] = path.slice(list.length + 1).split("/");
    if (Number(step) === position) return undefined;
    return Number(step) > position ? [list, Number(step) - 1, ...rest].join("/") : path;
  };
  for (const known of Object.keys(draft.provenance)) {
    const origin = draft.provenance[known] as Provenance;
    const now = moved(known);
    if (now === known) continue;
    delete draft.provenance[known];
    if (now !== undefined) draft.provenance[now] = origin;
  }
  if (draft.changes?.some(({ path }) => moved(path) !== path))
    draft.changes = draft.changes.flatMap((change) => {
      const path = moved(change.path);
      return path === undefined ? [] : [{ ...change, path }];
    });
}

/**
 * What else goes when an entry goes, and what forbids that it goes, both as paths; and the dated changes of all that goes
 * or to nothing else: these are among the users too, for their own sake.
 */
export type Removal = { users: string[]; blockers: string[]; changes: ChangeStep[] };

/** Everything that names the entry at `path` or what is in it, and everything that names what then goes too. */
export function removalOf(scenario: Scenario, path: string): Removal {
  const references = referencesIn(scenario);
  const going = [path];
  const blockers: string[] = [];
  for (let next = 0; next < going.length; next++) {
    for (const { path: at, list, id } of references) {
      if (!isAtOrIn(`${list}/${id}`, going[next]!) || going.some((gone) => isAtOrIn(at, gone))) continue;
      const owner = removableOf(scenario, at);
      if (owner === undefined) blockers.push(at);
      else if (!going.includes(owner)) going.push(owner);
    }
  }
  if (lastOfItsList(scenario, path)) blockers.push(path);
  const changes = changeStepsOf(scenario).filter((step) =>
    going.some((gone) => isAtOrIn(step.path, gone) || gone === `changes/${step.position}`),
  );
  return { users: going.slice(1), blockers, changes };
}

/** Whether a path is the other one or leads into it. */
function isAtOrIn(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}/`);
}

/**
 * The entry of a list, or the optional part, that a path leads into; undefined where it leads into what must stay. Of a
 * rule a multiplier goes alone, and one of several whom it is for, from the start or from a date on; with the last of
 * these the rule or the change goes, which would otherwise be for all.
 */
function removableOf(scenario: Scenario, path: string): string | undefined {
  const [first = "", id = "", part, second = ""] = path.split("/");
  if (part === "multipliers") return `${first}/${id}/${part}/${second}`;
  if (part === "eligibility" && listAt(scenario, `${first}/${id}/${part}/${second}`).length > 1) return path;
  if (first === "changes" && second !== "" && listAt(scenario, `${first}/${id}/${part}`).length > 1)
    return path;
  if (Array.isArray(valueAt(scenario, first))) return `${first}/${id}`;
  if (first !== "tiers") return undefined;
  return id === "entry" ? `${first}/${id}` : first;
}

function lastOfItsList(scenario: Scenario, path: string): boolean {
  const { list } = parted(path);
  const shape = shapeAt(scenario, list);
  return shape?.kind === "list" && listAt(scenario, list).length <= shape.lengthMin;
}

/** A rule that pays 10 points on a condition, in the scenario's first currency. */
export function ruleOf(scenario: Scenario, service: string, condition: Condition, name: LocalText): Rule {
  const id = "indicator" in condition ? condition.indicator : condition.kind;
  return {
    id,
    name,
    service,
    currency: scenario.currencies[0]!.id,
    enabled: true,
    condition,
    points: 10,
    caps: {},
  };
}
