/** Whether the run is under way, done, stopped or failed, in the header; and the thin line under it. */
import type { CSSProperties } from "react";
import { formats } from "../../i18n/formats.ts";
import { shellMessages } from "../../i18n/shell.ts";
import type { State } from "../../store/state.ts";
import { Button } from "../kit/Button.tsx";
import { useActions, useLanguage, useSandtable } from "../session.tsx";
import css from "./RunStatus.module.css";

/** Share of the asked run that is drawn, 0–1. */
function progressOf({ run }: State): number {
  return run.drawn?.runId === run.asked ? run.drawn.progress : 0;
}

export function RunStatus() {
  const language = useLanguage();
  const words = shellMessages(language);
  const { cancelRun, runAgain } = useActions();
  const status = useSandtable((state) => state.run.status);
  const progress = useSandtable(progressOf);
  const elapsedMs = useSandtable(({ run }) => run.drawn?.elapsedMs.last ?? 0);
  const { percent, duration } = formats(language);
  switch (status) {
    case "running":
      return (
        <div className={css.status}>
          <span className={css.words}>{words.runningShort(percent(progress))}</span>
          <Button icon="stop" label={words.cancel} onClick={cancelRun} />
        </div>
      );
    case "complete":
      return (
        <div className={css.status}>
          <span className={css.words}>{words.completeIn(duration(elapsedMs))}</span>
        </div>
      );
    case "needsConfirmation":
      return (
        <div className={css.status}>
          <span className={css.words}>{words.waitsForYou}</span>
        </div>
      );
    default:
      return (
        <div className={css.status}>
          <span className={css.words}>{status === "failed" ? words.failed : words.stopped}</span>
          <Button kind="main" onClick={runAgain}>
            {words.runAgain}
          </Button>
        </div>
      );
  }
}

/** A hair under the header while a run is under way. */
export function Progress() {
  const running = useSandtable((state) => state.run.status === "running");
  const progress = useSandtable(progressOf);
  const words = shellMessages(useLanguage());
  if (!running) return null;
  return (
    <div
      className={css.progress}
      role="progressbar"
      aria-label={words.progress}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(progress * 100)}
      style={{ "--done": progress } as CSSProperties}
    />
  );
}
