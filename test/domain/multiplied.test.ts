/** What the multipliers of a rule make of a point at most: those that hold for one member, one event and one day. */
import { expect, test } from "vitest";
import { endOfTime, mostFactor, type Standing } from "../../src/domain/multiplied.ts";
import type { Multiplier, Rule } from "../../src/domain/rule.ts";
import { text } from "../../src/domain/text.ts";
import { preset, ruleOf } from "../engine/scenario-of.ts";

const named = (id: string) => ({ id, name: text(id, id) });
const [service] = preset.services;
if (!service) throw new Error("no service");
const scenario = {
  ...preset,
  services: [service, { ...service, id: "second" }],
  channels: ["app", "shop"].map(named),
  tiers: {
    currency: "points",
    validityMonths: 12,
    demotion: "oneStep" as const,
    steps: ["base", "gold"].map((id, at) => ({ ...named(id), threshold: 100 * at })),
  },
};

/** "gold ×2", "app ×2", "from 2026-02-01 until 2026-02-28 ×2". */
function multiplierOf(words: string): Multiplier {
  const [what = "", by] = words.split(" ×");
  const factor = Math.round(Number(by) * 10_000);
  if (what === "base" || what === "gold") return { kind: "tier", tier: what, factor };
  if (what === "app" || what === "shop") return { kind: "channel", channel: what, factor };
  if (what === "securities" || what === "second") return { kind: "product", product: what, factor };
  if (what === "established" || what === "newcomers") return { kind: "segment", segment: what, factor };
  const [, from] = /from (\S+)/.exec(what) ?? [];
  const [, until] = /until (\S+)/.exec(what) ?? [];
  return { kind: "window", span: { ...(from && { from }), ...(until && { until }) }, factor };
}

type Line = [words: string[], most: number, whom?: NonNullable<Rule["eligibility"]>, standing?: Standing];

test.each<Line>([
  [[], 1],
  [["gold ×2", "base ×3"], 3],
  [["gold ×2", "gold ×3"], 6],
  [["gold ×0.5", "base ×0.6"], 0.6],
  [["gold ×0.5"], 1],
  [["gold ×0.5"], 0.5, { tiers: ["gold"] }],
  [["gold ×2", "base ×3"], 2, {}, { tier: "gold" }],
  [["gold ×2"], 0, { tiers: ["gold"] }, { tier: "base" }],
  [["established ×2", "newcomers ×3"], 3],
  [["established ×0.5", "newcomers ×0.5"], 1],
  [["established ×2"], 1, {}, { segment: "" }],
  [["established ×2"], 0, { segments: ["established"] }, { segment: "newcomers" }],
  [["app ×2", "shop ×3"], 3],
  [["app ×0.5", "shop ×0.5"], 1],
  [["app ×2", "shop ×3"], 2, { channels: ["app"] }],
  [["securities ×2", "second ×3"], 3],
  [["securities ×2", "second ×3"], 2, { products: ["securities"] }],
  [["app ×2", "second ×3", "gold ×5", "newcomers ×7"], 210],
  [["from 2026-01-01 until 2026-01-03 ×2", "from 2026-02-01 until 2026-02-03 ×3"], 3],
  [["from 2026-01-01 until 2026-02-01 ×2", "from 2026-02-01 until 2026-02-03 ×3"], 6],
  [["until 2026-01-31 ×0.5", "from 2026-02-01 ×0.5"], 0.5],
  [["until 2026-01-31 ×0.5", "from 2026-02-02 ×0.5"], 1],
  [["until 2026-01-31 ×2"], 2],
  [["until 2026-01-31 ×2"], 1, {}, { day: endOfTime }],
  [["until 2026-01-31 ×2"], 1, { span: { from: "2026-02-01" } }],
  [["from 2026-02-01 ×2"], 2, {}, { day: endOfTime }],
  [["from 2026-02-01 ×2"], 0, { span: { until: "2026-06-30" } }, { day: endOfTime }],
])("%j: ×%d for %j, %j", (words, most, eligibility = {}, standing = {}) => {
  const rule = ruleOf("rule", { kind: "firstOfDay", indicator: "login" }, 1, {
    multipliers: words.map(multiplierOf),
    eligibility,
  });
  const { over, under } = mostFactor(scenario, rule, standing);
  expect(Number(over) / Number(under)).toBeCloseTo(most, 12);
});
