/** Rule by rule: points per member and month by the records beside the simulation. */
import { nameAmongCurrencies } from "../../domain/structure-name.ts";
import { inLanguage } from "../../domain/text.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { ChartCard } from "../charts/ChartCard.tsx";
import type { ChartTable } from "../charts/DataTable.tsx";
import { PairBars } from "../charts/PairBars.tsx";
import type { Compared } from "./compared.ts";
import { type RulePair, rulePairs } from "./comparison.ts";
import css from "./Result.module.css";

type Props = { compared: Compared; className?: string | undefined };

export function RulesCard({ compared, className }: Props) {
  const { scenario, records, simulated, words, language } = compared;
  const pairs = rulePairs(scenario, records, simulated);
  const currencies = [...new Set(pairs.map(({ currency }) => currency))];
  return (
    <ChartCard
      name="verify-rules"
      title={words.rules.title}
      finding={findingOf(pairs, compared)}
      table={() => tableOf(pairs, compared)}
      words={overviewMessages(language)}
      className={className}
    >
      <div className={css.services}>
        {currencies.map((currency, position) => (
          <section key={currency}>
            {scenario.currencies.length > 1 && (
              <h4 className={css.service}>{currencyName(currency, compared)}</h4>
            )}
            <Bars
              pairs={pairs.filter((pair) => pair.currency === currency)}
              compared={compared}
              bare={position > 0}
            />
          </section>
        ))}
      </div>
    </ChartCard>
  );
}

/** Rules of one currency, on a scale of their own. */
function Bars({ pairs, compared, bare }: { pairs: RulePair[]; compared: Compared; bare: boolean }) {
  const { scenario, words, formats } = compared;
  return (
    <PairBars
      pairs={pairs.map((pair) => ({
        id: scenario.rules[pair.position]!.id,
        name: ruleName(pair, compared),
        first: pair.records,
        second: pair.simulated,
        shown: [formats.number(pair.records, 1), formats.number(pair.simulated ?? Number.NaN, 1)],
      }))}
      names={[words.records, words.simulation]}
      bare={bare}
      max={Math.max(...pairs.flatMap((pair) => [pair.records, pair.simulated ?? 0]), 1e-9)}
    />
  );
}

function ruleName({ position }: RulePair, { scenario, language }: Compared): string {
  return inLanguage(scenario.rules[position]!.name, language);
}

/** Empty where points are points. */
function currencyName(currency: string, { scenario, language }: Compared): string {
  const name = nameAmongCurrencies(scenario, currency);
  return name ? inLanguage(name, language) : "";
}

function findingOf(pairs: readonly RulePair[], compared: Compared): string {
  const { words, formats } = compared;
  const first = pairs.find(({ records }) => records > 0);
  if (!first) return words.rules.none;
  const alike = pairs.filter(({ currency }) => currency === first.currency);
  return words.rules.finding({
    rule: ruleName(first, compared),
    share: formats.percent(first.records / alike.reduce((sum, { records }) => sum + records, 0)),
    currency: currencyName(first.currency, compared),
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
      [ruleName(pair, compared), currencyName(pair.currency, compared)].filter(Boolean).join(" · "),
      formats.number(pair.records, 2),
      formats.number(pair.simulated ?? Number.NaN, 2),
      formats.number(pair.records - (pair.simulated ?? Number.NaN), 2),
      formats.number(pair.awards),
      formats.number(pair.members),
    ]),
  };
}
