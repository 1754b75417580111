/** Something to try where nothing is at hand. */
import { verifyMessages } from "../../i18n/verify.ts";
import { Button } from "../kit/Button.tsx";
import { useLanguage } from "../session.tsx";
import { download } from "./download.ts";
import { useVerification, useVerified } from "./use-verification.ts";
import css from "./Verify.module.css";
import { Working } from "./Working.tsx";

export function SampleOffer() {
  const words = verifyMessages(useLanguage());
  const verification = useVerification();
  const isWorking = useVerified((state) => state.work !== undefined);
  const save = async () => {
    const files = await verification.sample();
    if (!files) return;
    download(files.events);
    download(files.members);
  };
  return (
    <section className={css.card}>
      <h3>{words.sampleTitle}</h3>
      <p className={css.cardLead}>{words.sampleLead}</p>
      {isWorking ? (
        <Working />
      ) : (
        <div className={css.buttons}>
          <Button id="try-sample" kind="main" onClick={() => void verification.trySample()}>
            {words.trySample}
          </Button>
          <Button id="save-sample" onClick={() => void save()}>
            {words.downloadSample}
          </Button>
        </div>
      )}
    </section>
  );
}
