/** The benchmark's scheme with everything in it: valid, and nothing in it lies idle. */
import { expect, test } from "vitest";
import { everything } from "../../src/cli/everything.ts";
import { checkScenario } from "../../src/domain/check.ts";
import type { ConditionKind } from "../../src/domain/rule.ts";
import { compile } from "../../src/engine/compile.ts";
import { simulateShard } from "../../src/engine/simulate.ts";
import { standingsOf } from "../../src/engine/standing.ts";

/** The compiler names a kind that is missing here. */
const kinds: Record<ConditionKind, true> = {
  activation: true,
  tenure: true,
  firstOfDay: true,
  firstOfMonth: true,
  streak: true,
  sessionLength: true,
  sessionReaches: true,
  accumulated: true,
  bands: true,
  referral: true,
  referralRetained: true,
  referralStays: true,
  referralSpend: true,
  community: true,
  shareOfReferred: true,
  each: true,
  everyNth: true,
  praisedOver: true,
  perSuccess: true,
  perAmount: true,
  amountOver: true,
  festival: true,
  birthday: true,
  anniversary: true,
  grant: true,
  bulkGrant: true,
  perRedeemed: true,
  perEarned: true,
};

test("the scheme is valid and has every kind of rule", () => {
  expect(checkScenario(everything)).toMatchObject({ ok: true });
  expect(new Set(everything.rules.map(({ condition }) => condition.kind))).toEqual(
    new Set(Object.keys(kinds)),
  );
});

test("in a year every rule pays somebody, but for grants, which only files report", () => {
  const program = compile(everything);
  const tally = simulateShard(program, { replication: 0, firstMember: 0, endMember: 600 });
  const idle = everything.rules.filter((_, position) => tally.rules[3 * position] === 0).map(({ id }) => id);
  expect(idle).toEqual(["grant"]);
  const { tiers, levels, privileges } = standingsOf(program, tally.standing) ?? {
    tiers: {},
    levels: {},
    privileges: {},
  };
  const held = Object.values(privileges).map(({ reached }) => reached);
  const stood = [...Object.values(tiers), ...Object.values(levels.circle ?? {}), ...held];
  expect(stood).toHaveLength(10);
  expect(stood.every((members) => members > 0)).toBe(true);
});
