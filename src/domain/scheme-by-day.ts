/** Which scheme is in force on a day of a run whose values change on dates, and what each change makes of a value. */
import { parseIsoDate } from "./calendar.ts";
import { changesInOrder, makeChange, stagesOf } from "./change.ts";
import { valueAt } from "./path.ts";
import type { Scenario } from "./scenario.ts";

/** The scheme that the events of a day, counted from the run's first, meet: a change holds from its day on, after the day's opening. */
export function schemeByDay(scenario: Scenario): (day: number) => Scenario {
  const start = parseIsoDate(scenario.run.start) ?? 0;
  const stages = stagesOf(scenario).map(({ date, scenario: scheme }) => ({
    from: (parseIsoDate(date) ?? 0) - start,
    scheme,
  }));
  return (day) => stages.findLast(({ from }) => from <= day)?.scheme ?? scenario;
}

/** What the change at a position of the scenario's list does: the value at its path just before, and after it. */
export function changeAt(
  scenario: Scenario,
  position: number,
): { path: string; from: unknown; to: unknown } | undefined {
  const draft = JSON.parse(JSON.stringify(scenario)) as Scenario;
  for (const change of changesInOrder(scenario)) {
    const { position: at, path, value } = change;
    if (at === position) return { path, from: valueAt(draft, path), to: value };
    makeChange(draft, change);
  }
  return undefined;
}
