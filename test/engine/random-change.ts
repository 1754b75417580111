/** Random changes within the run: values and switches of everything that may change. */
import fc from "fast-check";
import { isChangeable } from "../../src/domain/change.ts";
import { clearingScopes, lotOrders, roundings } from "../../src/domain/currency.ts";
import { phases } from "../../src/domain/exchange.ts";
import { fieldAt, numbersIn } from "../../src/domain/path.ts";
import { indicatorOf, originAsked } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { demotions } from "../../src/domain/tier.ts";
import { dateAt, pick, whole } from "./random-parts.ts";

type Change = NonNullable<Scenario["changes"]>[number];
/** A path with the number that is there, or with what may be written there. */
type Candidate = { path: string; now?: number; values?: readonly Change["value"][] };

/** How often a change is of what; the rest is left to chance. */
const what = [
  "rules",
  "rules",
  "currencies",
  "currencies",
  "limits",
  "exchanges",
  "tiers",
  "items",
  "rates",
  "services",
  "privileges",
];

export const changeParts = fc.record({
  what: whole(0, 99),
  which: whole(0, 9999),
  how: whole(0, 4),
  size: whole(0, 40),
  at: whole(0, 70),
});
type ChangeParts = typeof changeParts extends fc.Arbitrary<infer T> ? T : never;

const both = [true, false];
const periods = ["Day", "Month", "Year"];

/** Optional numbers that are perhaps not there yet, and switches and words, with what they may become. */
function unsetAndSwitches({ run, rules, limits = [], currencies, exchanges = [], tiers, phase }: Scenario) {
  const dates = [10, 20, 35, 50, 60].map((at) => dateAt(run, at));
  const capped = [...rules.map(({ id }) => `rules/${id}`), ...limits.map(({ id }) => `limits/${id}`)];
  const found: Candidate[] = capped.flatMap((path) => [
    ...periods.map((period) => ({ path: `${path}/caps/pointsPer${period}` })),
    { path: `${path}/budgetPerMonth` },
    { path: `${path}/caps/allOrNothing`, values: both },
  ]);
  for (const { id, enabled, eligibility } of rules) {
    const about = `rules/${id}/eligibility`;
    found.push(
      { path: `rules/${id}/enabled`, values: [!enabled] },
      { path: `rules/${id}/rounding`, values: roundings },
    );
    if (eligibility) found.push({ path: `${about}/verified`, values: [!eligibility.verified] });
    if (eligibility?.span)
      for (const end of ["from", "until"]) found.push({ path: `${about}/span/${end}`, values: dates });
  }
  for (const { id, ...own } of currencies) {
    const path = `currencies/${id}`;
    found.push(
      { path: `${path}/pendingDays` },
      { path: `${path}/redemptionBudgetPerMonth` },
      { path: `${path}/decay/idleDays` },
      { path: `${path}/decay/enabled`, values: both },
      { path: `${path}/decay/rounding`, values: roundings },
      { path: `${path}/yearEndClearing/enabled`, values: both },
      { path: `${path}/yearEndClearing/scope`, values: clearingScopes },
      { path: `${path}/lotOrder`, values: lotOrders },
    );
    for (const wallet of ["transfer", "purchase", "offset"] as const)
      if (own[wallet]) found.push({ path: `${path}/${wallet}/enabled`, values: both });
    for (const limited of ["transfer", "purchase"] as const)
      if (own[limited]) found.push({ path: `${path}/${limited}/pointsPerMonth` });
    if (own.offset) found.push({ path: `${path}/offset/earns`, values: both });
  }
  for (const { id } of exchanges)
    found.push(
      { path: `exchanges/${id}/pointsPerMonth` },
      { path: `exchanges/${id}/enabled`, values: both },
      { path: `exchanges/${id}/by`, values: ["member", "scheme"] },
    );
  if (tiers)
    found.push(
      { path: "tiers/demotion", values: demotions },
      { path: "tiers/promotedBy", values: ["ever", "year"] },
    );
  if (exchanges.length > 0) found.push({ path: "phase", values: phases.filter((own) => own !== phase) });
  return found;
}

type Named = readonly { id: string }[];

/** One of a list, the first two, all of them. */
const some = (list: Named): Change["value"][] =>
  list.length === 0 ? [] : [...list.map(({ id }) => [id]), ids(list.slice(0, 2)), ids(list)];
const ids = (list: Named) => list.map(({ id }) => id);

