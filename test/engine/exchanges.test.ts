/** Exchanges of one currency for another, as tables: what happens on a day, what the member then holds of each. */
import { describe, expect, test } from "vitest";
import type { Currency } from "../../src/domain/currency.ts";
import type { Exchange } from "../../src/domain/exchange.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { compile } from "../../src/engine/compile.ts";
import { push } from "../../src/engine/events.ts";
import { addMember } from "../../src/engine/run-state.ts";
import { simulate } from "../../src/engine/simulate.ts";
import { outcomeOf } from "./computed.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";
import { heldIn, written } from "./table.ts";

const exchange: Exchange = {
  id: "to-coins",
  enabled: true,
  from: "points",
  to: "coins",
  give: 3,
  get: 1,
  pointsMin: 10,
  phase: "innerLoop",
  by: "member",
};

/** Grants pay points; coins come by exchange. The run starts on 1 January 2026. */
function schemeOf(more: Partial<Exchange> = {}, scheme: Partial<Scenario> = {}): Scenario {
  const base = scenarioOf({
    rules: [ruleOf("grant", { kind: "grant" }, 1)],
    items: [],
    run: { start: "2026-01-01", days: 62 },
    currency: { validity: { kind: "none" } },
  });
  const [points] = base.currencies as [Scenario["currencies"][number]];
  const coins = { ...points, id: "coins", name: text("币", "Coins") };
  return { ...base, currencies: [points, coins], exchanges: [{ ...exchange, ...more }], ...scheme };
}

describe("exchanges that records report", () => {
  test.each([
    [
      "give no more points than rounding needs, and none for nothing",
      schemeOf(),
      `0: grant 100, exchange 50 | points 52, coins 16
       1: exchange 9 | points 52, coins 16
       2: exchange 12 | points 40, coins 20`,
    ],
    [
      "take what is there where more is asked for",
      schemeOf(),
      `0: grant 25, exchange 1000 | points 1, coins 8
       1: exchange 1000 | points 1, coins 8`,
    ],
    [
      "are held to the month's limit, which a new month gives back",
      schemeOf({ pointsPerMonth: 30 }),
      `0: grant 100, exchange 21 | points 79, coins 7
       5: exchange 21 | points 79, coins 7
       31: exchange 60 | points 49, coins 17`,
    ],
    [
      "are made up to what the limit leaves",
      schemeOf({ pointsPerMonth: 33 }),
      `0: grant 100, exchange 21 | points 79, coins 7
       5: exchange 21 | points 67, coins 11`,
    ],
    [
      "give the least amount, even where less would bring as much",
      schemeOf({ give: 4, pointsMin: 11 }),
      "0: grant 11, exchange 11 | points 0, coins 2",
    ],
    [
      "can go up as well as down",
      schemeOf({ give: 2, get: 7 }),
      "0: grant 100, exchange 11 | points 89, coins 38",
    ],
    [
      "do nothing while the phase is closed",
      schemeOf({ phase: "openFusion" }, { phase: "innerLoop" }),
      "0: grant 100, exchange 60 | points 100, coins 0",
    ],
    [
      "do nothing where they are switched off",
      schemeOf({ enabled: false }),
      "0: grant 100, exchange 60 | points 100, coins 0",
    ],
  ])("%s", (_, scheme, table) => expect(heldIn(scheme, table)).toBe(written(table)));

  test("come before redemptions of the day", () => {
    const base = schemeOf({ from: "coins", to: "points", give: 1, get: 1, pointsMin: 1 });
    const rules = [ruleOf("grant", { kind: "grant" }, 1, { currency: "coins" })];
    const table = "0: grant 100, redemption 80, exchange 60 | points 0, coins 40";
    expect(heldIn({ ...base, rules }, table)).toBe(written(table));
  });
});

test("the scheme exchanges everything on the first of a month, after migrations and before the day's events", () => {
  const scheme = schemeOf({ by: "scheme", pointsPerMonth: 90 });
  const table = `0: grant 100 | points 100, coins 0
                 30: | points 100, coins 0
                 31: grant 5 | points 15, coins 30
                 59: | points 0, coins 35`;
  expect(heldIn(scheme, table)).toBe(written(table));
  const migrated = scheme.currencies.map((currency) =>
    currency.id === "points"
      ? { ...currency, migrations: [{ date: "2026-02-01", numerator: 1, denominator: 2 }] }
      : currency,
  );
  const halved = `0: grant 100 | points 100, coins 0
                  31: | points 2, coins 16`;
  expect(heldIn({ ...scheme, currencies: migrated }, halved)).toBe(written(halved));
});

test("coins got by exchange lapse by the validity of coins, counted from the exchange", () => {
  const base = schemeOf();
  const currencies = base.currencies.map((currency) =>
    currency.id === "coins" ? { ...currency, validity: { kind: "days", days: 3 } as const } : currency,
  );
  const table = `0: grant 60, exchange 30 | points 30, coins 10
                 2: exchange 30 | points 0, coins 20
                 3: | points 0, coins 10
                 5: | points 0, coins 0`;
  expect(heldIn({ ...base, currencies }, table)).toBe(written(table));
});

