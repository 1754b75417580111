/** When lots lapse, and that the plan keeps no more rows than lots can be alive at once. */
import { describe, expect, test } from "vitest";
import type { Currency, Validity } from "../../src/domain/currency.ts";
import { daysOf } from "../../src/engine/days.ts";
import { lapseDay, planLots } from "../../src/engine/lots.ts";
import { naiveLapse } from "./naive/lapse.ts";
import { preset, scenarioOf } from "./scenario-of.ts";

const dayOf = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const daysFrom = (start: string, days: number) => daysOf(scenarioOf({ run: { start, days } }));

describe("the day at whose start points lapse", () => {
  const table: [validity: Validity, earned: string, lapses: string][] = [
    [{ kind: "days", days: 30 }, "2026-01-01", "2026-01-31"],
    [{ kind: "days", days: 1 }, "2026-02-28", "2026-03-01"],
    [{ kind: "months", months: 1 }, "2026-01-15", "2026-02-15"],
    [{ kind: "months", months: 1 }, "2026-01-31", "2026-02-28"],
    [{ kind: "months", months: 12 }, "2024-02-29", "2025-02-28"],
    [{ kind: "monthEnd", months: 12 }, "2026-01-15", "2027-02-01"],
    [{ kind: "monthEnd", months: 12 }, "2026-01-31", "2027-02-01"],
    [{ kind: "monthEnd", months: 1 }, "2026-11-30", "2027-01-01"],
    [{ kind: "yearEnd", years: 1 }, "2026-01-01", "2027-01-01"],
    [{ kind: "yearEnd", years: 1 }, "2026-12-31", "2027-01-01"],
    [{ kind: "yearEnd", years: 2 }, "2026-06-30", "2028-01-01"],
  ];
  test.each(table)("%o, earned %s: %s", (validity, earned, lapses) => {
    const start = "2024-01-01";
    const found = lapseDay(daysFrom(start, 1), validity, dayOf(start, earned));
    expect(found).toBe(dayOf(start, lapses));
    expect(naiveLapse(start, validity, dayOf(start, earned))).toBe(found);
  });

  test("points without a validity never lapse", () => {
    expect(lapseDay(daysFrom("2026-01-01", 1), { kind: "none" }, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("the plan of a currency's lots", () => {
  const base = preset.currencies[0] as Currency;
  const planFor = (validities: Validity[], days: number, currency: Partial<Currency> = {}) =>
    planLots({ ...base, ...currency }, validities, daysFrom("2026-01-01", days));

  test("where nothing lapses within the run no lots are kept", () => {
    expect(planFor([{ kind: "none" }], 400).width).toBe(0);
    expect(planFor([{ kind: "days", days: 400 }], 400).width).toBe(0);
    expect(planFor([{ kind: "yearEnd", years: 1 }], 365).width).toBe(0);
  });

  test.each<[what: string, validities: Validity[], days: number, width: number]>([
    ["one lot a day, thirty days each", [{ kind: "days", days: 30 }], 100, 30],
    ["one lot a month, thirteen months alive", [{ kind: "monthEnd", months: 12 }], 1100, 13],
    ["one lot a year, one year alive", [{ kind: "yearEnd", years: 1 }], 730, 1],
    ["the last day's lots share one row with all that outlive the run", [{ kind: "days", days: 9 }], 10, 2],
  ])("%s", (_, validities, days, width) => {
    expect(planFor(validities, days).width).toBe(width);
  });

  test("points past their validity wait for the year's end where the currency says so", () => {
    const waiting = planFor([{ kind: "days", days: 30 }], 400, {
      yearEndClearing: { enabled: true, scope: "pastValidity" },
    });
    expect(waiting.firstLot[364]).toBe(0);
    // All lots that lapsed on or before 1 January 2027: those of days 0 to 335.
    expect(waiting.firstLot[365]).toBe(336);
  });
});
