/** The Rules view by keyboard and pointer, and nothing that axe finds fault with in any of its steps, on desk and phone. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { full } from "../../src/cli/everything.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { inLanguage, type Language, languages, text } from "../../src/domain/text.ts";
import { categoryMessages } from "../../src/i18n/category.ts";
import { rulesMessages } from "../../src/i18n/rules.ts";
import { schemeMessages } from "../../src/i18n/scheme.ts";
import { sentences } from "../../src/i18n/sentences.ts";
import { writeAddress } from "../../src/link/address.ts";
import { encodeLink } from "../../src/link/link.ts";
import type { RulesStep } from "../../src/store/view.ts";
import { faultsOn } from "./axe.ts";
import { answered, completed } from "./drawn.ts";
import { looks } from "./looks.ts";
import { silentPages } from "./open-page.ts";
import { fragmentOf, sized, small } from "./schemes.ts";

const open = silentPages();

function fragmentAt(step: RulesStep, language: Language = "en", scenario: Scenario = small): string {
  return writeAddress({ link: encodeLink(scenario), language, view: `rules:${step}` });
}

const severalCurrencies: Scenario = { ...full, run: { ...full.run, members: 300, replications: 2 } };

const steps: readonly RulesStep[] = [
  "library",
  "matrix",
  "conditions",
  "values",
  "validation",
  "currencies",
  "tiers",
  "members",
  "changes",
  "category",
];

test.each(looks)(
  "axe finds nothing in any step in $language, $colorScheme",
  async ({ language, colorScheme }) => {
    const page = await open({ fragment: fragmentAt("library", language), colorScheme });
    await completed(page);
    const words = rulesMessages(language);
    const faults: unknown[] = [];
    for (const step of steps) {
      await page.locator(`nav button[data-step=${step}]`).click();
      await page.locator("#rules-step").getByText(words.step[step].title).waitFor();
      if (step === "conditions") await openAll(page, language);
      if (step === "tiers") await page.getByRole("button", { name: words.addTiers }).click();
      if (step === "changes") await page.getByRole("button", { name: words.changes.add }).click();
      await answered(page);
      faults.push(...(await faultsOn(page)).map((fault) => ({ step, ...fault })));
    }
    expect(faults).toEqual([]);
  },
);

/** A form with everything unfolded, and the question before something goes that others need. */
async function openAll(page: Page, language: Language): Promise<void> {
  const words = rulesMessages(language);
  const item = page.locator("[data-rule=duration]");
  await item.locator("[aria-expanded]").click();
  await item.locator("summary").click();
  await page.getByRole("button", { name: words.addRule, exact: true }).click();
  await page.getByRole("dialog").waitFor();
  expect(await faultsOn(page), "picker").toEqual([]);
  await page.keyboard.press("Escape");
}

