/** The scheme in sentences that a member can understand; places as in `template.ts`, paths from the part that is told. */
import type { Benefit } from "../domain/catalogue.ts";
import type { clearingScopes, lotOrders, Rounding, Validity } from "../domain/currency.ts";
import type { Exchange, Phase } from "../domain/exchange.ts";
import type { ActivityKind, BandIndicator, CountedIndicator, MoneyIndicator } from "../domain/indicator.ts";
import type { Population, Segment } from "../domain/population.ts";
import type { Privilege } from "../domain/privilege.ts";
import type { Condition, ConditionKind, Multiplier, Rule } from "../domain/rule.ts";
import type { Tiers } from "../domain/tier.ts";
import { catalogue } from "./catalogue.ts";

/** What tells the sentences of one kind apart. */
type ChoiceIn<Each> = Each extends { indicator: infer Choice extends string }
  ? Choice
  : Each extends { repeat: infer Choice extends string }
    ? Choice
    : Each extends { period: infer Choice extends string }
      ? Choice
      : never;

type SentencesOf<Choice extends string> = [Choice] extends [never] ? string : Record<Choice, string>;

/** A sentence per kind of condition, and per choice where the kind speaks of several. */
type ConditionSentences = {
  [Kind in ConditionKind]: SentencesOf<ChoiceIn<Extract<Condition, { kind: Kind }>>>;
};

type Sentences = {
  conditions: ConditionSentences;
  /** A higher band, by its position, and what follows the last; the sentence itself has the first. */
  band: (position: number) => string;
  bandsEnd: string;
  /** In place of the first band where all friends so far count; and which months are active, where logins do not say it. */
  bandsSoFar: Record<BandIndicator, string>;
  bandsActive: string;
  /** In place of what is paid in proportion: for full amounts alone. */
  perFullAmount: Record<MoneyIndicator, string>;
  /** Follows what is paid by amount. */
  monthTotal: string;
  /** A sentence of its own where only redeeming one currency counts. */
  spentOnly: string;
  /** Before and after the figure of the depth of a chain, 0 of which is without end. */
  depth: Record<"from" | "steps", (steps: number) => string>;
  /** Follow the condition where the rule has caps: the words before, and each. */
  capped: string;
  caps: Record<Exclude<keyof Rule["caps"], "allOrNothing">, string>;
  allOrNothing: string;
  /** Each a sentence of its own after the rule's; `at` is the path of one multiplier. */
  eligibility: Record<keyof NonNullable<Rule["eligibility"]>, string>;
  multipliers: Record<Multiplier["kind"], (at: string) => string>;
  ruleRounding: string;
  budget: string;
  /** Caps of several rules together, those of one service or all in a currency; the caps follow. */
  limit: { service: string; all: string };
  /** Dates as readers write them. */
  span: (from: string | undefined, until: string | undefined) => string;
  end: string;
  rate: string;
  benefits: Record<Benefit, string>;
  item: string;
  /** A sentence of its own for each; then who exchanges, and what is closed in the inner loop. */
  exchange: string;
  exchangeCap: string;
  exchangers: Record<Exchange["by"], string>;
  exchangePhases: Record<Phase, string>;
  phases: Record<Phase, string>;
  validity: Record<Validity["kind"], string>;
  validityKinds: Record<Validity["kind"], string>;
  decay: string;
  transfer: string;
  transferCap: string;
  purchase: string;
  purchaseCap: string;
  offset: { earns: string; earnsNot: string };
  /** Date, what changes, and what it becomes. */
  change: string;
  idleDays: string;
  lotOrders: Record<(typeof lotOrders)[number], string>;
  pending: string;
  redemptionBudget: string;
  /** `at` is the path of one migration. */
  migration: (at: string) => string;
  roundings: Record<Rounding, string>;
  clearing: string;
  clearingScopes: Record<(typeof clearingScopes)[number], string>;
  weight: string;
  joining: Record<Segment["joining"]["kind"], string>;
  tenure: string;
  /** `at` is the path of one entry. */
  openingBalance: (at: string) => string;
  openingTier: (at: string) => string;
  login: Record<Segment["login"]["kind"], readonly string[]>;
  minutes: Record<Segment["minutes"]["kind"], string>;
  referrals: string;
  contents: string;
  contests: string;
  /** What the activities of members are called, the sentence of each (`at` is its path), and of its payments. */
  activityNames: Record<ActivityKind, string>;
  activity: (name: string, at: string) => string;
  payment: (at: string) => string;
  /** Of a channel and a service: its share of the events of a simulation, or that it has none. */
  eventShare: Record<"channel" | "service", string>;
  noEvents: string;
  cancellation: Record<Segment["cancellation"]["kind"], string>;
  /** The tiers, step by step: where all begin, and a higher one by the id of its step; then how long it lasts. */
  tierFirst: (step: string) => string;
  tierStep: Record<"ever" | "year", (step: string) => string>;
  tierKept: Record<Tiers["demotion"], string>;
  /** A level of a service, by the id of its step. */
  levelFirst: (step: string) => string;
  levelStep: (step: string) => string;
  privilege: Record<Privilege["held"]["kind"], string>;
  redeeming: Record<Population["redeeming"]["kind"], readonly string[]>;
  referredSegment: string;
  run: string;
  seed: string;
};

