/** The editor of whole schemes: the five steps of rule-making as its spine, the headline figures always in sight. */
import { type ComponentType, useEffect, useRef } from "react";
import { rulesMessages } from "../../i18n/rules.ts";
import type { RulesStep } from "../../store/view.ts";
import { useLanguage, useSandtable } from "../session.tsx";
import { CategoryStep } from "./CategoryStep.tsx";
import { ChangesStep } from "./ChangesStep.tsx";
import { ConditionsStep } from "./ConditionsStep.tsx";
import { CurrenciesStep } from "./CurrenciesStep.tsx";
import { FigureStrip } from "./FigureStrip.tsx";
import { LibraryStep } from "./LibraryStep.tsx";
import { MatrixStep } from "./MatrixStep.tsx";
import { MembersStep } from "./MembersStep.tsx";
import css from "./Rules.module.css";
import { Spine, stepNumbers } from "./Spine.tsx";
import { TiersStep } from "./TiersStep.tsx";
import { ValidationStep } from "./ValidationStep.tsx";
import { ValuesStep } from "./ValuesStep.tsx";

const contents: Record<RulesStep, ComponentType> = {
  library: LibraryStep,
  matrix: MatrixStep,
  conditions: ConditionsStep,
  values: ValuesStep,
  validation: ValidationStep,
  currencies: CurrenciesStep,
  tiers: TiersStep,
  members: MembersStep,
  changes: ChangesStep,
  category: CategoryStep,
};

export default function Rules() {
  const language = useLanguage();
  const words = rulesMessages(language);
  const step = useSandtable(({ view }) => (view.name === "rules" && view.step) || "conditions");
  const heading = useRef<HTMLHeadingElement>(null);
  const opened = useRef(step);
  useEffect(() => {
    if (opened.current === step) return;
    opened.current = step;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "nearest" });
  }, [step]);
  const Content = contents[step];
  const { title, lead } = words.step[step];
  return (
    <div className={css.rules} data-step={step}>
      <FigureStrip />
      <Spine open={step} />
      <section className={css.content} aria-labelledby="rules-step">
        <header className={css.head}>
          <h2 id="rules-step" ref={heading} tabIndex={-1}>
            {step in stepNumbers && <span className={css.number}>{stepNumbers[step]}</span>}
            {title}
          </h2>
          <p className={css.lead}>{lead}</p>
        </header>
        <Content />
      </section>
    </div>
  );
}
