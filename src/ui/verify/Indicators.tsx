/** Which words of the file stand for which indicator, and whether its days are those of the run. */
import { dayNumberOf, isoDateOf, parseIsoDate } from "../../domain/calendar.ts";
import { kindWords, type RecordedKind } from "../../domain/record-words.ts";
import type { Survey } from "../../domain/records-port.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { inLanguage, plainText } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { verifyMessages } from "../../i18n/verify.ts";
import type { ChosenFile } from "../../store/verification.ts";
import { Button } from "../kit/Button.tsx";
import { useLanguage, useSandtable } from "../session.tsx";
import { useVerification, useVerified } from "./use-verification.ts";
import css from "./Verify.module.css";

export function Indicators() {
  const events = useVerified(({ files }) => files.events);
  if (!events?.survey || events.survey.rows === 0) return null;
  return (
    <>
      <Period survey={events.survey} />
      <Wordings events={events} survey={events.survey} />
    </>
  );
}

/** First and last day of the run, yyyy-mm-dd. */
export function daysOf({ run }: Scenario): { start: string; end: string } {
  const start = parseIsoDate(run.start) ?? dayNumberOf({ year: 1970, month: 1, day: 1 });
  return { start: run.start, end: isoDateOf(start + run.days - 1) };
}

function Period({ survey: { dates } }: { survey: Survey }) {
  const language = useLanguage();
  const words = verifyMessages(language);
  const verification = useVerification();
  const scenario = useSandtable((state) => state.scenario);
  const { date } = formats(language);
  const { start, end } = daysOf(scenario);
  if (!dates || (dates.first >= start && dates.last <= end)) return null;
  return (
    <div className={css.notice} role="status">
      <p>{words.period(date(dates.first), date(dates.last), date(start), date(end))}</p>
      <Button id="align-run" kind="main" onClick={() => verification.alignRun()}>
        {words.alignRun}
      </Button>
    </div>
  );
}

type Props = { events: ChosenFile; survey: Survey };

function Wordings({ events, survey }: Props) {
  const language = useLanguage();
  const words = verifyMessages(language);
  const { number } = formats(language);
  const isScored = useVerified(({ scoring }) => scoring?.reply.scored !== undefined);
  const isKnown = ({ text }: Survey["indicators"][number]) => Object.hasOwn(kindWords, text);
  const known = survey.indicators.filter(isKnown);
  const others = survey.indicators.filter((each) => !isKnown(each));
  const parts = known.map(
    ({ text, rows }) => `${inLanguage(kindWords[text as RecordedKind].label, language)} ${number(rows)}`,
  );
  if (survey.indicators.length === 0) return null;
  const isOpen = others.length > 0 && !isScored;
  return (
    <details className={css.card} open={isOpen} data-wordings>
      <summary className={css.cardTitle}>
        <h3>{words.valuesTitle}</h3>
        {known.length > 0 && <span className={css.quiet}>{parts.join(language === "en" ? ", " : "、")}</span>}
      </summary>
      {others.length > 0 ? (
        <>
          <p className={css.cardLead}>{words.valuesLead}</p>
          <ul className={css.wordings}>
            {others.map(({ text, rows }) => (
              <li key={text}>
                <WordingChoice text={text} rows={rows} meaning={events.layout.values.indicator?.[text]} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className={css.cardLead}>{words.valuesAllKnown}</p>
      )}
    </details>
  );
}

const leftOut = "-";

function WordingChoice({
  text,
  rows,
  meaning,
}: {
  text: string;
  rows: number;
  meaning: string | null | undefined;
}) {
  const language = useLanguage();
  const words = verifyMessages(language);
  const verification = useVerification();
  const { number } = formats(language);
  return (
    <label className={css.wording} data-missing={meaning === undefined || undefined}>
      <span className={css.wordingText}>{plainText(text) || "–"}</span>
      <span className={css.quiet}>{words.rowsIn(number(rows))}</span>
      <select
        value={meaning === null ? leftOut : (meaning ?? "")}
        data-wording={text}
        onChange={({ target: { value } }) =>
          verification.setMeaning("events", "indicator", text, value === leftOut ? null : value || undefined)
        }
      >
        <option value="">{words.valueUnknown}</option>
        <option value={leftOut}>{words.valueLeftOut}</option>
        {(Object.keys(kindWords) as RecordedKind[]).map((kind) => (
          <option key={kind} value={kind}>
            {inLanguage(kindWords[kind].label, language)} · {kind}
          </option>
        ))}
      </select>
    </label>
  );
}
