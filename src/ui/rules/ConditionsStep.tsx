/** Step 2: the rules of each service as sentences; adding, copying, switching off, moving and deleting them. */
import { useState } from "react";
import type { Service } from "../../domain/service.ts";
import { inLanguage } from "../../domain/text.ts";
import { choiceWords } from "../../i18n/parts.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { Button } from "../kit/Button.tsx";
import { ruleRow } from "../scheme/outline.ts";
import { useLanguage, useSheet } from "../session.tsx";
import css from "./Conditions.module.css";
import entries from "./Entries.module.css";
import { Entries } from "./Entries.tsx";
import { RuleItem } from "./RuleItem.tsx";
import { RulePicker } from "./RulePicker.tsx";
import { Sentences } from "./Sentences.tsx";
import { useOrder } from "./use-order.ts";

export function ConditionsStep() {
  const services = useSheet((sheet) => sheet.scenario.services);
  return (
    <>
      {services.map((service) => (
        <ServiceRules key={service.id} service={service} />
      ))}
      <Entries list="limits" everyday={["name", "currency", "service", "caps", "budgetPerMonth"]}>
        {(path) => <Sentences path={path} />}
      </Entries>
      <Entries list="channels" everyday={["name", "weight"]}>
        {(path) => <Sentences path={path} />}
      </Entries>
    </>
  );
}

function ServiceRules({ service }: { service: Service }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const scenario = useSheet((sheet) => sheet.scenario);
  const baseline = useSheet((sheet) => sheet.baseline);
  const [picking, setPicking] = useState(false);
  const [opened, setOpened] = useState<string>();
  const rules = scenario.rules.filter((rule) => rule.service === service.id);
  const order = useOrder("rules", rules);
  const name = inLanguage(service.name, language);
  const nature = service.natures.map((each) => choiceWords("natures", each, language));
  return (
    <section className={entries.list} aria-labelledby={`rules-of-${service.id}`} data-service={service.id}>
      <header className={entries.head}>
        <h3 id={`rules-of-${service.id}`}>{name}</h3>
        <span className={entries.quiet}>
          {[...nature, choiceWords("stage", service.stage, language)].join(" · ")}
        </span>
        <span className={css.add}>
          <Button kind="main" icon="plus" onClick={() => setPicking(true)}>
            {words.addRule}
          </Button>
        </span>
      </header>
      {rules.length === 0 && <p className={entries.empty}>{words.noRules}</p>}
      <ul ref={order.list}>
        {rules.map((rule) => (
          <RuleItem
            key={rule.id}
            row={ruleRow(scenario, baseline, rule, language)}
            open={opened === rule.id}
            onOpen={(open) => setOpened(open ? rule.id : undefined)}
            onCopied={setOpened}
            order={order}
          />
        ))}
      </ul>
      <p className="spoken" role="status">
        {order.said}
      </p>
      {picking && <RulePicker service={service.id} onAdded={setOpened} onClose={() => setPicking(false)} />}
    </section>
  );
}
