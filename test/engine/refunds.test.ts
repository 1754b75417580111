/** Points of payments that wait, are taken back, or are owed; dated conversions of what members hold (golden tables freeze.*, mobile.migration). */
import { expect, test } from "vitest";
import type { Currency } from "../../src/domain/currency.ts";
import { text } from "../../src/domain/text.ts";
import { followMember } from "../../src/engine/explain.ts";
import { play, type RecordedEvent } from "./recorded.ts";
import { perAmountRule, playWithRefunds } from "./refund-play.ts";
import { preset, ruleOf, scenarioOf } from "./scenario-of.ts";

const perYuan = perAmountRule();
const grant = ruleOf("grant", { kind: "grant" }, 1);
const validity = { kind: "none" } as const;
const scheme = (currency: Partial<Currency>) =>
  scenarioOf({
    rules: [perYuan, grant],
    items: [],
    run: { start: "2026-01-01", days: 60 },
    currency: { validity, ...currency },
  });

test("golden table freeze.reversal: points of a refunded order are taken back before they were ever available", () => {
  const { days, totals } = playWithRefunds(scheme({ pendingDays: 14 }), [
    { day: 0, event: "purchase", amount: 10_000 },
    { day: 5, event: "refund" },
  ]);
  expect(days[4]).toEqual({ balance: 0, pending: 100, debt: 0 });
  expect(days[5]).toEqual({ balance: 0, pending: 0, debt: 0 });
  expect(days[20]).toEqual({ balance: 0, pending: 0, debt: 0 });
  expect(totals).toMatchObject({ issued: 100, reversed: 100, closing: 0 });
});

test("points of an order that is not refunded can be spent once their pending period is over", () => {
  const { days } = playWithRefunds(scheme({ pendingDays: 14 }), [
    { day: 3, event: "purchase", amount: 10_000 },
    // A redemption takes at most what is available.
    { day: 10, event: "redemption", amount: 50 },
    { day: 17, event: "redemption", amount: 40 },
  ]);
  expect(days[16]).toEqual({ balance: 0, pending: 100, debt: 0 });
  expect(days[17]).toEqual({ balance: 60, pending: 0, debt: 0 });
});

test("golden table freeze.debt: what was spent already is owed, and the next earnings pay it", () => {
  const { days, totals } = playWithRefunds(scheme({}), [
    { day: 0, event: "purchase", amount: 10_000 },
    { day: 1, event: "redemption", amount: 80 },
    { day: 2, event: "refund" },
    { day: 3, event: "grant", amount: 50 },
    { day: 4, event: "grant", amount: 50 },
  ]);
  expect([2, 3, 4].map((day) => days[day])).toEqual([
    { balance: 0, pending: 0, debt: 80 },
    { balance: 0, pending: 0, debt: 30 },
    { balance: 20, pending: 0, debt: 0 },
  ]);
  expect(totals).toMatchObject({ issued: 200, redeemed: 80, reversed: 100, closing: 20 });
});

test("a refund takes back its own order, and no order twice", () => {
  const { days, totals } = playWithRefunds(scheme({}), [
    { day: 0, event: "purchase", amount: 10_000, piece: 1 },
    { day: 0, event: "purchase", amount: 3_000, piece: 2 },
    { day: 1, event: "refund", piece: 2 },
    { day: 2, event: "refund", piece: 2 },
    { day: 3, event: "refund", piece: 9 },
  ]);
  expect(days[3]).toEqual({ balance: 100, pending: 0, debt: 0 });
  expect(totals.reversed).toBe(30);
});

test("what was paid for in a currency of the pre-registered is not released a second time", () => {
  const opening = {
    balances: [{ currency: "points", share: 1, medianPoints: 5, sigma: 0, lots: 1, daysBetween: 1 }],
    tiers: [],
  };
  const base = scheme({});
  const segments = base.population.segments.map((segment) => ({
    ...segment,
    joining: { kind: "preregistered", firstDay: 0, lastDay: 0 } as const,
    opening,
  }));
  const { days } = playWithRefunds({ ...base, population: { ...base.population, segments } }, [
    { day: 0, event: "purchase", amount: 10_000, piece: 1 },
    { day: 5, event: "purchase", amount: 3_000, piece: 2 },
    { day: 6, event: "refund", piece: 2 },
  ]);
  expect(days[4]).toEqual({ balance: 100, pending: 0, debt: 0 });
  expect(days[6]).toEqual({ balance: 100, pending: 0, debt: 0 });
});

