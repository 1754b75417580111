/** How a currency keeps its lots, changed within the run: what members hold then lapses, is cleared or leaves by what is now said. */
import { describe, expect, test } from "vitest";
import type { Currency } from "../../src/domain/currency.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { play } from "./recorded.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";
import { eventsIn, heldIn, written } from "./table.ts";

type Change = NonNullable<Scenario["changes"]>[number];
const on = (date: string, part: string, value: Change["value"]): Change => ({
  date,
  path: `currencies/points/${part}`,
  value,
});

/** From 1 December 2025, so that day 31 opens a year. */
function schemeOf(currency: Partial<Currency>, changes: Change[]): Scenario {
  const base = scenarioOf({
    rules: [ruleOf("grant", { kind: "grant" }, 1)],
    items: [],
    run: { start: "2025-12-01", days: 60 },
    currency,
  });
  return { ...base, changes };
}

const fiveDays = { kind: "days", days: 5 } as const;
const tenDays = { kind: "days", days: 10 } as const;
const clearing = (enabled: boolean, scope: Currency["yearEndClearing"]["scope"] = "pastValidity") => ({
  yearEndClearing: { enabled, scope },
});

/** Points that have lapsed and that were cleared in a run of a table. */
function gone(scheme: Scenario, table: string): [expired: number, cleared: number] {
  const [own] = play(scheme, eventsIn(table)).run.tally.currencies;
  const sum = (flow: Float64Array = new Float64Array()) => flow.reduce((all, points) => all + points, 0);
  return [sum(own?.flows.expired), sum(own?.flows.cleared)];
}

describe("year-end clearing, with what has lapsed and what was cleared in the end", () => {
  test.each<[string, Scenario, string, [number, number]]>([
    [
      "what waited for the year's end expires on the day after the change, what lapses later on its day",
      schemeOf({ validity: fiveDays, ...clearing(true) }, [
        on("2025-12-10", "yearEndClearing/enabled", false),
      ]),
      `0: grant 10 | points 10
       2: grant 5 | points 15
       8: grant 3 | points 18
       9: | points 18
       10: | points 3
       13: | points 0`,
      [18, 0],
    ],
    [
      "what would lapse waits from the change on, until the next year or until nothing waits any more",
      schemeOf({ validity: fiveDays, ...clearing(false) }, [
        on("2025-12-06", "yearEndClearing/enabled", true),
        on("2026-01-10", "yearEndClearing/enabled", false),
      ]),
      `0: grant 10 | points 10
       1: grant 4 | points 14
       5: | points 4
       6: | points 4
       30: grant 7 | points 11
       31: | points 7
       40: | points 7
       41: | points 0`,
      [17, 4],
    ],
    [
      "everything is cleared instead of what has lapsed",
      schemeOf({ validity: tenDays, ...clearing(true) }, [
        on("2025-12-20", "yearEndClearing/scope", "everything"),
      ]),
      `0: grant 10 | points 10
       19: | points 10
       20: | points 0
       30: grant 6 | points 6
       31: | points 0`,
      [10, 6],
    ],
    [
      "a clearing that comes or goes on 1 January comes too late for that year: it opens before the change",
      schemeOf({ validity: { kind: "none" }, ...clearing(true, "everything") }, [
        on("2026-01-01", "yearEndClearing/enabled", false),
      ]),
      `0: grant 10 | points 10
       31: grant 2 | points 2`,
      [0, 10],
    ],
    [
      "points without a validity are cleared from the change on",
      schemeOf({ validity: { kind: "none" }, ...clearing(false, "everything") }, [
        on("2025-12-31", "yearEndClearing/enabled", true),
      ]),
      `0: grant 10 | points 10
       30: | points 10
       31: | points 0`,
      [0, 10],
    ],
  ])("%s", (_, scheme, table, flows) => {
    expect(heldIn(scheme, table)).toBe(written(table));
    expect(gone(scheme, table)).toEqual(flows);
  });
});

