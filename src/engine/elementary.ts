/**
 * Exponential and logarithm from + − × ÷ alone: the host's differ in the last bit between browsers (spec 6.1). Errors
 * stay within a few units in the last place; only their being the same everywhere matters.
 */

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

const bits = new DataView(new ArrayBuffer(8));

const commonPowers = Float64Array.from({ length: 129 }, (_, at) => powerByBits(at - 64));

/** 2 to an integer power from −1022 to 1023. */
function powerOfTwo(exponent: number): number {
  return exponent >= -64 && exponent <= 64 ? (commonPowers[exponent + 64] as number) : powerByBits(exponent);
}

function powerByBits(exponent: number): number {
  bits.setUint32(0, (exponent + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** eˣ; 0 below −745, Infinity above 709.7. */
export function exp(x: number): number {
  if (!(x < 709.7)) return x >= 709.7 ? Number.POSITIVE_INFINITY : x;
  if (x < -745) return 0;
  const twos = Math.round(x / Math.LN2);
  const rest = x - twos * ln2High - twos * ln2Low;
  let sum = 1;
  for (let n = 14; n >= 1; n--) sum = 1 + (rest * sum) / n;
  const half = Math.trunc(twos / 2);
  return sum * powerOfTwo(half) * powerOfTwo(twos - half);
}

/** 1 / n! from n = 0 on. */
const inverseFactorials = new Float64Array(13).fill(1);
for (let n = 2; n < inverseFactorials.length; n++)
  inverseFactorials[n] = (inverseFactorials[n - 1] as number) / n;

/** eˣ for |x| ≤ 30 by a series without divisions: within a part in 10¹⁴ of `exp`, and several times as fast. */
function expNear(x: number): number {
  const twos = Math.round(x / Math.LN2);
  const rest = x - twos * ln2High - twos * ln2Low;
  let sum = 0;
  for (let n = inverseFactorials.length - 1; n >= 0; n--) sum = sum * rest + (inverseFactorials[n] as number);
  return sum * powerOfTwo(twos);
}

/** eˣ of any number, by the quick series where it holds. */
export function quickExp(x: number): number {
  return x < -30 || x > 30 ? exp(x) : expNear(x);
}

/** Natural logarithm of a positive number; −Infinity at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY)
    return x === 0 ? Number.NEGATIVE_INFINITY : x > 0 ? x : Number.NaN;
  // Numbers too small for a full mantissa are brought into range first.
  const isTiny = x < 2.2250738585072014e-308;
  bits.setFloat64(0, isTiny ? x * 18_014_398_509_481_984 : x);
  const high = bits.getUint32(0);
  let twos = (high >>> 20) - 1023 - (isTiny ? 54 : 0);
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  let mantissa = bits.getFloat64(0);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    twos++;
  }
  const f = (mantissa - 1) / (mantissa + 1);
  return twos * ln2High + (2 * f * atanhSeries(f * f) + twos * ln2Low);
}

/** Σ squareⁿ / (2n + 1): atanh(f) / f for square = f² ≤ 0.03. */
function atanhSeries(square: number): number {
  let sum = 0;
  for (let n = 12; n >= 0; n--) sum = sum * square + 1 / (2 * n + 1);
  return sum;
}

/** ln(1 + x) for x > −1, accurate near 0. */
export function log1p(x: number): number {
  if (x > 0.25 || x < -0.2) return log(1 + x);
  const f = x / (2 + x);
  return 2 * f * atanhSeries(f * f);
}

/** base ^ exponent for a positive base. */
export function power(base: number, exponent: number): number {
  return exp(exponent * log(base));
}
