/** Service levels and privileges as tables: what happens, where the member then stands, what it may. */
import { expect, test } from "vitest";
import type { Privilege } from "../../src/domain/privilege.ts";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import type { Service } from "../../src/domain/service.ts";
import { levelWords, privilegeWords, tierWords } from "../../src/domain/standing-words.ts";
import { text } from "../../src/domain/text.ts";
import type { Tiers } from "../../src/domain/tier.ts";
import { collect } from "../../src/engine/collect.ts";
import { compile } from "../../src/engine/compile.ts";
import { planOf } from "../../src/engine/plan.ts";
import { simulateShard } from "../../src/engine/simulate.ts";
import { standingsOf } from "../../src/engine/standing.ts";
import { play, type RecordedEvent } from "./recorded.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";

const steps = (...list: [string, string, number][]) =>
  list.map(([id, zh, threshold]) => ({ id, name: text(zh, id), threshold }));

const medals = steps(["entry", "入门", 0], ["bronze", "铜牌", 10], ["silver", "银牌", 25]);
const grant = ruleOf("grant", { kind: "grant" }, 1);

type Parts = { rules?: Rule[]; privileges?: Privilege[]; days?: number; decay?: number; tiers?: Tiers };

function scheme({ rules = [grant], privileges = [], days = 1, decay, tiers }: Parts): Scenario {
  const base = scenarioOf({
    rules,
    items: [],
    run: { start: "2026-01-01", days },
    currency: {
      validity: { kind: "none" },
      decay: { enabled: decay !== undefined, basisPointsPerDay: decay ?? 1, rounding: "down" },
    },
  });
  const services = base.services.map(
    (own): Service => ({
      ...own,
      levels: { currency: "points", steps: medals },
    }),
  );
  return { ...base, services, privileges, ...(tiers ? { tiers } : {}) };
}

/** What is counted when the run ends with a day: the table of all days is made of runs of growing length. */
function standsAt(parts: Parts, day: number, events: readonly RecordedEvent[]) {
  const { run } = play(scheme({ ...parts, days: day + 1 }), events);
  const found = standingsOf(run.program, run.tally.standing);
  if (!found) throw new Error("nothing to count");
  return found;
}

function levelAt(day: number, events: readonly RecordedEvent[], parts: Parts = {}): string {
  const { securities = {} } = standsAt(parts, day, events).levels;
  return Object.entries(securities)
    .filter(([, members]) => members > 0)
    .map(([id, members]) => (members === 1 ? id : `${id} ${members}`))
    .join(", ");
}

const paid = (day: number, amount: number, member = "A"): RecordedEvent => ({
  day,
  event: "grant",
  amount,
  member,
});

test("levels rise as soon as the service's points reach them, and never fall: not by spending, not by decay", () => {
  const events = [paid(0, 9), paid(1, 1), { day: 2, event: "redemption", amount: 10 } as const, paid(4, 15)];
  const parts = { decay: 2000 };
  const table = [0, 1, 2, 3, 4, 30].map((day) => `${day}: ${levelAt(day, events, parts)}`);
  expect(table).toEqual(["0: entry", "1: bronze", "2: bronze", "3: bronze", "4: silver", "30: silver"]);
});

test("only what the service's own rules pay in the levels' currency counts, and only members are counted", () => {
  const base = scheme({ rules: [grant, ruleOf("other", { kind: "perSuccess" }, 1, { service: "second" })] });
  const [own] = base.services as [Service];
  const scenario = { ...base, services: [own, { ...own, id: "second" }] };
  const { run } = play(scenario, [
    paid(0, 10),
    { day: 0, event: "success", amount: 30 },
    paid(0, 30, "B"),
    { day: 0, event: "cancellation", member: "B" },
  ]);
  expect(standingsOf(run.program, run.tally.standing)?.levels).toEqual({
    securities: { entry: 0, bronze: 1, silver: 0 },
    second: { entry: 0, bronze: 0, silver: 1 },
  });
});

const vip: Privilege = {
  id: "vip",
  name: text("专线", "Hotline"),
  held: { kind: "balance", currency: "points", threshold: 20 },
};

test("a privilege is held while the balance at the close of a day reaches its threshold; decay takes it away", () => {
  // 10 % a day, rounded down: 25 → 22 → 19.
  const events = [paid(0, 25), paid(4, 4)];
  const table = [0, 1, 2, 3, 4, 5].map((day) => {
    const { balances } = play(scheme({ decay: 1000, days: day + 1 }), events);
    const { holders, reached, memberDays } = standsAt({ decay: 1000, privileges: [vip] }, day, events)
      .privileges.vip ?? { holders: -1, reached: -1, memberDays: -1 };
    return `${day}: ${balances[day]} | ${holders === 1 ? "held" : "–"} | ${reached} member, ${memberDays} days`;
  });
  expect(table).toEqual([
    "0: 25 | held | 1 member, 1 days",
    "1: 22 | held | 1 member, 2 days",
    "2: 19 | – | 1 member, 2 days",
    "3: 17 | – | 1 member, 2 days",
    "4: 19 | – | 1 member, 2 days",
    "5: 17 | – | 1 member, 2 days",
  ]);
});

const gold = steps(["base", "普通", 0], ["gold", "金卡", 20]);
const tiers: Tiers = { currency: "points", validityMonths: 1, demotion: "oneStep", steps: gold };

