/** Which indicator a condition listens to, and the group of the library that its points count towards. */
import { expect, test } from "vitest";
import { type Condition, groupOf, indicatorOf, type Rule } from "../../src/domain/rule.ts";
import { text } from "../../src/domain/text.ts";

const table: [condition: Condition, indicator: string, group: string][] = [
  [{ kind: "activation" }, "activation", "use"],
  [{ kind: "tenure", everyMonths: 1 }, "tenure", "use"],
  [{ kind: "firstOfDay", indicator: "login" }, "login", "use"],
  [{ kind: "sessionLength", unitMinutes: 10 }, "session", "use"],
  [{ kind: "referral" }, "referral", "spreading"],
  [{ kind: "referralRetained", months: 3 }, "referral", "spreading"],
  [{ kind: "each", indicator: "content" }, "content", "content"],
  [{ kind: "praisedOver", praises: 10 }, "praise", "content"],
  [{ kind: "perSuccess" }, "success", "ability"],
  [{ kind: "grant" }, "grant", "other"],
];

test.each(table)("%o listens to %s and counts as %s", (condition, indicator, group) => {
  const rule: Rule = {
    id: "rule",
    name: text("规则", "Rule"),
    service: "service",
    currency: "points",
    enabled: true,
    condition,
    points: 1,
    caps: {},
  };
  expect(indicatorOf(condition)).toBe(indicator);
  expect(groupOf(rule)).toBe(group);
});
