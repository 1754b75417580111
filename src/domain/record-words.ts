/** What files of records hold, in the words of the page and in those that other systems' exports use for the same. */
import type { Indicator } from "./indicator.ts";
import type { MoneyUnit, RecordsFile, Survey } from "./records-port.ts";
import type { Scenario } from "./scenario.ts";
import { type LocalText, text } from "./text.ts";

export type RecordField = {
  name: string;
  required: boolean;
  label: LocalText;
  /** What stands in a cell, for who makes the file. */
  meaning: LocalText;
  /** Other headers for the same, in lower case and without spaces, hyphens and underscores. */
  aliases: readonly string[];
};

const field = (
  name: string,
  required: boolean,
  label: LocalText,
  meaning: LocalText,
  aliases: string,
): RecordField => ({ name, required, label, meaning, aliases: aliases.split(" ") });

const aliasesOfMember =
  "memberid memberno user userid uid customer customerid phone mobile msisdn account 会员 会员号 会员编号 会员id 用户 用户号 用户编号 用户id 客户 客户号 客户编号 手机号 手机号码 账号";

const name = text("1 至 100 字，同一会员始终相同", "1 to 100 characters, always the same for one member");
const date = text("年-月-日，如 2026-03-08", "yyyy-mm-dd, such as 2026-03-08");

/** The columns of each file, the required ones first. */
export const recordFields: Record<RecordsFile, readonly RecordField[]> = {
  events: [
    field("member", true, text("会员", "Member"), name, aliasesOfMember),
    field(
      "date",
      true,
      text("日期", "Date"),
      date,
      "day eventdate orderdate transactiondate 日期 发生日期 事件日期 交易日期 业务日期",
    ),
    field(
      "indicator",
      true,
      text("指标项", "Indicator"),
      text("会员做了什么；写法不同可在下面对应", "What the member did; other wordings can be matched below"),
      "event eventtype eventname type behavior behaviour action activity 指标 指标项 积分指标项 事件 事件类型 行为 行为类型 类型",
    ),
    field(
      "amount",
      true,
      text("数量", "Amount"),
      text(
        "一次使用的分钟、积分、次数为整数，次数为空即 1；金额按分或按元，由你指明",
        "Whole numbers for minutes of one session, points and counts, an empty count is 1; money in cents or yuan, as you say",
      ),
      "value quantity qty count number sum 数量 数值 金额 次数 值 金额分 金额元 分钟数 amountcents amountyuan amountcny amountrmb",
    ),
    field(
      "other",
      false,
      text("对象", "Other"),
      text(
        "推荐：被推荐的会员；点赞、点击、转发分享：分享者；分享、内容：内容编号；收到的赞、点击、转发、好评：内容编号，会员为其作者；付款、退货：订单号",
        "Referrals: who was referred; deeds on a share: the sharer; shares and content: the piece; likes, clicks, forwards and praise received: the piece, its author being the member; payments and refunds: the order",
      ),
      "object target referred referredmember piece contentid 对象 被推荐人 被推荐会员 内容编号 内容id 关联对象",
    ),
    field(
      "service",
      false,
      text("业务", "Service"),
      text(
        "方案中业务的编号或名称；写法不同可在下面对应",
        "Id or name of a service of the scheme; other wordings can be matched below",
      ),
      "serviceid product 业务 业务编号 业务类型",
    ),
    field(
      "channel",
      false,
      text("渠道", "Channel"),
      text(
        "方案中渠道的编号或名称，写法不同可在下面对应；方案未列渠道时不用",
        "Id or name of a channel of the scheme, other wordings can be matched below; unused where it lists none",
      ),
      "channelid source 渠道 渠道编号 来源",
    ),
  ],
  members: [
    field("member", true, text("会员", "Member"), name, aliasesOfMember),
    field(
      "joined",
      true,
      text("入会日期", "Joined"),
      date,
      "joindate joinedat joinedon joiningdate signup signupdate registered registrationdate 入会 入会日 入会日期 入会时间 加入日期 注册日期 开通日期 开户日期",
    ),
    field("birthday", false, text("生日", "Birthday"), date, "birthdate dateofbirth dob born 生日 出生日期"),
    field(
      "referrer",
      false,
      text("推荐人", "Referrer"),
      text(
        "推荐其入会的会员，须在其中一个文件中",
        "The member who referred this one, to be found in one of the files",
      ),
      "referredby inviter invitedby 推荐人 推荐会员 推荐人编号 邀请人",
    ),
    field(
      "segment",
      false,
      text("群体", "Segment"),
      text(
        "方案中会员群体的编号或名称，须完全一致",
        "Id or name of a segment of the scheme, exactly as it stands there",
      ),
      "segmentid cohort 群体 分群 细分 客群 会员群体",
    ),
    field(
      "tier",
      false,
      text("等级", "Tier"),
      text(
        "方案中等级的编号或名称，须完全一致",
        "Id or name of a tier of the scheme, exactly as it stands there",
      ),
      "tierid level grade 等级 会员等级 级别",
    ),
    field(
      "opening",
      false,
      text("期初余额", "Opening balance"),
      text("首日之前持有的积分", "Points held before the first day"),
      "openingbalance balance openingpoints 期初 期初余额 期初积分 积分余额",
    ),
  ],
};

