/** Step 0: the indicators that a rule may reward, by group, and which rules of the scheme do. */
import { useState } from "react";
import { rulesByIndicator } from "../../domain/candidates.ts";
import { factsOf, type Indicator, indicators } from "../../domain/indicator.ts";
import type { Rule } from "../../domain/rule.ts";
import { indicatorGroups } from "../../domain/service.ts";
import { isMet } from "../../domain/silence.ts";
import { inLanguage } from "../../domain/text.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { Button } from "../kit/Button.tsx";
import { useActions, useLanguage, useSheet } from "../session.tsx";
import css from "./Library.module.css";
import { RulePicker } from "./RulePicker.tsx";

export function LibraryStep() {
  const language = useLanguage();
  const { show } = useActions();
  const scenario = useSheet((sheet) => sheet.scenario);
  const [picking, setPicking] = useState<Indicator>();
  const used = rulesByIndicator(scenario.rules);
  return (
    <>
      <div className={css.groups}>
        {indicatorGroups.map((group) => (
          <section key={group} className={css.group} aria-labelledby={`library-${group}`}>
            <h3 id={`library-${group}`}>{overviewMessages(language).groups[group]}</h3>
            <ul>
              {indicators
                .filter((indicator) => factsOf(indicator).group === group)
                .map((indicator) => (
                  <IndicatorRow
                    key={indicator}
                    indicator={indicator}
                    rules={used.get(indicator) ?? []}
                    onPick={() => setPicking(indicator)}
                  />
                ))}
            </ul>
          </section>
        ))}
      </div>
      {picking && (
        <RulePicker
          service={scenario.services[0]?.id ?? ""}
          indicator={picking}
          onAdded={() => show({ name: "rules", step: "conditions" })}
          onClose={() => setPicking(undefined)}
        />
      )}
    </>
  );
}

type RowProps = { indicator: Indicator; rules: readonly Rule[]; onPick: () => void };

function IndicatorRow({ indicator, rules, onPick }: RowProps) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const services = useSheet((sheet) => sheet.scenario.services);
  const met = useSheet(({ scenario }) => isMet(scenario, indicator));
  const named = rules.map(({ id, name, service, enabled }) => {
    const of = services.length > 1 ? services.find((each) => each.id === service) : undefined;
    const own = inLanguage(name, language);
    return { id, words: of ? words.inService(own, inLanguage(of.name, language)) : own, enabled };
  });
  return (
    <li className={css.row} data-used={rules.length > 0 || undefined} data-indicator={indicator}>
      <span className={css.name}>{words.indicators[indicator]}</span>
      <span className={css.quiet}>{met ? words.measured[factsOf(indicator).amount] : words.nobodyShort}</span>
      <span className={css.rules}>
        {named.map(({ id, words: own, enabled }) => (
          <span key={id} className={css.rule} data-off={!enabled || undefined}>
            {own}
            {!enabled && ` · ${words.off}`}
          </span>
        ))}
      </span>
      <Button icon="plus" label={words.addFrom(words.indicators[indicator])} onClick={onPick} />
    </li>
  );
}
