import { setImmediate as nextTurn } from "node:timers/promises";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { kpiDefinitions } from "../../../src/domain/kpi.ts";
import { mobileSecurities } from "../../../src/domain/preset-mobile-securities.ts";
import type { Answer } from "../../../src/domain/runner.ts";
import { inLanguage, languages } from "../../../src/domain/text.ts";
import { inlineRunner } from "../../../src/engine/inline.ts";
import { planOf } from "../../../src/engine/plan.ts";
import { formats } from "../../../src/i18n/formats.ts";
import { overviewMessages } from "../../../src/i18n/overview.ts";
import { type ChartTable, DataTable } from "../../../src/ui/charts/DataTable.tsx";
import { baselineReading, Readout, readingWords } from "../../../src/ui/charts/Readout.tsx";
import { awardRows, awardsTable } from "../../../src/ui/overview/AwardsCard.tsx";
import { balancesTable } from "../../../src/ui/overview/BalancesCard.tsx";
import { distributionTable } from "../../../src/ui/overview/DistributionCard.tsx";
import { flowsTable } from "../../../src/ui/overview/FlowsCard.tsx";
import { courseOf, Headline, judged } from "../../../src/ui/overview/Headline.tsx";
import { isComparable, Overview } from "../../../src/ui/overview/Overview.tsx";
import { ratesTable } from "../../../src/ui/overview/RatesCard.tsx";
import { structureTable } from "../../../src/ui/overview/StructureCard.tsx";
import { tickLabelsOf, timeAxis, type View } from "../../../src/ui/overview/view.ts";
import { estimate, fakeOutcome, none } from "./fake-outcome.ts";

const headlineKpis = ["costPerMemberMonth", "redemptionRate", "outstandingPerMember", "activeRate"] as const;

const view: View = {
  outcome: fakeOutcome(),
  baseline: undefined,
  scenario: mobileSecurities,
  language: "en",
  words: overviewMessages("en"),
  formats: formats("en"),
  tickLabels: tickLabelsOf(formats("en")),
  time: timeAxis("2026-01-01", 365, formats("en")),
  currency: "points",
};

/** The text of a page without its markup. */
const textOf = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .replaceAll("&#x27;", "'");

describe.each(languages)("in %s", (language) => {
  const words = overviewMessages(language);
  const page = renderToStaticMarkup(
    <Overview outcome={fakeOutcome()} scenario={mobileSecurities} language={language} />,
  );

  test("the page carries four figures with their raw numbers and definitions", () => {
    for (const kpi of headlineKpis) {
      expect(page).toContain(`data-kpi="${kpi}" data-value="${fakeOutcome().kpis[kpi].value}"`);
      expect(textOf(page)).toContain(inLanguage(kpiDefinitions[kpi].definition, language));
    }
  });

  test("the page carries six charts, each with its title and a readout cursor or bars", () => {
    const titles = [
      words.balances,
      words.structure,
      words.flows,
      words.rates,
      words.distribution,
      words.awards,
    ];
    for (const { title } of titles) expect(page).toContain(title);
    expect(page.match(/<figure /g)).toHaveLength(6);
    const cursors = [...page.matchAll(/role="slider"[^>]*aria-valuetext="([^"]+)"/g)].map(([, text]) => text);
    expect(cursors).toHaveLength(5);
    for (const text of cursors) expect(text).toMatch(/\d/);
  });

  test("a run without points gives dashes and reasons, and still a page", () => {
    const outcome = fakeOutcome();
    for (const kpi of headlineKpis) outcome.kpis[kpi] = none;
    const empty = textOf(renderToStaticMarkup(<Headline outcome={outcome} language={language} />));
    expect(empty.split(words.nothingToDivide).length - 1).toBe(8);
    expect(empty).toContain("–");
    expect(empty).not.toContain("NaN");
  });
});

test("every answer of a real run fits the page, the first prefix as well as the last", async () => {
  const run = { ...mobileSecurities.run, members: 400, days: 80, replications: 3 };
  const scenario = { ...mobileSecurities, run };
  const pages: string[] = [];
  const draw = ({ outcome }: Answer) => {
    pages.push(
      textOf(renderToStaticMarkup(<Overview outcome={outcome} scenario={scenario} language="en" />)),
    );
  };
  await inlineRunner(nextTurn)(scenario, draw, new AbortController().signal);
  expect(pages).toHaveLength(planOf(scenario).stages.length);
  for (const page of pages) expect(page).not.toMatch(/NaN|undefined|Infinity/);
  expect(pages[0]).toContain("provisional");
  expect(pages.at(-1)).toContain("from 3 replications");
});

test("a change against the baseline is told by arrow, number and word", () => {
  const text = textOf(
    renderToStaticMarkup(
      <Headline outcome={fakeOutcome()} baseline={fakeOutcome({ scale: 0.8 })} language="en" />,
    ),
  );
  expect(text).toContain("▲ +¥0.18 (24%) worse against the baseline");
  expect(text).toContain("▲ +7.6 pp better against the baseline");
  expect(text).toContain("▲ +82 (25%) against the baseline");
  expect(text).toContain("= same as the baseline");
});

