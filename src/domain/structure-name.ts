/** What tells the structures of a scheme apart. */
import type { Structure } from "./outcome.ts";
import type { Scenario } from "./scenario.ts";
import { type LocalText, text } from "./text.ts";

type Of = Pick<Structure, "service" | "currency">;

/** The name of its service where `among` are several services, and of its currency where they are in several; empty where both are plain. */
export function structureName(
  { services, currencies }: Pick<Scenario, "services" | "currencies">,
  one: Of,
  among: readonly Of[],
): LocalText {
  const parts = [
    ...(among.some(({ service }) => service !== one.service) ? [nameIn(services, one.service)] : []),
    ...(among.some(({ currency }) => currency !== one.currency) ? [nameIn(currencies, one.currency)] : []),
  ];
  return text(parts.map(({ zh }) => zh).join(" · "), parts.map(({ en }) => en).join(" · "));
}

/** The name of a currency where the scheme has several; undefined where points are points. */
export function nameAmongCurrencies(
  { currencies }: Pick<Scenario, "currencies">,
  id: string,
): LocalText | undefined {
  return currencies.length > 1 ? nameIn(currencies, id) : undefined;
}

function nameIn(list: readonly { id: string; name: LocalText }[], wanted: string): LocalText {
  return list.find(({ id }) => id === wanted)?.name ?? text(wanted, wanted);
}
