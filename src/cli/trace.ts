/** `trace`: one member's run in order, award by award: the steps of each, why nothing was paid, the balance after it. */
import { isoDateOf, parseIsoDate } from "../domain/calendar.ts";
import { type Explanation, explain } from "../domain/explanation.ts";
import type { Scenario } from "../domain/scenario.ts";
import type { Trace, TraceLine } from "../domain/trace.ts";
import { followMember } from "../engine/explain.ts";
import { eventWords, formulaWords, moveWords, verdictWords } from "../i18n/trace.ts";
import type { Arguments } from "./arguments.ts";
import { InputError } from "./input-error.ts";
import { aligned } from "./report.ts";
import { scenarioFrom } from "./source.ts";

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
  const currency = scenario.currencies[line.currency]?.id;
  if (line.kind !== "award")
    return {
      ...line,
      date,
      currency,
      ...(line.item !== undefined && { item: scenario.items[line.item]?.id }),
    };
  const words = explanation && {
    verdict: explanation.verdict,
    why: verdictWords(explanation, "en"),
    formula: formulaWords(explanation, "en"),
  };
  const held = line.held.map(({ limit, by }) => ({ limit: scenario.limits?.[limit]?.id ?? null, by }));
  return {
    ...line,
    date,
    currency,
    held,
    rule: scenario.rules[line.rule]?.id,
    tier: tier(line.tier),
    ...words,
  };
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
    case "award": {
      const rule = scenario.rules[line.rule]?.id ?? "";
      const why = explanation ? verdictWords(explanation, "en") : "";
      const reckoned = explanation ? formulaWords(explanation, "en") : "";
      return [
        date,
        rule,
        why === "" ? reckoned : `${why}; ${reckoned}`,
        signed(line.paid),
        line.balance === undefined ? "" : String(line.balance),
        scenario.currencies[line.currency]?.id ?? "",
      ];
    }
    default:
      return [
        date,
        moveWords(line.kind, "en"),
        line.item === undefined ? "" : (scenario.items[line.item]?.id ?? ""),
        signed(line.points),
        String(line.balance),
        scenario.currencies[line.currency]?.id ?? "",
      ];
  }
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points);
}
