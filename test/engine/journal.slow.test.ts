/** Over random schemes with everything that moves points: what is told of each member is what the run did with it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { isoDateOf, parseIsoDate } from "../../src/domain/calendar.ts";
import { checkScenario } from "../../src/domain/check.ts";
import type { Activity } from "../../src/domain/population.ts";
import type { Rule } from "../../src/domain/rule.ts";
import { RunError } from "../../src/domain/runner.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { isPosting, type PostingLine, sumsOf, type Trace } from "../../src/domain/trace.ts";
import { compile } from "../../src/engine/compile.ts";
import { followMember } from "../../src/engine/explain.ts";
import type { Account } from "../../src/engine/ledger.ts";
import { planOf } from "../../src/engine/plan.ts";
import { syntheticSource } from "../../src/engine/population.ts";
import type { RunState } from "../../src/engine/run-state.ts";
import { simulate } from "../../src/engine/simulate.ts";
import { type History, historyOf, historyParts } from "./random-events.ts";
import { scenarioArbitrary } from "./random-scenario.ts";
import type { RecordedEvent } from "./recorded.ts";
import { told, wordsOf } from "./told.ts";

const whole = (min: number, max: number) => fc.integer({ min, max });

const run = fc
  .record({
    start: whole(parseIsoDate("2025-10-01") ?? 0, parseIsoDate("2026-03-01") ?? 0).map(isoDateOf),
    days: whole(20, 130),
    members: whole(1, 12),
    seed: fc.string({ minLength: 1, maxLength: 8, unit: "grapheme-ascii" }),
  })
  .map((own) => ({ ...own, replications: 1 }));

/** What random schemes lack: ways by which points move beside awards, redemption and time. */
const waysArbitrary = fc.record({
  transfer: fc.option(
    fc.record({ fee: whole(0, 3000), least: whole(1, 20), month: fc.option(whole(1, 60)) }),
  ),
  purchase: fc.option(fc.record({ points: whole(1, 50), month: fc.option(whole(1, 300)) })),
  offset: fc.option(fc.record({ points: whole(1, 5), share: whole(100, 10_000), earns: fc.boolean() })),
  pendingDays: fc.option(whole(1, 20)),
  lots: fc.option(whole(1, 3)),
  cycle: fc.boolean(),
  /** Whether the first rule pays for purchases, which may be refunded. */
  paysPurchases: fc.boolean(),
  migration: fc.option(fc.record({ at: whole(0, 99), numerator: whole(1, 9), denominator: whole(1, 9) })),
  opening: fc.option(fc.record({ lots: whole(1, 4), preregistered: fc.boolean() })),
  exchange: fc.option(
    fc.record({
      give: whole(1, 9),
      by: fc.constantFrom("member" as const, "scheme" as const),
      back: fc.boolean(),
    }),
  ),
  changes: fc.array(fc.record({ at: whole(0, 99), what: whole(0, 99), value: whole(1, 40) }), {
    maxLength: 4,
  }),
});
type Ways = typeof waysArbitrary extends fc.Arbitrary<infer T> ? T : never;

type Parts = { base: Scenario; ways: Ways; main: Scenario["currencies"][number] };

const limited = (month: number | null) => (month === null ? {} : { pointsPerMonth: month });

function dateAt({ run }: Scenario, percent: number): string {
  return isoDateOf((parseIsoDate(run.start) ?? 0) + Math.floor((run.days * percent) / 100));
}

