/** How a run is cut into shards, and after which shards an answer is due. A function of the scenario alone, never of the number of workers. */
import type { Scenario } from "../domain/scenario.ts";

/** Members `firstMember` ≤ m < `endMember` of one replication, with everyone they refer. */
export type Shard = { replication: number; firstMember: number; endMember: number };

/** An answer is due once the first `shards` shards of the plan are in; it speaks of these members and replications. */
export type Stage = { shards: number; members: number; replications: number };

export type Plan = { shards: Shard[]; stages: Stage[] };

/** Members of the first answer. */
export const previewMembers = 1000;

/** Member-days of one shard: small enough to cancel between shards, large enough that its fixed cost does not show. */
const shardMemberDays = 365_000;

/** Answers come after 1, 2, 3, 4, 6, 8, 12, 16, 24 … replications: what they add shrinks, what they cost does not. */
function isAnswered(replications: number): boolean {
  let rest = replications;
  while (rest % 2 === 0) rest /= 2;
  return rest === 1 || rest === 3;
}

/** First the preview prefix, then the rest of replication 0, then the other replications. */
export function planOf(scenario: Scenario): Plan {
  const { run } = scenario;
  const isShared = sharesBudgets(scenario);
  const step = Math.min(previewMembers, Math.max(100, Math.floor(shardMemberDays / run.days)));
  const previewEnd = Math.min(run.members, step);
  const shards: Shard[] = [];
  const stages: Stage[] = [];
  const cut = (replication: number, firstMember: number, endMember: number, size: number) => {
    for (let first = firstMember; first < endMember; first += size)
      shards.push({ replication, firstMember: first, endMember: Math.min(first + size, endMember) });
  };
  const answer = (members: number, replications: number) =>
    stages.push({ shards: shards.length, members, replications });
  const firstSize = Math.ceil(previewEnd / 2);
  cut(0, 0, previewEnd, firstSize);
  answer(previewEnd, 1);
  cut(0, previewEnd, run.members, step);
  if (previewEnd < run.members) answer(run.members, 1);
  for (let replication = 1; replication < run.replications; replication++) {
    cut(replication, 0, previewEnd, isShared ? firstSize : step);
    cut(replication, previewEnd, run.members, step);
    const isLast = replication === run.replications - 1;
    if (isLast || isAnswered(replication + 1)) answer(run.members, replication + 1);
  }
  return { shards, stages };
}

/** Whether members share a budget: shards get parts of it, and then all replications must be cut alike. */
function sharesBudgets({ rules, limits = [], currencies }: Scenario): boolean {
  const isGiven = (budget: number | undefined) => budget !== undefined;
  return (
    [...rules, ...limits].some(({ budgetPerMonth }) => isGiven(budgetPerMonth)) ||
    currencies.some(({ redemptionBudgetPerMonth }) => isGiven(redemptionBudgetPerMonth))
  );
}
