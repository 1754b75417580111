/** Runs in the test's own thread: a scenario's answers, its tallies, and columns as plain lists that compare well. */
import type { Outcome } from "../../src/domain/outcome.ts";
import type { Answer } from "../../src/domain/runner.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { binCount } from "../../src/engine/bins.ts";
import { collect } from "../../src/engine/collect.ts";
import { compile, type Program } from "../../src/engine/compile.ts";
import { planOf, type Shard } from "../../src/engine/plan.ts";
import { simulateShard } from "../../src/engine/simulate.ts";
import { columnsOf, emptyTally, mergeTally, type Tally } from "../../src/engine/tally.ts";

/** Every answer of a run, its shards taken in the plan's order. */
export function answersOf(scenario: Scenario): Answer[] {
  return answersInOrder(scenario)(planOf(scenario).shards.keys());
}

/** Simulates each shard once, when first asked for; the result gives the answers for shards that arrive in any order. */
export function answersInOrder(scenario: Scenario): (order: Iterable<number>) => Answer[] {
  const program = compile(scenario);
  const plan = planOf(scenario);
  const tallies = new Map<number, Tally>();
  const tallyOfShard = (index: number): Tally => {
    const tally = tallies.get(index) ?? simulateShard(program, plan.shards[index] as Shard);
    tallies.set(index, tally);
    return structuredClone(tally); // Collecting adds to the tallies that it is given.
  };
  return (order) => {
    const collector = collect(program, plan);
    return [...order].flatMap((index) => collector.add(index, tallyOfShard(index)) ?? []);
  };
}

/** The last answer of a run. */
export function outcomeOf(scenario: Scenario): Outcome {
  const last = answersOf(scenario).at(-1);
  if (!last) throw new Error("no answer");
  return last.outcome;
}

/** The tally of some members of the first replication. */
export function tallyOf(scenario: Scenario, firstMember: number, endMember: number): Tally {
  return simulateShard(compile(scenario), { replication: 0, firstMember, endMember });
}

export function sumOf(program: Program, tallies: readonly Tally[]): Tally {
  const sum = emptyTally(program, binCount);
  for (const tally of tallies) mergeTally(sum, tally);
  return sum;
}

/** All numbers of a tally as text that is equal exactly when they are. */
export function numbersOf(tally: Tally): string[] {
  return columnsOf(tally).map((column) => column.join());
}
