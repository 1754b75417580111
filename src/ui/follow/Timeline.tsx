/** The year as a line: the balance in steps, and under it a lane of marks for each rule and each way out. */
import { useCallback, useMemo, useState, useSyncExternalStore } from "react";
import type { Scenario } from "../../domain/scenario.ts";
import { inLanguage, type Language } from "../../domain/text.ts";
import { isPosting, pointsOf } from "../../domain/trace.ts";
import { followMessages } from "../../i18n/follow.ts";
import { formats } from "../../i18n/formats.ts";
import { eventWords } from "../../i18n/trace.ts";
import { Cursor, Hairline } from "../charts/Cursor.tsx";
import { type Margins, Plot, usePlane } from "../charts/Plot.tsx";
import { stepPath } from "../charts/path.ts";
import { Readout, type ReadoutProps, readingWords } from "../charts/Readout.tsx";
import { dateOfDay } from "../charts/time.ts";
import { extentOf, useValueAxis } from "../charts/valueAxis.ts";
import { tickLabelsOf, timeAxis } from "../overview/view.ts";
import { useLanguage } from "../session.tsx";
import { laneName, signed } from "./lane-words.ts";
import css from "./Timeline.module.css";
import type { Followed } from "./use-trace.ts";
import {
  type BalancePoint,
  balanceOn,
  balancesOf,
  eventfulDays,
  type Filter,
  type Lane,
  type LaneId,
  laneOf,
} from "./year.ts";

type Drawn = NonNullable<Followed["drawn"]>;

type Props = {
  drawn: Drawn;
  lanes: readonly Lane[];
  filter: Filter;
  onLane: (lane: LaneId) => void;
  onOpen: (day: number) => void;
};

type Curve = { id: string; name: string; color: string; points: BalancePoint[] };

export function Timeline({ drawn, lanes, filter, onLane, onOpen }: Props) {
  const language = useLanguage();
  const words = followMessages(language);
  const { number } = formats(language);
  const { trace } = drawn;
  const [day, setDay] = useState<number | undefined>(undefined);
  const days = useMemo(() => eventfulDays(trace), [trace]);
  const curves = useMemo(() => curvesOf(drawn, language), [drawn, language]);
  const postings = trace.lines.filter((line) => isPosting(line) && pointsOf(line) !== 0);
  // Points of different currencies cannot be held against each other.
  const most =
    curves.length > 1
      ? undefined
      : lanes.find(({ id, sums }) => id.startsWith("rule/") && (sums.get(0) ?? 0) > 0);
  if (days.length === 0) return <p className={css.never}>{words.never}</p>;
  return (
    <figure className={css.card} data-chart="year">
      <h3 className={css.title}>{words.chart}</h3>
      <p className={css.finding}>
        {words.chartFinding(
          number(postings.length),
          number(days.length),
          most && laneName(most.id, drawn.scenario, language),
        )}
      </p>
      <Curves drawn={drawn} curves={curves} days={days} day={day} onDay={setDay} onOpen={onOpen} />
      <ul className={css.lanes}>
        {lanes.map((lane) => (
          <LaneRow
            key={lane.id}
            lane={lane}
            name={laneName(lane.id, drawn.scenario, language)}
            scenario={drawn.scenario}
            day={day}
            pressed={filter.lane === lane.id}
            onPress={() => onLane(lane.id)}
          />
        ))}
      </ul>
    </figure>
  );
}

/** A curve for each currency that the member ever held. */
function curvesOf({ trace, scenario }: Drawn, language: Language): Curve[] {
  return scenario.currencies.flatMap(({ id, name }, position) => {
    const points = balancesOf(trace, position);
    if (points.length === 0 && position > 0) return [];
    return [{ id, name: inLanguage(name, language), color: colorOf(position), points }];
  });
}

/** Of a currency, by its position: its curve's, and the mark beside its sums. */
function colorOf(position: number): string {
  return `var(--series-${(position % 7) + 1})`;
}

const wideMargins: Margins = { top: 8, right: 72, bottom: 24, left: 152 };
const narrowMargins: Margins = { top: 8, right: 56, bottom: 24, left: 96 };
const narrow = "(width < 600px)";