test.each(looks)(
  "axe finds nothing on a phone in $language, $colorScheme",
  async ({ language, colorScheme }) => {
    const page = await open({
      fragment: fragmentAt("conditions", language),
      colorScheme,
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    await completed(page);
    for (const step of [
      "conditions",
      "values",
      "category",
      "changes",
      "matrix",
      "currencies",
      "members",
    ] as const) {
      await page.locator(`nav button[data-step=${step}]`).tap();
      if (step === "changes")
        await page.getByRole("button", { name: rulesMessages(language).changes.add }).tap();
      expect(await faultsOn(page), step).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider, step).toBeLessThanOrEqual(0);
      const cut = await page
        .locator("section[aria-labelledby=rules-step] > *")
        .evaluateAll(
          (parts) => parts.filter((part) => part.getBoundingClientRect().right > screen.width).length,
        );
      expect(cut, step).toBe(0);
    }
  },
);

/** The ids of the rules as they stand. */
function rulesOn(page: Page): Promise<(string | null)[]> {
  return page
    .locator("[data-rule]")
    .evaluateAll((rules) => rules.map((rule) => rule.getAttribute("data-rule")));
}

test("a rule is moved by the keys on its grip, which keeps the focus, and by dragging it", async () => {
  const page = await open({ fragment: fragmentAt("conditions") });
  await completed(page);
  const words = rulesMessages("en");
  const grip = page.getByRole("button", { name: words.move("Frequency"), exact: true });
  await grip.focus();
  await page.keyboard.press("ArrowUp");
  expect((await rulesOn(page)).slice(0, 3)).toEqual(["activation", "login", "tenure"]);
  await page.keyboard.press("ArrowUp");
  expect((await rulesOn(page)).slice(0, 3)).toEqual(["login", "activation", "tenure"]);
  expect(await grip.and(page.locator(":focus")).count()).toBe(1);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  expect((await rulesOn(page)).slice(0, 3)).toEqual(["activation", "tenure", "login"]);

  const [from, to] = [await grip.boundingBox(), await page.locator("[data-rule=activation]").boundingBox()];
  if (!from || !to) throw new Error("no grip, or no rule");
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 12, to.y + 8, { steps: 8 });
  await page.mouse.up();
  expect((await rulesOn(page)).slice(0, 3)).toEqual(["login", "activation", "tenure"]);
});

test("services and currencies are moved by their grips and switched off as a whole, each one step of the history", async () => {
  const page = await open({ fragment: fragmentAt("currencies", "en", severalCurrencies) });
  const words = rulesMessages("en");
  await page.locator("[data-list=currencies] [data-entry]").first().waitFor();
  const entries = () =>
    page
      .locator("[data-list=currencies] [data-entry]")
      .evaluateAll((all) => all.map((each) => each.getAttribute("data-entry")));
  const before = await entries();
  const [first, second, ...others] = before;
  const grip = page.locator(`[data-entry=${second}] button[aria-label^="${words.move("")}"]`);
  await grip.focus();
  await page.keyboard.press("ArrowUp");
  expect(await entries()).toEqual([second, first, ...others]);
  const coins = page.locator("[data-entry=coins]").getByRole("switch").first();
  await coins.click();
  expect(await coins.isChecked()).toBe(false);
  await page.keyboard.press("Control+z");
  expect(await coins.isChecked()).toBe(true);
  await page.keyboard.press("Control+z");
  expect(await entries()).toEqual(before);
});

test("a rule is copied, switched off and deleted, each one step of the history", async () => {
  const page = await open({ fragment: fragmentAt("conditions") });
  await completed(page);
  const words = rulesMessages("en");
  await page.getByRole("button", { name: words.copy("Duration"), exact: true }).click();
  expect((await rulesOn(page)).slice(3, 5)).toEqual(["duration", "duration-2"]);
  const copy = page.locator("[data-rule=duration-2]");
  await copy.getByRole("switch").first().click();
  expect(await copy.getAttribute("data-off")).toBe("true");
  await copy.getByRole("button", { name: words.remove("Duration (copy)"), exact: true }).click();
  await copy.waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  expect(await copy.getAttribute("data-off")).toBe("true");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  expect(await rulesOn(page)).toEqual(small.rules.map(({ id }) => id));
});