function mainCurrency(base: Scenario, first: Scenario["currencies"][number], ways: Ways): Parts["main"] {
  const { transfer, purchase, offset, pendingDays, lots, cycle, migration } = ways;
  return {
    ...first,
    ...(lots === null ? {} : { validity: { kind: "lots" as const, count: lots } }),
    ...(cycle ? { validity: { kind: "cycle" as const, years: 1 } } : {}),
    ...(pendingDays === null ? {} : { pendingDays }),
    ...(transfer && {
      transfer: {
        enabled: true,
        feeBasisPoints: transfer.fee,
        pointsMin: transfer.least,
        ...limited(transfer.month),
      },
    }),
    ...(purchase && {
      purchase: { enabled: true, points: purchase.points, cents: 100, ...limited(purchase.month) },
    }),
    ...(offset && {
      offset: {
        enabled: true,
        points: offset.points,
        cents: 10,
        shareMax: offset.share,
        earns: offset.earns,
      },
    }),
    ...(migration && {
      migrations: [
        {
          date: dateAt(base, migration.at),
          numerator: migration.numerator,
          denominator: migration.denominator,
        },
      ],
    }),
  };
}

function exchangesOf({ base, ways: { exchange }, main }: Parts): NonNullable<Scenario["exchanges"]> {
  const second = base.currencies[1];
  if (!exchange || !second) return [];
  const usual = { enabled: true, get: 1, pointsMin: 1, phase: "innerLoop" as const };
  const there = { ...usual, id: "there", from: main.id, to: second.id, give: exchange.give, by: exchange.by };
  const back = { ...usual, id: "back", from: second.id, to: main.id, give: 1, by: "member" as const };
  return exchange.back ? [there, back] : [there];
}

function activitiesOf({ purchase, transfer }: Ways): Activity[] {
  const times = { kind: "gammaPoisson" as const, meanPerLoginDay: 0.4, shape: 1 };
  const payment = { kind: "lognormal" as const, medianCents: 800, sigma: 1 };
  const paid: Activity["indicator"][] = [
    "purchase",
    "bill",
    ...(purchase ? ["pointsPurchase" as const] : []),
  ];
  return [
    ...paid.map((indicator) => ({ indicator, times, payment })),
    ...(transfer ? [{ indicator: "pointsTransfer" as const, times }] : []),
  ];
}

function segmentsOf({ base, ways, main }: Parts): Scenario["population"]["segments"] {
  const { opening } = ways;
  return base.population.segments.map((segment, position) => ({
    ...segment,
    activities: activitiesOf(ways),
    ...(opening?.preregistered &&
      position === 0 && { joining: { kind: "preregistered" as const, firstDay: 0, lastDay: 15 } }),
    ...(opening &&
      position === 0 && {
        opening: {
          balances: [
            {
              currency: main.id,
              share: 0.8,
              medianPoints: 60,
              sigma: 1,
              lots: opening.lots,
              daysBetween: 20,
            },
          ],
          tiers: [],
        },
      }),
  }));
}

function changesOf(scheme: Scenario, { changes, offset }: Ways): NonNullable<Scenario["changes"]> {
  return changes.map(({ at, what, value }) => {
    const rule = scheme.rules[what % Math.max(1, scheme.rules.length)];
    const main = scheme.currencies[0]?.id;
    const paths: [string, number | boolean][] = [
      ...(rule ? [[`rules/${rule.id}/points`, value] as [string, number]] : []),
      ...(rule?.multipliers
        ? [[`rules/${rule.id}/multipliers/0/factor`, 1000 * value] as [string, number]]
        : []),
      [`currencies/${main}/decay/enabled`, value % 2 === 0],
      ...(offset ? [[`currencies/${main}/offset/points`, value] as [string, number]] : []),
      ...(scheme.exchanges ? [["exchanges/there/give", value] as [string, number]] : []),
    ];
    const [path, to] = paths[what % paths.length] as [string, number | boolean];
    return { date: dateAt(scheme, at), path, value: to };
  });
}

