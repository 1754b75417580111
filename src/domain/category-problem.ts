/** What is wrong with a category study, in both languages. */
import type {
  CategoryProblem,
  CategoryWarning,
  Decimals,
  GainProblem,
  PickProblem,
  ShapeProblem,
  TableProblem,
} from "./category-study.ts";
import { inLanguage, type Language, type LocalText, plainText, text } from "./text.ts";

function gainWords(problem: GainProblem): LocalText {
  switch (problem.code) {
    case "serviceCount":
      return text(
        `一个类别须含 ${problem.min} 至 ${problem.max} 项业务`,
        `a category has ${problem.min} to ${problem.max} services`,
      );
    case "mixedMethods":
      return text(
        `业务“${problem.service}”的增量用了“${problem.method}”，其他业务用的是“${problem.expected}”：各业务须用同一方法`,
        `service "${problem.service}" finds its gain by "${problem.method}", others by "${problem.expected}": all must use one method`,
      );
    case "emptySample":
      return text(
        `业务“${problem.service}”的样本中没有会员`,
        `the sample of service "${problem.service}" has no members`,
      );
    case "memberCount":
      return text(
        `业务“${problem.service}”的会员数须为 ${problem.min} 至 ${problem.max} 的整数`,
        `the members of service "${problem.service}" must be a whole number from ${problem.min} to ${problem.max}`,
      );
    case "noGain":
      return text(
        `业务“${problem.service}”的人均积分增量须大于零（现为 ${problem.gainPointsPerMember}），否则难度系数无从计算`,
        `the gain per member of service "${problem.service}" must be above zero (it is ${problem.gainPointsPerMember}): it has no difficulty otherwise`,
      );
    case "gainRange":
      return text(
        `业务“${problem.service}”的积分增量超出范围（${problem.min} 至 ${problem.max}）`,
        `a gain of service "${problem.service}" is out of range (${problem.min} to ${problem.max})`,
      );
    case "difficultyRange":
      return text(
        `业务“${problem.service}”的难度系数须为大于零的有限数`,
        `the difficulty of service "${problem.service}" must be finite and above zero`,
      );
  }
}

function tableWords(problem: TableProblem): LocalText {
  if (problem.code === "noExperts")
    return text("至少须有一位专家的对偶比较表", "at least one expert's paired comparison is needed");
  const where = text(
    `专家“${problem.expert}”的对偶比较表，行“${problem.row}”、列“${problem.column}”：`,
    `expert "${problem.expert}", row "${problem.row}", column "${problem.column}": `,
  );
  const what = cellWords(problem);
  return text(where.zh + what.zh, where.en + what.en);
}

function cellWords(problem: Exclude<TableProblem, { code: "noExperts" }>): LocalText {
  switch (problem.code) {
    case "unknownRow":
      return text("本类别没有此行的业务", "the row is no service of this category");
    case "unknownColumn":
      return text("本类别没有此列的业务", "the column is no service of this category");
    case "diagonal":
      return text("业务不与自身比较", "a service is not compared with itself");
    case "missingScore":
      return text("缺少分值", "the score is missing");
    case "scoreRange":
      return text(
        `分值须为 ${problem.min} 至 ${problem.max} 的整数`,
        `the score must be a whole number from ${problem.min} to ${problem.max}`,
      );
    case "scoreSum":
      return text(
        `此格与其对称格之和须为 ${problem.expected}（现为 ${problem.sum}）`,
        `this cell and its mirror must add up to ${problem.expected} (they make ${problem.sum})`,
      );
  }
}

const coefficientNames: Record<keyof Decimals, LocalText> = {
  difficulty: text("难度系数", "the difficulty"),
  importance: text("重要性系数", "the importance"),
};

const duplicateNames = {
  service: text("业务", "service"),
  expert: text("专家", "expert"),
  member: text("会员", "member"),
};

