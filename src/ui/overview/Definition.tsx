/** A name that says how its figure is defined: on hover, on focus, and on a tap; Escape closes it. */
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useState } from "react";
import styles from "./Definition.module.css";

export type DefinitionProps = {
  name: string;
  /** The definition, and what else there is to know, a paragraph each. */
  paragraphs: readonly string[];
};

/** Time for the pointer to travel from the name to the text. */
const graceMilliseconds = 200;

export function Definition({ name, paragraphs }: DefinitionProps) {
  const [isOpen, setOpen] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const id = useId();
  useEffect(() => {
    if (!isLeaving) return;
    const timer = setTimeout(() => setOpen(false), graceMilliseconds);
    return () => clearTimeout(timer);
  }, [isLeaving]);
  const enter = (event: PointerEvent) => {
    if (event.pointerType !== "mouse") return;
    setLeaving(false);
    setOpen(true);
  };
  const leave = (event: PointerEvent) => event.pointerType === "mouse" && setLeaving(true);
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isOpen) return;
    event.stopPropagation();
    setOpen(false);
  };
  return (
    <span className={styles.definition} onPointerEnter={enter} onPointerLeave={leave}>
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
