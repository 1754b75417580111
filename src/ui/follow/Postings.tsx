/** Every posting in order, under its month and day: what happened, which rule, how it was reckoned, what is left. */
import { memo, type ReactNode, useEffect, useMemo, useState } from "react";
import type { Explanation } from "../../domain/explanation.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { schemeByDay } from "../../domain/scheme-by-day.ts";
import { inLanguage, type Language, type LocalText } from "../../domain/text.ts";
import {
  type AwardLine,
  type EventLine,
  isInVain,
  type MoveLine,
  type PostingLine,
  type TraceLine,
} from "../../domain/trace.ts";
import { followMessages } from "../../i18n/follow.ts";
import { formats } from "../../i18n/formats.ts";
import { moveFormula, moveWords, partnerOf, waitingWords } from "../../i18n/move.ts";
import { changeWords } from "../../i18n/scheme-change.ts";
import { eventWords, formulaWords, verdictWords } from "../../i18n/trace.ts";
import { dateOfDay } from "../charts/time.ts";
import { Button } from "../kit/Button.tsx";
import { Icon } from "../kit/Icon.tsx";
import { Switch } from "../kit/Switch.tsx";
import { ruleSentence } from "../scheme/outline.ts";
import { useLanguage } from "../session.tsx";
import { laneName, signed } from "./lane-words.ts";
import { MemberLink } from "./MemberLink.tsx";
import css from "./Postings.module.css";
import type { Followed } from "./use-trace.ts";
import {
  type Day,
  decayOver,
  type Filter,
  type Flow,
  flowsByMonth,
  foldedDays,
  type Lane,
  type LaneId,
  type MonthOfDays,
  monthsOf,
} from "./year.ts";

type Drawn = NonNullable<Followed["drawn"]>;
type OnFollow = (member: string) => void;

type Props = {
  drawn: Drawn;
  lanes: readonly Lane[];
  explanations: ReadonlyMap<TraceLine, Explanation>;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  chosenDay: number | undefined;
  onFollow: OnFollow;
};

/** The element of a day, for whoever leads there. */
export function rowIdOf(day: number): string {
  return `follow-day-${day}`;
}

/** Rows that are drawn at once, by whole months; a button draws more. */
const rowsAtOnce = 500;

export function Postings(props: Props) {
  const { drawn, lanes, filter, chosenDay } = props;
  const { trace, scenario } = drawn;
  const words = followMessages(useLanguage());
  const { start } = scenario.run;
  const months = useMemo(() => monthsOf(trace, start, filter, lanes), [trace, start, filter, lanes]);
  const flows = useMemo(() => flowsByMonth(trace, start), [trace, start]);
  const schemeOn = useMemo(() => schemeByDay(scenario), [scenario]);
  const [rounds, setRounds] = useState(1);
  const reached =
    chosenDay === undefined
      ? 0
      : 1 + months.findIndex(({ days }) => days.some(({ day }) => day === chosenDay));
  const shown = Math.max(monthsWithin(months, rounds * rowsAtOnce), reached);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another member begins with its first months
  useEffect(() => setRounds(1), [trace.member, trace.replication]);
  return (
    <section
      className={css.list}
      aria-label={words.list}
      data-several={scenario.currencies.length > 1 || undefined}
    >
      <Head {...props} />
      {months.length === 0 && <p className={css.none}>{words.noneLeft}</p>}
      {months.slice(0, shown).map((month) => (
        <Month
          key={month.name}
          month={month}
          flows={flows.get(month.name) ?? []}
          schemeOn={schemeOn}
          {...props}
        />
      ))}
      {shown < months.length && (
        <div className={css.more}>
          <Button kind="main" onClick={() => setRounds(rounds + 1)}>
            {words.more(months.length - shown)}
          </Button>
        </div>
      )}
    </section>
  );
}

