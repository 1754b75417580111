/** Step 1: type and stage of each service, and what the matrix of the planning documents recommends for it. */
import { shapeAt } from "../../domain/form.ts";
import { groupOf } from "../../domain/rule.ts";
import {
  cellsOf,
  type IndicatorGroup,
  indicatorGroups,
  type Nature,
  type Service,
  weightOf,
  weights,
} from "../../domain/service.ts";
import { inLanguage } from "../../domain/text.ts";
import { indicatorsVerdict } from "../../domain/verdict-indicators.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { choiceWords } from "../../i18n/parts.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { useLanguage, useSheet } from "../session.tsx";
import { Select, Several } from "./controls.tsx";
import { Entries } from "./Entries.tsx";
import css from "./Matrix.module.css";
import { Sentences } from "./Sentences.tsx";
import { useEdit } from "./use-edit.ts";
import { VerdictLine } from "./VerdictLine.tsx";

export function MatrixStep() {
  return (
    <Entries list="services" everyday={["name", "keyInDocument"]} without={["natures", "stage"]}>
      {(path) => (
        <>
          <ServiceMatrix id={path.slice("services/".length)} />
          <Sentences path={path} />
        </>
      )}
    </Entries>
  );
}

function ServiceMatrix({ id }: { id: string }) {
  const language = useLanguage();
  const scenario = useSheet((sheet) => sheet.scenario);
  const service = scenario.services.find((each) => each.id === id);
  if (!service) return null;
  const { verdict, reason } = indicatorsVerdict(scenario, service);
  return (
    <div className={css.service}>
      <Choices service={service} />
      <Matrix service={service} />
      <Recommended service={service} />
      <VerdictLine verdict={verdict} reason={inLanguage(reason, language)} />
    </div>
  );
}

/** The choices that the schema offers for a part of a service. */
function useChoices(id: string, key: "natures" | "stage"): readonly string[] {
  return useSheet(({ scenario }) => {
    const shape = shapeAt(scenario, `services/${id}/${key}`);
    const each = shape?.kind === "list" ? shape.entry : shape;
    return each?.kind === "choice" ? each.choices.join(" ") : "";
  }).split(" ");
}

function Choices({ service }: { service: Service }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const natures = useEdit(`services/${service.id}/natures`);
  const stage = useEdit(`services/${service.id}/stage`);
  const optionsOf = (key: "natures" | "stage", choices: readonly string[]) =>
    choices.map((value) => ({ value, words: choiceWords(key, value, language) }));
  const name = inLanguage(service.name, language);
  return (
    <div className={css.choices}>
      <span className={css.quiet}>{words.natures}</span>
      <Several
        label={`${name} · ${words.natures}`}
        chosen={service.natures}
        options={optionsOf("natures", useChoices(service.id, "natures"))}
        onChange={natures.set}
      />
      <span className={css.quiet}>{words.stage}</span>
      <Select
        label={`${name} · ${words.stage}`}
        value={service.stage}
        options={optionsOf("stage", useChoices(service.id, "stage"))}
        onChange={stage.set}
      />
      {natures.problem !== "" && (
        <p role="alert" className={css.problem}>
          {natures.problem}
        </p>
      )}
    </div>
  );
}

function Matrix({ service }: { service: Service }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const natures = useChoices(service.id, "natures") as Nature[];
  const stages = useChoices(service.id, "stage") as Service["stage"][];
  return (
    <div className={css.scroll}>
      <table className={css.matrix}>
        <thead>
          <tr>
            <th scope="col">{words.matrixHead}</th>
            {stages.map((stage) => (
              <th key={stage} scope="col" data-here={stage === service.stage || undefined}>
                {choiceWords("stage", stage, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {natures.map((nature) => (
            <tr key={nature}>
              <th scope="row" data-here={service.natures.includes(nature) || undefined}>
                {choiceWords("natures", nature, language)}
              </th>
              {stages.map((stage) => (
                <Cell
                  key={stage}
                  nature={nature}
                  stage={stage}
                  here={stage === service.stage && service.natures.includes(nature)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ nature, stage, here }: { nature: Nature; stage: Service["stage"]; here: boolean }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const { groups, listOf } = overviewMessages(language);
  const [cell] = cellsOf({ natures: [nature], stage });
  const named = (list: readonly IndicatorGroup[]) => listOf(list.map((group) => groups[group]));
  if (!cell) return <td />;
  return (
    <td data-here={here || undefined}>
      <span className={css.key}>{named(cell.key)}</span>
      <span className={css.quiet}>
        {cell.secondary.length > 0 ? named(cell.secondary) : words.noSecondary}
      </span>
    </td>
  );
}

/** The union of the cells, group by group, and the rules that serve each. */
function Recommended({ service }: { service: Service }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const overview = overviewMessages(language);
  const rules = useSheet((sheet) => sheet.scenario.rules);
  const own = rules.filter((rule) => rule.service === service.id);
  return (
    <dl className={css.recommended} aria-label={words.recommended}>
      {weights.map((weight) => {
        const groups = indicatorGroups.filter((group) => weightOf(service, group) === weight);
        return (
          <div key={weight} className={css.weight}>
            <dt>{overview.weights[weight]}</dt>
            {groups.length === 0 && <dd className={css.quiet}>{words.noSecondary}</dd>}
            {groups.map((group) => {
              const fitting = own.filter((rule) => groupOf(rule) === group);
              return (
                <dd key={group}>
                  <span className={css.group}>{overview.groups[group]}</span>
                  <span className={css.fitting}>
                    {fitting.map((rule) => (
                      <span key={rule.id} className={css.rule} data-off={!rule.enabled || undefined}>
                        {inLanguage(rule.name, language)}
                      </span>
                    ))}
                    {fitting.length === 0 && <span className={css.quiet}>–</span>}
                  </span>
                </dd>
              );
            })}
          </div>
        );
      })}
    </dl>
  );
}
