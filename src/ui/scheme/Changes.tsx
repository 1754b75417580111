/** What differs from the baseline: how much, the list, and the ways back. */
import type { Language } from "../../domain/text.ts";
import { isNamedByUs, labelOf, valueWords } from "../../i18n/label.ts";
import { schemeMessages } from "../../i18n/scheme.ts";
import type { Difference } from "../../store/changes.ts";
import { Button } from "../kit/Button.tsx";
import { Icon } from "../kit/Icon.tsx";
import { useActions, useLanguage, useSheet } from "../session.tsx";
import css from "./Changes.module.css";

export function Changes({ differences }: { differences: readonly Difference[] }) {
  const words = schemeMessages(useLanguage());
  const { resetAll, takeAsBaseline } = useActions();
  if (differences.length === 0) return <p className={`${css.foot} ${css.none}`}>{words.unchanged}</p>;
  return (
    <details className={css.foot}>
      <summary className={css.summary}>
        <span className={css.chevron}>
          <Icon name="chevron" />
        </span>
        <span className={css.mark} />
        {words.changedCount(differences.length)}
      </summary>
      <ul className={css.list}>
        {differences.map((difference) => (
          <Change key={difference.path} difference={difference} />
        ))}
      </ul>
      <div className={css.actions}>
        <Button kind="main" icon="reset" onClick={resetAll}>
          {words.resetAll}
        </Button>
        <Button onClick={takeAsBaseline}>{words.takeAsBaseline}</Button>
      </div>
    </details>
  );
}

function Change({ difference: { path, from, to } }: { difference: Difference }) {
  const language = useLanguage();
  const words = schemeMessages(language);
  const { resetPath } = useActions();
  const label = useSheet(({ scenario, baseline }) =>
    labelOf(to === undefined ? baseline : scenario, path, language),
  );
  const isOurs = useSheet(({ scenario, baseline }) =>
    isNamedByUs(to === undefined ? baseline : scenario, path),
  );
  // A name that changed in the other language alone is shown in that one.
  const shown = useSheet(({ baseline, scenario }) => {
    const inWords = (own: Language) =>
      [valueWords(baseline, path, from, own), valueWords(scenario, path, to, own)] as const;
    const [before, after] = inWords(language);
    return (before === after ? inWords(language === "en" ? "zh-CN" : "en") : [before, after]).join("\n");
  });
  const [was = "", now = ""] = shown.split("\n");
  return (
    <li className={css.change}>
      <span className={css.label} data-ours={isOurs || undefined}>
        {label}
      </span>
      <span className={css.values}>
        <s>{was}</s> <span aria-hidden="true">→</span> <strong>{now}</strong>
      </span>
      <Button icon="reset" label={`${label}: ${words.resetTo(was)}`} onClick={() => resetPath(path)} />
    </li>
  );
}
