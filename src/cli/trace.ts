/** `trace`: one member's run in order, award by award: the steps of each, why nothing was paid, the balance after it. */
import { isoDateOf, parseIsoDate } from "../domain/calendar.ts";
import type { Scenario } from "../domain/scenario.ts";
import { type AwardLine, type TraceLine, traceOf } from "../engine/explain.ts";
import { awardStages } from "../engine/run-state.ts";
import type { Arguments } from "./arguments.ts";
import { InputError } from "./input-error.ts";
import { aligned } from "./report.ts";
import { scenarioFrom } from "./source.ts";

export async function trace({ operands, numbers, flags }: Arguments): Promise<string> {
  const scenario = await scenarioFrom(operands[0]!);
  const member = numbers.get("member");
  if (member === undefined) throw new InputError("--member", "missing: which member, from 0");
  const replication = numbers.get("replication") ?? 0;
  within("--member", member, scenario.run.members);
  within("--replication", replication, scenario.run.replications);
  const lines = traceOf(scenario, replication, member);
  if (flags.has("json"))
    return `${JSON.stringify({ member, replication, lines: lines.map(named(scenario)) }, null, 2)}\n`;
  return `${tableOf(scenario, lines)}\n`;
}

function within(option: string, value: number, end: number): void {
  if (!Number.isInteger(value) || value < 0 || value >= end)
    throw new InputError(option, `out of range (0 to ${end - 1})`);
}

function dateOf({ run }: Scenario, day: number): string {
  return isoDateOf((parseIsoDate(run.start) ?? 0) + day);
}

/** A line with ids and dates in place of positions. */
function named(scenario: Scenario) {
  return (line: TraceLine) => {
    const date = dateOf(scenario, line.day);
    if (line.kind === "events") return { ...line, date };
    const currency = scenario.currencies[line.currency]?.id;
    if (line.kind !== "award") return { ...line, date, currency };
    const held = line.held.map(({ limit, by }) => ({ limit: scenario.limits?.[limit]?.id ?? null, by }));
    return { ...line, date, currency, rule: scenario.rules[line.rule]?.id, held, why: whyOf(scenario, line) };
  };
}

/** What happened on the way from the base value to what was paid: which cap or budget cut it, and of which limit. */
function whyOf(scenario: Scenario, { steps, paid, held }: AwardLine): string {
  if (steps.eligible === undefined) return "not eligible";
  const heldBy = (budget: boolean) =>
    held
      .filter(({ by }) => (by === "budget") === budget)
      .map(({ limit, by }) => {
        const of = scenario.limits?.[limit]?.id;
        return `${budget ? "budget" : `cap a ${by}`}${of === undefined ? "" : ` of ${of}`}`;
      })
      .join(", ");
  const words = {
    base: "",
    eligible: "",
    multiplied: "multiplied",
    capped: heldBy(false),
    budgeted: heldBy(true),
  };
  const [first, ...later] = awardStages.map((stage) => ({ stage, value: steps[stage] ?? 0 }));
  let value = first?.value ?? 0;
  const path = [String(value)];
  for (const step of later) {
    if (step.value === value) continue;
    value = step.value;
    path.push(`${words[step.stage]} ${value}`);
  }
  if (path.length === 1) return paid > 0 ? "" : "nothing to pay";
  return path.join(" → ");
}

function tableOf(scenario: Scenario, lines: readonly TraceLine[]): string {
  const rows = lines.map((line): string[] => {
    const date = dateOf(scenario, line.day);
    if (line.kind === "events")
      return [
        date,
        "",
        line.events
          .map(({ indicator, amount }) => (amount === 1 ? indicator : `${indicator} ${amount}`))
          .join(", "),
        "",
        "",
        "",
      ];
    const currency = scenario.currencies[line.currency]?.id ?? "";
    if (line.kind !== "award")
      return [date, line.kind, "", signed(line.points), String(line.balance), currency];
    const rule = scenario.rules[line.rule]?.id ?? "";
    return [
      date,
      rule,
      whyOf(scenario, line),
      signed(line.paid),
      line.balance === undefined ? "" : String(line.balance),
      currency,
    ];
  });
  const head = ["date", "rule or move", "events, or steps", "points", "balance", "currency"];
  return aligned([head, ...rows], ["left", "left", "left", "right", "right", "left"]).join("\n");
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points);
}
