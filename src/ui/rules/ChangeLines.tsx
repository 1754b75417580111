/** The dated changes of a rule, a currency or whatever an entry is, in words where it stands. */
import { changeStepsOf, schemeOn } from "../../domain/scheme-by-day.ts";
import { leafWords, placeWords } from "../../i18n/form.ts";
import { formats } from "../../i18n/formats.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { useActions, useLanguage, useSheet } from "../session.tsx";
import css from "./Changes.module.css";

export function ChangeLines({ path }: { path: string }) {
  const language = useLanguage();
  const words = rulesMessages(language).changes;
  const { show } = useActions();
  const scenario = useSheet((sheet) => sheet.scenario);
  const steps = changeStepsOf(scenario, path);
  return steps.map((step) => (
    <button
      key={step.position}
      type="button"
      className={css.line}
      title={words.go}
      data-dated={step.path}
      onClick={() => show({ name: "rules", step: "changes" })}
    >
      {words.sentence(
        formats(language).date(step.date),
        placeWords(schemeOn(scenario, step.date), path, step.path, language),
        leafWords(schemeOn(scenario, step.date), step.path, step.from, language),
        leafWords(schemeOn(scenario, step.date), step.path, step.to, language),
      )}
    </button>
  ));
}
