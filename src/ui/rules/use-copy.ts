/** Copying a rule, a service or a currency: behind the original, under its name with a word that says so. */
import { copyEntry } from "../../domain/arrange.ts";
import { valueAt } from "../../domain/path.ts";
import { type LocalText, text } from "../../domain/text.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { useActions, useSession } from "../session.tsx";

/** Returns the copy's path, or the original's where the copy was refused. */
export function useCopy(path: string): () => string {
  const { store } = useSession();
  const { edit } = useActions();
  return () => {
    const original = valueAt(store.getState().scenario, path) as { name?: LocalText } | undefined;
    const { zh, en } = original?.name ?? text("", "");
    const name = text(rulesMessages("zh-CN").copyName(zh), rulesMessages("en").copyName(en));
    let copied = path;
    const problems = edit({ kind: "copy", label: text(zh, en) }, path, (draft) => {
      copied = copyEntry(draft, path, original?.name && name);
    });
    return problems ? path : copied;
  };
}
