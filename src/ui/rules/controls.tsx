/** The controls of a form: choices, dates, words. Each commits a whole value at once. */
import { useEffect, useState } from "react";
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
  onCommit: (value: string) => void;
};

/** Text that is taken over on Enter and on leaving; Escape gives it up, and nothing is no text. */
export function TextField({ label, path, value, wide = false, narrow = false, onCommit }: TextProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const commit = () => {
    const text = typed.trim();
    if (text === "") setTyped(value);
    else if (text !== value) onCommit(text);
  };
  return (
    <input
      type="text"
      className={`${css.field} ${wide ? css.wide : narrow ? css.narrow : ""}`}
      aria-label={label}
      data-path={path}
      autoComplete="off"
      maxLength={100}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") commit();
        if (event.key === "Escape") setTyped(value);
      }}
    />
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

/** A plain number, taken over like text; what is no number is given up. */
export function NumberField({ label, value, onCommit }: NumberProps) {
  return (
    <TextField
      label={label}
      narrow
      value={String(Number(value.toPrecision(12)))}
      onCommit={(text) => {
        const typed = Number(text.normalize("NFKC").replace(/,/g, ""));
        if (Number.isFinite(typed)) onCommit(typed);
      }}
    />
  );
}
