/** What a page makes of the address it is opened with: damaged links, links of a newer version, links put into an open page. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inLanguage, type Language, languages } from "../../src/domain/text.ts";
import { shellMessages } from "../../src/i18n/shell.ts";
import { describeLinkProblem, type LinkProblem } from "../../src/link/problem.ts";
import { completed, drawnOn } from "./drawn.ts";
import { fingerprintInNode } from "./node-figures.ts";
import { putIntoAddress, silentPages } from "./open-page.ts";
import { fragmentOf, loginPoints, numberAt, preset, sized, small } from "./schemes.ts";

const open = silentPages();
const good = fragmentOf(sized({ members: 1234, seed: "another" }));
const middle = Math.floor(good.length / 2);
const other = good[middle] === "A" ? "B" : "A";

const broken: [what: string, fragment: string, problem: LinkProblem][] = [
  ["altered in one character", good.slice(0, middle) + other + good.slice(middle + 1), { code: "checksum" }],
  ["cut off", good.slice(0, -7), { code: "checksum" }],
  ["of a newer version", "#v2.AAAAAAAAAAAA", { code: "newerVersion", version: 2, limit: 1 }],
  ["of something else", "#section-3", { code: "prefix" }],
  [
    "with markup in it",
    "#v1.<img src=x onerror=alert(1)>",
    { code: "alphabet", character: "%", position: 3 },
  ],
  ["longer than any link", `#v1.${"A".repeat(20_000)}`, { code: "tooLong", length: 20_003, limit: 16_384 }],
];

/** Waits for the message about a link that could not be opened. */
async function expectProblem(page: Page, problem: LinkProblem, language: Language): Promise<void> {
  const words = shellMessages(language);
  const message = page.getByRole("alert").filter({ hasText: words.brokenLink });
  await message.getByText(words.linkProblem(describeLinkProblem(problem, language))).waitFor();
}

test.each(broken)("a link %s is explained over a page that works", async (_, fragment, problem) => {
  const page = await open({ fragment });
  await expectProblem(page, problem, "en");
  expect(await numberAt(page, "rules/login/points").getAttribute("aria-valuenow")).toBe("5");
  await page.getByRole("button", { name: shellMessages("en").dismiss }).click();
  await page.getByText(shellMessages("en").brokenLink).waitFor({ state: "detached" });
  await numberAt(page, loginPoints).focus();
  await page.keyboard.press("ArrowUp");
  const answer = page.locator("#results[data-run='2']:not([data-stale])");
  await answer.waitFor();
});

test.each(languages)(
  "a damaged link opened in %s says so in that language, over the preset's own figures",
  async (language) => {
    const page = await open({ fragment: `${good.slice(0, -7)}&lang=${language}` });
    await expectProblem(page, { code: "checksum" }, language);
    const whole = await completed(page);
    expect(whole).toMatchObject({ members: preset.run.members, replications: preset.run.replications });
    expect(whole.fingerprint).toBe(await presetsFingerprint);
  },
);

const presetsFingerprint = fingerprintInNode(preset);

test("a link put into the address of an open page opens there, and undo leads back", async () => {
  const words = shellMessages("en");
  const page = await open({ fragment: fragmentOf(small) });
  const first = await completed(page);
  const next = { ...small, run: { ...small.run, seed: "another" } };
  await putIntoAddress(page, fragmentOf(next));
  await page
    .getByRole("status")
    .getByText(words.opened(inLanguage(preset.name, "en")))
    .waitFor();
  const opened = await completed(page);
  expect(opened.fingerprint).toBe(await fingerprintInNode(next));
  await page.waitForURL(/&lang=en$/);

  await putIntoAddress(page, "#v1.nothing");
  await expectProblem(page, { code: "checksum" }, "en");
  expect(await drawnOn(page)).toEqual(opened);

  await page.keyboard.press("Control+z");
  expect((await completed(page)).fingerprint).toBe(first.fingerprint);
});

test("the address follows the scheme, so that a reload changes nothing", async () => {
  const page = await open({ fragment: fragmentOf(small) });
  await numberAt(page, loginPoints).focus();
  await page.keyboard.press("ArrowUp");
  const edited = await completed(page);
  await page.waitForURL((url) => url.hash.startsWith("#v1.") && !url.hash.startsWith(fragmentOf(small)));
  await page.reload();
  expect(await completed(page)).toMatchObject({ fingerprint: edited.fingerprint, figures: edited.figures });
  expect(await numberAt(page, loginPoints).getAttribute("aria-valuenow")).toBe("6");
});

const places = ["library", "changes", "category"] as const;

test("a link opens at the step of the rules where it was copied", async () => {
  const page = await open({ fragment: `${fragmentOf(small, "en")}&view=rules` });
  await completed(page);
  for (const step of places) {
    await page.locator(`nav button[data-step=${step}]`).click();
    await page.waitForURL((url) => url.hash.endsWith(`&view=rules:${step}`));
    const other = await open({ fragment: new URL(page.url()).hash });
    await other.locator(`#results [data-step=${step}] h2`).waitFor();
    expect(await other.locator("nav [aria-current=step]").getAttribute("data-step")).toBe(step);
    await other.close();
  }
});

test.each<[view: string, shown: string]>([
  ["rules:atlas", "#results [data-step=conditions] h2"],
  ["rules:constructor:0", "#results [data-step=conditions] h2"],
  ["follow:999999999", "[data-problem=member]"],
  ["follow:17.1.1.1.1.1.1.1.1.1", "[data-problem=member]"],
  ["follow:matrix:values", "[data-problem=member]"],
  ["follow:17:999999999", "[data-member='17']"],
  ["<img src=x onerror=alert(1)>", "[data-path='rules/login/points']"],
  ["__proto__", "[data-path='rules/login/points']"],
  [`follow:${"1.".repeat(40)}1`, "[data-path='rules/login/points']"],
])("an address with the view %j opens a page that works", async (view, shown) => {
  const page = await open({ fragment: `${fragmentOf(small, "en")}&view=${view}` });
  await completed(page);
  await page.locator(shown).first().waitFor();
  await page.getByRole("button", { name: shellMessages("en").viewNames.overview, exact: true }).click();
  await numberAt(page, loginPoints).waitFor();
});
