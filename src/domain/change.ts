/** Values that change on a date within the run, on the balances as they then are (spec 1.6). */
import type { Change } from "./change-schema.ts";
import { valueAt, writeAt } from "./path.ts";
import type { Scenario } from "./scenario.ts";

const caps = "pointsPer(Day|Month|Year)|allOrNothing";
const wallet = "transfer|purchase|offset";
const whom = "segment|tier|channel|product";
/**
 * What can change while members hold points: numbers, dates, switches, by what points leave, lapse or promote, and whom a
 * rule, a multiplier, a limit, a privilege or an entry into a tier is for. Conditions go on counting what every member does,
 * so that who is new to a rule is paid by what was counted.
 *
 * Not what there is. Not in which currency or of which service a rule pays: its caps, its budget and its figures add up
 * points, and those of two currencies or services do not add up; nothing is lost by a second rule of the same condition,
 * whose award value is 0 until the day on which that of the first becomes 0, for both count all along. A limit in another
 * currency has nothing to go on counting, so that it is another limit. Not of what kind something is, nor what a condition
 * counts, whether again, over which period: what is remembered so far would be of something else. A validity may be of
 * another kind for the lots from then on, unless it is one of all that a member holds: lots have no part in that. Not how
 * many multipliers or bands there are: one of ×1, one of 0 points waits for its day. Not whether a currency can be spent:
 * items are switched, and none is left without one. Not migrations, which have dates of their own, nor members and the run,
 * which are no part of the scheme.
 */
const changeable = /* @__PURE__ */ (() =>
  new RegExp(
    `^(${[
      `(rules|limits)/[^/]+/(enabled|points|rounding|budgetPerMonth|caps/(${caps}))`,
      `rules/[^/]+/(eligibility/(${whom})s|multipliers/\\d+/(factor|${whom}))`,
      "limits/[^/]+/service",
      "rules/[^/]+/condition/((?!kind$|indicator$|repeat$|period$|counted$|monthTotal$|bands$)[a-zA-Z]+|bands/\\d+/(count|points))",
      "rules/[^/]+/(validity(/(days|months|years))?|eligibility/(verified|span/(from|until))|multipliers/\\d+/span/(from|until))",
      "rates/[^/]+/(points|cents)",
      "items/[^/]+/(enabled|faceCents|cashCents|costCents|resaleCents|taste)",
      "exchanges/[^/]+/(enabled|give|get|pointsMin|pointsPerMonth|by)",
      "phase",
      "currencies/[^/]+/(decay/(enabled|basisPointsPerDay|rounding|idleDays)|validity(/(days|months|years|count))?|lotOrder|yearEndClearing/(enabled|scope)|pendingDays|redemptionBudgetPerMonth)",
      `currencies/[^/]+/(${wallet})/(enabled|points|cents|pointsMin|pointsPerMonth|feeBasisPoints|shareMax|earns)`,
      "tiers/(validityMonths|demotion|promotedBy|steps/[^/]+/threshold|entry/\\d+/(product|tier))",
      "services/[^/]+/levels/steps/[^/]+/threshold",
      "privileges/[^/]+/held/(threshold|tier|step)",
    ].join("|")})$`,
  ))();

/** Whether a value may change on a date, by its path. */
export function isChangeable(path: string): boolean {
  return changeable.test(path);
}

/** Whether a path leads to what says whom a rule is for, which a rule for everyone has not. */
export function isOfEligibility(path: string): boolean {
  return /^rules\/[^/]+\/eligibility\/[^/]+$/.test(path);
}

/** Writes into a draft what a change makes of it. @throws RangeError where its path leads nowhere */
export function makeChange(draft: Scenario, { path, value }: Pick<Change, "path" | "value">): void {
  const above = path.slice(0, path.lastIndexOf("/"));
  if (above.endsWith("/eligibility") && !valueAt(draft, above)) writeAt(draft, above, {});
  // A copy: a later change may write into it.
  writeAt(draft, path, value === null ? undefined : JSON.parse(JSON.stringify(value)));
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
  ordered.forEach((change, at) => {
    const { date } = change;
    const draft = JSON.parse(text) as Scenario;
    makeChange(draft, change);
    text = JSON.stringify(draft);
    if (ordered[at + 1]?.date !== date) stages.push({ date, scenario: draft, upTo: at + 1 });
  });
  return stages;
}
