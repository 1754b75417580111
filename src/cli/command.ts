/** The commands of the headless tool: what each takes, does and prints. */

import { checkScenario } from "../domain/check.ts";
import type { Outcome } from "../domain/outcome.ts";
import { presets } from "../domain/presets.ts";
import { RunError, type RunFailure, type Runner } from "../domain/runner.ts";
import type { Scenario } from "../domain/scenario.ts";
import { plainText, text } from "../domain/text.ts";
import { describeWarning, warningsOf } from "../domain/warning.ts";
import { planOf } from "../engine/plan.ts";
import { failureMessages } from "../i18n/scheme.ts";
import { encodeLink, LinkError } from "../link/link.ts";
import { type Arguments, type Grammar, readArguments } from "./arguments.ts";
import { bothLanguages, InputError, ProblemsError } from "./input-error.ts";
import { scenarioRefused } from "./refusal.ts";
import { reportOf, tableOf } from "./report.ts";
import type { RunnerFor } from "./runner-for.ts";
import { scenarioJsonSchema } from "./schema.ts";
import { scenarioFrom, scenarioOfLink } from "./source.ts";

/** Where the command writes; texts carry their own line ends. */
export type Terminal = { out(text: string): void; err(text: string): void };

type Command = Grammar & {
  usage: string;
  /** The text to print; lines for standard error go to `warn`. */
  perform(given: Arguments, runnerFor: RunnerFor, warn: (line: string) => void): string | Promise<string>;
};

const commands: Record<string, Command> = {
  presets: {
    usage: "presets",
    operands: [],
    options: {},
    perform: () => presets.map(({ id }) => `${id}\n`).join(""),
  },
  schema: {
    usage: "schema",
    operands: [],
    options: {},
    perform: () => json(scenarioJsonSchema()),
  },
  run: {
    usage: "run SCENARIO [--members N] [--days D] [--replications R] [--seed S] [--workers W] [--json]",
    operands: ["SCENARIO"],
    options: {
      members: "number",
      days: "number",
      replications: "number",
      seed: "text",
      workers: "number",
      json: "flag",
    },
    perform: run,
  },
  score: {
    usage:
      "score SCENARIO EVENTS.csv [--members MEMBERS.csv] [--money cents|yuan] [--json] [--ledger FILE.csv] [--skip-bad]",
    operands: ["SCENARIO", "EVENTS.csv"],
    options: { members: "text", money: "text", json: "flag", ledger: "text", "skip-bad": "flag" },
    perform: async (given) => (await import("./score.ts")).score(given),
  },
  trace: {
    usage: "trace SCENARIO --member N [--replication R] [--json]",
    operands: ["SCENARIO"],
    options: { member: "text", replication: "number", json: "flag" },
    perform: async (given) => (await import("./trace.ts")).trace(given),
  },
  category: {
    usage: "category STUDY.json [--json]",
    operands: ["STUDY.json"],
    options: { json: "flag" },
    perform: async (given) => (await import("./category.ts")).category(given),
  },
  link: {
    usage: "link SCENARIO",
    operands: ["SCENARIO"],
    options: {},
    perform: async ({ operands }) => `${linkOf(await scenarioFrom(operands[0]!))}\n`,
  },
  open: {
    usage: "open LINK",
    operands: ["LINK"],
    options: {},
    perform: ({ operands }) => json(scenarioOfLink(operands[0]!)),
  },
};

const help = `Sandtable without a browser: npm run -s sandtable -- COMMAND

${Object.values(commands)
  .map(({ usage }) => `  ${usage}\n`)
  .join("")}
SCENARIO is the id of a preset, a scenario file or a share link. EVENTS has columns member, date, indicator, amount and
perhaps service, channel, other; MEMBERS has member, joined and perhaps birthday, referrer, segment, tier, opening;
segment and tier are ids or names of the scheme, in either language, exactly as they stand there.
STUDY is a category study: services, each with its gain, experts with their paired comparisons, and perhaps decimals,
members, club; README.md has an example of the form.
`;

/**
 * Performs one command. The exit code: 0 when done, 1 when a run failed, 2 when the arguments, a file or a scenario
 * are wrong; in both bad cases `terminal.err` says where and why: in one line, of a scenario or a study in a line for
 * each thing that is wrong with it.
 */
