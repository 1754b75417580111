/** Nothing that axe finds fault with, in both languages, both themes, on desk and phone; and the whole page by keyboard. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { type Language, languages } from "../../src/domain/text.ts";
import { overviewMessages } from "../../src/i18n/overview.ts";
import { schemeMessages } from "../../src/i18n/scheme.ts";
import { shellMessages } from "../../src/i18n/shell.ts";
import { faultsOn } from "./axe.ts";
import { answered, completed } from "./drawn.ts";
import { looks } from "./looks.ts";
import { silentPages } from "./open-page.ts";
import { fragmentOf, loginPoints, numberAt, sized } from "./schemes.ts";

const open = silentPages();

/** Everything in the picture: a year with three repetitions, and numbers that differ from the baseline. */
const scheme = { ...sized({ members: 300, replications: 3 }), rules: rulesWithChanges() };

function rulesWithChanges() {
  return sized({}).rules.map((rule) => ({
    ...rule,
    points: rule.id === "login" ? rule.points + 4 : rule.points,
    enabled: rule.enabled || rule.id === "comment",
  }));
}

test.each(looks)(
  "axe finds nothing on a desk in $language, $colorScheme",
  async ({ language, colorScheme }) => {
    const page = await open({ fragment: fragmentOf(scheme, language), colorScheme });
    await completed(page);
    expect(await faultsOn(page)).toEqual([]);

    await numberAt(page, loginPoints, language).focus();
    expect(await faultsOn(page)).toEqual([]);
    await page.keyboard.type("10001");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    expect(await faultsOn(page)).toEqual([]);
    await page.keyboard.press("Escape");

    await openEverything(page, language);
    expect(await faultsOn(page)).toEqual([]);

    await page.getByRole("button", { name: shellMessages(language).shortcuts }).click();
    await page.getByRole("dialog", { name: shellMessages(language).shortcuts }).waitFor();
    expect(await faultsOn(page)).toEqual([]);
  },
);

/** Every chart as a table, every section of the scheme, the list of changes, and a message. */
async function openEverything(page: Page, language: Language): Promise<void> {
  for (const chart of await page.locator("[data-chart]").all())
    await chart.getByRole("button", { name: overviewMessages(language).showTable }).click();
  const { sections } = schemeMessages(language);
  for (const name of [sections.members, sections.run]) await page.getByRole("heading", { name }).click();
  await page.locator("details:not([open]) > summary").click();
  await page.getByRole("button", { name: schemeMessages(language).resetAll }).click();
  await page.keyboard.press("Control+z");
  await page.getByRole("status").getByText(shellMessages(language).undone("").trim()).waitFor();
  await answered(page);
}

test.each(looks)(
  "axe finds nothing in the Verify view, empty, matching, with bad rows and scored, in $language, $colorScheme",
  async ({ language, colorScheme }) => {
    const page = await open({ fragment: `${fragmentOf(scheme, language)}&view=verify`, colorScheme });
    await completed(page);
    await page.locator("#try-sample").waitFor();
    expect(await faultsOn(page)).toEqual([]);

    const records = "用户号;行为;日期;x\nA;登录;2026-01-02;\nA;心跳;2026-01-02;\nA;登录;2026-01-33;\n";
    await page
      .locator("[data-slot=events] input[type=file]")
      .setInputFiles({ name: "records.csv", mimeType: "text/csv", buffer: Buffer.from(records) });
    await page.locator("[data-wordings]").waitFor();
    expect(await faultsOn(page)).toEqual([]);

    await page.locator("[data-field=amount]").selectOption("3");
    await page.locator("#score-records").click();
    await page.locator("[data-bad-rows=stopped]").waitFor();
    expect(await faultsOn(page)).toEqual([]);

    await page.locator("#leave-out").click();
    await page.locator("[data-scored]").waitFor();
    for (const chart of await page.locator("[data-chart]").all())
      await chart.getByRole("button", { name: overviewMessages(language).showTable }).click();
    await page.locator("[data-bad-rows] summary").click();
    expect(await faultsOn(page)).toEqual([]);
  },
);

