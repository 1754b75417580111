/** What members may do with currencies beside earning and redeeming → plain numbers for the loops. */
import type { Currency } from "../domain/currency.ts";
import type { Scenario } from "../domain/scenario.ts";

type Of<Part extends "transfer" | "purchase" | "offset"> = Omit<
  NonNullable<Currency[Part]>,
  "enabled" | "pointsPerMonth"
> & { currency: number };
/** Infinity where there is no monthly limit. */
type Limited = { pointsPerMonth: number };

export type CompiledTransfer = Of<"transfer"> & Limited;
export type CompiledPurchase = Of<"purchase"> & Limited;
export type CompiledOffset = Of<"offset">;

/** Each of the first currency that allows it. */
export type CompiledWallet = {
  transfer: CompiledTransfer | undefined;
  purchase: CompiledPurchase | undefined;
  offset: CompiledOffset | undefined;
};

/**
 * What members may do with points beside redeeming: for each way the first currency that allows it; limits in
 * points, prices in cents.
 */
export function compileWallet({ currencies }: Scenario): CompiledWallet {
  const first = (part: "transfer" | "purchase" | "offset") =>
    currencies.findIndex((currency) => currency[part]?.enabled);
  const [transfer, purchase, offset] = [first("transfer"), first("purchase"), first("offset")];
  const limited = <Part extends { pointsPerMonth?: number | undefined }>(part: Part, currency: number) => ({
    ...part,
    currency,
    pointsPerMonth: part.pointsPerMonth ?? Number.POSITIVE_INFINITY,
  });
  const [sent, bought, paid] = [
    currencies[transfer]?.transfer,
    currencies[purchase]?.purchase,
    currencies[offset]?.offset,
  ];
  return {
    transfer: sent && limited(sent, transfer),
    purchase: bought && limited(bought, purchase),
    offset: paid && { ...paid, currency: offset },
  };
}