/** Whom rules, multipliers, limits, privileges and entries into tiers are for, and who that may become. */
function whom(scenario: Scenario): Candidate[] {
  const { rules, limits = [], services, channels = [], tiers, privileges = [], population } = scenario;
  const [steps, { segments }] = [tiers?.steps ?? [], population];
  const lists = { segment: segments, tier: steps, channel: channels, product: services };
  // The first rules are what a scheme is about: see the themes.
  const found = rules.toReversed().flatMap((rule): Candidate[] => {
    const { id, multipliers = [] } = rule;
    const { isPossible } = originAsked(rule);
    return [
      ...Object.entries(lists)
        .filter(([key]) => isPossible || key === "segment" || key === "tier")
        .map(([key, list]) => ({ path: `rules/${id}/eligibility/${key}s`, values: some(list) })),
      { path: `rules/${id}/eligibility/verified`, values: [true, false, null] },
      ...multipliers.flatMap(({ kind }, at) =>
        kind === "window"
          ? []
          : [{ path: `rules/${id}/multipliers/${at}/${kind}`, values: ids(lists[kind]) }],
      ),
    ];
  });
  for (const { id } of limits) found.push({ path: `limits/${id}/service`, values: [...ids(services), null] });
  for (const { id, held } of privileges) {
    if (held.kind === "tier") found.push({ path: `privileges/${id}/held/tier`, values: ids(steps) });
    const levels = held.kind === "level" && services.find((own) => own.id === held.service)?.levels;
    if (levels) found.push({ path: `privileges/${id}/held/step`, values: ids(levels.steps) });
  }
  (tiers?.entry ?? []).forEach((_, at) => {
    found.push({ path: `tiers/entry/${at}/product`, values: ids(services) });
    found.push({ path: `tiers/entry/${at}/tier`, values: ids(steps) });
  });
  return found.filter(({ values = [] }) => values.length > 0);
}

/** What is there and may be lifted: caps, and whom a rule is for. */
function lifted(scenario: Scenario): Candidate[] {
  // What bounds points for redeeming keeps them from making points without end.
  const free = scenario.rules.filter(({ condition }) => indicatorOf(condition) !== "redemption");
  const capped = free.flatMap(({ id, caps }) => Object.keys(caps).map((key) => [`rules/${id}/caps/${key}`]));
  const narrowed = scenario.rules
    .toReversed()
    .flatMap(({ id, eligibility = {} }) =>
      Object.keys(eligibility).map((key) => [`rules/${id}/eligibility/${key}`]),
    );
  return [...narrowed.slice(0, 4), ...capped.toReversed()]
    .map(([path]) => ({ path, values: [null] }))
    .filter(({ path }) => isChangeable(path));
}

/** Parts whose changes make something be for others than before, the rarest first. */
const otherwise = [
  ...["/entry/", "/multipliers/", "/service", "/held/"],
  ...["segments", "tiers", "channels", "products"].map((key) => `/eligibility/${key}`),
];

/**
 * A scheme that changes anyway, in which some such parts change as well in the middle of the run, and others are lifted;
 * which, a number tells.
 */
export function forOthers(scenario: Scenario, number: number): Scenario {
  const { changes = [], run } = scenario;
  if (changes.length === 0) return scenario;
  const all = whom(scenario);
  const parts = otherwise
    .map((part) => all.filter(({ path }) => path.includes(part)))
    .filter((candidates) => candidates.length > 0);
  const [rarest = [], other = []] = [parts[number % 2], parts[number % parts.length]];
  const chosen = number % 3 === 0 ? lifted(scenario) : [...rarest.slice(0, 5), ...other.slice(0, 6)];
  const more = chosen.slice(0, 9).map(({ path, values = [] }, at) => {
    const value = pick(values, number + at) ?? null;
    return { date: dateAt(run, 15 + ((7 * at + number) % 40)), path, value };
  });
  // Themes add changes of their own.
  return { ...scenario, changes: [...changes, ...more].slice(0, 15) };
}

/** Small steps, halves and doubles of a number, within its limits. */
function numberFrom(scenario: Scenario, { path, now }: Candidate, { how, size }: ChangeParts) {
  const field = fieldAt(scenario, path);
  if (!field) return undefined;
  const before = now ?? field.min;
  const next = [size, before * 2, Math.floor(before / 2), before + 1 + size, before - 1][how] ?? size;
  return Math.min(field.max, Math.max(field.min, next));
}

export function changesFrom(list: readonly ChangeParts[], scenario: Scenario): Change[] {
  const all = [
    ...numbersIn(scenario).map(([path, now]): Candidate => ({ path, now })),
    ...unsetAndSwitches(scenario),
  ].filter(({ path }) => isChangeable(path));
  const of = (about: string) => all.filter(({ path }) => path.startsWith(about));
  const possible = what.map(of).filter((candidates) => candidates.length > 0);
  return list.flatMap((parts): Change[] => {
    const candidate = pick(pick([...possible, all], parts.what), parts.which);
    const { path, values } = candidate;
    const value = values ? pick(values, parts.size) : numberFrom(scenario, candidate, parts);
    return value === undefined ? [] : [{ date: dateAt(scenario.run, parts.at), path, value }];
  });
}
