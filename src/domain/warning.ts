/**
 * What a valid scenario probably does not mean: thresholds that no member can reach or keep (spec 1.5, 3.3), rules on what no
 * synthetic member does. No errors.
 */
import type { Currency, Validity } from "./currency.ts";
import { deadEndsOf } from "./dead-end.ts";
import { factsOf } from "./indicator.ts";
import {
  daysLong,
  forEver,
  longerBy,
  monthsLong,
  mostAgainstDecay,
  mostOnDays,
  mostWithin,
  type Pool,
  poolOf,
  type Stretch,
  twice,
  yearsLong,
} from "./inflow.ts";
import { indicatorOf, type Rule } from "./rule.ts";
import { runDaysMax, type Scenario } from "./scenario.ts";
import { type Silence, silencesOf } from "./silence.ts";
import { inLanguage, type Language, type LocalText, plainText, text } from "./text.ts";
import { pointsWords } from "./verdict.ts";

type OutOfReach = {
  code: "unreachable" | "unkeepable";
  /** Points asked for, and the most that a member can have. */
  threshold: number;
  most: number;
};

/** A rule or a multiplier of a rule that a simulation pays nothing for, though records may; or what never comes about at all. */
type Unmet = { code: "unmet" };

/** The path is of the number or the part of a rule in question, as in `path.ts`. */
export type Warning = { path: string; reason: LocalText } & (OutOfReach | Unmet);

/**
 * In the scenario's order, rules last, then what its own numbers forbid. Bounds are generous: what is warned of cannot be;
 * what is not may still be rare. Nothing is said of the thresholds and numbers of a scheme whose values change within the
 * run.
 */
export function warningsOf(scenario: Scenario): Warning[] {
  const { changes = [] } = scenario;
  const thresholds =
    changes.length > 0
      ? []
      : [...tierWarnings(scenario), ...levelWarnings(scenario), ...privilegeWarnings(scenario)];
  const deadEnds = changes.length > 0 ? [] : deadEndsOf(scenario);
  return [
    ...thresholds,
    ...unmetWarnings(scenario),
    ...deadEnds.map((one): Warning => ({ ...one, code: "unmet" })),
  ];
}

/** Of rules that are on, or will be. */
function unmetWarnings(scenario: Scenario): Warning[] {
  const { changes = [], rules } = scenario;
  const isEver = ({ id, enabled }: Rule) =>
    enabled || changes.some(({ path, value }) => path === `rules/${id}/enabled` && value === true);
  return rules
    .filter(isEver)
    .flatMap((rule) => silencesOf(scenario, rule))
    .map(({ kind, path }): Warning => ({ path, code: "unmet", reason: silenceReasons[kind] }));
}

/** One line: where, and why. */
export function describeWarning({ path, reason }: Warning, language: Language): string {
  const said = plainText(inLanguage(reason, language));
  return language === "en" ? `${plainText(path)}: ${said}` : `${plainText(path)}：${said}`;
}

const silenceReasons: Record<Silence["kind"], LocalText> = {
  deed: text(
    "规则面向的会员都不做这件事，模拟中一分也不会赠送。",
    "No member whom this rule is for does this: a simulation pays nothing for it.",
  ),
  grant: text(
    "一次性赠送只来自真实记录，模拟中一分也不会赠送。",
    "Only records report grants: a simulation pays nothing for them.",
  ),
  verification: text(
    "没有会员完成实名登记，模拟中一分也不会赠送。",
    "No member's identity is ever checked: a simulation pays nothing for it.",
  ),
  channel: text(
    "所指的渠道没有占比权重，模拟中没有事件经由它。",
    "The channel has no weight: in a simulation nothing comes through it.",
  ),
  product: text(
    "所指的业务没有占比权重，模拟中没有事件属于它。",
    "The service has no weight: in a simulation nothing belongs to it.",
  ),
};

const aYear = yearsLong(1);
/** As long as a run can be: what takes a member longer is called out of reach, with the time that is meant. */
const lifetime = daysLong(runDaysMax);
const lifetimeYears = Math.floor(runDaysMax / 365);

