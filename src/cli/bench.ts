/**
 * The benchmark: `npm run -s bench -- [--json] [--rounds N] [--workload NAME]`. Speed, memory and waiting time of named
 * workloads, each in a process of its own; and how fast the larger ones are beside `securities`, shard by shard in turn in one
 * process, for a machine that others use is not the same from one minute to the next.
 */
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { mobileSecurities } from "../domain/preset-mobile-securities.ts";
import type { Runner } from "../domain/runner.ts";
import type { Scenario } from "../domain/scenario.ts";
import { compile, type Program } from "../engine/compile.ts";
import { planOf, type Shard } from "../engine/plan.ts";
import { simulateShard } from "../engine/simulate.ts";
import { engineVersion } from "../engine/version.ts";
import { nodePool } from "../worker/node.ts";
import { everything, full } from "./everything.ts";

const workloads = {
  /** The preset as it opens. */
  securities: mobileSecurities,
  /** About what a drag shows first. */
  preview: withRun(mobileSecurities, { members: 2000, replications: 1 }),
  /** Three services, every kind of rule, four currencies, tiers, the chain. */
  everything,
  /** And channels, products, levels, privileges, limits, exchanges. */
  full,
} satisfies Record<string, Scenario>;
type WorkloadName = keyof typeof workloads;
const names = Object.keys(workloads) as WorkloadName[];

type Measured = {
  members: number;
  days: number;
  replications: number;
  /** Days of membership simulated, referred members included. */
  memberDays: number;
  /** On one thread, compiling included, answers not: median, slowest and fastest of the rounds. */
  memberDaysPerSecond: { median: number; slowest: number; fastest: number };
  /** Largest resident memory of a process that ran this workload on one thread, Node itself included. */
  peakMemoryBytes: number;
  /** From an edit to the answers of a warm pool: medians of the rounds. */
  edit: { workers: number; firstAnswerMilliseconds: number; fullAnswerMilliseconds: number };
  /** For other scenarios than that of `securities`. */
  besideSecurities?: Beside;
};

/** Member-days a second as a part of those of `securities`: quartiles over the shards of the rounds. */
type Beside = { lower: number; median: number; upper: number };

function withRun(scenario: Scenario, run: Partial<Scenario["run"]>): Scenario {
  return { ...scenario, run: { ...scenario.run, ...run } };
}

/** The scenario with another value for the first login of a day: what a drag changes. */
function edited(scenario: Scenario, points: number): Scenario {
  return {
    ...scenario,
    rules: scenario.rules.map((rule) => (rule.id === "login" ? { ...rule, points } : rule)),
  };
}

function median(values: readonly number[]): number {
  return quantile(values, 1 / 2);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}

/** One thread: compiles and simulates every shard, in order. */
function simulateAll(scenario: Scenario): { memberDays: number; seconds: number } {
  const start = performance.now();
  const program = compile(scenario);
  let memberDays = 0;
  for (const shard of planOf(scenario).shards) memberDays += memberDaysOf(program, shard);
  return { memberDays, seconds: (performance.now() - start) / 1000 };
}

function memberDaysOf(program: Program, shard: Shard): number {
  return simulateShard(program, shard).enrolledByDay.reduce((sum, enrolled) => sum + enrolled, 0);
}

/** Processor time of one shard, by member-day: what others do on the machine counts less. */
function microsecondsPerMemberDay(program: Program, shard: Shard): number {
  const start = process.cpuUsage();
  const memberDays = memberDaysOf(program, shard);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / memberDays;
}

/** Shards of a replication in turn, one of the workload between two of `securities`; one round warms up. */
function measureBeside(scenario: Scenario, rounds: number): Beside {
  const program = compile(scenario);
  const securities = compile(workloads.securities);
  const shards = planOf(scenario).shards.filter(({ replication }) => replication === 0);
  const ratios: number[] = [];
  for (let round = -1; round < rounds; round++)
    for (const shard of shards) {
      const before = microsecondsPerMemberDay(securities, shard);
      const own = microsecondsPerMemberDay(program, shard);
      const after = microsecondsPerMemberDay(securities, shard);
      if (round >= 0) ratios.push((before + after) / 2 / own);
    }
  return { lower: quantile(ratios, 1 / 4), median: median(ratios), upper: quantile(ratios, 3 / 4) };
}

