/** What the scheme says about an entry of a list, in the sentences of its outline. */
import { valueAt } from "../../domain/path.ts";
import { outlineOf } from "../scheme/outline.ts";
import { SentenceLines } from "../scheme/Sentence.tsx";
import { useLanguage, useSheet } from "../session.tsx";
import { ChangeLines } from "./ChangeLines.tsx";
import css from "./Entries.module.css";

type Props = {
  path: string;
  /** Name of a row that stands elsewhere. */
  without?: string;
};

/** What the scheme's outline says about an entry, line by line; what is off says nothing here. */
export function Sentences({ path, without }: Props) {
  const language = useLanguage();
  const scenario = useSheet((sheet) => sheet.scenario);
  const rows = outlineOf(scenario, scenario, language)
    .flatMap(({ groups }) => groups.flatMap((group) => group.rows))
    .filter((row) => row.path === path && row.name !== without);
  const on = rows.filter(({ switchPath }) => switchPath === "" || isOn(scenario, switchPath));
  return (
    <div className={css.sentence}>
      {on.map((row) => (
        <SentenceLines key={`${row.name}${row.template}`} path={row.path} template={row.template} />
      ))}
      <ChangeLines path={path} />
    </div>
  );
}

function isOn(scenario: unknown, path: string): boolean {
  return valueAt(scenario, path) === true;
}
