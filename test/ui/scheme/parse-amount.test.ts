/** Numbers as people type them. */
import { expect, test } from "vitest";
import type { Unit } from "../../../src/domain/field.ts";
import { parseAmount } from "../../../src/ui/scheme/parse-amount.ts";

test.each<[text: string, unit: Unit, stored: number]>([
  ["5", "points", 5],
  ["１２３", "points", 123],
  ["1,234", "points", 1234],
  ["1，234", "points", 1234],
  ["1,234,567", "members", 1_234_567],
  ["1.5万", "members", 15_000],
  ["1.5 万", "members", 15_000],
  ["２万", "members", 20_000],
  ["3千", "points", 3000],
  ["2百万", "members", 2_000_000],
  ["1亿", "points", 100_000_000],
  ["10k", "members", 10_000],
  ["1.2M", "members", 1_200_000],
  ["  42  ", "days", 42],
  ["12个月", "months", 12],
  ["30 分钟", "minutes", 30],
  ["10 points", "points", 10],
  ["1 day", "days", 1],
  ["12%", "share", 0.12],
  ["12", "share", 0.12],
  ["１２％", "share", 0.12],
  ["0.5%", "basisPoints", 50],
  ["0.5", "basisPoints", 50],
  ["7%", "basisPoints", 700],
  ["10", "cents", 1000],
  ["¥10", "cents", 1000],
  ["￥1.50", "cents", 150],
  ["10元", "cents", 1000],
  ["1.5万元", "cents", 1_500_000],
  ["0.29", "cents", 29],
  ["-0.5", "ratio", -0.5],
  ["−0.5", "ratio", -0.5],
  ["－0.5", "ratio", -0.5],
  ["+3", "ratio", 3],
  [".5", "ratio", 0.5],
  ["5.", "ratio", 5],
  ["１。５", "ratio", 1.5],
  ["50%", "ratio", 0.5],
  ["-0", "ratio", 0],
  ["7", "share", 0.07],
])("%s in %s is %d", (text, unit, stored) => {
  expect(Object.is(parseAmount(text, unit), stored)).toBe(true);
});

test.each<[text: string, unit: Unit]>([
  ["", "points"],
  [" ", "points"],
  [".", "points"],
  ["-", "ratio"],
  ["abc", "points"],
  ["5x", "points"],
  ["1,23", "points"],
  ["12,34,567", "points"],
  ["1.2.3", "points"],
  ["1e3", "points"],
  ["Infinity", "points"],
  ["NaN", "points"],
  ["12%", "points"],
  ["12%", "cents"],
  ["--5", "ratio"],
  ["5 5x", "points"],
  ["0x10", "points"],
])("%j in %s is no number", (text, unit) => {
  expect(parseAmount(text, unit)).toBeUndefined();
});
