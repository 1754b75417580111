/** Scenarios and studies that are refused, with everything that is wrong with them. */
import { describeCategoryProblem } from "../domain/category-problem.ts";
import type { CategoryProblem } from "../domain/category-study.ts";
import { describeProblem, type Problem, reasonOfProblem } from "../domain/problem.ts";
import { text } from "../domain/text.ts";
import { ProblemsError } from "./input-error.ts";

/** The error of a scenario with problems: each with its path, in both languages. */
export function scenarioRefused(where: string, problems: readonly Problem[]): ProblemsError {
  const told = problems.map((problem) => ({
    path: problem.path,
    code: problem.code,
    line: text(describeProblem(problem, "zh-CN"), describeProblem(problem, "en")),
    reason: reasonOfProblem(problem),
  }));
  return new ProblemsError(where, told);
}

/** Paths are as those of a scenario: entries of a list by their id. */
export function studyRefused(where: string, problems: readonly CategoryProblem[]): ProblemsError {
  const told = problems.map((problem) => {
    const line = text(describeCategoryProblem(problem, "zh-CN"), describeCategoryProblem(problem, "en"));
    return { path: pathInStudy(problem), code: problem.code, line, reason: line };
  });
  return new ProblemsError(where, told);
}

/** Where in the study a problem stands, its words name the rest. */
function pathInStudy(problem: CategoryProblem): string {
  if ("path" in problem) return problem.path;
  if ("expert" in problem) return `experts/${problem.expert}/scores/${problem.row}/${problem.column}`;
  if ("member" in problem) return `members/${problem.member}/points/${problem.service}`;
  if ("service" in problem) return `services/${problem.service}/gain`;
  switch (problem.code) {
    case "serviceCount":
      return "services";
    case "noExperts":
      return "experts";
    case "duplicate":
      return `${problem.kind}s/${problem.id}`;
    case "decimalsRange":
      return `decimals/${problem.coefficient}`;
    case "clubRange":
      return problem.kind === "top" ? "club/members" : "club/points";
  }
}
