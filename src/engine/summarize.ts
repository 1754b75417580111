/** Tallies → Outcome: ratios, intervals, quantiles, words' numbers. Pure, and the same whatever the order of the shards. */
import { isoDateOf } from "../domain/calendar.ts";
import type { ItemTotals, LedgerTotals, Month, Outcome, RuleTotals } from "../domain/outcome.ts";
import type { Program } from "./compile.ts";
import { currencyOutcome } from "./currency-outcome.ts";
import { daysPerMonth } from "./days.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { kpisOf } from "./kpis.ts";
import { lapseDay } from "./lots.ts";
import type { Stage } from "./plan.ts";
import { structuresOf } from "./structure.ts";
import { type CurrencyTally, itemColumns, quantities, ruleColumns, type Tally } from "./tally.ts";
import { engineVersion } from "./version.ts";
import { type Collected, estimate, type Views, viewsOf } from "./view.ts";

/** What the run has come to after a stage of its plan. */
export function summarize(program: Program, collected: Collected, { members, replications }: Stage): Outcome {
  const { scenario, days, digest } = program;
  const { whole } = collected;
  const views = viewsOf(program, collected);
  return {
    engine: engineVersion,
    scenario: { id: scenario.id, digest },
    seed: scenario.run.seed,
    members,
    days: days.count,
    replications,
    memberDays: total(whole.enrolledByDay),
    enrolledAtEnd: (whole.enrolledByDay[days.count - 1] as number) / replications,
    intervalsFrom: views.intervalsFrom,
    expiryUnseen: isExpiryUnseen(program),
    ledger: byId(scenario.currencies, (c) => ledgerOf(whole.currencies[c] as CurrencyTally)),
    rules: byId(scenario.rules, (position) => ruleTotals(whole, position)),
    items: byId(scenario.items, (position) => itemTotals(whole, position)),
    kpis: kpisOf(program, views),
    structures: structuresOf(scenario, whole),
    months: monthsOf(program, whole, views, replications),
    currencies: byId(scenario.currencies, (c) => currencyOutcome(program, whole, views, c, replications)),
    fingerprint: fingerprintOf(whole),
  };
}

function total(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0);
}

function byId<T>(list: readonly { id: string }[], make: (position: number) => T): Record<string, T> {
  return Object.fromEntries(list.map(({ id }, position) => [id, make(position)]));
}

function ledgerOf({ flows }: CurrencyTally): LedgerTotals {
  const issued = total(flows.issued);
  const redeemed = total(flows.redeemed);
  const expired = total(flows.expired);
  const decayed = total(flows.decayed);
  const cleared = total(flows.cleared);
  const closing = issued - redeemed - expired - decayed - cleared;
  return { opening: 0, issued, in: 0, redeemed, expired, decayed, cleared, reversed: 0, out: 0, closing };
}

function ruleTotals({ rules }: Tally, position: number): RuleTotals {
  const at = position * ruleColumns;
  return { awards: rules[at] as number, points: rules[at + 1] as number, members: rules[at + 2] as number };
}

function itemTotals({ items }: Tally, position: number): ItemTotals {
  const at = position * itemColumns;
  return {
    redemptions: items[at] as number,
    points: items[at + 1] as number,
    costCents: items[at + 2] as number,
    cashCents: items[at + 3] as number,
  };
}

/** The points of the first day have not lapsed by the last, in a currency whose points do lapse. */
function isExpiryUnseen({ scenario, days }: Program): boolean {
  return scenario.currencies.some(
    ({ validity }) => validity.kind !== "none" && lapseDay(days, validity, 0) >= days.count,
  );
}

function monthsOf({ days }: Program, whole: Tally, views: Views, replications: number): Month[] {
  return Array.from(days.monthStart, (firstDay, month) => {
    const end = days.monthStart[month + 1] ?? days.count;
    const since = (view: Views["whole"], quantity: number) =>
      view.at(month, quantity) - (month > 0 ? view.at(month - 1, quantity) : 0);
    const opening = views.whole.at(month, quantities.enrolledAtOpening);
    return {
      firstDay,
      days: end - firstDay,
      name: isoDateOf(days.start + firstDay).slice(0, 7),
      enrolledMembers: total(whole.enrolledByDay.subarray(firstDay, end)) / (end - firstDay) / replications,
      activeRate: views.whole.at(month, quantities.active) / opening,
      costCentsPerMember: estimate(
        views,
        (view) => (since(view, quantities.costCents) / since(view, quantities.enrolledDays)) * daysPerMonth,
      ),
    };
  });
}
