/** What payments came to that a rule by amount was for: beside it, an award is felt as a rebate. */
import { expect, test } from "vitest";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { play } from "./recorded.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";
import { eventsIn } from "./table.ts";

const run = { start: "2026-01-01", days: 60 };

/** 1 point a yuan, however else the rule is. */
function schemeOf(parts: Partial<Rule>, changes: NonNullable<Scenario["changes"]> = []): Scenario {
  const rule = ruleOf("buy", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1);
  return { ...scenarioOf({ rules: [{ ...rule, ...parts }], items: [], run }), changes };
}

const byAmount = { kind: "perAmount", indicator: "purchase", cents: 10_000 } as const;
const twoPurchases = `3: purchase 1500 |
                      40: purchase 2050 |`;

test.each<[string, Scenario, string, { points: number; paidCents: number }]>([
  ["all that was paid", schemeOf({}), twoPurchases, { points: 36, paidCents: 3550 }],
  [
    "whatever it is multiplied with",
    schemeOf({ multipliers: [{ kind: "window", span: { from: "2026-01-01" }, factor: 20_000 }] }),
    twoPurchases,
    { points: 71, paidCents: 3550 },
  ],
  [
    "and whatever a cap leaves of it",
    schemeOf({ caps: { pointsPerDay: 5 } }),
    twoPurchases,
    { points: 10, paidCents: 3550 },
  ],
  [
    "not what is paid by others than the rule is for",
    schemeOf({ eligibility: { segments: [] } }),
    twoPurchases,
    { points: 0, paidCents: 0 },
  ],
  [
    "nor while it pays nothing for it",
    schemeOf({}, [{ date: "2026-02-01", path: "rules/buy/points", value: 0 }]),
    twoPurchases,
    { points: 15, paidCents: 1500 },
  ],
  [
    "nor what a multiplier makes nothing of",
    schemeOf({ multipliers: [{ kind: "window", span: { from: "2026-02-01" }, factor: 0 }] }),
    twoPurchases,
    { points: 15, paidCents: 1500 },
  ],
  [
    "of full amounts, what fills them",
    schemeOf({ condition: { ...byAmount, fullUnits: true }, points: 7 }),
    "3: purchase 25000 |",
    { points: 14, paidCents: 20_000 },
  ],
  [
    "of a month's total, at its end",
    schemeOf({ condition: { ...byAmount, monthTotal: true } }),
    `3: purchase 15000 |
     9: purchase 5000 |`,
    { points: 2, paidCents: 20_000 },
  ],
  [
    "nothing by occurrence",
    schemeOf({ condition: { kind: "each", indicator: "purchase" } }),
    twoPurchases,
    { points: 2, paidCents: 0 },
  ],
])("%s", (_, scheme, table, expected) => {
  const { tally } = play(scheme, eventsIn(table)).run;
  expect({ points: tally.rules[1], paidCents: tally.paidCents[0] }).toEqual(expected);
});
