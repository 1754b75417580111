/** Beside the steps: what changes on dates within the run, as sentences in the order of their dates. */
import { useEffect, useRef, useState } from "react";
import { removeAll } from "../../domain/arrange.ts";
import type { Change } from "../../domain/change-schema.ts";
import { thingOf } from "../../domain/changeable.ts";
import { shapeAt } from "../../domain/form.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { type ChangeStep, changeStepsOf, schemeOn } from "../../domain/scheme-by-day.ts";
import { text } from "../../domain/text.ts";
import { leafWords, placeWords, thingWords } from "../../i18n/form.ts";
import { isNamedByUs } from "../../i18n/label.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { Button } from "../kit/Button.tsx";
import { useLanguage, useSheet } from "../session.tsx";
import css from "./Changes.module.css";
import { ChangeDate, ChangeValue, DateNote } from "./change-controls.tsx";
import entries from "./Entries.module.css";
import { NewChange } from "./NewChange.tsx";
import { useEdit } from "./use-edit.ts";

const adderId = "add-change";

export function ChangesStep() {
  const words = rulesMessages(useLanguage()).changes;
  const scenario = useSheet((sheet) => sheet.scenario);
  const [adding, setAdding] = useState(false);
  const closed = useRef(false);
  const close = () => {
    closed.current = true;
    setAdding(false);
  };
  // The keyboard goes on from where it came.
  useEffect(() => {
    if (closed.current && !adding) document.getElementById(adderId)?.focus();
  }, [adding]);
  const steps = changeStepsOf(scenario);
  const shape = shapeAt(scenario, "changes");
  const most = shape?.kind === "list" ? shape.lengthMax : 0;
  const full = steps.length >= most;
  return (
    <section className={entries.list} data-list="changes">
      {adding ? (
        <NewChange onClose={close} />
      ) : (
        <header className={`${entries.head} ${css.head}`}>
          <p className={entries.quiet}>{full ? words.full(most) : steps.length === 0 ? words.none : ""}</p>
          <Button id={adderId} kind="main" icon="plus" disabled={full} onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        </header>
      )}
      {steps.length > 0 && (
        <ol>
          {steps.map((step) => (
            <ChangeRow key={step.position} step={step} />
          ))}
        </ol>
      )}
    </section>
  );
}

function ChangeRow({ step }: { step: ChangeStep }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const { position, date, path, from, to } = step;
  const scenario = useSheet((sheet) => sheet.scenario);
  const scheme = schemeOn(scenario, date);
  const isOwn = useSheet(({ baseline, scenario: now }) => {
    const before = baseline.changes?.[position];
    const own = now.changes?.[position];
    return JSON.stringify(before) !== JSON.stringify(own);
  });
  const { change, problem } = useEdit(`changes/${position}/value`);
  const label = text(namedIn(scheme, path, "zh-CN"), namedIn(scheme, path, "en"));
  const name = namedIn(scheme, path, language);
  const isOurs = isNamedByUs(scenario, path);
  const write = (part: { date: string } | { value: Change["value"] }) =>
    change({ kind: "set", path: `changes/${position}`, label }, (draft) => {
      Object.assign(draft.changes?.[position] ?? {}, part);
    });
  const remove = () => {
    change({ kind: "remove", label }, (draft) => removeAll(draft, [`changes/${position}`]));
    document.getElementById("rules-step")?.focus({ preventScroll: true });
  };
  const [before, after] = words.changes.from;
  return (
    <li className={`${entries.item} ${css.item}`} data-change={position} data-changed={isOwn || undefined}>
      <span className={css.date}>
        {before}
        <ChangeDate
          label={`${name} · ${words.changes.date}`}
          value={date}
          onCommit={(value) => write({ date: value })}
        />
        {after}
      </span>
      <span className={`${entries.name} ${css.name}`} data-ours={isOurs || undefined}>
        {name}
      </span>
      <span className={css.values}>
        <span className={css.before}>{leafWords(scheme, path, from, language)}</span>
        <span aria-hidden="true">→</span>
        <ChangeValue
          label={`${name} · ${words.changes.becomes}`}
          scheme={scheme}
          path={path}
          value={to}
          onCommit={(value) => write({ value })}
        />
      </span>
      <span className={css.bin}>
        <Button icon="bin" label={words.remove(name)} onClick={remove} />
      </span>
      <DateNote date={date} />
      {problem !== "" && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
    </li>
  );
}

/** "Frequency · Award value". */
function namedIn(scenario: Scenario, path: string, language: "zh-CN" | "en"): string {
  const thing = thingOf(scenario, path);
  return `${thingWords(scenario, thing, language)} · ${placeWords(scenario, thing, path, language)}`;
}
