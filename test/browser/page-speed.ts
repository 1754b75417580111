/**
 * How fast the built page is in a browser on this machine, as `npm run -s measure`: from navigation to the first
 * figures, from an edit to its first answer, and how long the page's thread is held while a number is dragged.
 */
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { obtainBrowser } from "../find-browser.ts";
import { startChromium } from "./chromium.ts";
import { answered, completed } from "./drawn.ts";
import { type Probe, probe } from "./probe.ts";
import { loginPoints, numberAt, preset } from "./schemes.ts";
import { serve } from "./static-server.ts";
import { mainThreadTasks } from "./trace.ts";

const edits = 50;
const openings = 5;
const warmUpEdits = 5;
const frameMilliseconds = 1000 / 60;
const pixelsPerMove = 4;

/** A page with the probe in it, nothing else open. */
async function openProbed(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en" });
  // The loader of this script wraps named functions in a call that pages do not know.
  await context.addInitScript("globalThis.__name = (named) => named;");
  await context.addInitScript(probe);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

function readProbe(page: Page): Promise<Probe> {
  return page.evaluate(() => (globalThis as unknown as { probe: Probe }).probe);
}

async function measureOpening(browser: Browser, url: string) {
  const first: number[] = [];
  const full: number[] = [];
  for (let round = 0; round < openings; round++) {
    const page = await openProbed(browser, url);
    await completed(page);
    const { answers } = await readProbe(page);
    first.push(answers[0]!.paintedAt);
    full.push(answers.at(-1)!.paintedAt);
    await page.context().close();
  }
  return { first, full };
}

/** Milliseconds from each edit to its first answer: in the document, and on the screen. */
type Latencies = { drawn: number[]; painted: number[]; longTasks: number[] };

/** The first answer to each of the last edits that is of the values then on the left. */
function latenciesOf({ editedAt, answers, longTasks }: Probe, count: number): Latencies {
  const times = editedAt.slice(-count);
  const found = times.map((at) => answers.find(({ drawnAt, stale }) => drawnAt >= at && !stale)!);
  return {
    drawn: found.map(({ drawnAt }, index) => drawnAt - times[index]!),
    painted: found.map(({ paintedAt }, index) => paintedAt - times[index]!),
    longTasks: longTasks.filter(({ at }) => at >= times[0]!).map(({ milliseconds }) => milliseconds),
  };
}

/** Waits for the last answer, and until the page has nothing left to do. */
async function atRest(page: Page): Promise<void> {
  await completed(page);
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())));
}

/** Steps the number up and down by keys; each edit waits until `settle` says so. */
async function measureKeys(page: Page, settle: (page: Page) => Promise<unknown>): Promise<Latencies> {
  await numberAt(page, loginPoints).focus();
  for (let edit = 0; edit < warmUpEdits + edits; edit++) {
    await page.keyboard.press(edit % 2 === 0 ? "ArrowUp" : "ArrowDown");
    await settle(page);
  }
  await completed(page);
  return latenciesOf(await readProbe(page), edits);
}

async function measurePacedDrag(page: Page): Promise<Latencies> {
  const move = await takeHold(page);
  for (let moves = 1; moves <= edits; moves++) {
    await move(moves * pixelsPerMove);
    await answered(page);
  }
  await page.mouse.up();
  await completed(page);
  return latenciesOf(await readProbe(page), edits);
}

/** A drag as by hand, sixty moves a second; and every task of the page's thread meanwhile. */
async function measureFreeDrag(browser: Browser, page: Page) {
  const move = await takeHold(page);
  const before = await readProbe(page);
  await browser.startTracing(page, {
    categories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel"],
  });
  for (let moves = 1; moves <= edits * 2; moves++) {
    await move((moves <= edits ? moves : 2 * edits - moves) * pixelsPerMove);
    await new Promise((resolve) => setTimeout(resolve, frameMilliseconds));
  }
  const tasks = mainThreadTasks(await browser.stopTracing());
  await page.mouse.up();
  await completed(page);
  const { answers, frameGaps, editedAt } = await readProbe(page);
  const [from, to] = [editedAt[before.editedAt.length]!, editedAt.at(-1)!];
  const during = answers
    .filter(({ drawnAt }) => drawnAt > from && drawnAt < to)
    .map(({ drawnAt }) => drawnAt);
  return {
    seconds: (to - from) / 1000,
    answers: during.length,
    betweenAnswers: during.map((at, index) => at - (during[index - 1] ?? from)),
    frameGaps: frameGaps.filter(({ at }) => at > from && at < to).map(({ milliseconds }) => milliseconds),
    tasks,
  };
}

/** Presses the mouse on the number; the answer drags to so many pixels from there. */
async function takeHold(page: Page): Promise<(pixels: number) => Promise<void>> {
  const { x, y, width, height } = (await numberAt(page, loginPoints).boundingBox())!;
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  await page.mouse.move(middleX, middleY);
  await page.mouse.down();
  return (pixels) => page.mouse.move(middleX + pixels, middleY);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function spread(values: readonly number[]): string {
  const [median, p95, most] = [0.5, 0.95, 1].map((share) => quantile(values, share).toFixed(0));
  return `median ${median} ms, p95 ${p95} ms, max ${most} ms`;
}

function latencyLines(what: string, { drawn, painted, longTasks }: Latencies): string[] {
  const longest =
    longTasks.length === 0 ? "none" : `${longTasks.length}, longest ${Math.max(...longTasks)} ms`;
  return [
    `${what}:`,
    `  first answer in the document  ${spread(drawn)}`,
    `  first answer on the screen    ${spread(painted)}`,
    `  tasks of 50 ms or more        ${longest}`,
  ];
}

/** Most tasks are nothing; those that are felt are the longest. */
function taskLine(measured: readonly number[]): string {
  const tasks = measured.filter(Number.isFinite);
  const long = tasks.filter((task) => task >= 50).length;
  return `longest ${Math.max(...tasks).toFixed(0)} ms, ${long} of 50 ms or more`;
}

async function main(): Promise<void> {
  const browser = await startChromium(obtainBrowser((words) => console.log(words)));
  const server = await serve(fileURLToPath(new URL("../../dist", import.meta.url)));
  try {
    const { members, days, replications } = preset.run;
    console.log(
      `${browser.browserType().name()} ${browser.version()}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}, ${members} members × ${days} days × ${replications} runs`,
    );
    const opening = await measureOpening(browser, server.url);
    console.log(
      `navigation to first figures: ${spread(opening.first)}; to the full run: ${spread(opening.full)}`,
    );

    const page = await openProbed(browser, server.url);
    await completed(page);
    const lines = (what: string, measured: Latencies) => console.log(latencyLines(what, measured).join("\n"));
    lines(`${edits} edits by key, each from rest`, await measureKeys(page, atRest));
    lines(`${edits} edits by key, each into the run of the one before`, await measureKeys(page, answered));
    lines(`drag of ${edits} moves, each waiting for its answer`, await measurePacedDrag(page));
    const drag = await measureFreeDrag(browser, page);
    console.log(
      [
        `drag at 60 moves a second, ${drag.seconds.toFixed(1)} s:`,
        `  ${drag.answers} answers drawn; between them ${spread(drag.betweenAnswers)}`,
        `  tasks of the page's thread    ${taskLine(drag.tasks.map(({ milliseconds }) => milliseconds))}`,
        `    their time on the processor ${taskLine(drag.tasks.map(({ computing }) => computing))}`,
        `  between frames                ${spread(drag.frameGaps)}`,
      ].join("\n"),
    );
  } finally {
    await browser.close();
    await server.close();
  }
}

await main();
