/** What only those who ask need to see: folded away under a line that says what it is. */
import type { ReactNode } from "react";
import { Icon } from "../kit/Icon.tsx";
import css from "./Fold.module.css";

type Props = {
  title: string;
  /** Both or neither: whether it is open, and hearing that it is to be. */
  open?: boolean;
  onOpen?: (open: boolean) => void;
  children: ReactNode;
};

export function Fold({ title, open, onOpen, children }: Props) {
  return (
    <details className={css.fold} open={open} onToggle={(event) => onOpen?.(event.currentTarget.open)}>
      <summary>
        <span className={css.chevron}>
          <Icon name="chevron" />
        </span>
        {title}
      </summary>
      {children}
    </details>
  );
}
