/** A verdict: its sign, its word, its reason. Never by colour alone. */
import type { VerdictKind } from "../../domain/verdict.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { useLanguage } from "../session.tsx";
import css from "./VerdictLine.module.css";

const signs: Record<VerdictKind, string> = { pass: "✓", warn: "!", none: "–" };

type Props = { verdict: VerdictKind; reason: string };

export function VerdictLine({ verdict, reason }: Props) {
  return (
    <p className={css.line} data-verdict={verdict}>
      <VerdictSign verdict={verdict} />
      <span>{reason}</span>
    </p>
  );
}

/** The sign alone, its word for those who do not see it. */
export function VerdictSign({ verdict }: { verdict: VerdictKind }) {
  const words = rulesMessages(useLanguage());
  return (
    <span className={css.mark} data-verdict={verdict}>
      <span className={css.sign} aria-hidden="true">
        {signs[verdict]}
      </span>
      <span className="spoken">{words.verdicts[verdict]}: </span>
    </span>
  );
}
