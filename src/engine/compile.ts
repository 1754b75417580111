/** Scenario → Program: everything that can be decided before the first day, as plain data for the loops. */
import { parseIsoDate } from "../domain/calendar.ts";
import type { Currency, Validity } from "../domain/currency.ts";
import type { Rule } from "../domain/rule.ts";
import type { Scenario } from "../domain/scenario.ts";
import { type CompiledExchange, compileExchanges } from "./compile-exchange.ts";
import { type CompiledRule, compileRule, type RulePlace } from "./compile-rule.ts";
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
import { type LotPlan, planLots } from "./lots.ts";
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
  /** Lapsed lots wait for the year's end and then count as cleared. */
  lapsesIntoClearing: boolean;
  offer: Offer | undefined;
};

/** A dated conversion of what members hold: × numerator / denominator. */
export type CompiledMigration = { day: number; numerator: number; denominator: number };

export type Program = {
  scenario: Scenario;
  digest: string;
  days: Days;
  rules: CompiledRule[];
  currencies: CompiledCurrency[];
  limits: CompiledLimit[];
  /** Position of the currency that headline figures speak of: the first that can be spent, else the first. */
  mainCurrency: number;
  tiers: CompiledTiers | undefined;
  levels: CompiledLevels[];
  privileges: CompiledPrivilege[];
  /** Positions of the rules that hear what others post, and of those that hear redemptions. */
  causing: number[];
  regaining: number[];
  exchanges: CompiledExchange[];
  wallet: CompiledWallet;
};

/** Compiles a checked scenario: a few milliseconds. */
export function compile(scenario: Scenario): Program {
  const days = daysOf(scenario);
  const mainCurrency = Math.max(
    0,
    scenario.currencies.findIndex(({ spendable }) => spendable),
  );
  const validities = scenario.currencies.map((currency) => validitiesOf(currency, scenario.rules));
  const placeOf = (rule: Rule, position: number): RulePlace => {
    const currency = scenario.currencies.findIndex(({ id }) => id === rule.currency);
    const { validity: own } = scenario.currencies[currency] as Currency;
    const validity = (validities[currency] as Validity[]).indexOf(rule.validity ?? own);
    const isMain = currency === mainCurrency;
    const service = scenario.services.findIndex(({ id }) => id === rule.service);
    const level = levels.findIndex((own) => own.service === service && own.currency === currency);
    return { position, currency, validity: Math.max(0, validity), isMain, level };
  };
  const levels = compileLevels(scenario);
  const rules = scenario.rules.flatMap((rule, position) =>
    rule.enabled ? [compileRule(scenario, days, rule, placeOf(rule, position))] : [],
  );
  return {
    scenario,
    digest: digestOf(scenario),
    days,
    rules,
    currencies: scenario.currencies.map((currency, position) =>
      compileCurrency(scenario, currency, validities[position] as Validity[], days),
    ),
    limits: compileLimits(scenario),
    mainCurrency,
    tiers: scenario.tiers && compileTiers(scenario, scenario.tiers),
    levels,
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

/** The currency's own validity, for what comes by other ways than rules too; then those of enabled rules that differ. */
function validitiesOf(currency: Currency, rules: readonly Rule[]): Validity[] {
  const listening = rules.filter((rule) => rule.currency === currency.id && rule.enabled);
  return [currency.validity, ...listening.flatMap(({ validity }) => (validity ? [validity] : []))];
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
  validities: Validity[],
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
    lots: planLots(currency, validities, days, openingAges(scenario, currency)),
    decay: decay.enabled ? decay : undefined,
    clearsEverything: yearEndClearing.enabled && yearEndClearing.scope === "everything",
    lapsesIntoClearing: yearEndClearing.enabled && yearEndClearing.scope === "pastValidity",
    offer: offerOf(scenario, currency),
  };
}
