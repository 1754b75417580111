/** The views by the Tab key alone: everything that can be operated is reached in the order it is read, in sight, and nothing holds the focus. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { writeAddress } from "../../src/link/address.ts";
import { encodeLink } from "../../src/link/link.ts";
import { completed } from "./drawn.ts";
import { silentPages } from "./open-page.ts";
import { small } from "./schemes.ts";

const open = silentPages();

async function openView(view: string): Promise<Page> {
  const page = await open({ fragment: writeAddress({ link: encodeLink(small), language: "en", view }) });
  await completed(page);
  return page;
}

/** What the Tab key met: its faults, and what it should have met. */
type Walk = { stops: number; missed: string[]; unseen: string[]; hidden: string[]; backwards: string[] };

/** Presses Tab from the top of the page until the focus leaves it. */
async function walk(page: Page): Promise<Walk> {
  await page.evaluate(begin);
  const seen = { stops: 0, unseen: [] as string[], hidden: [] as string[], backwards: [] as string[] };
  const stopsMax = 400;
  for (; seen.stops < stopsMax; seen.stops++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(look);
    if (!stop) break;
    if (!stop.isMarked) seen.unseen.push(stop.name);
    if (stop.isCovered) seen.hidden.push(stop.name);
    if (stop.isBackwards) seen.backwards.push(stop.name);
  }
  expect(seen.stops, "the focus goes round in the page").toBeLessThan(stopsMax);
  return { ...seen, missed: await page.evaluate(missed) };
}

type Seen = { met: Set<Element>; last: Element | undefined };

function begin(): void {
  // The Tab key goes on from where the page was last clicked: here from its top.
  const top = document.createElement("span");
  top.tabIndex = -1;
  document.body.prepend(top);
  top.focus();
  (window as unknown as { walk: Seen }).walk = { met: new Set(), last: undefined };
}

function look() {
  const { walk } = window as unknown as { walk: Seen };
  const at = document.activeElement as HTMLElement | null;
  if (!at || at === document.body) return undefined;
  const name =
    `${at.tagName} ${at.getAttribute("aria-label") ?? at.textContent?.slice(0, 40) ?? ""} ${at.id}`.trim();
  const isBackwards =
    walk.last !== undefined &&
    (walk.last.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  walk.met.add(at);
  walk.last = at;
  const isRinged = (element: Element | null) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  };
  // Of a switch the track is drawn beside the box; a search field lights up as a whole.
  const isMarked = [at, at.nextElementSibling, at.parentElement].some(isRinged);
  const { left, top, width, height } = at.getBoundingClientRect();
  const spots = [0.5, 0.15, 0.85].flatMap((x) =>
    [0.5, 0.2, 0.8].map((y) => [left + x * width, top + y * height]),
  );
  const isCovered = !spots.some(([x = 0, y = 0]) => {
    const there = document.elementFromPoint(x, y);
    return there !== null && (at.contains(there) || there.contains(at) || there === at.nextElementSibling);
  });
  return { name, isMarked, isCovered, isBackwards };
}

/** What can be operated and was not met. */
function missed(): string[] {
  const { walk } = window as unknown as { walk: Seen };
  const operable = "a[href], button, input, select, textarea, summary, [tabindex], [role=spinbutton]";
  return [...document.querySelectorAll<HTMLElement>(operable)]
    .filter((each) => !(each as HTMLButtonElement).disabled && each.getAttribute("tabindex") !== "-1")
    .filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: false }))
    .filter((each) => each.closest("[inert]") === null)
    .filter((each) => !walk.met.has(each))
    .map((each) => `${each.tagName} ${each.getAttribute("aria-label") ?? each.textContent?.slice(0, 40)}`);
}

const sound = { missed: [], unseen: [], hidden: [], backwards: [] };

type Case = [what: string, view: string, prepare: (page: Page) => Promise<unknown>];
const cases: Case[] = [
  [
    "the rules, one of them open",
    "rules:conditions",
    (page) => page.locator("[data-rule=duration] [aria-expanded]").click(),
  ],
  ["the segments and what they do", "rules:members", () => Promise.resolve()],
  ["a member's year", "follow:17", (page) => page.locator("[data-member='17']").waitFor()],
  [
    "records and what they come to",
    "verify",
    async (page) => {
      await page.locator("#try-sample").click();
      await page.locator("[data-scored]").waitFor();
    },
  ],
];

test.each(cases)("%s", async (_, view, prepare) => {
  const page = await openView(view);
  await prepare(page);
  const { stops, ...faults } = await walk(page);
  expect(stops).toBeGreaterThan(20);
  expect(faults).toEqual(sound);
});