test.each(looks)(
  "axe finds nothing on a phone in $language, $colorScheme",
  async ({ language, colorScheme }) => {
    const page = await open({
      fragment: fragmentOf(scheme, language),
      colorScheme,
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    await completed(page);
    expect(await faultsOn(page)).toEqual([]);
    await page.getByRole("button", { name: shellMessages(language).changedShort(sizeAndRules) }).tap();
    await numberAt(page, loginPoints, language).tap();
    expect(await faultsOn(page)).toEqual([]);
  },
);

/** Members, replications, and the two rules. */
const sizeAndRules = 4;

test.each(looks)(
  "axe finds nothing in the view of one member in $language, $colorScheme",
  async ({ language, colorScheme }) => {
    for (const width of [1440, 390]) {
      const page = await open({
        fragment: `${fragmentOf(scheme, language)}&view=follow:17`,
        colorScheme,
        viewport: { width, height: 900 },
      });
      await page.locator("[data-figure=standing][data-share]").waitFor();
      expect(await faultsOn(page)).toEqual([]);
    }
  },
);

test.each(languages)(
  "axe finds nothing in the messages about a broken link and a run that is too large, in %s",
  async (language) => {
    const broken = await open({ fragment: `#v2.AAAA&lang=${language}` });
    await broken.getByRole("alert").waitFor();
    expect(await faultsOn(broken)).toEqual([]);
    const large = await open({ fragment: fragmentOf(sized({ replications: 200 }), language) });
    await large.getByRole("alert").waitFor();
    expect(await faultsOn(large)).toEqual([]);
  },
);

type Stop = { role: string; name: string; seen: boolean; uncovered: boolean };

/** The element that has the focus: what it is, whether the focus is drawn, and whether nothing lies over all of it. */
function focused(page: Page): Promise<Stop | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return undefined;
    // Of a field without an outline of its own, the strip around it is marked.
    const drawn = [element, ...(element.parentElement ? [element.parentElement] : [])].some((each) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
      return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
    });
    const { left, top, width, height } = element.getBoundingClientRect();
    const uncovered = [0.1, 0.5, 0.9].some((across) =>
      [0.2, 0.5, 0.8].some((down) => {
        const hit = document.elementFromPoint(left + across * width, top + down * height);
        return hit !== null && (element.contains(hit) || hit.contains(element));
      }),
    );
    return {
      role: element.getAttribute("role") ?? element.getAttribute("type") ?? element.tagName.toLowerCase(),
      name: element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "",
      seen: element.matches(":focus-visible") && drawn,
      uncovered,
    };
  });
}

test("Tab leads through header, search, rules and charts; the focus is always drawn and never covered", async () => {
  const page = await open({ fragment: fragmentOf(scheme) });
  await completed(page);
  const stops: Stop[] = [];
  const stopsMax = 300;
  for (let presses = 0; presses < stopsMax; presses++) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (!stop) break;
    stops.push(stop);
  }
  expect(stops.length).toBeLessThan(stopsMax);
  expect(stops.filter(({ seen }) => !seen)).toEqual([]);
  expect(stops.filter(({ uncovered }) => !uncovered)).toEqual([]);
  expect(stops.filter(({ name }) => name === "")).toEqual([]);

  const [shell, words] = [shellMessages("en"), schemeMessages("en")];
  const charts = overviewMessages("en");
  const landmarks = [
    (stop: Stop) => stop.name === shell.skip,
    (stop: Stop) => stop.name === shell.copyLink,
    (stop: Stop) => stop.role === "search" && stop.name === words.search,
    (stop: Stop) => stop.role === "switch",
    (stop: Stop) => stop.role === "spinbutton",
    (stop: Stop) => stop.role === "summary" && stop.name.includes(words.changedCount(sizeAndRules)),
    (stop: Stop) => stop.name === charts.showTable,
    (stop: Stop) => stop.role === "slider" && stop.name === charts.balances.cursor,
    (stop: Stop) => stop.role === "slider" && stop.name === charts.distribution.cursor,
  ].map((isIt) => stops.findIndex(isIt));
  expect(landmarks).not.toContain(-1);
  expect(landmarks).toEqual([...landmarks].sort((a, b) => a - b));
});

test("the skip link leads past the scheme, and the arrow keys read a chart", async () => {
  const page = await open({ fragment: fragmentOf(scheme) });
  await completed(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("results");
  expect(new URL(page.url()).hash).not.toBe("#results");
  const cursor = page.getByRole("slider", { name: overviewMessages("en").balances.cursor });
  await cursor.focus();
  const atRest = await cursor.getAttribute("aria-valuetext");
  await page.keyboard.press("ArrowLeft");
  const before = await cursor.getAttribute("aria-valuetext");
  expect(before).not.toBe(atRest);
  await page.keyboard.press("Home");
  expect(await cursor.getAttribute("aria-valuenow")).toBe("0");
});

test("the sheet of keys opens and closes by keyboard and gives the focus back", async () => {
  const page = await open({ fragment: fragmentOf(scheme) });
  await completed(page);
  const button = page.getByRole("button", { name: shellMessages("en").shortcuts });
  await button.focus();
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: shellMessages("en").shortcuts });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  expect(await button.and(page.locator(":focus")).count()).toBe(1);
});
