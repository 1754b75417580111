/** The scheme as a planner reads it: sections, groups and rows of sentences, in the order of the page. */
import type { Currency } from "../../domain/currency.ts";
import { fieldAt, valueAt } from "../../domain/path.ts";
import type { Activity, Segment } from "../../domain/population.ts";
import { type Provenance, provenanceOf } from "../../domain/provenance.ts";
import { type Condition, groupOf, type Rule } from "../../domain/rule.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { indicatorGroups, type Service, structureTarget, weightOf, weights } from "../../domain/service.ts";
import { inLanguage, type Language, type LocalText } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { ownerOf } from "../../i18n/label.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { schemeMessages } from "../../i18n/scheme.ts";
import { sentences } from "../../i18n/sentences.ts";
import { templateParts } from "../../i18n/template.ts";
import { contentOf } from "../../store/changes.ts";
import type { Sheet } from "../../store/history.ts";
import type { RulesStep } from "../../store/view.ts";
import { derivedWords } from "./derived.ts";

/** Strings only, so that a row that stays the same is not drawn again. Paths of the template start at `path`. */
export type Row = {
  path: string;
  /** "" where the sentence says it all. */
  name: string;
  /** Quiet words beside the name. */
  note: string;
  template: string;
  /** Path of the switch, or "". */
  switchPath: string;
};

export type Group = {
  key: string;
  title: string;
  note: string;
  rows: Row[];
  /** The step of the Rules view where whole entries of the group are added and deleted. */
  step?: RulesStep;
};
export type SectionId = "rules" | "exchange" | "life" | "members" | "run";
export type Section = { id: SectionId; prefixes: readonly string[]; groups: Group[] };

/** Paths whose changes each section counts and resets. */
const sectionPrefixes: Record<SectionId, readonly string[]> = {
  rules: ["rules", "limits"],
  exchange: ["rates", "items", "exchanges", "phase"],
  life: ["currencies", "changes"],
  members: ["population", "channels", "tiers", "privileges"],
  run: ["run"],
};

/** The section that holds the numbers at and below a path. */
export function sectionOf(path: string): SectionId {
  const [first] = path.split("/");
  const ids = Object.keys(sectionPrefixes) as SectionId[];
  return ids.find((id) => sectionPrefixes[id].some((prefix) => prefix === first)) ?? "rules";
}

/** All sections. `baseline` tells which rules the scheme brings in later. */
export function outlineOf(scenario: Scenario, baseline: Scenario, language: Language): Section[] {
  const section = (id: SectionId, groups: Group[]) => ({ id, prefixes: sectionPrefixes[id], groups });
  return [
    section("rules", [...ruleGroups(scenario, baseline, language), ...limitGroups(scenario, language)]),
    section("exchange", exchangeGroups(scenario, language)),
    section("life", currencyGroups(scenario, language)),
    section("members", memberGroups(scenario, language)),
    section("run", [runGroup(language)]),
  ];
}

/** The sections without the rows that do not contain every word of `query`. */
export function matching(
  outline: Section[],
  scenario: Scenario,
  query: string,
  language: Language,
): Section[] {
  const words = query.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return outline;
  const matches = (group: Group) => (row: Row) => {
    const said =
      `${group.title} ${row.name} ${row.note} ${plainSentence(scenario, row, language)}`.toLowerCase();
    return words.every((word) => said.includes(word));
  };
  return outline
    .map((section) => ({
      ...section,
      groups: section.groups
        .map((group) => ({ ...group, rows: group.rows.filter(matches(group)) }))
        .filter((group) => group.rows.length > 0),
    }))
    .filter((section) => section.groups.length > 0);
}

/**
 * The sentence of a row with its numbers and derived figures, without its choices.
 * @internal
 */
