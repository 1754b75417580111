/** What the engine says of a run, in the words of the one kept on paper. */
import type { Scenario } from "../../../src/domain/scenario.ts";
import type { RunState } from "../../../src/engine/run-state.ts";
import { standingsOf } from "../../../src/engine/standing.ts";
import { itemColumns, moneyColumns, ruleColumns } from "../../../src/engine/tally.ts";
import { type Flows, flowNames } from "./account.ts";
import type { Paper } from "./book.ts";

/** By rule: how many awards, how many points, how many members reached. */
type Reached = Record<string, { awards: number; points: number; members: number }>;
/** What both engines say of a run; of what is all zeros, nothing. */
export type Compared = Omit<Paper, "taken"> & { rules: Reached };

/** The same of the paper. */
export function comparedOf({ taken: _, ...paper }: Paper, { rules }: Scenario): Compared {
  const reached = rules.map(({ id }) => {
    const own = paper.postings.filter(({ rule }) => rule === id);
    const points = own.reduce((sum, posting) => sum + posting.points, 0);
    return [id, { awards: own.length, points, members: new Set(own.map(({ member }) => member)).size }];
  });
  return { ...paper, rules: Object.fromEntries(reached) };
}

/** @param names in the order of the roster */
export function engineSays(run: RunState, names: readonly string[], postings: Paper["postings"]): Compared {
  const { accounts, roster, tally, program } = run;
  // Those who change with the scheme have kept their ids.
  const { scenario } = program;
  const byName = <T>(of: (m: number) => T) => Object.fromEntries(names.map((name, m) => [name, of(m)]));
  const byCurrency = <T>(of: (position: number) => T) =>
    Object.fromEntries(scenario.currencies.map(({ id }, position) => [id, of(position)]));
  const columnsOf = (column: Float64Array, width: number, position: number) => [
    ...column.subarray(position * width, (position + 1) * width),
  ];
  return {
    postings,
    rules: Object.fromEntries(
      scenario.rules.map(({ id }, position) => {
        const [awards = 0, points = 0, members = 0] = columnsOf(tally.rules, ruleColumns, position);
        return [id, { awards, points, members }];
      }),
    ),
    items: Object.fromEntries(
      scenario.items.map(({ id }, position) => {
        const [redemptions = 0, points = 0, costCents = 0, cashCents = 0] = columnsOf(
          tally.items,
          itemColumns,
          position,
        );
        return [id, { redemptions, points, costCents, cashCents }];
      }),
    ),
    balances: byCurrency((c) => byName((m) => accounts[c]?.balance[m] ?? Number.NaN)),
    waiting: byCurrency((c) => byName((m) => accounts[c]?.pending[m] ?? 0)),
    owed: byCurrency((c) => byName((m) => accounts[c]?.debt[m] ?? 0)),
    flows: byCurrency((c) => flowsOf(run, c)),
    money: byCurrency((c) => ({
      purchasedCents: tally.currencies[c]?.money[moneyColumns.purchased] ?? Number.NaN,
      offsetCents: tally.currencies[c]?.money[moneyColumns.offset] ?? Number.NaN,
    })),
    tiers: byName((m) => roster.tier[m] ?? Number.NaN),
    standings: standingsOf(program, tally.standing),
  };
}

function flowsOf({ tally }: RunState, currency: number): Flows {
  const own = tally.currencies[currency];
  if (!own) throw new Error("no such currency");
  const flows = { ...own.flows, ...own.moves, opening: own.opening };
  const total = (flow: Float64Array) => flow.reduce((sum, points) => sum + points, 0);
  return Object.fromEntries(flowNames.map((name) => [name, total(flows[name])])) as Flows;
}