function withWays(base: Scenario, ways: Ways): Scenario {
  const [first, ...others] = base.currencies;
  if (!first) return base;
  const parts = { base, ways, main: mainCurrency(base, first, ways) };
  const exchanges = exchangesOf(parts);
  const [rule, ...rules] = base.rules;
  const { eligibility: _, multipliers: __, ...plain } = rule ?? ({} as Rule);
  const spend: Rule = {
    ...plain,
    currency: first.id,
    enabled: true,
    condition: { kind: "perAmount", indicator: "purchase", cents: 50 },
    caps: {},
  };
  const scheme: Scenario = {
    ...base,
    currencies: [parts.main, ...others],
    rules: rule && ways.paysPurchases ? [spend, ...rules] : base.rules,
    ...(exchanges.length > 0 ? { exchanges } : {}),
    population: { ...base.population, segments: segmentsOf(parts) },
  };
  const changes = changesOf(scheme, ways);
  return changes.length > 0 ? { ...scheme, changes } : scheme;
}

/** Only valid ones; random parts may contradict each other. */
const schemes = fc
  .tuple(scenarioArbitrary(run, { minLength: 3, maxLength: 10 }), waysArbitrary)
  .map(([base, ways]) => withWays(base, ways))
  .filter((scenario) => "scenario" in checkScenario(scenario));

/** Undefined where the run itself fails: more points than a balance may hold, more members than a run may have. */
function unlessTooLarge<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof RunError && error.failure.code !== "ledgerBroken") return undefined;
    throw error;
  }
}

/** The columns of the member's account, as the run keeps them. */
function columnsOf(account: Account, m: number) {
  const { issued, redeemed, lapsed, moved, balance, pending } = account;
  const all = (balance[m] ?? 0) + (pending[m] ?? 0);
  return { issued: issued[m], redeemed: redeemed[m], lapsed: lapsed[m], moved: moved[m], all };
}

/** The same from what is told. */
function columnsTold(lines: readonly PostingLine[], currency: number) {
  const sums = sumsOf(lines, currency + 1)[currency];
  if (!sums) throw new Error("no such currency");
  const { opening, issued, redeemed, expired, decayed, cleared, reversed, balance } = sums;
  const moved = opening + sums.in - sums.out - reversed;
  return { issued, redeemed, lapsed: expired + decayed + cleared, moved, all: balance };
}

const seen = new Map<string, number>();

/** Every posting says in both languages what it is, and why nothing was paid. */
function checkWords(scenario: Scenario, lines: readonly PostingLine[], segment: number | undefined): void {
  for (const line of lines) {
    seen.set(line.kind, (seen.get(line.kind) ?? 0) + 1);
    for (const language of ["zh-CN", "en"] as const) {
      const { name, why } = wordsOf(scenario, line, segment, language);
      expect(name).not.toBe("");
      expect(name).not.toMatch(/other|moved|其他|变动|undefined|NaN/);
      expect(why.join()).not.toMatch(/undefined|NaN|∞/);
      if (line.kind === "award" && line.paid === 0) expect(why[0]).not.toBe("");
    }
  }
}

function checkRunning(lines: readonly PostingLine[]): void {
  const held = new Map<number, number>();
  for (const line of lines) {
    const after = (held.get(line.currency) ?? 0) + (line.kind === "award" ? line.paid : line.points);
    held.set(line.currency, after);
    if (line.balance !== undefined) expect(line.balance).toBe(after);
  }
}

/** A member with everyone it brought in, directly or not. */
function family(scenario: Scenario, member: string): Trace[] {
  const trace = followMember(scenario, 0, member);
  if (!trace) throw new Error(`no member ${member}`);
  return [
    trace,
    ...trace.referred.slice(0, 3).flatMap((one) => (member.length > 6 ? [] : family(scenario, one.member))),
  ];
}

