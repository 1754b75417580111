/** Services and their gains: ΔS in, K and M out. */
import { type CategoryService, type GainSource, serviceName } from "../../domain/category-study.ts";
import { categoryMessages } from "../../i18n/category.ts";
import { formats } from "../../i18n/formats.ts";
import { Button } from "../kit/Button.tsx";
import { useLanguage } from "../session.tsx";
import css from "./Category.module.css";
import { renamed, withMethod, withoutService, withService } from "./category-edit.ts";
import type { StudyProps } from "./category-props.ts";
import { NumberField, Select, TextField } from "./controls.tsx";

export function CategoryGains({ study, assessment, onChange }: StudyProps) {
  const language = useLanguage();
  const words = categoryMessages(language);
  const { number } = formats(language);
  const method = study.services[0]?.gain.method ?? "stated";
  const setGain = (id: string, gain: GainSource) =>
    onChange({
      ...study,
      services: study.services.map((each) => (each.id === id ? { ...each, gain } : each)),
    });
  return (
    <section className={css.card}>
      <h3>{words.gains}</h3>
      <p className={css.lead}>{words.gainsLead}</p>
      <p className={css.choice}>
        <span>{words.method}</span>
        <Select
          label={words.method}
          value={method}
          options={Object.entries(words.methods).map(([value, own]) => ({ value, words: own }))}
          onChange={(next) => onChange(withMethod(study, next as GainSource["method"]))}
        />
      </p>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{words.service}</th>
              <th scope="col">{words.gain}</th>
              <th scope="col">{words.difficulty}</th>
              <th scope="col">{words.importance}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {study.services.map((service, position) => {
              const own = assessment?.coefficients[position];
              return (
                <tr key={service.id}>
                  <th scope="row">
                    <TextField
                      label={words.service}
                      value={serviceName(service)}
                      onCommit={(name) => onChange(renamed(study, service.id, name))}
                    />
                  </th>
                  <td>
                    <Gain service={service} onChange={(gain) => setGain(service.id, gain)} />
                  </td>
                  <td>{own ? number(own.difficulty, study.decimals?.difficulty ?? 3) : "–"}</td>
                  <td>{own ? number(own.importance, study.decimals?.importance ?? 3) : "–"}</td>
                  <td>
                    <Button
                      icon="bin"
                      label={words.removeService(serviceName(service))}
                      disabled={study.services.length <= 2}
                      onClick={() => onChange(withoutService(study, service.id), serviceName(service))}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <div className={css.choice}>
        <Button kind="main" icon="plus" onClick={() => onChange(withService(study, words.newService))}>
          {words.addService}
        </Button>
        <Decimals study={study} assessment={assessment} onChange={onChange} />
      </div>
    </section>
  );
}

type GainProps = { service: CategoryService; onChange: (gain: GainSource) => void };

function Gain({ service, onChange }: GainProps) {
  const words = categoryMessages(useLanguage());
  const { gain } = service;
  const name = serviceName(service);
  switch (gain.method) {
    case "stated":
      return (
        <NumberField
          label={`${name} · ${words.gain}`}
          value={gain.gainPointsPerMember}
          onCommit={(gainPointsPerMember) => onChange({ ...gain, gainPointsPerMember })}
        />
      );
    case "highestScore":
      return (
        <NumberField
          label={`${name} · ${words.gain}`}
          value={gain.topGainPoints}
          onCommit={(topGainPoints) => onChange({ ...gain, topGainPoints })}
        />
      );
    case "overallMean":
      return (
        <span className={css.choice}>
          <NumberField
            label={`${name} · ${words.total}`}
            value={gain.totalGainPoints}
            onCommit={(totalGainPoints) => onChange({ ...gain, totalGainPoints })}
          />
          ÷
          <NumberField
            label={`${name} · ${words.members}`}
            value={gain.members}
            onCommit={(members) => onChange({ ...gain, members })}
          />
        </span>
      );
    case "sampledMean":
      return (
        <TextField
          wide
          label={`${name} · ${words.sample}`}
          value={gain.memberGainPoints.join(", ")}
          faultOf={(text) => (numbersIn(text) ? "" : words.notNumbers)}
          onCommit={(text) =>
            onChange({ ...gain, memberGainPoints: numbersIn(text) ?? gain.memberGainPoints })
          }
        />
      );
  }
}

/** The numbers of a list; undefined where one part is none. */
function numbersIn(text: string): number[] | undefined {
  const parts = text
    .normalize("NFKC")
    .split(/[,;、\s]+/)
    .filter((part) => part !== "");
  const numbers = parts.map(Number);
  return numbers.every(Number.isFinite) ? numbers : undefined;
}

/** To how many digits K and M are rounded before they are used, so that others can recompute by hand. */
function Decimals({ study, onChange }: StudyProps) {
  const words = categoryMessages(useLanguage());
  const options = [
    { value: "", words: words.exact },
    ...[0, 1, 2, 3, 4].map((digits) => ({ value: String(digits), words: String(digits) })),
  ];
  return (["difficulty", "importance"] as const).map((coefficient) => (
    <span key={coefficient} className={css.choice}>
      <span className={css.quiet}>{words.decimalsOf(words[coefficient])}</span>
      <Select
        label={words.decimalsOf(words[coefficient])}
        value={String(study.decimals?.[coefficient] ?? "")}
        options={options}
        onChange={(digits) => {
          const { [coefficient]: _, ...others } = study.decimals ?? {};
          const decimals = digits === "" ? others : { ...others, [coefficient]: Number(digits) };
          onChange({ ...study, decimals });
        }}
      />
    </span>
  ));
}
