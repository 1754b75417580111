/** The referral forest: chains, families and growth in the engine, against closed forms and the golden figures. */
import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import type { Rule } from "../../src/domain/rule.ts";
import { compile } from "../../src/engine/compile.ts";
import { push } from "../../src/engine/events.ts";
import { addMember, join, type RunState } from "../../src/engine/run-state.ts";
import { simulate } from "../../src/engine/simulate.ts";
import { expectedOf, parameterListOf, parameterOf } from "../oracles/golden.ts";
import { agreed } from "./naive/agreement.ts";
import { play, type RecordedEvent } from "./recorded.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";

const points = 100;
const referral = ruleOf("referral", { kind: "referral" }, points);

/**
 * Seeds who were there before the run; on every `cycle`-th day each member of the youngest generation refers as many as
 * `offspring` says.
 */
function forest(
  rules: Rule[],
  { seeds, days, cycle }: { seeds: number; days: number; cycle: number },
  offspring: (member: number) => number,
): RunState {
  const program = compile(
    scenarioOf({ rules, items: [], run: { days }, currency: { validity: { kind: "none" } } }),
  );
  let youngest = 0;
  return simulate(program, {
    startsWith: seeds,
    begin(run) {
      for (let m = 0; m < seeds; m++) addMember(run, { joinDay: -1, joinMonth: -1, referrer: -1, group: 0 });
    },
    fill(run, day) {
      if (day % cycle !== 0) return;
      const end = run.roster.count;
      for (let by = youngest; by < end; by++)
        for (let left = offspring(by); left > 0; left--) {
          const joinMonth = program.days.month[day] as number;
          const m = addMember(run, { joinDay: day, joinMonth, referrer: by, group: 0 });
          join(run, m);
          push(run.batch.referral, by, 1, m);
        }
      youngest = end;
    },
    shoppers: undefined,
  });
}

describe("shares up a single chain (referral.chain_line)", () => {
  const id = "referral.chain_line";
  const basisPoints = Math.round(parameterOf(id, "s") * 10_000);
  const base = 1_000_000_000;
  // A is referred by B, B by C …: more members than steps of a billion points.
  const names = [..."ABCDEFGHIJKLM"];
  const chain = names.slice(1).map((by, at): RecordedEvent => {
    return { day: 0, event: "referral", member: by, referred: names[at] as string };
  });
  const sharedFor = (depth: number): number => {
    const rules = [
      ruleOf("grant", { kind: "grant" }, 1),
      ruleOf("share", { kind: "shareOfReferred", basisPoints, depth }, 1),
    ];
    const events: RecordedEvent[] = [...chain.toReversed(), { day: 1, event: "grant", amount: base }];
    const { postings } = play(scenarioOf({ rules, items: [], run: { days: 2 } }), events);
    return (postings.share ?? []).reduce((sum, one) => sum + one.points, 0) / base;
  };

  test("without end: s ÷ (1 − s), down to the last whole point", () => {
    expect(Math.abs(sharedFor(0) - (expectedOf(id)[0] ?? 0))).toBeLessThan(names.length / base);
  });

  test("to a depth: exactly", () => {
    expect(sharedFor(parameterOf(id, "D"))).toBe(expectedOf(id)[1]);
  });
});

describe("a share that its multipliers make all of what was earned, a few steps up", () => {
  // E refers D, D refers C …; A alone earns.
  const names = [..."ABCDE"];
  const chain = names.slice(1).map((by, at): RecordedEvent => {
    return { day: 0, event: "referral", member: by, referred: names[at] as string };
  });
  const events: RecordedEvent[] = [
    ...chain.toReversed(),
    ...[1, 2].map((day): RecordedEvent => ({ day, event: "grant", member: "A", amount: 101 })),
  ];
  const double = { kind: "window", span: { until: "2026-01-02" }, factor: 20_000 } as const;
  type Line = [string, depth: number, basisPoints: number, paid: Record<string, number>];
  test.each<Line>([
    ["two steps, doubled on the first day", 2, 5000, { B: 101 + 50, C: 101 + 25 }],
    ["to the last step that there may be", 50, 5000, { B: 151, C: 126, D: 101 + 12, E: 101 + 6 }],
    ["one step, more than all of it", 1, 9000, { B: 181 + 90 }],
  ])("%s: the engine pays it, and so does the one on paper", (_, depth, basisPoints, paid) => {
    const rules = [
      ruleOf("grant", { kind: "grant" }, 1),
      ruleOf("share", { kind: "shareOfReferred", basisPoints, depth }, 1, { multipliers: [double] }),
    ];
    const scenario = scenarioOf({ rules, items: [], run: { start: "2026-01-01", days: 3 } });
    expect(checkScenario(scenario).ok).toBe(true);
    const both = agreed({ scenario, story: { events, people: {} } }, "share");
    const postings = both?.says.postings.filter(({ rule }) => rule === "share") ?? [];
    const sums: Record<string, number> = {};
    for (const { member, points } of postings) sums[member] = (sums[member] ?? 0) + points;
    expect(sums).toEqual(paid);
  });
});

