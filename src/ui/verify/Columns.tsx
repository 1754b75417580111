/** Which column of a file is what: matched by name, changed by hand, with the first rows to judge by. */
import { recordFields } from "../../domain/record-words.ts";
import { type MoneyUnit, moneyUnits, type Peek, type RecordsFile } from "../../domain/records-port.ts";
import { inLanguage } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { verifyMessages } from "../../i18n/verify.ts";
import { type ChosenFile, lacksMoneyUnit, missingFields, reportsMoney } from "../../store/verification.ts";
import { useLanguage } from "../session.tsx";
import { useVerification, useVerified } from "./use-verification.ts";
import css from "./Verify.module.css";

export function Columns({ which }: { which: RecordsFile }) {
  const chosen = useVerified(({ files }) => files[which]);
  if (!chosen?.peek || chosen.problem) return null;
  return <Matching which={which} chosen={chosen} peek={chosen.peek} />;
}

type Props = { which: RecordsFile; chosen: ChosenFile; peek: Peek };

function Matching({ which, chosen, peek }: Props) {
  const language = useLanguage();
  const words = verifyMessages(language);
  const isScored = useVerified(({ scoring }) => scoring?.reply.scored !== undefined);
  const missing = missingFields(which, chosen);
  const lacksUnit = which === "events" && lacksMoneyUnit(chosen);
  const labels = [
    ...recordFields[which]
      .filter(({ name }) => missing.includes(name))
      .map(({ label }) => inLanguage(label, language)),
    ...(lacksUnit ? [words.money] : []),
  ];
  return (
    <details
      className={css.card}
      open={labels.length > 0 || (which === "events" && !isScored)}
      data-columns={which}
    >
      <summary className={css.cardTitle}>
        <h3>{words.mapOf(words.files[which])}</h3>
        {labels.length > 0 && (
          <span className={css.missing}>{words.missing(labels.join(language === "en" ? ", " : "、"))}</span>
        )}
      </summary>
      <p className={css.cardLead}>{words.mapLead}</p>
      <div className={css.fields}>
        {recordFields[which].map(({ name }) => (
          <FieldChoice key={name} which={which} name={name} chosen={chosen} peek={peek} />
        ))}
        {which === "events" && reportsMoney(chosen) && <MoneyChoice unit={chosen.layout.money} />}
      </div>
      <Preview which={which} chosen={chosen} peek={peek} />
    </details>
  );
}

function FieldChoice({ which, name, chosen, peek }: Props & { name: string }) {
  const language = useLanguage();
  const words = verifyMessages(language);
  const verification = useVerification();
  const field = recordFields[which].find((each) => each.name === name)!;
  const position = chosen.layout.columns[name];
  const isMissing = field.required && position === undefined;
  return (
    <label className={css.field} data-missing={isMissing || undefined}>
      <span>
        {inLanguage(field.label, language)}
        <span className={css.quiet}> {field.required ? words.required : words.optional}</span>
      </span>
      <select
        value={position ?? ""}
        data-field={name}
        aria-invalid={isMissing || undefined}
        title={inLanguage(field.meaning, language)}
        onChange={(event) => {
          const { value } = event.target;
          void verification.setColumn(which, name, value === "" ? undefined : Number(value));
        }}
      >
        <option value="">{field.required ? words.chooseColumn : words.notThere}</option>
        {peek.header.map((cell, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position; two may bear one name
          <option key={at} value={at}>
            {cell.trim() === "" ? words.unnamed(String(at + 1)) : cell}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Payments in yuan or in cents: what the header declares, else what the reader says; never what looks likely. */
function MoneyChoice({ unit }: { unit: MoneyUnit | undefined }) {
  const words = verifyMessages(useLanguage());
  const verification = useVerification();
  const isMissing = unit === undefined;
  return (
    <label className={css.field} data-missing={isMissing || undefined}>
      <span>
        {words.money}
        <span className={css.quiet}> {words.required}</span>
      </span>
      <select
        value={unit ?? ""}
        data-money
        aria-invalid={isMissing || undefined}
        title={words.moneyWhy}
        onChange={({ target: { value } }) =>
          verification.setMoneyUnit(moneyUnits.find((known) => known === value))
        }
      >
        <option value="">{words.chooseColumn}</option>
        {moneyUnits.map((known) => (
          <option key={known} value={known}>
            {words.moneyUnits[known]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The first rows as they are in the file, under what their columns are taken for. */
function Preview({ which, chosen: { layout }, peek }: Props) {
  const language = useLanguage();
  const words = verifyMessages(language);
  const { number } = formats(language);
  const labelAt = (position: number) => {
    const field = recordFields[which].find(({ name }) => layout.columns[name] === position);
    return field && inLanguage(field.label, language);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={css.scroll} aria-label={words.preview(words.files[which])} tabIndex={0}>
      <table className={css.preview}>
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            {peek.header.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position
              <th key={at} scope="col" data-used={labelAt(at) !== undefined || undefined}>
                <span className={css.takenFor}>{labelAt(at) ?? "–"}</span>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {peek.rows.map(({ line, cells }) => (
            <tr key={line}>
              <th scope="row">{number(line)}</th>
              {peek.header.map((_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its position
                <td key={at} data-used={labelAt(at) !== undefined || undefined}>
                  {cells[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
