/** What Node computes for a scenario, to hold against what the page has drawn. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Scenario } from "../../src/domain/scenario.ts";
import { inlineRunner } from "../../src/engine/inline.ts";

/** The fingerprint of the last answer, computed in this process. */
export async function fingerprintInNode(scenario: Scenario): Promise<string | undefined> {
  let fingerprint: string | undefined;
  await inlineRunner(nextTurn)(
    scenario,
    ({ outcome }) => {
      fingerprint = outcome.fingerprint;
    },
    new AbortController().signal,
  );
  return fingerprint;
}
