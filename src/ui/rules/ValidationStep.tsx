/** Step 4: whether the scheme holds as a whole; every check with its verdict and why; the way to the step where it is mended. */
import type { ReactNode } from "react";
import { nameAmongCurrencies } from "../../domain/structure-name.ts";
import { inLanguage } from "../../domain/text.ts";
import type { Verdict } from "../../domain/verdict.ts";
import type { CheckName, Checks } from "../../domain/verdict-scheme.ts";
import { feltRelativeValue } from "../../domain/verdict-strength.ts";
import type { ServiceTotal } from "../../domain/verdict-total.ts";
import { warningsOf } from "../../domain/warning.ts";
import { labelOf, ownerOf } from "../../i18n/label.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { shellMessages } from "../../i18n/shell.ts";
import { isStale } from "../../store/state.ts";
import type { RulesStep } from "../../store/view.ts";
import { Button } from "../kit/Button.tsx";
import { useActions, useLanguage, useSandtable, useSheet } from "../session.tsx";
import { Fold } from "./Fold.tsx";
import { Shares } from "./Shares.tsx";
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
      <Whole checks={checks} waiting={waiting} />
      <AllChecks checks={checks} />
      <Unreachable />
      <RealRecords />
    </div>
  );
}

function Whole({ checks, waiting }: { checks: Checks; waiting: boolean }) {
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

type Check = Pick<Verdict<unknown>, "verdict" | "reason"> & {
  /** Id of the service or rule that is judged. */
  of: string;
  /** Of a total and a structure also in which currency. */
  currency?: string;
  picture?: ReactNode;
};

/** Every check with its verdict and reason, by what is checked. */
function AllChecks({ checks }: { checks: Checks }) {
  const { indicators, total, structure, strength } = checks;
  return (
    <>
      <CheckCard
        name="indicators"
        checks={indicators.map((each) => ({ ...each, of: each.figures.service }))}
      />
      <CheckCard
        name="total"
        checks={total.map((each) => {
          const { service, currency } = each.figures;
          const share = shareOfLargest(each.figures, total);
          return { ...each, of: service, currency, ...(share > 0 && { picture: <Bar share={share} /> }) };
        })}
      />
      <CheckCard
        name="structure"
        checks={structure.map((each) => ({
          ...each,
          of: each.figures.service,
          currency: each.figures.currency,
          ...(each.figures.issued > 0 && { picture: <Shares structure={each.figures} /> }),
        }))}
      />
      <CheckCard
        name="strength"
        checks={strength.map((each) => {
          const { rule, relativeValue } = each.figures;
          const isPriced = relativeValue > 0;
          return { ...each, of: rule, ...(isPriced && { picture: <Felt relativeValue={relativeValue} /> }) };
        })}
      />
    </>
  );
}

/** A total beside the largest in its currency; 0 for one alone, whose bar would be compared with nothing. */
function shareOfLargest(own: ServiceTotal, totals: Checks["total"]): number {
  const alike = totals.filter(({ figures }) => figures.currency === own.currency);
  const most = Math.max(...alike.map(({ figures }) => figures.pointsPerMemberMonth || 0));
  return alike.length > 1 && most > 0 ? own.pointsPerMemberMonth / most : 0;
}

/** Where each check is mended. */
const stepOf: Record<CheckName, RulesStep> = {
  indicators: "matrix",
  total: "values",
  structure: "values",
  strength: "values",
};

const kinds = ["warn", "pass", "none"] as const;

/** So many checks without a verdict are listed with the others. */
const unjudgedMax = 5;

function CheckCard({ name, checks }: { name: CheckName; checks: readonly Check[] }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const counted = kinds
    .map((kind) => ({ kind, count: checks.filter(({ verdict }) => verdict === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => words.tally[kind](count));
  // What is in doubt stands first; much that nothing can be said of is folded away.
  const ordered = kinds.flatMap((kind) => checks.filter(({ verdict }) => verdict === kind));
  const unjudged = ordered.filter(({ verdict }) => verdict === "none");
  const folded = unjudged.length > unjudgedMax && unjudged.length < ordered.length ? unjudged : [];
  const row = (check: Check) => <CheckRow key={`${check.of} ${check.currency}`} name={name} check={check} />;
  if (checks.length === 0) return null;
  return (
    <section className={css.card} data-checks={name} aria-labelledby={`checks-${name}`}>
      <header className={css.head}>
        <h3 id={`checks-${name}`}>{words.checks[name]}</h3>
        <span className={css.quiet}>{words.checkLeads[name]}</span>
        <span className={css.tally}>{counted.join(" · ")}</span>
      </header>
      <ul>{ordered.slice(0, ordered.length - folded.length).map(row)}</ul>
      {folded.length > 0 && (
        <div className={css.rest}>
          <Fold title={words.tally.none(folded.length)}>
            <ul>{folded.map(row)}</ul>
          </Fold>
        </div>
      )}
    </section>
  );
}

function CheckRow({ name, check }: { name: CheckName; check: Check }) {
  const language = useLanguage();
  const { of, currency, verdict, reason, picture } = check;
  const called = useSandtable(({ run, scenario }) => {
    const judged = run.drawn?.scenario ?? scenario;
    const list = name === "strength" ? "rules" : "services";
    const inCurrency = currency === undefined ? undefined : nameAmongCurrencies(judged, currency);
    const owner = ownerOf(judged, `${list}/${of}/id`, language);
    return inCurrency ? `${owner} · ${inLanguage(inCurrency, language)}` : owner;
  });
  return (
    <li className={css.check} data-verdict={verdict} data-of={of}>
      <VerdictSign verdict={verdict} />
      <strong>{called}</strong>
      <span className={css.picture}>{picture}</span>
      <p>{inLanguage(reason, language)}</p>
      {verdict === "warn" && <GoTo step={stepOf[name]} />}
    </li>
  );
}

/** A service's total beside the largest in the same currency. */
function Bar({ share }: { share: number }) {
  return (
    <svg className={css.bar} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className={css.ground} width="100" height="8" />
      <rect className={css.filled} width={100 * share} height="8" />
    </svg>
  );
}

/** Relative values from 1 % to 10 times, each tenfold as wide as the next; what is felt lies right of the tick. */
function Felt({ relativeValue }: { relativeValue: number }) {
  const placeOf = (value: number) => 3 + 94 * Math.min(1, Math.max(0, (Math.log10(value) + 2) / 3));
  const limit = placeOf(feltRelativeValue);
  return (
    <svg className={css.felt} viewBox="0 0 100 12" aria-hidden="true">
      <rect className={css.ground} y="4" width="100" height="4" />
      <rect className={css.zone} x={limit} y="4" width={100 - limit} height="4" />
      <rect className={css.tick} x={limit - 0.5} width="1" height="12" />
      <circle className={css.dot} cx={placeOf(relativeValue)} cy="6" r="3" />
    </svg>
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
  if (/^(rules|limits)/.test(path)) return "conditions";
  if (/^(currencies|exchanges)/.test(path)) return "currencies";
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
