/** Labels beside the ends of lines, moved apart where they would cover each other. */

/**
 * Positions for labels that want to stand at `wanted` (pixels, any order), each `gap` pixels from its neighbours and
 * within `low`–`high` as long as they fit; in the order of `wanted`.
 */
export function movedApart(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const placed: number[] = [];
  for (const index of order) {
    const previous = placed.at(-1);
    placed.push(Math.max(wanted[index]!, low, previous === undefined ? low : previous + gap));
  }
  let ceiling = high;
  for (let rank = placed.length - 1; rank >= 0; rank--) {
    placed[rank] = Math.max(low, Math.min(placed[rank]!, ceiling));
    ceiling = placed[rank]! - gap;
  }
  const result = new Array<number>(wanted.length).fill(low);
  order.forEach((index, rank) => {
    result[index] = placed[rank]!;
  });
  return result;
}
