/** Opens the built page in a browser and holds it to silence: any warning, error or refused request fails the test. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { startChromium } from "./chromium.ts";

/** Starts the browser that the setup has found. */
export function launch(): Promise<Browser> {
  return startChromium(inject("browserPath"));
}

export type Opened = {
  page: Page;
  context: BrowserContext;
  /** Console warnings and errors, uncaught exceptions, policy violations, failed or foreign requests so far. */
  complaints: string[];
};

/** `fragment` from "#", or "" for the page as it opens by itself. */
type Opening = BrowserContextOptions & { fragment?: string };

/** A fresh profile with one page at `fragment` of the built page. */
export async function openPage(
  browser: Browser,
  { fragment = "", ...options }: Opening = {},
): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en",
    ...options,
  });
  const complaints: string[] = [];
  const page = await context.newPage();
  listen(page, complaints);
  await page.goto(inject("pageUrl") + fragment);
  return { page, context, complaints };
}

/**
 * Opens pages for the tests of one file, each in a fresh profile; call it at the top of the file. A test fails where
 * one of its pages complained, and its pages are closed after it.
 */
export function silentPages(): (opening?: Opening) => Promise<Page> {
  let browser: Browser;
  const opened: Opened[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    const closing = opened.splice(0);
    for (const { context } of closing) await context.close();
    expect(closing.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
  return async (opening) => {
    const one = await openPage(browser, opening);
    opened.push(one);
    return one.page;
  };
}

/**
 * Puts another fragment into the address of an open page, as a reader does, and returns once the page has heard of it.
 * Wait first until the page has written its own address, where it is about to.
 */
export function putIntoAddress(page: Page, fragment: string): Promise<void> {
  return page.evaluate(
    (hash) =>
      new Promise<void>((resolve) => {
        addEventListener("hashchange", () => resolve(), { once: true });
        location.hash = hash;
      }),
    fragment,
  );
}

function listen(page: Page, complaints: string[]): void {
  const home = inject("pageUrl");
  page.on("console", (message) => {
    if (["warning", "error", "assert"].includes(message.type()))
      complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("crash", () => complaints.push("the page crashed"));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // A reload gives up what was still on its way.
    if (why !== "net::ERR_ABORTED") complaints.push(`failed: ${request.url()} ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith("blob:"))
      complaints.push(`foreign request: ${request.url()}`);
  });
}
