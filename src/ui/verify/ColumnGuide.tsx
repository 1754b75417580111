/** What the files are to hold, for who has to have them made. */
import { factsOf, type Indicator, indicators } from "../../domain/indicator.ts";
import { kindWords, type RecordedKind, recordFields } from "../../domain/record-words.ts";
import type { RecordsFile } from "../../domain/records-port.ts";
import { inLanguage } from "../../domain/text.ts";
import { verifyMessages } from "../../i18n/verify.ts";
import { Icon } from "../kit/Icon.tsx";
import { useLanguage } from "../session.tsx";
import css from "./Verify.module.css";

export function ColumnGuide() {
  const words = verifyMessages(useLanguage());
  return (
    <section className={css.card}>
      <h3>{words.columnsTitle}</h3>
      <p className={css.cardLead}>{words.columnsLead}</p>
      <div className={css.pair}>
        <FieldTable which="events" />
        <FieldTable which="members" />
      </div>
      <IndicatorList />
    </section>
  );
}

function FieldTable({ which }: { which: RecordsFile }) {
  const language = useLanguage();
  const words = verifyMessages(language);
  return (
    <table className={css.table}>
      <caption>{words.files[which]}</caption>
      <tbody>
        {recordFields[which].map(({ name, required, label, meaning }) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
              <span className={`${css.quiet} ${css.fieldLabel}`}>
                {inLanguage(label, language)}
                {required ? ` · ${words.required}` : ""}
              </span>
            </th>
            <td>{inLanguage(meaning, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function IndicatorList() {
  const language = useLanguage();
  const words = verifyMessages(language);
  return (
    <details className={css.details}>
      <summary>
        <span>
          <Icon name="chevron" />
        </span>
        {words.indicatorsTitle}
      </summary>
      <ul className={css.kinds}>
        {(Object.keys(kindWords) as RecordedKind[]).map((kind) => (
          <li key={kind}>
            <code>{kind}</code> {inLanguage(kindWords[kind].label, language)}
            <span className={css.quiet}> {words.unitsOf[unitOf(kind)]}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function unitOf(kind: RecordedKind): "count" | "minutes" | "cents" | "points" {
  if (indicators.includes(kind as Indicator)) return factsOf(kind as Indicator).amount;
  if (kind === "refund" || kind === "pointsPurchase") return "cents";
  return kind === "cancellation" ? "count" : "points";
}
