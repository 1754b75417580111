/** Which rules the points come from, and how many members each reaches. */
import { memo, useMemo } from "react";
import type { Outcome } from "../../domain/outcome.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { inLanguage } from "../../domain/text.ts";
import { steppedAxis } from "../charts/axis.ts";
import { ChartCard } from "../charts/ChartCard.tsx";
import type { ChartTable } from "../charts/DataTable.tsx";
import { ShareBars } from "../charts/ShareBars.tsx";
import styles from "./AwardsCard.module.css";
import { type CardProps, roughPercent, roughPoints, type View } from "./view.ts";

/** A rule's part in the points issued in its currency; counts are the mean of the replications. */
export type AwardRow = {
  id: string;
  name: string;
  share: number;
  points: number;
  members: number;
  awards: number;
  baselineShare: number | undefined;
};

export const AwardsCard = memo(function AwardsCard({ view, className }: CardProps) {
  const { words, formats } = view;
  const rows = useMemo(() => awardRows(view), [view]);
  const highest = Math.max(0, ...rows.map((row) => row.share || 0));
  return (
    <ChartCard
      name="awards"
      title={words.awards.title}
      finding={awardsFinding(rows, view)}
      table={() => awardsTable(rows, view)}
      words={words}
      className={className}
    >
      <div className={styles.list}>
        <ShareBars
          bars={rows.map((row) => ({
            id: row.id,
            name: row.name,
            share: row.share,
            shown: roughPercent(row.share, formats),
            remark: {
              text: words.awards.reached(roughPoints(row.members, formats), row.members),
              tone: "plain",
            },
            baseline: row.baselineShare,
          }))}
          max={Math.min(1, steppedAxis(0, highest).max)}
          size="small"
        />
        <p className={`${styles.ghost} ${view.baseline ? "" : styles.absent}`}>{words.ghost}</p>
      </div>
    </ChartCard>
  );
});

/** The enabled rules of the currency, the largest share first; equal ones in the order of the scenario. */
export function awardRows({ outcome, baseline, scenario, language, currency }: View): AwardRow[] {
  const total = pointsByRules(scenario, outcome, currency);
  const baselineTotal = baseline && pointsByRules(scenario, baseline, currency);
  return scenario.rules
    .filter((rule) => rule.currency === currency && rule.enabled)
    .map((rule) => {
      const { points = 0, members = 0, awards = 0 } = outcome.rules[rule.id] ?? {};
      const before = baseline?.rules[rule.id]?.points;
      return {
        id: rule.id,
        name: inLanguage(rule.name, language),
        share: points / total,
        points: points / outcome.replications,
        members: members / outcome.replications,
        awards: awards / outcome.replications,
        baselineShare: before === undefined || !baselineTotal ? undefined : before / baselineTotal,
      };
    })
    .sort((a, b) => b.points - a.points);
}

function pointsByRules(scenario: Scenario, outcome: Outcome, currency: string): number {
  const ids = scenario.rules.filter((rule) => rule.currency === currency).map(({ id }) => id);
  return ids.reduce((sum, id) => sum + (outcome.rules[id]?.points ?? 0), 0);
}

/** The rule that issues most, as a sentence. */
export function awardsFinding(rows: readonly AwardRow[], { words, formats }: View): string {
  const [first] = rows;
  if (!first || !(first.points > 0)) return words.awards.none;
  return words.awards.finding({
    rule: first.name,
    share: roughPercent(first.share, formats),
    members: roughPoints(first.members, formats),
  });
}

export function awardsTable(rows: readonly AwardRow[], { words, formats, baseline }: View): ChartTable {
  const { rule, share, points, awards, members } = words.awards;
  return {
    columns: [rule, share, ...(baseline ? [words.baseline] : []), points, awards, members],
    rows: rows.map((row) => [
      row.name,
      roughPercent(row.share, formats),
      ...(baseline ? [roughPercent(row.baselineShare ?? Number.NaN, formats)] : []),
      roughPoints(row.points, formats),
      roughPoints(row.awards, formats),
      roughPoints(row.members, formats),
    ]),
  };
}
