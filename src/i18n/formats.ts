/** Numbers, money and dates as readers of each language write them. A figure that does not exist is a dash. */
import type { Unit } from "../domain/field.ts";
import type { Language } from "../domain/text.ts";
import { counted } from "./catalogue.ts";

const nothing = "–";

type Options = Intl.NumberFormatOptions;

/** One formatter per style and digits, made on first use: making one costs a hundred times what using it does. A true minus, not a hyphen. */
function numberStyle(language: Language, optionsOf: (digits: number) => Options) {
  const made: Intl.NumberFormat[] = [];
  return (value: number, digits: number): string => {
    if (!Number.isFinite(value)) return nothing;
    made[digits] ??= new Intl.NumberFormat(language, optionsOf(digits));
    return made[digits].format(value).replace("-", "−");
  };
}

/** A formatter of civil dates; the time zone is named so that the reader's cannot move the day. */
function dateStyle(language: Language, options: Intl.DateTimeFormatOptions) {
  const formatter = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  return (iso: string): string => formatter.format(new Date(`${iso}T00:00:00Z`));
}

const fixed = (digits: number): Options => ({
  minimumFractionDigits: digits,
  maximumFractionDigits: digits,
});
const yuanOptions: Options = { style: "currency", currency: "CNY", currencyDisplay: "narrowSymbol" };

/** Digits behind the point that a stored number needs, at most four: 0.27 → 2, 500 → 0. */
export function digitsOf(value: number): number {
  for (let digits = 0; digits < 4; digits++) {
    const scale = 10 ** digits;
    if (Math.abs(Math.round(value * scale) - value * scale) < 1e-9 * scale) return digits;
  }
  return 4;
}

type UnitWords = { zh: string; one: string; many: string };

/** Units that are words behind the number; share, basisPoints and money carry their sign instead. */
const unitWords: Partial<Record<Unit, UnitWords>> = {
  points: { zh: "分", one: "point", many: "points" },
  days: { zh: "天", one: "day", many: "days" },
  months: { zh: "个月", one: "month", many: "months" },
  years: { zh: "年", one: "year", many: "years" },
  minutes: { zh: "分钟", one: "minute", many: "minutes" },
  members: { zh: "人", one: "member", many: "members" },
  perYear: { zh: "次/年", one: "a year", many: "a year" },
  perDay: { zh: "次/登录日", one: "per login day", many: "per login day" },
};

export type Formats = ReturnType<typeof makeFormats>;

function makeFormats(language: Language) {
  const english = language === "en";
  const asNumber = numberStyle(language, fixed);
  const asPercent = numberStyle(language, (digits) => ({ style: "percent", ...fixed(digits) }));
  const asYuan = numberStyle(language, (digits) => ({ ...yuanOptions, ...fixed(digits) }));
  const compactOptions = (digits: number): Options => ({
    notation: "compact",
    minimumFractionDigits: 0,
    maximumFractionDigits: digits,
  });
  const asCompact = numberStyle(language, compactOptions);
  const asCompactYuan = numberStyle(language, (digits) => ({ ...yuanOptions, ...compactOptions(digits) }));

  /** Grouped, with exactly `digits` behind the point. */
  const number = (value: number, digits = 0) => asNumber(value, digits);
  /** A share of 0–1 as per cent. */
  const percent = (share: number, digits = 0) => asPercent(share, digits);
  /** Cents as yuan. */
  const yuan = (cents: number, digits = 2) => asYuan(cents / 100, digits);
  /** 1.2万 or 12K: at most `digits` behind the point. */
  const compact = (value: number, digits = 1) => asCompact(value, digits);
  /** As `compact`, for cents: ¥1.2万. */
  const compactYuan = (cents: number, digits = 1) => asCompactYuan(cents / 100, digits);

  /** Value in the unit a reader thinks in, without unit words: 0.27 → 27%, 1000 cents → ¥10, 5 points → 5. */
  const amount = (value: number, unit: Unit, digits?: number): string => {
    switch (unit) {
      case "share":
        return percent(value, digits ?? digitsOf(value * 100));
      case "basisPoints":
        return percent(value / 10_000, digits ?? digitsOf(value / 100));
      case "cents":
      case "centsPerMonth":
        return yuan(value, digits ?? (value % 100 === 0 ? 0 : 2));
      default:
        return number(value, digits ?? digitsOf(value));
    }
  };

  /** Value with its unit in words: "5 分", "5 points". */
  const unit = (value: number, of: Unit, digits?: number): string => {
    const shown = amount(value, of, digits);
    if (!Number.isFinite(value)) return shown;
    if (of === "centsPerMonth") return english ? `${shown} a month` : `${shown}/月`;
    const words = unitWords[of];
    if (!words) return shown;
    return english ? counted(value, shown, words.one, words.many) : `${shown} ${words.zh}`;
  };

  const year: Intl.DateTimeFormatOptions = { year: "numeric", month: english ? "short" : "long" };
  /** A civil date yyyy-mm-dd in full. */
  const date = dateStyle(language, { ...year, day: "numeric" });
  const monthOfYear = dateStyle(language, year);
  const monthAlone = dateStyle(language, { month: "short" });
  /** A month yyyy-mm: with its year, or short for an axis. */
  const month = (name: string, style: "full" | "short" = "full") =>
    style === "short" ? monthAlone(`${name}-01`) : monthOfYear(`${name}-01`);
  /** Milliseconds as a waiting time. */
  const duration = (milliseconds: number) =>
    milliseconds < 1000
      ? `${number(Math.round(milliseconds))} ${english ? "ms" : "毫秒"}`
      : `${number(milliseconds / 1000, milliseconds < 10_000 ? 1 : 0)} ${english ? "s" : "秒"}`;

  return { language, number, percent, yuan, compact, compactYuan, amount, unit, date, month, duration };
}

const both: Record<Language, Formats> = { "zh-CN": makeFormats("zh-CN"), en: makeFormats("en") };

/** The formats of one language. */
export function formats(language: Language): Formats {
  return both[language];
}
