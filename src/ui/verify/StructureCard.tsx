/** The structure by indicator weight against 60/30/10: what the records come to beside the simulation. */
import { structureTolerance } from "../../domain/service.ts";
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
  const services = [...new Set(pairs.map(({ service }) => service))];
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
        {services.map((service, position) => (
          <section key={service}>
            {services.length > 1 && <h4 className={css.service}>{serviceName(service, compared)}</h4>}
            <PairBars
              pairs={pairs.filter((pair) => pair.service === service).map((pair) => barOf(pair, compared))}
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

function serviceName(id: string, { scenario, language }: Compared): string {
  const service = scenario.services.find((each) => each.id === id);
  return service ? inLanguage(service.name, language) : id;
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
  const several = new Set(pairs.map(({ service }) => service)).size > 1;
  return {
    columns: [words.structure.weight, words.records, words.simulation, words.structure.target],
    rows: pairs.map(({ service, weight, records, simulated, target }) => [
      several ? `${serviceName(service, compared)} · ${weights[weight]}` : weights[weight],
      formats.percent(records, 1),
      formats.percent(simulated ?? Number.NaN, 1),
      formats.percent(target),
    ]),
  };
}