/** Promotion counts points of all time or of a natural year; keeping only those within the validity. */
function tierWarnings(scenario: Scenario): Warning[] {
  const { tiers } = scenario;
  const currency = currencyOf(scenario, tiers?.currency);
  if (!tiers || !currency) return [];
  const rules = earningIn(scenario, currency.id);
  const pool = poolOf(scenario, rules);
  const { validityMonths: months, promotedBy, entry = [] } = tiers;
  const ever = mostWithin(pool, promotedBy === "year" ? aYear : forEver);
  const kept = mostWithin(pool, months > 0 ? monthsLong(months) : forEver);
  const arePlaced =
    entry.length > 0 ||
    scenario.population.segments.some(({ opening }) => opening && opening.tiers.length > 0);
  return tiers.steps.flatMap(({ id, threshold }): Warning[] => {
    const path = `tiers/steps/${id}/threshold`;
    const never = arePlaced ? [] : unreachable(path, threshold, ever, pool, rules);
    if (never.length > 0 || threshold <= kept) return never;
    const reason = text(
      `${months} 个月内最多得 ${pointsWords(kept)} 分，达不到保级所需的 ${pointsWords(threshold)} 分：升上去也保不住。`,
      `At most ${pointsWords(kept)} points can be earned in ${months === 1 ? "1 month" : `${months} months`}, and keeping this tier asks for ${pointsWords(threshold)}: whoever reaches it cannot keep it.`,
    );
    return [{ path, code: "unkeepable", threshold, most: kept, reason }];
  });
}

function levelWarnings(scenario: Scenario): Warning[] {
  return scenario.services.flatMap(({ id, levels }) => {
    if (!levels) return [];
    const rules = earningIn(scenario, levels.currency).filter(({ service }) => service === id);
    const pool = poolOf(scenario, rules);
    const ever = mostWithin(pool, forEver);
    return levels.steps.flatMap((step) =>
      unreachable(`services/${id}/levels/steps/${step.id}/threshold`, step.threshold, ever, pool, rules),
    );
  });
}

/** A balance is bounded by what comes within its validity, and by what decay leaves of it. */
function privilegeWarnings(scenario: Scenario): Warning[] {
  return (scenario.privileges ?? []).flatMap(({ id, held }): Warning[] => {
    if (held.kind !== "balance") return [];
    const currency = currencyOf(scenario, held.currency);
    if (!currency || mayComeOtherwise(scenario, currency)) return [];
    const rules = earningIn(scenario, currency.id);
    const path = `privileges/${id}/held/threshold`;
    const { threshold } = held;
    const pool = poolOf(scenario, rules);
    const valid = mostHeld(currency, pool, rules);
    // A decay that spares the active bounds nobody who stays active.
    const decays = currency.decay.enabled && currency.decay.idleDays === undefined && !mayComeBack(currency);
    const meets = longestWait(currency, rules) > 0 ? twice(pool) : pool;
    const decayed = decays ? mostAgainstDecay(meets, currency.decay) : valid;
    if (threshold <= decayed || valid <= decayed || rules.length === 0)
      return unreachable(path, threshold, valid, pool, rules);
    const rate = currency.decay.basisPointsPerDay / 100;
    const reason = text(
      `每日衰减 ${rate}%，余额最多到 ${pointsWords(decayed)} 分，够不着 ${pointsWords(threshold)} 分。`,
      `With ${rate}% decay a day a balance comes to ${pointsWords(decayed)} points at most, never to ${pointsWords(threshold)}.`,
    );
    return [{ path, code: "unreachable", threshold, most: decayed, reason }];
  });
}

/**
 * Where the threshold is above `ever`, which bounds what a member has for all time, or above all that the rules can pay
 * within the longest run: nobody holds more than that, however long points live.
 */