/** Words as they are compared: letters and digits of any script, in lower case. */
export function bare(words: string): string {
  return words
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-.·/()[\]{}:]/gu, "");
}

/** Columns that name where an event comes from. */
export const originFields = ["service", "channel"] as const satisfies (keyof Survey["origins"])[];
export type OriginField = (typeof originFields)[number];

/** What a column of these can name: the scheme's services, or its channels. */
export function originsIn(
  { services, channels = [] }: Scenario,
  field: OriginField,
): readonly { id: string; name: LocalText }[] {
  return field === "service" ? services : channels;
}

/** The id that a text stands for: itself, or the one thing that is called so in either language; of two, none is taken. */
export function originMeantBy(
  cell: string,
  list: readonly { id: string; name: LocalText }[],
): string | undefined {
  if (list.some(({ id }) => id === cell)) return cell;
  const said = bare(cell);
  const meant = list.filter(({ id, name: { zh, en } }) => [id, zh, en].some((word) => bare(word) === said));
  return said !== "" && meant.length === 1 ? meant[0]?.id : undefined;
}

/**
 * The unit of money that the header of a column declares: "金额（元）", "amount_cents", and "amount" as this product writes
 * it. Undefined where it declares none, or two.
 */
export function moneyUnitIn(header: string): MoneyUnit | undefined {
  if (header === "amount") return "cents";
  const words = header.normalize("NFKC").toLowerCase();
  const inCents = /分(?![钟数值])|(?<![a-z])(cents?|fen)(?![a-z])/.test(words.replaceAll("积分", ""));
  const inYuan = /(?<![美欧日港韩加澳])元|(?<![a-z])(yuan|cny|rmb)(?![a-z])/.test(words);
  if (inCents === inYuan) return undefined;
  return inYuan ? "yuan" : "cents";
}

/** What a row may report: the indicators that are events, and what ends points or a membership. */
export type RecordedKind =
  | Exclude<Indicator, "tenure" | "occasion" | "community" | "earning">
  | "refund"
  | "exchange"
  | "pointsPurchase"
  | "pointsTransfer"
  | "offset"
  | "cancellation";

