/** What every part of the comparison is given. */
import type { Outcome } from "../../domain/outcome.ts";
import type { ScoredRecords } from "../../domain/records-port.ts";
import type { Scenario } from "../../domain/scenario.ts";
import type { Language } from "../../domain/text.ts";
import type { Formats } from "../../i18n/formats.ts";
import type { verifyMessages } from "../../i18n/verify.ts";

export type Compared = {
  scored: ScoredRecords;
  records: Outcome;
  /** The simulation of the same scheme over the same days; undefined while there is none. */
  simulated: Outcome | undefined;
  scenario: Scenario;
  language: Language;
  words: ReturnType<typeof verifyMessages>;
  formats: Formats;
};
