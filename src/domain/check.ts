/** The one door for scenarios: a value of unknown origin becomes a checked scenario, or a list of what is wrong and where. */
import * as z from "zod/mini";
import { priceInPoints } from "./catalogue.ts";
import { checkCauses } from "./causes.ts";
import { changesInOrder, isChangeable, isOfEligibility, makeChange, stagesOf } from "./change.ts";
import type { Change } from "./change-schema.ts";
import { checkExchanges } from "./check-exchange.ts";
import { checkReferences } from "./check-references.ts";
import { isOfMember, type Validity } from "./currency.ts";
import { definitionOf, fieldAt, readablePath, schemaAt, valueAt } from "./path.ts";
import type { Problem } from "./problem.ts";
import { originAsked, type Rule, type Span } from "./rule.ts";
import { type Scenario, scenarioSchema, scenarioVersion } from "./scenario.ts";
import { checkShares } from "./share.ts";
import { textLengthMax } from "./text.ts";

z.config({ jitless: true });

/** Limits on any value from a stranger, checked before its meaning is looked at. */
export const structureLimits = { depthMax: 12, nodesMax: 5000, textLengthMax };

export type Checked = { ok: true; scenario: Scenario } | { ok: false; problems: Problem[] };

/** Checks structure, then shape and limits of each field, then what the parts say of each other. Never throws. */
export function checkScenario(value: unknown): Checked {
  const structure = checkStructure(value);
  if (structure) return { ok: false, problems: [structure] };
  const newer = checkVersion(value);
  if (newer) return { ok: false, problems: [newer] };
  const parsed = scenarioSchema.safeParse(value);
  if (!parsed.success)
    return { ok: false, problems: parsed.error.issues.flatMap((issue) => problemsOf(value, issue)) };
  const problems = [
    ...checkReferences(parsed.data),
    ...checkAgreement(parsed.data),
    ...checkChanges(parsed.data),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, scenario: parsed.data };
}

/** The scheme after each dated change must be one, too. What is wrong with it is told at the last change that led there. */
function checkChanges(scenario: Scenario): Problem[] {
  const ordered = changesInOrder(scenario);
  if (ordered.length === 0) return [];
  const draft = JSON.parse(JSON.stringify(scenario)) as Scenario;
  const refused = ordered.flatMap((change) => {
    const problems = checkPlace(draft, change);
    if (problems.length === 0) makeChange(draft, change);
    return problems;
  });
  if (refused.length > 0) return refused;
  return stagesOf(scenario).flatMap((stage) => {
    const checked = checkScenario(stage.scenario);
    const at = `changes/${ordered[stage.upTo - 1]?.position}/value`;
    return checked.ok ? [] : checked.problems.map((problem) => ({ ...problem, path: at }));
  });
}

/** Whether the scheme, as the changes before have left it, has a place for the change, and its value the form of what is there. */
function checkPlace(scenario: Scenario, { path, value, position }: Change & { position: number }): Problem[] {
  const at = `changes/${position}`;
  if (!isChangeable(path) || path.split("/").some((step) => forbiddenKeys.has(step)))
    return [{ code: "notChangeable", path: `${at}/path` }];
  const parent = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  // A rule for everyone has no eligibility as yet.
  const above = valueAt(scenario, isOfEligibility(path) ? parent.slice(0, parent.lastIndexOf("/")) : parent);
  const place = above ? schemaAt(scenario, path) : undefined;
  if (!place) return [{ code: "unknownReference", path: `${at}/path`, key: path.slice(0, 60) }];
  const { type } = definitionOf(place.schema);
  if (value !== null && (type === "array") !== Array.isArray(value))
    return [{ code: "type", path: `${at}/value`, expected: type }];
  const now = valueAt(scenario, path);
  // Of all that a member holds: lots have no part in it, and it none in them.
  const validities = path.endsWith("/validity") ? [now, value] : [];
  if (validities.some((one) => one && isOfMember(one as Validity)))
    return [{ code: "notChangeable", path: `${at}/path` }];
  if (now === undefined || value === null || typeof now === typeof value) return [];
  return [{ code: "type", path: `${at}/value`, expected: typeof now }];
}