/** Milliseconds from an edit to the first and to the last answer. */
async function timeEdit(runner: Runner, scenario: Scenario): Promise<{ first: number; full: number }> {
  const start = performance.now();
  let first = Number.NaN;
  await runner(
    scenario,
    () => {
      if (Number.isNaN(first)) first = performance.now() - start;
    },
    new AbortController().signal,
  );
  return { first, full: performance.now() - start };
}

/** Speed and memory in this process, which should have done nothing else. */
function measureThread(scenario: Scenario, rounds: number) {
  simulateAll(scenario);
  simulateAll(scenario);
  const results = Array.from({ length: rounds }, () => simulateAll(scenario));
  const speeds = results.map(({ memberDays, seconds }) => memberDays / seconds);
  return {
    memberDays: results[0]?.memberDays ?? 0,
    memberDaysPerSecond: {
      median: median(speeds),
      slowest: Math.min(...speeds),
      fastest: Math.max(...speeds),
    },
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  };
}

async function measureEdits(scenario: Scenario, rounds: number): Promise<Measured["edit"]> {
  const workers = Math.min(2, cpus().length);
  const pool = nodePool(workers);
  const times: { first: number; full: number }[] = [];
  for (let round = -2; round < rounds; round++) {
    const time = await timeEdit(pool.runner, edited(scenario, 6 + (round & 1)));
    if (round >= 0) times.push(time);
  }
  await pool.close();
  return {
    workers,
    firstAnswerMilliseconds: median(times.map(({ first }) => first)),
    fullAnswerMilliseconds: median(times.map(({ full }) => full)),
  };
}

/** Each workload in a process of its own, so that one's memory is not another's. */
function measureApart(name: WorkloadName, rounds: number): Measured {
  const options = ["--workload", name, "--rounds", String(rounds), "--json"];
  const args = [...process.execArgv, fileURLToPath(import.meta.url), ...options];
  const child = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 24 });
  if (child.status !== 0) throw new Error(`bench ${name}: ${child.stderr}`);
  return JSON.parse(child.stdout) as Measured;
}

async function measure(name: WorkloadName, rounds: number): Promise<Measured> {
  const scenario = workloads[name];
  const { members, days, replications } = scenario.run;
  const thread = measureThread(scenario, rounds);
  const edit = await measureEdits(scenario, rounds);
  const measured = { members, days, replications, ...thread, edit };
  if (scenario.id === mobileSecurities.id) return measured;
  return { ...measured, besideSecurities: measureBeside(scenario, rounds) };
}

function table(results: Record<string, Measured>): string {
  const lines = Object.entries(results).map(([name, result]) => {
    const { members, days, replications, memberDaysPerSecond, peakMemoryBytes, edit, besideSecurities } =
      result;
    const millions = (value: number) => (value / 1e6).toFixed(1);
    return [
      `${name}: ${members} members × ${days} days × ${replications}`,
      `  ${millions(memberDaysPerSecond.median)} M member-days/s on one thread (${millions(memberDaysPerSecond.slowest)}–${millions(memberDaysPerSecond.fastest)})`,
      `  ${Math.round(peakMemoryBytes / 1e6)} MB at most`,
      `  edit to first answer ${edit.firstAnswerMilliseconds.toFixed(0)} ms, to full answer ${edit.fullAnswerMilliseconds.toFixed(0)} ms, ${edit.workers} workers`,
      ...(besideSecurities ? [besideText(besideSecurities)] : []),
    ].join("\n");
  });
  return lines.join("\n");
}

function besideText({ lower, median, upper }: Beside): string {
  const range = `${lower.toFixed(3)}–${upper.toFixed(3)}`;
  return `  ${median.toFixed(3)} of the member-days a second of securities (quartiles ${range}), shard by shard in turn`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: "boolean" }, rounds: { type: "string" }, workload: { type: "string" } },
  });
  const rounds = Number(values.rounds ?? 5);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 1000)
    throw new RangeError("--rounds: a whole number from 1 to 1000");
  const asked = values.workload;
  if (asked !== undefined) {
    const name = names.find((known) => known === asked);
    if (!name) throw new RangeError(`--workload: one of ${names.join(", ")}`);
    const result = await measure(name, rounds);
    console.log(values.json ? JSON.stringify(result) : table({ [name]: result }));
    return;
  }
  const results = Object.fromEntries(names.map((name) => [name, measureApart(name, rounds)]));
  const report = { engine: engineVersion, node: process.version, rounds, workloads: results };
  console.log(values.json ? JSON.stringify(report, null, 2) : table(results));
}

try {
  await main();
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
