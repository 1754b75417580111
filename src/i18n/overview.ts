/** The words of the overview: headline figures, titles, findings, table headings. Numbers arrive formatted. */
import { type IndicatorGroup, indicatorGroupNames, type Weight } from "../domain/service.ts";
import { inLanguage, type Language } from "../domain/text.ts";
import { catalogue } from "./catalogue.ts";

type Flow = "issued" | "redeemed" | "expired" | "decayed" | "cleared";

type OverviewMessages = {
  overview: string;
  headline: string;
  interval: string;
  intervalProvisional: string;
  certainty: { fromMembers: string; fromReplications: (replications: string) => string };
  provisionalWhy: string;
  nothingToDivide: string;
  percentagePoints: (size: string) => string;
  difference: (direction: "up" | "down", size: string, relative: string | undefined) => string;
  better: string;
  worse: string;
  asBaseline: string;
  nearBaseline: (size: string) => string;
  againstBaseline: string;
  currency: string;
  showTable: string;
  showChart: string;
  baseline: string;
  baselineMean: string;
  ghost: string;
  month: string;
  day: string;
  cutMonth: (days: number) => string;
  weights: Record<Weight, string>;
  groups: Record<IndicatorGroup, string>;
  listOf: (items: readonly string[]) => string;
  balances: {
    title: string;
    cursor: string;
    mean: string;
    median: string;
    outer: string;
    inner: string;
    quantile: (percent: string) => string;
    finding: (parts: { median: string; mean: string; high: string }) => string;
    none: string;
  };
  structure: {
    title: string;
    weight: string;
    share: string;
    target: string;
    passes: (shares: string) => string;
    fails: (parts: { service: string | undefined; group: string; share: string; target: string }) => string;
    verdict: string;
    over: (size: string) => string;
    under: (size: string) => string;
    within: (tolerance: string) => string;
    zone: (tolerance: string) => string;
    inDocument: (parts: {
      groups: readonly string[];
      share: string;
      target: string;
      passes: boolean;
    }) => string;
    none: string;
  };
  flows: {
    title: string;
    cursor: string;
    names: Record<Flow, string>;
    finding: (parts: { redeemed: string; lapsed: string; ways: readonly string[]; held: string }) => string;
    expiryUnseen: string;
    none: string;
  };
  rates: {
    title: string;
    redemption: string;
    cost: string;
    redemptionCursor: string;
    costCursor: string;
    cumulative: string;
    ofMonth: string;
    finding: (parts: { rate: string; month: string; cost: string }) => string;
    noneRedeemed: string;
    noneIssued: string;
  };
  distribution: {
    title: string;
    cursor: string;
    balance: string;
    members: string;
    range: (from: string, to: string) => string;
    above: (from: string) => string;
    median: (points: string) => string;
    cheapest: (points: string) => string;
    findingPrice: (parts: { share: string; item: string; points: string }) => string;
    findingMedian: (median: string) => string;
    none: string;
  };
  awards: {
    title: string;
    rule: string;
    points: string;
    share: string;
    members: string;
    awards: string;
    reached: (members: string, count: number) => string;
    finding: (parts: { rule: string; share: string; members: string }) => string;
    none: string;
  };
};

function groupsIn(language: Language): Record<IndicatorGroup, string> {
  const names = Object.entries(indicatorGroupNames).map(([group, name]) => [
    group,
    inLanguage(name, language),
  ]);
  return Object.fromEntries(names);
}

