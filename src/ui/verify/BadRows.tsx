/** Rows that cannot be used: how many, which, why; and whether to go on without them. */
import { csvLine } from "../../domain/csv-line.ts";
import { recordFields } from "../../domain/record-words.ts";
import type { RecordFault, ScoreReply } from "../../domain/records-port.ts";
import { inLanguage, type Language } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { verifyMessages } from "../../i18n/verify.ts";
import { Button } from "../kit/Button.tsx";
import { useLanguage } from "../session.tsx";
import { csvFile, download } from "./download.ts";
import { useVerification, useVerified } from "./use-verification.ts";
import css from "./Verify.module.css";

export function BadRows() {
  const reply = useVerified((state) => state.scoring?.reply);
  if (!reply || reply.badRows.length === 0) return null;
  return reply.scored ? <LeftOut reply={reply} /> : <Stopped reply={reply} />;
}

/** Bad rows and all rows of both files. */
function countsOf({ rows }: ScoreReply): { bad: number; read: number } {
  return { bad: rows.events.bad + rows.members.bad, read: rows.events.read + rows.members.read };
}

function Stopped({ reply }: { reply: ScoreReply }) {
  const language = useLanguage();
  const words = verifyMessages(language);
  const verification = useVerification();
  const { number } = formats(language);
  const { bad, read } = countsOf(reply);
  return (
    <section className={css.card} data-bad-rows="stopped" aria-live="polite">
      <h3>{words.badTitle(number(bad), number(read))}</h3>
      <p className={css.cardLead}>{words.badStopped}</p>
      <div className={css.buttons}>
        <Button id="leave-out" kind="main" onClick={() => void verification.score(true)}>
          {words.leaveOut(number(bad))}
        </Button>
        <Button onClick={() => downloadList(reply.badRows, language)}>{words.downloadBad}</Button>
      </div>
      <FaultTable reply={reply} />
    </section>
  );
}

function LeftOut({ reply }: { reply: ScoreReply }) {
  const language = useLanguage();
  const words = verifyMessages(language);
  const verification = useVerification();
  const { number } = formats(language);
  const { bad, read } = countsOf(reply);
  return (
    <details className={css.card} data-bad-rows="left-out">
      <summary className={css.cardTitle}>
        <h3>{words.badTitle(number(bad), number(read))}</h3>
        <span className={css.quiet}>{words.badLeftOut}</span>
      </summary>
      <div className={css.buttons}>
        <Button kind="main" onClick={() => downloadList(reply.badRows, language)}>
          {words.downloadBad}
        </Button>
        <Button onClick={() => void verification.score(false)}>{words.stopAtBad}</Button>
      </div>
      <FaultTable reply={reply} />
    </details>
  );
}

/** Rows that the page lists; the download has all that were told. */
const shownMax = 100;

function FaultTable({ reply }: { reply: ScoreReply }) {
  const language = useLanguage();
  const words = verifyMessages(language);
  const { number } = formats(language);
  const { bad } = countsOf(reply);
  const shown = reply.badRows.slice(0, shownMax);
  const { file, row, field, value, reason } = words.badColumns;
  return (
    <>
      <section
        className={css.faults}
        aria-label={words.badTitle(number(bad), number(countsOf(reply).read))}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{file}</th>
              <th scope="col">{row}</th>
              <th scope="col">{field}</th>
              <th scope="col">{value}</th>
              <th scope="col">{reason}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((fault) => (
              <tr key={`${fault.file} ${fault.row} ${fault.field} ${fault.reason.en}`}>
                <td>{words.files[fault.file]}</td>
                <td className={css.number}>{number(fault.row)}</td>
                <td>{fieldLabel(fault, language)}</td>
                <td>
                  <Cell fault={fault} />
                </td>
                <td>
                  <span className={css.reason} title={inLanguage(fault.reason, language)}>
                    {inLanguage(fault.reason, language)}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {bad > shown.length && <p className={css.quiet}>{words.badShown(number(shown.length), number(bad))}</p>}
    </>
  );
}

/** What stands in the file, letter by letter; the whole of it as a tip. */
function Cell({ fault: { field, value } }: { fault: RecordFault }) {
  const words = verifyMessages(useLanguage());
  if (field === "") return "–";
  if (value === "") return <span className={css.quiet}>{words.emptyCell}</span>;
  return (
    <code className={css.cell} title={value}>
      {value}
    </code>
  );
}

function fieldLabel({ file, field }: RecordFault, language: Language): string {
  const known = recordFields[file].find(({ name }) => name === field);
  if (known) return inLanguage(known.label, language);
  return field === "" ? verifyMessages(language).wholeRow : field;
}

/** Both languages, as in the headless command: the list goes to whoever makes the file. */
function downloadList(faults: readonly RecordFault[], language: Language): void {
  const { file, row, field, value } = verifyMessages(language).badColumns;
  const lines = faults.map((fault) =>
    csvLine([fault.file, fault.row, fault.field, fault.value, fault.reason.zh, fault.reason.en]),
  );
  download(csvFile("bad-rows.csv", [csvLine([file, row, field, value, "原因", "reason"]), ...lines]));
}
