/**
 * The study of category points on this device. It is no part of a scheme: it compares services that may be of several,
 * and names members, who have no place in a link that is passed on.
 */
import type { CategoryStudy } from "../domain/category-study.ts";
import type { Storage } from "./preferences.ts";

const studyKey = "sandtable.study";

/** Numbers in a study that a browser can be asked to keep at every edit: about a megabyte. */
const numbersMax = 50_000;

/** Keeps the study, or that there is none; false where it is too large or the browser will not. */
export function keepStudy(storage: Storage, study: CategoryStudy | undefined): boolean {
  try {
    const isKept = study === undefined || numbersIn(study) <= numbersMax;
    // What was kept before is not the study that was seen last.
    storage.setItem(studyKey, study && isKept ? JSON.stringify(study) : "");
    return isKept;
  } catch {
    return false;
  }
}

/** The study kept on an earlier visit; undefined where there is none, or one that `read` does not take. */
export function keptStudy(
  storage: Storage,
  read: (value: unknown) => CategoryStudy | undefined,
): CategoryStudy | undefined {
  try {
    const text = storage.getItem(studyKey);
    return text ? read(JSON.parse(text)) : undefined;
  } catch {
    return undefined;
  }
}

function numbersIn({ services, members = [] }: CategoryStudy): number {
  const gains = services.map(({ gain }) =>
    gain.method === "sampledMean" ? gain.memberGainPoints.length : 1,
  );
  return members.length * (services.length + 1) + gains.reduce((sum, each) => sum + each, 0);
}