export function plainSentence(scenario: Scenario, row: Row, language: Language): string {
  return templateParts(row.template)
    .map((part) => {
      if (part.kind === "text") return part.text;
      if (part.kind === "slot") return derivedWords(scenario, row.path, part.name, language);
      const value = valueAt(scenario, `${row.path}/${part.path}`);
      const field = fieldAt(scenario, `${row.path}/${part.path}`);
      const shown = typeof value === "number" && field ? formats(language).amount(value, field.unit) : "";
      return part.many === "" ? shown : `${shown} ${value === 1 ? part.one : part.many}`;
    })
    .join("");
}

/** What a rule pays for, with its numbers, without what narrows or multiplies it. */
export function ruleSentence(scenario: Scenario, rule: Rule, language: Language): string {
  const template = conditionTemplate(rule.condition, language) + sentences(language).end;
  const row = { path: `rules/${rule.id}`, name: "", note: "", template, switchPath: "" };
  return plainSentence(scenario, row, language).replace(/\n/g, " ");
}

/** Whether its sentence says itself how a part of a point is rounded. */
function tellsRounding(condition: Condition): boolean {
  if (condition.kind === "perAmount") return !condition.fullUnits;
  return ["perRedeemed", "perEarned", "shareOfReferred"].includes(condition.kind);
}

/** The sentence of a rule: its condition and caps, then a line for each thing that narrows or multiplies it. */
function ruleTemplate(rule: Rule, language: Language): string {
  const words = sentences(language);
  const { condition, eligibility = {}, multipliers = [], budgetPerMonth, validity } = rule;
  const rounds = multipliers.length > 0 && !tellsRounding(condition);
  return lines([
    conditionTemplate(condition, language) + capsTemplate(rule.caps, language) + words.end,
    ...("spent" in condition && condition.spent !== undefined ? [words.spentOnly] : []),
    ...namesOf(words.eligibility, eligibility)
      .filter((name) => eligibility[name] !== false)
      .map((name) => words.eligibility[name]),
    ...multipliers.map(({ kind }, position) => words.multipliers[kind](`multipliers/${position}`)),
    ...(rounds ? [words.ruleRounding] : []),
    ...(budgetPerMonth === undefined ? [] : [words.budget]),
    ...(validity ? [words.validity[validity.kind]] : []),
  ]);
}

/** Follows from the kind and its choices, never from a number: a number that is dragged must keep its place. */
function conditionTemplate(condition: Condition, language: Language): string {
  const words = sentences(language);
  const { conditions } = words;
  if (condition.kind === "bands") {
    const first = condition.counted === "soFar" ? words.bandsSoFar : conditions.bands;
    const higher = condition.bands.slice(1).map((_, position) => words.band(position + 1));
    const active = condition.sessionPoints === undefined ? "" : words.bandsActive;
    return lines([first[condition.indicator], ...higher, words.bandsEnd + active]);
  }
  if (condition.kind === "perAmount") {
    const { indicator, fullUnits, monthTotal } = condition;
    return (
      (fullUnits ? words.perFullAmount : conditions.perAmount)[indicator] +
      (monthTotal ? words.monthTotal : "")
    );
  }
  const said: string | Record<string, string> = conditions[condition.kind];
  const choices: { kind: string; indicator?: string; repeat?: string; period?: string } = condition;
  if (typeof said === "string") return said;
  return said[choices.indicator ?? choices.repeat ?? choices.period ?? ""] ?? "";
}

function capsTemplate(caps: Rule["caps"], language: Language, before = sentences(language).capped): string {
  const words = sentences(language);
  const named = namesOf(words.caps, caps).map((name) => words.caps[name]);
  if (named.length === 0) return "";
  return before + overviewMessages(language).listOf(named) + (caps.allOrNothing ? words.allOrNothing : "");
}

