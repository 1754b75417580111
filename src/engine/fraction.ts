/** Fractions of whole numbers, exact however large the product. */
import type { Rounding } from "../domain/currency.ts";

/**
 * amount × numerator / denominator, exactly, then rounded to a whole number: down, up, or the nearest with halves up.
 *
 * @param amount whole, ≥ 0
 */
export function timesFraction(
  amount: number,
  numerator: number,
  denominator: number,
  rounding: Rounding,
): number {
  if (amount === 0 || numerator === 0) return 0;
  const product = amount * numerator;
  if (2 * product > Number.MAX_SAFE_INTEGER || 2 * denominator > Number.MAX_SAFE_INTEGER)
    return timesLargeFraction(BigInt(amount) * BigInt(numerator), BigInt(denominator), rounding);
  // A quotient may be rounded up to a whole number that is not reached: the rest tells. (A remainder of reals is slow.)
  let down = Math.floor(product / denominator);
  if (down * denominator > product) down--;
  const rest = product - down * denominator;
  if (rest === 0 || rounding === "down") return down;
  return rounding === "up" || 2 * rest >= denominator ? down + 1 : down;
}

function timesLargeFraction(product: bigint, denominator: bigint, rounding: Rounding): number {
  const lift = rounding === "down" ? 0n : rounding === "up" ? denominator - 1n : denominator / 2n;
  return Number((product + lift) / denominator);
}
