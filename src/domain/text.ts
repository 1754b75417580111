/** Words a planner reads, in the two languages of the product, and how words from strangers are made harmless. */
import * as z from "zod/mini";

export const languages = ["zh-CN", "en"] as const;
export type Language = (typeof languages)[number];

export type LocalText = { zh: string; en: string };

/** Longest string that a scenario may carry, in UTF-16 units. */
export const textLengthMax = 200;

/** Control characters and the bidirectional overrides that can make a name read as something else. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters to remove
const invisible = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** The text without control and bidirectional-override characters. */
export function plainText(text: string): string {
  return text.replace(invisible, "");
}

/** See `manualPureFunctions` in `vite.config.ts`. */
function checkedText(...checks: Parameters<ReturnType<typeof z.string>["check"]>) {
  return z.string().check(...checks);
}

const shownText = checkedText(z.maxLength(textLengthMax), z.overwrite(plainText));

/** A name or a sentence in both languages, each at most `textLengthMax` long. */
export const localTextSchema = z.strictObject({ zh: shownText, en: shownText });

/** The same words in both languages. */
export function text(zh: string, en: string): LocalText {
  return { zh, en };
}

/** The wording for one language. */
export function inLanguage(words: LocalText, language: Language): string {
  return language === "en" ? words.en : words.zh;
}

/** Identifiers inside a scenario: what paths, links and the headless command call a rule, an item, a segment. */
export const idSchema = checkedText(z.regex(/^[a-z][A-Za-z0-9-]{0,39}$/));