test("a change that only rounds to nothing is not called the same", () => {
  const baseline = fakeOutcome({ scale: 1.0001 });
  const text = textOf(
    renderToStaticMarkup(<Headline outcome={fakeOutcome()} baseline={baseline} language="en" />),
  );
  expect(text).toContain("≈ within ¥0.01 of baseline");
  expect(text).toContain("≈ within 0.1 pp of baseline");
  expect(text.split("= same as the baseline").length - 1).toBe(1);
});

test("better and worse follow the definition of the figure", () => {
  expect([judged("lower", "up"), judged("lower", "down")]).toEqual(["worse", "better"]);
  expect([judged("higher", "up"), judged("higher", "down")]).toEqual(["better", "worse"]);
  expect([judged("none", "up"), judged("none", "down")]).toEqual(["none", "none"]);
});

test("provisional intervals are marked beside each figure", () => {
  const provisional = fakeOutcome({ intervalsFrom: "members" });
  const text = textOf(renderToStaticMarkup(<Headline outcome={provisional} language="en" />));
  expect(text.split("(half-width of the 95% interval, provisional)").length - 1).toBe(4);
});

test("a horizon shorter than the validity is said, and only then", () => {
  const note = overviewMessages("en").flows.expiryUnseen;
  const pageOf = (expiryUnseen: boolean) =>
    renderToStaticMarkup(
      <Overview outcome={fakeOutcome({ expiryUnseen })} scenario={mobileSecurities} language="en" />,
    );
  expect(pageOf(true)).toContain(note);
  expect(pageOf(false)).not.toContain(note);
});

test("the currency is asked for only where there are several", () => {
  const second = { ...mobileSecurities.currencies[0]!, id: "coins", name: { zh: "金币", en: "Coins" } };
  const scenario = { ...mobileSecurities, currencies: [...mobileSecurities.currencies, second] };
  const several = renderToStaticMarkup(
    <Overview outcome={fakeOutcome({ scenarioUsed: scenario })} scenario={scenario} language="en" />,
  );
  expect(several).toContain('<option value="coins">Coins</option>');
  expect(
    renderToStaticMarkup(<Overview outcome={fakeOutcome()} scenario={mobileSecurities} language="en" />),
  ).not.toContain("<option");
});

test("a baseline is drawn behind the charts only where it is another scheme over the same days", () => {
  const outcome = fakeOutcome();
  expect(isComparable(outcome, fakeOutcome({ scale: 2 }))).toBe(true);
  expect(isComparable(outcome, outcome)).toBe(false);
  const run = { ...mobileSecurities.run, days: 100 };
  expect(isComparable(outcome, fakeOutcome({ scale: 2, scenarioUsed: { ...mobileSecurities, run } }))).toBe(
    false,
  );
  const later = { ...mobileSecurities.run, start: "2026-02-01" };
  expect(
    isComparable(outcome, fakeOutcome({ scale: 2, scenarioUsed: { ...mobileSecurities, run: later } })),
  ).toBe(false);
});

test("the room for the baseline's value is kept while there is none, unread", () => {
  const readings = [baselineReading("baseline", undefined, "412"), { name: "mean", value: "412" }];
  const markup = renderToStaticMarkup(<Readout when="June" readings={readings} />);
  expect(markup.match(/absent/g)).toHaveLength(1);
  expect(readingWords({ when: "June", readings })).toBe("June; mean 412");
  const there = [baselineReading("baseline", "398", "412")];
  expect(renderToStaticMarkup(<Readout when="June" readings={there} />)).not.toContain("absent");
  expect(readingWords({ when: "June", readings: there })).toBe("June; baseline 398");
});

test("a sparkline follows its figure through the run", () => {
  const outcome = fakeOutcome();
  expect(courseOf("costPerMemberMonth", outcome)).toEqual(
    outcome.months.map((month) => month.costCentsPerMember.value),
  );
  expect(courseOf("outstandingPerMember", outcome)).toHaveLength(365);
  expect(courseOf("redemptionRate", outcome).at(-1)).toBe(
    outcome.currencies.points!.redemptionRate.at(-1)!.cumulative.value,
  );
});