/** Caps and budgets over several rules; a limit that sets none says nothing. */
function limitGroups({ limits = [], ...scenario }: Scenario, language: Language): Group[] {
  const words = sentences(language);
  const rows = limits.map(({ id, name, currency, service, caps, budgetPerMonth }): Row => {
    const capped = capsTemplate(
      caps,
      language,
      service === undefined ? words.limit.all : words.limit.service,
    );
    return {
      path: `limits/${id}`,
      name: inLanguage(name, language),
      note: currencyNote({ limits, ...scenario }, currency, language),
      template: lines([
        ...(capped === "" ? [] : [capped + words.end]),
        ...(budgetPerMonth === undefined ? [] : [words.budget]),
      ]),
      switchPath: "",
    };
  });
  return rows.length === 0 ? [] : [{ key: "limits", title: schemeMessages(language).limits, note: "", rows }];
}

/** The keys of `words` that a part has values for, in the order of the words. */
function namesOf<Name extends string>(
  words: Record<Name, string>,
  part: Partial<Record<Name, unknown>>,
): Name[] {
  return (Object.keys(words) as Name[]).filter((name) => part[name] !== undefined);
}

/** Under the weights of each service, which has its name where there are several. */
function ruleGroups(scenario: Scenario, baseline: Scenario, language: Language): Group[] {
  const { services, rules } = scenario;
  if (rules.length === 0)
    return [{ key: "none", title: schemeMessages(language).noRules, note: "", rows: [], step: "conditions" }];
  return services
    .flatMap((service) =>
      weights.map((weight) => ({
        key: `${service.id}/${weight}`,
        title:
          (services.length > 1 ? `${inLanguage(service.name, language)} · ` : "") +
          schemeMessages(language).weights[weight],
        note: weightNote(service, weight, language),
        rows: scenario.rules
          .filter((rule) => rule.service === service.id && weightOf(service, groupOf(rule)) === weight)
          .map((rule) => ruleRow(scenario, baseline, rule, language)),
      })),
    )
    .filter((group) => group.rows.length > 0);
}

/** "spreading · target 60%". */
function weightNote(service: Service, weight: (typeof weights)[number], language: Language): string {
  const words = schemeMessages(language);
  const groups = indicatorGroups
    .filter((group) => weight !== "other" && weightOf(service, group) === weight)
    .map((group) => overviewMessages(language).groups[group]);
  const target = words.weightTarget(formats(language).percent(structureTarget(service)[weight]));
  return [...groups, target].join(" · ");
}

/** The row of one rule. */
export function ruleRow(scenario: Scenario, baseline: Scenario, rule: Rule, language: Language): Row {
  const before = baseline.rules.find(({ id }) => id === rule.id);
  return {
    path: `rules/${rule.id}`,
    name: inLanguage(rule.name, language),
    note: notes(
      before && !before.enabled && schemeMessages(language).laterStage,
      currencyNote(scenario, rule.currency, language),
    ),
    template: ruleTemplate(rule, language),
    switchPath: `rules/${rule.id}/enabled`,
  };
}

function exchangeGroups(scenario: Scenario, language: Language): Group[] {
  const words = schemeMessages(language);
  const said = sentences(language);
  return [
    {
      key: "rates",
      title: words.rates,
      note: "",
      rows: scenario.rates.map((rate) => ({
        path: `rates/${rate.id}`,
        name: "",
        note: currencyNote(scenario, rate.currency, language),
        template: said.rate,
        switchPath: "",
      })),
    },
    {
      key: "items",
      title: words.items,
      note: "",
      rows: scenario.items.map((item) => ({
        path: `items/${item.id}`,
        name: inLanguage(item.name, language),
        note: "",
        template: said.item,
        switchPath: `items/${item.id}/enabled`,
      })),
    },
    ...movingGroups(scenario, language),
  ];
}

