/** Circles among members who name each other. */

/** The nodes, of those that can be reached from `begins` by following pointers, that lead back to themselves; −1 points nowhere. */
export function circleFrom(
  begins: Iterable<number>,
  pointer: Int32Array,
  isSettled: (node: number) => boolean,
): Set<number> {
  const inCircle = new Set<number>();
  /** The node that the first walk to come by began with. */
  const walk = new Map<number, number>();
  for (const begin of begins) {
    let at = begin;
    while (at >= 0 && !walk.has(at) && !isSettled(at)) {
      walk.set(at, begin);
      at = pointer[at] as number;
    }
    if (at < 0 || walk.get(at) !== begin) continue;
    for (let node = at; !inCircle.has(node); node = pointer[node] as number) inCircle.add(node);
  }
  return inCircle;
}