test("on a phone the exchanges stand one below the other, and nothing of them is out of sight", async () => {
  const coins: Scenario = {
    ...small,
    currencies: [
      ...small.currencies,
      { ...small.currencies[0]!, id: "coins", name: text("虚拟币", "Coins") },
    ],
    exchanges: [
      {
        id: "up",
        enabled: true,
        from: "points",
        to: "coins",
        give: 30,
        get: 10,
        pointsMin: 90,
        phase: "openFusion",
        by: "member",
      },
    ],
  };
  const page = await open({
    fragment: fragmentAt("currencies", "en", coins),
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  await completed(page);
  const graph = page.locator("figure").filter({ hasText: rulesMessages("en").graph });
  expect(await graph.getByRole("img").count()).toBe(0);
  const ways = await graph.locator("li li").evaluateAll((all) =>
    all.map((way) => {
      const { left, right } = way.getBoundingClientRect();
      return { said: way.textContent, cut: left < 0 || right > innerWidth };
    }),
  );
  expect(ways.map(({ said }) => said)).toEqual([
    "30 → 10Coins",
    "200 → ¥10own services",
    "200 → ¥10virtual goods",
    "300 → ¥10phone credit",
    "300 → ¥10physical goods",
  ]);
  expect(ways.filter(({ cut }) => cut)).toEqual([]);
});

test("what others use is deleted with them after a question, and the last currency stays", async () => {
  const page = await open({ fragment: fragmentAt("currencies") });
  await completed(page);
  const words = rulesMessages("en");
  await page
    .locator("[data-list=currencies]")
    .getByRole("button", { name: words.remove("Points") })
    .click();
  await page.getByRole("alert").getByText(words.lastOfItsKind).waitFor();
  await page.getByRole("button", { name: words.cancel }).click();
  const rate = page.locator("[data-list=rates] [data-entry=goods]");
  await rate.getByRole("button").last().click();
  await page.getByRole("alert").getByText("Headset").waitFor();
  await page.getByRole("button", { name: words.removeThese(2) }).click();
  await rate.waitFor({ state: "detached" });
  expect(await page.locator("[data-entry=headset]").count()).toBe(0);
  await page.keyboard.press("Control+z");
  await rate.waitFor();
});

test("what is deleted names its changes by date and what is for it, and undo brings all of it back", async () => {
  const step = (id: string, name: string, threshold: number) => ({ id, name: text(name, name), threshold });
  const dated: Scenario = {
    ...small,
    tiers: {
      currency: "points",
      validityMonths: 12,
      demotion: "oneStep",
      steps: [step("base", "Base", 0), step("gold", "Gold", 1000)],
    },
    privileges: [{ id: "lounge", name: text("休息室", "Lounge"), held: { kind: "tier", tier: "gold" } }],
    changes: [
      { date: "2026-03-01", path: "rules/login/points", value: 8 },
      { date: "2026-04-01", path: "tiers/steps/gold/threshold", value: 2000 },
    ],
  };
  const page = await open({ fragment: fragmentAt("conditions", "en", dated) });
  await completed(page);
  const words = rulesMessages("en");
  const rule = page.locator("[data-rule=login]");
  await rule.getByRole("button", { name: words.remove("Frequency"), exact: true }).click();
  const question = page.getByRole("alert").filter({ hasText: words.changesGo });
  await question.getByText("From Mar 1, 2026: Frequency · Award value 5 points → 8 points").waitFor();
  await question.getByRole("button", { name: words.removeThese(2) }).click();
  await rule.waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await rule.getByText("8 points").waitFor();

  await page.locator("nav button[data-step=tiers]").click();
  const privilege = page.locator("[data-entry=lounge]");
  await privilege.getByText("Held in tier Gold and above.").waitFor();
  await page.getByRole("button", { name: words.removeTiers }).click();
  await question.getByText(words.goesToo("Lounge")).waitFor();
  await question.getByText("Gold · Threshold 1,000 points → 2,000 points").waitFor();
  await question.getByRole("button", { name: words.removeThese(3) }).click();
  await page.getByText(words.noTiers).waitFor();
  expect(await privilege.count()).toBe(0);
  await page.keyboard.press("Control+z");
  await privilege.waitFor();
});

test("an edit that contradicts the rest is refused in its place, with the reason", async () => {
  const page = await open({ fragment: fragmentAt("tiers") });
  await completed(page);
  const words = rulesMessages("en");
  await page.getByRole("button", { name: words.addTiers }).click();
  await page.getByRole("button", { name: words.removeEntry(1) }).click();
  await page.getByRole("alert").filter({ hasText: "lowest tier" }).waitFor();
  expect(await page.locator("[data-list=tiers] [data-path$=name]").count()).toBe(3);
});

test("the checks beside the values follow a change, and wait for its answer", async () => {
  const page = await open({ fragment: fragmentAt("values", "en", sized({ members: 2000 })) });
  await completed(page);
  const total = page.locator("[data-rule=login] [data-check=total] p");
  const before = Number.parseFloat((await total.textContent()) ?? "");
  await page.locator("[data-path='rules/login/points']").focus();
  await page.keyboard.type("10");
  await page.keyboard.press("Enter");
  await completed(page);
  expect(Number.parseFloat((await total.textContent()) ?? "")).toBeCloseTo(2 * before, 0);
});

test("validation tells every check with its verdict and why, and leads to where a doubt is mended", async () => {
  const page = await open({ fragment: fragmentAt("validation") });
  await completed(page);
  const words = rulesMessages("en");
  const verdictsOf = (name: string) =>
    page
      .locator(`[data-checks=${name}] li[data-of]`)
      .evaluateAll((rows) => rows.map((row) => [row.dataset.of, row.dataset.verdict]));
  expect(await verdictsOf("indicators")).toEqual([["securities", "pass"]]);
  expect(await verdictsOf("total")).toEqual([["securities", "none"]]);
  expect(await verdictsOf("structure")).toEqual([["securities", "warn"]]);
  const on = small.rules.filter(({ enabled }) => enabled).map(({ id }) => id);
  expect((await verdictsOf("strength")).map(([rule]) => rule).sort()).toEqual(on.sort());
  const reasons = await page.locator("[data-checks] li p").allTextContents();
  expect(reasons.filter((reason) => reason === "")).toEqual([]);
  await page
    .locator("[data-checks=structure]")
    .getByRole("button", { name: words.goTo(words.step.values.title) })
    .click();
  await page.locator("#rules-step").getByText(words.step.values.title).waitFor();
});

test("category points are worked out in the page: the documents' example, and another opinion", async () => {
  const page = await open({ fragment: fragmentAt("category") });
  await completed(page);
  const points = page.locator("[data-member='1'] strong");
  expect(await points.textContent()).toBe("10,017");
  await page.getByRole("combobox", { name: /Full tracks against Ringtones/ }).selectOption("3");
  expect(await points.textContent()).not.toBe("10,017");
  await page.keyboard.press("Control+z");
  expect(await points.textContent()).toBe("10,017");
  const words = categoryMessages("en");
  await page.getByRole("button", { name: words.removeService("Ringtones") }).click();
  expect(await points.textContent()).not.toBe("10,017");
  await page.getByRole("status").getByRole("button").first().click();
  await expect.poll(() => points.textContent()).toBe("10,017");

  const gain = page.getByRole("textbox", { name: "Full tracks · Gain ΔS" });
  await gain.fill("15oo");
  await gain.press("Enter");
  await page.getByRole("alert").getByText("15oo").waitFor();
  expect(await points.textContent()).toBe("10,017");
  expect(await faultsOn(page)).toEqual([]);
  await gain.press("Escape");
  expect(await gain.inputValue()).toBe("1500");

  // It is no part of the link, and there again all the same.
  await gain.fill("3000");
  await gain.press("Enter");
  await expect.poll(() => points.textContent()).not.toBe("10,017");
  const edited = await points.textContent();
  await page.reload();
  await completed(page);
  expect(await points.textContent()).toBe(edited);
});

test("channels are written by keyboard, a rule is for one of them, and deleting it names the rule", async () => {
  const page = await open({ fragment: fragmentAt("conditions") });
  await completed(page);
  const words = rulesMessages("en");
  const list = page.locator("[data-list=channels]");
  const add = list.getByRole("button", { name: words.add.channels });
  await add.focus();
  await page.keyboard.press("Enter");
  await list.getByRole("textbox", { name: "New channel · Name", exact: true }).fill("App");
  await page.keyboard.press("Enter");
  const app = list.locator("[data-entry=channel]");
  await app.getByText(sentences("en").noEvents).waitFor();

  const rule = page.locator("[data-rule=login]");
  await rule.locator("[aria-expanded]").click();
  await rule.locator("summary").click();
  const eligibility = rule.getByRole("switch", { name: "Frequency · Who and when", exact: true });
  await eligibility.click();
  await rule.getByRole("switch", { name: "Frequency · Channels", exact: true }).click();
  await rule.getByText("Only through App.").waitFor();
  await rule.locator("[data-silence=channel]").getByRole("button", { name: words.letEvents }).click();
  await rule.locator("[data-silence]").waitFor({ state: "detached" });
  await app.getByText("100% of the events").waitFor();

  await app.getByRole("button", { name: words.remove("App"), exact: true }).click();
  await page.getByRole("alert").getByText(words.goesToo("Frequency")).waitFor();
  await page.getByRole("button", { name: words.removeThese(2) }).click();
  await rule.waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await rule.getByText("Only through App.").waitFor();
});

test("what else a segment does is added from the scheme, given amounts, deleted, and undone step by step", async () => {
  const page = await open({ fragment: fragmentOf(small, "en") });
  await completed(page);
  const [words, scheme] = [rulesMessages("en"), schemeMessages("en")];
  await page.getByRole("heading", { name: scheme.sections.members }).click();
  await page.getByRole("button", { name: scheme.editOf("Established users"), exact: true }).click();
  const own = page.locator("[data-activities=established]");
  await own.getByText(words.members.none).waitFor();

  const add = async (activity: string) => {
    await own
      .getByRole("combobox", { name: `Established users · ${words.members.kind}` })
      .selectOption({ label: activity });
    await own.getByRole("button", { name: words.members.add }).click();
    await own.locator("li").filter({ hasText: activity }).waitFor();
  };
  await add("shares");
  await add("purchases");
  await own.getByText("A payment is").waitFor();
  expect(await own.getByRole("option", { name: "purchases", exact: true }).count()).toBe(0);
  await own.getByRole("spinbutton", { name: /shares.*Mean per login day/ }).focus();
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await own.getByRole("button", { name: words.remove("shares"), exact: true }).click();
  expect(await own.locator("li").evaluateAll((all) => all.map((row) => row.dataset.activity))).toEqual([
    "purchase",
  ]);
  expect(await own.getByRole("button", { name: words.members.add }).and(page.locator(":focus")).count()).toBe(
    1,
  );
  await own.getByRole("button", { name: words.remove("purchases"), exact: true }).click();
  await own.getByText(words.members.none).waitFor();
  await answered(page);
  expect(await page.locator("#results").getAttribute("data-stale")).toBeNull();

  for (const left of [1, 2, 2, 1, 0]) {
    await page.keyboard.press("Control+z");
    await expect.poll(() => own.locator("li").count()).toBe(left);
  }
});

test("a segment is added as the first one is, and the one that referred members join stays", async () => {
  const page = await open({ fragment: fragmentAt("members") });
  await completed(page);
  const words = rulesMessages("en");
  const list = page.locator("[data-list=segments]");
  await list.getByRole("button", { name: words.add.segments }).click();
  await list.getByRole("textbox", { name: "New segment · Name", exact: true }).fill("Students");
  await page.keyboard.press("Enter");
  const added = list.locator("[data-entry=segment]");
  await added.getByText("All joined before the run.").waitFor();
  await added.getByRole("button", { name: words.remove("Students"), exact: true }).click();
  await added.waitFor({ state: "detached" });
  const referred = list.locator("[data-entry=newcomers]");
  await referred
    .getByRole("button", { name: /^Delete/ })
    .first()
    .click();
  await page.getByRole("alert").filter({ hasText: "Cannot be deleted" }).waitFor();
});

test("a change on a date is written, told where its rule stands, refused with why, moved and undone", async () => {
  const page = await open({ fragment: fragmentAt("changes") });
  await completed(page);
  const words = rulesMessages("en").changes;
  await page.getByText(words.none).waitFor();
  const write = async (date: string, thing: string, what: string, value: string) => {
    await page.getByRole("button", { name: words.add, exact: true }).click();
    const form = page.getByRole("group", { name: words.add });
    await form.getByLabel(words.date, { exact: true }).fill(date);
    await form.getByRole("combobox", { name: words.thing, exact: true }).selectOption({ label: thing });
    await form.getByRole("combobox", { name: words.value, exact: true }).selectOption({ label: what });
    await form.getByRole("textbox", { name: words.becomes, exact: true }).fill(value);
    await page.keyboard.press("Enter");
    await form.getByRole("button", { name: words.confirm, exact: true }).click();
    return form;
  };
  await write("2026-04-01", "Frequency", "Award value", "6");
  const rows = page.locator("[data-list=changes] [data-change]");
  await rows.nth(0).waitFor();
  await write("2026-03-01", "Frequency", "Award value", "8");
  await rows.nth(1).waitFor();
  const told = () =>
    rows.evaluateAll((all) => all.map((row) => (row.textContent ?? "").replace(/\s+/g, " ")));
  expect(await told()).toEqual([
    "FromFrequency · Award value5 points→ points",
    "FromFrequency · Award value8 points→ points",
  ]);

  const form = await write("2026-03-15", "Frequency", "Award value", "99999");
  await form.getByRole("alert").filter({ hasText: "out of range" }).waitFor();
  await form.getByRole("button", { name: rulesMessages("en").cancel }).click();
  expect(
    await page.getByRole("button", { name: words.add, exact: true }).and(page.locator(":focus")).count(),
  ).toBe(1);

  await rows.nth(0).getByLabel(`Frequency · Award value · ${words.date}`).fill("2026-12-01");
  await page.keyboard.press("Enter");
  await rows.nth(1).getByText(words.never("Apr 30, 2026")).waitFor();

  // A key pressed in a field is the field's; from the steps on it is the history's.
  await page.locator("nav button[data-step=conditions]").click();
  await page.keyboard.press("Control+z");
  const lines = page.locator("[data-rule=login] [data-dated]");
  expect(await lines.allTextContents()).toEqual([
    "From Mar 1, 2026: Award value 5 points → 8 points",
    "From Apr 1, 2026: Award value 8 points → 6 points",
  ]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  expect(await lines.count()).toBe(0);
});

test.each(languages)(
  "whom a rule is for from a date on is ticked by name, told, edited and undone (%s)",
  async (language) => {
    const page = await open({
      fragment: fragmentAt("changes", language),
      viewport: { width: 390, height: 844 },
    });
    await completed(page);
    const words = rulesMessages(language).changes;
    const [established, newcomers] = small.population.segments.map(({ name }) => inLanguage(name, language));
    const all = language === "en" ? "all members" : "全部会员";
    await page.getByRole("button", { name: words.add, exact: true }).click();
    const form = page.getByRole("group", { name: words.add });
    await form.getByRole("combobox", { name: words.thing, exact: true }).selectOption("rules/login");
    const what = form.getByRole("combobox", { name: words.value, exact: true });
    await what.selectOption("rules/login/eligibility/segments");
    await form.getByText(all).waitFor();
    // The first is ticked to begin with; the other takes its place.
    await form.getByRole("checkbox", { name: established! }).uncheck();
    await form.getByText(words.same).waitFor();
    await form.getByRole("checkbox", { name: newcomers! }).check();
    expect(await faultsOn(page)).toEqual([]);
    await form.getByLabel(words.date, { exact: true }).fill("2026-03-01");
    await form.getByRole("button", { name: words.confirm, exact: true }).click();
    const row = page.locator("[data-list=changes] [data-change]");
    await row.getByText(all).waitFor();
    expect(await row.getByRole("checkbox", { checked: true }).count()).toBe(1);
    expect(await faultsOn(page)).toEqual([]);
    await row.getByRole("checkbox", { name: established! }).check();

    const line = page.locator("[data-rule=login] [data-dated]");
    await page.locator("nav button[data-step=conditions]").click();
    const both = language === "en" ? `${established}, ${newcomers}` : `${established}、${newcomers}`;
    await line.getByText(`${all} → ${both}`).waitFor();
    await page.keyboard.press("Control+z");
    await line.getByText(`${all} → ${newcomers}`).waitFor();
    await page.keyboard.press("Control+z");
    await line.waitFor({ state: "detached" });
  },
);

test.each(languages)(
  "a validity becomes one of another kind on a date, is refused, told and undone (%s)",
  async (language) => {
    const page = await open({ fragment: fragmentAt("changes", language) });
    await completed(page);
    const all = rulesMessages(language);
    const words = all.changes;
    await page.getByRole("button", { name: words.add, exact: true }).click();
    const form = page.getByRole("group", { name: words.add });
    await form.getByRole("combobox", { name: words.thing, exact: true }).selectOption("currencies/points");
    await form
      .getByRole("combobox", { name: words.value, exact: true })
      .selectOption("currencies/points/validity");
    const kind = form.getByRole("combobox", { name: words.becomes, exact: true });
    // What is about all that a member holds is no choice.
    expect(
      await kind.locator("option").evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value)),
    ).toEqual([...["none", "days", "months", "monthEnd", "yearEnd", "projectEnd"]]);
    await kind.selectOption("days");
    const days = form.getByRole("textbox", { name: language === "en" ? "Validity, days" : "有效期（天）" });
    await days.fill("99999");
    await form.getByRole("button", { name: words.confirm, exact: true }).click();
    await form.getByRole("alert").waitFor();
    await days.fill("90");
    await form.getByLabel(words.date, { exact: true }).fill("2026-03-01");
    await form.getByRole("button", { name: words.confirm, exact: true }).click();
    const row = page.locator("[data-list=changes] [data-change]");
    await row.waitFor();
    expect(await faultsOn(page)).toEqual([]);
    await page.locator("nav button[data-step=currencies]").click();
    const told = page.locator("[data-dated='currencies/points/validity']");
    await told
      .getByText(language === "en" ? "→ expires after some days: 90 days" : "→ 在若干天后失效：90 天")
      .waitFor();
    await page.keyboard.press("Control+z");
    await told.waitFor({ state: "detached" });
  },
);

test("what came with a change is told and changed like what was there", async () => {
  const path = "rules/login/validity";
  const dated: Scenario = {
    ...small,
    changes: [
      { date: "2026-02-01", path, value: { kind: "days", days: 5 } },
      { date: "2026-03-01", path: `${path}/days`, value: 8 },
    ],
  };
  const page = await open({ fragment: fragmentAt("changes", "en", dated) });
  await completed(page);
  const row = page.locator("[data-list=changes] [data-change]").nth(1);
  await row.getByText("5 days").waitFor();
  expect(await row.getByLabel(/Becomes$/).inputValue()).toBe("8");
  await row.getByLabel(/Becomes$/).fill("9");
  await page.keyboard.press("Enter");
  await page.locator("nav button[data-step=conditions]").click();
  await page.locator("[data-rule=login] [data-dated]").getByText("5 days → 9 days").waitFor();
});

test("a cap is lifted on a date by emptying its number", async () => {
  const dated: Scenario = {
    ...small,
    changes: [{ date: "2026-03-01", path: "rules/duration/caps/pointsPerDay", value: 10 }],
  };
  const page = await open({ fragment: fragmentAt("changes", "en", dated) });
  await completed(page);
  const row = page.locator("[data-list=changes] [data-change]");
  await row.getByLabel(/Becomes$/).fill("");
  await page.keyboard.press("Enter");
  await row.getByPlaceholder("not set").waitFor();
  await page.locator("nav button[data-step=conditions]").click();
  await page.locator("[data-rule=duration] [data-dated]").getByText("20 points → not set").waitFor();
});
