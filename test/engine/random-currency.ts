/** Random currencies: how long their points live, what wears them away, what members may do with them. */
import fc from "fast-check";
import {
  type Currency,
  clearingScopes,
  lotOrders,
  roundings,
  type Validity,
} from "../../src/domain/currency.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { anySize, dateAt, given, points, rarely, sometimes, upTo, whole } from "./random-parts.ts";

/** That a rule may have for itself, too. */
export const validityOfRule: fc.Arbitrary<Validity> = fc.oneof(
  fc.constant<Validity>({ kind: "none" }),
  whole(1, 60).map((days): Validity => ({ kind: "days", days })),
  whole(1, 1830).map((days): Validity => ({ kind: "days", days })),
  upTo(2, 14).map((months): Validity => ({ kind: "months", months })),
  upTo(1, 14).map((months): Validity => ({ kind: "monthEnd", months })),
  upTo(1, 3).map((years): Validity => ({ kind: "yearEnd", years })),
  fc.constant<Validity>({ kind: "yearEnd", years: 1 }),
  whole(1, 5).map((months): Validity => ({ kind: "projectEnd", months })),
);
const validity = fc.oneof(
  { weight: 8, arbitrary: validityOfRule },
  { weight: 3, arbitrary: upTo(1, 2).map((years): Validity => ({ kind: "cycle", years })) },
  { weight: 2, arbitrary: whole(1, 4).map((count): Validity => ({ kind: "lots", count })) },
);

const limit = sometimes(fc.oneof(whole(1, 30), whole(1, 200)));

export const currencyParts = fc.record({
  spendable: fc.oneof(fc.boolean(), fc.constant(true)),
  validity,
  decay: fc.record({
    enabled: fc.boolean(),
    basisPointsPerDay: anySize(1, 5000).map(Math.round),
    rounding: fc.constantFrom(...roundings),
    idleDays: sometimes(fc.oneof(whole(1, 10), whole(1, 366))),
  }),
  yearEndClearing: fc.record({ enabled: fc.boolean(), scope: fc.constantFrom(...clearingScopes) }),
  lotOrder: sometimes(fc.constantFrom(...lotOrders)),
  pendingDays: sometimes(fc.oneof(whole(0, 20), whole(0, 90))),
  redemptionBudgetPerMonth: rarely(fc.oneof(whole(0, 200), points(1_000_000))),
  migrations: sometimes(
    fc.array(
      fc.record({
        at: whole(0, 99),
        // The documents' own, one that loses points and one that wins many.
        ratio: fc.constantFrom([7, 3], [7, 5], [1, 2], [3, 4], [10_000, 9_999], [9, 1]),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  ),
  transfer: sometimes(
    fc.record({
      enabled: whole(0, 5).map((dice) => dice > 0),
      pointsMin: fc.oneof(whole(1, 5), whole(1, 40)),
      pointsPerMonth: fc.oneof(limit, whole(5, 50)),
      feeBasisPoints: fc.oneof(fc.constantFrom(0, 100, 2500), whole(0, 5000)),
    }),
  ),
  purchase: sometimes(
    fc.record({
      enabled: whole(0, 5).map((dice) => dice > 0),
      points: whole(1, 100),
      cents: fc.oneof(whole(1, 100), whole(100, 10_000)),
      pointsPerMonth: limit,
    }),
  ),
  offset: sometimes(
    fc.record({
      enabled: whole(0, 5).map((dice) => dice > 0),
      points: whole(1, 100),
      cents: fc.oneof(whole(1, 100), whole(1, 1000)),
      shareMax: fc.oneof(fc.constant(10_000), whole(1, 10_000)),
      earns: fc.boolean(),
    }),
  ),
});
type CurrencyParts = typeof currencyParts extends fc.Arbitrary<infer T> ? T : never;

export function currencyFrom(
  parts: CurrencyParts,
  named: Pick<Currency, "id" | "name">,
  run: Scenario["run"],
): Currency {
  const { decay, lotOrder, pendingDays, redemptionBudgetPerMonth, migrations, ...others } = parts;
  const { transfer, purchase, offset, ...rest } = others;
  return {
    ...named,
    ...rest,
    decay: given(decay),
    ...given({
      lotOrder,
      pendingDays,
      redemptionBudgetPerMonth,
      migrations: migrations?.map(({ at, ratio: [numerator = 1, denominator = 1] }) => {
        return { date: dateAt(run, at), numerator, denominator };
      }),
      transfer: transfer && given(transfer),
      purchase: purchase && given(purchase),
      offset,
    }),
  };
}