const zh: OverviewMessages = {
  overview: "总览",
  headline: "核心指标",
  interval: "（95% 区间的一半宽度）",
  intervalProvisional: "（95% 区间的一半宽度，暂定）",
  certainty: {
    fromMembers: "± 为 95% 区间的一半宽度，暂定：重复不足 3 次，先由会员之间的差异估计。",
    fromReplications: (replications) => `± 为 95% 区间的一半宽度，由 ${replications} 次重复得出。`,
  },
  provisionalWhy: "重复不足 3 次，区间按会员之间的差异估计，暂定。",
  nothingToDivide: "分母为零，没有这个数",
  percentagePoints: (size) => `${size} 个百分点`,
  difference: (direction, size, relative) =>
    `${direction === "up" ? "+" : "−"}${size}${relative === undefined ? "" : `（${relative}）`}`,
  better: "更好",
  worse: "更差",
  asBaseline: "与基线相同",
  nearBaseline: (size) => `与基线差不到 ${size}`,
  againstBaseline: "与基线相比",
  currency: "积分种类",
  showTable: "表格",
  showChart: "图形",
  baseline: "基线",
  baselineMean: "基线平均",
  ghost: "虚线为基线。",
  month: "月份",
  day: "日期",
  cutMonth: (days) => `（仅 ${days} 天）`,
  weights: { key: "重点", secondary: "次重点", other: "其他" },
  groups: groupsIn("zh-CN"),
  listOf: (items) => items.join("、"),
  balances: {
    title: "会员积分余额的变化（分）",
    cursor: "某一天的余额",
    mean: "平均",
    median: "中位数",
    outer: "5–95%",
    inner: "25–75%",
    quantile: (percent) => `${percent} 分位`,
    finding: ({ median, mean, high }) =>
      `期末半数会员不足 ${median} 分；平均 ${mean} 分，余额最高的 5% 会员超过 ${high} 分。`,
    none: "没有会员持有积分：先启用一条赠送规则。",
  },
  structure: {
    title: "发放积分的结构（占比）",
    weight: "指标项",
    share: "占比",
    target: "目标",
    passes: (shares) => `结构达标：${shares}。`,
    fails: ({ service, group, share, target }) =>
      `${service === undefined ? "" : `${service}：`}${share} 的积分用于奖励${group}，目标是 ${target}。`,
    verdict: "偏差",
    over: (size) => `▲ 高 ${size}`,
    under: (size) => `▼ 低 ${size}`,
    within: () => "✓ 在容差内",
    zone: (tolerance) => `竖线为目标，灰区为目标 ±\u00a0${tolerance}。`,
    inDocument: ({ groups, share, target, passes }) =>
      `若按规划文档正文，把${groups.join("、")}都算重点：合计 ${share}，目标 ${target}，${passes ? "在容差内" : "超出容差"}。`,
    none: "没有发放积分，看不出结构。",
  },
  flows: {
    title: "每月积分流量（分/在籍会员）",
    cursor: "某个月的流量",
    names: { issued: "发放", redeemed: "兑换", expired: "过期", decayed: "衰减", cleared: "退订或清零作废" },
    finding: ({ redeemed, lapsed, ways, held }) =>
      `每发放 100 分，期内兑换 ${redeemed} 分，${ways.length > 0 ? `${ways.join("、")} ${lapsed} 分，` : ""}期末仍持有 ${held} 分。`,
    expiryUnseen: "模拟时段短于有效期：还看不到过期。",
    none: "没有发放积分：先启用一条赠送规则。",
  },
  rates: {
    title: "各月兑换率（%）与成本（元）",
    redemption: "兑换率",
    cost: "每会员月成本",
    redemptionCursor: "某个月的兑换率",
    costCursor: "某个月的成本",
    cumulative: "累计",
    ofMonth: "当月",
    finding: ({ rate, month, cost }) =>
      `截至期末，已发放积分的 ${rate} 被兑换；${month}每会员成本为 ${cost}。`,
    noneRedeemed: "还没有兑换，因此没有成本：看看有没有会员买得起的商品。",
    noneIssued: "没有发放积分，兑换率无从计算。",
  },
  distribution: {
    title: "期末余额的分布（会员占比）",
    cursor: "某一档余额的会员",
    balance: "余额（分）",
    members: "会员占比",
    range: (from, to) => `${from} 至 ${to}（不含）`,
    above: (from) => `${from} 及以上`,
    median: (points) => `中位数 ${points}`,
    cheapest: (points) => `最低兑换价 ${points}`,
    findingPrice: ({ share, item, points }) => `${share} 的会员还换不起最便宜的“${item}”（${points} 分）。`,
    findingMedian: (median) => `半数会员不足 ${median} 分；没有可兑换的商品。`,
    none: "没有在籍会员。",
  },
  awards: {
    title: "各规则发放的积分（占比）",
    rule: "规则",
    points: "积分",
    share: "占比",
    members: "得分会员",
    awards: "赠送次数",
    reached: (members) => `${members} 人得分`,
    finding: ({ rule, share, members }) =>
      `“${rule}”发放最多，占 ${share}，覆盖 ${members} 名会员（含期内新加入）。`,
    none: "没有规则发放积分：先启用一条赠送规则。",
  },
};

