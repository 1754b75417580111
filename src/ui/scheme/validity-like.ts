/** What becomes of a validity when a planner chooses another kind of it. */
import type { Validity } from "../../domain/currency.ts";

/** A validity of another kind that lasts about as long; a year where points never expired. */
export function validityLike(validity: Validity, kind: Validity["kind"]): Validity {
  const months = monthsOf(validity);
  switch (kind) {
    case "none":
      return { kind };
    case "days":
      return { kind, days: Math.round((months * 365) / 12) };
    case "months":
    case "monthEnd":
    case "projectEnd":
      return { kind, months };
    case "yearEnd":
    case "cycle":
      return { kind, years: Math.max(1, Math.round(months / 12)) };
    case "lots":
      return { kind, count: 12 };
  }
}

function monthsOf(validity: Validity): number {
  switch (validity.kind) {
    case "none":
    case "lots":
      return 12;
    case "days":
      return Math.min(60, Math.max(1, Math.round((validity.days * 12) / 365)));
    case "yearEnd":
    case "cycle":
      return validity.years * 12;
    default:
      return validity.months;
  }
}
