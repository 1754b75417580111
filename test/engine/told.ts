/** What the journal tells of members whose events are written down; and its lines as a planner reads them. */
import { explainerOf } from "../../src/domain/explanation.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import type { Language } from "../../src/domain/text.ts";
import { type PostingLine, pointsOf } from "../../src/domain/trace.ts";
import { type Journal, keepJournal } from "../../src/engine/journal.ts";
import type { RunState } from "../../src/engine/run-state.ts";
import { moveFormula, moveWords, partnerOf, waitingWords } from "../../src/i18n/move.ts";
import { aboutWords, formulaWords, verdictWords } from "../../src/i18n/trace.ts";
import type { People } from "./naive/member.ts";
import { play, type RecordedEvent } from "./recorded.ts";

export type Told = {
  run: RunState;
  /** By name, in order. */
  lines: Map<string, PostingLine[]>;
};

/** Plays events as `play` does, and writes down what is told of everyone. */
export function told(scenario: Scenario, events: readonly RecordedEvent[], people: People = {}): Told {
  const lines = new Map<string, PostingLine[]>();
  let journal: Journal | undefined;
  const { run } = play(scenario, events, "A", people, (state, nameOf) => {
    journal = keepJournal(state, {
      wants: () => true,
      nameOf,
      write: (m, line) => void lines.set(nameOf(m), [...(lines.get(nameOf(m)) ?? []), line]),
    });
  });
  journal?.close();
  return { run, lines };
}

/** "4: refund: taken back by a refund: −30 = 70 points; 30 × ¥50.00 ÷ ¥100.00 → 15", the day first. */
export function lineWords(
  scenario: Scenario,
  line: PostingLine,
  segment: number | undefined,
  language: Language,
): string {
  const { name, why } = wordsOf(scenario, line, segment, language);
  const currency = scenario.currencies[line.currency]?.id ?? "";
  const points = pointsOf(line);
  const sums = `${points > 0 ? "+" : ""}${points}${line.balance === undefined ? "" : ` = ${line.balance}`} ${currency}`;
  return [`${line.day}: ${name} ${sums}`, ...why.filter((part) => part !== "")].join("; ");
}

/** What a line is called, and why it is what it is. */
export function wordsOf(
  scenario: Scenario,
  line: PostingLine,
  segment: number | undefined,
  language: Language,
): { name: string; why: string[] } {
  const waiting = waitingWords(line, language);
  if (line.kind !== "award") {
    const partner = partnerOf(line, language)?.join(" ") ?? "";
    return {
      name: moveWords(line, language),
      why: [moveFormula(line, scenario, language), partner, waiting],
    };
  }
  const explanation = explainerOf(scenario)(line, segment);
  if (!explanation) throw new Error("no such rule");
  return {
    name: scenario.rules[line.rule]?.id ?? "",
    why: [
      verdictWords(explanation, language),
      formulaWords(explanation, language),
      aboutWords(line, language),
      waiting,
    ],
  };
}
