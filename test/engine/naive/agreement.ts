/** Whether the engine and the one on paper say the same of a run; where they do not, the smallest run that shows it. */
import { isDeepStrictEqual } from "node:util";
import { RunError } from "../../../src/domain/runner.ts";
import type { Scenario } from "../../../src/domain/scenario.ts";
import { play } from "../recorded.ts";
import { type Compared, comparedOf, engineSays } from "./as-paper.ts";
import type { Paper } from "./book.ts";
import { playOnPaper, type Story } from "./paper.ts";
import { type Case, smallest, wordsOf } from "./smaller.ts";

/** What the engine says of a story; undefined where more points are asked for than a balance may hold. */
function played(scenario: Scenario, { events, people }: Story): Compared | undefined {
  try {
    const { run, names, awards } = play(scenario, events, "A", people);
    return engineSays(run, names, awards);
  } catch (error) {
    if (error instanceof RunError && error.failure.code === "balanceLimit") return undefined;
    throw error;
  }
}

/**
 * Both engines on one story of records: what they say where it is the same.
 *
 * @returns undefined where the run ends at a limit
 * @throws Error that holds the smallest case in which they differ, and how
 */
export function agreed(one: Case, name: string): { says: Compared; paper: Paper } | undefined {
  const found = bothOf(one);
  if (!found || found.differences.length === 0) return found;
  const small = smallest(one, (smaller) => (bothOf(smaller)?.differences.length ?? 0) > 0);
  const differences = bothOf(small)?.differences ?? [];
  throw new Error(
    [`${name}: engine and paper differ`, ...differences.slice(0, 8), wordsOf(small)].join("\n"),
  );
}

function bothOf({ scenario, story }: Case) {
  try {
    const says = played(scenario, story);
    if (!says) return undefined;
    const paper = playOnPaper(scenario, story);
    return { says, paper, differences: differencesOf(says, comparedOf(paper, scenario)) };
  } catch (error) {
    return { differences: [String(error)] } as never;
  }
}

/** Paths of all that is not the same, with what either says. */
export function differencesOf(engine: unknown, paper: unknown, path = ""): string[] {
  if (isDeepStrictEqual(engine, paper)) return [];
  const both = [engine, paper];
  if (both.some((value) => typeof value !== "object" || value === null) || path.split("/").length > 6)
    return [`${path}: ${JSON.stringify(engine)}, on paper ${JSON.stringify(paper)}`];
  const keys = new Set(both.flatMap((value) => Object.keys(value as object)));
  return [...keys].flatMap((key) =>
    differencesOf(
      (engine as Compared)[key as "rules"],
      (paper as Compared)[key as "rules"],
      `${path}/${key}`,
    ),
  );
}
