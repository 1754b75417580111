/** A catalogue holds the words of one topic in both languages; a key that one language lacks does not compile. */
import type { Language } from "../domain/text.ts";

/** Both wordings of a topic in, the lookup by language out. Plurals and parameters are functions. */
export function catalogue<Messages>(zh: Messages, en: NoInfer<Messages>): (language: Language) => Messages {
  return (language) => (language === "en" ? en : zh);
}

/** "1 month", "12 months": English only; the number comes formatted. */
export function counted(count: number, shown: string, one: string, many: string): string {
  return `${shown} ${count === 1 ? one : many}`;
}
