/** A planner's first minutes: the page is already computed, a number is dragged, undone, said in the other language, shared. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Language } from "../../src/domain/text.ts";
import { labelOf } from "../../src/i18n/label.ts";
import { schemeMessages } from "../../src/i18n/scheme.ts";
import { shellMessages } from "../../src/i18n/shell.ts";
import { answered, completed, type Drawn, drawnOn, noteAnswers } from "./drawn.ts";
import { silentPages } from "./open-page.ts";
import { fragmentOf, loginPoints, numberAt, preset, small } from "./schemes.ts";

const open = silentPages();
const words = shellMessages("en");
const fullRun = { members: preset.run.members, replications: preset.run.replications };

/** Presses the mouse on a number; the returned function drags to so many pixels from there. */
async function takeHold(page: Page, path: string): Promise<(pixels: number) => Promise<void>> {
  const number = numberAt(page, path);
  await number.scrollIntoViewIfNeeded();
  const box = (await number.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  return (pixels) => page.mouse.move(x + pixels, y, { steps: 4 });
}

/** What must be equal where two pages show the same: all but the count of requests. */
function shown({ members, replications, complete, fingerprint, figures }: Drawn) {
  return { members, replications, complete, fingerprint, figures };
}

test("the page opens already computed, and dragging a number moves its figures until undo takes every digit back", async () => {
  const page = await open();
  const first = await completed(page);
  expect(first).toMatchObject({ ...fullRun, run: 1 });
  expect(Object.values(first.figures).map(Number).every(Number.isFinite)).toBe(true);
  expect(await page.getByText(words.privacy).isVisible()).toBe(true);

  const answers = await noteAnswers(page);
  const dragTo = await takeHold(page, loginPoints);
  let last = first;
  for (const pixels of [40, 80, 120]) {
    await dragTo(pixels);
    const now = await answered(page);
    expect(now.run).toBeGreaterThan(last.run);
    expect(Number(now.figures.outstandingPerMember)).toBeGreaterThan(
      Number(last.figures.outstandingPerMember),
    );
    last = now;
  }
  await page.mouse.up();
  const dragged = await completed(page);
  expect(dragged).toMatchObject(fullRun);
  for (const [name, value] of Object.entries(first.figures)) {
    // The one headline figure that points cannot move.
    if (name === "activeRate") expect(dragged.figures[name]).toBe(value);
    else expect(dragged.figures[name]).not.toBe(value);
  }

  const noted = await answers();
  const runs = noted.map(({ run }) => run);
  expect(runs).toEqual([...runs].sort((a, b) => a - b));
  const ofLastRun = noted.filter(({ run }) => run === dragged.run);
  expect(ofLastRun[0]).toMatchObject({ replications: 1 });
  expect(ofLastRun[0]!.members).toBeLessThan(preset.run.members);
  expect(ofLastRun.at(-1)).toMatchObject(fullRun);

  const undoNamed = words.undo(words.changes.set(labelOf(preset, loginPoints, "en")));
  expect(await page.getByRole("button", { name: undoNamed, exact: true }).isVisible()).toBe(true);
  await page.keyboard.press("Control+z");
  expect(shown(await completed(page))).toEqual(shown(first));
  await page.keyboard.press("Control+Shift+z");
  expect(shown(await completed(page))).toEqual(shown(dragged));
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+y");
  expect(shown(await completed(page))).toEqual(shown(dragged));
});

test("Escape during a drag takes the drag back", async () => {
  const page = await open({ fragment: fragmentOf(small) });
  const first = await completed(page);
  const dragTo = await takeHold(page, loginPoints);
  await dragTo(100);
  expect((await answered(page)).fingerprint).not.toBe(first.fingerprint);
  await page.keyboard.press("Escape");
  await dragTo(200);
  await page.mouse.up();
  expect(shown(await completed(page))).toEqual(shown(first));
  expect(await numberAt(page, loginPoints).getAttribute("aria-valuenow")).toBe("5");
  expect(await page.getByRole("button", { name: words.undo(undefined) }).isVisible()).toBe(true);
});

test("a copied link gives another reader the same figures to the last digit, on a desk and on a phone", async () => {
  const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
  await numberAt(page, loginPoints).focus();
  await page.keyboard.press("ArrowUp");
  await page.getByRole("button", { name: words.copyLink }).click();
  await page.getByRole("status").getByText(words.linkCopied).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(page.url());
  const fragment = new URL(link).hash;
  expect(fragment).toMatch(/^#v1\.[\w-]+&lang=en$/);
  const copied = await completed(page);

  const second = await open({ fragment, locale: "zh-CN" });
  expect(shown(await completed(second))).toEqual(shown(copied));
  expect(await second.locator("html").getAttribute("lang")).toBe("en");
  expect(await numberAt(second, loginPoints).getAttribute("aria-valuenow")).toBe("6");
  expect(await second.getByText(schemeMessages("en").changedCount(1)).first().isVisible()).toBe(true);

  const phone = await open({
    fragment,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
  });
  expect(shown(await completed(phone))).toEqual(shown(copied));
});

test("where the browser forbids copying, the link stands in the page to be copied by hand", async () => {
  const page = await open({ fragment: fragmentOf(small) });
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("", "NotAllowedError"));
  });
  await page.getByRole("button", { name: words.copyLink }).click();
  const field = page.getByRole("textbox", { name: words.copyLink });
  expect(await field.inputValue()).toBe(page.url());
  expect(new URL(page.url()).hash).toBe(fragmentOf(small, "en"));
});

test("the language switches in place, is carried by the link, and outlives a reload", async () => {
  const page = await open({ fragment: fragmentOf(small) });
  const first = await completed(page);
  await expectLanguage(page, "en");
  await page.getByRole("button", { name: words.otherLanguage }).click();
  await expectLanguage(page, "zh-CN");
  expect(shown(await drawnOn(page))).toEqual(shown(first));
  await page.waitForURL(/&lang=zh-CN$/);
  await page.reload();
  await completed(page);
  await expectLanguage(page, "zh-CN");
  await page.getByRole("button", { name: shellMessages("zh-CN").otherLanguage }).click();
  await expectLanguage(page, "en");
  await page.waitForURL(/&lang=en$/);
});

test.each<[locale: string, language: Language]>([
  ["zh-CN", "zh-CN"],
  ["zh-TW", "zh-CN"],
  ["en-GB", "en"],
  ["fr", "en"],
])("a browser set to %s opens the page in %s", async (locale, language) => {
  const page = await open({ fragment: fragmentOf(small), locale });
  await expectLanguage(page, language);
});

async function expectLanguage(page: Page, language: Language): Promise<void> {
  const name = language === "en" ? preset.name.en : preset.name.zh;
  await page.locator(`html[lang=${language}]`).waitFor();
  expect(await page.title()).toBe(shellMessages(language).pageTitle(name));
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(name);
  expect(await numberAt(page, loginPoints, language).isVisible()).toBe(true);
}
