/** A change that is being written: when, of what, which value, and what it becomes; it holds once it is confirmed. */
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { addMonths, civilDateOf, isoDateOf, parseIsoDate } from "../../domain/calendar.ts";
import type { Change } from "../../domain/change-schema.ts";
import { type Changeable, changeableIn, thingOf } from "../../domain/changeable.ts";
import type { Validity } from "../../domain/currency.ts";
import { blankAt } from "../../domain/form.ts";
import { valueAt } from "../../domain/path.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { schemeOn } from "../../domain/scheme-by-day.ts";
import { type Language, text } from "../../domain/text.ts";
import { leafWords, placeWords, thingWords } from "../../i18n/form.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { Button } from "../kit/Button.tsx";
import { validityLike } from "../scheme/validity-like.ts";
import { useLanguage, useSheet } from "../session.tsx";
import css from "./Changes.module.css";
import { ChangeDate, ChangeValue, DateNote } from "./change-controls.tsx";
import controls from "./controls.module.css";
import { Select } from "./controls.tsx";
import entries from "./Entries.module.css";
import { useEdit } from "./use-edit.ts";

type Value = Change["value"];

export function NewChange({ onClose }: { onClose: () => void }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const scenario = useSheet((sheet) => sheet.scenario);
  const places = useMemo(() => changeableIn(scenario), [scenario]);
  const [date, setDate] = useState(() => firstDate(scenario));
  const [path, setPath] = useState(() => firstPlace(scenario, places));
  const [typed, setTyped] = useState<Value>();
  const { change, problem } = useEdit("changes");
  const panel = useRef<HTMLFieldSetElement>(null);
  useEffect(() => panel.current?.querySelector("input")?.focus(), []);
  const thing = thingOf(scenario, path);
  const own = places.filter((place) => thingOf(scenario, place.path) === thing);
  const from = valueAt(schemeOn(scenario, date), path);
  const value =
    typed === undefined
      ? beginning(
          scenario,
          own.find((place) => place.path === path),
          from,
        )
      : typed;
  const isSame = isSameValue(value, from);
  const name = (in_: Language) =>
    `${thingWords(scenario, thing, in_)} · ${placeWords(scenario, thing, path, in_)}`;
  const choose = (next: string | undefined) => {
    if (next === undefined) return;
    setPath(next);
    setTyped(undefined);
  };
  const add = () => {
    const done = change({ kind: "add", label: text(name("zh-CN"), name("en")) }, (draft) => {
      draft.changes = [...(draft.changes ?? []), { date, path, value }];
    });
    if (done) onClose();
  };
  return (
    <fieldset className={css.fresh} ref={panel}>
      <legend className="spoken">{words.changes.add}</legend>
      <Labelled label={words.changes.date}>
        <ChangeDate label={words.changes.date} value={date} onCommit={setDate} />
      </Labelled>
      <Labelled label={words.changes.thing}>
        <ThingChoice
          scenario={scenario}
          places={places}
          thing={thing}
          onChange={(next) => choose(places.find((place) => thingOf(scenario, place.path) === next)?.path)}
        />
      </Labelled>
      <Labelled label={words.changes.value}>
        <Select
          label={words.changes.value}
          value={path}
          options={own.map((place) => ({
            value: place.path,
            words: placeWords(scenario, thing, place.path, language),
          }))}
          onChange={choose}
        />
      </Labelled>
      <Labelled label={words.changes.becomes}>
        <span className={css.before}>{leafWords(scenario, path, from, language)}</span>
        <span aria-hidden="true">→</span>
        <ChangeValue
          key={path}
          label={words.changes.becomes}
          scheme={scenario}
          path={path}
          value={value}
          onCommit={setTyped}
        />
      </Labelled>
      {isSame ? (
        <p className={`${entries.quiet} ${css.note}`}>{words.changes.same}</p>
      ) : (
        <DateNote date={date} />
      )}
      {problem !== "" && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
      <span className={css.buttons}>
        <Button kind="main" icon="plus" disabled={isSame} onClick={add}>
          {words.changes.confirm}
        </Button>
        <Button onClick={onClose}>{words.cancel}</Button>
      </span>
    </fieldset>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={css.labelled}>
      <span className={entries.quiet} aria-hidden="true">
        {label}
      </span>
      <span className={css.values}>{children}</span>
    </div>
  );
}

type ThingProps = {
  scenario: Scenario;
  places: readonly Changeable[];
  thing: string;
  onChange: (thing: string) => void;
};

/** Everything that has a value to change, list by list. */
function ThingChoice({ scenario, places, thing, onChange }: ThingProps) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const things = [...new Set(places.map(({ path }) => thingOf(scenario, path)))];
  const lists = [...new Set(things.map((each) => each.split("/")[0] as string))];
  const listNames: Record<string, string> = { ...words.lists, rules: words.changes.rules };
  const option = (each: string) => (
    <option key={each} value={each}>
      {thingWords(scenario, each, language)}
    </option>
  );
  return (
    <select
      className={controls.field}
      aria-label={words.changes.thing}
      value={thing}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {lists.map((list) => {
        const own = things.filter((each) => each.split("/")[0] === list);
        return own.every((each) => each.includes("/")) ? (
          <optgroup key={list} label={listNames[list] ?? list}>
            {own.map(option)}
          </optgroup>
        ) : (
          own.map(option)
        );
      })}
    </select>
  );
}

/** The first of a month, about half-way through the run. */
function firstDate({ run }: Scenario): string {
  const start = parseIsoDate(run.start) ?? 0;
  const { year, month } = civilDateOf(start + Math.floor(run.days / 2));
  const opening = addMonths({ year, month, day: 1 }, 0);
  return isoDateOf(opening > start ? opening : start + Math.min(1, run.days - 1));
}

/** The award value of the first rule that is on. */
function firstPlace({ rules }: Scenario, places: readonly Changeable[]): string {
  const rule = rules.find(({ enabled }) => enabled) ?? rules[0];
  const wanted = `rules/${rule?.id}/points`;
  return (places.find(({ path }) => path === wanted) ?? places[0])?.path ?? "";
}

/** Something else than it is: the other side of a switch, another choice; numbers and boxes are there to be changed. */
function beginning(scenario: Scenario, place: Changeable | undefined, from: unknown): Value {
  if (typeof from === "boolean") return !from;
  if (from === undefined || from === null) return blankAt(scenario, place?.path ?? "") as Value;
  const shape = place?.shape;
  if (shape?.kind === "variants") return anotherValidity(from as Validity) as Value;
  const choices =
    shape?.kind === "choice"
      ? shape.choices
      : shape?.kind === "reference"
        ? ((valueAt(scenario, shape.list) ?? []) as { id: string }[]).map(({ id }) => id)
        : [];
  return choices.find((choice) => choice !== from) ?? (from as Value);
}

/** Something else than it is, about as long: to the end of a natural year, from there to that of a month. */
function anotherValidity(validity: Validity): Validity {
  return validityLike(validity, validity.kind === "yearEnd" ? "monthEnd" : "yearEnd");
}

/** A list says the same in any order; what is not there is null or undefined. */
function isSameValue(value: Value, from: unknown): boolean {
  const said = (one: unknown) => JSON.stringify(Array.isArray(one) ? one.toSorted() : (one ?? null));
  return said(value) === said(from);
}
