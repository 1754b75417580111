/** The head of the page: what this is, which scheme, undo, the state of the run, sharing, language, appearance. */
import { inLanguage } from "../../domain/text.ts";
import { shellMessages } from "../../i18n/shell.ts";
import { type Theme, themes } from "../../store/state.ts";
import { Button } from "../kit/Button.tsx";
import type { IconName } from "../kit/Icon.tsx";
import { useActions, useLanguage, useSandtable } from "../session.tsx";
import { changeWords } from "./change-words.ts";
import css from "./Header.module.css";
import { Progress, RunStatus } from "./RunStatus.tsx";
import { ViewTabs } from "./Views.tsx";

export function Header({ onShowKeys }: { onShowKeys: () => void }) {
  const language = useLanguage();
  const words = shellMessages(language);
  const name = useSandtable((state) => inLanguage(state.scenario.name, language));
  const story = useSandtable((state) => inLanguage(state.scenario.story, language));
  return (
    <header className={css.header}>
      <div className={css.brand}>
        <Mark />
        <span className={css.product}>{words.product}</span>
        <span className={css.productOther} lang={language === "en" ? "zh-CN" : "en"}>
          {words.productOther}
        </span>
      </div>
      <div className={css.scenario} title={story}>
        <h1 className={css.name}>{name}</h1>
        <p className={css.story}>{story}</p>
      </div>
      <ViewTabs />
      <RunStatus />
      <div className={css.actions}>
        <UndoButtons />
        <CopyLink />
        <LanguageButton />
        <ThemeButton />
        <span className={css.keys}>
          <Button icon="help" label={words.shortcuts} onClick={onShowKeys} />
        </span>
      </div>
      <Progress />
    </header>
  );
}

/** A tray of sand, combed in three lines. */
function Mark() {
  return (
    <svg className={css.mark} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M2.5 5.5h19v13h-19z M6 14c2.5-3.5 4.5-3.5 6.5-1.5s3.5 1.5 5.5-3" />
    </svg>
  );
}

function UndoButtons() {
  const language = useLanguage();
  const words = shellMessages(language);
  const { undo, redo } = useActions();
  const undoName = useSandtable(({ history, scenario }) => {
    const step = history.done.at(-1);
    return step && changeWords(step.name, scenario, language);
  });
  const redoName = useSandtable(({ history, scenario }) => {
    const step = history.undone.at(-1);
    return step && changeWords(step.name, scenario, language);
  });
  return (
    <>
      <Button icon="undo" label={words.undo(undoName)} disabled={undoName === undefined} onClick={undo} />
      <Button icon="redo" label={words.redo(redoName)} disabled={redoName === undefined} onClick={redo} />
    </>
  );
}

function CopyLink() {
  const { link, linkCopied } = useActions();
  const words = shellMessages(useLanguage());
  const copy = async () => {
    const address = link();
    try {
      await navigator.clipboard.writeText(address);
      linkCopied(address, true);
    } catch {
      linkCopied(address, false);
    }
  };
  return (
    <span className={css.share}>
      <Button id="copy-link" kind="main" icon="link" onClick={() => void copy()}>
        <span className={css.shareWords}>{words.copyLink}</span>
      </Button>
    </span>
  );
}

function LanguageButton() {
  const language = useLanguage();
  const { setLanguage } = useActions();
  const other = language === "en" ? "zh-CN" : "en";
  return (
    <Button id="language" onClick={() => setLanguage(other)}>
      <span lang={other}>{shellMessages(language).otherLanguage}</span>
    </Button>
  );
}

const themeIcons: Record<Theme, IconName> = { system: "screen", light: "sun", dark: "moon" };

function ThemeButton() {
  const words = shellMessages(useLanguage());
  const { setTheme } = useActions();
  const theme = useSandtable((state) => state.theme);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
  return (
    <Button
      id="theme"
      icon={themeIcons[theme]}
      label={words.themeIs(words.themes[theme], words.themes[next])}
      onClick={() => setTheme(next)}
    />
  );
}
