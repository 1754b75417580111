/** Dated changes as a planner makes them: which values of a scheme can change, and what each change makes of which. */
import { parseIsoDate } from "./calendar.ts";
import { changesInOrder, isChangeable, isOfEligibility } from "./change.ts";
import { partsAt, type Shape, stepOf } from "./form.ts";
import { valueAt } from "./path.ts";
import { originAsked } from "./rule.ts";
import type { Scenario } from "./scenario.ts";

/** A value that can change on a date; numbers, and whom something is for, may be missing as yet. */
export type Changeable = { path: string; shape: Shape };

/** Parts of the scheme that hold such values, in the order of the page. */
const roots = [
  ...["services", "rules", "limits", "currencies", "rates", "items", "exchanges", "phase"],
  ...["tiers", "privileges"],
];

/** Every value of the scheme that can change on a date, entry by entry. */
export function changeableIn(scenario: Scenario): Changeable[] {
  const parts = partsAt(scenario, "");
  return roots.flatMap((root) => {
    const part = parts.find(({ key }) => key === root);
    return part ? leavesAt(scenario, root, part.shape) : [];
  });
}

function leavesAt(scenario: Scenario, path: string, shape: Shape): Changeable[] {
  const value = valueAt(scenario, path);
  if (value === undefined && shape.kind !== "number" && !mayCome(scenario, path, shape)) return [];
  switch (shape.kind) {
    case "group":
    case "variants":
      return partsAt(scenario, path).flatMap((part) => leavesAt(scenario, `${path}/${part.key}`, part.shape));
    case "list":
      if (isChangeable(path)) return [{ path, shape }];
      return ((value ?? []) as readonly unknown[]).flatMap((entry, position) =>
        leavesAt(scenario, `${path}/${stepOf(entry, position)}`, shape.entry),
      );
    case "name":
    case "text":
      return [];
    default:
      return isChangeable(path) ? [{ path, shape }] : [];
  }
}

/** Whether what is not there can come on a date: whom something is for, where the scheme has anybody to choose. */
function mayCome(scenario: Scenario, path: string, shape: Shape): boolean {
  const [list, id, part, key] = path.split("/");
  if (shape.kind === "group") return part === "eligibility" && key === undefined;
  if (shape.kind === "switch") return isOfEligibility(path);
  const each = shape.kind === "list" ? shape.entry : shape;
  if (each.kind !== "reference" || ((valueAt(scenario, each.list) ?? []) as unknown[]).length === 0)
    return false;
  const rule = list === "rules" && scenario.rules.find((one) => one.id === id);
  return !rule || (key !== "channels" && key !== "products") || originAsked(rule).isPossible;
}

/** What a path belongs to: an entry of a list, or a part of the scheme that stands alone. */
export function thingOf(scenario: Scenario, path: string): string {
  const [first = "", id] = path.split("/");
  return Array.isArray(valueAt(scenario, first)) ? `${first}/${id}` : first;
}

/** A change with what it finds: the value as the changes before it have left it. `position` is that in the scenario. */
export type ChangeStep = { position: number; date: string; path: string; from: unknown; to: unknown };

/** In the order of their dates; only those at and below `within`. */
export function changeStepsOf(scenario: Scenario, within = ""): ChangeStep[] {
  const known = new Map<string, unknown>();
  return changesInOrder(scenario).flatMap(({ position, date, path, value }) => {
    const from = known.has(path) ? known.get(path) : valueAt(scenario, path);
    known.set(path, value);
    const isWithin = within === "" || path === within || path.startsWith(`${within}/`);
    return isWithin ? [{ position, date, path, from, to: value }] : [];
  });
}

/** Whether a change on a date is in the scheme from the start, comes within the run, or never does. */
export function holdsFrom({ run }: Scenario, date: string): "start" | "within" | "never" {
  const [start, day] = [parseIsoDate(run.start) ?? 0, parseIsoDate(date) ?? 0];
  if (day <= start) return "start";
  return day < start + run.days ? "within" : "never";
}
