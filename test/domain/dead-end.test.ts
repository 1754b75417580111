/** What the numbers of a scheme forbid by themselves: warned of where it stands, and nothing is said of what can be. */
import { expect, test } from "vitest";
import type { Condition, Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { describeWarning, warningsOf } from "../../src/domain/warning.ts";
import { ruleOf, scenarioOf } from "../engine/scenario-of.ts";

const login: Condition = { kind: "firstOfDay", indicator: "login" };
const whole = { pointsPerDay: 10, allOrNothing: true };
const withRule = (more: Partial<Rule>, condition: Condition = login, points = 50) =>
  scenarioOf({ rules: [ruleOf("rule", condition, points, more)] });

function withLimit(service?: string, more: Partial<Rule> = {}): Scenario {
  const limit = { id: "all", name: text("合计", "All"), currency: "points", caps: whole };
  return { ...withRule(more), limits: [service === undefined ? limit : { ...limit, service }] };
}

function withTransfer(pointsMin: number, pointsPerMonth: number, enabled = true): Scenario {
  const transfer = { enabled, pointsMin, pointsPerMonth, feeBasisPoints: 0 };
  return scenarioOf({ rules: [], currency: { transfer } });
}

function withExchange(pointsMin: number, pointsPerMonth: number): Scenario {
  const scenario = withRule({});
  const [points] = scenario.currencies;
  if (points) scenario.currencies.push({ ...points, id: "coins" });
  const exchange = { id: "x", enabled: true, from: "points", to: "coins", give: 2, get: 1 };
  scenario.exchanges = [{ ...exchange, pointsMin, pointsPerMonth, phase: "innerLoop", by: "member" }];
  return scenario;
}

const bulk = (from: string, until: string) =>
  withRule({ eligibility: { span: { from, until } } }, { kind: "bulkGrant", date: "2026-05-01" });
const redeemed = (spendable: boolean): Scenario => {
  const scenario = withRule({}, { kind: "perRedeemed", per: 100, spent: "coins" }, 1);
  const [points] = scenario.currencies;
  if (points) scenario.currencies.push({ ...points, id: "coins", spendable });
  return scenario;
};
const doubled = (factor: number) => ({
  caps: whole,
  multipliers: [{ kind: "window" as const, span: {}, factor }],
});
const banded = (...points: number[]) =>
  withRule(
    { caps: whole },
    {
      kind: "bands",
      indicator: "friend",
      bands: points.map((value, at) => ({ count: 5 + at, points: value })),
    },
  );

test.each<[string, Scenario, string | undefined]>([
  ["50 points all or nothing, at most 10", withRule({ caps: whole }), "rules/rule/caps/pointsPerDay"],
  ["the same, the rest being paid", withRule({ caps: { pointsPerDay: 10 } }), undefined],
  ["10 points fit", withRule({ caps: whole }, login, 10), undefined],
  ["doubled they do not fit either", withRule(doubled(20_000)), "rules/rule/caps/pointsPerDay"],
  ["a tenth of them may", withRule(doubled(1000)), undefined],
  ["a rule that is off", withRule({ caps: whole, enabled: false }), undefined],
  [
    "in proportion, some awards fit",
    withRule({ caps: whole }, { kind: "perAmount", indicator: "purchase", cents: 100 }),
    undefined,
  ],
  ["every band is too much", banded(20, 40), "rules/rule/caps/pointsPerDay"],
  ["one band fits", banded(5, 40), undefined],
  ["a limit over several rules", withLimit(), "limits/all/caps/pointsPerDay"],
  [
    "a limit within which the rule's own cap leaves it",
    withLimit(undefined, { caps: { pointsPerDay: 5 } }),
    undefined,
  ],
  ["a limit of another service", withLimit("elsewhere"), undefined],
  ["to send 50 at least, 20 a month", withTransfer(50, 20), "currencies/points/transfer/pointsMin"],
  ["the same, switched off", withTransfer(50, 20, false), undefined],
  ["to send 20 at least, 20 a month", withTransfer(20, 20), undefined],
  ["to exchange 30 at least, 20 a month", withExchange(30, 20), "exchanges/x/pointsMin"],
  ["to exchange 20 at least, 30 a month", withExchange(20, 30), undefined],
  ["a grant before the rule begins", bulk("2026-06-01", "2026-07-01"), "rules/rule/condition/date"],
  ["a grant after the rule has ended", bulk("2026-01-01", "2026-04-30"), "rules/rule/condition/date"],
  ["a grant on the rule's last day", bulk("2026-01-01", "2026-05-01"), undefined],
  ["points for redeeming what cannot be spent", redeemed(false), "rules/rule/condition/spent"],
  ["points for redeeming what can", redeemed(true), undefined],
])("%s", (_, scenario, path) => {
  const told = warningsOf(scenario).filter((one) => /\/(caps|pointsMin|date|spent)/.test(one.path));
  expect(told.map((one) => one.path)).toEqual(path === undefined ? [] : [path]);
});

test("nothing is said where values change within the run", () => {
  const changes = [{ date: "2026-06-01", path: "rules/rule/caps/pointsPerDay", value: 100 }];
  expect(warningsOf({ ...withRule({ caps: whole }), changes })).toEqual([]);
});

test.each<[Scenario, string, string]>([
  [
    withRule({ caps: whole }),
    "rules/rule/caps/pointsPerDay：单次至少得 50 分，上限却只有 10 分，放不下的整笔不发：这条规则一分也不会赠送。",
    "rules/rule/caps/pointsPerDay: A single award is at least 50 points, the cap 10, and what does not fit is not paid at all: this rule never pays.",
  ],
  [
    withTransfer(50, 20),
    "currencies/points/transfer/pointsMin：每笔至少 50 分，每月却最多 20 分：永远办不成。",
    "currencies/points/transfer/pointsMin: At least 50 points at once, but at most 20 a month: nobody ever can.",
  ],
])("in words", (scenario, chinese, english) => {
  const [warning] = warningsOf(scenario);
  expect(warning && [describeWarning(warning, "zh-CN"), describeWarning(warning, "en")]).toEqual([
    chinese,
    english,
  ]);
});
