/** Closed verification: real records chosen, their columns matched, scored by the engine, compared with the simulation. */
import { type DragEvent, useEffect, useRef, useState } from "react";
import { inLanguage } from "../../domain/text.ts";
import { failureMessages } from "../../i18n/scheme.ts";
import { verifyMessages } from "../../i18n/verify.ts";
import { isReady } from "../../store/verification.ts";
import { Button } from "../kit/Button.tsx";
import { Icon } from "../kit/Icon.tsx";
import { WorkBar } from "../kit/WorkBar.tsx";
import { useLanguage } from "../session.tsx";
import { BadRows } from "./BadRows.tsx";
import { ColumnGuide } from "./ColumnGuide.tsx";
import { Columns } from "./Columns.tsx";
import { FileSlot } from "./FileSlot.tsx";
import { Indicators } from "./Indicators.tsx";
import { Origins } from "./Origins.tsx";
import { Result } from "./Result.tsx";
import { SampleOffer } from "./SampleOffer.tsx";
import { useVerification, useVerified } from "./use-verification.ts";
import css from "./Verify.module.css";
import { Working } from "./Working.tsx";

export default function Verify() {
  const language = useLanguage();
  const words = verifyMessages(language);
  const verification = useVerification();
  const hasEvents = useVerified(({ files }) => files.events !== undefined);
  const hasFiles = useVerified(({ files }) => files.events !== undefined || files.members !== undefined);
  const { isOver, listeners } = useDrop((files) => void verification.choose(files));
  useEffect(() => {
    verification.setOpen(true);
    return () => verification.setOpen(false);
  }, [verification]);
  useWarningBeforeLeaving(hasFiles);
  return (
    <div className={css.verify} data-over={isOver || undefined} {...listeners}>
      <header className={css.head}>
        <h2 className={css.title}>{words.title}</h2>
        <p className={css.lead}>{words.lead}</p>
        <p className={css.privacy}>
          <Icon name="lock" />
          {words.privacy}
        </p>
      </header>
      <div className={css.slots}>
        <FileSlot which="events" />
        <FileSlot which="members" />
      </div>
      <Failure />
      {!hasEvents && <SampleOffer />}
      <Columns which="events" />
      <Indicators />
      <Origins field="service" />
      <Origins field="channel" />
      <Columns which="members" />
      {hasEvents && <ActionBar />}
      <BadRows />
      <Result />
      {!hasFiles && <ColumnGuide />}
    </div>
  );
}

/** Files may be dropped anywhere on the view; beside a slot, their headers say where they belong. */
function useDrop(onFiles: (files: File[]) => void) {
  const [isOver, setOver] = useState(false);
  const depth = useRef(0);
  useEffect(() => {
    // Dropped beside the view, a file would be opened in place of the page.
    const refuse = (event: Event) => event.preventDefault();
    addEventListener("dragover", refuse);
    addEventListener("drop", refuse);
    return () => {
      removeEventListener("dragover", refuse);
      removeEventListener("drop", refuse);
    };
  }, []);
  const listeners = {
    onDragEnter: () => {
      depth.current++;
      setOver(true);
    },
    onDragLeave: () => {
      depth.current--;
      if (depth.current === 0) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      const files = [...event.dataTransfer.files];
      if (files.length > 0) onFiles(files);
    },
  };
  return { isOver, listeners };
}

/** The browser asks before the page, and with it the files, is gone. */
function useWarningBeforeLeaving(hasFiles: boolean) {
  useEffect(() => {
    if (!hasFiles) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [hasFiles]);
}

/** What went wrong; files and columns stay as they are. */
function Failure() {
  const language = useLanguage();
  const words = verifyMessages(language);
  const verification = useVerification();
  const failure = useVerified((state) => state.failure);
  if (!failure) return null;
  const why =
    failure.kind === "file"
      ? (failure.file ? `${words.files[failure.file]} · ` : "") + inLanguage(failure.words, language)
      : failureMessages(language)[failure.failure.code];
  return (
    <div className={css.failure} role="alert" data-problem="records">
      <p>
        <strong>{words.failed}</strong>
        {words.failure(why)}
      </p>
      <Button kind="main" onClick={() => verification.dismissFailure()}>
        {words.dismiss}
      </Button>
    </div>
  );
}

/** The one thing to do next, or how far it is. */
function ActionBar() {
  const words = verifyMessages(useLanguage());
  const verification = useVerification();
  const ready = useVerified(isReady);
  const isChecked = useVerified((state) => state.scoring !== undefined);
  const isScored = useVerified((state) => state.scoring?.reply.scored !== undefined);
  const isWorking = useVerified((state) => state.work !== undefined);
  // From then on the result says how far it is, and bad rows ask what to do.
  if (isScored) return null;
  if (isWorking) return <Working />;
  if (isChecked) return null;
  return (
    <WorkBar note={ready ? words.ready : words.notReady}>
      <Button id="score-records" kind="main" disabled={!ready} onClick={() => void verification.score()}>
        {words.score}
      </Button>
    </WorkBar>
  );
}
