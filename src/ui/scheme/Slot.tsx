/** Places of a sentence that are no numbers: choices that can be made in it, and figures that follow from its numbers. */
import { useEffect, useState } from "react";
import { clearingScopes, isOfMember, roundings, type Validity } from "../../domain/currency.ts";
import { valueAt } from "../../domain/path.ts";
import { inLanguage } from "../../domain/text.ts";
import { labelOf } from "../../i18n/label.ts";
import { schemeMessages } from "../../i18n/scheme.ts";
import { sentences } from "../../i18n/sentences.ts";
import { useActions, useLanguage, useSheet } from "../session.tsx";
import { derivedWords } from "./derived.ts";
import { choicePaths } from "./outline.ts";
import css from "./Sentence.module.css";
import { validityLike } from "./validity-like.ts";

/** `path` is the row's; `name` the place's. */
export function Slot({ path, name }: { path: string; name: string }) {
  switch (name) {
    case "kind":
      return <ValidityChoice path={`${path}/validity`} />;
    case "rounding":
    case "awardRounding":
      return <Choice path={`${path}/${choicePaths[name]}`} values={roundings} of="roundings" />;
    case "scope":
      return <Choice path={`${path}/${choicePaths.scope}`} values={clearingScopes} of="clearingScopes" />;
    case "segment":
      return <SegmentChoice path={`${path}/${choicePaths.segment}`} />;
    case "start":
      return <StartDate path={`${path}/${choicePaths.start}`} />;
    case "seed":
      return <Seed path={`${path}/${choicePaths.seed}`} />;
    default:
      return <Derived path={path} name={name} />;
  }
}

type Option = { value: string; words: string };

function Select({
  path,
  value,
  options,
  onChange,
}: {
  path: string;
  value: string;
  options: Option[];
  onChange: (value: string) => void;
}) {
  const language = useLanguage();
  const label = useSheet((state) => labelOf(state.scenario, path, language));
  return (
    <select
      className={css.choice}
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

type ChoiceProps = { path: string; values: readonly string[]; of: "roundings" | "clearingScopes" };

function Choice({ path, values, of }: ChoiceProps) {
  const words: Record<string, string> = sentences(useLanguage())[of];
  const { setValue } = useActions();
  const value = useSheet((state) => String(valueAt(state.scenario, path) ?? "up"));
  const before = useSheet((state) => valueAt(state.baseline, path));
  const options = values.map((each) => ({ value: each, words: words[each] ?? each }));
  // A baseline that gives no rounding is met again by giving none.
  const chosen = (next: string) => setValue(path, next === (before ?? "up") ? before : next);
  return <Select path={path} value={value} options={options} onChange={chosen} />;
}

function SegmentChoice({ path }: { path: string }) {
  const language = useLanguage();
  const { setValue } = useActions();
  const { segments, referredSegment } = useSheet((state) => state.scenario.population);
  const options = segments.map(({ id, name }) => ({ value: id, words: inLanguage(name, language) }));
  return (
    <Select path={path} value={referredSegment} options={options} onChange={(next) => setValue(path, next)} />
  );
}

function ValidityChoice({ path }: { path: string }) {
  const words = sentences(useLanguage()).validityKinds;
  const { setValue } = useActions();
  const validity = useSheet((state) => valueAt(state.scenario, path)) as Validity | undefined;
  if (!validity) return null;
  // A rule cannot have what is about all that a member holds.
  const kinds = (Object.keys(words) as Validity["kind"][]).filter(
    (kind) => !path.startsWith("rules/") || !isOfMember({ kind } as Validity),
  );
  const options = kinds.map((kind) => ({ value: kind, words: words[kind] }));
  return (
    <Select
      path={path}
      value={validity.kind}
      options={options}
      onChange={(kind) => setValue(path, validityLike(validity, kind as Validity["kind"]))}
    />
  );
}

function StartDate({ path }: { path: string }) {
  const { setValue } = useActions();
  const value = useSheet((state) => state.scenario.run.start);
  return (
    <input
      type="date"
      className={css.choice}
      aria-label={schemeMessages(useLanguage()).start}
      data-path={path}
      required
      min="1900-01-01"
      max="2199-12-31"
      value={value}
      onChange={(event) => {
        if (event.currentTarget.validity.valid) setValue(path, event.currentTarget.value);
      }}
    />
  );
}

function Seed({ path }: { path: string }) {
  const { setValue } = useActions();
  const value = useSheet((state) => state.scenario.run.seed);
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const commit = () => {
    const seed = typed.trim();
    if (seed === "") setTyped(value);
    else if (seed !== value) setValue(path, seed);
  };
  return (
    <input
      type="text"
      className={css.choice}
      aria-label={schemeMessages(useLanguage()).seed}
      data-path={path}
      autoComplete="off"
      spellCheck={false}
      maxLength={64}
      size={Math.max(6, typed.length)}
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

function Derived({ path, name }: { path: string; name: string }) {
  const language = useLanguage();
  return <>{useSheet((state) => derivedWords(state.scenario, path, name, language))}</>;
}