/** How many months it takes to show so many rows. */
function monthsWithin(months: readonly MonthOfDays[], rows: number): number {
  let sum = 0;
  const enough = months.findIndex((month) => {
    sum += month.rows;
    return sum >= rows;
  });
  return enough < 0 ? months.length : enough + 1;
}

function Head({ drawn, lanes, filter, onFilter }: Props) {
  const language = useLanguage();
  const words = followMessages(language);
  const unpaid = drawn.trace.lines.filter(isInVain).length;
  return (
    <header className={css.head}>
      <h3 className={css.title}>{words.list}</h3>
      <label className={css.filter}>
        {words.filter}
        <select
          value={filter.lane ?? ""}
          onChange={(event) =>
            onFilter({ ...filter, lane: (event.currentTarget.value || undefined) as LaneId | undefined })
          }
        >
          <option value="">{words.all}</option>
          {lanes.map(({ id }) => (
            <option key={id} value={id}>
              {laneName(id, drawn.scenario, language)}
            </option>
          ))}
        </select>
      </label>
      <div className={css.unpaid}>
        <Switch
          label={words.showUnpaid}
          checked={filter.unpaid}
          onChange={(checked) => onFilter({ ...filter, unpaid: checked })}
        />
        <span aria-hidden="true">{words.showUnpaid}</span>
        <span className={css.count}>{words.unpaidCount(formats(language).number(unpaid))}</span>
      </div>
    </header>
  );
}

function Month({
  month,
  flows,
  schemeOn,
  drawn,
  explanations,
  filter,
  chosenDay,
  onFollow,
}: Props & { month: MonthOfDays; flows: readonly Flow[]; schemeOn: (day: number) => Scenario }) {
  const language = useLanguage();
  const row = (day: Day) => (
    <DayRow
      key={day.day}
      day={day}
      scheme={schemeOn(day.day)}
      drawn={drawn}
      explanations={explanations}
      chosen={day.day === chosenDay}
      onFollow={onFollow}
    />
  );
  return (
    <section className={css.month}>
      <header className={css.monthHead}>
        <h4>{formats(language).month(month.name)}</h4>
        <p className={css.flows}>
          {flowWords(flows, drawn.scenario, language).map((said) => (
            <span key={said}>{said}</span>
          ))}
        </p>
      </header>
      <ol className={css.days}>
        {(filter.lane === undefined ? foldedDays(month.days) : month.days).map((day) =>
          Array.isArray(day) ? (
            <QuietDays key={day[0]?.day} days={day} chosenDay={chosenDay} scenario={drawn.scenario}>
              {day.map(row)}
            </QuietDays>
          ) : (
            row(day)
          ),
        )}
      </ol>
    </section>
  );
}

type QuietProps = {
  days: readonly Day[];
  chosenDay: number | undefined;
  scenario: Scenario;
  children: ReactNode;
};

/** Days running on which points did nothing but decay: one row, which opens to all of them. */
function QuietDays({ days, chosenDay, scenario, children }: QuietProps) {
  const language = useLanguage();
  const words = followMessages(language);
  const [open, setOpen] = useState(false);
  const holds = days.some(({ day }) => day === chosenDay);
  const [from, to] = [days[0], days.at(-1)].map((day) => dateOfDay(scenario.run.start, day?.day ?? 0));
  const dayOf = (iso = "") => String(Number(iso.slice(8)));
  return (
    <li className={css.quiet}>
      <details open={open || holds} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={css.day}>
          <span className={css.date}>{words.dayRange(dayOf(from), dayOf(to))}</span>
          <div className={css.rows}>
            {decayOver(days).map((line) => (
              <div key={line.currency} className={css.posting}>
                <p className={css.what}>
                  <span className={css.name}>
                    {words.decayedDays(days.length)}
                    <span className={css.chevron}>
                      <Icon name="chevron" />
                    </span>
                  </span>
                </p>
                <p className={css.formula} />
                <Amounts
                  points={line.points}
                  balance={line.balance}
                  currency={line.currency}
                  scenario={scenario}
                />
              </div>
            ))}
          </div>
        </summary>
        <ol>{children}</ol>
      </details>
    </li>
  );
}

