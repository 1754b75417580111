/** The strip of headline figures: what it costs, what it does, how sure that is, and what changed against the baseline. */
import { type KpiName, kpiDefinitions } from "../../domain/kpi.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { inLanguage, type Language } from "../../domain/text.ts";
import { type Formats, formats } from "../../i18n/formats.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { Sparkline } from "../charts/Sparkline.tsx";
import { Definition } from "./Definition.tsx";
import { differenceOf, figureOf } from "./digits.ts";
import styles from "./Headline.module.css";
import type { Messages } from "./view.ts";

export const headlineKpis = [
  "costPerMemberMonth",
  "redemptionRate",
  "outstandingPerMember",
  "activeRate",
] as const satisfies readonly KpiName[];
export type HeadlineKpi = (typeof headlineKpis)[number];

export type HeadlineProps = {
  outcome: Outcome;
  /** The baseline's outcome, given also where it equals `outcome`; undefined while there is none. */
  baseline?: Outcome | undefined;
  language: Language;
};

export function Headline({ outcome, baseline, language }: HeadlineProps) {
  const words = overviewMessages(language);
  return (
    <section className={styles.strip} aria-label={words.headline}>
      {headlineKpis.map((kpi) => (
        <HeadlineFigure
          key={kpi}
          kpi={kpi}
          outcome={outcome}
          baseline={baseline}
          language={language}
          words={words}
          formats={formats(language)}
        />
      ))}
    </section>
  );
}

/** What a figure and its change are drawn from. */
type FigureProps = HeadlineProps & { kpi: HeadlineKpi; words: Messages; formats: Formats };

function HeadlineFigure({ kpi, outcome, baseline, language, words, formats }: FigureProps) {
  const { label, definition, unit } = kpiDefinitions[kpi];
  const estimate = outcome.kpis[kpi];
  const exists = Number.isFinite(estimate.value);
  const figure = figureOf(estimate, unit, formats);
  const isProvisional = outcome.intervalsFrom === "members";
  const about = [inLanguage(definition, language)];
  if (!exists) about.push(words.nothingToDivide);
  else if (isProvisional) about.push(words.provisionalWhy);
  return (
    <div className={styles.figure} data-kpi={kpi} data-value={String(estimate.value)}>
      <h3 className={styles.name}>
        <Definition name={inLanguage(label, language)} paragraphs={about} />
      </h3>
      <p className={styles.reading}>
        <span className={styles.value}>{figure.value}</span>
        {exists ? (
          <span className={`${styles.interval} ${isProvisional ? styles.provisional : ""}`}>
            ±{"\u00a0"}
            {figure.halfWidth}
            <span className="spoken"> {isProvisional ? words.intervalProvisional : words.interval}</span>
          </span>
        ) : (
          <span className={styles.interval}>{words.nothingToDivide}</span>
        )}
      </p>
      <div className={styles.foot}>
        <Change kpi={kpi} outcome={outcome} baseline={baseline} words={words} formats={formats} />
        <Sparkline values={courseOf(kpi, outcome)} />
      </div>
    </div>
  );
}

type ChangeProps = Pick<FigureProps, "kpi" | "outcome" | "baseline" | "words" | "formats">;

function Change({ kpi, outcome, baseline, words, formats }: ChangeProps) {
  if (!baseline || baseline.scenario.digest === outcome.scenario.digest)
    return <p className={styles.change} />;
  const { unit, better } = kpiDefinitions[kpi];
  const difference = differenceOf(outcome.kpis[kpi], baseline.kpis[kpi], unit, formats);
  if (!difference) return <p className={styles.change} />;
  const { direction, relative } = difference;
  const size = unit === "share" ? words.percentagePoints(difference.size) : difference.size;
  if (direction === "same") return <p className={styles.change}>= {words.asBaseline}</p>;
  if (direction === "near") return <p className={styles.change}>≈ {words.nearBaseline(size)}</p>;
  const judgement = judged(better, direction);
  return (
    <p
      className={`${styles.change} ${judgement === "none" ? "" : styles[judgement]}`}
      data-change={direction}
    >
      <span aria-hidden="true">{direction === "up" ? "▲" : "▼"} </span>
      {words.difference(direction, size, relative)}{" "}
      {judgement === "none" ? null : <span className={styles.judgement}>{words[judgement]}</span>}
      <span className="spoken"> {words.againstBaseline}</span>
    </p>
  );
}

/** Whether a move is for the better, where the definition takes a side. */
export function judged(
  better: "higher" | "lower" | "none",
  direction: "up" | "down",
): "better" | "worse" | "none" {
  if (better === "none") return "none";
  return (better === "higher") === (direction === "up") ? "better" : "worse";
}

/** The course of a headline figure through the run, in order of time. */
export function courseOf(kpi: HeadlineKpi, outcome: Outcome): number[] {
  const currencies = Object.values(outcome.currencies);
  switch (kpi) {
    case "costPerMemberMonth":
      return outcome.months.map((month) => month.costCentsPerMember.value);
    case "activeRate":
      return outcome.months.map((month) => month.activeRate);
    case "redemptionRate":
      return (currencies[0]?.redemptionRate ?? []).map((rate) => rate.cumulative.value);
    case "outstandingPerMember":
      return (currencies[0]?.balances ?? []).map((_, index) =>
        currencies.reduce((sum, currency) => sum + (currency.balances[index]?.mean.value ?? 0), 0),
      );
  }
}
