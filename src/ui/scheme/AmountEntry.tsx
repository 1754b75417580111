/** The number while it is typed: Enter and Tab commit, Escape gives up. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { formats } from "../../i18n/formats.ts";
import { schemeMessages } from "../../i18n/scheme.ts";
import { useLanguage } from "../session.tsx";
import css from "./Amount.module.css";
import type { AmountModel } from "./amount-model.ts";
import { parseAmount } from "./parse-amount.ts";

type Props = {
  model: AmountModel;
  text: string;
  /** What was in the field when it opened: a digit already typed stays, the number itself is there to be replaced. */
  replaces: boolean;
  describedBy: string | undefined;
  onText: (text: string) => void;
  /** Returns whether the number was accepted. */
  onCommit: (value: number) => boolean;
  onRefuse: (why: string) => void;
  /** Typing is over; `stay` where the number should have the focus again. */
  onLeave: (stay: boolean) => void;
};

export function AmountEntry({
  model,
  text,
  replaces,
  describedBy,
  onText,
  onCommit,
  onRefuse,
  onLeave,
}: Props) {
  const language = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const left = useRef(false);
  const shown = formats(language).amount(model.value, model.field.unit);
  const selects = useRef(replaces);

  useEffect(() => {
    const element = input.current;
    element?.focus();
    if (selects.current) element?.select();
  }, []);

  const commit = (): boolean => {
    if (text === shown) return true;
    const value = parseAmount(text, model.field.unit);
    if (value !== undefined) return onCommit(value);
    onRefuse(schemeMessages(language).notANumber(text.slice(0, 40)));
    return false;
  };
  const leave = (stay: boolean) => {
    left.current = true;
    onLeave(stay);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") leave(true);
    else if (event.key === "Enter" && commit()) leave(true);
    else if (event.key === "Tab" && !commit()) event.preventDefault();
  };
  return (
    <input
      ref={input}
      className={css.entry}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      maxLength={40}
      size={Math.max(3, text.length + 1)}
      aria-label={model.label}
      aria-invalid={describedBy !== undefined}
      aria-describedby={describedBy}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => {
        if (left.current) return;
        commit();
        leave(false);
      }}
    />
  );
}
