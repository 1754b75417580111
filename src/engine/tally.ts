/** What a shard counts: integers only, so that the order and the cut of the shards cannot change a sum. */
import type { Program } from "./compile.ts";
import { groupCount } from "./roster.ts";
import { placesOf } from "./standing.ts";

/** Points that moved on each day of the run. */
export type DayFlows = {
  issued: Float64Array;
  redeemed: Float64Array;
  expired: Float64Array;
  decayed: Float64Array;
  cleared: Float64Array;
};

/** Points that came or went by a move that earns and spends nothing: taken back on refunds, converted by a migration. */
type MoveFlows = { reversed: Float64Array; in: Float64Array; out: Float64Array };

export type CurrencyTally = {
  flows: DayFlows;
  moves: MoveFlows;
  /** Cents that points were bought for, and that points stood for at checkout: see `moneyColumns`. */
  money: Float64Array;
  /** One number: what members held before the first day. */
  opening: Float64Array;
  /** Sampled days × balance bins: enrolled members. See `bins.ts`. */
  histogram: Uint32Array;
  /** Sampled days × groups: sum of the balances of enrolled members. */
  balanceSums: Float64Array;
};

/**
 * Quantities of a snapshot at the end of each month, by group of members; those marked cumulative count from the start
 * of the run. Each currency adds `currencyQuantities` more.
 */
export const quantities = {
  enrolledDays: 0, // cumulative
  enrolled: 1,
  enrolledAtOpening: 2,
  active: 3, // with a login in the month, of those enrolled at its opening
  certainPoints: 4, // cumulative, main currency
  unlimitedPoints: 5, // cumulative, main currency
} as const;
export const currencyQuantities = {
  issued: 6, // cumulative
  redeemed: 7, // cumulative
  lapsed: 8, // cumulative
  lapsedPresent: 9, // cumulative
  costCents: 10, // cumulative, net of the members' cash
  balance: 11,
  heldByPresent: 12,
} as const;
const sharedQuantities = 6;
const perCurrency = 7;

/** Quantities of one group in one month. */
export function snapshotWidth(currencies: number): number {
  return sharedQuantities + perCurrency * currencies;
}

/** Where a quantity lies among those of one group in one month. */
export function quantityAt(quantity: number, currency = 0): number {
  return quantity + (quantity >= sharedQuantities ? perCurrency * currency : 0);
}

export type Tally = {
  days: number;
  enrolledByDay: Float64Array;
  /** Sampled days × groups: enrolled members. */
  enrolledBySample: Float64Array;
  /** By position of the rule in the scenario: awards, points, members reached. */
  rules: Float64Array;
  /** By position of the rule: cents of the payments that a rule by amount was for, whatever caps and budgets left of them. */
  paidCents: Float64Array;
  /** By position of the item: redemptions, points, cost and cash in cents. */
  items: Float64Array;
  /** Months × groups × quantities. */
  snapshots: Float64Array;
  currencies: CurrencyTally[];
  /** Who stands where and holds what, see `standing.ts`; empty without tiers, levels and privileges. */
  standing: Float64Array;
};

export const moneyColumns = { purchased: 0, offset: 1 } as const;
export const ruleColumns = 3;
export const itemColumns = 4;

/** A tally of zeros for a program. @param binCount bins of each histogram of balances */
export function emptyTally(program: Program, binCount: number): Tally {
  const { scenario, days, currencies } = program;
  const numbers = (length: number) => new Float64Array(length);
  const samples = days.sampleDays.length;
  return {
    days: days.count,
    enrolledByDay: numbers(days.count),
    enrolledBySample: numbers(samples * groupCount),
    rules: numbers(scenario.rules.length * ruleColumns),
    paidCents: numbers(scenario.rules.length),
    items: numbers(scenario.items.length * itemColumns),
    snapshots: numbers(days.monthStart.length * groupCount * snapshotWidth(currencies.length)),
    currencies: currencies.map(() => ({
      flows: {
        issued: numbers(days.count),
        redeemed: numbers(days.count),
        expired: numbers(days.count),
        decayed: numbers(days.count),
        cleared: numbers(days.count),
      },
      moves: { reversed: numbers(days.count), in: numbers(days.count), out: numbers(days.count) },
      money: numbers(2),
      opening: numbers(1),
      histogram: new Uint32Array(samples * binCount),
      balanceSums: numbers(samples * groupCount),
    })),
    standing: numbers(placesOf(program).width),
  };
}

type Column = Float64Array | Uint32Array;

/** Every array of a tally, in a fixed order. What was paid for says nothing about points: no fingerprint takes it in. */
export function columnsOf(tally: Tally): Column[] {
  return [...firstColumnsOf(tally), ...laterColumnsOf(tally), tally.paidCents];
}

/** Columns that came with later versions: a fingerprint takes in those that hold something, so that it outlives them. */
export function laterColumnsOf(tally: Tally): Column[] {
  return [
    ...tally.currencies.flatMap(({ moves, opening }) => [moves.reversed, moves.in, moves.out, opening]),
    tally.standing,
    ...tally.currencies.map(({ money }) => money),
  ];
}

/** The columns of the first version, in the order that fingerprints rely on. */
export function firstColumnsOf(tally: Tally): Column[] {
  return [
    tally.enrolledByDay,
    tally.enrolledBySample,
    tally.rules,
    tally.items,
    tally.snapshots,
    ...tally.currencies.flatMap(({ flows, histogram, balanceSums }) => [
      flows.issued,
      flows.redeemed,
      flows.expired,
      flows.decayed,
      flows.cleared,
      histogram,
      balanceSums,
    ]),
  ];
}

/** The buffers to hand over when a tally crosses to another thread. */
export function tallyBuffers(tally: Tally): ArrayBuffer[] {
  return columnsOf(tally).map(({ buffer }) => buffer as ArrayBuffer);
}

/** Adds `more` into `sum`. */
export function mergeTally(sum: Tally, more: Tally): void {
  const from = columnsOf(more);
  columnsOf(sum).forEach((column, position) => {
    const other = from[position] as Column;
    for (let i = 0; i < column.length; i++) column[i] = (column[i] as number) + (other[i] as number);
  });
}
