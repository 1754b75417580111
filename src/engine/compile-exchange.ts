/** Exchanges → CompiledExchange: plain numbers for the loops. */
import { isOpen } from "../domain/exchange.ts";
import type { Scenario } from "../domain/scenario.ts";

/** An open exchange, with positions of currencies. */
export type CompiledExchange = {
  /** In the scenario's list. */
  position: number;
  id: string;
  from: number;
  to: number;
  give: number;
  get: number;
  pointsMin: number;
  /** Infinity where there is none. */
  pointsPerMonth: number;
  byScheme: boolean;
};

/** The exchanges that are open in the scenario's phase, in its order. */
export function compileExchanges({ exchanges = [], currencies, phase }: Scenario): CompiledExchange[] {
  const placeOf = (currency: string) => currencies.findIndex(({ id }) => id === currency);
  return exchanges.flatMap((exchange, position) => {
    const { id, from, to, give, get, pointsMin, pointsPerMonth, by } = exchange;
    if (!isOpen(exchange, phase)) return [];
    return [
      {
        position,
        id,
        from: placeOf(from),
        to: placeOf(to),
        give,
        get,
        pointsMin,
        pointsPerMonth: pointsPerMonth ?? Number.POSITIVE_INFINITY,
        byScheme: by === "scheme",
      },
    ];
  });
}
