/** A number that a planner may change: label, unit, limits, step and validator in one place. */
import * as z from "zod/mini";
import type { LocalText } from "./text.ts";

/**
 * Units of a stored number. `share` is 0–1 and `basisPoints` ten-thousandths, both shown as per cent;
 * `cents` are hundredths of a yuan; `ratio` has no dimension.
 */
export const units = [
  "points",
  "cents",
  "days",
  "months",
  "years",
  "minutes",
  "count",
  "members",
  "share",
  "basisPoints",
  "ratio",
  "perYear",
  "perDay",
  "centsPerMonth",
] as const;
export type Unit = (typeof units)[number];

type FieldLimits = {
  label: LocalText;
  unit: Unit;
  /** Inclusive limits of the stored number. */
  min: number;
  max: number;
  step: number;
  /** Wide ranges read better on a logarithmic slider. */
  scale?: "linear" | "logarithmic";
};

export type Field = FieldLimits & { isWhole: boolean };

/** Every number field of the scenario schema, found again by its validator: see `fieldAt` in `path.ts`. */
export const fields = /* @__PURE__ */ z.registry<Field>();

/** A whole number (points, cents, days, counts) within the field's limits. */
export function wholeNumber(field: FieldLimits) {
  return z
    .int()
    .check(z.gte(field.min), z.lte(field.max))
    .register(fields, { ...field, isWhole: true });
}

/** A finite real number (probabilities, shapes, medians) within the field's limits. */
export function realNumber(field: FieldLimits) {
  return z
    .number()
    .check(z.gte(field.min), z.lte(field.max))
    .register(fields, { ...field, isWhole: false });
}

/** A list of `lengthMin` to `lengthMax` entries. */
export function listField<Entry extends z.core.$ZodType>(entry: Entry, lengthMin: number, lengthMax: number) {
  return z.array(entry).check(z.minLength(lengthMin), z.maxLength(lengthMax));
}
