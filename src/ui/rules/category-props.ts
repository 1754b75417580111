/** What the parts of the category step share. */
import type { Assessment } from "../../domain/category.ts";
import type { CategoryStudy } from "../../domain/category-study.ts";

export type StudyProps = {
  study: CategoryStudy;
  /** What the study comes to; undefined where something is wrong with it. */
  assessment: Assessment | undefined;
  onChange: (study: CategoryStudy) => void;
};
