/** Following one member on the built page: found in every way, explained, recomputed with the scheme, shared by link. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { shareBelow } from "../../src/domain/standing.ts";
import { compile } from "../../src/engine/compile.ts";
import { followMember } from "../../src/engine/explain.ts";
import { planOf } from "../../src/engine/plan.ts";
import { balancesAtEnd, ranked } from "../../src/engine/standings.ts";
import { followMessages } from "../../src/i18n/follow.ts";
import { shellMessages } from "../../src/i18n/shell.ts";
import { silentPages } from "./open-page.ts";
import { fragmentOf, loginPoints, numberAt, sized } from "./schemes.ts";

const open = silentPages();
const words = followMessages("en");

const scheme = sized({ members: 600, days: 365, replications: 2 });

function openMember(member: string) {
  return open({ fragment: `${fragmentOf(scheme, "en")}&view=follow:${member}` });
}

/** Waits for a member that is not being computed anew; its sums as they stand on the page. */
async function shown(page: Page, member: string): Promise<Record<string, string>> {
  await page.locator(`[data-follow="${member}"]:not([data-stale]) [data-member="${member}"]`).waitFor();
  const figures = await page.locator("[data-figure]").all();
  const entries = figures.map(async (figure) => [
    (await figure.getAttribute("data-figure")) ?? "",
    (await figure.locator("dd").innerText()).trim(),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

const inEnglish = (value: number) => value.toLocaleString("en").replace("-", "−");

test("an address opens a member with the sums of the engine, and its postings add up to them", async () => {
  const page = await openMember("17");
  const sums = followMember(scheme, 0, "17")?.accounts[0];
  expect(await shown(page, "17")).toMatchObject({
    balance: inEnglish(sums?.balance ?? Number.NaN),
    issued: inEnglish(sums?.issued ?? Number.NaN),
    redeemed: inEnglish(sums?.redeemed ?? Number.NaN),
  });
  const paid = await page
    .locator("[data-kind=award]")
    .evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset.paid)));
  expect(paid.reduce((sum, points) => sum + points, 0)).toBe(sums?.issued);
});

test("search, neighbours, random and quantiles lead to members, and the address follows", async () => {
  const page = await openMember("17");
  await shown(page, "17");
  const field = page.getByRole("textbox", { name: words.find });
  await field.fill("599");
  await field.press("Enter");
  await shown(page, "599");
  await page.getByRole("button", { name: words.next }).click();
  await shown(page, "0");
  await page.getByRole("button", { name: words.previous }).click();
  await shown(page, "599");
  await page.getByRole("button", { name: words.random, exact: true }).click();
  const atRandom = await page.locator("[data-follow]:not([data-stale])").getAttribute("data-follow");
  expect(Number(atRandom)).toBeLessThan(600);

  const shards = planOf(scheme).shards.filter(({ replication }) => replication === 0);
  const standings = ranked(shards.map((shard) => balancesAtEnd(compile(scheme), shard)));
  const top = standings.balances.at(-1) ?? 0;
  await page.getByRole("button", { name: words.quantile(1, ""), exact: true }).click();
  const richest = page.locator("[data-figure=balance] dd");
  await expect.poll(() => richest.innerText()).toBe(inEnglish(top));
  const share = page.locator("[data-figure=standing][data-share]");
  await share.waitFor();
  expect(Number(await share.getAttribute("data-share"))).toBe(shareBelow(standings, top));
  const member = await page.locator("[data-follow]").getAttribute("data-follow");
  await expect.poll(() => page.evaluate(() => location.hash)).toContain(`view=follow:${member}`);
});

test("a number that no member has is told, and the page goes on", async () => {
  const page = await openMember("600");
  const alert = page.locator("[data-problem=member]");
  await alert.waitFor();
  expect(await alert.innerText()).toBe(words.noSuchMember("600", "599"));
  await page.getByRole("button", { name: words.previous }).click();
  await shown(page, "599");
});

