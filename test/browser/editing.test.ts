/** Changing the scheme without a mouse drag: keys, typing, switches, and the ways back. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inLanguage } from "../../src/domain/text.ts";
import { formats } from "../../src/i18n/formats.ts";
import { labelOf } from "../../src/i18n/label.ts";
import { schemeMessages } from "../../src/i18n/scheme.ts";
import { shellMessages } from "../../src/i18n/shell.ts";
import { answered, completed } from "./drawn.ts";
import { fingerprintInNode } from "./node-figures.ts";
import { silentPages } from "./open-page.ts";
import { fragmentOf, loginPoints, numberAt, preset, small } from "./schemes.ts";

const open = silentPages();
const shell = shellMessages("en");
const scheme = schemeMessages("en");
const label = labelOf(preset, loginPoints, "en");

function openSmall(): Promise<Page> {
  return open({ fragment: fragmentOf(small) });
}

/** Waits until the number of the first login of a day is `points`. */
async function expectLoginPoints(page: Page, points: number): Promise<void> {
  await numberAt(page, loginPoints)
    .and(page.locator(`[aria-valuenow="${points}"]`))
    .waitFor();
}

test("Escape closes the card of a number, which keeps the focus, and the next step opens it again", async () => {
  const page = await openSmall();
  await numberAt(page, loginPoints).focus();
  const slider = page.locator("input[type=range]");
  await expect.poll(() => slider.count()).toBe(1);
  await page.keyboard.press("Escape");
  await expect.poll(() => slider.count()).toBe(0);
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => slider.count()).toBe(1);
  await expectLoginPoints(page, 6);
  await page.keyboard.press("Escape");
  await expectLoginPoints(page, 6);
  await numberAt(page, loginPoints).click();
  await expect.poll(() => slider.count()).toBe(1);
});

test("a number is stepped by arrows, typed over, and given back by Escape", async () => {
  const page = await openSmall();
  const first = await completed(page);
  await numberAt(page, loginPoints).focus();
  await page.keyboard.press("ArrowUp");
  await expectLoginPoints(page, 6);
  await page.keyboard.press("Shift+ArrowUp");
  await expectLoginPoints(page, 16);
  await page.keyboard.press("ArrowDown");
  await expectLoginPoints(page, 15);
  await page.keyboard.type("12");
  expect(await page.getByRole("textbox", { name: label }).inputValue()).toBe("12");
  await page.keyboard.press("Enter");
  await expectLoginPoints(page, 12);
  const typed = await completed(page);
  expect(typed.fingerprint).not.toBe(first.fingerprint);

  await page.keyboard.type("77");
  await page.keyboard.press("Escape");
  await expectLoginPoints(page, 12);
  expect((await completed(page)).run).toBe(typed.run);

  for (const points of [15, 16, 6, 5]) {
    await page.keyboard.press("Control+z");
    await expectLoginPoints(page, points);
  }
  expect((await completed(page)).fingerprint).toBe(first.fingerprint);
});

test.each([
  ["too large a number", "10001", scheme.outOfRange("0", "10,000", "points")],
  ["a fraction", "2.5", scheme.wholeOnly],
  ["no number at all", "5 apples", scheme.notANumber("5 apples")],
])("%s is explained and not applied", async (_, text, why) => {
  const page = await openSmall();
  const first = await completed(page);
  await numberAt(page, loginPoints).focus();
  await page.keyboard.press("Enter");
  const field = page.getByRole("textbox", { name: label });
  await field.fill(text);
  await field.press("Enter");
  await page.getByRole("alert").getByText(why).waitFor();
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  await field.press("Escape");
  await page.getByRole("alert").getByText(why).waitFor({ state: "detached" });
  await expectLoginPoints(page, 5);
  expect(await completed(page)).toEqual(first);
  expect(await page.getByRole("button", { name: shell.undo(undefined) }).count()).toBe(1);
});

test.each(["Escape", "Control+z"])("a refusal that was left standing goes with %s", async (key) => {
  const page = await openSmall();
  await numberAt(page, loginPoints).focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: label }).fill("10001");
  await page.getByRole("heading", { level: 1 }).click();
  const refusal = page.getByRole("alert").getByText(scheme.outOfRange("0", "10,000", "points"));
  await refusal.waitFor();
  await page.keyboard.press(key);
  await refusal.waitFor({ state: "detached" });
  await expectLoginPoints(page, key === "Escape" ? 6 : 5);
});

