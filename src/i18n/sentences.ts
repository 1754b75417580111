/** The scheme in sentences that a member can understand; places as in `template.ts`, paths from the part that is told. */
import type { Benefit } from "../domain/catalogue.ts";
import type { clearingScopes, Rounding, Validity } from "../domain/currency.ts";
import type { Population, Segment } from "../domain/population.ts";
import type { Condition, ConditionKind } from "../domain/rule.ts";
import { catalogue } from "./catalogue.ts";

type WithIndicator = Extract<Condition, { indicator: unknown }>;
type IndicatorsOf<Kind extends ConditionKind> =
  Extract<WithIndicator, { kind: Kind }> extends { indicator: infer Each extends string } ? Each : never;

/** A sentence per kind of condition, and per indicator where the kind speaks of several. */
type ConditionSentences = {
  [Kind in ConditionKind]: Kind extends WithIndicator["kind"] ? Record<IndicatorsOf<Kind>, string> : string;
};

type Sentences = {
  conditions: ConditionSentences;
  /** Follows the condition where the rule has a daily cap. */
  dailyCap: string;
  end: string;
  rate: string;
  benefits: Record<Benefit, string>;
  item: string;
  validity: Record<Validity["kind"], string>;
  validityKinds: Record<Validity["kind"], string>;
  decay: string;
  roundings: Record<Rounding, string>;
  clearing: string;
  clearingScopes: Record<(typeof clearingScopes)[number], string>;
  weight: string;
  joining: Record<Segment["joining"]["kind"], string>;
  login: Record<Segment["login"]["kind"], readonly string[]>;
  minutes: Record<Segment["minutes"]["kind"], string>;
  referrals: string;
  contents: string;
  contests: string;
  cancellation: Record<Segment["cancellation"]["kind"], string>;
  redeeming: Record<Population["redeeming"]["kind"], readonly string[]>;
  referredSegment: string;
  run: string;
  seed: string;
};

export const sentences = catalogue<Sentences>(
  {
    conditions: {
      activation: "首次开通业务，得 {points} 分",
      tenure: "在网每 {condition/everyMonths} 个月，得 {points} 分",
      firstOfDay: { login: "每天首次登录，得 {points} 分" },
      sessionLength: "单次连续使用每满 {condition/unitMinutes} 分钟，得 {points} 分",
      referral: "每成功推荐一位新用户，得 {points} 分",
      referralRetained: "被推荐的用户连续 {condition/months} 个月活跃，再得 {points} 分",
      each: { content: "每发表一条内容，得 {points} 分" },
      praisedOver: "一条内容被评优超过 {condition/praises} 次，得 {points} 分",
      perSuccess: "每判断正确一次，得 {points} 分",
      grant: "一次性赠送，按赠送数额的 {points} 倍计分",
    },
    dailyCap: "，每天最多 {caps/pointsPerDay} 分",
    end: "。",
    rate: "{points} 分 = {cents} 的{=benefit}",
    benefits: { service: "自有业务", virtual: "虚拟商品", credit: "话费", goods: "实物商品" },
    item: "面值 {faceCents}：会员付 {=price}，另付现金 {cashCents}。每次兑换成本 {costCents}，偏好 {taste}。",
    validity: {
      none: "每笔积分{=kind}。",
      days: "每笔积分{=kind}：{validity/days} 天。",
      months: "每笔积分{=kind}：{validity/months} 个月。",
      monthEnd: "每笔积分{=kind}：{validity/months} 个月。",
      yearEnd: "每笔积分{=kind}：{validity/years} 个自然年，得分当年为第一年。",
    },
    validityKinds: {
      none: "永久有效",
      days: "在若干天后失效",
      months: "在若干个月后的同日失效",
      monthEnd: "在若干个月后的月末失效",
      yearEnd: "在若干个自然年的年末失效",
    },
    decay: "余额每天衰减 {decay/basisPointsPerDay}，剩余部分{=rounding}。",
    roundings: { down: "向下取整", nearest: "四舍五入", up: "向上取整" },
    clearing: "每年 1 月 1 日清零{=scope}。",
    clearingScopes: { pastValidity: "已过有效期的积分", everything: "全部余额" },
    weight: "占初始会员的 {=share}，权重 {weight}。",
    joining: {
      before: "模拟开始前均已加入。",
      during: "在第 {joining/firstDay} 天至第 {joining/lastDay} 天间均匀加入（首日为 0）。",
    },
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
    cancellation: {
      none: "不退订。",
      sbg: "每满一年，平均 {=cancelling} 退订：α {cancellation/alpha}，β {cancellation/beta}。",
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
      tenure: "Membership earns {points|point|points} every {condition/everyMonths|month|months}",
      firstOfDay: { login: "The first login of a day earns {points|point|points}" },
      sessionLength:
        "Every unbroken {condition/unitMinutes|minute|minutes} online earn {points|point|points}",
      referral: "Each new member referred earns {points|point|points}",
      referralRetained:
        "A referred member active for {condition/months|month|months} earns another {points|point|points}",
      each: { content: "Each piece of content earns {points|point|points}" },
      praisedOver:
        "A piece of content praised more than {condition/praises|time|times} earns {points|point|points}",
      perSuccess: "Each correct call earns {points|point|points}",
      grant: "A grant counts {points|time|times} its amount",
    },
    dailyCap: ", at most {caps/pointsPerDay} a day",
    end: ".",
    rate: "{points|point|points} = {cents} of {=benefit}",
    benefits: {
      service: "own services",
      virtual: "virtual goods",
      credit: "phone credit",
      goods: "physical goods",
    },
    item: "Face value {faceCents}: members pay {=price} and {cashCents} in cash. Each costs us {costCents}; taste {taste}.",
    validity: {
      none: "Each lot of points {=kind}.",
      days: "Each lot of points {=kind}: {validity/days|day|days}.",
      months: "Each lot of points {=kind}: {validity/months|month|months}.",
      monthEnd: "Each lot of points {=kind}: {validity/months|month|months}.",
      yearEnd:
        "Each lot of points {=kind}: {validity/years|natural year|natural years}, the year of earning being the first.",
    },
    validityKinds: {
      none: "never expires",
      days: "expires after some days",
      months: "expires months later, same day",
      monthEnd: "expires months later, at month end",
      yearEnd: "expires at a year end",
    },
    decay: "Balances shrink by {decay/basisPointsPerDay} a day; what is left is {=rounding}.",
    roundings: { down: "rounded down", nearest: "rounded to nearest", up: "rounded up" },
    clearing: "On 1 January of each year, clear {=scope}.",
    clearingScopes: { pastValidity: "points past their validity", everything: "every balance" },
    weight: "{=share} of the initial members; weight {weight}.",
    joining: {
      before: "All joined before the run.",
      during: "They join evenly from day {joining/firstDay} to day {joining/lastDay} (the first is 0).",
    },
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
    cancellation: {
      none: "They never cancel.",
      sbg: "At each anniversary {=cancelling} cancel on average: α {cancellation/alpha}, β {cancellation/beta}.",
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
