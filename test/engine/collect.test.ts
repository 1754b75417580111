/** Tallies may arrive in any order: the answers are the same, stage by stage. */
import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { planOf } from "../../src/engine/plan.ts";
import { answersInOrder } from "./computed.ts";
import { scenarioOf } from "./scenario-of.ts";

const scenario = scenarioOf({ run: { members: 450, days: 3660, replications: 4 } });
const plan = planOf(scenario);
const answersFor = answersInOrder(scenario);
const inOrder = answersFor(plan.shards.keys());

function shuffled(length: number, seed: string): number[] {
  const random = seedrandom(seed);
  const order = Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}

test("in the plan's order there is an answer for every stage", () => {
  const named = inOrder.map(({ outcome }) => [outcome.members, outcome.replications]);
  expect(named).toEqual(plan.stages.map(({ members, replications }) => [members, replications]));
  expect(inOrder.map(({ complete }) => complete)).toEqual(
    plan.stages.map((_, i, { length }) => i === length - 1),
  );
  expect(inOrder.at(-1)?.progress).toBe(1);
  const progress = inOrder.map((answer) => answer.progress);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
});

const orders: [name: string, order: number[]][] = [
  ["backwards", plan.shards.map((_, i) => plan.shards.length - 1 - i)],
  ["the first shard last", [...plan.shards.keys()].map((i, _, { length }) => (i + 1) % length)],
  ["the second shard before the first", [1, 0, ...[...plan.shards.keys()].slice(2)]],
  ["the third shard before the first two", [2, 0, 1, ...[...plan.shards.keys()].slice(3)]],
  ...["a", "b", "c", "d", "e", "f"].map((seed): [string, number[]] => [
    `shuffled (${seed})`,
    shuffled(plan.shards.length, seed),
  ]),
];

/** The stages that answer when shards arrive in this order: whenever one more is whole, the last that is. */
function stagesAnswering(order: readonly number[]): number[] {
  const arrived = new Set<number>();
  let whole = 0;
  return order.flatMap((shard) => {
    arrived.add(shard);
    const before = whole;
    const isWhole = (stage: number) => {
      const { shards } = plan.stages[stage] ?? { shards: Number.POSITIVE_INFINITY };
      return shards <= plan.shards.length && plan.shards.slice(0, shards).every((__, i) => arrived.has(i));
    };
    while (isWhole(whole)) whole++;
    return whole > before ? [whole - 1] : [];
  });
}

describe.each(orders)("%s", (_, order) => {
  const answers = answersFor(order);

  test("the last answer is the same to the last digit", () => {
    expect(answers.at(-1)).toEqual(inOrder.at(-1));
  });

  test("whenever a stage is whole it answers, with what it gives in order", () => {
    expect(answers).toEqual(stagesAnswering(order).map((stage) => inOrder[stage]));
  });
});
