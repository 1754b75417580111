/** Points bought, sent and used at checkout, as tables: what happens on a day, what A holds at its end. */
import { describe, expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import type { Currency } from "../../src/domain/currency.ts";
import { describeProblem } from "../../src/domain/problem.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { outcomeOf } from "./computed.ts";
import { play, type RecordedEvent } from "./recorded.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";
import { heldIn, written } from "./table.ts";

const transfer = { enabled: true, pointsMin: 10, feeBasisPoints: 0 };
const purchase = { enabled: true, points: 100, cents: 990 };
const offset = { enabled: true, points: 100, cents: 500, shareMax: 3000, earns: true };

function schemeOf(currency: Partial<Currency>, rules = [ruleOf("grant", { kind: "grant" }, 1)]): Scenario {
  return scenarioOf({
    rules,
    items: [],
    run: { start: "2026-01-01", days: 62 },
    currency: { validity: { kind: "none" }, ...currency },
  });
}

const days: Currency["validity"] = { kind: "days", days: 10 };

describe("points sent to another member", () => {
  test.each([
    [
      "leave A's balance, at most what is there and not less than the least amount",
      schemeOf({ transfer }),
      `0: B login, grant 100, pointsTransfer 30 of B | points 70
       1: pointsTransfer 9 of B | points 70
       2: pointsTransfer 900 of B | points 0`,
    ],
    [
      "keep to the month's limit",
      schemeOf({ transfer: { ...transfer, pointsPerMonth: 50 } }),
      `0: B login, grant 100, pointsTransfer 30 of B | points 70
       1: pointsTransfer 30 of B | points 50
       2: pointsTransfer 30 of B | points 50
       31: pointsTransfer 30 of B | points 20`,
    ],
    [
      "come to A less a fee that is rounded down",
      schemeOf({ transfer: { ...transfer, feeBasisPoints: 500 } }),
      "0: login, B grant 100, B pointsTransfer 50 of A | points 48",
    ],
    [
      "keep the day that they lapse on",
      schemeOf({ transfer, validity: days }),
      `0: login, B grant 20 | points 0
       4: B grant 20 | points 0
       8: B pointsTransfer 30 of A | points 30
       10: | points 10
       14: | points 0`,
    ],
    [
      "are those that lapse last, where those are spent first",
      schemeOf({ transfer, validity: days, lotOrder: "lifo" }),
      `0: login, B grant 20 | points 0
       4: B grant 20 | points 0
       8: B pointsTransfer 30 of A | points 30
       10: | points 20
       14: | points 0`,
    ],
    [
      "are a lot of the day where a member's lots are counted",
      schemeOf({ transfer, validity: { kind: "lots", count: 1 } }),
      `0: login, grant 5, B grant 20 | points 5
       8: B pointsTransfer 15 of A | points 15`,
    ],
    [
      "stay where the receiver has left",
      schemeOf({ transfer }),
      `0: B login, grant 100 | points 100
       1: B cancellation | points 100
       2: pointsTransfer 50 of B | points 100`,
    ],
    [
      "stay where the scheme forbids it",
      schemeOf({ transfer: { ...transfer, enabled: false } }),
      "0: B login, grant 100, pointsTransfer 50 of B | points 100",
    ],
    [
      "can be spent by the receiver on the same day",
      schemeOf({ transfer }),
      "0: login, B grant 20, B pointsTransfer 20 of A, redemption 15 | points 5",
    ],
  ])("%s", (_, scheme, table) => expect(heldIn(scheme, table)).toBe(written(table)));
});

describe("points bought with money", () => {
  test.each([
    [
      "are the money's worth, rounded down",
      schemeOf({ purchase }),
      `0: pointsPurchase 990 | points 100
       1: pointsPurchase 1000 | points 201
       2: pointsPurchase 9 | points 201`,
    ],
    [
      "are a lot of the day, to the month's limit",
      schemeOf({ purchase: { ...purchase, pointsPerMonth: 150 }, validity: days }),
      `0: pointsPurchase 990 | points 100
       5: pointsPurchase 990 | points 150
       10: | points 50
       15: | points 0
       31: pointsPurchase 990 | points 100`,
    ],
  ])("%s", (_, scheme, table) => expect(heldIn(scheme, table)).toBe(written(table)));

  test("are booked as money; beyond the limit nothing is paid", () => {
    const scheme = schemeOf({ purchase: { ...purchase, pointsPerMonth: 150 } });
    const bought = (day: number): RecordedEvent => ({ day, event: "pointsPurchase", amount: 990 });
    const { run } = play(scheme, [bought(0), bought(1), bought(2)]);
    expect(run.tally.currencies[0]?.money[0]).toBe(990 + 495);
    expect(run.tally.currencies[0]?.moves.in.slice(0, 3)).toEqual(Float64Array.of(100, 50, 0));
  });
});

describe("a checkout paid in points", () => {
  const spend = ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1);
  const grant = ruleOf("grant", { kind: "grant" }, 1);
  const scheme = (earns: boolean) => schemeOf({ offset: { ...offset, earns } }, [grant, spend]);
  test.each([
    [
      "takes points up to the share, before the purchase earns; all of it earns",
      scheme(true),
      `0: grant 1000 | points 1000
       1: purchase 10000, offset 9999 | points 500`,
    ],
    [
      "or the part in money alone",
      scheme(false),
      `0: grant 1000 | points 1000
       1: purchase 10000, offset 9999 | points 470`,
    ],
    [
      "takes no more than is asked for, over all purchases of the day",
      scheme(false),
      `0: grant 1000 | points 1000
       1: purchase 2000, purchase 2000, offset 150 | points 883`,
    ],
    [
      "takes no more than the share, however often points are asked for",
      scheme(true),
      `0: grant 1000 | points 1000
       1: purchase 10000, offset 500, offset 500 | points 500`,
    ],
    [
      "takes no more than is there, and no point that stands for nothing",
      scheme(false),
      `0: grant 33 | points 33
       1: purchase 10000, offset 33 | points 99`,
    ],
  ])("%s", (_, own, table) => expect(heldIn(own, table)).toBe(written(table)));
});

