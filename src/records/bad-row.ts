/** What can be wrong with a row of records, in both languages; and the list of the rows that are. */
import { firstYear, lastYear } from "../domain/calendar.ts";
import type { RecordFault, RecordsFile } from "../domain/records-port.ts";
import { type LocalText, plainText, text } from "../domain/text.ts";
import { type CsvFault, fieldsMax, lineBytesMax } from "./csv.ts";
import { copied } from "./read-cells.ts";

/** Each with what it needs to be said: a value, a date, a limit, or the choices there are. */
type FieldFault =
  | "fieldCount"
  | "missing"
  | "name"
  | "date"
  | "year"
  | "beforeRun"
  | "afterRun"
  | "choice"
  | "ambiguous"
  | "wholeNumber"
  | "yuan"
  | "tooLarge"
  | "praiseTooLarge"
  | "notOne"
  | "namesNothing"
  | "opening"
  | "bornLater"
  | "beforeJoining"
  | "afterCancellation"
  | "leavesAtOnce"
  | "self"
  | "alreadyMember"
  | "twoReferrers"
  | "joinedOtherwise"
  | "referredOtherwise"
  | "duplicate"
  | "referrerLater"
  | "unknownOrder"
  | "refundedTwice"
  | "refundTooLarge"
  | "refundsTooLarge"
  | "otherAuthor"
  | "severalAuthors"
  | "unknownReferrer"
  | "beginsAfterEnd"
  | "cycle";

export type BadRowCode = CsvFault | FieldFault;

export type BadRow = RecordFault & { code: BadRowCode };

/** Rows that are listed; all are counted. */
const badRowsListedMax = 1000;

export type BadRows = {
  count: Record<RecordsFile, number>;
  /** Notes a row. `detail` is what its words need, `value` the cell as the file has it. */
  add(file: RecordsFile, row: number, field: string, code: BadRowCode, detail?: string, value?: string): void;
  /** The first of them, members before events, each file by row. */
  listed(): BadRow[];
};

/**
 * An empty list. Checks go through a file in its order, some of them after others are done with the whole file: the
 * first thousand of each check hold the first thousand of all.
 */
export function noBadRows(): BadRows {
  const count = { events: 0, members: 0 };
  let kept: BadRow[] = [];
  const ordered = () =>
    kept
      .sort((a, b) => (a.file === b.file ? a.row - b.row : a.file === "members" ? -1 : 1))
      .slice(0, badRowsListedMax);
  return {
    count,
    add(file, row, field, code, detail = "", value = "") {
      count[file]++;
      kept.push({
        file,
        row,
        field,
        value: beginningOf(value),
        code,
        reason: reasonOf(code, plainText(detail)),
      });
      if (kept.length >= 4 * badRowsListedMax) kept = ordered();
    },
    listed: ordered,
  };
}

/** Characters of a cell that are told. */
const valueMax = 200;

/** Harmless on a page and in a terminal, and without the text in memory that it was cut from. */
function beginningOf(value: string): string {
  if (value.length <= valueMax) return copied(plainText(value));
  // Half of a character says nothing.
  return `${copied(plainText(value.slice(0, valueMax).replace(/[\ud800-\udbff]$/, "")))}…`;
}

const fixed: Partial<Record<BadRowCode, LocalText>> = {
  strayQuote: text(
    "引号位置不对（字段内的引号须成双）",
    'a quote in the wrong place (inside a field it is written twice, "")',
  ),
  openQuote: text("引号没有在本行闭合", "a quote that its line does not close"),
  lineTooLong: text(`超过 ${lineBytesMax} 字节`, `longer than ${lineBytesMax} bytes`),
  tooManyFields: text(`超过 ${fieldsMax} 个字段`, `more than ${fieldsMax} fields`),
  nul: text("含有 NUL 字节", "holds a NUL byte"),
  encoding: text("不是 UTF-8 文本", "not UTF-8 text"),
  missing: text("缺少内容", "missing"),
  name: text(
    "名称须为 1 至 100 字，首尾无空格，无控制字符",
    "a name has 1 to 100 characters, no space at either end and no control characters",
  ),
  namesNothing: text(
    "这一指标不指向会员、内容或订单，须为空",
    "this indicator names nothing else; leave it empty",
  ),
  notOne: text("须为 1 或为空", "must be 1 or empty"),
  yuan: text(
    "不是大于等于零、至多两位小数的金额（元）",
    "not an amount of yuan from 0 up with at most two decimals",
  ),
  self: text("不能是会员自己", "cannot be the member itself"),
  twoReferrers: text("同一天有两人推荐了同一会员", "two members refer the same one on the same day"),
  duplicate: text("会员重复", "the member is listed more than once"),
  opening: text("入会在首日之后，不应有期初余额", "who joins in the run holds nothing before it"),
  year: text(
    `年份须在 ${firstYear} 至 ${lastYear} 之间`,
    `the year must be from ${firstYear} to ${lastYear}`,
  ),
  leavesAtOnce: text("会员在入会当日或之前退订", "a membership cannot end on the day it begins, or before"),
  unknownOrder: text("此前没有该会员的这一订单", "the member has paid no such order by then"),
  refundedTwice: text("订单已由其他行全部退货", "other rows refund all of the order already"),
  severalAuthors: text("不同的行把同一内容归于不同会员", "rows name different members for one piece"),
  unknownReferrer: text("推荐人不在两个文件的有效行中", "the referrer is in no good row of either file"),
  cycle: text("推荐关系成环", "the referrers go round in a circle"),
};

