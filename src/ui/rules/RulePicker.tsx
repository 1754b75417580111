/** Choosing the condition of a new rule: every kind there is, by indicator, each as the sentence that it would become. */
import { useEffect, useRef, useState } from "react";
import { addEntry, ruleOf } from "../../domain/arrange.ts";
import { candidatesIn } from "../../domain/candidates.ts";
import { factsOf, type Indicator, indicators } from "../../domain/indicator.ts";
import { type Condition, indicatorOf } from "../../domain/rule.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { type IndicatorGroup, indicatorGroups } from "../../domain/service.ts";
import { isMet } from "../../domain/silence.ts";
import { inLanguage, type Language, type LocalText, text } from "../../domain/text.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { shellMessages } from "../../i18n/shell.ts";
import { Button } from "../kit/Button.tsx";
import { plainSentence, ruleRow } from "../scheme/outline.ts";
import { useActions, useLanguage, useSheet } from "../session.tsx";
import { Select } from "./controls.tsx";
import css from "./RulePicker.module.css";

type Props = {
  /** The service that the rule is for at first. */
  service: string;
  /** Only conditions on this indicator. */
  indicator?: Indicator;
  /** Gives the id of the rule. */
  onAdded: (id: string, service: string) => void;
  onClose: () => void;
};

export function RulePicker({ service, indicator, onAdded, onClose }: Props) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const dialog = useRef<HTMLDialogElement>(null);
  const scenario = useSheet((sheet) => sheet.scenario);
  const { edit } = useActions();
  const [target, setTarget] = useState(service);
  const [query, setQuery] = useState("");
  useEffect(() => dialog.current?.showModal(), []);
  const groups = groupsOf(scenario, target, query, indicator, language);
  const add = (condition: Condition) => {
    const name = indicatorName(indicatorOf(condition));
    let id = "";
    const problems = edit({ kind: "add", label: name }, "rules", (draft) => {
      const path = addEntry(draft, "rules", ruleOf(draft, target, condition, name));
      id = path.slice("rules/".length);
    });
    dialog.current?.close();
    if (!problems) onAdded(id, target);
  };
  return (
    <dialog ref={dialog} className={css.picker} aria-labelledby="picker-title" onClose={onClose}>
      <div className={css.head}>
        <h2 id="picker-title">{words.pick}</h2>
        <Button icon="close" label={shellMessages(language).close} onClick={() => dialog.current?.close()} />
        <input
          className={css.search}
          type="search"
          placeholder={words.search}
          aria-label={words.search}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {scenario.services.length > 1 && (
          <Select
            label={words.service}
            value={target}
            options={scenario.services.map(({ id, name }) => ({
              value: id,
              words: inLanguage(name, language),
            }))}
            onChange={setTarget}
          />
        )}
      </div>
      <div className={css.groups}>
        {groups.map(({ group, entries }) => (
          <section key={group} className={css.group}>
            <h3>{overviewMessages(language).groups[group]}</h3>
            {entries.map((entry) => (
              <IndicatorChoices key={entry.indicator} {...entry} onChoose={add} />
            ))}
          </section>
        ))}
        {groups.length === 0 && <p className={css.quiet}>{words.noMatch(query.trim())}</p>}
      </div>
    </dialog>
  );
}

type Choice = { condition: Condition; sentence: string };
type Entry = { indicator: Indicator; met: boolean; choices: Choice[] };

function IndicatorChoices({
  indicator,
  met,
  choices,
  onChoose,
}: Entry & { onChoose: (condition: Condition) => void }) {
  const words = rulesMessages(useLanguage());
  return (
    <div className={css.indicator} data-indicator={indicator}>
      <h4>{words.indicators[indicator]}</h4>
      <ul>
        {choices.map(({ condition, sentence }) => (
          <li key={condition.kind}>
            <button
              type="button"
              className={css.choice}
              data-kind={condition.kind}
              onClick={() => onChoose(condition)}
            >
              {sentence}
            </button>
          </li>
        ))}
      </ul>
      {!met && <p className={css.quiet}>{words.silences[indicator === "grant" ? "grant" : "deed"]}</p>}
    </div>
  );
}

function groupsOf(
  scenario: Scenario,
  service: string,
  query: string,
  only: Indicator | undefined,
  language: Language,
): { group: IndicatorGroup; entries: Entry[] }[] {
  const asked = query.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const names = rulesMessages(language).indicators;
  const choices = candidatesIn(scenario).map((condition) => ({
    condition,
    sentence: sentenceOf(scenario, service, condition, language),
  }));
  const entries = indicators
    .filter((indicator) => only === undefined || indicator === only)
    .map((indicator) => ({
      indicator,
      met: isMet(scenario, indicator),
      choices: choices.filter(({ condition, sentence }) => {
        const said = `${names[indicator]} ${sentence}`.toLowerCase();
        return indicatorOf(condition) === indicator && asked.every((word) => said.includes(word));
      }),
    }))
    .filter((entry) => entry.choices.length > 0);
  return indicatorGroups
    .map((group) => ({
      group,
      entries: entries.filter(({ indicator }) => factsOf(indicator).group === group),
    }))
    .filter((each) => each.entries.length > 0);
}

/** The sentence of the rule that the condition would make. */
function sentenceOf(scenario: Scenario, service: string, condition: Condition, language: Language): string {
  const rule = { ...ruleOf(scenario, service, condition, text("", "")), id: "candidate" };
  const probe = { ...scenario, rules: [rule] };
  return plainSentence(probe, ruleRow(probe, probe, rule, language), language);
}

function indicatorName(indicator: Indicator): LocalText {
  return text(rulesMessages("zh-CN").indicators[indicator], rulesMessages("en").indicators[indicator]);
}