const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

/** Depth, size, string lengths, finite numbers, forbidden keys; the first thing found, or undefined. */
function checkStructure(root: unknown): Problem | undefined {
  let nodes = 0;
  const visit = (value: unknown, path: string, depth: number): Problem | undefined => {
    nodes++;
    if (nodes > structureLimits.nodesMax)
      return { code: "tooManyNodes", path, limit: structureLimits.nodesMax };
    if (depth > structureLimits.depthMax) return { code: "tooDeep", path, limit: structureLimits.depthMax };
    if (typeof value === "string" && value.length > structureLimits.textLengthMax)
      return { code: "textTooLong", path, limit: structureLimits.textLengthMax };
    if (typeof value === "number" && !Number.isFinite(value)) return { code: "notANumber", path };
    if (typeof value !== "object" || value === null) return undefined;
    for (const key of Object.keys(value)) {
      const below = path === "" ? key : `${path}/${key}`;
      if (forbiddenKeys.has(key)) return { code: "unknownKey", path, key };
      const problem = visit((value as Record<string, unknown>)[key], below.slice(0, 200), depth + 1);
      if (problem) return problem;
    }
    return undefined;
  };
  return visit(root, "", 0);
}

function checkVersion(value: unknown): Problem | undefined {
  const version =
    typeof value === "object" && value !== null && "version" in value ? value.version : undefined;
  return typeof version === "number" && version > scenarioVersion
    ? { code: "newerVersion", path: "version", limit: scenarioVersion }
    : undefined;
}

function problemsOf(root: unknown, issue: z.core.$ZodIssue): Problem[] {
  const path = readablePath(root, issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ code: "unknownKey", path, key: key.slice(0, 60) }));
    case "too_small":
    case "too_big": {
      const field = fieldAt(root, path);
      if (field) return [{ code: "range", path, min: field.min, max: field.max }];
      return [{ code: "size", path }];
    }
    case "invalid_type":
      return [
        {
          code: valueAt(root, path) === undefined ? "missing" : "type",
          path,
          expected: issue.expected,
        },
      ];
    case "invalid_union":
    case "invalid_value": {
      const choices = choicesOf(issue);
      return [choices.length > 0 ? { code: "choice", path, choices } : { code: "format", path }];
    }
    default:
      return [{ code: isDated(valueAt(root, path)) ? "noSuchDay" : "format", path }];
  }
}

/** Whether it is written as a day of the years that there are. */
function isDated(value: unknown): boolean {
  return typeof value === "string" && /^(19|20|21)\d\d-\d\d-\d\d$/.test(value);
}

function choicesOf(issue: z.core.$ZodIssue): string[] {
  const listed = "values" in issue ? issue.values : "options" in issue ? issue.options : [];
  return Array.isArray(listed) ? listed.map(String) : [];
}

