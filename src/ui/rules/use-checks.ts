/** The checks of the steps on the last answer, worked out once for each answer. */
import type { Outcome } from "../../domain/outcome.ts";
import { type Checks, checksOf } from "../../domain/verdict-scheme.ts";
import { useSandtable } from "../session.tsx";

const known = new WeakMap<Outcome, Checks>();

/** Undefined before the first answer. They are of the scenario that was answered, which may be behind the one on the page. */
export function useChecks(): Checks | undefined {
  return useSandtable(({ run: { drawn } }) => {
    if (!drawn) return undefined;
    const checks = known.get(drawn.outcome) ?? checksOf(drawn.scenario, drawn.outcome);
    known.set(drawn.outcome, checks);
    return checks;
  });
}
