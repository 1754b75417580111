import { deflateSync } from "fflate";
import { describe, expect, test } from "vitest";
import { dictionary } from "../../src/link/dictionary.ts";
import { crc32, linkLimits, seal, sealBytes, unseal } from "../../src/link/seal.ts";
import { drawFrom, millisecondsOf } from "./edits.ts";

const link = seal('{"preset":"mobile-securities","revision":1,"changes":{"rules/login/points":6}}');

function problemOf(text: string): unknown {
  const opened = unseal(text);
  return opened.ok ? "opened" : opened.problem;
}

test("CRC-32 has its published check value", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
});

test("the dictionary is frozen: links already sent cannot be read with another", () => {
  expect([dictionary.length, crc32(dictionary)]).toEqual([7848, 1059887826]);
});

test("texts of any kind and length survive, across portions of the inflater", () => {
  const draw = drawFrom(7);
  for (let round = 0; round < 150; round++) {
    const letters = 2 + draw(200);
    const text = Array.from({ length: draw(6000) }, () => String.fromCharCode(33 + draw(letters))).join("");
    const opened = unseal(seal(text));
    expect(opened.ok && opened.value === text).toBe(true);
  }
});

describe("a link that is damaged says how", () => {
  test("a link that is cut off says so, wherever it is cut", () => {
    for (let length = "v1.".length; length < link.length; length++)
      expect(problemOf(link.slice(0, length))).toEqual({ code: "checksum" });
  });

  test("a link with one character altered says so, whichever it is", () => {
    for (let at = "v1.".length; at < link.length; at++) {
      const other = link.charAt(at) === "A" ? "B" : "A";
      expect(problemOf(link.slice(0, at) + other + link.slice(at + 1))).toEqual({ code: "checksum" });
    }
  });

  test.each<[string, string, unknown]>([
    ["nothing", "", { code: "prefix" }],
    ["no prefix", link.slice(3), { code: "prefix" }],
    ["version zero", `v0.${link.slice(3)}`, { code: "prefix" }],
    ["a version that is no number", `vx.${link.slice(3)}`, { code: "prefix" }],
    ["another sort of link", "https://example.org/", { code: "prefix" }],
    ["a newer version", `v2.${link.slice(3)}`, { code: "newerVersion", version: 2, limit: 1 }],
    ["a space", `${link} `, { code: "alphabet", character: " ", position: link.length }],
    ["padding", `${link}=`, { code: "alphabet", character: "=", position: link.length }],
    ["a pictograph", `v1.A🎲${link.slice(5)}`, { code: "alphabet", character: "🎲", position: 4 }],
    ["half a surrogate", "v1.A\ud800", { code: "alphabet", character: "\ud800", position: 4 }],
    ["more at the end", `${link}AAAA`, { code: "checksum" }],
    ["an empty body", sealBytes(new Uint8Array()), { code: "checksum" }],
    ["what is not deflated", sealBytes(new Uint8Array([0xff, 0xff, 0xff, 0xff])), { code: "inflate" }],
    [
      "a stream that does not end",
      sealBytes(deflateSync(new TextEncoder().encode("abcdefgh")).slice(0, -2)),
      { code: "inflate" },
    ],
    ["bytes that are no UTF-8", sealBytes(deflateSync(new Uint8Array([0xc3, 0x28]))), { code: "json" }],
    [
      "more characters than allowed",
      `v1.${"A".repeat(linkLimits.lengthMax)}`,
      { code: "tooLong", length: linkLimits.lengthMax + 3, limit: linkLimits.lengthMax },
    ],
  ])("%s", (_, text, expected) => {
    expect(problemOf(text)).toEqual(expected);
  });

  test("a byte order mark is content, not skipped", () => {
    expect(unseal(seal("\ufeffx"))).toEqual({ ok: true, value: "\ufeffx" });
  });
});

describe("a link that unpacks to too much", () => {
  const bombOf = (bytes: number) => sealBytes(deflateSync(new Uint8Array(bytes), { level: 9 }));

  test.each([
    [linkLimits.bytesMax, "opened"],
    [linkLimits.bytesMax + 1, { code: "tooBig", limit: linkLimits.bytesMax }],
    [12_000_000, { code: "tooBig", limit: linkLimits.bytesMax }],
  ])("of %d bytes", (bytes, expected) => {
    expect(problemOf(bombOf(bytes))).toEqual(expected);
  });

  test("is given up before it costs anything", () => {
    const bomb = bombOf(12_000_000);
    expect(bomb.length).toBeLessThan(linkLimits.lengthMax);
    expect(millisecondsOf(() => unseal(bomb), 50)).toBeLessThan(50);
  });

  test("also where it is made of stored blocks", () => {
    const stored = deflateSync(new Uint8Array(12_000), { level: 0 });
    expect(problemOf(sealBytes(stored))).toBe("opened");
  });
});