/** Numbers and switches that contradict each other. */
function checkAgreement(scenario: Scenario): Problem[] {
  const problems: Problem[] = [];
  const { segments } = scenario.population;
  if (segments.every((segment) => segment.weight === 0))
    problems.push({ code: "noMembers", path: "population/segments" });
  for (const { id, joining, opening, activities = [] } of segments) {
    const path = `population/segments/${id}`;
    if (joining.kind !== "before" && joining.lastDay < joining.firstDay)
      problems.push({ code: "order", path: `${path}/joining/lastDay` });
    if (joining.kind === "before" && joining.tenure && joining.tenure.daysMax < joining.tenure.daysMin)
      problems.push({ code: "order", path: `${path}/joining/tenure/daysMax` });
    if (joining.kind === "during" && opening)
      problems.push({ code: "notYetMembers", path: `${path}/opening` });
    if (opening && opening.tiers.length > 0 && opening.tiers.every(({ weight }) => weight === 0))
      problems.push({ code: "noMembers", path: `${path}/opening/tiers` });
    const once = (keys: readonly string[], pathOf: (position: number) => string) =>
      keys.forEach((key, position) => {
        if (keys.indexOf(key) < position) problems.push({ code: "duplicate", path: pathOf(position), key });
      });
    once(
      activities.map(({ indicator }) => indicator),
      (position) => `${path}/activities/${position}/indicator`,
    );
    once(
      (opening?.balances ?? []).map(({ currency }) => currency),
      (position) => `${path}/opening/balances/${position}/currency`,
    );
  }
  problems.push(...checkSteps(scenario.tiers?.steps ?? [], "tiers/steps"));
  for (const { id, levels } of scenario.services)
    problems.push(...checkSteps(levels?.steps ?? [], `services/${id}/levels/steps`));
  const exchanged = checkExchanges(scenario);
  // Exchanges that gain by themselves are told once, not again with every rule.
  const caused = checkCauses(exchanged.length > 0 ? { ...scenario, exchanges: [] } : scenario);
  problems.push(...scenario.rules.flatMap((rule) => checkValidity(scenario, rule)));
  problems.push(...scenario.rules.flatMap(checkRule), ...checkShares(scenario), ...caused, ...exchanged);
  for (const item of scenario.items) {
    const path = `items/${item.id}`;
    if (item.cashCents >= item.faceCents) problems.push({ code: "cashCoversAll", path: `${path}/cashCents` });
    const rate = scenario.rates.find(({ id }) => id === item.rate);
    const currency = scenario.currencies.find(({ id }) => id === rate?.currency);
    if (currency && !currency.spendable && item.enabled)
      problems.push({ code: "notSpendable", path: `${path}/rate`, key: currency.id });
    if (rate && priceInPoints(item, rate) > 1_000_000_000) problems.push({ code: "priceTooHigh", path });
  }
  return problems;
}

type Steps = readonly { id: string; threshold: number }[];

/** The first tier or level asks for nothing, every later one for more than the one before. */
function checkSteps(steps: Steps, at: string): Problem[] {
  return steps.flatMap(({ id, threshold }, position): Problem[] => {
    const path = `${at}/${id}/threshold`;
    const before = steps[position - 1];
    if (!before) return threshold === 0 ? [] : [{ code: "baseTier", path }];
    return threshold > before.threshold ? [] : [{ code: "notAbove", path, key: before.id }];
  });
}

/** Where a validity is about all that a member holds, no rule has another beside it. */
function checkValidity({ currencies }: Scenario, { id, currency, validity }: Rule): Problem[] {
  const own = currencies.find((one) => one.id === currency)?.validity;
  return validity && (isOfMember(validity) || (own && isOfMember(own)))
    ? [{ code: "validityOfMember", path: `rules/${id}/validity` }]
    : [];
}

/** Dates, bands and days of the calendar of one rule. */
function checkRule(rule: Rule): Problem[] {
  const { id, condition, eligibility, multipliers = [] } = rule;
  const problems: Problem[] = [];
  const path = `rules/${id}`;
  const ordered = (span: Span | undefined, at: string) => {
    if (span?.from !== undefined && span.until !== undefined && span.until < span.from)
      problems.push({ code: "order", path: `${at}/until` });
  };
  ordered(eligibility?.span, `${path}/eligibility/span`);
  multipliers.forEach((multiplier, position) => {
    if (multiplier.kind === "window") ordered(multiplier.span, `${path}/multipliers/${position}/span`);
  });
  const origin = originAsked(rule);
  if (origin.asks && !origin.isPossible) problems.push({ code: "noOrigin", path: `${path}/condition` });
  if (condition.kind === "festival" && condition.day > longestMonths[condition.month - 1]!)
    problems.push({ code: "noSuchDay", path: `${path}/condition/day` });
  if (condition.kind === "bands")
    condition.bands.forEach(({ count }, position) => {
      const before = condition.bands[position - 1];
      if (before && count <= before.count)
        problems.push({
          code: "notAbove",
          path: `${path}/condition/bands/${position}/count`,
          key: String(before.count),
        });
    });
  return problems;
}

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
