/** A verdict: its sign, its word, its reason. Never by colour alone. */
import type { VerdictKind } from "../../domain/verdict.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { useLanguage } from "../session.tsx";
import css from "./VerdictLine.module.css";

const signs: Record<VerdictKind, string> = { pass: "✓", warn: "!", none: "–" };

type Props = { verdict: VerdictKind; reason: string };

export function VerdictLine({ verdict, reason }: Props) {
  const words = rulesMessages(useLanguage());
  return (
    <p className={css.line} data-verdict={verdict}>
      <span className={css.sign} aria-hidden="true">
        {signs[verdict]}
      </span>
      <span>
        <span className="spoken">{words.verdicts[verdict]}: </span>
        {reason}
      </span>
    </p>
  );
}
