/** Values that change on a date within the run, on the balances as they then are (spec 1.6). */
import { writeAt } from "./path.ts";
import type { Scenario } from "./scenario.ts";

const caps = "pointsPer(Day|Month|Year)|allOrNothing";
const wallet = "transfer|purchase|offset";
/**
 * What can change while members hold points: numbers, dates, switches, and by what points leave, lapse or promote.
 *
 * Not what there is, nor whom it is about or in which currency: a rule of other members is another rule. Not a kind, nor
 * what a condition counts, whether again, over which period: what is remembered so far would be of something else; one rule
 * is switched off and another on. Not whether a currency can be spent: items are switched, and none is left without one.
 * Not migrations, which have dates of their own, nor members and the run, which are no part of the scheme.
 */
const changeable = new RegExp(
  `^(${[
    `(rules|limits)/[^/]+/(enabled|points|rounding|budgetPerMonth|caps/(${caps})|multipliers/\\d+/factor)`,
    "rules/[^/]+/condition/((?!kind$|indicator$|repeat$|period$|counted$|monthTotal$)[a-zA-Z]+|bands/\\d+/(count|points))",
    "rules/[^/]+/(validity/(days|months|years)|eligibility/(verified|span/(from|until))|multipliers/\\d+/span/(from|until))",
    "rates/[^/]+/(points|cents)",
    "items/[^/]+/(enabled|faceCents|cashCents|costCents|resaleCents|taste)",
    "exchanges/[^/]+/(enabled|give|get|pointsMin|pointsPerMonth|by)",
    "phase",
    "currencies/[^/]+/(decay/(enabled|basisPointsPerDay|rounding|idleDays)|validity/(days|months|years|count)|lotOrder|yearEndClearing/(enabled|scope)|pendingDays|redemptionBudgetPerMonth)",
    `currencies/[^/]+/(${wallet})/(enabled|points|cents|pointsMin|pointsPerMonth|feeBasisPoints|shareMax|earns)`,
    "tiers/(validityMonths|demotion|promotedBy|steps/[^/]+/threshold)",
    "services/[^/]+/levels/steps/[^/]+/threshold",
    "privileges/[^/]+/held/threshold",
  ].join("|")})$`,
);

export function isChangeable(path: string): boolean {
  return changeable.test(path);
}

/** The scheme from a date on; `upTo` counts the changes that are in it, in the order of their dates. */
export type Stage = { date: string; scenario: Scenario; upTo: number };

/** Changes by date; those of one date in their order in the scenario. */
export function changesInOrder({ changes = [] }: Scenario) {
  return changes
    .map((change, position) => ({ ...change, position }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.position - b.position));
}

/** What the scheme is from each date of a change on. @throws RangeError where a path leads nowhere */
export function stagesOf(scenario: Scenario): Stage[] {
  const stages: Stage[] = [];
  if (!scenario.changes?.length) return stages;
  const { changes: _, ...first } = scenario;
  let text = JSON.stringify(first);
  const ordered = changesInOrder(scenario);
  ordered.forEach(({ date, path, value }, at) => {
    const draft = JSON.parse(text) as Scenario;
    writeAt(draft, path, value);
    text = JSON.stringify(draft);
    if (ordered[at + 1]?.date !== date) stages.push({ date, scenario: draft, upTo: at + 1 });
  });
  return stages;
}
