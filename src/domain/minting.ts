/** Redeeming that earns back no less than it costs: at once, by rules on what is earned, or by way of exchanges (spec 1.6). */
import { isOpen } from "./exchange.ts";
import { itemsOnOffer, spentCurrency } from "./on-offer.ts";
import { indicatorOf, type Rule } from "./rule.ts";
import type { Scenario } from "./scenario.ts";

export type Earning = Rule & { condition: Extract<Rule["condition"], { kind: "perEarned" }> };

export const hears = (rule: Earning, by: Rule) => rule !== by && rule.condition.earned === by.currency;

/** By currency a point is of, and currency that it becomes, in the order of the scenario. */
type Table = readonly (readonly number[])[];

/** Ids of what goes round; `gain`, at least 1, is what each redemption multiplies the points by. */
type MintingLoop = { rules: string[]; exchanges: string[]; gain: string };

/**
 * The rules and exchanges by which a point that is redeemed comes back whole, directly or by way of other currencies. What
 * a cap, a budget or a last date bounds is left out. A circle that loses anything at all is none.
 */
export function mintingLoop(
  scenario: Scenario,
  enabled: readonly Rule[],
  hearing: readonly Earning[],
): MintingLoop | undefined {
  const isEndless = (rule: Rule) => !isBounded(scenario, rule);
  const regaining = enabled.filter((rule) => indicatorOf(rule.condition) === "redemption" && isEndless(rule));
  const earning = hearing.filter(isEndless);
  if (regaining.length === 0) return undefined;
  const ways = bestWays(scenario);
  const found = endlessChoice(gainsOf(scenario, regaining, earning), ways);
  if (!found) return undefined;
  const { chosen, circle, gain } = found;
  const goesRound = ({ currency }: Rule) =>
    circle.has(scenario.currencies.findIndex(({ id }) => id === currency));
  const feeds = (rule: Rule): boolean =>
    goesRound(rule) || earning.some((other) => hears(other, rule) && feeds(other));
  const named = new Set<Rule>();
  const name = (rule: Rule): void => {
    if (!feeds(rule)) return;
    named.add(rule);
    for (const other of earning) if (hears(other, rule)) name(other);
  };
  const spent = [...circle].map((currency) => chosen[currency] as number);
  for (const rule of regaining)
    if (spent.some((one) => gainOf(scenario, rule, scenario.currencies[one]?.id ?? "") > 0)) name(rule);
  return {
    rules: [...named].map(({ id }) => id),
    exchanges: [...new Set([...circle].flatMap((from) => ways[from]?.[chosen[from]!]?.exchanges ?? []))],
    gain: String(Math.max(1, Math.floor(gain * 10_000 + 1e-6) / 10_000)),
  };
}

/** Most that the multipliers of a rule can make of a point. */
function mostFactor({ multipliers = [] }: Rule): number {
  return multipliers.reduce((product, { factor }) => product * Math.max(1, factor / 10_000), 1);
}

/** Whether caps, a budget or a last date bound what a rule pays, however much is redeemed. */
function isBounded({ limits = [] }: Scenario, rule: Rule): boolean {
  const { caps, budgetPerMonth, eligibility, condition, currency, service } = rule;
  const bounds = (one: Pick<Rule, "caps" | "budgetPerMonth">) =>
    one.budgetPerMonth !== undefined ||
    one.caps.pointsPerDay !== undefined ||
    one.caps.pointsPerMonth !== undefined ||
    one.caps.pointsPerYear !== undefined;
  return (
    condition.kind === "firstOfDay" ||
    condition.kind === "firstOfMonth" ||
    eligibility?.span?.until !== undefined ||
    bounds({ caps, budgetPerMonth }) ||
    limits.some(
      (limit) => limit.currency === currency && (limit.service ?? service) === service && bounds(limit),
    )
  );
}

