/** Numbers, money and dates as readers of each language write them. A figure that does not exist is a dash. */
import type { Unit } from "../domain/field.ts";
import type { Language } from "../domain/text.ts";
import { counted } from "./catalogue.ts";

const nothing = "–";

type Options = Intl.NumberFormatOptions;

/** One formatter per language and options: making one costs a hundred times what using it does. */
const formatters = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, options: Options): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(language, options);
    formatters.set(key, formatter);
  }
  return formatter;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let formatter = dateFormats.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
    dateFormats.set(key, formatter);
  }
  return formatter;
}

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
  const format = (value: number, options: Options) =>
    Number.isFinite(value) ? numberFormat(language, options).format(value) : nothing;
  const fixed = (digits: number): Options => ({
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });

  /** Grouped, with exactly `digits` behind the point. */
  const number = (value: number, digits = 0) => format(value, fixed(digits));
  /** A share of 0–1 as per cent. */
  const percent = (share: number, digits = 0) => format(share, { style: "percent", ...fixed(digits) });
  /** Cents as yuan. */
  const yuan = (cents: number, digits = 2) =>
    format(cents / 100, {
      style: "currency",
      currency: "CNY",
      currencyDisplay: "narrowSymbol",
      ...fixed(digits),
    });
  /** 1.2万 or 12K: at most `digits` behind the point. */
  const compact = (value: number, digits = 1) =>
    format(value, { notation: "compact", maximumFractionDigits: digits });
  /** As `compact`, for cents: ¥1.2万. */
  const compactYuan = (cents: number, digits = 1) =>
    format(cents / 100, {
      style: "currency",
      currency: "CNY",
      currencyDisplay: "narrowSymbol",
      notation: "compact",
      minimumFractionDigits: 0,
      maximumFractionDigits: digits,
    });

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

  /** A civil date yyyy-mm-dd in full. */
  const date = (iso: string) =>
    dateFormat(language, { year: "numeric", month: english ? "short" : "long", day: "numeric" }).format(
      new Date(`${iso}T00:00:00Z`),
    );
  /** A month yyyy-mm: with its year, or short for an axis. */
  const month = (name: string, style: "full" | "short" = "full") =>
    dateFormat(
      language,
      style === "short" ? { month: "short" } : { year: "numeric", month: english ? "short" : "long" },
    ).format(new Date(`${name}-01T00:00:00Z`));
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
