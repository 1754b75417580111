/** Real records in the Verify view: dropped, matched, checked, scored off the main thread, compared, and never kept. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { verifyMessages } from "../../src/i18n/verify.ts";
import { completed } from "./drawn.ts";
import { silentPages } from "./open-page.ts";
import { fragmentOf, loginPoints, numberAt, preset, small } from "./schemes.ts";

const open = silentPages();
const words = verifyMessages("en");

async function openVerify(): Promise<Page> {
  const page = await open({ fragment: `${fragmentOf(small)}&view=verify` });
  await completed(page);
  await page.locator("[data-slot=events]").waitFor();
  return page;
}

/** Drops files on a place of the page, as a reader does from the desktop. */
async function drop(page: Page, on: string, files: { name: string; content: string }[]): Promise<void> {
  const carried = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, content } of all) transfer.items.add(new File([content], name, { type: "text/csv" }));
    return transfer;
  }, files);
  for (const type of ["dragenter", "dragover", "drop"])
    await page.dispatchEvent(on, type, { dataTransfer: carried });
}

function choose(page: Page, content: string | Buffer, name = "events.csv"): Promise<void> {
  const buffer = typeof content === "string" ? Buffer.from(content) : content;
  return page
    .locator("[data-slot=events] input[type=file]")
    .setInputFiles({ name, mimeType: "text/csv", buffer });
}

const scoreButton = (page: Page) => page.locator("#score-records");
const result = (page: Page) => page.locator("[data-scored]");

/** The row of the table of rules: points per member and month by the records, and by the simulation. */
async function ruleRow(page: Page, rule: string): Promise<string[]> {
  const card = page.locator("[data-chart=verify-rules]");
  const asTable = card.getByRole("button", { name: "Table" });
  if (await asTable.isVisible()) await asTable.click();
  return card.getByRole("row", { name: rule }).getByRole("cell").allTextContents();
}

const members = ["member,joined", ...["A", "B", "C"].map((name) => `${name},2025-06-01`)].join("\n");
const events = [
  "用户号;行为;日期;次数;对象",
  "A;登录;2026-01-02;;",
  "A;登录;2026-01-03;1;",
  "B;登录;2026-01-03;;",
  "B;心跳;2026-01-03;;",
  "C;登录;2026-02-30;;",
  "C;登录;2026-01-05;-1;",
].join("\r\n");

test("two files are dropped and find their places; bad rows stop the score until they are left out; then it is compared", async () => {
  const page = await openVerify();
  await drop(page, "#results h2", [
    { name: "who.csv", content: members },
    { name: "行为.csv", content: events },
  ]);
  await page.locator("[data-slot=members]").getByText("who.csv").waitFor();
  await page.locator("[data-slot=events]").getByText("行为.csv").waitFor();
  await page.locator("[data-wordings]").waitFor();

  await scoreButton(page).click();
  const stopped = page.locator("[data-bad-rows=stopped]");
  await stopped.waitFor();
  expect(await stopped.getByRole("row").allTextContents()).toEqual([
    expect.stringContaining("Reason"),
    expect.stringMatching(/^Events5Indicator心跳must be one of/),
    expect.stringMatching(/^Events6Date2026-02-30not a real date/),
    expect.stringMatching(/^Events7Amount-1not a whole number/),
  ]);
  expect(
    await stopped.locator("code").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("title"))),
  ).toEqual(["心跳", "2026-02-30", "-1"]);
  expect(await result(page).count()).toBe(0);

  await page.locator("[data-wording=心跳]").selectOption({ label: words.valueLeftOut });
  await scoreButton(page).click();
  await stopped.getByRole("button", { name: words.leaveOut("2") }).click();
  await result(page).waitFor();
  // Three logins of 5 points by three members over 120 days.
  const perMonth = (15 / ((3 * 120) / (365 / 12))).toFixed(2);
  const name = preset.rules.find(({ id }) => id === "login")!.name.en;
  const [records, simulated] = await ruleRow(page, name);
  expect(records).toBe(perMonth);
  expect(Number(simulated)).toBeGreaterThan(5);
  expect(await page.locator("[data-bad-rows=left-out]").textContent()).toContain(words.badTitle("2", "9"));
});

