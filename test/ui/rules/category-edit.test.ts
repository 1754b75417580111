/** Editing a category study: tables stay whole, the mirror follows, and nothing names what is gone. */
import { expect, test } from "vitest";
import { assessCategory } from "../../../src/domain/category.ts";
import { type CategoryStudy, readCategoryStudy, serviceName } from "../../../src/domain/category-study.ts";
import {
  musicCategory as musicCategories,
  renamed,
  scoreOf,
  withExpert,
  withMember,
  withMethod,
  withoutExpert,
  withoutService,
  withScore,
  withService,
} from "../../../src/ui/rules/category-edit.ts";

const musicCategory = musicCategories.en;

function assessed(study: CategoryStudy) {
  const answer = assessCategory(study);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value;
}

test("the documents' example gives the documents' answer", () => {
  expect(assessed(musicCategory).ranked).toEqual([{ id: "1", points: 10017, rank: 1 }]);
});

test("unrounded coefficients give the exact answer", () => {
  const { decimals: _, ...exact } = musicCategory;
  expect(assessed(exact).ranked[0]?.points).toBe(10022);
});

test("a cell and its mirror make six, from whichever side it is set", () => {
  for (const [row, column] of [
    ["ringBackTone", "ringTone"],
    ["ringTone", "ringBackTone"],
  ] as const) {
    const study = withScore(musicCategory, 0, row, column, 5);
    expect(scoreOf(study, 0, row, column)).toBe(5);
    expect(scoreOf(study, 0, column, row)).toBe(1);
    expect(assessed(study).rowSums[0]?.reduce((sum, each) => sum + each)).toBe(18);
  }
});

test("a new expert finds all services alike, and halves the weight of the first", () => {
  const { coefficients } = assessed({ ...withExpert(musicCategory), decimals: {} });
  const expected = [1, 7 / 6, 5 / 6];
  coefficients.forEach(({ importance }, at) => {
    expect(importance).toBeCloseTo(expected[at]!, 12);
  });
  expect(withoutExpert(withExpert(musicCategory), 1)).toEqual(musicCategory);
});

test("a new service is compared by every expert", () => {
  const study = withService(withExpert(musicCategory), "Concerts");
  expect(assessed(study).coefficients).toHaveLength(4);
  expect(scoreOf(study, 1, "service", "fullTrack")).toBe(3);
  expect(study.services.map(serviceName).at(-1)).toBe("Concerts");
});

test("a service goes with its comparisons and its points", () => {
  const study = withoutService(musicCategory, "fullTrack");
  expect(JSON.stringify(study)).not.toContain("fullTrack");
  expect(assessed(study).coefficients).toHaveLength(2);
});

test("a service has any name, and keeps everything under it", () => {
  const study = renamed(musicCategory, "fullTrack", "全曲 · 下载");
  expect(study.services.map(serviceName)).toEqual(["Ring-back tones", "全曲 · 下载", "Ringtones"]);
  expect(readCategoryStudy(JSON.parse(JSON.stringify(study)))).toEqual({ ok: true, value: study });
  expect(assessed(study).ranked[0]?.points).toBe(10017);
  expect(renamed(study, "fullTrack", "Full tracks")).toEqual(musicCategory);
});

test.each(["sampledMean", "highestScore", "overallMean", "stated"] as const)(
  "gains are kept where they are found by %s",
  (method) => {
    const study = withMethod(musicCategory, method);
    expect(assessed(study).gains.map(({ gainPointsPerMember }) => gainPointsPerMember)).toEqual([
      1000, 1500, 800,
    ]);
  },
);

test("a new member has a name of its own and no points yet", () => {
  const study = withMember(withMember(musicCategory));
  expect(study.members?.map(({ id }) => id)).toEqual(["1", "2", "3"]);
  expect(assessed(study).ranked.at(-1)?.points).toBe(0);
});
