/** Beside the steps: membership tiers, the points that count for them, and what each asks for. */
import type { Scenario } from "../../domain/scenario.ts";
import { text } from "../../domain/text.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { Button } from "../kit/Button.tsx";
import { useLanguage, useSheet } from "../session.tsx";
import css from "./Entries.module.css";
import { Entries } from "./Entries.tsx";
import { Form } from "./Form.tsx";
import { Removal, useRemoval } from "./Removal.tsx";
import { Sentences } from "./Sentences.tsx";
import { useEdit } from "./use-edit.ts";

export function TiersStep() {
  const words = rulesMessages(useLanguage());
  const tiers = useSheet((sheet) => sheet.scenario.tiers);
  const { change, problem } = useEdit("tiers");
  const removal = useRemoval("tiers");
  const label = text(rulesMessages("zh-CN").step.tiers.title, rulesMessages("en").step.tiers.title);
  const add = () =>
    change({ kind: "add", label }, (draft) => {
      draft.tiers = threeTiers(draft);
    });
  return (
    <>
      <section className={css.list} data-list="tiers">
        <header className={css.head}>
          {tiers ? <h3>{words.tiersTitle}</h3> : <p>{words.noTiers}</p>}
          <Button kind="main" icon={tiers ? "bin" : "plus"} onClick={tiers ? removal.ask : add}>
            {tiers ? words.removeTiers : words.addTiers}
          </Button>
        </header>
        {problem !== "" && (
          <p role="alert" className={css.problem}>
            {problem}
          </p>
        )}
        <Removal removal={removal} />
        {tiers && (
          <div className={css.whole}>
            <Sentences path="tiers" />
            <div className={css.form}>
              <Form path="tiers" everyday={["currency", "validityMonths", "demotion", "steps"]} />
            </div>
          </div>
        )}
      </section>
      <Entries list="privileges" everyday={["name", "held"]}>
        {(path) => <Sentences path={path} />}
      </Entries>
    </>
  );
}

/** To begin with: three tiers by the first currency, a year long. */
function threeTiers({ currencies }: Scenario): NonNullable<Scenario["tiers"]> {
  const [zh, en] = [rulesMessages("zh-CN").tierNames, rulesMessages("en").tierNames];
  const step = (id: string, at: number, threshold: number) => ({
    id,
    name: text(zh[at] ?? "", en[at] ?? ""),
    threshold,
  });
  return {
    currency: currencies[0]!.id,
    validityMonths: 12,
    demotion: "oneStep",
    steps: [step("member", 0, 0), step("silver", 1, 1000), step("gold", 2, 3000)],
  };
}
