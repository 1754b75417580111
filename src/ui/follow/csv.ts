/** A member's trace as a table for a spreadsheet. */
import { type Explanation, explain } from "../../domain/explanation.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { inLanguage, type Language, type LocalText } from "../../domain/text.ts";
import type { MoveLine, Trace, TraceLine } from "../../domain/trace.ts";
import { followMessages } from "../../i18n/follow.ts";
import { moveFormula, moveWords, partnerOf, waitingWords } from "../../i18n/move.ts";
import { changeWords } from "../../i18n/scheme-change.ts";
import { aboutWords, eventWords, formulaWords, verdictWords } from "../../i18n/trace.ts";
import { dateOfDay } from "../charts/time.ts";

/** Every line of the trace in order, with a heading; rows end in CR LF, and a mark at the front says UTF-8. */
export function traceCsv(scenario: Scenario, trace: Trace, language: Language): string {
  const words = followMessages(language);
  const explanations = explain(scenario, trace);
  const rows = trace.lines.map((line) => [
    dateOfDay(scenario.run.start, line.day),
    ...cellsOf(scenario, line, explanations.get(line), language),
  ]);
  return `\ufeff${[words.columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cellsOf(
  scenario: Scenario,
  line: TraceLine,
  explanation: Explanation | undefined,
  language: Language,
): string[] {
  const words = followMessages(language);
  const named = (list: readonly { name: LocalText }[] | undefined, position: number) => {
    const name = list?.[position]?.name;
    return name ? inLanguage(name, language) : "";
  };
  switch (line.kind) {
    case "events": {
      const said = line.events.map((event) => {
        const other = event.other === undefined ? "" : ` ${event.other}`;
        return eventWords(scenario, event, language) + other;
      });
      return [words.kinds.events, "", words.listOf(said), "", "", ""];
    }
    case "tier": {
      const [from, to] = [line.from, line.to].map((position) => named(scenario.tiers?.steps, position));
      return [words.kinds.tier, "", words.tierChange(from ?? "", to ?? ""), "", "", ""];
    }
    case "change":
      return [words.kinds.change, "", changeWords(scenario, line.change, language), "", "", ""];
    case "award": {
      const said = explanation
        ? [verdictWords(explanation, language), formulaWords(explanation, language)]
        : [];
      said.push(aboutWords(line, language), waitingWords(line, language));
      return [
        line.paid > 0 ? words.kinds.award : words.kinds.unpaid,
        named(scenario.rules, line.rule),
        said.filter((part) => part !== "").join("; "),
        named(scenario.currencies, line.currency),
        String(line.paid),
        line.balance === undefined ? "" : String(line.balance),
      ];
    }
    default:
      return [
        moveWords(line, language),
        line.kind === "redeemed" && line.item !== undefined ? named(scenario.items, line.item) : "",
        moveSaid(line, scenario, language),
        named(scenario.currencies, line.currency),
        String(line.points),
        String(line.balance),
      ];
  }
}

/** What was bought has a column of its own. */
function moveSaid(line: MoveLine, scenario: Scenario, language: Language): string {
  const isItem = line.kind === "redeemed" && line.item !== undefined;
  const formula = isItem ? "" : moveFormula(line, scenario, language);
  const partner = partnerOf(line, language)?.join(" ") ?? "";
  const said = [formula, partner, waitingWords(line, language)];
  return said.filter((part) => part !== "").join("; ");
}

/** Quoted where it must be; what a spreadsheet would take for a formula gets an apostrophe in front. */
function cell(text: string): string {
  const harmless = /^[=+@\t]|^-(?![\d.]+$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
