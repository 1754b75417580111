/** Growing typed arrays: state is columns by member, and referred members make it longer. */

type Column = Int32Array | Uint32Array | Float64Array | Uint16Array | Uint8Array;

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
