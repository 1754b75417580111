/** Figures in a sentence that follow from its numbers: prices, shares, mean probabilities. */
import { priceInPoints } from "../../domain/catalogue.ts";
import type { Segment } from "../../domain/population.ts";
import { memberDaysAsked, type Scenario } from "../../domain/scenario.ts";
import type { Language } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { sentences } from "../../i18n/sentences.ts";

/** The figure at the place `name` of the row at `path`, in words; "" where the place holds no figure. */
export function derivedWords(scenario: Scenario, path: string, name: string, language: Language): string {
  switch (name) {
    case "benefit":
      return benefitWords(scenario, path, language);
    case "price":
      return priceWords(scenario, path, language);
    case "memberDays":
      return formats(language).compact(memberDaysAsked(scenario));
    default:
      return segmentWords(scenario, path, name, language);
  }
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

function segmentWords(scenario: Scenario, path: string, name: string, language: Language): string {
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