describe("a validity of another kind is that of points from its day on, older ones keep theirs", () => {
  const ofRule = (date: string, value: Change["value"]): Change => ({
    date,
    path: "rules/grant/validity",
    value,
  });
  test.each<[string, Scenario, string]>([
    [
      "of days, then to the year's end",
      schemeOf({ validity: fiveDays }, [on("2025-12-10", "validity", { kind: "yearEnd", years: 1 })]),
      `7: grant 10 | points 10
       9: grant 4 | points 14
       11: | points 14
       12: | points 4
       30: | points 4
       31: | points 0`,
    ],
    [
      "for ever, then of days, then to a month's end",
      schemeOf({ validity: { kind: "none" } }, [
        on("2025-12-06", "validity", { kind: "days", days: 3 }),
        on("2025-12-08", "validity", { kind: "monthEnd", months: 1 }),
      ]),
      `2: grant 10 | points 10
       5: grant 4 | points 14
       7: grant 2 | points 16
       8: | points 12
       59: | points 12`,
    ],
    [
      "of days, then for ever",
      schemeOf({ validity: tenDays }, [on("2025-12-06", "validity", { kind: "none" })]),
      `2: grant 10 | points 10
       5: grant 4 | points 14
       12: | points 4
       59: | points 4`,
    ],
    [
      "what lapses first leaves first, though it came last",
      schemeOf({ validity: tenDays }, [on("2025-12-05", "validity", { kind: "monthEnd", months: 1 })]),
      `0: grant 10 | points 10
       4: grant 6 | points 16
       5: redemption 5 | points 11
       10: | points 6`,
    ],
    [
      "the same where the later ones lapse sooner",
      schemeOf({ validity: tenDays }, [on("2025-12-05", "validity", { kind: "days", days: 2 })]),
      `0: grant 10 | points 10
       4: grant 6 | points 16
       5: redemption 5 | points 11
       6: | points 10
       10: | points 0`,
    ],
    [
      "of a rule alone, which then goes by its currency again, whose own has changed as well",
      schemeOf({ validity: { kind: "none" } }, [
        ofRule("2025-12-04", fiveDays),
        ofRule("2025-12-07", null),
        on("2025-12-09", "validity", { kind: "days", days: 3 }),
      ]),
      `2: grant 1 | points 1
       3: grant 10 | points 11
       6: grant 7 | points 18
       8: grant 30 | points 38
       9: | points 38
       11: | points 8
       59: | points 8`,
    ],
  ])("%s", (_, scheme, table) => expect(heldIn(scheme, table)).toBe(written(table)));
});

test("what is released on a day of shorter lots lapses after them, and is spent after them", () => {
  const rules = [
    ruleOf("pay", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1),
    ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 10),
  ];
  const currency = { validity: { kind: "days", days: 30 }, pendingDays: 4 } as const;
  const base = scenarioOf({ rules, items: [], run: { start: "2026-01-01", days: 60 }, currency });
  // The payment of day 5 is released with the opening of day 9, by the validity of before: it lapses on day 39.
  const scheme = {
    ...base,
    changes: [{ date: "2026-01-10", path: "currencies/points/validity/days", value: 29 }],
  };
  const table = `5: purchase 10000 | points 0
                 8: | points 0
                 9: login | points 110
                 10: redemption 5 | points 105
                 37: | points 105
                 38: | points 100
                 39: | points 0`;
  expect(heldIn(scheme, table)).toBe(written(table));
  const all = table
    .replace("redemption 5 | points 105", "redemption 110 | points 0")
    .replace(/points 10[05]$/gm, "points 0");
  expect(heldIn(scheme, all)).toBe(written(all));
});

describe("lots that the member holds", () => {
  test.each<[string, Scenario, string]>([
    [
      "leave in the order that is said on the day of spending",
      schemeOf({ validity: tenDays }, [
        on("2025-12-04", "lotOrder", "lifo"),
        on("2025-12-06", "lotOrder", "fifo"),
      ]),
      `0: grant 10 | points 10
       2: grant 7 | points 17
       3: redemption 5 | points 12
       5: redemption 3 | points 9
       10: | points 2
       12: | points 0`,
    ],
    [
      "are too many once fewer are allowed: all that are go with the next one, none before it",
      schemeOf({ validity: { kind: "lots", count: 4 } }, [
        on("2025-12-05", "validity/count", 2),
        on("2025-12-07", "validity/count", 3),
      ]),
      `0: grant 1 | points 1
       1: grant 2 | points 3
       2: grant 4 | points 7
       3: grant 8 | points 15
       4: redemption 1 | points 14
       5: grant 16 | points 24
       6: grant 32 | points 56
       7: grant 64 | points 112`,
    ],
    [
      "may be more than the run began with",
      schemeOf({ validity: { kind: "lots", count: 1 } }, [on("2025-12-03", "validity/count", 3)]),
      `0: grant 1 | points 1
       1: grant 2 | points 2
       2: grant 4 | points 6
       3: grant 8 | points 14
       4: grant 16 | points 28`,
    ],
  ])("%s", (_, scheme, table) => expect(heldIn(scheme, table)).toBe(written(table)));
});
