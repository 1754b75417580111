/** Passing messages at the foot of the page; those about a change offer to undo it. */
import { type ReactNode, useEffect, useState } from "react";
import { inLanguage, type Language } from "../../domain/text.ts";
import { shellMessages } from "../../i18n/shell.ts";
import type { Notice, State } from "../../store/state.ts";
import { Button } from "../kit/Button.tsx";
import { useActions, useLanguage, useSandtable } from "../session.tsx";
import { changeWords } from "./change-words.ts";
import css from "./NoticeBar.module.css";

const shownMs = 6000;

export function NoticeBar() {
  const notice = useSandtable((state) => state.notice);
  return (
    <div className={css.region} role="status">
      {notice && <Message key={notice.id} notice={notice} />}
    </div>
  );
}

function Message({ notice }: { notice: Notice }) {
  const language = useLanguage();
  const words = shellMessages(language);
  const { dismissNotice, undo } = useActions();
  const said = useSandtable((state) => noticeWords(notice, state, language));
  const [held, setHeld] = useState(notice.kind === "linkNotCopied");
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(dismissNotice, shownMs);
    return () => clearTimeout(timer);
  }, [held, dismissNotice]);
  return (
    <Held onHeld={(now) => setHeld(now || notice.kind === "linkNotCopied")}>
      <span className={css.words}>{said}</span>
      {notice.kind === "linkNotCopied" && (
        <input
          className={css.link}
          readOnly
          aria-label={words.copyLink}
          value={notice.link}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
      {notice.undo && (
        <Button icon="undo" onClick={undo}>
          {words.undoAction}
        </Button>
      )}
      <Button icon="close" label={words.close} onClick={dismissNotice} />
    </Held>
  );
}

/** A message does not go while it is pointed at or has the focus. */
function Held({ onHeld, children }: { onHeld: (held: boolean) => void; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches whether somebody is reading
    <div
      className={css.message}
      onPointerEnter={() => onHeld(true)}
      onPointerLeave={() => onHeld(false)}
      onFocus={() => onHeld(true)}
      onBlur={() => onHeld(false)}
    >
      {children}
    </div>
  );
}

function noticeWords(notice: Notice, { scenario }: State, language: Language): string {
  const words = shellMessages(language);
  switch (notice.kind) {
    case "undone":
    case "redone":
      return words[notice.kind](changeWords(notice.name, scenario, language));
    case "changed":
      return words.done(changeWords(notice.name, scenario, language));
    case "opened":
      return words.opened(inLanguage(notice.name, language));
    default:
      return words[notice.kind];
  }
}
