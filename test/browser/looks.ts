/** Languages and themes to look at a view in: all four. */
import { languages } from "../../src/domain/text.ts";

export const looks = languages.flatMap((language) =>
  (["light", "dark"] as const).map((colorScheme) => ({ language, colorScheme })),
);