/** Exchanges of one currency for another, and the phase, where the scheme speaks of them. */
function movingGroups(scenario: Scenario, language: Language): Group[] {
  const { exchanges = [], phase } = scenario;
  const words = schemeMessages(language);
  const said = sentences(language);
  const rows = exchanges.map(
    ({ id, pointsPerMonth, by, phase: opens }): Row => ({
      path: `exchanges/${id}`,
      name: ownerOf(scenario, `exchanges/${id}`, language),
      note: "",
      template: lines([
        said.exchange,
        ...(pointsPerMonth === undefined ? [] : [said.exchangeCap]),
        said.exchangers[by],
        said.exchangePhases[opens],
      ]),
      switchPath: `exchanges/${id}/enabled`,
    }),
  );
  if (phase)
    rows.push({ path: "phase", name: words.phase, note: "", template: said.phases[phase], switchPath: "" });
  return rows.length > 0 ? [{ key: "exchanges", title: words.exchanges, note: "", rows }] : [];
}

function currencyGroups(scenario: Scenario, language: Language): Group[] {
  const words = schemeMessages(language);
  const said = sentences(language);
  const rowsOf = (currency: Currency): Row[] => {
    const {
      id,
      validity,
      lotOrder,
      decay,
      pendingDays,
      redemptionBudgetPerMonth,
      migrations = [],
    } = currency;
    const path = `currencies/${id}`;
    const row = { path, note: "", switchPath: "" };
    return [
      {
        ...row,
        name: words.validity,
        template: lines([said.validity[validity.kind], ...(lotOrder ? [said.lotOrders[lotOrder]] : [])]),
      },
      ...(pendingDays === undefined ? [] : [{ ...row, name: words.pending, template: said.pending }]),
      ...(redemptionBudgetPerMonth === undefined
        ? []
        : [{ ...row, name: words.redemptionBudget, template: said.redemptionBudget }]),
      {
        ...row,
        name: words.decay,
        template: lines([said.decay, ...(decay.idleDays === undefined ? [] : [said.idleDays])]),
        switchPath: `${path}/decay/enabled`,
      },
      {
        ...row,
        name: words.clearing,
        template: said.clearing,
        switchPath: `${path}/yearEndClearing/enabled`,
      },
      ...walletRows(currency, language),
      ...migrations.map((_, position) => ({
        ...row,
        name: words.migration,
        template: said.migration(`migrations/${position}`),
      })),
    ];
  };
  const groups = scenario.currencies.map((currency) => ({
    key: currency.id,
    title: scenario.currencies.length > 1 ? inLanguage(currency.name, language) : "",
    note: "",
    rows: rowsOf(currency),
  }));
  const changes = (scenario.changes ?? []).map(
    (_, position): Row => ({
      path: `changes/${position}`,
      name: "",
      note: "",
      template: said.change,
      switchPath: "",
    }),
  );
  if (changes.length > 0) groups.push({ key: "changes", title: words.changes, note: "", rows: changes });
  return groups;
}

/** What members may do with a currency beside earning and redeeming. */
function walletRows({ id, transfer, purchase, offset }: Currency, language: Language): Row[] {
  const words = schemeMessages(language);
  const said = sentences(language);
  const row = (part: string, name: string, ...template: string[]): Row => {
    const path = `currencies/${id}`;
    return { path, name, note: "", template: lines(template), switchPath: `${path}/${part}/enabled` };
  };
  const capped = (part: { pointsPerMonth?: number | undefined }, cap: string) =>
    part.pointsPerMonth === undefined ? [] : [cap];
  return [
    ...(transfer
      ? [row("transfer", words.transfer, said.transfer, ...capped(transfer, said.transferCap))]
      : []),
    ...(purchase
      ? [row("purchase", words.buying, said.purchase, ...capped(purchase, said.purchaseCap))]
      : []),
    ...(offset ? [row("offset", words.offset, offset.earns ? said.offset.earns : said.offset.earnsNot)] : []),
  ];
}

