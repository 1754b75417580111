/** What points can become: the arrows between currencies and what they buy, with their rates. */
import { valueAt } from "../../domain/path.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { inLanguage, type Language } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { sentences } from "../../i18n/sentences.ts";

/** `from` and `to` are ids of currencies, or what is bought; `payer` is the currency's name where several buy the same. */
export type Way = { id: string; from: string; to: string; payer: string; words: string; on: boolean };
export type Place = { id: string; name: string };

/** An exchange between currencies, as far as it is drawn. */
type Exchange = { id: string; enabled: boolean; from: string; to: string; give: number; get: number };

export function waysIn(
  scenario: Scenario,
  language: Language,
): { currencies: Place[]; bought: Place[]; ways: Way[] } {
  const { yuan, number } = formats(language);
  const { benefits } = sentences(language);
  const currencies = scenario.currencies.map(({ id, name }) => ({ id, name: inLanguage(name, language) }));
  const exchanges = (valueAt(scenario, "exchanges") ?? []) as readonly Exchange[];
  const inMoney = (cents: number) => yuan(cents, cents % 100 === 0 ? 0 : 2);
  const payerOf = (currency: string, benefit: string) => {
    const others = scenario.rates.filter((rate) => rate.benefit === benefit && rate.currency !== currency);
    const own = currencies.find(({ id }) => id === currency);
    return own && others.length > 0 ? `${own.name} ` : "";
  };
  const rates = scenario.rates.map(
    ({ id, currency, benefit, points, cents }): Way => ({
      id: `rates/${id}`,
      from: currency,
      to: benefit,
      payer: payerOf(currency, benefit),
      words: `${number(points)} → ${inMoney(cents)}`,
      on: true,
    }),
  );
  const between = exchanges.map(
    ({ id, enabled, from, to, give, get }): Way => ({
      id: `exchanges/${id}`,
      from,
      to,
      payer: "",
      words: `${number(give)} → ${number(get)}`,
      on: enabled,
    }),
  );
  const bought = [...new Set(scenario.rates.map(({ benefit }) => benefit))];
  return {
    currencies,
    bought: bought.map((benefit) => ({ id: benefit, name: benefits[benefit] })),
    ways: [...between, ...rates],
  };
}
