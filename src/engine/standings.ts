/** Where members stand at the end of a replication by what they hold of the main currency. */
import type { Standings } from "../domain/trace.ts";
import type { Program } from "./compile.ts";
import { type Account, heldBy } from "./ledger.ts";
import type { Shard } from "./plan.ts";
import { syntheticSource } from "./population.ts";
import { simulate } from "./simulate.ts";

/** The members of a shard whose membership began before the run or on its first day, by number. @throws RunError as the run itself */
export function balancesAtEnd(program: Program, shard: Shard): Standings {
  const run = simulate(program, syntheticSource(program, shard));
  const account = run.accounts[program.mainCurrency] as Account;
  const places = Int32Array.from({ length: run.startedWith }, (_, m) => m).filter(
    (m) => (run.roster.joinDay[m] as number) <= 0,
  );
  return {
    members: places.map((m) => shard.firstMember + m),
    balances: Float64Array.from(places, (m) => heldBy(account, m)),
  };
}

/** All shards of a replication in one order: the poorest first, equals by number. */
export function ranked(parts: readonly Standings[]): Standings {
  const members = parts.flatMap((part) => [...part.members]);
  const balances = parts.flatMap((part) => [...part.balances]);
  const order = Uint32Array.from(members, (_, at) => at).sort(
    (a, b) =>
      (balances[a] as number) - (balances[b] as number) || (members[a] as number) - (members[b] as number),
  );
  return {
    members: Int32Array.from(order, (at) => members[at] as number),
    balances: Float64Array.from(order, (at) => balances[at] as number),
  };
}
