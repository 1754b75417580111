/** Beside the steps: currencies and how they move, what they buy, and for what they are exchanged. */
import { ChangeLines } from "./ChangeLines.tsx";
import { Entries } from "./Entries.tsx";
import { ExchangeGraph } from "./ExchangeGraph.tsx";
import { SchemeForm } from "./Form.tsx";
import { Sentences } from "./Sentences.tsx";

export function CurrenciesStep() {
  return (
    <>
      <Entries list="currencies" everyday={["name", "spendable", "validity", "decay"]}>
        {(path) => <Sentences path={path} />}
      </Entries>
      <SchemeForm keys={["phase"]} />
      <ChangeLines path="phase" />
      <ExchangeGraph />
      <Entries list="exchanges" everyday={["from", "give", "to", "get"]} without={["enabled"]}>
        {(path) => <Sentences path={path} />}
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
