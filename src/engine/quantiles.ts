/**
 * Quantile functions as tables, so that a member's trait is one word looked up: a small change of a parameter moves
 * every member a little instead of drawing new members, which keeps comparisons on common random numbers tight.
 */
import { betaCdf, gammaCdf, logBetaConstant, logGamma, normalCdf, normalQuantile } from "./distributions.ts";
import { exp, log } from "./elementary.ts";

/**
 * Values at the edges of cells that narrow towards both ends of (0, 1): 24 cells for each halving of the tail
 * probability, linear within a cell. `lower` starts at the median and goes down, `upper` goes up.
 */
export type QuantileTable = { lower: Float64Array; upper: Float64Array };

const octaves = 18;
const cellsPerOctave = 24;
const powersOfTwo = Float64Array.from({ length: octaves + 2 }, (_, exponent) => 2 * (1 << exponent));

/** Tail probability at an edge: ½ at edge 0, halved by every 24 edges. */
function tailAt(edge: number): number {
  const octave = Math.floor(edge / cellsPerOctave);
  return (1 - (edge % cellsPerOctave) / (2 * cellsPerOctave)) / (powersOfTwo[octave] as number);
}

/** The quantile at word / 2³². */
export function quantileAt(table: QuantileTable, word: number): number {
  const unsigned = word >>> 0;
  const isLower = unsigned < 0x8000_0000;
  const values = isLower ? table.lower : table.upper;
  const tail = isLower ? unsigned : ~unsigned >>> 0;
  const octave = Math.clz32(tail) - 1;
  if (octave >= octaves) return values[values.length - 1] as number;
  const position =
    (1 - ((tail + 0.5) / 4_294_967_296) * (powersOfTwo[octave] as number)) * 2 * cellsPerOctave;
  const cell = Math.floor(position);
  const edge = octave * cellsPerOctave + cell;
  const from = values[edge] as number;
  return from + (position - cell) * ((values[edge + 1] as number) - from);
}

/** Quantiles of Beta(a, b). */
export function betaTable(a: number, b: number): QuantileTable {
  const constant = logBetaConstant(a, b);
  const lowerOf = (first: number, second: number) =>
    tabulate((s) => log(betaCdf(exp(s), first, second, constant)), exp, -700, -1e-12);
  return { lower: lowerOf(a, b), upper: lowerOf(b, a).map((fromOne) => 1 - fromOne) };
}

/** Quantiles of Gamma with this mean and shape. */
export function gammaTable(mean: number, shape: number): QuantileTable {
  const scale = mean / shape;
  const constant = logGamma(shape);
  const far = shape + 40 * Math.sqrt(shape) + 60;
  return {
    lower: tabulate(
      (s) => log(gammaCdf(exp(s), shape, constant).lower),
      (s) => exp(s) * scale,
      -700,
      log(far),
    ),
    upper: tabulate(
      (s) => log(gammaCdf(-s, shape, constant).upper),
      (s) => -s * scale,
      -far,
      -1e-300,
    ),
  };
}

/**
 * Solves logTail(s) = ln p at every edge, the median first, each from the one before: in the coordinates chosen by the
 * callers the curve is nearly straight, so that a secant needs two or three steps.
 */
function tabulate(
  logTail: (s: number) => number,
  solutionOf: (s: number) => number,
  low: number,
  high: number,
) {
  const values = new Float64Array(octaves * cellsPerOctave + 1);
  let s = bisect(logTail, log(0.5), low, high);
  let slope = (logTail(s) - logTail(s - 1e-4)) / 1e-4;
  let reached = log(0.5);
  values[0] = solutionOf(s);
  for (let edge = 1; edge < values.length; edge++) {
    const target = log(tailAt(edge));
    let gap = reached - target;
    for (let step = 0; step < 30 && Math.abs(gap) > 1e-9; step++) {
      const next = Math.max(low, Math.min(high, s - gap / slope));
      const nextGap = logTail(next) - target;
      if (next !== s && nextGap !== gap) slope = (nextGap - gap) / (next - s);
      s = next;
      gap = nextGap;
      if (s === low) break;
    }
    reached = target + gap;
    values[edge] = solutionOf(s);
  }
  return values;
}

function bisect(increasing: (s: number) => number, target: number, low: number, high: number): number {
  let from = low;
  let to = high;
  for (let step = 0; step < 60; step++) {
    const middle = (from + to) / 2;
    if (increasing(middle) < target) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

/** Quantiles of the lognormal distribution with this median and σ of the logarithm. */
export function lognormalTable(median: number, sigma: number): QuantileTable {
  const mu = log(median);
  const from = (side: 1 | -1) =>
    Float64Array.from({ length: octaves * cellsPerOctave + 1 }, (_, edge) =>
      exp(mu - side * sigma * normalQuantile(tailAt(edge))),
    );
  return { lower: from(-1), upper: from(1) };
}

/** Longest session in whole minutes: a day. */
const minutesMax = 1440;

/** Whole minutes by a 16-bit draw, for a lognormal session length with this median and σ of the logarithm. */
export function lognormalMinutes(medianMinutes: number, sigma: number): Uint16Array {
  const minutes = new Uint16Array(65_536);
  const mu = log(medianMinutes);
  let from = 0;
  for (let whole = 0; whole < minutesMax && from < 65_536; whole++) {
    const z = (log(whole + 1) - mu) / sigma;
    const below = sigma > 0 ? normalCdf(z) : whole + 1 > medianMinutes ? 1 : 0;
    const to = Math.round(below * 65_536);
    if (to > from) minutes.fill(whole, from, to);
    from = Math.max(from, to);
  }
  minutes.fill(minutesMax, from);
  return minutes;
}