/** The words for what is wrong. */
export function reasonOf(code: BadRowCode, detail: string): LocalText {
  switch (code) {
    case "fieldCount":
      return text(`字段数不符（${detail}）`, `the wrong number of fields (${detail})`);
    case "date":
      return text("不是真实日期（年-月-日）", "not a real date (yyyy-mm-dd)");
    case "bornLater":
      return text(`晚于入会日 ${detail}`, `after the day of joining, ${detail}`);
    case "beforeRun":
      return text(`早于首日 ${detail}`, `before the first day, ${detail}`);
    case "afterRun":
      return text(`晚于末日 ${detail}`, `after the last day, ${detail}`);
    case "ambiguous":
      return text(`可指不止一个：${detail}`, `could mean more than one: ${detail}`);
    case "choice":
      return text(`只能取：${detail || "（空）"}`, `must be one of: ${detail || "(empty)"}`);
    case "wholeNumber":
      return detail === "cents"
        ? text("不是大于等于零的整数（金额按分读）", "not a whole number from 0 up (money is read in cents)")
        : text("不是大于等于零的整数", "not a whole number from 0 up");
    case "tooLarge":
      return text(`过大（上限 ${detail}）`, `too large (at most ${detail})`);
    case "praiseTooLarge":
      return text(
        `这一内容的好评合计过多（上限 ${detail}）`,
        `too much praise of the piece in all (at most ${detail})`,
      );
    case "otherAuthor":
      return text(`这一内容属于会员“${detail}”`, `the piece is of member "${detail}"`);
    case "beginsAfterEnd":
      return text(
        `会员已于 ${detail} 退订，不能在此后入会`,
        `a membership that ended on ${detail} cannot begin then or later`,
      );
    case "refundTooLarge":
      return text(`退款多于所付（${yuanOf(detail)} 元）`, `more than was paid (${yuanOf(detail)} yuan)`);
    case "refundsTooLarge": {
      const [paid, others] = detail.split(" ").map(yuanOf);
      return text(
        `连同其他退款多于所付（共付 ${paid} 元，其他退款 ${others} 元）`,
        `with other refunds more than was paid (${paid} yuan paid, ${others} refunded by other rows)`,
      );
    }
    case "beforeJoining":
      return text(`早于入会日 ${detail}`, `before the member joined, ${detail}`);
    case "afterCancellation":
      return text(`会员已于 ${detail} 退订`, `the membership ended on ${detail}`);
    case "alreadyMember":
      return text(`被推荐人已于 ${detail} 是会员`, `the referred was a member by ${detail}`);
    case "joinedOtherwise":
      return text(`会员表中入会日为 ${detail}`, `the members' file says joined ${detail}`);
    case "referredOtherwise":
      return text(`会员表中推荐人为“${detail}”`, `the members' file says referred by "${detail}"`);
    case "referrerLater":
      return text(`推荐人入会更晚（${detail}）`, `the referrer joined later, ${detail}`);
    default:
      return fixed[code] ?? text(code, code);
  }
}

/** Characters of a cell in a line of text. */
const saidMax = 60;

/** One line in both languages: where, what stands there, and what is wrong. */
export function describeBadRow({ row, field, value, reason }: BadRow): string {
  const column = plainText(field);
  if (column === "") return `row ${row}: ${reason.en} · 第 ${row} 行：${reason.zh}`;
  const said = value.length > saidMax ? `${value.slice(0, saidMax)}…` : value;
  const [zh, en] = said === "" ? ["", ""] : [`“${said}”`, ` "${said}"`];
  return `row ${row}, ${column}${en}: ${reason.en} · 第 ${row} 行 ${column}${zh}：${reason.zh}`;
}

/** In yuan, whatever the file's amounts are in: 分 would also be points. */
function yuanOf(cents: string): string {
  return (Number(cents) / 100).toFixed(2);
}
