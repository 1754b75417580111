/** What a change is called: on the undo button, and in the messages after it. */
import type { Scenario } from "../../domain/scenario.ts";
import { inLanguage, type Language } from "../../domain/text.ts";
import { labelOf } from "../../i18n/label.ts";
import { schemeMessages } from "../../i18n/scheme.ts";
import { shellMessages } from "../../i18n/shell.ts";
import type { ChangeName } from "../../store/history.ts";
import { sectionOf } from "../scheme/outline.ts";

/** `scenario` is where the paths of the change lead. */
export function changeWords(name: ChangeName, scenario: Scenario, language: Language): string {
  const { changes } = shellMessages(language);
  switch (name.kind) {
    case "set":
    case "reset":
      return changes[name.kind](
        name.label ? inLanguage(name.label, language) : labelOf(scenario, name.path, language),
      );
    case "add":
    case "copy":
    case "move":
    case "remove":
      return changes[name.kind](inLanguage(name.label, language));
    case "resetGroup":
      return changes.resetGroup(schemeMessages(language).sections[sectionOf(name.prefixes[0] ?? "")]);
    case "open":
      return changes.open(inLanguage(name.name, language));
    default:
      return changes[name.kind];
  }
}
