/** The structure of a service's points: the share of each weight as a bar, its target a tick on it. */
import type { Structure } from "../../domain/outcome.ts";
import { weights } from "../../domain/service.ts";
import { formats } from "../../i18n/formats.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { useLanguage } from "../session.tsx";
import css from "./Shares.module.css";

export function Shares({ structure: { shares, target } }: { structure: Structure }) {
  const language = useLanguage();
  const { percent } = formats(language);
  const words = overviewMessages(language);
  return (
    <ul className={css.shares}>
      {weights.map((weight) => (
        <li key={weight} className={css.share}>
          <span>{words.weights[weight]}</span>
          <svg className={css.bar} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect className={css.ground} width="100" height="8" />
            <rect className={css.filled} width={100 * (shares[weight] || 0)} height="8" />
            <rect className={css.target} x={Math.min(99, 100 * target[weight])} width="1" height="8" />
          </svg>
          <span>{percent(shares[weight] || 0)}</span>
        </li>
      ))}
    </ul>
  );
}