/** The name of each, and other words for it in files; as in `RecordField.aliases`. */
export const kindWords: Record<RecordedKind, { label: LocalText; aliases: string }> = {
  activation: {
    label: text("首次开通", "First activation"),
    aliases: "activate activated firstactivation 开通 首次开通 激活",
  },
  login: { label: text("登录", "Login"), aliases: "logon signin visit 登录 登陆 签到 访问" },
  session: {
    label: text("使用时长", "Time online"),
    aliases: "duration usage minutes onlineminutes 时长 使用时长 在线时长 使用",
  },
  message: {
    label: text("收发信息", "Message"),
    aliases: "messages mail sms im 收发信息 信息 短信 邮件 收发邮件",
  },
  friend: { label: text("添加好友", "Friends added"), aliases: "friendadded addfriend 添加好友 加好友" },
  contact: { label: text("联系好友", "Friends contacted"), aliases: "contacted friendcontacted 联系好友" },
  referral: {
    label: text("推荐用户", "Referral"),
    aliases: "refer referred invite invitation 推荐 推荐用户 推荐会员 邀请",
  },
  share: { label: text("分享", "Share"), aliases: "shared 分享 社区分享" },
  like: { label: text("获赞", "Like received"), aliases: "liked likes 点赞 获赞" },
  click: { label: text("分享被点击", "Share clicked"), aliases: "clicked clicks 点击" },
  forward: { label: text("分享被转发", "Share passed on"), aliases: "forwarded forwards repost 转发" },
  liking: { label: text("点赞分享", "Likes a share"), aliases: "likeshare 为分享点赞" },
  clicking: { label: text("点击分享", "Clicks a share"), aliases: "clickshare 点开分享" },
  forwarding: { label: text("转发分享", "Passes a share on"), aliases: "forwardshare 转发他人分享" },
  content: {
    label: text("创建内容", "Content created"),
    aliases: "post posted contentcreated comment 发帖 创建内容 发布内容 评论",
  },
  praise: {
    label: text("内容被评优", "Content praised"),
    aliases: "praised praises 好评 获好评 内容好评 评优 被评优",
  },
  success: {
    label: text("判断正确", "Correct call"),
    aliases: "win won correct 成功 胜出 获胜 能力奖励 判断正确",
  },
  excellent: { label: text("优秀成绩", "Excellent result"), aliases: "excellence 优秀 优秀成绩" },
  purchase: {
    label: text("消费", "Purchase"),
    aliases: "buy bought order payment spend 消费 购买 订单 支付",
  },
  bill: { label: text("缴费", "Bill"), aliases: "monthlybill invoice 缴费 账单 月账单 话费账单" },
  topup: { label: text("充值", "Top-up"), aliases: "recharge 充值" },
  transfer: { label: text("转账", "Transfer"), aliases: "remittance 转账" },
  wealth: { label: text("理财", "Wealth product"), aliases: "wealthproduct investment 理财 购买理财" },
  task: { label: text("完成任务", "Task completed"), aliases: "taskcompleted 任务 完成任务" },
  campaign: {
    label: text("参加活动", "Campaign joined"),
    aliases: "campaignparticipation 活动 参加活动 参与活动",
  },
  advert: {
    label: text("点击广告", "Advert clicked"),
    aliases: "ad adclick advertclick 广告 点击广告 广告点击",
  },
  care: { label: text("客户关怀", "Customer care"), aliases: "customercare 关怀 客户关怀" },
  verification: {
    label: text("实名登记", "Identity check"),
    aliases: "verified identitycheck realname 实名 实名登记 实名认证",
  },
  grant: { label: text("一次性赠送", "Grant"), aliases: "granted bonus gift 赠送 直接赠送 一次性赠送 补发" },
  redemption: { label: text("兑换", "Redemption"), aliases: "redeem redeemed 兑换 积分兑换" },
  refund: { label: text("退货", "Refund"), aliases: "refunded return returned 退货 退款" },
  cancellation: {
    label: text("退订", "Cancellation"),
    aliases: "cancel cancelled unsubscribe churn 退订 注销 销户",
  },
  exchange: {
    label: text("积分转换", "Points exchanged"),
    aliases: "exchanged convert conversion 积分转换 转换 积分互换",
  },
  pointsPurchase: {
    label: text("购买积分", "Points bought"),
    aliases: "pointsbought buypoints 购买积分 买积分 积分购买",
  },
  pointsTransfer: {
    label: text("积分转让", "Points sent"),
    aliases: "pointssent sendpoints 积分转让 转让积分 积分转赠",
  },
  offset: { label: text("积分抵扣", "Points used at checkout"), aliases: "checkoutoffset 积分抵扣 抵扣" },
};

/** Kinds whose amounts are money. */
export const moneyKinds: ReadonlySet<string> = new Set<RecordedKind>([
  "purchase",
  "bill",
  "topup",
  "transfer",
  "wealth",
  "refund",
  "pointsPurchase",
]);