test("a file's words for channels are matched by name, the others by the reader, and never guessed", async () => {
  const named = (id: string, zh: string, en: string) => ({ id, name: { zh, en } });
  const scheme = {
    ...small,
    channels: [named("app", "手机应用", "App"), named("shop", "营业厅", "Shop")],
    rules: small.rules.map((rule) =>
      rule.id === "login" ? { ...rule, eligibility: { channels: ["app"] } } : rule,
    ),
  };
  const page = await open({ fragment: `${fragmentOf(scheme)}&view=verify` });
  await completed(page);
  const rows = ["app", "手机应用", "柜台", "APP 2"].map(
    (channel, day) => `A,2026-01-0${day + 2},login,,${channel}`,
  );
  await choose(page, ["member,date,indicator,amount,channel", ...rows, ""].join("\n"));
  const card = page.locator("[data-origins=channel]");
  await card.getByText(words.originsLead.channel).waitFor();
  expect(await card.locator("[data-origin=手机应用]").inputValue()).toBe("app");
  expect(await card.locator("[data-missing]").count()).toBe(2);
  await scoreButton(page).click();
  await page.locator("[data-bad-rows=stopped]").getByText("must be one of: app, shop").first().waitFor();
  await card.locator("[data-origin=柜台]").selectOption("shop");
  await card.locator("[data-origin='APP 2']").selectOption({ label: words.originNone.channel });
  expect(await card.locator("[data-missing]").count()).toBe(0);
  await scoreButton(page).click();
  await result(page).waitFor();
  // Two logins by the app, of 5 points, by one member over 120 days.
  const name = preset.rules.find(({ id }) => id === "login")!.name.en;
  expect((await ruleRow(page, name))[0]).toBe((10 / (120 / (365 / 12))).toFixed(2));
});

test("payments are not scored before their unit is known; yuan are read to the cent, and the rest is bad", async () => {
  const page = await openVerify();
  const paid = (amount: string) =>
    `用户号,日期,行为,${amount}\nA,2026-01-02,消费,12.50\nA,2026-01-03,消费,1.234\n`;
  await choose(page, paid("金额"));
  const unit = page.locator("[data-money]");
  await unit.waitFor();
  expect(await unit.inputValue()).toBe("");
  expect(await scoreButton(page).getAttribute("aria-disabled")).toBe("true");
  await page.locator("[data-columns=events] summary").getByText(words.money).waitFor();
  await unit.selectOption("yuan");
  await scoreButton(page).click();
  const stopped = page.locator("[data-bad-rows=stopped]");
  await stopped.waitFor();
  expect(await stopped.getByRole("row").allTextContents()).toEqual([
    expect.stringContaining("Reason"),
    expect.stringMatching(/^Events3Amount\S+not an amount of yuan/),
  ]);
  await choose(page, paid("金额（元）"));
  await expect.poll(() => unit.inputValue()).toBe("yuan");
});

test("a rule that is changed scores the same records again; link, storage and other views keep nothing of them", async () => {
  const page = await openVerify();
  await choose(
    page,
    "member,date,indicator,amount\nSECRET-1,2026-01-02,login,\nSECRET-1,2026-01-03,login,\n",
  );
  await scoreButton(page).click();
  await result(page).waitFor();
  const scored = () => result(page).getAttribute("data-scored");
  const name = preset.rules.find(({ id }) => id === "login")!.name.en;
  const [before] = await ruleRow(page, name);
  const fingerprint = await scored();

  const number = numberAt(page, loginPoints);
  await number.focus();
  await page.keyboard.type("10");
  await page.keyboard.press("Enter");
  await expect.poll(scored).not.toBe(fingerprint);
  await completed(page);
  const [after] = await ruleRow(page, name);
  expect(Number(after)).toBeCloseTo(2 * Number(before), 1);

  await page.getByRole("button", { name: "Overview" }).click();
  await page.getByRole("button", { name: "Verify" }).click();
  await result(page).waitFor();
  await page.waitForFunction(() => location.hash.includes("view=verify"));
  const kept = await page.evaluate(
    () => location.href + JSON.stringify({ ...localStorage, ...sessionStorage }),
  );
  expect(kept).not.toMatch(/SECRET/);
});