/** What redeeming a point of a currency earns by the rule, at most, at the prices there are. */
function gainOf(scenario: Scenario, rule: Rule, spent: string): number {
  const { condition, points, rounding = "up" } = rule;
  const prices = itemsOnOffer(scenario, spent).map(({ price }) => price);
  const most = points * mostFactor(rule);
  if (condition.kind === "perRedeemed") {
    if (condition.spent !== undefined && condition.spent !== spent) return 0;
    const round = { up: Math.ceil, down: Math.floor, nearest: Math.round }[rounding];
    const gains = prices.map((price) => round((price * most) / condition.per) / price);
    // Records may spend a currency without items that say what it buys.
    const isSpent = scenario.currencies[spentCurrency(scenario)]?.id === spent;
    return gains.length > 0 ? Math.max(...gains) : isSpent ? most / condition.per : 0;
  }
  const times = condition.kind === "everyNth" ? condition.count : 1;
  return prices.length > 0 ? most / times / Math.min(...prices) : 0;
}

/** What redeeming a point of a currency brings of each, by all rules together and by those that hear them. */
function gainsOf(scenario: Scenario, regaining: readonly Rule[], earning: readonly Earning[]): Table {
  const ids = scenario.currencies.map(({ id }) => id);
  const caused = causedBy(earning);
  return ids.map((spent) => {
    const row = new Map<string, number>();
    const add = (currency: string, gain: number) => row.set(currency, (row.get(currency) ?? 0) + gain);
    for (const rule of regaining) {
      const gain = gainOf(scenario, rule, spent);
      if (gain === 0) continue;
      add(rule.currency, gain);
      for (const [currency, more] of caused(rule)) add(currency, gain * more);
    }
    return ids.map((currency) => row.get(currency) ?? 0);
  });
}

/** By rule what a point that it posts causes in each currency, all in all; the rules hear each other in no circle. */
function causedBy(earning: readonly Earning[]): (by: Rule) => Map<string, number> {
  const known = new Map<Rule, Map<string, number>>();
  const caused = (by: Rule): Map<string, number> => {
    const found = known.get(by);
    if (found) return found;
    const sums = new Map<string, number>();
    const add = (currency: string, gain: number) => sums.set(currency, (sums.get(currency) ?? 0) + gain);
    for (const rule of earning.filter((one) => hears(one, by))) {
      const gain = (rule.points * mostFactor(rule)) / rule.condition.per;
      add(rule.currency, gain);
      for (const [currency, more] of caused(rule)) add(currency, gain * more);
    }
    known.set(by, sums);
    return sums;
  };
  return caused;
}

/** What a point becomes by exchanges one after the other, and their ids. */
type Way = { ratio: number; exchanges: readonly string[] };

/**
 * The best way from each currency to each, undefined where none leads there; to stay is one. An exchange with a limit a
 * month is bounded as a rule with a cap is. Exchanges gain nothing in a circle, so that no way passes a currency twice.
 */
function bestWays({ exchanges = [], currencies, phase }: Scenario): (Way | undefined)[][] {
  const ids = currencies.map(({ id }) => id);
  const ways = ids.map((from) =>
    ids.map((to): Way | undefined => (from === to ? { ratio: 1, exchanges: [] } : undefined)),
  );
  const offer = (from: number, to: number, way: Way) => {
    const row = ways[from];
    if (row && from !== to && to >= 0 && way.ratio > (row[to]?.ratio ?? 0)) row[to] = way;
  };
  for (const one of exchanges) {
    const { id, from, to, give, get, pointsPerMonth } = one;
    if (pointsPerMonth === undefined && isOpen(one, phase))
      offer(ids.indexOf(from), ids.indexOf(to), { ratio: get / give, exchanges: [id] });
  }
  for (let by = 0; by < ids.length; by++)
    for (let from = 0; from < ids.length; from++)
      for (let to = 0; to < ids.length; to++) {
        const one = ways[from]?.[by];
        const two = ways[by]?.[to];
        if (by === from || by === to || !one || !two) continue;
        offer(from, to, { ratio: one.ratio * two.ratio, exchanges: [...one.exchanges, ...two.exchanges] });
      }
  return ways;
}

