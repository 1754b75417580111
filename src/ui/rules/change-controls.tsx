/** Controls of a dated change: its date, and the value that it brings, by what the schema says of the place. */
import { useEffect, useState } from "react";
import { isoDateOf, parseIsoDate } from "../../domain/calendar.ts";
import type { Change } from "../../domain/change-schema.ts";
import { holdsFrom } from "../../domain/changeable.ts";
import { isOfMember, type Validity } from "../../domain/currency.ts";
import type { Unit } from "../../domain/field.ts";
import { partsAt, type Shape, shapeAt } from "../../domain/form.ts";
import { fieldAt, schemaAt, valueAt } from "../../domain/path.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { inLanguage } from "../../domain/text.ts";
import { leafWords } from "../../i18n/form.ts";
import { formats } from "../../i18n/formats.ts";
import { choiceWords } from "../../i18n/parts.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { parseAmount } from "../scheme/parse-amount.ts";
import { validityLike } from "../scheme/validity-like.ts";
import { useLanguage, useSheet } from "../session.tsx";
import css from "./Changes.module.css";
import controls from "./controls.module.css";
import { Select, Several, TextField } from "./controls.tsx";
import entries from "./Entries.module.css";

type DateProps = { label: string; value: string; onCommit: (value: string) => void };

/** Taken over on leaving and on Enter: the list is in the order of dates, and a date half typed would move the line. */
export function ChangeDate({ label, value, onCommit }: DateProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const commit = (valid: boolean) => {
    if (!valid || typed === "") setTyped(value);
    else if (typed !== value) onCommit(typed);
  };
  return (
    <input
      type="date"
      className={controls.field}
      aria-label={label}
      required
      min="1900-01-01"
      max="2199-12-31"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={(event) => commit(event.currentTarget.validity.valid)}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit(event.currentTarget.validity.valid);
        if (event.key === "Escape") setTyped(value);
      }}
    />
  );
}

/** Says so where the date is not within the run. */
export function DateNote({ date }: { date: string }) {
  const language = useLanguage();
  const words = rulesMessages(language).changes;
  const scenario = useSheet((sheet) => sheet.scenario);
  const holds = holdsFrom(scenario, date);
  if (holds === "within") return null;
  const { start, days } = scenario.run;
  const last = formats(language).date(isoDateOf((parseIsoDate(start) ?? 0) + days - 1));
  return (
    <p className={`${entries.quiet} ${css.note}`}>{holds === "start" ? words.atOnce : words.never(last)}</p>
  );
}

type Value = Change["value"];

type ValueProps = {
  label: string;
  /** As the changes before have left it: what there is at the path may have come with one of them. */
  scheme: Scenario;
  path: string;
  value: unknown;
  onCommit: (value: Value) => void;
};

/** A number with its unit, a switch as two words, a choice, a date, a validity, or boxes for whom something is for. */
export function ChangeValue({ label, scheme, path, value, onCommit }: ValueProps) {
  const language = useLanguage();
  const shape = shapeAt(scheme, path);
  if (shape?.kind === "number") return <NumberValue {...{ label, scheme, path, value, onCommit }} />;
  if (shape?.kind === "date") return <ChangeDate label={label} value={String(value)} onCommit={onCommit} />;
  if (shape?.kind === "variants" && value)
    return <ValidityValue {...{ label, scheme, path, value: value as Validity, onCommit }} />;
  if (shape?.kind === "list")
    return (
      <SeveralValue {...{ label, scheme, path, value, onCommit }} choices={choicesAt(scheme, shape.entry)} />
    );
  const choices: Value[] = [...choicesAt(scheme, shape), ...(schemaAt(scheme, path)?.optional ? [null] : [])];
  return (
    <Select
      label={label}
      value={String(value ?? null)}
      options={choices.map((choice) => ({
        value: String(choice),
        words: leafWords(scheme, path, choice, language),
      }))}
      onChange={(chosen) => onCommit(choices.find((choice) => String(choice) === chosen) ?? null)}
    />
  );
}

