/** Tallies → Outcome: ratios, intervals, quantiles, words' numbers. Pure, and the same whatever the order of the shards. */

import { daysPerMonth, isoDateOf } from "../domain/calendar.ts";
import type { ItemTotals, LedgerTotals, Month, Outcome, RuleTotals } from "../domain/outcome.ts";
import { RunError } from "../domain/runner.ts";
import type { Program } from "./compile.ts";
import { currencyOutcome } from "./currency-outcome.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { kpisOf, netCostCents } from "./kpis.ts";
import type { Stage } from "./plan.ts";
import { standingsOf } from "./standing.ts";
import { structuresOf } from "./structure.ts";
import {
  type CurrencyTally,
  currencyQuantities,
  itemColumns,
  moneyColumns,
  quantities,
  ruleColumns,
  type Tally,
} from "./tally.ts";
import { engineVersion } from "./version.ts";
import { type Collected, estimate, type Views, viewsOf } from "./view.ts";

/** What the run has come to after a stage of its plan. */
export function summarize(program: Program, collected: Collected, { members, replications }: Stage): Outcome {
  const { scenario, days, digest } = program;
  const { whole } = collected;
  const views = viewsOf(program, collected, replications);
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
    ...(scenario.currencies.some(({ purchase, offset }) => purchase || offset) && {
      money: byId(scenario.currencies, (c) => moneyOf(whole.currencies[c] as CurrencyTally)),
    }),
    expiryUnseen: isExpiryUnseen(program),
    ledger: byId(scenario.currencies, (c) => ledgerOf(program, whole, views, c)),
    rules: byId(scenario.rules, (position) => ruleTotals(program, whole, position)),
    items: byId(scenario.items, (position) => itemTotals(whole, position)),
    kpis: kpisOf(program, views, whole.enrolledByDay),
    structures: structuresOf(scenario, whole),
    standings: standingsOf(program, whole.standing),
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

/** Closes with what members hold at the end, counted apart from the flows. @throws RunError `ledgerBroken` where the two differ */
function ledgerOf({ days, scenario }: Program, whole: Tally, views: Views, currency: number): LedgerTotals {
  const { flows, moves, opening: before } = whole.currencies[currency] as CurrencyTally;
  const opening = total(before);
  const reversed = total(moves.reversed);
  const [movedIn, movedOut] = [total(moves.in), total(moves.out)];
  const issued = total(flows.issued);
  const redeemed = total(flows.redeemed);
  const expired = total(flows.expired);
  const decayed = total(flows.decayed);
  const cleared = total(flows.cleared);
  const closing = views.whole.at(days.monthStart.length - 1, currencyQuantities.balance, currency);
  const booked = opening + issued + movedIn - (redeemed + expired + decayed + cleared + reversed + movedOut);
  if (booked !== closing) {
    const { id } = scenario.currencies[currency] as { id: string };
    throw new RunError({
      code: "ledgerBroken",
      detail: `${id}: ${booked} booked, ${closing} held at the end`,
    });
  }
  return {
    opening,
    issued,
    in: movedIn,
    redeemed,
    expired,
    decayed,
    cleared,
    reversed,
    out: movedOut,
    closing,
  };
}

function ruleTotals({ scenario }: Program, { rules, paidCents }: Tally, position: number): RuleTotals {
  const at = position * ruleColumns;
  return {
    awards: rules[at] as number,
    points: rules[at + 1] as number,
    members: rules[at + 2] as number,
    ...(scenario.rules[position]?.condition.kind === "perAmount" && {
      paidCents: paidCents[position] as number,
    }),
  };
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

function moneyOf({ money }: CurrencyTally) {
  return {
    purchasedCents: money[moneyColumns.purchased] as number,
    offsetCents: money[moneyColumns.offset] as number,
  };
}

/** Some points that are earned would lapse, but not within the run. */
function isExpiryUnseen({ currencies }: Program): boolean {
  return currencies.some(({ lots }) => lots.lapsesAfterRun);
}

function monthsOf({ days, currencies }: Program, whole: Tally, views: Views, replications: number): Month[] {
  return Array.from(days.monthStart, (firstDay, month) => {
    const end = days.monthStart[month + 1] ?? days.count;
    const inMonth = (read: (month: number) => number) => read(month) - (month > 0 ? read(month - 1) : 0);
    const opening = views.whole.at(month, quantities.enrolledAtOpening);
    return {
      firstDay,
      days: end - firstDay,
      name: isoDateOf(days.start + firstDay).slice(0, 7),
      enrolledMembers: total(whole.enrolledByDay.subarray(firstDay, end)) / (end - firstDay) / replications,
      activeRate: views.whole.at(month, quantities.active) / opening,
      costCentsPerMember: estimate(views, (view) => {
        const cost = inMonth((at) => netCostCents(view, at, currencies.length));
        return (cost / inMonth((at) => view.at(at, quantities.enrolledDays))) * daysPerMonth;
      }),
    };
  });
}
