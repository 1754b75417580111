/** Numbers as people type them: full-width digits, grouping, per cent, 万 and 亿, a unit behind. */
import type { Unit } from "../../domain/field.ts";

const multipliers: Record<string, number> = { 万: 1e4, 亿: 1e8, 千: 1e3, 百万: 1e6, k: 1e3, m: 1e6 };

const unitWords =
  /(?:个月|分钟|积分|会员日|位|人|次|遍|分|元|天|日|月|年|块|points?|pts?|yuan|rmb|cny|days?|months?|years?|min(?:ute)?s?|members?|times?|runs?)$/i;

const written = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?(百万|[万亿千km])?(%)?$/i;

/**
 * The stored number that a text means for a unit, or undefined where it means none. Shares and basis points are
 * typed in per cent (30 and 30% are 0.3), cents in yuan. Limits are not looked at.
 */
export function parseAmount(text: string, unit: Unit): number | undefined {
  const match = written.exec(normalized(text));
  if (!match) return undefined;
  const [, sign, whole, fraction, multiplier, perCent] = match;
  if (whole === undefined && (fraction === undefined || fraction === "")) return undefined;
  const digits = `${(whole ?? "0").replaceAll(",", "")}.${fraction ?? ""}0`;
  const value =
    Number(digits) * (multipliers[multiplier?.toLowerCase() ?? ""] ?? 1) * (sign === "-" ? -1 : 1);
  return stored(value, unit, perCent !== undefined);
}

function stored(value: number, unit: Unit, perCent: boolean): number | undefined {
  switch (unit) {
    case "share":
      return tidy(value / 100);
    case "basisPoints":
      return tidy(value * 100);
    case "cents":
    case "centsPerMonth":
      return perCent ? undefined : tidy(value * 100);
    case "ratio":
      return perCent ? tidy(value / 100) : tidy(value);
    default:
      return perCent ? undefined : tidy(value);
  }
}

/** Half-width, without blanks, currency sign and unit. */
function normalized(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\s/g, "")
    .replace(/[\u2212\u2013\u2014]/g, "-")
    .replace(/。/g, ".")
    .replace(/、/g, ",")
    .replace(/^([+-]?)[¥$]/, "$1")
    .replace(unitWords, "");
}

/** 0.07 × 100 is 7.000000000000001 in binary. */
function tidy(value: number): number {
  const tidied = Number(value.toPrecision(12));
  return Object.is(tidied, -0) ? 0 : tidied;
}
