/** What can be wrong with a share link, and how to say so in both languages. */
import { describeProblem, type Problem } from "../domain/problem.ts";
import { inLanguage, type Language, type LocalText, plainText, text } from "../domain/text.ts";

/** `position` counts characters of the link from 0; `path` is a path into the scenario as in `domain/path.ts`. */
export type LinkProblem =
  | { code: "tooLong"; length: number; limit: number }
  | { code: "prefix" }
  | { code: "newerVersion"; version: number; limit: number }
  | { code: "alphabet"; character: string; position: number }
  | { code: "checksum" }
  | { code: "inflate" }
  | { code: "tooBig"; limit: number }
  | { code: "json" }
  | { code: "payload"; key: string }
  | { code: "unknownPreset"; preset: string; revision: number }
  | { code: "tooManyChanges"; limit: number }
  | { code: "path"; path: string }
  | { code: "scenario"; problems: Problem[] };

/** Longest piece of a stranger's text that a message repeats, in UTF-16 units. */
const quotedLengthMax = 60;

function quoted(words: string): string {
  const shown = plainText(words);
  return shown.length > quotedLengthMax ? `${shown.slice(0, quotedLengthMax)}…` : shown;
}

/** The first problem, and how many more there are. */
function scenarioWords(problems: readonly Problem[]): LocalText {
  const [first] = problems;
  if (!first) return text("方案有误", "the scenario is not valid");
  const more = problems.length - 1;
  const zh = describeProblem(first, "zh-CN");
  const en = describeProblem(first, "en");
  return more === 0 ? text(zh, en) : text(`${zh}（另有 ${more} 处）`, `${en} (and ${more} more)`);
}

function wordsOf(problem: LinkProblem): LocalText {
  switch (problem.code) {
    case "tooLong":
      return text(
        `链接过长（${problem.length} 个字符，上限 ${problem.limit}）`,
        `the link is too long (${problem.length} characters, at most ${problem.limit})`,
      );
    case "prefix":
      return text("这不是积分沙盘的链接", "this is not a Sandtable link");
    case "newerVersion":
      return text(
        `链接来自更新的版本（第 ${problem.version} 版），这里只识别到第 ${problem.limit} 版`,
        `the link was made by a newer version (${problem.version}); this one reads up to version ${problem.limit}`,
      );
    case "alphabet":
      return text(
        `链接第 ${problem.position + 1} 个字符“${quoted(problem.character)}”不应出现`,
        `the link has a character that does not belong in it, "${quoted(problem.character)}" at position ${problem.position + 1}`,
      );
    case "checksum":
      return text(
        "链接被截断或改动过，请重新复制完整的链接",
        "the link was cut off or altered; copy the whole link again",
      );
    case "inflate":
      return text("链接内容无法解压", "the link's content cannot be unpacked");
    case "tooBig":
      return text(
        `链接解压后过大（上限 ${problem.limit} 字节）`,
        `the link unpacks to too much (at most ${problem.limit} bytes)`,
      );
    case "json":
      return text("链接内容不是有效的 JSON", "the link's content is not valid JSON");
    case "payload":
      return text(
        `链接内容的“${quoted(problem.key)}”不符合格式`,
        `the link's content is not of the expected form at "${quoted(problem.key)}"`,
      );
    case "unknownPreset":
      return text(
        `链接所依据的预设“${quoted(problem.preset)}”（第 ${problem.revision} 版）不存在`,
        `the link builds on the preset "${quoted(problem.preset)}" (revision ${problem.revision}), which does not exist here`,
      );
    case "tooManyChanges":
      return text(
        `链接的改动过多（上限 ${problem.limit} 处）`,
        `the link makes too many changes (at most ${problem.limit})`,
      );
    case "path":
      return text(
        `链接改动了不存在的项“${quoted(problem.path)}”`,
        `the link changes "${quoted(problem.path)}", which does not exist`,
      );
    case "scenario":
      return scenarioWords(problem.problems);
  }
}

/** One line that says what is wrong with a link, and where. */
export function describeLinkProblem(problem: LinkProblem, language: Language): string {
  return plainText(inLanguage(wordsOf(problem), language));
}
