import { deflateSync } from "fflate";
import { describe, expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import { presets } from "../../src/domain/presets.ts";
import { describeProblem } from "../../src/domain/problem.ts";
import { dictionary } from "../../src/link/dictionary.ts";
import { decodeLink, encodeLink } from "../../src/link/link.ts";
import { describeLinkProblem } from "../../src/link/problem.ts";
import { sealBytes } from "../../src/link/seal.ts";
import { damaged, damagedJson, drawFrom, millisecondsOf } from "./edits.ts";

const [preset] = presets;
const millisecondsMax = 50;

const linkAlphabet = "ABCxyz019-_.=%&#v \n\u202e积🎲";
const jsonAlphabet = '{}[]",:0123456789-.eE\\utruefalsn /\u0000积';

/** Opens a link from a stranger: it opens, or says in both languages what is wrong, in time. */
function openStrange(link: string): { opened: boolean; milliseconds: number } {
  let opened = false;
  const milliseconds = millisecondsOf(() => {
    const decoded = decodeLink(link);
    opened = decoded.ok;
    if (decoded.ok) return;
    for (const language of ["zh-CN", "en"] as const) {
      const words = describeLinkProblem(decoded.problem, language);
      if (words === "" || /[\n\r]/.test(words)) throw new Error(`not one line: ${words}`);
    }
  }, millisecondsMax);
  return { opened, milliseconds };
}

/** A link of a text, with less care for its length: what is tested is reading. */
function sealQuickly(content: string): string {
  return sealBytes(deflateSync(new TextEncoder().encode(content), { level: 1, mem: 1 }));
}

/** Runs `openOne` over the rounds and reports the slowest. */
function slowestOf(
  rounds: number,
  seed: number,
  openOne: (draw: ReturnType<typeof drawFrom>) => number,
): number {
  const draw = drawFrom(seed);
  let slowest = 0;
  for (let round = 0; round < rounds; round++) slowest = Math.max(slowest, openOne(draw));
  return slowest;
}

describe("10,000 damaged links, none uncaught, none slow", () => {
  const edited = structuredClone(preset);
  edited.rules[2]!.points = 6;
  edited.run.seed = "another seed";
  const links = [encodeLink(preset), encodeLink(edited), encodeLink({ ...edited, id: "mine" })];
  const content = { preset: preset.id, revision: 1, changes: { "rules/login/points": 6 }, removed: [] };
  const texts = [content, { scenario: preset }].map((each) => JSON.stringify(each));

  test("damage to the text of the link", () => {
    let intact = 0;
    const slowest = slowestOf(5500, 1, (draw) => {
      const original = links[draw(links.length)]!;
      const link = damaged(original, linkAlphabet, draw);
      const { opened, milliseconds } = openStrange(link);
      if (opened && !links.includes(link)) intact++;
      return milliseconds;
    });
    expect(intact).toBe(0);
    expect(slowest).toBeLessThan(millisecondsMax);
  });

  test("damage to the compressed bytes, under a checksum that agrees", () => {
    const bodies = texts.map((text) => deflateSync(new TextEncoder().encode(text), { dictionary }));
    const slowest = slowestOf(2000, 2, (draw) => {
      const bytes = bodies[draw(bodies.length)]!.slice();
      for (let times = 1 + draw(4); times > 0; times--) bytes[draw(bytes.length)] = draw(256);
      const noise = draw(4) === 0 ? Uint8Array.from({ length: draw(3000) }, () => draw(256)) : bytes;
      return openStrange(sealBytes(noise)).milliseconds;
    });
    expect(slowest).toBeLessThan(millisecondsMax);
  });

  test("damage to the text inside", () => {
    const slowest = slowestOf(
      1500,
      3,
      (draw) =>
        openStrange(sealQuickly(damaged(texts[draw(texts.length)]!, jsonAlphabet, draw))).milliseconds,
    );
    expect(slowest).toBeLessThan(millisecondsMax);
  });

  test("damage to the values inside", () => {
    const slowest = slowestOf(1500, 4, (draw) => {
      const value = damagedJson(texts[draw(texts.length)]!, draw);
      return openStrange(sealQuickly(JSON.stringify(value))).milliseconds;
    });
    expect(slowest).toBeLessThan(millisecondsMax);
  });
});

describe("10,000 damaged scenarios, none uncaught, none slow", () => {
  function checkStrange(value: unknown): number {
    return millisecondsOf(() => {
      const checked = checkScenario(value);
      if (checked.ok) return;
      if (checked.problems.length === 0) throw new Error("refused without a reason");
      for (const problem of checked.problems) {
        if (/[\n\r]/.test(describeProblem(problem, "en"))) throw new Error("not one line");
      }
    }, millisecondsMax);
  }

  test("damage to the values", () => {
    const original = JSON.stringify(preset);
    const slowest = slowestOf(7000, 5, (draw) => checkStrange(damagedJson(original, draw)));
    expect(slowest).toBeLessThan(millisecondsMax);
  });

  test("damage to the text, where it still is JSON", () => {
    const original = JSON.stringify(preset);
    const draw = drawFrom(6);
    let slowest = 0;
    let parsed = 0;
    while (parsed < 3000) {
      const at = draw(original.length);
      const text =
        original.slice(0, at) + jsonAlphabet.charAt(draw(jsonAlphabet.length)) + original.slice(at + 1);
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        continue;
      }
      parsed++;
      slowest = Math.max(slowest, checkStrange(value));
    }
    expect(slowest).toBeLessThan(millisecondsMax);
  });
});
