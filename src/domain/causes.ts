/**
 * Postings that cause postings: whether a scheme's rules could do so without end (spec 1.6, regeneration). Two ways are
 * refused: rules on earning that hear each other in a circle, and redeeming that earns back no less than it costs.
 */
import { priceInPoints } from "./catalogue.ts";
import type { Problem } from "./problem.ts";
import { indicatorOf, type Rule } from "./rule.ts";
import type { Scenario } from "./scenario.ts";

type Earning = Rule & { condition: Extract<Rule["condition"], { kind: "perEarned" }> };

const hears = (rule: Earning, by: Rule) => rule !== by && rule.condition.earned === by.currency;

/** The loops of a scenario whose references have been checked, each with the rules in it. */
export function checkCauses(scenario: Scenario): Problem[] {
  const enabled = scenario.rules.filter((rule) => rule.enabled);
  const earning = enabled.filter((rule): rule is Earning => rule.condition.kind === "perEarned");
  const loop = circleOf(earning);
  if (loop.length > 0) return [problemAt("ruleLoop", loop)];
  const minting = mintingRules(scenario, enabled, earning);
  return minting.length > 0 ? [problemAt("mintingLoop", minting)] : [];
}

function problemAt(code: "ruleLoop" | "mintingLoop", rules: readonly Rule[]): Problem {
  return { code, path: `rules/${rules[0]?.id ?? ""}/condition`, rules: rules.map(({ id }) => id) };
}

/** Rules on earning of which each hears the one before and the first the last, or none. A rule does not hear itself. */
function circleOf(rules: readonly Earning[]): Earning[] {
  const done = new Set<Earning>();
  const walk = (rule: Earning, path: Earning[]): Earning[] => {
    if (path.includes(rule)) return path.slice(path.indexOf(rule));
    if (done.has(rule)) return [];
    for (const next of rules.filter((other) => hears(other, rule))) {
      const found = walk(next, [...path, rule]);
      if (found.length > 0) return found;
    }
    done.add(rule);
    return [];
  };
  for (const rule of rules) {
    const found = walk(rule, []);
    if (found.length > 0) return found;
  }
  return [];
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
function gainOf({ currencies, rates, items }: Scenario, rule: Rule, spent: string): number {
  const { condition, points, rounding = "up" } = rule;
  const prices = items.flatMap((item) => {
    const rate = rates.find(({ id }) => id === item.rate);
    return item.enabled && rate?.currency === spent ? [priceInPoints(item, rate)] : [];
  });
  const most = points * mostFactor(rule);
  if (condition.kind === "perRedeemed") {
    if (condition.spent !== undefined && condition.spent !== spent) return 0;
    const round = { up: Math.ceil, down: Math.floor, nearest: Math.round }[rounding];
    const gains = prices.map((price) => round((price * most) / condition.per) / price);
    // Records may spend the main currency without items that say what it buys.
    const isMain = currencies.find(({ spendable }) => spendable)?.id === spent;
    return gains.length > 0 ? Math.max(...gains) : isMain ? most / condition.per : 0;
  }
  const times = condition.kind === "everyNth" ? condition.count : 1;
  return prices.length > 0 ? most / times / Math.min(...prices) : 0;
}

/** The rules by which a point that is redeemed comes back whole, directly or by way of other currencies. */
function mintingRules(scenario: Scenario, enabled: readonly Rule[], earning: readonly Earning[]): Rule[] {
  const ids = scenario.currencies.map(({ id }) => id);
  const regaining = enabled.filter(
    (rule) => indicatorOf(rule.condition) === "redemption" && !isBounded(scenario, rule),
  );
  if (regaining.length === 0) return [];
  const caused = causedBy(earning);
  /** By currency spent and currency that comes. */
  const gains = ids.map((spent) => {
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
  if (!isEndless(gains)) return [];
  return [...regaining, ...earning.filter((rule) => regaining.some((by) => hears(rule, by)))];
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

/** Squarings of the gains: a million redemptions, after which all that shrinks at all is gone. */
const squarings = 20;
const gone = 1e-3;

/** Whether what goes round by a table of gains does not die out: its powers do not vanish. */
function isEndless(gains: readonly (readonly number[])[]): boolean {
  let power = gains;
  for (let i = 0; i < squarings; i++) {
    const last = power;
    power = last.map((row) =>
      last.map((_, column) =>
        row.reduce((sum, gain, k) => sum + (gain === 0 ? 0 : gain * (last[k]?.[column] ?? 0)), 0),
      ),
    );
    if (power.every((row) => row.every((gain) => gain < gone / gains.length))) return false;
    if (power.some((row) => row.some((gain) => !Number.isFinite(gain)))) return true;
  }
  return true;
}
