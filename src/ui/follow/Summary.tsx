/** Who the member is, and what the run came to: earned, spent, lapsed, held, and where that stands among all. */

import { referrerOf } from "../../domain/member-number.ts";
import { mainCurrency } from "../../domain/on-offer.ts";
import { shareBelow } from "../../domain/standing.ts";
import { inLanguage, type Language } from "../../domain/text.ts";
import type { AccountSums } from "../../domain/trace.ts";
import { type FollowMessages, followMessages } from "../../i18n/follow.ts";
import { formats } from "../../i18n/formats.ts";
import { dateOfDay } from "../charts/time.ts";
import { useLanguage } from "../session.tsx";
import { signed } from "./lane-words.ts";
import { MemberLink } from "./MemberLink.tsx";
import css from "./Summary.module.css";
import type { Ranking } from "./use-standings.ts";
import type { Followed } from "./use-trace.ts";
import { type MoveGroup, movedBy } from "./year.ts";

type Drawn = NonNullable<Followed["drawn"]>;
type Props = { drawn: Drawn; ranking: Ranking; onFollow: (member: string) => void };

export function Summary({ drawn, ranking, onFollow }: Props) {
  const language = useLanguage();
  const words = followMessages(language);
  const { trace, scenario } = drawn;
  const referrer = referrerOf(trace.member);
  return (
    <section className={css.summary} aria-label={words.member(trace.member)} data-member={trace.member}>
      <header className={css.head}>
        <h3 className={css.name}>{words.member(trace.member)}</h3>
        <p className={css.facts}>
          {factsOf(drawn, language).join(" · ")}
          {referrer !== undefined && (
            <>
              {" · "}
              {words.referrer} <MemberLink member={referrer} onFollow={onFollow} />
            </>
          )}
        </p>
      </header>
      {scenario.currencies.map((currency, position) => {
        const sums = trace.accounts[position];
        if (!sums || !isShown(sums, position)) return null;
        const isMain = position === mainCurrency(scenario);
        const name = scenario.currencies.length > 1 ? inLanguage(currency.name, language) : "";
        return (
          <Sums
            key={currency.id}
            id={currency.id}
            name={name}
            sums={sums}
            moves={movedBy(trace, position)}
            ranking={isMain ? ranking : undefined}
          />
        );
      })}
      {trace.referred.length > 0 && (
        <p className={css.referred}>
          {words.referred}
          {trace.referred.map(({ member }) => (
            <MemberLink key={member} member={member} onFollow={onFollow} />
          ))}
        </p>
      )}
    </section>
  );
}

/** A currency that the member never held says nothing. */
function isShown(sums: AccountSums, position: number): boolean {
  return position === 0 || Object.values(sums).some((points) => points !== 0);
}

function factsOf({ trace, scenario }: Drawn, language: Language): string[] {
  const words = followMessages(language);
  const dateOf = (day: number) => formats(language).date(dateOfDay(scenario.run.start, day));
  const { segments } = scenario.population;
  const segment = trace.segment === undefined ? undefined : segments[trace.segment];
  const tier = scenario.tiers?.steps[trace.tier];
  const facts = [
    segment && inLanguage(segment.name, language),
    joinedWords(trace.joinDay, scenario.run.days, dateOf, words),
  ];
  if (tier) facts.push(words.tier(inLanguage(tier.name, language)));
  if (trace.cancelDay !== undefined) facts.push(words.cancelled(dateOf(trace.cancelDay)));
  else if (trace.goneDay !== undefined) facts.push(words.gone(dateOf(trace.goneDay)));
  return facts.filter((fact) => fact !== undefined);
}

function joinedWords(
  day: number,
  days: number,
  dateOf: (day: number) => string,
  words: FollowMessages,
): string {
  if (day < 0) return words.joinedBefore(dateOf(day));
  return day >= days ? words.joinsLater : words.joined(dateOf(day));
}

type SumsProps = {
  id: string;
  name: string;
  sums: AccountSums;
  moves: readonly [MoveGroup, number][];
  ranking: Ranking | undefined;
};

/** Always there, what else moved points only where it did. */
const usual: readonly MoveGroup[] = ["redeemed", "lapsed"];
/** What members spend and lose; told without a sign. */
const outgoing: readonly MoveGroup[] = [...usual, "offset"];

function Sums({ id, name, sums, moves, ranking }: SumsProps) {
  const language = useLanguage();
  const words = followMessages(language);
  const { number } = formats(language);
  const figures = [
    { key: "balance", label: words.balance, value: number(sums.balance) },
    { key: "issued", label: words.issued, value: number(sums.issued) },
    ...usual.map((key) => ({
      key,
      label: words.lanes[key],
      value: number(Math.abs(moves.find(([group]) => group === key)?.[1] ?? 0)),
    })),
    ...moves
      .filter(([key]) => !usual.includes(key))
      .map(([key, points]) => ({
        key,
        label: words.lanes[key],
        value: outgoing.includes(key) ? number(-points) : signed(points, number),
      })),
  ];
  return (
    <div className={css.sums} data-currency={id}>
      {name !== "" && <p className={css.currency}>{name}</p>}
      <dl className={css.figures}>
        {figures.map(({ key, label, value }) => (
          <div key={key} className={css.figure} data-figure={key}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {ranking && <Standing balance={sums.balance} ranking={ranking} />}
      </dl>
    </div>
  );
}

function Standing({
  balance,
  ranking: { standings, progress, start },
}: {
  balance: number;
  ranking: Ranking;
}) {
  const language = useLanguage();
  const words = followMessages(language);
  const { number, percent } = formats(language);
  const share = standings && standings.members.length > 0 ? shareBelow(standings, balance) : undefined;
  const waiting = progress === undefined ? "–" : percent(progress);
  return (
    <div
      className={css.figure}
      data-figure="standing"
      data-share={share}
      title={standings && words.moreThanNote(number(standings.members.length))}
    >
      <dt>{words.standing}</dt>
      <dd>
        {share !== undefined ? (
          words.moreThan(percent(share))
        ) : progress === undefined && !standings ? (
          <button type="button" className={css.rank} onClick={start}>
            {words.rank}
          </button>
        ) : (
          <span className={css.waiting}>{waiting}</span>
        )}
      </dd>
    </div>
  );
}