function pickWords(problem: PickProblem): LocalText {
  switch (problem.code) {
    case "duplicate": {
      const kind = duplicateNames[problem.kind];
      return text(`${kind.zh}“${problem.id}”重复`, `${kind.en} "${problem.id}" is listed twice`);
    }
    case "decimalsRange": {
      const name = coefficientNames[problem.coefficient];
      return text(
        `${name.zh}的小数位数须为 ${problem.min} 至 ${problem.max} 的整数`,
        `the decimals of ${name.en} must be a whole number from ${problem.min} to ${problem.max}`,
      );
    }
    case "unknownService":
      return text(
        `会员“${problem.member}”有业务“${problem.service}”的积分，但本类别没有此业务`,
        `member "${problem.member}" has points of "${problem.service}", which is no service of this category`,
      );
    case "pointsRange":
      return text(
        `会员“${problem.member}”在业务“${problem.service}”的积分须为 ${problem.min} 至 ${problem.max} 的整数`,
        `the points of member "${problem.member}" in service "${problem.service}" must be a whole number from ${problem.min} to ${problem.max}`,
      );
    case "clubRange":
      return problem.kind === "top"
        ? text(
            `俱乐部人数须为 ${problem.min} 至 ${problem.max} 的整数`,
            `the club's members must be a whole number from ${problem.min} to ${problem.max}`,
          )
        : text(
            `俱乐部积分门槛须为 ${problem.min} 至 ${problem.max} 的整数`,
            `the club's threshold must be a whole number of points from ${problem.min} to ${problem.max}`,
          );
  }
}

function shapeWords(problem: ShapeProblem): LocalText {
  const zh = problem.path === "" ? "类别" : problem.path;
  const en = problem.path === "" ? "category" : problem.path;
  switch (problem.code) {
    case "unknownKey":
      return text(`${zh}：未知字段“${problem.key}”`, `${en}: unknown key "${problem.key}"`);
    case "missing":
      return text(`${zh}：缺少此项`, `${en}: missing`);
    case "countless":
      return text(`${zh}：错误太多，无法一一列出`, `${en}: wrong in too many places to list`);
    case "shape":
      return text(
        `${zh}：格式不符（应为 ${problem.expected}）`,
        `${en}: not in the expected format (${problem.expected})`,
      );
  }
}

function problemWords(problem: CategoryProblem): LocalText {
  switch (problem.code) {
    case "serviceCount":
    case "mixedMethods":
    case "emptySample":
    case "memberCount":
    case "noGain":
    case "gainRange":
    case "difficultyRange":
      return gainWords(problem);
    case "duplicate":
    case "decimalsRange":
    case "unknownService":
    case "pointsRange":
    case "clubRange":
      return pickWords(problem);
    case "unknownKey":
    case "missing":
    case "countless":
    case "shape":
      return shapeWords(problem);
    default:
      return tableWords(problem);
  }
}

function warningWords(warning: CategoryWarning): LocalText {
  switch (warning.code) {
    case "smallSample":
      return text(
        `业务“${warning.service}”的样本只有 ${warning.members} 人，宜在 ${warning.advised} 人以上`,
        `the sample of service "${warning.service}" has ${warning.members} members; ${warning.advised} or more are advised`,
      );
    case "roundedToZero": {
      const name = coefficientNames[warning.coefficient];
      return text(
        `业务“${warning.service}”的${name.zh}保留 ${warning.decimals} 位小数后为零，其积分不再计入`,
        `${name.en} of service "${warning.service}" is zero at ${warning.decimals} decimals: its points no longer count`,
      );
    }
    case "tiedOutside":
      return text(
        `另有 ${warning.members} 名会员与入选的末位同为 ${warning.points} 分，按标识次序未入选`,
        `${warning.members} more members have the last one's ${warning.points} points and are left out by the order of ids`,
      );
  }
}

/** One line: what is wrong, and with which service, expert, cell, member or part of the file. */
export function describeCategoryProblem(problem: CategoryProblem, language: Language): string {
  return plainText(inLanguage(problemWords(problem), language));
}

/** One line that belongs beside the figures. */
export function describeCategoryWarning(warning: CategoryWarning, language: Language): string {
  return plainText(inLanguage(warningWords(warning), language));
}
