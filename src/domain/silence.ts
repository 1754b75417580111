/** What rules listen to and no synthetic member ever does or has, so that a simulation pays nothing for it. */
import { changesInOrder, makeChange } from "./change.ts";
import { type ActivityIndicator, activityIndicators, type Indicator } from "./indicator.ts";
import { firstActivity, type Segment } from "./population.ts";
import { indicatorOf, type Rule } from "./rule.ts";
import type { Scenario } from "./scenario.ts";

/**
 * `deed`: no member whom the rule is for does it. `grant`: only records report it. `verification`: nobody is verified.
 * `channel`, `product`: no event comes from there. The path is that of the part of the rule that asks in vain.
 */
export type Silence = { kind: "deed" | "grant" | "verification" | "channel" | "product"; path: string };

/** In the order of the rule's parts: of the rule as the last of its dated changes leaves it. */
export function silencesOf(scenario: Scenario, rule: Rule): Silence[] {
  return silencesIn(scenario, inTheEnd(scenario, rule));
}

/** The rule once all of its dated changes have been made. */
function inTheEnd(scenario: Scenario, rule: Rule): Rule {
  const own = changesInOrder(scenario).filter(({ path }) => path.startsWith(`rules/${rule.id}/`));
  if (own.length === 0) return rule;
  const draft = { ...scenario, rules: [JSON.parse(JSON.stringify(rule)) as Rule] };
  for (const change of own) makeChange(draft, change);
  return draft.rules[0] ?? rule;
}

function silencesIn(scenario: Scenario, rule: Rule): Silence[] {
  const { id, eligibility = {}, multipliers = [] } = rule;
  const at = `rules/${id}`;
  const { channels = [], services } = scenario;
  const weighted = (list: typeof channels | typeof services, ids: readonly string[]) =>
    list.some((one) => ids.includes(one.id) && (one.weight ?? 0) > 0);
  const silences: Silence[] = [];
  const indicator = indicatorOf(rule.condition);
  if (indicator === "grant") silences.push({ kind: "grant", path: `${at}/condition` });
  else if (!isDoneFor(scenario, rule)) silences.push({ kind: "deed", path: `${at}/condition` });
  if (eligibility.verified && !isMet(scenario, "verification"))
    silences.push({ kind: "verification", path: `${at}/eligibility/verified` });
  if (eligibility.channels && !weighted(channels, eligibility.channels))
    silences.push({ kind: "channel", path: `${at}/eligibility/channels` });
  if (eligibility.products && !weighted(services, eligibility.products))
    silences.push({ kind: "product", path: `${at}/eligibility/products` });
  multipliers.forEach((one, position) => {
    const path = `${at}/multipliers/${position}`;
    if (one.kind === "channel" && !weighted(channels, [one.channel]))
      silences.push({ kind: "channel", path });
    if (one.kind === "product" && !weighted(services, [one.product]))
      silences.push({ kind: "product", path });
  });
  return silences;
}

/** Whether some synthetic member does or meets what the indicator measures. */
export function isMet(scenario: Scenario, indicator: Indicator): boolean {
  return membersOf(scenario).some((segment) => does(scenario, segment, indicator));
}

/** Whether a segment's activities can bring it, and not only records. */
export function isActivity(indicator: Indicator): indicator is ActivityIndicator {
  return activityIndicators.some((each) => each === indicator);
}

/** Segments that have members: from the start, or referred ones. */
export function membersOf({ population }: Scenario): Segment[] {
  const { segments, referredSegment } = population;
  const isJoined = segments.some(({ weight, referrals }) => weight > 0 && referrals.meanPerYear > 0);
  return segments.filter(({ id, weight }) => weight > 0 || (isJoined && id === referredSegment));
}

/** Whether a member who may earn does what the rule listens to. */
function isDoneFor(scenario: Scenario, { condition, eligibility }: Rule): boolean {
  const members = membersOf(scenario);
  const { segments } = eligibility ?? {};
  const earning = members.filter(({ id }) => segments?.includes(id) ?? true);
  if (!earning.some((segment) => does(scenario, segment, indicatorOf(condition)))) return false;
  if (condition.kind !== "referralSpend") return true;
  const referred = members.filter(({ id }) => id === scenario.population.referredSegment);
  return referred.some((segment) => has(segment, "purchase") || has(segment, "bill"));
}

function does(scenario: Scenario, segment: Segment, indicator: Indicator): boolean {
  const { contents, contests, joining, referrals } = segment;
  switch (indicator) {
    case "activation":
      return joining.kind !== "before" || isReferred(scenario, segment);
    case "referral":
    case "community":
      return referrals.meanPerYear > 0;
    case "content":
      return contents.meanPerLoginDay > 0;
    case "praise":
      return contents.meanPerLoginDay > 0 && segment.praisesPerContent > 0;
    case "success":
      return contests.meanPerLoginDay > 0 && segment.contestSuccess > 0;
    case "grant":
      return false;
    default:
      return !isActivity(indicator) || has(segment, indicator);
  }
}

function isReferred(scenario: Scenario, { id }: Segment): boolean {
  const { referredSegment, segments } = scenario.population;
  return (
    id === referredSegment &&
    segments.some(({ weight, referrals }) => weight > 0 && referrals.meanPerYear > 0)
  );
}

function has({ activities = [] }: Segment, wanted: ActivityIndicator): boolean {
  return activities.some(({ indicator, times }) => indicator === wanted && times.meanPerLoginDay > 0);
}

/** Gives every segment that does not do it yet a first rate. Changes the draft. */
export function letMembersDo(draft: Scenario, indicator: ActivityIndicator): void {
  for (const segment of draft.population.segments) {
    if (has(segment, indicator)) continue;
    segment.activities = [
      ...(segment.activities ?? []).filter((each) => each.indicator !== indicator),
      firstActivity(indicator),
    ];
  }
}

/** What a channel or service begins with; they count against each other. */
const firstWeight = 10;

/** Lets events come by the channels, and belong to the services, that the rule asks for in vain. Changes the draft. */
export function letEventsCome(draft: Scenario, rule: Rule): void {
  const { eligibility = {}, multipliers = [] } = inTheEnd(draft, rule);
  const channels = new Set(eligibility.channels);
  const products = new Set(eligibility.products);
  for (const one of multipliers) {
    if (one.kind === "channel") channels.add(one.channel);
    if (one.kind === "product") products.add(one.product);
  }
  for (const [list, asked] of [
    [draft.channels ?? [], channels],
    [draft.services, products],
  ] as const)
    for (const one of list) if (asked.has(one.id)) one.weight = one.weight || firstWeight;
}
