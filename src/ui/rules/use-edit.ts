/** Setting the value at a path, and what is wrong with the last try, until the scheme changes. */
import { useEffect, useState } from "react";
import { fieldAt, writeAt } from "../../domain/path.ts";
import { describeProblem, type Problem } from "../../domain/problem.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { inLanguage, type Language, type LocalText, text } from "../../domain/text.ts";
import { labelOf, ownerOf } from "../../i18n/label.ts";
import { partWords } from "../../i18n/parts.ts";
import type { ChangeName } from "../../store/history.ts";
import { useActions, useLanguage, useSession } from "../session.tsx";

/** `set` writes the value at the path, undefined removes it; `change` is for edits of any shape. */
export function useEdit(path: string) {
  const { store } = useSession();
  const { edit } = useActions();
  const language = useLanguage();
  const [problem, setProblem] = useRefusal();
  const change = (name: ChangeName, recipe: (draft: Scenario) => void): boolean => {
    const before = store.getState().scenario;
    setProblem(problemWords(before, edit(name, path, recipe), language));
    return store.getState().scenario !== before;
  };
  const set = (value: unknown) => {
    const label = labelOfChange(store.getState().scenario, path);
    change({ kind: "set", path, ...(label && { label }) }, (draft) => writeAt(draft, path, value));
  };
  return { set, change, problem };
}

/** The first problem in words, its place by the names that the form uses. */
function problemWords(
  scenario: Scenario,
  problems: readonly Problem[] | undefined,
  language: Language,
): string {
  const [first] = problems ?? [];
  if (!first) return "";
  const label = labelOfChange(scenario, first.path);
  const where = label ? inLanguage(label, language) : labelOf(scenario, first.path, language);
  return describeProblem({ ...first, path: where }, language);
}

/** What the history calls a change of a part that is no number: the thing and the part, in both languages. */
function labelOfChange(scenario: Scenario, path: string): LocalText | undefined {
  if (fieldAt(scenario, path)) return undefined;
  const key = path.slice(path.lastIndexOf("/") + 1);
  const inOne = (language: "zh-CN" | "en") =>
    [ownerOf(scenario, path, language), partWords(key, language)].filter(Boolean).join(" · ");
  return text(inOne("zh-CN"), inOne("en"));
}

/** Words of a refusal; they speak of the scheme as it was, and go with it. */
function useRefusal() {
  const { store } = useSession();
  const [problem, setProblem] = useState("");
  useEffect(() => {
    if (problem === "") return;
    const { scenario } = store.getState();
    return store.subscribe((state) => state.scenario !== scenario && setProblem(""));
  }, [problem, store]);
  return [problem, setProblem] as const;
}
