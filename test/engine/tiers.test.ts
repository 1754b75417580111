/** Tiers in the long run: promotion at once, keeping by the period's points, against the closed form of the chain. */
import seedrandom from "seedrandom";
import { expect, test } from "vitest";
import { civilDateOf } from "../../src/domain/calendar.ts";
import { text } from "../../src/domain/text.ts";
import { compile } from "../../src/engine/compile.ts";
import { push } from "../../src/engine/events.ts";
import { addMember } from "../../src/engine/run-state.ts";
import { simulate } from "../../src/engine/simulate.ts";
import { standingsOf } from "../../src/engine/standing.ts";
import { shareAbove, shareAfter } from "../oracles/tiers.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";

const threshold = 100;

/** Share of members in the upper tier at the end of so many months, each of whom earns the threshold on a 15th with a probability. */
function shareInEngine(probability: number, members: number, days: number): number {
  const steps = [0, threshold].map((points, at) => ({
    id: `t${at}`,
    name: text(`${at}`, `${at}`),
    threshold: points,
  }));
  const program = compile({
    ...scenarioOf({
      rules: [ruleOf("grant", { kind: "grant" }, 1)],
      items: [],
      run: { start: "2026-01-01", days },
      currency: { validity: { kind: "none" } },
    }),
    tiers: { currency: "points", validityMonths: 1, demotion: "oneStep", steps },
  });
  const random = seedrandom(`tiers ${probability}`);
  const run = simulate(program, {
    startsWith: members,
    begin(state) {
      for (let m = 0; m < members; m++) {
        addMember(state, { joinDay: -1, joinMonth: -1, referrer: -1, group: 0 });
        state.enrolled++;
      }
    },
    fill(state, day) {
      if (civilDateOf(program.days.start + day).day !== 15) return;
      for (let m = 0; m < members; m++) if (random() < probability) push(state.batch.grant, m, threshold);
    },
    shoppers: undefined,
  });
  return (standingsOf(program, run.tally.standing)?.tiers.t1 ?? Number.NaN) / members;
}

test.each([0.1, 0.3, 0.7])("with probability %s the chain settles at 2p ÷ (1 + p)", (probability) => {
  expect(shareAfter(probability, 200)).toBeCloseTo(shareAbove(probability), 12);
});

test.each([
  [0.1, 1, 31],
  [0.3, 2, 59],
  [0.3, 12, 365],
  [0.7, 12, 365],
])(
  "with probability %s, after %s months, the engine has as many in the tier",
  (probability, months, days) => {
    const members = 2000;
    const expected = shareAfter(probability, months);
    const error = Math.sqrt((expected * (1 - expected)) / members);
    expect(Math.abs(shareInEngine(probability, members, days) - expected)).toBeLessThan(5 * error);
  },
);

test.each([
  [0, 0],
  [1, 1],
])("with probability %s exactly %s of the members are in the tier", (probability, share) => {
  expect(shareInEngine(probability, 50, 365)).toBe(share);
});
