/** A name that says how its figure is defined: on hover, on focus, and on a tap; Escape closes it. */
import { type KeyboardEvent, useId, useState } from "react";
import styles from "./Definition.module.css";

export type DefinitionProps = {
  name: string;
  /** The definition, and what else there is to know, a paragraph each. */
  paragraphs: readonly string[];
};

export function Definition({ name, paragraphs }: DefinitionProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isOpen) return;
    event.stopPropagation();
    setOpen(false);
  };
  return (
    <span
      className={styles.definition}
      onPointerEnter={(event) => event.pointerType === "mouse" && setOpen(true)}
      onPointerLeave={(event) => event.pointerType === "mouse" && setOpen(false)}
    >
      <button
        type="button"
        className={styles.name}
        aria-expanded={isOpen}
        aria-describedby={id}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && setOpen(true)}
        onBlur={() => setOpen(false)}
        onClick={() => setOpen(true)}
        onKeyDown={close}
      >
        {name}
      </button>
      <span className={styles.popover} role="tooltip" id={id} hidden={!isOpen}>
        {paragraphs.map((paragraph) => (
          <span key={paragraph} className={styles.paragraph}>
            {paragraph}
          </span>
        ))}
      </span>
    </span>
  );
}
