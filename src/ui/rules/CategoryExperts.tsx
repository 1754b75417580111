/** Paired comparison: a table for each expert, whose lower half follows from the upper. */
import { serviceName } from "../../domain/category-study.ts";
import { categoryMessages } from "../../i18n/category.ts";
import { Button } from "../kit/Button.tsx";
import { useLanguage } from "../session.tsx";
import css from "./Category.module.css";
import { scoreOf, withExpert, withoutExpert, withScore } from "./category-edit.ts";
import type { StudyProps } from "./category-props.ts";
import { Select, TextField } from "./controls.tsx";

export function CategoryExperts({ study, assessment, onChange }: StudyProps) {
  const words = categoryMessages(useLanguage());
  return (
    <section className={css.card}>
      <h3>{words.experts}</h3>
      <p className={css.lead}>{words.expertsLead}</p>
      <div className={css.experts}>
        {study.experts.map(({ id }, expert) => (
          <Expert
            // biome-ignore lint/suspicious/noArrayIndexKey: names of experts are edited and may meet for a moment
            key={expert}
            name={id}
            expert={expert}
            {...{ study, assessment, onChange }}
          />
        ))}
      </div>
      <Button kind="main" icon="plus" onClick={() => onChange(withExpert(study))}>
        {words.addExpert}
      </Button>
    </section>
  );
}

function Expert({
  name,
  expert,
  study,
  assessment,
  onChange,
}: StudyProps & { name: string; expert: number }) {
  const words = categoryMessages(useLanguage());
  const services = study.services.map((service) => ({ id: service.id, called: serviceName(service) }));
  const rename = (id: string) =>
    onChange({
      ...study,
      experts: study.experts.map((each, position) => (position === expert ? { ...each, id } : each)),
    });
  return (
    <div className={css.expert}>
      <div className={css.choice}>
        <span className={css.quiet}>{words.expertName}</span>
        <TextField label={words.expertName} value={name} onCommit={rename} />
        <Button
          icon="bin"
          label={words.removeExpert(name)}
          disabled={study.experts.length <= 1}
          onClick={() => onChange(withoutExpert(study, expert), words.expert(name))}
        />
      </div>
      <div className={css.scroll}>
        <table className={css.table} aria-label={words.expert(name)}>
          <thead>
            <tr>
              <td />
              {services.map(({ id, called }) => (
                <th key={id} scope="col">
                  {called}
                </th>
              ))}
              <th scope="col">{words.rowSum}</th>
            </tr>
          </thead>
          <tbody>
            {services.map(({ id: row, called }, at) => (
              <tr key={row}>
                <th scope="row">{called}</th>
                {services.map(({ id: column, called: other }, across) => (
                  <td key={column}>
                    {at === across ? (
                      <span className={css.quiet}>–</span>
                    ) : at < across ? (
                      <ScoreChoice
                        label={`${words.expert(name)} · ${words.cell(called, other)}`}
                        score={scoreOf(study, expert, row, column)}
                        onChange={(score) => onChange(withScore(study, expert, row, column, score))}
                      />
                    ) : (
                      <span className={css.quiet}>{scoreOf(study, expert, row, column)}</span>
                    )}
                  </td>
                ))}
                <td>{assessment?.rowSums[expert]?.[at] ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

type ScoreProps = { label: string; score: number; onChange: (score: number) => void };

function ScoreChoice({ label, score, onChange }: ScoreProps) {
  const { scale } = categoryMessages(useLanguage());
  return (
    <Select
      label={label}
      value={String(score)}
      options={Object.entries(scale).map(([value, words]) => ({ value, words }))}
      onChange={(value) => onChange(Number(value))}
    />
  );
}
