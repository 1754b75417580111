/** Step 3: every value with the three checks beside it: total, structure, single award. */
import { Fragment } from "react";
import { daysPerMonth } from "../../domain/calendar.ts";
import type { Outcome, Structure } from "../../domain/outcome.ts";
import { groupOf, type Rule } from "../../domain/rule.ts";
import { isNearTarget, type Service, weightOf } from "../../domain/service.ts";
import { nameAmongCurrencies } from "../../domain/structure-name.ts";
import { inLanguage, type Language, type LocalText } from "../../domain/text.ts";
import { pointsWords } from "../../domain/verdict.ts";
import type { Checks } from "../../domain/verdict-scheme.ts";
import { formats } from "../../i18n/formats.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { isStale } from "../../store/state.ts";
import { ruleRow } from "../scheme/outline.ts";
import { SentenceLines } from "../scheme/Sentence.tsx";
import { useLanguage, useSandtable, useSheet } from "../session.tsx";
import { Shares } from "./Shares.tsx";
import { useChecks } from "./use-checks.ts";
import css from "./Values.module.css";
import { VerdictLine, VerdictSign } from "./VerdictLine.tsx";

export function ValuesStep() {
  const services = useSheet((sheet) => sheet.scenario.services);
  const checks = useChecks();
  const waiting = useSandtable((state) => isStale(state) || state.run.status === "running");
  return (
    <div className={css.services} data-waiting={waiting || undefined} aria-busy={waiting}>
      {services.map((service) => (
        <ServiceValues key={service.id} service={service} checks={checks} />
      ))}
    </div>
  );
}

function ServiceValues({ service, checks }: { service: Service; checks: Checks | undefined }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const rules = useSheet((sheet) => sheet.scenario.rules);
  const own = rules.filter((rule) => rule.service === service.id);
  const total = checks?.total.filter(({ figures }) => figures.service === service.id);
  const structure = checks?.structure.filter(({ figures }) => figures.service === service.id);
  return (
    <section className={css.service} aria-labelledby={`values-of-${service.id}`}>
      <header className={css.head}>
        <h3 id={`values-of-${service.id}`}>{inLanguage(service.name, language)}</h3>
        <dl className={css.verdicts}>
          <dt>{words.checks.total}</dt>
          <dd>
            {total?.map(({ verdict, reason, figures }) => (
              <VerdictLine key={figures.currency} verdict={verdict} reason={inLanguage(reason, language)} />
            )) ?? words.notDrawn}
          </dd>
          <dt>{words.checks.structure}</dt>
          <dd>
            {structure?.map(({ verdict, reason, figures }) => (
              <Fragment key={figures.currency}>
                <CurrencyHeading currency={figures.currency} />
                <VerdictLine verdict={verdict} reason={inLanguage(reason, language)} />
                <div className={css.shares}>
                  <Shares structure={figures} />
                </div>
              </Fragment>
            )) ?? words.notDrawn}
          </dd>
        </dl>
      </header>
      <div className={css.columns} aria-hidden="true">
        <span />
        <span title={words.checksHint.total}>{words.checks.total}</span>
        <span title={words.checksHint.structure}>{words.checks.structure}</span>
        <span title={words.checksHint.strength}>{words.checks.strength}</span>
      </div>
      <ul>
        {own.map((rule) => (
          <RuleValue key={rule.id} rule={rule} service={service} checks={checks} />
        ))}
      </ul>
    </section>
  );
}

/** Only where there are several. */
function CurrencyHeading({ currency }: { currency: string }) {
  const language = useLanguage();
  const scenario = useSheet((sheet) => sheet.scenario);
  const name = nameAmongCurrencies(scenario, currency);
  return name && <h4 className={css.currency}>{inLanguage(name, language)}</h4>;
}

type RuleProps = { rule: Rule; service: Service; checks: Checks | undefined };

function RuleValue({ rule, service, checks }: RuleProps) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const { scenario, baseline } = useSheets();
  const row = ruleRow(scenario, baseline, rule, language);
  const strength = checks?.strength.find(({ figures }) => figures.rule === rule.id);
  return (
    <li className={css.rule} data-rule={rule.id} data-off={!rule.enabled || undefined}>
      <div className={css.sentence}>
        <span className={css.name}>{row.name}</span>
        <SentenceLines path={row.path} template={row.template} />
      </div>
      {rule.enabled ? (
        <>
          <RuleTotal rule={rule} />
          <RuleStructure rule={rule} service={service} checks={checks} />
          <div className={css.check} data-check="strength">
            <span className={css.label}>{words.checks.strength}</span>
            {strength ? (
              <VerdictLine verdict={strength.verdict} reason={inLanguage(strength.reason, language)} />
            ) : (
              words.notDrawn
            )}
          </div>
        </>
      ) : (
        <p className={css.off}>{words.offRule}</p>
      )}
    </li>
  );
}

function useSheets() {
  const scenario = useSheet((sheet) => sheet.scenario);
  const baseline = useSheet((sheet) => sheet.baseline);
  return { scenario, baseline };
}

/** Points of a rule per member and month, and its share of what its service pays in the currency. */
function RuleTotal({ rule }: { rule: Rule }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const outcome = useSandtable((state) => state.run.drawn?.outcome);
  const scenario = useSheet((sheet) => sheet.scenario);
  const name = nameAmongCurrencies(scenario, rule.currency);
  return (
    <div className={css.check} data-check="total">
      <span className={css.label}>{words.checks.total}</span>
      <p>{outcome?.rules[rule.id] ? totalWords(rule, outcome, language, name) : words.notDrawn}</p>
    </div>
  );
}

function totalWords(rule: Rule, outcome: Outcome, language: Language, name: LocalText | undefined): string {
  const points = outcome.rules[rule.id]?.points ?? 0;
  const issued = outcome.structures.find((one) => isOf(rule, one))?.issued ?? 0;
  const aMonth = pointsWords((points / outcome.memberDays) * daysPerMonth);
  const share = formats(language).percent(issued > 0 ? points / issued : 0);
  return rulesMessages(language).ofRule(aMonth, share, name && inLanguage(name, language));
}

function isOf(rule: Rule, { service, currency }: Pick<Structure, "service" | "currency">): boolean {
  return service === rule.service && currency === rule.currency;
}

/** What the rule's weight has in all, against its target. */
function RuleStructure({ rule, service, checks }: RuleProps) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const { percent } = formats(language);
  const structure = checks?.structure.find(({ figures }) => isOf(rule, figures));
  const weight = weightOf(service, groupOf(rule));
  const figures = structure?.figures;
  const verdict =
    !figures || figures.issued === 0
      ? "none"
      : isNearTarget(figures.shares[weight], figures.target[weight])
        ? "pass"
        : "warn";
  return (
    <div className={css.check} data-check="structure">
      <span className={css.label}>{words.checks.structure}</span>
      {figures && figures.issued > 0 ? (
        <p className={css.signed}>
          <VerdictSign verdict={verdict} />
          {words.ofWeight(
            overviewMessages(language).weights[weight],
            percent(figures.shares[weight]),
            percent(figures.target[weight]),
          )}
        </p>
      ) : (
        <p>{words.notDrawn}</p>
      )}
    </div>
  );
}
