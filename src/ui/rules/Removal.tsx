/** Deleting: at once where nothing needs the thing; else what goes with it is named first, or why it must stay. */
import { useState } from "react";
import { type Removal as Going, removalOf, removeAll } from "../../domain/arrange.ts";
import { thingOf } from "../../domain/changeable.ts";
import { valueAt } from "../../domain/path.ts";
import type { Scenario } from "../../domain/scenario.ts";
import type { ChangeStep } from "../../domain/scheme-by-day.ts";
import { type Language, type LocalText, text } from "../../domain/text.ts";
import { leafWords, placeWords, thingWords } from "../../i18n/form.ts";
import { formats } from "../../i18n/formats.ts";
import { labelOf, ownerOf } from "../../i18n/label.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { partWords } from "../../i18n/parts.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { Button } from "../kit/Button.tsx";
import { useLanguage, useSession, useSheet } from "../session.tsx";
import css from "./Removal.module.css";
import { useEdit } from "./use-edit.ts";

export type RemovalState = {
  path: string;
  asked: Going | undefined;
  /** Why the thing cannot go after all, in words; "" where nothing is wrong. */
  problem: string;
  ask: () => void;
  confirm: () => void;
  cancel: () => void;
};

export function useRemoval(path: string): RemovalState {
  const { store } = useSession();
  const { change, problem } = useEdit(path);
  const [asked, setAsked] = useState<Going>();
  const remove = (users: readonly string[]) => {
    const { scenario } = store.getState();
    const label = text(nameOf(scenario, path, "zh-CN"), nameOf(scenario, path, "en"));
    const gone = change({ kind: "remove", label }, (draft) => removeAll(draft, [...users, path]));
    setAsked(undefined);
    // The thing that had the focus is gone; the keyboard goes on from the step.
    if (gone) document.getElementById("rules-step")?.focus({ preventScroll: true });
  };
  return {
    path,
    asked,
    problem,
    ask: () => {
      const going = removalOf(store.getState().scenario, path);
      if (Object.values(going).every((some) => some.length === 0)) remove([]);
      else setAsked(going);
    },
    confirm: () => remove(asked?.users ?? []),
    cancel: () => setAsked(undefined),
  };
}

export function Removal({ removal }: { removal: RemovalState }) {
  const { path, asked, problem, confirm, cancel } = removal;
  const language = useLanguage();
  const words = rulesMessages(language);
  const scenario = useSheet((sheet) => sheet.scenario);
  if (problem !== "")
    return (
      <p role="alert" className={css.problem}>
        {problem}
      </p>
    );
  if (!asked) return null;
  const named = (paths: readonly string[]) =>
    overviewMessages(language).listOf([...new Set(paths.map((each) => nameOf(scenario, each, language)))]);
  const { blockers, changes } = asked;
  // Whole changes are told as sentences.
  const users = asked.users.filter((each) => !/^changes\/\d+$/.test(each));
  const needed = blockers.filter((each) => each !== path);
  const why = needed.length > 0 ? words.blocked(named(needed)) : words.lastOfItsKind;
  return (
    <div className={css.removal} role="alert">
      {blockers.length > 0 ? (
        <p>{why}</p>
      ) : (
        <div className={css.going}>
          {users.length > 0 && <p>{words.goesToo(named(users))}</p>}
          {changes.length > 0 && <p>{words.changesGo}</p>}
          <ul>
            {changes.map((step) => (
              <li key={step.position}>{changeSentence(scenario, step, language)}</li>
            ))}
          </ul>
        </div>
      )}
      <span className={css.actions}>
        {blockers.length === 0 && (
          <Button kind="main" icon="bin" onClick={confirm}>
            {words.removeThese(users.length + changes.length + 1)}
          </Button>
        )}
        <Button onClick={cancel}>{words.cancel}</Button>
      </span>
    </div>
  );
}

/** "From 1 May 2026: Frequency · Award value 5 points → 6 points". */
function changeSentence(
  scenario: Scenario,
  { date, path, from, to }: ChangeStep,
  language: Language,
): string {
  const thing = thingOf(scenario, path);
  const what = `${thingWords(scenario, thing, language)} · ${placeWords(scenario, thing, path, language)}`;
  const said = (value: unknown) => leafWords(scenario, path, value, language);
  const day = formats(language).date(date);
  return rulesMessages(language).changes.sentence(day, what, said(from), said(to));
}

function nameOf(scenario: Scenario, path: string, language: Language): string {
  const [, position] = /^changes\/(\d+)\/value\//.exec(path) ?? [];
  // One of those whom a change makes something be for.
  if (position) return nameOf(scenario, `${scenario.changes?.[Number(position)]?.path}/0`, language);
  const value = valueAt(scenario, path) as { name?: LocalText } | undefined;
  if (value?.name) return ownerOf(scenario, path, language);
  const owner = ownerOf(scenario, path, language);
  const part = path.split("/").at(-2) ?? "";
  if (/\/\d+$/.test(path)) return [owner, partWords(part, language)].join(" · ");
  const [first = ""] = path.split("/");
  return owner || (path === first ? partWords(first, language) : labelOf(scenario, path, language));
}
