/** Growing typed arrays: state is columns by member, and referred members make it longer. */

type Column = Int32Array | Uint32Array | Float64Array | Uint16Array | Uint8Array;

/** Columns that are not in use share these: to make hundreds of empty ones for each shard takes its time. */
const noInts = new Int32Array(0);
const noReals = new Float64Array(0);

/** A column of zeros, of no length where it is not in use. */
export function intsIf(isUsed: boolean, length: number): Int32Array {
  return isUsed ? new Int32Array(length) : noInts;
}

/** The same in 64-bit floats, whole up to 2⁵³. */
export function realsIf(isUsed: boolean, length: number): Float64Array {
  return isUsed ? new Float64Array(length) : noReals;
}

/** A longer copy of a column; the new entries are 0. */
export function grown<C extends Column>(column: C, length: number): C {
  const longer = new (column.constructor as new (length: number) => C)(length);
  longer.set(column as never);
  return longer;
}

/** Makes every typed array of a record at least `length` long. */
export function growColumns(columns: object, length: number): void {
  const record = columns as Record<string, unknown>;
  for (const name of Object.keys(record)) {
    const column = record[name];
    if (ArrayBuffer.isView(column) && (column as Column).length < length)
      record[name] = grown(column as Column, length);
  }
}
