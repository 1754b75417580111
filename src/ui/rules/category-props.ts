/** What the parts of the category step share. */
import type { Assessment } from "../../domain/category.ts";
import type { CategoryStudy } from "../../domain/category-study.ts";

export type StudyProps = {
  study: CategoryStudy;
  /** What the study comes to; undefined where something is wrong with it. */
  assessment: Assessment | undefined;
  /** One step of the history; `removed` names what went, for a message that offers it back. */
  onChange: (study: CategoryStudy, removed?: string) => void;
};
