/** Beside the steps: currencies and how they move, what they buy, and for what they are exchanged. */
import { valueAt } from "../../domain/path.ts";
import { outlineOf } from "../scheme/outline.ts";
import { SentenceLines } from "../scheme/Sentence.tsx";
import { useLanguage, useSheet } from "../session.tsx";
import entries from "./Entries.module.css";
import { Entries } from "./Entries.tsx";
import { ExchangeGraph } from "./ExchangeGraph.tsx";

export function CurrenciesStep() {
  return (
    <>
      <Entries list="currencies" everyday={["name", "spendable", "validity", "decay"]}>
        {(path) => <Sentences path={path} />}
      </Entries>
      <ExchangeGraph />
      <Entries list="exchanges" everyday={["from", "give", "to", "get"]} without={["enabled"]}>
        {() => null}
      </Entries>
      <Entries list="rates" everyday={["currency", "points", "benefit", "cents"]}>
        {(path) => <Sentences path={path} />}
      </Entries>
      <Entries list="items" everyday={["name", "rate", "faceCents", "cashCents", "costCents", "taste"]}>
        {(path) => <Sentences path={path} />}
      </Entries>
    </>
  );
}

/** What the scheme's outline says about an entry, line by line; what is off says nothing here. */
function Sentences({ path }: { path: string }) {
  const language = useLanguage();
  const scenario = useSheet((sheet) => sheet.scenario);
  const rows = outlineOf(scenario, scenario, language)
    .flatMap(({ groups }) => groups.flatMap((group) => group.rows))
    .filter((row) => row.path === path);
  const on = rows.filter(({ switchPath }) => switchPath === "" || isOn(scenario, switchPath));
  return (
    <div className={entries.sentence}>
      {on.map((row) => (
        <SentenceLines key={`${row.name}${row.template}`} path={row.path} template={row.template} />
      ))}
    </div>
  );
}

function isOn(scenario: unknown, path: string): boolean {
  return valueAt(scenario, path) === true;
}