describe("as a table", () => {
  const number = (cell: string) => Number(cell.replace(/[¥,%]/g, ""));
  const { outcome } = view;
  const points = outcome.currencies.points!;

  test("balances are those that the fan draws", () => {
    const { rows } = balancesTable(points.balances, view);
    expect(rows).toHaveLength(points.balances.length);
    expect(rows.at(-1)![0]).toBe("Dec 31, 2026");
    rows.forEach((row, index) => {
      const { p5, p95, mean } = points.balances[index]!;
      expect(Math.abs(number(row[1]!) - mean.value)).toBeLessThanOrEqual(mean.standardError);
      expect(Math.abs(number(row[3]!) / p5 - 1)).toBeLessThan(0.05);
      expect(Math.abs(number(row[7]!) / p95 - 1)).toBeLessThan(0.005);
    });
  });

  test("flows are those of the bars, named alike", () => {
    const { columns, rows } = flowsTable(outcome.months, points.flows, view);
    expect(columns).toEqual(["Month", "issued", "redeemed", "expired", "decayed"]);
    rows.forEach((row, index) => {
      expect(Math.abs(number(row[1]!) - points.flows[index]!.issued)).toBeLessThan(1);
      expect(Math.abs(number(row[2]!) - points.flows[index]!.redeemed)).toBeLessThan(1);
    });
  });

  test("rates and costs are those of the lines", () => {
    const { rows } = ratesTable(view);
    rows.forEach((row, index) => {
      expect(number(row[1]!) / 100).toBeCloseTo(points.redemptionRate[index]!.cumulative.value, 2);
      expect(100 * number(row[4]!)).toBeCloseTo(outcome.months[index]!.costCentsPerMember.value, -1);
    });
  });

  test("structure and distribution carry every bar", () => {
    expect(structureTable(view).rows).toEqual([
      ["Key", "1%", "60%", "▼ 59 pp under"],
      ["Secondary", "99%", "30%", "▲ 69 pp over"],
      ["Other", "0%", "10%", "✓ within ±10 pp"],
    ]);
    const bins = [
      { from: 0, to: 100, share: 0.91 },
      { from: 100, to: 200, share: 0.09 },
    ];
    expect(distributionTable(bins, view).rows).toEqual([
      ["0 to under 100", "91%"],
      ["100 and more", "9.0%"],
    ]);
  });

  test("with another baseline, its main values stand beside those of the scheme", () => {
    const baseline = fakeOutcome({ scale: 0.5 });
    const ghost = baseline.currencies.points!;
    const compared = { ...view, baseline };
    const bins = [{ from: 0, to: 100, share: 0.91 }];
    const tables = {
      balances: balancesTable(points.balances, compared),
      flows: flowsTable(outcome.months, points.flows, compared),
      rates: ratesTable(compared),
      structure: structureTable(compared),
      distribution: distributionTable(bins, compared, [{ from: 0, to: 100, share: 0.4 }]),
      awards: awardsTable(awardRows(compared), compared),
    };
    const of = ({ columns, rows }: ChartTable, name: string) =>
      rows.map((row) => row[columns.indexOf(name)] ?? "no such column");
    expect(number(of(tables.balances, "baseline mean").at(-1)!)).toBeCloseTo(
      ghost.balances.at(-1)!.mean.value,
      -1,
    );
    expect(number(of(tables.flows, "baseline")[3]!.split("\u00a0")[0]!)).toBeCloseTo(
      ghost.flows[3]!.issued,
      -1,
    );
    expect(number(of(tables.rates, "Redemption rate · baseline").at(-1)!) / 100).toBeCloseTo(
      ghost.redemptionRate.at(-1)!.cumulative.value,
      2,
    );
    expect(100 * number(of(tables.rates, "Cost per member per month · baseline").at(-1)!)).toBeCloseTo(
      baseline.months.at(-1)!.costCentsPerMember.value,
      -1,
    );
    expect(of(tables.structure, "baseline")).toEqual(["1%", "99%", "0%"]);
    expect(of(tables.distribution, "baseline")).toEqual(["40%"]);
    expect(of(tables.awards, "baseline")).toEqual(of(tables.awards, "Share"));
    for (const { columns, rows } of Object.values(tables)) {
      expect(new Set(columns).size).toBe(columns.length);
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
  });

  test("the middle of the balances is called the median", () => {
    const { columns, rows } = balancesTable(points.balances, view);
    expect(number(rows.at(-1)![columns.indexOf("median")]!)).toBeCloseTo(points.balances.at(-1)!.p50, -1);
  });

  test("a table is a table, with a caption, headings and a name for its scrolling region", () => {
    const markup = renderToStaticMarkup(<DataTable table={structureTable(view)} caption="Structure" />);
    expect(markup).toContain('<caption class="spoken">Structure</caption>');
    expect(markup.match(/<th scope="col"/g)).toHaveLength(4);
    expect(markup.match(/<th scope="row"/g)).toHaveLength(3);
    expect(markup).toMatch(/<section [^>]*aria-label="Structure"[^>]*tabindex="0"/i);
  });
});

test("an estimate without an error still has a figure", () => {
  const outcome = fakeOutcome();
  outcome.kpis.activeRate = {
    ...estimate(0.5, 0),
    standardError: Number.NaN,
    low: Number.NaN,
    high: Number.NaN,
  };
  const text = textOf(renderToStaticMarkup(<Headline outcome={outcome} language="en" />));
  expect(text).toContain("50% ± –");
});
