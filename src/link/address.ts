/** The fragment of the page's address: a link, the language and the view, `#v1.…&lang=en&view=rules`. */
import { type Language, languages } from "../domain/text.ts";

/** `view` is the name of a view, with numbers after colons where it has any: "rules", "follow:17:0", "follow:17.2". */
export type Address = { link?: string; language?: Language; view?: string };

const languageKey = "lang=";
const viewKey = "view=";
const viewForm = /^[a-z]{1,20}(:([a-z]{1,20}|\d{1,9}(\.\d{1,6}){0,30})){0,3}$/;

/**
 * What a fragment says, with or without its "#". Anything that is neither language nor view is the link, so that a
 * damaged address is explained by `decodeLink` rather than passed over; a language that is not spoken here and what
 * cannot be a view are left out.
 */
export function readAddress(hash: string): Address {
  const parts = hash.replace(/^#/, "").split("&");
  const valueAfter = (key: string) => parts.find((part) => part.startsWith(key))?.slice(key.length);
  const link = parts.find(
    (part) => part !== "" && !part.startsWith(languageKey) && !part.startsWith(viewKey),
  );
  const asked = valueAfter(languageKey);
  const language = languages.find((known) => known === asked);
  const view = valueAfter(viewKey);
  return {
    ...(link !== undefined && { link }),
    ...(language && { language }),
    ...(view !== undefined && viewForm.test(view) && { view }),
  };
}

/** The fragment, from "#"; the inverse of `readAddress`. */
export function writeAddress({ link, language, view }: Address): string {
  const parts = [link, language && `${languageKey}${language}`, view && `${viewKey}${view}`];
  return `#${parts.filter((part) => part !== undefined).join("&")}`;
}
