/** Fractions of whole numbers, exact however large the product. */
import type { Rounding } from "../domain/currency.ts";

/** A ratio of whole numbers in lowest terms. */
export type Fraction = { numerator: number; denominator: number };

/** In lowest terms, so that products stay small. */
export function reduced(numerator: number, denominator: number): Fraction {
  let [a, b] = [numerator, denominator];
  while (b > 0) [a, b] = [b, a % b];
  return a === 0
    ? { numerator: 0, denominator: 1 }
    : { numerator: numerator / a, denominator: denominator / a };
}

/** Whether a product of whole numbers has not been rounded on the way. */
export function isExact(product: number): boolean {
  return product <= Number.MAX_SAFE_INTEGER;
}

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

/** The same for fractions of which the product is too large for a number. */
export function timesFractions(amount: number, fractions: readonly Fraction[], rounding: Rounding): number {
  const product = fractions.reduce((over, { numerator }) => over * BigInt(numerator), BigInt(amount));
  const denominator = fractions.reduce((under, one) => under * BigInt(one.denominator), 1n);
  return timesLargeFraction(product, denominator, rounding);
}

function timesLargeFraction(product: bigint, denominator: bigint, rounding: Rounding): number {
  const lift = rounding === "down" ? 0n : rounding === "up" ? denominator - 1n : denominator / 2n;
  return Number((product + lift) / denominator);
}
