/** Scenario → Program: everything that can be decided before the first day, as plain data for the loops. */
import type { Currency, Rounding, Validity } from "../domain/currency.ts";
import type { Condition, Rule } from "../domain/rule.ts";
import { RunError } from "../domain/runner.ts";
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
   * by membership alone, `unlimited` for what has no bound and for other currencies than the main one.
   */
  offered: "daily" | "certain" | "unlimited";
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

/** Bytes of lots and state a worker may hold (spec 6.3). */
const bytesMax = 256 * 1024 * 1024;

/**
 * Compiles a checked scenario.
 *
 * @throws RunError `memoryLimit` where a shard would need more than 256 MB.
 */
export function compile(scenario: Scenario, shardMembers = 2000): Program {
  const days = daysOf(scenario);
  const mainCurrency = Math.max(
    0,
    scenario.currencies.findIndex(({ spendable }) => spendable),
  );
  const validities = scenario.currencies.map((currency) => validitiesOf(currency, scenario.rules));
  const program: Program = {
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
  checkMemory(program, shardMembers);
  return program;
}

/** The currency's own validity first, then those of rules that differ from it. */
function validitiesOf(currency: Currency, rules: readonly Rule[]): Validity[] {
  const own = rules.flatMap((rule) =>
    rule.currency === currency.id && rule.enabled && rule.validity ? [rule.validity] : [],
  );
  return [currency.validity, ...own];
}

function compileRule(
  scenario: Scenario,
  validities: Validity[][],
  mainCurrency: number,
  rule: Rule,
  position: number,
): CompiledRule {
  const currency = scenario.currencies.findIndex(({ id }) => id === rule.currency);
  return {
    id: rule.id,
    position,
    condition: rule.condition,
    points: rule.points,
    currency,
    pointsPerDayMax: rule.caps.pointsPerDay,
    validity: rule.validity ? (validities[currency] as Validity[]).indexOf(rule.validity) : 0,
    ...offerTo(rule, currency === mainCurrency),
  };
}

function offerTo(rule: Rule, isMain: boolean): Pick<CompiledRule, "offered" | "offeredPerDay"> {
  const { condition, points, caps } = rule;
  const cap = caps.pointsPerDay ?? Number.POSITIVE_INFINITY;
  const bound = condition.kind === "firstOfDay" ? Math.min(points, cap) : cap;
  if (isMain && (condition.kind === "activation" || condition.kind === "tenure"))
    return { offered: "certain", offeredPerDay: 0 };
  const isHabit = condition.kind === "firstOfDay" || condition.kind === "sessionLength";
  return isMain && isHabit && bound < Number.POSITIVE_INFINITY
    ? { offered: "daily", offeredPerDay: bound }
    : { offered: "unlimited", offeredPerDay: 0 };
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

function checkMemory(program: Program, shardMembers: number): void {
  const rows = program.currencies.reduce((sum, { lots }) => sum + lots.width + 8, 0);
  const bytes = (rows + program.rules.length + 40) * shardMembers * 4;
  if (bytes > bytesMax) {
    const needed = Math.ceil(bytes / 1024 / 1024);
    throw new RunError({
      code: "memoryLimit",
      detail: `${needed} MB needed, ${bytesMax / 1024 / 1024} MB allowed`,
    });
  }
}
