/** Scenario → Program: everything that can be decided before the first day, as plain data for the loops. */
import { parseIsoDate } from "../domain/calendar.ts";
import { stagesOf } from "../domain/change.ts";
import type { Currency, Validity } from "../domain/currency.ts";
import { mainCurrency, spentCurrency } from "../domain/on-offer.ts";
import type { Rule } from "../domain/rule.ts";
import type { Scenario } from "../domain/scenario.ts";
import { type CompiledExchange, compileExchanges } from "./compile-exchange.ts";
import { asksForTime, type CompiledRule, compileRule, type RulePlace } from "./compile-rule.ts";
import {
  type CompiledLevels,
  type CompiledPrivilege,
  type CompiledTiers,
  compileLevels,
  compilePrivileges,
  compileTiers,
} from "./compile-tiers.ts";
import { type CompiledWallet, compileWallet } from "./compile-wallet.ts";
import { type Days, daysOf } from "./days.ts";
import { digestOf } from "./digest.ts";
import { type CompiledLimit, compileLimits } from "./limits.ts";
import { handlingOf, type LotPlan, planLots, type ValidityOnDay } from "./lots.ts";
import { type Offer, offerOf } from "./offer.ts";

export type CompiledCurrency = {
  id: string;
  lots: LotPlan;
  decay: Currency["decay"] | undefined;
  clearsEverything: boolean;
  /** Whether the pre-registered hold points, which wait for their activation. */
  isRegistered: boolean;
  /** Days that points of a payment wait before they can be spent; 0 for none. */
  pendingDays: number;
  migrations: CompiledMigration[];
  /** Points that all members may redeem in a month; undefined for any number. */
  redemptionBudget: number | undefined;
  /** Lapsed lots wait for the year's end and then count as cleared. */
  lapsesIntoClearing: boolean;
  offer: Offer | undefined;
};

/** A dated conversion of what members hold: × numerator / denominator. */
type CompiledMigration = { day: number; numerator: number; denominator: number };

export type Program = {
  scenario: Scenario;
  digest: string;
  days: Days;
  rules: CompiledRule[];
  currencies: CompiledCurrency[];
  limits: CompiledLimit[];
  /** Position of the currency that headline figures speak of: the first that can be spent, else the first. */
  mainCurrency: number;
  /** Position of the currency that recorded redemptions spend; −1 where none can be spent. */
  spentCurrency: number;
  tiers: CompiledTiers | undefined;
  levels: CompiledLevels[];
  /** Sums of points for session time, by service and currency, that bands ask for. */
  timeSums: number;
  privileges: CompiledPrivilege[];
  /** Positions of the rules that hear what others post, and of those that hear redemptions. */
  causing: number[];
  regaining: number[];
  exchanges: CompiledExchange[];
  wallet: CompiledWallet;
  /** The scheme from later days on, each for the rest of the run; all with the same rules at the same places. */
  changes: { day: number; program: Program }[];
};

/** The rules of every stage of a run, one stage after the other. */
export function rulesOfAllStages({ rules, changes }: Program): CompiledRule[] {
  return [rules, ...changes.map(({ program }) => program.rules)].flat();
}

/** Compiles a checked scenario: a few milliseconds. */
export function compile(scenario: Scenario): Program {
  const days = daysOf(scenario);
  const changes = stagesOf(scenario).map((stage) => ({
    day: Math.max(0, (parseIsoDate(stage.date) ?? 0) - days.start),
    scenario: stage.scenario,
  }));
  const stages: Stages = [scenario, ...changes.map((change) => change.scenario)];
  const isEver = everEnabled(stages);
  const whole = {
    days,
    digest: digestOf(scenario),
    lots: planAllLots(stages, changes, isEver, days),
    isEver,
    times: timesAsked(stages),
    stages,
  };
  return {
    ...compileStage(scenario, whole),
    changes: changes
      .filter(({ day }) => day < days.count)
      .map(({ day, scenario: stage }) => ({ day, program: { ...compileStage(stage, whole), changes: [] } })),
  };
}

/** The scheme as the run opens, and after each dated change. */
type Stages = readonly [Scenario, ...Scenario[]];
type DatedScenario = { day: number; scenario: Scenario };
/** What all stages of a run share: days, lots, which rules are ever switched on, by position, and sums of session time. */
type Whole = {
  days: Days;
  digest: string;
  lots: LotPlan[];
  isEver: boolean[];
  times: string[];
  stages: Stages;
};

/** Of which services and currencies the points for session time are added up by the month. */
function timesAsked(stages: readonly Scenario[]): string[] {
  return [...new Set(stages.flatMap(({ rules }) => rules.filter(asksForTime).map(timeOf)))];
}

function timeOf({ service, currency }: Rule): string {
  return `${service} ${currency}`;
}

function everEnabled([first, ...later]: Stages): boolean[] {
  return first.rules.map(
    (rule, position) => rule.enabled || later.some(({ rules }) => rules[position]?.enabled),
  );
}

