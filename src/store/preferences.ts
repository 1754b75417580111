/** What a reader chose on this device. Storage may be missing, full or forbidden; then the choice lasts as long as the page. */
import { type Language, languages } from "../domain/text.ts";
import { type Theme, themes } from "./state.ts";

/** The part of `localStorage` that is needed; any call may throw. */
export type Storage = {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
};

const languageKey = "sandtable.language";
const themeKey = "sandtable.theme";

/** Choices kept from an earlier visit. */
export function readPreferences(storage: Storage): { language?: Language; theme?: Theme } {
  const language = languages.find((known) => known === readItem(storage, languageKey));
  const theme = themes.find((known) => known === readItem(storage, themeKey));
  return { ...(language && { language }), ...(theme && { theme }) };
}

/** Keeps the reader's language on the device, where that is allowed. */
export function keepLanguage(storage: Storage, language: Language): void {
  writeItem(storage, languageKey, language);
}

/** Keeps light, dark or neither on the device, where that is allowed. */
export function keepTheme(storage: Storage, theme: Theme): void {
  writeItem(storage, themeKey, theme);
}

/** The first of the browser's languages that is spoken here; English where none is. */
export function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    if (/^zh\b/i.test(tag)) return "zh-CN";
    if (/^en\b/i.test(tag)) return "en";
  }
  return "en";
}

function readItem(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

function writeItem(storage: Storage, key: string, value: string): void {
  try {
    storage.setItem(key, value);
  } catch {
    // The choice holds for this visit.
  }
}
