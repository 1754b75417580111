/** How long points last, as tables: what happens on a day, what the member holds at its end. Runs start on 1 January 2026. */
import { describe, expect, test } from "vitest";
import { isoDateOf, parseIsoDate } from "../../src/domain/calendar.ts";
import type { Currency, Validity } from "../../src/domain/currency.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { daysOf } from "../../src/engine/days.ts";
import { lapseDay } from "../../src/engine/lots.ts";
import { play } from "./recorded.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";
import { heldIn, written } from "./table.ts";

function schemeOf(currency: Partial<Currency>, start = "2026-01-01", days = 800): Scenario {
  const rules = [ruleOf("grant", { kind: "grant" }, 1)];
  return scenarioOf({ rules, items: [], run: { start, days }, currency });
}

const lots = (count: number): Validity => ({ kind: "lots", count });
const cycle = (years: number): Validity => ({ kind: "cycle", years });

describe("at most n lots", () => {
  test.each([
    [
      "a further lot ends the oldest",
      schemeOf({ validity: lots(3) }),
      `0: grant 1 | points 1
       1: grant 10 | points 11
       2: grant 100 | points 111
       9: grant 1000 | points 1110
       10: grant 10000 | points 11100`,
    ],
    [
      "what comes on one day is one lot",
      schemeOf({ validity: lots(2) }),
      `0: grant 1, grant 2 | points 3
       1: grant 10 | points 13
       2: grant 100, grant 200 | points 310`,
    ],
    [
      "a lot that is spent makes room",
      schemeOf({ validity: lots(2) }),
      `0: grant 10 | points 10
       1: grant 20, redemption 10 | points 20
       2: grant 30 | points 50
       3: grant 40 | points 70`,
    ],
    [
      "the oldest is spent first",
      schemeOf({ validity: lots(2) }),
      `0: grant 10 | points 10
       1: grant 20 | points 30
       2: redemption 15 | points 15
       3: grant 30 | points 45
       4: grant 1 | points 31`,
    ],
    [
      "or the newest, where the scheme says so",
      schemeOf({ validity: lots(2), lotOrder: "lifo" }),
      `0: grant 10 | points 10
       1: grant 20 | points 30
       2: redemption 25 | points 5
       3: grant 30 | points 35
       4: grant 1 | points 31`,
    ],
    [
      "a day's lot that is spent and earned anew is one lot",
      schemeOf({ validity: lots(2), lotOrder: "lifo" }),
      `0: grant 10 | points 10
       1: grant 20, redemption 20 | points 10
       2: grant 30 | points 40
       3: grant 40 | points 70`,
    ],
    [
      "a lot that a migration rounds to nothing makes room",
      schemeOf({
        validity: lots(2),
        migrations: [{ date: "2026-01-04", numerator: 1, denominator: 2 }],
      }),
      `0: grant 1 | points 1
       1: grant 20 | points 21
       3: | points 10
       4: grant 5 | points 15
       5: grant 7 | points 12`,
    ],
  ])("%s", (_, scheme, table) => expect(heldIn(scheme, table)).toBe(written(table)));

  test("what gives way is booked as expired", () => {
    const { run } = play(schemeOf({ validity: lots(1) }), [
      { day: 0, event: "grant", amount: 5 },
      { day: 4, event: "grant", amount: 7 },
    ]);
    expect(run.tally.currencies[0]?.flows.expired[4]).toBe(5);
  });
});

describe("cycles of a member", () => {
  test.each([
    [
      "end with the natural year of the first points",
      schemeOf({ validity: cycle(1) }),
      `10: grant 100 | points 100
       364: grant 5 | points 105
       365: grant 7 | points 7
       729: | points 7
       730: | points 0`,
    ],
    [
      "last for two natural years, whenever the first points came, and begin anew with the next points",
      schemeOf({ validity: cycle(2) }, "2026-01-01", 1500),
      `300: grant 100 | points 100
       365: | points 100
       729: grant 50 | points 150
       730: | points 0
       800: grant 3 | points 3
       1095: | points 3
       1460: | points 3
       1461: | points 0`,
    ],
    [
      "run on when everything has been spent",
      schemeOf({ validity: cycle(2) }),
      `10: grant 100, redemption 100 | points 0
       400: grant 50 | points 50
       729: | points 50
       730: | points 0`,
    ],
  ])("%s", (_, scheme, table) => expect(heldIn(scheme, table)).toBe(written(table)));
});

test("what lapses last is spent first under LIFO, and decays first", () => {
  const days: Validity = { kind: "days", days: 10 };
  const table = (last: number) => `0: grant 100 | points 100
       5: grant 50 | points 150
       6: redemption 60 | points 90
       10: | points ${last}
       15: | points 0`;
  expect(heldIn(schemeOf({ validity: days, lotOrder: "lifo" }), table(0))).toBe(written(table(0)));
  expect(heldIn(schemeOf({ validity: days }), table(50))).toBe(written(table(50)));
});

test("decay waits until a member has done nothing for as long as its grace", () => {
  const decay = { enabled: true, basisPointsPerDay: 1000, rounding: "down", idleDays: 3 } as const;
  const table = `0: grant 100 | points 100
                 3: | points 90
                 4: login | points 81
                 7: | points 81
                 8: task | points 72
                 11: | points 72
                 12: redemption 2 | points 62
                 15: | points 62
                 16: praise of a | points 55
                 17: | points 49`;
  expect(heldIn(schemeOf({ validity: { kind: "none" }, decay }), table)).toBe(written(table));
});

/** Start of the run, months of a cycle, day of the run, the day that its points are gone. */
test.each([
  ["2026-01-01", 6, "2026-01-01", "2026-07-01"],
  ["2026-01-01", 6, "2026-06-30", "2026-07-01"],
  ["2026-01-01", 6, "2026-07-01", "2027-01-01"],
  ["2026-01-15", 1, "2026-02-10", "2026-02-15"],
  ["2026-01-15", 1, "2026-02-15", "2026-03-15"],
  ["2026-01-31", 1, "2026-02-27", "2026-02-28"],
  ["2026-01-31", 1, "2026-02-28", "2026-03-31"],
  ["2026-03-10", 12, "2025-12-31", "2026-03-10"],
])(
  "in a run from %s with cycles of %i months, points of %s are gone on %s",
  (start, months, earned, gone) => {
    const days = daysOf(schemeOf({}, start));
    const day = (parseIsoDate(earned) as number) - days.start;
    const lapses = lapseDay(days, { kind: "projectEnd", months }, day);
    expect(isoDateOf(days.start + lapses)).toBe(gone);
  },
);

test("all points of a project's cycle end together", () => {
  const table = `0: grant 100 | points 100
                 58: grant 50 | points 150
                 59: grant 7 | points 7
                 119: | points 7
                 120: | points 0`;
  const scheme = schemeOf({ validity: { kind: "projectEnd", months: 2 } });
  expect(heldIn(scheme, table)).toBe(written(table));
});
