/**
 * What a form needs to know about the value at a path, read from the schema itself: a field that is added to the schema
 * appears in the page without a line of page code.
 */
import { isoDateSchema } from "./calendar.ts";
import { type Field, fields } from "./field.ts";
import { definitionOf, type Schema, schemaAt, valueAt } from "./path.ts";
import type { Scenario } from "./scenario.ts";
import { idSchema, localTextSchema } from "./text.ts";

export type Shape =
  | { kind: "number"; field: Field }
  | { kind: "switch" | "date" | "text" | "name" }
  | { kind: "choice"; choices: readonly string[] }
  /** The id of an entry of a list; `list` is the list's path. */
  | { kind: "reference"; list: string }
  | { kind: "group" }
  /** One of several kinds, each with parts of its own. */
  | { kind: "variants"; kinds: readonly string[] }
  | { kind: "list"; lengthMin: number; lengthMax: number; entry: Shape };

/** A value of a group: its step below the group, and whether it may be missing. */
export type Part = { key: string; optional: boolean; shape: Shape };

/** Whose ids stand under a name. */
const referenceLists: Readonly<Record<string, string>> = {
  service: "services",
  services: "services",
  currency: "currencies",
  spent: "currencies",
  earned: "currencies",
  from: "currencies",
  to: "currencies",
  rate: "rates",
  item: "items",
  rule: "rules",
  rules: "rules",
  segment: "population/segments",
  segments: "population/segments",
  referredSegment: "population/segments",
  tier: "tiers/steps",
  tiers: "tiers/steps",
  channel: "channels",
  channels: "channels",
  product: "services",
  products: "services",
};

/** The list that an id under a name is from; a level is one of the service that stands beside it. */
function listNamed(key: string, beside: unknown): string | undefined {
  if (key !== "step") return referenceLists[key];
  const { service = "" } = (beside ?? {}) as { service?: string };
  return `services/${service}/levels/steps`;
}

/** The shape of the value at a path, whether it is there or not; undefined where the path leads nowhere. */
export function shapeAt(scenario: Scenario, path: string): Shape | undefined {
  const at = schemaAt(scenario, path);
  const cut = path.lastIndexOf("/");
  return at && shapeOf(at.schema, path.slice(cut + 1), valueAt(scenario, path.slice(0, Math.max(0, cut))));
}

/** `beside` is the group that the value is in, or will be. */
function shapeOf(schema: Schema, key: string, beside?: unknown): Shape {
  const { type, options, element, entries, innerType, checks = [] } = definitionOf(schema);
  if (innerType) return shapeOf(innerType, key, beside);
  const field = fields.get(schema as never);
  if (field) return { kind: "number", field };
  if (Object.is(schema, localTextSchema)) return { kind: "name" };
  if (Object.is(schema, isoDateSchema)) return { kind: "date" };
  if (Object.is(schema, idSchema)) {
    const list = listNamed(key, beside);
    return list === undefined || key === "id" ? { kind: "text" } : { kind: "reference", list };
  }
  if (options) return { kind: "variants", kinds: options.map(kindOf) };
  if (element) {
    const limit = (check: string) => checks.find(({ _zod }) => _zod.def.check === check)?._zod.def;
    return {
      kind: "list",
      lengthMin: limit("min_length")?.minimum ?? 0,
      lengthMax: limit("max_length")?.maximum ?? Number.POSITIVE_INFINITY,
      entry: shapeOf(element, key),
    };
  }
  if (entries) return { kind: "choice", choices: Object.values(entries) };
  if (type === "boolean") return { kind: "switch" };
  return type === "object" ? { kind: "group" } : { kind: "text" };
}

/** The kind that an option of a union is for. */
function kindOf(option: Schema): string {
  const [kind] = definitionOf(option).shape?.kind?._zod.values ?? [];
  return String(kind);
}

/**
 * The parts of the group at a path, or of a kind that the value there may be of: if none is given, of the one it is of. `id`
 * and `kind` are no parts.
 */
export function partsAt(scenario: Scenario, path: string, kind?: string): Part[] {
  const at = schemaAt(scenario, path);
  if (!at) return [];
  const value = valueAt(scenario, path);
  const own = typeof value === "object" && value !== null && "kind" in value ? value.kind : undefined;
  return partsOf(optionOf(at.schema, kind ?? own), value);
}

