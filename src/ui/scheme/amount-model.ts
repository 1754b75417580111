/** Everything about one number of the scheme that its parts draw and do. */
import type { Field } from "../../domain/field.ts";

export type AmountModel = {
  path: string;
  field: Field;
  value: number;
  /** The baseline's value, where it has one. */
  before: number | undefined;
  /** Whose number it is and what it is. */
  label: string;
  /** Sets the nearest valid value, and says what is wrong where even that is refused. */
  setValue: (value: number) => void;
};

/** Whether the value differs from the baseline's. */
export function isChanged({ before, value }: AmountModel): boolean {
  return before !== undefined && before !== value;
}
