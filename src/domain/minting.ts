/** Redeeming that earns back no less than it costs: at once, by rules on what is earned, or by way of exchanges (spec 1.6). */
import type { Rounding } from "./currency.ts";
import { isOpen } from "./exchange.ts";
import { endOfTime, mostFactor, type Ratio, type Standing } from "./multiplied.ts";
import { itemsOnOffer, spentCurrency } from "./on-offer.ts";
import { indicatorOf, type Rule } from "./rule.ts";
import type { Scenario } from "./scenario.ts";

export type Earning = Rule & { condition: Extract<Rule["condition"], { kind: "perEarned" }> };

export const hears = (rule: Earning, by: Rule) => rule !== by && rule.condition.earned === by.currency;

/** By currency a point is of, and currency that it becomes, in the order of the scenario. */
type Table = readonly (readonly number[])[];

/**
 * One way to redeem: points of the currency at a position, for an item of one price, in one tier. What a point brings of each
 * currency, by all rules together and by those that hear them; `paying` are the rules that pay in that standing.
 */
type Deal = { spent: number; gains: readonly number[]; paying: readonly Rule[] };

/** Ids of what goes round; `gain`, at least 1, is what each redemption multiplies the points by. */
type MintingLoop = { rules: string[]; exchanges: string[]; gain: string };

/**
 * The rules and exchanges by which a point that some member redeems comes back whole, directly or by way of other currencies.
 * What a cap, a budget or a last date bounds is left out. A circle that loses anything at all is none.
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
  // Of a member who could be in all segments and tiers at once; few schemes go further than this.
  if (!endlessChoice(dealsOf(scenario, regaining, earning, { day: endOfTime }), ways)) return undefined;
  for (const standings of standingsOf(scenario)) {
    const deals = standings.flatMap((standing) => dealsOf(scenario, regaining, earning, standing));
    const found = endlessChoice(deals, ways);
    if (!found) continue;
    const { chosen, circle, gain } = found;
    return {
      rules: rulesIn(scenario, found, regaining, earning),
      exchanges: [
        ...new Set([...circle].flatMap((from) => ways[from]?.[chosen[from]!.spent]?.exchanges ?? [])),
      ],
      gain: String(Math.max(1, Math.floor(gain * 10_000 + 1e-6) / 10_000)),
    };
  }
  return undefined;
}

/**
 * Who a member can be once all last dates have passed: of each entry the standings between which it may change without end.
 * A segment is for ever; a tier only where tiers have no validity.
 */
function standingsOf({ population, tiers }: Scenario): Standing[][] {
  const ranks = tiers?.steps.map(({ id }) => id) ?? [""];
  const lasting = tiers?.validityMonths === 0 ? ranks.map((tier) => [tier]) : [ranks];
  return ["", ...population.segments.map(({ id }) => id)].flatMap((segment) =>
    lasting.map((all) => all.map((tier) => ({ segment, tier, day: endOfTime }))),
  );
}

/** The rules whose points go round, those that hear others after them. */
function rulesIn(
  { currencies }: Scenario,
  { chosen, circle }: Endless,
  regaining: readonly Rule[],
  earning: readonly Earning[],
): string[] {
  const named = new Set<Rule>();
  for (const deal of new Set([...circle].map((from) => chosen[from] as Deal))) {
    const known = new Map<Rule, boolean>();
    const feeds = (rule: Rule): boolean => {
      const found = known.get(rule);
      if (found !== undefined) return found;
      const heard = earning.filter((other) => hears(other, rule) && deal.paying.includes(other)).map(feeds);
      const isFed =
        circle.has(currencies.findIndex(({ id }) => id === rule.currency)) || heard.includes(true);
      known.set(rule, isFed);
      return isFed;
    };
    for (const rule of regaining) if (deal.paying.includes(rule)) feeds(rule);
    for (const [rule, isFed] of known) if (isFed) named.add(rule);
  }
  return [...regaining, ...earning].filter((rule) => named.has(rule)).map(({ id }) => id);
}

/** Whether caps or a budget bound what a rule pays, however much is redeemed. */
function isBounded({ limits = [] }: Scenario, rule: Rule): boolean {
  const { caps, budgetPerMonth, condition, currency, service } = rule;
  const bounds = (one: Pick<Rule, "caps" | "budgetPerMonth">) =>
    one.budgetPerMonth !== undefined ||
    one.caps.pointsPerDay !== undefined ||
    one.caps.pointsPerMonth !== undefined ||
    one.caps.pointsPerYear !== undefined;
  return (
    condition.kind === "firstOfDay" ||
    condition.kind === "firstOfMonth" ||
    bounds({ caps, budgetPerMonth }) ||
    limits.some(
      (limit) => limit.currency === currency && (limit.service ?? service) === service && bounds(limit),
    )
  );
}

