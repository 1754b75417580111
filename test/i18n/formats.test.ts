/** Numbers, money and dates in both languages. */
import { expect, test } from "vitest";
import { units } from "../../src/domain/field.ts";
import { languages } from "../../src/domain/text.ts";
import { digitsOf, formats } from "../../src/i18n/formats.ts";

const en = formats("en");
const zh = formats("zh-CN");

test.each([
  [5, "points", "5 points", "5 分"],
  [1, "points", "1 point", "1 分"],
  [12_345, "members", "12,345 members", "12,345 人"],
  [0.27, "share", "27%", "27%"],
  [0.275, "share", "27.5%", "27.5%"],
  [50, "basisPoints", "0.5%", "0.5%"],
  [1000, "cents", "¥10", "¥10"],
  [150, "cents", "¥1.50", "¥1.50"],
  [160, "centsPerMonth", "¥1.60 a month", "¥1.60/月"],
  [1, "months", "1 month", "1 个月"],
  [12, "months", "12 months", "12 个月"],
  [0.15, "perYear", "0.15 a year", "0.15 次/年"],
  [-0.5, "ratio", "−0.5", "−0.5"],
] as const)("%d %s", (value, unit, english, chinese) => {
  expect(en.unit(value, unit)).toBe(english);
  expect(zh.unit(value, unit)).toBe(chinese);
});

test.each(languages)("what does not exist is a dash, in every unit (%s)", (language) => {
  for (const unit of units) expect(formats(language).unit(Number.NaN, unit)).toBe("–");
  expect(formats(language).compact(Number.POSITIVE_INFINITY)).toBe("–");
});

test("large numbers in the words of the language", () => {
  expect([zh.compact(14_600_000), zh.compact(400_000_000), zh.compactYuan(1_234_500)]).toEqual([
    "1460万",
    "4亿",
    "¥1.2万",
  ]);
  expect([en.compact(14_600_000), en.compact(400_000_000), en.compactYuan(1_234_500)]).toEqual([
    "14.6M",
    "400M",
    "¥12.3K",
  ]);
});

test("dates are civil dates, whatever the reader's time zone", () => {
  expect([zh.date("2026-01-01"), en.date("2026-01-01")]).toEqual(["2026年1月1日", "Jan 1, 2026"]);
  expect([zh.month("2026-12"), en.month("2026-12")]).toEqual(["2026年12月", "Dec 2026"]);
  expect([zh.month("2026-12", "short"), en.month("2026-12", "short")]).toEqual(["12月", "Dec"]);
});

test.each([
  [38.4, "38 ms", "38 毫秒"],
  [999, "999 ms", "999 毫秒"],
  [1234, "1.2 s", "1.2 秒"],
  [65_000, "65 s", "65 秒"],
])("%d milliseconds", (milliseconds, english, chinese) => {
  expect(en.duration(milliseconds)).toBe(english);
  expect(zh.duration(milliseconds)).toBe(chinese);
});

test.each([
  [500, 0],
  [0.27, 2],
  [1.31, 2],
  [0.553, 3],
  [1 / 3, 4],
  [0, 0],
  [-0.5, 1],
  [0.1 + 0.2, 1],
])("%d needs %i digits", (value, digits) => {
  expect(digitsOf(value)).toBe(digits);
});