test("families of Poisson referrals have the size of a Galton–Watson tree (referral.galton_watson)", () => {
  const id = "referral.galton_watson";
  const k = parameterOf(id, "k");
  const [mean = 0, variance = 0, none = 0] = expectedOf(id);
  const seeds = 20_000;
  const random = seedrandom("families");
  const poisson = () => {
    let count = 0;
    for (let left = random(); left > Math.exp(-k); left *= random()) count++;
    return count;
  };
  const run = forest([referral], { seeds, days: 60, cycle: 1 }, poisson);
  const families = new Float64Array(seeds);
  const rootOf = new Int32Array(run.roster.count);
  const refers = new Uint8Array(run.roster.count);
  for (let m = 0; m < run.roster.count; m++) {
    const by = run.roster.referrer[m] as number;
    rootOf[m] = by < 0 ? m : (rootOf[by] as number);
    if (by >= 0) refers[by] = 1;
    families[rootOf[m] as number]!++;
  }
  const squares = families.reduce((sum, size) => sum + (size - mean) ** 2, 0) / seeds;
  const fourth = families.reduce((sum, size) => sum + (size - mean) ** 4, 0) / seeds;
  const within = (errors: number, found: number, expected: number, spread: number) =>
    expect(Math.abs(found - expected)).toBeLessThan(errors * Math.sqrt(spread / seeds));
  within(5, run.roster.count / seeds, mean, variance);
  within(5, squares, variance, fourth - variance ** 2);
  const silent = refers.subarray(0, seeds).reduce((sum, one) => sum + 1 - one, 0) / seeds;
  within(5, silent, none, none * (1 - none));
  // Everyone but the seeds was paid for once.
  expect(run.tally.rules[1]).toBe((run.roster.count - seeds) * points);
});

describe("growth by generations (referral.viral_growth)", () => {
  const id = "referral.viral_growth";
  const [seeds, days, cycle] = [parameterOf(id, "U0"), parameterOf(id, "t"), parameterOf(id, "cycle")];
  test.each(parameterListOf(id, "k").map((k, at) => [k, expectedOf(id)[at] ?? Number.NaN] as const))(
    "each member brings %s",
    (k, expected) => {
      // Whole members: the n-th of all who refer brings what the running total of k has grown by.
      const brought = (m: number) => Math.floor((m + 1) * k + 1e-9) - Math.floor(m * k + 1e-9);
      const run = forest([referral], { seeds, days, cycle }, brought);
      expect(Math.abs(run.roster.count - expected)).toBeLessThan(days / cycle);
      expect(run.enrolled).toBe(run.roster.count);
      expect(run.tally.rules[1]).toBe((run.roster.count - seeds) * points);
    },
  );
});

test("a community counts the whole tree below once a month", () => {
  const community = ruleOf("community", { kind: "community", activeMembers: 1, depth: 0 }, 1);
  const names = [..."ABCDEFG"];
  // A brings B and C, B brings D and E, C brings F and G.
  const events: RecordedEvent[] = names.slice(1).map((referred, at) => {
    return { day: 0, event: "referral", member: names[Math.floor(at / 2)] as string, referred };
  });
  for (const member of names) events.push({ day: 3, event: "login", member });
  const { awards } = play(
    scenarioOf({ rules: [community], items: [], run: { start: "2026-01-01", days: 31 } }),
    events,
  );
  expect(awards.map((award) => `${award.member} ${award.points}`)).toEqual(["A 6", "B 2", "C 2"]);
});