test("a synthetic member's postings add up to its account in the run, currency by currency", () => {
  fc.assert(
    fc.property(schemes, whole(0, 1000), (scenario, pick) => {
      const member = pick % scenario.run.members;
      let first = 0;
      const whole = unlessTooLarge((): RunState => {
        const program = compile(scenario);
        const shard = planOf(scenario).shards.find(({ endMember }) => member < endMember);
        if (!shard) throw new Error("no shard");
        first = shard.firstMember;
        return simulate(program, syntheticSource(program, shard));
      });
      const traces = whole && unlessTooLarge(() => family(scenario, String(member)));
      for (const trace of traces ?? []) {
        const lines = trace.lines.filter(isPosting);
        checkRunning(lines);
        checkWords(scenario, lines, trace.segment);
        expect(trace.accounts).toEqual(sumsOf(trace.lines, scenario.currencies.length));
        if (trace.member !== String(member)) continue;
        for (const [currency, account] of whole?.accounts.entries() ?? [])
          expect(columnsTold(lines, currency)).toEqual(columnsOf(account, member - first));
      }
    }),
    { numRuns: 120, seed: 20260901 },
  );
});

/** Deeds with points, for a history that has none: each on a day, by one of the members. */
const walletDeeds = fc.array(
  fc.record({
    at: whole(0, 99),
    who: whole(0, 7),
    to: whole(0, 7),
    amount: whole(1, 400),
    event: fc.constantFrom(
      "refund" as const,
      "refund" as const,
      "exchange" as const,
      "pointsPurchase" as const,
      "pointsTransfer" as const,
      "offset" as const,
      "purchase" as const,
      "redemption" as const,
    ),
  }),
  { maxLength: 60, size: "max" },
);

test("recorded members' postings add up to their accounts, currency by currency", () => {
  fc.assert(
    fc.property(schemes, historyParts, walletDeeds, (scenario, parts, deeds) => {
      const { events, people } = historyOf(scenario, parts);
      const names = [...new Set(events.map(({ member = "A" }) => member))];
      const entered = new Map(
        names.map((name) => [
          name,
          events.find(({ member, referred }) => member === name || referred === name)?.day ?? 0,
        ]),
      );
      const more = deeds.flatMap(({ at, who, to, amount, event }): RecordedEvent[] => {
        const member = names[who % names.length] ?? "A";
        const other = names[to % names.length] ?? "A";
        const day = Math.floor((scenario.run.days * at) / 100);
        if (Math.max(entered.get(member) ?? 0, entered.get(other) ?? 0) > day) return [];
        if (event === "pointsTransfer") return [{ day, event, member, amount, referred: other }];
        if (event === "exchange") return [{ day, event, member, amount, piece: amount % 2 }];
        if (event === "refund") return [{ day, event, member, amount: amount % 3 === 0 ? 0 : 10 * amount }];
        return [{ day, event, member, amount: event === "purchase" ? 20 * amount : amount }];
      });
      const all = [...events, ...more].sort((a, b) => a.day - b.day);
      const result = unlessTooLarge(() => told(scenario, all, people));
      if (!result) return;
      const { run, lines } = result;
      const index = [...lines.keys()];
      for (const name of index) {
        const own = lines.get(name) ?? [];
        const m = placeOf(all, people, name);
        checkRunning(own);
        checkWords(scenario, own, run.roster.segment[m]);
        for (const [currency, account] of run.accounts.entries())
          expect(columnsTold(own, currency)).toEqual(columnsOf(account, m));
      }
    }),
    { numRuns: 200, seed: 20260902 },
  );
});

/** In the order of the roster: members of the start, then as events name them. */
function placeOf(events: readonly RecordedEvent[], people: History["people"], name: string): number {
  const first = Object.keys(people).filter((own) => people[own]?.joins !== undefined);
  const named = events.flatMap(({ member = "A", referred }) =>
    referred === undefined ? [member] : [member, referred],
  );
  return [...new Set([...first, ...named])].indexOf(name);
}

test("every kind of posting has come up", () => {
  const kinds = [
    "award",
    "opening",
    "activated",
    "released",
    "redeemed",
    "offset",
    "expired",
    "cleared",
    "decayed",
    "migrated",
    "exchanged",
    "sent",
    "fee",
    "received",
    "bought",
    "reversed",
    "settled",
  ];
  expect(kinds.filter((kind) => !seen.has(kind))).toEqual([]);
});
