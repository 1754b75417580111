/** Dated changes as a planner makes them: which values of a scheme can change, and from when on a change holds. */
import { parseIsoDate } from "./calendar.ts";
import { isChangeable, isOfEligibility } from "./change.ts";
import { isOfMember, type Validity } from "./currency.ts";
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
    case "variants":
      return [
        ...(isChangeable(path) && !isOfMember(validityAt(scenario, path)) ? [{ path, shape }] : []),
        ...partsAt(scenario, path).flatMap((part) => leavesAt(scenario, `${path}/${part.key}`, part.shape)),
      ];
    case "group":
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
  if (shape.kind === "variants") return part === "validity" && key === undefined;
  if (shape.kind === "switch") return isOfEligibility(path);
  const each = shape.kind === "list" ? shape.entry : shape;
  if (each.kind !== "reference" || ((valueAt(scenario, each.list) ?? []) as unknown[]).length === 0)
    return false;
  const rule = list === "rules" && scenario.rules.find((one) => one.id === id);
  return !rule || (key !== "channels" && key !== "products") || originAsked(rule).isPossible;
}

/** The validity that is in force at a path: a rule without one of its own goes by its currency's. */
function validityAt({ rules, currencies }: Scenario, path: string): Validity {
  const [list, id] = path.split("/");
  const rule = list === "rules" ? rules.find((one) => one.id === id) : undefined;
  const currency = currencies.find((one) => one.id === (rule ? rule.currency : id));
  return rule?.validity ?? currency?.validity ?? { kind: "none" };
}

/** What a path belongs to: an entry of a list, or a part of the scheme that stands alone. */
export function thingOf(scenario: Scenario, path: string): string {
  const [first = "", id] = path.split("/");
  return Array.isArray(valueAt(scenario, first)) ? `${first}/${id}` : first;
}

/** Whether a change on a date is in the scheme from the start, comes within the run, or never does. */
export function holdsFrom({ run }: Scenario, date: string): "start" | "within" | "never" {
  const [start, day] = [parseIsoDate(run.start) ?? 0, parseIsoDate(date) ?? 0];
  if (day <= start) return "start";
  return day < start + run.days ? "within" : "never";
}
