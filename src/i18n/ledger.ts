/** A posting's cause and numbers as one line of words, for the ledger of scored records. */
import { explainerOf } from "../domain/explanation.ts";
import type { Scenario } from "../domain/scenario.ts";
import { schemeByDay } from "../domain/scheme-by-day.ts";
import type { Language } from "../domain/text.ts";
import type { PostingLine } from "../domain/trace.ts";
import { moveFormula, moveWords, partnerOf } from "./move.ts";
import { aboutWords, formulaWords, verdictWords } from "./trace.ts";

/** Says why a posting of a member of a segment, by position, is what it is: "daily cap of 20 used up; 2 × 5 = 10 → …". */
export function ledgerWords(
  scenario: Scenario,
  language: Language,
): (line: PostingLine, segment: number | undefined) => string {
  const explained = explainerOf(scenario);
  const schemeOn = schemeByDay(scenario);
  return (line, segment) => {
    if (line.kind !== "award") {
      const partner = partnerOf(line, language)?.join(" ") ?? "";
      return joined([moveWords(line, language), moveFormula(line, schemeOn(line.day), language), partner]);
    }
    const explanation = explained(line, segment);
    if (!explanation) return "";
    const { verdict } = explanation;
    return joined([
      verdict === "paid" ? "" : verdictWords(explanation, language),
      formulaWords(explanation, language),
      aboutWords(line, language),
    ]);
  };
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("; ");
}
