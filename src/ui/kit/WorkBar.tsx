/** Work that takes a while in one line: how far it is, what it is, and buttons for it. */
import type { ReactNode } from "react";
import css from "./WorkBar.module.css";

type Named = { [attribute: `data-${string}`]: string };
type Shown = { progress?: number; label?: string; note: string; role?: "status"; children: ReactNode };

/** `progress` from 0 to 1 draws a bar, which `label` names. */
export function WorkBar({ progress, label, note, role, children, ...named }: Shown & Named) {
  return (
    <div className={css.bar} role={role} {...named}>
      {progress !== undefined && (
        <progress className={css.progress} value={progress} max={1} aria-label={label} />
      )}
      {/* What to do comes first where nothing is under way; else how far it is. */}
      {progress === undefined && children}
      <p className={css.note}>{note}</p>
      {progress !== undefined && children}
    </div>
  );
}
