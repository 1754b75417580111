/** The controls of a form: choices, dates, words. Each commits a whole value at once. */
import { useEffect, useId, useState } from "react";
import { schemeMessages } from "../../i18n/scheme.ts";
import { useLanguage } from "../session.tsx";
import css from "./controls.module.css";

export type Option = { value: string; words: string };

type SelectProps = {
  label: string;
  path?: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
};

export function Select({ label, path, value, options, onChange }: SelectProps) {
  return (
    <select
      className={css.field}
      aria-label={label}
      data-path={path}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.words}
        </option>
      ))}
    </select>
  );
}

/** Several of a list: a box for each. */
export function Several({
  label,
  chosen,
  options,
  onChange,
}: {
  label: string;
  chosen: readonly string[];
  options: readonly Option[];
  onChange: (chosen: string[]) => void;
}) {
  return (
    <fieldset className={css.several}>
      <legend className="spoken">{label}</legend>
      {options.map(({ value, words }) => (
        <label key={value} className={css.box}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ currentTarget }) => {
              const others = chosen.filter((each) => each !== value);
              const next = currentTarget.checked ? [...others, value] : others;
              onChange(options.map((option) => option.value).filter((each) => next.includes(each)));
            }}
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}

type TextProps = {
  label: string;
  path?: string;
  value: string;
  wide?: boolean;
  narrow?: boolean;
  /** What is said where there is nothing, and what becomes of a text that is emptied; it comes back without. */
  placeholder?: string;
  onEmpty?: () => void;
  /** Why a text cannot be taken over; "" where it can. */
  faultOf?: (text: string) => string;
  onCommit: (value: string) => void;
};

/**
 * Text that is taken over on Enter and on leaving; Escape gives it up, and nothing is no text. What cannot be taken over
 * stays to be mended, with the reason under it.
 */
export function TextField({ label, path, value, wide, narrow, faultOf, onCommit, ...empty }: TextProps) {
  const [typed, setTyped] = useState(value);
  const [fault, setFault] = useState("");
  const id = useId();
  const put = (text: string) => {
    setTyped(text);
    setFault("");
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another value is shown, whoever wrote it
  useEffect(() => put(value), [value]);
  const commit = () => {
    const text = typed.trim();
    if (text === "" && value !== "" && empty.onEmpty) return empty.onEmpty();
    if (text === "" || text === value) return put(value);
    const why = faultOf?.(text) ?? "";
    setFault(why);
    if (why === "") onCommit(text);
  };
  const input = (
    <input
      type="text"
      className={`${css.field} ${wide ? css.wide : narrow ? css.narrow : ""}`}
      aria-label={label}
      aria-invalid={fault !== "" || undefined}
      aria-describedby={fault === "" ? undefined : id}
      data-path={path}
      autoComplete="off"
      maxLength={100}
      placeholder={empty.placeholder}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") commit();
        if (event.key === "Escape") put(value);
      }}
    />
  );
  if (!faultOf) return input;
  return (
    <span className={css.checked}>
      {input}
      {fault !== "" && (
        <span role="alert" id={id} className={css.fault}>
          {fault}
        </span>
      )}
    </span>
  );
}

export function DateField({ label, path, value, onCommit }: TextProps) {
  return (
    <input
      type="date"
      className={css.field}
      aria-label={label}
      data-path={path}
      required
      min="1900-01-01"
      max="2199-12-31"
      value={value}
      onChange={({ currentTarget }) => {
        if (currentTarget.validity.valid) onCommit(currentTarget.value);
      }}
    />
  );
}

type NumberProps = { label: string; value: number; onCommit: (value: number) => void };

/** A plain number, taken over like text. */
export function NumberField({ label, value, onCommit }: NumberProps) {
  const { notANumber } = schemeMessages(useLanguage());
  const read = (text: string) => Number(text.normalize("NFKC").replace(/,/g, ""));
  return (
    <TextField
      label={label}
      narrow
      value={String(Number(value.toPrecision(12)))}
      faultOf={(text) => (Number.isFinite(read(text)) ? "" : notANumber(text))}
      onCommit={(text) => onCommit(read(text))}
    />
  );
}