function useMargins(): Margins {
  const subscribe = useCallback((changed: () => void) => {
    const query = matchMedia(narrow);
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, []);
  return useSyncExternalStore(subscribe, () => (matchMedia(narrow).matches ? narrowMargins : wideMargins));
}

type CurvesProps = {
  drawn: Drawn;
  curves: readonly Curve[];
  days: readonly number[];
  day: number | undefined;
  onDay: (day: number | undefined) => void;
  onOpen: (day: number) => void;
};

function Curves({ drawn, curves, days, day, onDay, onOpen }: CurvesProps) {
  const language = useLanguage();
  const words = followMessages(language);
  const margins = useMargins();
  const format = formats(language);
  const { start, days: daysOfRun } = drawn.scenario.run;
  const time = useMemo(() => timeAxis(start, daysOfRun, format), [start, daysOfRun, format]);
  const labels = useMemo(() => tickLabelsOf(format), [format]);
  const { high } = extentOf(curves.flatMap(({ points }) => points.map(({ balance }) => balance)));
  const axis = useValueAxis(0, Math.max(high, 5), labels.points, 4);
  const positions = useMemo(() => days.map(middleOf), [days]);
  const resting = days.length - 1;
  const found = day === undefined ? -1 : days.indexOf(day);
  const index = found < 0 ? undefined : found;
  const readout = readoutOf(drawn, curves, days[index ?? resting] ?? 0, language);
  return (
    <div>
      <Readout {...readout} />
      <Plot
        height={208}
        margins={margins}
        x={time}
        y={axis}
        over={
          <Cursor
            label={words.cursor}
            positions={positions}
            min={time.min}
            max={time.max}
            index={index}
            resting={resting}
            page={pageOf(days)}
            words={readingWords(readout)}
            onChoose={(chosen) => onDay(chosen === undefined ? undefined : days[chosen])}
            onOpen={(chosen) => onOpen(days[chosen] ?? 0)}
          />
        }
      >
        {curves.map((curve) => (
          <Steps key={curve.id} curve={curve} end={daysOfRun} filled={curves.length === 1} />
        ))}
        {index !== undefined && (
          <Hairline
            at={middleOf(days[index] ?? 0)}
            values={curves.map(({ points }) => balanceOn(points, days[index] ?? 0))}
          />
        )}
      </Plot>
    </div>
  );
}

/** Marks stand in the middle of their day. */
function middleOf(day: number): number {
  return day + 0.5;
}

/** About how many of the days make a month. */
function pageOf(days: readonly number[]): number {
  const span = (days.at(-1) ?? 0) - (days[0] ?? 0);
  return span > 0 ? Math.max(1, Math.round((30 * (days.length - 1)) / span)) : 1;
}

type StepsProps = { curve: Curve; end: number; filled: boolean };

function Steps({ curve: { points, color }, end, filled }: StepsProps) {
  const { x, y } = usePlane();
  const steps = [
    { at: 0, value: 0 },
    ...points.map(({ day, balance }) => ({ at: middleOf(day), value: balance })),
    { at: end, value: points.at(-1)?.balance ?? 0 },
  ];
  const path = stepPath(steps, x, y);
  return (
    <g>
      {filled && (
        <path className={css.area} d={`${path}L${x(end)},${y(0)}L${x(0)},${y(0)}Z`} style={{ fill: color }} />
      )}
      <path className={css.steps} d={path} style={{ stroke: color }} />
    </g>
  );
}

/** Balances at the end of a day, what it brought and took, and what the member did. */
function readoutOf(
  { trace, scenario }: Drawn,
  curves: readonly Curve[],
  day: number,
  language: Language,
): ReadoutProps {
  const words = followMessages(language);
  const { number, date } = formats(language);
  const sums = new Map<string, number>();
  let did = "";
  for (const line of trace.lines) {
    if (line.day !== day) continue;
    if (line.kind === "events") {
      did = words.listOf(line.events.map((event) => eventWords(scenario, event, language)));
      continue;
    }
    if (!isPosting(line)) continue;
    const currency = scenario.currencies[line.currency];
    const of = curves.length > 1 && currency ? ` · ${inLanguage(currency.name, language)}` : "";
    const said = line.kind === "award" ? words.onDay.earned : laneName(laneOf(line), scenario, language);
    const name = said + of;
    sums.set(name, (sums.get(name) ?? 0) + pointsOf(line));
  }
  const balances = curves.map(({ name, color, points }) => ({
    name: curves.length > 1 ? name : words.endBalance,
    value: number(balanceOn(points, day)),
    swatch: { shape: "line" as const, color },
  }));
  const moves = [...sums]
    .filter(([, points]) => points !== 0)
    .map(([name, points]) => ({ name, value: signed(points, number) }));
  const activity = did === "" ? [] : [{ name: words.onDay.activity, value: did }];
  return {
    when: date(dateOfDay(scenario.run.start, day)),
    readings: [...balances, ...moves, ...activity],
  };
}

type LaneRowProps = {
  lane: Lane;
  name: string;
  scenario: Scenario;
  day: number | undefined;
  pressed: boolean;
  onPress: () => void;
};

/** Marks at per cents of the width, so that nothing need be measured. A hollow mark was met and not paid. */
function LaneRow({ lane, name, scenario, day, pressed, onPress }: LaneRowProps) {
  const language = useLanguage();
  const { number } = formats(language);
  const at = (mark: number) => `${((100 * middleOf(mark)) / scenario.run.days).toFixed(3)}%`;
  const marks = useMemo(() => marksByDay(lane), [lane]);
  const named = (currency: number) => {
    const { name: words } = scenario.currencies[currency] ?? {};
    return words && inLanguage(words, language);
  };
  return (
    <li className={css.lane} data-lane={lane.id} data-pressed={pressed || undefined}>
      <button
        type="button"
        className={css.laneName}
        aria-pressed={pressed}
        title={followMessages(language).laneShow(name)}
        onClick={onPress}
      >
        {name}
      </button>
      <svg className={css.marks} aria-hidden="true">
        {marks.map(([mark, paid]) => (
          <rect
            key={mark}
            className={paid ? css.mark : css.unpaid}
            x={at(mark)}
            y="3"
            width="2"
            height="10"
          />
        ))}
        {day !== undefined && <line className={css.hair} x1={at(day)} x2={at(day)} y1="0" y2="100%" />}
      </svg>
      <span className={css.sum}>
        {[...lane.sums]
          .filter(([, points]) => points !== 0 || lane.sums.size === 1)
          .map(([currency, points]) => (
            <span key={currency} title={named(currency)}>
              {scenario.currencies.length > 1 && (
                <>
                  <span className="spoken">{named(currency)} </span>
                  <i className={css.dot} style={{ background: colorOf(currency) }} aria-hidden="true" />
                </>
              )}
              {signed(points, number)}
            </span>
          ))}
      </span>
    </li>
  );
}

/** One mark a day, paid where anything was. */
function marksByDay({ marks }: Lane): [day: number, paid: boolean][] {
  const byDay = new Map<number, boolean>();
  for (const { day, paid } of marks) byDay.set(day, paid || byDay.get(day) === true);
  return [...byDay];
}
