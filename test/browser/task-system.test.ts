/**
 * A whole scheme by hand: `task-system`, the points for tasks of [003], written from an empty scenario in the Rules view,
 * run, verified with records, followed through a member's year, and undone to the last step.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Condition } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { scratch } from "../../src/domain/scratch.ts";
import { rulesMessages } from "../../src/i18n/rules.ts";
import { shellMessages } from "../../src/i18n/shell.ts";
import { readAddress } from "../../src/link/address.ts";
import { decodeLink } from "../../src/link/link.ts";
import { completed } from "./drawn.ts";
import { fingerprintInNode } from "./node-figures.ts";
import { silentPages } from "./open-page.ts";
import { preset } from "./schemes.ts";

const open = silentPages();
const words = rulesMessages("en");

type Task = {
  /** What the rule is to be called, in English. */
  name: string;
  indicator: string;
  condition: Condition;
  points: number;
};

/** [003]: sign-in 5 a day, 7 days running +10; share 10, each 10 likes +5; course 50, excellent +20; purchase 50, above 1000 yuan +100. */
const tasks: Task[] = [
  { name: "Sign-in", indicator: "login", condition: { kind: "firstOfDay", indicator: "login" }, points: 5 },
  {
    name: "Seven days running",
    indicator: "login",
    condition: { kind: "streak", days: 7, repeat: "restart" },
    points: 10,
  },
  { name: "Share", indicator: "share", condition: { kind: "each", indicator: "share" }, points: 10 },
  {
    name: "Ten likes",
    indicator: "like",
    condition: { kind: "everyNth", indicator: "like", count: 10 },
    points: 5,
  },
  { name: "Course", indicator: "task", condition: { kind: "each", indicator: "task" }, points: 50 },
  {
    name: "Excellent",
    indicator: "excellent",
    condition: { kind: "each", indicator: "excellent" },
    points: 20,
  },
  { name: "Purchase", indicator: "purchase", condition: { kind: "each", indicator: "purchase" }, points: 50 },
  {
    name: "Large purchase",
    indicator: "purchase",
    condition: { kind: "amountOver", indicator: "purchase", cents: 100_000 },
    points: 100,
  },
];

/** The scenario in the page's address, once the page has written it. */
async function scenarioOn(page: Page, isIt: (scenario: Scenario) => boolean): Promise<Scenario> {
  let found: Scenario | undefined;
  await expect
    .poll(
      () => {
        const { link } = readAddress(new URL(page.url()).hash);
        const decoded = link === undefined ? undefined : decodeLink(link);
        found = decoded?.ok ? decoded.scenario : undefined;
        return found !== undefined && isIt(found);
      },
      { timeout: 15_000 },
    )
    .toBe(true);
  return found as Scenario;
}

/** Adds one rule as a planner does: choose the condition, name it, type its numbers. Returns how many edits that took. */
async function write(page: Page, { name, indicator, condition, points }: Task): Promise<number> {
  await page.getByRole("button", { name: words.addRule, exact: true }).click();
  const picker = page.getByRole("dialog", { name: words.pick });
  await picker.locator(`[data-indicator=${indicator}] [data-kind=${condition.kind}]`).click();
  const item = page.locator("[data-rule]").last();
  const path = `rules/${await item.getAttribute("data-rule")}`;
  await item.locator(`input[data-path="${path}/name"]`).fill(name);
  await page.keyboard.press("Enter");
  let edits = 2;
  const numbers: [string, number, string][] = [[`${path}/points`, points, String(points)]];
  if (condition.kind === "amountOver") numbers.push([`${path}/condition/cents`, condition.cents, "1000"]);
  for (const [at, value, typed] of numbers) {
    const number = item.locator(`[role=spinbutton][data-path="${at}"]`).first();
    if (Number(await number.getAttribute("aria-valuenow")) === value) continue;
    await number.focus();
    await page.keyboard.type(typed);
    await page.keyboard.press("Enter");
    edits++;
  }
  return edits;
}

/** Two members in a week of January: what they did, and what these rules pay for it. */
const records = [
  "member,date,indicator,amount",
  "anna,2026-01-05,login,1",
  "anna,2026-01-05,share,1",
  "anna,2026-01-06,login,1",
  "bo,2026-01-06,purchase,150000",
].join("\n");
const pointsForRecords = 5 + 10 + 5 + 50 + 100;

test("task-system is written by hand from nothing, run, verified, followed and undone", {
  timeout: 240_000,
}, async () => {
  const page = await open({ fragment: "#lang=en&view=rules" });
  await completed(page);
  await page.getByRole("button", { name: words.scratch }).click();
  await page.getByText(words.noRules).waitFor();

  let edits = 1;
  for (const task of tasks) edits += await write(page, task);
  const told = ({ rules }: Scenario) =>
    rules.map(({ name, condition, points }) => ({ name: name.en, condition, points }));
  const wanted = tasks.map(({ name, condition, points }) => ({ name, condition, points }));
  const written = await scenarioOn(page, (each) => JSON.stringify(told(each)) === JSON.stringify(wanted));
  expect({ ...written, rules: [], provenance: scratch.provenance }).toEqual(scratch);

  const drawn = await completed(page);
  expect(drawn.fingerprint).toBe(await fingerprintInNode(written));
  await everyRulePays(page);
  await verifies(page);
  await follows(page);

  await page.getByRole("button", { name: shellMessages("en").viewNames.rules, exact: true }).click();
  for (let undone = 0; undone < edits; undone++) await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: shellMessages("en").undo(undefined) }).waitFor();
  expect(await scenarioOn(page, ({ id }) => id === preset.id)).toEqual(preset);
  await completed(page);
});

/** Step 3 shows a total above nothing beside every rule. */
async function everyRulePays(page: Page): Promise<void> {
  await page.locator("nav button[data-step=values]").click();
  const totals = await page.locator("[data-check=total] p").allTextContents();
  expect(totals).toHaveLength(tasks.length);
  for (const total of totals) expect(Number.parseFloat(total)).toBeGreaterThan(0);
}

/** Real records are scored by the very rules that were written. */
async function verifies(page: Page): Promise<void> {
  await page.getByRole("button", { name: shellMessages("en").viewNames.verify, exact: true }).click();
  await page.locator("[data-slot=events] input[type=file]").setInputFiles({
    name: "week.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(records),
  });
  await page.locator("#score-records:not([aria-disabled])").click();
  const result = page.locator("[data-scored]");
  await result.waitFor();
  const [saved] = await Promise.all([page.waitForEvent("download"), page.locator("#save-ledger").click()]);
  const ledger = await readAll(await saved.createReadStream());
  const [head = "", ...lines] = ledger.trim().split(/\r?\n/);
  const column = head.replace("\ufeff", "").split(",").indexOf("points");
  const paid = lines.map((line) => Number(line.split(",")[column]));
  expect(paid.reduce((sum, points) => sum + points, 0)).toBe(pointsForRecords);
}

async function readAll(stream: AsyncIterable<Buffer | string>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

/** A member's year names the rules that were written. */
async function follows(page: Page): Promise<void> {
  await page.getByRole("button", { name: shellMessages("en").viewNames.follow, exact: true }).click();
  const sign = page.locator("[data-kind=award][data-rule=login]").first();
  await sign.waitFor({ timeout: 60_000 });
  expect(await sign.textContent()).toContain("Sign-in");
}
