/** The fragment of the page's address: a link and the language, `#v1.…&lang=en`. */
import { type Language, languages } from "../domain/text.ts";

export type Address = { link?: string; language?: Language };

const languageKey = "lang=";

/**
 * What a fragment says, with or without its "#". Anything that is not the language is the link, so that a damaged
 * address is explained by `decodeLink` rather than passed over; a language that is not spoken here is left out.
 */
export function readAddress(hash: string): Address {
  const parts = hash.replace(/^#/, "").split("&");
  const link = parts.find((part) => part !== "" && !part.startsWith(languageKey));
  const asked = parts.find((part) => part.startsWith(languageKey))?.slice(languageKey.length);
  const language = languages.find((known) => known === asked);
  return { ...(link !== undefined && { link }), ...(language && { language }) };
}

/** The fragment, from "#"; the inverse of `readAddress`. */
export function writeAddress({ link, language }: Address): string {
  const parts = [link, language && `${languageKey}${language}`];
  return `#${parts.filter((part) => part !== undefined).join("&")}`;
}
