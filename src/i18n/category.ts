/** Words of the category points: services, experts, members. */
import type { GainSource } from "../domain/category-study.ts";
import { catalogue } from "./catalogue.ts";

type CategoryMessages = {
  gains: string;
  gainsLead: string;
  method: string;
  methods: Record<GainSource["method"], string>;
  service: string;
  gain: string;
  total: string;
  members: string;
  sample: string;
  difficulty: string;
  importance: string;
  addService: string;
  newService: string;
  notNumbers: string;
  removeService: (service: string) => string;
  experts: string;
  expertsLead: string;
  expert: (name: string) => string;
  expertName: string;
  addExpert: string;
  removeExpert: (name: string) => string;
  cell: (row: string, column: string) => string;
  rowSum: string;
  scale: Record<1 | 2 | 3 | 4 | 5, string>;
  points: string;
  pointsLead: string;
  member: string;
  addMember: string;
  removeMember: (member: string) => string;
  pointsOf: (member: string, service: string) => string;
  categoryPoints: string;
  rank: string;
  inClub: string;
  clubSize: string;
  decimalsOf: (coefficient: string) => string;
  exact: string;
  rounds: (rounds: number) => string;
  problems: string;
  importFile: string;
  exportFile: string;
  fromScheme: string;
  example: string;
  notJson: string;
  notKept: string;
};

const zh: CategoryMessages = {
  gains: "难度系数 K",
  gainsLead: "同一时期内人均积分增量越小，说明越难得，K 越大。各业务须用同一方法求增量。",
  method: "增量的求法",
  methods: {
    sampledMean: "抽样平均法（50 人以上，准确）",
    highestScore: "最高积分法（简单，不精确）",
    overallMean: "总体平均法（不精确）",
    stated: "直接填写",
  },
  service: "业务",
  gain: "增量 ΔS",
  total: "总增量",
  members: "会员数",
  sample: "样本中各会员的增量，用逗号分开",
  difficulty: "K",
  importance: "M",
  addService: "添加业务",
  newService: "新业务",
  notNumbers: "只能是用逗号分开的数",
  removeService: (service) => `删除业务 ${service}`,
  experts: "重要性系数 M",
  expertsLead: "每位专家对业务两两比较：行比列更重要为 4 或 5，相同为 3。对称格之和为 6，自动填好。",
  expert: (name) => `专家 ${name}`,
  expertName: "专家",
  addExpert: "添加专家",
  removeExpert: (name) => `删除专家 ${name}`,
  cell: (row, column) => `${row} 比 ${column}`,
  rowSum: "行和",
  scale: { 1: "1 明显次要", 2: "2 次要", 3: "3 相同", 4: "4 重要", 5: "5 明显重要" },
  points: "分类别积分 S = Σ K·M·S",
  pointsLead: "按各业务的积分求和取整；排在前面的会员进入俱乐部。",
  member: "会员",
  addMember: "添加会员",
  removeMember: (member) => `删除会员 ${member}`,
  pointsOf: (member, service) => `会员 ${member} 的 ${service} 积分`,
  categoryPoints: "分类别积分",
  rank: "名次",
  inClub: "入选",
  clubSize: "俱乐部人数",
  decimalsOf: (coefficient) => `${coefficient} 的小数位`,
  exact: "不取整",
  rounds: (rounds) => (rounds === 0 ? "" : `有 K 超过 10，全部开方 ${rounds} 次。`),
  problems: "还不能计算",
  importFile: "导入 JSON",
  exportFile: "导出 JSON",
  fromScheme: "用本方案的业务",
  example: "文档中的音乐类例子",
  notJson: "这个文件不是 JSON。",
  notKept: "这份测算太大，或浏览器不允许保存：离开页面后就没有了，请导出文件。",
};

const en: CategoryMessages = {
  gains: "Difficulty K",
  gainsLead:
    "The less members gain over the same period, the harder it is and the higher K. One method for all services.",
  method: "How gains are found",
  methods: {
    sampledMean: "Mean of a sample (50 or more, accurate)",
    highestScore: "Highest gain (simple, inexact)",
    overallMean: "Mean of all (inexact)",
    stated: "Stated",
  },
  service: "Service",
  gain: "Gain ΔS",
  total: "Gain in all",
  members: "Members",
  sample: "Gains of the sampled members, with commas",
  difficulty: "K",
  importance: "M",
  addService: "Add service",
  newService: "New service",
  notNumbers: "Numbers only, with commas between",
  removeService: (service) => `Delete service ${service}`,
  experts: "Importance M",
  expertsLead:
    "Each expert compares services in pairs: 4 or 5 where the row matters more than the column, 3 where they are equal. A cell and its mirror make 6; the mirror follows.",
  expert: (name) => `Expert ${name}`,
  expertName: "Expert",
  addExpert: "Add expert",
  removeExpert: (name) => `Delete expert ${name}`,
  cell: (row, column) => `${row} against ${column}`,
  rowSum: "Row sum",
  scale: { 1: "1 clearly less", 2: "2 less", 3: "3 equal", 4: "4 more", 5: "5 clearly more" },
  points: "Category points S = Σ K·M·S",
  pointsLead: "The sum over a member's services, in whole points; those who stand highest join the club.",
  member: "Member",
  addMember: "Add member",
  removeMember: (member) => `Delete member ${member}`,
  pointsOf: (member, service) => `Points of member ${member} in ${service}`,
  categoryPoints: "Category points",
  rank: "Rank",
  inClub: "in the club",
  clubSize: "Members of the club",
  decimalsOf: (coefficient) => `Decimals of ${coefficient}`,
  exact: "as computed",
  rounds: (rounds) =>
    rounds === 0 ? "" : `A K was above 10: all went through ${rounds} square root${rounds === 1 ? "" : "s"}.`,
  problems: "Cannot be computed yet",
  importFile: "Import JSON",
  exportFile: "Export JSON",
  fromScheme: "Take this scheme's services",
  example: "The documents' music example",
  notJson: "This file is no JSON.",
  notKept:
    "This study is too large to be kept here, or the browser does not allow it: export it before you leave the page.",
};

export const categoryMessages = catalogue<CategoryMessages>(zh, en);
