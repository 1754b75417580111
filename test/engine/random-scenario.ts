/** Random valid scenarios: every kind of rule, validity, decay and clearing, several currencies and segments, small runs. */
import fc from "fast-check";
import { isoDateOf, parseIsoDate } from "../../src/domain/calendar.ts";
import type { ExchangeRate } from "../../src/domain/catalogue.ts";
import { checkScenario } from "../../src/domain/check.ts";
import { phases } from "../../src/domain/exchange.ts";
import type { Limit } from "../../src/domain/limit.ts";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import type { Service } from "../../src/domain/service.ts";
import { changeParts, changesFrom, forOthers } from "./random-change.ts";
import { currencyFrom, currencyParts } from "./random-currency.ts";
import { exchangeParts, exchangesFrom, itemParts, itemsFrom, rateParts } from "./random-market.ts";
import { cap, capsFrom, given, nameOf, pick, sometimes, whole } from "./random-parts.ts";
import { openingParts, population, withOpening } from "./random-population.ts";
import { channels, ruleFrom, ruleParts } from "./random-rule.ts";
import { heldFrom, levelParts, privilegeParts, stepsFrom, tierParts, tiersFrom } from "./random-standing.ts";

const natures: Service["natures"] = ["oneWayAcquisition", "communication", "exchange", "competition"];
const stages: Service["stage"][] = ["introduction", "growth", "maturity"];

const run: fc.Arbitrary<Scenario["run"]> = fc
  .record({
    start: whole(parseIsoDate("2023-06-01") ?? 0, parseIsoDate("2029-03-01") ?? 0).map(isoDateOf),
    days: fc.oneof(
      { weight: 6, arbitrary: whole(1, 60) },
      { weight: 3, arbitrary: whole(61, 400) },
      { weight: 1, arbitrary: whole(401, 1100) },
    ),
    members: whole(1, 60),
    seed: fc.string({ minLength: 1, maxLength: 8, unit: "grapheme-ascii" }),
  })
  .map(({ members, ...own }) => ({
    ...own,
    members: Math.min(members, Math.ceil(9000 / own.days)),
    replications: 1,
  }));

/** Over several rules, mostly of the first currency, as most rules are. */
const limitParts = fc.record({
  currency: fc.oneof(fc.constant(0), whole(0, 9)),
  service: sometimes(whole(0, 9)),
  day: sometimes(cap),
  month: sometimes(cap),
  year: sometimes(cap),
  budget: fc.option(cap, { nil: undefined, freq: 3 }),
  allOrNothing: fc.boolean(),
});
type LimitParts = typeof limitParts extends fc.Arbitrary<infer T> ? T : never;