/** The currency that points of each are exchanged for before they are redeemed. */
type Choice = readonly number[];

/** Relative; what is nearer to 1 than this is 1, as sums of quotients are not exact. */
const slack = 1e-9;
/** Each round makes points worth more; far fewer are ever needed. */
const roundsMax = 1000;

/**
 * A choice by which points do not die out, and the currencies that then go round: policy iteration (Howard 1960) on what
 * a point is worth in points redeemed all in all. Where no other choice is worth more, none is endless.
 */
function endlessChoice(
  gains: Table,
  ways: readonly (readonly (Way | undefined)[])[],
): { chosen: Choice; circle: Set<number>; gain: number } | undefined {
  let chosen: Choice = gains.map((_, currency) => currency);
  for (let round = 0; round < roundsMax; round++) {
    const table = chosen.map((spent, from) =>
      (gains[spent] as readonly number[]).map((gain) => gain * (ways[from]?.[spent]?.ratio ?? 0)),
    );
    const worth = worthOf(table);
    if ("returns" in worth) {
      const circle = circleThrough(table, worth.returns);
      return { chosen, circle, gain: growthOf(table, circle) };
    }
    const returns = gains.map((row) =>
      row.reduce((sum, gain, to) => sum + gain * (worth.points[to] ?? 0), 0),
    );
    const better = chosen.map((now, from) => {
      const of = (spent: number) => (ways[from]?.[spent]?.ratio ?? 0) * (returns[spent] ?? 0);
      return returns.reduce((best, _, spent) => (of(spent) > of(best) * (1 + slack) ? spent : best), now);
    });
    if (better.every((spent, from) => spent === chosen[from])) return undefined;
    chosen = better;
  }
  return undefined;
}

/**
 * Points redeemed in all for one of each currency, by elimination of one currency after the other; or the first that
 * returns whole by way of those before it. Only sums and products of what is not negative.
 */
function worthOf(table: Table): { points: number[] } | { returns: number } {
  const rows = table.map((row) => [...row]);
  const points = rows.map(() => 1);
  for (const [at, row] of rows.entries()) {
    const gain = row[at] as number;
    if (gain >= 1 - slack) return { returns: at };
    for (let later = at + 1; later < rows.length; later++) {
      const other = rows[later] as number[];
      const share = (other[at] as number) / (1 - gain);
      if (share === 0) continue;
      for (let to = at + 1; to < rows.length; to++) other[to]! += share * (row[to] as number);
      points[later]! += share * (points[at] as number);
    }
  }
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at] as number[];
    for (let to = at + 1; to < rows.length; to++) points[at]! += (row[to] as number) * (points[to] as number);
    points[at]! /= 1 - (row[at] as number);
  }
  return { points };
}

/** The currencies that points of one pass on their way back to it, among it and those before it. */
function circleThrough(table: Table, last: number): Set<number> {
  const reached = (leads: (from: number, to: number) => boolean) => {
    const found = new Set([last]);
    for (const at of found) for (let to = 0; to <= last; to++) if (leads(at, to)) found.add(to);
    return found;
  };
  const after = reached((from, to) => (table[from]?.[to] ?? 0) > 0);
  const before = reached((from, to) => (table[to]?.[from] ?? 0) > 0);
  return new Set([...after].filter((currency) => before.has(currency)));
}

const growthRounds = 1000;

/** What the points of a circle are multiplied by each time that all are redeemed: the power method, shifted so that it settles. */
function growthOf(table: Table, circle: ReadonlySet<number>): number {
  let points = table.map((_, currency) => (circle.has(currency) ? 1 / circle.size : 0));
  let growth = 1;
  for (let round = 0; round < growthRounds; round++) {
    const next = points.map((own, from) =>
      circle.has(from)
        ? own + points.reduce((sum, other, to) => sum + (table[from]?.[to] ?? 0) * other, 0)
        : 0,
    );
    const all = next.reduce((sum, own) => sum + own, 0);
    growth = all - 1;
    points = next.map((own) => own / all);
  }
  return growth;
}
