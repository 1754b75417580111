/** Step 4: whether the scheme holds as a whole, why not, and the way to the step where it can be mended. */
import { inLanguage, type Language } from "../../domain/text.ts";
import type { Checks } from "../../domain/verdict-scheme.ts";
import { warningsOf } from "../../domain/warning.ts";
import { labelOf, ownerOf } from "../../i18n/label.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { shellMessages } from "../../i18n/shell.ts";
import { isStale } from "../../store/state.ts";
import type { RulesStep } from "../../store/view.ts";
import { Button } from "../kit/Button.tsx";
import { useActions, useLanguage, useSandtable, useSheet } from "../session.tsx";
import { useChecks } from "./use-checks.ts";
import css from "./Validation.module.css";
import { VerdictSign } from "./VerdictLine.tsx";

export function ValidationStep() {
  const checks = useChecks();
  const waiting = useSandtable((state) => isStale(state) || state.run.status === "running");
  const language = useLanguage();
  if (!checks) return <p className={css.quiet}>{shellMessages(language).waiting}</p>;
  return (
    <div className={css.validation} aria-busy={waiting}>
      <Verdict checks={checks} waiting={waiting} />
      <Doubts checks={checks} />
      <Unreachable />
      <RealRecords />
    </div>
  );
}

function Verdict({ checks, waiting }: { checks: Checks; waiting: boolean }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const { verdict, reason, figures } = checks.scheme;
  return (
    <section className={css.card} data-verdict={verdict} data-waiting={waiting || undefined}>
      <h3 className={css.verdict}>
        <VerdictSign verdict={verdict} />
        {words.schemeVerdict[verdict]}
      </h3>
      <p>{inLanguage(reason, language)}</p>
      <p className={css.quiet}>{words.counted(figures.pass, figures.warn, figures.none)}</p>
    </section>
  );
}

type Warning = Checks["scheme"]["figures"]["warnings"][number];

/** Where each check is mended. */
const stepOf: Record<Warning["check"], RulesStep> = {
  indicators: "matrix",
  total: "values",
  structure: "values",
  strength: "values",
};

function Doubts({ checks }: { checks: Checks }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const { warnings } = checks.scheme.figures;
  return (
    <section className={css.card}>
      <h3>{words.reasons}</h3>
      {warnings.length === 0 && <p className={css.quiet}>{words.noWarnings}</p>}
      <ul>
        {warnings.map((warning) => (
          <Doubt key={`${warning.check}${warning.of}`} warning={warning} language={language} />
        ))}
      </ul>
    </section>
  );
}

function Doubt({ warning: { check, of, reason }, language }: { warning: Warning; language: Language }) {
  const words = rulesMessages(language);
  const name = useSandtable(({ run, scenario }) => {
    const list = check === "strength" ? "rules" : "services";
    return ownerOf(run.drawn?.scenario ?? scenario, `${list}/${of}/id`, language);
  });
  const named = check === "indicators" ? words.step.matrix.title : words.checks[check];
  return (
    <li className={css.doubt}>
      <VerdictSign verdict="warn" />
      <div>
        <p>
          <strong>{name}</strong> <span className={css.quiet}>{named}</span>
        </p>
        <p>{inLanguage(reason, language)}</p>
      </div>
      <GoTo step={stepOf[check]} />
    </li>
  );
}

function GoTo({ step }: { step: RulesStep }) {
  const words = rulesMessages(useLanguage());
  const { show } = useActions();
  return <Button onClick={() => show({ name: "rules", step })}>{words.goTo(words.step[step].title)}</Button>;
}

/** What the rules themselves say without a run: thresholds out of reach, rules on what no member does. */
function Unreachable() {
  const language = useLanguage();
  const words = rulesMessages(language);
  const scenario = useSheet((sheet) => sheet.scenario);
  const warnings = warningsOf(scenario);
  if (warnings.length === 0) return null;
  return (
    <section className={css.card}>
      <h3>{words.unreachable}</h3>
      <ul>
        {warnings.map((warning) => (
          <li key={warning.path} className={css.doubt}>
            <VerdictSign verdict="warn" />
            <div>
              <p>
                <strong>
                  {warning.code === "unmet"
                    ? ownerOf(scenario, warning.path, language)
                    : labelOf(scenario, warning.path, language)}
                </strong>
              </p>
              <p>{inLanguage(warning.reason, language)}</p>
            </div>
            <GoTo step={mendedIn(warning.path)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function mendedIn(path: string): RulesStep {
  if (path.startsWith("rules")) return "conditions";
  return path.startsWith("services") ? "matrix" : "tiers";
}

function RealRecords() {
  const words = rulesMessages(useLanguage());
  const { show } = useActions();
  return (
    <section className={css.card}>
      <h3>{words.realRecords}</h3>
      <p className={css.quiet}>{words.realRecordsLead}</p>

      <Button kind="main" onClick={() => show({ name: "verify" })}>
        {words.openVerify}
      </Button>
    </section>
  );
}
