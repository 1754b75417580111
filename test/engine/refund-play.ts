/** Plays events with refunds: what a member can spend, waits for and owes at the end of each day, and the ledger. */
import type { Scenario } from "../../src/domain/scenario.ts";
import { compile } from "../../src/engine/compile.ts";
import { push } from "../../src/engine/events.ts";
import { addMember, cancel, expectRefunds, type RunState } from "../../src/engine/run-state.ts";
import { simulate } from "../../src/engine/simulate.ts";
import type { RecordedEvent } from "./recorded.ts";
import { ruleOf } from "./scenario-of.ts";

/** One point a yuan. */
export function perAmountRule() {
  return ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1);
}

type Standing = { balance: number; pending: number; debt: number };

function standingOf({ accounts }: RunState): Standing {
  const [account] = accounts;
  const at = (column: Int32Array | undefined) => column?.[0] ?? 0;
  return { balance: at(account?.balance), pending: at(account?.pending), debt: at(account?.debt) };
}

export function playWithRefunds(scenario: Scenario, events: readonly RecordedEvent[]) {
  const days: Standing[] = [];
  const run = simulate(compile(scenario), {
    startsWith: 1,
    shoppers: undefined,
    begin(state) {
      expectRefunds(state);
      addMember(state, { joinDay: -1, joinMonth: -1, referrer: -1, group: 0 });
    },
    fill(state, day) {
      if (day > 0) days.push(standingOf(state));
      for (const event of events) {
        if (event.day !== day) continue;
        if (event.event === "cancellation") cancel(state, 0, day);
        else
          push(
            state.batch[event.event],
            0,
            event.amount ?? (event.event === "refund" ? 0 : 1),
            event.piece ?? -1,
          );
      }
    },
  });
  days.push(standingOf(run));
  const [tally] = run.tally.currencies;
  if (!tally) throw new Error("no currency");
  const { flows, moves } = tally;
  const total = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0);
  const sums = Object.fromEntries(
    Object.entries({ ...flows, ...moves }).map(([name, column]) => [name, total(column)]),
  );
  const last = days.at(-1);
  return {
    days,
    totals: { ...sums, closing: (last?.balance ?? 0) + (last?.pending ?? 0) } as Record<string, number>,
  };
}