function memberGroups(scenario: Scenario, language: Language): Group[] {
  const words = schemeMessages(language);
  const said = sentences(language);
  const { segments, redeeming } = scenario.population;
  const population: Row = {
    path: "population",
    name: words.redeeming,
    note: "",
    template: "",
    switchPath: "",
  };
  return [
    {
      key: "redeeming",
      title: "",
      note: "",
      rows: [
        { ...population, template: lines(said.redeeming[redeeming.kind]) },
        { ...population, name: words.newMembers, template: said.referredSegment },
      ],
    },
    ...segments.map((segment) => ({
      key: segment.id,
      title: inLanguage(segment.name, language),
      note: "",
      rows: segmentRows(segment, language),
      step: "members" as const,
    })),
    ...originGroups(scenario, language),
    ...standingGroups(scenario, language),
  ];
}

/** Tiers, levels of services and privileges, of a scheme that has them. */
function standingGroups({ tiers, services, privileges = [] }: Scenario, language: Language): Group[] {
  const words = schemeMessages(language);
  const said = sentences(language);
  const row = (path: string, name: string, template: readonly string[]): Row => ({
    path,
    name,
    note: "",
    template: lines(template),
    switchPath: "",
  });
  const ofTiers = tiers
    ? [
        row("tiers", words.tierSteps, [
          ...tiers.steps.map(({ id }, position) =>
            position === 0 ? said.tierFirst(id) : said.tierStep[tiers.promotedBy ?? "ever"](id),
          ),
          said.tierKept[tiers.demotion],
        ]),
      ]
    : [];
  const ofServices = services.flatMap(({ id, name, levels }) =>
    levels
      ? [
          row(
            `services/${id}`,
            inLanguage(name, language),
            levels.steps.map((step, position) =>
              position === 0 ? said.levelFirst(step.id) : said.levelStep(step.id),
            ),
          ),
        ]
      : [],
  );
  const ofPrivileges = privileges.map(({ id, name, held }) =>
    row(`privileges/${id}`, inLanguage(name, language), [said.privilege[held.kind]]),
  );
  return [
    { key: "tiers", title: words.tiers, note: "", rows: ofTiers },
    { key: "levels", title: words.levels, note: "", rows: ofServices },
    { key: "privileges", title: words.privileges, note: "", rows: ofPrivileges },
  ].filter(({ rows }) => rows.length > 0);
}

/** Where the events of a simulation come from, as far as the scheme says. */
function originGroups({ channels = [], services }: Scenario, language: Language): Group[] {
  const words = schemeMessages(language);
  const { eventShare, noEvents } = sentences(language);
  type Origin = { id: string; name: LocalText; weight?: number | undefined };
  const rowOf = (list: string, { id, name, weight }: Origin, share: string): Row => ({
    path: `${list}/${id}`,
    name: inLanguage(name, language),
    note: "",
    template: weight === undefined ? noEvents : share,
    switchPath: "",
  });
  const weighted = services.filter(({ weight }) => weight !== undefined);
  const groups = [
    {
      key: "channels",
      title: words.channels,
      rows: channels.map((each) => rowOf("channels", each, eventShare.channel)),
    },
    {
      key: "products",
      title: words.products,
      rows: weighted.map((each) => rowOf("services", each, eventShare.service)),
    },
  ];
  return groups.filter(({ rows }) => rows.length > 0).map((group) => ({ ...group, note: "" }));
}

