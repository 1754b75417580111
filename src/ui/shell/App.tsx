/** The page: header, the scheme on the left, what it leads to on the right. */
import { useEffect, useRef, useState } from "react";
import { inLanguage } from "../../domain/text.ts";
import { schemeMessages } from "../../i18n/scheme.ts";
import { shellMessages } from "../../i18n/shell.ts";
import { differencesOf } from "../../store/changes.ts";
import { Button } from "../kit/Button.tsx";
import { Scheme, searchId } from "../scheme/Scheme.tsx";
import { useLanguage, useSandtable } from "../session.tsx";
import css from "./App.module.css";
import { Header } from "./Header.tsx";
import { viewsWithoutScheme } from "./lazy-views.ts";
import { NoticeBar } from "./NoticeBar.tsx";
import { Results, resultsId } from "./Results.tsx";
import { ShortcutSheet } from "./ShortcutSheet.tsx";
import { useShortcuts } from "./shortcuts.ts";

export function App() {
  const language = useLanguage();
  const words = shellMessages(language);
  const sheet = useRef<HTMLDialogElement>(null);
  const [schemeOpen, setSchemeOpen] = useState(false);
  const withScheme = useSandtable((state) => !viewsWithoutScheme.has(state.view.name));
  const showKeys = () => sheet.current?.showModal();
  useDocument();
  useShortcuts({
    onSheet: showKeys,
    onSearch: () => {
      setSchemeOpen(true);
      requestAnimationFrame(() => document.getElementById(searchId)?.focus());
    },
  });
  return (
    <>
      <a className={css.skip} href={`#${resultsId}`} onClick={skipToResults}>
        {words.skip}
      </a>
      <Header onShowKeys={showKeys} />
      <div className={css.desk} data-scheme={!withScheme ? "none" : schemeOpen ? "open" : undefined}>
        {withScheme && (
          <aside className={css.scheme} aria-label={schemeMessages(language).title}>
            <Scheme onClose={() => setSchemeOpen(false)} />
          </aside>
        )}
        <Results />
      </div>
      <SchemeOpener
        onOpen={() => {
          setSchemeOpen(true);
          // The figures stay in sight above the sheet.
          requestAnimationFrame(() => document.getElementById(resultsId)?.scrollIntoView());
        }}
        hidden={schemeOpen || !withScheme}
      />
      <NoticeBar />
      <ShortcutSheet ref={sheet} />
    </>
  );
}

/** The fragment belongs to the link of the scenario: the jump is made by hand. */
function skipToResults(event: { preventDefault: () => void }) {
  event.preventDefault();
  document.getElementById(resultsId)?.focus();
}

/** On a phone, the way to the scheme; it stays in reach of the thumb. */
function SchemeOpener({ onOpen, hidden }: { onOpen: () => void; hidden: boolean }) {
  const words = shellMessages(useLanguage());
  const count = useSandtable(({ baseline, scenario }) => differencesOf(baseline, scenario).length);
  if (hidden) return null;
  return (
    <div className={css.opener}>
      <Button kind="main" icon="sliders" onClick={onOpen}>
        {words.changedShort(count)}
      </Button>
    </div>
  );
}

/** Language, theme and title belong to the document itself. */
function useDocument() {
  const language = useLanguage();
  const theme = useSandtable((state) => state.theme);
  const name = useSandtable((state) => inLanguage(state.scenario.name, state.language));
  useEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    document.title = shellMessages(language).pageTitle(name);
  }, [language, theme, name]);
}
