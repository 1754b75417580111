/** Currencies worked by hand: what happens on a day, what the member holds at its end. Runs start on 1 January 2026. */
import { expect, test } from "vitest";
import type { Currency, Rounding } from "../../src/domain/currency.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";
import { heldIn, written } from "./table.ts";

const rules = [
  ruleOf("grant", { kind: "grant" }, 1),
  ruleOf("login", { kind: "each", indicator: "login" }, 1),
  ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1),
];

function scheme(currency: Partial<Currency>, start = "2026-01-01"): Scenario {
  const own = { validity: { kind: "none" } as const, ...currency };
  return scenarioOf({ rules, items: [], currency: own, run: { start, days: 1100 } });
}

const decay = (percent: number, rounding: Rounding, idleDays?: number): Pick<Currency, "decay"> => ({
  decay: {
    enabled: true,
    basisPointsPerDay: percent * 100,
    rounding,
    ...(idleDays === undefined ? {} : { idleDays }),
  },
});
const migratedOn = (date: string, numerator: number, denominator: number): Pick<Currency, "migrations"> => ({
  migrations: [{ date, numerator, denominator }],
});

const lapsing: [string, Scenario, string][] = [
  [
    "a day's validity ends with the day",
    scheme({ validity: { kind: "days", days: 1 } }),
    `0: grant 10 | points 10
     1: grant 5 | points 5
     2: | points 0`,
  ],
  [
    "a month from 31 January ends on 28 February",
    scheme({ validity: { kind: "months", months: 1 } }),
    `30: grant 10 | points 10
     57: | points 10
     58: | points 0`,
  ],
  [
    "twelve months from 29 February end on 28 February",
    scheme({ validity: { kind: "months", months: 12 } }, "2028-02-29"),
    `0: grant 10 | points 10
     364: | points 10
     365: | points 0`,
  ],
  [
    "to the end of the next month, which may have a 29 February",
    scheme({ validity: { kind: "monthEnd", months: 1 } }, "2028-01-31"),
    `0: grant 10 | points 10
     29: | points 10
     30: | points 0`,
  ],
  [
    "two natural years, that of earning being the first",
    scheme({ validity: { kind: "yearEnd", years: 2 } }),
    `364: grant 10 | points 10
     365: grant 5 | points 15
     729: | points 15
     730: | points 5
     1095: | points 5
     1096: | points 0`,
  ],
  [
    "what is past its validity can be spent until the new year clears it",
    scheme({
      validity: { kind: "days", days: 30 },
      yearEndClearing: { enabled: true, scope: "pastValidity" },
    }),
    `0: grant 10 | points 10
     340: grant 7, redemption 4 | points 13
     364: | points 13
     365: | points 7
     729: | points 7
     730: | points 0`,
  ],
  [
    "the new year clears everything",
    scheme({ yearEndClearing: { enabled: true, scope: "everything" } }),
    `0: grant 10 | points 10
     364: grant 7 | points 17
     365: grant 1 | points 1`,
  ],
];

const decaying: [string, Scenario, string][] = [
  [
    "a single point never decays, rounding up",
    scheme(decay(5, "up")),
    `0: grant 1 | points 1
     90: redemption 1 | points 0
     91: | points 0`,
  ],
  [
    "a single point is gone the next day, rounding down",
    scheme(decay(5, "down")),
    `0: grant 1 | points 1
     1: | points 0`,
  ],
  [
    "halves are kept, rounding to the nearest: 9.5 is 10, 10.45 is 10",
    scheme(decay(5, "nearest")),
    `0: grant 10 | points 10
     1: | points 10
     2: grant 1 | points 11
     3: | points 10`,
  ],
  [
    "two idle days of grace: the third day without a deed wears the balance off, a login ends that",
    scheme(decay(10, "down", 2)),
    `0: login, grant 99 | points 100
     2: | points 100
     3: | points 90
     4: login | points 82
     6: | points 82
     7: | points 73`,
  ],
  [
    "half a balance is converted after the day's decay",
    scheme({ ...decay(10, "down"), ...migratedOn("2026-01-02", 7, 3) }),
    `0: grant 1001 | points 1001
     1: grant 1 | points 2101`,
  ],
  [
    "× 7/5 rounds down",
    scheme(migratedOn("2026-01-02", 7, 5)),
    "0: grant 1001 | points 1001\n1: | points 1401",
  ],
];

const releasing: [string, Scenario, string][] = [
  [
    "what is released on a day has not been there for its decay",
    scheme({ ...decay(10, "down"), pendingDays: 3 }),
    `0: purchase 10000 | points 0
     3: | points 100
     4: | points 90`,
  ],
  [
    "nor for the clearing of the new year",
    scheme({ pendingDays: 10, yearEndClearing: { enabled: true, scope: "everything" } }),
    `355: purchase 10000, grant 5 | points 5
     364: | points 5
     365: | points 100`,
  ],
  [
    "but for its migration",
    scheme({ pendingDays: 10, ...migratedOn("2026-01-11", 7, 3) }),
    `0: purchase 10000, grant 3 | points 3
     10: | points 240`,
  ],
  [
    "validity counts from the release",
    scheme({ pendingDays: 10, validity: { kind: "days", days: 5 } }),
    `0: purchase 10000 | points 0
     10: | points 100
     14: | points 100
     15: | points 0`,
  ],
];

const spending: [string, Scenario, string][] = [
  [
    "what lapses first is spent first",
    scheme({ validity: { kind: "days", days: 10 } }),
    `0: grant 10 | points 10
     5: grant 10 | points 20
     6: redemption 15 | points 5
     10: | points 5
     15: | points 0`,
  ],
  [
    "or what lapses last, where the scheme says so",
    scheme({ validity: { kind: "days", days: 10 }, lotOrder: "lifo" }),
    `0: grant 10 | points 10
     5: grant 10 | points 20
     6: redemption 15 | points 5
     10: | points 0`,
  ],
];

test.each([...lapsing, ...decaying, ...releasing, ...spending])("%s", (_, own, table) => {
  const lastDay = Number(table.trim().split("\n").at(-1)?.split(":")[0]);
  expect(heldIn({ ...own, run: { ...own.run, days: lastDay + 1 } }, table)).toBe(written(table));
});
