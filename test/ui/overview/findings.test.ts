import { describe, expect, test } from "vitest";
import type { Outcome } from "../../../src/domain/outcome.ts";
import { mobileSecurities } from "../../../src/domain/preset-mobile-securities.ts";
import type { Scenario } from "../../../src/domain/scenario.ts";
import { type Language, languages } from "../../../src/domain/text.ts";
import { formats } from "../../../src/i18n/formats.ts";
import { overviewMessages } from "../../../src/i18n/overview.ts";
import { awardRows, awardsFinding } from "../../../src/ui/overview/AwardsCard.tsx";
import { balancesFinding } from "../../../src/ui/overview/BalancesCard.tsx";
import { cheapestItem, distributionFinding } from "../../../src/ui/overview/DistributionCard.tsx";
import { flowsFinding } from "../../../src/ui/overview/FlowsCard.tsx";
import { certaintyOf } from "../../../src/ui/overview/Overview.tsx";
import { ratesFinding } from "../../../src/ui/overview/RatesCard.tsx";
import { structureBars, structureFinding } from "../../../src/ui/overview/StructureCard.tsx";
import { tickLabelsOf, timeAxis, type View } from "../../../src/ui/overview/view.ts";
import { estimate, fakeOutcome, none } from "./fake-outcome.ts";

function viewOf(
  language: Language,
  outcome: Outcome = fakeOutcome(),
  scenario: Scenario = mobileSecurities,
): View {
  return {
    outcome,
    baseline: undefined,
    scenario,
    language,
    words: overviewMessages(language),
    formats: formats(language),
    tickLabels: tickLabelsOf(formats(language)),
    time: timeAxis(scenario.run.start, outcome.days, formats(language)),
    currency: "points",
  };
}

const findings = {
  balances: balancesFinding,
  structure: structureFinding,
  flows: flowsFinding,
  rates: ratesFinding,
  distribution: distributionFinding,
  awards: (view: View) => awardsFinding(awardRows(view), view),
};

/** A run in which nobody earned anything. */
function nothingHappened(): Outcome {
  const outcome = fakeOutcome();
  const points = outcome.currencies.points!;
  return {
    ...outcome,
    rules: {},
    ledger: { points: { ...outcome.ledger.points!, issued: 0, redeemed: 0, decayed: 0, closing: 0 } },
    structures: outcome.structures.map((structure) => ({
      ...structure,
      issued: 0,
      byGroup: [],
      passes: false,
    })),
    months: outcome.months.map((month) => ({ ...month, costCentsPerMember: none })),
    currencies: {
      points: {
        balances: points.balances.map((sample) => ({ ...sample, p50: 0, p95: 0, mean: estimate(0, 0) })),
        distribution: [],
        flows: points.flows,
        redemptionRate: points.redemptionRate.map(() => ({ cumulative: none, ofMonth: Number.NaN })),
      },
    },
  };
}

test("each chart says in English what it shows", () => {
  const view = viewOf("en");
  expect(
    Object.fromEntries(Object.entries(findings).map(([name, finding]) => [name, finding(view)])),
  ).toEqual({
    balances:
      "At the end half of the members hold less than 260 points; the mean is 400 ±\u00a010, and the top 5% hold more than 1,380.",
    structure: "99% of points go to use; the target is 30%.",
    flows: "For every 100 points issued, 38 were redeemed, 4 decayed, and 58 are held at the end.",
    rates:
      "By the end 42.1% ±\u00a00.8% of the issued points were redeemed; a member cost ¥1.07 in Dec 2026.",
    distribution: "22% of members cannot yet afford the cheapest item, Mobile news, one month (100 points).",
    awards:
      "“Frequency” issues the most, 36% of all points, and reaches 9,000 members (including newcomers).",
  });
});

test("each chart says the same in Chinese, number for number", () => {
  const numbersIn = (text: string) =>
    (text.replace(/Dec 2026|2026年12月/, "").match(/[\d,.]*\d/g) ?? []).sort();
  for (const finding of Object.values(findings)) {
    const chinese = finding(viewOf("zh-CN"));
    expect(chinese).toMatch(/^[^a-zA-Z]+。$/);
    expect(numbersIn(chinese)).toEqual(numbersIn(finding(viewOf("en"))));
  }
});

