/** Why an edit was refused, in the words of the page. */
import { describeProblem, type Problem } from "../../domain/problem.ts";
import { labelOf } from "../../i18n/label.ts";
import { useLanguage, useSession } from "../session.tsx";

/** The first of the problems in words, with the names that the page uses. */
export function useProblemWords() {
  const { store } = useSession();
  const language = useLanguage();
  return (problems: readonly Problem[] | undefined): string => {
    const [first] = problems ?? [];
    if (!first) return "";
    const where = labelOf(store.getState().scenario, first.path, language);
    return describeProblem({ ...first, path: where }, language);
  };
}