/** The scheme of one stage. Rules that are off in it but not in all keep their place and hear of no day. */
function compileStage(scenario: Scenario, whole: Whole): Omit<Program, "changes"> {
  const { days, digest, lots, isEver, times, stages } = whole;
  const main = mainCurrency(scenario);
  const levels = compileLevels(scenario);
  const placeOf = (rule: Rule, position: number): RulePlace => {
    const currency = scenario.currencies.findIndex(({ id }) => id === rule.currency);
    const isMain = currency === main;
    const service = scenario.services.findIndex(({ id }) => id === rule.service);
    const level = levels.findIndex((own) => own.service === service && own.currency === currency);
    const slots = ownValidities(stages, isEver, rule.currency);
    const time = times.indexOf(timeOf(rule));
    return {
      position,
      currency,
      validity: 1 + slots.indexOf(position),
      isMain,
      level,
      time,
      stages: stages.flatMap((stage) => stage.rules[position] ?? []),
    };
  };
  const rules = scenario.rules.flatMap((rule, position) => {
    if (!isEver[position]) return [];
    const compiled = compileRule(scenario, days, rule, placeOf(rule, position));
    return rule.enabled ? [compiled] : [{ ...compiled, lastDay: -1, offeredPerDay: 0 }];
  });
  return {
    scenario,
    digest,
    days,
    rules,
    currencies: scenario.currencies.map((currency, position) =>
      compileCurrency(scenario, currency, lots[position] as LotPlan, days),
    ),
    limits: compileLimits(scenario, stages),
    mainCurrency: main,
    spentCurrency: spentCurrency(scenario),
    tiers: scenario.tiers && compileTiers(scenario, scenario.tiers),
    levels,
    timeSums: times.length,
    privileges: compilePrivileges(scenario, levels),
    causing: positionsOf(rules, ({ condition, hears }) => condition.kind === "shareOfReferred" || hears >= 0),
    regaining: positionsOf(rules, ({ regains }) => regains),
    exchanges: compileExchanges(scenario),
    wallet: compileWallet(scenario),
  };
}

function positionsOf(rules: readonly CompiledRule[], isMeant: (rule: CompiledRule) => boolean): number[] {
  return rules.flatMap((rule, position) => (isMeant(rule) ? [position] : []));
}

/** Positions of the rules of a currency that have a validity of their own in any stage. */
function ownValidities(stages: Stages, isEver: readonly boolean[], currency: string): number[] {
  return stages[0].rules.flatMap((rule, position) =>
    rule.currency === currency && isEver[position] && stages.some(({ rules }) => rules[position]?.validity)
      ? [position]
      : [],
  );
}

/**
 * The lots of each currency: the currency's own validity first, for what comes by other ways than rules too, then those
 * of rules that differ; each as it is in force on a day.
 */
function planAllLots(
  stages: Stages,
  changes: readonly DatedScenario[],
  isEver: readonly boolean[],
  days: Days,
): LotPlan[] {
  const [scenario] = stages;
  const inForce = (day: number) => changes.findLast((change) => change.day <= day)?.scenario ?? scenario;
  const slotOf = (validityIn: (stage: Scenario) => Validity): ValidityOnDay =>
    changes.length > 0 ? (day) => validityIn(inForce(day)) : validityIn(scenario);
  return scenario.currencies.map((currency, position) => {
    const slots = [
      slotOf(({ currencies }) => (currencies[position] as Currency).validity),
      ...ownValidities(stages, isEver, currency.id).map((rule) =>
        slotOf(
          ({ rules, currencies }) => rules[rule]?.validity ?? (currencies[position] as Currency).validity,
        ),
      ),
    ];
    const onDay = (day: number) => inForce(day).currencies[position] as Currency;
    return planLots(currency, slots, days, openingAges(scenario, currency), onDay);
  });
}

/** Days before the run that opening lots of a currency come from. */
function openingAges({ population }: Scenario, { id }: Currency): number[] {
  return population.segments.flatMap(({ opening }) =>
    (opening?.balances ?? []).flatMap(({ currency, lots, daysBetween }) =>
      currency === id ? Array.from({ length: lots }, (_, lot) => 1 + lot * daysBetween) : [],
    ),
  );
}

function compileCurrency(
  scenario: Scenario,
  currency: Currency,
  lots: LotPlan,
  days: Days,
): CompiledCurrency {
  const { decay, yearEndClearing } = currency;
  return {
    id: currency.id,
    pendingDays: currency.pendingDays ?? 0,
    isRegistered: scenario.population.segments.some(
      ({ joining, opening }) =>
        joining.kind === "preregistered" && opening?.balances.some((held) => held.currency === currency.id),
    ),
    migrations: (currency.migrations ?? []).map(({ date, numerator, denominator }) => ({
      day: (parseIsoDate(date) ?? 0) - days.start,
      numerator,
      denominator,
    })),
    redemptionBudget: currency.redemptionBudgetPerMonth,
    lots: { ...lots, ...handlingOf(currency) },
    decay: decay.enabled ? decay : undefined,
    clearsEverything: yearEndClearing.enabled && yearEndClearing.scope === "everything",
    lapsesIntoClearing: yearEndClearing.enabled && yearEndClearing.scope === "pastValidity",
    offer: offerOf(scenario, currency),
  };
}
