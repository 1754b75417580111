/** Makes a scheme and its story smaller, as long as the two engines disagree on it: what a failing comparison prints. */
import { checkScenario } from "../../../src/domain/check.ts";
import type { Scenario } from "../../../src/domain/scenario.ts";
import type { Story } from "./paper.ts";

export type Case = { scenario: Scenario; story: Story };

const lists = ["changes", "rules", "limits", "privileges", "exchanges", "items", "rates"] as const;
const ofRule = ["multipliers", "eligibility", "budgetPerMonth", "validity", "rounding"] as const;
const ofCurrency = ["migrations", "transfer", "purchase", "offset", "lotOrder", "pendingDays"] as const;

/** A second or two: what is left then is small enough to read. */
const triesMax = 1500;

/** A case with fewer parts that still fails; what could not be left out is what matters. */
export function smallest(failing: Case, fails: (one: Case) => boolean): Case {
  let tries = triesMax;
  const stillFails = (one: Case) =>
    tries-- > 0 && checkScenario(one.scenario).ok && isWhole(one.story) && fails(one);
  let now = failing;
  for (let before: Case | undefined; before !== now; ) {
    before = now;
    for (const smaller of smallerCases(now)) {
      if (!stillFails(smaller)) continue;
      now = smaller;
      break;
    }
  }
  return now;
}

/** Every refund is of an order that was paid before. */
function isWhole({ events }: Story): boolean {
  return events.every(
    ({ event, member, piece }, at) =>
      event !== "refund" ||
      piece === undefined ||
      events.slice(0, at).some((paid) => paid.member === member && paid.piece === piece),
  );
}

function* smallerCases({ scenario, story }: Case): Generator<Case> {
  const { events } = story;
  // Whole stretches of events first.
  for (let size = Math.ceil(events.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = 0; from < events.length; from += size)
      yield { scenario, story: { ...story, events: events.filter((_, i) => i < from || i >= from + size) } };
  for (const smaller of smallerSchemes(scenario)) yield { scenario: smaller, story };
}

function* smallerSchemes(scenario: Scenario): Generator<Scenario> {
  for (const list of lists)
    for (let at = 0; at < (scenario[list]?.length ?? 0); at++)
      yield { ...scenario, [list]: scenario[list]?.filter((_, i) => i !== at) };
  const { tiers, ...withoutTiers } = scenario;
  if (tiers) yield withoutTiers;
  for (const [at, rule] of scenario.rules.entries()) {
    const put = (own: typeof rule) => ({ ...scenario, rules: scenario.rules.with(at, own) });
    for (const part of ofRule) if (rule[part] !== undefined) yield put({ ...rule, [part]: undefined });
    if (Object.keys(rule.caps).length > 0) yield put({ ...rule, caps: {} });
  }
  for (const [at, currency] of scenario.currencies.entries()) {
    const put = (own: typeof currency) => ({ ...scenario, currencies: scenario.currencies.with(at, own) });
    const { decay, yearEndClearing, validity } = currency;
    for (const part of ofCurrency)
      if (currency[part] !== undefined) yield put({ ...currency, [part]: undefined });
    if (decay.enabled) yield put({ ...currency, decay: { ...decay, enabled: false } });
    if (yearEndClearing.enabled)
      yield put({ ...currency, yearEndClearing: { ...yearEndClearing, enabled: false } });
    if (validity.kind !== "none") yield put({ ...currency, validity: { kind: "none" } });
  }
}

/** What is left of a case, in few words: rules, what currencies do, events. */
export function wordsOf({ scenario, story }: Case): string {
  const { run, rules, currencies, limits, exchanges, changes, tiers, privileges, rates, items } = scenario;
  const parts = { run, currencies, rules, limits, exchanges, changes, tiers, privileges, rates, items };
  const listed = Object.entries(parts).filter(
    ([, part]) => !(part === undefined || (Array.isArray(part) && part.length === 0)),
  );
  const people = Object.entries(story.people).filter(
    ([name, { joins }]) => joins !== undefined || named(story).has(name),
  );
  return [
    ...listed.map(([name, part]) => `${name}: ${compact(part)}`),
    `openings: ${compact(scenario.population.segments.map(({ opening }) => opening ?? null))}`,
    ...people.map(([name, person]) => `${name}: ${compact(person)}`),
    ...story.events.map((event) => compact(event)),
    ...(story.wishes ?? []).map((wish) => compact(wish)),
  ].join("\n");
}

function named({ events }: Story): Set<string> {
  return new Set(events.flatMap(({ member = "A", referred = "" }) => [member, referred]));
}

/** Without names for readers and quotation marks. */
function compact(part: unknown): string {
  return JSON.stringify(part, (key, value) => (key === "name" ? undefined : value)).replaceAll('"', "");
}