/** "120 in, 100 out, 230 left", for each currency that moved. */
function flowWords(flows: readonly Flow[], { currencies }: Scenario, language: Language): string[] {
  const words = followMessages(language);
  const { number } = formats(language);
  return flows.flatMap(({ gained, lost, left }, position) => {
    if (gained === 0 && lost === 0) return [];
    const parts = [words.gained(number(gained))];
    if (lost > 0) parts.push(words.lost(number(lost)));
    if (left !== undefined) parts.push(words.left(number(left)));
    const name = currencies.length > 1 ? `${nameOf(currencies, position, language)} ` : "";
    return [name + words.monthSum(parts)];
  });
}

function nameOf(
  list: readonly { name: LocalText }[] | undefined,
  position: number,
  language: Language,
): string {
  const name = list?.[position]?.name;
  return name ? inLanguage(name, language) : "";
}

type DayProps = {
  day: Day;
  /** In force on the day. */
  scheme: Scenario;
  drawn: Drawn;
  explanations: ReadonlyMap<TraceLine, Explanation>;
  chosen: boolean;
  onFollow: OnFollow;
};

const DayRow = memo(function DayRow({ day, scheme, drawn, explanations, chosen, onFollow }: DayProps) {
  const language = useLanguage();
  const iso = dateOfDay(drawn.scenario.run.start, day.day);
  return (
    <li className={css.day} id={rowIdOf(day.day)} data-chosen={chosen || undefined} data-day={day.day}>
      <time className={css.date} dateTime={iso} title={formats(language).date(iso)}>
        {followMessages(language).day(String(Number(iso.slice(8))))}
      </time>
      <div className={css.rows}>
        {day.activity?.kind === "events" && (
          <Activity line={day.activity} scenario={drawn.scenario} onFollow={onFollow} />
        )}
        {day.lines.map((line, at) => (
          <Posting
            // biome-ignore lint/suspicious/noArrayIndexKey: the order of a day's lines is what they are
            key={at}
            line={line}
            scenario={drawn.scenario}
            scheme={scheme}
            explanation={explanations.get(line)}
            onFollow={onFollow}
          />
        ))}
      </div>
    </li>
  );
});

type ActivityProps = { line: EventLine; scenario: Scenario; onFollow: OnFollow };

/** The random events behind the postings of the day. */
function Activity({ line, scenario, onFollow }: ActivityProps) {
  const language = useLanguage();
  const words = followMessages(language);
  const said = words.listOf(line.events.map((event) => eventWords(scenario, event, language)));
  const brought = line.events.flatMap(({ other }) => (other === undefined ? [] : [other]));
  return (
    <p className={css.activity}>
      {language === "en" ? said.charAt(0).toUpperCase() + said.slice(1) : said}
      {brought.map((member) => (
        <MemberLink key={member} member={member} onFollow={onFollow} />
      ))}
    </p>
  );
}

type PostingProps = {
  line: Day["lines"][number];
  scenario: Scenario;
  scheme: Scenario;
  explanation: Explanation | undefined;
  onFollow: OnFollow;
};

function Posting({ line, scenario, scheme, explanation, onFollow }: PostingProps) {
  const language = useLanguage();
  const words = followMessages(language);
  if (line.kind === "tier") {
    const [from, to] = [line.from, line.to].map((tier) => nameOf(scenario.tiers?.steps, tier, language));
    return (
      <div className={css.posting} data-kind="tier">
        <p className={css.what}>{words.tierChange(from ?? "", to ?? "")}</p>
      </div>
    );
  }
  if (line.kind === "change")
    return (
      <div className={css.change} data-kind="change">
        <span className={css.name}>{words.change}</span>
        <span className={css.sentence}>{changeWords(scenario, line.change, language)}</span>
      </div>
    );
  return line.kind === "award" ? (
    <Award line={line} scheme={scheme} explanation={explanation} onFollow={onFollow} />
  ) : (
    <Move line={line} scheme={scheme} onFollow={onFollow} />
  );
}