/** The same sentence about each of several things. */
function about<Thing extends string, Words>(
  words: Record<Thing, Words>,
  sentence: (words: Words) => string,
): Record<Thing, string> {
  const entries = Object.entries<Words>(words).map(([thing, own]) => [thing, sentence(own)]);
  return Object.fromEntries(entries) as Record<Thing, string>;
}

/** Verb, then measure word and object where they are not 次 and nothing. */
const deeds: Record<CountedIndicator, readonly [verb: string, unit?: string, object?: string]> = {
  login: ["登录"],
  session: ["使用"],
  message: ["收发", "条", "信息"],
  friend: ["新增", "位", "好友"],
  contact: ["联系", "位", "好友"],
  share: ["分享"],
  like: ["获赞"],
  click: ["获点击"],
  forward: ["获转发"],
  liking: ["点赞", "次", "他人的分享"],
  clicking: ["点击", "次", "他人的分享"],
  forwarding: ["转发", "次", "他人的分享"],
  content: ["发表", "条", "内容"],
  success: ["判断正确"],
  excellent: ["取得", "次", "优秀成绩"],
  purchase: ["消费", "笔"],
  bill: ["缴费"],
  topup: ["充值"],
  transfer: ["转账", "笔"],
  wealth: ["购买", "笔", "理财产品"],
  task: ["完成", "项", "任务"],
  campaign: ["参加", "次", "活动"],
  advert: ["点击", "次", "广告"],
  care: ["收到", "次", "客户关怀"],
  verification: ["完成", "次", "实名登记"],
  praise: ["获好评"],
  redemption: ["兑换"],
};

const payments: Record<MoneyIndicator, string> = {
  purchase: "消费",
  bill: "缴费",
  topup: "充值",
  transfer: "转账",
  wealth: "购买理财产品",
};

const deedsInEnglish: Record<CountedIndicator, string> = {
  login: "login",
  session: "session",
  message: "message",
  friend: "friend added",
  contact: "friend contacted",
  share: "share",
  like: "like",
  click: "share click",
  forward: "re-share",
  liking: "like of another's share",
  clicking: "click of another's share",
  forwarding: "forward of another's share",
  content: "piece of content",
  success: "correct call",
  excellent: "excellent result",
  purchase: "purchase",
  bill: "bill",
  topup: "top-up",
  transfer: "transfer",
  wealth: "wealth product",
  task: "task",
  campaign: "campaign",
  advert: "advert click",
  care: "care contact",
  verification: "identity check",
  praise: "mark of praise",
  redemption: "redemption",
};

const paymentsInEnglish: Record<MoneyIndicator, string> = {
  purchase: "purchase",
  bill: "bill",
  topup: "top-up",
  transfer: "transfer",
  wealth: "wealth product",
};

const friends: Record<BandIndicator, string> = { friend: "新增", contact: "联系" };
const friendsInEnglish: Record<BandIndicator, string> = { friend: "added", contact: "contacted" };

/** "pieces of content". */
function many(one: string): string {
  return one.replace(/( of.*| added| contacted)?$/, "s$1");
}

const earns = "earns {points|point|points}";
const earn = "earn {points|point|points}";

