/** The place of one file: where it is dropped or chosen, and how it is read once it is there. */
import { type DragEvent, useId, useRef, useState } from "react";
import {
  type Delimiter,
  delimiters,
  type Encoding,
  encodings,
  type RecordsFile,
} from "../../domain/records-port.ts";
import { inLanguage } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { verifyMessages } from "../../i18n/verify.ts";
import type { ChosenFile } from "../../store/verification.ts";
import { Button } from "../kit/Button.tsx";
import { useLanguage } from "../session.tsx";
import css from "./FileSlot.module.css";
import { useVerification, useVerified } from "./use-verification.ts";

export function FileSlot({ which }: { which: RecordsFile }) {
  const words = verifyMessages(useLanguage());
  const verification = useVerification();
  const chosen = useVerified(({ files }) => files[which]);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const id = useId();
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file) void verification.choose([file], which);
  };
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length !== 1) return;
    // One file goes where it was dropped; several find their places by their headers.
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const openChooser = () => input.current?.click();
  return (
    <section
      className={css.slot}
      data-slot={which}
      data-over={isOver || undefined}
      data-filled={chosen ? true : undefined}
      aria-labelledby={id}
      onDragEnter={() => setOver(true)}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node) && setOver(false)}
      onDrop={onDrop}
    >
      <h3 id={id} className={css.title}>
        {words.files[which]}
        <span className={css.note}>{words.fileNotes[which]}</span>
      </h3>
      <input
        ref={input}
        className={css.input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file again, once it was mended, is a choice as well.
          event.currentTarget.value = "";
        }}
      />
      {chosen ? (
        <Chosen which={which} chosen={chosen} onOther={openChooser} />
      ) : (
        <p className={css.invitation}>
          <span className={css.dragging}>{words.drop}</span>
          <Button kind="main" onClick={openChooser}>
            {words.chooseFile}
          </Button>
        </p>
      )}
    </section>
  );
}

type ChosenProps = { which: RecordsFile; chosen: ChosenFile; onOther: () => void };

function Chosen({ which, chosen, onOther }: ChosenProps) {
  const language = useLanguage();
  const words = verifyMessages(language);
  const verification = useVerification();
  const isLooking = useVerified((state) => state.work?.kind === "look");
  const { file, peek, problem } = chosen;
  return (
    <>
      <p className={css.name}>{file.name}</p>
      <p className={css.facts}>{factsOf(chosen, words, formats(language))}</p>
      {problem && (
        <p className={css.problem} role="alert">
          {inLanguage(problem.words, language)}
        </p>
      )}
      {peek && <ReadAs which={which} chosen={chosen} />}
      <div className={css.buttons}>
        <Button kind="main" onClick={onOther}>
          {words.chooseOther}
        </Button>
        {!peek && !isLooking && (
          <Button onClick={() => void verification.readAs(which, {})}>{words.readAgain}</Button>
        )}
        <button
          type="button"
          className={css.remove}
          aria-label={words.remove(file.name)}
          onClick={() => verification.remove(which)}
        >
          {words.removeShort}
        </button>
      </div>
    </>
  );
}

function factsOf(
  { file, peek, survey }: ChosenFile,
  words: ReturnType<typeof verifyMessages>,
  { number, date }: ReturnType<typeof formats>,
): string {
  const parts = [sizeOf(file.size, number)];
  if (!peek) parts.push(words.reading);
  if (survey) parts.push(words.rowsIn(number(survey.rows)));
  if (survey?.dates) parts.push(words.datesIn(date(survey.dates.first), date(survey.dates.last)));
  return parts.join(" · ");
}

function sizeOf(bytes: number, number: (value: number, digits?: number) => string): string {
  if (bytes < 1000) return `${number(bytes)} B`;
  if (bytes < 1_000_000) return `${number(bytes / 1000, bytes < 10_000 ? 1 : 0)} kB`;
  return `${number(bytes / 1_000_000, 1)} MB`;
}

/** How bytes become cells: found by looking, and the reader's to change. */
function ReadAs({ which, chosen: { layout } }: { which: RecordsFile; chosen: ChosenFile }) {
  const words = verifyMessages(useLanguage());
  const verification = useVerification();
  return (
    <div className={css.readAs}>
      <label>
        {words.encoding}
        <select
          value={layout.encoding}
          onChange={(event) => void verification.readAs(which, { encoding: event.target.value as Encoding })}
        >
          {encodings.map((encoding) => (
            <option key={encoding} value={encoding}>
              {words.encodings[encoding]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.delimiter}
        <select
          value={layout.delimiter}
          onChange={(event) =>
            void verification.readAs(which, { delimiter: event.target.value as Delimiter })
          }
        >
          {delimiters.map((delimiter) => (
            <option key={delimiter} value={delimiter}>
              {words.delimiters[delimiter]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
