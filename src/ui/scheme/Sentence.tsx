/** One row of the scheme: its name, its switch, its sentence with the numbers in it. */
import { Fragment, memo } from "react";
import { valueAt } from "../../domain/path.ts";
import { schemeMessages } from "../../i18n/scheme.ts";
import { templateParts } from "../../i18n/template.ts";
import { Switch } from "../kit/Switch.tsx";
import { useActions, useLanguage, useSheet } from "../session.tsx";
import { Amount } from "./Amount.tsx";
import { isRowChanged, originsOf, type Row } from "./outline.ts";
import css from "./Sentence.module.css";
import { Slot } from "./Slot.tsx";

export const Sentence = memo(function Sentence({ path, name, note, template, switchPath }: Row) {
  const language = useLanguage();
  const row = { path, name, note, template, switchPath };
  const changed = useSheet((state) => isRowChanged(state, row));
  const origins = useSheet((state) => originsOf(state.scenario, row, language));
  const on = useSheet((state) => switchPath === "" || valueAt(state.scenario, switchPath) === true);
  return (
    <li
      className={css.row}
      data-changed={changed || undefined}
      data-off={!on || undefined}
      data-bare={name === "" || undefined}
    >
      <div className={css.title}>
        {name !== "" && <span className={css.name}>{name}</span>}
        {changed && <span className="spoken">{schemeMessages(language).yours}</span>}
        {note !== "" && <span className={css.note}>{note}</span>}
        <span className={css.origin}>{origins}</span>
        {switchPath !== "" && <RowSwitch path={switchPath} name={name} on={on} />}
      </div>
      <SentenceLines path={path} template={template} />
    </li>
  );
});

/** The lines of a sentence with their numbers and choices, without the name above them. */
export function SentenceLines({ path, template }: Pick<Row, "path" | "template">) {
  return template.split("\n").map((line) => <Line key={line} path={path} template={line} />);
}

function RowSwitch({ path, name, on }: { path: string; name: string; on: boolean }) {
  const { setValue } = useActions();
  const label = schemeMessages(useLanguage()).switchOf(name);
  return <Switch label={label} checked={on} onChange={(checked) => setValue(path, checked)} />;
}

/** A unit of one or two characters stays on the line of its number, as does "σ". */
function bound(text: string): string {
  return text.replace(/^ (?=[\u3400-\u9fff])|(?<=[α-ω]) $/g, "\u00a0");
}

const Line = memo(function Line({ path, template }: { path: string; template: string }) {
  return (
    <div className={css.line}>
      {templateParts(template).map((part) => {
        if (part.kind === "number")
          return <Amount key={part.path} path={`${path}/${part.path}`} one={part.one} many={part.many} />;
        if (part.kind === "slot") return <Slot key={part.name} path={path} name={part.name} />;
        return <Fragment key={part.text}>{bound(part.text)}</Fragment>;
      })}
    </div>
  );
});
