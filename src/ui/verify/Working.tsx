/** How far the work under way is, and the way to end it. */
import { formats } from "../../i18n/formats.ts";
import { verifyMessages } from "../../i18n/verify.ts";
import { Button } from "../kit/Button.tsx";
import { WorkBar } from "../kit/WorkBar.tsx";
import { useLanguage } from "../session.tsx";
import { useVerification, useVerified } from "./use-verification.ts";

export function Working() {
  const language = useLanguage();
  const words = verifyMessages(language);
  const verification = useVerification();
  const work = useVerified((state) => state.work);
  if (!work) return null;
  const label = words.working[work.kind];
  const note = `${label} ${formats(language).percent(work.progress)}`;
  return (
    <WorkBar progress={work.progress} label={label} note={note} data-work={work.kind}>
      <Button kind="main" icon="stop" onClick={() => verification.cancel()}>
        {words.cancel}
      </Button>
    </WorkBar>
  );
}
