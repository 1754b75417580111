/** Whether the parts of a scenario find each other: ids that are used must exist, ids that exist must be unique. */
import type { Problem } from "./problem.ts";
import type { Rule } from "./rule.ts";
import type { Scenario } from "./scenario.ts";

type Listed = readonly { id: string }[];

/** Ids by what they are of. */
type Known = ReturnType<typeof knownIn>;
type Kind = keyof Known;

/** Where an id is used; of a level, among which ids it is looked for. */
type Reference = [of: Kind | Listed, key: string, path: string];

/** @returns ids that are there twice, then those that lead nowhere, each list in the order of the scenario's parts */
export function checkReferences(scenario: Scenario): Problem[] {
  const known = knownIn(scenario);
  const references = [
    ...scenario.rules.flatMap(referencesOfRule),
    ...referencesOfStanding(scenario),
    ...referencesOfMarket(scenario),
    ...referencesOfPopulation(scenario),
  ];
  return [
    ...listsOf(scenario).flatMap(([path, list]) => duplicatesIn(path, list)),
    ...references.flatMap(([of, key, path]): Problem[] =>
      (typeof of === "string" ? known[of] : of).some(({ id }) => id === key)
        ? []
        : [{ code: "unknownReference", path, key }],
    ),
  ];
}

function knownIn({ services, currencies, rates, population, channels = [], tiers }: Scenario) {
  const { segments } = population;
  const steps: Listed = tiers?.steps ?? [];
  return {
    services,
    products: services,
    currencies,
    rates,
    segments,
    channels,
    tiers: steps,
  } satisfies Record<string, Listed>;
}

/** Every list whose entries have ids, and its path. */
function listsOf(scenario: Scenario): [path: string, list: Listed][] {
  const { services, currencies, rates, rules, items, population } = scenario;
  const { exchanges = [], limits = [], channels = [], privileges = [], tiers } = scenario;
  return [
    ...Object.entries({ services, currencies, rates, rules, items, exchanges, limits, channels, privileges }),
    ["population/segments", population.segments],
    ["tiers/steps", tiers?.steps ?? []],
    ...services.map(({ id, levels }): [string, Listed] => [
      `services/${id}/levels/steps`,
      levels?.steps ?? [],
    ]),
  ];
}

function duplicatesIn(path: string, list: Listed): Problem[] {
  const ids = list.map(({ id }) => id);
  return ids.flatMap((id, position): Problem[] =>
    ids.indexOf(id) < position ? [{ code: "duplicate", path: `${path}/${id}`, key: id }] : [],
  );
}

function referencesOfRule({
  id,
  service,
  currency,
  condition,
  eligibility,
  multipliers = [],
}: Rule): Reference[] {
  const at = `rules/${id}`;
  const used: Reference[] = [
    ["services", service, `${at}/service`],
    ["currencies", currency, `${at}/currency`],
  ];
  if (condition.kind === "perEarned") used.push(["currencies", condition.earned, `${at}/condition/earned`]);
  if (condition.kind === "perRedeemed" && condition.spent !== undefined)
    used.push(["currencies", condition.spent, `${at}/condition/spent`]);
  for (const of of ["segments", "tiers", "channels", "products"] as const)
    for (const key of eligibility?.[of] ?? []) used.push([of, key, `${at}/eligibility/${of}`]);
  multipliers.forEach((one, position) => {
    const path = `${at}/multipliers/${position}/${one.kind}`;
    if (one.kind === "segment") used.push(["segments", one.segment, path]);
    if (one.kind === "tier") used.push(["tiers", one.tier, path]);
    if (one.kind === "channel") used.push(["channels", one.channel, path]);
    if (one.kind === "product") used.push(["products", one.product, path]);
  });
  return used;
}

/** Tiers, levels and privileges. */
function referencesOfStanding({ tiers, services, privileges = [] }: Scenario): Reference[] {
  const used: Reference[] = [];
  if (tiers) used.push(["currencies", tiers.currency, "tiers/currency"]);
  (tiers?.entry ?? []).forEach(({ product, tier }, position) => {
    used.push(["products", product, `tiers/entry/${position}/product`]);
    used.push(["tiers", tier, `tiers/entry/${position}/tier`]);
  });
  for (const { id, levels } of services)
    if (levels) used.push(["currencies", levels.currency, `services/${id}/levels/currency`]);
  for (const { id, held } of privileges) {
    const at = `privileges/${id}/held`;
    if (held.kind === "balance") used.push(["currencies", held.currency, `${at}/currency`]);
    if (held.kind === "tier") used.push(["tiers", held.tier, `${at}/tier`]);
    if (held.kind !== "level") continue;
    const steps = services.find((service) => service.id === held.service)?.levels?.steps ?? [];
    used.push(["services", held.service, `${at}/service`], [steps, held.step, `${at}/step`]);
  }
  return used;
}

/** What bounds, prices, sells and exchanges points. */
function referencesOfMarket({ limits = [], rates, items, exchanges = [] }: Scenario): Reference[] {
  return [
    ...limits.flatMap(({ id, currency, service }): Reference[] => [
      ["currencies", currency, `limits/${id}/currency`],
      ...(service === undefined ? [] : [["services", service, `limits/${id}/service`] satisfies Reference]),
    ]),
    ...rates.map(({ id, currency }): Reference => ["currencies", currency, `rates/${id}/currency`]),
    ...items.map(({ id, rate }): Reference => ["rates", rate, `items/${id}/rate`]),
    ...exchanges.flatMap(({ id, from, to }): Reference[] => [
      ["currencies", from, `exchanges/${id}/from`],
      ["currencies", to, `exchanges/${id}/to`],
    ]),
  ];
}

function referencesOfPopulation({ population: { segments, referredSegment } }: Scenario): Reference[] {
  const opened = segments.flatMap(({ id, opening }): Reference[] => {
    const at = `population/segments/${id}/opening`;
    return [
      ...(opening?.balances ?? []).map(
        ({ currency }, position): Reference => [
          "currencies",
          currency,
          `${at}/balances/${position}/currency`,
        ],
      ),
      ...(opening?.tiers ?? []).map(
        ({ tier }, position): Reference => ["tiers", tier, `${at}/tiers/${position}/tier`],
      ),
    ];
  });
  return [...opened, ["segments", referredSegment, "population/referredSegment"]];
}
