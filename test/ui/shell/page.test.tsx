/** The page as markup, before a browser makes it live: both languages whole, states told, words never missing. */
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { presets } from "../../../src/domain/presets.ts";
import { type Language, languages } from "../../../src/domain/text.ts";
import { encodeLink } from "../../../src/link/link.ts";
import { SessionProvider } from "../../../src/ui/session.tsx";
import { App } from "../../../src/ui/shell/App.tsx";
import { openSandtable, settled } from "../../store/fakes.ts";
import { fakeOutcome } from "../overview/fake-outcome.ts";

type Opened = ReturnType<typeof openSandtable>;

function markup({ sandtable }: Opened): string {
  return renderToStaticMarkup(
    <SessionProvider sandtable={sandtable}>
      <App />
    </SessionProvider>,
  );
}

function open(language: Language, fragment = ""): Opened {
  return openSandtable({ languages: [language], fragment });
}

/** Text that a reader of the other language would stumble over. */
const foreign = { "zh-CN": /[A-Za-z]{3,}/g, en: /[\u3400-\u9fff]/g };
/** Names and signs that both languages share. */
const shared = /Sandtable|积分沙盘|English|中文|sandtable|Shift|Alt/g;

function textOf(html: string): string {
  return html
    .replace(/<kbd>[^<]*<\/kbd>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(shared, " ");
}

function spokenOf(html: string): string {
  const attributes = html.matchAll(/(?:aria-label|aria-valuetext|title|placeholder)="([^"]*)"/g);
  return [...attributes]
    .map(([, words]) => words)
    .join(" ")
    .replace(shared, " ");
}

test.each(languages)(
  "before the first answer the scheme is there and the results say that they come (%s)",
  (language) => {
    const html = markup(open(language));
    expect(html).toContain('id="results"');
    expect(html).toContain('aria-busy="true"');
    expect(html).toMatch(/role="spinbutton"[^>]*data-path="rules\/login\/points"/);
    expect(html).toContain(language === "en" ? "The first answer is on its way" : "第一个结果马上就到");
  },
);

test.each(languages)("the page speaks one language (%s)", (language) => {
  const opened = open(language);
  opened.actions.setValue("rules/login/points", 8);
  const html = markup(opened);
  expect(textOf(html).match(foreign[language])).toBeNull();
  expect(spokenOf(html).match(foreign[language])).toBeNull();
  expect(html).not.toMatch(/undefined|NaN|\[object/);
});

test("what is drawn is told on the results region", () => {
  const opened = open("en");
  opened.last().answerWith(fakeOutcome());
  const html = markup(opened);
  const { members, replications, fingerprint } = fakeOutcome();
  expect(html).toContain(`data-run="1" data-members="${members}"`);
  expect(html).toContain(`data-replications="${replications}" data-fingerprint="${fingerprint}"`);
  expect(html).toContain('aria-busy="false"');
  expect(html).not.toContain("data-stale");
  opened.actions.setValue("rules/login/points", 8);
  expect(markup(opened)).toContain('data-stale="true"');
});

test("a changed number shows what it was and how many changes there are", () => {
  const opened = open("en");
  opened.actions.setValue("rules/login/points", 8);
  const html = markup(opened);
  expect(html).toContain('aria-valuetext="8 points, was 5 points"');
  expect(html).toContain("1 change");
  opened.actions.undo();
  expect(markup(opened)).toContain("Same as the baseline");
});

test.each(languages)("a broken link is told beside a working page (%s)", (language) => {
  const opened = open(language, `#${encodeLink(presets[0]).slice(0, -2)}`);
  const html = markup(opened);
  expect(html).toContain('data-problem="link"');
  expect(html).toContain('data-path="rules/login/points"');
});

test.each(languages)("a run above the budget asks with its cost (%s)", (language) => {
  const opened = open(language);
  opened.actions.setValue("run/members", 1_000_000);
  expect(markup(opened)).toMatch(language === "en" ? /1\.5B member-days/ : /14\.6亿 会员日/);
});

test.each(languages)("a failed run says what to do (%s)", async (language) => {
  const opened = open(language);
  opened.last().fail("populationLimit");
  await settled();
  const html = markup(opened);
  expect(html).toContain('data-problem="run"');
  expect(html).toContain(language === "en" ? "Run again" : "再算一次");
});