test("who opens the view without a member meets the one in the middle", async () => {
  const page = await open({ fragment: fragmentOf(scheme, "en") });
  await page.getByRole("button", { name: shellMessages("en").viewNames.follow }).click();
  await page.locator("[data-member]").waitFor();
  const median = page.getByRole("button", { name: words.quantile(0.5, ""), exact: true });
  await expect.poll(() => median.getAttribute("aria-pressed")).toBe("true");
});

test("an award that a cap holds back says so, and can be hidden", async () => {
  const rules = scheme.rules.map((rule) =>
    rule.id === "login" ? { ...rule, caps: { pointsPerMonth: 10 } } : rule,
  );
  const page = await open({ fragment: `${fragmentOf({ ...scheme, rules }, "en")}&view=follow:17` });
  await shown(page, "17");
  const unpaid = page.locator("[data-rule=login][data-paid='0']");
  expect(await unpaid.count()).toBeGreaterThan(0);
  expect(await unpaid.first().innerText()).toContain("monthly cap of 10 used up");
  await page.getByRole("switch", { name: words.showUnpaid }).click();
  await expect.poll(() => unpaid.count()).toBe(0);
});

test("a changed rule changes the member's postings at once", async () => {
  const page = await openMember("17");
  const before = await shown(page, "17");
  const number = numberAt(page, loginPoints, "en");
  await number.focus();
  await page.keyboard.type("9");
  await page.keyboard.press("Enter");
  await page.locator("[data-rule=login][data-paid='9']").first().waitFor();
  expect((await shown(page, "17")).issued).not.toBe(before.issued);
  await page.keyboard.press("Control+z");
  await page.locator("[data-rule=login][data-paid='5']").first().waitFor();
  expect((await shown(page, "17")).issued).toBe(before.issued);
});

test("a lane shows only its own postings, and the arrow keys walk the days", async () => {
  const page = await openMember("17");
  await shown(page, "17");
  await page.locator("[data-lane=redeemed] button").click();
  expect(await page.locator("[data-kind=redeemed]").count()).toBeGreaterThan(0);
  expect(await page.locator("[data-kind=award]").count()).toBe(0);
  await page.locator("[data-lane=redeemed] button").click();
  const cursor = page.getByRole("slider", { name: words.cursor });
  await cursor.focus();
  const atRest = await cursor.getAttribute("aria-valuetext");
  await page.keyboard.press("Home");
  expect(await cursor.getAttribute("aria-valuetext")).not.toBe(atRest);
  await page.keyboard.press("Enter");
  await page.locator("[data-chosen]").waitFor();
});

test("a referral leads to the referred member and back", async () => {
  const referrer = Array.from({ length: 600 }, (_, member) => String(member)).find(
    (member) => (followMember(scheme, 0, member)?.referred.length ?? 0) > 0,
  );
  const page = await openMember(referrer ?? "");
  await shown(page, referrer ?? "");
  const link = page.getByRole("button", { name: words.member(`${referrer}.1`) });
  await link.first().click();
  await shown(page, `${referrer}.1`);
  await page
    .getByRole("button", { name: words.member(referrer ?? "") })
    .first()
    .click();
  await shown(page, referrer ?? "");
});

test("a copied link opens the same member with the same figures", async () => {
  const first = await openMember("17:1");
  await shown(first, "17");
  await first.locator("[data-figure=standing][data-share]").waitFor();
  const figures = await shown(first, "17");
  const fragment = await first.evaluate(() => location.hash);
  const second = await open({ fragment });
  await second.locator("[data-figure=standing][data-share]").waitFor();
  expect(await shown(second, "17")).toEqual(figures);
  const postings = (page: Page) => page.locator("[data-day]").allInnerTexts();
  expect(await postings(second)).toEqual(await postings(first));
});

test("the postings can be had as a table", async () => {
  const page = await openMember("17");
  await shown(page, "17");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: words.download }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("mobile-securities-member-17-0.csv");
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const [head, ...rows] = Buffer.concat(chunks).toString("utf8").trimEnd().split("\r\n");
  expect(head).toBe(`\ufeff${words.columns.join(",")}`);
  expect(rows.length).toBe(followMember(scheme, 0, "17")?.lines.length);
});
