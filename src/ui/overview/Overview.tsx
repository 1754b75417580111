/** The overview of a scheme: headline figures, then balances, structure, flows, rates, distribution and awards. */
import { useMemo, useState } from "react";
import type { Outcome } from "../../domain/outcome.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { inLanguage, type Language } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { AwardsCard } from "./AwardsCard.tsx";
import { BalancesCard } from "./BalancesCard.tsx";
import { DistributionCard } from "./DistributionCard.tsx";
import { FlowsCard } from "./FlowsCard.tsx";
import { Headline } from "./Headline.tsx";
import styles from "./Overview.module.css";
import { RatesCard } from "./RatesCard.tsx";
import { StructureCard, structuresIn } from "./StructureCard.tsx";
import { tickLabelsOf, timeAxis, type View } from "./view.ts";

export type OverviewProps = {
  outcome: Outcome;
  /** The baseline's outcome, if there is one; it may be `outcome` itself. */
  baseline?: Outcome | undefined;
  /** The scenario that `outcome` answers, not a later edit of it. */
  scenario: Scenario;
  language: Language;
};

export function Overview({ outcome, baseline, scenario, language }: OverviewProps) {
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [day, setDay] = useState<number | undefined>(undefined);
  const view = useView({ outcome, baseline, scenario, language }, chosen);
  const cursor = { day: day === undefined ? undefined : Math.min(day, outcome.days - 1), onDay: setDay };
  return (
    <div className={styles.overview}>
      <h2 className="spoken">{view.words.overview}</h2>
      <div className={styles.headline}>
        <Headline outcome={outcome} baseline={baseline} language={language} />
      </div>
      <p className={styles.certainty}>{certaintyOf(view)}</p>
      <CurrencyChoice view={view} onChoose={setChosen} />
      <div className={styles.grid} data-tall={structuresIn(view).length > 2 || undefined}>
        <BalancesCard view={view} {...cursor} className={styles.eight} />
        <StructureCard view={view} className={styles.four} />
        <FlowsCard view={view} {...cursor} className={styles.flows} />
        <RatesCard view={view} {...cursor} className={styles.six} />
        <DistributionCard view={view} className={styles.six} />
        <AwardsCard view={view} className={styles.awards} />
      </div>
    </div>
  );
}

function useView({ outcome, baseline, scenario, language }: OverviewProps, chosen: string | undefined): View {
  const { start } = scenario.run;
  const words = overviewMessages(language);
  const format = formats(language);
  const tickLabels = useMemo(() => tickLabelsOf(format), [format]);
  const time = useMemo(() => timeAxis(start, outcome.days, format), [start, outcome.days, format]);
  const ids = Object.keys(outcome.currencies);
  const currency = ids.find((id) => id === chosen) ?? ids[0] ?? "";
  const ghost = baseline && isComparable(outcome, baseline) ? baseline : undefined;
  return useMemo(
    () => ({
      outcome,
      baseline: ghost,
      scenario,
      language,
      words,
      formats: format,
      tickLabels,
      time,
      currency,
    }),
    [outcome, ghost, scenario, language, words, format, tickLabels, time, currency],
  );
}

/** A baseline is drawn behind the charts where it is another scheme over the same days. */
export function isComparable(outcome: Outcome, baseline: Outcome): boolean {
  return (
    outcome.scenario.digest !== baseline.scenario.digest &&
    outcome.days === baseline.days &&
    outcome.months[0]?.name === baseline.months[0]?.name &&
    outcome.months[0]?.days === baseline.months[0]?.days
  );
}

/** How sure the figures are: where their intervals come from. */
export function certaintyOf({ outcome, words, formats }: View): string {
  return outcome.intervalsFrom === "members"
    ? words.certainty.fromMembers
    : words.certainty.fromReplications(formats.number(outcome.replications));
}

function CurrencyChoice({ view, onChoose }: { view: View; onChoose: (id: string) => void }) {
  const ids = Object.keys(view.outcome.currencies);
  if (ids.length < 2) return null;
  return (
    <label className={styles.currency}>
      {view.words.currency}
      <select value={view.currency} onChange={(event) => onChoose(event.target.value)}>
        {ids.map((id) => (
          <option key={id} value={id}>
            {currencyName(id, view)}
          </option>
        ))}
      </select>
    </label>
  );
}

function currencyName(id: string, { scenario, language }: View): string {
  const currency = scenario.currencies.find((currency) => currency.id === id);
  return currency ? inLanguage(currency.name, language) : id;
}
