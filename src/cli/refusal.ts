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

/** What is wrong with a study beyond its form has no path: its words name the service, expert or member. */
export function studyRefused(where: string, problems: readonly CategoryProblem[]): ProblemsError {
  const told = problems.map((problem) => {
    const line = text(describeCategoryProblem(problem, "zh-CN"), describeCategoryProblem(problem, "en"));
    return { path: "path" in problem ? problem.path : "", code: problem.code, line, reason: line };
  });
  return new ProblemsError(where, told);
}
