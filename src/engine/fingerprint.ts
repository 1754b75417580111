/** The fingerprint of a run: equal for equal results, whatever the machine, the browser and the number of workers. */
import { Digest } from "./digest.ts";
import { firstColumnsOf, laterColumnsOf, type Tally } from "./tally.ts";

/** Hash of every integer of a tally; zeros are skipped and the places of the others hashed with them. */
export function fingerprintOf(tally: Tally): string {
  const digest = new Digest();
  for (const column of firstColumnsOf(tally)) addColumn(digest, column);
  laterColumnsOf(tally).forEach((column, position) => {
    if (column.every((value) => value === 0)) return;
    digest.add(position);
    addColumn(digest, column);
  });
  return digest.hex();
}

function addColumn(digest: Digest, column: ArrayLike<number>): void {
  digest.add(column.length);
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    if (value === 0) continue;
    digest.add(i);
    digest.add(value);
  }
}