test.each<[string, Partial<Currency>, string]>([
  ["phone credit", { purchase: { ...purchase, cents: 250 } }, "Points → money → Points, ×1.3333"],
  ["checkout", { purchase: { ...purchase, cents: 400 }, offset }, "Points → money → Points, ×1.25"],
])("points that are cheaper to buy than they bring as %s are refused", (_, parts, circle) => {
  const checked = checkScenario({
    ...preset,
    items: preset.items.filter(({ rate }) => rate === "credit" && !parts.offset),
    currencies: preset.currencies.map((currency) => ({ ...currency, ...parts })),
  });
  if (checked.ok) throw new Error("accepted");
  expect(describeProblem(checked.problems[0] as never, "en")).toContain(circle);
});

test("synthetic members buy points, send them to their friends and pay with them, and the ledger closes", () => {
  const rate = { kind: "gammaPoisson", meanPerLoginDay: 0.2, shape: 1 } as const;
  const activities = (["purchase", "pointsPurchase", "pointsTransfer"] as const).map((indicator) => ({
    indicator,
    times: rate,
    payment: { kind: "lognormal", medianCents: 5000, sigma: 0.5 } as const,
  }));
  const base = scenarioOf({
    run: { members: 300, replications: 1, days: 120 },
    currency: {
      transfer: { ...transfer, feeBasisPoints: 1000 },
      purchase: { ...purchase, cents: 5000 },
      offset,
    },
    population: {
      ...preset.population,
      segments: preset.population.segments.map((segment) => ({
        ...segment,
        activities,
        referrals: { ...segment.referrals, meanPerYear: 2 },
      })),
    },
  });
  const outcome = outcomeOf(base);
  const ledger = outcome.ledger.points;
  expect(outcome.money?.points?.purchasedCents).toBeGreaterThan(10_000);
  expect(outcome.money?.points?.offsetCents).toBeGreaterThan(10_000);
  expect(ledger?.out).toBeGreaterThan(500);
  expect(ledger?.in).toBeGreaterThan(ledger?.out ?? 0);
});