function unreachable(
  path: string,
  threshold: number,
  ever: number,
  pool: Pool,
  rules: readonly Rule[],
): Warning[] {
  const inLifetime = mostWithin(pool, lifetime);
  const most = Math.min(ever, inLifetime);
  if (threshold <= most) return [];
  const asked = pointsWords(threshold);
  const said = pointsWords(most);
  const reason =
    rules.length === 0
      ? text(
          `没有启用的规则赠送这种积分，够不着 ${asked} 分。`,
          `No rule that is switched on earns these points: ${asked} are out of reach.`,
        )
      : ever <= inLifetime
        ? text(
            `按规则与上限最多有 ${said} 分，够不着 ${asked} 分。`,
            `By rules and caps a member has ${said} points at most, never ${asked}.`,
          )
        : text(
            `按规则与上限，会员 ${lifetimeYears} 年最多得 ${said} 分，${lifetimeYears} 年内够不着 ${asked} 分。`,
            `By rules and caps a member earns ${said} points at most in ${lifetimeYears} years: ${asked} are not within reach in ${lifetimeYears} years of membership.`,
          );
  return [{ path, code: "unreachable", threshold, most, reason }];
}

function currencyOf({ currencies }: Scenario, wanted: string | undefined): Currency | undefined {
  return currencies.find(({ id }) => id === wanted);
}

function earningIn({ rules }: Scenario, currency: string): Rule[] {
  return rules.filter((rule) => rule.enabled && rule.currency === currency);
}

/** Where a balance grows by ways that rules do not bound, nothing is said. */
function mayComeOtherwise({ exchanges = [], population }: Scenario, currency: Currency): boolean {
  const { id, migrations = [], transfer, purchase } = currency;
  return (
    migrations.some(({ numerator, denominator }) => numerator > denominator) ||
    transfer?.enabled === true ||
    purchase?.enabled === true ||
    exchanges.some(({ enabled, to }) => enabled && to === id) ||
    population.segments.some(({ opening }) => opening?.balances.some((held) => held.currency === id))
  );
}

/** The most that validity, lots that are counted and clearing leave of what rules can pay. */
function mostHeld(currency: Currency, pool: Pool, rules: readonly Rule[]): number {
  const { validity, yearEndClearing } = currency;
  if (mayComeBack(currency)) return mostWithin(pool, forEver);
  const waits = longestWait(currency, rules);
  const bounds = [mostWithin(pool, longerBy(waits, longestLife(currency, rules)))];
  // A day's lot is what is paid on it and what is released on it, of another day.
  if (validity.kind === "lots") bounds.push(mostOnDays(pool, validity.count * (waits > 0 ? 2 : 1)));
  if (yearEndClearing.enabled && yearEndClearing.scope === "everything")
    bounds.push(mostWithin(pool, longerBy(waits, aYear)));
  return Math.min(...bounds);
}

/** Points used at checkout come back with a refund, as young as on the first day: nothing but what was ever paid bounds them. */
function mayComeBack({ offset }: Currency): boolean {
  return offset?.enabled === true;
}

/** Days that points may wait before they can be spent: those of payments do. */
function longestWait({ pendingDays = 0 }: Currency, rules: readonly Rule[]): number {
  const mayWait = ({ condition }: Rule) =>
    factsOf(indicatorOf(condition)).amount === "cents" || condition.kind === "referralSpend";
  return rules.some(mayWait) ? pendingDays : 0;
}

/** The longest that any of the rules' points live: of each measure, as one may be longer in days, another touch more years. */
function longestLife(currency: Currency, rules: readonly Rule[]): Stretch {
  const { enabled, scope } = currency.yearEndClearing;
  // Lapsed lots may wait for the year's end.
  const waits = enabled && scope === "pastValidity";
  const lives = rules.map(({ validity = currency.validity }) => lifeOf(validity));
  const longest = lives.reduce(
    (most, life) => ({
      days: Math.max(most.days, life.days),
      months: Math.max(most.months, life.months),
      years: Math.max(most.years, life.years),
    }),
    daysLong(1),
  );
  return waits ? longerBy(366, longest) : longest;
}

function lifeOf(validity: Validity): Stretch {
  switch (validity.kind) {
    case "days":
      return daysLong(validity.days);
    case "months":
    case "projectEnd":
      return monthsLong(validity.months);
    case "monthEnd":
      return monthsLong(validity.months + 1);
    case "yearEnd":
    case "cycle":
      return yearsLong(validity.years);
    default:
      return forEver;
  }
}
