/**
 * Paths into a scenario: names joined by "/", list entries by their id ("rules/login/points"), or by position where
 * they have none. Links, undo, provenance and error messages all speak in them.
 */
import type * as z from "zod/mini";
import { type Field, fields } from "./field.ts";
import { scenarioSchema } from "./scenario.ts";

type Json = unknown;

/** Index in a list that a path step names: the entry with that id, else that position; -1 where there is none. */
function positionIn(list: readonly Json[], step: string): number {
  const byId = list.findIndex((entry) => isRecord(entry) && entry.id === step);
  if (byId >= 0) return byId;
  return /^\d{1,4}$/.test(step) && Number(step) < list.length ? Number(step) : -1;
}

function isRecord(value: Json): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function child(value: Json, step: string): Json {
  if (Array.isArray(value)) {
    const position = positionIn(value, step);
    return position < 0 ? undefined : value[position];
  }
  return isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function stepsOf(path: string): string[] {
  return path === "" ? [] : path.split("/");
}

/** The value at a path, or undefined where the path leads nowhere. */
export function valueAt(root: Json, path: string): Json {
  return stepsOf(path).reduce(child, root);
}

/** Writes `value` at `path` in a draft; undefined removes an optional value. Throws a RangeError where the path leads nowhere. */
export function writeAt(draft: Json, path: string, value: Json): void {
  const steps = stepsOf(path);
  const last = steps.pop();
  const parent = steps.reduce(child, draft);
  if (last === undefined || typeof parent !== "object" || parent === null)
    throw new RangeError(`no such path: ${path}`);
  if (Array.isArray(parent)) {
    const position = positionIn(parent, last);
    if (position < 0) throw new RangeError(`no such path: ${path}`);
    parent[position] = value;
  } else if (last === "__proto__" || last === "constructor" || last === "prototype") {
    throw new RangeError(`no such path: ${path}`);
  } else if (value === undefined) {
    delete (parent as Record<string, Json>)[last];
  } else {
    (parent as Record<string, Json>)[last] = value;
  }
}

/** A path as readers know it, from the positions that the validator reports. */
export function readablePath(root: Json, positions: readonly PropertyKey[]): string {
  let at = root;
  return positions
    .map((position) => {
      at = Array.isArray(at) ? at[Number(position)] : child(at, String(position));
      return isRecord(at) && typeof at.id === "string" && typeof position === "number"
        ? at.id
        : String(position);
    })
    .join("/");
}

export type Schema = z.core.$ZodType;
type Definition = {
  type: string;
  shape?: Record<string, Schema>;
  checks?: readonly { _zod: { def: { check: string; minimum?: number; maximum?: number } } }[];
  entries?: Record<string, string>;
  element?: Schema;
  valueType?: Schema;
  innerType?: Schema;
  options?: readonly Schema[];
  discriminator?: string;
};

/** What the schema library keeps about a schema, as far as forms and paths ask. */
export function definitionOf(schema: Schema): Definition {
  return schema._zod.def as unknown as Definition;
}

/** One step down the schema; a union takes the option that the value itself is of. */
function schemaBelow(schema: Schema | undefined, value: Json, step: string): Schema | undefined {
  if (!schema) return undefined;
  const definition = definitionOf(schema);
  if (definition.innerType) return schemaBelow(definition.innerType, value, step);
  if (definition.shape) return Object.hasOwn(definition.shape, step) ? definition.shape[step] : undefined;
  if (definition.options && definition.discriminator) {
    const { discriminator } = definition;
    const option = definition.options.find((candidate) => {
      const tag = definitionOf(candidate).shape?.[discriminator];
      return tag?._zod.values?.has((value as Record<string, never>)?.[discriminator]);
    });
    return schemaBelow(option, value, step);
  }
  return definition.element ?? definition.valueType;
}

/** The schema at a path of a scenario, `optional` where the value may be missing; undefined where the path leads nowhere. */
export function schemaAt(root: Json, path: string): { schema: Schema; optional: boolean } | undefined {
  let schema: Schema | undefined = scenarioSchema;
  let value = root;
  for (const step of stepsOf(path)) {
    schema = schemaBelow(schema, value, step);
    value = child(value, step);
  }
  let optional = false;
  while (schema && definitionOf(schema).innerType) {
    optional ||= definitionOf(schema).type === "optional";
    schema = definitionOf(schema).innerType;
  }
  return schema && { schema, optional };
}

/** Label, unit, limits and step of the number at a path, or undefined where there is no number field. */
export function fieldAt(root: Json, path: string): Field | undefined {
  const at = schemaAt(root, path);
  return at && fields.get(at.schema as never);
}

/** Paths of all numbers below a value, each with the number. */
export function numbersIn(root: Json, prefix = ""): [path: string, value: number][] {
  if (typeof root === "number") return [[prefix, root]];
  const entries: [string, Json][] = Array.isArray(root)
    ? root.map((entry, position) => [
        isRecord(entry) && typeof entry.id === "string" ? entry.id : String(position),
        entry,
      ])
    : isRecord(root)
      ? Object.entries(root)
      : [];
  return entries.flatMap(([step, value]) => numbersIn(value, prefix === "" ? step : `${prefix}/${step}`));
}
