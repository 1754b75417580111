/** Distribution functions and their inverses, by textbook series and continued fractions over `elementary.ts`. */
import { exp, log, log1p } from "./elementary.ts";

/** Lanczos coefficients, g = 7, n = 9. */
const lanczos = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];
const logRootTwoPi = 0.9189385332046727;

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  const z = x - 1;
  let sum = lanczos[0] as number;
  for (let i = 1; i < lanczos.length; i++) sum += (lanczos[i] as number) / (z + i);
  const t = z + 7.5;
  return logRootTwoPi + (z + 0.5) * log(t) - t + log(sum);
}

const precision = 1e-15;
const tiny = 1e-300;

/** −ln B(a, b), the constant of the Beta distribution. */
export function logBetaConstant(a: number, b: number): number {
  return logGamma(a + b) - logGamma(a) - logGamma(b);
}

/**
 * Regularized incomplete beta function I_x(a, b): the Beta(a, b) distribution function at x in [0, 1]. Callers that
 * ask for many x give `logBetaConstant(a, b)`.
 */
export function betaCdf(x: number, a: number, b: number, logConstant = logBetaConstant(a, b)): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = exp(logConstant + a * log(x) + b * log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** Lentz's evaluation of the continued fraction of the incomplete beta function. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let product = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < precision) break;
  }
  return product;
}

function awayFromZero(x: number): number {
  return Math.abs(x) < tiny ? tiny : x;
}

/**
 * Regularized incomplete gamma functions: `lower` = P(shape, x), `upper` = 1 − P, each accurate where it is small.
 * Callers that ask for many x give `logGamma(shape)`.
 */
export function gammaCdf(
  x: number,
  shape: number,
  logConstant = logGamma(shape),
): { lower: number; upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 };
  const front = exp(shape * log(x) - x - logConstant);
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; n < 2000 && term > sum * precision; n++) {
      term *= x / (shape + n);
      sum += term;
    }
    const lower = front * sum;
    return { lower, upper: 1 - lower };
  }
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / awayFromZero(b);
  let product = d;
  for (let n = 1; n < 2000; n++) {
    const term = -n * (n - shape);
    b += 2;
    d = 1 / awayFromZero(term * d + b);
    c = awayFromZero(b + term / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < precision) break;
  }
  const upper = front * product;
  return { lower: 1 - upper, upper };
}

/** Standard normal distribution function. */
export function normalCdf(z: number): number {
  const { lower, upper } = gammaCdf((z * z) / 2, 0.5);
  return z < 0 ? upper / 2 : 0.5 + lower / 2;
}

/** Quotient of two polynomials, coefficients from the constant up. */
function ratio(
  { numerator, denominator }: { numerator: number[]; denominator: number[] },
  r: number,
): number {
  return polynomial(numerator, r) / polynomial(denominator, r);
}

type Eight = [number, number, number, number, number, number, number, number];

function polynomial(coefficients: number[], r: number): number {
  const c = coefficients as Eight;
  return ((((((c[7] * r + c[6]) * r + c[5]) * r + c[4]) * r + c[3]) * r + c[2]) * r + c[1]) * r + c[0];
}

/** Standard normal quantile of p in (0, 1): algorithm AS 241, PPND16 (Wichura 1988, Applied Statistics 37:477–484). */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(centre, 0.180625 - q * q);
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const size = r <= 5 ? ratio(shoulder, r - 1.6) : ratio(tail, r - 5);
  return q < 0 ? -size : size;
}

const centre = {
  numerator: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  denominator: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
};
const shoulder = {
  numerator: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  denominator: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
};
const tail = {
  numerator: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  denominator: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
};

/** Two-sided 95 % critical value of Student's t with `degrees` ≥ 1 degrees of freedom. */
export function studentT95(degrees: number): number {
  const tailOf = (t: number) => betaCdf(degrees / (degrees + t * t), degrees / 2, 0.5);
  let low = 1.9;
  let high = 13;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (tailOf(middle) > 0.05) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Highest count that one draw may give. */
const countMax = 50;

/**
 * Poisson count with this mean, by inverting one uniform number.
 *
 * @param atNone e^−mean, from callers that know it
 */
export function poisson(mean: number, u: number, atNone = exp(-mean)): number {
  let probability = atNone;
  let upTo = probability;
  let count = 0;
  while (u > upTo && count < countMax) {
    count++;
    probability *= mean / count;
    upTo += probability;
  }
  return count;
}
