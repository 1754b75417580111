/** Bins for balances: exact up to 127 points, then 64 to the octave, so that a quantile is off by at most 1.6 %. */

const exactBelow = 128;
const perOctave = 64;
/** Balances stay below 2³⁰, see `tally-day.ts`. */
const octaves = 30 - 7;
export const binCount = exactBelow + octaves * perOctave;

/** Bin of a balance from 0 up to 2³⁰ − 1. */
export function binOf(balance: number): number {
  if (balance < exactBelow) return balance;
  const octave = 24 - Math.clz32(balance);
  return exactBelow + octave * perOctave + (balance >>> (octave + 1)) - perOctave;
}

/** Smallest balance of a bin; that of the next bin bounds it above. */
export function binStart(bin: number): number {
  if (bin < exactBelow) return bin;
  const octave = Math.floor((bin - exactBelow) / perOctave);
  return (((bin - exactBelow) % perOctave) + perOctave) * (2 << octave);
}