function segmentRows(segment: Segment, language: Language): Row[] {
  const said = sentences(language);
  const { parts } = schemeMessages(language);
  const { joining, opening, activities = [] } = segment;
  const row = (name: string, ...template: readonly string[]): Row => ({
    path: `population/segments/${segment.id}`,
    name,
    note: "",
    template: lines(template),
    switchPath: "",
  });
  return [
    row(
      parts.joining,
      said.weight,
      said.joining[joining.kind],
      ...(joining.kind === "before" && joining.tenure ? [said.tenure] : []),
    ),
    ...(opening
      ? [
          row(
            schemeMessages(language).opening,
            ...opening.balances.map((_, at) => said.openingBalance(`opening/balances/${at}`)),
            ...opening.tiers.map((_, at) => said.openingTier(`opening/tiers/${at}`)),
          ),
        ]
      : []),
    row(parts.login, ...said.login[segment.login.kind]),
    row(parts.minutes, said.minutes[segment.minutes.kind]),
    row(parts.referrals, said.referrals),
    row(parts.contents, said.contents),
    row(parts.contests, said.contests),
    ...(activities.length > 0
      ? [
          row(
            schemeMessages(language).activities,
            ...activities.map((activity, position) => activityTemplate(activity, position, language)),
          ),
        ]
      : []),
    row(parts.cancellation, said.cancellation[segment.cancellation.kind]),
  ];
}

/** The sentence of one activity; paths start at the segment. */
export function activityTemplate(
  { indicator, payment }: Activity,
  position: number,
  language: Language,
): string {
  const said = sentences(language);
  const at = `activities/${position}`;
  const done = said.activity(said.activityNames[indicator], at);
  return payment ? `${done}${language === "en" ? " " : ""}${said.payment(at)}` : done;
}

function runGroup(language: Language): Group {
  const words = schemeMessages(language);
  const said = sentences(language);
  const row = { path: "run", note: "", switchPath: "" };
  return {
    key: "run",
    title: "",
    note: "",
    rows: [
      { ...row, name: words.size, template: said.run },
      { ...row, name: words.seed, template: said.seed },
    ],
  };
}

function currencyNote(scenario: Scenario, id: string, language: Language): string {
  const currency = scenario.currencies.find((each) => each.id === id);
  return scenario.currencies.length > 1 && currency ? inLanguage(currency.name, language) : "";
}

function notes(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(" · ");
}

/** Sentences that follow each other; a line break in a template starts a new line on the page. */
function lines(template: readonly string[]): string {
  return template.join("\n");
}

/** Where the numbers of a row come from, each origin once: "[001]", "assumed", or both. */
export function originsOf(scenario: Scenario, row: Row, language: Language): string {
  const origins = numberPaths(row).map((path) =>
    originWords(provenanceOf(scenario.provenance, path), language),
  );
  return [...new Set(origins)].filter((words) => words !== "").join(" · ");
}

function originWords(provenance: Provenance | undefined, language: Language): string {
  if (!provenance) return "";
  return provenance.status === "sourced" ? `[${provenance.document}]` : schemeMessages(language).assumedMark;
}

/**
 * Paths of the numbers that a row tells.
 * @internal
 */
export function numberPaths(row: Row): string[] {
  return templateParts(row.template).flatMap((part) =>
    part.kind === "number" ? [`${row.path}/${part.path}`] : [],
  );
}

/** Choices that stand in sentences, by the name of their place: the path of each within its row. */
export const choicePaths: Readonly<Record<string, string>> = {
  kind: "validity/kind",
  rounding: "decay/rounding",
  awardRounding: "rounding",
  scope: "yearEndClearing/scope",
  start: "start",
  seed: "seed",
  segment: "referredSegment",
  from: "from",
  to: "to",
};

/** Whether anything that a row shows differs from the baseline. */
export function isRowChanged({ scenario, baseline }: Sheet, row: Row): boolean {
  const choices = templateParts(row.template).flatMap((part) => {
    if (part.kind !== "slot") return [];
    const choice = choicePaths[part.name] ?? (part.name.includes("/") ? part.name : undefined);
    return choice === undefined ? [] : [`${row.path}/${choice}`];
  });
  const paths = [...numberPaths(row), ...choices, ...(row.switchPath === "" ? [] : [row.switchPath])];
  return paths.some((path) => {
    const [now, before] = [valueAt(scenario, path), valueAt(baseline, path)];
    return now !== before && contentOf(now) !== contentOf(before);
  });
}
