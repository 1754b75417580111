/** What values are called below the thing they belong to, and how they read: where a form or a dated change names them. */
import type { Validity } from "../domain/currency.ts";
import { shapeAt } from "../domain/form.ts";
import { fieldAt, valueAt } from "../domain/path.ts";
import type { Scenario } from "../domain/scenario.ts";
import { inLanguage, type Language, type LocalText } from "../domain/text.ts";
import { formats } from "./formats.ts";
import { ownerOf, validityWords } from "./label.ts";
import { overviewMessages } from "./overview.ts";
import { choiceWords, everyoneWords, partWords } from "./parts.ts";
import { rulesMessages } from "./rules.ts";

/** Parts that their numbers need no word for. */
const understood: ReadonlySet<string> = new Set(["condition", "caps"]);

/** What a value is called below the thing that it belongs to: "Multipliers 1 · Multiplier", "Silver · Threshold". */
export function placeWords(scenario: Scenario, thing: string, path: string, language: Language): string {
  if (path === thing) return partWords(path, language);
  const steps = path.slice(thing.length + 1).split("/");
  const said: string[] = [];
  let at = thing;
  steps.forEach((step, position) => {
    const isEntry = Array.isArray(valueAt(scenario, at));
    at = `${at}/${step}`;
    const field = fieldAt(scenario, at);
    if (isEntry) {
      const { name } = valueAt(scenario, at) as { name?: LocalText };
      const list = said.pop();
      said.push(name ? inLanguage(name, language) : `${list} ${Number(step) + 1}`);
    } else if (field) said.push(inLanguage(field.label, language));
    else if (step === "enabled") said.push(rulesMessages(language).changes.toggle);
    else if (position === steps.length - 1 || !understood.has(step)) said.push(partWords(step, language));
  });
  return said.join(" · ");
}

/** The thing that a value belongs to, by its name; the membership tiers, the scheme itself. */
export function thingWords(scenario: Scenario, thing: string, language: Language): string {
  const { changes } = rulesMessages(language);
  if (thing === "tiers") return changes.tiers;
  if (!thing.includes("/")) return changes.scheme;
  return ownerOf(scenario, `${thing}/id`, language) || thing.slice(thing.indexOf("/") + 1);
}

/** A value that can change on a date, as a sentence tells it. */
export function leafWords(scenario: Scenario, path: string, value: unknown, language: Language): string {
  const { absent, changes } = rulesMessages(language);
  if (value === undefined || value === null) return everyoneWords(path, language) ?? absent;
  if (typeof value === "boolean") return value ? changes.on : changes.off;
  const field = fieldAt(scenario, path);
  if (typeof value === "number" && field) return formats(language).unit(value, field.unit);
  const shape = shapeAt(scenario, path);
  if (shape?.kind === "variants") return validityWords(value as Validity, language);
  if (shape?.kind === "date") return formats(language).date(String(value));
  const each = shape?.kind === "list" ? shape.entry : shape;
  if (each?.kind === "reference") {
    const names = [value].flat().map((id) => ownerOf(scenario, `${each.list}/${id}/id`, language));
    return overviewMessages(language).listOf(names);
  }
  return choiceWords(path.slice(path.lastIndexOf("/") + 1), String(value), language);
}
