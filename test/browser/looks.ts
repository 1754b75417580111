/** Languages and themes to look at a view in. */
import { languages } from "../../src/domain/text.ts";

const themes = ["light", "dark"] as const;

/** All four. */
export const looks = languages.flatMap((language) =>
  themes.map((colorScheme) => ({ language, colorScheme })),
);

/** Each language and each theme once: colours do not depend on the language, nor widths on the theme. */
export const crossedLooks = [
  { language: "zh-CN", colorScheme: "dark" },
  { language: "en", colorScheme: "light" },
] as const;

/** The other two, for another width of the same view. */
export const otherLooks = [
  { language: "zh-CN", colorScheme: "light" },
  { language: "en", colorScheme: "dark" },
] as const;