export const sentences = catalogue<Sentences>(
  {
    conditions: {
      activation: "首次开通业务，得 {points} 分",
      tenure: "在网每 {condition/everyMonths} 个月，得 {points} 分",
      firstOfDay: about(deeds, ([verb, , object = ""]) => `每天首次${verb}${object}，得 {points} 分`),
      firstOfMonth: about(deeds, ([verb, , object = ""]) => `每月首次${verb}${object}，得 {points} 分`),
      streak: {
        restart: "每连续登录满 {condition/days} 天，得 {points} 分（得分后重新计天）",
        oncePerRun: "连续登录满 {condition/days} 天，得 {points} 分（中断前只得一次）",
        daily: "连续登录从第 {condition/days} 天起，每天得 {points} 分",
      },
      sessionLength: "单次连续使用每满 {condition/unitMinutes} 分钟，得 {points} 分",
      sessionReaches: "单次使用达到 {condition/minutes} 分钟，得 {points} 分",
      accumulated: {
        day: "当天累计使用每满 {condition/unitMinutes} 分钟，得 {points} 分",
        month: "当月累计使用每满 {condition/unitMinutes} 分钟，得 {points} 分",
      },
      bands: about(
        friends,
        (verb) => `活跃月份内${verb}好友满 {condition/bands/0/count} 人，得 {condition/bands/0/points} 分；`,
      ),
      referral: "每成功推荐一位新用户，推荐人得 {points} 分",
      referralRetained: "被推荐的用户连续 {condition/months} 个月活跃，推荐人再得 {points} 分",
      referralStays: "被推荐的用户每在网 {condition/everyMonths} 个月，推荐人再得 {points} 分",
      referralSpend: "被推荐的用户累计消费达到 {condition/cents}，推荐人再得 {points} 分",
      community:
        "每月末，沿推荐链向下{=depthFrom}{condition/depth}{=depthSteps}的名下社群，当月每有 {condition/activeMembers} 位活跃成员，得 {points} 分",
      shareOfReferred:
        "被推荐的用户每得一笔积分，推荐人分得其中 {condition/basisPoints}，沿推荐链向上{=depthFrom}{condition/depth}{=depthSteps}，逐层向下取整",
      each: about(deeds, ([verb, unit = "次", object = ""]) => `每${verb}一${unit}${object}，得 {points} 分`),
      everyNth: about(
        deeds,
        ([verb, unit = "次", object = ""]) =>
          `每${verb}满 {condition/count} ${unit}${object}，得 {points} 分`,
      ),
      praisedOver: "一条内容被评优超过 {condition/praises} 次，得 {points} 分",
      perSuccess: "每判断正确一次，得 {points} 分",
      perAmount: about(
        payments,
        (pay) => `每${pay} {condition/cents} 得 {points} 分（按比例，{=awardRounding}）`,
      ),
      amountOver: about(payments, (pay) => `单笔${pay}超过 {condition/cents}，得 {points} 分`),
      festival: "每年 {condition/month} 月 {condition/day} 日，得 {points} 分",
      birthday: "生日当天，得 {points} 分",
      anniversary: "在网每满一周年，得 {points} 分",
      grant: "一次性赠送，按赠送数额的 {points} 倍计分",
      bulkGrant: "{=condition/date}向全体在网会员赠送，每人 {points} 分",
      perRedeemed: "每兑换 {condition/per} 分，得 {points} 分（按比例，{=awardRounding}）",
      perEarned:
        "其他规则每发放 {condition/per} 分“{=condition/earned}”，另得 {points} 分（按比例，{=awardRounding}）",
    },
    band: (at) => `满 {condition/bands/${at}/count} 人，得 {condition/bands/${at}/points} 分；`,
    bandsEnd: "月末按达到的最高一档计分",
    bandsSoFar: about(
      friends,
      (verb) =>
        `活跃月份月末，累计${verb}好友满 {condition/bands/0/count} 人，得 {condition/bands/0/points} 分；`,
    ),
    bandsActive: "（当月使用时长积分满 {condition/sessionPoints} 分即为活跃月份）",
    perFullAmount: about(payments, (pay) => `${pay}每满 {condition/cents} 得 {points} 分`),
    monthTotal: "，按当月合计，月末计分",
    spentOnly: "只计“{=condition/spent}”的兑换。",
    depth: {
      from: (steps) => (steps === 0 ? "不限层数（" : " "),
      steps: (steps) => (steps === 0 ? "）" : " 层"),
    },
    capped: "，",
    caps: {
      pointsPerDay: "每天最多 {caps/pointsPerDay} 分",
      pointsPerMonth: "每月最多 {caps/pointsPerMonth} 分",
      pointsPerYear: "每年最多 {caps/pointsPerYear} 分",
    },
    allOrNothing: "，超出上限的一笔不计分",
    eligibility: {
      span: "仅限{=eligibility/span}。",
      segments: "仅限以下群体的会员：{=eligibility/segments}。",
      tiers: "仅限以下等级的会员：{=eligibility/tiers}。",
      verified: "仅限已实名登记的会员。",
      channels: "仅限经以下渠道：{=eligibility/channels}。",
      products: "仅限以下业务：{=eligibility/products}。",
    },
    multipliers: {
      window: (at) => `{=${at}/span}，按 {${at}/factor} 计分。`,
      segment: (at) => `“{=${at}/segment}”群体的会员，按 {${at}/factor} 计分。`,
      tier: (at) => `“{=${at}/tier}”等级的会员，按 {${at}/factor} 计分。`,
      channel: (at) => `经“{=${at}/channel}”渠道，按 {${at}/factor} 计分。`,
      product: (at) => `属于“{=${at}/product}”业务的，按 {${at}/factor} 计分。`,
    },
    ruleRounding: "不足 1 分的部分{=awardRounding}。",
    budget: "全体会员每月合计最多 {budgetPerMonth} 分，先到先得。",
    limit: {
      service: "“{=service}”业务的各项规则合计，每位会员",
      all: "各项规则合计，每位会员",
    },
    span: (from, until) =>
      from && until ? `${from}至${until}` : from ? `${from}起` : until ? `${until}及以前` : "任何日期",
    end: "。",
    rate: "{points} 分 = {cents} 的{=benefit}",
    benefits: { service: "自有业务", virtual: "虚拟商品", credit: "话费", goods: "实物商品" },
    item: "面值 {faceCents}：会员付 {=price}，另付现金 {cashCents}。每次兑换成本 {costCents}，偏好 {taste}。",
    exchange: "{give} 分{=from}转换为 {get} 分{=to}（向下取整），每笔至少 {pointsMin} 分。",
    exchangeCap: "每位会员每月最多转出 {pointsPerMonth} 分。",
    exchangers: {
      member: "会员积分不够兑换时，自行转换所缺部分。",
      scheme: "每月 1 日，可转换的积分自动全部转换。",
    },
    exchangePhases: { innerLoop: "两个阶段均可转换。", openFusion: "开放融合阶段才可转换。" },
    phases: {
      innerLoop: "内循环阶段：积分只能兑换自有业务和虚拟商品。",
      openFusion: "开放融合阶段：积分可以兑换全部物品。",
    },
    validity: {
      none: "每笔积分{=kind}。",
      days: "每笔积分{=kind}：{validity/days} 天。",
      months: "每笔积分{=kind}：{validity/months} 个月。",
      monthEnd: "每笔积分{=kind}：{validity/months} 个月。",
      yearEnd: "每笔积分{=kind}：{validity/years} 个自然年，得分当年为第一年。",
      projectEnd: "每笔积分{=kind}：每 {validity/months} 个月为一个周期，从模拟首日算起。",
      cycle: "全部积分{=kind}：周期 {validity/years} 个自然年，得到首笔积分的当年为第一年。",
      lots: "每笔积分{=kind}：最多 {validity/count} 笔，同一天所得为一笔。",
    },
    validityKinds: {
      none: "永久有效",
      days: "在若干天后失效",
      months: "在若干个月后的同日失效",
      monthEnd: "在若干个月后的月末失效",
      yearEnd: "在若干个自然年的年末失效",
      projectEnd: "在项目周期结束时一并失效",
      cycle: "在会员的积分周期结束时全部失效",
      lots: "在笔数超出时从最早一笔起失效",
    },
    decay: "余额每天衰减 {decay/basisPointsPerDay}，剩余部分{=rounding}。",
    transfer:
      "会员间可转让，每笔至少 {transfer/pointsMin} 分，手续费 {transfer/feeBasisPoints}（从转出积分中扣，向下取整）。",
    transferCap: "每位会员每月最多转出 {transfer/pointsPerMonth} 分。",
    purchase: "会员可购买，{purchase/cents} 得 {purchase/points} 分，不退款。",
    purchaseCap: "每位会员每月最多购买 {purchase/pointsPerMonth} 分。",
    offset: {
      earns:
        "消费时每 {offset/points} 分抵 {offset/cents}，最高抵消费额的 {offset/shareMax}；抵扣部分照常计分。",
      earnsNot:
        "消费时每 {offset/points} 分抵 {offset/cents}，最高抵消费额的 {offset/shareMax}；抵扣部分不计分。",
    },
    change: "{=date}起，“{=what}”改为{=becomes}。",
    idleDays: "会员最近一次活动后的 {decay/idleDays} 天内不衰减。",
    lotOrders: { fifo: "先用最早失效的积分。", lifo: "先用最晚失效的积分。" },
    pending: "消费所得积分冻结 {pendingDays} 天后可用。",
    redemptionBudget: "全体会员每月合计最多兑换 {redemptionBudgetPerMonth} 分，先到先得。",
    migration: (at) =>
      `{=${at}/date}，存量积分一次性按 {${at}/numerator}∶{${at}/denominator} 转换（向下取整）。`,
    roundings: { down: "向下取整", nearest: "四舍五入", up: "向上取整" },
    clearing: "每年 1 月 1 日清零{=scope}。",
    clearingScopes: { pastValidity: "已过有效期的积分", everything: "全部余额" },
    weight: "占初始会员的 {=share}，权重 {weight}。",
    joining: {
      before: "模拟开始前均已加入。",
      preregistered:
        "模拟开始前已预注册，在第 {joining/firstDay} 天至第 {joining/lastDay} 天间均匀激活（首日为 0）；激活前不产生新积分，期初积分的有效期从激活日算起。",
      during: "在第 {joining/firstDay} 天至第 {joining/lastDay} 天间均匀加入（首日为 0）。",
    },
    tenure: "入会时长在 {joining/tenure/daysMin} 至 {joining/tenure/daysMax} 天之间均匀分布。",
    openingBalance: (at) =>
      `期初有 {${at}/share} 的会员持有{=${at}/currency}：中位数 {${at}/medianPoints} 分，离散度 σ {${at}/sigma}，平均分为 {${at}/lots} 笔，每笔相隔 {${at}/daysBetween} 天。`,
    openingTier: (at) => `期初等级为“{=${at}/tier}”的权重 {${at}/weight}。`,
    login: {
      bgbb: [
        "每天登录的平均概率 {login/meanProbability}，会员间集中度 α+β {login/concentration}，登录惯性 φ {login/persistence}。",
        "每天转为沉默的平均概率 {=leaving}：γ {login/leavingGamma}，δ {login/leavingDelta}。",
      ],
    },
    minutes: { lognormal: "单次使用时长的中位数 {minutes/medianMinutes} 分钟，离散度 σ {minutes/sigma}。" },
    referrals: "人均每年推荐 {referrals/meanPerYear} 位新会员，差异形状 {referrals/shape}。",
    contents:
      "每个登录日平均发表 {contents/meanPerLoginDay} 条，差异形状 {contents/shape}；每条平均获好评 {praisesPerContent} 次。",
    contests:
      "每个登录日平均参与判断 {contests/meanPerLoginDay} 次，差异形状 {contests/shape}，正确率 {contestSuccess}。",
    activityNames: {
      friend: "新增好友",
      contact: "联系好友",
      share: "分享",
      like: "获赞",
      click: "分享获点击",
      forward: "分享获转发",
      excellent: "取得优秀成绩",
      purchase: "消费",
      bill: "缴费",
      topup: "充值",
      transfer: "转账",
      wealth: "购买理财产品",
      task: "完成任务",
      campaign: "参加活动",
      advert: "点击广告",
      care: "收到客户关怀",
      pointsPurchase: "购买积分",
      pointsTransfer: "转让积分",
      liking: "点赞他人的分享",
      clicking: "点击他人的分享",
      forwarding: "转发他人的分享",
      message: "收发信息",
      verification: "完成实名登记",
    },
    activity: (name, at) =>
      `每个登录日平均${name} {${at}/times/meanPerLoginDay} 次，差异形状 {${at}/times/shape}。`,
    payment: (at) => `每笔金额的中位数 {${at}/payment/medianCents}，离散度 σ {${at}/payment/sigma}。`,
    eventShare: {
      channel: "模拟中 {=share} 的事件经由它，权重 {weight}。",
      service: "模拟中 {=share} 的事件属于它，权重 {weight}。",
    },
    noEvents: "没有占比权重：模拟中没有事件经由它，只有真实记录会写明。",
    cancellation: {
      none: "不退订。",
      sbg: "每满一年，平均 {=cancelling} 退订：α {cancellation/alpha}，β {cancellation/beta}。",
    },
    tierFirst: (step) => `“{=steps/${step}/name}”是起点，永不降级。`,
    tierStep: {
      ever: (step) => `历史积分累计 {steps/${step}/threshold} 分，即升为“{=steps/${step}/name}”。`,
      year: (step) => `当年积分累计 {steps/${step}/threshold} 分，即升为“{=steps/${step}/name}”。`,
    },
    tierKept: {
      oneStep: "等级有效 {validityMonths} 个月（0 为永久），期内所得不到本级门槛的，降一级。",
      fitting: "等级有效 {validityMonths} 个月（0 为永久），期内所得不到本级门槛的，降到相符的一级。",
    },
    levelFirst: (step) => `“{=levels/steps/${step}/name}”是起点，只升不降。`,
    levelStep: (step) =>
      `本业务积分累计 {levels/steps/${step}/threshold} 分，升为“{=levels/steps/${step}/name}”。`,
    privilege: {
      balance: "“{=held/currency}”余额不低于 {held/threshold} 分时享有。",
      level: "在“{=held/service}”达到“{=held/step}”后享有。",
      tier: "“{=held/tier}”及以上等级享有。",
    },
    redeeming: {
      latentThreshold: [
        "买得起时，会员在登录日考虑兑换；余额等于心理门槛时，概率为一半。",
        "心理门槛的中位数 {redeeming/medianPoints} 分，离散度 σ {redeeming/sigma}，陡度 b {redeeming/steepness}。",
        "挑选时，划算程度的权重 {redeeming/valueWeight}。",
      ],
    },
    referredSegment: "被推荐的新会员属于{=segment}。",
    run: "{members} 位会员，从 {=start} 起 {days} 天，重复 {replications} 次，共 {=memberDays} 会员日。",
    seed: "随机种子 {=seed}：同一种子，同样的运气。",
  },
  {
    conditions: {
      activation: "The first activation earns {points|point|points}",
      tenure: "Membership earns {points|point|points}, at intervals of {condition/everyMonths|month|months}",
      firstOfDay: about(deedsInEnglish, (one) => `The first ${one} of a day ${earns}`),
      firstOfMonth: about(deedsInEnglish, (one) => `The first ${one} of a month ${earns}`),
      streak: {
        restart: `Every {condition/days|day|days} running with a login ${earn} (then the count starts again)`,
        oncePerRun: `A run of {condition/days|day|days} with a login ${earns} (once until it breaks)`,
        daily: `From day {condition/days} of a run of days with a login, each day ${earns}`,
      },
      sessionLength: `Every unbroken {condition/unitMinutes|minute|minutes} online ${earn}`,
      sessionReaches: `A session of at least {condition/minutes|minute|minutes} ${earns}`,
      accumulated: {
        day: `Every {condition/unitMinutes|minute|minutes} online, added up over a day, ${earn}`,
        month: `Every {condition/unitMinutes|minute|minutes} online, added up over a month, ${earn}`,
      },
      bands: about(
        friendsInEnglish,
        (done) =>
          `From {condition/bands/0/count|friend|friends} ${done} in an active month: {condition/bands/0/points|point|points};`,
      ),
      referral: "Each new member referred earns the referrer {points|point|points}",
      referralRetained:
        "A referred member active for {condition/months|month|months} earns the referrer another {points|point|points}",
      referralStays:
        "A referred member who stays earns the referrer {points|point|points}, at intervals of {condition/everyMonths|month|months}",
      referralSpend:
        "A referred member whose spend reaches {condition/cents} earns the referrer another {points|point|points}",
      community: `At a month's end, every {condition/activeMembers|member|members} active in it of one's community, down the referrals {=depthFrom}{condition/depth}{=depthSteps}, ${earn}`,
      shareOfReferred:
        "Referrers get {condition/basisPoints} of what their referred members earn, up the chain {=depthFrom}{condition/depth}{=depthSteps}, rounded down at each step",
      each: about(deedsInEnglish, (one) => `Each ${one} ${earns}`),
      everyNth: about(deedsInEnglish, (one) => `Every {condition/count|${one}|${many(one)}} ${earn}`),
      praisedOver:
        "A piece of content praised more than {condition/praises|time|times} earns {points|point|points}",
      perSuccess: "Each correct call earns {points|point|points}",
      perAmount: about(
        paymentsInEnglish,
        (one) => `Every {condition/cents} of a ${one} ${earns}, in proportion, {=awardRounding}`,
      ),
      amountOver: about(paymentsInEnglish, (one) => `A ${one} over {condition/cents} ${earns}`),
      festival: `Each year, day {condition/day} of month {condition/month} ${earns}`,
      birthday: `A birthday ${earns}`,
      anniversary: `Each full year of membership ${earns}`,
      grant: "A grant counts {points|time|times} its amount",
      bulkGrant: "On {=condition/date} every member gets {points|point|points}",
      perRedeemed: `Every {condition/per|point|points} redeemed ${earn}, in proportion, {=awardRounding}`,
      perEarned:
        "Every {condition/per} of {=condition/earned} that other rules pay earn another {points|point|points}, in proportion, {=awardRounding}",
    },
    band: (at) => `from {condition/bands/${at}/count}: {condition/bands/${at}/points|point|points};`,
    bandsEnd: "the highest band reached is paid at the month's end",
    bandsSoFar: about(
      friendsInEnglish,
      (done) =>
        `From {condition/bands/0/count|friend|friends} ${done} by the end of an active month: {condition/bands/0/points|point|points};`,
    ),
    bandsActive: " (active: {condition/sessionPoints|point|points} for session time in the month)",
    perFullAmount: about(paymentsInEnglish, (one) => `Every full {condition/cents} of a ${one} ${earns}`),
    monthTotal: ", on the month's total at its end",
    spentOnly: "Only redeeming {=condition/spent} counts.",
    depth: {
      from: (steps) => (steps === 0 ? "without end (" : "by "),
      steps: (steps) => (steps === 0 ? ")" : steps === 1 ? " step" : " steps"),
    },
    capped: ", at most ",
    caps: {
      pointsPerDay: "{caps/pointsPerDay} a day",
      pointsPerMonth: "{caps/pointsPerMonth} a month",
      pointsPerYear: "{caps/pointsPerYear} a year",
    },
    allOrNothing: "; an award that would pass a cap earns nothing",
    eligibility: {
      span: "Only {=eligibility/span}.",
      segments: "Only for {=eligibility/segments}.",
      tiers: "Only for tier {=eligibility/tiers}.",
      verified: "Only for members whose identity has been checked.",
      channels: "Only through {=eligibility/channels}.",
      products: "Only what belongs to {=eligibility/products}.",
    },
    multipliers: {
      window: (at) => `Counts {${at}/factor} {=${at}/span}.`,
      segment: (at) => `Counts {${at}/factor} for {=${at}/segment}.`,
      tier: (at) => `Counts {${at}/factor} for tier {=${at}/tier}.`,
      channel: (at) => `Counts {${at}/factor} through {=${at}/channel}.`,
      product: (at) => `Counts {${at}/factor} for what belongs to {=${at}/product}.`,
    },
    ruleRounding: "A part of a point is {=awardRounding}.",
    budget:
      "All members together get at most {budgetPerMonth|point|points} a month, first come, first served.",
    limit: {
      service: "All rules of {=service} together pay a member at most ",
      all: "All rules together pay a member at most ",
    },
    span: (from, until) =>
      from ? `from ${from} ${until ? `to ${until}` : "on"}` : until ? `until ${until}` : "on any date",
    end: ".",
    rate: "{points|point|points} = {cents} of {=benefit}",
    benefits: {
      service: "own services",
      virtual: "virtual goods",
      credit: "phone credit",
      goods: "physical goods",
    },
    item: "Face value {faceCents}: members pay {=price} and {cashCents} in cash. Each costs us {costCents}; taste {taste}.",
    exchange:
      "{give|point|points} of {=from} become {get|point|points} of {=to}, rounded down; at least {pointsMin|point|points} at once.",
    exchangeCap: "A member gives at most {pointsPerMonth|point|points} a month.",
    exchangers: {
      member: "Members who cannot afford what they want exchange what they lack.",
      scheme: "On the first of each month all that can be exchanged is.",
    },
    exchangePhases: {
      innerLoop: "Open in both phases.",
      openFusion: "Open in the phase of open fusion alone.",
    },
    phases: {
      innerLoop: "Inner loop: points buy own services and virtual goods alone.",
      openFusion: "Open fusion: points buy everything on offer.",
    },
    validity: {
      none: "Each lot of points {=kind}.",
      days: "Each lot of points {=kind}: {validity/days|day|days}.",
      months: "Each lot of points {=kind}: {validity/months|month|months}.",
      monthEnd: "Each lot of points {=kind}: {validity/months|month|months}.",
      yearEnd:
        "Each lot of points {=kind}: {validity/years|natural year|natural years}, the year of earning being the first.",
      projectEnd:
        "Each lot of points {=kind}: cycles of {validity/months|month|months}, counted from the first day of the run.",
      cycle:
        "All points of a member {=kind}: {validity/years|natural year|natural years}, the year of its first points being the first.",
      lots: "Each lot of points {=kind}: {validity/count|lot|lots} at most, a day's points being one.",
    },
    validityKinds: {
      none: "never expires",
      days: "expires after some days",
      months: "expires months later, same day",
      monthEnd: "expires months later, at month end",
      yearEnd: "expires at a year end",
      projectEnd: "expires with the project's cycle",
      cycle: "expire with the member's cycle",
      lots: "expires when there are too many, oldest first",
    },
    decay: "Balances shrink by {decay/basisPointsPerDay} a day; what is left is {=rounding}.",
    transfer:
      "Members may send them to each other, at least {transfer/pointsMin|point|points} at once; a fee of {transfer/feeBasisPoints} is taken from what is sent, rounded down.",
    transferCap: "A member sends at most {transfer/pointsPerMonth|point|points} a month.",
    purchase: "Members may buy {purchase/points|point|points} for {purchase/cents}; money is not given back.",
    purchaseCap: "A member buys at most {purchase/pointsPerMonth|point|points} a month.",
    offset: {
      earns:
        "At checkout {offset/points|point|points} stand for {offset/cents}, up to {offset/shareMax} of a purchase; that part earns like the rest.",
      earnsNot:
        "At checkout {offset/points|point|points} stand for {offset/cents}, up to {offset/shareMax} of a purchase; that part earns nothing.",
    },
    change: "From {=date} on, {=what} becomes {=becomes}.",
    idleDays: "For {decay/idleDays|day|days} after a member's last deed nothing decays.",
    lotOrders: {
      fifo: "What lapses first is spent first.",
      lifo: "What lapses last is spent first.",
    },
    pending: "Points of a payment wait {pendingDays|day|days} before they can be spent.",
    redemptionBudget:
      "All members together redeem at most {redemptionBudgetPerMonth|point|points} a month, first come, first served.",
    migration: (at) =>
      `On {=${at}/date} what members hold is converted {${at}/numerator} for {${at}/denominator}, rounded down.`,
    roundings: { down: "rounded down", nearest: "rounded to nearest", up: "rounded up" },
    clearing: "On 1 January of each year, clear {=scope}.",
    clearingScopes: { pastValidity: "points past their validity", everything: "every balance" },
    weight: "{=share} of the initial members; weight {weight}.",
    joining: {
      before: "All joined before the run.",
      preregistered:
        "Registered before the run, they activate evenly from day {joining/firstDay} to day {joining/lastDay} (the first is 0); until then they earn nothing more, and the validity of what they hold starts then.",
      during: "They join evenly from day {joining/firstDay} to day {joining/lastDay} (the first is 0).",
    },
    tenure:
      "They have been members for {joining/tenure/daysMin} to {joining/tenure/daysMax|day|days}, spread evenly.",
    openingBalance: (at) =>
      `At first {${at}/share} of them hold {=${at}/currency}: {${at}/medianPoints|point|points} at the median, spread σ {${at}/sigma}, in {${at}/lots|equal lot|equal lots}, {${at}/daysBetween|day|days} apart.`,
    openingTier: (at) => `Weight {${at}/weight} of them start in tier {=${at}/tier}.`,
    login: {
      bgbb: [
        "Mean probability of a login on a day {login/meanProbability}; concentration α+β {login/concentration} across members; persistence φ {login/persistence}.",
        "Mean probability of falling silent on a day {=leaving}: γ {login/leavingGamma}, δ {login/leavingDelta}.",
      ],
    },
    minutes: {
      lognormal:
        "A session lasts {minutes/medianMinutes|minute|minutes} at the median, spread σ {minutes/sigma}.",
    },
    referrals: "Each refers {referrals/meanPerYear} new members a year on average, shape {referrals/shape}.",
    contents:
      "On a login day they post {contents/meanPerLoginDay} pieces on average, shape {contents/shape}; each collects {praisesPerContent} praises.",
    contests:
      "On a login day they make {contests/meanPerLoginDay} calls on average, shape {contests/shape}; {contestSuccess} are correct.",
    activityNames: {
      friend: "friends added",
      contact: "friends contacted",
      share: "shares",
      like: "likes received",
      click: "clicks on one's shares",
      forward: "re-shares of one's shares",
      excellent: "excellent results",
      purchase: "purchases",
      bill: "bills",
      topup: "top-ups",
      transfer: "transfers",
      wealth: "wealth products",
      task: "tasks",
      campaign: "campaigns",
      advert: "advert clicks",
      care: "care contacts",
      pointsPurchase: "purchases of points",
      pointsTransfer: "transfers of points",
      liking: "likes of others' shares",
      clicking: "clicks on others' shares",
      forwarding: "re-shares of others' shares",
      message: "messages",
      verification: "identity checks",
    },
    activity: (name, at) =>
      `On a login day {${at}/times/meanPerLoginDay} ${name} on average, shape {${at}/times/shape}.`,
    payment: (at) =>
      `A payment is {${at}/payment/medianCents} at the median, spread σ {${at}/payment/sigma}.`,
    eventShare: {
      channel: "{=share} of the events of a simulation come through it; weight {weight}.",
      service: "{=share} of the events of a simulation belong to it; weight {weight}.",
    },
    noEvents: "It has no weight: in a simulation nothing comes through it; only records name it.",
    cancellation: {
      none: "They never cancel.",
      sbg: "At each anniversary {=cancelling} cancel on average: α {cancellation/alpha}, β {cancellation/beta}.",
    },
    tierFirst: (step) => `All begin in {=steps/${step}/name}, which is for ever.`,
    tierStep: {
      ever: (step) =>
        `Whoever has ever earned {steps/${step}/threshold|point|points} rises to {=steps/${step}/name}.`,
      year: (step) =>
        `Whoever earns {steps/${step}/threshold|point|points} in a natural year rises to {=steps/${step}/name}.`,
    },
    tierKept: {
      oneStep:
        "A tier is held for {validityMonths|month|months} (0 is for ever); who earns less than its threshold in them goes one step down.",
      fitting:
        "A tier is held for {validityMonths|month|months} (0 is for ever); who earns less than its threshold in them falls to the tier that fits.",
    },
    levelFirst: (step) => `All begin in {=levels/steps/${step}/name}; nobody falls.`,
    levelStep: (step) =>
      `From {levels/steps/${step}/threshold|point|points} of the service on: {=levels/steps/${step}/name}.`,
    privilege: {
      balance: "Held while the balance of {=held/currency} is at least {held/threshold}.",
      level: "Held from level {=held/step} of {=held/service} on.",
      tier: "Held in tier {=held/tier} and above.",
    },
    redeeming: {
      latentThreshold: [
        "Members who can afford something consider redeeming on a login day; at a balance equal to their latent threshold the probability is one half.",
        "The threshold is {redeeming/medianPoints|point|points} at the median, spread σ {redeeming/sigma}, steepness b {redeeming/steepness}.",
        "Value for points weighs {redeeming/valueWeight} in the choice of an item.",
      ],
    },
    referredSegment: "Referred members belong to {=segment}.",
    run: "{members|member|members} for {days|day|days} from {=start}, repeated {replications|time|times}: {=memberDays} member-days.",
    seed: "Seed {=seed}: the same seed, the same luck.",
  },
);
