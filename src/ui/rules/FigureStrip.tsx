/** The headline figures in one line, so that a change's effect is seen while it is made. */
import { kpiDefinitions } from "../../domain/kpi.ts";
import { inLanguage } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { shellMessages } from "../../i18n/shell.ts";
import type { Drawn } from "../../store/state.ts";
import { differenceOf, figureOf } from "../overview/digits.ts";
import { type HeadlineKpi, headlineKpis, judged } from "../overview/Headline.tsx";
import { useLanguage, useSandtable } from "../session.tsx";
import css from "./FigureStrip.module.css";

export function FigureStrip() {
  const language = useLanguage();
  const drawn = useSandtable((state) => state.run.drawn);
  return (
    <section className={css.strip} aria-label={rulesMessages(language).figures}>
      {drawn ? (
        headlineKpis.map((kpi) => <Figure key={kpi} kpi={kpi} drawn={drawn} />)
      ) : (
        <p className={css.waiting}>{shellMessages(language).waiting}</p>
      )}
    </section>
  );
}

function Figure({ kpi, drawn: { outcome, baseline } }: { kpi: HeadlineKpi; drawn: Drawn }) {
  const language = useLanguage();
  const words = overviewMessages(language);
  const { label, unit, better, definition } = kpiDefinitions[kpi];
  const estimate = outcome.kpis[kpi];
  const figure = figureOf(estimate, unit, formats(language));
  const differs = baseline && baseline.scenario.digest !== outcome.scenario.digest;
  const difference = differs && differenceOf(estimate, baseline.kpis[kpi], unit, formats(language));
  const moves = difference && (difference.direction === "up" || difference.direction === "down");
  return (
    <div className={css.figure} data-kpi={kpi} data-value={String(estimate.value)}>
      <p className={css.name} title={inLanguage(definition, language)}>
        {inLanguage(label, language)}
      </p>
      <p className={css.reading}>
        <span className={css.value}>{figure.value}</span>
        {Number.isFinite(estimate.value) && (
          <span className={css.interval}>
            ±{"\u00a0"}
            {figure.halfWidth}
            <span className="spoken"> {words.interval}</span>
          </span>
        )}
        {moves && (
          <span className={css[judged(better, difference.direction as "up" | "down")] ?? css.change}>
            <span aria-hidden="true">{difference.direction === "up" ? "▲" : "▼"}</span>{" "}
            {unit === "share" ? words.percentagePoints(difference.size) : difference.size}
            <span className="spoken"> {words.againstBaseline}</span>
          </span>
        )}
      </p>
    </div>
  );
}
