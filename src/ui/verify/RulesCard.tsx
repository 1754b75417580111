/** Rule by rule: points per member and month by the records beside the simulation. */
import { inLanguage } from "../../domain/text.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { ChartCard } from "../charts/ChartCard.tsx";
import type { ChartTable } from "../charts/DataTable.tsx";
import { PairBars } from "../charts/PairBars.tsx";
import type { Compared } from "./compared.ts";
import { type RulePair, rulePairs } from "./comparison.ts";

type Props = { compared: Compared; className?: string | undefined };

export function RulesCard({ compared, className }: Props) {
  const { scenario, records, simulated, words, formats, language } = compared;
  const pairs = rulePairs(scenario, records, simulated);
  const max = Math.max(...pairs.flatMap((pair) => [pair.records, pair.simulated ?? 0]), 1e-9);
  return (
    <ChartCard
      name="verify-rules"
      title={words.rules.title}
      finding={findingOf(pairs, compared)}
      table={() => tableOf(pairs, compared)}
      words={overviewMessages(language)}
      className={className}
    >
      <PairBars
        pairs={pairs.map((pair) => ({
          id: scenario.rules[pair.position]!.id,
          name: ruleName(pair, compared),
          detail: currencyDetail(pair, compared),
          first: pair.records,
          second: pair.simulated,
          shown: [formats.number(pair.records, 1), formats.number(pair.simulated ?? Number.NaN, 1)],
        }))}
        names={[words.records, words.simulation]}
        max={max}
      />
    </ChartCard>
  );
}

function ruleName({ position }: RulePair, { scenario, language }: Compared): string {
  return inLanguage(scenario.rules[position]!.name, language);
}

/** Points of which currency, where there are several. */
function currencyDetail({ position }: RulePair, { scenario, language }: Compared): string | undefined {
  if (scenario.currencies.length < 2) return undefined;
  const { currency } = scenario.rules[position]!;
  const found = scenario.currencies.find(({ id }) => id === currency);
  return found && inLanguage(found.name, language);
}

function findingOf(pairs: readonly RulePair[], compared: Compared): string {
  const { words, formats } = compared;
  const [first] = pairs;
  const all = pairs.reduce((sum, { records }) => sum + records, 0);
  if (!first || all === 0) return words.rules.none;
  return words.rules.finding({
    rule: ruleName(first, compared),
    share: formats.percent(first.records / all),
  });
}

function tableOf(pairs: readonly RulePair[], compared: Compared): ChartTable {
  const { words, formats } = compared;
  return {
    columns: [
      words.rules.rule,
      words.records,
      words.simulation,
      words.difference,
      words.rules.recordsAwards,
      words.rules.recordsMembers,
    ],
    rows: pairs.map((pair) => [
      [ruleName(pair, compared), currencyDetail(pair, compared)].filter(Boolean).join(" · "),
      formats.number(pair.records, 2),
      formats.number(pair.simulated ?? Number.NaN, 2),
      formats.number(pair.records - (pair.simulated ?? Number.NaN), 2),
      formats.number(pair.awards),
      formats.number(pair.members),
    ]),
  };
}
