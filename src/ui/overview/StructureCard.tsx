/** The structure of the points issued in a currency against its targets, service by service. */
import { memo } from "react";
import type { Outcome, Structure } from "../../domain/outcome.ts";
import {
  byMiss,
  isNearTarget,
  structureTolerance,
  type Weight,
  weights,
  worstMiss,
} from "../../domain/service.ts";
import { inLanguage } from "../../domain/text.ts";
import { ChartCard } from "../charts/ChartCard.tsx";
import type { ChartTable } from "../charts/DataTable.tsx";
import { type ShareBar, ShareBars } from "../charts/ShareBars.tsx";
import styles from "./StructureCard.module.css";
import type { CardProps, View } from "./view.ts";

export const StructureCard = memo(function StructureCard({ view, className }: CardProps) {
  const { words } = view;
  const structures = structuresIn(view);
  return (
    <ChartCard
      name="structure"
      title={words.structure.title}
      finding={structureFinding(view)}
      table={() => structureTable(view)}
      words={words}
      className={className}
    >
      <div className={styles.services}>
        {structures.map((structure) => (
          <section key={structure.service}>
            {structures.length > 1 ? (
              <h4 className={styles.service}>{serviceName(structure, view)}</h4>
            ) : null}
            <ShareBars
              bars={structureBars(structure, view)}
              tolerance={structureTolerance}
              max={1}
              size="tall"
            />
            {structure.inDocument ? (
              <p className={styles.reading}>{otherReading(structure, structure.inDocument, view)}</p>
            ) : null}
          </section>
        ))}
        <p className={styles.zone}>
          {words.structure.zone(toleranceWords(view))}
          <span className={`${styles.ghost} ${view.baseline ? "" : styles.absent}`}>{words.ghost}</span>
        </p>
      </div>
    </ChartCard>
  );
});

/** Those of the currency that is looked at. */
export function structuresIn({ outcome, currency }: Pick<View, "outcome" | "currency">): Structure[] {
  return outcome.structures.filter((structure) => structure.currency === currency);
}

function toleranceWords({ words, formats }: View): string {
  return words.percentagePoints(formats.number(structureTolerance * 100));
}

function serviceName(structure: Structure, { scenario, language }: View): string {
  const service = scenario.services.find(({ id }) => id === structure.service);
  return service ? inLanguage(service.name, language) : structure.service;
}

/** Indicator groups with points under a weight, the largest first. */
function groupsOf(structure: Structure, weight: Weight) {
  return structure.byGroup
    .filter((entry) => entry.weight === weight && entry.points > 0)
    .sort((a, b) => b.points - a.points);
}

function baselineShare({ service, currency }: Structure, weight: Weight, baseline: Outcome | undefined) {
  return (
    baseline &&
    structuresIn({ outcome: baseline, currency }).find((one) => one.service === service)?.shares[weight]
  );
}

/** One bar for each weight that has points or a target. */
export function structureBars(structure: Structure, view: View): ShareBar[] {
  const { words, formats, baseline } = view;
  return weights
    .filter((weight) => structure.target[weight] > 0 || structure.shares[weight] > 0)
    .map((weight) => {
      const share = structure.shares[weight];
      const groups = groupsOf(structure, weight);
      const names = groups.map(({ group, points }) =>
        groups.length === 1
          ? words.groups[group]
          : `${words.groups[group]} ${formats.percent(points / structure.issued)}`,
      );
      return {
        id: weight,
        name: words.weights[weight],
        detail: names.length === 0 ? undefined : words.listOf(names),
        share,
        shown: formats.percent(share),
        remark: remarkOf(share, structure.target[weight], view),
        target: structure.target[weight],
        baseline: baselineShare(structure, weight, baseline),
      };
    });
}

function remarkOf(share: number, target: number, view: View): ShareBar["remark"] {
  const { words, formats } = view;
  const distance = share - target;
  if (!Number.isFinite(share)) return undefined;
  if (isNearTarget(share, target))
    return { text: words.structure.within(toleranceWords(view)), tone: "plain" };
  const size = words.percentagePoints(formats.number(Math.abs(distance) * 100));
  return { text: distance > 0 ? words.structure.over(size) : words.structure.under(size), tone: "off" };
}

/** The verdict as a sentence; of several services, about the one that misses its target by most. */
export function structureFinding(view: View): string {
  const { words, formats } = view;
  const structures = structuresIn(view);
  const issued = structures.filter((structure) => structure.issued > 0);
  if (issued.length === 0) return words.structure.none;
  const failing = issued.filter((structure) => !structure.passes);
  if (failing.length === 0) {
    const [first] = issued;
    const shares = weights
      .filter((weight) => first!.shares[weight] > 0)
      .map((weight) => `${words.weights[weight]} ${formats.percent(first!.shares[weight])}`);
    return words.structure.passes(words.listOf(shares));
  }
  const misses = failing.map((structure) => ({
    structure,
    ...worstMiss(structure.shares, structure.target),
  }));
  const worst = misses.sort(byMiss)[0]!;
  const { structure, weight } = worst;
  const groups = groupsOf(structure, weight).map(({ group }) => words.groups[group]);
  return words.structure.fails({
    service: structures.length > 1 ? serviceName(structure, view) : undefined,
    group: words.listOf(groups),
    share: formats.percent(structure.shares[weight]),
    target: formats.percent(structure.target[weight]),
  });
}

/** The second verdict: by the groups that the planning document calls key in its own words. */
function otherReading(
  { target: { key, secondary } }: Structure,
  reading: NonNullable<Structure["inDocument"]>,
  { words, formats }: View,
): string {
  const target = formats.percent(reading.keyTarget);
  const isSum = secondary > 0 && Math.abs(key + secondary - reading.keyTarget) < 1e-9;
  return words.structure.inDocument({
    groups: reading.keyGroups.map((group) => words.groups[group]),
    share: formats.percent(reading.keyShare),
    target: isSum ? `${formats.percent(key)} + ${formats.percent(secondary)} = ${target}` : target,
    passes: reading.passes,
  });
}

export function structureTable(view: View): ChartTable {
  const { words, formats, baseline } = view;
  const structures = structuresIn(view);
  return {
    columns: [
      words.structure.weight,
      words.structure.share,
      ...(baseline ? [words.baseline] : []),
      words.structure.target,
      words.structure.verdict,
    ],
    rows: structures.flatMap((structure) =>
      weights.map((weight) => [
        structures.length > 1
          ? `${serviceName(structure, view)} · ${words.weights[weight]}`
          : words.weights[weight],
        formats.percent(structure.shares[weight]),
        ...(baseline ? [formats.percent(baselineShare(structure, weight, baseline) ?? Number.NaN)] : []),
        formats.percent(structure.target[weight]),
        remarkOf(structure.shares[weight], structure.target[weight], view)?.text ?? "–",
      ]),
    ),
  };
}
