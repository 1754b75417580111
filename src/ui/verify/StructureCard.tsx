/** The structure by indicator weight against 60/30/10: what the records come to beside the simulation. */
import { structureTolerance } from "../../domain/service.ts";
import { structureName } from "../../domain/structure-name.ts";
import { inLanguage } from "../../domain/text.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { ChartCard } from "../charts/ChartCard.tsx";
import type { ChartTable } from "../charts/DataTable.tsx";
import { type Pair, PairBars } from "../charts/PairBars.tsx";
import type { Compared } from "./compared.ts";
import { type SharePair, sharePairs, structurePasses } from "./comparison.ts";
import css from "./Result.module.css";

type Props = { compared: Compared; className?: string | undefined };

export function StructureCard({ compared, className }: Props) {
  const { records, simulated, words, formats, language } = compared;
  const common = overviewMessages(language);
  const pairs = sharePairs(records, simulated);
  const { structures } = records;
  return (
    <ChartCard
      name="verify-structure"
      title={words.structure.title}
      finding={findingOf(compared)}
      table={() => tableOf(pairs, compared)}
      words={common}
      className={className}
    >
      <div className={css.services}>
        {structures.map((structure, position) => (
          <section key={`${structure.service} ${structure.currency}`}>
            {structures.length > 1 && <h4 className={css.service}>{nameOf(structure, compared)}</h4>}
            <PairBars
              pairs={pairs.filter((pair) => isOf(structure, pair)).map((pair) => barOf(pair, compared))}
              names={[words.records, words.simulation]}
              bare={position > 0}
              max={1}
              tolerance={structureTolerance}
            />
          </section>
        ))}
        <p className={css.legend}>
          {words.structure.legend(common.percentagePoints(formats.number(structureTolerance * 100)))}
        </p>
      </div>
    </ChartCard>
  );
}

type Of = Pick<SharePair, "service" | "currency">;

function isOf(one: Of, other: Of): boolean {
  return one.service === other.service && one.currency === other.currency;
}

function nameOf(one: Of, { scenario, records, language }: Compared): string {
  return inLanguage(structureName(scenario, one, records.structures), language);
}

function findingOf({ records, simulated, words }: Compared): string {
  const ours = structurePasses(records);
  const theirs = simulated && structurePasses(simulated);
  if (ours === undefined) return words.structure.none;
  if (theirs === undefined) return "";
  return ours === theirs ? words.structure.both(ours) : words.structure.differ(ours);
}

function barOf({ weight, records, simulated, target }: SharePair, { language, formats }: Compared): Pair {
  const { weights } = overviewMessages(language);
  return {
    id: weight,
    name: weights[weight],
    first: records,
    second: simulated,
    shown: [formats.percent(records), formats.percent(simulated ?? Number.NaN)],
    target,
  };
}

function tableOf(pairs: readonly SharePair[], compared: Compared): ChartTable {
  const { words, formats, language } = compared;
  const { weights } = overviewMessages(language);
  return {
    columns: [words.structure.weight, words.records, words.simulation, words.structure.target],
    rows: pairs.map((pair) => [
      [nameOf(pair, compared), weights[pair.weight]].filter(Boolean).join(" · "),
      formats.percent(pair.records, 1),
      formats.percent(pair.simulated ?? Number.NaN, 1),
      formats.percent(pair.target),
    ]),
  };
}
