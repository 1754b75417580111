/** The page computes what Node computes, to the last digit. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Outcome } from "../../src/domain/outcome.ts";
import { presets } from "../../src/domain/presets.ts";
import { inlineRunner } from "../../src/engine/inline.ts";
import { launch, openPage } from "./open-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("the fingerprint of the opening scheme is the same in the browser and in Node", async () => {
  let outcome: Outcome | undefined;
  const [preset] = presets;
  await inlineRunner(preset, (answer) => (outcome = answer.outcome), new AbortController().signal);

  const { page, context, complaints } = await openPage(browser);
  const results = page.locator("#results[aria-busy=false]");
  await results.waitFor();
  expect(await results.getAttribute("data-members")).toBe(String(preset.run.members));
  expect(await results.getAttribute("data-replications")).toBe(String(preset.run.replications));
  expect(await results.getAttribute("data-fingerprint")).toBe(outcome?.fingerprint);
  expect(complaints).toEqual([]);
  await context.close();
});
