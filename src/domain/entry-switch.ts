/** Switching a whole service or currency: neither has a switch of its own, both are on while anything of theirs is. */
import { valueAt, writeAt } from "./path.ts";
import type { Scenario } from "./scenario.ts";

const walletParts = ["transfer", "purchase", "offset"] as const;

/**
 * Paths of the switches that go together with an entry: of a service its rules; of a currency the rules that pay in it,
 * the items it buys, exchanges from it and into it, and what members do with it beside. None for other entries.
 */
export function switchesOf(scenario: Scenario, path: string): string[] {
  const [list, id] = path.split("/");
  const { rules, rates, items, exchanges = [] } = scenario;
  if (list === "services")
    return rules.filter(({ service }) => service === id).map((rule) => `rules/${rule.id}/enabled`);
  if (list !== "currencies") return [];
  const isOwnRate = (rate: string) => rates.some((each) => each.id === rate && each.currency === id);
  const wallet = scenario.currencies.find((currency) => currency.id === id);
  return [
    ...rules.filter(({ currency }) => currency === id).map((rule) => `rules/${rule.id}/enabled`),
    ...items.filter(({ rate }) => isOwnRate(rate)).map((item) => `items/${item.id}/enabled`),
    ...exchanges
      .filter(({ from, to }) => from === id || to === id)
      .map((each) => `exchanges/${each.id}/enabled`),
    ...walletParts.filter((part) => wallet?.[part]).map((part) => `${path}/${part}/enabled`),
  ];
}

/** Whether anything of an entry is on; undefined where nothing of it can be switched. */
export function isSwitchedOn(scenario: Scenario, path: string): boolean | undefined {
  const switches = switchesOf(scenario, path);
  return switches.length === 0 ? undefined : switches.some((each) => valueAt(scenario, each) === true);
}

/** Switches everything of an entry off; or on what is on in the `baseline`, all of it where that has nothing on. */
export function switchEntry(draft: Scenario, path: string, on: boolean, baseline: Scenario): void {
  const switches = switchesOf(draft, path);
  const before = switches.filter((each) => valueAt(baseline, each) === true);
  const meant = on && before.length > 0 ? before : switches;
  for (const each of meant) writeAt(draft, each, on);
}
