/** What the value at a path is called, and how it reads: for the list of changes, undo, and spoken labels. */
import type { Benefit } from "../domain/catalogue.ts";
import { fieldAt, valueAt } from "../domain/path.ts";
import type { Scenario } from "../domain/scenario.ts";
import { inLanguage, type Language, type LocalText } from "../domain/text.ts";
import { formats } from "./formats.ts";
import { schemeMessages } from "./scheme.ts";
import { sentences } from "./sentences.ts";

/** The thing that a path belongs to and the value's own name: "Frequency · Award value". */
export function labelOf(
  scenario: Scenario,
  path: string,
  language: Language,
  owner: string = ownerOf(scenario, path, language),
): string {
  const own = valueLabel(scenario, path, language);
  return [owner, ...partLabels(scenario, path, language), own].filter((word) => word !== "").join(" · ");
}

/** The name of the rule, rate, item, currency or segment that a path leads into; "" outside of them. */
export function ownerOf(scenario: Scenario, path: string, language: Language): string {
  let owner = "";
  let at: unknown = scenario;
  for (const step of path.split("/")) {
    at = valueAt(at, step);
    if (typeof at !== "object" || at === null) break;
    if ("name" in at) owner = inLanguage(at.name as LocalText, language);
    else if ("benefit" in at) owner = sentences(language).benefits[at.benefit as Benefit];
  }
  return owner;
}

/** The parts on the way that need a word to tell their numbers apart; ids of list entries are no parts, positions number them. */
function partLabels(scenario: Scenario, path: string, language: Language): string[] {
  const { parts } = schemeMessages(language);
  const labels: string[] = [];
  let at: unknown = scenario;
  for (const step of path.split("/").slice(0, -1)) {
    if (Array.isArray(at)) {
      if (/^\d/.test(step)) labels.push(`${labels.pop() ?? ""} ${Number(step) + 1}`);
    } else if (Object.hasOwn(parts, step)) labels.push(parts[step] ?? "");
    at = valueAt(at, step);
  }
  return labels;
}

function valueLabel(scenario: Scenario, path: string, language: Language): string {
  const field = fieldAt(scenario, path);
  if (field) return inLanguage(field.label, language);
  const last = path.slice(path.lastIndexOf("/") + 1);
  const value = valueAt(scenario, path);
  // A whole entry of a list goes by its owner's name.
  if (typeof value === "object" && value !== null && "id" in value) return "";
  return schemeMessages(language).values[last] ?? last;
}

/** A value as its sentence would show it, with its unit in words. */
export function valueWords(scenario: Scenario, path: string, value: unknown, language: Language): string {
  const words = schemeMessages(language);
  if (value === undefined) return path.endsWith("/rounding") ? sentences(language).roundings.up : words.none;
  if (typeof value === "boolean") return value ? words.on : words.off;
  if (typeof value === "number") {
    const field = fieldAt(scenario, path);
    return field ? formats(language).unit(value, field.unit) : formats(language).number(value, 2);
  }
  if (typeof value === "string") return choiceWords(path, value, scenario, language);
  if (typeof value === "object" && value !== null && "id" in value) return words.present;
  const kind = typeof value === "object" && value !== null && "kind" in value ? String(value.kind) : "";
  const kinds: Record<string, string> = sentences(language).validityKinds;
  return kinds[kind] ?? kind;
}

function choiceWords(path: string, value: string, scenario: Scenario, language: Language): string {
  const { roundings, clearingScopes } = sentences(language);
  const choices: Record<string, string> = { ...roundings, ...clearingScopes };
  if (path === "run/start") return formats(language).date(value);
  if (path === "population/referredSegment")
    return ownerOf(scenario, `population/segments/${value}/weight`, language);
  return path.endsWith("/rounding") || path.endsWith("/scope") ? (choices[value] ?? value) : value;
}