const en: OverviewMessages = {
  overview: "Overview",
  headline: "Headline figures",
  interval: "(half-width of the 95% interval)",
  intervalProvisional: "(half-width of the 95% interval, provisional)",
  certainty: {
    fromMembers:
      "± is half of the 95% interval, provisional: estimated from members until 3 replications are in.",
    fromReplications: (replications) => `± is half of the 95% interval, from ${replications} replications.`,
  },
  provisionalWhy:
    "Fewer than 3 replications: the interval comes from differences between members and is provisional.",
  nothingToDivide: "nothing to divide by, so there is no figure",
  percentagePoints: (size) => `${size} pp`,
  difference: (direction, size, relative) =>
    `${direction === "up" ? "+" : "−"}${size}${relative === undefined ? "" : ` (${relative})`}`,
  better: "better",
  worse: "worse",
  asBaseline: "same as the baseline",
  nearBaseline: (size) => `within ${size} of baseline`,
  againstBaseline: "against the baseline",
  currency: "Currency",
  showTable: "Table",
  showChart: "Chart",
  baseline: "baseline",
  baselineMean: "baseline mean",
  ghost: "Dashed: baseline.",
  month: "Month",
  day: "Day",
  cutMonth: (days) => ` (${days} ${days === 1 ? "day" : "days"} only)`,
  weights: { key: "Key", secondary: "Secondary", other: "Other" },
  groups: groupsIn("en"),
  listOf: (items) => items.join(", "),
  balances: {
    title: "Balances of members over time (points)",
    cursor: "Balances on a day",
    mean: "mean",
    median: "median",
    outer: "5–95%",
    inner: "25–75%",
    quantile: (percent) => `${percent} quantile`,
    finding: ({ median, mean, high }) =>
      `At the end half of the members hold less than ${median} points; the mean is ${mean}, and the top 5% hold more than ${high}.`,
    none: "Nobody holds points: switch on an award rule first.",
  },
  structure: {
    title: "Structure of points (share)",
    weight: "Indicators",
    share: "Share",
    target: "Target",
    passes: (shares) => `The structure holds: ${shares}.`,
    fails: ({ service, group, share, target }) =>
      `${service === undefined ? "" : `${service}: `}${share} of points go to ${group}; the target is ${target}.`,
    verdict: "Deviation",
    over: (size) => `▲ ${size} over`,
    under: (size) => `▼ ${size} under`,
    within: (tolerance) => `✓ within ±${tolerance}`,
    zone: (tolerance) => `Upright line: target; grey zone: target ±\u00a0${tolerance}. `,
    inDocument: ({ groups, share, target, passes }) =>
      `If ${groups.join(" and ")} count as key, as the document's own words have it: together ${share}, target ${target}, ${passes ? "within" : "outside"} the tolerance.`,
    none: "No points were issued, so there is no structure.",
  },
  flows: {
    title: "Flows per month (points per enrolled member)",
    cursor: "Flows of a month",
    names: {
      issued: "issued",
      redeemed: "redeemed",
      expired: "expired",
      decayed: "decayed",
      cleared: "cancelled or cleared",
    },
    finding: ({ redeemed, lapsed, ways, held }) =>
      `For every 100 points issued, ${redeemed} were redeemed, ${ways.length > 0 ? `${lapsed} ${ways.join(", ")}, ` : ""}and ${held} are held at the end.`,
    expiryUnseen: "The horizon is shorter than the validity: expiry is not yet seen.",
    none: "No points were issued: switch on an award rule first.",
  },
  rates: {
    title: "Redemption (%) and cost (yuan) by month",
    redemption: "Redemption rate",
    cost: "Cost per member per month",
    redemptionCursor: "Redemption rate of a month",
    costCursor: "Cost of a month",
    cumulative: "cumulative",
    ofMonth: "of the month",
    finding: ({ rate, month, cost }) =>
      `By the end ${rate} of the issued points were redeemed; a member cost ${cost} in ${month}.`,
    noneRedeemed: "Nothing was redeemed, so nothing was spent: see whether anybody can afford an item.",
    noneIssued: "No points were issued, so there is no redemption rate.",
  },
  distribution: {
    title: "Balances on the last day (share of members)",
    cursor: "Members by balance",
    balance: "Balance (points)",
    members: "Share of members",
    range: (from, to) => `${from} to under ${to}`,
    above: (from) => `${from} and more`,
    median: (points) => `median ${points}`,
    cheapest: (points) => `cheapest item ${points}`,
    findingPrice: ({ share, item, points }) =>
      `${share} of members cannot yet afford the cheapest item, ${item} (${points} points).`,
    findingMedian: (median) => `Half of the members hold less than ${median} points; no item is on offer.`,
    none: "Nobody is enrolled.",
  },
  awards: {
    title: "Points by rule (share of issued)",
    rule: "Rule",
    points: "Points",
    share: "Share",
    members: "Members reached",
    awards: "Awards",
    reached: (members, count) => `${members} ${count === 1 ? "member" : "members"}`,
    finding: ({ rule, share, members }) =>
      `“${rule}” issues the most, ${share} of all points, and reaches ${members} members (including newcomers).`,
    none: "No rule issued points: switch on an award rule first.",
  },
};

/** Messages of the overview in one language. */
export const overviewMessages = catalogue(zh, en);
