/** What the parts of a scenario are called, and their choices; numbers bring their own labels. */
import { inLanguage, type Language, type LocalText, text } from "../domain/text.ts";
import { indicatorNames } from "./indicators.ts";
import { sentences } from "./sentences.ts";

/** Parts that are no numbers, by their key. */
const parts: Readonly<Record<string, LocalText>> = {
  name: text("名称", "Name"),
  service: text("业务", "Service"),
  currency: text("积分种类", "Currency"),
  condition: text("赠送条件", "Award condition"),
  spent: text("兑换所用积分", "Points redeemed"),
  earned: text("所得积分", "Points earned"),
  indicator: text("指标", "Indicator"),
  repeat: text("再次赠送", "Awarded again"),
  period: text("累计周期", "Added up over"),
  bands: text("档位", "Bands"),
  counted: text("计数范围", "Counted"),
  monthTotal: text("按当月合计", "On the month's total"),
  fullUnits: text("只计满额部分", "Full amounts only"),
  rounding: text("取整", "Rounding"),
  multipliers: text("加成", "Multipliers"),
  span: text("日期范围", "Dates"),
  from: text("从", "From"),
  until: text("至", "Until"),
  segment: text("会员群体", "Segment"),
  segments: text("会员群体", "Segments"),
  tier: text("等级", "Tier"),
  tiers: text("等级", "Tiers"),
  verified: text("仅限实名会员", "Identity checked"),
  channel: text("渠道", "Channel"),
  channels: text("渠道", "Channels"),
  activities: text("其他行为", "What else they do"),
  opening: text("期初", "At first"),
  tenure: text("在网时长", "Tenure"),
  changes: text("按日期调整", "Changes by date"),
  limits: text("总上限与预算", "Limits over several rules"),
  exchanges: text("积分转换", "Exchanges"),
  privileges: text("特权", "Privileges"),
  product: text("业务", "Product"),
  products: text("业务", "Products"),
  eligibility: text("适用范围", "Who and when"),
  caps: text("上限", "Caps"),
  allOrNothing: text("超限整笔不计", "All or nothing at a cap"),
  validity: text("有效期", "Validity"),
  spendable: text("可消费", "Can be spent"),
  decay: text("每日衰减", "Daily decay"),
  enabled: text("启用", "On"),
  migrations: text("存量转换", "Migrations"),
  date: text("日期", "Date"),
  yearEndClearing: text("年终清零", "Year-end clearing"),
  scope: text("清零范围", "What is cleared"),
  natures: text("业务类型", "Types"),
  stage: text("发展阶段", "Stage"),
  keyInDocument: text("文档所称的重点", "Key in the document's words"),
  benefit: text("换取", "Buys"),
  rate: text("兑换比例", "Exchange rate"),
  demotion: text("降级方式", "Demotion"),
  promotedBy: text("升级依据", "Promoted by"),
  entry: text("入会等级", "Entry tiers"),
  steps: text("等级", "Tiers"),
  held: text("获得条件", "Held by"),
  step: text("等级", "Level"),
  levels: text("业务等级", "Service levels"),
  to: text("转换为", "To"),
  phase: text("兑换的阶段", "Phase of exchange"),
  by: text("由谁转换", "By whom"),
  lotOrder: text("使用顺序", "Spent first"),
  transfer: text("会员间转让", "Transfer"),
  purchase: text("购买积分", "Purchase"),
  offset: text("消费抵扣", "Checkout offset"),
  earns: text("抵扣部分计分", "Offset part earns"),
  value: text("新值", "New value"),
  path: text("调整内容", "What changes"),
};

/** Whom a rule or a limit is for where it does not say, which points where it names none, and how long those of a rule last. */
const everyone: Readonly<Record<string, LocalText>> = {
  segments: text("全部会员", "all members"),
  tiers: text("全部等级", "all tiers"),
  channels: text("不限渠道", "any channel"),
  products: text("不限业务", "any product"),
  service: text("全部业务", "all services"),
  spent: text("任何积分", "any points"),
  validity: text("与积分种类相同", "as of the currency"),
};

/** What is meant where nothing stands at a path of a rule or a limit; undefined where it is just not set. */
export function everyoneWords(path: string, language: Language): string | undefined {
  const [list = ""] = path.split("/");
  const words = /^(rules|limits)$/.test(list) ? everyone[path.slice(path.lastIndexOf("/") + 1)] : undefined;
  return words && inLanguage(words, language);
}

