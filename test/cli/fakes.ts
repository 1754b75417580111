/** A captured terminal, and a runner that answers at once with made-up figures. */

import { main } from "../../src/cli/command.ts";
import type { RunnerFor } from "../../src/cli/runner-for.ts";
import { type KpiName, kpiNames } from "../../src/domain/kpi.ts";
import type { Estimate, LedgerTotals, Outcome } from "../../src/domain/outcome.ts";
import type { Runner } from "../../src/domain/runner.ts";
import type { Scenario } from "../../src/domain/scenario.ts";

export type Printed = { code: number; out: string; err: string };

/** Performs one command in this process. */
export async function printed(
  words: readonly string[],
  runnerFor: RunnerFor = answering(),
): Promise<Printed> {
  const said = { out: "", err: "" };
  const code = await main(
    words,
    {
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
    },
    runnerFor,
  );
  return { code, ...said };
}

export type Asked = { workers: number; scenario?: Scenario; closed: boolean };

/** A runner that gives a first answer and then the whole; `asked` collects what it was asked for. */
export function answering(asked: Asked[] = []): RunnerFor {
  return runnerForOf(asked, async (scenario, onAnswer) => {
    onAnswer({ outcome: outcomeOf(scenario, 100), complete: false, progress: 0.1 });
    onAnswer({ outcome: outcomeOf(scenario, scenario.run.members), complete: true, progress: 1 });
  });
}

export function runnerForOf(asked: Asked[], runner: Runner): RunnerFor {
  return async (workers) => {
    const one: Asked = { workers, closed: false };
    asked.push(one);
    return {
      runner: (scenario, onAnswer, signal) => {
        one.scenario = scenario;
        return runner(scenario, onAnswer, signal);
      },
      close: async () => {
        one.closed = true;
      },
    };
  };
}

const estimate = (value: number, halfWidth: number): Estimate => ({
  value,
  standardError: halfWidth / 2,
  low: value - halfWidth,
  high: value + halfWidth,
});

const nothing = estimate(Number.NaN, Number.NaN);

const kpis: Record<KpiName, Estimate> = {
  ...(Object.fromEntries(kpiNames.map((name) => [name, nothing])) as Record<KpiName, Estimate>),
  costPerMemberMonth: estimate(62.3456, 1.2345),
  redemptionRate: estimate(0.43219, 0.00456),
  outstandingPerMember: estimate(1234.5, 67.8),
  activeRate: estimate(0.25, 0),
};

const ledger: LedgerTotals = {
  opening: 0,
  issued: 1_234_567,
  in: 0,
  redeemed: 400_000,
  expired: 0,
  decayed: 0,
  cleared: 0,
  reversed: 0,
  out: 0,
  closing: 834_567,
};

function outcomeOf({ id, run }: Scenario, members: number): Outcome {
  return {
    engine: "0.0.0",
    scenario: { id, digest: "0123456789abcdef" },
    seed: run.seed,
    members,
    days: run.days,
    replications: run.replications,
    memberDays: members * run.days * run.replications,
    enrolledAtEnd: members,
    intervalsFrom: run.replications < 3 ? "members" : "replications",
    expiryUnseen: run.days < 365,
    ledger: { points: ledger },
    rules: { login: { awards: 1000, points: 5000, members: 300 } },
    items: {},
    kpis,
    structures: [],
    months: [],
    currencies: {},
    fingerprint: "fedcba9876543210",
  };
}
