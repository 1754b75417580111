/** What a dated change of the scheme does, in words. */

import type { Scenario } from "../domain/scenario.ts";
import { changeAt, schemeOn } from "../domain/scheme-by-day.ts";
import type { Language } from "../domain/text.ts";
import { labelOf, valueWords } from "./label.ts";

/** The change at a position of the scenario's list: "Login · Award value: 5 points → 9 points". */
export function changeWords(scenario: Scenario, position: number, language: Language): string {
  const change = changeAt(scenario, position);
  if (!change) return "";
  const { path, from, to } = change;
  // What changes may have come with a change before it.
  const scheme = schemeOn(scenario, scenario.changes?.[position]?.date ?? "");
  const [was, now] = [from, to].map((value) => valueWords(scheme, path, value, language));
  return `${labelOf(scheme, path, language)}${language === "en" ? ": " : "："}${was} → ${now}`;
}
