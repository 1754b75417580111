/** How far the work under way is, and the way to end it. */
import { formats } from "../../i18n/formats.ts";
import { verifyMessages } from "../../i18n/verify.ts";
import { Button } from "../kit/Button.tsx";
import { useLanguage } from "../session.tsx";
import { useVerification, useVerified } from "./use-verification.ts";
import css from "./Verify.module.css";

export function Working() {
  const language = useLanguage();
  const words = verifyMessages(language);
  const verification = useVerification();
  const work = useVerified((state) => state.work);
  if (!work) return null;
  const { percent } = formats(language);
  return (
    <div className={css.bar} data-work={work.kind}>
      <progress
        className={css.progress}
        value={work.progress}
        max={1}
        aria-label={words.working[work.kind]}
      />
      <p className={css.barNote}>
        {words.working[work.kind]} {percent(work.progress)}
      </p>
      <Button kind="main" icon="stop" onClick={() => verification.cancel()}>
        {words.cancel}
      </Button>
    </div>
  );
}