test("a membership that ends takes along what still waits, and later refunds take nothing", () => {
  const { days, totals } = playWithRefunds(scheme({ pendingDays: 14 }), [
    { day: 0, event: "purchase", amount: 10_000 },
    { day: 3, event: "cancellation" },
    { day: 5, event: "refund" },
  ]);
  expect(days[14]).toEqual({ balance: 0, pending: 0, debt: 0 });
  expect(totals).toMatchObject({ issued: 100, cleared: 100, reversed: 0, closing: 0 });
});

test("golden table mobile.migration: what is held × 7/3, rounded down, as points that came in", () => {
  const currency = { migrations: [{ date: "2026-01-11", numerator: 7, denominator: 3 }] };
  const { days, totals } = playWithRefunds(scheme(currency), [{ day: 2, event: "grant", amount: 1001 }]);
  expect([days[9]?.balance, days[10]?.balance]).toEqual([1001, 2335]);
  expect(totals).toMatchObject({ issued: 1001, in: 1334, out: 0, closing: 2335 });
});

test("what waits is converted with the rest: the ledger closes, and the release is of what it has become", () => {
  const currency = { pendingDays: 20, migrations: [{ date: "2026-01-11", numerator: 7, denominator: 3 }] };
  const { days, totals } = playWithRefunds(scheme(currency), [{ day: 2, event: "purchase", amount: 30_000 }]);
  expect([9, 10, 21, 22].map((day) => days[day])).toEqual([
    { balance: 0, pending: 300, debt: 0 },
    { balance: 0, pending: 700, debt: 0 },
    { balance: 0, pending: 700, debt: 0 },
    { balance: 700, pending: 0, debt: 0 },
  ]);
  expect(totals).toMatchObject({ issued: 300, in: 400, out: 0, closing: 700 });
});

test.each([
  // Of three payments of 1, 2 and 2 points: 5 × 7 ÷ 5 = 7, of which 1, 2 and 2, and the other 2 stay with the last.
  ["more, rounded down for a member as a whole", 7, 5, [1, 3, 7]],
  // 5 ÷ 2 = 2: 0, 1 and 1.
  ["less", 1, 2, [0, 1, 2]],
  // 5 ÷ 3 = 1: three times 0, and 1 with the last.
  ["less than a point each", 1, 3, [0, 0, 1]],
])(
  "what rounding loses of what waits stays with the last payment: %s",
  (_, numerator, denominator, released) => {
    const currency = { pendingDays: 20, migrations: [{ date: "2026-01-11", numerator, denominator }] };
    const { days } = playWithRefunds(
      scheme(currency),
      [100, 200, 200].map((amount, day) => ({ day, event: "purchase", amount })),
    );
    expect([19, 20, 21, 22].map((day) => days[day]?.balance)).toEqual([0, ...released]);
    expect([19, 20, 21, 22].map((day) => days[day]?.pending)).toEqual([
      released[2],
      ...released.map((points) => (released[2] ?? 0) - points),
    ]);
  },
);

test("a refund after a migration takes back what the payment's points have become; a debt is converted, too", () => {
  const currency = { pendingDays: 20, migrations: [{ date: "2026-01-11", numerator: 7, denominator: 3 }] };
  const buying = { day: 0, event: "purchase", amount: 30_000, piece: 1 } as const;
  const back = (day: number, amount: number) => ({ day, event: "refund", amount, piece: 1 }) as const;
  const standing = (events: RecordedEvent[], own: Partial<Currency> = currency) =>
    playWithRefunds(scheme(own), events).days[25];
  // Of 700 that wait, a tenth; then of 630 that are there, half.
  expect(standing([buying, back(12, 3_000)])).toEqual({ balance: 630, pending: 0, debt: 0 });
  expect(standing([buying, back(22, 15_000)])).toEqual({ balance: 350, pending: 0, debt: 0 });
  const atOnce = { migrations: currency.migrations };
  const spent = { day: 1, event: "redemption", amount: 300 } as const;
  expect(standing([buying, spent, back(2, 0)], atOnce)).toEqual({ balance: 0, pending: 0, debt: 700 });
  expect(standing([buying, spent, back(12, 0)], atOnce)).toEqual({ balance: 0, pending: 0, debt: 700 });
});

test("a refund after a migration counts back what was earned for levels, not what it has become", () => {
  const service = preset.services[0];
  if (!service) throw new Error("no service");
  const currency = { pendingDays: 20, migrations: [{ date: "2026-01-11", numerator: 7, denominator: 3 }] };
  const step = (id: string, threshold: number) => ({ id, name: text(id, id), threshold });
  const levels = { currency: "points", steps: [step("entry", 0), step("senior", 120)] };
  const base = { ...scheme(currency), services: [{ ...service, levels }] };
  const { run } = play(base, [
    { day: 0, event: "purchase", amount: 30_000, piece: 1 },
    { day: 12, event: "refund", amount: 15_000, piece: 1 },
  ]);
  expect(run.levelPoints[0]?.[0]).toBe(150);
});

