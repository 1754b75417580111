/** The figures that a run reports about a scheme, one definition each (spec 1.11, 3.5). */
import type { Unit } from "./field.ts";
import { type LocalText, text } from "./text.ts";

export type KpiDefinition = {
  label: LocalText;
  unit: Unit;
  /** What is divided by what. */
  definition: LocalText;
  /** Which way is better for the operator; `none` where it depends. */
  better: "higher" | "lower" | "none";
};

export const kpiDefinitions = {
  costPerMemberMonth: {
    label: text("每会员月成本", "Cost per member per month"),
    unit: "centsPerMonth",
    better: "lower",
    definition: text(
      "兑换净成本（单位成本减会员支付的现金）÷ 在籍会员日数 × 365 ÷ 12",
      "Net redemption cost (unit costs less the members' cash) ÷ enrolled member-days × 365 ÷ 12",
    ),
  },
  redemptionRate: {
    label: text("积分兑换率", "Redemption rate"),
    unit: "share",
    better: "higher",
    definition: text(
      "期内累计兑换积分 ÷ 累计发放积分",
      "Points redeemed ÷ points issued, cumulative from the start of the run",
    ),
  },
  outstandingPerMember: {
    label: text("人均积分余额", "Points outstanding per member"),
    unit: "points",
    better: "none",
    definition: text(
      "期末积分余额 ÷ 期末在籍会员数",
      "Points outstanding at the end ÷ members enrolled at the end",
    ),
  },
  activeRate: {
    label: text("活跃率", "Active rate"),
    unit: "share",
    better: "higher",
    definition: text(
      "月初在籍会员中当月至少登录一次的 ÷ 月初在籍会员，各完整自然月合计",
      "Of the members enrolled at a calendar month's start, those with at least one login in it, summed over the whole months of the run",
    ),
  },
  accrualRate: {
    label: text("积分累积率", "Accrual rate"),
    unit: "share",
    better: "higher",
    definition: text(
      "已得积分 ÷ 天天活跃的会员按规则可得的积分；不限量的（推荐、内容、能力）与按月计次的规则两边都不计",
      "Points earned ÷ points that the rules offer a member who is active every day; rules without a limit (referral, content, ability) or for use by the month count on neither side",
    ),
  },
  breakageRate: {
    label: text("积分失效率", "Breakage rate"),
    unit: "share",
    better: "none",
    definition: text(
      "过期、衰减与清零（含退订）的积分 ÷ 发放积分，累计",
      "Points expired, decayed and cleared (by memberships that end, too) ÷ points issued, cumulative",
    ),
  },
  liability: {
    label: text("积分负债", "Liability"),
    unit: "cents",
    better: "lower",
    definition: text(
      "期末余额 × 每兑换积分成本 × 余额的预期兑换率（未流失会员所持份额 × 兑换 ÷（兑换+未流失会员失效的积分）），每次重复的平均",
      "Points outstanding × cost per redeemed point × expected redemption of the outstanding points (share held by members who have not left × redeemed ÷ (redeemed + lapsed from members who had not left)), mean of the replications",
    ),
  },
  issuedPerMemberMonth: {
    label: text("人均每月发放积分", "Points issued per member per month"),
    unit: "points",
    better: "none",
    definition: text("发放积分 ÷ 在籍会员日数 × 365 ÷ 12", "Points issued ÷ enrolled member-days × 365 ÷ 12"),
  },
  costPerRedeemedPoint: {
    label: text("每兑换积分成本", "Cost per redeemed point"),
    unit: "cents",
    better: "lower",
    definition: text("兑换净成本 ÷ 兑换积分", "Net redemption cost ÷ points redeemed"),
  },
} as const satisfies Record<string, KpiDefinition>;

export type KpiName = keyof typeof kpiDefinitions;
export const kpiNames = Object.keys(kpiDefinitions) as KpiName[];
