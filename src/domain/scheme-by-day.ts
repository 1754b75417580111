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

/** A change with what it finds: the value as the changes before it have left it. `position` is that in the scenario. */
export type ChangeStep = { position: number; date: string; path: string; from: unknown; to: unknown };

/** In the order of their dates; only those at and below `within`. @throws RangeError where a path leads nowhere */
export function changeStepsOf(scenario: Scenario, within = ""): ChangeStep[] {
  const isWithin = ({ path }: { path: string }) =>
    within === "" || path === within || path.startsWith(`${within}/`);
  const ordered = changesInOrder(scenario);
  // Asked for each rule and currency of the page, of which few change.
  if (!ordered.some(isWithin)) return [];
  const draft = JSON.parse(JSON.stringify(scenario)) as Scenario;
  const steps = ordered.map((change) => {
    const { position, date, path, value } = change;
    const from = valueAt(draft, path);
    makeChange(draft, change);
    return { position, date, path, from, to: value };
  });
  return steps.filter(isWithin);
}

/** What the change at a position of the scenario's list does. */
export function changeAt(
  scenario: Scenario,
  position: number,
): Pick<ChangeStep, "path" | "from" | "to"> | undefined {
  const step = changeStepsOf(scenario).find((one) => one.position === position);
  return step && { path: step.path, from: step.from, to: step.to };
}

/** The scheme once the changes up to an ISO date have been made. @throws RangeError where a path leads nowhere */
export function schemeOn(scenario: Scenario, date: string): Scenario {
  return stagesOf(scenario).findLast((one) => one.date <= date)?.scenario ?? scenario;
}
