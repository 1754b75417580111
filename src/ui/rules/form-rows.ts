/** A form as rows, read from the schema: what is there, what may be added, how deep it stands. */
import { type Part, partsAt, type Shape, stepOf } from "../../domain/form.ts";
import { valueAt } from "../../domain/path.ts";
import type { Scenario } from "../../domain/scenario.ts";

export type FormRow = {
  path: string;
  /** The part's own name; of an entry of a list, the list's. */
  key: string;
  shape: Shape;
  optional: boolean;
  present: boolean;
  depth: number;
  /** Position of an entry in its list, else undefined. */
  position?: number;
};

/** All rows below a path, parents before their parts. */
function rowsBelow(scenario: Scenario, path: string, depth = 0): FormRow[] {
  return partsAt(scenario, path).flatMap((part) => rowsOfPart(scenario, path, part, depth));
}

/** The rows of one part of the value at `path`. */
export function rowsOfPart(scenario: Scenario, path: string, part: Part, depth: number): FormRow[] {
  const { key, optional, shape } = part;
  const own = path === "" ? key : `${path}/${key}`;
  const value = valueAt(scenario, own);
  const present = value !== undefined;
  const row: FormRow = { path: own, key, shape, optional, present, depth };
  if (!present) return [row];
  if (shape.kind === "group") {
    // A switch of the group's own stands in its heading.
    const below = rowsBelow(scenario, own, depth + 1).filter((each) => each.path !== `${own}/enabled`);
    return [row, ...below];
  }
  if (shape.kind === "variants") return [row, ...rowsBelow(scenario, own, depth + 1)];
  if (shape.kind === "list") return [row, ...rowsOfEntries(scenario, row, shape.entry)];
  return [row];
}

function rowsOfEntries(scenario: Scenario, { path, key, depth }: FormRow, entry: Shape): FormRow[] {
  // Ids and choices are ticked in the row of the list itself.
  if (entry.kind !== "group" && entry.kind !== "variants") return [];
  const entries = valueAt(scenario, path) as readonly unknown[];
  return entries.flatMap((each, position) => {
    const own = `${path}/${stepOf(each, position)}`;
    const row: FormRow = {
      path: own,
      key,
      shape: entry,
      optional: false,
      present: true,
      depth: depth + 1,
      position,
    };
    return [row, ...rowsBelow(scenario, own, depth + 2)];
  });
}

/** The parts that stand first, in this order, and the others, which are added less often. */
export function splitParts(parts: readonly Part[], everyday: readonly string[]): [Part[], Part[]] {
  const first = everyday.flatMap((key) => parts.filter((part) => part.key === key));
  return [first, parts.filter(({ key }) => !everyday.includes(key) && key !== "enabled")];
}
