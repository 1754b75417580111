/** Buttons: quiet by default, `main` for the one thing to do, square where a sign says enough. */
import type { ReactNode } from "react";
import css from "./Button.module.css";
import { Icon, type IconName } from "./Icon.tsx";

type Props = {
  onClick: () => void;
  disabled?: boolean;
  kind?: "quiet" | "main";
  icon?: IconName;
  id?: string;
  /** Of a button that opens something beside it. */
  expanded?: boolean;
} & ({ children: ReactNode; label?: never } | { children?: never; label: string });

/** With `label` it shows only its icon; the label is its name and its tip. */
export function Button({
  onClick,
  disabled = false,
  kind = "quiet",
  icon,
  id,
  expanded,
  label,
  children,
}: Props) {
  const shape = children === undefined ? css.square : css.wide;
  return (
    <button
      id={id}
      type="button"
      className={`${css.button} ${css[kind]} ${shape}`}
      aria-label={label}
      title={label}
      aria-disabled={disabled || undefined}
      aria-expanded={expanded}
      onClick={() => {
        if (!disabled) onClick();
      }}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
