/** What the value at a path is called, and how it reads: for the list of changes, undo, and spoken labels. */
import type { Benefit } from "../domain/catalogue.ts";
import type { Validity } from "../domain/currency.ts";
import type { Exchange } from "../domain/exchange.ts";
import type { Unit } from "../domain/field.ts";
import { fieldAt, valueAt } from "../domain/path.ts";
import type { Scenario } from "../domain/scenario.ts";
import { inLanguage, type Language, type LocalText } from "../domain/text.ts";
import { formats } from "./formats.ts";
import { choiceWords, everyoneWords, partWords } from "./parts.ts";
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
  const parts = partLabels(scenario, path, language);
  // "Validity, months" says of what it is.
  if (own.toLowerCase().startsWith(parts.at(-1)?.toLowerCase() ?? " ")) parts.pop();
  return [owner, ...parts, own].filter((word) => word !== "").join(" · ");
}

/** The name of the rule, rate, exchange, item, currency or segment that a path leads into; "" outside of them. */
export function ownerOf(scenario: Scenario, path: string, language: Language): string {
  let owner = "";
  let at: unknown = scenario;
  for (const step of path.split("/")) {
    at = valueAt(at, step);
    if (typeof at !== "object" || at === null) break;
    if ("name" in at) owner = inLanguage(at.name as LocalText, language);
    else if ("benefit" in at) owner = sentences(language).benefits[at.benefit as Benefit];
    else if ("give" in at) owner = exchangeName(scenario, at as Exchange, language);
  }
  return owner;
}

/** "Virtual coins → Redeemable points". */
function exchangeName(scenario: Scenario, { from, to }: Exchange, language: Language): string {
  return [from, to].map((id) => ownerOf(scenario, `currencies/${id}`, language)).join(" → ");
}

/** Whether the label of a path begins with words of ours, not with a name that somebody gave. */
export function isNamedByUs(scenario: Scenario, path: string): boolean {
  return path.startsWith("rates/") || ownerOf(scenario, path, "en") === "";
}

/** The parts on the way that need a word to tell their numbers apart; ids of list entries are no parts, positions number them. */
function partLabels(scenario: Scenario, path: string, language: Language): string[] {
  const { parts } = schemeMessages(language);
  const labels: string[] = [];
  let at: unknown = scenario;
  for (const step of path.split("/").slice(0, -1)) {
    if (Array.isArray(at)) {
      const activity = activityNamed(at[Number(step)], language);
      if (activity) labels.push(activity);
      else if (/^\d/.test(step)) labels.push(`${labels.pop() ?? ""} ${Number(step) + 1}`);
    } else if (Object.hasOwn(parts, step)) labels.push(parts[step] ?? "");
    at = valueAt(at, step);
  }
  return labels;
}

/** An activity of members goes by what they do. */
function activityNamed(entry: unknown, language: Language): string | undefined {
  const names: Record<string, string> = sentences(language).activityNames;
  const isActivity = typeof entry === "object" && entry !== null && "indicator" in entry && "times" in entry;
  return isActivity ? names[String(entry.indicator)] : undefined;
}

function valueLabel(scenario: Scenario, path: string, language: Language): string {
  const field = fieldAt(scenario, path);
  if (field) return inLanguage(field.label, language);
  const last = path.slice(path.lastIndexOf("/") + 1);
  const value = valueAt(scenario, path);
  const activity = activityNamed(value, language);
  if (activity) return activity;
  // A whole entry of a list goes by its owner's name.
  if (typeof value === "object" && value !== null && "id" in value) return "";
  return schemeMessages(language).values[last] ?? partWords(last, language);
}

/** A value as its sentence would show it, with its unit in words. */
export function valueWords(scenario: Scenario, path: string, value: unknown, language: Language): string {
  const words = schemeMessages(language);
  // What a dated change brings reads as what stands at its place.
  if (/^changes\/\d+\/value$/.test(path)) {
    const place = valueAt(scenario, path.replace(/value$/, "path"));
    return valueWords(scenario, String(place), value, language);
  }
  if (value === undefined || value === null)
    return path.endsWith("/rounding")
      ? sentences(language).roundings.up
      : (everyoneWords(path, language) ?? words.none);
  if (typeof value === "boolean") return value ? words.on : words.off;
  if (typeof value === "number") {
    if (path.endsWith("/@position")) return words.position(value);
    const field = fieldAt(scenario, path);
    return field ? formats(language).unit(value, field.unit) : formats(language).number(value, 2);
  }
  if (typeof value === "string") return textWords(path, value, scenario, language);
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) {
    const words = value.map((each) => textWords(path, each, scenario, language));
    return words.join(language === "en" ? ", " : "、");
  }
  if (typeof value !== "object" || value === null) return String(value);
  if ("zh" in value && "en" in value) return inLanguage(value as LocalText, language);
  if (lastStep(path) === "validity") return validityWords(value as Validity, language);
  return "kind" in value ? choiceWords(lastStep(path), String(value.kind), language) : words.present;
}

/** "expires at a year end: 2 years". */
export function validityWords({ kind, ...lasts }: Validity, language: Language): string {
  const said = choiceWords("validity", kind, language);
  const [unit, number] = Object.entries(lasts)[0] ?? [];
  if (unit === undefined || number === undefined) return said;
  return `${said}${language === "en" ? ": " : "："}${formats(language).unit(number, unit as Unit)}`;
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A text that is a date, the id of something that has a name, or one of several choices; seeds are shown as they are. */
function textWords(path: string, value: string, scenario: Scenario, language: Language): string {
  const key = lastStep(path);
  if (key === "seed") return value;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formats(language).date(value);
  const named = listNamedBy(key, scenario)?.find(({ id }) => id === value);
  return named ? inLanguage(named.name, language) : choiceWords(key, value, language);
}

/** The list whose ids a part holds. */
function listNamedBy(
  key: string,
  scenario: Scenario,
): readonly { id: string; name: LocalText }[] | undefined {
  if (/^(currency|from|to|spent|earned)$/.test(key)) return scenario.currencies;
  if (/^(service|product)s?$/.test(key)) return scenario.services;
  if (/^channels?$/.test(key)) return scenario.channels;
  if (/^tiers?$/.test(key)) return scenario.tiers?.steps;
  return /segments?$/i.test(key) ? scenario.population.segments : undefined;
}