/** One visitor who always redeems the only item, of 20 coins, when it can; points it can exchange 3 : 1. */
function shopping(
  more: Partial<Exchange>,
  granted: { points: number; coins: number },
  further: Partial<Exchange>[] = [],
  validity: Currency["validity"] = { kind: "none" },
) {
  const first = schemeOf(more);
  const others = further.map((other, at) => ({ ...exchange, id: `further-${at}`, ...other }));
  const base = { ...first, exchanges: [...(first.exchanges ?? []), ...others] };
  const scheme: Scenario = {
    ...base,
    run: { ...base.run, days: 31 },
    currencies: base.currencies.map((own) => (own.id === "coins" ? { ...own, validity } : own)),
    rules: [
      ruleOf("grant", { kind: "grant" }, granted.points),
      ruleOf("coins", { kind: "grant" }, granted.coins, { currency: "coins" }),
    ],
    rates: [{ id: "coin", currency: "coins", benefit: "service", points: 1, cents: 100 }],
    items: [
      { ...(preset.items[0] as Scenario["items"][number]), rate: "coin", faceCents: 2000, cashCents: 0 },
    ],
  };
  const run = simulate(compile(scheme), {
    startsWith: 1,
    begin: (state) => {
      addMember(state, { joinDay: -1, joinMonth: -1, referrer: -1, group: 0 });
    },
    fill({ batch }, day) {
      if (day === 0) push(batch.grant, 0, 1);
      if (day === 1) push(batch.login, 0, 1);
    },
    shoppers: {
      draw: () => ({ word0: new Uint32Array(100), word1: new Uint32Array(100) }),
      latentPoints: new Float64Array(100),
      factor: new Float64Array(4097),
    },
  });
  return run.accounts.map(({ balance }) => balance[0]);
}

test.each<[string, Partial<Exchange>, { points: number; coins: number }, number[]]>([
  ["exchanges what it lacks, and no more", {}, { points: 100, coins: 5 }, [55, 0]],
  ["exchanges the least that can be exchanged", { pointsMin: 30 }, { points: 100, coins: 18 }, [70, 8]],
  ["exchanges nothing where it has enough", {}, { points: 100, coins: 20 }, [100, 0]],
  [
    "does not buy what the limit keeps out of reach",
    { pointsPerMonth: 44 },
    { points: 100, coins: 5 },
    [100, 5],
  ],
  ["does not exchange what the scheme exchanges", { by: "scheme" }, { points: 100, coins: 5 }, [100, 5]],
  ["does not buy what it could not pay for in all", {}, { points: 44, coins: 5 }, [44, 5]],
])("a member who wants an item %s", (_, more, granted, left) => {
  expect(shopping(more, granted)).toEqual(left);
});

test.each<[string, Partial<Exchange>, Partial<Exchange>, { points: number; coins: number }, number[]]>([
  ["counts points once that two exchanges ask for", {}, { give: 4 }, { points: 45, coins: 3 }, [45, 3]],
  [
    "counts for the second exchange what the limit of the first leaves",
    { pointsPerMonth: 30 },
    { give: 4 },
    { points: 55, coins: 4 },
    [1, 0],
  ],
  [
    "counts what rounding leaves for the other",
    {},
    { give: 1, pointsMin: 1 },
    { points: 32, coins: 8 },
    [0, 0],
  ],
])("a member who wants an item %s", (_, one, other, granted, left) => {
  expect(shopping(one, granted, [other])).toEqual(left);
});

test.each<[string, { points: number; coins: number }, number[]]>([
  ["buys nothing where the lot of today would end the only one", { points: 59, coins: 19 }, [59, 19]],
  ["exchanges the whole price, for the lot it had ends", { points: 100, coins: 19 }, [40, 0]],
  ["pays by what it has, and ends nothing", { points: 100, coins: 20 }, [100, 0]],
])("a member whose coins are one lot at most %s", (_, granted, left) => {
  expect(shopping({}, granted, [], { kind: "lots", count: 1 })).toEqual(left);
});

test("synthetic members exchange, and the ledger of both currencies closes", () => {
  const base = scenarioOf({ run: { members: 300, replications: 1, days: 120 } });
  const [points] = base.currencies as [Scenario["currencies"][number]];
  const coins = { ...points, id: "coins", name: text("币", "Coins") };
  const rates = base.rates.map((rate) => ({ ...rate, currency: "coins" }));
  const open = { ...exchange, give: 1, get: 1 };
  const outcome = outcomeOf({ ...base, currencies: [points, coins], rates, exchanges: [open] });
  const [given, got] = [outcome.ledger.points, outcome.ledger.coins];
  expect(given?.out).toBeGreaterThan(1000);
  expect(got?.in).toBe(given?.out);
  expect(got?.redeemed).toBeGreaterThan(1000);
  // Members exchange what they lack for a purchase of the same day, and pay with it.
  expect(got?.closing).toBe(0);
});

test("the inner loop sells own services and virtual goods alone", () => {
  const scenario = scenarioOf({ run: { members: 500, replications: 1, days: 200 } });
  const redeemed = (phase: Scenario["phase"]) =>
    Object.entries(outcomeOf({ ...scenario, ...(phase ? { phase } : {}) }).items).flatMap(
      ([id, { redemptions }]) => {
        const item = scenario.items.find((each) => each.id === id);
        const rate = scenario.rates.find((each) => each.id === item?.rate);
        return redemptions > 0 && rate ? [rate.benefit] : [];
      },
    );
  expect(new Set(redeemed("innerLoop"))).toEqual(new Set(["service", "virtual"]));
  expect(redeemed("openFusion")).toEqual(redeemed(undefined));
  expect(redeemed(undefined)).toContain("credit");
});
