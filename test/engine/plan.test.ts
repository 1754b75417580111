/** The plan of shards and stages: everyone once, the preview first, nothing of the machine. */
import { describe, expect, test } from "vitest";
import type { Currency } from "../../src/domain/currency.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { type Plan, planOf, previewMembers } from "../../src/engine/plan.ts";
import { scenarioOf } from "./scenario-of.ts";

const runs: [members: number, days: number, replications: number][] = [
  [1, 1, 1],
  [1, 3660, 3],
  [2, 365, 1],
  [99, 365, 2],
  [999, 365, 4],
  [1000, 365, 4],
  [1001, 365, 4],
  [2000, 365, 1],
  [10_000, 365, 4],
  [10_001, 3660, 2],
  [1_000_000, 30, 1],
  [20_000, 90, 5],
];

const planFor = (members: number, days: number, replications: number): Plan =>
  planOf(scenarioOf({ run: { members, days, replications } }));

describe.each(runs)("%d members × %d days × %d replications", (members, days, replications) => {
  const { shards, stages } = planFor(members, days, replications);

  test("every member of every replication lies in exactly one shard, in order", () => {
    for (let replication = 0; replication < replications; replication++) {
      const own = shards.filter((shard) => shard.replication === replication);
      expect(own[0]?.firstMember).toBe(0);
      expect(own.at(-1)?.endMember).toBe(members);
      const gaps = own.filter((shard, i) => i > 0 && shard.firstMember !== own[i - 1]?.endMember);
      expect(gaps).toEqual([]);
      expect(own.filter(({ firstMember, endMember }) => endMember <= firstMember)).toEqual([]);
    }
    expect(shards.every(({ replication }) => replication < replications)).toBe(true);
  });

  test("the first answer is a prefix of the first replication, the last is everything", () => {
    expect(stages[0]).toMatchObject({ replications: 1, members: Math.min(members, stages[0]?.members ?? 0) });
    expect(stages[0]?.members).toBeLessThanOrEqual(previewMembers);
    expect(stages.at(-1)).toEqual({ shards: shards.length, members, replications });
  });

  test("each stage names the members and replications that its shards hold", () => {
    for (const stage of stages) {
      const held = shards.slice(0, stage.shards);
      const last = held.at(-1);
      expect(last).toMatchObject({ replication: stage.replications - 1, endMember: stage.members });
      expect(shards[stage.shards]?.firstMember ?? 0).toBe(stage.members === members ? 0 : stage.members);
    }
    const ends = stages.map((stage) => stage.shards);
    expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
  });

  test("no shard is larger than 2,000 members", () => {
    expect(
      Math.max(...shards.map(({ firstMember, endMember }) => endMember - firstMember)),
    ).toBeLessThanOrEqual(2000);
  });
});

test("more replications only append to the plan", () => {
  const [few, many] = [planFor(5000, 365, 2), planFor(5000, 365, 6)];
  expect(many.shards.slice(0, few.shards.length)).toEqual(few.shards);
  expect(many.stages.slice(0, few.stages.length)).toEqual(few.stages);
});

test("the plan is the same whatever the rules, and knows no machine", () => {
  const { run } = scenarioOf({});
  expect(planOf(scenarioOf({ rules: [], items: [] }))).toEqual(planOf(scenarioOf({ run })));
});

test("where members share a budget all replications are cut alike, for each shard gets a part of it", () => {
  const run = { members: 2500, days: 365, replications: 3 };
  const blocksOf = (scenario: Scenario) => {
    const { shards } = planOf(scenario);
    return [0, 1, 2].map((replication) =>
      shards.filter((shard) => shard.replication === replication).map(({ firstMember }) => firstMember),
    );
  };
  const plain = scenarioOf({ run });
  const [points, ...others] = plain.currencies;
  const shared = {
    ...plain,
    currencies: [{ ...(points as Currency), redemptionBudgetPerMonth: 5000 }, ...others],
  };
  expect(blocksOf(plain)).toEqual([
    [0, 500, 1000, 2000],
    [0, 1000, 2000],
    [0, 1000, 2000],
  ]);
  expect(blocksOf(shared)).toEqual([0, 1, 2].map(() => [0, 500, 1000, 2000]));
});
