/** Which words of the file stand for which service or channel of the scheme; what has no match is shown, never guessed. */
import { type OriginField, originMeantBy, originsIn } from "../../domain/record-words.ts";
import type { Survey } from "../../domain/records-port.ts";
import { inLanguage, plainText } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { verifyMessages } from "../../i18n/verify.ts";
import type { ChosenFile } from "../../store/verification.ts";
import { useLanguage, useSandtable } from "../session.tsx";
import { useVerification, useVerified } from "./use-verification.ts";
import css from "./Verify.module.css";

/** Nothing where the file has no such column, or the scheme lists nothing for it. */
export function Origins({ field }: { field: OriginField }) {
  const events = useVerified(({ files }) => files.events);
  const scenario = useSandtable((state) => state.scenario);
  const texts = events?.survey?.origins[field] ?? [];
  if (!events || texts.length === 0 || originsIn(scenario, field).length === 0) return null;
  return <Wordings field={field} events={events} texts={texts} />;
}

type Texts = Survey["origins"][OriginField];

function Wordings({ field, events, texts }: { field: OriginField; events: ChosenFile; texts: Texts }) {
  const language = useLanguage();
  const words = verifyMessages(language);
  const { number } = formats(language);
  const list = useSandtable(({ scenario }) => originsIn(scenario, field));
  const isScored = useVerified(({ scoring }) => scoring?.reply.scored !== undefined);
  const named = (text: string) => list.find(({ id }) => id === text);
  const parts = texts.flatMap(({ text, rows }) => {
    const thing = named(text);
    return thing ? [`${inLanguage(thing.name, language)} ${number(rows)}`] : [];
  });
  const others = texts.filter(({ text }) => !named(text));
  return (
    <details className={css.card} open={others.length > 0 && !isScored} data-origins={field}>
      <summary className={css.cardTitle}>
        <h3>{words.originsTitle[field]}</h3>
        {parts.length > 0 && <span className={css.quiet}>{parts.join(language === "en" ? ", " : "、")}</span>}
      </summary>
      <p className={css.cardLead}>{others.length > 0 ? words.originsLead[field] : words.originsAllKnown}</p>
      {others.length > 0 && (
        <ul className={css.wordings}>
          {others.map(({ text, rows }) => (
            <li key={text}>
              <OriginChoice
                field={field}
                text={text}
                rows={rows}
                said={events.layout.values[field]?.[text]}
              />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

/** Values of the choice that are no ids. */
const leftOut = "-";
const none = "=";

type ChoiceProps = { field: OriginField; text: string; rows: number; said: string | null | undefined };

function OriginChoice({ field, text, rows, said }: ChoiceProps) {
  const language = useLanguage();
  const words = verifyMessages(language);
  const verification = useVerification();
  const { number } = formats(language);
  const list = useSandtable(({ scenario }) => originsIn(scenario, field));
  const meant = originMeantBy(text, list);
  const isThere = said === null || said === "" || list.some(({ id }) => id === said);
  const chosen = isThere ? (said === null ? leftOut : said || none) : meant;
  const choose = (value: string) => {
    const meaning = value === leftOut ? null : value === none ? "" : value === "" ? undefined : value;
    verification.setMeaning("events", field, text, meaning);
  };
  return (
    <label className={css.wording} data-missing={chosen === undefined || undefined}>
      <span className={css.wordingText}>{plainText(text)}</span>
      <span className={css.quiet}>{words.rowsIn(number(rows))}</span>
      <select value={chosen ?? ""} data-origin={text} onChange={({ target: { value } }) => choose(value)}>
        {meant === undefined && <option value="">{words.valueUnknown}</option>}
        <option value={leftOut}>{words.valueLeftOut}</option>
        <option value={none}>{words.originNone[field]}</option>
        {list.map(({ id, name }) => (
          <option key={id} value={id}>
            {inLanguage(name, language)} · {id}
          </option>
        ))}
      </select>
    </label>
  );
}
