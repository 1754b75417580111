/** The benchmark's schemes with everything in them: valid, and nothing in them lies idle. */
import { describe, expect, test } from "vitest";
import { everything, full } from "../../src/cli/everything.ts";
import { checkScenario } from "../../src/domain/check.ts";
import { shareDeeds } from "../../src/domain/indicator.ts";
import { type ConditionKind, indicatorOf, type Multiplier } from "../../src/domain/rule.ts";
import { warningsOf } from "../../src/domain/warning.ts";
import { compile } from "../../src/engine/compile.ts";
import { syntheticSource } from "../../src/engine/population.ts";
import { simulate } from "../../src/engine/simulate.ts";
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

const multiplied: Record<Multiplier["kind"], true> = {
  window: true,
  segment: true,
  tier: true,
  channel: true,
  product: true,
};

test.each([everything, full])(
  "$id is valid and has three services, four currencies, tiers and every kind of rule",
  (scheme) => {
    expect(checkScenario(scheme)).toMatchObject({ ok: true });
    expect(scheme.services).toHaveLength(3);
    expect(scheme.currencies).toHaveLength(4);
    expect(scheme.tiers?.steps).toHaveLength(3);
    expect(new Set(scheme.rules.map(({ condition }) => condition.kind))).toEqual(new Set(Object.keys(kinds)));
  },
);

test("every rule of everything pays somebody in a year of 900 members, but for grants, which only files report", () => {
  const program = compile(everything);
  const { tally } = simulate(
    program,
    syntheticSource(program, { replication: 0, firstMember: 0, endMember: 900 }),
  );
  const idle = everything.rules.filter((_, position) => tally.rules[3 * position] === 0).map(({ id }) => id);
  expect(idle).toEqual(["grant"]);
});

test("full has every multiplier, what narrows rules, both sides of a share, channels, a limit over a service and an exchange", () => {
  expect(new Set(full.rules.flatMap((rule) => rule.multipliers ?? []).map(({ kind }) => kind))).toEqual(
    new Set(Object.keys(multiplied)),
  );
  const narrowed = new Set(full.rules.flatMap(({ eligibility = {} }) => Object.keys(eligibility)));
  expect(narrowed).toEqual(new Set(["segments", "tiers", "channels", "products", "span"]));
  const heard = full.rules.map(({ condition }) => indicatorOf(condition));
  expect(heard).toEqual(expect.arrayContaining(shareDeeds.flat()));
  expect(full.channels).toHaveLength(2);
  expect(full.limits).toMatchObject([{ service: "circle" }]);
  expect(full.exchanges).toHaveLength(1);
});

test("of all rules full is warned of grants alone, which pay nothing", () => {
  expect(warningsOf(full).map(({ path }) => path)).toEqual(["rules/grant/condition"]);
});

describe("full in a year of 900 members", () => {
  const program = compile(full);
  const source = syntheticSource(program, { replication: 0, firstMember: 0, endMember: 900 });
  const came = { channel: new Set<number>(), service: new Set<number>() };
  let held = 0;
  const { tally } = simulate(program, {
    ...source,
    begin(run) {
      source.begin(run);
      run.onHeld = (_, limit) => {
        if (limit === 0) held++;
      };
    },
    fill(run, day) {
      source.fill(run, day);
      const { count, channel, service } = run.batch.purchase;
      for (let i = 0; i < count; i++) {
        came.channel.add(channel?.[i] ?? 0);
        came.service.add(service?.[i] ?? 0);
      }
    },
  });

  test("every rule pays somebody, but for grants, which only files report", () => {
    const idle = full.rules.filter((_, position) => tally.rules[3 * position] === 0).map(({ id }) => id);
    expect(idle).toEqual(["grant"]);
  });

  test("every tier, level and privilege has somebody", () => {
    const { tiers, levels, privileges } = standingsOf(program, tally.standing) ?? {
      tiers: {},
      levels: {},
      privileges: {},
    };
    const reached = Object.values(privileges).map((privilege) => privilege.reached);
    const stood = [...Object.values(tiers), ...Object.values(levels.circle ?? {}), ...reached];
    expect(stood).toHaveLength(10);
    expect(stood.every((members) => members > 0)).toBe(true);
  });

  test("payments come by both channels and of all services, the limit is met, coins become points", () => {
    expect(came).toEqual({ channel: new Set([1, 2]), service: new Set([1, 2, 3]) });
    expect(held).toBeGreaterThan(0);
    const [points, , , coins] = tally.currencies.map(({ moves }) => moves);
    const total = (column: Float64Array | undefined) => column?.reduce((sum, value) => sum + value, 0) ?? 0;
    expect(total(coins?.out)).toBeGreaterThan(0);
    expect(Math.floor(total(coins?.out) / 2)).toBeGreaterThanOrEqual(total(points?.in));
    expect(total(points?.in)).toBeGreaterThan(0);
  });
});