test("what the pre-registered hold is converted before they activate", () => {
  const [segment] = preset.population.segments;
  if (!segment) throw new Error("no segment");
  const balance = { currency: "points", share: 1, medianPoints: 300, sigma: 0, lots: 1, daysBetween: 1 };
  const segments = [
    {
      ...segment,
      joining: { kind: "preregistered" as const, firstDay: 20, lastDay: 20 },
      opening: { balances: [balance], tiers: [] },
    },
  ];
  const scenario = scenarioOf({
    rules: [],
    items: [],
    run: { start: "2026-01-01", days: 40, members: 1, replications: 1 },
    currency: { migrations: [{ date: "2026-01-11", numerator: 7, denominator: 3 }] },
    population: { ...preset.population, segments, referredSegment: segment.id },
  });
  const trace = followMember(scenario, 0, "0");
  expect(trace?.accounts[0]).toMatchObject({ opening: 300, in: 400, balance: 700 });
});

test("a migration keeps each lot's day of lapsing; a rate below 1 takes points out", () => {
  const currency: Partial<Currency> = {
    validity: { kind: "days", days: 20 },
    migrations: [{ date: "2026-01-11", numerator: 1, denominator: 2 }],
  };
  const { days, totals } = playWithRefunds(scheme(currency), [
    { day: 0, event: "grant", amount: 11 },
    { day: 5, event: "grant", amount: 11 },
  ]);
  // 22 → 11: the first lot keeps 5, the last 6.
  expect([days[10]?.balance, days[20]?.balance, days[25]?.balance]).toEqual([11, 6, 0]);
  expect(totals).toMatchObject({ out: 11, expired: 11, closing: 0 });
});

test("without refunds in sight nothing is kept account of", () => {
  const { run } = play(scheme({}), [{ day: 0, event: "purchase", amount: 10_000 }]);
  expect(run.orders[0]?.count).toBe(0);
});

test("refunds without a number take back the last day's payments not yet refunded, then those before", () => {
  const { days, totals } = playWithRefunds(scheme({}), [
    { day: 0, event: "purchase", amount: 10_000 },
    { day: 1, event: "purchase", amount: 3_000, piece: 1 },
    { day: 1, event: "purchase", amount: 2_000 },
    { day: 2, event: "refund" },
    { day: 3, event: "refund" },
    { day: 4, event: "refund" },
  ]);
  expect(days.slice(1, 5).map(({ balance }) => balance)).toEqual([150, 100, 0, 0]);
  expect(totals.reversed).toBe(150);
});

test("a refund without a number takes back the last payment, and nothing of a month's total that came after it", () => {
  const total = ruleOf(
    "total",
    { kind: "perAmount", indicator: "purchase", cents: 1000, monthTotal: true },
    1,
  );
  const { days, totals } = playWithRefunds({ ...scheme({ pendingDays: 14 }), rules: [perYuan, total] }, [
    { day: 9, event: "purchase", amount: 10_000 },
    { day: 35, event: "refund" },
    { day: 36, event: "refund" },
  ]);
  expect([9, 30, 35, 36, 45].map((day) => days[day])).toEqual([
    { balance: 0, pending: 100, debt: 0 },
    { balance: 100, pending: 10, debt: 0 },
    { balance: 0, pending: 10, debt: 0 },
    { balance: 0, pending: 10, debt: 0 },
    { balance: 10, pending: 0, debt: 0 },
  ]);
  expect(totals).toMatchObject({ issued: 110, reversed: 100 });
});

test("points that never waited are not released, and are taken back from what is there, beside stock that waits", () => {
  const base = scheme({});
  const opening = {
    balances: [{ currency: "points", share: 1, medianPoints: 10, sigma: 0, lots: 1, daysBetween: 1 }],
    tiers: [],
  };
  const segments = base.population.segments.map((segment) => ({
    ...segment,
    joining: { kind: "preregistered" as const, firstDay: 0, lastDay: 5 },
    opening,
  }));
  const { days } = playWithRefunds({ ...base, population: { ...base.population, segments } }, [
    { day: 0, event: "purchase", amount: 10_000 },
    { day: 3, event: "refund" },
  ]);
  expect(days[0]).toEqual({ balance: 100, pending: 0, debt: 0 });
  expect(days[2]).toEqual({ balance: 100, pending: 0, debt: 0 });
  expect(days[3]).toEqual({ balance: 0, pending: 0, debt: 0 });
});
