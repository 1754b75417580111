/** A posting's cause and numbers as one line of words, for the ledger of scored records. */
import { explainerOf } from "../domain/explanation.ts";
import type { Scenario } from "../domain/scenario.ts";
import { schemeByDay } from "../domain/scheme-by-day.ts";
import { inLanguage, type Language } from "../domain/text.ts";
import type { AwardLine, MoveLine, PostingLine, TierLine } from "../domain/trace.ts";
import { moveFormula, moveWords, partnerOf } from "./move.ts";
import { aboutWords, formulaWords, verdictWords } from "./trace.ts";

/**
 * Says why a posting of a member of a segment, by position, is what it is: "daily cap of 20 used up; 2 × 5 = 10 → …"; of a
 * change of tier from where to where: "Silver → Gold".
 */
export function ledgerWords(
  scenario: Scenario,
  language: Language,
): (line: PostingLine | TierLine, segment: number | undefined) => string {
  const explained = explainerOf(scenario);
  const schemeOn = schemeByDay(scenario);
  const moveSaid = (line: MoveLine) => {
    const partner = partnerOf(line, language)?.join(" ") ?? "";
    return joined([moveWords(line, language), moveFormula(line, schemeOn(line.day), language), partner]);
  };
  const tierSaid = (tier: number) => {
    const step = scenario.tiers?.steps[tier];
    return step ? inLanguage(step.name, language) : "";
  };
  const awardSaid = (line: AwardLine, segment: number | undefined) => {
    const explanation = explained(line, segment);
    if (!explanation) return "";
    const { verdict } = explanation;
    return joined([
      verdict === "paid" ? "" : verdictWords(explanation, language),
      formulaWords(explanation, language),
      aboutWords(line, language),
    ]);
  };
  // A day has thousands of awards that read alike.
  let today = -1;
  const said = new Map<string, string>();
  return (line, segment) => {
    if (line.kind === "tier") return [line.from, line.to].map(tierSaid).join(" → ");
    if (line.kind !== "award") return moveSaid(line);
    if (line.day !== today) said.clear();
    today = line.day;
    const key = likenessOf(line, segment);
    const known = key === undefined ? undefined : said.get(key);
    const words = known ?? awardSaid(line, segment);
    if (key !== undefined) said.set(key, words);
    return words;
  };
}

/** What the words of an award depend on, beside its day; undefined where they name members or what was left of a cap. */
function likenessOf(
  { rule, tier, steps, paid, held, about, amount, by, origin, unheard }: AwardLine,
  segment: number | undefined,
): string | undefined {
  if (held.length > 0 || about !== undefined) return undefined;
  const { base, eligible, multiplied, capped } = steps;
  const from = `${origin?.channel} ${origin?.service} ${unheard} ${by}`;
  return `${rule} ${segment} ${tier} ${base} ${eligible} ${multiplied} ${capped} ${paid} ${amount} ${from}`;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("; ");
}
