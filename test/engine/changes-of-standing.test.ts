/** Thresholds and what promotes, changed within the run: where a member then stands. Runs start on 1 December 2025. */
import { describe, expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { standingsOf } from "../../src/engine/standing.ts";
import { play } from "./recorded.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";
import { eventsIn, tierIn, written } from "./table.ts";

type Change = NonNullable<Scenario["changes"]>[number];
const on = (date: string, path: string, value: Change["value"]): Change => ({ date, path, value });

const stepsAt = (...thresholds: number[]) =>
  thresholds.map((threshold, at) => ({
    id: ["low", "high", "top"][at] ?? "",
    name: text("级", "Step"),
    threshold,
  }));

/** Tiers and levels at 0, 10 and 25 points; a privilege from 20 points held. */
function schemeOf(changes: Change[], promotedBy: "ever" | "year" = "ever"): Scenario {
  const base = scenarioOf({
    rules: [ruleOf("grant", { kind: "grant" }, 1)],
    items: [],
    run: { start: "2025-12-01", days: 60 },
    currency: { validity: { kind: "none" } },
  });
  return {
    ...base,
    services: base.services.map((own) => ({
      ...own,
      levels: { currency: "points", steps: stepsAt(0, 10, 25) },
    })),
    tiers: {
      currency: "points",
      promotedBy,
      validityMonths: 0,
      demotion: "oneStep",
      steps: stepsAt(0, 10, 25),
    },
    privileges: [
      {
        id: "vip",
        name: text("专线", "Hotline"),
        held: { kind: "balance", currency: "points", threshold: 20 },
      },
      {
        id: "event",
        name: text("活动", "Event"),
        held: { kind: "level", service: "securities", step: "high" },
      },
    ],
    changes,
  };
}

describe("tiers that are reached by other points from a date on", () => {
  test.each([
    [
      "of the year instead of all: what came before the year promotes no more, and no tier is lost",
      schemeOf([on("2026-01-06", "tiers/promotedBy", "year")]),
      `0: grant 9 | low
       31: grant 2 | high
       36: | high
       40: grant 20 | high
       41: grant 3 | top`,
    ],
    [
      "of all instead of the year: what came in years before promotes on the day of the change",
      schemeOf([on("2026-01-06", "tiers/promotedBy", "ever")], "year"),
      `0: grant 9 | low
       31: grant 2 | low
       35: | low
       36: | high`,
    ],
  ])("%s", (_, scheme, table) => expect(tierIn(scheme, table)).toBe(written(table)));
});

/** By day: the level, and of each privilege whether it is held, and on how many days it was. */
function standing(scheme: Scenario, table: string): string {
  const events = eventsIn(table);
  const days = written(table)
    .split("\n")
    .map((line) => line.slice(0, line.indexOf(":")));
  return days
    .map((day) => {
      const { run } = play({ ...scheme, run: { ...scheme.run, days: Number(day) + 1 } }, events);
      const found = standingsOf(run.program, run.tally.standing);
      const [level] = Object.entries(found?.levels.securities ?? {}).find(([, members]) => members > 0) ?? [];
      const held = ["vip", "event"].map((id) => {
        const { holders, memberDays } = found?.privileges[id] ?? {};
        return `${id} ${holders} (${memberDays})`;
      });
      return `${day}: ${events.filter((event) => event.day === Number(day)).map(({ event, amount }) => `${event} ${amount}`)} | ${level}, ${held.join(", ")}`;
    })
    .join("\n")
    .replaceAll(":  |", ": |");
}

test("a level and a privilege are held by the threshold of the day, higher or lower", () => {
  const scheme = schemeOf([
    on("2025-12-03", "privileges/vip/held/threshold", 12),
    on("2025-12-03", "services/securities/levels/steps/high/threshold", 16),
    on("2025-12-05", "privileges/vip/held/threshold", 30),
    on("2025-12-05", "services/securities/levels/steps/high/threshold", 12),
    on("2025-12-05", "services/securities/levels/steps/top/threshold", 15),
  ]);
  const table = `0: grant 15 | high, vip 0 (0), event 1 (1)
                 1: | high, vip 0 (0), event 1 (2)
                 2: | low, vip 1 (1), event 0 (2)
                 3: | low, vip 1 (2), event 0 (2)
                 4: | top, vip 0 (2), event 1 (3)
                 5: grant 15 | top, vip 1 (3), event 1 (4)`;
  expect(standing(scheme, table)).toBe(written(table));
});

test.each([
  ["services/securities/levels/steps/high/threshold", 25],
  ["services/securities/levels/steps/low/threshold", 1],
  ["tiers/steps/top/threshold", 10],
])("steps stay in ascending order from nothing on: %s as %s is refused", (path, value) => {
  const checked = checkScenario(schemeOf([on("2026-01-06", path, value)]));
  expect(checked).toMatchObject({ ok: false, problems: [{ path: "changes/0/value" }] });
});
