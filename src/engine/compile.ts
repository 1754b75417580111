/** Scenario → Program: everything that can be decided before the first day, as plain data for the loops. */
import type { Currency, Rounding, Validity } from "../domain/currency.ts";
import type { Condition, Rule } from "../domain/rule.ts";
import type { Scenario } from "../domain/scenario.ts";
import { type Days, daysOf } from "./days.ts";
import { digestOf } from "./digest.ts";
import { type LotPlan, planLots } from "./lots.ts";
import { type Offer, offerOf } from "./offer.ts";

export type CompiledRule = {
  id: string;
  /** Position in the scenario's list of rules. */
  position: number;
  condition: Condition;
  points: number;
  currency: number;
  pointsPerDayMax: number | undefined;
  /** Position of the rule's validity among those of its currency. */
  validity: number;
  /**
   * What the rule offers a member who is active every day, for the accrual rate: `daily` up to `offeredPerDay`, `certain`
   * by membership alone, `unlimited` what has no bound, `elsewhere` points of another currency than the main one.
   */
  offered: "daily" | "certain" | "unlimited" | "elsewhere";
  offeredPerDay: number;
};

export type CompiledCurrency = {
  id: string;
  lots: LotPlan;
  decay: { basisPointsPerDay: number; rounding: Rounding } | undefined;
  clearsEverything: boolean;
  /** Lapsed lots wait for the year's end and then count as cleared. */
  lapsesIntoClearing: boolean;
  offer: Offer | undefined;
};

export type Program = {
  scenario: Scenario;
  digest: string;
  days: Days;
  rules: CompiledRule[];
  currencies: CompiledCurrency[];
  /** Position of the currency that headline figures speak of: the first that can be spent, else the first. */
  mainCurrency: number;
};

/** Compiles a checked scenario: a few milliseconds. */
export function compile(scenario: Scenario): Program {
  const days = daysOf(scenario);
  const mainCurrency = Math.max(
    0,
    scenario.currencies.findIndex(({ spendable }) => spendable),
  );
  const validities = scenario.currencies.map((currency) => validitiesOf(currency, scenario.rules));
  return {
    scenario,
    digest: digestOf(scenario),
    days,
    rules: scenario.rules.flatMap((rule, position) =>
      rule.enabled ? [compileRule(scenario, validities, mainCurrency, rule, position)] : [],
    ),
    currencies: scenario.currencies.map((currency, position) =>
      compileCurrency(scenario, currency, validities[position] as Validity[], days),
    ),
    mainCurrency,
  };
}

/** The validities of enabled rules: the currency's own where a rule has none, then those that differ. */
function validitiesOf(currency: Currency, rules: readonly Rule[]): Validity[] {
  const listening = rules.filter((rule) => rule.currency === currency.id && rule.enabled);
  const own = listening.flatMap(({ validity }) => (validity ? [validity] : []));
  return own.length < listening.length ? [currency.validity, ...own] : own;
}

function compileRule(
  scenario: Scenario,
  validities: Validity[][],
  mainCurrency: number,
  rule: Rule,
  position: number,
): CompiledRule {
  const currency = scenario.currencies.findIndex(({ id }) => id === rule.currency);
  const { validity: own } = scenario.currencies[currency] as Currency;
  return {
    id: rule.id,
    position,
    condition: rule.condition,
    points: rule.points,
    currency,
    pointsPerDayMax: rule.caps.pointsPerDay,
    validity: Math.max(0, (validities[currency] as Validity[]).indexOf(rule.validity ?? own)),
    ...offerTo(rule, currency === mainCurrency),
  };
}

/** Longest a member can be online in a day, for what a rule offers at most. */
const minutesPerDay = 1440;

function offerTo(rule: Rule, isMain: boolean): Pick<CompiledRule, "offered" | "offeredPerDay"> {
  if (!isMain) return { offered: "elsewhere", offeredPerDay: 0 };
  const { condition, points, caps } = rule;
  const cap = caps.pointsPerDay ?? Number.POSITIVE_INFINITY;
  switch (condition.kind) {
    case "activation":
    case "tenure":
      return { offered: "certain", offeredPerDay: 0 };
    case "firstOfDay":
      return { offered: "daily", offeredPerDay: Math.min(points, cap) };
    case "sessionLength": {
      const most = Math.floor(minutesPerDay / condition.unitMinutes) * points;
      return { offered: "daily", offeredPerDay: Math.min(most, cap) };
    }
    case "referral":
    case "referralRetained":
    case "each":
    case "praisedOver":
    case "perSuccess":
    case "grant":
      return { offered: "unlimited", offeredPerDay: 0 };
  }
}

function compileCurrency(
  scenario: Scenario,
  currency: Currency,
  validities: Validity[],
  days: Days,
): CompiledCurrency {
  const { decay, yearEndClearing } = currency;
  return {
    id: currency.id,
    lots: planLots(currency, validities, days),
    decay: decay.enabled ? decay : undefined,
    clearsEverything: yearEndClearing.enabled && yearEndClearing.scope === "everything",
    lapsesIntoClearing: yearEndClearing.enabled && yearEndClearing.scope === "pastValidity",
    offer: offerOf(scenario, currency),
  };
}
