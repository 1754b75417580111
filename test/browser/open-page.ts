/** Opens the built page in a browser and holds it to silence: any warning, error or refused request fails the test. */
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { inject } from "vitest";

/** Starts the browser; quiet, and without the sandbox where the user is root, as it would not start otherwise. */
export function launch(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({
    executablePath: inject("browserPath"),
    args: [
      ...asRoot,
      "--headless=new",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

export type Opened = {
  page: Page;
  context: BrowserContext;
  /** Console warnings and errors, uncaught exceptions, policy violations, failed or foreign requests so far. */
  complaints: string[];
};

/** A fresh profile with one page at `fragment` of the built page. */
export async function openPage(
  browser: Browser,
  { fragment = "", ...options }: BrowserContextOptions & { fragment?: string } = {},
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

function listen(page: Page, complaints: string[]): void {
  const home = inject("pageUrl");
  page.on("console", (message) => {
    if (["warning", "error", "assert"].includes(message.type()))
      complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("crash", () => complaints.push("the page crashed"));
  page.on("requestfailed", (request) =>
    complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`),
  );
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith("blob:"))
      complaints.push(`foreign request: ${request.url()}`);
  });
}