function optionOf(schema: Schema, kind: unknown): Schema {
  return definitionOf(schema).options?.find((option) => kindOf(option) === kind) ?? schema;
}

function partsOf(schema: Schema, value: unknown): Part[] {
  return Object.entries(definitionOf(schema).shape ?? {})
    .filter(([key]) => key !== "id" && key !== "kind")
    .map(([key, below]) => ({
      key,
      optional: definitionOf(below).type === "optional",
      shape: shapeOf(below, key, value),
    }));
}

/** What a number starts from where a planner adds it; the rest starts from its lower limit. */
const startingNumbers: Readonly<Record<string, number>> = {
  points: 10,
  everyMonths: 1,
  days: 7,
  unitMinutes: 10,
  minutes: 30,
  months: 3,
  cents: 100,
  count: 10,
  per: 100,
  praises: 10,
  sessionPoints: 10,
  basisPoints: 1000,
  depth: 3,
  factor: 20_000,
  pointsPerDay: 20,
  pointsPerMonth: 300,
  pointsPerYear: 3000,
  budgetPerMonth: 1_000_000,
  redemptionBudgetPerMonth: 1_000_000,
  years: 1,
  pendingDays: 7,
  validityMonths: 12,
  threshold: 1000,
  meanPerLoginDay: 0.1,
  shape: 0.5,
  medianCents: 10_000,
  sigma: 1,
  weight: 10,
};

/**
 * A first value for what is missing at a path, valid by itself where the scenario has what it refers to. `kind` chooses
 * among kinds; values of `like` are kept where they fit.
 */
export function blankAt(scenario: Scenario, path: string, kind?: string, like?: unknown): unknown {
  const at = schemaAt(scenario, path);
  return at && blankOf(at.schema, { scenario, key: path.slice(path.lastIndexOf("/") + 1), kind, like });
}

/** `within` is set for what comes along with a new entry: there a switch starts off, where it is added by itself, on. */
type Blank = {
  scenario: Scenario;
  key: string;
  kind?: string | undefined;
  like?: unknown;
  within?: boolean;
  /** What is made so far of the group that it is for. */
  beside?: Readonly<Record<string, unknown>>;
};

function blankOf(schema: Schema, { scenario, key, kind, like, within = false, beside }: Blank): unknown {
  const shape = shapeOf(schema, key, beside);
  switch (shape.kind) {
    case "number": {
      const { min, max } = shape.field;
      const kept = typeof like === "number" ? like : (startingNumbers[key] ?? min);
      return Math.min(max, Math.max(min, kept));
    }
    case "switch":
      return like ?? !(within && key === "enabled");
    case "choice":
      return shape.choices.find((choice) => choice === like) ?? shape.choices[0];
    case "reference": {
      const known = valueAt(scenario, shape.list) as readonly { id: string }[] | undefined;
      // What leads somewhere does not lead back to where it starts.
      const first = known?.[key === "to" ? 1 : 0] ?? known?.[0];
      return known?.find(({ id }) => id === like)?.id ?? first?.id ?? "";
    }
    case "date":
      return typeof like === "string" ? like : scenario.run.start;
    case "text":
      return typeof like === "string" ? like : "new";
    case "name":
      return like ?? { zh: "新项目", en: "New" };
    case "list":
      return Array.isArray(like) ? like : blankList(schema, shape.lengthMin, { scenario, key });
    case "variants":
    case "group":
      return blankGroup(schema, shape, { scenario, key, kind, like, within });
  }
}

function blankList(schema: Schema, length: number, { scenario, key }: Blank): unknown[] {
  const { element } = definitionOf(schema);
  return element ? Array.from({ length }, () => blankOf(element, { scenario, key })) : [];
}

function blankGroup(
  schema: Schema,
  shape: Shape,
  { scenario, kind, like, within = false }: Blank,
): Record<string, unknown> {
  const chosen = shape.kind === "variants" ? (kind ?? shape.kinds[0]) : undefined;
  const known: Record<string, unknown> = typeof like === "object" && like !== null ? { ...like } : {};
  const below = definitionOf(optionOf(schema, chosen)).shape ?? {};
  const parts = partsOf(optionOf(schema, chosen), known).filter(
    ({ key, optional }) => !optional || Object.hasOwn(known, key),
  );
  const blank: Record<string, unknown> = chosen === undefined ? {} : { kind: chosen };
  // A level is of a service that has levels.
  if (parts.some(({ key }) => key === "step"))
    known.service ??= scenario.services.find(({ levels }) => levels !== undefined)?.id;
  for (const { key } of parts)
    blank[key] = blankPart(below[key] as Schema, {
      scenario,
      key,
      like: known[key],
      within,
      beside: blank,
    });
  return blank;
}

