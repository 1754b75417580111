/** The golden records by id: published or independently computed figures that oracles and engine must both meet. */
import reference from "../golden/reference.json" with { type: "json" };

type Numbers = number | number[] | number[][];
type GoldenRecord = {
  id: string;
  parameters: Record<string, Numbers | string>;
  expected: Numbers;
  tolerance: Numbers | string;
};

export const goldenIds: readonly string[] = reference.records.map(({ id }) => id);

function recordOf(id: string): GoldenRecord {
  const found = (reference.records as GoldenRecord[]).find((record) => record.id === id);
  if (!found) throw new Error(`no golden record ${id}`);
  return found;
}

function numbersOf(value: Numbers | string | undefined, what: string): number[] {
  if (typeof value === "number") return [value];
  if (Array.isArray(value)) return value.flat();
  throw new Error(`${what} is no list of numbers`);
}

/** The expected figures, row by row where the record has rows. */
export function expectedOf(id: string): number[] {
  return numbersOf(recordOf(id).expected, id);
}

/** A parameter that is one number. */
export function parameterOf(id: string, name: string): number {
  const [value, ...more] = parameterListOf(id, name);
  if (value === undefined || more.length > 0) throw new Error(`${id}: ${name} is not one number`);
  return value;
}

export function parameterListOf(id: string, name: string): number[] {
  return numbersOf(recordOf(id).parameters[name], `${id}: ${name}`);
}

/** Absolute tolerance of each expected figure, where the record states it as a number. */
function tolerancesOf(id: string): number[] {
  const { tolerance } = recordOf(id);
  const stated = numbersOf(tolerance, `${id}: tolerance`);
  return stated.length > 1 ? stated : expectedOf(id).map(() => stated[0] ?? Number.NaN);
}

/** What lies further from the record than its tolerance (which may be given), as sentences; empty where all is well. */
export function deviationsFrom(id: string, found: readonly number[], tolerance?: number): string[] {
  const expected = expectedOf(id);
  const tolerances = tolerance === undefined ? tolerancesOf(id) : expected.map(() => tolerance);
  if (found.length !== expected.length) return [`${id}: ${found.length} figures, not ${expected.length}`];
  return found.flatMap((figure, i) => {
    const off = Math.abs(figure - (expected[i] ?? Number.NaN));
    return off <= (tolerances[i] ?? 0) ? [] : [`${id}: figure ${i} is ${figure}, not ${expected[i]}`];
  });
}
