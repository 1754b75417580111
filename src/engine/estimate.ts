/** Figures with their uncertainty: Student intervals over independent observations. */
import type { Estimate } from "../domain/outcome.ts";
import { studentT95 } from "./distributions.ts";

const criticalValues = new Map<number, number>();

function criticalValue(degrees: number): number {
  const known = criticalValues.get(degrees);
  if (known !== undefined) return known;
  const value = studentT95(degrees);
  criticalValues.set(degrees, value);
  return value;
}

/**
 * An estimate whose standard error comes from the same figure computed for each of n ≥ 2 independent parts of the data:
 * their standard deviation ÷ √n. Parts without the figure (NaN) are left out; with fewer than 2 the error is NaN.
 */
export function estimateFrom(value: number, parts: readonly number[]): Estimate {
  const known = parts.filter((part) => Number.isFinite(part));
  const n = known.length;
  if (!Number.isFinite(value))
    return { value: Number.NaN, standardError: Number.NaN, low: Number.NaN, high: Number.NaN };
  if (n < 2) return { value, standardError: Number.NaN, low: Number.NaN, high: Number.NaN };
  const mean = known.reduce((sum, part) => sum + part, 0) / n;
  const squares = known.reduce((sum, part) => sum + (part - mean) * (part - mean), 0);
  const standardError = Math.sqrt(squares / (n - 1) / n);
  const half = criticalValue(n - 1) * standardError;
  return { value, standardError, low: value - half, high: value + half };
}
