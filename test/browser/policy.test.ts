/** The policy of the built page at work, in the page and in its worker. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launch, openPage } from "./open-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const attempts: [what: string, attempt: (address: string) => unknown, said: RegExp][] = [
  [
    "inline style sheet",
    () => {
      const style = document.createElement("style");
      style.textContent = "p { color: red }";
      document.head.append(style);
    },
    /style-src 'self'/,
  ],
  ["request", (address) => fetch(address).catch(() => undefined), /connect-src 'none'/],
  [
    "text that becomes HTML",
    () => {
      try {
        document.body.innerHTML = "<p></p>";
      } catch {
        // The browser says so in the console, which is what the test reads.
      }
    },
    /TrustedHTML/,
  ],
];
test.each(attempts)("the page admits no %s, and these tests would hear of it", async (_, attempt, said) => {
  const { page, context, complaints } = await openPage(browser);
  expect(complaints).toEqual([]);
  const heard = page.waitForEvent("console", (message) => said.test(message.text()));
  await page.evaluate(attempt as (address: string) => void, inject("pageUrl"));
  await heard;
  expect(complaints.join("\n")).toMatch(said);
  await context.close();
});

test("the worker inherits the policy: it can ask nobody, and make no code out of text", async () => {
  const { page, context } = await openPage(browser);
  const worker = page.workers()[0] ?? (await page.waitForEvent("worker"));
  expect(worker.url()).toMatch(/^blob:/);
  const outcome = await worker.evaluate(async (address) => {
    const request = await fetch(address).then(
      () => "answered",
      () => "refused",
    );
    // In a turn of its own: what the test's own evaluation calls directly is exempt.
    const code = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(new Function("return 'ran'")());
        } catch (error) {
          resolve((error as Error).name);
        }
      });
    });
    return { request, code };
  }, inject("pageUrl"));
  expect(outcome).toEqual({ request: "refused", code: "EvalError" });
  await context.close();
});
