/** The open view; on the overview the last answer that came, marked where it is of other values than the ones on the left. */
import { memo, useEffect, useState } from "react";
import { type KpiName, kpiDefinitions } from "../../domain/kpi.ts";
import { memberDaysAsked } from "../../domain/scenario.ts";
import { inLanguage, type Language } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { failureMessages } from "../../i18n/scheme.ts";
import { shellMessages } from "../../i18n/shell.ts";
import { memberDaysBudget } from "../../store/run-control.ts";
import { type Drawn, isStale } from "../../store/state.ts";
import { Button } from "../kit/Button.tsx";
import { Icon } from "../kit/Icon.tsx";
import { Overview } from "../overview/Overview.tsx";
import { useActions, useLanguage, useSandtable } from "../session.tsx";
import css from "./Results.module.css";
import { OpenView } from "./Views.tsx";

export const resultsId = "results";

export function Results() {
  const language = useLanguage();
  const view = useSandtable((state) => state.view.name);
  const drawn = useSandtable((state) => state.run.drawn);
  const stale = useSandtable(isStale);
  const busy = useSandtable((state) => state.run.status === "running");
  const waiting = useHeldFor(waitMilliseconds, stale);
  return (
    <main
      id={resultsId}
      className={css.results}
      tabIndex={-1}
      aria-label={shellMessages(language).results}
      aria-busy={busy}
      data-view={view}
      data-run={drawn?.runId}
      data-members={drawn?.outcome.members}
      data-days={drawn?.outcome.days}
      data-replications={drawn?.outcome.replications}
      data-fingerprint={drawn?.outcome.fingerprint}
      data-complete={drawn ? drawn.complete : undefined}
      data-stale={stale || undefined}
      data-waiting={waiting || undefined}
    >
      <Messages />
      {view === "overview" ? <Answers drawn={drawn} /> : <OpenView name={view} waiting={<Skeleton />} />}
      <Summary />
    </main>
  );
}

/** Most answers come before the picture need fade; a fade that only waits to begin would already cost a layer of its own. */
const waitMilliseconds = 300;

/** Whether `condition` has held for so long without a break. */
function useHeldFor(milliseconds: number, condition: boolean): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!condition) return;
    const timer = setTimeout(() => setHeld(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setHeld(false);
    };
  }, [condition, milliseconds]);
  return held;
}

function Answers({ drawn }: { drawn: Drawn | undefined }) {
  const language = useLanguage();
  if (!drawn) return <Skeleton />;
  return (
    <>
      <Picture drawn={drawn} language={language} />
      <Footing drawn={drawn} />
    </>
  );
}

const Picture = memo(function Picture({ drawn, language }: { drawn: Drawn; language: Language }) {
  return (
    <div className={css.picture}>
      <Overview
        outcome={drawn.outcome}
        baseline={drawn.baseline}
        scenario={drawn.scenario}
        language={language}
      />
    </div>
  );
});

/** Before the first answer: the places where it will stand. */
function Skeleton() {
  const words = shellMessages(useLanguage());
  return (
    <div className={css.skeleton}>
      <p className={css.waiting}>{words.waiting}</p>
      <div className={css.strip} />
      <div className={css.card} />
      <div className={css.card} />
    </div>
  );
}

/** How the picture was computed, and the promise about data. */
function Footing({ drawn }: { drawn: Drawn }) {
  const language = useLanguage();
  const words = shellMessages(language);
  const { number, duration } = formats(language);
  const { outcome, elapsedMs, complete } = drawn;
  const size = words.size(number(outcome.members), number(outcome.days), number(outcome.replications));
  const time = complete
    ? words.lastRun(duration(elapsedMs.first), duration(elapsedMs.last))
    : words.lastRunPartial(duration(elapsedMs.first));
  const parts = [size, time, words.seed(outcome.seed), words.fingerprint(outcome.fingerprint)];
  return (
    <footer className={css.footing}>
      <p>{parts.join(" · ")}</p>
      <p className={css.privacy}>
        <Icon name="lock" />
        {words.privacy}
      </p>
    </footer>
  );
}

/** What stands in the way, and what to do about it. */
function Messages() {
  const language = useLanguage();
  const words = shellMessages(language);
  const { dismissBrokenLink, runAgain } = useActions();
  const brokenLink = useSandtable((state) => state.brokenLink);
  const failure = useSandtable((state) => state.run.failure);
  const asks = useSandtable((state) => state.run.status === "needsConfirmation");
  return (
    <>
      {brokenLink && (
        <div className={css.message} role="alert" data-problem="link">
          <p>
            <strong>{words.brokenLink}</strong>
            {words.linkProblem(inLanguage(brokenLink, language))}
          </p>
          <p>{words.brokenLinkNote}</p>
          <Button kind="main" onClick={dismissBrokenLink}>
            {words.dismiss}
          </Button>
        </div>
      )}
      {failure && (
        <div className={css.message} role="alert" data-problem="run">
          <p>
            <strong>{words.failed}</strong>
            {words.stop}
            {failureMessages(language)[failure.code]}
          </p>
          <Button kind="main" onClick={runAgain}>
            {words.runAgain}
          </Button>
        </div>
      )}
      {asks && <Confirmation />}
    </>
  );
}

function Confirmation() {
  const language = useLanguage();
  const words = shellMessages(language);
  const { confirmRun } = useActions();
  const { compact } = formats(language);
  const cost = useSandtable((state) => memberDaysAsked(state.scenario));
  return (
    <div className={css.message} role="alert" data-problem="cost">
      <p>
        <strong>{words.confirmTitle}</strong>
        {words.stop}
        {words.confirm(compact(cost), compact(memberDaysBudget))}
      </p>
      <Button kind="main" onClick={confirmRun}>
        {words.run}
      </Button>
    </div>
  );
}

const spokenKpis = [
  "costPerMemberMonth",
  "redemptionRate",
  "outstandingPerMember",
  "activeRate",
] as const satisfies readonly KpiName[];

/** Read aloud once after each complete run. */
function Summary() {
  const language = useLanguage();
  const words = shellMessages(language);
  const { unit } = formats(language);
  const drawn = useSandtable(({ run }) => (run.status === "complete" ? run.drawn : undefined));
  const said = spokenKpis.map((name) => {
    const definition = kpiDefinitions[name];
    const value = drawn?.outcome.kpis[name].value ?? Number.NaN;
    return words.summaryPart(inLanguage(definition.label, language), unit(value, definition.unit, 1));
  });
  return (
    <p className="spoken" aria-live="polite">
      {drawn && words.summary(said.join(words.listSeparator))}
    </p>
  );
}