describe.each(languages)("in %s", (language) => {
  test("where nothing happened, each chart says what is missing instead of a number", () => {
    const view = viewOf(language, nothingHappened());
    const { words } = view;
    expect(Object.values(findings).map((finding) => finding(view))).toEqual([
      words.balances.none,
      words.structure.none,
      words.flows.none,
      words.rates.noneIssued,
      words.distribution.none,
      words.awards.none,
    ]);
  });

  test("points that ended memberships take along are not called cleared by a rule", () => {
    const outcome = fakeOutcome();
    Object.assign(outcome.ledger.points!, { decayed: 0, cleared: 40 });
    const { words, ...view } = viewOf(language, outcome);
    expect(words.flows.names.cleared).toMatch(/cancelled or cleared|退订或清零作废/);
    expect(flowsFinding({ words, ...view })).toContain(words.flows.names.cleared);
    Object.assign(outcome.ledger.points!, { cleared: 0 });
    expect(flowsFinding({ words, ...view })).not.toContain(words.flows.names.cleared);
  });

  test("below three replications the interval is called provisional", () => {
    const provisional = fakeOutcome({ intervalsFrom: "members", replications: 1 });
    expect(certaintyOf(viewOf(language, provisional))).toMatch(/provisional|暂定/);
    expect(certaintyOf(viewOf(language))).toMatch(/4/);
  });

  test("points without redemptions are told apart from no points", () => {
    const outcome = fakeOutcome();
    outcome.currencies.points!.redemptionRate.at(-1)!.cumulative = estimate(0, 0);
    const view = viewOf(language, outcome);
    expect(ratesFinding(view)).toBe(view.words.rates.noneRedeemed);
  });
});

test("a structure within the tolerance holds", () => {
  const outcome = fakeOutcome();
  const structure = {
    ...outcome.structures[0]!,
    shares: { key: 0.58, secondary: 0.33, other: 0.09 },
    passes: true,
  };
  const view = viewOf("en", { ...outcome, structures: [structure] });
  expect(structureFinding(view)).toBe("The structure holds: Key 58%, Secondary 33%, Other 9%.");
  expect(structureBars(structure, view).map((bar) => bar.remark?.text)).toEqual([
    "✓ within ±10 pp",
    "✓ within ±10 pp",
    "✓ within ±10 pp",
  ]);
});

test("a share at the edge of its zone is within the tolerance, one beyond it is off by its distance", () => {
  const outcome = fakeOutcome();
  const structure = { ...outcome.structures[0]!, shares: { key: 0.7, secondary: 0.19, other: 0.11 } };
  const remarks = structureBars(structure, viewOf("en")).map((bar) => bar.remark?.text);
  expect(remarks).toEqual(["✓ within ±10 pp", "▼ 11 pp under", "✓ within ±10 pp"]);
});

test("of several services, the finding names the one that misses", () => {
  const scenario = {
    ...mobileSecurities,
    services: [
      ...mobileSecurities.services,
      { ...mobileSecurities.services[0]!, id: "music", name: { zh: "音乐", en: "Music" } },
    ],
  };
  const outcome = fakeOutcome();
  const failing = { ...outcome.structures[0]!, service: "music" };
  const holding = { ...outcome.structures[0]!, passes: true };
  const view = viewOf("en", { ...outcome, structures: [holding, failing] }, scenario);
  expect(structureFinding(view)).toBe("Music: 99% of points go to use; the target is 30%.");
});

test("the cheapest item is the one with the lowest price in points among those on offer", () => {
  expect(cheapestItem(mobileSecurities, "points")).toMatchObject({ price: 100, item: { id: "news-month" } });
  const items = mobileSecurities.items.map((item) => ({ ...item, enabled: item.id === "headset" }));
  expect(cheapestItem({ ...mobileSecurities, items }, "points")).toMatchObject({ price: 900 });
  expect(cheapestItem(mobileSecurities, "coins")).toBeUndefined();
  const closed = { ...mobileSecurities, items: [] };
  expect(distributionFinding(viewOf("en", fakeOutcome(), closed))).toBe(
    "Half of the members hold less than 260 points; no item is on offer.",
  );
});

test("rules are listed by their share of the points, switched-off ones not at all", () => {
  const rows = awardRows(viewOf("en"));
  expect(rows.map((row) => row.id)).toEqual([
    "login",
    "duration",
    "tenure",
    "activation",
    "referral",
    "referral-retained",
  ]);
  expect(rows.reduce((sum, row) => sum + row.share, 0)).toBeCloseTo(1, 12);
  expect(rows[0]).toMatchObject({ points: 5_000_000, members: 9000, awards: 1_000_000 });
});
