/** Schemes that the browser tests open: the preset, smaller forms of it, and how its numbers are found on the page. */
import type { Locator, Page } from "playwright-core";
import { presets } from "../../src/domain/presets.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import type { Language } from "../../src/domain/text.ts";
import { labelOf } from "../../src/i18n/label.ts";
import { writeAddress } from "../../src/link/address.ts";
import { encodeLink } from "../../src/link/link.ts";

export const [preset] = presets;

/** The preset in another size. */
export function sized(run: Partial<Scenario["run"]>): Scenario {
  return { ...preset, run: { ...preset.run, ...run } };
}

/** Computed in a blink: for tests that are about something else than figures. */
export const small = sized({ members: 400, days: 120, replications: 3 });

/** The fragment of an address that opens `scenario`; without `language`, the browser's decides. */
export function fragmentOf(scenario: Scenario, language?: Language): string {
  return writeAddress({ link: encodeLink(scenario), ...(language && { language }) });
}

/** "The first login of a day earns 5 points". */
export const loginPoints = "rules/login/points";

/** The number of a sentence, by the path of its value. */
export function numberAt(page: Page, path: string, language: Language = "en"): Locator {
  return page.getByRole("spinbutton", { name: labelOf(preset, path, language), exact: true });
}
