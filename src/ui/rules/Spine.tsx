/** The way through the steps: on a desk a column beside them, on a phone a row above. */
import { useLayoutEffect, useRef } from "react";
import { indicators } from "../../domain/indicator.ts";
import { presetOf, presets } from "../../domain/presets.ts";
import { indicatorOf } from "../../domain/rule.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { scratch } from "../../domain/scratch.ts";
import { inLanguage } from "../../domain/text.ts";
import type { VerdictKind } from "../../domain/verdict.ts";
import type { Checks } from "../../domain/verdict-scheme.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import type { RulesStep } from "../../store/view.ts";
import { Button } from "../kit/Button.tsx";
import { useActions, useLanguage, useSheet } from "../session.tsx";
import css from "./Spine.module.css";
import { useChecks } from "./use-checks.ts";

/** The five steps by their numbers in the planning documents; what has none stands beside them. */
export const stepNumbers: Partial<Record<RulesStep, number>> = {
  library: 0,
  matrix: 1,
  conditions: 2,
  values: 3,
  validation: 4,
};

const beside: readonly RulesStep[] = ["currencies", "tiers", "members", "changes", "category"];

export function Spine({ open }: { open: RulesStep }) {
  const words = rulesMessages(useLanguage());
  const spine = useRef<HTMLElement>(null);
  // Where the steps are a row, the open one is brought into it.
  useLayoutEffect(() => {
    const row = spine.current;
    const here = row?.querySelector(`[data-step=${open}]`);
    if (!row || !here) return;
    const [outer, inner] = [row.getBoundingClientRect(), here.getBoundingClientRect()];
    row.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
  }, [open]);
  return (
    <nav className={css.spine} aria-label={words.steps} ref={spine}>
      <ol className={css.steps}>
        {(Object.keys(stepNumbers) as RulesStep[]).map((step) => (
          <Step key={step} step={step} open={step === open} />
        ))}
      </ol>
      <p className={css.beside}>{words.beside}</p>
      <ul className={css.steps}>
        {beside.map((step) => (
          <Step key={step} step={step} open={step === open} />
        ))}
      </ul>
      <Beginnings />
    </nav>
  );
}

function Step({ step, open }: { step: RulesStep; open: boolean }) {
  const words = rulesMessages(useLanguage());
  const { show } = useActions();
  const status = useStatus(step);
  return (
    <li>
      <button
        type="button"
        className={css.step}
        data-step={step}
        aria-current={open ? "step" : undefined}
        onClick={() => show({ name: "rules", step })}
      >
        <span className={css.number}>{stepNumbers[step] ?? ""}</span>
        <span className={css.title}>{words.step[step].title}</span>
        <span className={css.status}>{status}</span>
      </button>
    </li>
  );
}

/** One line on how a step stands. */
function useStatus(step: RulesStep): string {
  const { status, verdicts } = rulesMessages(useLanguage());
  const checks = useChecks();
  const verdict = (of: (checks: Checks) => readonly { verdict: VerdictKind }[]): string => {
    if (!checks) return status.waiting;
    const kinds = of(checks).map((each) => each.verdict);
    const doubts = kinds.filter((kind) => kind === "warn").length;
    if (doubts > 0) return kinds.length === 1 ? verdicts.warn : status.warnings(doubts);
    return kinds.includes("pass") ? verdicts.pass : verdicts.none;
  };
  const scenario = useSheet((sheet) => sheet.scenario);
  switch (step) {
    case "library":
      return status.library(indicatorsUsed(scenario), indicators.length);
    case "matrix":
      return status.services(scenario.services.length);
    case "conditions":
      return status.conditions(scenario.rules.filter(({ enabled }) => enabled).length, scenario.rules.length);
    case "values":
      return verdict((checks) => [...checks.structure, ...checks.strength]);
    case "validation":
      return verdict((checks) => [checks.scheme]);
    case "currencies":
      return status.currencies(scenario.currencies.length);
    case "tiers":
      return status.tiers(scenario.tiers?.steps.length ?? 0);
    case "members":
      return status.members(scenario.population.segments.length);
    case "changes":
      return status.changes(scenario.changes?.length ?? 0);
    default:
      return "";
  }
}

function indicatorsUsed({ rules }: Scenario): number {
  return new Set(rules.map((rule) => indicatorOf(rule.condition))).size;
}

/** Starting from nothing, and the way back to the preset. */
function Beginnings() {
  const language = useLanguage();
  const words = rulesMessages(language);
  const { open } = useActions();
  const id = useSheet((sheet) => sheet.scenario.id);
  const preset = presetOf(id) ?? presets[0];
  return (
    <div className={css.beginnings}>
      {id !== scratch.id && (
        <Button kind="main" onClick={() => open(scratch)}>
          {words.scratch}
        </Button>
      )}
      {id === scratch.id ? (
        <Button kind="main" icon="reset" onClick={() => open(preset)}>
          {words.preset(inLanguage(preset.name, language))}
        </Button>
      ) : (
        <p>{words.scratchHint}</p>
      )}
    </div>
  );
}
