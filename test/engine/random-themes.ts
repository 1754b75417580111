/**
 * Random schemes that are about something: what needs several parts of a scheme together to do anything is rare among
 * those that chance alone makes.
 */
import type { Currency } from "../../src/domain/currency.ts";
import { moneyIndicators } from "../../src/domain/indicator.ts";
import { type Condition, indicatorOf, type Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { forOthers } from "./random-change.ts";
import { dateAt, pick } from "./random-parts.ts";
import { channels } from "./random-rule.ts";
import { withoutFaults } from "./random-scenario.ts";

type Change = NonNullable<Scenario["changes"]>[number];
type Theme = (scenario: Scenario) => Scenario;

const themes: Theme[] = [
  ...[spreading, refunding, exchanging, promoting, lapsing, exchanging, counting, billing, entering],
  ...[keeping, keeping],
];

/** Most schemes are about something, by their number. */
export function themed(scenario: Scenario, number: number): Scenario {
  const about = scenario.run.days > 365 ? withAnniversary : themes[number % 12];
  const changing = forOthers(scenario, number);
  return about ? withoutFaults(about(changing)) : withoutFaults(changing);
}

/** Rules in the first places, for everyone and always; changes of what stood there are left out. */
function beginning(
  scenario: Scenario,
  begin: readonly [condition: Condition, points: number, currency?: number][],
): Scenario {
  const { rules, currencies, changes = [] } = scenario;
  const first = begin.map(([condition, points, currency = 0], at): Rule => {
    const { id, name, service } = rules[at] as Rule;
    const own = currencies[currency] ?? currencies[0];
    // Bounded, so that redeeming does not earn back what it costs for ever.
    const caps = indicatorOf(condition) === "redemption" ? { pointsPerYear: 100_000 } : {};
    return { id, name, service, currency: own?.id ?? "", enabled: true, condition, points, caps };
  });
  const ids = first.map(({ id }) => `rules/${id}/`);
  return {
    ...scenario,
    rules: [...first, ...rules.slice(first.length)],
    changes: changes.filter(({ path }) => !ids.some((id) => path.startsWith(id))),
  };
}

/** Only runs of more than a year have anniversaries. */
function withAnniversary(scenario: Scenario): Scenario {
  return beginning(scenario, [[{ kind: "anniversary" }, 10]]);
}

/** Chains of referrals in which shares go up, and earn in another currency. */
function spreading(scenario: Scenario): Scenario {
  const { limits: _, ...rest } = scenario;
  const [first] = scenario.currencies;
  const begun = beginning(rest, [
    [{ kind: "shareOfReferred", basisPoints: 5000, depth: 0 }, 1],
    [{ kind: "firstOfDay", indicator: "login" }, 40],
    [{ kind: "perEarned", per: 3, earned: first?.id ?? "" }, 2, 1],
    [{ kind: "community", activeMembers: 1, depth: 0 }, 7],
  ]);
  if (scenario.rules.length % 2 > 0) return begun;
  const more = [[15_500], manyFactors];
  return { ...begun, rules: begun.rules.map((rule, at) => multiplied(rule, more[at] ?? [])) };
}

/** As many as a rule may have: more than numbers hold once they are multiplied. */
const manyFactors = [10_219, 9377, 10_893, 9391, 9113, 9559, 10_119, 10_741];

function multiplied(rule: Rule, factors: readonly number[]): Rule {
  if (factors.length === 0) return rule;
  return { ...rule, multipliers: factors.map((factor) => ({ kind: "window", span: {}, factor })) };
}

/** Payments that earn what is spent before it is taken back, and earnings that pay the debt; fewer of them by and by. */
function refunding(scenario: Scenario): Scenario {
  const { length } = scenario.rules;
  const indicator = moneyIndicators[length % moneyIndicators.length] ?? "purchase";
  const begun = beginning(scenario, [
    [{ kind: "perAmount", indicator, cents: 400, ...(length % 2 > 0 && { fullUnits: true }) }, 1],
    [{ kind: "amountOver", indicator, cents: 3000 }, 20],
    [{ kind: "firstOfDay", indicator: "login" }, 3],
    [{ kind: "everyNth", indicator, count: 9 }, 5],
    [{ kind: "referralSpend", cents: 4000 }, 30],
  ]);
  return nearSteps(askingForFewer(converting(begun), 3, 2));
}

/** What was bought waits for a while, and is converted in the middle of the run. */
function converting(scenario: Scenario): Scenario {
  const [first, ...others] = scenario.currencies;
  if (!first) return scenario;
  const at = (date: number) => dateAt(scenario.run, date);
  const migrations = [
    ...[40, 60].map((date) => ({ date: at(date), numerator: 7, denominator: 3 })),
    ...[50, 80].map((date) => ({ date: at(date), numerator: 2, denominator: 3 })),
  ];
  const { pendingDays: _, ...rest } = first;
  const waiting = scenario.rules.length % 2 > 0 ? rest : { ...rest, pendingDays: 12 };
  return { ...scenario, currencies: [{ ...waiting, migrations }, ...others] };
}

/** Tiers and levels that the points of a payment reach, and fall short of without them. */
function nearSteps(scenario: Scenario): Scenario {
  const currency = scenario.currencies[0]?.id ?? "";
  const validityMonths = 1;
  const demotion = scenario.tiers?.demotion ?? "oneStep";
  const [first] = scenario.rules;
  return {
    ...scenario,
    tiers: { currency, validityMonths, demotion, steps: tierSteps(scenario, [0, 60, 150]) },
    services: scenario.services.map((own) => {
      const steps = own.levels?.steps ?? [0, 25, 70].map((threshold, at) => step("level", at, threshold));
      return own.id === first?.service ? { ...own, levels: { currency, steps } } : own;
    }),
    changes: (scenario.changes ?? []).filter(({ path }) => !path.startsWith("tiers/")),
  };
}

const step = (kind: string, at: number, threshold: number) => {
  return { id: `${kind}-${at}`, name: text(`${at}`, `${at}`), threshold };
};

/** The first steps at these thresholds, those that there are beyond them out of reach. */
function tierSteps({ tiers }: Scenario, thresholds: readonly number[]) {
  const steps = thresholds.map((threshold, at) => ({
    ...(tiers?.steps[at] ?? step("tier", at, threshold)),
    threshold,
  }));
  const more = tiers?.steps.slice(thresholds.length) ?? [];
  return [...steps, ...more.map((own, at) => ({ ...own, threshold: 1000 + at }))];
}

/** The count that a rule asks for falls in the middle of the run. */
function askingForFewer(scenario: Scenario, at: number, value: number): Scenario {
  const path = `rules/${scenario.rules[at]?.id}/condition/count`;
  const change = { date: dateAt(scenario.run, 50), path, value };
  return { ...scenario, changes: [...(scenario.changes ?? []), change] };
}

/** Friends in all, in months that the time online makes active; what is counted from before rules begin. */
function counting(scenario: Scenario): Scenario {
  const indicator = scenario.rules.length % 2 === 0 ? "friend" : "contact";
  // A list for each rule: a dated change is of one alone.
  const bands = () => [
    { count: 1, points: 5 },
    { count: 9, points: 20 },
  ];
  const begun = beginning(scenario, [
    [{ kind: "firstOfDay", indicator: "session" }, 3],
    [{ kind: "bands", indicator, counted: "soFar", sessionPoints: 3, bands: bands() }, 1],
    [{ kind: "bands", indicator, sessionPoints: 6, bands: bands() }, 1],
    ...[1, 4, 9].map((praises): [Condition, number] => [{ kind: "praisedOver", praises }, 8]),
    [{ kind: "bands", indicator, counted: "soFar", bands: bands() }, 1],
  ]);
  const later = { span: { from: dateAt(scenario.run, 50) } };
  const byChannel = () => ({ ...later, channels: channels.map(({ id }) => id) });
  const eligible = [undefined, undefined, undefined, byChannel(), byChannel(), byChannel(), later];
  return {
    ...begun,
    rules: begun.rules.map((rule, at) => {
      const eligibility = eligible[at];
      return eligibility ? { ...rule, eligibility } : rule;
    }),
  };
}

/** Points on what a month's payments come to; a budget for redeeming that comes later. */
function billing(scenario: Scenario): Scenario {
  const indicator = moneyIndicators[scenario.rules.length % moneyIndicators.length] ?? "bill";
  const begun = beginning(scenario, [
    [{ kind: "perAmount", indicator, cents: 700, monthTotal: true, fullUnits: scenario.run.days % 2 > 0 }, 1],
    [{ kind: "each", indicator: "redemption" }, 2],
  ]);
  const spent = scenario.currencies.find(({ spendable }) => spendable) ?? scenario.currencies[0];
  const path = `currencies/${spent?.id}/redemptionBudgetPerMonth`;
  const change = { date: dateAt(scenario.run, 50), path, value: 40 + scenario.rules.length };
  return { ...begun, changes: [...(begun.changes ?? []).filter((own) => own.path !== path), change] };
}

/** An exchange that opens with the second phase, changes its rate and meets its limit; praise that asks for fewer by and by. */
function exchanging(scenario: Scenario): Scenario {
  const [first, second] = scenario.currencies;
  if (!first || !second) return refunding(scenario);
  const exchange = {
    ...{ id: "exchange-0", enabled: true, from: first.id, to: second.id, give: 3, get: 1 },
    ...({ pointsMin: 4, pointsPerMonth: 50, phase: "openFusion", by: "scheme" } as const),
  };
  const changes = [
    { date: dateAt(scenario.run, 20), path: "phase", value: "openFusion" },
    { date: dateAt(scenario.run, 45), path: "exchanges/exchange-0/give", value: 2 },
    { date: dateAt(scenario.run, 45), path: `currencies/${second.id}/decay/enabled`, value: false },
    { date: dateAt(scenario.run, 70), path: `rules/${scenario.rules[0]?.id}/points`, value: 45 },
    { date: dateAt(scenario.run, 50), path: `rules/${scenario.rules[1]?.id}/condition/count`, value: 2 },
  ];
  const begun = beginning(scenario, [
    [{ kind: "firstOfDay", indicator: "login" }, 30],
    [{ kind: "everyNth", indicator: "praise", count: 40 }, 5],
  ]);
  return {
    ...begun,
    phase: "innerLoop",
    currencies: scenario.currencies.map((own, at) => (at === 0 ? { ...own, spendable: true } : own)),
    exchanges: [exchange, ...(scenario.exchanges ?? []).slice(1)],
    changes: [
      ...(begun.changes ?? []).filter(
        ({ path }) => path !== "phase" && !path.startsWith("exchanges/exchange-0"),
      ),
      ...changes,
    ],
  };
}

/** Tiers within reach, whose thresholds fall; a rule that pays others more, and then only some, by their tier. */
function promoting(scenario: Scenario): Scenario {
  const begun = beginning(scenario, [[{ kind: "firstOfDay", indicator: "login" }, 12]]);
  const [first] = scenario.currencies;
  const steps = tierSteps(scenario, [0, 30, 400]);
  const others = (begun.changes ?? []).filter(({ path }) => !path.startsWith("tiers/"));
  const [basic = "", middle = "", top = ""] = steps.map(({ id }) => id);
  const [{ id: rule } = { id: "" }, ...rules] = begun.rules;
  const changes = [
    { date: dateAt(scenario.run, 50), path: `tiers/steps/${top}/threshold`, value: 60 },
    { date: dateAt(scenario.run, 20), path: `rules/${rule}/multipliers/0/tier`, value: basic },
    { date: dateAt(scenario.run, 65), path: `rules/${rule}/eligibility/tiers`, value: [middle, top] },
  ];
  const multipliers = [{ kind: "tier", tier: middle, factor: 15_000 } as const];
  return {
    ...begun,
    rules: [{ ...(begun.rules[0] as Rule), multipliers }, ...rules],
    tiers: {
      ...{ currency: first?.id ?? "", validityMonths: 1, demotion: scenario.tiers?.demotion ?? "oneStep" },
      steps,
    },
    changes: [...others, ...changes],
  };
}

/** Products that bring into a tier, and the next one near; mostly by the year. */
function entering(scenario: Scenario): Scenario {
  const { currencies, services, tiers, rules } = promoting(scenario);
  const begun = beginning(scenario, [
    [{ kind: "firstOfDay", indicator: "login" }, 7],
    [{ kind: "each", indicator: "purchase" }, 3],
  ]);
  if (!tiers) return begun;
  const [first, second] = [tiers.steps[1]?.id ?? "", tiers.steps[2]?.id ?? ""];
  const products = services.map(({ id }, at) => ({ product: id, tier: at === 0 ? first : second }));
  const steps = tiers.steps.map((step, at) => (at === 2 ? { ...step, threshold: 50 } : step));
  const changes = (begun.changes ?? []).filter(({ path }) => !path.startsWith("tiers/"));
  const promotedBy = rules.length % 3 > 0 ? "year" : "ever";
  // What a product brings into is exchanged early on.
  products.forEach((_, at) => {
    const date = dateAt(scenario.run, 5);
    changes.push({ date, path: `tiers/entry/${at}/tier`, value: at === 0 ? second : first });
  });
  return {
    ...{ ...begun, changes },
    tiers: { ...tiers, currency: currencies[0]?.id ?? "", promotedBy, entry: products, steps },
  };
}

/** Validities that points may have from a date on. */
const validities: readonly Currency["validity"][] = [
  { kind: "days", days: 5 },
  { kind: "monthEnd", months: 1 },
  { kind: "none" },
  { kind: "projectEnd", months: 1 },
  { kind: "months", months: 1 },
  { kind: "yearEnd", years: 1 },
];

/** The currency's validity becomes one of another kind, and so does that of its first rule, or goes again. */
function lastingOtherwise({ rules, run }: Scenario, currency: string): Change[] {
  const [first] = rules;
  const [of, ofRule] = [pick(validities, run.days), pick(validities, run.days + rules.length)];
  const early = { date: dateAt(run, 20), path: `rules/${first?.id}/validity`, value: ofRule };
  return [
    early,
    { date: dateAt(run, 36), path: `currencies/${currency}/validity`, value: of },
    ...(run.days % 3 === 0 ? [{ ...early, date: dateAt(run, 45), value: null }] : []),
  ];
}

/** Points that live for a month, without a decay that would leave nothing to lapse; validities and limits that change. */
function lapsing(scenario: Scenario): Scenario {
  const kinds = ["months", "monthEnd", "projectEnd"] as const;
  const kind = kinds[scenario.rules.length % kinds.length] ?? "months";
  const [first, ...others] = scenario.currencies;
  if (!first) return scenario;
  const lasting = {
    ...first,
    validity: { kind, months: 1 } as const,
    decay: { ...first.decay, enabled: false },
    yearEndClearing: { ...first.yearEndClearing, enabled: false },
  };
  const counted = pick(["task", "share", "campaign"] as const, scenario.rules.length);
  const begun = beginning(scenario, [
    [{ kind: "firstOfDay", indicator: "login" }, 12],
    [{ kind: "birthday" }, 9],
    [{ kind: "everyNth", indicator: counted, count: 40 }, 5],
  ]);
  const limit = { id: "limit-0", name: text("0", "0"), currency: first.id, caps: { pointsPerMonth: 40 } };
  const { service = "" } = begun.rules[0] ?? {};
  const other = scenario.services.find(({ id }) => id !== service);
  const ofOther = other && {
    date: dateAt(scenario.run, 25),
    path: "limits/limit-0/service",
    value: other.id,
  };
  const untouched = (begun.changes ?? []).filter(
    ({ path }) => !path.startsWith("limits/limit-0") && !path.startsWith(`currencies/${first.id}/`),
  );
  const change = { date: dateAt(scenario.run, 40), path: "limits/limit-0/caps/pointsPerMonth", value: 90 };
  const changed = {
    ...begun,
    currencies: [lasting, ...others],
    limits: [other ? { ...limit, service } : limit, ...(scenario.limits ?? []).slice(1)],
    changes: [...untouched, change, ...(ofOther ? [ofOther] : []), ...lastingOtherwise(begun, first.id)],
  };
  return askingForFewer(changed, 2, 2);
}

/**
 * A currency whose lots are kept otherwise from a date on; a level, a privilege and tiers that then are held by other
 * points; rules that then ask for other members and other dates.
 */
function keeping(drawn: Scenario): Scenario {
  // Soon there is another year.
  const run = { ...drawn.run, start: `${drawn.run.start.slice(0, 4)}-12-10` };
  const scenario = { ...drawn, run };
  const { rules, services, currencies } = scenario;
  const [first, ...others] = currencies;
  const [grown] = services;
  if (!first || !grown) return scenario;
  const isEven = run.days % 2 === 0;
  const [own, change] = keptOtherwise(first, rules.length);
  const begun = beginning(scenario, [
    [{ kind: "firstOfDay", indicator: "login" }, 12],
    [{ kind: "each", indicator: "login" }, 1],
    [{ kind: "firstOfDay", indicator: "login" }, 2],
    [{ kind: "everyNth", indicator: "login", count: 3 }, 4],
  ]);
  const ids = begun.rules.map((rule) => rule.id);
  const narrowed = [{}, { verified: isEven }, { span: { until: dateAt(run, 30) } }];
  const later = (at: number, path: string, value: string | number | boolean) => {
    return { date: dateAt(run, at), path, value };
  };
  return {
    ...begun,
    currencies: [{ ...first, ...own, spendable: true }, ...others],
    services: [
      { ...grown, levels: { currency: first.id, steps: [step("level", 0, 0), step("level", 1, 20)] } },
      ...services.slice(1),
    ],
    rules: begun.rules.map(({ validity: _, ...rule }, at) =>
      narrowed[at] ? { ...rule, service: grown.id, eligibility: narrowed[at] } : rule,
    ),
    tiers: {
      ...({ currency: first.id, validityMonths: 0, demotion: "oneStep" } as const),
      steps: tierSteps(scenario, [0, 40, 90, 150]),
      promotedBy: isEven ? "year" : "ever",
    },
    privileges: [
      { id: "kept", name: text("0", "0"), held: { kind: "balance", currency: first.id, threshold: 24 } },
    ],
    changes: [
      later(60, `currencies/${first.id}/${change[0]}`, change[1]),
      later(50, `services/${grown.id}/levels/steps/level-1/threshold`, isEven ? 400 : 10),
      later(50, "privileges/kept/held/threshold", isEven ? 12 : 60),
      later(60, "tiers/promotedBy", isEven ? "ever" : "year"),
      later(50, `rules/${ids[1]}/eligibility/verified`, !isEven),
      later(50, `rules/${ids[2]}/eligibility/span/until`, dateAt(run, 80)),
    ],
  };
}

/** What a currency is, and what becomes of it. */
function keptOtherwise(
  { decay, yearEndClearing }: Currency,
  way: number,
): [Partial<Currency>, [path: string, value: string | number | boolean]] {
  const none = { ...decay, enabled: false };
  const daily = { enabled: true, basisPointsPerDay: 900, rounding: "down" } as const;
  const days = { validity: { kind: "days", days: 9 } } as const;
  const waiting = (enabled: boolean) => ({
    ...{ ...days, decay: none },
    yearEndClearing: { ...yearEndClearing, enabled, scope: "pastValidity" as const },
  });
  const ways: ReturnType<typeof keptOtherwise>[] = [
    [{ validity: { kind: "lots", count: 3 }, decay: none }, ["validity/count", 1]],
    [{ ...days, decay: daily, lotOrder: "fifo" }, ["lotOrder", "lifo"]],
    [{ validity: { kind: "lots", count: 4 }, decay: none }, ["validity/count", 2]],
    [{ ...days, decay: daily, lotOrder: "lifo" }, ["lotOrder", "fifo"]],
    [waiting(true), ["yearEndClearing/enabled", false]],
    [waiting(false), ["yearEndClearing/enabled", true]],
  ];
  return ways[way % ways.length] ?? [{}, ["pendingDays", 0]];
}
