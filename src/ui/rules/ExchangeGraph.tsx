/**
 * What points become, drawn: currencies on the left, what they buy on the right, an arrow with its rate for each way; on
 * a phone, each currency with what it becomes below it.
 */
import { inLanguage, type LocalText } from "../../domain/text.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import type { State } from "../../store/state.ts";
import { useLanguage, useSandtable, useSheet } from "../session.tsx";
import css from "./ExchangeGraph.module.css";
import { type Place, type Way, waysIn } from "./exchange-ways.ts";

const width = 760;
const rowHeight = 64;
const box = { width: 148, height: 36 };
/** Left edges of the two columns; exchanges between currencies bend into the room on the left. */
const leftAt = 190;
const rightAt = width - box.width - 8;

export function ExchangeGraph() {
  const language = useLanguage();
  const words = rulesMessages(language);
  const scenario = useSheet((sheet) => sheet.scenario);
  const refused = useSandtable(refusedCircle);
  const { currencies, bought, ways } = waysIn(scenario, language);
  const rows = Math.max(currencies.length, bought.length, 1);
  const height = rows * rowHeight;
  const middleOf = (place: Place[], id: string) => {
    const at = place.findIndex((each) => each.id === id);
    return ((at + 0.5) * height) / place.length;
  };
  const left = ways.some((way) => !isBought(bought, way)) ? 0 : leftAt - 4;
  /** How many rates stand already where the rate of a way is to stand: on the same side of the same end. */
  const tierOf = (position: number) => {
    const sideOf = ({ from, to }: Way) => `${to} ${middleOf(bought, to) > middleOf(currencies, from)}`;
    const own = ways[position];
    return own ? ways.slice(0, position).filter((way) => sideOf(way) === sideOf(own)).length : 0;
  };
  const inCircle = refused?.map((name) => inLanguage(name, language)) ?? [];
  if (ways.length === 0) return null;
  return (
    <figure className={css.graph}>
      <figcaption>{words.graph}</figcaption>
      {inCircle.length > 0 && <p className={css.refused}>{words.graphCycle}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={css.scroll} aria-label={words.graph} tabIndex={0}>
        <svg
          viewBox={`${left} 0 ${width - left} ${height}`}
          style={{ maxInlineSize: width - left }}
          role="img"
          aria-label={spoken(currencies, bought, ways)}
        >
          <defs>
            <marker
              id="way-end"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              orient="auto"
            >
              <path className={css.head} d="M1 1l6 3-6 3" />
            </marker>
          </defs>
          {ways.map((way, position) => (
            <Arrow
              key={way.id}
              way={way}
              from={middleOf(currencies, way.from)}
              to={isBought(bought, way) ? middleOf(bought, way.to) : middleOf(currencies, way.to)}
              across={isBought(bought, way)}
              bend={position}
              tier={tierOf(position)}
            />
          ))}
          {currencies.map((place) => (
            <Box
              key={place.id}
              place={place}
              x={leftAt}
              y={middleOf(currencies, place.id)}
              marked={inCircle.includes(place.name)}
            />
          ))}
          {bought.map((place) => (
            <Box key={place.id} place={place} x={rightAt} y={middleOf(bought, place.id)} marked={false} />
          ))}
        </svg>
      </section>
      <Tree {...{ currencies, bought, ways, inCircle }} />
    </figure>
  );
}

type TreeProps = { currencies: readonly Place[]; bought: readonly Place[]; ways: readonly Way[] };

/** The same from top to bottom, for narrow screens. */
function Tree({ currencies, bought, ways, inCircle }: TreeProps & { inCircle: readonly string[] }) {
  const places = [...currencies, ...bought];
  const sources = currencies.filter(({ id }) => ways.some(({ from }) => from === id));
  return (
    <ul className={css.tree}>
      {sources.map(({ id, name }) => (
        <li key={id}>
          <span className={css.place} data-marked={inCircle.includes(name) || undefined}>
            {name}
          </span>
          <ul>
            {ways
              .filter(({ from }) => from === id)
              .map(({ id: own, to, words, on }) => (
                <li key={own} className={css.branch} data-off={!on || undefined}>
                  <span className={css.rate}>{words}</span>
                  <span className={css.place}>{places.find((place) => place.id === to)?.name}</span>
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** The names of the circle that the last refused edit would have closed. */
function refusedCircle({ rejection }: State): readonly LocalText[] | undefined {
  for (const problem of rejection?.problems ?? []) {
    if ("cycle" in problem) return (problem as { cycle: readonly LocalText[] }).cycle;
  }
  return undefined;
}

function isBought(bought: readonly Place[], way: Way): boolean {
  return bought.some(({ id }) => id === way.to);
}

function spoken(currencies: readonly Place[], bought: readonly Place[], ways: readonly Way[]): string {
  const nameOf = (id: string) => [...currencies, ...bought].find((each) => each.id === id)?.name ?? id;
  return ways.map(({ from, to, words }) => `${nameOf(from)} – ${nameOf(to)}: ${words}`).join("; ");
}

type BoxProps = { place: Place; x: number; y: number; marked: boolean };

function Box({ place, x, y, marked }: BoxProps) {
  return (
    <g className={css.box} data-marked={marked || undefined}>
      <rect x={x} y={y - box.height / 2} width={box.width} height={box.height} rx="8" />
      <text x={x + box.width / 2} y={y} dy="0.35em">
        {shortened(place.name)}
        <title>{place.name}</title>
      </text>
    </g>
  );
}

/** As much of a name as a box holds; a Chinese character is as wide as two letters. */
const widthMax = 20;

function shortened(name: string): string {
  const letters = [...name];
  const widths = letters.map((letter) => (letter > "\u2e7f" ? 2 : 1));
  const widthOf = (count: number) => widths.slice(0, count).reduce<number>((sum, width) => sum + width, 0);
  if (widthOf(letters.length) <= widthMax) return name;
  const kept = letters.filter((_, at) => widthOf(at + 1) < widthMax);
  return `${kept.join("")}…`;
}

type ArrowProps = { way: Way; from: number; to: number; across: boolean; bend: number; tier: number };

/** To the right what is bought, with the rate near its end; between currencies a bow on the left. */
function Arrow({ way, from, to, across, bend, tier }: ArrowProps) {
  if (across) {
    const [x1, x2] = [leftAt + box.width, rightAt];
    const middle = (x1 + x2) / 2;
    return (
      <g className={css.way} data-off={!way.on || undefined}>
        <path
          d={`M${x1} ${from}C${middle} ${from} ${middle} ${to} ${x2 - 2} ${to}`}
          markerEnd="url(#way-end)"
        />
        <text x={x2 - 12} y={to > from ? to + 16 + tier * 14 : to - 8 - tier * 14} className={css.end}>
          {way.payer}
          {way.words}
        </text>
      </g>
    );
  }
  const reach = leftAt - 64 - (bend % 3) * 24;
  return (
    <g className={css.way} data-off={!way.on || undefined}>
      <path
        d={`M${leftAt} ${from}C${reach} ${from} ${reach} ${to} ${leftAt - 2} ${to}`}
        markerEnd="url(#way-end)"
      />
      <text
        x={leftAt - 56 - (bend % 3) * 18}
        y={(from + to) / 2 + (to > from ? -12 : 12)}
        dy="0.35em"
        className={css.end}
      >
        {way.words}
      </text>
    </g>
  );
}
