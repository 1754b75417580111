import { expect, test } from "vitest";
import { describeLinkProblem, type LinkProblem } from "../../src/link/problem.ts";

test.each<[LinkProblem, string, string]>([
  [
    { code: "tooLong", length: 20_000, limit: 16_384 },
    "the link is too long (20000 characters, at most 16384)",
    "链接过长（20000 个字符，上限 16384）",
  ],
  [{ code: "prefix" }, "this is not a Sandtable link", "这不是积分沙盘的链接"],
  [
    { code: "newerVersion", version: 2, limit: 1 },
    "the link was made by a newer version (2); this one reads up to version 1",
    "链接来自更新的版本（第 2 版），这里只识别到第 1 版",
  ],
  [
    { code: "alphabet", character: " ", position: 4 },
    'the link has a character that does not belong in it, " " at position 5',
    "链接第 5 个字符“ ”不应出现",
  ],
  [
    { code: "checksum" },
    "the link was cut off or altered; copy the whole link again",
    "链接被截断或改动过，请重新复制完整的链接",
  ],
  [{ code: "inflate" }, "the link's content cannot be unpacked", "链接内容无法解压"],
  [
    { code: "tooBig", limit: 262_144 },
    "the link unpacks to too much (at most 262144 bytes)",
    "链接解压后过大（上限 262144 字节）",
  ],
  [{ code: "json" }, "the link's content is not valid JSON", "链接内容不是有效的 JSON"],
  [
    { code: "payload", key: "extra" },
    'the link\'s content is not of the expected form at "extra"',
    "链接内容的“extra”不符合格式",
  ],
  [
    { code: "unknownPreset", preset: "nothing", revision: 3 },
    'the link builds on the preset "nothing" (revision 3), which does not exist here',
    "链接所依据的预设“nothing”（第 3 版）不存在",
  ],
  [
    { code: "tooManyChanges", limit: 5000 },
    "the link makes too many changes (at most 5000)",
    "链接的改动过多（上限 5000 处）",
  ],
  [
    { code: "path", path: `${"x".repeat(59)}\u202e\nyz` },
    `the link changes "${"x".repeat(59)}y…", which does not exist`,
    `链接改动了不存在的项“${"x".repeat(59)}y…”`,
  ],
  [
    { code: "scenario", problems: [{ code: "missing", path: "rules", expected: "array" }] },
    "rules: missing",
    "rules：缺少此项",
  ],
  [
    {
      code: "scenario",
      problems: [
        { code: "missing", path: "rules", expected: "array" },
        { code: "missing", path: "run", expected: "object" },
      ],
    },
    "rules: missing (and 1 more)",
    "rules：缺少此项（另有 1 处）",
  ],
])("%j is said in both languages", (problem, english, chinese) => {
  expect(describeLinkProblem(problem, "en")).toBe(english);
  expect(describeLinkProblem(problem, "zh-CN")).toBe(chinese);
});
