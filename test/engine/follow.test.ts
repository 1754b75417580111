/** Referred members in the trace of their own, moves told apart, and standings, against the run that they are part of. */
import { expect, test } from "vitest";
import { explain } from "../../src/domain/explanation.ts";
import { memberAt } from "../../src/domain/standing.ts";
import { isPosting, pointsOf, type Trace } from "../../src/domain/trace.ts";
import { compile } from "../../src/engine/compile.ts";
import { followMember } from "../../src/engine/explain.ts";
import { planOf } from "../../src/engine/plan.ts";
import { simulateShard } from "../../src/engine/simulate.ts";
import { balancesAtEnd, ranked } from "../../src/engine/standings.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";

const members = 30;
const family = { ...preset, run: { ...preset.run, members, days: 200, replications: 1 } };

/** A member with everyone it brought in, directly or not. */
function withDescendants(member: string): Trace[] {
  const trace = followMember(family, 0, member);
  if (!trace) throw new Error(`no member ${member}`);
  return [trace, ...trace.referred.flatMap((one) => withDescendants(one.member))];
}

const everyone = Array.from({ length: members }, (_, member) => withDescendants(String(member))).flat();

test("members and all whom they brought in earn together what the run issued, rule by rule", () => {
  expect(everyone.length).toBeGreaterThan(members);
  const paid = family.rules.map(() => 0);
  for (const { lines } of everyone)
    for (const line of lines) if (line.kind === "award") paid[line.rule] = (paid[line.rule] ?? 0) + line.paid;
  const tally = simulateShard(compile(family), { replication: 0, firstMember: 0, endMember: members });
  expect(paid).toEqual(family.rules.map((_, rule) => tally.rules[3 * rule + 1]));
});

test("each member's lines add up to its account, and each balance follows from the one before", () => {
  for (const { lines, accounts } of everyone) {
    let held = 0;
    for (const line of lines) {
      if (!isPosting(line)) continue;
      held += pointsOf(line);
      if (line.balance !== undefined) expect(line.balance).toBe(held);
    }
    expect(held).toBe(accounts[0]?.balance);
  }
});

test("the referral that brought a member names it, on the day on which it joined", () => {
  const referred = everyone.flatMap((trace) => trace.referred);
  expect(referred.length).toBeGreaterThan(0);
  for (const { member, day } of referred) {
    const trace = everyone.find((one) => one.member === member);
    expect(trace?.joinDay).toBe(day);
    const referrer = everyone.find((one) => one.referred.some((other) => other.member === member));
    const named = referrer?.lines.some(
      (line) =>
        line.kind === "events" && line.day === day && line.events.some(({ other }) => other === member),
    );
    expect(named).toBe(true);
  }
});

test.each(["30", "x", "0.9", "-1"])("there is no member %s", (member) => {
  expect(followMember(family, 0, member)).toBeUndefined();
});

test("what lapses by age, by decay and by clearing is told apart", () => {
  const login = { kind: "firstOfDay", indicator: "login" } as const;
  const base = scenarioOf({ rules: [ruleOf("login", login, 100)], items: [] });
  const [points] = base.currencies;
  const kindsWith = (currency: object) => {
    const run = { ...base.run, start: "2026-10-01", days: 150, members: 5, replications: 1 };
    const segments = base.population.segments.map((segment) => ({
      ...segment,
      cancellation: { kind: "none" as const },
    }));
    const population = { ...base.population, segments };
    const scenario = { ...base, run, population, currencies: [{ ...points!, ...currency }] };
    const lines = [0, 1, 2, 3, 4].flatMap((member) => followMember(scenario, 0, String(member))?.lines ?? []);
    return [...new Set(lines.map(({ kind }) => kind))].filter(
      (kind) => kind !== "events" && kind !== "award",
    );
  };
  const none = { enabled: false, basisPointsPerDay: 500, rounding: "down" } as const;
  const validity = { kind: "none" } as const;
  const keeps = { enabled: false, scope: "everything" } as const;
  expect(kindsWith({ validity: { kind: "days", days: 20 }, decay: none, yearEndClearing: keeps })).toEqual([
    "expired",
  ]);
  expect(kindsWith({ validity, decay: { ...none, enabled: true }, yearEndClearing: keeps })).toEqual([
    "decayed",
  ]);
  expect(kindsWith({ validity, decay: none, yearEndClearing: { ...keeps, enabled: true } })).toEqual([
    "cleared",
  ]);
});

test("the explanation of an award ends with what was paid", () => {
  const verdicts = new Set<string>();
  for (const trace of everyone) {
    for (const [line, { verdict, steps }] of explain(family, trace)) {
      verdicts.add(verdict);
      if (line.kind === "award") expect(steps.at(-1)?.value).toBe(line.paid);
    }
  }
  expect([...verdicts].sort()).toEqual(["cut", "paid"]);
});

test("the member at a quantile holds at the end what its trace comes to", () => {
  const scenario = { ...preset, run: { ...preset.run, members: 200, days: 60 } };
  const program = compile(scenario);
  const shards = planOf(scenario).shards.filter(({ replication }) => replication === 1);
  const standings = ranked(shards.map((shard) => balancesAtEnd(program, shard)));
  for (const share of [0.1, 0.5, 0.9, 1]) {
    const member = memberAt(standings, share) ?? -1;
    const balance = standings.balances[standings.members.indexOf(member)];
    expect(followMember(scenario, 1, String(member))?.accounts[0]?.balance).toBe(balance);
  }
});
