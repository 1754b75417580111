/** Figures in a sentence that follow from its numbers: prices, shares, mean probabilities. */
import { priceInPoints } from "../../domain/catalogue.ts";
import type { Rounding } from "../../domain/currency.ts";
import { valueAt } from "../../domain/path.ts";
import type { Segment } from "../../domain/population.ts";
import type { Span } from "../../domain/rule.ts";
import { memberDaysAsked, type Scenario } from "../../domain/scenario.ts";
import { inLanguage, type Language, type LocalText } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { labelOf, valueWords } from "../../i18n/label.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { sentences } from "../../i18n/sentences.ts";

/** The figure at the place `name` of the row at `path`, in words; "" where the place holds no figure. */
export function derivedWords(scenario: Scenario, path: string, name: string, language: Language): string {
  switch (name) {
    case "benefit":
      return benefitWords(scenario, path, language);
    case "date":
    case "what":
    case "becomes":
      return changeWords(scenario, path, name, language);
    case "from":
    case "to": {
      const id = valueAt(scenario, `${path}/${name}`);
      const currency = scenario.currencies.find((each) => each.id === id);
      return currency ? inLanguage(currency.name, language) : "";
    }
    case "price":
      return priceWords(scenario, path, language);
    case "memberDays":
      return formats(language).compact(memberDaysAsked(scenario));
    case "service":
      return namedWords(scenario, `${path}/service`, language);
    case "depthFrom":
    case "depthSteps": {
      const { from, steps } = sentences(language).depth;
      return (name === "depthFrom" ? from : steps)(Number(valueAt(scenario, `${path}/condition/depth`)));
    }
    case "awardRounding":
      return sentences(language).roundings[(valueAt(scenario, `${path}/rounding`) ?? "up") as Rounding];
    default:
      return name.includes("/")
        ? namedWords(scenario, `${path}/${name}`, language)
        : segmentWords(scenario, path, name, language);
  }
}

/** A dated change: when, what, and what it becomes. */
function changeWords(scenario: Scenario, path: string, name: string, language: Language): string {
  const change = scenario.changes?.[Number(path.slice(path.lastIndexOf("/") + 1))];
  if (!change) return "";
  if (name === "date") return formats(language).date(change.date);
  if (name === "what") return labelOf(scenario, change.path, language);
  return valueWords(scenario, change.path, change.value, language);
}

/** What stands at a path of a rule, where it is no number: dates, or the names of segments, tiers, channels. */
function namedWords(scenario: Scenario, path: string, language: Language): string {
  const value = valueAt(scenario, path) as Span | string | string[] | undefined;
  if (path.endsWith("/date")) return formats(language).date(String(value));
  if (path.endsWith("/name")) return inLanguage(value as unknown as LocalText, language);
  if (typeof value === "object" && !Array.isArray(value)) {
    const dateOf = (iso: string | undefined) => iso && formats(language).date(iso);
    return sentences(language).span(dateOf(value.from), dateOf(value.until));
  }
  if (typeof value === "string" && path.endsWith("/date")) return formats(language).date(value);
  const list = listNamedAt(scenario, path);
  const named = list.filter(({ id }) => [value].flat().includes(id));
  return overviewMessages(language).listOf(named.map(({ name }) => inLanguage(name, language)));
}

/** What the ids at a path are ids of. */
function listNamedAt(scenario: Scenario, path: string): readonly { id: string; name: LocalText }[] {
  if (path.endsWith("/currency")) return scenario.currencies;
  if (path.endsWith("/held/step")) {
    const service = valueAt(scenario, path.replace(/step$/, "service"));
    return scenario.services.find(({ id }) => id === service)?.levels?.steps ?? [];
  }
  if (/tiers?$/.test(path)) return scenario.tiers?.steps ?? [];
  if (/channels?$/.test(path)) return scenario.channels ?? [];
  if (/(spent|earned)$/.test(path)) return scenario.currencies;
  return /(service|product)s?$/.test(path) ? scenario.services : scenario.population.segments;
}

function benefitWords(scenario: Scenario, path: string, language: Language): string {
  const rate = scenario.rates.find(({ id }) => path === `rates/${id}`);
  return rate ? sentences(language).benefits[rate.benefit] : "";
}

function priceWords(scenario: Scenario, path: string, language: Language): string {
  const item = scenario.items.find(({ id }) => path === `items/${id}`);
  const rate = scenario.rates.find(({ id }) => id === item?.rate);
  return item && rate ? formats(language).unit(priceInPoints(item, rate), "points") : "";
}

/** The share of the events of a simulation that a weight of the list comes to. */
function eventShareWords(scenario: Scenario, path: string, language: Language): string {
  const [list = "", id] = path.split("/");
  const all = (list === "channels" ? scenario.channels : scenario.services) ?? [];
  const sum = all.reduce((total, { weight = 0 }) => total + weight, 0);
  const own = all.find((each) => each.id === id)?.weight ?? 0;
  return formats(language).percent(sum === 0 ? 0 : own / sum);
}

function segmentWords(scenario: Scenario, path: string, name: string, language: Language): string {
  if (name === "share" && !path.startsWith("population")) return eventShareWords(scenario, path, language);
  const { segments } = scenario.population;
  const segment = segments.find(({ id }) => path === `population/segments/${id}`);
  if (!segment) return "";
  const { percent } = formats(language);
  switch (name) {
    case "share": {
      const all = segments.reduce((sum, { weight }) => sum + weight, 0);
      return percent(segment.weight / all, 0);
    }
    case "leaving":
      return percent(meanLeaving(segment), 2);
    case "cancelling":
      return percent(meanCancelling(segment), 1);
    default:
      return "";
  }
}

/** Mean of Beta(γ, δ). */
function meanLeaving({ login }: Segment): number {
  return login.leavingGamma / (login.leavingGamma + login.leavingDelta);
}

/** Mean of Beta(α, β), the share that cancels at the first anniversary. */
function meanCancelling({ cancellation }: Segment): number {
  return cancellation.kind === "none" ? 0 : cancellation.alpha / (cancellation.alpha + cancellation.beta);
}
