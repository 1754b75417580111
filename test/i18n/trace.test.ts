/** Formulas and reasons of awards, as planners read them. */
import { expect, test } from "vitest";
import type { Explanation, Step } from "../../src/domain/explanation.ts";
import { formulaWords, verdictWords } from "../../src/i18n/trace.ts";

const units: Step = { kind: "units", unit: "minutes", amount: 37, each: 10, count: 3, points: 5, value: 15 };
const cap = (left: number): Step => ({
  kind: "held",
  by: "day",
  limit: undefined,
  points: 20,
  left,
  value: left,
});
const budget: Step = { kind: "held", by: "budget", limit: undefined, points: 1000, left: 0, value: 0 };
const count: Step = { kind: "count", count: 1, points: 5, value: 5 };

const said: [Explanation, { formula: [string, string]; why: [string, string] }][] = [
  [
    { verdict: "paid", steps: [units], excludedBy: undefined },
    { formula: ["37 分钟 ÷ 10 → 3 × 5 = 15", "37 min ÷ 10 → 3 × 5 = 15"], why: ["", ""] },
  ],
  [
    { verdict: "cut", steps: [units, cap(10)], excludedBy: undefined },
    {
      formula: [
        "37 分钟 ÷ 10 → 3 × 5 = 15 → 每日上限 20，还剩 10：10",
        "37 min ÷ 10 → 3 × 5 = 15 → daily cap of 20, 10 left: 10",
      ],
      why: ["只发一部分", "paid in part"],
    },
  ],
  [
    { verdict: "capReached", steps: [count, cap(0)], excludedBy: undefined },
    {
      formula: ["1 × 5 = 5 → 每日上限 20，还剩 0：0", "1 × 5 = 5 → daily cap of 20, 0 left: 0"],
      why: ["每日上限 20 已用完", "daily cap of 20 used up"],
    },
  ],
  [
    { verdict: "capReached", steps: [count, { ...cap(3), value: 0 }], excludedBy: undefined },
    {
      formula: [
        "1 × 5 = 5 → 每日上限 20，还剩 3，超限整笔不计：0",
        "1 × 5 = 5 → daily cap of 20, 3 left, all or nothing: 0",
      ],
      why: ["每日上限 20 所剩不足，超限整笔不计", "more than is left of the daily cap of 20, all or nothing"],
    },
  ],
  [
    { verdict: "budgetOut", steps: [count, { ...budget, left: 3 }], excludedBy: undefined },
    {
      formula: [
        "1 × 5 = 5 → 全体每月预算 1,000，超限整笔不计：0",
        "1 × 5 = 5 → monthly budget of 1,000 for all members, all or nothing: 0",
      ],
      why: [
        "全体每月预算 1,000 所剩不足，超限整笔不计",
        "more than is left of the monthly budget of 1,000 for all members, all or nothing",
      ],
    },
  ],
  [
    { verdict: "budgetOut", steps: [count, budget], excludedBy: undefined },
    {
      formula: [
        "1 × 5 = 5 → 全体每月预算 1,000：0",
        "1 × 5 = 5 → monthly budget of 1,000 for all members: 0",
      ],
      why: ["全体每月预算 1,000 已用完", "monthly budget of 1,000 for all members used up"],
    },
  ],
  [
    { verdict: "notEligible", steps: [count], excludedBy: "verification" },
    {
      formula: ["1 × 5 = 5", "1 × 5 = 5"],
      why: ["尚未实名登记", "identity not checked yet"],
    },
  ],
  [
    { verdict: "notEligible", steps: [count], excludedBy: "segment" },
    {
      formula: ["1 × 5 = 5", "1 × 5 = 5"],
      why: ["不在适用群体", "not in a segment that earns"],
    },
  ],
  [
    {
      verdict: "paid",
      steps: [
        {
          kind: "ratio",
          unit: "cents",
          amount: 12_345,
          points: 1,
          per: 100,
          factors: [15_000, 20_000],
          value: 371,
        },
      ],
      excludedBy: undefined,
    },
    {
      formula: ["¥123.45 × 1 ÷ ¥1.00 × 150% × 200% = 371", "¥123.45 × 1 ÷ ¥1.00 × 150% × 200% = 371"],
      why: ["", ""],
    },
  ],
];

test.each(said)("%j reads well in both languages", (explanation, { formula, why }) => {
  expect([formulaWords(explanation, "zh-CN"), formulaWords(explanation, "en")]).toEqual(formula);
  expect([verdictWords(explanation, "zh-CN"), verdictWords(explanation, "en")]).toEqual(why);
});