/** Choices, by the part that they are made in; kinds go by the part's name too. */
const choices: Readonly<Record<string, Readonly<Record<string, LocalText>>>> = {
  condition: {
    activation: text("首次开通", "First activation"),
    tenure: text("在网每满一期", "Each period of tenure"),
    firstOfDay: text("每天首次", "First of a day"),
    firstOfMonth: text("每月首次", "First of a month"),
    streak: text("连续登录", "Days running"),
    sessionLength: text("单次连续使用每满一段", "Each unbroken stretch"),
    sessionReaches: text("单次使用达到时长", "Session of a length"),
    accumulated: text("累计使用每满一段", "Minutes added up"),
    bands: text("月末按人数分档", "Bands at month end"),
    referral: text("每推荐一人", "Each referral"),
    referralRetained: text("被推荐者持续活跃", "Referred stays active"),
    referralStays: text("被推荐者每在网一期", "Each period the referred stays"),
    referralSpend: text("被推荐者消费达到金额", "Referred spends an amount"),
    shareOfReferred: text("被推荐者得分的分成", "Share of the referred's points"),
    community: text("活跃社群", "Active community"),
    each: text("每次", "Every time"),
    everyNth: text("每满若干次", "Every n times"),
    praisedOver: text("被评优超过次数", "Praised more than n times"),
    perSuccess: text("每次判断正确", "Each correct call"),
    perAmount: text("按金额", "By amount"),
    amountOver: text("单笔超过金额", "One payment over an amount"),
    festival: text("节日", "Festival"),
    birthday: text("生日", "Birthday"),
    anniversary: text("入网周年", "Anniversary"),
    grant: text("一次性赠送", "Grant"),
    bulkGrant: text("批量赠送", "Grant in bulk"),
    perRedeemed: text("按兑换的积分", "By points redeemed"),
    perEarned: text("按所得的积分", "By points earned"),
  },
  repeat: {
    restart: text("重新计天后", "After a fresh run"),
    oncePerRun: text("中断前只一次", "Once until it breaks"),
    daily: text("此后每天", "Every day from then on"),
  },
  period: { day: text("一天", "A day"), month: text("一个月", "A month") },
  counted: { inMonth: text("当月", "In the month"), soFar: text("累计", "So far") },
  multipliers: {
    window: text("某段日期", "Dates"),
    segment: text("某个群体", "A segment"),
    tier: text("某个等级", "A tier"),
    channel: text("某个渠道", "A channel"),
    product: text("某项业务", "A product"),
  },
  natures: {
    oneWayAcquisition: text("单向获取", "One-way acquisition"),
    communication: text("即时沟通", "Instant communication"),
    exchange: text("交流分享", "Exchange and sharing"),
    competition: text("游戏竞技", "Gaming and competition"),
    consumption: text("消费支付", "Consumption and payment"),
  },
  stage: {
    introduction: text("导入期", "Introduction"),
    growth: text("成长期", "Growth"),
    maturity: text("成熟期", "Maturity"),
  },
  keyInDocument: {
    use: text("使用", "use"),
    spreading: text("传播", "spreading"),
    content: text("内容", "content"),
    ability: text("能力", "ability"),
    spend: text("消费", "spend"),
    other: text("其他", "other"),
  },
  held: {
    balance: text("余额达到门槛", "A balance that high"),
    level: text("业务等级", "A service level"),
    tier: text("会员等级", "A membership tier"),
  },
  phase: {
    innerLoop: text("内循环", "Inner loop"),
    openFusion: text("开放融合", "Open fusion"),
  },
  by: {
    member: text("会员", "Members"),
    scheme: text("每月自动", "The scheme, each month"),
  },
  lotOrder: {
    fifo: text("先失效先用", "What lapses first"),
    lifo: text("后失效先用", "What lapses last"),
  },
  promotedBy: {
    ever: text("全部历史积分", "All points ever"),
    year: text("当年积分", "Points of the year"),
  },
  demotion: {
    oneStep: text("降一级", "One step down"),
    fitting: text("降到相符的一级", "To the fitting tier"),
  },
};

/** The name of a part that is no number; its key in words where nobody has named it. */
export function partWords(key: string, language: Language): string {
  const known = parts[key];
  return known ? inLanguage(known, language) : spaced(key);
}

/** A choice of a part in words. */
export function choiceWords(key: string, choice: string, language: Language): string {
  const { roundings, clearingScopes, validityKinds, benefits } = sentences(language);
  const told: Record<string, Record<string, string>> = {
    rounding: roundings,
    scope: clearingScopes,
    validity: validityKinds,
    benefit: benefits,
    indicator: indicatorNames(language),
  };
  const known = choices[key]?.[choice];
  return known ? inLanguage(known, language) : (told[key]?.[choice] ?? spaced(choice));
}

/** "pendingDays" → "pending days". */
function spaced(key: string): string {
  return key.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
