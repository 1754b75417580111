/** What can be wrong with a scenario, and how to say so in both languages. */
import { inLanguage, type Language, type LocalText, plainText, text } from "./text.ts";

export type Problem = { path: string } & (
  | { code: "tooManyNodes" | "tooDeep" | "textTooLong" | "newerVersion"; limit: number }
  | { code: "unknownKey" | "duplicate" | "unknownReference" | "notSpendable" | "notAbove"; key: string }
  | { code: "range"; min: number; max: number }
  | { code: "type" | "missing"; expected: string }
  | { code: "choice"; choices: string[] }
  | { code: "ruleLoop"; rules: string[] }
  /** `percent` of what was earned is what a share comes to with its multipliers. */
  | { code: "shareGrows" | "shareStays"; percent: string }
  /** `gain` is what each redemption multiplies points by. */
  | { code: "mintingLoop"; rules: string[]; exchanges: string[]; gain: string }
  /** `cycle` names what points become in turn, the first again at the end; `gain` is what they are multiplied by. */
  | { code: "mintsValue"; cycle: LocalText[]; gain: string }
  | {
      code:
        | "notANumber"
        | "size"
        | "format"
        | "noMembers"
        | "order"
        | "cashCoversAll"
        | "priceTooHigh"
        | "baseTier"
        | "noSuchDay"
        | "sameCurrency"
        | "validityOfMember"
        | "notYetMembers"
        | "notChangeable"
        | "noOrigin";
    }
);

/** What needs nothing but its words. */
const fixedWords = {
  missing: text("缺少此项", "missing"),
  notANumber: text("不是有限的数", "not a finite number"),
  size: text("长度或个数超出限制", "too short, too long, or too many or too few entries"),
  format: text("格式不符", "not in the expected format"),
  noMembers: text("各群体占比均为零", "every segment has weight zero"),
  baseTier: text("最低等级的门槛须为零", "the lowest tier must ask for nothing"),
  noSuchDay: text("没有这一天", "there is no such day"),
  sameCurrency: text("不能兑换为同一种积分", "a currency cannot be exchanged for itself"),
  validityOfMember: text(
    "按会员计算的有效期只能用于整种积分，规则不能另设",
    "a validity by member is of a whole currency: no rule can have one, nor another beside it",
  ),
  notChangeable: text("这一项不能在模拟途中改变", "this cannot change within a run"),
  notYetMembers: text("模拟中才加入的会员没有期初积分和等级", "who joins in the run holds nothing before it"),
  noOrigin: text("此条件不分渠道与业务", "its condition knows no channel and no product"),
  order: text("末日早于首日", "the last day is before the first"),
  cashCoversAll: text("现金部分须小于面值", "the cash part must be less than the face value"),
  priceTooHigh: text("所需积分过高", "the price in points is too high"),
} as const;

/** What the schema library calls a type. */
const typeNames: Readonly<Record<string, LocalText>> = {
  int: text("整数", "a whole number"),
  number: text("数字", "a number"),
  string: text("文字", "text"),
  boolean: text("真或假", "true or false"),
  object: text("对象", "an object"),
  array: text("列表", "a list"),
};

function wordsOf(problem: Problem): LocalText {
  switch (problem.code) {
    case "tooManyNodes":
      return text(`内容过多（上限 ${problem.limit} 项）`, `too many values (at most ${problem.limit})`);
    case "tooDeep":
      return text(
        `嵌套过深（上限 ${problem.limit} 层）`,
        `nested too deeply (at most ${problem.limit} levels)`,
      );
    case "textTooLong":
      return text(
        `文字过长（上限 ${problem.limit} 字）`,
        `text too long (at most ${problem.limit} characters)`,
      );
    case "newerVersion":
      return text(
        `来自更新的版本，本页只识别到第 ${problem.limit} 版`,
        `made by a newer version; this one reads up to version ${problem.limit}`,
      );
    case "unknownKey":
      return text(`未知字段“${problem.key}”`, `unknown key "${problem.key}"`);
    case "duplicate":
      return text(`标识“${problem.key}”重复`, `the id "${problem.key}" is used twice`);
    case "unknownReference":
      return text(`所指的“${problem.key}”不存在`, `refers to "${problem.key}", which does not exist`);
    case "notSpendable":
      return text(`“${problem.key}”不可消费`, `"${problem.key}" cannot be spent`);
    case "range":
      return text(
        `超出范围（${problem.min} 至 ${problem.max}）`,
        `out of range (${problem.min} to ${problem.max})`,
      );
    case "type": {
      const { zh, en } = typeNames[problem.expected] ?? text(problem.expected, problem.expected);
      return text(`类型不符（应为${zh}）`, `wrong type (must be ${en})`);
    }
    case "choice":
      return text(`只能取：${problem.choices.join("、")}`, `must be one of: ${problem.choices.join(", ")}`);
    case "notAbove":
      return text(`须高于前一级“${problem.key}”`, `must be above the one before, "${problem.key}"`);
    case "ruleLoop":
      return text(
        `这些规则的得分互相引发，没有尽头：${problem.rules.join("、")}`,
        `the postings of these rules cause each other without end: ${problem.rules.join(", ")}`,
      );
    case "shareGrows":
      return text(
        `分成乘以可能同时生效的倍数最多为 ${problem.percent}%，超过了 100%：沿推荐链会越分越多（请调低分成或倍数，或只分一层）`,
        `with its multipliers the share comes to as much as ${problem.percent}%, more than 100%: up the chain it would grow from step to step (lower the share or a multiplier, or let it go one step only)`,
      );
    case "shareStays":
      return text(
        "分成乘以可能同时生效的倍数可达 100%，又不限层数：每一笔都会原样分到推荐链顶端（请调低分成或倍数，或限定层数）",
        "with its multipliers the share comes to as much as 100%, to any depth: everything would go up the whole chain undiminished (lower the share or a multiplier, or set a depth)",
      );
    case "mintingLoop": {
      const { rules, exchanges, gain } = problem;
      const by = exchanges.length > 0;
      return text(
        `兑换后所得不少于所花（每兑换一次 ×${gain}），积分取之不尽：${rules.join("、")}${by ? `，经积分转换 ${exchanges.join("、")}` : ""}（请调低分值，或设上限、预算）`,
        `redeeming earns back no less than it costs (×${gain} each time), without end: ${rules.join(", ")}${by ? `, by way of the exchanges ${exchanges.join(", ")}` : ""} (lower the award, or set a cap or a budget)`,
      );
    }
    case "mintsValue":
      return text(
        `循环兑换凭空增值：${problem.cycle.map((name) => inLanguage(name, "zh-CN")).join(" → ")}，每轮 ×${problem.gain}`,
        `going in a circle makes value out of nothing: ${problem.cycle.map((name) => inLanguage(name, "en")).join(" → ")}, ×${problem.gain} each time`,
      );
    default:
      return fixedWords[problem.code];
  }
}

/** What is wrong, without where. */
export function reasonOfProblem(problem: Problem): LocalText {
  const { zh, en } = wordsOf(problem);
  return text(plainText(zh), plainText(en));
}

/** One line: where, and what is wrong. */
export function describeProblem(problem: Problem, language: Language): string {
  const where = plainText(problem.path) || (language === "en" ? "scenario" : "方案");
  const said = plainText(inLanguage(wordsOf(problem), language));
  return language === "en" ? `${where}: ${said}` : `${where}：${said}`;
}