test("a sample made by the engine scores as the engine paid, and tables come as files", async () => {
  const page = await openVerify();
  await page.locator("#try-sample").click();
  await result(page).waitFor();
  expect(await page.locator("[data-bad-rows]").count()).toBe(0);
  const figure = page.locator("[data-scored] [data-kpi=issuedPerMemberMonth]");
  expect(Number(await figure.getAttribute("data-value"))).toBeGreaterThan(10);
  const saved = async (button: string) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(button).click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
  };
  const ledger = await saved("#save-ledger");
  expect(ledger.name).toBe("sample-events-ledger.csv");
  expect(ledger.text.split("\r\n")[0]).toBe(
    "\ufeffmember,date,rule,currency,points,balance,waiting,cause,explanation",
  );
  expect(ledger.text.split("\r\n").length).toBeGreaterThan(1000);
  const totals = await saved("#save-totals");
  expect(totals.text).toMatch(/\nissuedPerMemberMonth,,\d+\.\d+,\d+\.\d+\r\n/);
});

test("records of other days than the run's move the run to their days, in one step that undo takes back", async () => {
  const page = await openVerify();
  await choose(page, "member,date,indicator,amount\nA,2024-03-01,login,\nA,2024-04-30,login,\n");
  await page.locator("#align-run").click();
  await page.locator("#align-run").waitFor({ state: "hidden" });
  await scoreButton(page).click();
  await result(page).waitFor();
  expect(await page.locator("[data-bad-rows]").count()).toBe(0);
  await completed(page);
  await page.keyboard.press("Escape");
  await page
    .getByRole("button", { name: /^Undo: / })
    .first()
    .click();
  await page.locator("#align-run").waitFor();
});

test.each<[what: string, content: Buffer, said: RegExp]>([
  ["an empty file", Buffer.from(""), /empty/],
  ["a header alone", Buffer.from("member,date,indicator,amount\n"), /not a single record/],
  ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), /no text file/],
  ["one line of 30 MB", Buffer.alloc(30_000_000, "x"), /longer than/],
])("%s is refused with the reason, and stays chosen", async (_, content, said) => {
  const page = await openVerify();
  await choose(page, content);
  await page.locator("[data-slot=events]").getByRole("alert").getByText(said).waitFor();
  expect(await page.getByText("events.csv").isVisible()).toBe(true);
  expect(await scoreButton(page).getAttribute("aria-disabled")).toBe("true");
});

test("a file that is not UTF-8 says so, and is read once the reader chooses its encoding", async () => {
  const page = await openVerify();
  const header = [0xbb, 0xe1, 0xd4, 0xb1, 44, 0xc8, 0xd5, 0xc6, 0xda, 44, 0xd6, 0xb8, 0xb1, 0xea, 0xcf, 0xee];
  const bytes = Buffer.concat([
    Buffer.from([...header, 44, 0xca, 0xfd, 0xc1, 0xbf, 10]),
    Buffer.from("A,2026-01-02,login,\n"),
  ]);
  await choose(page, bytes);
  await page
    .locator("[data-slot=events]")
    .getByRole("alert")
    .getByText(/not UTF-8/)
    .waitFor();
  await page.getByLabel(words.encoding).selectOption("gb18030");
  await page.locator("[data-columns=events]").waitFor();
  await scoreButton(page).click();
  await result(page).waitFor();
});

test("a large file is scored while the page stays at hand, and can be cancelled at any time", async () => {
  const page = await openVerify();
  const rows = Array.from(
    { length: 300_000 },
    (_, i) => `M${i % 5000},2026-0${1 + (i % 4)}-${10 + (i % 19)},login,`,
  );
  await choose(page, `member,date,indicator,amount\n${rows.join("\n")}`);
  await page.locator("[data-slot=events]").getByText("300,000 rows").waitFor();
  const stalls = await page.evaluateHandle(() => {
    const longest = { milliseconds: 0 };
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      longest.milliseconds = Math.max(longest.milliseconds, now - last);
      last = now;
      setTimeout(tick, 0);
    };
    tick();
    return longest;
  });
  await scoreButton(page).click();
  await page.locator("[data-work=score]").getByRole("button", { name: words.cancel }).click();
  await scoreButton(page).waitFor();
  expect(await result(page).count()).toBe(0);
  await scoreButton(page).click();
  await result(page).waitFor();
  const { milliseconds } = await stalls.jsonValue();
  console.log(`longest stall of the page while 300,000 rows were scored: ${Math.round(milliseconds)} ms`);
  expect(milliseconds).toBeLessThan(500);
});