test("privileges of a level stay, privileges of a tier go with the tier", () => {
  const privileges: Privilege[] = [
    {
      id: "event",
      name: text("活动", "Event"),
      held: { kind: "level", service: "securities", step: "bronze" },
    },
    { id: "lounge", name: text("贵宾厅", "Lounge"), held: { kind: "tier", tier: "gold" } },
  ];
  const table = [0, 30, 31, 40].map((day) => {
    const { event, lounge } = standsAt({ privileges, tiers }, day, [paid(0, 20)]).privileges;
    return `${day}: event ${event?.holders}, lounge ${lounge?.holders} (${lounge?.memberDays} days)`;
  });
  // Promoted on 1 January; a month later nothing more has been earned than on that day: it is kept once, then lost.
  expect(table).toEqual([
    "0: event 1, lounge 1 (1 days)",
    "30: event 1, lounge 1 (31 days)",
    "31: event 1, lounge 1 (32 days)",
    "40: event 1, lounge 1 (41 days)",
  ]);
  const later = standsAt({ privileges, tiers }, 70, [paid(0, 20)]);
  expect([later.privileges.lounge?.holders, later.tiers]).toEqual([0, { base: 1, gold: 0 }]);
});

test("a scheme without any of it reports nothing and keeps its fingerprint", () => {
  const { run } = play(scenarioOf({ rules: [grant] }), [paid(0, 5)]);
  expect(standingsOf(run.program, run.tally.standing)).toBeUndefined();
  expect(run.tally.standing).toHaveLength(0);
});

test("a run's outcome counts every replication, and referred members too", () => {
  const base = scheme({ rules: scenarioOf({}).rules, privileges: [vip], days: 40, tiers });
  const scenario = { ...base, run: { ...base.run, members: 50, replications: 2 } };
  const program = compile(scenario);
  const plan = planOf(scenario);
  const collector = collect(program, plan);
  const answers = plan.shards.map((shard, position) =>
    collector.add(position, simulateShard(program, shard)),
  );
  const outcome = answers.at(-1)?.outcome;
  const sum = (counts: Record<string, number> = {}) =>
    Object.values(counts).reduce((all, one) => all + one, 0);
  const enrolled = 2 * (outcome?.enrolledAtEnd ?? Number.NaN);
  expect([sum(outcome?.standings?.tiers), sum(outcome?.standings?.levels.securities)]).toEqual([
    enrolled,
    enrolled,
  ]);
  expect(outcome?.standings?.privileges.vip?.memberDays).toBeGreaterThan(0);
});

test("tiers, levels and privileges are sentences in both languages", () => {
  const scenario = scheme({ privileges: [vip], tiers });
  const [service] = scenario.services as [Service];
  const said = [
    ...gold.map((step) => tierWords(tiers, step)),
    tierWords({ ...tiers, validityMonths: 0 }, gold[1]!),
    tierWords({ ...tiers, demotion: "fitting" }, gold[1]!),
    tierWords({ ...tiers, promotedBy: "year" }, gold[1]!),
    ...medals.slice(0, 2).map((step) => levelWords(service, step)),
    privilegeWords(scenario, vip),
    privilegeWords(scenario, { ...vip, held: { kind: "level", service: "securities", step: "silver" } }),
    privilegeWords(scenario, { ...vip, held: { kind: "tier", tier: "gold" } }),
  ];
  expect(said.map(({ zh }) => zh)).toEqual([
    "普通：人人都有，永不降级。",
    "金卡：累计 20 分即升级，有效 1 个月；期内所得不足 20 分则降一级。",
    "金卡：累计 20 分即升级，永久有效。",
    "金卡：累计 20 分即升级，有效 1 个月；期内所得不足 20 分则降到与所得相称的等级。",
    "金卡：当年累计 20 分即升级，有效 1 个月；期内所得不足 20 分则降一级。",
    "手机证券·入门：从这里开始。",
    "手机证券·铜牌：本业务积分累计 10 分，只升不降。",
    "专线：积分余额不低于 20 分时享有。",
    "专线：手机证券达到银牌后享有。",
    "专线：金卡及以上等级享有。",
  ]);
  expect(said.map(({ en }) => en)).toEqual([
    "base: everybody's, for ever.",
    "gold: as soon as 20 points have been earned, for 1 month; who earns less than 20 in them goes one step down.",
    "gold: as soon as 20 points have been earned, for ever.",
    "gold: as soon as 20 points have been earned, for 1 month; who earns less than 20 in them falls to the tier that these points reach.",
    "gold: as soon as 20 points have been earned in a natural year, for 1 month; who earns less than 20 in them goes one step down.",
    "Mobile securities, entry: where all begin.",
    "Mobile securities, bronze: from 10 points of the service, for good.",
    "Hotline: while the balance of Points is at least 20.",
    "Hotline: from level silver of Mobile securities on.",
    "Hotline: in tier gold and above.",
  ]);
});

test("a refund takes its part of what a service has paid towards its levels, spent or not", () => {
  const rules = [grant, ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1)];
  const events: RecordedEvent[] = [
    { day: 0, event: "purchase", amount: 2000, piece: 1 },
    { day: 1, event: "redemption", amount: 20 },
    { day: 2, event: "refund", amount: 1000, piece: 1 },
    { day: 3, event: "grant", amount: 14 },
    { day: 4, event: "grant", amount: 1 },
    { day: 5, event: "refund", amount: 0, piece: 1 },
    { day: 6, event: "grant", amount: 10 },
  ];
  const levels = [0, 1, 2, 3, 4, 5, 6].map((day) => levelAt(day, events, { rules }));
  expect(levels).toEqual(["bronze", "bronze", "bronze", "bronze", "silver", "bronze", "silver"]);
});
