/** Deleting: at once where nothing needs the thing; else what goes with it is named first, or why it must stay. */
import { useState } from "react";
import { type Removal as Going, removalOf, removeAll } from "../../domain/arrange.ts";
import { valueAt } from "../../domain/path.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { type Language, type LocalText, text } from "../../domain/text.ts";
import { labelOf, ownerOf } from "../../i18n/label.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { partWords } from "../../i18n/parts.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { Button } from "../kit/Button.tsx";
import { useActions, useLanguage, useSession } from "../session.tsx";
import css from "./Removal.module.css";

export type RemovalState = {
  path: string;
  asked: Going | undefined;
  ask: () => void;
  confirm: () => void;
  cancel: () => void;
};

export function useRemoval(path: string): RemovalState {
  const { store } = useSession();
  const { edit } = useActions();
  const [asked, setAsked] = useState<Going>();
  const remove = (users: readonly string[]) => {
    const { scenario } = store.getState();
    const label = text(nameOf(scenario, path, "zh-CN"), nameOf(scenario, path, "en"));
    edit({ kind: "remove", label }, path, (draft) => removeAll(draft, [...users, path]));
    setAsked(undefined);
    // The thing that had the focus is gone; the keyboard goes on from the step.
    document.getElementById("rules-step")?.focus({ preventScroll: true });
  };
  return {
    path,
    asked,
    ask: () => {
      const going = removalOf(store.getState().scenario, path);
      if (going.users.length === 0 && going.blockers.length === 0) remove([]);
      else setAsked(going);
    },
    confirm: () => remove(asked?.users ?? []),
    cancel: () => setAsked(undefined),
  };
}

export function Removal({ removal: { path, asked, confirm, cancel } }: { removal: RemovalState }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const { store } = useSession();
  if (!asked) return null;
  const { scenario } = store.getState();
  const named = (paths: readonly string[]) =>
    overviewMessages(language).listOf([...new Set(paths.map((each) => nameOf(scenario, each, language)))]);
  const { users, blockers } = asked;
  const needed = blockers.filter((each) => each !== path);
  const why =
    needed.length > 0
      ? words.blocked(named(needed))
      : blockers.length > 0
        ? words.lastOfItsKind
        : words.goesToo(named(users));
  return (
    <div className={css.removal} role="alert">
      <p>{why}</p>
      <span className={css.actions}>
        {blockers.length === 0 && (
          <Button kind="main" icon="bin" onClick={confirm}>
            {words.removeThese(users.length + 1)}
          </Button>
        )}
        <Button onClick={cancel}>{words.cancel}</Button>
      </span>
    </div>
  );
}

function nameOf(scenario: Scenario, path: string, language: Language): string {
  const value = valueAt(scenario, path) as { name?: LocalText } | undefined;
  if (value?.name) return ownerOf(scenario, path, language);
  const owner = ownerOf(scenario, path, language);
  const part = path.split("/").at(-2) ?? "";
  if (/\/\d+$/.test(path)) return [owner, partWords(part, language)].join(" · ");
  const [first = ""] = path.split("/");
  return owner || (path === first ? partWords(first, language) : labelOf(scenario, path, language));
}
