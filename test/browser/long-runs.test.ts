/** Runs that take long: they are stopped at any moment, and the largest ask before they start. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { labelOf } from "../../src/i18n/label.ts";
import { schemeMessages } from "../../src/i18n/scheme.ts";
import { shellMessages } from "../../src/i18n/shell.ts";
import { answered, completed, drawnOn } from "./drawn.ts";
import { silentPages } from "./open-page.ts";
import { fragmentOf, loginPoints, numberAt, preset, sized, small } from "./schemes.ts";

const open = silentPages();
const shell = shellMessages("en");

/** Types a number of the last section, which is folded at first. */
async function typeSize(page: Page, path: string, value: number): Promise<void> {
  const fold = page.getByRole("heading", { name: schemeMessages("en").sections.run });
  if (!(await numberAt(page, path).isVisible())) await fold.click();
  await numberAt(page, path).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: labelOf(preset, path, "en") }).fill(String(value));
  await page.keyboard.press("Enter");
}

async function stop(page: Page): Promise<void> {
  await page.getByRole("button", { name: shell.cancel, exact: true }).click();
  await page.getByText(shell.stopped, { exact: true }).waitFor();
}

test("a long run that is stopped leaves what is drawn, and a page that works", async () => {
  const page = await open({ fragment: fragmentOf(small) });
  const first = await completed(page);
  await typeSize(page, "run/replications", 4);
  await typeSize(page, "run/members", 200_000);
  const partial = await answered(page);
  expect(partial.run).toBeGreaterThan(first.run);
  await stop(page);
  const stopped = await drawnOn(page);
  expect(stopped).toMatchObject({ run: partial.run, complete: false, stale: false });
  expect(stopped.members).toBeGreaterThanOrEqual(partial.members);
  expect(stopped.members * stopped.replications).toBeLessThan(4 * 200_000);
  expect(Object.values(stopped.figures).map(Number).every(Number.isFinite)).toBe(true);
  expect(await page.locator("#results").getAttribute("aria-busy")).toBe("false");

  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  expect((await completed(page)).fingerprint).toBe(first.fingerprint);
});

test("a stopped run is taken up again by its button", async () => {
  const page = await open({ fragment: fragmentOf(sized({ members: 200_000 })) });
  const partial = await answered(page);
  await stop(page);
  await page.getByRole("button", { name: shell.runAgain }).click();
  await page.locator("#results[aria-busy=true]").waitFor();
  await page.locator(`#results[data-run='${partial.run + 1}']`).waitFor();
  expect((await drawnOn(page)).members).toBeGreaterThanOrEqual(partial.members);
  await stop(page);
});

test("an edit in the middle of a long run is answered at once", async () => {
  const page = await open({ fragment: fragmentOf(sized({ members: 200_000 })) });
  const partial = await answered(page);
  await numberAt(page, loginPoints).focus();
  await page.keyboard.press("ArrowUp");
  const edited = await answered(page);
  expect(edited.run).toBe(partial.run + 1);
  expect(edited.complete).toBe(false);
  await stop(page);
});

test("a run above the work budget shows its cost and waits for a click", async () => {
  const page = await open({ fragment: fragmentOf(sized({ members: 400 })) });
  const first = await completed(page);
  await typeSize(page, "run/members", 1_000_000);
  const question = page.getByRole("alert").filter({ hasText: shell.confirmTitle });
  await question.waitFor();
  await page.getByText(shell.waitsForYou).waitFor();
  expect(await page.locator("#results").getAttribute("aria-busy")).toBe("false");
  const { stale, figures } = await drawnOn(page);
  expect(stale).toBe(true);
  expect(figures).toEqual(first.figures);

  await page.keyboard.press("Control+z");
  await question.waitFor({ state: "detached" });
  expect((await completed(page)).fingerprint).toBe(first.fingerprint);
});

test("a link above the work budget opens without computing, and computes when asked to", async () => {
  const page = await open({ fragment: fragmentOf(sized({ replications: 200 })) });
  const question = page.getByRole("alert").filter({ hasText: shell.confirmTitle });
  await question.waitFor();
  expect((await drawnOn(page)).run).toBe(0);
  await question.getByRole("button", { name: shell.run, exact: true }).click();
  await question.waitFor({ state: "detached" });
  expect((await answered(page)).complete).toBe(false);
  await stop(page);
});
