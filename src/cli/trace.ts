/** `trace`: one member's run in order, award by award: the steps of each, why nothing was paid, the balance after it. */
import { isoDateOf, parseIsoDate } from "../domain/calendar.ts";
import { type Explanation, explain } from "../domain/explanation.ts";
import type { Scenario } from "../domain/scenario.ts";
import { changeAt } from "../domain/scheme-by-day.ts";
import {
  type AwardLine,
  type MoveLine,
  type Origin,
  pointsOf,
  type Trace,
  type TraceLine,
} from "../domain/trace.ts";
import { followMember } from "../engine/explain.ts";
import { moveFormula, moveWords, partnerOf, waitingWords } from "../i18n/move.ts";
import { changeWords } from "../i18n/scheme-change.ts";
import { aboutWords, eventWords, formulaWords, verdictWords } from "../i18n/trace.ts";
import type { Arguments } from "./arguments.ts";
import { InputError } from "./input-error.ts";
import { aligned } from "./report.ts";
import { scenarioFrom } from "./source.ts";

/**
 * `sandtable trace SCENARIO --member N`: the postings of one member, and why not.
 * @throws InputError for a member that is not there
 */
export async function trace({ operands, numbers, texts, flags }: Arguments): Promise<string> {
  const scenario = await scenarioFrom(operands[0]!);
  const member = texts.get("member");
  if (member === undefined) throw new InputError("--member", "missing: which member, from 0");
  const replication = numbers.get("replication") ?? 0;
  const { members, replications } = scenario.run;
  if (!Number.isInteger(replication) || replication < 0 || replication >= replications)
    throw new InputError("--replication", `out of range (0 to ${replications - 1})`);
  const followed = followMember(scenario, replication, member);
  if (!followed)
    throw new InputError(
      "--member",
      `out of range (0 to ${members - 1}); 17.2 is the second whom 17 referred`,
    );
  const explanations = explain(scenario, followed);
  if (!flags.has("json")) return `${tableOf(scenario, followed, explanations)}\n`;
  const lines = followed.lines.map((line) => named(scenario, line, explanations.get(line)));
  return `${JSON.stringify({ ...followed, member: memberOf(member), lines }, null, 2)}\n`;
}

/** As it was given: a number where it is one. */
function memberOf(member: string): number | string {
  return /^\d+$/.test(member) ? Number(member) : member;
}

function dateOf({ run }: Scenario, day: number): string {
  return isoDateOf((parseIsoDate(run.start) ?? 0) + day);
}

/** A line with ids and dates in place of positions. */
function named(scenario: Scenario, line: TraceLine, explanation: Explanation | undefined) {
  const date = dateOf(scenario, line.day);
  const tier = (position: number) => scenario.tiers?.steps[position]?.id;
  if (line.kind === "events") return { ...line, date };
  if (line.kind === "tier") return { ...line, date, from: tier(line.from), to: tier(line.to) };
  if (line.kind === "change") return { ...line, date, change: changeAt(scenario, line.change) };
  const currency = scenario.currencies[line.currency]?.id;
  if (line.kind !== "award") return { ...line, date, currency, ...namedMove(scenario, line) };
  const words = explanation && {
    verdict: explanation.verdict,
    why: verdictWords(explanation, "en"),
    formula: formulaWords(explanation, "en"),
  };
  const { by, origin } = line;
  return {
    ...line,
    date,
    currency,
    held: line.held.map(({ limit, by }) => ({ limit: scenario.limits?.[limit]?.id ?? null, by })),
    rule: scenario.rules[line.rule]?.id,
    ...(by !== undefined && { by: scenario.rules[by]?.id }),
    ...(origin && { origin: namedOrigin(scenario, origin) }),
    tier: tier(line.tier),
    ...words,
  };
}

function namedMove(scenario: Scenario, line: MoveLine) {
  const cause = moveWords(line, "en");
  const formula = moveFormula(line, scenario, "en");
  if (line.kind === "refused") return { cause, formula, ...namedRefusal(scenario, line) };
  if (line.kind === "redeemed" && line.item !== undefined)
    return { cause, formula, item: scenario.items[line.item]?.id };
  if (line.kind === "exchanged") return { cause, formula, exchange: scenario.exchanges?.[line.exchange]?.id };
  if (line.kind === "released") return { cause, formula, earned: dateOf(scenario, line.earned) };
  return { cause, formula };
}

function namedRefusal({ exchanges, items }: Scenario, { exchange, item }: MoveLine<"refused">) {
  return {
    ...(exchange !== undefined && { exchange: exchanges?.[exchange]?.id }),
    ...(item !== undefined && { item: items[item]?.id }),
  };
}

function namedOrigin({ channels, services }: Scenario, { channel, service }: Origin) {
  return { channel: channels?.[channel]?.id ?? null, service: services[service]?.id ?? null };
}

function tableOf(scenario: Scenario, { lines }: Trace, explanations: Map<TraceLine, Explanation>): string {
  const rows = lines.map((line) => rowOf(scenario, line, explanations.get(line)));
  const head = ["date", "rule or move", "events, or how it was reckoned", "points", "balance", "currency"];
  return aligned([head, ...rows], ["left", "left", "left", "right", "right", "left"]).join("\n");
}

function rowOf(scenario: Scenario, line: TraceLine, explanation: Explanation | undefined): string[] {
  const date = dateOf(scenario, line.day);
  switch (line.kind) {
    case "events":
      return [date, "", line.events.map((event) => eventWords(scenario, event, "en")).join(", "), "", "", ""];
    case "tier": {
      const names = [line.from, line.to].map((position) => scenario.tiers?.steps[position]?.id);
      return [date, "tier", names.join(" → "), "", "", ""];
    }
    case "change":
      return [date, "scheme changes", changeWords(scenario, line.change, "en"), "", "", ""];
    default: {
      const said = line.kind === "award" ? awardWords(line, explanation) : moveSaid(line, scenario);
      const of = line.kind === "award" ? (scenario.rules[line.rule]?.id ?? "") : moveWords(line, "en");
      const currency = scenario.currencies[line.currency]?.id ?? "";
      const balance = line.balance === undefined ? "" : String(line.balance);
      return [date, of, said, signed(pointsOf(line)), balance, currency];
    }
  }
}

function awardWords(line: AwardLine, explanation: Explanation | undefined): string {
  if (!explanation) return "";
  const reckoned = [formulaWords(explanation, "en"), aboutWords(line, "en"), waitingWords(line, "en")];
  return joined([verdictWords(explanation, "en"), joined(reckoned, ", ")], "; ");
}

function moveSaid(line: MoveLine, scenario: Scenario): string {
  const partner = partnerOf(line, "en")?.join(" ") ?? "";
  return joined([moveFormula(line, scenario, "en"), partner, waitingWords(line, "en")], ", ");
}

function joined(parts: readonly string[], by: string): string {
  return parts.filter((part) => part !== "").join(by);
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points);
}