/** Below a part, everything comes along; a switch of the entry itself is its own. */
function blankPart(schema: Schema, blank: Blank): unknown {
  const isGroup = shapeOf(schema, blank.key, blank.beside).kind === "group";
  return blankOf(schema, { ...blank, within: blank.within || isGroup });
}

/** One more entry for the list at a path: as the last one, with what must rise from entry to entry twice as high. */
export function nextEntryAt(scenario: Scenario, path: string): unknown {
  const list = (valueAt(scenario, path) ?? []) as readonly unknown[];
  const element = schemaAt(scenario, path) && definitionOf(schemaAt(scenario, path)!.schema).element;
  if (!element) return undefined;
  const key = path.slice(path.lastIndexOf("/") + 1);
  const last = list.at(-1);
  if (typeof last !== "object" || last === null) return freshChoice(scenario, element, key, list);
  const next = { ...(last as Record<string, unknown>) };
  for (const rising of ["count", "threshold"]) {
    const now = next[rising];
    const at = definitionOf(optionOf(element, next.kind)).shape?.[rising];
    const field = at && fields.get(at as never);
    if (typeof now === "number" && field) next[rising] = Math.min(field.max, Math.max(now * 2, 10));
  }
  if (typeof next.id === "string") next.id = freshId(next.id, list as readonly { id: string }[]);
  return next;
}

/** The first id or choice that the list does not have yet; its first where it has all. */
function freshChoice(scenario: Scenario, element: Schema, key: string, list: readonly unknown[]): unknown {
  const shape = shapeOf(element, key);
  const all =
    shape.kind === "reference"
      ? ((valueAt(scenario, shape.list) ?? []) as readonly { id: string }[]).map(({ id }) => id)
      : shape.kind === "choice"
        ? shape.choices
        : [];
  return all.find((each) => !list.includes(each)) ?? blankOf(element, { scenario, key });
}

/** An id that no entry has: the wanted one, or the first of "x-2", "x-3" … that is free. */
export function freshId(wanted: string, taken: readonly { id: string }[]): string {
  const stem = wanted.replace(/-\d+$/, "").slice(0, 34);
  const isFree = (id: string) => taken.every((entry) => entry.id !== id);
  if (isFree(wanted)) return wanted;
  let number = 2;
  while (!isFree(`${stem}-${number}`)) number++;
  return `${stem}-${number}`;
}

/** A place where the scenario names an entry of one of its lists. */
export type Reference = { path: string; list: string; id: string };

/** Every reference of the scenario, found by its schema, those of values that come on a date included. */
export function referencesIn(scenario: Scenario): Reference[] {
  const found: Reference[] = [];
  const visit = (path: string) => {
    const shape = shapeAt(scenario, path);
    const value = valueAt(scenario, path);
    if (!shape || value === undefined) return;
    const below = (step: string) => (path === "" ? step : `${path}/${step}`);
    if (shape.kind === "reference") found.push({ path, list: shape.list, id: String(value) });
    else if (shape.kind === "group" || shape.kind === "variants")
      for (const { key } of partsAt(scenario, path)) visit(below(key));
    else if (shape.kind === "list")
      (value as readonly unknown[]).forEach((entry, position) => {
        if (shape.entry.kind === "reference")
          found.push({ path: below(String(position)), list: shape.entry.list, id: String(entry) });
        else visit(below(stepOf(entry, position)));
      });
  };
  visit("");
  (scenario.changes ?? []).forEach(({ path, value }, position) => {
    const shape = shapeAt(scenario, path);
    const each = shape?.kind === "list" ? shape.entry : shape;
    const at = `changes/${position}/value`;
    if (each?.kind !== "reference" || value === null) return;
    const ids = Array.isArray(value) ? [...value.entries()] : [[undefined, String(value)] as const];
    for (const [place, id] of ids)
      found.push({ path: place === undefined ? at : `${at}/${place}`, list: each.list, id });
  });
  return found;
}

/** The step to an entry of a list: its id, or its position. */
export function stepOf(entry: unknown, position: number): string {
  return typeof entry === "object" && entry !== null && "id" in entry ? String(entry.id) : String(position);
}