test("numbers are typed as people write them", async () => {
  const page = await openSmall();
  for (const [text, points] of [
    ["１２", 12],
    ["1,234", 1234],
    ["0.5万", 5000],
    ["7 points", 7],
  ] as const) {
    await numberAt(page, loginPoints).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: label }).fill(text);
    await page.keyboard.press("Enter");
    await expectLoginPoints(page, points);
  }
});

test("a typed number may begin with the very digit that stands there", async () => {
  const page = await openSmall();
  await numberAt(page, loginPoints).focus();
  await page.keyboard.type("57");
  await page.keyboard.press("Enter");
  await expectLoginPoints(page, 57);
});

test("one changed number goes back by Delete and by the button of its card", async () => {
  const page = await openSmall();
  const first = await completed(page);
  await numberAt(page, loginPoints).focus();
  for (const back of [
    () => page.keyboard.press("Delete"),
    () =>
      page
        .getByRole("button", { name: scheme.resetTo(formats("en").unit(5, "points")) })
        .first()
        .click(),
  ]) {
    await page.keyboard.press("ArrowUp");
    await expectLoginPoints(page, 6);
    await back();
    await expectLoginPoints(page, 5);
    expect((await completed(page)).fingerprint).toBe(first.fingerprint);
  }
});

test("resetting everything says so, and its message takes it back", async () => {
  const page = await openSmall();
  const first = await completed(page);
  const taste = "items/theme/cashCents";
  for (const path of [loginPoints, taste]) {
    await numberAt(page, path).focus();
    await page.keyboard.press("ArrowUp");
  }
  const changed = await completed(page);
  const size = page.getByText(scheme.changedCount(2 + sizeChanges), { exact: true });
  await size.click();
  await page.getByRole("button", { name: scheme.resetAll }).click();
  const message = page.getByRole("status").filter({ hasText: shell.done(shell.changes.resetAll) });
  await expectLoginPoints(page, 5);
  expect((await completed(page)).members).toBe(preset.run.members);
  await message.getByRole("button", { name: shell.undoAction }).click();
  await expectLoginPoints(page, 6);
  expect(await completed(page)).toMatchObject({ fingerprint: changed.fingerprint, figures: changed.figures });
  expect(changed.fingerprint).not.toBe(first.fingerprint);
});

/** In how many values of its size `small` differs from the preset. */
const sizeChanges = Object.entries(small.run).filter(
  ([name, value]) => preset.run[name as keyof typeof preset.run] !== value,
).length;

test("a rule of a later stage is switched on, earns points, and is switched off again", async () => {
  const page = await openSmall();
  const first = await completed(page);
  const later = preset.rules.filter(({ enabled }) => !enabled);
  expect(later.map(({ id }) => id)).toEqual(["comment", "praise", "pick"]);
  const toggle = page.getByRole("switch", { name: scheme.switchOf(inLanguage(later[0]!.name, "en")) });
  await toggle.check();
  const on = await completed(page);
  const rules = small.rules.map((rule) => ({ ...rule, enabled: rule.enabled || rule.id === later[0]!.id }));
  expect(on.fingerprint).toBe(await fingerprintInNode({ ...small, rules }));
  expect(on.fingerprint).not.toBe(first.fingerprint);
  await toggle.uncheck();
  expect((await completed(page)).fingerprint).toBe(first.fingerprint);
});

test("the search finds a sentence by its words, and says when there is none", async () => {
  const page = await openSmall();
  await answered(page);
  await page.keyboard.press("/");
  await page.getByRole("searchbox", { name: scheme.search }).and(page.locator(":focus")).waitFor();
  await page.keyboard.type("first login");
  await numberAt(page, "rules/referral/points").waitFor({ state: "detached" });
  expect(await numberAt(page, loginPoints).isVisible()).toBe(true);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("xyzzy");
  await page.getByText(scheme.noMatch("xyzzy")).waitFor();
  await page.keyboard.press("Escape");
  await numberAt(page, "rules/referral/points").waitFor();
});

test("a held arrow key is one step of undo", async () => {
  const page = await openSmall();
  await numberAt(page, loginPoints).focus();
  await page.keyboard.down("ArrowUp");
  await page.keyboard.down("ArrowUp");
  await page.keyboard.down("ArrowUp");
  await page.keyboard.up("ArrowUp");
  await expectLoginPoints(page, 8);
  await answered(page);
  await page.keyboard.press("Control+z");
  await expectLoginPoints(page, 5);
});
