/** The keys of the page, in a dialog of the browser's own. */
import type { RefObject } from "react";
import { shellMessages } from "../../i18n/shell.ts";
import { Button } from "../kit/Button.tsx";
import { useLanguage } from "../session.tsx";
import css from "./ShortcutSheet.module.css";

type KeyName = keyof ReturnType<typeof shellMessages>["keys"];

const keys: readonly [name: KeyName, keys: readonly string[]][] = [
  ["undo", ["Ctrl Z"]],
  ["redo", ["Ctrl Shift Z", "Ctrl Y"]],
  ["search", ["/"]],
  ["step", ["← →", "↓ ↑"]],
  ["page", ["Page Up", "Page Down"]],
  ["ends", ["Home", "End"]],
  ["type", ["Enter", "0–9"]],
  ["reset", ["Delete"]],
  ["revert", ["Esc"]],
  ["sheet", ["?"]],
];

export function ShortcutSheet({ ref }: { ref: RefObject<HTMLDialogElement | null> }) {
  const words = shellMessages(useLanguage());
  return (
    <dialog ref={ref} className={css.sheet} aria-labelledby="shortcuts-title">
      <div className={css.head}>
        <h2 id="shortcuts-title">{words.shortcuts}</h2>
        <Button icon="close" label={words.close} onClick={() => ref.current?.close()} />
      </div>
      <dl className={css.list}>
        {keys.map(([name, pressed]) => (
          <div key={name} className={css.entry}>
            <dt>
              {pressed.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{words.keys[name]}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