/** Every way to redeem of a member who stands so, at the prices there are. */
function dealsOf(
  scenario: Scenario,
  regaining: readonly Rule[],
  earning: readonly Earning[],
  standing: Standing,
): Deal[] {
  const factors: Factors = new Map(
    [...regaining, ...earning].map((rule) => [rule, mostFactor(scenario, rule, standing)]),
  );
  const caused = causedBy(earning, factors);
  const heard = earning.filter((rule) => factors.get(rule)?.over);
  const ids = scenario.currencies.map(({ id }) => id);
  return ids.flatMap((id, spent) =>
    pricesOf(scenario, spent).map((price): Deal => {
      const paying: Rule[] = [...heard];
      /** By the first rule of each currency: what hears one of them hears all. */
      const earned = new Map<Rule, number>();
      for (const rule of regaining) {
        const gain = gainOf(rule, factors.get(rule) as Ratio, id, price);
        if (gain === 0) continue;
        paying.push(rule);
        const first = regaining.find(({ currency }) => currency === rule.currency) as Rule;
        earned.set(first, (earned.get(first) ?? 0) + gain);
      }
      const gains = ids.map(() => 0);
      for (const [rule, gain] of earned)
        for (const [currency, more] of [[rule.currency, 1] as const, ...caused(rule)])
          gains[ids.indexOf(currency)]! += gain * more;
      return { spent, paying, gains };
    }),
  );
}

/**
 * Prices in a currency; none where a budget of all redeeming bounds what can come back of it. Records may spend one without
 * items that say what it buys: at no price in particular.
 */
function pricesOf(scenario: Scenario, spent: number): (number | undefined)[] {
  if (scenario.currencies[spent]?.redemptionBudgetPerMonth !== undefined) return [];
  const prices = itemsOnOffer(scenario, scenario.currencies[spent]?.id ?? "").map(({ price }) => price);
  return prices.length === 0 && spent === spentCurrency(scenario) ? [undefined] : [...new Set(prices)];
}

/** What a point of a currency, redeemed for an item of the price, earns by the rule. */
function gainOf(
  { condition, points, rounding = "up" }: Rule,
  { over, under }: Ratio,
  spent: string,
  price?: number,
): number {
  const isPerPoint = condition.kind === "perRedeemed";
  if (isPerPoint && condition.spent !== undefined && condition.spent !== spent) return 0;
  const per = under * BigInt(isPerPoint ? condition.per : 1);
  const most = BigInt(points) * over;
  if (price === undefined) return isPerPoint ? Number(most) / Number(per) : 0;
  const paid = rounded(isPerPoint ? most * BigInt(price) : most, per, rounding);
  return Number(paid) / (condition.kind === "everyNth" ? condition.count : 1) / price;
}

function rounded(over: bigint, under: bigint, rounding: Rounding): bigint {
  const lift = { up: under - 1n, nearest: under / 2n, down: 0n }[rounding];
  return (over + lift) / under;
}

type Factors = ReadonlyMap<Rule, Ratio>;

/** By rule what a point that it posts causes in each currency, all in all; the rules hear each other in no circle. */
function causedBy(earning: readonly Earning[], factors: Factors): (by: Rule) => Map<string, number> {
  const known = new Map<Rule, Map<string, number>>();
  const caused = (by: Rule): Map<string, number> => {
    const found = known.get(by);
    if (found) return found;
    const sums = new Map<string, number>();
    const add = (currency: string, gain: number) => sums.set(currency, (sums.get(currency) ?? 0) + gain);
    for (const rule of earning.filter((one) => hears(one, by))) {
      const { over, under } = factors.get(rule) as Ratio;
      const gain = Number(over * BigInt(rule.points)) / Number(under) / rule.condition.per;
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

/** By currency what its points are redeemed by, perhaps exchanged before. */
type Choice = readonly Deal[];
/** A choice by which points do not die out, and the currencies that then go round. */
type Endless = { chosen: Choice; circle: Set<number>; gain: number };

/** Relative; what is nearer to 1 than this is 1, as sums of quotients are not exact. */
const slack = 1e-9;
/** Each round makes points worth more; far fewer are ever needed. */
const roundsMax = 1000;

/**
 * Policy iteration (Howard 1960) on what a point is worth in points redeemed all in all. Where no other choice is worth more,
 * none is endless.
 */
function endlessChoice(
  deals: readonly Deal[],
  ways: readonly (readonly (Way | undefined)[])[],
): Endless | undefined {
  let chosen: Choice = ways.map((row, spent) => ({ spent, gains: row.map(() => 0), paying: [] }));
  for (let round = 0; round < roundsMax; round++) {
    const table = chosen.map(({ spent, gains }, from) =>
      gains.map((gain) => gain * (ways[from]?.[spent]?.ratio ?? 0)),
    );
    const worth = worthOf(table);
    if ("returns" in worth) {
      const circle = circleThrough(table, worth.returns);
      return { chosen, circle, gain: growthOf(table, circle) };
    }
    const returnsOf = ({ gains }: Deal) =>
      gains.reduce((sum, gain, to) => sum + gain * (worth.points[to] ?? 0), 0);
    const returns = new Map([...chosen, ...deals].map((deal) => [deal, returnsOf(deal)]));
    const better = chosen.map((now, from) => {
      const of = (deal: Deal) => (ways[from]?.[deal.spent]?.ratio ?? 0) * (returns.get(deal) ?? 0);
      return deals.reduce((best, deal) => (of(deal) > of(best) * (1 + slack) ? deal : best), now);
    });
    if (better.every((deal, from) => deal === chosen[from])) return undefined;
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