function choicesAt(scenario: Scenario, shape: Shape | undefined): (string | boolean)[] {
  if (shape?.kind === "choice") return [...shape.choices];
  if (shape?.kind !== "reference") return [true, false];
  return ((valueAt(scenario, shape.list) ?? []) as { id: string }[]).map(({ id }) => id);
}

/** A box for each; where none is ticked it is for all. */
function SeveralValue({ label, scheme, path, value, choices, onCommit }: ValueProps & { choices: Value[] }) {
  const language = useLanguage();
  const chosen = [value ?? []].flat().map(String);
  return (
    <>
      <Several
        label={label}
        chosen={chosen}
        options={choices.map((id) => ({
          value: String(id),
          words: leafWords(scheme, path, [id], language),
        }))}
        onChange={(next) => onCommit(next.length > 0 ? next : null)}
      />
      {chosen.length === 0 && (
        <span className={entries.quiet}>{leafWords(scheme, path, null, language)}</span>
      )}
    </>
  );
}

/** Of what kind, and for how long; a rule may also go by its currency again. */
function ValidityValue({ label, scheme, path, value, onCommit }: ValueProps & { value: Validity }) {
  const language = useLanguage();
  const shape = shapeAt(scheme, path);
  const kinds = (shape?.kind === "variants" ? shape.kinds : []) as Validity["kind"][];
  const [lasts] = partsAt(scheme, path, value.kind);
  const commit = (next: Validity) => onCommit(next as Value);
  return (
    <>
      <Select
        label={label}
        value={value.kind}
        options={[
          ...kinds
            .filter((kind) => !isOfMember({ kind }))
            .map((kind) => ({ value: kind, words: choiceWords("validity", kind, language) })),
          ...(schemaAt(scheme, path)?.optional
            ? [{ value: "", words: leafWords(scheme, path, null, language) }]
            : []),
        ]}
        onChange={(kind) =>
          kind === "" ? onCommit(null) : commit(validityLike(value, kind as Validity["kind"]))
        }
      />
      {lasts?.shape.kind === "number" && (
        <NumberField
          label={inLanguage(lasts.shape.field.label, language)}
          unit={lasts.shape.field.unit}
          value={valueAt(value, lasts.key)}
          onCommit={(number) => commit({ ...value, [lasts.key]: number } as Validity)}
        />
      )}
    </>
  );
}

function NumberValue({ label, scheme, path, value, onCommit }: ValueProps) {
  const field = fieldAt(scheme, path);
  if (!field) return null;
  const onEmpty = schemaAt(scheme, path)?.optional ? () => onCommit(null) : undefined;
  return <NumberField {...{ label, value, onCommit, onEmpty }} unit={field.unit} />;
}

type NumberProps = {
  label: string;
  unit: Unit;
  value: unknown;
  /** Where it may be missing. */
  onEmpty?: (() => void) | undefined;
  onCommit: (value: number) => void;
};

function NumberField({ label, unit: of, value, onEmpty, onCommit }: NumberProps) {
  const language = useLanguage();
  const { amount, unit } = formats(language);
  const [refused, setRefused] = useState("");
  const shown = typeof value === "number" ? amount(value, of) : "";
  return (
    <>
      <TextField
        label={label}
        narrow
        value={shown}
        {...(onEmpty && { placeholder: rulesMessages(language).absent, onEmpty })}
        onCommit={(typed) => {
          const number = parseAmount(typed, of);
          setRefused(
            number === undefined ? rulesMessages(language).changes.notAValue(typed.slice(0, 40)) : "",
          );
          if (number !== undefined) onCommit(number);
        }}
      />
      {typeof value === "number" && <span>{unit(value, of).slice(shown.length)}</span>}
      {refused !== "" && (
        <span role="alert" className={css.refused}>
          {refused}
        </span>
      )}
    </>
  );
}