type AwardProps = {
  line: AwardLine;
  scheme: Scenario;
  explanation: Explanation | undefined;
  onFollow: OnFollow;
};

function Award({ line, scheme, explanation, onFollow }: AwardProps) {
  const language = useLanguage();
  const rule = scheme.rules[line.rule];
  if (!rule) return null;
  const why = explanation ? verdictWords(explanation, language) : "";
  return (
    <div className={css.posting} data-kind="award" data-rule={rule.id} data-paid={line.paid}>
      <p className={css.what}>
        <span className={css.name}>{inLanguage(rule.name, language)}</span>
        <span className={css.sentence}>{ruleSentence(scheme, rule, language)}</span>
      </p>
      <p className={css.formula}>
        {why !== "" && <strong className={css.why}>{why}</strong>}
        {explanation && formulaWords(explanation, language)}
        <About line={line} onFollow={onFollow} />
        <Waiting line={line} />
      </p>
      <Amounts points={line.paid} balance={line.balance} currency={line.currency} scenario={scheme} />
    </div>
  );
}

/** Members of a community that are named; the others are counted. */
const namedMax = 6;

/** The members whom an award is about. */
function About({ line: { about, active = [] }, onFollow }: { line: AwardLine; onFollow: OnFollow }) {
  const language = useLanguage();
  const members = about === undefined ? active : [about];
  if (members.length === 0) return null;
  return (
    <span className={css.members}>
      {members.slice(0, namedMax).map((member) => (
        <MemberLink key={member} member={member} onFollow={onFollow} />
      ))}
      {members.length > namedMax &&
        followMessages(language).andMore(formats(language).number(members.length))}
    </span>
  );
}

/** How much of the balance after a posting cannot be spent yet. */
function Waiting({ line }: { line: PostingLine }) {
  const said = waitingWords(line, useLanguage());
  return said === "" ? null : <span className={css.waiting}>{said}</span>;
}

type MoveProps = { line: MoveLine; scheme: Scenario; onFollow: OnFollow };

function Move({ line, scheme, onFollow }: MoveProps) {
  const language = useLanguage();
  const said = moveWords(line, language);
  const [toOrFrom, partner] = partnerOf(line, language) ?? [];
  return (
    <div className={css.posting} data-kind={line.kind}>
      <p className={css.what}>
        <span className={css.name}>
          {language === "en" ? said.charAt(0).toUpperCase() + said.slice(1) : said}
        </span>
        {partner !== undefined && (
          <span className={css.sentence}>
            {toOrFrom} <MemberLink member={partner} onFollow={onFollow} />
          </span>
        )}
      </p>
      <p className={css.formula}>
        {moveFormula(line, scheme, language)}
        <Waiting line={line} />
      </p>
      <Amounts points={line.points} balance={line.balance} currency={line.currency} scenario={scheme} />
    </div>
  );
}

type AmountsProps = { points: number; balance: number | undefined; currency: number; scenario: Scenario };

function Amounts({ points, balance, currency, scenario }: AmountsProps) {
  const language = useLanguage();
  const words = followMessages(language);
  const { number } = formats(language);
  const name = scenario.currencies.length > 1 ? nameOf(scenario.currencies, currency, language) : "";
  return (
    <>
      <p className={css.points}>
        <span className="spoken">{words.points} </span>
        {signed(points, number)}
      </p>
      {name !== "" && (
        <p className={css.currency} title={name}>
          {name}
        </p>
      )}
      <p className={css.balance}>
        <span className="spoken">{words.balanceAfter} </span>
        {balance === undefined ? "" : number(balance)}
      </p>
    </>
  );
}