export async function main(
  words: readonly string[],
  terminal: Terminal,
  runnerFor: RunnerFor,
): Promise<number> {
  try {
    const warn = (line: string) => terminal.err(`sandtable: warning: ${oneLine(line)}\n`);
    terminal.out(await performed(words, runnerFor, warn));
    return 0;
  } catch (error) {
    if (error instanceof InputError && error.report) terminal.out(error.report);
    for (const line of linesOf(error)) terminal.err(`sandtable: ${oneLine(line)}\n`);
    return error instanceof InputError ? 2 : 1;
  }
}

function linesOf(error: unknown): readonly string[] {
  if (error instanceof InputError) return error.lines;
  if (error instanceof RunError) return [failureLine(error.failure)];
  return [error instanceof Error ? error.message : String(error)];
}

/** The code, what to do about it in both languages, and where it happened. */
function failureLine({ code, detail }: RunFailure): string {
  const words = text(failureMessages("zh-CN")[code], failureMessages("en")[code]);
  return `${code}: ${bothLanguages(words)} (${detail})`;
}

async function performed(
  [name, ...rest]: readonly string[],
  runnerFor: RunnerFor,
  warn: (line: string) => void,
): Promise<string> {
  if (name === "help" || name === "--help" || name === "-h") return help;
  const known = Object.keys(commands).join(", ");
  if (name === undefined) throw new InputError("COMMAND", `missing; one of: ${known}`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new InputError(name, `no such command; one of: ${known}`);
  const given = readArguments(name, rest, command);
  try {
    return await command.perform(given, runnerFor, warn);
  } catch (error) {
    throw error instanceof ProblemsError && given.flags.has("json") ? error.inJson() : error;
  }
}

const workersMax = 64;

async function run(given: Arguments, runnerFor: RunnerFor, warn: (line: string) => void): Promise<string> {
  const workers = given.numbers.get("workers") ?? 1;
  if (workers < 1 || workers > workersMax)
    throw new InputError("--workers", `out of range (1 to ${workersMax})`);
  const scenario = overridden(await scenarioFrom(given.operands[0]!), given);
  for (const warning of warningsOf(scenario)) warn(describeWarning(warning, "en"));
  const { runner, close } = await runnerFor(Math.min(workers, planOf(scenario).shards.length));
  try {
    const outcome = await lastOutcome(runner, scenario);
    return given.flags.has("json") ? json(reportOf(scenario, outcome)) : tableOf(scenario, outcome);
  } finally {
    await close();
  }
}

/** The scenario with the options in place of its own values, checked again. */
function overridden(scenario: Scenario, { numbers, texts }: Arguments): Scenario {
  const { days, members, replications, seed } = scenario.run;
  const checked = checkScenario({
    ...scenario,
    run: {
      ...scenario.run,
      days: numbers.get("days") ?? days,
      members: numbers.get("members") ?? members,
      replications: numbers.get("replications") ?? replications,
      seed: texts.get("seed") ?? seed,
    },
  });
  if (checked.ok) return checked.scenario;
  const asOptions = checked.problems.map((problem) => ({
    ...problem,
    path: problem.path.replace(/^run\//, "--"),
  }));
  throw scenarioRefused("run", asOptions);
}

/** The last answer of a run; answers before it are of no use here. */
async function lastOutcome(runner: Runner, scenario: Scenario): Promise<Outcome> {
  let last: Outcome | undefined;
  const { signal } = new AbortController();
  await runner(
    scenario,
    ({ outcome, complete }) => {
      if (complete) last = outcome;
    },
    signal,
  );
  if (!last) throw new Error("the run ended without a complete answer");
  return last;
}

function linkOf(scenario: Scenario): string {
  try {
    return encodeLink(scenario);
  } catch (error) {
    if (error instanceof LinkError) throw new InputError(scenario.id, error.message);
    throw error;
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Room for the longest list of choices in both languages. */
const lineLengthMax = 3000;

/** What a stranger's file put into a message must not break the promise of one line. */
function oneLine(message: string): string {
  return plainText(message.replace(/[\s\u2028\u2029]+/g, " "))
    .trim()
    .slice(0, lineLengthMax);
}
