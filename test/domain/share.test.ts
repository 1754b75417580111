/** Shares of what referred members earn: what their multipliers can make of them, and which are refused. */
import { describe, expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import { describeProblem } from "../../src/domain/problem.ts";
import type { Multiplier, Rule } from "../../src/domain/rule.ts";
import { text } from "../../src/domain/text.ts";
import { preset, ruleOf } from "../engine/scenario-of.ts";

const step = (id: string, threshold: number) => ({ id, name: text(id, id), threshold });
const tiers = {
  currency: "points",
  validityMonths: 12,
  demotion: "oneStep" as const,
  steps: [step("base", 0), step("gold", 100)],
};

/** What is said of a share; "" where it may be. */
function saidOf(percent: number, multipliers: Multiplier[], more: Partial<Rule> = {}): string {
  const condition = { kind: "shareOfReferred", basisPoints: percent * 100, depth: 0 } as const;
  const rule = ruleOf("chain", condition, 1, { multipliers, ...more });
  const checked = checkScenario({ ...preset, tiers, rules: [...preset.rules, rule] });
  return checked.ok ? "" : checked.problems.map((one) => describeProblem(one, "en")).join();
}

const during = (factor: number, from?: string, until?: string): Multiplier => ({
  kind: "window",
  span: { ...(from && { from }), ...(until && { until }) },
  factor: factor * 10_000,
});
const inSegment = (segment: string, factor: number): Multiplier => ({
  kind: "segment",
  segment,
  factor: factor * 10_000,
});
const inTier = (tier: string, factor: number): Multiplier => ({
  kind: "tier",
  tier,
  factor: factor * 10_000,
});

const to = (percent: number, depth: number): Partial<Rule> => ({
  condition: { kind: "shareOfReferred", basisPoints: percent * 100, depth },
});

type Case = [what: string, percent: number, multipliers: Multiplier[], refused: string, more?: Partial<Rule>];
const cases: Case[] = [
  ["no multiplier", 90, [], ""],
  ["double points", 90, [during(2)], "180%"],
  ["double points of a half: all of it", 50, [during(2)], "100%"],
  ["a little less", 49, [during(2)], ""],
  [
    "two windows that overlap for a day",
    60,
    [during(1.3, "2026-01-01", "2026-02-01"), during(1.3, "2026-02-01")],
    "101.4%",
  ],
  [
    "two windows one after the other",
    60,
    [during(1.3, "2026-01-01", "2026-01-31"), during(1.3, "2026-02-01")],
    "",
  ],
  [
    "a window that opens after the rule has ended",
    60,
    [during(2, "2027-01-01")],
    "",
    { eligibility: { span: { until: "2026-12-31" } } },
  ],
  [
    "a window that is over before the rule begins",
    60,
    [during(2, undefined, "2026-12-31")],
    "",
    { eligibility: { span: { from: "2027-01-01" } } },
  ],
  [
    "two segments, of which a member is in one",
    60,
    [inSegment("established", 1.5), inSegment("newcomers", 1.5)],
    "",
  ],
  ["the same segment twice", 60, [inSegment("newcomers", 1.5), inSegment("newcomers", 1.5)], "135%"],
  [
    "a segment that does not earn",
    60,
    [inSegment("newcomers", 2)],
    "",
    { eligibility: { segments: ["established"] } },
  ],
  [
    "a segment, a tier and a window together",
    40,
    [inSegment("newcomers", 1.4), inTier("gold", 1.4), during(1.4)],
    "109.76%",
  ],
  ["a tier that makes less of it, and members in the other", 60, [inTier("gold", 0.5), during(1.7)], "102%"],
  [
    "all who earn get less by their tier",
    60,
    [inTier("gold", 0.5), during(1.7)],
    "",
    { eligibility: { tiers: ["gold"] } },
  ],
  ["a rule that is switched off", 90, [during(2)], "", { enabled: false }],
  ["to the referrer alone, who passes nothing on", 90, [during(2)], "", to(90, 1)],
  ["all of it, two steps up: each is paid as much", 50, [during(2)], "", to(50, 2)],
  ["all of it, as many steps up as there may be", 50, [during(2)], "", to(50, 50)],
  ["more than all of it, two steps up", 51, [during(2)], "102%", to(51, 2)],
  ["a hair more than all of it", 50, [during(2), during(1.0001)], "100.01%", to(50, 2)],
  [
    "less until a day, and more than all of it from then on",
    60,
    [during(0.5, undefined, "2026-06-30"), during(1.7)],
    "102%",
  ],
  [
    "less until a day, and less from the next on",
    60,
    [during(0.5, undefined, "2026-06-30"), during(0.5, "2026-07-01"), during(1.7)],
    "",
  ],
];

describe("a share that its multipliers can make all of what was earned is refused", () => {
  test.each(cases)("%s", (_, percent, multipliers, refused, more) => {
    const said = saidOf(percent, multipliers, more);
    if (refused === "") expect(said).toBe("");
    else
      expect(said).toContain(
        `rules/chain/condition/basisPoints: with its multipliers the share comes to as much as ${refused}, ${refused === "100%" ? "to any depth" : "more than 100%"}:`,
      );
  });

  test("nearly all of it, by four-digit factors, is decided exactly", () => {
    const factors = [9999, 9999, 10_001, 10_001].map(
      (factor): Multiplier => ({ kind: "window", span: {}, factor }),
    );
    // (1 − 10⁻⁸)² × 0.9 ÷ 0.9.
    expect(saidOf(90, [...factors, { kind: "window", span: {}, factor: 11_111 }])).toBe("");
    expect(saidOf(80, [{ kind: "window", span: {}, factor: 12_500 }])).toContain("100%");
  });
});

test("both reasons are said in both languages", () => {
  const said = (percent: string) =>
    (["zh-CN", "en"] as const).map((language) =>
      describeProblem(
        { code: percent === "100" ? "shareStays" : "shareGrows", path: "x", percent },
        language,
      ),
    );
  expect([...said("120"), ...said("100")]).toEqual([
    "x：分成乘以可能同时生效的倍数最多为 120%，超过了 100%：沿推荐链会越分越多（请调低分成或倍数，或只分一层）",
    "x: with its multipliers the share comes to as much as 120%, more than 100%: up the chain it would grow from step to step (lower the share or a multiplier, or let it go one step only)",
    "x：分成乘以可能同时生效的倍数可达 100%，又不限层数：每一笔都会原样分到推荐链顶端（请调低分成或倍数，或限定层数）",
    "x: with its multipliers the share comes to as much as 100%, to any depth: everything would go up the whole chain undiminished (lower the share or a multiplier, or set a depth)",
  ]);
});