const parts = (run: fc.Arbitrary<Scenario["run"]>, rules: { minLength?: number; maxLength: number }) =>
  fc.record({
    run,
    population,
    services: fc.array(
      fc.record({
        natures: fc.uniqueArray(fc.constantFrom(...natures), { minLength: 1, maxLength: 2 }),
        stage: fc.constantFrom(...stages),
        levels: levelParts,
        weight: sometimes(whole(0, 5)),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    currencies: fc.oneof(
      { weight: 1, arbitrary: fc.array(currencyParts, { minLength: 1, maxLength: 1 }) },
      { weight: 3, arbitrary: fc.array(currencyParts, { minLength: 2, maxLength: 3 }) },
    ),
    rules: fc.array(ruleParts, { ...rules, size: "max" }),
    limits: sometimes(fc.array(limitParts, { minLength: 1, maxLength: 4, size: "max" })),
    tiers: fc.option(tierParts, { nil: undefined, freq: 3 }),
    privileges: fc.array(privilegeParts, { maxLength: 3 }),
    rates: fc.array(rateParts, { minLength: 1, maxLength: 3 }),
    items: fc.array(itemParts, { maxLength: 4 }),
    exchanges: sometimes(fc.array(exchangeParts, { minLength: 1, maxLength: 4, size: "max" })),
    phase: sometimes(fc.constantFrom(...phases)),
    openings: fc.array(openingParts, { minLength: 3, maxLength: 3 }),
    changes: sometimes(fc.array(changeParts, { minLength: 1, maxLength: 6, size: "max" })),
  });
type Parts = ReturnType<typeof parts> extends fc.Arbitrary<infer T> ? T : never;

/** Joins parts to a scenario whose parts know each other. */
export const scenarioArbitrary = (...of: Parameters<typeof parts>) =>
  parts(...of).map((own) => withoutFaults(withChanges(own, scenarioFrom(own))));

function withChanges({ changes }: Parts, scenario: Scenario): Scenario {
  if (!changes) return scenario;
  return forOthers({ ...scenario, changes: changesFrom(changes, scenario) }, changes[0]?.which ?? 0);
}

function named<T>(list: readonly T[], kind: string) {
  return list.map((own, i) => ({ ...own, id: `${kind}-${i}`, name: nameOf(`${kind}-${i}`) }));
}

function scenarioFrom(own: Parts): Scenario {
  const { run } = own;
  const currencies = named(own.currencies, "currency").map(({ id, name, ...rest }) =>
    currencyFrom(rest, { id, name }, run),
  );
  const services = named(own.services, "service").map(({ levels, weight, ...parts }): Service => {
    const rest = { ...parts, ...given({ weight }) };
    if (!levels) return rest;
    const steps = stepsFrom(levels.steps, "level");
    return { ...rest, levels: { currency: pick(currencies, levels.currency).id, steps } };
  });
  const tiers = own.tiers && tiersFrom(own.tiers, { currencies, services });
  const stocked = { currencies, ...given({ tiers }) };
  const segments = own.population.segments.map((segment, i) =>
    withOpening(segment, own.openings[i], stocked),
  );
  const known = { ...own, services, currencies, tiers, population: { ...own.population, segments } };
  const privileges = named(own.privileges, "privilege").flatMap(({ id, name, ...rest }) => {
    const held = heldFrom(rest, known);
    return held ? [{ id, name, held }] : [];
  });
  const limits = own.limits && named(own.limits, "limit").map((parts) => limitFrom(parts, known));
  const rates = own.rates.map((rate, i): ExchangeRate => {
    return { ...rate, id: `rate-${i}`, currency: pick(currencies, rate.currency).id };
  });
  return {
    version: 1,
    id: "random",
    name: nameOf("random"),
    story: nameOf(""),
    run,
    services,
    currencies,
    rules: named(own.rules, "rule").map((parts) => ruleFrom(parts, known)),
    rates,
    items: itemsFrom(own.items, rates, currencies),
    population: known.population,
    ...given({
      tiers,
      limits,
      phase: own.phase,
      exchanges: own.exchanges && exchangesFrom(own.exchanges, currencies),
      privileges: privileges.length > 0 ? privileges : undefined,
    }),
    channels,
    effects: [],
    provenance: { "": { status: "assumed" } },
  };
}

function limitFrom(
  { id, name, currency, service, allOrNothing, ...limited }: LimitParts & Pick<Limit, "id" | "name">,
  { currencies, services }: Pick<Scenario, "currencies" | "services">,
): Limit {
  return {
    id,
    name,
    currency: pick(currencies, currency).id,
    ...given({ service: service === undefined ? undefined : pick(services, service).id }),
    ...capsFrom(limited, allOrNothing),
  };
}

/** What makes value out of nothing, and changes to what is no scheme, are left out until the rest is one. */
export function withoutFaults(scenario: Scenario): Scenario {
  const checked = checkScenario(scenario);
  if (checked.ok) return scenario;
  const faulty = checked.problems.map(({ path }) => path.split("/"));
  const changed = new Set(faulty.flatMap(([list, one = ""]) => (list === "changes" ? [one] : [])));
  if (changed.size > 0) {
    const changes = (scenario.changes ?? []).filter((_, at) => !changed.has(`${at}`));
    return withoutFaults({ ...scenario, changes });
  }
  const growing = checked.problems.flatMap(({ code, path }) => (code.startsWith("share") ? [path] : []));
  if (growing.length > 0)
    return withoutFaults({
      ...scenario,
      rules: scenario.rules.map((own) =>
        growing.some((path) => path.split("/")[1] === own.id) ? halved(own) : own,
      ),
    });
  const loop = checked.problems.flatMap((one) => (one.code === "mintingLoop" ? one.exchanges : []));
  if (loop.length > 0) {
    const exchanges = scenario.exchanges?.filter(({ id }) => !loop.includes(id)) ?? [];
    return withoutFaults({ ...scenario, exchanges });
  }
  const isMinting = ([list = ""]: string[]) => ["exchanges", "items", "currencies"].includes(list);
  const [list, one = "", what = ""] = faulty.find(isMinting) ?? [];
  if (list === "exchanges")
    return withoutFaults({
      ...scenario,
      exchanges: scenario.exchanges?.filter(({ id }) => id !== one) ?? [],
    });
  if (list === "items")
    return withoutFaults({ ...scenario, items: scenario.items.filter(({ id }) => id !== one) });
  if (list !== "currencies") throw new Error(`no valid scenario: ${JSON.stringify(checked.problems)}`);
  const currencies = scenario.currencies.map((own) => {
    const { [what as "offset"]: _, ...rest } = own;
    return own.id === one ? rest : own;
  });
  return withoutFaults({ ...scenario, currencies });
}

/** A share of half as much; without multipliers where there is no half. */
function halved(rule: Rule): Rule {
  const { condition, multipliers: _, ...rest } = rule;
  if (condition.kind !== "shareOfReferred") return rule;
  const basisPoints = Math.floor(condition.basisPoints / 2);
  return basisPoints > 0 ? { ...rule, condition: { ...condition, basisPoints } } : { ...rest, condition };
}

/** Small runs of synthetic members. */
export const randomScenario = scenarioArbitrary(run, { maxLength: 10 });
