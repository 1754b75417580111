/** The page on a phone: the scheme in a sheet with the figures in sight, numbers moved by finger, nothing wider than the screen. */
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { type Language, languages } from "../../src/domain/text.ts";
import { labelOf } from "../../src/i18n/label.ts";
import { overviewMessages } from "../../src/i18n/overview.ts";
import { schemeMessages } from "../../src/i18n/scheme.ts";
import { shellMessages } from "../../src/i18n/shell.ts";
import { completed } from "./drawn.ts";
import { silentPages } from "./open-page.ts";
import { fragmentOf, loginPoints, numberAt, preset, small } from "./schemes.ts";

const open = silentPages();

function openOnPhone(width: number, language: Language): Promise<Page> {
  return open({
    fragment: fragmentOf(small, language),
    viewport: { width, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
}

async function openSheet(page: Page, language: Language): Promise<void> {
  await page.getByRole("button", { name: shellMessages(language).changedShort(sizeChanges) }).tap();
  await page.getByRole("complementary", { name: schemeMessages(language).title }).waitFor();
}

/** In how many values of its size `small` differs from the preset. */
const sizeChanges = Object.entries(small.run).filter(
  ([name, value]) => preset.run[name as keyof typeof preset.run] !== value,
).length;

test("a finger opens the scheme, then a number's slider, and moves it with the figures in sight", async () => {
  const page = await openOnPhone(390, "en");
  const first = await completed(page);
  expect(await numberAt(page, loginPoints).isVisible()).toBe(false);
  await openSheet(page, "en");
  await numberAt(page, loginPoints).tap();
  const label = schemeMessages("en").sliderOf(labelOf(preset, loginPoints, "en"));
  const slider = page.getByRole("slider", { name: label });
  const box = (await slider.boundingBox())!;
  await slider.tap({ position: { x: box.width / 2, y: box.height / 2 } });
  const moved = await completed(page);
  expect(moved.fingerprint).not.toBe(first.fingerprint);
  expect(Number(await numberAt(page, loginPoints).getAttribute("aria-valuenow"))).toBeGreaterThan(20);

  const sheet = (await page.getByRole("complementary", { name: schemeMessages("en").title }).boundingBox())!;
  const figures = (await page.getByRole("region", { name: overviewMessages("en").headline }).boundingBox())!;
  expect(figures.y).toBeGreaterThanOrEqual(0);
  expect(figures.y + figures.height).toBeLessThanOrEqual(sheet.y);
});

/** Pixels by which the page can be scrolled sideways, and what sticks out where it can. */
async function overhang(page: Page): Promise<{ pixels: number; by: string[] }> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const pixels = root.scrollWidth - root.clientWidth;
    const wide =
      pixels > 0
        ? [...document.body.querySelectorAll("*")].filter(
            (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
          )
        : [];
    return { pixels, by: wide.map((element) => element.outerHTML.slice(0, 80)) };
  });
}

test.each(languages.flatMap((language) => [320, 390].map((width) => ({ language, width }))))(
  "at $width pixels in $language nothing is wider than the screen",
  async ({ language, width }) => {
    const page = await openOnPhone(width, language);
    await completed(page);
    expect(await page.evaluate(() => innerWidth)).toBe(width);
    expect(await overhang(page)).toEqual({ pixels: 0, by: [] });
    await openSheet(page, language);
    for (const path of [loginPoints, "rules/duration/caps/pointsPerDay", "items/headset/costCents"]) {
      await numberAt(page, path, language).focus();
      expect(await overhang(page)).toEqual({ pixels: 0, by: [] });
    }
    await page.getByRole("button", { name: schemeMessages(language).close }).tap();
    for (const chart of await page.locator("[data-chart]").all())
      await chart.getByRole("button", { name: overviewMessages(language).showTable }).tap();
    expect(await page.getByRole("table").count()).toBeGreaterThan(3);
    expect(await overhang(page)).toEqual({ pixels: 0, by: [] });
  },
);

/** WCAG 2.2, 2.5.8: this many pixels around the middle of whatever can be pressed belong to it. */
const targetPixels = 24;

test("with a touch screen, whatever can be pressed is large enough, and nothing lies over it", async () => {
  const page = await openOnPhone(390, "en");
  await completed(page);
  expect(await missed(page.locator("body"))).toEqual([]);
  await openSheet(page, "en");
  expect(await missed(page.getByRole("complementary"))).toEqual([]);
});

/** Names of the buttons, switches and numbers in sight whose target is too small. */
function missed(within: Locator): Promise<(string | null)[]> {
  const pressed = ["button", "switch", "spinbutton"] as const;
  const [buttons, switches, numbers] = pressed.map((role) => within.getByRole(role));
  const visible = buttons!.or(switches!).or(numbers!).and(within.page().locator(":visible"));
  return visible.evaluateAll((targets, size) => {
    const tooSmall = targets.filter((target) => {
      target.scrollIntoView({ block: "center" });
      const { x, y, width, height } = target.getBoundingClientRect();
      const reach = size / 2 - 0.5;
      // A number in a sentence may be narrow (2.5.8, "inline"), but not low.
      const aside = target.role === "spinbutton" ? 0 : reach;
      const [middleX, middleY] = [x + width / 2, y + height / 2];
      const hits = [
        document.elementFromPoint(middleX - aside, middleY),
        document.elementFromPoint(middleX + aside, middleY),
        document.elementFromPoint(middleX, middleY - reach),
        document.elementFromPoint(middleX, middleY + reach),
      ];
      return !hits.every((hit) => target.contains(hit));
    });
    return tooSmall.map((target) => target.getAttribute("aria-label") ?? target.textContent);
  }, targetPixels);
}
